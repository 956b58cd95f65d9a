"""Who has been told of the decision, when and how: pupil and guardians apart, and their letters."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import choose, left_files, theme
from narvaro_desktop.gui.contact_words import with_custody
from narvaro_desktop.gui.dialogs.preview_dialog import show_paper
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import quiet, secondary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.casework import informing
from narvaro_desktop.usecases.casework.informing import ToInform
from narvaro_desktop.usecases.deciding import letter_languages, notification_papers
from narvaro_desktop.usecases.work import NOTHING, Made

Pupil = Callable[[QWidget], Dialog]
"""Makes the pupil's dialog over another one."""
_HOW = (N_("i ett möte"), N_("i ett samtal"), N_("i ett brev"), N_("i skolans meddelandesystem"))


class InformRow(Card):
    """One person. `told` (day, how), `letterWanted` and `lookWanted` are pressed; the dialog does them."""

    told = Signal(object, str)
    letterWanted = Signal()
    lookWanted = Signal()

    def __init__(self, one: ToInform, today: date) -> None:
        who = _("eleven") if one.guardian_id is None else with_custody(_("vårdnadshavare"), one.custody)
        super().__init__(title=one.name, aside=_state(one), surface="subtle")
        self._today = today
        self.add(label(who, "caption"))
        self.day_field = DateField(name=_("Dag: {name}").format(name=one.name))
        self.day_field.set_day(today)
        self.how = QComboBox()
        self.how.setEditable(True)
        self.how.addItems([_(words) for words in _HOW])
        self._day = Field(_("Dag"), self.day_field)
        self.button = secondary(_("Informerad"), "check")
        self.button.setAccessibleName(_("Informerad: {name}").format(name=one.name))
        self.button.clicked.connect(self._tell)
        self.look = quiet(_("Visa och skriv ut brev …"), "printer")
        self.look.setAccessibleName(_("Visa och skriv ut brev till {name}").format(name=one.name))
        self.look.clicked.connect(self.lookWanted)
        self.letter = quiet(_("Spara brev …"), "file-text")
        self.letter.setAccessibleName(_("Spara brev till {name}").format(name=one.name))
        self.letter.clicked.connect(self.letterWanted)
        self._how = Field(_("Hur"), self.how)
        if one.informed_on is None:
            self.add(flowing(self._day, self._how, gap=16))
        acts = [self.button] if one.informed_on is None else []
        self.add(flowing(*acts, *([self.look, self.letter] if one.guardian_id is not None else [])))

    def _tell(self) -> None:
        day = self.day_field.day()
        fault = "" if day else self.day_field.fault() or _("Skriv vilken dag.")
        if day is not None and day > self._today:
            fault = _("Dagen har inte kommit än.")
        self._day.say(fault)
        if not fault:
            self.told.emit(day, self.how.currentText().strip())


class InformDialog(Dialog):
    """Stays open until all have been told, or until it is closed; each one is kept by itself."""

    def __init__(
        self, parent: QWidget | None, runner: Runner, case_id: UUID, is_protected: bool, pupil: Pupil | None
    ) -> None:
        super().__init__(
            parent,
            _("Informera eleven och vårdnadshavarna"),
            _(
                "Berätta att skolan utreder frånvaron och varför. Anteckna var och en för sig. "
                "Brevet är en sida och säger att det inte är en orosanmälan."
            ),
            wide=True,
            cancel=_("Stäng"),
        )
        self._runner, self._case, self._protected = runner, case_id, is_protected
        self._pupil = pupil
        self.message = MessageBar()
        self.message.pressed.connect(self._open_pupil)
        self.meeting = QLineEdit()
        self.rows: list[InformRow] = []
        self._people = QVBoxLayout()
        theme.space(self._people, gap=10)
        self.add(self.message)
        help_ = _("Till exempel ”torsdag 8 oktober kl. 15 på skolan”. Står i brevet.")
        self._meeting = Field(_("Tid att träffas"), self.meeting, help_, optional=True)
        self.add(self._meeting)
        self._meeting.setVisible(not is_protected)
        self.language = QComboBox()
        self.language.addItem(_("Bara svenska"), "")
        for one in letter_languages.languages():
            words = (
                _("Svenska och {language}") if one.is_checked else _("Svenska och {language} (ej granskad)")
            )
            self.language.addItem(words.format(language=one.name), one.key)
        help_ = _("Brevet får en sida till. Där står om en översättare har granskat den.")
        self._language = Field(_("Brevets språk"), self.language, help_)
        self.add(self._language)
        self._language.setVisible(not is_protected)
        self.body.addLayout(self._people)
        self.ask()

    def ask(self) -> None:
        self._runner.ask(partial(informing.to_inform, case_id=self._case), self.show_people, owner=self)

    def show_people(self, people: list[ToInform]) -> None:
        today = self._runner.office.clock.now().date()
        for old in self.rows:
            self._people.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = [InformRow(one, today) for one in people]
        for one, made in zip(people, self.rows, strict=True):
            made.told.connect(partial(self._tell, one))
            made.letterWanted.connect(partial(self._letter, one))
            made.lookWanted.connect(partial(self._look, one))
            for button in (made.letter, made.look):
                button.setVisible(not self._protected and one.guardian_id is not None)
            self._people.addWidget(made)
        has_guardians = any(one.guardian_id is not None for one in people)
        for field in (self._meeting, self._language):
            field.setVisible(has_guardians and not self._protected)
        if not has_guardians:
            question = partial(informing.is_own_party, case_id=self._case)
            self._runner.ask(question, self._say_why_alone, owner=self)

    def _say_why_alone(self, is_own_party: bool) -> None:
        words = _("Inga vårdnadshavare är inlagda. Lägg till dem hos eleven.")
        button = _("Öppna eleven") if self._pupil is not None and not self._protected else ""
        if is_own_party:
            button, words = (
                "",
                _(
                    "Eleven är myndig. Vårdnadshavare får veta något bara om eleven vill det. Skriv då en "
                    "händelse om vad eleven har sagt ja till."
                ),
            )
        self.message.say("info", words, button)

    def _open_pupil(self) -> None:
        """Where her guardians are added; those who have come stand here afterwards."""
        if self._pupil is not None:
            dialog = self._pupil(self)
            dialog.accepted.connect(self.message.close_bar)
            dialog.accepted.connect(self.ask)
            dialog.open()

    def _tell(self, one: ToInform, on: date, how: str) -> None:
        act = partial(
            informing.inform, decision_id=one.decision_id, guardian_id=one.guardian_id, on=on, how=how
        )
        self._runner.do(act, self.ask, refused=self._refused, owner=self)

    def _letter(self, one: ToInform) -> None:
        choose.folder(self, _("Var ska brevet sparas?"), partial(self.save_letter, one))

    def save_letter(self, one: ToInform, folder: Path) -> None:
        """The letter of one guardian in `folder`, opened so that it can be printed."""
        if one.guardian_id is None:
            return
        act = partial(
            notification_papers.save_letter,
            decision_id=one.decision_id,
            guardian_id=one.guardian_id,
            folder=folder,
            meeting=self.meeting.text(),
            language=self.language.currentData(),
        )
        self._runner.do(act, self._saved, refused=self._refused, owner=self)

    def _look(self, one: ToInform) -> None:
        """The letter of one guardian on the screen, from where it is printed."""
        if one.guardian_id is None:
            return
        make = partial(
            notification_papers.guardian_letter,
            decision_id=one.decision_id,
            guardian_id=one.guardian_id,
            meeting=self.meeting.text(),
            language=self.language.currentData(),
        )
        self._runner.do(
            lambda work: Made(NOTHING, make(work)),
            partial(show_paper, self),
            refused=self._refused,
            owner=self,
        )

    def _saved(self, path: Path) -> None:
        self.meeting.setModified(False)
        left_files.open_paper(path)
        self.message.say("ok", _("Brevet är sparat: {name}").format(name=path.name))

    def _refused(self, error: NarvaroError) -> None:
        self.message.say("bad", wording.say(error))


def open_inform(
    parent: QWidget,
    runner: Runner,
    case_id: UUID,
    is_protected: bool = False,
    pupil: Pupil | None = None,
) -> InformDialog:
    """Open the dialog for the case's latest opened utredning; `pupil` is the way to add guardians."""
    dialog = InformDialog(parent, runner, case_id, is_protected, pupil)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def _state(one: ToInform) -> Pill:
    if one.informed_on is None:
        return Pill(_("inte informerad"), "warn", "clock")
    return Pill(_("{day} {how}").format(day=one.informed_on.isoformat(), how=one.how), "ok", "check")
