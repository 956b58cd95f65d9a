"""Days as a Swedish reader says them: 12 nov, i morgon, om 4 dagar, försenad 2 dagar."""

from datetime import date, datetime, timedelta

from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.i18n import N_, _, ngettext

_MONTHS = (
    N_("jan"), N_("feb"), N_("mars"), N_("april"), N_("maj"), N_("juni"),
    N_("juli"), N_("aug"), N_("sep"), N_("okt"), N_("nov"), N_("dec"),
)  # fmt: skip
_FULL_MONTHS = (
    N_("januari"), N_("februari"), N_("mars"), N_("april"), N_("maj"), N_("juni"),
    N_("juli"), N_("augusti"), N_("september"), N_("oktober"), N_("november"), N_("december"),
)  # fmt: skip
_WEEKDAYS = (
    N_("måndag"), N_("tisdag"), N_("onsdag"), N_("torsdag"), N_("fredag"), N_("lördag"), N_("söndag"),
)  # fmt: skip
_NBSP = "\N{NO-BREAK SPACE}"
_NEAR = 14


def short(day: date, today: date | None = None) -> str:
    """12 nov; the year too, where it is not the year of `today`."""
    words = f"{day.day}{_NBSP}{_(_MONTHS[day.month - 1])}"
    return words if today is None or today.year == day.year else f"{words}{_NBSP}{day.year}"


def full(day: date) -> str:
    """28 september."""
    return f"{day.day}{_NBSP}{_(_FULL_MONTHS[day.month - 1])}"


def month(number: int) -> str:
    """Augusti, for 8."""
    return _(_FULL_MONTHS[number - 1]).capitalize()


def month_of(day: date) -> str:
    """`augusti 2026`"""
    return f"{_(_FULL_MONTHS[day.month - 1])} {day.year}"


def weekday(day: date) -> str:
    """måndag 28 september 2026."""
    return f"{_(_WEEKDAYS[day.weekday()])} {full(day)}{_NBSP}{day.year}"


def moment(at: datetime, has_time: bool = True, today: date | None = None) -> str:
    """12 nov 10:15, or only the day where the hour is not known."""
    day = short(at.date(), today)
    return f"{day}{_NBSP}{at:%H:%M}" if has_time else day


def between(span: Span, today: date | None = None) -> str:
    """31 aug–25 sep, or the one day."""
    if span.first == span.last:
        return short(span.first, today)
    return f"{short(span.first, today)}–{short(span.last, today)}"


def due(day: date, today: date) -> str:
    """When something is due, seen from today."""
    left = (day - today).days
    if left < 0:
        return ngettext("försenad {n} dag", "försenad {n} dagar", -left).format(n=-left)
    if left < 2:
        return _("i dag") if left == 0 else _("i morgon")
    if left < _NEAR:
        return _("om {n} dagar").format(n=left)
    return _("senast {day}").format(day=short(day, today))


def with_grace(day: date, last: date, today: date) -> str:
    """What is to be done on `day` and is not overdue until after `last`: `i dag, senast 29 sep`."""
    if day == last or not day <= today <= last:
        return due(last if today > day else day, today)
    when = _("i dag") if today == day else _("nu")
    return _("{when}, senast {day}").format(when=when, day=short(last, today))


def ahead(day: date, count: int) -> date:
    """`count` days on; a Saturday or Sunday gives way to the Friday before, or to the Monday after `day`."""
    wanted = day + timedelta(days=count)
    friday = wanted - timedelta(days=max(wanted.weekday() - 4, 0))
    return friday if friday > day else wanted + timedelta(days=(7 - wanted.weekday()) % 7)
