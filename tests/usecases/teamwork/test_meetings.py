"""The EHT-möte: its agenda, its decisions, and a text that goes into its own case and nowhere else."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import inspect, select, text

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.teamwork.meeting import ItemKind
from narvaro_desktop.domain.terms import InfoClass, Role
from narvaro_desktop.store.cells import Place
from narvaro_desktop.store.tables import DutyRow, MeetingItemRow, NoteRow, StudentRow
from narvaro_desktop.usecases.casework import cases, duties, notes
from narvaro_desktop.usecases.casework.cases import CaseClosed, Opening
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.sharing import handovers
from narvaro_desktop.usecases.teamwork import meeting_papers, meeting_room, meetings
from narvaro_desktop.usecases.teamwork.meeting_room import ConsultationNamed, Item, MeetingView, TextHidden
from narvaro_desktop.usecases.teamwork.meetings import CaseOnAgenda, ItemInUse, MeetingClosed, WordsMissing
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.documents import reading
from tests.usecases.pupils_with_days import pupil

TODAY = date(2026, 9, 28)
SAID = "Sover dåligt sedan flytten till mormor."


@pytest.fixture
def office(school: School) -> Iterator[Office]:
    opened = school.unlock()
    opened.clock = Clock(TODAY)
    yield opened
    opened.close()


def a_case(office: Office, name: str, class_name: str = "7A", late: int = 0) -> UUID:
    """A case; `late` gives it a task that many days late."""
    with office.work() as work:
        case_id = cases.open_case(work, pupil(work, name, class_name), Opening(opened_on=TODAY)).value
        if late:
            duties.add_task(work, case_id, "Ring hem", TODAY - timedelta(days=late), Role.COUNSELLOR)
        return case_id


def planned(office: Office) -> UUID:
    with office.work() as work:
        return meetings.plan(work, TODAY).value


def seen(office: Office, meeting_id: UUID) -> MeetingView:
    with office.work() as work:
        return meeting_room.meeting(work, meeting_id)


def point(view: MeetingView, case_id: UUID) -> Item:
    return next(item for item in view.items if item.case_id == case_id)


def test_the_agenda_builds_itself_the_undecided_first_and_says_why(office: Office) -> None:
    late, waiting = a_case(office, "Elvira Blåbärsskog", late=3), a_case(office, "Bo Regnskur")
    a_case(office, "Cia Kottelund")
    with office.work() as work:
        handovers.hand_over(work, waiting, "Utredning behövs enligt teamet.")

    view = seen(office, planned(office))

    assert [item.case_id for item in view.items] == [waiting, late]
    assert view.items[0].words == "Väntar på beslut av rektor."
    assert view.items[1].words == "Försenat: Ring hem."
    assert [(one.name, one.was_there) for one in view.participants] == [
        ("Kurator Ek", True), ("Rektor Rönn", True),
    ]  # fmt: skip


def test_the_agenda_is_put_right_by_hand(office: Office) -> None:
    first, second = a_case(office, "Elvira Blåbärsskog", late=3), a_case(office, "Bo Regnskur", late=1)
    calm = a_case(office, "Cia Kottelund")
    meeting_id = planned(office)

    with office.work() as work:
        assert [one.case_id for one in meetings.offered(work, meeting_id)] == [calm]
        added = meetings.add_case(work, meeting_id, calm).value
        meetings.add_point(work, meeting_id, ItemKind.MATTER, "Rastvärdar i november")
    with office.work() as work:
        meetings.move(work, added, -1)
        meetings.remove(work, point(meeting_room.meeting(work, meeting_id), first).id)
    view = seen(office, meeting_id)

    assert [item.case_id for item in view.items] == [calm, second, None]
    with office.work() as work, pytest.raises(CaseOnAgenda):
        meetings.add_case(work, meeting_id, calm)
    with office.work() as work, pytest.raises(WordsMissing):
        meetings.add_point(work, meeting_id, ItemKind.MATTER, "  ")


def test_a_decision_is_a_task_of_its_case_with_who_and_when(office: Office) -> None:
    case_id = a_case(office, "Elvira Blåbärsskog", late=1)
    meeting_id = planned(office)
    item = point(seen(office, meeting_id), case_id)

    with office.work() as work:
        made = meeting_room.decide(work, item.id, "Boka möte hemma", Role.MENTOR, date(2026, 10, 2)).value

    with office.work() as work:
        task = work.session.scalars(select(DutyRow).where(DutyRow.words == "Boka möte hemma")).one()
        assert (task.case_id, task.responsible, task.due_on) == (case_id, Role.MENTOR, date(2026, 10, 2))
        with pytest.raises(ItemInUse):
            meetings.remove(work, item.id)
    with office.work() as work:
        meeting_room.take_back(work, made)
    with office.work() as work:
        assert work.session.scalars(select(DutyRow).where(DutyRow.words == "Boka möte hemma")).all() == []


def test_a_closed_meeting_has_given_each_case_its_own_note_and_holds_none(office: Office) -> None:
    mine, other = a_case(office, "Elvira Blåbärsskog", late=1), a_case(office, "Bo Regnskur", late=2)
    meeting_id = planned(office)
    item = point(seen(office, meeting_id), mine)
    with office.work() as work:
        meeting_room.write(work, item.id, SAID)
    assert point(seen(office, meeting_id), mine).text == SAID

    with office.work() as work:
        meeting_room.close(work, meeting_id)

    with office.work() as work:
        (note,) = notes.notes_of(work, mine)
        assert (note.text, note.info_class, note.kind.key) == (SAID, InfoClass.COUNSELLING, "meeting")
        assert notes.notes_of(work, other) == []
        assert [row.body for row in work.session.scalars(select(MeetingItemRow))] == [None, None]
    with office.work() as work:
        assert _rows_that_say(office, "mormor") == []
        assert _cells_that_say(office, work, SAID) == [("note", str(note.id))]


def _rows_that_say(office: Office, word: str) -> list[str]:
    """The tables in which a word stands readable, in any column of any row."""
    with office.vault.engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        return [
            name
            for name in tables
            for row in connection.execute(text(f'SELECT * FROM "{name}"'))
            if any(word.encode() in str(value).encode() or word in repr(value) for value in row)
        ]


def _cells_that_say(office: Office, work: object, said: str) -> list[tuple[str, str]]:
    """Every sealed cell that the kurator can open and that holds the text."""
    found = []
    with office.work() as opened:
        for note in opened.session.scalars(select(NoteRow)):
            place = Place("note", str(note.id), str(note.student_id), "body")
            if opened.unseal(place, note.body) == said:
                found.append(("note", str(note.id)))
        for item in opened.session.scalars(select(MeetingItemRow)):
            if item.body is not None:
                found.append(("meeting_item", str(item.id)))
    return found


def test_a_closed_meeting_is_locked_and_put_right_by_something_new(office: Office) -> None:
    case_id = a_case(office, "Elvira Blåbärsskog", late=1)
    meeting_id = planned(office)
    item = point(seen(office, meeting_id), case_id)
    with office.work() as work:
        wrong = meeting_room.decide(work, item.id, "Möte på måndag", Role.MENTOR, date(2026, 10, 5)).value
        meeting_room.close(work, meeting_id)

    for act in (
        lambda work: meeting_room.write(work, item.id, "mer"),
        lambda work: meeting_room.take_back(work, wrong),
        lambda work: meetings.reschedule(work, meeting_id, TODAY),
        lambda work: meeting_room.close(work, meeting_id),
    ):
        with office.work() as work, pytest.raises(MeetingClosed):
            act(work)
    office.clock = Clock(TODAY + timedelta(days=1))
    with office.work() as work:
        meeting_room.add_note(work, item.id, "Mötet blir på tisdag.")
        meeting_room.decide(work, item.id, "Möte på tisdag", Role.MENTOR, date(2026, 10, 6), replaces=wrong)

    first, second = point(seen(office, meeting_id), case_id).decisions
    assert first.is_replaced and not first.later
    assert second.later and second.replaces == "Möte på måndag"
    with office.work() as work:
        assert [note.text for note in notes.notes_of(work, case_id)] == ["Mötet blir på tisdag."]
        waiting = [line.words for line in work.session.scalars(select(DutyRow)) if line.left_open_on is None]
    assert "Möte på måndag" not in waiting and "Möte på tisdag" in waiting


def test_a_konsultation_names_nobody(office: Office) -> None:
    a_case(office, "Elvira Blåbärsskog")
    meeting_id = planned(office)
    with office.work() as work:
        item = meetings.add_point(work, meeting_id, ItemKind.CONSULTATION, "Elev i mellanstadiet").value
        meeting_room.write(work, item, "Familjen Blåbärsskogs äldste son är trött.")

    with office.work() as work, pytest.raises(ConsultationNamed):
        meeting_room.close(work, meeting_id)
    with office.work() as work:
        meeting_room.write(work, item, "Är trött efter lunch. Prova kortare pass.")
        meeting_room.decide(work, item, "Ta fram schema", Role.SPECIAL_EDUCATOR, date(2026, 10, 9))
        meeting_room.close(work, meeting_id)

    with office.work() as work:
        (task,) = meeting_room.team_tasks(work)
        assert (task.words, task.due_on) == ("Ta fram schema", date(2026, 10, 9))
        meeting_room.do_decision(work, task.id)
    with office.work() as work:
        assert meeting_room.team_tasks(work) == []
        assert work.session.scalars(select(NoteRow)).all() == []


def test_what_is_written_at_the_meeting_is_read_by_those_who_read_the_case(school: School) -> None:
    kurator = school.unlock()
    kurator.clock = Clock(TODAY)
    case_id = a_case(kurator, "Elvira Blåbärsskog", late=1)
    meeting_id = planned(kurator)
    item = point(seen(kurator, meeting_id), case_id)
    with kurator.work() as work:
        meeting_room.write(work, item.id, SAID)
        kept = work.session.get_one(MeetingItemRow, item.id).body
    kurator.close()

    rektor = school.unlock("Rektor Rönn")
    shown = point(seen(rektor, meeting_id), case_id)
    rektor.close()

    assert shown.text == SAID and shown.readers == "Läses av: kurator, rektor"
    assert kept is not None and SAID.encode() not in kept


def test_a_mentor_has_no_meetings(school: School) -> None:
    office = school.unlock("Mentor Al")

    with office.work() as work, pytest.raises(NotAllowed):
        meetings.meetings(work)
    with office.work() as work, pytest.raises(NotAllowed):
        meetings.plan(work, TODAY)
    office.close()


def test_a_protected_pupil_is_on_no_agenda(office: Office) -> None:
    case_id = a_case(office, "Elvira Blåbärsskog", late=1)
    meeting_id = planned(office)
    with office.work() as work:
        student = work.session.scalars(select(StudentRow)).one()
        student.protected = True

    view = seen(office, meeting_id)

    assert view.items == () and view.unseen == 1
    with office.work() as work:
        assert meetings.offered(work, meeting_id) == []
        assert case_id not in meetings.met(work)


def test_a_meeting_that_is_not_held_leaves_nothing(office: Office) -> None:
    a_case(office, "Elvira Blåbärsskog", late=1)
    meeting_id = planned(office)

    with office.work() as work:
        meetings.call(work, meeting_id, "Ada Lövsprång", "socialsekreterare")
    with office.work() as work:
        meetings.cancel(work, meeting_id)

    with office.work() as work:
        assert meetings.meetings(work) == []


def test_the_list_tells_how_much_was_spoken_of_and_decided(office: Office) -> None:
    case_id = a_case(office, "Elvira Blåbärsskog", late=1)
    meeting_id = planned(office)
    with office.work() as work:
        item = point(meeting_room.meeting(work, meeting_id), case_id)
        meeting_room.decide(work, item.id, "Ring", Role.MENTOR, TODAY)

    with office.work() as work:
        (line,) = meetings.meetings(work)
        shown = meeting_room.at_hand(work, case_id)

    assert (line.points, line.decisions, line.is_closed) == (1, 1, False)
    assert shown.step.startswith("Steg 1") and [one.words for one in shown.due][-1] != ""


def test_text_hidden_is_raised_for_a_text_without_a_key(office: Office) -> None:
    case_id = a_case(office, "Elvira Blåbärsskog", late=1)
    meeting_id = planned(office)
    item = point(seen(office, meeting_id), case_id).id
    with office.work() as work:
        row = work.session.get_one(MeetingItemRow, item)
        row.info_class, row.body = InfoClass.MEDICAL, b"another's"

    assert point(seen(office, meeting_id), case_id).hidden
    with office.work() as work, pytest.raises(TextHidden):
        meeting_room.write(work, item, "över")
    with office.work() as work, pytest.raises(TextHidden):
        meeting_room.close(work, meeting_id)


def test_the_papers_name_nobody_and_hold_nothing_of_what_was_said(office: Office, tmp_path: Path) -> None:
    case_id = a_case(office, "Elvira Blåbärsskog", late=1)
    meeting_id = planned(office)
    item = point(seen(office, meeting_id), case_id)
    with office.work() as work:
        meeting_room.write(work, item.id, SAID)
        meeting_room.decide(work, item.id, "Boka möte hemma", Role.MENTOR, date(2026, 10, 2))

    with office.work() as work:
        first = meeting_papers.agenda_paper(work, meeting_id)
        made = [first, meeting_papers.protocol_paper(work, meeting_id)]
    words = [reading.text(tmp_path, paper.pdf) for paper in made]

    agenda, protocol = words
    assert "E.B." in agenda and item.number in protocol
    assert "Boka möte hemma" in protocol and "Boka möte hemma" not in agenda
    for said in words:
        assert "Blåbärsskog" not in said and "mormor" not in said


def test_a_protected_pupil_is_on_no_paper(office: Office, tmp_path: Path) -> None:
    a_case(office, "Elvira Blåbärsskog", late=1)
    meeting_id = planned(office)
    with office.work() as work:
        work.session.scalars(select(StudentRow)).one().protected = True

    with office.work() as work:
        pdf = meeting_papers.protocol_paper(work, meeting_id).pdf

    assert "E.B." not in reading.text(tmp_path, pdf)


def test_a_closed_case_gets_no_task_and_comes_on_no_agenda(office: Office) -> None:
    case_id = a_case(office, "Elvira Blåbärsskog", late=1)
    with office.work() as work:
        handovers.hand_over(work, case_id, "Utredning behövs.")
    meeting_id = planned(office)
    item = point(seen(office, meeting_id), case_id)
    with office.work() as work:
        cases.row_of(work, case_id).closed_on = TODAY

    with office.work() as work, pytest.raises(CaseClosed):
        meeting_room.decide(work, item.id, "Ring hem", Role.MENTOR, date(2026, 10, 2))

    assert seen(office, planned(office)).items == ()
