"""Samples of what tells the huvudman: an anmälan, what it says, and what follows it."""

import json
from datetime import date
from typing import Any

from narvaro_desktop.documents import (
    dispatch,
    eservice_sheet,
    notification_paper,
)
from narvaro_desktop.domain import law
from narvaro_desktop.domain.case_terms import ExternalActor
from narvaro_desktop.domain.deciding import disclosure
from narvaro_desktop.domain.deciding import notification as facts
from narvaro_desktop.domain.terms import (
    AbsenceForm,
    CompulsorySchooling,
    ConsultationStatus,
    IdentityType,
    OfferedSupport,
    Party,
    SchoolForm,
)
from narvaro_desktop.paths import resource
from tests.documents.case_samples import CASE

DRAFT = facts.Draft(
    case_number=CASE,
    pupil=facts.Pupil("Alma", "Blåbärsskog", IdentityType.PERSONNUMMER, "20130412-2385"),
    school_unit=facts.Organisation("12345678", "Ekbackens skola"),
    provider=facts.Organisation("2120000000", "Almstads kommun"),
    school_form=SchoolForm.COMPULSORY,
    school_year=7,
    home_municipality="Almstads kommun",
    compulsory_schooling=CompulsorySchooling.YES,
    decided_on=date(2026, 10, 5),
    decided_by=facts.Official("Rut Granbarr", "rektor"),
    due_on=date(2026, 11, 2),
    absence=facts.AbsenceFacts(
        date(2026, 9, 7), date(2026, 10, 2), facts.Minutes(5400, 5130, 3899, 936, 295, 0),
        date(2026, 10, 2), date(2026, 9, 28),
    ),
    form=AbsenceForm.REPEATED,
    consultation={
        Party.STUDENT: facts.Consultation(ConsultationStatus.STARTED, date(2026, 9, 30)),
        Party.GUARDIAN: facts.Consultation(ConsultationStatus.PLANNED, date(2026, 10, 7)),
        Party.HEALTH_TEAM: facts.Consultation(ConsultationStatus.STARTED, date(2026, 9, 29)),
    },
    investigator=facts.Official("Kim Ekorrstig", "kurator"),
    special_support=True,
    support_needed=True,
    support=(OfferedSupport.GUIDANCE, OfferedSupport.JOINT_MEETING),
    contact="Rektors expedition, växel 08-000 00 00",
    earlier_open=False,
    ladder_step=3,
    actors={ExternalActor.PSYCHIATRY: True},
    free_text="Skolan har redan prövat senare skolstart. Vi önskar ett gemensamt möte före höstlovet.",
)  # fmt: skip


def document(**changes: Any) -> dict[str, Any]:
    """notification.json of the sample, as the domain builds it."""
    values = {name: getattr(DRAFT, name) for name in DRAFT.__dataclass_fields__}
    return facts.build(facts.Draft(**(values | changes)), ())


def as_json(contents: dict[str, Any]) -> bytes:
    return json.dumps(contents, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


LAW = law.law_book(json.loads(resource("law", "law.json").read_text(encoding="utf-8"))).at(
    "skollagen-7-19a", date(2026, 10, 5)
)
FORM = notification_paper.from_json(document())
ESERVICE = eservice_sheet.from_notification(FORM, "Almstads kommuns e-tjänst")
DISPATCH = dispatch.DispatchPaper(
    "n2", "Resultat av utredningen", CASE, "Ekbackens skola", "Almstads kommun", disclosure.sent(document())
)
