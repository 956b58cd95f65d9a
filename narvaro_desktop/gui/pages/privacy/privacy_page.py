"""Dataskydd: what the registered ask for, gallring, the month's review of the log, and papers about it."""

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui.pages.privacy.all_cases_card import AllCasesCard
from narvaro_desktop.gui.pages.privacy.erasing_card import ErasingCard
from narvaro_desktop.gui.pages.privacy.records_card import RecordsCard
from narvaro_desktop.gui.pages.privacy.requests_card import RequestsCard
from narvaro_desktop.gui.pages.privacy.review_card import ReviewCard
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.empty_state import EmptyState
from narvaro_desktop.gui.widgets.page import Page, stack
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.work import Area, Changes

_SHOWS = frozenset({Area.STUDENTS, Area.CASES, Area.SETTINGS})


class PrivacyPage(Page):
    """For rektor, the huvudman and a dataskyddsombud; the second person of a gallring sees that alone."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("Dataskydd"), _told(runner.office.actor.role))
        self.requests = RequestsCard(runner, shell)
        self.erasing = ErasingCard(runner, shell)
        self.review = ReviewCard(runner, shell)
        self.records = RecordsCard(runner, shell)
        self.all_cases = AllCasesCard(runner, shell)
        self.nothing = EmptyState(icon="shield")
        self.nothing.hide()
        self.add(self.nothing)
        self.erasing.waits.connect(self._say)
        right = stack(self.erasing, self.records, self.all_cases)
        left = stack(self.requests, self.review)
        self.columns(left, right, (1, 1))
        rights, role = runner.office.rules.rights, runner.office.actor.role
        left.setVisible(
            rights.may(role, Resource.STUDENT, Action.EXPORT) or rights.may(role, Resource.LOG, Action.READ)
        )
        self.end()
        runner.changed.connect(self._changed)

    def shown(self, **_what: object) -> None:
        for card in (self.requests, self.erasing, self.review, self.records):
            card.ask()

    def _say(self, words: str) -> None:
        self.nothing.show_empty(words)
        self.nothing.setVisible(bool(words))

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes & _SHOWS:
            self.requests.ask()
            self.erasing.ask()


def _told(role: Role) -> str:
    if role is Role.DATA_PROTECTION_OFFICER:
        return _("Granska åtkomstloggen varje månad och ta ut underlag.")
    if role is Role.RECIPIENT:
        return _("En av er föreslår gallring, en annan bekräftar den här.")
    return _("Rektor svarar på begäran och föreslår gallring. En till i teamet bekräftar gallringen här.")
