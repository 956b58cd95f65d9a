"""A kontaktkort checked by voice, once: read it in, call on a known number, type two groups as heard."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import announce, theme
from narvaro_desktop.gui.dialogs.digits_edit import DigitsEdit, digits_field
from narvaro_desktop.gui.forms.ui_ceremony import Ui_Ceremony
from narvaro_desktop.gui.own_card import OwnCard
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.drop_zone import DropZone
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.sending import key_cards, others_cards
from narvaro_desktop.usecases.sending.others_cards import CardRead, WrongControlDigits


class CeremonyDialog(Dialog):
    """Our number if it is lacking, the card, the call, and what is left to do; `done` comes after closing."""

    def __init__(
        self, parent: QWidget, runner: Runner, done: Callable[[], object], read: CardRead | None = None
    ) -> None:
        super().__init__(parent, _title(read), verb=_("Fortsätt"), wide=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._runner, self._read = runner, read
        self._ours_too = read is None or read.is_huvudman
        holder = QWidget()
        self._ui = Ui_Ceremony()
        self._ui.setupUi(holder)
        theme.fit(holder)
        self.add(holder)
        self.drop = DropZone(
            sentence=_("Släpp huvudmannens kontaktkort här."), suffixes=(".json",), icon="key-round",
            several=False,
        )  # fmt: skip
        self._ui.dropSlot.addWidget(self.drop)
        self.number, self.spoken = DigitsEdit(10), QLineEdit()
        self.heard = (DigitsEdit(5), DigitsEdit(5))
        self._group_fields: list[Field] = []
        self._number_field: Field | None = None
        self._ui.callFields.addWidget(
            Field(_("Vem du talade med, och hur du ringde"), self.spoken, _("Till exempel: kansliet, växeln"))
        )
        self.drop.dropped.connect(lambda paths: self.read_in(Path(paths[0])))
        self.save_card, self.save_sheet = self._ui.saveCard, self._ui.saveSheet
        own = OwnCard(self, runner)
        self._ui.saveCard.clicked.connect(own.save_card)
        self._ui.saveSheet.clicked.connect(own.save_sheet)
        own.saved.connect(self._say_saved)
        held = self._ui.ownSaid.sizePolicy()
        held.setRetainSizeWhenHidden(True)  # Klart stays where it is when something has been saved
        self._ui.ownSaid.setSizePolicy(held)
        self._ui.ownSaid.setText("\N{NO-BREAK SPACE}")
        own.refused.connect(self._own_refused)
        self.accepted.connect(done)
        self._show("")
        if read is not None and not self._ours_too:
            self._call(read)
        else:
            runner.ask(key_cards.number_needed, self._begin, owner=self)

    @property
    def part(self) -> str:
        """Where one is: number, card, call or done; nothing until the vault has answered."""
        return self._part

    @property
    def asked(self) -> tuple[int, ...]:
        """The groups (0–7) that are to be typed, once there is a card."""
        return self._read.asked if self._read is not None else ()

    def said(self) -> str:
        """The fault that is shown, if any."""
        faults = (self._ui.cardFault, self._ui.callFault)
        return " ".join(fault.text() for fault in faults if not fault.isHidden())

    def read_in(self, path: Path) -> None:
        """The huvudman's card, dropped or chosen."""
        self._ui.cardFault.setText("")
        self._runner.do(
            lambda work: others_cards.read_huvudman_card(work, path),
            self._was_read, refused=partial(self._say, self._ui.cardFault), owner=self,
        )  # fmt: skip

    def may_close(self) -> bool:
        """The verb does the next thing, and closes only at the end."""
        if self._part == "number":
            self._keep_number()
        elif self._part == "call":
            self._check()
        return self._part == "done"

    def _begin(self, digits: int) -> None:
        if not digits:
            self._ask_for_card()
            return
        words = _("Skolenhetskod, 8 siffror") if digits == 8 else _("Organisationsnummer, 10 siffror")
        self._number_field = digits_field(words, self.number)
        self._ui.numberFields.addWidget(self._number_field)
        self._show("number")
        self.number.setFocus()

    def _ask_for_card(self) -> None:
        if self._read is None:
            self._show("card")
        else:
            self._call(self._read)

    def _keep_number(self) -> None:
        number, field = self.number.text(), self._number_field
        assert field is not None
        self._runner.do(
            lambda work: key_cards.remember_number(work, number),
            self._ask_for_card, refused=lambda error: field.say(wording.say(error)), owner=self,
        )  # fmt: skip

    def _was_read(self, read: CardRead) -> None:
        if read.is_trusted:
            self._done(read)
        else:
            self._call(read)

    def _call(self, read: CardRead) -> None:
        self._read = read
        ui = self._ui
        kind, _colon, digits = read.organisation.partition(":")
        ui.whoName.setText(read.display_name)
        words = _("Skolenhetskod {digits}") if kind == "schoolUnit" else _("Organisationsnummer {digits}")
        ui.whoNumber.setText(words.format(digits=digits))
        ui.callLead.setText(
            _("Ring {name} på ett nummer som du redan har (växeln), inte det som står på kortet.").format(
                name=read.display_name
            )
        )
        for place, edit in zip(read.asked, self.heard, strict=True):
            field = Field(_("Grupp {number}").format(number=place + 1), edit)
            self._group_fields.append(field)
            ui.groups.addWidget(field)
        ui.groups.addStretch(1)
        self._show("call")
        self.heard[0].setFocus()

    def _check(self) -> None:
        assert self._read is not None
        read, heard = self._read, [edit.text() for edit in self.heard]
        for field, typed in zip(self._group_fields, heard, strict=True):
            field.say("" if len(_digits(typed)) == 5 else _("Fem siffror."))
        if any(field.fault() for field in self._group_fields):
            return
        how = self.spoken.text() or _("telefon")
        self._runner.do(
            lambda work: others_cards.trust_card(work, read.card, read.asked, heard, how),
            lambda: self._done(read), refused=self._not_heard, owner=self,
        )  # fmt: skip

    def _not_heard(self, error: NarvaroError) -> None:
        """The digits go, the card stays unused, and one can try again."""
        if isinstance(error, WrongControlDigits) and self._read is not None:
            card = self._read.card
            self._runner.do(lambda work: others_cards.log_wrong_digits(work, card))
        for edit in self.heard:
            edit.clear()
        self.heard[0].setFocus()
        self._say(self._ui.callFault, error)

    def _done(self, read: CardRead) -> None:
        self._ui.doneLead.setText(_("Kortet från {name} är kontrollerat.").format(name=read.display_name))
        self._show("done")
        announce.say(self, self._ui.doneLead.text())
        self.verb_button.setFocus()

    def _say_saved(self, saved: Path) -> None:
        self._ui.ownSaid.setProperty("kind", "okcaption")
        self._tell(self._ui.ownSaid, _("Sparad: {name}").format(name=saved.name))

    def _own_refused(self, error: NarvaroError) -> None:
        self._ui.ownSaid.setProperty("kind", "fault")
        self._tell(self._ui.ownSaid, wording.say(error))

    def _say(self, place: QWidget, error: NarvaroError) -> None:
        self._tell(place, wording.say(error))

    def _tell(self, place: QWidget, sentence: str) -> None:
        place.setProperty("text", sentence)
        place.style().polish(place)
        place.show()
        announce.say(place, sentence, urgent=True)
        self._fit()

    def _show(self, part: str) -> None:
        ui = self._ui
        self._part = part
        for name, widget in (
            ("number", ui.numberPart), ("card", ui.cardPart), ("call", ui.callPart), ("done", ui.donePart),
        ):  # fmt: skip
            widget.setVisible(name == part)
        for fault in (ui.cardFault, ui.callFault, ui.ownSaid):
            fault.setVisible(False)
        ui.ownPart.setVisible(self._ours_too)
        self.verb_button.setText({"call": _("Kontrollera"), "done": _("Klart")}.get(part, _("Fortsätt")))
        self.verb_button.setVisible(part != "card")
        if part == "card":
            self.drop.button.setFocus()
        self.cancel_button.setVisible(part != "done")
        self._fit()


def trust_huvudman(parent: QWidget, runner: Runner, done: Callable[[], object]) -> CeremonyDialog:
    """The huvudman's card, from file to call; `done` once it is trusted, never when one cancels."""
    dialog = CeremonyDialog(parent, runner, done)
    dialog.open()
    return dialog


def trust_sender(
    parent: QWidget, runner: Runner, read: CardRead, done: Callable[[], object]
) -> CeremonyDialog:
    """A card that has been read in already: the call is what is left."""
    dialog = CeremonyDialog(parent, runner, done, read)
    dialog.open()
    return dialog


def _title(read: CardRead | None) -> str:
    if read is None:
        return _("Kontrollera huvudmannens kontaktkort")
    return _("Kontrollera kontaktkortet från {name}").format(name=read.display_name)


def _digits(typed: str) -> str:
    return "".join(typed.split())
