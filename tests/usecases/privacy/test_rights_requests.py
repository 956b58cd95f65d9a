"""A registerutdrag holds everything of the pupil, and nothing of others; scenario 12, first half."""

import json
import re
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import insert

from narvaro_desktop.domain.deciding.notification import ProtectedStudent
from narvaro_desktop.domain.identity import parse_identity
from narvaro_desktop.domain.masking_text import MASK
from narvaro_desktop.domain.privacy_terms import Custody, Release, RequestKind
from narvaro_desktop.domain.terms import ContactKind, InfoClass
from narvaro_desktop.gui import log_words
from narvaro_desktop.gui.pages.case.case_notices import notices
from narvaro_desktop.gui.pages.case.case_shown import case_shown
from narvaro_desktop.store.tables import GuardianRow, LessonRow, ProtectedIdentityRow, StudentRow
from narvaro_desktop.usecases.casework import cases, duties, notes
from narvaro_desktop.usecases.casework.concerns import Reported, report
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.privacy import rights_requests
from narvaro_desktop.usecases.privacy.record_map import decisions, whole_of
from narvaro_desktop.usecases.privacy.rights_requests import NotDecided, NotForGuardian
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import log_review
from narvaro_desktop.usecases.work import Office
from tests.usecases.scenario_stage import FIRST, UNTIL_1, lay_days

MANY = 10_001
SAID = "Hen grälar med Saga Regnskur på rasten. Sov dåligt."


def _pupil(office: Office) -> tuple[UUID, UUID]:
    with office.work() as work:
        students.add(work, "Saga Regnskur", "5B", parse_identity("20150905-9885"))
        alva = students.add(work, "Alva Granbarr", "5B", parse_identity("20150311-2391")).value
        students.add_guardian(work, alva, "Vera Granbarr", "070-000 00 01")
        case = cases.open_case(work, alva, cases.Opening(step=2, why="Borta mycket.")).value
        notes.write(work, alva, case, Written(ContactKind.NOTE, SAID, info_class=InfoClass.COUNSELLING))
        report(work, case, Reported(work.today, "skriftligt", "Socialtjänsten", "Blåmärke på armen"), [])
        lay_days(work, alva, FIRST, UNTIL_1, {})
    return alva, case


def test_a_guardian_gets_everything_of_the_pupil_on_paper_and_as_data_and_nothing_of_others(
    at_the_principals: Office, tmp_path: Path
) -> None:
    office = at_the_principals
    alva, _case = _pupil(office)
    with office.work() as work:
        guardian = students.student(work, alva).guardians[0].id
        request = rights_requests.ask(
            work, alva, RequestKind.EXTRACT, guardian_id=guardian, wish="Allt"
        ).value
    with pytest.raises(NotDecided), office.work() as work:
        rights_requests.save(work, request, tmp_path)

    with office.work() as work:
        found = rights_requests.review(work, request)
    [key] = [piece for piece, release in found.proposed.items() if piece.startswith("note/")]
    assert found.proposed[key] is Release.MASKED
    with office.work() as work:
        rights_requests.decide(work, request, True, releases=found.proposed)
    with office.work() as work:
        paper, data = rights_requests.save(work, request, tmp_path).value

    text = " ".join("\n".join(page.extract_text() for page in PdfReader(paper).pages).split())
    told = data.read_text(encoding="utf-8")
    for shown in (text, told):
        assert "Alva" in shown and "Vera Granbarr" in shown and "Sov dåligt" in shown
        assert "Saga" not in shown and "Regnskur" not in shown
        assert "Blåmärke" not in shown
    assert MASK in told
    assert "Granbarr" not in paper.name + data.name
    raw = b"".join(path.read_bytes() for path in (paper, data))
    assert b"Regnskur" not in raw
    with office.work() as work:
        actions = [entry.action for entry in log_review.lines(work).value.entries]
    assert {"rights.ask", "rights.decide", "rights.export"} <= set(actions)


def test_the_extract_has_every_row_of_every_table_that_is_decided_to_be_in_it(
    at_the_principals: Office, tmp_path: Path
) -> None:
    office = at_the_principals
    alva, _case = _pupil(office)
    with office.work() as work:
        request = rights_requests.ask(work, alva, RequestKind.EXTRACT).value
        rights_requests.decide(work, request, True)
        found = rights_requests.review(work, request).everything
        whole = whole_of(work.session, work.session.get_one(StudentRow, alva))
        _paper, data = rights_requests.save(work, request, tmp_path).value

    wanted = {
        one.label: len(whole.rows[one.name])
        for one in decisions().values()
        if one.extract == "yes" and whole.rows.get(one.name)
    }
    concerned = [row for row in whole.rows["access_log"] if row["info_class"] == "O"]
    assert concerned
    wanted["Vilka som har läst och skrivit"] -= len(concerned)
    assert "protected.write" not in data.read_text(encoding="utf-8")
    told = json.loads(data.read_text(encoding="utf-8"))["avsnitt"]
    assert {section.label: len(section.rows) for section in found.sections} == wanted
    assert {section["rubrik"] for section in told} == set(wanted)
    assert whole.rows["concern"]
    expected = {"Elevens uppgifter", "Ärende", "Frånvaro dag för dag", "Vilka som har läst och skrivit"}
    assert expected <= set(wanted)


@pytest.mark.parametrize(("column", "value"), [("withheld", True), ("custody", Custody.NONE)])
def test_a_guardian_who_is_not_to_know_gets_no_extract(
    at_the_principals: Office, column: str, value: object
) -> None:
    alva, _case = _pupil(at_the_principals)
    with at_the_principals.work() as work:
        guardian = students.student(work, alva).guardians[0].id
        setattr(work.session.get_one(GuardianRow, guardian), column, value)

    with pytest.raises(NotForGuardian), at_the_principals.work() as work:
        rights_requests.ask(work, alva, RequestKind.EXTRACT, guardian_id=guardian)
    with at_the_principals.work() as work:
        assert rights_requests.ask(work, alva, RequestKind.OBJECTION, guardian_id=guardian, wish="Fel").value


def test_an_objection_is_noted_answered_and_due_within_a_month(at_the_principals: Office) -> None:
    alva, _case = _pupil(at_the_principals)
    with at_the_principals.work() as work:
        asked = rights_requests.ask(
            work, alva, RequestKind.OBJECTION, asked_on=date(2026, 1, 31), wish="Skriv inte om sömn."
        ).value
        rights_requests.decide(work, asked, False, "Uppgiften behövs för utredningen.")
        [line] = rights_requests.requests(work)

    assert (line.wish, line.granted, line.due_on) == ("Skriv inte om sömn.", False, date(2026, 2, 28))
    assert line.answer == "Uppgiften behövs för utredningen."
    assert line.age == work.today.year - 2015 - (1 if (work.today.month, work.today.day) < (3, 11) else 0)


def test_a_protected_pupil_has_no_extract(at_the_principals: Office) -> None:
    alva, _case = _pupil(at_the_principals)
    with at_the_principals.work() as work:
        students.protect(work, alva)

    with pytest.raises(ProtectedStudent), at_the_principals.work() as work:
        rights_requests.ask(work, alva, RequestKind.EXTRACT)


def test_a_part_gets_the_material_of_the_cases_and_the_law_of_her_school(
    at_the_principals: Office, tmp_path: Path
) -> None:
    office = at_the_principals
    alva, _case = _pupil(office)
    with office.work() as work:
        request = rights_requests.ask(work, alva, RequestKind.PARTY).value
        rights_requests.decide(work, request, True)
        [line] = rights_requests.requests(work)
        paper, data = rights_requests.save(work, request, tmp_path).value

    sections = {one["rubrik"] for one in json.loads(data.read_text(encoding="utf-8"))["avsnitt"]}
    text = "".join(page.extract_text() for page in PdfReader(paper).pages)
    assert line.due_on is None and paper.name.startswith("partsinsyn")
    assert "Sov dåligt" in data.read_text(encoding="utf-8")
    assert "Förvaltningslagen (2017:900) 10 §" in text and "artikel 15" not in text
    assert not sections & {"Vilka som har läst och skrivit", "Frånvaro, dag för dag", "Elevens uppgifter"}


def test_an_extract_of_ten_thousand_rows_is_reviewed_whole(at_the_principals: Office) -> None:
    office = at_the_principals
    alva = with_many_rows(office, MANY)
    with office.work() as work:
        request = rights_requests.ask(work, alva, RequestKind.EXTRACT).value
        found = rights_requests.review(work, request).everything

    rows = {section.table: section.rows for section in found.sections}
    assert len(rows["lesson"]) == MANY and all(rows["lesson"])


def with_many_rows(office: Office, many: int) -> UUID:
    """A pupil with so many lessons."""
    with office.work() as work:
        alva = students.add(work, "Alva Granbarr", "5B").value
        number = work.session.get_one(StudentRow, alva).number
        lesson = {column.key: 0 for column in LessonRow.__table__.c if not column.nullable}
        first = date(2020, 8, 17).toordinal()
        rows = [
            {**lesson, "student": number, "day": first + place // 8, "start": 480 + place % 8 * 50}
            for place in range(many)
        ]
        work.session.execute(insert(LessonRow), rows)
    return alva


def test_a_granted_correction_waits_until_the_records_say_what_is_right(at_the_principals: Office) -> None:
    office = at_the_principals
    alva, case = _pupil(office)
    with office.work() as work:
        request = rights_requests.ask(work, alva, RequestKind.CORRECTION, wish="Klassen är 6B.").value
    with pytest.raises(NotDecided), office.work() as work:
        rights_requests.done(work, request)
    with office.work() as work:
        rights_requests.decide(work, request, True, "Det stämmer.")
        students.describe(work, alva, class_name="6B")
        [waits] = rights_requests.requests(work)
        rights_requests.done(work, request)
        [done] = rights_requests.requests(work)

    assert (waits.student_id, waits.case_id, waits.done_on) == (alva, case, None)
    assert done.done_on is not None


def test_a_begransning_stands_on_the_case_until_it_is_lifted_and_a_refused_invandning_does_not(
    at_the_principals: Office,
) -> None:
    alva, case = _pupil(at_the_principals)
    with at_the_principals.work() as work:
        no = rights_requests.ask(work, alva, RequestKind.OBJECTION, wish="Skriv inte om sömn.").value
        yes = rights_requests.ask(work, alva, RequestKind.RESTRICTION, wish="Lämna inget vidare.").value
        rights_requests.ask(work, alva, RequestKind.CORRECTION, wish="Klassen är 6B.")
        asked = rights_requests.limits(work, case)
        rights_requests.decide(work, no, False, "Uppgiften behövs.")
        rights_requests.decide(work, yes, True)
        granted = rights_requests.limits(work, case)
        [notice] = notices(case_shown(work, case))
        rights_requests.done(work, yes)
        over = rights_requests.limits(work, case)

    assert {one.kind for one in asked} == {RequestKind.OBJECTION, RequestKind.RESTRICTION}
    assert [(one.kind, one.decided_on is not None) for one in granted] == [(RequestKind.RESTRICTION, True)]
    assert over == () and notice.words.startswith("Begränsning bifallen")


def test_a_request_of_a_pupil_protected_since_is_listed_for_her_readers_alone_and_without_words(
    at_the_principals: Office,
) -> None:
    alva, _case = _pupil(at_the_principals)
    with at_the_principals.work() as work:
        guardian = students.student(work, alva).guardians[0].id
        rights_requests.ask(
            work, alva, RequestKind.OBJECTION, guardian_id=guardian, wish="Alva sover dåligt."
        )
        students.protect(work, alva)
        [line] = rights_requests.requests(work)
        protected = work.session.query(ProtectedIdentityRow).one()
        protected.readers = "[]"
    with at_the_principals.work() as work:
        assert rights_requests.requests(work) == ()

    assert (line.wish, line.answer) == ("", "")
    assert not {"Alva", "Granbarr", "Vera"} & set(f"{line.student} {line.asker}".split())


def test_an_extract_is_in_words_and_tells_no_key_of_the_program(
    at_the_principals: Office, tmp_path: Path
) -> None:
    office = at_the_principals
    alva, case = _pupil(office)
    with office.work() as work:
        duties.do_duty(work, case, "simple_investigation")
        request = rights_requests.ask(work, alva, RequestKind.EXTRACT).value
        rights_requests.decide(work, request, True)
        _paper, data = rights_requests.save(work, request, tmp_path, log_words.said).value

    told = json.loads(data.read_text(encoding="utf-8"))["avsnitt"]
    texts = [text for section in told for row in section["rader"] for text in row.values()]
    assert [text for text in texts if re.fullmatch(r"[a-z]+(_[a-z0-9]+)+", text) or text[:1] in "{["] == []
    assert "Närvarotrappan – standard 2026" in texts and "eget beslut" in texts


def test_only_what_somebody_has_written_is_read_before_it_is_given_out(at_the_principals: Office) -> None:
    office = at_the_principals
    alva, case = _pupil(office)
    with office.work() as work:
        duties.do_duty(work, case, "simple_investigation")
        request = rights_requests.ask(work, alva, RequestKind.EXTRACT).value
        found = rights_requests.review(work, request).everything

    free = {piece.text for part in found.sections for row in part.rows for piece in row if piece.is_free}
    assert {SAID, "Borta mycket."} <= free
    assert not {"Närvarotrappan – standard 2026", "Gör en enkel kartläggning", "eget beslut"} & free
