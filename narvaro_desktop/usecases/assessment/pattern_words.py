"""The computed absence pattern in words, for the page and for paper: label and value, only what is known."""

from collections.abc import Iterable
from typing import Final

from narvaro_desktop.domain.absence.absence_pattern import AbsencePattern, LessonPlace
from narvaro_desktop.domain.absence.shares import Share
from narvaro_desktop.domain.charts.heat_map import WEEKDAYS
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.assessment.investigation_pattern import Pattern

_BETWEEN: Final = "  ·  "
_MOST_SUBJECTS: Final = 6


def facts(pattern: AbsencePattern) -> tuple[tuple[str, str], ...]:
    """What was computed: how much, when in the week and in the day, after lov, since when."""
    lines = [
        (_("Frånvaro läsåret hittills"), _whole(pattern)),
        (_("Veckodagar"), _listed(zip(map(_, WEEKDAYS), pattern.weekdays, strict=True))),
        (_("Lektionens plats på dagen"), _listed(_places(pattern))),
        (_("De första dagarna efter ett lov"), _after_lov(pattern)),
        (_("Nådde 10 % första gången"), pattern.first_reached.isoformat() if pattern.first_reached else ""),
        (_("Senast i skolan"), pattern.last_attended.isoformat() if pattern.last_attended else ""),
        (
            _("Andel rapporterade lektioner"),
            pattern.coverage.text() if pattern.coverage_known else _("okänd"),
        ),
    ]
    return tuple((label, value) for label, value in lines if value)


def subject_facts(pattern: AbsencePattern) -> tuple[tuple[str, str], ...]:
    """The subjects in one line, the highest first; nothing where the file does not tell them."""
    named = _listed(pattern.subjects[:_MOST_SUBJECTS])
    return ((_("Ämnen, högst först"), named),) if named else ()


def source(pattern: Pattern) -> str:
    """How far the data reach, where they come from, and whether the figures still move."""
    computed = pattern.computed
    words = _("Frånvaro i procent av lektionstiden, lägre är bättre. Till och med {until}. Källa: {source}.")
    said = words.format(until=computed.until, source=computed.source)
    kept = _("Siffrorna står som de var vid signeringen.")
    return f"{said} {kept}" if pattern.is_kept else said


def _whole(pattern: AbsencePattern) -> str:
    parts = {"total": pattern.total.text(), "valid": pattern.valid.text(), "invalid": pattern.invalid.text()}
    return _("{total} (giltig {valid}, ogiltig {invalid})").format(**parts)


def _coverage(pattern: AbsencePattern) -> str:
    return pattern.coverage.text() if pattern.coverage_known else _("okänd")


def _places(pattern: AbsencePattern) -> list[tuple[str, Share]]:
    return [(place.label, share) for place, share in zip(LessonPlace, pattern.places, strict=False)]


def _after_lov(pattern: AbsencePattern) -> str:
    if not pattern.after_lov.computable:
        return ""
    words = _("{after}, övriga dagar {other}")
    return words.format(after=pattern.after_lov.text(), other=pattern.other_days.text())


def _listed(parts: Iterable[tuple[str, Share]]) -> str:
    return _BETWEEN.join(f"{words} {share.text()}" for words, share in parts if share.computable)
