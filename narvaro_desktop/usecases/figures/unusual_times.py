"""Times that are not to be compared with others (a pandemic, a fire); said wherever figures show."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.work import Area, Changes, Work

CHANGED: Final[Changes] = frozenset({Area.CALENDAR, Area.PACKAGES})
_KEPT: Final = "unusual_times"


@dataclass(frozen=True, slots=True, order=True)
class Unusual:
    """From when, until when, and why in a few words without names."""

    first: date
    last: date
    words: str

    @property
    def span(self) -> Span:
        return Span(self.first, self.last)

    def text(self) -> str:
        words = _("Ovanlig period {first} till {last}: {words}. Jämför med försiktighet.")
        return words.format(first=self.first, last=self.last, words=self.words.rstrip("."))


def unusual(work: Work) -> tuple[Unusual, ...]:
    """Every marked time, the earliest first."""
    work.may(Resource.REPORT, Action.LIST)
    return _kept(work)


def met(work: Work, span: Span) -> tuple[Unusual, ...]:
    """Those that `span` meets; for whoever is shown its figures."""
    return tuple(one for one in _kept(work) if one.span.meets(span))


def mark(work: Work, one: Unusual) -> Changes:
    """Say of a time that it was unusual."""
    work.may(Resource.REPORT, Action.WRITE)
    first, last = sorted((one.first, one.last))
    _keep(work, {*_kept(work), Unusual(first, last, clean(one.words))})
    return CHANGED


def unmark(work: Work, one: Unusual) -> Changes:
    """It was as usual after all."""
    work.may(Resource.REPORT, Action.WRITE)
    _keep(work, {*_kept(work)} - {one})
    return CHANGED


def _kept(work: Work) -> tuple[Unusual, ...]:
    held = settings.read(work.session, _KEPT, [])
    return tuple(
        Unusual(date.fromisoformat(one["first"]), date.fromisoformat(one["last"]), one["words"])
        for one in held
    )


def _keep(work: Work, times: set[Unusual]) -> None:
    settings.write(
        work.session,
        _KEPT,
        [{"first": str(one.first), "last": str(one.last), "words": one.words} for one in sorted(times)],
    )
