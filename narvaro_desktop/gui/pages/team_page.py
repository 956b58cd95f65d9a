"""The team: who can unlock the vault, and what each of them reads, in words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from narvaro_desktop.domain.case_terms import CaseScope
from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs.colleague_dialog import ColleagueDialog
from narvaro_desktop.gui.forms.ui_team import Ui_Team
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.shell import Shell
from narvaro_desktop.gui.widgets.buttons import primary
from narvaro_desktop.gui.widgets.card import empty, row
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.sidebar import Avatar
from narvaro_desktop.gui.widgets.text import label, rule
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases import team
from narvaro_desktop.usecases.team import Member, Team
from narvaro_desktop.usecases.work import Area, Changes

_READS = {
    InfoClass.SCHOOL: N_("frånvaro, kartläggningar, planer, beslut"),
    InfoClass.COUNSELLING: N_("kurativa texter"),
    InfoClass.MEDICAL: N_("medicinska och psykologiska texter"),
    InfoClass.CHILD_WELFARE: N_("orosanmälningar"),
    InfoClass.PROTECTED: N_("skyddade personuppgifter"),
    InfoClass.OWN: N_("egna anteckningar"),
}


class TeamPage(Page):
    """Everyone sees the team; whoever looks after the vault adds to it."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("Team"))
        self._runner, self._shell = runner, shell
        form = QWidget()
        self._ui = Ui_Team()
        self._ui.setupUi(form)
        theme.fit(form)
        self.add(form, 1)
        self.add_button = primary(_("Lägg till kollega"), "plus")
        self.add_button.clicked.connect(self.add_colleague)
        self.head.set_actions(self.add_button)
        runner.changed.connect(self._changed)

    def shown(self, **what: object) -> None:
        self._ask()

    def add_colleague(self) -> ColleagueDialog:
        """Name, role, and a passphrase that the colleague writes."""
        dialog = ColleagueDialog(self.window(), self._runner)
        dialog.accepted.connect(
            lambda: self._shell.toast(_("{name} kan nu låsa upp valvet.").format(name=dialog.name()))
        )
        dialog.open()
        return dialog

    def _ask(self) -> None:
        self._runner.ask(team.team, self._show, owner=self)

    def _changed(self, changes: Changes) -> None:
        if Area.TEAM in changes and self.isVisible():
            self._ask()

    def _show(self, shown: Team) -> None:
        self.add_button.setVisible(shown.may_add)
        empty(self._ui.people)
        for place, member in enumerate(shown.members):
            if place:
                self._ui.people.addWidget(rule())
            self._ui.people.addWidget(_line(member))


def reads(member: Member) -> str:
    """`Läser: …`: which cases, and in them which texts; everyone reads the own notes."""
    kinds = [info_class for info_class in InfoClass if info_class in member.reads]
    if member.scope in (CaseScope.PACKAGES, CaseScope.NONE):
        return _("Läser: {cases}").format(cases=member.scope.label)
    texts = _together([_(_READS[one]) for one in kinds if one is not InfoClass.OWN])
    return _("Läser: {texts}. Ser {cases}.").format(texts=texts, cases=member.scope.label)


def _together(words: list[str]) -> str:
    """a, b och c."""
    *before, last = ", ".join(words).split(", ")
    return _("{before} och {last}").format(before=", ".join(before), last=last)


def _line(member: Member) -> QWidget:
    """Initials, the name with its role, and below what this person reads."""
    avatar = Avatar()
    avatar.set_name(member.name)
    first: list[QWidget] = [label(member.name, "strong"), label(member.role.label, "body2")]
    if member.is_me:
        first.append(Pill(_("Du"), "accent"))
    if not member.is_active:
        first.append(Pill(_("Har slutat"), "neutral"))
    line = QWidget()
    line.setAccessibleName(member.name)
    across = QHBoxLayout(line)
    theme.space(across, gap=12)
    across.addWidget(avatar, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    theme.space(words, gap=4)
    words.addLayout(row(*first))
    if member.is_active:
        words.addWidget(label(reads(member), "caption2", wrap=True))
    across.addLayout(words, 1)
    return line
