"""Kartläggning and åtgärdsplan as PDF: what the person may read, on paper; making one is its own logged act.

Answers that only some read stand in appendices of their own, which can be left out. A protected pupil has
no papers. This module brings ReportLab along (slow): import it inside the act that needs it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.documents.investigation import (
    Analysis,
    Appendix,
    InvestigationPaper,
    Pattern,
    Section,
    WeekLine,
)
from narvaro_desktop.documents.investigation import Answer as PaperAnswer
from narvaro_desktop.documents.investigation import investigation as investigation_pdf
from narvaro_desktop.documents.page import file_name
from narvaro_desktop.documents.plan import PlanMeasure, PlanPaper
from narvaro_desktop.documents.plan import plan as plan_pdf
from narvaro_desktop.domain.absence import figure
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.heat_map import heat_map
from narvaro_desktop.domain.notification import ProtectedStudent
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.domain.terms import AnswerState, InfoClass, InquiryAnswer, Party
from narvaro_desktop.i18n import _, in_swedish
from narvaro_desktop.store.tables import CaseRow, DecisionRow, InvestigationRow, PersonRow
from narvaro_desktop.usecases import attendance, cases, investigations, packages, plans, settings
from narvaro_desktop.usecases.investigation_answers import Reply
from narvaro_desktop.usecases.investigations import InvestigationView, Signature
from narvaro_desktop.usecases.notification_papers import secrecy
from narvaro_desktop.usecases.plans import MeasureView
from narvaro_desktop.usecases.work import NOTHING, Made, Work

_VOICE: Final = "I1"
_ANALYSED: Final = ("y1_triggering", "y1_maintaining", "y1_protective")
_PICTURE: Final = (640, 230)


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF and the name to save it under, which tells the ärende and no person."""

    pdf: bytes
    file_name: str


@in_swedish()
def investigation_paper(work: Work, investigation_id: UUID, *, with_appendices: bool = True) -> Paper:
    """The kartläggning as PDF; unsigned it is marked as a draft. Raises ProtectedStudent."""
    work.may(Resource.INVESTIGATION, Action.EXPORT)
    row = work.session.get_one(InvestigationRow, investigation_id)
    case = _printable(work, row.case_id)
    view = investigations.investigation(work, row.case_id, investigation_id)
    paper = _investigation(work, case, row, view, with_appendices)
    work.log(
        "investigation.print", student=case.student_id, case=case.id, version=view.version,
        appendices=len(paper.appendices),
    )  # fmt: skip
    name = file_name(view.depth.label, case.number, work.today)
    return Paper(investigation_pdf(paper, work.now, secrecy(work)), name)


@in_swedish()
def plan_paper(work: Work, case_id: UUID) -> Paper:
    """The åtgärdsplan as PDF, which says that it is no åtgärdsprogram. Raises ProtectedStudent."""
    work.may(Resource.PLAN, Action.EXPORT)
    case = _printable(work, case_id)
    view = plans.plan(work, case_id)
    paper = PlanPaper(
        case_id=case.number,
        school=settings.profile(work).name,
        student=case.student.name.strip(),
        version=view.version,
        needs=view.around.needs,
        measures=tuple(_measure(one) for one in view.going_on),
        student_view=view.around.student_view,
        guardian_view=view.around.guardian_view,
        next_meeting=view.around.next_meeting,
        signed=_signed(view.signed),
    )
    work.log("plan.print", student=case.student_id, case=case.id, version=view.version)
    name = file_name(_("åtgärdsplan"), case.number, work.today)
    return Paper(plan_pdf(paper, work.now, secrecy(work)), name)


def save_investigation(
    work: Work, investigation_id: UUID, folder: Path, *, with_appendices: bool = True
) -> Made[Path]:
    """The kartläggning as a file in `folder`."""
    paper = investigation_paper(work, investigation_id, with_appendices=with_appendices)
    return _save(work, paper, folder)


def save_plan(work: Work, case_id: UUID, folder: Path) -> Made[Path]:
    """The plan as a file in `folder`."""
    return _save(work, plan_paper(work, case_id), folder)


def _save(work: Work, paper: Paper, folder: Path) -> Made[Path]:
    path = folder / paper.file_name
    packages.put(work, path, paper.pdf)
    return Made(NOTHING, path)


def _printable(work: Work, case_id: UUID) -> CaseRow:
    case = cases.row_of(work, case_id)
    if case.student.protected:
        raise ProtectedStudent
    return case


def _signed(signature: Signature | None) -> tuple[date, str] | None:
    return (signature.at.date(), f"{signature.name}, {signature.title}") if signature else None


def _investigation(
    work: Work, case: CaseRow, row: InvestigationRow, view: InvestigationView, with_appendices: bool
) -> InvestigationPaper:
    readable = [one for one in view.replies.values() if one.answer is not None and not one.hidden]
    in_body = [one for one in readable if _is_open(one)]
    appendices = _appendices(view, readable) if with_appendices else ()
    person = work.session.get_one(PersonRow, row.started_by)
    texts = {one.question.key: _words(one) for one in in_body}
    student = case.student
    year = _("årskurs {year}").format(year=student.school_year) if student.school_year is not None else ""
    return InvestigationPaper(
        case_id=case.number,
        school=settings.profile(work).name,
        student=student.name.strip(),
        schooling=", ".join(filter(None, (student.school_form.label, year, student.class_name))),
        depth=view.depth,
        version=view.version,
        investigator=f"{person.name}, {person.role.label}",
        asked_for_by=_asked_for_by(work, case),
        voice=_voice(view, in_body, bool(appendices)),
        sections=_sections(view, [one for one in in_body if one.question.module not in (_VOICE, "Y1", "Y2")]),
        analysis=Analysis(*(texts.get(key, "") for key in _ANALYSED)),
        conclusions=tuple((_TITLES[key], texts[key]) for key in view.questions.conclusion if key in texts),
        pattern=_pattern(work, case),
        appendices=appendices,
        signed=_signed(view.signed),
    )


_TITLES: Final = {"y2_needs": "Vad eleven behöver och vad skolan gör", "y2_next": "Beslut och nästa möte"}


def _is_open(reply: Reply) -> bool:
    """Whether everyone in the team reads the answer."""
    return reply.info_class is InfoClass.SCHOOL


def _voice(view: InvestigationView, in_body: list[Reply], with_appendices: bool) -> Section:
    """The pupil's voice, or where her words are found."""
    said = view.progress_of(Party.STUDENT)
    why = view.missing_voices.get(Party.STUDENT)
    own = [one for one in in_body if one.question.module == _VOICE]
    counted = _("{answered} av {of} frågor är besvarade.").format(answered=said.answered, of=said.questions)
    if why:
        source = _("Elevens röst saknas: {why}").format(why=why)
    elif own:
        source = counted
    elif with_appendices:
        source = counted + " " + _("Elevens egna ord står i bilagan.")
    else:
        source = counted + " " + _("Elevens egna ord är inte med i det här exemplaret.")
    return Section(_("Elevens röst"), source, tuple(map(_answer, own)))


def _appendices(view: InvestigationView, readable: Iterable[Reply]) -> tuple[Appendix, ...]:
    """What only some read, one appendix for each circle of readers."""
    circles: dict[InfoClass, list[Reply]] = defaultdict(list)
    for one in readable:
        if not _is_open(one):
            circles[one.info_class].append(one)
    return tuple(Appendix(_who(held[0].readers), _sections(view, held)) for held in circles.values())


def _who(readers: str) -> str:
    """`Läses av: kurator, rektor` → `kurator, rektor`: the paper says the first words itself."""
    return readers.split(": ", 1)[-1]


def _sections(view: InvestigationView, replies: Iterable[Reply]) -> tuple[Section, ...]:
    held: dict[str, list[Reply]] = defaultdict(list)
    for one in replies:
        held[one.question.module].append(one)
    return tuple(
        Section(module.name, _source(held[module.key]), tuple(map(_answer, held[module.key])))
        for module in view.questions.modules
        if module.key in held
    )


def _source(replies: list[Reply]) -> str:
    """Who answered, who asked, and when."""
    first = replies[0]
    parties = ", ".join(dict.fromkeys(one.question.party.label for one in replies))
    days = sorted({one.answer.answered_on for one in replies if one.answer and one.answer.answered_on})
    asked = ", ".join(dict.fromkeys(filter(None, (one.asked_by for one in replies)))) or first.asked_by
    when = f"{days[0]}" if len(days) < 2 else f"{days[0]} – {days[-1]}" if days else ""
    return _("Svar från: {who}. Antecknat av {by}, {when}.").format(who=parties, by=asked, when=when)


def _answer(reply: Reply) -> PaperAnswer:
    assert reply.answer is not None
    return PaperAnswer(reply.question.words, _words(reply), reply.answer.state)


def _words(reply: Reply) -> str:
    answer = reply.answer
    if answer is None or answer.state is not AnswerState.ANSWERED:
        return ""
    if answer.scale is None:
        return answer.text
    ends = reply.question.ends or ("", "")
    top = 10 if reply.question.kind.key == "scale_10" else 3
    return _("{value} på en skala från 0 ({low}) till {top} ({high})").format(
        value=answer.scale, low=ends[0], top=top, high=ends[1]
    )


def _asked_for_by(work: Work, case: CaseRow) -> str:
    decided = select(DecisionRow.decided_by_words).where(
        DecisionRow.case_id == case.id, DecisionRow.answer == InquiryAnswer.OPENED
    )
    return work.session.scalars(decided.order_by(DecisionRow.decided_on.desc())).first() or _(
        "elevhälsoteamet"
    )


def _pattern(work: Work, case: CaseRow) -> Pattern | None:
    """The weeks as a picture and a table; None where no lessons have been read in."""
    absence = investigations.pattern(work, case.id)
    if absence is None or not any(week.known for week in absence.weeks):
        return None
    span = Span(absence.weeks[0].week.monday, absence.weeks[-1].week.span.last)
    days = attendance.days_of(work, span, [case.student.number]).get(case.student.number, [])
    calendar = settings.calendar(work)
    lines = []
    for week in absence.weeks:
        seen = figure(days, calendar, week.week.span, absence.state.until)
        shares = (seen.total, seen.valid, seen.invalid, seen.coverage)
        lines.append(
            WeekLine(week.week.label, *(share.text() if share.computable else "–" for share in shares))
        )
    source = _("Frånvaro i procent av lektionstiden, till och med {until}. Källa: {source}.").format(
        until=absence.state.until, source=absence.state.source
    )
    return Pattern(source, tuple(lines), (heat_map(absence.weeks, *_PICTURE),))


def _measure(view: MeasureView) -> PlanMeasure:
    one = view.measure
    assert one.responsible_role and one.starts_on and one.follow_up_on
    who = ", ".join(filter(None, (one.responsible, one.responsible_role.label)))
    return PlanMeasure(
        title=one.title,
        goal=one.goal,
        level=one.level,
        legal_type=one.legal_type,
        responsible=who,
        starts_on=one.starts_on,
        follow_up_on=one.follow_up_on,
        reference=one.support_programme,
    )
