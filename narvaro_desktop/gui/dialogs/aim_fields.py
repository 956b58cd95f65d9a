"""How a goal is seen: what is measured, what it is now and what it should become, in the scale's words."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QWidget

from narvaro_desktop.domain.case_terms import Indicator
from narvaro_desktop.domain.planning.plan import Aim
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.planning import plan_rules

_WORDS, _NUMBER = 0, 1


class ValueBox(QStackedWidget):
    """A value of one indicator: chosen among the words of its scale, or written as a number."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words, self.number = QComboBox(), QLineEdit()
        self.words.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.words.setMinimumContentsLength(10)
        self.addWidget(self.words)
        self.addWidget(self.number)
        self.words.currentIndexChanged.connect(self.changed)
        self.number.textChanged.connect(self.changed)
        self.setFocusProxy(self.words)

    def show_scale(self, indicator: Indicator | None) -> None:
        """Take the values of this indicator from now on; what was chosen of another is put away."""
        scale = plan_rules.scales().get(indicator) if indicator else None
        has_words = scale is not None
        self.words.clear()
        self.number.clear()
        if scale is not None:
            self.words.addItem(_("Inget valt"), None)
            for value in range(scale.highest + 1):
                self.words.addItem(_said(scale.words, scale.has_words, value, scale.highest), value)
        self.setCurrentIndex(_WORDS if has_words else _NUMBER)
        self.setFocusProxy(self.words if has_words else self.number)

    def value(self) -> int | None:
        if self.currentIndex() == _WORDS:
            chosen = self.words.currentData()
            return chosen if isinstance(chosen, int) else None
        text = self.number.text().strip().removesuffix("%").strip()
        return int(text) if text.isdecimal() else None

    def set_value(self, value: int | None) -> None:
        if self.currentIndex() == _WORDS:
            self.words.setCurrentIndex(0 if value is None else value + 1)
        else:
            self.number.setText("" if value is None else str(value))

    def name(self, words: str) -> None:
        """What a screen reader calls it."""
        for each in (self.words, self.number):
            each.setAccessibleName(words)


class AimFields(QObject):
    """Four fields for a form; only those that the indicator needs are shown."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.indicator, self.own = QComboBox(), QLineEdit()
        self.indicator.addItem(_("Inget mått valt"), None)
        for each in Indicator:
            self.indicator.addItem(each.label[:1].upper() + each.label[1:], each)
        self.now, self.target = ValueBox(), ValueBox()
        self.now.name(_("Nu"))
        self.target.name(_("Att nå"))
        self._which = Field(_("Hur ni ser att det blir bättre"), self.indicator, optional=True)
        self._own = Field(_("Vad ni räknar"), self.own)
        self._now = Field(_("Nu"), self.now, optional=True)
        self._target = Field(_("Att nå"), self.target, optional=True)
        self.indicator.currentIndexChanged.connect(self._chosen)
        self.own.textChanged.connect(self.changed)
        self.now.changed.connect(self.changed)
        self.target.changed.connect(self.changed)
        self._chosen()

    def fields(self) -> Iterator[Field]:
        yield from (self._which, self._own, self._now, self._target)

    @property
    def value_field(self) -> Field:
        """Where a value that lies off the scale is told."""
        return self._target

    def aim(self) -> Aim | None:
        indicator = self.indicator.currentData()
        if not isinstance(indicator, Indicator):
            return None
        own = self.own.text().strip() if indicator is Indicator.OTHER else ""
        return Aim(indicator, self.now.value(), self.target.value(), own)

    def set_aim(self, aim: Aim | None) -> None:
        wanted = aim.indicator if aim else None
        places = (each for each in range(self.indicator.count()) if self.indicator.itemData(each) == wanted)
        self.indicator.setCurrentIndex(next(places, 0))
        self._chosen()
        if aim is not None:
            self.own.setText(aim.own)
            self.now.set_value(aim.baseline)
            self.target.set_value(aim.target)

    def _chosen(self) -> None:
        indicator = self.indicator.currentData()
        chosen = indicator if isinstance(indicator, Indicator) else None
        for box in (self.now, self.target):
            box.show_scale(chosen)
        self._own.setVisible(chosen is Indicator.OTHER)
        for field in (self._now, self._target):
            field.setVisible(chosen is not None)
        self.changed.emit()


def _said(words: tuple[str, ...], all_of_them: bool, value: int, highest: int) -> str:
    if all_of_them:
        return f"{value} {words[value]}"
    ends = {0: words[0], highest: words[-1]}
    return f"{value} {ends[value]}" if value in ends else str(value)
