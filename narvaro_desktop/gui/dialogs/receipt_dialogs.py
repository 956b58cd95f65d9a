"""Kvittenser that say more than *mottagen*, or say it to many: complete, return, a whole batch."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QWidget

from narvaro_desktop.domain.deciding.matter import Round
from narvaro_desktop.domain.deciding.receipt import LONGEST_MESSAGE
from narvaro_desktop.domain.schooldays import AcademicYear
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.folder_field import FolderField
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.number_field import NumberField
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.deciding import notifications
from narvaro_desktop.usecases.huvudman import answers, matters, rounds
from narvaro_desktop.usecases.huvudman.answers import Answered
from narvaro_desktop.usecases.huvudman.rounds import SchoolRound
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.work import Made, Work

_SCHOOLS = 8
"""How many schools are named in the dialog; those who have told least come first."""


class ReceiptDialog(ActDialog):
    """Whom the school can reach and where the file is put; both are remembered."""

    def __init__(self, parent: QWidget, runner: Runner, title: str, text: str, verb: str) -> None:
        super().__init__(parent, runner, title, text, verb)
        self.contact, self.folder = QLineEdit(), FolderField(_("Mapp för kvittensen"))
        self.contact.setMaxLength(200)
        self._contact = Field(_("Vem skolan kan nå hos er"), self.contact, _("Funktion och växelnummer."))
        self._folder = Field(_("Mapp för kvittensen"), self.folder)

    def end(self) -> None:
        """Call after the last field of one's own."""
        self.add(self._contact)
        self.add(self._folder)
        self._runner.ask(_known, self._show, owner=self)

    def where(self) -> tuple[str, Path] | None:
        """(contact, folder), or None where one is missing and the field says so."""
        contact, folder = self.contact.text().strip(), self.folder.folder()
        self._contact.say("" if contact else _("Skriv vem skolan kan nå."))
        self._folder.say("" if folder else _("Välj en mapp."))
        return (contact, folder) if contact and folder else None

    def _show(self, known: tuple[str, Path | None]) -> None:
        contact, folder = known
        self.contact.setText(contact)
        self.folder.set_folder(folder)


class TellSchoolDialog(ReceiptDialog):
    """A word to the school is asked for; `act` is `answers.ask_for_more` or `answers.return_received`."""

    def __init__(
        self, parent: QWidget, runner: Runner, received_id: UUID,
        words: tuple[str, str, str, str], act: Callable[..., Made[SealedFile]],
    ) -> None:  # fmt: skip
        title, text, question, verb = words
        super().__init__(parent, runner, title, text, verb)
        self._received, self._act = received_id, act
        self.message = GrowingText(name=question, lines=2, most=5)
        self._message = Field(question, self.message, _("Högst 300 tecken, inga uppgifter om eleven."))
        self.add(self._message)
        self.end()
        self.keep_typed("tell_school", received_id, message=self.message)
        self.message.setFocus()

    def wish(self) -> Wish | None:
        words, where = self.message.text().strip(), self.where()
        fault = "" if words else _("Skriv en mening till skolan.")
        if len(words) > LONGEST_MESSAGE:
            fault = _("Meddelandet har {count} tecken. Korta det till 300.").format(count=len(words))
        self._message.say(fault)
        if fault or where is None:
            return None
        contact, folder = where
        return partial(self._act, received_id=self._received, folder=folder, contact=contact, message=words)


def ask_for_more(parent: QWidget, runner: Runner, received_id: UUID) -> TellSchoolDialog:
    """*Begär komplettering*, open."""
    words = (
        _("Begära komplettering?"),
        _("Skolan får en kvittens med det du skriver. Ärendet väntar tills skolan har lämnat mer."),
        _("Vad saknas?"),
        _("Försegla kvittensen"),
    )
    return _opened(TellSchoolDialog(parent, runner, received_id, words, answers.ask_for_more))


def send_back(parent: QWidget, runner: Runner, received_id: UUID) -> TellSchoolDialog:
    """*Återsänd*, open."""
    words = (
        _("Återsända till skolan?"),
        _("Skolan får en kvittens som säger varför. Det som kom står kvar här som återsänt."),
        _("Varför?"),
        _("Återsänd"),
    )
    return _opened(TellSchoolDialog(parent, runner, received_id, words, answers.return_received))


class BatchDialog(ReceiptDialog):
    """*Mottagen* to everything that waits in these matters; `acted` tells `answers.Answered`."""

    def __init__(self, parent: QWidget, runner: Runner, matter_ids: Sequence[UUID], count: int) -> None:
        title = ngettext("Kvittera {count} paket?", "Kvittera {count} paket?", count).format(count=count)
        text = _(
            "Varje skola får en kvittens för varje paket: mottagen. Diarienummer och stöd kan följa i en "
            "senare kvittens. Blir något fel skrivs ingen av dem."
        )
        super().__init__(parent, runner, title, text, _("Försegla kvittenser"))
        self._matters = tuple(matter_ids)
        self.end()

    def wish(self) -> Wish | None:
        where = self.where()
        if where is None:
            return None
        contact, folder = where
        return partial(_answer_all, matter_ids=self._matters, folder=folder, contact=contact)


class RoundDialog(ReceiptDialog):
    """*Uppföljning*: how far each school has answered, and the question to those that have not."""

    def __init__(self, parent: QWidget, runner: Runner) -> None:
        super().__init__(
            parent, runner, _("Fråga skolorna hur det går?"),
            _(
                "Varje ärende som pågår och inte har fått en lägesrapport får en kvittens med frågan. "
                "Till flera skolor läggs filerna i en mapp för varje skola."
            ),
            _("Försegla frågan"),
        )  # fmt: skip
        self._proposed: Round | None = None
        self.week = NumberField(lowest=1, highest=53)
        self.due = DateField(name=_("Svar senast"))
        self._due = Field(_("Svar senast"), self.due)
        self.standing = label("", "body2", wrap=True)
        self.add(Field(_("Vecka"), self.week))
        self.add(self._due)
        self.add(self.standing)
        self.week.valueChanged.connect(self._ask)
        self.end()
        runner.ask(lambda work: rounds.current(work) or rounds.proposed(work), self._begin, owner=self)

    def wish(self) -> Wish | None:
        asked, where = self._round(), self.where()
        self._due.say("" if asked else _("Skriv en dag, till exempel 2026-10-16."))
        if asked is None or where is None:
            return None
        contact, folder = where
        return partial(rounds.send_out, asked=asked, folder=folder, contact=contact)

    def _round(self) -> Round | None:
        day = self.due.day()
        if self._proposed is None or day is None:
            return None
        return Round(AcademicYear.of(day).begins, self.week.value(), day)

    def _begin(self, proposed: Round) -> None:
        self._proposed = proposed
        self.due.set_day(proposed.due_on)
        self.week.setValue(proposed.week)
        self._ask()

    def _ask(self) -> None:
        if (asked := self._round()) is not None:
            self._runner.ask(partial(rounds.schools, asked=asked), self._tell, owner=self)

    def _tell(self, found: list[SchoolRound]) -> None:
        """School by school; those whose card is not trusted get no question."""
        lines = [_("{name}: {answered} av {running} har svarat").format(
            name=one.name, answered=one.answered, running=one.running) for one in found]  # fmt: skip
        more = len(lines) - _SCHOOLS
        if more > 0:
            lines[_SCHOOLS:] = [ngettext("och {count} skola till", "och {count} skolor till", more).format(
                count=more)]  # fmt: skip
        self.standing.setText("\n".join(lines) or _("Inga ärenden pågår."))
        left = any(one.answered < one.running and one.is_trusted for one in found)
        self.verb_button.setEnabled(left)
        self.adjustSize()


def _answer_all(work: Work, matter_ids: Sequence[UUID], folder: Path, contact: str) -> Made[Answered]:
    packages = matters.unanswered_packages(work, matter_ids)
    return answers.acknowledge_all(work, packages, folder, contact=contact)


def _opened(dialog: TellSchoolDialog) -> TellSchoolDialog:
    dialog.open()
    return dialog


def _known(work: Work) -> tuple[str, Path | None]:
    return settings.profile(work).contact, notifications.outbox(work.session)
