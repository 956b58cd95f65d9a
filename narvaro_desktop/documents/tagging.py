"""What ReportLab must do differently for files that last (ISO 19005); each change to the library stands here.

Proven on the version below; a test fails when another is installed, so that each change is looked at again.
"""

from typing import Any

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFStream

PROVEN_ON = "5.1.0"

_written = PDFStream.format


def _with_line_end(stream: Any, document: Any) -> bytes:
    """ISO 19005 wants an end of line before `endstream`, which `Length` does not count."""
    written: bytes = _written(stream, document)
    assert written.endswith(b"endstream\n")  # another ReportLab fails loudly here
    return written[:-10] + b"\nendstream\n"


def apply() -> None:
    """Change the library; calling it again changes nothing."""
    PDFStream.format = _with_line_end
    rl_config.useA85 = 0  # no ASCII85: a quarter larger, and of no use
