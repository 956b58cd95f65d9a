"""What a school does outside every case: meetings, the year, pupils' answers, and the words of the work."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from narvaro_desktop.domain.promoting.school_events import (
    EventDays,
    EventIncomplete,
    EventKind,
    SchoolEvent,
    TooManyParticipants,
)
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.promoting import feedback, feedback_papers, school_events, year_wheel
from narvaro_desktop.usecases.promoting.feedback import (
    CountWrong,
    Feedback,
    FeedbackIncomplete,
    TooFewAnswers,
)
from narvaro_desktop.usecases.routines import routine
from narvaro_desktop.usecases.teamwork.today_team import TeamKind, team_due
from narvaro_desktop.usecases.work import Office

TODAY = date(2026, 11, 22)
MET = SchoolEvent(
    EventKind.MEETING, date(2026, 11, 10), "Vägen till första besöket", "Enhetschef på BUP", "De ringer oss.",
    next_owner="kurator", follow_up_on=date(2026, 11, 20),
)  # fmt: skip
TAUGHT = SchoolEvent(EventKind.TRAINING, date(2026, 10, 1), "Lärmiljö", "Arbetslag 7–9", participants=14)
COUNTS = {"adult": (10, 6, 3, 1), "noticed": (5, 5, 5, 5), "calm": (2, 8, 6, 4), "myself": (12, 4, 2, 2)}


@pytest.fixture
def school_day(office: Office) -> Office:
    office.clock = Clock(TODAY)
    return office


def test_a_meeting_waits_until_somebody_comes_back_to_it(school_day: Office) -> None:
    with school_day.work() as work:
        key = school_events.keep(work, MET).value
        school_events.keep(work, TAUGHT)
        school_events.keep(work, replace(TAUGHT, held_on=date(2026, 6, 1), participants=9))

    with school_day.work() as work:
        found = school_events.events(work)
        first = found.lines[0]
        assert (first.event.subject, first.is_overdue) == (MET.subject, True)
        assert found.trained == 14, "the läsår before is not counted"
        [due] = [one for one in team_due(work) if one.kind is TeamKind.EVENT]
        assert (due.words, due.due_on, due.is_overdue) == (MET.subject, MET.follow_up_on, True)
        school_events.come_back(work, key)
        assert not [one for one in team_due(work) if one.kind is TeamKind.EVENT]
    with school_day.work() as work:
        assert not any(one.waits for one in school_events.events(work).lines)


@pytest.mark.parametrize(
    ("event", "refused"),
    [
        (replace(MET, subject=" "), EventIncomplete),
        (replace(MET, whom=""), EventIncomplete),
        (replace(MET, next_owner=""), EventIncomplete),
        (replace(MET, follow_up_on=MET.held_on), EventDays),
        (replace(TAUGHT, participants=2001), TooManyParticipants),
    ],
)
def test_an_event_that_says_too_little_is_refused(
    school_day: Office, event: SchoolEvent, refused: type[Exception]
) -> None:
    with school_day.work() as work, pytest.raises(refused):
        school_events.keep(work, event)


def test_the_year_says_what_is_left_and_begins_anew_in_august(school_day: Office) -> None:
    with school_day.work() as work:
        before = year_wheel.wheel(work)
        year_wheel.turn(work, "round_autumn", True)
        after = year_wheel.wheel(work)
    assert before.label == "2026/27"
    assert [month.month for month in before.months if month.is_now] == [11]
    assert after.left_behind == before.left_behind - 1

    school_day.clock = Clock(date(2027, 11, 1))
    with school_day.work() as work:
        assert year_wheel.wheel(work).left_behind == before.left_behind


def test_every_point_of_the_year_has_a_key_of_its_own() -> None:
    keys = [point.key for _month, points in routine.routine().year for point in points]

    assert len(keys) == len(set(keys))
    assert [month for month, _points in routine.routine().year][:2] == [8, 9]


def test_pupils_answers_are_shares_without_names(school_day: Office) -> None:
    with school_day.work() as work:
        feedback.keep(work, Feedback(TODAY, "7B", COUNTS, "Fler vuxna i korridoren."))
        (kept,) = feedback.feedback(work)

    assert kept.agreeing("adult") == (16, 20)
    assert (kept.group, kept.words, kept.who) == ("7B", "Fler vuxna i korridoren.", "Kurator Ek")


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        (Feedback(TODAY, "", COUNTS), FeedbackIncomplete),
        (Feedback(date(2026, 11, 23), "7B", COUNTS), FeedbackIncomplete),
        (Feedback(TODAY, "7B", {**COUNTS, "calm": (1, 1, 1, 1)}), TooFewAnswers),
        (Feedback(TODAY, "7B", {**COUNTS, "calm": (9, -1, 1, 1)}), CountWrong),
    ],
)
def test_answers_that_could_point_at_somebody_are_refused(
    school_day: Office, said: Feedback, refused: type[Exception]
) -> None:
    with school_day.work() as work, pytest.raises(refused):
        feedback.keep(work, said)


def test_the_questions_come_on_paper_without_a_name(school_day: Office) -> None:
    with school_day.work() as work:
        paper = feedback_papers.form(work)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(paper.pdf)).pages)
    assert "Skriv inte ditt namn" in text and text.count("Stämmer inte alls") == 4


def test_words_are_found_by_what_they_are_called_and_by_what_they_mean() -> None:
    book = routine.handbook()

    assert book.found("sip")[0].word == "SIP"
    assert "Långvarig" not in {one.word for one in book.words}, "the word of old leads to ours"
    assert book.found("hemmasittare")[0].means.endswith("långvarig frånvaro.")
    assert {"sip", "officials", "talk"} == {one.key for one in book.guides}
    assert not book.found("xyzzy")
