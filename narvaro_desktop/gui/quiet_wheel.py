"""The wheel scrolls the page: it never turns a choice or a number that happens to lie under the pointer."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget

_TURNED = (QComboBox, QAbstractSpinBox)


class _Ignored(QObject):
    """The event goes on to what lies around the control."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False


def quiet_wheel(control: QWidget) -> None:
    """Let `control` be changed by clicks and keys alone; other widgets are left as they are."""
    if isinstance(control, _TURNED) and control.focusPolicy() == Qt.FocusPolicy.WheelFocus:
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        control.installEventFilter(_Ignored(control))
