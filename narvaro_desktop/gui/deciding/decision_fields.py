"""The answers of a decision that are more than one control: samråd, typed absence, support, yes or no."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop.domain.case_terms import ExternalActor
from narvaro_desktop.domain.deciding.notification import Consultation
from narvaro_desktop.domain.terms import ConsultationStatus, OfferedSupport, Party
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.casework.cases import Stated

_PERCENT = re.compile(r"(\d{1,3})(?:[,.](\d))?\s*%?")


def choices(
    name: str, options: list[tuple[object, str]], chosen: object, told: Callable[[], object]
) -> Segmented:
    """Segmented buttons that a field's label leads to."""
    made = Segmented(options, name, chosen)
    made.setFocusProxy(made.buttons()[0])
    made.changed.connect(lambda _key: told())
    return made


def yes_no(name: str, chosen: bool | None, told: Callable[[], object]) -> Segmented:
    return choices(name, [(True, _("Ja")), (False, _("Nej"))], chosen, told)


def points(lines: Sequence[str]) -> QWidget:
    """A list whose second lines stand under the words, not under the dot."""
    made = QWidget()
    grid = QGridLayout(made)
    theme.space(grid, gap=4)
    grid.setColumnStretch(1, 1)
    for place, words in enumerate(lines):
        grid.addWidget(label("·", "body"), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(words, "body", wrap=True), place, 1)
    return made


class ConsultationField(QWidget):
    """Samråd with each of `parties`: begun, planned or tried, and which day."""

    changed = Signal()

    def __init__(self, known: Mapping[Party, Consultation], today: date, parties: Sequence[Party]) -> None:
        super().__init__()
        self._today, self.parties = today, parties
        self._states: dict[Party, Segmented] = {}
        self._days: dict[Party, DateField] = {}
        column = QVBoxLayout(self)
        theme.space(column, gap=10)
        for party in parties:
            column.addWidget(self._line(party, known.get(party)))
        self.setFocusProxy(self._states[Party.STUDENT].buttons()[0])

    def value(self) -> dict[Party, Consultation]:
        """The parties that have been answered for."""
        return {
            party: Consultation(state, self._days[party].day())
            for party, segmented in self._states.items()
            if isinstance(state := segmented.chosen(), ConsultationStatus)
        }

    def fault(self) -> str:
        return next((fault for day in self._days.values() if (fault := day.fault())), "")

    def _line(self, party: Party, known: Consultation | None) -> QWidget:
        name = party.label.capitalize()
        options: list[tuple[object, str]] = [(status, status.label) for status in ConsultationStatus]
        chosen = known.status if known else None
        state = choices(name, options, chosen, lambda: self._answered(party))
        day = DateField(name=_("Dag för samråd: {party}").format(party=party.label))
        day.set_day(known.on if known else None)
        day.changed.connect(lambda _day: self.changed.emit())
        if chosen is None:
            day.hide()
        self._states[party], self._days[party] = state, day
        made = QWidget()
        column = QVBoxLayout(made)
        theme.space(column, gap=4)
        column.addWidget(label(name, "body2"))
        line = QHBoxLayout()
        theme.space(line, gap=8)
        line.addWidget(state, 1)
        line.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        return made

    def _answered(self, party: Party) -> None:
        """A day is proposed for what has been done; what is planned has a day of its own, or none yet."""
        day = self._days[party]
        day.show()
        if day.day() is None and self._states[party].chosen() is not ConsultationStatus.PLANNED:
            day.set_day(self._today)
        self.changed.emit()


class SupportField(QWidget):
    """Whether support from the huvudman is needed, and of which kind."""

    changed = Signal()

    def __init__(self, needed: bool | None, kinds: tuple[OfferedSupport, ...]) -> None:
        super().__init__()
        self.answer = yes_no(_("Behövs stöd från huvudmannen?"), needed, self._answered)
        self._kinds = QWidget()
        self._boxes: dict[OfferedSupport, QCheckBox] = {}
        column = QVBoxLayout(self._kinds)
        theme.space(column, (0, 4, 0, 0), 2)
        for kind in OfferedSupport:
            if kind is not OfferedSupport.NONE_NOW:
                box = QCheckBox(kind.label)
                box.setChecked(kind in kinds)
                box.toggled.connect(lambda _on: self.changed.emit())
                self._boxes[kind] = box
                column.addWidget(box)
        whole = QVBoxLayout(self)
        theme.space(whole, gap=6)
        whole.addWidget(self.answer)
        whole.addWidget(self._kinds)
        self._kinds.setVisible(bool(needed))
        self.setFocusProxy(self.answer.buttons()[0])

    def needed(self) -> bool | None:
        chosen = self.answer.chosen()
        return chosen if isinstance(chosen, bool) else None

    def kinds(self) -> tuple[OfferedSupport, ...]:
        return tuple(kind for kind, box in self._boxes.items() if box.isChecked()) if self.needed() else ()

    def _answered(self) -> None:
        self._kinds.setVisible(bool(self.needed()))
        self.changed.emit()


class StatedField(QWidget):
    """A share of absence that somebody types, with its period and where it comes from."""

    changed = Signal()

    def __init__(self, known: Stated | None) -> None:
        super().__init__()
        self.share = QLineEdit()
        self.share.setFixedWidth(theme.px(90))
        self.first, self.last = DateField(name=_("Från och med")), DateField(name=_("Till och med"))
        self.source = QLineEdit()
        if known is not None:
            self.share.setText(f"{known.tenths // 10},{known.tenths % 10}")
            self.first.set_day(known.first)
            self.last.set_day(known.last)
            self.source.setText(known.source)
        self.share.editingFinished.connect(self.changed)
        self.source.editingFinished.connect(self.changed)
        for day in (self.first, self.last):
            day.changed.connect(lambda _day: self.changed.emit())
        column = QVBoxLayout(self)
        theme.space(column, gap=10)
        days = row(Field(_("Från och med"), self.first), Field(_("Till och med"), self.last), gap=16)
        column.addWidget(Field(_("Total frånvaro i procent"), self.share))
        column.addLayout(days)
        column.addWidget(Field(_("Varifrån"), self.source, _("Till exempel skolans frånvarosystem.")))
        self.setFocusProxy(self.share)

    def value(self) -> Stated | None:
        """What was typed, once all of it makes sense."""
        found = _PERCENT.fullmatch(self.share.text().strip())
        first, last, source = self.first.day(), self.last.day(), self.source.text().strip()
        if not found or first is None or last is None or last < first or not source:
            return None
        tenths = 10 * int(found[1]) + int(found[2] or 0)
        return Stated(tenths, first, last, source) if tenths <= 1000 else None


class ActorsField(QWidget):
    """Which others the pupil is in contact with, yes or no each; not said at all where nothing is ticked."""

    changed = Signal()

    def __init__(self, known: Mapping[ExternalActor, bool]) -> None:
        super().__init__()
        self._boxes = {actor: QCheckBox(actor.label) for actor in ExternalActor}
        column = QVBoxLayout(self)
        theme.space(column, gap=2)
        for actor, box in self._boxes.items():
            box.setChecked(known.get(actor, False))
            box.toggled.connect(lambda _on: self.changed.emit())
            column.addWidget(box)
        self.setFocusProxy(next(iter(self._boxes.values())))

    def value(self) -> dict[ExternalActor, bool]:
        ticked = {actor: box.isChecked() for actor, box in self._boxes.items()}
        return ticked if any(ticked.values()) else {}
