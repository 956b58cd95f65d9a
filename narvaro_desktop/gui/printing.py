"""A paper on its way to the printer, from memory and never as a file of ours."""

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.charts.sheet import Sheet
from narvaro_desktop.gui.paper_painter import paint
from narvaro_desktop.paths import state_folder

FOLDER = "utskrift"


def print_sheets(parent: QWidget, sheets: Sequence[Sheet]) -> bool | None:
    """Ask which printer and print; None where it was called off, False where the computer has no printer."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo  # asks the system, which is slow

    if not QPrinterInfo.availablePrinterNames():
        return False
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return None
    put_on(printer, sheets)
    return True


def put_on(device: QPagedPaintDevice, sheets: Sequence[Sheet]) -> None:
    """Every page on an A4 of its own, at its own size."""
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(layout)
    with QPainter(device) as painter:
        for place, sheet in enumerate(sheets):
            if place:
                device.newPage()
            paint(painter, sheet, device.logicalDpiX() / 72)


def remove_papers() -> None:
    """Overwrite and remove papers that an earlier version laid out for the computer's PDF program."""
    for path in (state_folder() / FOLDER).glob("*.pdf"):
        try:
            path.write_bytes(bytes(path.stat().st_size))
            path.unlink()
        except OSError:
            continue
