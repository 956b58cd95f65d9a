"""A pupil's absence in a few words: the share, what it rests on, and how sure it is."""

from narvaro_desktop.domain.absence import CoverageMark, Figure
from narvaro_desktop.domain.shares import Limit
from narvaro_desktop.gui import days
from narvaro_desktop.i18n import _

_LIMITS = tuple(Limit(percent) for percent in (10, 15, 20, 30))


def share(figure: Figure | None) -> str:
    """`15,5 %`, `minst 18,0 % · osäkert`, or nothing where no data have been read in."""
    if figure is None:
        return ""
    words = figure.total.text(_LIMITS)
    if figure.at_least:
        words = _("minst {share}").format(share=words)
    return f"{words} · {figure.mark.label}" if figure.mark is not CoverageMark.FULL else words


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
