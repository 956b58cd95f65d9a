"""What a decision and its anmälan are made of: what the vault knows, and what the rektor fills in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from narvaro_desktop.domain.absence.shares import Share, decimal_text
from narvaro_desktop.domain.case_terms import DeadlineUnit, ExternalActor, Withheld
from narvaro_desktop.domain.casework.duties import due
from narvaro_desktop.domain.casework.ladder import Deadline
from narvaro_desktop.domain.deciding import notification
from narvaro_desktop.domain.deciding.notification import (
    CONSULTED,
    AbsenceFacts,
    Consultation,
    Draft,
    Official,
    Organisation,
)
from narvaro_desktop.domain.identity import Identity
from narvaro_desktop.domain.terms import (
    AbsenceForm,
    CompulsorySchooling,
    ConsultationStatus,
    ContactKind,
    OfferedSupport,
    Party,
    Role,
)
from narvaro_desktop.store.tables import (
    AnswerRow,
    CaseRow,
    ConsultationRow,
    FollowUpRow,
    InvestigationRow,
    MeasureRow,
    NoteRow,
    NotificationRow,
    PersonRow,
)
from narvaro_desktop.usecases import law_profiles, settings
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.casework import notes
from narvaro_desktop.usecases.casework.cases import Stated
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.sending import others_cards
from narvaro_desktop.usecases.work import Work

_UNNAMED_SOURCE = "skolans frånvarosystem"
"""In Swedish, as what is sent is."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What the rektor has filled in; None and "" mean not yet."""

    decided_on: date | None = None
    due_on: date | None = None
    investigator: Official | None = None
    form: AbsenceForm | None = None
    consultation: Mapping[Party, Consultation] = field(default_factory=dict)
    special_support: bool | None = None
    support_needed: bool | None = None
    support: tuple[OfferedSupport, ...] = ()
    earlier_open: bool | None = None
    school_year: int | None = None
    stated: Stated | None = None
    home_municipality: str = ""
    compulsory_schooling: CompulsorySchooling | None = None
    unit_code: str = ""
    huvudman: str = ""
    huvudman_id: str = ""
    contact: str = ""
    actors: Mapping[ExternalActor, bool] = field(default_factory=dict)
    free_text: str = ""
    free_text_confirmed: bool = False
    identity: Identity | None = None
    """The pupil's number, asked for where the vault has none; an anmälan can do without."""
    left_open: str = ""
    """One sentence why the duties of the step that is left stay open."""
    reasons: str | None = None
    """Why the absence is investigated; it stays at the school. None is not asked yet, "" without any."""


def proposed(work: Work, row: CaseRow, filled: Filled) -> Filled:
    """What the program can fill in itself; a person sees it and may change it."""
    profile, student = settings.profile(work), row.student
    card = None if profile.huvudman_id else others_cards.huvudman_card(work)
    decided_on = filled.decided_on or work.today
    return replace(
        filled,
        decided_on=decided_on,
        due_on=filled.due_on or deadline(work, row, "extended_investigation", decided_on),
        investigator=filled.investigator or _investigator(work, row),
        consultation=_consulted(work, row) | dict(filled.consultation),
        school_year=student.school_year if filled.school_year is None else filled.school_year,
        stated=filled.stated or _stated(row),
        home_municipality=filled.home_municipality or student.home_municipality or "",
        compulsory_schooling=filled.compulsory_schooling or student.compulsory_schooling,
        unit_code=filled.unit_code or profile.unit_code,
        huvudman=filled.huvudman or profile.huvudman or (card.display_name if card else ""),
        huvudman_id=filled.huvudman_id or profile.huvudman_id or (_number(card.id) if card else ""),
        contact=filled.contact or profile.contact,
        earlier_open=_earlier_open(work, row) if filled.earlier_open is None else filled.earlier_open,
        form=filled.form or _form(work, row),
        reasons=_reasons(work, row, filled) if filled.reasons is None else filled.reasons,
    )


def remember(work: Work, row: CaseRow, filled: Filled) -> None:
    """Keep what was asked for now, so that nobody is asked again."""
    told = {
        "unit_code": filled.unit_code,
        "huvudman": filled.huvudman,
        "huvudman_id": filled.huvudman_id,
        "contact": filled.contact,
    }
    profile = settings.profile(work)
    if new := {name: value for name, value in told.items() if value and value != getattr(profile, name)}:
        settings.remember(work, **new)
    if row.student.school_year is None:
        row.student.school_year = filled.school_year
    if filled.stated is not None and row.stated_tenths is None:
        row.stated_tenths, row.stated_source = filled.stated.tenths, filled.stated.source
        row.stated_from, row.stated_to = filled.stated.first, filled.stated.last
    if filled.identity is not None and filled.identity.number:
        students.describe(work, row.student_id, identity=filled.identity)
    row.student.home_municipality = filled.home_municipality or row.student.home_municipality
    row.student.compulsory_schooling = filled.compulsory_schooling or row.student.compulsory_schooling


def draft_of(work: Work, row: CaseRow, filled: Filled) -> Draft:
    """The anmälan as far as it is known."""
    student, profile = row.student, settings.profile(work)
    known = Identity(student.identity_type, student.identity_number or "")
    identity = known if known.number or filled.identity is None else filled.identity
    pupil = notification.Pupil(student.given_name, student.family_name, identity.type, identity.number)
    return Draft(
        case_number=row.number,
        protected=student.protected,
        pupil=None if student.protected else pupil,
        school_unit=Organisation(filled.unit_code, profile.name) if filled.unit_code else None,
        provider=Organisation(filled.huvudman_id, filled.huvudman) if filled.huvudman_id else None,
        school_form=student.school_form,
        school_year=filled.school_year,
        home_municipality=filled.home_municipality,
        compulsory_schooling=filled.compulsory_schooling,
        decided_on=filled.decided_on,
        registered_on=work.today,
        decided_by=Official(work.actor.name, work.actor.role.swedish),
        due_on=filled.due_on,
        absence=_absence(work, row, filled.stated),
        form=filled.form,
        consultation=filled.consultation,
        investigator=filled.investigator,
        special_support=filled.special_support,
        support_needed=filled.support_needed,
        support=filled.support,
        contact=filled.contact,
        earlier_open=filled.earlier_open,
        ladder_step=inquiry_step(work, row),
        actors=filled.actors,
        free_text=filled.free_text,
        free_text_confirmed=filled.free_text_confirmed,
        consulted=law_profiles.of(work, student).consulted,
    )


def filled_from(document: Mapping[str, Any]) -> Filled:
    """What was filled in when the decision was made, for the anmälan that is made later."""
    decision, support = document.get("decision", {}), document.get("supportNeeded", {})
    provider, absence = document.get("provider", {}), document.get("absence", {})
    schooling = document.get("compulsorySchooling")
    return Filled(
        decided_on=_day(decision.get("decidedOn")),
        due_on=_day(decision.get("dueOn")),
        investigator=_official(document.get("investigator")),
        form=AbsenceForm.of(absence["form"]) if "form" in absence else None,
        consultation={
            party: Consultation(ConsultationStatus.of(entry["status"]), _day(entry.get("date")))
            for party, name in CONSULTED.items()
            if (entry := document.get("consultation", {}).get(name))
        },
        special_support=document.get("specialSupportInquiry"),
        support_needed=support.get("needed"),
        support=tuple(OfferedSupport.of(key) for key in support.get("codes", ())),
        earlier_open=document.get("earlierNotificationOpen"),
        school_year=document.get("schoolYear"),
        stated=_stated_in(absence),
        home_municipality=document.get("homeMunicipality", {}).get("displayName", ""),
        compulsory_schooling=CompulsorySchooling.of(schooling) if schooling else None,
        unit_code=document.get("schoolUnit", {}).get("schoolUnitCode", ""),
        huvudman=provider.get("displayName", ""),
        huvudman_id=provider.get("organisationNumber", ""),
        contact=document.get("contact", ""),
        actors={
            ExternalActor.of(key): is_there for key, is_there in document.get("externalActors", {}).items()
        },
        free_text=document.get("freeText", ""),
    )


def _stated_in(absence: Mapping[str, Any]) -> Stated | None:
    if "stated" not in absence:
        return None
    first, last = date.fromisoformat(absence["startDate"]), date.fromisoformat(absence["endDate"])
    return Stated(absence["stated"]["tenths"], first, last, absence["stated"]["source"])


def _number(organisation: str) -> str:
    """The organisationsnummer in the id of a kontaktkort, `organisation:2120000000`."""
    return organisation.partition(":")[2]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _official(entry: Mapping[str, str] | None) -> Official | None:
    return Official(entry["displayName"], entry["title"]) if entry else None


def _investigator(work: Work, row: CaseRow) -> Official | None:
    """Whoever has the case, unless that is the rektor; else the kurator of the vault."""
    owner = work.session.get(PersonRow, row.owner_id) if row.owner_id else None
    if owner is None or owner.role is Role.PRINCIPAL:
        wanted = select(PersonRow).where(PersonRow.role == Role.COUNSELLOR, PersonRow.active_to.is_(None))
        owner = work.session.scalars(wanted.order_by(PersonRow.sort_key)).first()
    return Official(owner.name, owner.role.swedish) if owner else None


def _consulted(work: Work, row: CaseRow) -> dict[Party, Consultation]:
    """Samråd as the notes of the case tell of it: begun where somebody was reached, else attempted."""
    told = select(NoteRow.party, NoteRow.reached, NoteRow.happened_at).where(
        NoteRow.case_id == row.id,
        NoteRow.party.in_(CONSULTED),
        NoteRow.kind != ContactKind.NOTE,
        notes.standing(),
    )
    found: dict[Party, Consultation] = {}
    for party, reached, at in work.session.execute(told.order_by(NoteRow.happened_at)):
        status = ConsultationStatus.ATTEMPTED if reached is False else ConsultationStatus.STARTED
        if party is not None and (party not in found or status is ConsultationStatus.STARTED):
            found[party] = Consultation(status, at.astimezone(work.now.tzinfo).date())
    rows = work.session.scalars(select(ConsultationRow).where(ConsultationRow.case_id == row.id))
    for one in rows:
        if one.held or one.party not in found:
            status = ConsultationStatus.STARTED if one.held else ConsultationStatus.ATTEMPTED
            found[one.party] = Consultation(status, one.happened_on)
    return found


def _stated(row: CaseRow) -> Stated | None:
    """What was typed when the case was opened."""
    if row.stated_tenths is None or row.stated_from is None or row.stated_to is None:
        return None
    return Stated(row.stated_tenths, row.stated_from, row.stated_to, row.stated_source or "")


def _absence(work: Work, row: CaseRow, stated: Stated | None) -> AbsenceFacts | None:
    """The sums of the usual window, only the total of a file that tells no giltig from ogiltig; what somebody
    has typed, where there are none."""
    seen = attendance.absence_of(work, row.student_id)
    if seen is not None and seen.now.sums.usable:
        sums, span = seen.now.sums, seen.now.span
        total = seen.now.total.tenths
        if total is not None and not seen.state.split_known:
            amount_whole = notification.Stated(total, seen.state.source or _UNNAMED_SOURCE)
            return AbsenceFacts(span.first, span.last, amount_whole, seen.state.until, row.first_reached_on)
        amount = notification.Minutes(
            offered=sums.planned,
            reported=sums.usable,
            attendance=sums.usable - sums.valid - sums.invalid - sums.other,
            valid=sums.valid,
            invalid=sums.invalid,
            other=sums.other,
        )
        return AbsenceFacts(span.first, span.last, amount, seen.state.until, row.first_reached_on)
    if stated is None:
        return None
    amount_stated = notification.Stated(stated.tenths, stated.source)
    return AbsenceFacts(stated.first, stated.last, amount_stated, None, row.first_reached_on)


def _reasons(work: Work, row: CaseRow, filled: Filled) -> str:
    """What the figures say, as a beginning of the reasons; in Swedish, as the decision is."""
    facts = _absence(work, row, filled.stated or _stated(row))
    if facts is None:
        return ""
    period = f"{facts.first.isoformat()} till {facts.last.isoformat()}"
    amount = facts.amount
    if isinstance(amount, notification.Stated):
        said = f"Frånvaron var {decimal_text(amount.tenths, 1)} procent {period} enligt {amount.source}."
    else:
        total = amount.valid + amount.invalid
        shares = [Share(part, amount.reported).text() for part in (total, amount.valid, amount.invalid)]
        said = "Frånvaron var {} av undervisningen {}, varav {} giltig och {} ogiltig.".format(
            shares[0], period, *shares[1:]
        )
    reached = facts.first_reached
    return f"{said} Gränsen för utredning nåddes {reached.isoformat()}." if reached else said


def _form(work: Work, row: CaseRow) -> AbsenceForm | None:
    """Repeated, where days are known; a person may say otherwise."""
    seen = attendance.absence_of(work, row.student_id)
    return AbsenceForm.REPEATED if seen is not None and seen.now.sums.usable else None


def _earlier_open(work: Work, row: CaseRow) -> bool:
    """Whether an earlier anmälan of the same pupil is still going on."""
    earlier = (
        select(func.count())
        .select_from(NotificationRow)
        .join(CaseRow, CaseRow.id == NotificationRow.case_id)
        .where(CaseRow.student_id == row.student_id, CaseRow.closed_on.is_(None))
        .where(NotificationRow.handed_over_on.is_not(None))
    )
    return bool(work.session.scalar(earlier))


def stays(work: Work, row: CaseRow) -> dict[Withheld, int]:
    """How much there is of what stays at the school, as far as it can be counted."""

    def count(table: type[Any], *where: Any) -> int:
        return work.session.scalar(select(func.count()).select_from(table).where(*where)) or 0

    answers = select(InvestigationRow.id).where(InvestigationRow.case_id == row.id)
    measures = select(MeasureRow.id).where(MeasureRow.case_id == row.id)
    return {
        Withheld.ANSWERS: count(AnswerRow, AnswerRow.investigation_id.in_(answers)),
        Withheld.NOTES: count(NoteRow, NoteRow.case_id == row.id, notes.standing()),
        Withheld.PLAN: count(MeasureRow, MeasureRow.case_id == row.id)
        + count(FollowUpRow, FollowUpRow.measure_id.in_(measures)),
        Withheld.GUARDIANS: len(row.student.guardians),
    }


def inquiry_step(work: Work, row: CaseRow) -> int:
    """The step of the case's ladder on which the rektor opens an utredning."""
    return work.rules.ladders[row.ladder].inquiry_step.number


def deadline(work: Work, row: CaseRow, key: str, start: date) -> date | None:
    """When the duty `key` of the inquiry step is due, counted from `start`; a day is always proposed."""
    duty = next((one for one in work.rules.ladders[row.ladder].inquiry_step.duties if one.key == key), None)
    if duty is None or duty.deadline is None:
        return None
    return due(_counted(duty.deadline), start, settings.calendar(work), all_deadlines=True)


def _counted(deadline: Deadline) -> Deadline:
    """The day on which a deadline that starts the same day is late: the end of its grace."""
    if deadline.unit is DeadlineUnit.SAME_DAY and deadline.overdue_after and deadline.overdue_unit:
        return replace(deadline, count=deadline.overdue_after, unit=deadline.overdue_unit)
    return deadline
