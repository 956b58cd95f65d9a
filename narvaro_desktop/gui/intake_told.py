"""What has come of the files that were taken together, shown once all of them have been read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import choose, handover_words, intake_words
from narvaro_desktop.gui.dialogs.refused_files_dialog import Refused, RefusedFilesDialog, refused_words
from narvaro_desktop.gui.dialogs.send_back_dialog import SendBackDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.deciding import notifications
from narvaro_desktop.usecases.deciding.notifications import NotificationLine
from narvaro_desktop.usecases.huvudman import register
from narvaro_desktop.usecases.receiving import held_packages, inbox
from narvaro_desktop.usecases.sharing.handover_files import Taken


@dataclass
class Came:
    """What has come of the files taken together."""

    received: list[UUID] = field(default_factory=list)
    answered: list[UUID] = field(default_factory=list)
    cases: list[Taken] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)
    missing: int = 0
    figures: int = 0
    held: list[NarvaroError] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    @property
    def count(self) -> int:
        read = len(self.received) + len(self.answered) + len(self.cases) + self.figures
        return read + len(self.held) + len(self.refused)


class IntakeTold(QObject):
    """Goes to the page where it now stands, and says what is left to do; `take` reads what is chosen then."""

    def __init__(self, shell: Shell, runner: Runner, take: Callable[[Sequence[Path]], None]) -> None:
        super().__init__(shell)
        self._shell, self._runner, self._take = shell, runner, take

    def say(self, came: Came) -> None:
        if came.received:
            self._show_received(came)
        elif came.answered:
            self._show_answered(came.answered)
        elif came.figures:
            self._say_figures(came.figures)
        elif came.cases:
            self._say_cases(came.cases)
        elif came.cards and not came.refused and not came.held:
            name = ", ".join(came.cards)
            self._shell.toast(_("Kontaktkortet från {name} är kontrollerat").format(name=name))
        if came.held:
            words = intake_words.held(came.held)
            self._shell.message("warn", words, _("Läs in kontaktkort …"), self._ask_for_card)
        if came.refused:
            self._say_refused(came)

    def _say_figures(self, schools: int) -> None:
        self._shell.go("figures")
        words = ngettext(
            "Siffror från {count} skola är inlästa",
            "Siffror från {count} skolor är inlästa",
            schools,
        )
        self._shell.toast(words.format(count=schools))

    def _say_cases(self, cases: Sequence[Taken]) -> None:
        """What came from colleagues; I dag has them all, so that only a single one is opened from here."""
        words, case = handover_words.all_came(cases), cases[0].case
        if any(one.case != case for one in cases):
            self._shell.message("ok", words)
        else:
            self._offer_case(words, case)

    def _show_received(self, came: Came) -> None:
        if len(came.received) == 1:
            self._shell.go("received", received_id=came.received[0])
        else:
            self._shell.go("inbox")
        count = len(came.received)
        words = ngettext("{count} paket är inläst", "{count} paket är inlästa", count)
        self._shell.toast(words.format(count=count))
        if came.missing:
            words = ngettext(
                "{count} tidigare paket från skolan har inte kommit. Be skolan lämna det också.",
                "{count} tidigare paket från skolan har inte kommit. Be skolan lämna dem också.",
                came.missing,
            )
            self._shell.message(
                "warn", words.format(count=came.missing), _("Visa"), lambda: self._shell.go("inbox")
            )

    def _show_answered(self, answered: Sequence[UUID]) -> None:
        case_id = answered[-1]
        self._runner.ask(
            lambda work: notifications.notifications(work, case_id), self._say_answered, owner=self
        )

    def _say_answered(self, lines: Sequence[NotificationLine]) -> None:
        if not lines:
            return
        line = max(lines, key=lambda each: each.decided_on)
        self._offer_case(intake_words.answered(line), line.case_id)

    def _offer_case(self, words: str, case: UUID) -> None:
        """Enter opens it: the button that was pressed to read the file is gone with the file."""
        self._shell.message("ok", words, _("Öppna ärendet"), lambda: self._shell.go("case", case_id=case))
        self._shell.message_bar.button.setFocus()

    def _say_refused(self, came: Came) -> None:
        if len(came.refused) > 1:
            self._say_several(came)
            return
        file, error = came.refused[0]
        words = wording.say(error)
        if came.count > 1 and isinstance(file, Path):
            words = _("{name}: {words}").format(name=file.name, words=words)
        if came.cases:
            words = f"{handover_words.all_came(came.cases)}\n{words}"
        if held_packages.waits_for_card(error):
            self._shell.message("warn", words, _("Läs in kontaktkort …"), self._ask_for_card)
        elif isinstance(file, Path) and inbox.may_be_sent_back(error):
            self._shell.message("bad", words, _("Återsänd …"), partial(self._send_back, file))
        elif package_id := inbox.came_before(error):
            self._say_duplicate(words, package_id)
        else:
            self._shell.message("bad", words)

    def _say_several(self, came: Came) -> None:
        """How many; why stands in a dialog, a sentence for each."""
        is_rest_read = came.count > len(came.refused) and not came.held
        words = _("{words}. Resten har lästs in.") if is_rest_read else "{words}."
        words = words.format(words=refused_words(len(came.refused)))
        if came.cases:
            words = f"{handover_words.all_came(came.cases)}\n{words}"
        refused = tuple(came.refused)

        def show() -> None:
            RefusedFilesDialog(self._shell, refused, self._send_back).open()

        self._shell.message("bad", words, _("Visa varför"), show)

    def _say_duplicate(self, words: str, package_id: str) -> None:
        """The same file again: the huvudman is taken to what came then, and to its kvittens."""

        def say(known: UUID | None) -> None:
            if known is None:
                self._shell.message("info", words)
            else:
                go = partial(self._shell.go, "received", received_id=known)
                self._shell.message("info", words, _("Öppna anmälan"), go)

        self._runner.ask(lambda work: register.by_package(work, package_id), say, owner=self)

    def _send_back(self, path: Path) -> None:
        SendBackDialog(self._shell, self._runner, path).open()

    def _ask_for_card(self) -> None:
        choose.files(self._shell, _("Läs in kontaktkort"), (".json",), self._take)
