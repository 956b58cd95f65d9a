"""Why the program was locked, in the words that the unlock window shows."""

from narvaro_desktop.gui.locking.lock import Away
from narvaro_desktop.i18n import _, ngettext


def locked() -> str:
    return _("Låst. Det du skrev finns kvar.")


def idle(minutes: int) -> str:
    words = ngettext(
        "Låst efter {count} minut. Det du skrev finns kvar.",
        "Låst efter {count} minuter. Det du skrev finns kvar.",
        minutes,
    )
    return words.format(count=minutes)


def away(why: Away) -> str:
    if why is Away.LOCKED:
        return _("Låst när datorn låstes. Det du skrev finns kvar.")
    return _("Låst när datorn gick i viloläge. Det du skrev finns kvar.")
