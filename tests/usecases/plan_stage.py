"""A measure that is complete, and what the tests of plans put in and look at."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from narvaro_desktop.domain.case_terms import Indicator
from narvaro_desktop.domain.planning.plan import (
    Aim,
    Measure,
)
from narvaro_desktop.domain.terms import LegalType, MeasureLevel, Role
from narvaro_desktop.usecases.planning import plans
from narvaro_desktop.usecases.planning.plans import PlanView
from narvaro_desktop.usecases.work import Office

DAY = timedelta(days=1)


def measure(today: date, **other: object) -> Measure:
    whole = Measure(
        title="En vuxen möter eleven vid ankomsten",
        goal="Eleven kommer in fyra morgnar av fem.",
        level=MeasureLevel.STUDENT,
        legal_type=LegalType.PRACTICAL,
        responsible_role=Role.MENTOR,
        responsible="Mentor Al",
        starts_on=today,
        follow_up_on=today + 14 * DAY,
        aim=Aim(Indicator.ATTENDANCE, 60, 70),
        student_view="Bra, om det är samma vuxen.",
    )
    return replace(whole, **other)  # type: ignore[arg-type]


def add(office: Office, case_id: UUID, one: Measure) -> UUID:
    with office.work() as work:
        return plans.add_measure(work, case_id, one).value


def shown(office: Office, case_id: UUID) -> PlanView:
    with office.work() as work:
        return plans.plan(work, case_id)
