"""Two people write in the same text after a switch of user: what the first had written is shown and kept."""

from datetime import date
from uuid import UUID

from narvaro_desktop.domain.assessment.investigation import Answer, Sharing, Voice
from narvaro_desktop.domain.planning.plan import Around
from narvaro_desktop.domain.terms import AnswerState, Depth, Party
from narvaro_desktop.usecases.assessment import investigation_papers, investigations
from narvaro_desktop.usecases.assessment.investigation_answers import Reply
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.planning import plans
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.teamwork import meeting_room, meetings
from narvaro_desktop.usecases.work import Office
from tests.conftest import School

FIRST, SECOND = "Hon vill ha en vuxen vid grinden.", "Skolgården är för stor."


def begun(office: Office) -> UUID:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case_id = cases.open_case(work, student).value
        investigations.begin(work, case_id, Depth.SIMPLE)
    return case_id


def write(office: Office, case_id: UUID, *texts: str, share: frozenset[Sharing] | None = None) -> None:
    """Type in one answer, which is saved at each pause."""
    with office.work() as work:
        found = investigations.investigation(work, case_id)
        assert found.id is not None
    for text in texts:
        with office.work() as work:
            given = Answer("i1_place", AnswerState.ANSWERED, text, share=share)
            investigations.answer(work, found.id, "i1_place", given)


def reply(office: Office, case_id: UUID) -> Reply:
    with office.work() as work:
        return investigations.investigation(work, case_id).replies["i1_place"]


def test_an_answer_that_another_writes_over_is_shown_below_it(school: School) -> None:
    kurator = school.unlock()
    case_id = begun(kurator)
    write(kurator, case_id, FIRST[:9], FIRST)
    kurator.close()

    rektor = school.unlock("Rektor Rönn")
    write(rektor, case_id, "Skol", SECOND)

    found = reply(rektor, case_id)
    assert found.answer is not None and found.earlier is not None
    assert (found.answer.text, found.earlier.text, found.earlier.who) == (SECOND, FIRST, "Kurator Ek")

    write(rektor, case_id, f"{SECOND}\n\n{FIRST}")
    assert reply(rektor, case_id).earlier is None, "both texts stand in the answer"
    rektor.close()


def test_what_one_changes_oneself_is_no_colleagues_text(school: School) -> None:
    kurator = school.unlock()
    case_id = begun(kurator)

    write(kurator, case_id, FIRST, SECOND)

    assert reply(kurator, case_id).earlier is None
    kurator.close()


def test_the_same_holds_for_a_plan_and_for_a_point_of_a_meeting(school: School) -> None:
    kurator = school.unlock()
    case_id = begun(kurator)
    with kurator.work() as work:
        plans.describe(work, case_id, Around(needs=FIRST))
        meeting_id = meetings.plan(work, date(2026, 9, 29)).value
        item_id = meetings.add_case(work, meeting_id, case_id).value
        meeting_room.write(work, item_id, FIRST)
    kurator.close()

    rektor = school.unlock("Rektor Rönn")
    with rektor.work() as work:
        plans.describe(work, case_id, Around(needs=SECOND, next_meeting="Måndag"))
        meeting_room.write(work, item_id, SECOND)
    with rektor.work() as work:
        view = plans.plan(work, case_id)
        item = next(one for one in meeting_room.meeting(work, meeting_id).items if one.id == item_id)
    rektor.close()

    assert {name: one.text for name, one in view.rewritten.items()} == {"needs": FIRST}
    assert (item.text, item.earlier and item.earlier.text) == (SECOND, FIRST)


def test_with_whom_an_answer_may_be_shared_is_kept_and_decides_what_guardians_get(school: School) -> None:
    kurator = school.unlock()
    case_id = begun(kurator)
    write(kurator, case_id, FIRST, share=frozenset({Sharing.TEACHERS}))

    found = reply(kurator, case_id).answer
    assert found is not None and found.share == frozenset({Sharing.TEACHERS})
    assert found.is_for(Sharing.TEACHERS) and not found.is_for(Sharing.GUARDIANS)
    with kurator.work() as work:
        where = investigations.investigation(work, case_id).id
        assert where is not None
        whole = investigation_papers.investigation_paper(work, where)
        for_them = investigation_papers.investigation_paper(work, where, for_guardians=True)
    kurator.close()
    assert len(for_them.pdf) < len(whole.pdf)


def test_why_a_voice_is_missing_is_kept_too(school: School) -> None:
    kurator = school.unlock()
    case_id = begun(kurator)
    guardian = Voice(Party.GUARDIAN)
    with kurator.work() as work:
        where = investigations.investigation(work, case_id).id
        assert where is not None
        investigations.miss_voice(work, where, guardian, "Tre försök per telefon.")
    kurator.close()

    rektor = school.unlock("Rektor Rönn")
    with rektor.work() as work:
        investigations.miss_voice(work, where, guardian, "Brev är skickat.")
        investigations.miss_voice(work, where, Voice(Party.STUDENT), "Vill vänta.")
    with rektor.work() as work:
        found = investigations.investigation(work, case_id).rewritten_reasons
    rektor.close()

    assert {voice: one.text for voice, one in found.items()} == {guardian: "Tre försök per telefon."}
