"""Where a window is laid, and how large."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from narvaro_desktop.gui import theme

_FRAME = 48
"""Pixels that a window manager may lay above and below a window, which nobody knows before it is shown."""


def lay(window: QWidget, former: QWidget | None) -> None:
    """Where `former` lay and as large; the first at a good size for work, or all of a smaller screen.

    A small one, to begin or to unlock with, keeps its size in the middle of the former's place.
    """
    if not isinstance(window, QMainWindow):
        if former is not None:
            _centre(window, former.frameGeometry().center())
        return
    if isinstance(former, QMainWindow):
        window.setGeometry(former.normalGeometry())
        window.setWindowState(former.windowState() & Qt.WindowState.WindowMaximized)
        return
    good, room = QSize(theme.px(1280), theme.px(860)), window.screen().availableSize()
    window.resize(good.boundedTo(room))
    if good.width() >= room.width() or good.height() + _FRAME >= room.height():
        window.setWindowState(Qt.WindowState.WindowMaximized)


def _centre(window: QWidget, middle: QPoint) -> None:
    room, place = window.screen().availableGeometry(), window.rect()
    place.moveCenter(middle)
    left = max(room.left(), min(place.left(), room.right() - place.width()))
    top = max(room.top(), min(place.top(), room.bottom() - place.height() - _FRAME))
    window.move(left, top)


def size(window: QWidget, width: int, height: int) -> None:
    """Make `window` so large, in pixels at 100 %, as far as the screen goes with a frame around it."""
    room = window.screen().availableSize() - QSize(0, _FRAME)
    window.resize(QSize(theme.px(width), theme.px(height)).boundedTo(room))
