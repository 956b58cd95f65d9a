"""A pupil's absence in a few words: the share, what it rests on, and how sure it is."""

from datetime import date

from narvaro_desktop.domain.absence.absence import CoverageMark, Figure
from narvaro_desktop.domain.absence.shares import Limit
from narvaro_desktop.gui import days
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.pupils.students import StudentLine

_LIMITS = tuple(Limit(percent) for percent in (10, 15, 20, 30))


def share(figure: Figure | None) -> str:
    """`15,5 %`, `minst 18,0 % · osäkert`, or nothing where no data have been read in."""
    if figure is None:
        return ""
    words = figure.total.text(_LIMITS)
    if figure.at_least:
        words = _("minst {share}").format(share=words)
    return f"{words} · {figure.mark.label}" if figure.mark is not CoverageMark.FULL else words


def elsewhere(student: StudentLine, today: date) -> str:
    """That she goes to another school as well, whose absence is not in the figures; "" where she does not."""
    other = student.other_school
    if other is None or not other.matters(today):
        return ""
    said = [other.name]
    if other.first is not None:
        said.append(_("från {day}").format(day=days.short(other.first, today)))
    if other.last is not None:
        said.append(_("till {day}").format(day=days.short(other.last, today)))
    return _("Går också i {school}. Frånvaron där ingår inte i siffrorna.").format(school=" ".join(said))


def figure_line(figure: Figure | None) -> str:
    """One sentence with the days, the source and the coverage."""
    if figure is None:
        return ""
    return _("Frånvaro {share}, {span}. {source}, {coverage} rapporterat.").format(
        share=share(figure),
        span=days.between(figure.span),
        source=figure.source,
        coverage=figure.coverage.text(),
    )
