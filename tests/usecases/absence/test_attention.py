"""Att titta på: who is pointed out, what holds a row back, and when it comes again."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest

from narvaro_desktop.domain.absence.attention import PER_MEETING, AttentionAnswer, KnownCause
from narvaro_desktop.domain.absence.signals import FLAG_AT, SignalKind
from narvaro_desktop.usecases.absence import attention, signal_words
from narvaro_desktop.usecases.absence.attention import Answer, Attention, CauseTooLong
from narvaro_desktop.usecases.absence.suggestions import ReasonMissing
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.work import Office, Work
from tests.conftest import School
from tests.usecases.pupils_with_days import DAY, data_until, days, pupil

UNTIL, TODAY = date(2026, 10, 9), date(2026, 10, 12)
SKIPS = [DAY * 2 // 5 if place % 3 == 0 else 0 for place in range(40)]
"""Two lessons of five skipped every third day for eight weeks: parts of days, week after week."""


@pytest.fixture
def office(school: School) -> Iterator[Office]:
    opened = school.unlock()
    opened.clock = Clock(TODAY)
    yield opened
    opened.close()


def skipping(work: Work, name: str, class_name: str = "7B") -> UUID:
    """A pupil who is pointed out: ogiltig 3, the level 1, the own break 1 or 2, week after week 2."""
    made = pupil(work, name, class_name)
    days(work, made, UNTIL, SKIPS, valid=False)
    return made


def shown(work: Work) -> Attention:
    found = attention.attention(work)
    assert found is not None
    return found


def test_who_is_pointed_out_stands_there_with_a_sentence_for_each_signal(office: Office) -> None:
    with office.work() as work:
        assert attention.attention(work) is None
        skipping(work, "Alva Granbarr")
        days(work, pupil(work, "Bo Regnskur"), UNTIL, [0] * 40)
        data_until(work, UNTIL)

    with office.work() as work:
        found = shown(work)
    (row,) = found.rows
    assert (row.student.name, row.now.score >= FLAG_AT, found.judged) == ("Alva Granbarr", True, 2)
    said = {signal.kind: signal_words.sentence(signal) for signal in row.now.signals}
    assert said[SignalKind.INVALID].startswith("Den ogiltiga frånvaron de senaste 20 skoldagarna är 1")
    assert all("{" not in words for words in said.values())


def test_a_known_cause_holds_the_row_until_its_day(office: Office) -> None:
    with office.work() as work:
        one = skipping(work, "Alva Granbarr")
        data_until(work, UNTIL)
    cause = Answer(AttentionAnswer.KNOWN_CAUSE, cause=KnownCause.TRANSPORT, until=TODAY + timedelta(days=14))
    with office.work() as work:
        attention.answer(work, [one], cause)

    with office.work() as work:
        found = shown(work)
        assert (found.rows, [held.student.name for held in found.held]) == ((), ["Alva Granbarr"])
    office.clock = Clock(TODAY + timedelta(days=15))
    with office.work() as work:
        assert len(shown(work).rows) == 1


def test_a_cause_ends_where_the_level_has_risen_or_a_flag_comes_again(office: Office) -> None:
    with office.work() as work:
        one = skipping(work, "Alva Granbarr")
        data_until(work, UNTIL)
        attention.answer(work, [one], Answer(AttentionAnswer.NOT_RELEVANT, "Ny busslinje från måndag."))
    with office.work() as work:
        assert shown(work).rows == ()

    with office.work() as work:
        days(work, one, date(2026, 10, 16), [DAY, DAY, DAY, DAY, DAY])
        data_until(work, date(2026, 10, 16))

    with office.work() as work:
        assert [row.student.name for row in shown(work).rows] == ["Alva Granbarr"]


def test_answers_for_several_are_records_of_their_own_and_can_be_taken_back(office: Office) -> None:
    with office.work() as work:
        both = [skipping(work, "Alva Granbarr"), skipping(work, "Bo Regnskur")]
        data_until(work, UNTIL)
    with office.work() as work:
        made = attention.answer(
            work, both, Answer(AttentionAnswer.NOT_RELEVANT, "Känt sedan tidigare.")
        ).value

    with office.work() as work:
        assert (len(set(made)), shown(work).rows) == (2, ())
        attention.take_back(work, made)
    with office.work() as work:
        assert len(shown(work).rows) == 2


def test_an_answer_needs_its_reason_and_a_cause_its_day(office: Office) -> None:
    with office.work() as work:
        one = skipping(work, "Alva Granbarr")
        with pytest.raises(ReasonMissing):
            attention.answer(work, [one], Answer(AttentionAnswer.NOT_RELEVANT, " "))
        for until in (None, TODAY, TODAY + timedelta(days=61)):
            with pytest.raises(CauseTooLong):
                attention.answer(
                    work, [one], Answer(AttentionAnswer.KNOWN_CAUSE, cause=KnownCause.LEAVE, until=until)
                )


def test_a_case_that_is_opened_takes_the_row_away(office: Office) -> None:
    with office.work() as work:
        one = skipping(work, "Alva Granbarr")
        data_until(work, UNTIL)
        attention.answer(work, [one], Answer(AttentionAnswer.CASE_OPENED))

    with office.work() as work:
        found = shown(work)
        assert (found.rows, found.in_case, len(cases.open_cases(work))) == ((), 1, 1)


def test_there_are_never_more_rows_than_a_meeting_works_through(office: Office) -> None:
    with office.work() as work:
        for number in range(PER_MEETING + 3):
            skipping(work, f"Elev{number:02} Granbarr")
        data_until(work, UNTIL)

    with office.work() as work:
        found = shown(work)
    assert (len(found.rows), found.more) == (PER_MEETING, 3)
    assert [row.student.sort_key for row in found.rows] == sorted(row.student.sort_key for row in found.rows)


def test_nothing_is_said_of_a_pupil_of_whom_too_little_was_reported(office: Office) -> None:
    with office.work() as work:
        made = pupil(work, "Alva Granbarr")
        days(work, made, UNTIL - timedelta(days=28), SKIPS[:20], valid=False)
        days(work, made, UNTIL, SKIPS[:20], valid=False, reported=False)
        data_until(work, UNTIL)

    with office.work() as work:
        found = shown(work)
    assert (found.rows, found.unjudged) == ((), 1)


def test_one_pupil_is_told_with_signals_and_the_rule_beside_them(office: Office) -> None:
    with office.work() as work:
        one = skipping(work, "Alva Granbarr")
        data_until(work, UNTIL)

    with office.work() as work:
        told = attention.signals_of(work, one)
    assert told.week is not None and told.week.score >= FLAG_AT
    assert told.rule is not None and told.rule.proposal.figure.total.tenths is not None
    assert told.given is None
