"""One anmälan as the huvudman reads it: who sent it, what it says field by field, and the answer."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.domain.deciding.matter import PackageKind
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import choose, days, left_files, theme
from narvaro_desktop.gui.deciding.home_notice_dialog import open_home_notice
from narvaro_desktop.gui.dialogs.answer_form import AnswerForm
from narvaro_desktop.gui.forms.ui_received import Ui_Received
from narvaro_desktop.gui.meanwhile import tell
from narvaro_desktop.gui.pages.huvudman.matter_card import MatterCard
from narvaro_desktop.gui.pages.huvudman.received_content import ReceivedContent
from narvaro_desktop.gui.pages.huvudman.register_page import status_words
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import primary, quiet, secondary
from narvaro_desktop.gui.widgets.card import empty, row
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.page import Page, stack
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import caption, label
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import plain_files
from narvaro_desktop.usecases.deciding import notifications
from narvaro_desktop.usecases.huvudman import matters, meanwhile, register
from narvaro_desktop.usecases.huvudman.matters import Colleague, MatterView
from narvaro_desktop.usecases.huvudman.register import AnswerFile, ReceivedLine, ReceivedView
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.vault import checks
from narvaro_desktop.usecases.work import Area, Changes, Work


@dataclass(frozen=True, slots=True)
class _Found:
    view: ReceivedView
    outbox: Path | None
    matters: list[MatterView]
    colleagues: list[Colleague]
    read_at: str


class ReceivedPage(Page):
    """The one primary button sends *mottagen*; what more there is to say follows in a second kvittens."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(" ", " ")
        self._runner, self._shell = runner, shell
        self._received: UUID | None = None
        self._found: _Found | None = None
        self._has_sealed = False
        self._read_at = ""
        self.content = ReceivedContent()
        self.content.fileWanted.connect(self._save_file)
        self.content.correctionWanted.connect(lambda later: shell.go("received", received_id=later))
        holder = QWidget()
        self._ui = Ui_Received()
        self._ui.setupUi(holder)
        theme.fit(holder)
        self.matter = MatterCard(runner, shell)
        self.doubt = MessageBar(closable=False)
        self.add(self.doubt)
        self.columns(stack(self.content), stack(self.matter, holder), (6, 5))
        self.end()
        self.send = primary(_("Skicka kvittens: mottagen"), "send")
        self.save_paper = secondary(_("Spara PDF …"), "file-down")
        self.send.clicked.connect(self._send_received)
        self.save_paper.clicked.connect(self._save_paper)
        self.tell_home = secondary(_("Uppgift till hemkommunen …"), "house")
        self.tell_home.clicked.connect(self._tell_home)
        self.head.set_actions(self.tell_home, self.save_paper, self.send)
        self.form = AnswerForm()
        self._ui.moreFields.addWidget(self.form)
        self._ui.contactSlot.addWidget(self.form.contact_field)
        self.send_more = self._ui.sendMore
        self.send_more.clicked.connect(self._send_more)
        runner.changed.connect(self._changed)

    def shown(self, **what: object) -> None:
        received_id = what.get("received_id", self._received)
        if isinstance(received_id, UUID):
            if received_id != self._received:
                self.form.clear()
                self._read_at = ""
            self._received = received_id
            self._runner.ask(partial(_found, received_id=received_id), self._show, owner=self)
            as_written = partial(checks.is_as_written, received_id=received_id)
            self._runner.ask(as_written, self._say_doubt, owner=self)

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and Area.PACKAGES in changes:
            self.shown()

    def _say_doubt(self, is_as_written: bool) -> None:
        """In a register on a server whoever runs it could write in what all may read."""
        self.doubt.setVisible(not is_as_written)
        if not is_as_written:
            words = _(
                "Någon har ändrat uppgifter här utan att gå genom Närvaro. Jämför med skolan innan du "
                "svarar, och fråga den som sköter servern."
            )
            self.doubt.say("warn", words)

    def _show(self, found: _Found) -> None:
        former, self._found = self._found, found
        view, line = found.view, found.view.line
        title = line.student or line.case_number or line.kind.label
        self.head.set_title(title)
        self.head.set_subtitle("  ·  ".join(_about(line)))
        self.matter.show_matters(found.matters, line.id, found.colleagues)
        self.matter.read_at = found.read_at
        if not self._read_at or not self.form.is_touched:
            self._read_at = found.read_at
        answered = line.status is not None
        self.head.set_pills(
            [
                Pill(
                    status_words(line.status),
                    "ok" if answered else "warn",
                    "circle-check" if answered else "circle-alert",
                )
            ]
        )
        self._shell.set_crumbs([("inbox", _("Anmälningar"))], title)
        self._shell.sidebar.show_at("inbox")
        self.send.setVisible(line.status is None)
        elsewhere = any(one.is_from_elsewhere or not one.home_municipality for one in found.matters)
        self.tell_home.setVisible(line.kind is PackageKind.N1 and elsewhere)
        self._ui.more.setVisible(line.status is not None)
        self.form.show_view(view)
        if former is None or _said(former.view) != _said(view):
            self.content.show_view(view)
            self._show_sender(view)
        if former is None or _answered(former.view) != _answered(view):
            self._show_answer(view)
        if self._has_sealed:
            self._has_sealed = False
            self.show_file.setFocus()

    def _show_sender(self, view: ReceivedView) -> None:
        empty(self._ui.senderPills)
        self._ui.senderPills.addWidget(Pill(_("Kontrollerad"), "ok", "shield"))
        empty(self._ui.senderFacts)
        received = days.moment(view.line.received_at)
        is_home = view.line.kind is PackageKind.N1H
        for words, value in (
            (_("Signerad av"), view.line.signer),
            (_("Huvudman") if is_home else _("Skola"), view.line.sender_name),
            (_("Kontakt på skolan"), view.contact),
            (_("Mottagen"), received),
            (_("Fingeravtryck"), _in_fours(view.fingerprint)),
        ):
            self._ui.senderFacts.addWidget(_fact(words, value))

    def _show_answer(self, view: ReceivedView) -> None:
        ui = self._ui
        empty(ui.answers)
        is_home = view.line.kind is PackageKind.N1H
        ui.answerTitle.setText(_("Svar till huvudmannen") if is_home else _("Svar till skolan"))
        if is_home:
            lead = _("Kvittensen blir en fil att lämna till huvudmannen på samma sätt som uppgiften kom.")
        elif view.line.status is None:
            lead = _(
                "Skolan väntar på besked om att paketet har kommit fram. Kvittensen förseglas till skolan "
                "och blir en fil att lämna på samma sätt som paketet kom."
            )
        else:
            lead = _("Lämna filen till skolan på samma sätt som paketet kom.")
        ui.answerLead.setText(lead)
        for place, answer in enumerate(view.answers):
            ui.answers.addWidget(self._answer_row(answer, latest=place == 0))

    def _answer_row(self, answer: AnswerFile, latest: bool) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        theme.space(column, gap=6)
        when = days.moment(answer.sealed_at)
        words = _("Kvittens förseglad {when}") if latest else _("Tidigare kvittens, förseglad {when}")
        column.addWidget(label(words.format(when=when), "strong", wrap=True))
        column.addWidget(caption(answer.path.name))
        if not latest:
            return made
        if answer.is_there:
            self.show_file = secondary(_("Visa filen"), "folder-open")
            self.show_file.clicked.connect(lambda: self._show_file(answer.path))
            self.copy_letter = quiet(_("Kopiera följebrev"), "copy")
            self.copy_letter.clicked.connect(lambda: self._copy(answer.package_id))
            column.addLayout(row(self.show_file, self.copy_letter))
        else:
            column.addWidget(
                caption(_("Filen ligger inte kvar i mappen. Har ni inte lämnat den kan den göras igen."))
            )
            self.seal_again = secondary(_("Försegla kvittensen på nytt"), "package")
            self.seal_again.clicked.connect(self._seal_again)
            column.addLayout(row(self.seal_again))
        return made

    def _tell_home(self) -> None:
        if self._received is not None:
            open_home_notice(self, self._runner, self._shell, self._received)

    def _send_received(self) -> None:
        self._seal("", (), "")

    def _seal_again(self) -> None:
        """What was said last, in a new file."""
        assert self._found is not None
        line = self._found.view.line
        self._seal(line.registration_number, line.offered, self._found.view.message)

    def _send_more(self) -> None:
        if self.form.check():
            self._seal(self.form.number(), self.form.offered(), self.form.message())

    def _seal(self, number: str, offered: tuple[object, ...], message: str) -> None:
        """Seal once it is known whom the school can reach, and where files are put."""
        assert self._found is not None
        if not self.form.check_contact():
            return
        folder = self._found.outbox
        send = partial(self._seal_in, number, offered, message)
        if folder is not None and folder.is_dir():
            send(folder)
        else:
            choose.folder(self, _("Var ska kvittenser läggas?"), send)

    def _seal_in(self, number: str, offered: tuple[object, ...], message: str, folder: Path) -> None:
        received_id, contact = self._received, self.form.contact()
        assert received_id is not None
        kinds = tuple(kind for kind in self.form.kinds if kind in offered)
        act = partial(
            inbox.acknowledge, received_id=received_id, folder=folder, contact=contact,
            registration_number=number, offered=kinds, message=message,
        )  # fmt: skip
        self._runner.do(
            partial(meanwhile.unless_written, act=act, since=self._read_at),
            self._sealed, refused=self._refused, owner=self,
        )  # fmt: skip

    def _sealed(self, file: SealedFile) -> None:
        self.form.clear()
        self._read_at = ""
        self._shell.toast(_("Kvittensen är förseglad. Lämna filen till skolan"))
        self._has_sealed = True
        self.shown()

    def _save_paper(self) -> None:
        received_id = self._received
        assert received_id is not None
        self._runner.ask(lambda work: register.paper(work, received_id), self._ask_where, owner=self)

    def _save_file(self, file_id: UUID) -> None:
        self._runner.ask(lambda work: register.attached(work, file_id), self._ask_where, owner=self)

    def _ask_where(self, made: tuple[str, bytes]) -> None:
        name, content = made
        choose.save(self, _("Spara anmälan för diariet"), name, lambda path: self._write(path, content))

    def _write(self, path: Path, content: bytes) -> None:
        def write() -> tuple[Path, bool]:
            return plain_files.write(path, content), plain_files.has_formulas(path, content)

        self._runner.work_outside(write, self._written, refused=self._refused, owner=self)

    def _written(self, found: tuple[Path, bool]) -> None:
        saved, has_formulas = found
        self._shell.toast(_("Sparad: {name}").format(name=saved.name))
        if has_formulas:
            self._shell.message(
                "warn", _("Filen har celler som ett kalkylprogram kör som formler. Öppna den som text.")
            )

    def _copy(self, package_id: str) -> None:
        self._runner.ask(lambda work: register.cover_text(work, package_id), self._copied, owner=self)

    def _copied(self, text: str) -> None:
        left_files.to_clipboard(text)
        self._shell.toast(_("Följebrevet är kopierat."))

    def _show_file(self, path: Path) -> None:
        if not left_files.show_folder_of(path):
            self._shell.message("warn", _("Mappen finns inte just nu. Sitter disken eller USB-minnet i?"))

    def _refused(self, error: NarvaroError) -> None:
        tell(self._runner, error, self._say_refusal, self)

    def _say_refusal(self, words: str, read_at: str) -> None:
        self._shell.message("warn" if read_at else "bad", words)
        self._read_at = read_at or self._read_at


def _about(line: ReceivedLine) -> list[str]:
    """Who sent it, and the year and the case, as far as the package says."""
    words = [line.sender_name]
    if line.school_year is not None:
        year = _("årskurs {year}").format(year=line.school_year) if line.school_year else _("förskoleklass")
        words.append(year)
    if line.case_number:
        words.append(_("Ärende {number}").format(number=line.case_number))
    return words


def _said(view: ReceivedView) -> tuple[object, ...]:
    """What the cards about the anmälan and its sender are made from."""
    return view.line.id, view.lines, view.later


def _answered(view: ReceivedView) -> tuple[object, ...]:
    """What the card about the answers is made from."""
    return view.line.id, view.line.status, view.answers


def _found(work: Work, received_id: UUID) -> _Found:
    return _Found(
        register.received_one(work, received_id),
        notifications.outbox(work.session),
        matters.matters_of(work, received_id),
        matters.colleagues(work),
        meanwhile.read_at(work),
    )


def _fact(words: str, value: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    theme.space(column, gap=1)
    column.addWidget(caption(words))
    column.addWidget(label(value, "body", wrap=True))
    return made


def _in_fours(fingerprint: str) -> str:
    """As the school sees it."""
    fingerprint = fingerprint.upper()
    return " ".join(fingerprint[place : place + 4] for place in range(0, len(fingerprint), 4))
