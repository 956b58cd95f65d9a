"""Anmälan N1: an utredning of absence has been opened (skollagen (2010:800) 7 kap. 19 a §).

A `Draft` holds what is known; `build` gives the document of resources/schemas/notification-1.json, or says
what is missing. It says that and how much, never why. Percentages are not stored: both ends compute them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from narvaro_desktop.domain.case_terms import ExternalActor, MissingField
from narvaro_desktop.domain.clean_text import clean, cleaned
from narvaro_desktop.domain.deciding import free_text
from narvaro_desktop.domain.terms import (
    AbsenceForm,
    CompulsorySchooling,
    ConsultationStatus,
    IdentityType,
    OfferedSupport,
    Party,
    SchoolForm,
)
from narvaro_desktop.errors import NarvaroError

SCHEMA: Final = "narvaro/notification/1"
CONSULTED: Final = {Party.STUDENT: "student", Party.GUARDIAN: "guardian", Party.HEALTH_TEAM: "healthTeam"}

Document = dict[str, Any]


class MissingFields(NarvaroError):
    """The anmälan still needs these."""

    def __init__(self, fields: Iterable[MissingField]) -> None:
        self.fields = tuple(fields)
        super().__init__(*(field.key for field in self.fields))


class TextTooLong(NarvaroError):
    """The text of `field` is longer than `longest` characters."""

    def __init__(self, field: MissingField, longest: int) -> None:
        super().__init__(field.key, longest)
        self.field = field
        self.longest = longest


class ProtectedStudent(NarvaroError):
    """A pupil with skyddade personuppgifter is never sealed, printed or exported; only recorded as told."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A school unit (8 digits) or an organisation (10 digits)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Official:
    """A person in office."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Pupil:
    """Who it is about; left out where the huvudman wants the ärendenummer alone."""

    given_name: str
    family_name: str
    identity_type: IdentityType = IdentityType.NONE
    identity_number: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Sums over a period, in minutes: offered ≥ reported = attendance + valid + invalid + other."""

    offered: int
    reported: int
    attendance: int
    valid: int
    invalid: int
    other: int


@dataclass(frozen=True, slots=True)
class Stated:
    """Total absence in tenths of a percent as somebody has stated it, and where from."""

    tenths: int
    source: str


@dataclass(frozen=True, slots=True)
class AbsenceFacts:
    """The absence behind the decision; `until` is the day to which the data reach (with minutes: needed)."""

    first: date
    last: date
    amount: Minutes | Stated
    until: date | None = None
    first_reached: date | None = None


@dataclass(frozen=True, slots=True)
class Consultation:
    """Samråd with one party."""

    status: ConsultationStatus
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known so far; None and "" mean not known yet."""

    case_number: str
    protected: bool = False
    pupil: Pupil | None = None
    by_number_only: bool = False
    school_unit: Organisation | None = None
    provider: Organisation | None = None
    school_form: SchoolForm | None = None
    school_year: int | None = None
    home_municipality: str = ""
    home_municipality_code: str = ""
    compulsory_schooling: CompulsorySchooling | None = None
    decided_on: date | None = None
    registered_on: date | None = None
    decided_by: Official | None = None
    due_on: date | None = None
    absence: AbsenceFacts | None = None
    form: AbsenceForm | None = None
    consultation: Mapping[Party, Consultation] = field(default_factory=dict)
    investigator: Official | None = None
    special_support: bool | None = None
    support_needed: bool | None = None
    support: tuple[OfferedSupport, ...] = ()
    contact: str = ""
    earlier_open: bool | None = None
    ladder_step: int | None = None
    actors: Mapping[ExternalActor, bool] = field(default_factory=dict)
    free_text: str = ""
    free_text_confirmed: bool = False
    consulted: tuple[Party, ...] = tuple(CONSULTED)
    """With whom samråd is held: of age, the pupil speaks for herself."""


def missing(draft: Draft) -> tuple[MissingField, ...]:
    """What `draft` still needs, in the order of the form."""
    lacking = {
        MissingField.STUDENT_NAME: not draft.by_number_only and not _named(draft.pupil),
        MissingField.SCHOOL_UNIT: not _whole(draft.school_unit),
        MissingField.PROVIDER: not _whole(draft.provider),
        MissingField.SCHOOL_FORM: draft.school_form is None,
        MissingField.SCHOOL_YEAR: draft.school_year is None,
        MissingField.HOME_MUNICIPALITY: not clean(draft.home_municipality),
        MissingField.COMPULSORY_SCHOOLING: draft.compulsory_schooling is None,
        MissingField.DECISION: draft.decided_on is None or not _in_office(draft.decided_by),
        MissingField.DUE_ON: draft.due_on is None,
        MissingField.ABSENCE: draft.absence is None or not _dated(draft.absence),
        MissingField.ABSENCE_FORM: draft.form is None,
        MissingField.CONSULTATION: not draft.consultation.keys() >= set(draft.consulted),
        MissingField.INVESTIGATOR: not _in_office(draft.investigator),
        MissingField.SPECIAL_SUPPORT: draft.special_support is None,
        MissingField.SUPPORT_NEEDED: draft.support_needed is None,
        MissingField.CONTACT: not clean(draft.contact),
        MissingField.EARLIER_OPEN: draft.earlier_open is None,
    }
    return tuple(need for need, is_lacking in lacking.items() if is_lacking)


def build(draft: Draft, stems: Iterable[str], others: Collection[str] = ()) -> Document:
    """The document; raises ProtectedStudent, MissingFields, TextTooLong, FreeTextTooLong or FreeTextHeld.

    `stems` are the beginnings of words that hold up a free text, `others` names (case folded) that do.
    """
    if draft.protected:
        raise ProtectedStudent
    if needs := missing(draft):
        raise MissingFields(needs)
    for need, longest, text in _texts(draft):
        if len(clean(text)) > longest:
            raise TextTooLong(need, longest)
    free_text.accepted(clean(draft.free_text), stems, draft.free_text_confirmed, others)
    return so_far(draft)


def so_far(draft: Draft) -> Document:
    """As much of the document as is known, for the lists *Skickas* and *Skickas inte*."""
    if draft.protected:
        raise ProtectedStudent
    document = {
        "schema": SCHEMA,
        "caseId": draft.case_number,
        "student": None if draft.by_number_only else _student(draft.pupil),
        "schoolUnit": _organisation(draft.school_unit, "schoolUnitCode"),
        "provider": _organisation(draft.provider, "organisationNumber"),
        "schoolType": _key(draft.school_form),
        "schoolYear": draft.school_year,
        "homeMunicipality": _municipality(draft),
        "compulsorySchooling": _key(draft.compulsory_schooling),
        "decision": _decision(draft),
        "absence": _absence(draft.absence, draft.form),
        "consultation": {
            name: _consulted(draft.consultation[party])
            for party, name in CONSULTED.items()
            if party in draft.consultation and party in draft.consulted
        },
        "investigator": _official(draft.investigator),
        "specialSupportInquiry": draft.special_support,
        "supportNeeded": _support(draft),
        "contact": clean(draft.contact),
        "earlierNotificationOpen": draft.earlier_open,
        "ladderStep": draft.ladder_step,
        "externalActors": _actors(draft.actors),
        "freeText": clean(draft.free_text),
    }
    known: Document = cleaned(_known(document))
    return known


def _texts(draft: Draft) -> Iterator[tuple[MissingField, int, str]]:
    """Every text that a person has written, and how long it may be."""
    for need, official in (
        (MissingField.DECISION, draft.decided_by),
        (MissingField.INVESTIGATOR, draft.investigator),
    ):
        yield need, 120, official.name if official else ""
        yield need, 80, official.title if official else ""
    for need, organisation in (
        (MissingField.SCHOOL_UNIT, draft.school_unit),
        (MissingField.PROVIDER, draft.provider),
    ):
        yield need, 120, organisation.name if organisation else ""
    pupil = draft.pupil or Pupil("", "")
    yield MissingField.STUDENT_NAME, 100, pupil.given_name
    yield MissingField.STUDENT_NAME, 100, pupil.family_name
    yield MissingField.HOME_MUNICIPALITY, 120, draft.home_municipality
    yield MissingField.CONTACT, 200, draft.contact
    if draft.absence is not None and isinstance(draft.absence.amount, Stated):
        yield MissingField.ABSENCE, 200, draft.absence.amount.source


def _named(pupil: Pupil | None) -> bool:
    return pupil is not None and bool(clean(pupil.given_name) and clean(pupil.family_name))


def _whole(organisation: Organisation | None) -> bool:
    return organisation is not None and bool(clean(organisation.code) and clean(organisation.name))


def _in_office(official: Official | None) -> bool:
    return official is not None and bool(clean(official.name) and clean(official.title))


def _dated(absence: AbsenceFacts) -> bool:
    if isinstance(absence.amount, Stated):
        return bool(clean(absence.amount.source))
    return absence.until is not None


def _known(entries: Mapping[str, Any]) -> Document:
    """`entries` without what is not known: None, empty texts and empty objects."""
    return {key: value for key, value in entries.items() if value is not None and value not in ("", {})}


def _key(term: SchoolForm | CompulsorySchooling | None) -> str | None:
    return term.key if term else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _student(pupil: Pupil | None) -> Document | None:
    if pupil is None:
        return None
    return {
        "givenName": pupil.given_name,
        "familyName": pupil.family_name,
        "identityType": pupil.identity_type.key,
        "identityNumber": pupil.identity_number,
    }


def _organisation(organisation: Organisation | None, code: str) -> Document | None:
    return {code: organisation.code, "displayName": organisation.name} if organisation else None


def _official(official: Official | None) -> Document | None:
    return {"displayName": official.name, "title": official.title} if official else None


def _municipality(draft: Draft) -> Document:
    return _known(
        {
            "municipalityCode": draft.home_municipality_code,
            "displayName": clean(draft.home_municipality),
        }
    )


def _decision(draft: Draft) -> Document:
    return _known(
        {
            "decidedOn": _iso(draft.decided_on),
            "registeredOn": None if draft.registered_on == draft.decided_on else _iso(draft.registered_on),
            "decidedBy": _official(draft.decided_by),
            "dueOn": _iso(draft.due_on),
        }
    )


def _absence(absence: AbsenceFacts | None, form: AbsenceForm | None) -> Document:
    if absence is None:
        return _known({"form": form.key if form else None})
    amount = absence.amount
    if isinstance(amount, Stated):
        told: Document = {"stated": {"tenths": amount.tenths, "source": amount.source}}
    else:
        told = {
            "offeredSum": amount.offered,
            "reportedSum": amount.reported,
            "attendanceSum": amount.attendance,
            "validAbsenceSum": amount.valid,
            "invalidAbsenceSum": amount.invalid,
            "otherAttendanceSum": amount.other,
        }
    dates = {
        "startDate": _iso(absence.first),
        "endDate": _iso(absence.last),
        "dataDate": _iso(absence.until),
        "form": form.key if form else None,
        "firstReachedOn": _iso(absence.first_reached),
    }
    return _known(dates) | told


def _consulted(consultation: Consultation) -> Document:
    return _known({"status": consultation.status.key, "date": _iso(consultation.on)})


def _support(draft: Draft) -> Document | None:
    if draft.support_needed is None:
        return None
    codes = [kind.key for kind in draft.support if kind is not OfferedSupport.NONE_NOW]
    return {"needed": draft.support_needed, "codes": codes if draft.support_needed else []}


def _actors(actors: Mapping[ExternalActor, bool]) -> Document | None:
    """All four yes or no, or none of them."""
    return {actor.key: actors.get(actor, False) for actor in ExternalActor} if actors else None
