"""What is seen and what is put into the plan that a test stands on."""

from datetime import date, timedelta
from uuid import UUID

from narvaro_desktop.domain.planning.plan import Measure
from narvaro_desktop.domain.terms import LegalType, MeasureLevel, Role
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.planning import plans
from narvaro_desktop.usecases.planning.plans import PlanView


def kept(window: SchoolWindow, case_id: UUID) -> PlanView:
    with window.runner.office.work() as work:
        return plans.plan(work, case_id)


def add(window: SchoolWindow, case_id: UUID, today: date, late: int = 0) -> UUID:
    measure = Measure(
        "Utse en vuxen som eleven kan gå till", "Två besök i veckan.", MeasureLevel.STUDENT,
        LegalType.PRACTICAL, Role.MENTOR, "Mentor Al", today - timedelta(days=20),
        today + timedelta(days=14 if not late else -late),
    )  # fmt: skip
    with window.runner.office.work() as work:
        return plans.add_measure(work, case_id, measure).value
