"""A measure in its row and as a value, and what the absence was before and after it."""

from datetime import date

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.effect import Effect, effect, spans
from narvaro_desktop.domain.plan import Aim, Measure
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.store.tables import CaseRow, MeasureRow
from narvaro_desktop.usecases import attendance, settings
from narvaro_desktop.usecases.work import Work


def effect_of(work: Work, case: CaseRow, starts_on: date) -> Effect | None:
    """What the absence was before and after, for those who may see it."""
    state = attendance.data_state(work)
    calendar = settings.calendar(work)
    if state is None or not work.rules.rights.may(work.actor.role, Resource.ABSENCE, Action.READ):
        return None
    found = spans(calendar, starts_on)
    if found is None or found[1].last > state.until:
        return None
    number = case.student.number
    days = attendance.days_of(work, Span(found[0].first, found[1].last), [number]).get(number, [])
    return effect(days, calendar, starts_on, state.until, state.source)


def measure_of(row: MeasureRow) -> Measure:
    """The measure as it stands in its row."""
    aim = Aim(row.indicator, row.baseline, row.target) if row.indicator else None
    return Measure(
        title=row.title,
        goal=row.goal,
        level=row.level,
        legal_type=row.legal_type,
        responsible_role=row.responsible_role,
        responsible=row.responsible or "",
        starts_on=row.starts_on,
        follow_up_on=row.follow_up_on,
        aim=aim,
        student_view=row.student_view or "",
        guardian_view=row.guardian_view or "",
        support_programme=row.support_programme or "",
        catalogue=row.catalogue,
    )


def fill(row: MeasureRow, measure: Measure) -> None:
    """Put a measure that is complete in its row."""
    assert measure.responsible_role is not None and measure.starts_on and measure.follow_up_on
    row.catalogue, row.level, row.legal_type = measure.catalogue, measure.level, measure.legal_type
    row.title, row.goal = clean(measure.title).strip(), clean(measure.goal).strip()
    aim = measure.aim
    row.indicator = aim.indicator if aim else None
    row.baseline, row.target = (aim.baseline, aim.target) if aim else (None, None)
    row.student_view = clean(measure.student_view).strip() or None
    row.guardian_view = clean(measure.guardian_view).strip() or None
    row.responsible_role, row.responsible = measure.responsible_role, measure.responsible.strip() or None
    row.support_programme = measure.support_programme.strip() or None
    row.starts_on, row.follow_up_on = measure.starts_on, measure.follow_up_on
