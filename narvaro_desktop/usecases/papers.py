"""A paper of this program once it has been made: looked at page by page, or put in a folder."""

from dataclasses import dataclass
from pathlib import Path

from narvaro_desktop.documents import shown
from narvaro_desktop.domain.charts.sheet import Sheet
from narvaro_desktop.usecases.sending import packages
from narvaro_desktop.usecases.work import NOTHING, Made, Work


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF and the name to save it under, which tells the ärende and no person."""

    pdf: bytes
    file_name: str


def save(work: Work, paper: Paper, folder: Path) -> Made[Path]:
    """The paper as a file in `folder`.

    :raises OutboxFull, OutboxReadOnly, OutboxMissing:
    """
    path = folder / paper.file_name
    packages.put(work, path, paper.pdf)
    return Made(NOTHING, path)


def pages_of(pdf: bytes) -> tuple[Sheet, ...]:
    """What is shown and printed, read without ReportLab. Raises NotOurPaper for a PDF made elsewhere."""
    return shown.sheets(pdf)
