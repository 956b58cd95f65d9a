"""Drafts: what is being typed is kept, sealed, and its author's alone."""

from uuid import uuid4

from sqlalchemy import select

from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.store.tables import DraftRow
from narvaro_desktop.usecases import drafts
from narvaro_desktop.usecases.work import Office
from tests.conftest import School


def test_what_was_typed_comes_back_with_its_caret(office: Office) -> None:
    case_id = uuid4()

    with office.work() as work:
        drafts.keep(work, "case", case_id, "note", InfoClass.COUNSELLING, "Ringde hem, ingen", 7)
    with office.work() as work:
        found = drafts.draft(work, "case", case_id, "note")

    assert found is not None
    assert (found.text, found.caret) == ("Ringde hem, ingen", 7)


def test_the_latest_words_replace_those_before(office: Office) -> None:
    with office.work() as work:
        drafts.keep(work, "case", "", "note", InfoClass.SCHOOL, "Första", 0)
    with office.work() as work:
        drafts.keep(work, "case", "", "note", InfoClass.SCHOOL, "Andra", 5)

    with office.work() as work:
        assert [left.field for left in drafts.left_behind(work)] == ["note"]
        assert {name: left.text for name, left in drafts.drafts(work, "case", "").items()} == {
            "note": "Andra"
        }


def test_a_draft_lies_in_the_file_as_ciphertext_whatever_its_class(office: Office) -> None:
    for info_class in (InfoClass.SCHOOL, InfoClass.COUNSELLING, InfoClass.MEDICAL, InfoClass.OWN):
        with office.work() as work:
            drafts.keep(work, "case", "1", info_class.key, info_class, "Hemlighet", 0)

    with office.work() as work:
        bodies = work.session.scalars(select(DraftRow.body)).all()
    assert len(bodies) == 4
    assert not any(b"Hemlighet" in body for body in bodies)


def test_nobody_else_sees_that_there_is_a_draft(school: School) -> None:
    counsellor = school.unlock()
    with counsellor.work() as work:
        drafts.keep(work, "case", "1", "note", InfoClass.COUNSELLING, "Mitt utkast", 0)
    counsellor.close()

    principal = school.unlock("Rektor Rönn")
    with principal.work() as work:
        assert drafts.draft(work, "case", "1", "note") is None
        assert drafts.left_behind(work) == []
    principal.close()


def test_a_draft_that_became_a_record_is_gone(office: Office) -> None:
    with office.work() as work:
        drafts.keep(work, "case", "1", "note", InfoClass.SCHOOL, "Ett", 0)
        drafts.keep(work, "case", "1", "goal", InfoClass.SCHOOL, "Två", 0)
        drafts.keep(work, "case", "2", "note", InfoClass.SCHOOL, "Tre", 0)

    with office.work() as work:
        drafts.forget(work, "case", "1", "note")
    with office.work() as work:
        assert drafts.drafts(work, "case", "1").keys() == {"goal"}
        drafts.forget(work, "case", "1")
        assert drafts.drafts(work, "case", "1") == {}
        assert drafts.drafts(work, "case", "2").keys() == {"note"}


def test_an_emptied_field_leaves_no_draft(office: Office) -> None:
    with office.work() as work:
        drafts.keep(work, "case", "1", "note", InfoClass.SCHOOL, "Ett", 0)
    with office.work() as work:
        drafts.keep(work, "case", "1", "note", InfoClass.SCHOOL, "", 0)

    with office.work() as work:
        assert drafts.left_behind(work) == []


def test_typing_leaves_no_line_in_the_access_log(office: Office) -> None:
    with office.work() as work:
        drafts.keep(work, "case", "1", "note", InfoClass.SCHOOL, "Ett", 0)
        assert work.lines == []
