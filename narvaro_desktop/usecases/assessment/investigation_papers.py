"""The kartläggning as PDF: what the person may read, on paper; making one is its own logged act.

Answers that only some read stand in appendices of their own, which can be left out. A protected pupil has
no papers. This module brings ReportLab along (slow): import it inside the act that needs it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.documents.investigation import (
    Analysis,
    Appendix,
    ConsultationLine,
    InvestigationPaper,
    LevelConclusion,
    Pattern,
    Section,
    WeekLine,
)
from narvaro_desktop.documents.investigation import Answer as PaperAnswer
from narvaro_desktop.documents.investigation import investigation as investigation_pdf
from narvaro_desktop.documents.page import file_name
from narvaro_desktop.domain.assessment.investigation import Sharing, Voice, answer_key, questions_to
from narvaro_desktop.domain.assessment.questions import SYNTHESIS
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.charts.heat_map import heat_map
from narvaro_desktop.domain.terms import AnswerState, InfoClass, InquiryAnswer, Party
from narvaro_desktop.i18n import N_, _, in_swedish, ngettext
from narvaro_desktop.store.tables import CaseRow, DecisionRow, InvestigationRow, PersonRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.assessment import (
    consultations,
    finding_words,
    investigation_pattern,
    investigations,
    pattern_words,
)
from narvaro_desktop.usecases.assessment.investigation_answers import Reply
from narvaro_desktop.usecases.assessment.investigation_layout import Speaker
from narvaro_desktop.usecases.assessment.investigation_views import Inquiry, InvestigationView
from narvaro_desktop.usecases.casework.case_papers import printable, signed_by
from narvaro_desktop.usecases.deciding.notification_papers import secrecy
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.work import Work

_VOICE: Final = "I1"
_ANALYSED: Final = ("y1_triggering", "y1_maintaining", "y1_protective", "y1_evidence")
_PICTURE: Final = (640, 230)
_LEVELS: Final = {
    "principal": N_("Rektorns ansvar"),
    "provider": N_("Huvudmannens ansvar"),
    "municipality": N_("Kommunens ansvar"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, and whose it is."""

    reply: Reply
    speaker: Speaker


@in_swedish()
def investigation_paper(
    work: Work, investigation_id: UUID, *, with_appendices: bool = True, for_guardians: bool = False
) -> Paper:
    """The kartläggning as PDF; unsigned it is marked as a draft. Raises ProtectedStudent.

    `for_guardians` leaves out what the one who answered does not let them be told.
    """
    work.may(Resource.INVESTIGATION, Action.EXPORT)
    row = work.session.get_one(InvestigationRow, investigation_id)
    case = printable(work, row.case_id)
    view = investigations.investigation(work, row.case_id, investigation_id)
    paper = _investigation(work, case, row, view, with_appendices, for_guardians)
    work.log(
        "investigation.print", student=case.student_id, case=case.id, version=view.version,
        appendices=len(paper.appendices), for_guardians=for_guardians,
    )  # fmt: skip
    name = file_name(view.depth.label, case.number, work.today)
    return Paper(investigation_pdf(paper, work.now, secrecy(work)), name)


def _investigation(
    work: Work, case: CaseRow, row: InvestigationRow, view: InvestigationView, with_appendices: bool,
    for_guardians: bool,
) -> InvestigationPaper:  # fmt: skip
    readable = [one for one in _told(view) if one.reply.answer is not None and not one.reply.hidden]
    if for_guardians:
        readable = [one for one in readable if _for_guardians(one)]
    in_body = [one for one in readable if _is_open(one.reply)]
    appendices = _appendices(view, readable) if with_appendices else ()
    person = work.session.get_one(PersonRow, row.started_by)
    texts = {one.reply.question.key: _words(one.reply) for one in in_body}
    student = case.student
    year = _("årskurs {year}").format(year=student.school_year) if student.school_year is not None else ""
    others = [one for one in in_body if one.reply.question.module not in (_VOICE, *SYNTHESIS)]
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
        sections=(*_missing(view), *_sections(view, others)),
        analysis=Analysis(*(texts.get(key, "") for key in _ANALYSED)),
        conclusions=tuple((_(words), texts[key]) for key, words in _TITLES.items() if key in texts),
        pattern=_pattern(work, case, row),
        appendices=appendices,
        signed=signed_by(view.signed),
        inquiry=_inquiry(view.inquiry),
        consultations=_consultations(work, case),
        levels=_levels(texts),
    )


def _told(view: InvestigationView) -> list[Told]:
    """Every answer with whose it is, in the order of the questions; the synthesis last."""
    team = view.speakers[-1]
    told = [
        Told(view.replies[answer_key(question.key, speaker.voice.who)], speaker)
        for speaker in view.speakers
        for question in questions_to(view.questions, speaker.voice)
    ]
    return [*told, *(Told(view.replies[one.key], team) for one in view.questions.synthesis)]


def _missing(view: InvestigationView) -> tuple[Section, ...]:
    """The guardians who were not heard, and why."""
    names = {one.voice: one.name for one in view.speakers}
    return tuple(
        Section(
            _("Vårdnadshavare: {name}").format(name=names[voice]),
            _("Rösten saknas: {why}").format(why=why),
            (),
        )
        for voice, why in view.missing_voices.items()
        if voice.party is Party.GUARDIAN and voice in names
    )


def _inquiry(inquiry: Inquiry) -> str:
    if inquiry.is_one is None:
        return ""
    if not inquiry.is_one:
        return _("Nej, en kartläggning inom skolans vanliga arbete")
    if inquiry.decided_on is None:
        return _("Enligt {law}. Rektorn har inte beslutat än.").format(law=inquiry.law)
    return _("Enligt {law}, inledd {day}").format(law=inquiry.law, day=inquiry.decided_on)


def _levels(texts: dict[str, str]) -> tuple[LevelConclusion, ...]:
    found = []
    for key, words in _LEVELS.items():
        parts = [texts.get(f"y2_{key}_{part}", "") for part in ("circumstances", "measures", "decisions")]
        if any(parts):
            found.append(LevelConclusion(_(words), *parts))
    return tuple(found)


def _consultations(work: Work, case: CaseRow) -> tuple[ConsultationLine, ...]:
    """Every samråd with its outcome; what was said stays in the case."""
    lines = []
    known = consultations.samrad(work, case.id)
    for one in reversed(known.heard):
        given = one.consultation
        count = given.attempts or 1
        tried = ngettext("försökt {count} gång, ej nådd", "försökt {count} gånger, ej nådd", count)
        day = given.happened_on.isoformat()
        lines.append(
            ConsultationLine(
                one.with_whom,
                given.form.label,
                day,
                _("genomfört") if given.held else tried.format(count=count),
            )
        )
    if lines:
        lines += [ConsultationLine(one.name, "–", "–", _("inget samråd än")) for one in known.lacking]
    return tuple(lines)


_TITLES: Final = {
    "y2_needs": N_("Vad eleven behöver och vad skolan gör"),
    "y2_next": N_("Beslut och nästa möte"),
}


def _for_guardians(one: Told) -> bool:
    """Whether they may be told: what they have said themselves, and what nobody holds back from them."""
    answer = one.reply.answer
    return one.speaker.voice.party is Party.GUARDIAN or answer is None or answer.is_for(Sharing.GUARDIANS)


def _is_open(reply: Reply) -> bool:
    """Whether everyone in the team reads the answer."""
    return reply.info_class is InfoClass.SCHOOL


def _voice(view: InvestigationView, in_body: list[Told], with_appendices: bool) -> Section:
    """The pupil's voice, or where her words are found."""
    said = view.progress_of(Party.STUDENT)
    why = view.missing_voices.get(Voice(Party.STUDENT))
    own = [one.reply for one in in_body if one.reply.question.module == _VOICE]
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


def _appendices(view: InvestigationView, readable: Iterable[Told]) -> tuple[Appendix, ...]:
    """What only some read, one appendix for each circle of readers; causes and what protects in theirs."""
    circles: dict[InfoClass, list[Told]] = defaultdict(list)
    readers: dict[InfoClass, str] = {}
    for one in readable:
        if not _is_open(one.reply):
            circles[one.reply.info_class].append(one)
            readers[one.reply.info_class] = one.reply.readers
    found: dict[InfoClass, list[Section]] = {
        each: list(_sections(view, held)) for each, held in circles.items()
    }
    for finding in view.findings:
        if finding.finding is not None:
            found.setdefault(finding.info_class, [])
            readers.setdefault(finding.info_class, finding.readers)
    for each, sections in found.items():
        sections += _findings(view, each)
    return tuple(Appendix(_who(readers[each]), tuple(sections)) for each, sections in found.items())


def _findings(view: InvestigationView, info_class: InfoClass) -> list[Section]:
    lines: dict[str, list[PaperAnswer]] = defaultdict(list)
    for each in view.findings:
        if each.finding is not None and each.info_class is info_class:
            title, words = finding_words.said(each.finding, each.code)
            lines[finding_words.heading(each.kind)].append(PaperAnswer(title, words))
    return [Section(heading, "", tuple(answers)) for heading, answers in lines.items()]


def _who(readers: str) -> str:
    """`Läses av: kurator, rektor` → `kurator, rektor`: the paper says the first words itself."""
    return readers.split(": ", 1)[-1]


def _sections(view: InvestigationView, told: Iterable[Told]) -> tuple[Section, ...]:
    """One section for each module and speaker."""
    held: dict[tuple[str, Voice], list[Told]] = defaultdict(list)
    for one in told:
        held[one.reply.question.module, one.speaker.voice].append(one)
    return tuple(
        Section(_title(module.name, own[0].speaker), _source(own), tuple(_answer(one.reply) for one in own))
        for module in view.questions.modules
        for (key, _voice), own in held.items()
        if key == module.key
    )


def _title(module: str, speaker: Speaker) -> str:
    return f"{module}: {speaker.name}" if speaker.voice.who else module


def _source(told: list[Told]) -> str:
    """Who answered, who asked, and when."""
    answers = [one.reply.answer for one in told if one.reply.answer]
    days = sorted({answer.answered_on for answer in answers if answer.answered_on})
    asked = ", ".join(dict.fromkeys(one.reply.asked_by for one in told if one.reply.asked_by))
    when = f"{days[0]}" if len(days) < 2 else f"{days[0]} – {days[-1]}" if days else ""
    speaker = told[0].speaker
    who = speaker.name if speaker.voice.who else speaker.voice.party.label
    return _("Svar från: {who}. Antecknat av {by}, {when}.").format(who=who, by=asked, when=when)


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
    said = _("{value} på en skala från 0 ({low}) till {top} ({high})").format(
        value=answer.scale, low=ends[0], top=top, high=ends[1]
    )
    return f"{said}. {answer.text}" if answer.text else said


def _asked_for_by(work: Work, case: CaseRow) -> str:
    decided = select(DecisionRow.decided_by_words).where(
        DecisionRow.case_id == case.id, DecisionRow.answer == InquiryAnswer.OPENED
    )
    return work.session.scalars(decided.order_by(DecisionRow.decided_on.desc())).first() or _(
        "elevhälsoteamet"
    )


def _pattern(work: Work, case: CaseRow, row: InvestigationRow) -> Pattern | None:
    """The pattern as facts, picture and table; None where no lessons have been read in."""
    found = investigation_pattern.pattern_of(work, case.id, row.id)
    if found is None or not any(week.known for week in found.weeks):
        return None
    lines = []
    for week, seen in zip(found.weeks, found.figures, strict=True):
        shares = (seen.total, seen.valid, seen.invalid, seen.coverage)
        lines.append(
            WeekLine(week.week.label, *(share.text() if share.computable else "–" for share in shares))
        )
    computed = found.computed
    return Pattern(
        pattern_words.source(found),
        tuple(lines),
        (heat_map(found.weeks, *_PICTURE),),
        pattern_words.facts(computed),
        tuple((name, share.text()) for name, share in computed.subjects),
    )
