"""Our own card over the years: renew it, keep a reserve on paper, try the reserve, revoke what is lost."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import choose, theme
from narvaro_desktop.gui.dialogs.act_dialog import ReasonDialog
from narvaro_desktop.gui.dialogs.reserve_dialogs import RenewDialog, ReserveDialog, ReserveDrillDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import quiet, secondary
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import caption, label
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases import plain_files
from narvaro_desktop.usecases.sending import card_keys
from narvaro_desktop.usecases.sending.card_keys import OwnKeys


class OwnKeysCard(QWidget):
    """Pills for how it stands, and what can be done, below the digits of our card."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__()
        self._runner, self._shell = runner, shell
        self._column = QVBoxLayout(self)
        theme.space(self._column, gap=8)
        self._shown: OwnKeys | None = None

    def show_keys(self, found: OwnKeys | None) -> None:
        self.setVisible(found is not None)
        if found is None or found == self._shown:
            return
        self._shown = found
        empty(self._column)
        self._column.addWidget(flowing(*_pills(found)))
        if not found.has_reserve:
            words = _(
                "Utan reservnyckel går inget att öppna om datorerna är borta. Den finns bara på papper."
            )
            self._column.addWidget(caption(words))
        self._column.addWidget(flowing(*self._buttons(found)))

    def _buttons(self, found: OwnKeys) -> list[QWidget]:
        self.renew_button = secondary(_("Förnya kortet …"), "key-round")
        self.reserve_button = secondary(_("Ny reservnyckel …"), "printer")
        self.drill_button = quiet(_("Prova reservnyckeln …"), "check")
        self.revoke_button = quiet(_("Spärra nycklarna …"), "shield-alert")
        self.list_button = quiet(_("Spara spärrlistan"), "file-down")
        self.renew_button.clicked.connect(self._renew)
        self.reserve_button.clicked.connect(self._reserve)
        self.drill_button.clicked.connect(self._drill)
        self.revoke_button.clicked.connect(self._revoke)
        self.list_button.clicked.connect(self._save_list)
        self.drill_button.setVisible(found.has_reserve)
        self.list_button.setVisible(bool(found.revoked))
        shown: list[QWidget] = [self.renew_button, self.reserve_button]
        shown += [self.drill_button] if found.has_reserve else []
        shown += [self.revoke_button]
        return [*shown, self.list_button] if found.revoked else shown

    def _renew(self) -> None:
        dialog = RenewDialog(self, self._runner)
        words = _("Kortet är förnyat. Spara det och lämna det till dem ni byter paket med.")
        dialog.acted.connect(lambda _card: self._shell.toast(words))
        dialog.open()

    def _reserve(self) -> None:
        dialog = ReserveDialog(self, self._runner)
        words = _("Reservnyckeln är i bruk. Lämna det nya kontaktkortet till dem ni byter paket med.")
        dialog.acted.connect(lambda _card: self._shell.toast(words))
        dialog.open()

    def _drill(self) -> None:
        ReserveDrillDialog(self, self._runner).open()

    def _revoke(self) -> None:
        text = _(
            "Om en dator eller en nyckel kan ha hamnat fel. Ni får nya nycklar och en spärrlista. Lämna båda "
            "filerna till dem ni byter paket med, och ring dem."
        )
        dialog = ReasonDialog(
            self, self._runner, _("Spärra nycklarna?"), text, _("Spärra"), _("Vad har hänt?"),
            lambda why: partial(card_keys.revoke, reason=why), ("revoke", "card"),
        )  # fmt: skip
        dialog.acted.connect(lambda _card: self._save_list())
        dialog.open()

    def _save_list(self) -> None:
        self._runner.do(card_keys.list_file, self._ask_where, refused=self._refused, owner=self)

    def _ask_where(self, made: tuple[str, bytes]) -> None:
        name, content = made
        choose.save(self, _("Spara spärrlistan"), name, lambda path: self._write(path, content))

    def _write(self, path: Path, content: bytes) -> None:
        done = _("Sparad: {name}").format(name=path.name)
        self._runner.work_outside(
            lambda: plain_files.write(path, content), lambda _path: self._shell.toast(done),
            refused=self._refused, owner=self,
        )  # fmt: skip

    def _refused(self, error: NarvaroError) -> None:
        self._shell.message("bad", wording.say(error))


def _pills(found: OwnKeys) -> list[QWidget]:
    made: list[QWidget] = []
    if found.ends_soon:
        words = _("Gäller bara till {day}").format(day=found.valid_to.isoformat())
        made.append(Pill(words, "warn", "clock"))
    reserve = _("Reservnyckel finns") if found.has_reserve else _("Ingen reservnyckel")
    made.append(Pill(reserve, "ok" if found.has_reserve else "warn", "printer"))
    count = ngettext("{n} person förseglar", "{n} personer förseglar", found.signers)
    made.append(label(count.format(n=found.signers), "caption"))
    if found.revoked:
        words = ngettext("{n} spärrad nyckel", "{n} spärrade nycklar", found.revoked)
        made.append(Pill(words.format(n=found.revoked), "neutral", "shield-alert"))
    return made
