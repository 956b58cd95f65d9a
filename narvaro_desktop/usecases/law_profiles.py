"""Where the law differs: by school form, by the pupil's age, and by who runs the school."""

from narvaro_desktop.domain.identity import Identity
from narvaro_desktop.domain.law_profile import LawProfile, law_profile
from narvaro_desktop.domain.terms import SchoolForm
from narvaro_desktop.store.tables import StudentRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.work import Work


def secrecy(work: Work) -> str:
    """The line of papers that says which secrecy holds: OSL, or tystnadsplikt at a fristående school."""
    governance = settings.profile(work).governance
    return str(work.rules.law_profiles["governance"][governance.key]["secrecy"])


def notifies_by_choice(work: Work, form: SchoolForm) -> bool:
    """Whether the law leaves it to the school if an utredning is notified to the huvudman."""
    found = next(one for one in work.rules.law_profiles["school_forms"] if form.key in one["school_forms"])
    return bool(found["notification"] == "optional")


def of(work: Work, student: StudentRow) -> LawProfile:
    """What holds for the pupil today."""
    born = Identity(student.identity_type, student.identity_number or "").born
    governance = settings.profile(work).governance
    return law_profile(work.rules.law_profiles, student.school_form, governance, born, work.today)
