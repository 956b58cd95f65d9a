"""A QR code as a flowable: the same facts as the text beside it, for a machine to read."""

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.units import mm

from narvaro_desktop.documents.flowables import Figure

QUIET_ZONE = 4  # modules of white around the code, ISO/IEC 18004


def code(content: str, alt: str, side: float = 46 * mm) -> Figure:
    """`content` at error correction level M, `side` points wide with its quiet zone (the code some 36 mm)."""
    widget = QrCodeWidget(content, barWidth=side, barHeight=side, barLevel="M", barBorder=QUIET_ZONE)
    return Figure(Drawing(side, side, widget), alt)
