"""I dag: what needs a person, from the top; the figures' proposals beside it."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QDate, QLocale, QTimer
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from narvaro_desktop.domain.terms import SuggestionAnswer
from narvaro_desktop.gui import days, suggestion_dialogs, theme
from narvaro_desktop.gui.class_list import ClassLists
from narvaro_desktop.gui.forms.ui_today import Ui_Today
from narvaro_desktop.gui.new_case_dialog import NewCaseDialog
from narvaro_desktop.gui.pages import today_rows
from narvaro_desktop.gui.pages.today_prompts import prompt_card
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.shell import Shell
from narvaro_desktop.gui.widgets.buttons import link, primary, secondary
from narvaro_desktop.gui.widgets.card import Card, empty, row
from narvaro_desktop.gui.widgets.empty_state import EmptyState
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.widgets.todo_list import Task, TodoList
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases import handovers, students, suggestions, today
from narvaro_desktop.usecases.notifications import Needed
from narvaro_desktop.usecases.suggestions import Answer, Suggested
from narvaro_desktop.usecases.today import ReminderKind, Today
from narvaro_desktop.usecases.work import Area, Changes, Work

_FIRST = 6
_SHOWS = frozenset(
    {
        Area.STUDENTS,
        Area.ABSENCE,
        Area.SUGGESTIONS,
        Area.CASES,
        Area.PLANS,
        Area.DECISIONS,
        Area.PACKAGES,
        Area.SETTINGS,
        Area.CALENDAR,
    }
)
_SWEDISH = QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden)


class TodayPage(Page, theme.Themed):
    """One question fills it; each answer is one act, after which it is asked again."""

    _built = False

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("I dag"))
        self._runner, self._shell = runner, shell
        self._today: Today | None = None
        self._every_proposal = False
        self._prompted: int | None = None
        self._drawn = QWidget()
        self._ui = Ui_Today()
        self._ui.setupUi(self._drawn)
        theme.fit(self._drawn)
        self._prompts = QVBoxLayout()
        theme.space(self._prompts)
        self.body.addLayout(self._prompts)
        self.add(self._ui.nothing)
        self._columns = self.columns(self._ui.work, self._ui.news, (1, 1))
        self.body.insertWidget(1, self._ui.reminders)
        self.end()
        self._drawn.hide()
        self._fill_cards()
        self._built = True
        self.restyle()
        runner.changed.connect(self._changed)

    def shown(self, **_what: object) -> None:
        self._ask()

    def restyle(self) -> None:
        if self._built:
            self.whose.setFixedWidth(
                sum(each.sizeHint().width() for each in self.whose.buttons()) + theme.px(4)
            )

    def new_case(self) -> None:
        """Open the dialog *Nytt ärende*."""
        NewCaseDialog(self, self._runner, self._shell).open()

    def _fill_cards(self) -> None:
        """The cards and what stands in them before anything has been asked."""
        self.import_button = secondary(_("Läs in frånvaro"), "upload")
        self.import_button.clicked.connect(lambda: self._shell.go("import"))
        self.case_button = secondary(_("Nytt ärende"), "plus")
        self.case_button.clicked.connect(self.new_case)
        self.head.set_actions(self.import_button, self.case_button)
        ui = self._ui
        self.lists = {
            card: self._list_in(card, words)
            for card, words in (
                (ui.reminders, ""),
                (ui.waiting, _("Väntar på ditt beslut")),
                (ui.needed, _("Anmälningar")),
                (ui.due, _("Att göra")),
                (ui.heard, _("Svar som har kommit")),
                (ui.proposed, _("Elever att ta ställning till")),
            )
        }
        self.whose = Segmented([("all", _("Alla")), ("mine", _("Mina"))], _("Vems uppgifter"), "all")
        self.whose.changed.connect(lambda _key: self._show_due())
        ui.due.set_aside(self.whose)
        self.more_button = link("")
        self.more_button.clicked.connect(self._show_every_proposal)
        ui.proposed.add(self.more_button)
        self.waive_button = secondary(_("Utredning behövs inte …"))
        self.waive_button.setProperty("dense", True)
        self.waive_button.clicked.connect(self._waive)
        ui.proposed.set_aside(self.waive_button)
        ui.classes.set_title(_("Klasslistor"))
        self._class_words = label("", "caption", wrap=True)
        ui.classes.add(self._class_words)
        self.class_lists = ClassLists()
        self.class_lists.answered.connect(self._answer_class)
        ui.classes.add(self.class_lists)
        self._nothing = EmptyState(icon="check")
        ui.nothing.add(self._nothing)
        self._first_buttons = QWidget()
        self.first_case = primary(_("Nytt ärende"), "plus")
        self.first_import = secondary(_("Läs in frånvaro"), "upload")
        self.first_case.clicked.connect(self.new_case)
        self.first_import.clicked.connect(lambda: self._shell.go("import"))
        line = row(self.first_case, self.first_import, gap=12, stretch=False)
        line.insertStretch(0, 1)
        line.addStretch(1)
        self._first_buttons.setLayout(line)
        ui.nothing.add(self._first_buttons)
        for card in (*self.lists, ui.classes, ui.nothing):
            card.hide()

    def _list_in(self, card: Card, words: str) -> TodoList:
        made = TodoList()
        made.opened.connect(lambda key: self._act(card, key, today_rows.OPEN))
        made.acted.connect(lambda key, action: self._act(card, key, action))
        card.set_title(words)
        card.add(made)
        return made

    def _changed(self, changes: Changes) -> None:
        if changes & _SHOWS and self.isVisible():
            self._ask()

    def _ask(self) -> None:
        self._runner.ask(today.today, self._show, owner=self)

    def _show(self, found: Today) -> None:
        self._today = found
        ui, day = self._ui, found.day
        self.head.set_subtitle(self._subtitle(found))
        self.import_button.setVisible(found.may_import and not found.is_new)
        self.case_button.setVisible(found.may_answer and not found.is_new)
        self._set(ui.reminders, [today_rows.reminder(kind) for kind in found.reminders])
        self._set(ui.waiting, [today_rows.waiting(one) for one in found.waiting])
        by_case: dict[UUID, list[Needed]] = {}
        for one in found.needed:
            by_case.setdefault(one.line.case_id, []).append(one)
        self._set(ui.needed, [today_rows.needed(each, day) for each in by_case.values()])
        self._show_due()
        heard = [today_rows.returned(one) for one in found.returned]
        self._set(ui.heard, heard + [today_rows.answered(line) for line in found.answers])
        self._show_proposals()
        self._show_classes()
        self._show_emptiness()
        self._show_prompt()
        self._tell_counts()
        if not found.is_kept:
            self._runner.do(today.keep_proposals, owner=self)

    def _subtitle(self, found: Today) -> str:
        day = _SWEDISH.toString(QDate(found.day.year, found.day.month, found.day.day), "dddd d MMMM yyyy")
        if found.data is None:
            return day.capitalize()
        return _("{day}  ·  Frånvaron gäller t.o.m. {until}, från {source}").format(
            day=day.capitalize(), until=days.short(found.data.until, found.day), source=found.data.source
        )

    def _set(self, card: Card, tasks: Sequence[Task]) -> None:
        """Show the rows of a card, or hide it; the focus stays in it where it was."""
        held = self.window().focusWidget()
        inside = held is not None and card.isAncestorOf(held)
        self.lists[card].set_tasks(tasks)
        card.setVisible(bool(tasks))
        if inside and tasks and self.window().focusWidget() is not held:
            QTimer.singleShot(0, self, partial(_focus_first, self.lists[card]))  # rows are shown a turn later

    def _show_due(self) -> None:
        found = self._today
        if found is None:
            return
        mine = self.whose.chosen() == "mine"
        tasks = [today_rows.due(one, found.day) for one in found.due if one.is_mine or not mine]
        if found.due and not tasks:
            tasks = [Task("", _("Inget väntar på dig."), icon="check", kind="ok")]
        self._set(self._ui.due, tasks)

    def _show_proposals(self) -> None:
        found = self._today
        assert found is not None
        waiting = found.proposed if self._every_proposal else found.proposed[:_FIRST]
        self._set(self._ui.proposed, [today_rows.proposed(one, found.may_answer) for one in waiting])
        self.more_button.setText(_("Visa alla {n}").format(n=len(found.proposed)))
        self.more_button.setVisible(len(waiting) < len(found.proposed))
        self.waive_button.setVisible(found.may_decide and bool(self._may_waive()))

    def _show_every_proposal(self) -> None:
        self._every_proposal = True
        self._show_proposals()

    def _show_classes(self) -> None:
        found = self._today
        assert found is not None
        count = sum(len(each.students) for each in found.classes)
        words = ngettext(
            "{n} elev där mentor och arbetslag först ser efter. Markera och svara för flera på en gång.",
            "{n} elever där mentor och arbetslag först ser efter. Markera och svara för flera på en gång.",
            count,
        )
        self._class_words.setText(words.format(n=count))
        self.class_lists.show_lists(found.classes)
        self._ui.classes.setVisible(bool(found.classes))

    def _show_emptiness(self) -> None:
        """One sentence where nothing waits; two buttons where nothing has come in yet."""
        found, ui = self._today, self._ui
        assert found is not None
        for side, cards in (
            (ui.work, (ui.waiting, ui.needed, ui.due, ui.heard)),
            (ui.news, (ui.proposed, ui.classes)),
        ):
            side.setVisible(any(not card.isHidden() for card in cards))
        nothing = ui.work.isHidden() and ui.news.isHidden()
        ui.nothing.setVisible(nothing)
        self._columns.setVisible(not nothing)
        self._first_buttons.setVisible(found.is_new)
        if found.is_new:
            self._nothing.show_empty(
                _("Här visas det som behöver göras. Börja med ett ärende eller en frånvarofil."),
                icon="layout-dashboard",
            )
        else:
            self._nothing.show_empty(_("Inget väntar på dig just nu."), icon="check")

    def _show_prompt(self) -> None:
        found = self._today
        assert found is not None
        number = found.prompt.number if found.prompt else None
        if number == self._prompted:
            return
        self._prompted = number
        empty(self._prompts)
        if found.prompt is not None:
            self._prompts.addWidget(prompt_card(found.prompt, self._runner, self._shell))

    def _tell_counts(self) -> None:
        found = self._today
        assert found is not None
        waits = ngettext("{n} sak väntar", "{n} saker väntar", found.count).format(n=found.count)
        self._shell.set_count("today", found.count, waits)
        opened = ngettext("{n} öppet", "{n} öppna", found.open_cases).format(n=found.open_cases)
        self._shell.set_count("cases", found.open_cases, opened)

    def _act(self, card: Card, key: str, action: str) -> None:
        """What a row was answered with."""
        if card is self._ui.reminders:
            self._remind(ReminderKind[key])
        elif card is self._ui.proposed:
            self._answer_one(UUID(key), action)
        elif action == today_rows.SEEN:
            self._see(key)
        elif key:
            self._shell.go("case", case_id=UUID(key.rpartition(":")[2]))

    def _see(self, key: str) -> None:
        kind, _colon, rest = key.partition(":")
        if kind == "handover":
            self._runner.do(partial(handovers.seen, hand_over_id=UUID(rest.partition(":")[0])))
            self._ask()
        else:
            self._runner.do(partial(today.put_away, key=key.rpartition(":")[0]))

    def _remind(self, kind: ReminderKind) -> None:
        if kind is ReminderKind.DATA_OLD:
            self._shell.go("import")
        elif kind is ReminderKind.NO_CLASS:
            self._runner.ask(_class_names, self._choose_classes, owner=self)
        else:
            self._shell.go("settings")

    def _choose_classes(self, names: list[str]) -> None:
        dialog = suggestion_dialogs.ClassesDialog(self, names)
        suggestion_dialogs.open_with(
            dialog, lambda: self._runner.do(partial(suggestions.choose_classes, names=dialog.chosen()))
        )

    def _answer_one(self, student_id: UUID, action: str) -> None:
        assert self._today is not None
        one = next(each for each in self._today.proposed if each.student.id == student_id)
        answer = {
            today_rows.OPEN: SuggestionAnswer.CASE_OPENED,
            today_rows.WAIT: SuggestionAnswer.DEFERRED,
            today_rows.DECLINE: SuggestionAnswer.DECLINED,
        }[action]
        self._answer(answer, (one.student.id,), one.student.name)

    def _answer_class(self, answer: SuggestionAnswer, ids: tuple[UUID, ...]) -> None:
        assert self._today is not None
        names = {one.student.id: one.student.name for each in self._today.classes for one in each.students}
        count = len(ids)
        who = names[ids[0]] if count == 1 else _("{n} elever").format(n=count)
        self._answer(answer, ids, who)

    def _answer(self, answer: SuggestionAnswer, ids: tuple[UUID, ...], who: str) -> None:
        """Ask for the day or the reason that an answer needs, then give it."""
        assert self._today is not None
        if answer is SuggestionAnswer.DEFERRED:
            wait = suggestion_dialogs.WaitDialog(self, who, self._today.day)
            suggestion_dialogs.open_with(wait, lambda: self._give(wait.answer(), ids, who))
        elif answer is SuggestionAnswer.DECLINED:
            ask = suggestion_dialogs.decline_dialog(self, who)
            suggestion_dialogs.open_with(ask, lambda: self._give(Answer(answer, ask.reason()), ids, who))
        else:
            self._give(Answer(answer), ids, who)

    def _give(self, answer: Answer, ids: tuple[UUID, ...], who: str) -> None:
        def told(kept: tuple[UUID, ...]) -> None:
            words = _TOLD[answer.answer]().format(who=who)
            is_case = answer.answer is SuggestionAnswer.CASE_OPENED
            take_back = partial(suggestions.take_back, answer_ids=kept)
            self._shell.toast(words, None if is_case else partial(self._runner.do, take_back))

        self._runner.do(partial(suggestions.answer, student_ids=ids, given=answer), told, owner=self)

    def _may_waive(self) -> list[Suggested]:
        """The pupils who have reached the step of the rektor's decision."""
        found = self._today
        assert found is not None
        listed = [*found.proposed, *(one for each in found.classes for one in each.students)]
        return [one for one in listed if one.proposal.step >= found.inquiry_step]

    def _waive(self) -> None:
        dialog = suggestion_dialogs.WaiveDialog(self, self._may_waive())

        def told(count: int) -> None:
            words = ngettext("Beslut sparat för {n} elev", "Beslut sparade för {n} elever", count)
            self._shell.toast(words.format(n=count))

        suggestion_dialogs.open_with(
            dialog,
            lambda: self._runner.do(partial(suggestions.waive, reasons=dialog.given()), told, owner=self),
        )


def _focus_first(rows: TodoList) -> None:
    first = next((each for each in rows.findChildren(QPushButton) if each.isVisible()), None)
    if first is not None:
        first.setFocus()


_TOLD: dict[SuggestionAnswer, Callable[[], str]] = {
    SuggestionAnswer.CASE_OPENED: lambda: _("Ärende öppnat: {who}"),
    SuggestionAnswer.DEFERRED: lambda: _("Väntar: {who}"),
    SuggestionAnswer.DECLINED: lambda: _("Inte aktuellt: {who}"),
    SuggestionAnswer.FOLLOWED: lambda: _("Följs av mentor: {who}"),
}


def _class_names(work: Work) -> list[str]:
    return sorted({line.class_name for line in students.everyone(work)}, key=suggestions.class_key)
