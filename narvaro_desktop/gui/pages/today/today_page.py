"""I dag: what needs a person, from the top; the figures' proposals beside it."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import SuggestionAnswer
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.dialogs.new_case_dialog import NewCaseDialog
from narvaro_desktop.gui.dialogs.student_dialog import StudentDialog
from narvaro_desktop.gui.forms.ui_today import Ui_Today
from narvaro_desktop.gui.pages.today import today_plans, today_rows
from narvaro_desktop.gui.pages.today.class_list import ClassLists
from narvaro_desktop.gui.pages.today.today_answers import Answers
from narvaro_desktop.gui.pages.today.today_files import FilesNews
from narvaro_desktop.gui.pages.today.today_filters import Narrowing, Whose
from narvaro_desktop.gui.pages.today.today_list import TodayList
from narvaro_desktop.gui.pages.today.today_routine import RoutineNews
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import Button, primary, secondary
from narvaro_desktop.gui.widgets.card import Card, row
from narvaro_desktop.gui.widgets.empty_state import EmptyState
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.widgets.todo_list import Task
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.absence.suggestions import Suggested
from narvaro_desktop.usecases.deciding.notifications import Needed
from narvaro_desktop.usecases.planning import plan_versions
from narvaro_desktop.usecases.sharing import handovers
from narvaro_desktop.usecases.teamwork import meeting_room, today, today_filter
from narvaro_desktop.usecases.teamwork.today import ReminderKind, Today
from narvaro_desktop.usecases.teamwork.today_filter import ALL, MINE, OTHERS, Wanted
from narvaro_desktop.usecases.teamwork.today_team import TeamKind
from narvaro_desktop.usecases.vault import recovery
from narvaro_desktop.usecases.vault.recovery import Reminder
from narvaro_desktop.usecases.work import Area, Changes

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
        Area.MEETINGS,
        Area.PREVENTION,
    }
)


class TodayPage(Page):
    """One question fills it; each answer is one act, after which it is asked again."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("I dag"))
        self._runner, self._shell = runner, shell
        self._today: Today | None = None
        self._picked: UUID | None = None
        """The proposal that is open."""
        self.answers = Answers(self, runner, shell)
        self._drawn = QWidget()
        self._ui = Ui_Today()
        self._ui.setupUi(self._drawn)
        theme.fit(self._drawn)
        self.routine = RoutineNews(runner)
        self.files = FilesNews(runner, shell)
        for card in (self.files, self.routine, self._ui.reminders, self._ui.nothing):
            self.add(card)
        self._columns = self.columns(self._ui.work, self._ui.news, (1, 1))
        self.end()
        self._build_head()
        self._build_lists()
        self._build_classes()
        self._build_nothing()
        runner.changed.connect(self._changed)

    def shown(self, **_what: object) -> None:
        self._ask()
        self.files.ask()

    def new_case(self) -> None:
        """Open the dialog *Nytt ärende*."""
        NewCaseDialog(self, self._runner, self._shell).open()

    def _build_head(self) -> None:
        self.import_button = secondary(_("Läs in frånvaro"), "upload")
        self.case_button = secondary(_("Nytt ärende"), "plus")
        self._lead(self.case_button, self.import_button)
        self.head.set_actions(self.import_button, self.case_button)

    def _build_lists(self) -> None:
        ui = self._ui
        self.reminders = self._list(ui.reminders, "")
        self.waiting = self._list(ui.waiting, _("Väntar på ditt beslut"))
        self.needed = self._list(ui.needed, _("Anmälningar"))
        self.due = self._list(ui.due, _("Att göra"))
        self.heard = self._list(ui.heard, _("Svar som har kommit"))
        self.proposed = self._list(ui.proposed, _("Elever att ta ställning till"))
        self.team = self._list(ui.team, _("Teamet"))
        self.whose, self.narrowing = Whose(), Narrowing()
        for part in (self.whose, self.narrowing):
            part.changed.connect(self._choose)
        self.whose.opened.connect(self.narrowing.setVisible)
        self.narrowing.hide()
        ui.due.set_aside(self.whose)
        ui.due.body.insertWidget(ui.due.body.count() - 2, self.narrowing)
        self.waive_button = self._waiving()
        ui.proposed.set_aside(self.waive_button)

    def _build_classes(self) -> None:
        card = self._ui.classes
        card.set_title(_("Klasslistor"))
        self._class_words = label("", "caption", wrap=True)
        office = self._runner.office
        may_print = office.rules.rights.may(office.actor.role, Resource.INVESTIGATION, Action.EXPORT)
        self.class_lists = ClassLists(may_print=may_print)
        self.class_lists.answered.connect(self._answer_class)
        self.class_lists.paperWanted.connect(self.answers.class_form)
        self.waive_listed = self._waiving()
        """The same button where everyone who has reached the limit stands in a class list."""
        card.set_aside(self.waive_listed)
        card.add(self._class_words)
        card.add(self.class_lists)
        card.hide()

    def _waiving(self) -> Button:
        button = Button(text=_("Utredning behövs inte …"), small=True)
        button.clicked.connect(self._waive)
        return button

    def _waive(self) -> None:
        if self._today is not None:
            self.answers.waive(self._may_waive(), self._today.day, self._today.recheck_on)

    def _build_nothing(self) -> None:
        """The sentence where nothing waits, and the two ways to begin where nothing has come in yet."""
        self._nothing = EmptyState(icon="check")
        self.first_case = primary(_("Nytt ärende"), "plus")
        self.first_import = secondary(_("Läs in frånvaro"), "upload")
        self._lead(self.first_case, self.first_import)
        self._first_buttons = QWidget()
        line = row(self.first_case, self.first_import, gap=12)
        line.insertStretch(0, 1)
        theme.space(line, (0, 0, 0, 32), 12)
        self._first_buttons.setLayout(line)
        self._ui.nothing.add(self._nothing)
        self._ui.nothing.add(self._first_buttons)
        self._ui.nothing.hide()

    def _lead(self, case_button: Button, import_button: Button) -> None:
        case_button.clicked.connect(self.new_case)
        import_button.clicked.connect(lambda: self._shell.go("import"))

    def _list(self, card: Card, words: str) -> TodayList:
        made = TodayList(card, words)
        made.opened.connect(lambda key: self._act(made, key, today_rows.LOOK))
        made.acted.connect(lambda key, action: self._act(made, key, action))
        return made

    def _changed(self, changes: Changes) -> None:
        if changes & _SHOWS and self.isVisible():
            self._ask()
        elif Area.CASES in changes:
            self._runner.ask(today.open_cases, self._tell_cases, owner=self)

    def _ask(self) -> None:
        self._runner.ask(today.today, self._show, owner=self)
        self.routine.ask()

    def _show(self, found: Today) -> None:
        self._today = found
        self.head.set_subtitle(_subtitle(found))
        self.import_button.setVisible(found.may_import and not found.is_new)
        self.case_button.setVisible(found.may_answer and not found.is_new)
        self.reminders.show_tasks([today_rows.reminder(kind) for kind in found.reminders])
        asked = [today_rows.waiting(one) for one in found.waiting]
        asked += today_plans.waiting(found.plans)
        self.waiting.show_tasks(asked + [today_rows.due_back(one) for one in found.back])
        decides = _("Väntar på ditt beslut") if found.may_decide else _("Väntar på dig")
        self._ui.waiting.set_title(decides if asked else _("Att lämna tillbaka"))
        self._show_work(found)
        self.team.show_tasks([today_rows.team(one, found.day) for one in found.team])
        returned = [today_rows.returned(one) for one in found.returned]
        returned += today_plans.answered(found.plans_back)
        self.heard.show_tasks(returned + [today_rows.answered(line) for line in found.answers])
        self._show_proposed(found)
        may_waive = found.may_decide and bool(self._may_waive())
        self.waive_button.setVisible(may_waive)
        self.waive_listed.setVisible(may_waive and not found.proposed)
        self._show_classes(found)
        self._show_emptiness(found)
        self._tell_counts(found)
        if not found.is_kept:
            self._runner.do(today.keep_proposals)

    def _show_work(self, found: Today) -> None:
        """What is to be done; the row to begin with has the page's primary button."""
        needed = [today_rows.needed(each, found.day) for each in _by_case(found)]
        due = [today_rows.due(one, found.day) for one in found.due]
        if needed and not found.waiting:
            needed[0] = today_rows.lead(needed[0])
        elif due and found.due[0].is_mine and not found.waiting:
            due[0] = today_rows.lead(due[0])
        if found.wanted.whose in (OTHERS, ALL) and not found.wanted.narrows:
            due = [*map(today_rows.asked, found.asked), *due]
        if not due and found.mine + found.others:
            narrows = found.wanted.narrows or found.wanted.whose != MINE
            words = _("Inget passar filtret.") if narrows else _("Inget väntar på dig.")
            due = [Task("", words, icon="check", kind="ok")]
        self.needed.show_tasks(needed)
        self.due.show_tasks(due)
        self.whose.show_wanted(found.wanted, found.others + len(found.asked))
        self.narrowing.show_choices(found.choices, found.wanted)
        if found.wanted.narrows:
            self.whose.more_button.setChecked(True)

    def _show_proposed(self, found: Today) -> None:
        """One pupil at a time has her reasons and answers; the others wait in a line each."""
        ids = [one.student.id for one in found.proposed[: self.proposed.room]]
        if self._picked not in ids:
            self._picked = ids[0] if ids else None
        self.proposed.show_tasks(
            [
                today_rows.proposed(one, found.may_answer, one.student.id == self._picked)
                for one in found.proposed
            ]
        )

    def _choose(self, wanted: Wanted) -> None:
        self._runner.do(partial(today_filter.choose, chosen=wanted), owner=self)

    def _show_classes(self, found: Today) -> None:
        count = sum(len(each.students) for each in found.classes)
        words = ngettext(
            "{n} elev där mentor och arbetslag först ser efter. Markera och svara för flera på en gång.",
            "{n} elever där mentor och arbetslag först ser efter. Markera och svara för flera på en gång.",
            count,
        )
        mute = _("Sjuktillfällen räknas inte: frånvarofilen säger inte varför eleverna är borta.")
        said = words.format(n=count)
        self._class_words.setText(
            _("{words} {more}").format(words=said, more=mute) if found.is_mute else said
        )
        self.class_lists.show_lists(found.classes)
        self._ui.classes.setVisible(bool(found.classes))

    def _show_emptiness(self, found: Today) -> None:
        ui = self._ui
        for side, cards in (
            (ui.work, (ui.waiting, ui.needed, ui.due, ui.team, ui.heard)),
            (ui.news, (ui.proposed, ui.classes)),
        ):
            side.setVisible(any(not card.isHidden() for card in cards))
        nothing = ui.work.isHidden() and ui.news.isHidden()
        ui.nothing.setVisible(nothing)
        self._columns.setVisible(not nothing)
        self._first_buttons.setVisible(found.is_new)
        sentence = _("Inget väntar på dig just nu.")
        if found.is_new:
            sentence = _("Här visas det som behöver göras. Börja med ett ärende eller en frånvarofil.")
        self._nothing.show_empty(sentence, icon="layout-dashboard" if found.is_new else "check")

    def _tell_counts(self, found: Today) -> None:
        waits = ngettext("{n} sak väntar", "{n} saker väntar", found.count).format(n=found.count)
        self._shell.set_count("today", found.count, waits)
        self._tell_cases(found.open_cases)

    def _tell_cases(self, count: int) -> None:
        """In the sidebar: a case can be opened from any page."""
        opened = ngettext("{n} öppet", "{n} öppna", count).format(n=count)
        self._shell.set_count("cases", count, opened)

    def _act(self, where: TodayList, key: str, action: str) -> None:
        """What a row was answered with."""
        if where is self.reminders:
            self._remind(ReminderKind[key])
        elif where is self.proposed and action == today_rows.LOOK:
            StudentDialog(self, self._runner, self._shell, UUID(key)).open()
        elif where is self.proposed and action == today_rows.PICK:
            self._pick(UUID(key))
        elif where is self.proposed:
            self._answer_one(UUID(key), action)
        elif action == today_rows.SEEN:
            self._see(key)
        elif where is self.team:
            self._act_for_team(key, action)
        elif (plan := today_plans.case_of(key)) is not None:
            self._shell.go("plan", case_id=plan)
        elif key:
            self._shell.go("case", case_id=UUID(key.rpartition(":")[2]))

    def _act_for_team(self, key: str, action: str) -> None:
        """A row of the team: `<kind>:<record>:<meeting>`."""
        kind, record, meeting = key.split(":")
        if action == today_rows.DONE:
            self._runner.do(partial(meeting_room.do_decision, decision_id=UUID(record)), owner=self)
        elif meeting:
            self._shell.go("meeting", meeting_id=UUID(meeting))
        elif kind == TeamKind.REVIEW.name:
            self._shell.go("absence", tab="review")
        else:
            is_event = kind == TeamKind.EVENT.name
            self._shell.go("prevention", tab="events" if is_event else "measures")

    def _see(self, key: str) -> None:
        """An answer has been seen: `handover:<id>:<case>`, or `answer:<id>:<state>:<case>`."""
        kind, _colon, rest = key.partition(":")
        if kind == "handover":
            self._runner.do(partial(handovers.seen, hand_over_id=UUID(rest.partition(":")[0])))
            self._ask()
        elif today_plans.case_of(key) is not None:
            self._runner.do(partial(plan_versions.seen, version_id=today_plans.version_of(key)))
        else:
            self._runner.do(partial(today.put_away, key=key.rpartition(":")[0]))

    def _remind(self, kind: ReminderKind) -> None:
        if kind is ReminderKind.DATA_OLD:
            self._shell.go("import")
        elif kind is ReminderKind.INTRODUCTION:
            self._shell.go("prevention", tab="routine")
        elif kind is ReminderKind.NO_CLASS:
            self.answers.choose_classes()
        elif kind is ReminderKind.CARD_ENDS:
            self._shell.go("cards")
        elif kind is ReminderKind.LONE_ADMINISTRATOR:
            self._shell.go("team")
        elif kind is ReminderKind.BACKUP_LATE:
            self._shell.go("settings")
        else:
            self._runner.ask(recovery.reminder, self._open_recovery, owner=self)

    def _open_recovery(self, found: Reminder | None) -> None:
        if found is not None and isinstance(self._shell, OfficeWindow):
            self._shell.open_recovery(found)

    def _pick(self, student_id: UUID) -> None:
        self._picked = student_id
        if self._today is not None:
            self._show_proposed(self._today)

    def _answer_one(self, student_id: UUID, action: str) -> None:
        assert self._today is not None
        about = [one for one in self._today.proposed if one.student.id == student_id]
        if action == today_rows.HIGHER:
            self.answers.open_higher(about[0])
        else:
            self.answers.answer(today_rows.ANSWERS[action], about, self._today.day)

    def _answer_class(self, answer: SuggestionAnswer, ids: tuple[UUID, ...]) -> None:
        assert self._today is not None
        about = [one for each in self._today.classes for one in each.students if one.student.id in ids]
        self.answers.answer(answer, about, self._today.day, self.class_lists.source())

    def _may_waive(self) -> list[Suggested]:
        """The pupils who have reached the step of the rektor's decision."""
        found = self._today
        assert found is not None
        listed = [*found.proposed, *(one for each in found.classes for one in each.students)]
        return [one for one in listed if one.proposal.step >= found.inquiry_step]


def _by_case(found: Today) -> list[list[Needed]]:
    """What the anmälan of one case needs stands together."""
    cases: dict[UUID, list[Needed]] = {}
    for one in found.needed:
        cases.setdefault(one.line.case_id, []).append(one)
    return list(cases.values())


def _subtitle(found: Today) -> str:
    day = days.weekday(found.day)
    if found.data is None:
        return today_rows.begun(day)
    return _("{day}  ·  Frånvaron gäller t.o.m. {until}, källa: {source}").format(
        day=today_rows.begun(day),
        until=days.short(found.data.until, found.day),
        source=found.data.source,
    )
