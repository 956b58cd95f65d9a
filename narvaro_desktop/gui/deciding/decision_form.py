"""What the rektor fills in for a decision: what is missing first, the rest behind one button."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop import wording
from narvaro_desktop.domain.case_terms import MissingField
from narvaro_desktop.domain.deciding.free_text import LONGEST
from narvaro_desktop.domain.deciding.notification import Official
from narvaro_desktop.domain.identity import Identity, WrongIdentity, parse_identity
from narvaro_desktop.domain.schooldays import AcademicYear
from narvaro_desktop.domain.terms import AbsenceForm, CompulsorySchooling, Party
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.deciding.decision_fields import (
    ActorsField,
    ConsultationField,
    StatedField,
    SupportField,
    choices,
    points,
    yes_no,
)
from narvaro_desktop.gui.widgets.buttons import link, quiet
from narvaro_desktop.gui.widgets.card import Card, row
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.deciding.decisions import Prepared, Surroundings
from narvaro_desktop.usecases.deciding.inquiry import Filled

_OLDEST_YEAR = 10
T = TypeVar("T")


class DecisionForm(QWidget):
    """Fields by what they answer: `changed` each time one has been answered, `filled` for all of them."""

    changed = Signal()

    def __init__(self, prepared: Prepared, around: Surroundings, is_made: bool) -> None:
        super().__init__()
        self._around, self._is_made = around, is_made
        self._absence_known = MissingField.ABSENCE not in prepared.missing and prepared.filled.stated is None
        self.fields: dict[MissingField, list[Field]] = {}
        self.identity: Field | None = None
        self._column = QVBoxLayout(self)
        theme.space(self._column, gap=16)
        self._column.addWidget(self._decision_card(prepared))
        if not prepared.is_protected:
            self._consulted = prepared.draft.consulted
            self._make_fields(prepared.filled)
            self._lay(prepared)

    def filled(self) -> Filled:
        """Everything as it stands; what makes no sense yet counts as not filled in."""
        left_open, reasons = self.left_open.text() if self.left_open else "", self.reasons.text()
        if not self.fields:
            return Filled(decided_on=self.decided_on.day(), left_open=left_open, reasons=reasons)
        actors = self.actors.value()
        return Filled(
            decided_on=self.decided_on.day(),
            due_on=self.due_on.day(),
            investigator=self._official(),
            form=_chosen(self.form.chosen(), AbsenceForm),
            consultation=self.consultation.value(),
            special_support=_chosen(self.special_support.chosen(), bool),
            support_needed=self.support.needed(),
            support=self.support.kinds(),
            earlier_open=_chosen(self.earlier_open.chosen(), bool),
            school_year=_chosen(self.school_year.currentData(), int),
            stated=None if self._absence_known else self.stated.value(),
            home_municipality=self.municipality.text().strip(),
            compulsory_schooling=_chosen(self.schooling.chosen(), CompulsorySchooling),
            unit_code=_digits(self.unit_code.text(), 8),
            huvudman=self.huvudman.text().strip(),
            huvudman_id=_digits(self.huvudman_id.text(), 10),
            contact=self.contact.text().strip(),
            actors=actors,
            free_text=self.free_text.text().strip(),
            free_text_confirmed=self.confirmed.isChecked(),
            identity=self._identity(),
            left_open=left_open,
            reasons=reasons,
        )

    def check_day(self) -> bool:
        """Whether the day has come, and the pupil's number can be read; said at the field if not."""
        day = self.decided_on.day()
        fault = self.decided_on.fault() or (_("Skriv vilken dag beslutet fattades.") if day is None else "")
        if day is not None and day > self._around.today:
            fault = _("Dagen har inte kommit än.")
        self.day.say(fault)
        if fault:
            self.decided_on.setFocus()
        return not fault and self._check_identity()

    def first_missing(self, missing: tuple[MissingField, ...]) -> QWidget | None:
        """The control to begin with."""
        return next((field.control for need in missing for field in self.fields.get(need, [])), None)

    def show_missing(self, missing: tuple[MissingField, ...]) -> None:
        """Say at each field what it needs; the focus goes to the first."""
        wanted = [field for need in missing for field in self.fields.get(need, [])]
        if any(field.parentWidget() is self._known for field in wanted):
            self._show_known(True)
        for field in self._all():
            field.say(self._fault(field) if field in wanted else "")
        faulty = [field for field in wanted if field.fault()]
        if faulty:
            faulty[0].control.setFocus()

    def clear_answered(self, missing: tuple[MissingField, ...]) -> None:
        """Take back what was said at fields that have been answered since."""
        wanted = [field for need in missing for field in self.fields.get(need, [])]
        for field in self._all():
            if field.fault() and field not in wanted:
                field.clear()

    def show_provider(self, visible: bool) -> None:
        """The huvudman is asked for only where no kontaktkort will tell it."""
        for field in self.fields.get(MissingField.PROVIDER, []):
            field.setVisible(visible)

    def ask_to_confirm(self) -> None:
        """The free text has words to read once more."""
        self._show_more(True)
        self.confirmed.show()
        self.confirmed.setFocus()

    def _decision_card(self, prepared: Prepared) -> Card:
        card = Card(title=_("Beslutet"))
        self.decided_on = DateField(name=_("Dag för beslutet"))
        self.decided_on.set_day(prepared.filled.decided_on)
        self.decided_on.setEnabled(not self._is_made)
        self.decided_on.changed.connect(lambda _day: self._day_changed(prepared.registered_on))
        self.day = Field(_("Dag för beslutet"), self.decided_on)
        self.registered = label("", "caption", wrap=True)
        card.add(self.day)
        card.add(self.registered)
        self.reasons = GrowingText(lines=3, most=6)
        self.reasons.set_text(prepared.filled.reasons or "")
        self.reasons.edited.connect(lambda _text: self.changed.emit())
        help = _("Stannar på skolan och läses av hela teamet. Skriv inget om hälsa eller familj.")
        why = Field(_("Skäl för beslutet"), self.reasons, help, optional=True)
        card.add(why)
        why.setVisible(not self._is_made)
        self.left_open: GrowingText | None = None
        if prepared.open_duties:
            card.add(label(_("Det här är inte gjort på steget som lämnas:"), "body2", wrap=True))
            card.add(points(prepared.open_duties))
            self.left_open = GrowingText(lines=2, most=4)
            help = _("Skriver du inget står det att utredningen inleddes den dagen.")
            card.add(Field(_("Varför det lämnas öppet"), self.left_open, help, optional=True))
        self._say_registered(prepared.registered_on)
        return card

    def _day_changed(self, registered_on: date) -> None:
        self._say_registered(registered_on)
        self.changed.emit()

    def _say_registered(self, registered_on: date) -> None:
        """Both days are shown where they differ."""
        differs = self.decided_on.day() not in (None, registered_on)
        words = _("Antecknas i programmet {day}. Båda dagarna visas.").format(day=registered_on.isoformat())
        self.registered.setText(words if differs else "")
        self.registered.setVisible(differs)

    def _make_fields(self, known: Filled) -> None:
        self._school_fields(known)
        self._pupil_fields(known)
        self._inquiry_fields(known)
        self._optional_fields(known)

    def _school_fields(self, known: Filled) -> None:
        once = _("Frågas en gång.")
        self.unit_code = self._line(known.unit_code)
        self._put(MissingField.SCHOOL_UNIT, _("Skolenhetskod"), self.unit_code, _("Åtta siffror. ") + once)
        self.huvudman = self._line(known.huvudman)
        self.huvudman_id = self._line(known.huvudman_id)
        self._put(MissingField.PROVIDER, _("Huvudman"), self.huvudman, once)
        self._put(
            MissingField.PROVIDER,
            _("Huvudmannens organisationsnummer"),
            self.huvudman_id,
            _("Tio siffror. ") + once,
        )
        self.contact = self._line(known.contact)
        self._put(
            MissingField.CONTACT,
            _("Kontakt på skolan"),
            self.contact,
            _("Vem huvudmannen kan fråga, och telefon. ") + once,
        )

    def _pupil_fields(self, known: Filled) -> None:
        self.school_year = QComboBox()
        self.school_year.addItem(_("Välj"), None)
        for year in range(_OLDEST_YEAR + 1):
            self.school_year.addItem(str(year) if year else _("förskoleklass"), year)
        self.school_year.setCurrentIndex(max(0, self.school_year.findData(known.school_year)))
        self.school_year.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self._put(MissingField.SCHOOL_YEAR, _("Årskurs"), self.school_year)
        self.municipality = self._line(known.home_municipality)
        field = self._put(
            MissingField.HOME_MUNICIPALITY,
            _("Hemkommun"),
            self.municipality,
            _("Kommunen där eleven är folkbokförd."),
        )
        if (usual := self._around.municipality) and not known.home_municipality:
            button = link(_("Fyll i {municipality}").format(municipality=usual))
            button.clicked.connect(lambda: self._fill(self.municipality, usual))
            layout = field.layout()
            assert layout is not None
            layout.addWidget(button)
        options: list[tuple[object, str]] = [(each, each.label) for each in CompulsorySchooling]
        self.schooling = choices(_("Skolplikt"), options, known.compulsory_schooling, self.changed.emit)
        self._put(MissingField.COMPULSORY_SCHOOLING, _("Har eleven skolplikt?"), self.schooling)

    def _inquiry_fields(self, known: Filled) -> None:
        self.stated = StatedField(known.stated)
        if not self._absence_known:
            self._put(MissingField.ABSENCE, _("Frånvaron"), self.stated)
        options: list[tuple[object, str]] = [(each, each.label) for each in AbsenceForm]
        self.form = choices(_("Hur frånvaron ser ut"), options, known.form, self.changed.emit)
        self._put(MissingField.ABSENCE_FORM, _("Hur ser frånvaron ut?"), self.form)
        self.consultation = ConsultationField(known.consultation, self._around.today, self._consulted)
        words = _("Samråd med eleven, vårdnadshavarna och elevhälsan")
        if Party.GUARDIAN not in self._consulted:
            words = _("Samråd med eleven och elevhälsan")
        self._put(MissingField.CONSULTATION, words, self.consultation)
        self.investigator = QComboBox()
        self.investigator.setEditable(True)
        self.investigator.addItems([_words(each) for each in self._around.people])
        self.investigator.setCurrentText(_words(known.investigator) if known.investigator else "")
        self.investigator.editTextChanged.connect(lambda _text: self.changed.emit())
        self._put(MissingField.INVESTIGATOR, _("Utredare"), self.investigator, _("Namn, befattning."))
        self.due_on = DateField(name=_("Utredningen ska vara klar"))
        self.due_on.set_day(known.due_on)
        self._put(MissingField.DUE_ON, _("Utredningen ska vara klar"), self.due_on)
        self.special_support = yes_no(
            _("Utreds också särskilt stöd?"), known.special_support, self.changed.emit
        )
        self._put(MissingField.SPECIAL_SUPPORT, _("Utreds också särskilt stöd?"), self.special_support)
        self.support = SupportField(known.support_needed, known.support)
        self._put(MissingField.SUPPORT_NEEDED, _("Behövs stöd från huvudmannen?"), self.support)
        self.earlier_open = yes_no(_("Pågår en tidigare anmälan?"), known.earlier_open, self.changed.emit)
        self._put(MissingField.EARLIER_OPEN, _("Pågår en tidigare anmälan?"), self.earlier_open)
        for each in (self.due_on, self.consultation, self.support, self.stated):
            each.changed.connect(lambda *_told: self.changed.emit())

    def _optional_fields(self, known: Filled) -> None:
        self.actors = ActorsField(known.actors)
        self.actors.changed.connect(self.changed)
        self.free_text = GrowingText(lines=2, most=6)
        self.free_text.set_text(known.free_text)
        self.free_text.edited.connect(lambda _text: self.changed.emit())
        self.confirmed = QCheckBox(_("Jag har läst texten en gång till. Den kan skickas."))
        self.confirmed.hide()
        self.confirmed.toggled.connect(lambda _on: self.changed.emit())

    def _lay(self, prepared: Prepared) -> None:
        """What is missing in a card of its own; what is known, and what is optional, behind a button each."""
        missing = {field for need in prepared.missing for field in self.fields.get(need, [])}
        ask = Card(title=_("Det här behövs"))
        self._known, self._more = Card(), Card()
        if prepared.draft.pupil is not None and not prepared.draft.pupil.identity_number:
            self.identity = self._identity_field()
            ask.add(self.identity)
        for field in self._all():
            (ask if field in missing else self._known).add(field)
        self._more.add(Field(_("Redan i kontakt med"), self.actors, optional=True))
        self._more.add(
            Field(
                _("Kort upplysning"),
                self.free_text,
                _("Högst {count} tecken. Skriv aldrig varför, bara det som huvudmannen behöver veta.").format(
                    count=LONGEST
                ),
                optional=True,
            )
        )
        self._more.add(self.confirmed)
        known = len(self._all()) - len(missing)
        words = _("Ändra det som redan är ifyllt ({count})").format(count=known)
        self._known_button = quiet(words, "pencil")
        self._known_button.clicked.connect(lambda: self._show_known(self._known.isHidden()))
        self._more_button = quiet(_("Lägg till fler uppgifter (valfritt)"), "plus")
        self._more_button.clicked.connect(lambda: self._show_more(self._more.isHidden()))
        if missing or self.identity is not None:
            self._column.addWidget(ask)
        for button, card in ((self._known_button, self._known), (self._more_button, self._more)):
            self._column.addLayout(row(button))
            self._column.addWidget(card)
        self._known.hide()
        self._more.hide()

    def _show_known(self, on: bool) -> None:
        self._known.setVisible(on)

    def _show_more(self, on: bool) -> None:
        self._more.setVisible(on)

    def _line(self, text: str) -> QLineEdit:
        made = QLineEdit(text)
        made.textEdited.connect(lambda _text: self.changed.emit())
        return made

    def _put(self, need: MissingField, words: str, control: QWidget, help: str = "") -> Field:
        field = Field(words, control, help)
        self.fields.setdefault(need, []).append(field)
        return field

    def _identity_field(self) -> Field:
        """The pupil's number, where the vault has none; an anmälan can be made without."""
        help_ = _("Tio eller tolv siffror, samordningsnummer eller T-nummer. Lämna tomt om numret saknas.")
        return Field(_("Personnummer"), self._line(""), help_, optional=True)

    def _identity(self) -> Identity | None:
        try:
            return self._read_identity()
        except WrongIdentity:
            return None

    def _read_identity(self) -> Identity | None:
        """The number as written, None where nothing is; raises WrongIdentity."""
        control = self.identity.control if self.identity is not None else None
        written = control.text().strip() if isinstance(control, QLineEdit) else ""
        return parse_identity(written, AcademicYear.of(self._around.today).span.first) if written else None

    def _check_identity(self) -> bool:
        """Whether the number can be read; said at its field if not."""
        if self.identity is None:
            return True
        try:
            self._read_identity()
        except WrongIdentity as error:
            self.identity.say(wording.say(error))
            self.identity.control.setFocus()
            return False
        self.identity.clear()
        return True

    def _fill(self, line: QLineEdit, text: str) -> None:
        line.setText(text)
        self.changed.emit()

    def _all(self) -> list[Field]:
        return [field for fields in self.fields.values() for field in fields]

    def _official(self) -> Official | None:
        name, _comma, title = self.investigator.currentText().strip().partition(",")
        return Official(name.strip(), title.strip()) if name.strip() and title.strip() else None

    def _fault(self, field: Field) -> str:
        """What to write in a field that is asked for and holds nothing of use."""
        faults: dict[QWidget, Callable[[], str]] = {
            self.unit_code: lambda: "" if _digits(self.unit_code.text(), 8) else _("Skriv åtta siffror."),
            self.huvudman: lambda: "" if self.huvudman.text().strip() else _("Skriv huvudmannens namn."),
            self.huvudman_id: lambda: "" if _digits(self.huvudman_id.text(), 10) else _("Skriv tio siffror."),
            self.investigator: lambda: _("Skriv namn och befattning med komma emellan."),
            self.consultation: lambda: self.consultation.fault() or _("Svara för var och en."),
            self.stated: lambda: _("Skriv procent, period och varifrån uppgiften kommer."),
            self.due_on: lambda: self.due_on.fault() or _("Skriv vilken dag."),
        }
        wanted = faults.get(field.control)
        if wanted is not None:
            return wanted()
        return _("Skriv det här.") if isinstance(field.control, QLineEdit) else _("Välj ett svar.")


def _words(official: Official) -> str:
    return f"{official.name}, {official.title}"


def _digits(text: str, count: int) -> str:
    """The digits of a number of `count`, "" where it is no such number."""
    digits = text.replace("-", "").replace(" ", "")
    return digits if len(digits) == count and digits.isdecimal() else ""


def _chosen(value: object, kind: type[T]) -> T | None:
    return value if isinstance(value, kind) else None
