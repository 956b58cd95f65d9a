"""What the window says of a case that went to a colleague's laptop or came from it."""

from datetime import date

from narvaro_desktop.gui import days
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.handover_files import RETURN, Taken, Whereabouts


def came(taken: Taken) -> str:
    """What came with a file: from whom, how much was new, and that a closed case stays closed."""
    words = _("Filen från {name} sade inget nytt om ärendet.")
    if taken.entries and taken.kind == RETURN:
        words = _("Ärendet är tillbaka från {name}.")
    elif taken.entries:
        words = _("Ärendet från {name} är inläst.")
    words = words.format(name=taken.sender)
    if taken.is_closed:
        words = f"{words} {_('Det är avslutat här, och förblir det.')}"
    return words


def place(where: Whereabouts, today: date) -> str:
    """The last line of a case page: "Hos rektor sedan tisdag", "Tillbaka från rektor i dag"."""
    who = where.role.label
    if where.is_out:
        return _("Hos {who} sedan {day}").format(who=who, day=_near(where.at.date(), today))
    words = _("Tillbaka från {who} {day}") if where.kind == RETURN else _("Kom från {who} {day}")
    return words.format(who=who, day=_near(where.at.date(), today))


def _near(day: date, today: date) -> str:
    """i dag, i går, tisdag; further back the date."""
    back = (today - day).days
    if back in (0, 1):
        return _("i går") if back else _("i dag")
    return days.weekday(day).split(" ")[0] if 1 < back < 7 else days.short(day, today)
