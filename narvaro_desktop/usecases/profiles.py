"""Where the law differs: by school form, by the pupil's age, and by who runs the school."""

from narvaro_desktop.domain.identity import Identity
from narvaro_desktop.domain.law_profile import LawProfile, law_profile
from narvaro_desktop.store.tables import StudentRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.work import Work


def of(work: Work, student: StudentRow) -> LawProfile:
    """What holds for the pupil today."""
    born = Identity(student.identity_type, student.identity_number or "").born
    governance = settings.profile(work).governance
    return law_profile(work.rules.law_profiles, student.school_form, governance, born, work.today)
