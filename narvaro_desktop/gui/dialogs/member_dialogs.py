"""A colleague's place in the vault, changed: new passphrase, another role, let in, taken out."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui.class_words import texts_of
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.passphrase_choice import PassphraseChoice
from narvaro_desktop.gui.dialogs.spoken_digits import SpokenDigits
from narvaro_desktop.gui.role_words import role_title
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.windows.setup_wizard import colleague_roles
from narvaro_desktop.i18n import N_, _, ngettext
from narvaro_desktop.usecases.vault import members, vaults
from narvaro_desktop.usecases.vault.members import Place
from narvaro_desktop.usecases.work import Changes

Entry = tuple[str, str, Callable[[], object]]


def entries(parent: QWidget, runner: Runner, place: Place, told: Callable[[str], None]) -> list[Entry]:
    """What this person may do with the colleague, for a menu; `told` says how it went."""

    def opened(make: type[_MemberDialog], words: str) -> Callable[[], object]:
        def show() -> _MemberDialog:
            dialog = make(parent, runner, place)
            dialog.acted.connect(lambda _none: told(words.format(name=place.name)))
            dialog.open()
            return dialog

        return show

    found: list[Entry] = []
    if place.may_let_in:
        found.append((_("Släpp in …"), "key-round", opened(LetInDialog, _("{name} är insläppt."))))
    if place.is_me and place.lacks:
        found.append(
            (
                _("Skriv in ett återställningsblad …"),
                "key-round",
                opened(SheetDialog, _("Nycklarna är dina igen.")),
            )
        )
    if place.may_manage:
        found += [
            (_("Ny lösenfras …"), "key-round", opened(NewPhraseDialog, _("{name} låser upp med den nya."))),
            (_("Byt roll …"), "users", opened(RoleDialog, _("{name} har en ny roll."))),
            (
                _("Sköter inte teamet längre …") if place.is_administrator else _("Låt sköta teamet …"),
                "settings",
                opened(AdministratorDialog, _("Ändrat för {name}.")),
            ),
            (
                _("Ta bort ur teamet …"),
                "log-out",
                opened(LeaveDialog, _("{name} är borttagen. Nycklarna är bytta.")),
            ),
        ]
    return found


class _MemberDialog(ActDialog):
    """One act on one colleague."""

    title, text, verb = "", "", ""
    is_danger = False
    needs_proof = True

    def __init__(self, parent: QWidget, runner: Runner, place: Place) -> None:
        super().__init__(
            parent,
            runner,
            self.title_for(place),
            self.text_for(place),
            _(self.verb),
            self.is_danger,
            wide=True,
        )
        self.place = place
        self.fill()

    def title_for(self, place: Place) -> str:
        return _(self.title).format(name=place.name)

    def text_for(self, place: Place) -> str:
        return _(self.text)

    def fill(self) -> None:
        """Add the fields."""

    def outside(self, act: Callable[[], Changes]) -> None:
        """Do an act that needs the vault without a transaction, and close."""
        self.verb_button.setEnabled(False)
        self._runner.work_outside(act, self._did, refused=self._not_done, owner=self)

    def _did(self, changes: Changes) -> None:
        self._runner.changed.emit(changes)
        self._done()

    def _not_done(self, error: NarvaroError) -> None:
        self.verb_button.setEnabled(True)
        self.bar.say("bad", wording.say(error))
        self.adjustSize()


class NewPhraseDialog(_MemberDialog):
    """The colleague sits at the computer; her own notes are lost, and that is said first."""

    title = N_("Ny lösenfras för {name}?")
    verb = N_("Byt lösenfras")

    def text_for(self, place: Place) -> str:
        return _(
            "Låt kollegan sitta vid datorn och skriva av frasen på papper. Egna anteckningar går förlorade: "
            "dem kunde bara den gamla frasen öppna. Texter som du själv inte läser öppnas igen när en "
            "kollega som läser dem släpper in, eller med deras återställningsblad."
        )

    def fill(self) -> None:
        self.choice = PassphraseChoice(vaults.offered_phrase, lambda: (self.place.name, "närvaro"))
        self._phrase = Field(_("Kollegans lösenfras"), self.choice)
        self.add(self._phrase)
        self.choice.draw()

    def wish(self) -> Wish | None:
        self._phrase.say("" if self.choice.is_good else _("Välj en fras som är stark nog."))
        if not self.choice.is_good:
            return None
        return partial(members.new_passphrase, person_id=self.place.id, passphrase=self.choice.text())


class RoleDialog(_MemberDialog):
    """What is read follows the role."""

    title = N_("Byt roll för {name}?")
    text = N_(
        "Rollen bestämmer vad kollegan läser. Det som inte längre får läsas läggs under nya nycklar. "
        "Nytt som du själv inte läser släpper en kollega in till."
    )
    verb = N_("Byt roll")

    def fill(self) -> None:
        self.role = QComboBox()
        for role in colleague_roles(self._runner.office.actor.role):
            self.role.addItem(role_title(role), role)
        self.role.setCurrentIndex(self.role.findData(self.place.role))
        self._role = Field(_("Roll"), self.role)
        self.add(self._role)

    def wish(self) -> Wish | None:
        role = self.role.currentData()
        self._role.say(_("Välj en annan roll.") if role is self.place.role else "")
        if role is not self.place.role:
            self.outside(partial(members.change_role, self._runner.office, self.place.id, role))
        return None


class LetInDialog(_MemberDialog):
    """A holder of a class gives its key on."""

    title = N_("Släpp in {name}?")
    verb = N_("Släpp in")

    def text_for(self, place: Place) -> str:
        return _(
            "Kollegan får läsa {texts}, också det som redan är skrivet. Gör det bara om du har talat med hen "
            "och vet att rollen stämmer. Det antecknas i loggen."
        ).format(texts=texts_of(place.lacks))

    def fill(self) -> None:
        words = _(
            "Låt {name} låsa upp själv och läsa upp siffrorna vid sitt namn i Team. Stämmer de med de här?"
        )
        self.add(label(words.format(name=self.place.name), "body", wrap=True))
        self.add(SpokenDigits(self.place.digits))

    def wish(self) -> Wish | None:
        return partial(members.let_in, person_id=self.place.id)


class AdministratorDialog(_MemberDialog):
    """A second one can let the first in again."""

    verb = N_("Ändra")

    def title_for(self, place: Place) -> str:
        words = (
            _("Ska {name} inte längre sköta teamet?")
            if place.is_administrator
            else _("Ska {name} sköta teamet?")
        )
        return words.format(name=place.name)

    def text_for(self, place: Place) -> str:
        return _(
            "Den som sköter teamet lägger till och tar bort kollegor och ger en ny lösenfras till den som "
            "har glömt sin. Det ger ingen rätt att läsa mer. Två är tryggare än en."
        )

    def wish(self) -> Wish | None:
        return partial(
            members.make_administrator, person_id=self.place.id, is_one=not self.place.is_administrator
        )


class LeaveDialog(_MemberDialog):
    """The keys are changed at once; who takes the open cases is asked here."""

    title = N_("Ta bort {name} ur teamet?")
    verb = N_("Ta bort")
    is_danger = True

    def text_for(self, place: Place) -> str:
        words = _(
            "Kollegan kan inte längre låsa upp valvet, och nycklarna byts så att kollegan inte kan "
            "läsa det som skrivs från och med nu. Det kollegan har skrivit står kvar. Säkerhetskopior"
            " och andra kopior som redan finns går inte att ta tillbaka."
        )
        said = [words]
        if place.is_on_card:
            said.append(_("Skolans kontaktkort görs om: lämna det nya till huvudmannen."))
        if place.cases:
            count = ngettext(
                "Kollegan har {count} öppet ärende.", "Kollegan har {count} öppna ärenden.", place.cases
            )
            said.append(count.format(count=place.cases))
        said.append(_("Det kan ta någon minut."))
        return " ".join(said)

    def fill(self) -> None:
        self.heir = QComboBox()
        self.heir.addItem(_("Välj"), None)
        for person, name in self.place.heirs:
            self.heir.addItem(name, person)
        self._heir = Field(_("Tar över ärendena"), self.heir)
        self._heir.setVisible(self.place.cases > 0)
        self.add(self._heir)

    def wish(self) -> Wish | None:
        heir: UUID | None = self.heir.currentData()
        lacks_heir = self.place.cases > 0 and heir is None
        self._heir.say(_("Välj vem som tar över.") if lacks_heir else "")
        if not lacks_heir:
            self.outside(partial(members.remove, self._runner.office, self.place.id, heir))
        return None


class SheetDialog(_MemberDialog):
    """The own keys of a class again, with the sheet that opens it."""

    title = N_("Skriv in ett återställningsblad?")
    verb = N_("Hämta nycklarna")

    def text_for(self, place: Place) -> str:
        return _("Din roll läser {texts}, och nyckeln är borta. Bladet ger den åter till dig.").format(
            texts=texts_of(place.lacks)
        )

    def fill(self) -> None:
        self.box = GrowingText(lines=4, most=6)
        self.kept_elsewhere.add(self.box)
        self._sheet = Field(_("Tecknen på bladet"), self.box)
        self.add(self._sheet)

    def wish(self) -> Wish | None:
        typed = self.box.text().strip()
        self._sheet.say("" if typed else _("Skriv av de fyra raderna."))
        return partial(members.let_in_by_sheet, typed=typed) if typed else None
