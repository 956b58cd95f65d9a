"""Above *Att göra* in I dag: whose things, and, behind *Filtrera*, one person, class, step or kind."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.role_words import role_word
from narvaro_desktop.gui.widgets.buttons import Button, link
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.flow import Flow
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.casework.due import DueKind
from narvaro_desktop.usecases.teamwork.today_filter import ALL, MINE, OTHERS, Choices, Wanted

_KINDS = {
    DueKind.DUTY: N_("Steg på trappan"),
    DueKind.TASK: N_("Uppgifter"),
    DueKind.FOLLOW_UP: N_("Uppföljningar"),
    DueKind.RECHECK: N_("Tas upp igen"),
    DueKind.STEP_DOWN: N_("Lämna steget"),
    DueKind.OUTSIDE: N_("Samverkan"),
}
_WIDE = 150


class Whose(QWidget, theme.Themed):
    """*Mina · Andras · Alla* and the button that shows the rest. `changed(Wanted)`, `opened(on)`."""

    changed = Signal(object)
    opened = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._wanted = Wanted()
        self.choice = Segmented(
            [(MINE, _("Mina")), (OTHERS, _("Andras")), (ALL, _("Alla"))], _("Vems uppgifter"), MINE
        )
        self.more_button = Button(icon="list-filter", kind="icon")
        self.more_button.setCheckable(True)
        self.more_button.setAccessibleName(_("Filtrera"))
        self.more_button.setToolTip(_("Filtrera på person, klass, steg eller slag"))
        self.more_button.toggled.connect(self.opened)
        line = QHBoxLayout(self)
        theme.space(line, gap=4)
        line.addWidget(self.choice)
        line.addWidget(self.more_button)
        self.choice.changed.connect(self._chosen)
        self.restyle()

    def show_wanted(self, wanted: Wanted, others: int) -> None:
        self._wanted = wanted
        self.choice.choose(wanted.whose if wanted.whose in (MINE, OTHERS, ALL) else None)
        words = _("Andras ({n})").format(n=others) if others else _("Andras")
        self.choice.buttons()[1].setText(words)
        self.restyle()

    def restyle(self) -> None:
        if hasattr(self, "more_button"):
            wide = sum(each.sizeHint().width() + theme.px(4) for each in self.choice.buttons())
            self.choice.setFixedWidth(wide)

    def _chosen(self, whose: object) -> None:
        self.changed.emit(replace(self._wanted, whose=str(whose)))


class Narrowing(QWidget, theme.Themed):
    """One list for each thing to narrow by, where there is anything to choose among. `changed(Wanted)`."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._wanted, self._usual = Wanted(), MINE
        self._line = Flow(self)
        theme.space(self._line, (0, 0, 0, 6), 8)
        self.person = self._box(_("Person"))
        self.class_name = self._box(_("Klass"))
        self.step = self._box(_("Steg"))
        self.kind = self._box(_("Slag"))
        self.clear_button = link(_("Rensa filter"))
        self.clear_button.clicked.connect(lambda: self.changed.emit(Wanted(self._usual)))
        self._line.addWidget(self.clear_button)
        self.restyle()

    def show_choices(self, choices: Choices, wanted: Wanted) -> None:
        self._wanted, self._usual = wanted, choices.usual
        named = "" if wanted.whose in (MINE, OTHERS, ALL) else wanted.whose
        people = [(str(one.id), f"{one.name}, {role_word(one.role)}") for one in choices.people]
        _fill(self.person, _("Alla personer"), people, named)
        _fill(self.class_name, _("Alla klasser"), [(one, one) for one in choices.classes], wanted.class_name)
        steps = [(one, _("Steg {n}").format(n=one)) for one in choices.steps]
        _fill(self.step, _("Alla steg"), steps, wanted.step)
        kinds = [(one.name, _(_KINDS[one])) for one in choices.kinds]
        _fill(self.kind, _("Alla slag"), kinds, wanted.kind)
        self.clear_button.setVisible(wanted.narrows)

    def restyle(self) -> None:
        if hasattr(self, "clear_button"):
            for box in (self.person, self.class_name, self.step, self.kind):
                box.setFixedWidth(theme.px(_WIDE))
                if (field := box.parentWidget()) is not None:
                    field.setFixedWidth(theme.px(_WIDE))

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.activated.connect(lambda _place: self._chosen())
        self._line.addWidget(Field(name, box))
        return box

    def _chosen(self) -> None:
        whose = self.person.currentData() or (
            self._wanted.whose if self._wanted.whose in (MINE, OTHERS, ALL) else self._usual
        )
        self.changed.emit(
            Wanted(whose, self.class_name.currentData(), self.step.currentData(), self.kind.currentData())
        )


def _fill(box: QComboBox, nothing: str, entries: Sequence[tuple[str, str]], chosen: str) -> None:
    """The choices, with what is chosen also where nothing waits for it any more."""
    known = dict(entries)
    if chosen and chosen not in known:
        entries = [*entries, (chosen, chosen)]
    box.blockSignals(True)
    box.clear()
    box.addItem(nothing, "")
    for key, words in entries:
        box.addItem(words, key)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    box.blockSignals(False)
    if (field := box.parentWidget()) is not None:
        field.setVisible(bool(entries))
