"""Skolform och huvudman, among the settings: what the law asks for follows from both."""

from functools import partial

from PySide6.QtWidgets import QComboBox

from narvaro_desktop.domain.terms import Governance, SchoolForm
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.routines import school_kind
from narvaro_desktop.usecases.routines.school_kind import SchoolKind


class SchoolKindCard(Card):
    """Kept as soon as it is chosen."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(title=_("Skolform och huvudman"))
        self._runner, self._shell = runner, shell
        self.form = QComboBox()
        for form in SchoolForm:
            self.form.addItem(form.label[:1].upper() + form.label[1:], form)
        owners = [(one, one.label[:1].upper() + one.label[1:]) for one in Governance]
        self.governance = Segmented(owners, _("Huvudmannen är"), Governance.MUNICIPAL)
        help_ = _("Gäller eleverna på skolan. En elev kan ha en annan skolform, det ändras under Elever.")
        self.add(Field(_("Skolform"), self.form, help_))
        told = _("Styr lagrummen i utredningen, vilken sekretess som gäller och vad hemkommunen ska få veta.")
        self.add(Field(_("Huvudmannen är"), self.governance, told))
        self.form.activated.connect(lambda _place: self._keep())
        self.governance.changed.connect(lambda _chosen: self._keep())

    def ask(self) -> None:
        self._runner.ask(school_kind.kind, self._show, owner=self)

    def _show(self, found: SchoolKind) -> None:
        self.form.setCurrentIndex(self.form.findData(found.form))
        self.governance.choose(found.governance)
        for choice in (self.form, self.governance):
            choice.setEnabled(found.may_change)

    def _keep(self) -> None:
        form, governance = self.form.currentData(), self.governance.chosen()
        assert isinstance(governance, Governance)
        act = partial(school_kind.choose, form=form, governance=governance)
        self._runner.do(act, lambda: self._shell.toast(_("Sparat")), owner=self)
