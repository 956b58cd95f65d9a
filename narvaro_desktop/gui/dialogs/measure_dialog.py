"""A measure is written or changed: what, who, goal and when it is followed up; the rest behind one button."""

from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop.domain.case_terms import CatalogueCategory, MeasureNeed
from narvaro_desktop.domain.planning.catalogue import Entry
from narvaro_desktop.domain.planning.plan import Measure, hints, measure_needs, needs_support_programme
from narvaro_desktop.domain.terms import LegalType, MeasureLevel, Role, Term
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.aim_fields import AimFields
from narvaro_desktop.gui.role_words import role_title
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.more import More
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.planning import catalogue, plans
from narvaro_desktop.usecases.planning.plan_measures import MeasureView
from narvaro_desktop.usecases.planning.plans import PlanView

T = TypeVar("T", bound=Term)
_RESPONSIBLE = (
    Role.MENTOR, Role.SUBJECT_TEACHER, Role.COUNSELLOR, Role.SPECIAL_EDUCATOR, Role.SPECIAL_TEACHER,
    Role.SCHOOL_NURSE, Role.SCHOOL_PSYCHOLOGIST, Role.ATTENDANCE_COACH, Role.CAREER_COUNSELLOR,
    Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL,
)  # fmt: skip
_BEHIND = (MeasureNeed.STARTS_ON, MeasureNeed.END_AFTER_START, MeasureNeed.ON_SCALE)
"""What may lack in fields that lie behind the button."""


class MeasureDialog(ActDialog):
    """`changing` is the measure to write anew; without it a new one is added."""

    def __init__(
        self, parent: QWidget, runner: Runner, plan: PlanView, changing: MeasureView | None = None
    ) -> None:
        title = _("Ändra åtgärden?") if changing else _("Ny åtgärd")
        verb = _("Spara ändringen") if changing else _("Lägg till")
        super().__init__(parent, runner, title, "", verb, wide=True)
        self._plan, self._changing = plan, changing
        self._entries = catalogue.proposed(plan.step, runner.office.rules.pack.catalogue)
        self._picked: str | None = changing.measure.catalogue if changing else None
        self._category: CatalogueCategory | None = changing.measure.category if changing else None
        self._make_fields()
        self._lay()
        self._fill(changing.measure if changing else _fresh(plan.today, runner.office.rules.days.follow_up))
        self._listen()
        self._look()
        (self.goal if changing else self.picker).setFocus()
        self.keep_typed(
            "measure",
            changing.id if changing else plan.case_id,
            goal=self.goal,
            description=self.description,
            student=self.student_view,
            guardian=self.guardian_view,
        )

    def measure(self) -> Measure:
        """What has been filled in."""
        return Measure(
            title=self.title_edit.text().strip(),
            goal=self.goal.text().strip(),
            level=self.level.currentData(),
            legal_type=self.legal_type.currentData(),
            responsible_role=self.role.currentData(),
            responsible=self.responsible.text().strip(),
            starts_on=self.starts_on.day(),
            follow_up_on=self.follow_up_on.day(),
            aim=self.aim.aim(),
            student_view=self.student_view.text().strip(),
            guardian_view=self.guardian_view.text().strip(),
            support_programme=self.reference.text().strip(),
            catalogue=self._picked,
            category=self._category,
            description=self.description.text().strip(),
            answers_to=self.answers_to.currentText().strip(),
            co_actors=self.co_actors.text().strip(),
            planned_end=self.planned_end.day(),
            resource=self.resource.text().strip(),
        )

    def wish(self) -> Wish | None:
        measure = self.measure()
        self._say(measure)
        if not self.form.check() or not self.rest.check():
            return None
        if self._changing is not None:
            return partial(plans.change_measure, measure_id=self._changing.id, measure=measure)
        done = tuple(key for key, box in self.duties.items() if box.is_on())
        return partial(plans.add_measure, case_id=self._plan.case_id, measure=measure, done=done)

    def _make_fields(self) -> None:
        self.picker = _box()
        self.picker.addItem(_("Egna ord"), None)
        for entry in self._entries:
            self.picker.addItem(entry.title, entry)
        self.title_edit, self.goal = QLineEdit(), GrowingText(lines=2, most=6)
        self.aim = AimFields(self)
        self.level, self.legal_type = _choice(MeasureLevel), _choice(LegalType)
        self.reference, self.co_actors, self.resource = QLineEdit(), QLineEdit(), QLineEdit()
        self.role, self.responsible = _box(), QLineEdit()
        for role in _RESPONSIBLE:
            self.role.addItem(role_title(role), role)
        self.starts_on, self.follow_up_on, self.planned_end = DateField(), DateField(), DateField()
        self.student_view, self.guardian_view = GrowingText(lines=2, most=6), GrowingText(lines=2, most=6)
        self.description, self.answers_to = GrowingText(lines=2, most=8), _box()
        self.answers_to.setEditable(True)
        self.answers_to.addItems(["", *self._plan.causes])
        self._hints = label("", "caption2", wrap=True)
        self._conditions = label("", "caption2", wrap=True)
        self._programme = MessageBar(closable=False)
        words = _("Markera som gjort på trappan: {duty}")
        lines = () if self._changing else self._plan.duties
        self.duties = {line.duty.key: Tick(words.format(duty=line.duty.text), True) for line in lines}

    def _lay(self) -> None:
        self.form = form = Form()
        form.add(Field(_("Ur katalogen"), self.picker, optional=True))
        form.add(self._conditions_field())
        self._title_field = form.add(Field(_("Vad ska göras?"), self.title_edit))
        self._goal_field = form.add(Field(_("Mål"), self.goal, _("Vad ska ha blivit annorlunda för eleven?")))
        self._role_field = form.add(Field(_("Ansvarig"), self.role))
        form.add(Field(_("Vem"), self.responsible, optional=True))
        self._follow_field = form.add(Field(_("Följs upp"), self.follow_up_on))
        self.add(form)
        self.add(self._programme)
        self.more = More(_("Fler uppgifter"), _("Färre uppgifter"), self._behind())
        self.add(self.more)
        for tick in self.duties.values():
            self.add(tick)

    def _behind(self) -> QWidget:
        """What a measure may also say; all of it has a value to begin with, or none."""
        self.rest = rest = Form()
        self._start_field = rest.add(Field(_("Från och med"), self.starts_on))
        self._end_field = rest.add(Field(_("Till och med"), self.planned_end, optional=True))
        for field in self.aim.fields():
            rest.add(field)
        rest.add(Field(_("Elevens syn på åtgärden"), self.student_view, optional=True))
        rest.add(Field(_("Vårdnadshavarnas syn på åtgärden"), self.guardian_view, optional=True))
        rest.add(Field(_("Var åtgärden sätts in"), self.level))
        rest.add(Field(_("Slag av stöd"), self.legal_type))
        help = _("Nummer eller datum på åtgärdsprogrammet, när det finns.")
        self._reference_field = rest.add(Field(_("Åtgärdsprogram"), self.reference, help, optional=True))
        rest.add(Field(_("Så här går det till"), self.description, optional=True))
        help = _("Behovet eller orsaken i kartläggningen.")
        rest.add(Field(_("Svarar mot"), self.answers_to, help, optional=True))
        rest.add(Field(_("Tillsammans med"), self.co_actors, optional=True))
        help = _("Till exempel: speciallärare två timmar i veckan, beslutat av rektor.")
        rest.add(Field(_("Resurs som har beslutats"), self.resource, help, optional=True))
        inside = QWidget()
        column = QVBoxLayout(inside)
        theme.space(column, gap=12)
        column.addWidget(rest)
        column.addWidget(self._hints)
        return inside

    def _conditions_field(self) -> Field:
        self._conditions_row = Field("", self._conditions)
        self._conditions_row.hide()
        return self._conditions_row

    def _listen(self) -> None:
        for box in (self.level, self.legal_type):
            box.currentIndexChanged.connect(self._look)
        for each in (self.title_edit, self.reference, self.starts_on.edit, self.follow_up_on.edit):
            each.textChanged.connect(self._look)
        for text in (self.student_view, self.guardian_view):
            text.textChanged.connect(self._look)
        self.aim.changed.connect(self._look)
        self.picker.activated.connect(self._pick)

    def _fill(self, measure: Measure) -> None:
        self.title_edit.setText(measure.title)
        self.goal.set_text(measure.goal)
        _select(self.level, measure.level)
        _select(self.legal_type, measure.legal_type)
        _select(self.role, measure.responsible_role)
        self.responsible.setText(measure.responsible)
        self.starts_on.set_day(measure.starts_on)
        self.follow_up_on.set_day(measure.follow_up_on)
        self.planned_end.set_day(measure.planned_end)
        self.student_view.set_text(measure.student_view)
        self.guardian_view.set_text(measure.guardian_view)
        self.reference.setText(measure.support_programme)
        self.description.set_text(measure.description)
        self.answers_to.setCurrentText(measure.answers_to)
        self.co_actors.setText(measure.co_actors)
        self.resource.setText(measure.resource)
        self.aim.set_aim(measure.aim)

    def _pick(self, _place: int) -> None:
        entry = self.picker.currentData()
        self._picked = entry.key if isinstance(entry, Entry) else None
        self._category = entry.category if isinstance(entry, Entry) else None
        self._conditions_row.setVisible(bool(isinstance(entry, Entry) and entry.conditions))
        if not isinstance(entry, Entry):
            return
        if entry.conditions:
            needs = ", ".join(condition.label for condition in entry.conditions)
            words = _("Innan den kan börja behövs: {needs}. Det som saknas blir uppgifter i ärendet.")
            self._conditions.setText(words.format(needs=needs))
        self.title_edit.setText(entry.title)
        self.goal.set_text(entry.goal)
        self.description.set_text(entry.description)
        _select(self.level, entry.level)
        _select(self.legal_type, entry.legal_type)
        _select(self.role, entry.responsible)
        start = self.starts_on.day() or self._plan.today
        self.follow_up_on.set_day(days.ahead(start, entry.follow_up_days))
        self._look()

    def _look(self) -> None:
        """What depends on the rest: the reference, and friendly questions."""
        measure = self.measure()
        self._reference_field.setVisible(measure.legal_type is LegalType.SPECIAL_SUPPORT)
        said = [hint.label for hint in hints(measure)] if measure.title else []
        self._hints.setText("\n".join(said))
        self._hints.setVisible(bool(said))
        if needs_support_programme(measure):
            self._programme.say("warn", _("Särskilt stöd kräver åtgärdsprogram."))
        else:
            self._programme.close_bar()

    def _say(self, measure: Measure) -> None:
        """What is lacking, at its field; the button unfolds where the field lies behind it."""
        needs = set(measure_needs(measure))
        for field, wanted, words in (
            (self._title_field, MeasureNeed.TITLE, _("Skriv vad som ska göras.")),
            (self._goal_field, MeasureNeed.GOAL, _("Skriv målet. En mening räcker.")),
            (self._role_field, MeasureNeed.RESPONSIBLE, _("Välj vem som ansvarar.")),
            (self._follow_field, MeasureNeed.FOLLOW_UP_ON, _("Välj en dag då ni följer upp.")),
            (self._start_field, MeasureNeed.STARTS_ON, _("Skriv datum som 2026-10-05.")),
            (self._end_field, MeasureNeed.END_AFTER_START, _("Välj en dag som ligger efter starten.")),
            (self.aim.value_field, MeasureNeed.ON_SCALE, _("Skriv ett värde som finns på skalan.")),
        ):
            field.say(words if wanted in needs else "")
        if MeasureNeed.FOLLOW_UP_AFTER_START in needs:
            self._follow_field.say(_("Välj en dag som ligger efter starten."))
        if needs & set(_BEHIND):
            self.more.unfold()


def _fresh(today: date, count: int) -> Measure:
    return Measure(
        title="", goal="", level=MeasureLevel.STUDENT, legal_type=LegalType.PRACTICAL,
        responsible_role=Role.MENTOR, starts_on=today, follow_up_on=days.ahead(today, count),
    )  # fmt: skip


def _box() -> QComboBox:
    """A list as wide as its room, not as its longest words."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)
    return box


def _choice(terms: type[T]) -> QComboBox:
    box = _box()
    for term in terms:
        box.addItem(term.label[:1].upper() + term.label[1:], term)
    return box


def _select(box: QComboBox, wanted: object) -> None:
    place = next((each for each in range(box.count()) if box.itemData(each) == wanted), 0)
    box.setCurrentIndex(place)
