"""*Skickas* and *Skickas inte*: an anmälan field by field in words, and why the rest stays.

The lines are made from the document itself, so the school's preview, the paper and the huvudman's window say
exactly what the package holds.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from narvaro_desktop.domain.case_terms import ExternalActor, Withheld
from narvaro_desktop.domain.deciding.dispatch_terms import CauseArea
from narvaro_desktop.domain.deciding.notification import CONSULTED
from narvaro_desktop.domain.terms import (
    AbsenceForm,
    Closure,
    CompulsorySchooling,
    ConsultationStatus,
    IdentityType,
    MeasureLevel,
    OfferedSupport,
    SchoolForm,
)
from narvaro_desktop.i18n import N_, _, ngettext

_WHY: Final = {
    Withheld.CAUSES: N_("De utreds nu. Anmälan säger att och hur mycket, inte varför."),
    Withheld.ANSWERS: N_(
        "De hör till skolans utredning och stannar där, så att elev och familj kan tala fritt."
    ),
    Withheld.NOTES: N_(
        "De är skolans arbetsmaterial och behövs inte för att huvudmannen ska veta om frånvaron."
    ),
    Withheld.HEALTH: N_("De omfattas av sekretess hos elevhälsan."),
    Withheld.CHILD_WELFARE: N_("En orosanmälan görs bara till socialnämnden."),
    Withheld.FAMILY: N_("De behövs inte för att anmäla frånvaron, och rör också andra än eleven."),
    Withheld.GUARDIANS: N_("Huvudmannen når familjen genom skolan."),
    Withheld.PLAN: N_("Den är överenskommen mellan elev, hem och skola. Resultatet rapporteras för sig."),
    Withheld.LESSONS: N_("Summorna för perioden räcker."),
    Withheld.BACKGROUND: N_("De är känsliga uppgifter och har ingen betydelse för anmälan."),
    Withheld.ASSESSMENTS: N_("Anmälan innehåller bara sådant som går att kontrollera."),
    Withheld.ATTACHMENTS: N_("Inga filer följer med den här anmälan."),
}


_SECTIONS: Final = {
    "caseId": N_("ärendenummer"),
    "student": N_("elev"),
    "schoolUnit": N_("skola"),
    "provider": N_("huvudman"),
    "schoolType": N_("skolform"),
    "schoolYear": N_("årskurs"),
    "homeMunicipality": N_("hemkommun"),
    "compulsorySchooling": N_("skolplikt"),
    "decision": N_("beslut"),
    "absence": N_("frånvaro"),
    "consultation": N_("samråd"),
    "investigator": N_("utredare"),
    "specialSupportInquiry": N_("utredning om särskilt stöd"),
    "supportNeeded": N_("behov av stöd"),
    "earlierNotificationOpen": N_("tidigare anmälan"),
    "contact": N_("kontakt"),
    "ladderStep": N_("steg på närvarotrappan"),
    "externalActors": N_("externa aktörer"),
    "freeText": N_("kort upplysning"),
    "result": N_("resultat"),
    "round": N_("omgång"),
    "items": N_("ärenden"),
    "closure": N_("avslut"),
    "request": N_("begäran"),
}
"""What is corrected, in words."""


@dataclass(frozen=True, slots=True)
class SentLine:
    """One thing that leaves the school; `path` is its place in the document."""

    path: str
    group: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One thing that stays, why, and how many of it there are, where that is known."""

    what: Withheld
    label: str
    reason: str
    count: int | None


def kept(counts: Mapping[Withheld, int]) -> tuple[KeptLine, ...]:
    """What stays at the school; `counts` as far as they are known."""
    return tuple(KeptLine(what, what.label, _(_WHY[what]), counts.get(what)) for what in Withheld)


def sent(document: Mapping[str, Any]) -> tuple[SentLine, ...]:
    """What leaves the school, in the order in which it is read; `document` may be unfinished."""
    return tuple(line for part in _PARTS for line in part(document))


def percent(part: int, whole: int) -> str:
    """`15,5 %`, rounded half up, or that it cannot be computed."""
    return tenths_text((2000 * part + whole) // (2 * whole)) if whole > 0 else _("kan inte beräknas")


def tenths_text(tenths: int) -> str:
    """`15,5 %` for 155 tenths of a percent."""
    return f"{tenths // 10},{tenths % 10}\u00a0%"


def _about(document: Mapping[str, Any]) -> Iterator[SentLine]:
    group = _("Eleven")
    yield from _text(document, "caseId", group, _("Ärendenummer"))
    if student := document.get("student"):
        name = f"{student['givenName']} {student['familyName']}"
        kind = IdentityType.of(student["identityType"])
        number = f"{student['identityNumber']} ({kind.label})" if student["identityNumber"] else kind.label
        yield SentLine("student.givenName student.familyName", group, _("Namn"), name)
        yield SentLine("student.identityNumber student.identityType", group, _("Identitetsnummer"), number)


def _school(document: Mapping[str, Any]) -> Iterator[SentLine]:
    group = _("Skolan")
    yield from _named(document, "schoolUnit", "schoolUnitCode", group, _("Skolenhet"))
    yield from _named(document, "provider", "organisationNumber", group, _("Huvudman"))
    if "schoolType" in document:
        yield SentLine("schoolType", group, _("Skolform"), SchoolForm.of(document["schoolType"]).label)
    if "schoolYear" in document:
        year = document["schoolYear"]
        yield SentLine("schoolYear", group, _("Årskurs"), str(year) if year else _("förskoleklass"))
    yield from _named(document, "homeMunicipality", "municipalityCode", group, _("Hemkommun"))
    if "compulsorySchooling" in document:
        words = CompulsorySchooling.of(document["compulsorySchooling"]).label
        yield SentLine("compulsorySchooling", group, _("Skolplikt"), words)
    yield from _text(document, "contact", group, _("Kontakt på skolan"))


def _decision(document: Mapping[str, Any]) -> Iterator[SentLine]:
    group, decision = _("Beslutet"), document.get("decision", {})
    yield from _text(decision, "decidedOn", group, _("Utredningen inleddes"), "decision.")
    yield from _text(decision, "registeredOn", group, _("Beslutet antecknades"), "decision.")
    yield from _official(decision, "decidedBy", group, _("Beslutat av"), "decision.")
    yield from _text(decision, "dueOn", group, _("Beräknas vara klar"), "decision.")
    yield from _official(document, "investigator", group, _("Utredare"))
    yield from _yes_no(document, "specialSupportInquiry", group, _("Utredning om särskilt stöd inleds också"))
    yield from _yes_no(document, "earlierNotificationOpen", group, _("En tidigare anmälan pågår"))
    if "ladderStep" in document:
        yield SentLine("ladderStep", group, _("Steg på närvarotrappan"), str(document["ladderStep"]))


def _result(document: Mapping[str, Any]) -> Iterator[SentLine]:
    group, result = _("Resultatet"), document.get("result", {})
    yield from _text(result, "completedOn", group, _("Utredningen blev klar"), "result.")
    if result.get("causes"):
        causes = ", ".join(CauseArea.of(key).label for key in result["causes"])
        yield SentLine("result.causes", group, _("Orsaker, övergripande"), causes)
    if "measures" in result:
        levels = ", ".join(MeasureLevel.of(key).label for key in result["measures"])
        yield SentLine("result.measures", group, _("Insatser som har påbörjats"), levels or _("inga än"))
    yield from _text(result, "nextFollowUpOn", group, _("Nästa uppföljning"), "result.")
    if "guardianShortfall" in result:
        label = _("Vårdnadshavares ansvar bedöms brista")
        words = _("ja") if result["guardianShortfall"] else _("nej")
        yield SentLine("result.guardianShortfall", group, label, words)


def _closure(document: Mapping[str, Any]) -> Iterator[SentLine]:
    group, closure = _("Avslutet"), document.get("closure", {})
    yield from _text(closure, "closedOn", group, _("Ärendet avslutades"), "closure.")
    if "reason" in closure:
        yield SentLine("closure.reason", group, _("Hur det slutade"), Closure.of(closure["reason"]).label)


def _request(document: Mapping[str, Any]) -> Iterator[SentLine]:
    group, request = _("Begäran"), document.get("request", {})
    if "support" in request:
        kinds = ", ".join(OfferedSupport.of(key).label for key in request["support"])
        yield SentLine("request.support", group, _("Stöd som behövs"), kinds)
    yield from _text(request, "neededFrom", group, _("Behövs från"), "request.")


def _corrected(document: Mapping[str, Any]) -> Iterator[SentLine]:
    if "correctedFields" in document:
        words = ", ".join(dict.fromkeys(field_label(path) for path in document["correctedFields"]))
        yield SentLine(
            "correctedFields", _("Rättelsen"), _("Rättade uppgifter"), words or _("allt tas tillbaka")
        )


def field_label(path: str) -> str:
    """What a section of the document is called: `frånvaro` for `absence` or a part of it."""
    return _(_SECTIONS.get(path.partition(".")[0], path))


def _round(document: Mapping[str, Any]) -> Iterator[SentLine]:
    if found := document.get("round"):
        words = _("vecka {week}, läsåret {year}").format(week=found["week"], year=found["academicYear"])
        yield SentLine("round.week round.academicYear", _("Lägesrapporten"), _("Gäller"), words)


def _items(document: Mapping[str, Any]) -> Iterator[SentLine]:
    for place, item in enumerate(document.get("items", ())):
        group = _("Ärende {number}").format(number=item["caseId"])
        student = item.get("student", {})
        lines = [
            *_about(item),
            *_school(item),
            *_absence(item),
            *_decision(item),
            *_text(item, "nextFollowUpOn", group, _("Nästa uppföljning")),
        ]
        name = f"{student['givenName']} {student['familyName']}" if student else ""
        title = " · ".join(filter(None, (group, name)))
        for line in lines:
            paths = " ".join(f"items.{place}.{path}" for path in line.path.split())
            yield SentLine(paths, title, line.label, line.value)


def _absence(document: Mapping[str, Any]) -> Iterator[SentLine]:
    group, absence = _("Frånvaron"), document.get("absence", {})
    if "startDate" in absence:
        period = f"{absence['startDate']} – {absence['endDate']}"
        yield SentLine("absence.startDate absence.endDate", group, _("Period"), period)
    if "offeredSum" in absence:
        yield from _minutes(absence, group)
    if stated := absence.get("stated"):
        value = _("{share} enligt {source}").format(
            share=tenths_text(stated["tenths"]), source=stated["source"]
        )
        yield SentLine("absence.stated.tenths absence.stated.source", group, _("Total frånvaro"), value)
    if "form" in absence:
        yield SentLine("absence.form", group, _("Form"), AbsenceForm.of(absence["form"]).label)
    yield from _text(absence, "firstReachedOn", group, _("Gränsen nåddes första gången"), "absence.")
    yield from _text(absence, "dataDate", group, _("Uppgifterna gäller till och med"), "absence.")


def _minutes(absence: Mapping[str, Any], group: str) -> Iterator[SentLine]:
    reported, offered = absence["reportedSum"], absence["offeredSum"]
    valid, invalid = absence["validAbsenceSum"], absence["invalidAbsenceSum"]
    total = _("{share} av rapporterad tid").format(share=percent(valid + invalid, reported))
    yield SentLine("", group, _("Total frånvaro"), total)
    for key, label, part in (
        ("validAbsenceSum", _("Giltig frånvaro"), valid),
        ("invalidAbsenceSum", _("Ogiltig frånvaro"), invalid),
        ("attendanceSum", _("Närvaro"), absence["attendanceSum"]),
        ("otherAttendanceSum", _("Närvaro på annat sätt"), absence["otherAttendanceSum"]),
    ):
        yield SentLine(f"absence.{key}", group, label, f"{_amount(part)} ({percent(part, reported)})")
    yield SentLine("absence.offeredSum", group, _("Planerad undervisning"), _amount(offered))
    yield SentLine(
        "absence.reportedSum",
        group,
        _("Rapporterad undervisning"),
        f"{_amount(reported)} ({percent(reported, offered)})",
    )


def _consultation(document: Mapping[str, Any]) -> Iterator[SentLine]:
    consulted = document.get("consultation", {})
    for party, name in CONSULTED.items():
        if entry := consulted.get(name):
            words = ConsultationStatus.of(entry["status"]).label
            value = f"{words} {entry['date']}" if "date" in entry else words
            path = f"consultation.{name}.status" + (f" consultation.{name}.date" if "date" in entry else "")
            yield SentLine(path, _("Samråd"), party.label.capitalize(), value)


def _support(document: Mapping[str, Any]) -> Iterator[SentLine]:
    if support := document.get("supportNeeded"):
        kinds = ", ".join(OfferedSupport.of(code).label for code in support["codes"])
        value = (kinds or _("ja")) if support["needed"] else _("nej")
        yield SentLine(
            "supportNeeded.needed supportNeeded.codes", _("Stöd"), _("Stöd från huvudmannen behövs"), value
        )
    for key, is_there in document.get("externalActors", {}).items():
        label = _("I kontakt med {actor}").format(actor=ExternalActor.of(key).label)
        yield SentLine(f"externalActors.{key}", _("Stöd"), label, _("ja") if is_there else _("nej"))


def _more(document: Mapping[str, Any]) -> Iterator[SentLine]:
    yield from _text(document, "freeText", _("Kort upplysning"), _("Kort upplysning"))


def _text(part: Mapping[str, Any], key: str, group: str, label: str, prefix: str = "") -> Iterator[SentLine]:
    if key in part:
        yield SentLine(prefix + key, group, label, part[key])


def _named(part: Mapping[str, Any], key: str, code: str, group: str, label: str) -> Iterator[SentLine]:
    if entry := part.get(key):
        has_code = code in entry and "displayName" in entry
        value = f"{entry['displayName']} ({entry[code]})" if has_code else entry.get("displayName", "")
        yield SentLine(
            f"{key}.displayName {key}.{code}" if has_code else f"{key}.displayName", group, label, value
        )


def _official(
    part: Mapping[str, Any], key: str, group: str, label: str, prefix: str = ""
) -> Iterator[SentLine]:
    if entry := part.get(key):
        path = f"{prefix}{key}.displayName {prefix}{key}.title"
        yield SentLine(path, group, label, f"{entry['displayName']}, {entry['title']}")


def _yes_no(part: Mapping[str, Any], key: str, group: str, label: str) -> Iterator[SentLine]:
    if key in part:
        yield SentLine(key, group, label, _("ja") if part[key] else _("nej"))


def _amount(minutes: int) -> str:
    """`4 h 30 min` in words that are never read as a decimal."""
    hours, rest = divmod(minutes, 60)
    parts = [
        ngettext("{count} timme", "{count} timmar", hours).format(count=hours) if hours else "",
        ngettext("{count} minut", "{count} minuter", rest).format(count=rest) if rest or not hours else "",
    ]
    return " ".join(part for part in parts if part)


_PARTS: Final[tuple[Callable[[Mapping[str, Any]], Iterator[SentLine]], ...]] = (
    _corrected, _about, _school, _decision, _result, _closure, _request, _absence, _consultation, _support,
    _round, _items, _more,
)  # fmt: skip
