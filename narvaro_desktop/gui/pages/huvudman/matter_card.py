"""The matter beside the package that is read: where it stands, who sees to it, what else has come."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QWidget

from narvaro_desktop.domain.deciding.matter import MatterState, Wait
from narvaro_desktop.gui import days
from narvaro_desktop.gui.deciding.home_notice_dialog import open_home_correction, open_home_notice
from narvaro_desktop.gui.dialogs import receipt_dialogs
from narvaro_desktop.gui.dialogs.matter_dialogs import CoordinateDialog
from narvaro_desktop.gui.dialogs.receipt_dialogs import TellSchoolDialog
from narvaro_desktop.gui.meanwhile import tell
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import link, quiet
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.text import caption, label
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.huvudman import matters, meanwhile
from narvaro_desktop.usecases.huvudman.home_corrections import HomeNeed
from narvaro_desktop.usecases.huvudman.home_notices import ToldHome
from narvaro_desktop.usecases.huvudman.matters import Colleague, EarlierLine, MatterLine, MatterView


class MatterCard(Card):
    """One matter whole; the matters of a lägesrapport as a list of links."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(title=_("Ärendet"))
        self._runner, self._shell = runner, shell
        self.handler = QComboBox()
        self.read_at = ""
        """The moment of a shared register that is shown; acts write nothing over that came later."""
        self._shown: tuple[object, ...] = ()

    def show_matters(
        self, views: Sequence[MatterView], received_id: UUID, colleagues: Sequence[Colleague]
    ) -> None:
        """What `received_id` tells of; drawn anew only where something is another."""
        shown = (tuple(views), received_id, tuple(colleagues))
        if shown == self._shown:
            return
        self._shown = shown
        self.clear()
        self.setVisible(bool(views))
        if len(views) == 1:
            self.set_title(_("Ärendet"))
            self._show_one(views[0], received_id, colleagues)
        else:
            self.set_title(_("Ärenden i rapporten"))
            for view in views:
                self._add_link(_name_of(view), view.packages[-1].id)

    def _show_one(self, view: MatterView, received_id: UUID, colleagues: Sequence[Colleague]) -> None:
        today = self._runner.office.clock.now().date()
        for earlier in view.earlier:
            self._show_earlier(earlier)
        self.add(label(_standing(view.line), "strong", wrap=True))
        if view.line.due_on and view.line.state.key in ("open", "result"):
            due = days.due(view.line.due_on, today)
            kind = "bad" if view.line.is_late else "caption"
            self.add(label(_("Nästa besked från skolan: {due}").format(due=due), kind, wrap=True))
        self._show_handler(view, colleagues)
        self._show_others(view, received_id)
        self._show_home(view)
        self._add_acts(view, received_id)

    def _show_earlier(self, earlier: EarlierLine) -> None:
        bar = MessageBar(closable=False)
        words = _("Samma elev har en anmälan som pågår: {school}, ärende {number}.")
        if not earlier.is_running:
            words = _("Samma elev har anmälts förut: {school}, ärende {number} ({state}).")
        said = words.format(
            school=earlier.sender_name, number=earlier.case_number, state=earlier.state.label.lower()
        )
        self.add(bar)
        bar.say("warn" if earlier.is_running else "info", said, _("Öppna"))
        bar.pressed.connect(partial(self._shell.go, "received", received_id=earlier.package))

    def _show_handler(self, view: MatterView, colleagues: Sequence[Colleague]) -> None:
        self.handler = QComboBox()
        self.handler.addItem(_("Ingen än"), None)
        for one in colleagues:
            self.handler.addItem(one.name, one.id)
        place = self.handler.findData(view.assigned_to)
        self.handler.setCurrentIndex(max(place, 0))
        self.handler.activated.connect(lambda _place: self._assign(view.line.id))
        self.add(Field(_("Handläggare"), self.handler))

    def _show_others(self, view: MatterView, received_id: UUID) -> None:
        self.add(caption(_("Det som har kommit")))
        for package in view.packages:
            words = _("{kind}, {when}").format(kind=package.kind.label, when=days.moment(package.received_at))
            if not package.is_answered:
                words = _("{package}, inte besvarad").format(package=words)
            if package.id == received_id:
                self.add(label(words, "body", wrap=True))
            else:
                self._add_link(words, package.id)

    def _show_home(self, view: MatterView) -> None:
        is_standing = view.line.state is not MatterState.WITHDRAWN
        if view.is_from_elsewhere and view.anmalan and not view.told_home and is_standing:
            bar = MessageBar(closable=False)
            self.add(bar)
            bar.say(
                "info",
                _("Eleven bor i {home}. Hemkommunen ska få uppgift om anmälan.").format(
                    home=view.home_municipality
                ),
                _("Lämna uppgift …"),
            )
            bar.pressed.connect(partial(self._tell_home, view.anmalan))
        for told in view.told_home:
            self._show_told(view, told)
        if view.home_answer and view.home_answered_on:
            self.add(caption(_("Hemkommunens svar, {day}").format(day=days.short(view.home_answered_on))))
            self.add(label(view.home_answer, "body", wrap=True))
        if view.coordinator and view.coordinated_since:
            since = days.short(view.coordinated_since)
            self.add(caption(_("Samordnas sedan {day} av").format(day=since)))
            self.add(label(view.coordinator, "body", wrap=True))

    def _show_told(self, view: MatterView, told: ToldHome) -> None:
        """What a kommun was told, and that it is wrong by now where it is."""
        words = _("Uppgift till {home} förseglad {day}").format(
            home=told.recipient, day=days.short(told.sealed_on)
        )
        if told.is_taken_back:
            self.add(label(_("{words}, tillbakatagen").format(words=words), "body", wrap=True))
            return
        if told.need is not None:
            bar = MessageBar(closable=False)
            self.add(bar)
            changed = _("Skolan har rättat anmälan. {home} har de gamla uppgifterna.")
            back = _("Skolan har tagit tillbaka anmälan. {home} har den kvar.")
            withdraws = told.need is HomeNeed.WITHDRAW
            bar.say(
                "warn", (back if withdraws else changed).format(home=told.recipient),
                _("Ta tillbaka …") if withdraws else _("Rätta uppgiften …"),
            )  # fmt: skip
            bar.pressed.connect(partial(self._tell_again, view.anmalan, told, withdraws))
        self.add(label(words, "body", wrap=True))
        if told.need is not HomeNeed.WITHDRAW:
            away = quiet(_("Ta tillbaka uppgiften …"), "undo-2")
            away.clicked.connect(partial(self._tell_again, view.anmalan, told, True))
            self.add(flowing(away))

    def _tell_again(self, anmalan: UUID | None, told: ToldHome, withdraws: bool) -> None:
        assert anmalan is not None
        open_home_correction(self, self._runner, self._shell, anmalan, told.package_id, withdraws)

    def _add_acts(self, view: MatterView, received_id: UUID) -> None:
        self.complete = quiet(_("Begär komplettering …"), "message-square")
        self.back = quiet(_("Återsänd …"), "undo-2")
        self.coordinate = quiet(_("Samordning …"), "users")
        self.complete.clicked.connect(lambda: self._tell(receipt_dialogs.ask_for_more, received_id))
        self.back.clicked.connect(lambda: self._tell(receipt_dialogs.send_back, received_id))
        self.coordinate.clicked.connect(lambda: self._coordinate(view))
        self.add(flowing(self.complete, self.back, self.coordinate))

    def _tell_home(self, received_id: UUID) -> None:
        open_home_notice(self, self._runner, self._shell, received_id)

    def _tell(self, dialog: Callable[[QWidget, Runner, UUID], TellSchoolDialog], received_id: UUID) -> None:
        made = dialog(self, self._runner, received_id)
        made.read_at = self.read_at
        made.acted.connect(
            lambda _file: self._shell.toast(_("Kvittensen är förseglad. Lämna filen till skolan"))
        )

    def _coordinate(self, view: MatterView) -> None:
        dialog = CoordinateDialog(self, self._runner, view)
        dialog.read_at = self.read_at
        dialog.open()

    def _assign(self, matter_id: UUID) -> None:
        person = self.handler.currentData()
        act = partial(matters.assign, matter_ids=[matter_id], person=person)
        self._runner.do(
            partial(meanwhile.unless_written, act=act, since=self.read_at),
            refused=lambda error: tell(self._runner, error, self._say_refusal, self), owner=self,
        )  # fmt: skip

    def _say_refusal(self, words: str, read_at: str) -> None:
        self._shell.message("warn" if read_at else "bad", words)
        self.read_at = read_at or self.read_at

    def _add_link(self, words: str, received_id: UUID) -> None:
        button = link(words)
        button.clicked.connect(partial(self._shell.go, "received", received_id=received_id))
        self.add(button)


def standing_words(line: MatterLine) -> str:
    """Where a matter stands, in two or three words."""
    match line.wait:
        case Wait.ANSWER:
            return _("Inte besvarad")
        case Wait.COMPLETION:
            return _("Komplettering begärd")
        case Wait.LATE:
            return _("Besked dröjer")
    return line.state.label


def _standing(line: MatterLine) -> str:
    words = standing_words(line)
    return words if words == line.state.label else f"{line.state.label}. {words}."


def _name_of(view: MatterView) -> str:
    who = view.line.student or view.line.case_number
    return f"{who}, {view.line.share}" if view.line.share else who
