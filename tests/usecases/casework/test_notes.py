"""Contacts and notes: who reads them, what they answer, how they are corrected."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from narvaro_desktop.domain.planning.plan import NoReason
from narvaro_desktop.domain.terms import ContactKind, InfoClass, Party
from narvaro_desktop.store.tables import NoteRow
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.deciding import inquiry
from narvaro_desktop.usecases.deciding.inquiry import Filled
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases.circle_of_a_case import let_in

CALL = Written(ContactKind.CALL, "Mamma svarar. Kontakt igen på torsdag.", Party.GUARDIAN, True)


@pytest.fixture
def case_id(office: Office) -> UUID:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case = cases.open_case(work, student).value
    let_in(office, case)
    return case


def write(office: Office, case_id: UUID, written: Written, *done: str) -> UUID:
    with office.work() as work:
        student = cases.case(work, case_id).line.student.id
        return notes.write(work, student, case_id, written, done).value


def test_a_note_is_signed_by_being_saved_and_says_who_reads_it(office: Office, case_id: UUID) -> None:
    write(office, case_id, CALL)

    with office.work() as work:
        [note] = notes.notes_of(work, case_id)
    assert note.text == "Mamma svarar. Kontakt igen på torsdag."
    assert note.author == "Kurator Ek"
    assert note.own
    assert note.readers == "Läses av: kurator, rektor"
    assert note.signed_at


def test_a_mentor_sees_that_there_is_a_note_and_nothing_of_what_it_is(
    school: School, office: Office, case_id: UUID
) -> None:
    write(office, case_id, CALL)
    office.close()

    mentor = school.unlock("Mentor Al")
    with mentor.work() as work:
        [note] = notes.notes_of(work, case_id)
    mentor.close()

    assert note.hidden
    assert (note.kind, note.party, note.reached, note.text) == (ContactKind.NOTE, None, None, "")


def test_a_mentor_writes_to_those_who_read_and_reads_back_what_she_wrote(
    school: School, office: Office, case_id: UUID
) -> None:
    office.close()

    mentor = school.unlock("Mentor Al")
    write(mentor, case_id, CALL)
    with mentor.work() as work:
        [own] = notes.notes_of(work, case_id)
    mentor.close()
    kurator = school.unlock()
    with kurator.work() as work:
        [read] = notes.notes_of(work, case_id)
    kurator.close()

    assert own.text == read.text == CALL.text
    assert read.author == "Mentor Al"


def test_a_plain_fact_is_read_by_everyone_in_the_team(school: School, office: Office, case_id: UUID) -> None:
    fact = Written(ContactKind.NOTE, "Föräldramöte hölls i 5B.", info_class=InfoClass.SCHOOL)
    write(office, case_id, fact)
    office.close()

    mentor = school.unlock("Mentor Al")
    with mentor.work() as work:
        [note] = notes.notes_of(work, case_id)
    mentor.close()

    assert note.text == "Föräldramöte hölls i 5B."
    assert note.readers == "Läses av: alla i teamet"


def test_a_contact_that_reached_nobody_needs_no_words(office: Office, case_id: UUID) -> None:
    write(office, case_id, Written(ContactKind.SMS, party=Party.GUARDIAN, reached=False))

    with office.work() as work:
        [note] = notes.notes_of(work, case_id)
    assert note.reached is False
    assert not note.hidden


def test_a_note_without_a_word_is_refused(office: Office, case_id: UUID) -> None:
    with pytest.raises(notes.NoteEmpty):
        write(office, case_id, Written(ContactKind.NOTE, "  "))


WHY = "Jag skrev fel förälder."


def father(text: str) -> Written:
    return replace(CALL, text=text)


def test_a_correction_stands_instead_and_the_old_text_can_be_read(office: Office, case_id: UUID) -> None:
    first = write(office, case_id, CALL)

    with office.work() as work:
        second = notes.correct(work, first, father("Pappa svarar."), WHY).value
    with office.work() as work:
        notes.correct(work, second, father("Pappa svarade. Kontakt på fredag."), "Dagen saknades.")

    with office.work() as work:
        [note] = notes.notes_of(work, case_id)
    assert note.text == "Pappa svarade. Kontakt på fredag."
    assert note.reason == "Dagen saknades."
    assert [(version.text, version.reason) for version in note.earlier] == [
        ("Pappa svarar.", WHY),
        (CALL.text, ""),
    ]


def test_a_correction_says_why(office: Office, case_id: UUID) -> None:
    first = write(office, case_id, CALL)

    with pytest.raises(NoReason), office.work() as work:
        notes.correct(work, first, father("Pappa svarar."), " ")

    with office.work() as work:
        [note] = notes.notes_of(work, case_id)
    assert note.text == CALL.text


def test_with_whom_and_on_what_day_is_corrected_too_and_samrad_follows(office: Office, case_id: UUID) -> None:
    first = write(office, case_id, replace(CALL, party=Party.STUDENT))
    yesterday = office.clock.now().date() - timedelta(days=1)
    with office.work() as work:
        assert Party.STUDENT in inquiry.proposed(work, cases.row_of(work, case_id), Filled()).consultation

    right = replace(CALL, party=Party.TEACHER, happened_on=yesterday)
    with office.work() as work:
        notes.correct(work, first, right, "Det var läraren som svarade.")

    with office.work() as work:
        [note] = notes.notes_of(work, case_id)
        consulted = inquiry.proposed(work, cases.row_of(work, case_id), Filled()).consultation
    assert (note.party, note.happened_at.date()) == (Party.TEACHER, yesterday)
    assert note.earlier[0].party is Party.STUDENT
    assert Party.STUDENT not in consulted


def test_a_contact_corrected_to_have_no_words_stays_closed_to_who_could_not_read_it(
    school: School, office: Office, case_id: UUID
) -> None:
    first = write(office, case_id, CALL)
    with office.work() as work:
        notes.correct(work, first, replace(CALL, text="", reached=False), "Det gällde en annan elev.")
    office.close()

    mentor = school.unlock("Mentor Al")
    with mentor.work() as work:
        [note] = notes.notes_of(work, case_id)
    mentor.close()

    assert note.hidden
    assert (note.party, note.reached, note.reason, note.earlier) == (None, None, "", ())


def test_only_the_latest_version_is_corrected_and_only_by_its_author(
    school: School, office: Office, case_id: UUID
) -> None:
    first = write(office, case_id, CALL)
    with office.work() as work:
        second = notes.correct(work, first, father("Pappa svarar."), WHY).value

    with pytest.raises(notes.AlreadyCorrected), office.work() as work:
        notes.correct(work, first, father("En tredje."), WHY)
    office.close()
    rektor = school.unlock("Rektor Rönn")
    with pytest.raises(notes.NotYourNote), rektor.work() as work:
        notes.correct(work, second, father("Rektorns ord."), WHY)
    rektor.close()


def test_a_talk_with_the_family_fits_the_care_talk_and_can_answer_it(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        [line] = notes.contact_duties(work, case_id)
    assert line.duty.key == "care_talk"
    assert notes.fits(line.duty, CALL)
    assert not notes.fits(line.duty, Written(ContactKind.CALL, "", Party.GUARDIAN, reached=False))
    assert not notes.fits(line.duty, Written(ContactKind.NOTE, "Om samtalet.", Party.GUARDIAN))
    assert not notes.fits(line.duty, Written(ContactKind.SMS, "Hej", Party.GUARDIAN, True))

    day = office.clock.now().date()
    write(office, case_id, CALL, "care_talk")

    with office.work() as work:
        view = cases.case(work, case_id)
        assert notes.contact_duties(work, case_id) == ()
    assert next(one.done_on for one in view.duties if one.duty.key == "care_talk") == day


def test_a_contact_entered_afterwards_has_its_day_and_no_hour(office: Office, case_id: UUID) -> None:
    write(
        office,
        case_id,
        Written(ContactKind.MEETING, "Möte.", Party.STUDENT, True, happened_on=date(2026, 9, 1)),
    )

    with office.work() as work:
        [note] = notes.notes_of(work, case_id)
    assert note.happened_at.date() == date(2026, 9, 1)
    assert not note.has_time


def test_those_with_an_open_case_come_first_when_a_note_is_begun(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        students.add(work, "Ada Alkottelund", "1A")
        found = notes.about(work)

    assert [one.name for one in found] == ["Elvira Blåbärsskog", "Ada Alkottelund"]
    assert found[0].case_id == case_id
    assert found[1].case_id is None


def test_a_note_from_before_the_case_stands_in_its_timeline(office: Office) -> None:
    with office.work() as work:
        student = students.add(work, "Tage Kottelund", "7A").value
    with office.work() as work:
        notes.write(work, student, None, CALL)

    with office.work() as work:
        case_id = cases.open_case(work, student).value

    with office.work() as work:
        assert [note.text for note in notes.notes_of(work, case_id)] == [CALL.text]


def test_a_damaged_text_is_hidden_alone_and_logged(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        student = cases.row_of(work, case_id).student_id
        whole = notes.write(work, student, case_id, Written(ContactKind.NOTE, "Hel.")).value
        damaged = notes.write(work, student, case_id, Written(ContactKind.NOTE, "Skadad.")).value
    with office.work() as work:
        row = work.session.get_one(NoteRow, damaged)
        row.body = (row.body or b"")[:-1] + bytes([(row.body or b"\0")[-1] ^ 1])

    with office.work() as work:
        told = {note.id: note.text for note in notes.notes_of(work, case_id)}

    assert told[whole] == "Hel."
    assert "Skadad." not in told.values()
