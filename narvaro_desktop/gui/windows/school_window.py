"""The school's window: its pages in the order of the sidebar, and what Ctrl K offers besides them."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.gui.dialogs.let_in_dialog import LetInDialog
from narvaro_desktop.gui.dialogs.new_case_dialog import NewCaseDialog
from narvaro_desktop.gui.dialogs.school_year_dialog import SchoolYearDialog
from narvaro_desktop.gui.intake import intake
from narvaro_desktop.gui.pages.absence.absence_page import AbsencePage
from narvaro_desktop.gui.pages.absence.pupil_page import PupilPage
from narvaro_desktop.gui.pages.calendar_page import CalendarPage
from narvaro_desktop.gui.pages.case.case_handing import Handing
from narvaro_desktop.gui.pages.case.case_page import CasePage
from narvaro_desktop.gui.pages.cases_page import CasesPage
from narvaro_desktop.gui.pages.collaboration.collaboration_page import CollaborationPage
from narvaro_desktop.gui.pages.importing.import_page import ImportPage
from narvaro_desktop.gui.pages.inbox_page import InboxPage
from narvaro_desktop.gui.pages.investigation.investigation_page import InvestigationPage
from narvaro_desktop.gui.pages.investigations_page import InvestigationsPage
from narvaro_desktop.gui.pages.key_cards_page import KeyCardsPage
from narvaro_desktop.gui.pages.log_page import LogPage
from narvaro_desktop.gui.pages.meetings.meeting_page import MeetingPage
from narvaro_desktop.gui.pages.meetings.meeting_room_page import MeetingRoomPage
from narvaro_desktop.gui.pages.meetings.meetings_page import MeetingsPage
from narvaro_desktop.gui.pages.notifications_page import NotificationsPage
from narvaro_desktop.gui.pages.packs.pack_editor_page import PackEditorPage
from narvaro_desktop.gui.pages.packs.packs_page import PacksPage
from narvaro_desktop.gui.pages.plan.plan_page import PlanPage
from narvaro_desktop.gui.pages.plans_page import PlansPage
from narvaro_desktop.gui.pages.prevention.prevention_page import PreventionPage
from narvaro_desktop.gui.pages.privacy.privacy_page import PrivacyPage
from narvaro_desktop.gui.pages.settings_page import SettingsPage
from narvaro_desktop.gui.pages.statistics.statistics_page import StatisticsPage
from narvaro_desktop.gui.pages.students_page import StudentsPage
from narvaro_desktop.gui.pages.team_page import TeamPage
from narvaro_desktop.gui.pages.today.today_page import TodayPage
from narvaro_desktop.gui.quick_note import QuickNotes
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.palette_rows import Command
from narvaro_desktop.gui.windows.office_commands import offer
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.gui.windows.page_entry import PageEntry
from narvaro_desktop.gui.windows.people_search import PeopleSearch
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.absence import school_year
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.work import Work

HAND_TO = "hand-to"
PAGES: tuple[PageEntry, ...] = (
    # In the order of the sidebar: today, students, absence, cases, investigations, plans, notifications,
    # inbox, then pages without an entry (in_sidebar=False), then team and settings (below=True).
    PageEntry("today", N_("I dag"), "layout-dashboard", TodayPage),
    PageEntry("students", N_("Elever"), "users", StudentsPage),
    PageEntry("absence", N_("Frånvaro"), "chart-line", AbsencePage),
    PageEntry("cases", N_("Ärenden"), "folder-open", CasesPage),
    PageEntry("investigations", N_("Kartläggningar"), "clipboard-list", InvestigationsPage),
    PageEntry("plans", N_("Åtgärdsplaner"), "list-checks", PlansPage),
    PageEntry("meetings", N_("EHT-möten"), "messages-square", MeetingsPage),
    PageEntry("prevention", N_("Främja"), "school", PreventionPage),
    PageEntry("notifications", N_("Anmälningar"), "send", NotificationsPage),
    PageEntry("inbox", N_("Inkorg"), "inbox", InboxPage),
    PageEntry("statistics", N_("Statistik"), "chart-column", StatisticsPage),
    PageEntry("import", N_("Läs in frånvaro"), "upload", ImportPage, in_sidebar=False),
    PageEntry("calendar", N_("Läsårets dagar"), "calendar", CalendarPage, in_sidebar=False),
    PageEntry("cards", N_("Kontaktkort"), "key-round", KeyCardsPage, in_sidebar=False),
    PageEntry("case", N_("Ärende"), "user", CasePage, in_sidebar=False),
    PageEntry("pupil_absence", N_("Elevens frånvaro"), "chart-line", PupilPage, in_sidebar=False),
    PageEntry("investigation", N_("Kartläggning"), "clipboard-list", InvestigationPage, in_sidebar=False),
    PageEntry("meeting", N_("EHT-möte"), "messages-square", MeetingPage, in_sidebar=False),
    PageEntry("meeting_room", N_("EHT-möte"), "messages-square", MeetingRoomPage, in_sidebar=False),
    PageEntry("plan", N_("Åtgärdsplan"), "list-checks", PlanPage, in_sidebar=False),
    PageEntry("collaboration", N_("Samverkan"), "handshake", CollaborationPage, in_sidebar=False),
    PageEntry("routine", N_("Ändra rutinen"), "pencil", PackEditorPage, in_sidebar=False),
    PageEntry("routines", N_("Trappa och rutiner"), "footprints", PacksPage, below=True),
    PageEntry("log", N_("Åtkomstlogg"), "eye", LogPage, in_sidebar=False),
    PageEntry("privacy", N_("Dataskydd"), "shield", PrivacyPage, below=True),
    PageEntry("team", N_("Team"), "users", TeamPage, below=True),
    PageEntry("settings", N_("Inställningar"), "settings", SettingsPage, below=True),
)
NEEDS: Final[Mapping[str, tuple[Resource, Action]]] = {
    "students": (Resource.STUDENT, Action.LIST),
    "absence": (Resource.ABSENCE, Action.LIST),
    "investigations": (Resource.INVESTIGATION, Action.LIST),
    "plans": (Resource.PLAN, Action.LIST),
    "meetings": (Resource.MEETING, Action.LIST),
    "prevention": (Resource.PREVENTION, Action.LIST),
    "notifications": (Resource.DECISION, Action.READ),
    "statistics": (Resource.REPORT, Action.LIST),
    "routines": (Resource.PACK, Action.READ),
    "team": (Resource.PERSON, Action.LIST),
}
"""What a role must be allowed for a page to have anything to show her; else her sidebar lacks it."""


class SchoolWindow(OfficeWindow):
    """A school's vault in one person's hands."""

    reminds = False  # I dag has its own list of reminders

    def __init__(self, runner: Runner, practice: bool = False) -> None:
        offered = [replace(entry, needs=NEEDS.get(entry.key)) for entry in PAGES]
        super().__init__(runner, offered, practice)
        self.intake = intake(self, runner)
        self.intake.absence_page = "import"
        self.intake.counts_waiting = True
        self.intake.let_in = lambda path: LetInDialog(self, runner, path).open()
        self.quick_notes = QuickNotes(runner, self)
        self._shortcut("Ctrl+Shift+N", self.new_case)
        self.people = PeopleSearch(runner, self)
        self.set_people(self.people.commands)
        offer(self, self._commands())
        self._handing = Handing(self, runner, self)
        self.wentTo.connect(self._offer_handing)

    def begin(self) -> None:
        super().begin()
        self.people.ask()

    def _look_after(self) -> None:
        super()._look_after()
        self.runner.ask(_lov_wanted, self._ask_for_lov, owner=self)

    def _ask_for_lov(self, names: tuple[str, ...]) -> None:
        if names:
            words = _("Läsårets dagar saknar {lov}. Utan dem blir frister som löper över dem fel.")
            self.message(
                "info",
                words.format(lov=", ".join(names)),
                _("Läsårets dagar"),
                lambda: SchoolYearDialog(self, self.runner).open(),
            )

    def new_case(self) -> None:
        """Nytt ärende, from anywhere."""
        NewCaseDialog(self, self.runner, self).open()

    def _offer_handing(self) -> None:
        """*Lämna ärendet till …* stands in the palette where a case is before one's eyes."""
        case_id = self.at.what.get("case_id") if self.at else None
        found = [one for one in self.palette_of_commands.commands if one.key != HAND_TO]
        if case_id is not None:
            act = partial(self._handing.hand_to, case_id)
            found.insert(0, Command(HAND_TO, _("Lämna ärendet till …"), act, "", "handshake"))
        self.palette_of_commands.commands = found

    def _commands(self) -> list[Command]:
        """What is done most often; what needs a page stands there only with its page."""
        return [
            Command("note", _("Snabb anteckning"), self.quickNoteWanted.emit, "", "message-square", "Ctrl+N"),
            Command("new-case", _("Nytt ärende"), self.new_case, "", "plus", "Ctrl+Shift+N"),
            Command("import", _("Läs in frånvaro"), lambda: self.go("import"), "", "upload"),
            self.intake.command(),
            Command("look", _("Titta efter nya filer"), self.intake.look_and_say, "", "folder-open"),
            Command("cards", _("Kontaktkort"), lambda: self.go("cards"), "", "key-round"),
            Command("words", _("Slå upp ett ord"), lambda: self.go("prevention", tab="words"), "", "search"),
            *self._log_command(),
        ]

    def _log_command(self) -> list[Command]:
        """For those who look after how the vault is used."""
        office = self.runner.office
        if not office.rules.rights.may(office.actor.role, Resource.LOG, Action.READ):
            return []
        return [Command("log", _("Åtkomstlogg"), lambda: self.go("log"), "", "eye")]


def _lov_wanted(work: Work) -> tuple[str, ...]:
    """The lov that are missing, once there is a case whose deadlines run, for whoever may enter them."""
    may = work.rules.rights.may
    if not all(may(work.actor.role, Resource.CASE, action) for action in (Action.WRITE, Action.LIST)):
        return ()
    if not cases.open_cases(work):
        return ()
    return tuple(lov.name for lov in school_year.breaks_wanted(work))
