"""The bar of the practice school: that its pupils are made up, whose view it is, and which day it plays."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from narvaro_desktop.gui import icons, theme
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _

_ROOM_FOR_DATE = 740
_ROOM_FOR_WORDS = 560


class PracticeBar(QFrame, theme.Themed):
    """`viewWanted` tells the key of the view that was pressed, unless it is the one shown."""

    viewWanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "practice")
        self.setAccessibleName(_("Övning"))
        self._mark = QLabel()
        self._has_views = False
        self._views = QHBoxLayout()
        theme.space(self._views, gap=2)
        self._as = label(_("Visa som:"), "body2")
        self._date = label("", "caption2")
        self._date.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._date.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = QHBoxLayout(self)
        theme.space(line, (24, 4, 24, 4), 10)
        line.addWidget(self._mark)
        line.addWidget(label(_("Övning – påhittade elever."), "strong"))
        line.addSpacing(theme.px(8))
        line.addWidget(self._as)
        line.addLayout(self._views)
        line.addStretch(0)
        line.addWidget(self._date, 1)
        self.restyle()

    def set_views(self, views: Sequence[tuple[str, str]], chosen: str) -> None:
        """The views (key, words), and the one that is shown."""
        empty(self._views)
        self._has_views = bool(views)
        self._fold()
        for key, words in views:
            button = Button(text=words, kind="practice")
            button.setCheckable(True)
            button.setChecked(key == chosen)
            button.setAccessibleName(_("Visa som {role}").format(role=words))
            button.clicked.connect(
                lambda _on=False, key=key, it=button: self._pressed(key, key == chosen, it)
            )
            self._views.addWidget(button)

    def set_date(self, words: str) -> None:
        self._date.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def restyle(self) -> None:
        self._mark.setPixmap(icons.pixmap("graduation-cap", "info", 18, self.devicePixelRatioF()))

    def _fold(self) -> None:
        self._date.setVisible(self.width() >= theme.px(_ROOM_FOR_DATE))
        self._as.setVisible(self._has_views and self.width() >= theme.px(_ROOM_FOR_WORDS))

    def _pressed(self, key: str, already: bool, button: Button) -> None:
        button.setChecked(already)
        if not already:
            self.viewWanted.emit(key)
