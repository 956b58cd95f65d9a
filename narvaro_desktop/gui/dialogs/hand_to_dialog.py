"""*Lämna till …* and *Lämna tillbaka*: whom, what she needs to know, and what goes; one button does it.

Whether the colleague works at this laptop or at one of her own is known: a file is written only for another.
"""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QWidget

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.folder_field import FolderField
from narvaro_desktop.gui.dialogs.shipping_panel import ShippingPanel
from narvaro_desktop.gui.role_words import role_title, role_word
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.sharing import handover_files, handover_people
from narvaro_desktop.usecases.sharing.handover_back import Back
from narvaro_desktop.usecases.sharing.handover_people import Colleague, Receivers


class _Exchange(ActDialog):
    """What both have: words, *Skickas*, *Skickas inte* and the folder."""

    def __init__(
        self, parent: QWidget, runner: Runner, title: str, text: str, verb: str, asks: str,
        optional: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent, runner, title, text, verb, wide=True)
        self.message = GrowingText(lines=3)
        self.message_field = Field(asks, self.message, optional=optional)
        self.panel = ShippingPanel(runner)
        self.panel.told.connect(self._told)
        self.folder = FolderField(_("Mapp för filen"))
        self.folder_field = Field(_("Mapp för filen"), self.folder)

    def into(self) -> Path | None:
        """The folder chosen; said at the field where there is none."""
        chosen = self.folder.folder()
        self.folder_field.say(
            "" if chosen else _("Välj mappen där filen ska läggas. Den kommer programmet ihåg.")
        )
        return chosen

    def must_write(self, why: str) -> None:
        """Say at the message what it lacks, and go there; "" where it lacks nothing."""
        self.message_field.say(why)
        if why:
            self.message.setFocus()

    def _told(self, may_go: bool) -> None:
        self.verb_button.setEnabled(may_go)
        self.adjustSize()


class HandToDialog(_Exchange):
    """`acted` tells the sealed file, None where none was needed."""

    def __init__(
        self, parent: QWidget, runner: Runner, case_id: UUID, found: Receivers, role: Role | None = None
    ) -> None:
        title = _("Lämna ärendet till en kollega?")
        super().__init__(parent, runner, title, "", _("Lämna"), _("Vad behöver kollegan veta?"))
        self._case_id, self._found = case_id, found
        self.who = QComboBox()
        for one in found.colleagues:
            self.who.addItem(_name(one), one)
        self._who = Field(_("Till"), self.who)
        self.how = label("", "body2", wrap=True)
        self._asked = label("", "body2", wrap=True)
        for widget in (self._who, self.how, self._asked, self.message_field, self.panel, self.folder_field):
            self.add(widget)
        self.folder.set_folder(found.folder)
        if not found.colleagues:
            self._nobody()
            return
        wanted = (place for place, one in enumerate(found.colleagues) if one.role is role)
        self.who.setCurrentIndex(next(wanted, 0))
        self.who.currentIndexChanged.connect(self._chosen)
        self._chosen()
        self.keep_typed("hand_to", case_id, message=self.message)
        self.message.setFocus()

    def wish(self) -> Wish | None:
        one, words = self.chosen(), self.message.text().strip()
        lacks = not words and not (one.has_laptop and one.waiting)
        self.must_write(_("Skriv en mening om vad du lämnar.") if lacks else "")
        into = self.into() if one.has_laptop else None
        if lacks or (one.has_laptop and into is None):
            return None
        return partial(
            handover_people.hand_to,
            case_id=self._case_id, person=one.person, role=one.role, message=words, into=into,
        )  # fmt: skip

    def chosen(self) -> Colleague:
        one = self.who.currentData()
        assert isinstance(one, Colleague)
        return one

    def _chosen(self) -> None:
        one = self.chosen()
        is_kept = one.has_laptop and self._found.is_protected
        self.how.setText(_kept() if is_kept else _how(one))
        waits = _("{who} har redan fått frågan: ”{words}”").format(
            who=role_title(one.role), words=one.waiting
        )
        self._asked.setText(waits)
        self._asked.setVisible(bool(one.waiting))
        self.message_field.say("")
        self.verb_button.setText(_("Lämna till {role}").format(role=role_word(one.role)))
        for widget in (self.panel, self.folder_field):
            widget.setVisible(one.has_laptop and not is_kept)
        self.message_field.setVisible(not is_kept)
        self.verb_button.setEnabled(not is_kept)
        if one.has_laptop and one.person is not None and not is_kept:
            self.panel.ask(partial(handover_files.outline, case_id=self._case_id, person=one.person))
        self.adjustSize()

    def _nobody(self) -> None:
        self.how.setText(
            _(
                "Ingen kollega är med än. På sidan Team lägger du till den som arbetar på den här datorn, "
                "och ansluter en kollegas egen dator."
            )
        )
        for widget in (self._who, self._asked, self.message_field, self.panel, self.folder_field):
            widget.hide()
        self.verb_button.setEnabled(False)


class GiveBackDialog(_Exchange):
    """`acted` tells the sealed file. `must_say`: the question is not answered otherwise."""

    def __init__(
        self, parent: QWidget, runner: Runner, to: Back, folder: Path | None, must_say: bool
    ) -> None:
        text = _("Det som har skrivits och beslutats här läggs i en fil som bara {name} kan öppna.")
        title = _("Lämna tillbaka till {name}?").format(name=to.name)
        super().__init__(
            parent, runner, title, text.format(name=to.name), _("Lämna tillbaka"), _("Kommentar"),
            optional=not must_say,
        )  # fmt: skip
        self._case_id, self._must_say = to.case_id, must_say
        for widget in (self.message_field, self.panel, self.folder_field):
            self.add(widget)
        self.folder.set_folder(folder)
        self.panel.ask(partial(handover_files.outline, case_id=to.case_id, person=to.person))
        self.keep_typed("give_back", to.case_id, message=self.message)
        self.message.setFocus()

    def wish(self) -> Wish | None:
        words, into = self.message.text().strip(), self.into()
        lacks = self._must_say and not words
        self.must_write(_("Skriv en mening till svar.") if lacks else "")
        if lacks or into is None:
            return None
        return partial(handover_people.give_back, case_id=self._case_id, into=into, comment=words)


def _name(one: Colleague) -> str:
    role = role_word(one.role)
    return _("{name}, {role}").format(name=one.name, role=role) if one.name else role_title(one.role)


def _kept() -> str:
    return _(
        "Eleven har skyddade personuppgifter. Ärendet lämnas inte i en fil, utan på det sätt rutinen säger."
    )


def _how(one: Colleague) -> str:
    if one.has_laptop:
        return _("Har en egen dator. Ärendet läggs i en fil som bara den datorn kan öppna.")
    if one.person is None:
        return _("Ingen {role} är med i Närvaro än. Ärendet väntar tills någon är det.").format(
            role=role_word(one.role)
        )
    if one.decides:
        return _("Arbetar på den här datorn. Ärendet står i I dag som ”Väntar på ditt beslut”.")
    return _("Arbetar på den här datorn. Ärendet står i I dag som ”Väntar på ditt svar”.")
