"""What the anmälan says, line for line: `notification.json` turned into the words that are printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from narvaro_desktop.documents import swedish
from narvaro_desktop.domain.case_terms import ExternalActor
from narvaro_desktop.domain.terms import (
    AbsenceForm,
    CompulsorySchooling,
    ConsultationStatus,
    OfferedSupport,
    SchoolForm,
    Term,
)

_IDENTITY = {
    "personnummer": "Personnummer",
    "samordningsnummer": "Samordningsnummer",
    "T": "T-nummer",
    "TF": "TF-nummer",
}
_WHOLE: Final = 12
"""Characters of a number with its century, which is read as ÅÅÅÅMMDD-NNNN."""


@dataclass(frozen=True, slots=True)
class Consultation:
    """With whom, how far it has come, and on which day."""

    party: str
    status: str
    day: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes planned, minutes reported, and valid and invalid absence in what was reported."""

    offered: int
    reported: int
    valid: int
    invalid: int

    @property
    def absent(self) -> int:
        return self.valid + self.invalid


@dataclass(frozen=True, slots=True)
class NotificationPaper:
    """Every line of the anmälan as it is printed; `minutes` is None where a share is `stated`."""

    case_id: str
    school: str
    school_code: str
    provider: str
    student: str
    identity: tuple[str, str] | None
    schooling: tuple[tuple[str, str], ...]
    decision: tuple[tuple[str, str], ...]
    period: tuple[tuple[str, str], ...]
    minutes: Minutes | None
    stated: str
    consultations: tuple[Consultation, ...]
    support: tuple[tuple[str, str], ...]
    free_text: str
    contact: str


def from_json(facts: Mapping[str, Any]) -> NotificationPaper:
    """The paper that says what `notification.json` (schema narvaro/notification/1) says."""
    student, absence = facts.get("student"), facts["absence"]
    return NotificationPaper(
        case_id=facts["caseId"],
        school=facts["schoolUnit"]["displayName"],
        school_code=facts["schoolUnit"]["schoolUnitCode"],
        provider=facts["provider"]["displayName"],
        student=f"{student['givenName']} {student['familyName']}" if student else "",
        identity=_identity(student) if student else None,
        schooling=_schooling(facts),
        decision=_decision(facts),
        period=_period(absence),
        minutes=_minutes(absence),
        stated=_stated(absence),
        consultations=_consultations(facts["consultation"]),
        support=_support(facts),
        free_text=facts.get("freeText", ""),
        contact=facts["contact"],
    )


def total_share(document: Mapping[str, Any]) -> str:
    """The total absence of a notification document in one share, "" where it says nothing yet."""
    absence = document.get("absence", {})
    if "stated" in absence:
        return swedish.tenths(absence["stated"]["tenths"])
    minutes = _minutes(absence) if "reportedSum" in absence else None
    return swedish.share(minutes.absent, minutes.reported) if minutes and minutes.reported else ""


def _identity(student: Mapping[str, Any]) -> tuple[str, str] | None:
    if not student.get("identityNumber"):
        return None
    number = student["identityNumber"]
    if len(number) == _WHOLE and "-" not in number:
        number = f"{number[:8]}-{number[8:]}"
    return _IDENTITY.get(student["identityType"], "Annat nummer"), number


def _schooling(facts: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return (
        ("Skolform och årskurs", _schooling_words(facts["schoolType"], facts["schoolYear"])),
        ("Hemkommun", facts["homeMunicipality"]["displayName"]),
        ("Skolplikt", _word(CompulsorySchooling, facts["compulsorySchooling"])),
        ("Tidigare anmälan pågår", _yes_no(facts["earlierNotificationOpen"])),
    )  # fmt: skip


def _decision(facts: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    decision = facts["decision"]
    lines = [("Utredning inledd", decision["decidedOn"])]
    if "registeredOn" in decision:
        lines.append(("Antecknat", decision["registeredOn"]))
    lines += [
        ("Beslutat av", _person(decision["decidedBy"])),
        ("Utredare", _person(facts["investigator"])),
        ("Beräknas vara klar", decision["dueOn"]),
        ("Utredning om särskilt stöd", _yes_no(facts["specialSupportInquiry"])),
    ]
    return tuple(lines)


def _period(absence: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    first, last = date.fromisoformat(absence["startDate"]), date.fromisoformat(absence["endDate"])
    lines = [
        ("Period", swedish.span(first, last)),
        ("Frånvarons form", _word(AbsenceForm, absence["form"])),
    ]
    if "dataDate" in absence:
        lines.append(("Uppgifter t.o.m.", absence["dataDate"]))
    if "firstReachedOn" in absence:
        lines.append(("Gränsen nåddes första gången", absence["firstReachedOn"]))
    return tuple(lines)


def _minutes(absence: Mapping[str, Any]) -> Minutes | None:
    if "stated" in absence:
        return None
    sums = ("offeredSum", "reportedSum", "validAbsenceSum", "invalidAbsenceSum")
    return Minutes(*(absence[key] for key in sums))


def _stated(absence: Mapping[str, Any]) -> str:
    if "stated" not in absence:
        return ""
    stated = absence["stated"]
    return f"{swedish.tenths(stated['tenths'])} enligt skolans uppgift (källa: {stated['source']})"


def _consultations(facts: Mapping[str, Any]) -> tuple[Consultation, ...]:
    parties = (("student", "Elev"), ("guardian", "Vårdnadshavare"), ("healthTeam", "Elevhälsa"))
    return tuple(
        Consultation(name, _word(ConsultationStatus, facts[key]["status"]), facts[key].get("date", "–"))
        for key, name in parties
        if key in facts
    )


def _support(facts: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    kinds = [_word(OfferedSupport, key).lower() for key in facts["supportNeeded"]["codes"]]
    needed = _yes_no(facts["supportNeeded"]["needed"])
    lines = [("Behov av stöd från huvudmannen", f"{needed}: {', '.join(kinds)}" if kinds else needed)]
    if "ladderStep" in facts:
        lines.append(("Steg på närvarotrappan", str(facts["ladderStep"])))
    actors = facts.get("externalActors", {})
    if actors:
        said = [f"{_first_upper(actor.swedish)}: {_yes_no(actors[actor.key]).lower()}"
                for actor in ExternalActor if actor.key in actors]  # fmt: skip
        lines.append(("Kontakt finns redan med", "\n".join(said)))
    return tuple(lines)


def _person(official: Mapping[str, str]) -> str:
    """`Rut Granbarr, rektor`."""
    return ", ".join(filter(None, (official["displayName"], official["title"])))


def _schooling_words(form: str, year: int) -> str:
    """Förskoleklass alone, or with its form: Grundskola, årskurs 7."""
    word = _word(SchoolForm, form)
    return f"{word}, årskurs{swedish.NBSP}{year}" if year else word


def _word(kind: type[Term], key: str) -> str:
    """The Swedish word that `key` stands for, with a capital."""
    return _first_upper({term.key: term.swedish for term in kind}[key])


def _yes_no(value: bool) -> str:
    return "Ja" if value else "Nej"


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]
