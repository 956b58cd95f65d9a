"""Where the law differs: gymnasieskolan, a pupil of age, a fristående school."""

from datetime import date

import pytest

from narvaro_desktop.domain.case_terms import MissingField
from narvaro_desktop.domain.casework.legal_clock import Pace, Station
from narvaro_desktop.domain.deciding.notification import Consultation
from narvaro_desktop.domain.identity import parse_identity
from narvaro_desktop.domain.law_profile import LawProfile, age, law_profile
from narvaro_desktop.domain.terms import ConsultationStatus, Governance, Party, SchoolForm
from narvaro_desktop.sealing.schema import check, schema
from narvaro_desktop.store.tables import NotificationRow, StudentRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.assessment import consultations, investigations
from narvaro_desktop.usecases.casework import cases, duties, informing, legal_clock
from narvaro_desktop.usecases.deciding import decisions, notification_papers, notifications
from narvaro_desktop.usecases.deciding.inquiry import Filled
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.rules import shipped
from narvaro_desktop.usecases.work import Office
from tests.usecases.decisions_stage import filled

TODAY = date(2026, 10, 5)


def profile(
    form: SchoolForm, governance: Governance = Governance.MUNICIPAL, born: date | None = None
) -> LawProfile:
    return law_profile(shipped().law_profiles, form, governance, born, TODAY)


@pytest.mark.parametrize("form", list(SchoolForm))
def test_every_school_form_has_a_paragraph_that_holds(form: SchoolForm) -> None:
    assert shipped().law.at(profile(form).inquiry_law, TODAY)


def test_only_the_gymnasieskola_leaves_the_anmalan_to_the_school() -> None:
    by_choice = {form for form in SchoolForm if profile(form).notification_is_optional}

    assert by_choice == {SchoolForm.UPPER_SECONDARY, SchoolForm.ADAPTED_UPPER_SECONDARY}


def test_from_the_day_of_eighteen_a_pupil_is_her_own_party() -> None:
    before, on = (profile(SchoolForm.UPPER_SECONDARY, born=date(2008, 10, day)) for day in (6, 5))

    assert (before.is_own_party, on.is_own_party) == (False, True)
    assert Party.GUARDIAN in before.consulted
    assert on.consulted == (Party.STUDENT, Party.HEALTH_TEAM)
    assert age(date(2008, 2, 29), date(2026, 2, 28)) == 17


def test_a_fristaende_school_has_tystnadsplikt_and_cites_no_forvaltningslag(
    at_the_principals: Office,
) -> None:
    with at_the_principals.work() as work:
        before = notification_papers.secrecy(work)
        settings.remember(work, governance=Governance.INDEPENDENT.key)
        after = notification_papers.secrecy(work)

    assert "OSL" in before
    assert after == "Tystnadsplikt enligt 29 kap. 14 § skollagen"
    assert not profile(SchoolForm.COMPULSORY, Governance.INDEPENDENT).cites_administrative_law


def test_in_the_gymnasieskola_a_decision_stands_without_an_anmalan(at_the_principals: Office) -> None:
    with at_the_principals.work() as work:
        student = students.add(work, "Sigge Regnskur", "NA2").value
        students.describe(work, student, school_form=SchoolForm.UPPER_SECONDARY)
        case_id = cases.open_case(work, student, cases.Opening(step=3, why="Borta ofta.")).value
        prepared = decisions.prepared(work, case_id, filled())
        decisions.decide(work, case_id, filled())

    with at_the_principals.work() as work:
        clock = legal_clock.clock(work, case_id)
        left = {
            line.duty.key for line in duties.duty_lines(work, cases.row_of(work, case_id)) if line.outstanding
        }
        assert work.session.query(NotificationRow).count() == 0
    assert prepared.may_do_without
    assert clock is not None
    assert clock.law == "15 kap. 16 § skollagen (2010:800)"
    paces = {stop.station: stop.pace for stop in clock.stops}
    assert (paces[Station.NOTIFIED], paces[Station.RECEIVED]) == (Pace.OPTIONAL, Pace.OPTIONAL)
    assert "notification" not in left


def test_of_a_pupil_of_age_the_guardians_are_not_told(at_the_principals: Office) -> None:
    with at_the_principals.work() as work:
        student = students.add(work, "Sigge Regnskur", "NA3", parse_identity("20000101-2384")).value
        students.add_guardian(work, student, "Ylva Regnskur")
        students.describe(work, student, school_form=SchoolForm.UPPER_SECONDARY)
        case_id = cases.open_case(work, student, cases.Opening(step=3, why="Borta ofta.")).value
        decisions.open_inquiry(work, case_id, filled())

    with at_the_principals.work() as work:
        told = informing.to_inform(work, case_id)
    assert [one.guardian_id for one in told] == [None]


def test_a_missing_number_is_asked_for_in_the_decision_and_kept(at_the_principals: Office) -> None:
    number = parse_identity("20140101-2388")
    with at_the_principals.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case_id = cases.open_case(work, student, cases.Opening(step=3, why="Borta.")).value
        shown = decisions.prepared(work, case_id, Filled(identity=number))
        decisions.open_inquiry(work, case_id, filled(identity=number))

    with at_the_principals.work() as work:
        kept = work.session.get_one(StudentRow, student)
    assert shown.draft.pupil is not None and shown.draft.pupil.identity_number == number.number
    assert (kept.identity_type, kept.identity_number) == (number.type, number.number)


def test_an_anmalan_of_a_pupil_of_age_asks_for_no_samrad_with_guardians(at_the_principals: Office) -> None:
    # given a pupil of age at a gymnasieskola, and samråd with her and elevhälsan
    alone = {
        party: Consultation(ConsultationStatus.STARTED, date(2026, 10, 2))
        for party in (Party.STUDENT, Party.HEALTH_TEAM)
    }
    stated = cases.Stated(240, date(2026, 9, 1), date(2026, 9, 28), "Skola24")
    known = filled(consultation=alone, school_year=3, stated=stated)
    with at_the_principals.work() as work:
        student = students.add(work, "Sigge Regnskur", "NA3", parse_identity("20000101-2384")).value
        students.describe(work, student, school_form=SchoolForm.UPPER_SECONDARY)
        case_id = cases.open_case(work, student, cases.Opening(step=3, why="Borta ofta.")).value
        prepared = decisions.prepared(work, case_id, known)

        # when the decision is made without an anmälan, and the school wants one later
        decision_id = decisions.decide(work, case_id, known).value
        assert decisions.not_notified(work, case_id) == decision_id
        begun = notifications.begun(work, case_id, None, known, decision_id)
        document = decisions.document_of(work, decision_id, known)

    # then nothing is missing, the document says nothing of guardians and keeps its schema
    assert MissingField.CONSULTATION not in prepared.missing
    check(document, schema("notification-1"))
    assert set(document["consultation"]) == {"student", "healthTeam"}
    with at_the_principals.work() as work:
        assert decisions.not_notified(work, case_id) is None
        assert [line.id for line in notifications.notifications(work, case_id)] == [begun]
        assert informing.is_own_party(work, case_id)
        to_hear = [one.party for one in consultations.samrad(work, case_id).everyone]
        view = investigations.investigation(work, case_id)
    assert to_hear == [Party.STUDENT, Party.HEALTH_TEAM]
    assert view.inquiry.law == "15 kap. 16 § skollagen"
