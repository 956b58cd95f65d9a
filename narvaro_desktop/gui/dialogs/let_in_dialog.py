"""A colleague's laptop is let into the school: her file, whose it is, the call, and the answer to it."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import announce, theme
from narvaro_desktop.gui.dialogs.digits_edit import DigitsEdit, digits_field
from narvaro_desktop.gui.dialogs.folder_field import FolderField
from narvaro_desktop.gui.dialogs.spoken_digits import HeardGroups, SpokenDigits
from narvaro_desktop.gui.left_files import show_folder_of
from narvaro_desktop.gui.role_words import role_word
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.card import empty, row
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.drop_zone import DropZone
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.sending import key_cards, keys, others_cards
from narvaro_desktop.usecases.sending.others_cards import WrongControlDigits
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.sharing import join, team_laptops
from narvaro_desktop.usecases.sharing.join import Asked
from narvaro_desktop.usecases.vault.team import Person
from narvaro_desktop.usecases.work import Work


class LetInDialog(Dialog):
    """The school's number if it is lacking, the file, the call, and what to do with the answer."""

    def __init__(self, parent: QWidget, runner: Runner, path: Path | None = None) -> None:
        super().__init__(parent, _("Läs in en kollegas dator"), verb=_("Fortsätt"), wide=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._runner, self._path = runner, path
        self._part = ""
        self._asked: Asked | None = None
        self._came_from: Path | None = None
        self.bar = MessageBar(closable=False)
        self._place = QVBoxLayout()
        theme.space(self._place, gap=14)
        self.add(self.bar)
        self.body.addLayout(self._place)
        self.bar.hide()
        self.drop = DropZone(
            sentence=_("Släpp kollegans fil här. Den heter narvaro-anslutning-….json."), suffixes=(".json",),
            icon="users", several=False,
        )  # fmt: skip
        self.drop.dropped.connect(lambda paths: self.read_in(Path(paths[0])))
        self.number, self.spoken = DigitsEdit(10), QLineEdit()
        self.same, self.folder = QComboBox(), FolderField(_("Mapp för svaret"))
        self._number_field = digits_field(_("Skolenhetskod, 8 siffror"), self.number)
        self.groups = HeardGroups((0, 1))
        self.verb_button.hide()
        runner.ask(key_cards.number_needed, self._begin, owner=self)

    @property
    def part(self) -> str:
        """Where one is: number, file, call or done; nothing until the vault has answered."""
        return self._part

    @property
    def asked(self) -> tuple[int, ...]:
        """The groups (0–7) that are to be typed, once the file has been read."""
        return self._asked.asked if self._asked is not None else ()

    def read_in(self, path: Path) -> None:
        """The colleague's file, dropped or chosen."""
        self.bar.hide()
        self._came_from = path.parent
        self._runner.do(
            lambda work: join.read_ask(work, path), self._was_read, refused=self._refused, owner=self
        )

    def may_close(self) -> bool:
        """The verb does the next thing, and closes only at the end."""
        if self._part == "number":
            number = self.number.text()
            self._runner.do(
                lambda work: key_cards.remember_number(work, number), self._ask_for_file,
                refused=lambda error: self._number_field.say(wording.say(error)), owner=self,
            )  # fmt: skip
        elif self._part == "call":
            self._accept()
        return self._part == "done"

    def _begin(self, digits: int) -> None:
        if not digits:
            self._ask_for_file()
            return
        words = _(
            "Skolans kontaktkort skapas nu, och där står skolenhetskoden. Den finns i Skolverkets "
            "skolenhetsregister."
        )
        self._show("number", label(words, "body", wrap=True), self._number_field)
        self.number.setFocus()

    def _ask_for_file(self) -> None:
        words = _(
            "Kollegan väljer Anslut den här datorn till en skola i första fönstret på sin dator, "
            "och lämnar filen till dig."
        )
        self._show("file", label(words, "body", wrap=True), self.drop)
        self.drop.button.setFocus()
        if self._path is not None:
            path, self._path = self._path, None
            self.read_in(path)

    def _was_read(self, asked: Asked) -> None:
        self._asked = asked
        self._runner.ask(partial(_around, person=asked.person), self._call, owner=self)

    def _call(self, around: tuple[list[Person], Path | None]) -> None:
        assert self._asked is not None
        asked, (others, folder) = self._asked, around
        self.groups = HeardGroups(asked.asked)
        self.folder.set_folder(folder or self._came_from)
        lead = _(
            "Ring {name} på ett nummer som du redan har, inte ett som kom med filen. "
            "Be om två grupper, och skriv dem som du hör dem."
        )
        self._show(
            "call",
            label(f"{asked.name}, {role_word(asked.role)}", "lead", wrap=True),
            label(_("Är rollen fel? Avbryt, och be kollegan börja om."), "caption", wrap=True),
            *self._who(asked, others),
            label(lead.format(name=asked.name), "body", wrap=True),
            self.groups,
            Field(_("Hur du ringde"), self.spoken, _("Till exempel: via växeln")),
            Field(_("Spara svaret i mappen"), self.folder),
        )
        self.groups.setFocus()

    def _who(self, asked: Asked, others: list[Person]) -> list[QWidget]:
        """Someone in the team may have had a laptop before; nothing is asked where nobody could have."""
        alike = [one for one in others if one.role is asked.role]
        self.same.clear()
        self.same.addItem(_("En ny kollega i teamet"), None)
        for one in alike:
            self.same.addItem(_("Samma person som {name} i teamet").format(name=one.name), one.id)
            if one.name.casefold() == asked.name.casefold():
                self.same.setCurrentIndex(self.same.count() - 1)
        help_ = _("Är det samma person följer de öppna ärendena med till den nya datorn.")
        return [Field(_("Vem är det?"), self.same, help_)] if alike else []

    def _accept(self) -> None:
        assert self._asked is not None
        asked, heard, folder = self._asked, self.groups.heard(), self.folder.folder()
        if heard is None:
            return
        if folder is None:
            self._say(_("Välj en mapp för svaret."))
            self.folder.setFocus()
            return
        same: UUID | None = self.same.currentData()
        act = partial(
            join.accept, card_id=asked.card, asked=asked.asked, heard=heard,
            how=self.spoken.text() or _("telefon"), folder=folder, same_as=same,
        )  # fmt: skip
        self.verb_button.setEnabled(False)
        self._runner.do(act, self._accepted, refused=self._not_accepted, owner=self)

    def _not_accepted(self, error: NarvaroError) -> None:
        self.verb_button.setEnabled(True)
        if isinstance(error, WrongControlDigits) and self._asked is not None:
            card = self._asked.card
            self._runner.do(lambda work: others_cards.log_wrong_digits(work, card))
            self.groups.begin_again()
        self._refused(error)

    def _accepted(self, sealed: SealedFile) -> None:
        self.verb_button.setEnabled(True)
        self._runner.ask(_own_digits, partial(self._done, sealed.path), owner=self)

    def _done(self, path: Path, digits: tuple[str, ...]) -> None:
        assert self._asked is not None
        show = secondary(_("Visa i mappen"), "folder-open")
        show.clicked.connect(lambda: show_folder_of(path))
        line = QWidget()
        line.setLayout(row(show))
        first = _("Datorn är insläppt. Lämna filen {file} till {name}.")
        then = _("När {name} läser in den: läs upp de grupper som {name} frågar efter.")
        card = _("Skolans kontaktkort har fått ett nytt nummer. Lämna det nya till huvudmannen.")
        words = label(first.format(name=self._asked.name, file=path.name), "body", wrap=True)
        self._show(
            "done",
            words,
            line,
            label(then.format(name=self._asked.name), "body", wrap=True),
            SpokenDigits(digits),
            label(_("De står också under Kontaktkort."), "caption", wrap=True),
            label(card, "body2", wrap=True),
        )
        announce.say(self, words.text())
        self.verb_button.setFocus()

    def _refused(self, error: NarvaroError) -> None:
        self._say(wording.say(error))

    def _say(self, words: str) -> None:
        self.bar.say("bad", words)
        self._fit()

    def _show(self, part: str, *widgets: QWidget) -> None:
        self._part = part
        self.bar.hide()
        empty(self._place)
        for widget in widgets:
            self._place.addWidget(widget)
            widget.show()
        self.verb_button.setText({"call": _("Släpp in datorn"), "done": _("Klart")}.get(part, _("Fortsätt")))
        self.verb_button.setVisible(part != "file")
        self.cancel_button.setVisible(part != "done")
        self._fit()


def _around(work: Work, person: UUID) -> tuple[list[Person], Path | None]:
    folder = settings.read(work.session, "outbox")
    return team_laptops.may_be(work, person), Path(folder) if folder else None


def _own_digits(work: Work) -> tuple[str, ...]:
    own = keys.own_card(work)
    return own.card.control_number if own is not None else ()
