"""What the practice school's signed kartläggning holds besides answers: causes, what protects, samråd."""

from datetime import date
from uuid import UUID

from narvaro_desktop.domain.assessment.consultation import Consultation
from narvaro_desktop.domain.assessment.findings import Cause, CauseRole, Certainty, Protective
from narvaro_desktop.domain.terms import CauseCategory, ContactKind, Party
from narvaro_desktop.usecases.assessment import consultations, investigation_findings
from narvaro_desktop.usecases.work import Work

_DAY = date(2026, 9, 15)


def deepen(work: Work, case_id: UUID, begun: UUID) -> None:
    """Before it is signed: two causes, one thing that protects, and samråd with pupil and elevhälsa."""
    for finding in (
        Cause(
            CauseCategory.LEARNING_ENVIRONMENT, CauseRole.TRIGGERING, Certainty.LIKELY, "Ljud och trängsel."
        ),
        Cause(CauseCategory.PEERS, CauseRole.MAINTAINING, Certainty.GUESS),
        Protective("trusted_adult", "Skolbibliotekarien."),
    ):
        investigation_findings.add_finding(work, begun, finding)
    for party, words in (
        (Party.STUDENT, "Vill börja dagen i biblioteket."),
        (Party.HEALTH_TEAM, "Enas om lugn start och en vuxen att gå till."),
    ):
        consultations.hear(work, case_id, Consultation(party, True, ContactKind.MEETING, _DAY, words))
