"""The dialog of a quick note: who, what kind of contact, with whom, reached or not, and the words."""

from collections.abc import Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidgetItem, QWidget

from narvaro_desktop.domain.casework.duties import DutyLine
from narvaro_desktop.domain.sorting import search_key
from narvaro_desktop.domain.terms import ContactKind, InfoClass, Party
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.forms.ui_quick_note import Ui_QuickNote
from narvaro_desktop.gui.laid import laid
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import drafts
from narvaro_desktop.usecases.casework import notes
from narvaro_desktop.usecases.casework.notes import About, Readership, Written
from narvaro_desktop.usecases.drafts import DraftText
from narvaro_desktop.usecases.work import Changes, Made, Work

T = TypeVar("T")
D = TypeVar("D")
PAGE = "quick_note"
KINDS = (
    ContactKind.CALL, ContactKind.SMS, ContactKind.HOME_VISIT, ContactKind.MEETING, ContactKind.NOTE,
)  # fmt: skip
PARTIES = (Party.GUARDIAN, Party.STUDENT, Party.TEACHER, Party.HEALTH_TEAM, Party.EXTERNAL)
_MATCHES, _ROW = 6, 30


class NoteDialog(ActDialog):
    """Ctrl Enter saves. What is typed is kept as a draft of the pupil, also when the dialog is left.

    `kept(words)` tells what was saved.
    """

    kept = Signal(str)

    def __init__(
        self, parent: QWidget, runner: Runner, people: Sequence[About], readerships: Sequence[Readership]
    ) -> None:
        super().__init__(parent, runner, _("Ny händelse"), verb=_("Spara"), wide=True)
        self._people, self._saved = people, False
        self._about: About | None = None
        self._lines: Sequence[DutyLine] = ()
        self._ui = Ui_QuickNote()
        inner = QWidget()
        self._ui.setupUi(inner)
        theme.fit(inner)
        self.search, self.matches = self._ui.field, self._ui.matches
        self._build(readerships)
        self.add(inner)
        self.verb_button.setToolTip(_("Spara (Ctrl+Enter)"))
        self.kept_elsewhere.update((self.search, self.box))
        self._connect()
        self._show_person()
        self._find("")
        self._kind_chosen()
        self.search.setFocus()

    def choose(self, about: About, lines: Sequence[DutyLine] = ()) -> None:
        """The note is about this pupil; `lines` are duties that a contact may answer."""
        self._about, self._lines = about, lines
        self._show_person()
        self._offer()
        ask = partial(drafts.draft, page=PAGE, record=self._record(), field="text")
        self._runner.ask(ask, self._draft, owner=self)
        self.box.setFocus()

    def written(self) -> Written:
        """What has been filled in so far."""
        kind = _of(ContactKind, self.kind.chosen(), ContactKind.NOTE)
        is_contact = kind is not ContactKind.NOTE
        return Written(
            kind=kind,
            text=self.box.text(),
            party=_of(Party, self.party.chosen(), None) if is_contact else None,
            reached=bool(self.reached.chosen()) if is_contact else None,
            info_class=_of(InfoClass, self.readers.chosen(), InfoClass.COUNSELLING),
            happened_on=self.day.day(),
        )

    def wish(self) -> Wish | None:
        written, about = self.written(), self._about
        if about is None:
            self.bar.say("warn", _("Välj vilken elev det gäller."))
            self.search.setFocus()
            return None
        self._day.say(self._day_fault())
        lacks = written.kind is ContactKind.NOTE and not written.text.strip()
        self._text.say(_("Skriv några ord.") if lacks else "")
        if self._day.fault() or lacks:
            return None
        self._saved = True
        done = [box.property("duty") for box in self._boxes() if box.isChecked()]
        return partial(_save, about=about, written=written, done=done, record=self._record())

    def _done(self, value: object = None) -> None:
        self.kept.emit(_words(self.written()))
        super()._done(value)

    def _refused(self, error: NarvaroError) -> None:
        self._saved = False
        super()._refused(error)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the search to what was found; Enter takes the first, or the one that is chosen."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
            if watched is self.search and event.key() == Qt.Key.Key_Down and self.matches.count():
                self.matches.setFocus()
                self.matches.setCurrentRow(0)
                return True
            if watched in (self.search, self.matches) and enters:
                is_chosen = watched is self.matches
                self._take(self.matches.currentItem() if is_chosen else self.matches.item(0))
                return True  # else it would press the verb too
        return super().eventFilter(watched, event)

    def _build(self, readerships: Sequence[Readership]) -> None:
        self.kind = Segmented([(kind, _capital(kind.label)) for kind in KINDS], _("Slag"), ContactKind.CALL)
        self.party = Segmented([(one, one.label) for one in PARTIES], _("Med"), Party.GUARDIAN)
        self.reached = Segmented([(True, _("nådd")), (False, _("ej nådd"))], _("Nådd"), True)
        self.day = DateField(name=_("Dag"))
        self.day.set_day(self._runner.office.clock.now().date())
        self.box = GrowingText(name=_("Text"), lines=4, placeholder=_("Vad hände, och vad bestämdes?"))
        choices = [(one.info_class, one.words) for one in readerships]
        self.readers = Segmented(choices, _("Vem som får läsa"), choices[0][0])
        self._party, self._day = Field(_("Med"), self.party), Field(_("Dag"), self.day)
        self._reached, self._text = Field(_("Nådd"), self.reached), Field(_("Text"), self.box)
        self._ui.kindPlace.addWidget(self.kind)
        self._ui.partyPlace.addWidget(self._party)
        line = QHBoxLayout()
        theme.space(line, gap=16)
        line.addWidget(self._reached, 1)
        line.addWidget(self._day, 1)
        self._ui.partyPlace.addLayout(line)
        theme.space(self._ui.partyPlace, gap=12)
        self._ui.textPlace.addWidget(self._text)
        self._ui.textPlace.addWidget(self.readers)
        theme.space(self._ui.textPlace, gap=6)

    def _connect(self) -> None:
        self.kind.changed.connect(self._kind_chosen)
        self.party.changed.connect(lambda _key: self._offer())
        self.reached.changed.connect(lambda _key: self._offer())
        self.box.edited.connect(self._keep)
        self.search.installEventFilter(self)
        self.search.textEdited.connect(self._find)
        self.matches.installEventFilter(self)
        self.matches.itemClicked.connect(self._take)
        self._ui.change.clicked.connect(self._change)

    def _kind_chosen(self, _key: object = None) -> None:
        is_contact = self.kind.chosen() is not ContactKind.NOTE
        self._party.setVisible(is_contact)
        self._reached.setVisible(is_contact)
        self._offer()

    def _offer(self) -> None:
        """Offer to tick the duties that this contact fits."""
        place = self._ui.dutyPlace
        ticked = {box.property("duty") for box in self._boxes() if box.isChecked()}
        empty(place)
        for line in self._lines:
            if notes.fits(line.duty, self.written()):
                box = QCheckBox(_("Bocka av: {what}").format(what=line.duty.text))
                box.setProperty("duty", line.duty.key)
                box.setChecked(line.duty.key in ticked)
                place.addWidget(box)
        QTimer.singleShot(0, self, self.adjustSize)

    def _boxes(self) -> list[QCheckBox]:
        return [each for each in laid(self._ui.dutyPlace) if isinstance(each, QCheckBox)]

    def _show_person(self) -> None:
        about = self._about
        self._ui.person.setVisible(about is not None)
        self._ui.search.setVisible(about is None)
        if about is not None:
            self._ui.name.setText(about.name)
            self._ui.className.setText(about.class_name)
            self.bar.hide()
        QTimer.singleShot(0, self, self.adjustSize)

    def _find(self, text: str) -> None:
        self.matches.clear()
        wanted = search_key(text).split()
        found = [one for one in self._people if all(part in one.search_key for part in wanted)]
        for one in found[:_MATCHES]:
            known = _("öppet ärende") if one.case_id else _("inget ärende")
            item = QListWidgetItem(f"{one.name}  ·  {one.class_name}  ·  {known}")
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setSizeHint(QSize(0, theme.px(_ROW)))
            self.matches.addItem(item)
        self.matches.setFixedHeight(max(1, self.matches.count()) * theme.px(_ROW) + 4)
        self.matches.setVisible(bool(found))

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        about: About = item.data(Qt.ItemDataRole.UserRole)
        if about.case_id is None:
            self.choose(about)
        else:
            ask = partial(notes.contact_duties, case_id=about.case_id)
            self._runner.ask(ask, partial(self.choose, about), owner=self)

    def _change(self) -> None:
        self._about, self._lines = None, ()
        self._show_person()
        self._offer()
        self.search.setFocus()
        self.search.selectAll()

    def _record(self) -> object:
        return (self._about.case_id or self._about.student_id) if self._about else ""

    def _keep(self, text: str) -> None:
        if not self._saved:
            info_class = self.written().info_class
            keep = partial(
                drafts.keep, page=PAGE, record=self._record(), field="text", info_class=info_class, text=text,
                caret=self.box.textCursor().position(),
            )  # fmt: skip
            self._runner.do(keep)

    def _draft(self, draft: DraftText | None) -> None:
        if draft is not None and not self.box.text():
            self.box.set_text(draft.text)
            caret = self.box.textCursor()
            caret.setPosition(min(draft.caret, len(draft.text)))
            self.box.setTextCursor(caret)

    def _day_fault(self) -> str:
        day = self.day.day()
        if day is not None and day > self._runner.office.clock.now().date():
            return _("Dagen har inte varit än. Skriv den dag då det hände.")
        return self.day.fault()


def _save(
    work: Work, about: About, written: Written, done: Sequence[str], record: object
) -> Changes | Made[object]:
    made = notes.write(work, about.student_id, about.case_id, written, done)
    for left in (record, ""):
        drafts.forget(work, PAGE, left, "text")
    return Made(made.changes, made.value)


def _words(written: Written) -> str:
    if written.party is None:
        return written.kind.label
    return _("{kind} med {who}").format(kind=written.kind.label, who=written.party.label)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _of(kind: type[T], chosen: object, otherwise: D) -> T | D:
    return chosen if isinstance(chosen, kind) else otherwise
