"""A pupil's guardians where they are asked or told: what custody each has, and who decides by right of it.

Law: föräldrabalken 6 kap. 11 § (who has custody decides), 13 § (two have it together).
"""

from narvaro_desktop.domain.privacy_terms import Custody
from narvaro_desktop.i18n import _
from narvaro_desktop.store.tables import GuardianRow, StudentRow


def custody_words(guardian: GuardianRow) -> str:
    """*ensam vårdnad*, or that nothing is to be given out; "" where nothing has been said."""
    if guardian.withheld:
        return _("får inte få uppgifter")
    return "" if guardian.custody is None else guardian.custody.label


def deciding(student: StudentRow) -> tuple[GuardianRow, ...]:
    """Those whose yes is needed: who has sole custody, else all but who has none or is told nothing."""
    sole = tuple(one for one in student.guardians if one.custody is Custody.SOLE)
    return sole or tuple(one for one in student.guardians if is_told(one))


def is_told(guardian: GuardianRow) -> bool:
    """Whether the school tells and hears her as a vårdnadshavare."""
    return guardian.custody is not Custody.NONE and not guardian.withheld
