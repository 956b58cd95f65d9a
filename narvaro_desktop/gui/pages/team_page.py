"""The team: who can unlock the vault, and what each of them reads, in words."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from narvaro_desktop.domain.case_terms import CaseScope
from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.class_words import texts_of
from narvaro_desktop.gui.dialogs.colleague_dialog import ColleagueDialog
from narvaro_desktop.gui.dialogs.member_dialogs import entries
from narvaro_desktop.gui.dialogs.old_copies_dialog import OldCopiesDialog
from narvaro_desktop.gui.dialogs.suggestion_dialogs import ClassesDialog, open_with
from narvaro_desktop.gui.forms.ui_team import Ui_Team
from narvaro_desktop.gui.pages.laptops_card import LaptopsCard
from narvaro_desktop.gui.role_words import role_word
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import menu_button, primary, secondary
from narvaro_desktop.gui.widgets.card import empty, row
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.sidebar import Avatar
from narvaro_desktop.gui.widgets.text import label, rule
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import N_, _, ngettext
from narvaro_desktop.usecases.absence import suggestions
from narvaro_desktop.usecases.vault import members, old_copies, team
from narvaro_desktop.usecases.vault.members import Place
from narvaro_desktop.usecases.vault.old_copies import OldCopy
from narvaro_desktop.usecases.vault.team import Member, Team
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
        self.laptops = LaptopsCard(runner, shell)
        self._ui.whole.insertWidget(2, self.laptops)
        self.add(form, 1)
        self.add_button = primary(_("Lägg till kollega"), "plus")
        self.add_button.clicked.connect(self.add_colleague)
        self.log_button = secondary(_("Åtkomstlogg"), "eye")
        self.log_button.clicked.connect(lambda: shell.go("log"))
        self.head.set_actions(self.log_button, self.add_button)
        runner.changed.connect(self._changed)

    def shown(self, **what: object) -> None:
        self._ask()
        self.laptops.ask()

    def add_colleague(self) -> ColleagueDialog:
        """Name, role, and a passphrase that the colleague writes."""
        dialog = ColleagueDialog(self.window(), self._runner)
        dialog.accepted.connect(
            lambda: self._shell.toast(_("{name} kan nu låsa upp valvet.").format(name=dialog.name()))
        )
        dialog.open()
        return dialog

    def _ask(self) -> None:
        self._runner.ask(lambda work: (team.team(work), members.places(work)), self._show, owner=self)
        self._runner.ask(old_copies.old_copies, self._show_old_copies, owner=self)

    def _changed(self, changes: Changes) -> None:
        if Area.TEAM in changes and self.isVisible():
            self._ask()

    def _show(self, answer: tuple[Team, dict[UUID, Place]]) -> None:
        shown, places = answer
        self.add_button.setVisible(shown.may_add)
        self.log_button.setVisible(shown.may_review)
        if not all(member.is_here for member in shown.members):
            self._ui.peopleCardTitle.setText(_("Teamet"))
        empty(self._ui.people)
        for place, member in enumerate(shown.members):
            if place:
                self._ui.people.addWidget(rule())
            line = _line(member, self._classes if shown.may_manage else None)
            if place_of := places.get(member.id):
                self._add_acts(line, place_of)
            self._ui.people.addWidget(line)

    def _show_old_copies(self, copies: tuple[OldCopy, ...]) -> None:
        """What somebody who has left can still open stands on top until it is gone."""
        if copies:
            words = ngettext(
                "{count} säkerhetskopia går fortfarande att öppna av den som har slutat.",
                "{count} säkerhetskopior går fortfarande att öppna av den som har slutat.",
                len(copies),
            ).format(count=len(copies))
            self._shell.message("info", words, _("Visa"), lambda: self.show_old_copies(copies))

    def show_old_copies(self, copies: tuple[OldCopy, ...]) -> OldCopiesDialog:
        """Which they are, and whether they go."""
        dialog = OldCopiesDialog(self.window(), self._runner, copies)
        dialog.acted.connect(lambda _none: self._shell.toast(_("Kopiorna är borttagna.")))
        dialog.open()
        return dialog

    def _add_acts(self, line: QWidget, member: Place) -> None:
        """What this person may do about the colleague's place in the vault, and what key she waits for."""
        across, words = line.layout(), line.findChild(QVBoxLayout)
        if member.lacks and words is not None:
            waits = _("Väntar på nyckeln till {texts}: en kollega som läser dem släpper in.")
            words.addWidget(label(waits.format(texts=texts_of(member.lacks)), "warncaption", wrap=True))
            if member.is_me:
                aloud = _("Siffror att läsa upp för kollegan: {digits}").format(
                    digits=" ".join(member.digits)
                )
                words.addWidget(label(aloud, "caption", wrap=True))
        acts = entries(self.window(), self._runner, member, self._shell.toast)
        if acts and isinstance(across, QHBoxLayout):
            button = menu_button("", acts, name=_("Fler val för {name}").format(name=member.name))
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _classes(self, member: Member) -> None:
        """Ask which classes a colleague has: she opens their pupils and cases, and no other."""

        def offer(names: tuple[str, ...]) -> None:
            dialog = ClassesDialog(self.window(), names, member.classes, member.name)
            open_with(dialog, lambda: self._give(member, dialog.chosen()))

        self._runner.ask(suggestions.class_names, offer, owner=self)

    def _give(self, member: Member, names: list[str]) -> None:
        self._runner.do(partial(team.give_classes, person_id=member.id, names=names), owner=self)


def reads(member: Member) -> str:
    """`Läser: …`: which cases, and in them which texts; everyone reads the own notes."""
    if not member.is_here:
        return _("Arbetar på en annan dator, och låser inte upp det här valvet.")
    kinds = [info_class for info_class in InfoClass if info_class in member.reads]
    if member.scope in (CaseScope.PACKAGES, CaseScope.NONE):
        return _("Läser: {cases}").format(cases=member.scope.label)
    texts = _together([_(_READS[one]) for one in kinds if one is not InfoClass.OWN])
    if member.scope is CaseScope.OWN_CLASS and not member.classes:
        return _(
            "Läser: {texts}. Ingen klass är vald: öppnar bara egna ärenden och dem med inbjudan."
        ).format(texts=texts)
    cases = member.scope.label
    if member.classes:
        cases = _("elever och ärenden i {classes}, och ärenden med inbjudan").format(
            classes=_together(list(member.classes))
        )
    return _("Läser: {texts}. Öppnar {cases}.").format(texts=texts, cases=cases)


def _together(words: list[str]) -> str:
    """a, b och c."""
    *before, last = ", ".join(words).split(", ")
    return _("{before} och {last}").format(before=", ".join(before), last=last) if before else last


def _line(member: Member, choose: Callable[[Member], None] | None = None) -> QWidget:
    """Initials, the name with its role, and below what this person reads."""
    avatar = Avatar()
    avatar.set_name(member.name)
    first: list[QWidget] = [label(member.name, "strong"), label(role_word(member.role), "body2")]
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
    if choose is not None and member.is_active and member.scope is CaseScope.OWN_CLASS:
        button = secondary(_("Klasser …"))
        button.setAccessibleName(_("Klasser för {name}").format(name=member.name))
        button.clicked.connect(lambda: choose(member))
        across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return line
