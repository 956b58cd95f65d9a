"""What is asked around an EHT-möte: its day, more points and people, decisions, its papers, its end."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from narvaro_desktop.domain.teamwork.meeting import ItemKind
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.paper_dialog import PaperDialog
from narvaro_desktop.gui.role_words import role_title
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.teamwork import meeting_room, meetings
from narvaro_desktop.usecases.teamwork.meeting_room import Decided, Item, MeetingView
from narvaro_desktop.usecases.teamwork.meetings import Offered
from narvaro_desktop.usecases.work import Work

WEEK = timedelta(days=7)
_INITIALS = N_(
    "Elever står med initialer och ärendenummer. Det som sades står inte med. "
    "Filen är inte förseglad. Att den görs skrivs i loggen."
)
_WHO = (
    Role.MENTOR, Role.COUNSELLOR, Role.SPECIAL_EDUCATOR, Role.SPECIAL_TEACHER, Role.PRINCIPAL,
    Role.DEPUTY_PRINCIPAL, Role.SCHOOL_NURSE, Role.SCHOOL_PSYCHOLOGIST, Role.ATTENDANCE_COACH,
    Role.CAREER_COUNSELLOR,
)  # fmt: skip


def role_box(chosen: Role | None = None) -> QComboBox:
    """Who is responsible."""
    box = QComboBox()
    for role in _WHO:
        box.addItem(role_title(role), role)
    if chosen in _WHO:
        box.setCurrentIndex(_WHO.index(chosen))
    return box


class MeetingDayDialog(ActDialog):
    """The day of a new meeting, or another day for one that is planned."""

    def __init__(self, parent: QWidget, runner: Runner, day: date, moving: UUID | None = None) -> None:
        title = _("Flytta mötet?") if moving else _("Nytt EHT-möte")
        text = (
            ""
            if moving
            else _("Dagordningen byggs av det som är försenat, väntar på beslut eller ska göras.")
        )
        super().__init__(parent, runner, title, text, _("Flytta") if moving else _("Planera mötet"))
        self._moving = moving
        self.day = DateField()
        self.day.set_day(day)
        self._day = Field(_("Dag"), self.day)
        self.add(self._day)

    def wish(self) -> Wish | None:
        day = self.day.day()
        self._day.say("" if day else self.day.fault() or _("Välj en dag."))
        if day is None:
            return None
        if self._moving is not None:
            return partial(meetings.reschedule, meeting_id=self._moving, held_on=day)
        return partial(meetings.plan, held_on=day)


class AddCaseDialog(ActDialog):
    """One of the open cases that do not stand on the agenda; typing narrows."""

    def __init__(self, parent: QWidget, runner: Runner, meeting_id: UUID, offered: Sequence[Offered]) -> None:
        super().__init__(parent, runner, _("Lägg till ett ärende"), verb=_("Lägg till"), wide=True)
        self._meeting_id, self._offered = meeting_id, offered
        self.search, self.list = QLineEdit(), QListWidget()
        self.list.setAccessibleName(_("Ärenden"))
        self.list.setMinimumHeight(theme.px(220))
        self.list.setWordWrap(True)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self.verb_button.click)
        self.list.itemActivated.connect(lambda _item: self.verb_button.click())
        self.add(Field(_("Sök elev eller klass"), self.search, optional=True))
        self.add(self.list)
        self._narrow("")
        self.search.setFocus()

    def wish(self) -> Wish | None:
        item = self.list.currentItem()
        if item is None:
            return None
        return partial(meetings.add_case, meeting_id=self._meeting_id, case_id=item.data(256))

    def _narrow(self, typed: str) -> None:
        wanted = typed.casefold().split()
        self.list.clear()
        for one in self._offered:
            words = f"{one.student.name}, {one.student.class_name}"
            if all(word in words.casefold() for word in wanted):
                item = QListWidgetItem(f"{words}\n{one.words}" if one.words else words)
                item.setData(256, one.case_id)
                self.list.addItem(item)
        self.list.setCurrentRow(0)


class AddPointDialog(ActDialog):
    """A konsultation without a name, or another matter."""

    def __init__(self, parent: QWidget, runner: Runner, meeting_id: UUID) -> None:
        super().__init__(parent, runner, _("Lägg till en punkt"), verb=_("Lägg till"))
        self._meeting_id = meeting_id
        choices = [(ItemKind.CONSULTATION, _("Konsultation utan namn")), (ItemKind.MATTER, _("Övrig fråga"))]
        self.kind = Segmented(choices, _("Slag av punkt"), ItemKind.CONSULTATION)
        self.words = QLineEdit()
        help = _("En konsultation har inget ärende. Skriv så att ingen kan förstå vem eleven är.")
        self._words = Field(_("Rubrik"), self.words, help)
        self.add(self.kind)
        self.add(self._words)
        self.words.setFocus()

    def wish(self) -> Wish | None:
        self._words.say("" if self.words.text().strip() else _("Skriv en rubrik."))
        if not self.words.text().strip():
            return None
        kind = self.kind.chosen()
        assert isinstance(kind, ItemKind)
        return partial(meetings.add_point, meeting_id=self._meeting_id, kind=kind, words=self.words.text())


class CallDialog(ActDialog):
    """Someone from outside the team."""

    def __init__(self, parent: QWidget, runner: Runner, meeting_id: UUID) -> None:
        super().__init__(parent, runner, _("Kalla någon mer"), verb=_("Lägg till"))
        self._meeting_id = meeting_id
        self.name, self.function = QLineEdit(), QLineEdit()
        self._function = Field(_("Funktion"), self.function, _("Till exempel mentor 7B eller socionom."))
        self.add(self._function)
        self.add(Field(_("Namn"), self.name, optional=True))
        self.function.setFocus()

    def wish(self) -> Wish | None:
        self._function.say("" if self.function.text().strip() else _("Skriv vilken funktion personen har."))
        if not self.function.text().strip():
            return None
        return partial(
            meetings.call, meeting_id=self._meeting_id, name=self.name.text(), function=self.function.text()
        )


class DecisionDialog(ActDialog):
    """A decision that is added after the meeting, or that puts an earlier one right."""

    def __init__(
        self, parent: QWidget, runner: Runner, item: Item, today: date, replacing: Decided | None = None
    ) -> None:
        title = _("Rätta beslutet?") if replacing else _("Lägg till ett beslut?")
        text = _("Mötet är låst. Det du skriver står som ett tillägg med dagens datum.")
        if replacing:
            text = _("Det gamla beslutet står kvar och märks som ersatt: {words}").format(
                words=replacing.words
            )
        super().__init__(parent, runner, title, text, _("Rätta") if replacing else _("Lägg till"))
        self._item, self._replacing = item, replacing
        self.words, self.due = QLineEdit(), DateField()
        self.who = role_box(replacing.responsible if replacing else None)
        self.due.set_day(replacing.due_on if replacing else today + WEEK)
        self.form = Form()
        self._words = self.form.add(Field(_("Beslut"), self.words))
        self.form.add(Field(_("Ansvarig"), self.who))
        self._due = self.form.add(Field(_("Senast"), self.due))
        self.add(self.form)
        self.words.setFocus()

    def wish(self) -> Wish | None:
        day = self.due.day()
        self._words.say("" if self.words.text().strip() else _("Skriv vad som ska göras."))
        self._due.say("" if day else self.due.fault() or _("Välj en dag."))
        if not self.form.check() or day is None:
            return None
        return partial(
            meeting_room.decide, item_id=self._item.id, words=self.words.text(),
            responsible=self.who.currentData(), due_on=day,
            replaces=self._replacing.id if self._replacing else None,
        )  # fmt: skip


class AddNoteDialog(ActDialog):
    """What should also be said of a case, once the meeting is locked."""

    def __init__(self, parent: QWidget, runner: Runner, item: Item) -> None:
        text = _("Anteckningen från mötet ändras inte. Det du skriver blir en ny anteckning i ärendet.")
        super().__init__(parent, runner, _("Skriv ett tillägg?"), text, _("Spara tillägget"), wide=True)
        self._item = item
        self.text = GrowingText(lines=3, most=8)
        self._text = Field(_("Tillägg"), self.text, item.readers)
        self.add(self._text)
        self.text.setFocus()
        self.keep_typed("meeting.note", item.id, text=self.text)

    def wish(self) -> Wish | None:
        self._text.say("" if self.text.text().strip() else _("Skriv några ord."))
        if not self.text.text().strip():
            return None
        return partial(meeting_room.add_note, item_id=self._item.id, text=self.text.text())


class CloseMeetingDialog(ActDialog):
    """What happens when a meeting is closed, said before."""

    def __init__(self, parent: QWidget, runner: Runner, view: MeetingView) -> None:
        notes = sum(bool(item.text) and item.case_id is not None for item in view.items)
        decisions = sum(len(item.decisions) for item in view.items)
        text = _(
            "Anteckningar som läggs i sina ärenden: {notes}. Beslut som står som uppgifter: {decisions}. "
            "Sedan är mötet låst. Det som blev fel rättas med ett tillägg."
        ).format(notes=notes, decisions=decisions)
        super().__init__(parent, runner, _("Avsluta mötet?"), text, _("Avsluta mötet"))
        self._meeting_id = view.id

    def wish(self) -> Wish | None:
        return partial(meeting_room.close, meeting_id=self._meeting_id)


def agenda_dialog(parent: QWidget, runner: Runner, meeting_id: UUID) -> PaperDialog:
    """Where the agenda goes."""

    def make(work: Work) -> Paper:
        from narvaro_desktop.usecases.teamwork import meeting_papers  # brings ReportLab, which is slow

        return meeting_papers.agenda_paper(work, meeting_id)

    return PaperDialog(parent, runner, _("Spara dagordningen som PDF?"), _(_INITIALS), make)


def protocol_dialog(parent: QWidget, runner: Runner, meeting_id: UUID) -> PaperDialog:
    """Where the protocol goes."""

    def make(work: Work) -> Paper:
        from narvaro_desktop.usecases.teamwork import meeting_papers  # brings ReportLab, which is slow

        return meeting_papers.protocol_paper(work, meeting_id)

    return PaperDialog(parent, runner, _("Spara protokollet som PDF?"), _(_INITIALS), make)
