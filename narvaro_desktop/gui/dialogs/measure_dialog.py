"""A measure is written or changed: picked from the catalogue or in one's own words."""

from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from narvaro_desktop.domain.case_terms import Indicator, MeasureNeed
from narvaro_desktop.domain.catalogue import Entry
from narvaro_desktop.domain.plan import Aim, Measure, hints, measure_needs, needs_support_programme
from narvaro_desktop.domain.terms import LegalType, MeasureLevel, Role, Term
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.pages.tick import Tick
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import catalogue, plans
from narvaro_desktop.usecases.plan_measures import MeasureView
from narvaro_desktop.usecases.plans import PlanView

T = TypeVar("T", bound=Term)
_HIGH, _AROUND = 470, 220
_RESPONSIBLE = (
    Role.MENTOR, Role.SUBJECT_TEACHER, Role.COUNSELLOR, Role.SPECIAL_EDUCATOR, Role.SPECIAL_TEACHER,
    Role.SCHOOL_NURSE, Role.SCHOOL_PSYCHOLOGIST, Role.ATTENDANCE_COACH, Role.CAREER_COUNSELLOR,
    Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL,
)  # fmt: skip


class MeasureDialog(ActDialog):
    """`changing` is the measure to write anew; without it a new one is added."""

    def __init__(
        self, parent: QWidget, runner: Runner, plan: PlanView, changing: MeasureView | None = None
    ) -> None:
        title = _("Ändra åtgärden?") if changing else _("Ny åtgärd")
        verb = _("Spara ändringen") if changing else _("Lägg till")
        super().__init__(parent, runner, title, "", verb, wide=True)
        self._plan, self._changing = plan, changing
        self._entries = catalogue.proposed(plan.step)
        self._picked: str | None = changing.measure.catalogue if changing else None
        self._make_fields()
        self._lay()
        self._fill(changing.measure if changing else _fresh(plan.today, runner.office.rules.days.follow_up))
        for box in (self.level, self.legal_type, self.indicator):
            box.currentIndexChanged.connect(self._look)
        for text in (self.title_edit, self.now, self.goal_value, self.reference):
            text.textChanged.connect(self._look)
        for each in (self.starts_on.edit, self.follow_up_on.edit):
            each.textChanged.connect(self._look)
        self.student_view.textChanged.connect(self._look)
        self.guardian_view.textChanged.connect(self._look)
        self.picker.activated.connect(self._pick)
        self._look()

    def measure(self) -> Measure:
        """What has been filled in."""
        aim = None
        if isinstance(indicator := self.indicator.currentData(), Indicator):
            aim = Aim(indicator, _number(self.now.text()), _number(self.goal_value.text()))
        return Measure(
            title=self.title_edit.text().strip(),
            goal=self.goal.text().strip(),
            level=self.level.currentData(),
            legal_type=self.legal_type.currentData(),
            responsible_role=self.role.currentData(),
            responsible=self.responsible.text().strip(),
            starts_on=self.starts_on.day(),
            follow_up_on=self.follow_up_on.day(),
            aim=aim,
            student_view=self.student_view.text().strip(),
            guardian_view=self.guardian_view.text().strip(),
            support_programme=self.reference.text().strip(),
            catalogue=self._picked,
        )

    def wish(self) -> Wish | None:
        measure = self.measure()
        self._say(measure)
        if not self.form.check():
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
        self.indicator = _choice(Indicator, _("Inget mått valt"))
        self.now, self.goal_value = QLineEdit(), QLineEdit()
        self.level, self.legal_type = _choice(MeasureLevel), _choice(LegalType)
        self.reference = QLineEdit()
        self.role, self.responsible = _box(), QLineEdit()
        for role in _RESPONSIBLE:
            self.role.addItem(role.label[:1].upper() + role.label[1:], role)
        self.starts_on, self.follow_up_on = DateField(), DateField()
        self.student_view, self.guardian_view = GrowingText(lines=2, most=6), GrowingText(lines=2, most=6)
        self._hints = label("", "caption2", wrap=True)
        self._conditions = label("", "caption2", wrap=True)
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
        self._start_field = form.add(Field(_("Från och med"), self.starts_on))
        self._follow_field = form.add(Field(_("Följs upp"), self.follow_up_on))
        form.add(Field(_("Elevens syn på åtgärden"), self.student_view, optional=True))
        form.add(Field(_("Vårdnadshavarnas syn på åtgärden"), self.guardian_view, optional=True))
        form.add(Field(_("Var åtgärden sätts in"), self.level))
        form.add(Field(_("Slag av stöd"), self.legal_type))
        help = _("Särskilt stöd kräver åtgärdsprogram. Skriv dess nummer eller datum.")
        self._reference_field = form.add(Field(_("Åtgärdsprogram"), self.reference, help, optional=True))
        form.add(Field(_("Hur ni ser att det blir bättre"), self.indicator, optional=True))
        self._now_field = form.add(Field(_("Värde nu"), self.now, optional=True))
        self._target_field = form.add(Field(_("Värde att nå"), self.goal_value, optional=True))
        self.add(form)
        self.add(self._hints)
        for tick in self.duties.values():
            self.add(tick)

    def _conditions_field(self) -> Field:
        self._conditions_row = Field("", self._conditions)
        self._conditions_row.hide()
        return self._conditions_row

    def _fill(self, measure: Measure) -> None:
        self.title_edit.setText(measure.title)
        self.goal.set_text(measure.goal)
        _select(self.level, measure.level)
        _select(self.legal_type, measure.legal_type)
        _select(self.role, measure.responsible_role)
        self.responsible.setText(measure.responsible)
        self.starts_on.set_day(measure.starts_on)
        self.follow_up_on.set_day(measure.follow_up_on)
        self.student_view.set_text(measure.student_view)
        self.guardian_view.set_text(measure.guardian_view)
        self.reference.setText(measure.support_programme)
        aim = measure.aim
        _select(self.indicator, aim.indicator if aim else None)
        self.now.setText("" if aim is None or aim.baseline is None else str(aim.baseline))
        self.goal_value.setText("" if aim is None or aim.target is None else str(aim.target))

    def _pick(self, _place: int) -> None:
        entry = self.picker.currentData()
        self._picked = entry.key if isinstance(entry, Entry) else None
        self._conditions_row.setVisible(bool(isinstance(entry, Entry) and entry.conditions))
        if not isinstance(entry, Entry):
            return
        if entry.conditions:
            needs = ", ".join(condition.label for condition in entry.conditions)
            self._conditions.setText(_("Innan den kan börja behövs: {needs}.").format(needs=needs))
        self.title_edit.setText(entry.title)
        self.goal.set_text(entry.goal)
        _select(self.level, entry.level)
        _select(self.legal_type, entry.legal_type)
        _select(self.role, entry.responsible)
        start = self.starts_on.day() or self._plan.today
        self.follow_up_on.set_day(start + timedelta(days=entry.follow_up_days))
        self._look()

    def _look(self) -> None:
        """What depends on the rest: the reference, the numbers, and friendly questions."""
        measure = self.measure()
        special = measure.legal_type is LegalType.SPECIAL_SUPPORT
        self._reference_field.setVisible(special)
        for field in (self._now_field, self._target_field):
            field.setVisible(measure.aim is not None)
        said = [hint.label for hint in hints(measure)] if measure.title else []
        if needs_support_programme(measure):
            said.insert(0, _("Särskilt stöd kräver åtgärdsprogram."))
        self._hints.setText("\n".join(said))
        self._hints.setVisible(bool(said))

    def _say(self, measure: Measure) -> None:
        """What is lacking, at its field."""
        needs = set(measure_needs(measure))
        after = MeasureNeed.FOLLOW_UP_AFTER_START in needs
        late = _("Välj en dag som ligger efter starten.") if after else ""
        for field, need, words in (
            (self._title_field, MeasureNeed.TITLE, _("Skriv vad som ska göras.")),
            (self._goal_field, MeasureNeed.GOAL, _("Skriv målet. En mening räcker.")),
            (self._role_field, MeasureNeed.RESPONSIBLE, _("Välj vem som ansvarar.")),
            (self._start_field, MeasureNeed.STARTS_ON, _("Skriv datum som 2026-10-05.")),
            (self._follow_field, MeasureNeed.FOLLOW_UP_ON, _("Välj en dag då ni följer upp.")),
        ):
            field.say(words if need in needs else "")
        if late:
            self._follow_field.say(late)


def _fresh(today: date, days: int) -> Measure:
    return Measure(
        title="", goal="", level=MeasureLevel.STUDENT, legal_type=LegalType.PRACTICAL,
        responsible_role=Role.MENTOR, starts_on=today, follow_up_on=today + timedelta(days=days),
    )  # fmt: skip


def _box() -> QComboBox:
    """A list as wide as its room, not as its longest words."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)
    return box


def _choice(terms: type[T], nothing: str = "") -> QComboBox:
    box = _box()
    if nothing:
        box.addItem(nothing, None)
    for term in terms:
        box.addItem(term.label[:1].upper() + term.label[1:], term)
    return box


def _select(box: QComboBox, wanted: object) -> None:
    place = next((each for each in range(box.count()) if box.itemData(each) == wanted), 0)
    box.setCurrentIndex(place)


def _number(text: str) -> int | None:
    return int(text) if text.strip().isdecimal() else None
