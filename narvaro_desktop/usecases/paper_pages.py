"""The pages of a paper that this program has made, to be shown and printed; reads it without ReportLab."""

from narvaro_desktop.documents import shown
from narvaro_desktop.domain.sheet import Sheet


def pages_of(pdf: bytes) -> tuple[Sheet, ...]:
    """Raises NotOurPaper for a PDF that was made elsewhere."""
    return shown.sheets(pdf)
