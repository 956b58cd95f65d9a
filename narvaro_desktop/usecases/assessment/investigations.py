"""Kartläggningar: begun by the first answer, saved while written, signed, corrected by a new version.

investigation → what to ask, what has been answered, what is lacking; nothing is kept by looking
answer        → begins the kartläggning if need be, and keeps one answer
sign          → read-only from then on; correct begins the next version, and the old one stays readable
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.assessment import investigation as rules
from narvaro_desktop.domain.assessment.investigation import Answer, Progress, Voice
from narvaro_desktop.domain.assessment.questions import Question, QuestionSet
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.casework.duties import DutyLine
from narvaro_desktop.domain.terms import Depth, InfoClass, InquiryAnswer, Party
from narvaro_desktop.store.tables import (
    AnswerRow,
    CaseRow,
    DecisionRow,
    InvestigationRow,
    PersonRow,
    StudentRow,
)
from narvaro_desktop.usecases import law_profiles, reach, team_names
from narvaro_desktop.usecases.assessment import investigation_answers as answers
from narvaro_desktop.usecases.assessment import (
    investigation_findings,
    investigation_layout,
    investigation_pattern,
    investigation_rows,
)
from narvaro_desktop.usecases.assessment.investigation_layout import Layout, guardian_ids, layout_of, speakers
from narvaro_desktop.usecases.assessment.investigation_views import (
    Inquiry,
    InvestigationLine,
    InvestigationView,
    Signature,
    Version,
)
from narvaro_desktop.usecases.casework import cases, duties
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.pupils.students import line_of
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import NOTHING, Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.INVESTIGATIONS})
_DUTIES: Final = {Depth.SIMPLE: "simple_investigation", Depth.EXTENDED: "extended_investigation"}
"""The `document` of the duty that a kartläggning of this depth answers."""
_FIRST_ASKED: Final = 2
"""From this step on a kartläggning may be part of an utredning, and it is asked whether it is."""


def investigation(
    work: Work, case_id: UUID, version_id: UUID | None = None, depth: Depth | None = None
) -> InvestigationView:
    """The kartläggning to work with: `version_id`, or the one going on, or the one that the step asks for.

    `depth` asks for one of that depth, the one going on or a new one. Looking is logged with the case.
    """
    work.may(Resource.INVESTIGATION, Action.READ)
    case = cases.row_of(work, case_id)
    work.view(case.student_id, case_id)
    rows = investigation_rows.of_case(work, case_id)
    row = (
        reach.part(work, case, InvestigationRow, version_id)
        if version_id
        else investigation_rows.going_on(rows, depth)
    )
    lines = duties.duty_lines(work, case)
    if row is None and version_id is None:
        depth = depth or _asked_for(lines, rows) or (None if rows else Depth.SIMPLE)
        row = rows[0] if depth is None else None
    depth = row.depth if row else depth or Depth.SIMPLE
    return _view(work, case, row, depth, rows, _duty(lines, depth))


def case_of(work: Work, investigation_id: UUID | None) -> UUID:
    """The case of a kartläggning that is known by its id alone."""
    return work.session.get_one(InvestigationRow, investigation_id).case_id


def conclusion(work: Work, case_id: UUID) -> str:
    """What the latest signed kartläggning came to, as far as everyone reads it; "" where there is none."""
    row = next((row for row in investigation_rows.of_case(work, case_id) if row.signed_at is not None), None)
    if row is None:
        return ""
    questions = investigation_rows.questions_of(work, row)
    team_says = Voice(Party.HEALTH_TEAM)
    asked = [(questions.question(key), team_says) for key in questions.conclusion[:1]]
    found = answers.replies(work, asked, row, cases.row_of(work, case_id).student_id)
    said = (one.answer.text for one in found.values() if one.answer and one.info_class is InfoClass.SCHOOL)
    return "\n".join(said)


def all_investigations(work: Work) -> list[InvestigationLine]:
    """The latest version of every kartläggning in open cases, those going on first, then the newest."""
    work.may(Resource.INVESTIGATION, Action.LIST)
    wanted = (
        select(InvestigationRow, CaseRow)
        .join(CaseRow, CaseRow.id == InvestigationRow.case_id)
        .join(StudentRow, StudentRow.id == CaseRow.student_id)
        .where(CaseRow.closed_on.is_(None), StudentRow.protected.is_(False), reach.among(work))
    )
    found = work.session.execute(wanted).all()
    replaced = {row.replaces for row, _case in found}
    names = team_names.names(work)
    lines = [_line(work, row, case, names) for row, case in found if row.id not in replaced]
    return sorted(lines, key=lambda line: (line.signed_on is not None, -line.started_on.toordinal()))


def unfinished(work: Work) -> list[InvestigationLine]:
    """The kartläggningar going on, the one that is due first at the top."""
    going_on = [line for line in all_investigations(work) if line.signed_on is None]
    return sorted(going_on, key=lambda line: (line.due_on or date.max, line.started_on))


def progress_now(work: Work, row: InvestigationRow) -> Progress:
    """How far a kartläggning has come, whoever may read the answers."""
    standing = answers.standing(work, row)
    questions = investigation_rows.questions_of(work, row)
    return rules.progress(questions, answers.states(standing), _voices(row, standing))


def begin(work: Work, case_id: UUID, depth: Depth) -> Made[UUID]:
    """The kartläggning of this depth that is going on, or a new one in the wording of the pupil's stage."""
    work.may(Resource.INVESTIGATION, Action.WRITE)
    case = cases.open_row(work, case_id)
    going_on = investigation_rows.going_on(investigation_rows.of_case(work, case_id), depth)
    if going_on is not None:
        return Made(NOTHING, going_on.id)
    questions = work.rules.question_set(depth, case.student.school_year, case.student.school_form)
    duty = _duty(duties.duty_lines(work, case), depth)
    row = InvestigationRow(
        id=work.new_id(),
        case_id=case_id,
        depth=depth,
        question_set=questions.id,
        stages=questions.stages,
        version=1,
        replaces=None,
        correction_reason=None,
        started_on=work.today,
        started_by=work.actor.id,
        due_on=duty.due_on if duty else None,
        signed_at=None,
        signed_by=None,
        missing_voices=None,
        layout=None,
        pattern=None,
    )
    work.session.add(row)
    work.session.flush()
    work.log("investigation.begin", student=case.student_id, case=case_id, depth=depth.key)
    return Made(CHANGED, row.id)


def answer(work: Work, investigation_id: UUID, question: str, given: Answer | None, who: str = "") -> Changes:
    """Keep what has been answered so far; None takes the answer away. `who` is a guardian or a teacher.

    :raises AlreadySigned, WrongAnswer, AnswerHidden:
    """
    row, case = _writable(work, investigation_id)
    asked = investigation_rows.questions_of(work, row).question(question)
    teacher = layout_of(row).teacher(who)
    if given is not None and teacher is not None:
        given = replace(given, answered_on=teacher.on)
    answers.keep(work, row, asked, Voice(asked.party, who), given, case.student_id)
    work.log(
        "investigation.answer", student=case.student_id, case=case.id,
        info_class=answers.class_for(work, asked), question=question,
    )  # fmt: skip
    return CHANGED


def miss_voice(work: Work, investigation_id: UUID, voice: Voice, reason: str) -> Changes:
    """Say why a voice is not there; an empty reason takes it back."""
    row, case = _writable(work, investigation_id)
    reasons = investigation_rows.missing_voices(row)
    reasons.pop(voice, None)
    if reason.strip():
        reasons[voice] = reason.strip()
    investigation_rows.miss(row, reasons)
    work.log("investigation.voice", student=case.student_id, case=case.id, party=voice.party.key)
    return CHANGED


def lay_out(work: Work, investigation_id: UUID, layout: Layout) -> Changes:
    """Other modules, voices or language; what has been answered stays, also where it is not shown."""
    row, case = _writable(work, investigation_id)
    investigation_layout.keep(row, layout)
    work.log("investigation.layout", student=case.student_id, case=case.id)
    return CHANGED


def add_teacher(
    work: Work, investigation_id: UUID, subject: str, who: str = "", on: date | None = None
) -> Made[str]:
    """One more teacher who answers for a subject; raises SubjectMissing."""
    row, _case = _writable(work, investigation_id)
    key = work.new_id().hex[-8:]
    layout = investigation_layout.with_teacher(layout_of(row), key, subject, who, on)
    return Made(lay_out(work, investigation_id, layout), key)


def sign(work: Work, investigation_id: UUID, done: Collection[str] = ()) -> Changes:
    """Sign it; `done` are the keys of duties of the step that it answers.

    :raises NotReadyToSign, AlreadySigned:
    """
    work.may(Resource.INVESTIGATION, Action.SIGN)
    row, case = _writable(work, investigation_id)
    standing = answers.standing(work, row)
    questions, voices = investigation_rows.questions_of(work, row), _voices(row, standing)
    given = answers.states(standing)
    rules.demand_signable(questions, given, investigation_rows.missing_voices(row), voices)
    row.signed_at, row.signed_by = work.now, work.actor.id
    row.pattern = investigation_pattern.as_text(investigation_pattern.pattern_now(work, case.student_id))
    work.log("investigation.sign", student=case.student_id, case=case.id, version=row.version)
    changes = CHANGED
    for key in sorted(done):
        changes |= duties.do_duty(work, case.id, key)
    return changes


def correct(work: Work, investigation_id: UUID, reason: str) -> Made[UUID]:
    """Begin the next version of a signed kartläggning; the signed one stays as it is.

    :raises NotSigned, NoCorrectionReason:
    """
    work.may(Resource.INVESTIGATION, Action.WRITE)
    old = work.session.get_one(InvestigationRow, investigation_id)
    case = cases.open_row(work, old.case_id)
    version = rules.next_version(old.signed_at is not None, old.version, reason)
    begun = select(InvestigationRow.id).where(InvestigationRow.replaces == old.id)
    if (already := work.session.scalars(begun).first()) is not None:
        return Made(NOTHING, already)
    row = InvestigationRow(
        id=work.new_id(),
        case_id=old.case_id,
        depth=old.depth,
        question_set=old.question_set,
        stages=old.stages,
        version=version,
        replaces=old.id,
        correction_reason=reason.strip(),
        started_on=work.today,
        started_by=work.actor.id,
        due_on=None,
        signed_at=None,
        signed_by=None,
        missing_voices=old.missing_voices,
        layout=old.layout,
        pattern=None,
    )
    work.session.add(row)
    work.session.flush()
    work.log("investigation.correct", student=case.student_id, case=case.id, version=version)
    return Made(CHANGED, row.id)


def _view(
    work: Work, case: CaseRow, row: InvestigationRow | None, depth: Depth,
    rows: list[InvestigationRow], duty: DutyLine | None,
) -> InvestigationView:  # fmt: skip
    questions = (
        investigation_rows.questions_of(work, row)
        if row
        else work.rules.question_set(depth, case.student.school_year, case.student.school_form)
    )
    layout, standing = layout_of(row), answers.standing(work, row)
    voices = _voices(row, standing)
    found = answers.replies(work, _asked(questions, voices), row, case.student_id)
    given = [reply.answer for reply in found.values() if reply.answer]
    missing = investigation_rows.missing_voices(row)
    may = work.rules.rights.may
    role = work.actor.role
    return InvestigationView(
        id=row.id if row else None,
        case_id=case.id,
        case_number=case.number,
        student=line_of(case.student),
        depth=depth,
        version=row.version if row else 1,
        questions=questions,
        replies=found,
        speakers=speakers(layout, case.student, voices),
        missing_voices=missing,
        rewritten_reasons=investigation_rows.rewritten_reasons(work, row),
        needs=rules.signing_needs(questions, given, missing, voices),
        progress=rules.progress(questions, given, voices),
        started_on=row.started_on if row else None,
        due_on=row.due_on if row else duty.due_on if duty else None,
        signed=_signature(work, row),
        reason=row.correction_reason or "" if row else "",
        versions=_versions(rows),
        duty=duty if duty is not None and duty.outstanding else None,
        may_write=may(role, Resource.INVESTIGATION, Action.WRITE) and case.closed_on is None,
        may_sign=may(role, Resource.INVESTIGATION, Action.SIGN) and case.closed_on is None,
        may_print=may(role, Resource.INVESTIGATION, Action.EXPORT) and not case.student.protected,
        everyone=team.readers(work, InfoClass.SCHOOL),
        layout=layout,
        inquiry=_inquiry(work, case, row, layout),
        guardians=guardian_ids(case.student),
        findings=investigation_findings.findings(work, row, case.student_id),
    )


def _asked(questions: QuestionSet, voices: tuple[Voice, ...]) -> list[tuple[Question, Voice]]:
    """Every question to everyone who is asked it, and what the team writes in the end."""
    asked = [(one, voice) for voice in voices for one in rules.questions_to(questions, voice)]
    return [*asked, *((one, Voice(one.party)) for one in questions.synthesis)]


def _voices(row: InvestigationRow | None, standing: Mapping[str, AnswerRow]) -> tuple[Voice, ...]:
    return layout_of(row).voices(Voice(one.party, one.who) for one in standing.values())


def _inquiry(work: Work, case: CaseRow, row: InvestigationRow | None, layout: Layout) -> Inquiry:
    """The latest decision to open an utredning in this case, and what has been said of this kartläggning."""
    wanted = select(DecisionRow.decided_on).where(
        DecisionRow.case_id == case.id, DecisionRow.answer == InquiryAnswer.OPENED
    )
    decided_on = work.session.scalars(wanted.order_by(DecisionRow.decided_on.desc())).first()
    is_open = case.closed_on is None and (row is None or row.signed_at is None)
    asks = layout.is_inquiry is None and is_open and case.step >= _FIRST_ASKED
    law = work.rules.law.at(law_profiles.of(work, case.student).inquiry_law, decided_on or work.today)
    return Inquiry(layout.is_inquiry, decided_on, asks, law.spoken)


def _writable(work: Work, investigation_id: UUID) -> tuple[InvestigationRow, CaseRow]:
    work.may(Resource.INVESTIGATION, Action.WRITE)
    row = work.session.get_one(InvestigationRow, investigation_id)
    rules.demand_unsigned(row.signed_at is not None, row.version)
    return row, cases.open_row(work, row.case_id)


def _asked_for(lines: tuple[DutyLine, ...], rows: list[InvestigationRow]) -> Depth | None:
    """The depth that an open duty of the case's step asks for, and that has not been made yet."""
    made = {row.depth for row in rows}
    documents = {line.duty.document for line in lines if line.outstanding}
    wanted = (depth for depth, document in _DUTIES.items() if document in documents)
    return next((depth for depth in wanted if depth not in made), None)


def _duty(lines: tuple[DutyLine, ...], depth: Depth) -> DutyLine | None:
    return next((line for line in lines if line.duty.document == _DUTIES[depth]), None)


def _signature(work: Work, row: InvestigationRow | None) -> Signature | None:
    if row is None or row.signed_at is None or row.signed_by is None:
        return None
    person = work.session.get_one(PersonRow, row.signed_by)
    return Signature(row.signed_at.astimezone(SWEDEN), person.name, person.role.label)


def _versions(rows: list[InvestigationRow]) -> tuple[Version, ...]:
    replaced = {row.replaces for row in rows}
    return tuple(
        Version(
            row.id, row.depth, row.version, row.started_on, investigation_rows.signed_on(row),
            row.id in replaced, row.correction_reason or "",
        )
        for row in rows
    )  # fmt: skip


def _line(work: Work, row: InvestigationRow, case: CaseRow, names: Mapping[UUID, str]) -> InvestigationLine:
    signed_on = investigation_rows.signed_on(row)
    return InvestigationLine(
        id=row.id,
        case_id=case.id,
        student=line_of(case.student),
        depth=row.depth,
        version=row.version,
        progress=progress_now(work, row),
        started_on=row.started_on,
        started_by=names.get(row.started_by, ""),
        due_on=row.due_on,
        signed_on=signed_on,
        is_late=signed_on is None and row.due_on is not None and row.due_on < work.today,
    )
