"""Pictures of widgets for one's own eyes, in build/shots/kit/."""

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from narvaro_desktop.gui import theme

FOLDER = Path(__file__).resolve().parents[2] / "build" / "shots" / "kit"
_HARDLY_PACKED = 90


def settle(widget: QWidget) -> None:
    """Let layouts and deletions come to rest."""
    for _turn in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[call-overload]
        QApplication.processEvents()


def save(widget: QWidget, name: str) -> Path:
    """Grab `widget` as it looks now to build/shots/kit/<name>-<theme>-<scale>.png."""
    widget.show()
    settle(widget)
    FOLDER.mkdir(parents=True, exist_ok=True)
    now = theme.current()
    path = FOLDER / f"{name}-{now.name}-{round(now.scale * 100)}.png"
    widget.grab().save(str(path), "PNG", _HARDLY_PACKED)
    return path
