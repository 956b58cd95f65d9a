"""A fördjupad kartläggning: voices apart, modules, findings, the pattern that is kept, the teachers' form."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PdfReader

from narvaro_desktop.domain.assessment.findings import (
    Cause,
    CauseRole,
    Certainty,
    Finding,
    Instrument,
    Protective,
)
from narvaro_desktop.domain.assessment.investigation import AlreadySigned, Answer, Voice
from narvaro_desktop.domain.case_terms import SigningNeed
from narvaro_desktop.domain.terms import AnswerState, CauseCategory, Depth, Party
from narvaro_desktop.usecases.assessment import (
    investigation_findings,
    investigation_papers,
    investigation_pattern,
    investigations,
    teacher_forms,
)
from narvaro_desktop.usecases.assessment.investigation_layout import SubjectMissing
from narvaro_desktop.usecases.assessment.investigation_views import InvestigationView
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.casework.cases import Opening
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases.circle_of_a_case import let_in
from tests.usecases.pupils_with_days import data_until, days

CAUSE = Cause(CauseCategory.LEARNING_ENVIRONMENT, CauseRole.MAINTAINING, Certainty.LIKELY, "Matsalen.")
TEST = Instrument("Läsutvecklingsschema", date(2026, 9, 3), "Läser säkert.", "Pärmen")


@pytest.fixture
def case_id(office: Office) -> UUID:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        for name in ("Göte Lingontuva", "Åsa Blåbärsskog"):
            students.add_guardian(work, student, name)
        made = cases.open_case(work, student, Opening(step=3, why="Borta länge.")).value
    let_in(office, made)
    return made


@pytest.fixture
def begun(office: Office, case_id: UUID) -> UUID:
    with office.work() as work:
        return investigations.begin(work, case_id, Depth.EXTENDED).value


def shown(office: Office, case_id: UUID, version: UUID | None = None) -> InvestigationView:
    with office.work() as work:
        return investigations.investigation(work, case_id, version, Depth.EXTENDED)


def say(office: Office, begun: UUID, key: str, words: str, who: str = "") -> None:
    with office.work() as work:
        investigations.answer(work, begun, key, Answer(key, AnswerState.ANSWERED, words), who)


def write_synthesis(office: Office, case_id: UUID, begun: UUID) -> None:
    questions = shown(office, case_id).questions
    for key in (*questions.analysis, *questions.conclusion):
        say(office, begun, key, "Ljudet.")


def apart(office: Office, case_id: UUID, begun: UUID) -> tuple[str, str]:
    view = shown(office, case_id)
    first, second = map(str, view.guardians)
    with office.work() as work:
        investigations.lay_out(work, begun, replace(view.layout, apart=(first, second)))
    return first, second


def test_two_guardians_answer_the_same_question_apart(office: Office, case_id: UUID, begun: UUID) -> None:
    first, second = apart(office, case_id, begun)

    say(office, begun, "i2_began", "I fyran.", first)
    say(office, begun, "i2_began", "Efter jul.", second)

    replies = shown(office, case_id).replies
    said = [replies[f"i2_began@{who}"].answer for who in (first, second)]
    assert [one.text for one in said if one] == ["I fyran.", "Efter jul."]


def test_each_guardian_must_be_heard_or_missed_before_it_is_signed(
    office: Office, case_id: UUID, begun: UUID
) -> None:
    first, second = apart(office, case_id, begun)
    say(office, begun, "i1_place", "Matsalen.")
    write_synthesis(office, case_id, begun)
    say(office, begun, "i2_began", "I fyran.", first)

    lacking = shown(office, case_id).needs
    with office.work() as work:
        investigations.miss_voice(work, begun, Voice(Party.GUARDIAN, second), "Nås inte, tre försök.")
        investigations.sign(work, begun)

    assert lacking == (SigningNeed.GUARDIAN_VOICE,)
    assert shown(office, case_id, begun).signed is not None


def test_what_guardians_said_together_stays_when_they_are_asked_apart(
    office: Office, case_id: UUID, begun: UUID
) -> None:
    say(office, begun, "i2_tried", "Skjuts.")

    apart(office, case_id, begun)

    view = shown(office, case_id)
    reply = view.replies["i2_tried"].answer
    assert reply is not None and reply.text == "Skjuts."
    names = [one.name for one in view.speakers if one.voice.party is Party.GUARDIAN]
    assert names[-1] == "Tillsammans" and len(names) == 3


def test_a_subject_has_who_answered_and_when(office: Office, case_id: UUID, begun: UUID) -> None:
    with office.work() as work:
        key = investigations.add_teacher(work, begun, "Idrott", "Lärare Ask", date(2026, 9, 25)).value
    say(office, begun, "i3_demands", "Lagom.", key)
    with pytest.raises(SubjectMissing), office.work() as work:
        investigations.add_teacher(work, begun, " ")

    view = shown(office, case_id)
    reply = view.replies[f"i3_demands@{key}"].answer
    [speaker] = [one for one in view.speakers if one.voice.who == key]
    assert reply is not None and reply.answered_on == date(2026, 9, 25)
    assert speaker.name == "Idrott, Lärare Ask"
    assert view.progress_in([speaker.voice]).questions == 13


def test_modules_are_chosen_and_counted(office: Office, case_id: UUID, begun: UUID) -> None:
    layout = shown(office, case_id).layout
    with office.work() as work:
        investigations.lay_out(work, begun, replace(layout, modules=("I1", "I2", "I10")))

    view = shown(office, case_id)

    assert [module.key for module in view.questions.modules] == ["I1", "I2", "I10", "Y1", "Y2"]
    assert view.progress_of_module("I1").questions == 14
    assert view.progress.questions == 14 + 10 + 6


def test_it_asks_whether_it_is_an_utredning_from_the_second_step_on(
    office: Office, case_id: UUID, begun: UUID
) -> None:
    before = shown(office, case_id)
    with office.work() as work:
        investigations.lay_out(work, begun, replace(before.layout, is_inquiry=True))

    after = shown(office, case_id).inquiry
    assert (before.inquiry.asks, before.inquiry.is_one) == (True, None)
    assert (after.asks, after.is_one, after.decided_on) == (False, True, None)


@pytest.mark.parametrize("finding", [CAUSE, Protective("friend", "I klassen."), TEST])
def test_a_finding_is_kept_and_read_by_those_who_may(
    school: School, office: Office, case_id: UUID, begun: UUID, finding: Finding
) -> None:
    with office.work() as work:
        investigation_findings.add_finding(work, begun, finding)
    [own] = shown(office, case_id).findings
    office.close()
    mentor = school.unlock("Mentor Al")
    [seen] = shown(mentor, case_id).findings
    mentor.close()

    assert own.finding == finding
    assert (seen.finding, seen.readers, seen.by) == (None, "Läses av: kurator, rektor", "Kurator Ek")


def test_a_finding_taken_away_in_a_correction_stays_in_the_signed_one(
    office: Office, case_id: UUID, begun: UUID
) -> None:
    with office.work() as work:
        made = investigation_findings.add_finding(work, begun, CAUSE).value
    sign_with_reasons(office, case_id, begun)
    with pytest.raises(AlreadySigned), office.work() as work:
        investigation_findings.add_finding(work, begun, TEST)

    with office.work() as work:
        second = investigations.correct(work, begun, "Fel orsak.").value
        investigation_findings.remove_finding(work, second, made)
        investigation_findings.add_finding(work, second, TEST)

    assert [one.finding for one in shown(office, case_id, second).findings] == [TEST]
    assert [one.finding for one in shown(office, case_id, begun).findings] == [CAUSE]


def sign_with_reasons(office: Office, case_id: UUID, begun: UUID) -> None:
    write_synthesis(office, case_id, begun)
    with office.work() as work:
        for party in (Party.STUDENT, Party.GUARDIAN):
            investigations.miss_voice(work, begun, Voice(party), "Nås inte.")
        investigations.sign(work, begun)


def test_the_paper_tells_levels_findings_and_voices(office: Office, case_id: UUID, begun: UUID) -> None:
    with office.work() as work:
        key = investigations.add_teacher(work, begun, "Idrott", "Lärare Ask").value
        investigation_findings.add_finding(work, begun, CAUSE)
    say(office, begun, "i3_demands", "Lagom nivå.", key)
    say(office, begun, "y2_provider_decisions", "En extra vuxen i matsalen.")
    sign_with_reasons(office, case_id, begun)

    with office.work() as work:
        pdf = investigation_papers.investigation_paper(work, begun).pdf

    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)
    for words in (
        "Slutsats efter ansvar", "Huvudmannens ansvar", "En extra vuxen i matsalen.", "Idrott, Lärare Ask",
        "Orsaker, som teamet förstår dem", "Skolan: lärmiljö", "Rösten saknas: Nås inte.",
    ):  # fmt: skip
        assert words in text, words


def test_the_form_to_teachers_has_initials_and_no_name(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        paper = teacher_forms.teacher_form(work, case_id, Depth.EXTENDED)
        number = cases.case(work, case_id).line.number

    pages = PdfReader(BytesIO(paper.pdf)).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages).replace(number, "")
    assert "Elev E. B." in text and "Kurator Ek" in text
    assert "Elvira" not in text and "Blåbärsskog" not in text and "Lingontuva" not in text
    assert "Vilka uppgifter blir gjorda" in text and "5B" not in text
    assert "Elvira" not in paper.file_name


def test_without_figures_there_is_no_pattern(office: Office, case_id: UUID, begun: UUID) -> None:
    sign_with_reasons(office, case_id, begun)

    with office.work() as work:
        assert investigation_pattern.pattern_of(work, case_id, begun) is None


def test_the_pattern_is_kept_as_it_was_when_it_was_signed(office: Office, case_id: UUID, begun: UUID) -> None:
    last = date(2026, 11, 20)
    with office.work() as work:
        student = cases.case(work, case_id).line.student.id
        data_until(work, last)
        days(work, student, last, [0, 0, 0, 0, 300] * 4)
    with office.work() as work:
        live = investigation_pattern.pattern_of(work, case_id, begun)
    sign_with_reasons(office, case_id, begun)
    with office.work() as work:
        data_until(work, last + timedelta(days=7))
        days(work, student, last + timedelta(days=7), [300] * 5)

    with office.work() as work:
        kept = investigation_pattern.pattern_of(work, case_id, begun)
        now = investigation_pattern.pattern_now(work, student)

    assert live is not None and kept is not None and now is not None
    assert kept.is_kept and not live.is_kept
    assert (kept.computed, kept.weeks, kept.figures) == (live.computed, live.weeks, live.figures)
    assert now.computed.until > kept.computed.until == last
    assert [share.percent for share in kept.computed.weekdays] == [0, 0, 0, 0, 100]


def test_a_measure_may_name_a_cause_of_the_school_and_none_that_is_sensitive_or_about_the_home(
    office: Office, case_id: UUID, begun: UUID
) -> None:
    for category in (
        CauseCategory.LEARNING_ENVIRONMENT,
        CauseCategory.SLEEP,
        CauseCategory.WORRY,
        CauseCategory.FAMILY,
    ):
        with office.work() as work:
            investigation_findings.add_finding(work, begun, Cause(category, CauseRole.MAINTAINING))

    with office.work() as work:
        offered = investigation_findings.answerable(work, case_id)
    assert offered[0] == "Skolan: lärmiljö"
    assert not any(word in " ".join(offered) for word in ("oro", "familj"))
