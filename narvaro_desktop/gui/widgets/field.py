"""A field of a form: label above, help below it, the control, and below that what is wrong with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from narvaro_desktop.gui import announce, icons, theme
from narvaro_desktop.gui.quiet_wheel import quiet_wheel
from narvaro_desktop.gui.widgets.buttons import link
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _

_WIDEST, _NUMBER = 640, 120
_TEXT_BOXES = (QLineEdit, QPlainTextEdit, QComboBox)


class Field(QWidget, theme.Themed):
    """The label is the control's buddy; help and fault are its description for those who hear it.

    A fault goes away when the line or the text is written anew, or something else is chosen.
    """

    def __init__(
        self,
        words: str,
        control: QWidget,
        help: str = "",
        optional: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("atTop", True)
        self.control = control
        self.words = words
        self._help = help
        self._label = label(
            _("{label} (valfritt)").format(label=words) if optional else words, "label", wrap=True
        )
        target = control.focusProxy() or control
        self._label.setBuddy(target)
        if not target.accessibleName():
            target.setAccessibleName(words)
        target.setAccessibleDescription(help)
        self._target = target
        quiet_wheel(target)
        if isinstance(target, QLineEdit | QPlainTextEdit):
            target.textChanged.connect(self._written_anew)
        elif isinstance(target, QComboBox):
            target.currentIndexChanged.connect(lambda _place: self._written_anew())
        self._fault_icon = QLabel()
        self._fault = label("", "fault", wrap=True)
        self._fault_line = QWidget()
        line = QHBoxLayout(self._fault_line)
        theme.space(line, gap=6)
        line.addWidget(self._fault_icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._fault, 1)
        whole = QVBoxLayout(self)
        theme.space(whole, gap=4)
        whole.addWidget(self._label)
        if help:
            whole.addWidget(label(help, "caption", wrap=True))
        whole.addWidget(control)
        whole.addWidget(self._fault_line)
        self._fault_line.hide()
        self.restyle()

    def restyle(self) -> None:
        if isinstance(self.control, _TEXT_BOXES):
            self.control.setMaximumWidth(theme.px(_WIDEST))
        elif isinstance(self.control, QAbstractSpinBox):
            self.control.setMaximumWidth(theme.px(_NUMBER))
        self._fault_icon.setPixmap(icons.pixmap("circle-alert", "bad", 14, self.devicePixelRatioF()))

    def say(self, fault: str) -> None:
        """Show what to write instead; the sentence is read out too."""
        self._fault.setText(fault)
        self._fault_line.setVisible(bool(fault))
        if fault:  # its room stays when it is mended: nothing moves below the hand that goes on
            held = self._fault_line.sizePolicy()
            held.setRetainSizeWhenHidden(True)
            self._fault_line.setSizePolicy(held)
        self._target.setProperty("fault", bool(fault))
        self._target.style().polish(self._target)
        self._target.setAccessibleDescription(" ".join(filter(None, (fault, self._help))))
        if fault:
            announce.say(self._target, fault, urgent=True)

    def _written_anew(self) -> None:
        if self.fault():
            self.clear()

    def clear(self) -> None:
        self.say("")

    def fault(self) -> str:
        """The sentence that is shown, or nothing."""
        return self._fault.text()


class Form(QWidget):
    """Fields in one column; after a try, the faults on top as links to their fields."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: list[Field] = []
        self._summary = QVBoxLayout()
        theme.space(self._summary, gap=2)
        self._column = QVBoxLayout()
        theme.space(self._column, gap=16)
        whole = QVBoxLayout(self)
        theme.space(whole, gap=12)
        whole.addLayout(self._summary)
        whole.addLayout(self._column)

    def add(self, field: Field) -> Field:
        self.fields.append(field)
        self._column.addWidget(field)
        return field

    def check(self) -> bool:
        """Sum up the faults that fields show; the focus goes to the first. True if there is none."""
        empty(self._summary)
        faulty = [field for field in self.fields if field.fault()]
        for field in faulty:
            button = link(f"{field.words}: {field.fault()}")
            button.clicked.connect(lambda _on=False, field=field: field.control.setFocus())
            self._summary.addWidget(button)
        if faulty:
            faulty[0].control.setFocus()
        return not faulty
