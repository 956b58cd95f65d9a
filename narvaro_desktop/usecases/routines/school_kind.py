"""Which school form pupils usually have, and who runs the school: what the law asks for follows from both."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import Governance, SchoolForm
from narvaro_desktop.store.tables import StudentRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.work import Area, Changes, Work

CHANGED: Final[Changes] = frozenset({Area.SETTINGS, Area.STUDENTS, Area.CASES})
_FORM: Final = "school_form"


@dataclass(frozen=True, slots=True)
class SchoolKind:
    """`form` is the usual one; a pupil may have another."""

    form: SchoolForm
    governance: Governance
    may_change: bool


def kind(work: Work) -> SchoolKind:
    """What has been chosen; a municipal grundskola until somebody has."""
    may = work.rules.rights.may(work.actor.role, Resource.KEY, Action.READ)
    return SchoolKind(usual_form(work), settings.profile(work).governance, may)


def usual_form(work: Work) -> SchoolForm:
    return SchoolForm.of(settings.read(work.session, _FORM, SchoolForm.COMPULSORY.key))


def form_of(work: Work, school_year: int | None) -> SchoolForm:
    """The school form of a pupil who is added."""
    usual = usual_form(work)
    return SchoolForm.PRESCHOOL_CLASS if school_year == 0 and not usual.is_upper_secondary else usual


def choose(work: Work, form: SchoolForm, governance: Governance) -> Changes:
    """Remember both; pupils who have had the usual form so far get the new one."""
    before = usual_form(work)
    changes = settings.correct(work, **{_FORM: form.key, "governance": governance.key})
    if form is before:
        return CHANGED | changes
    moved = {before, SchoolForm.PRESCHOOL_CLASS} if form.is_upper_secondary else {before}
    for row in work.session.scalars(select(StudentRow).where(StudentRow.school_form.in_(moved))):
        row.school_form = form_of(work, row.school_year)
    return CHANGED | changes
