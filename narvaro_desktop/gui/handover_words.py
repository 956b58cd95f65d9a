"""What the window says of a case that went to a colleague's laptop or came from it."""

from collections.abc import Sequence
from datetime import date

from narvaro_desktop.gui import days
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.sharing.handover_files import RETURN, Taken, Whereabouts


def all_came(cases: Sequence[Taken]) -> str:
    """What came with the files, in a line for each sentence that they have in common."""
    alike: dict[tuple[str, str, bool, bool], int] = {}
    for one in cases:
        what = one.sender, one.kind, bool(one.entries), one.is_closed
        alike[what] = alike.get(what, 0) + 1
    return "\n".join(_came(*what, count) for what, count in alike.items())


def _came(sender: str, kind: str, is_news: bool, is_closed: bool, count: int) -> str:
    """From whom, how much was new, and that a closed case stays closed."""
    if not is_news:
        words = ngettext(
            "Filen från {name} innehöll inget nytt om ärendet.",
            "{n} filer från {name} innehöll inget nytt om ärendena.",
            count,
        )
    elif kind == RETURN:
        words = ngettext("Ärendet är tillbaka från {name}.", "{n} ärenden är tillbaka från {name}.", count)
    else:
        words = ngettext("Ärendet från {name} är inläst.", "{n} ärenden från {name} är inlästa.", count)
    words = words.format(name=sender, n=count)
    if is_closed:
        closed = ngettext(
            "Det är avslutat här, och förblir det.", "De är avslutade här, och förblir det.", count
        )
        words = f"{words} {closed}"
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
