"""All that a school can tell goes into one matter at the huvudman, and every answer back into the case."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind
from narvaro_desktop.domain.deciding.matter import MatterState, PackageKind
from narvaro_desktop.domain.terms import NotificationState, OfferedSupport
from narvaro_desktop.store.tables import CaseRow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding import dispatch_offers, dispatches, outgoing
from narvaro_desktop.usecases.deciding.dispatch_contents import Chosen
from narvaro_desktop.usecases.deciding.dispatches import Wish
from narvaro_desktop.usecases.huvudman import answers, matters, register
from narvaro_desktop.usecases.huvudman.matters import MatterView
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.work import Office
from tests.pairs import Pair
from tests.usecases.deciding.test_dispatches import close

FOLLOW_UP = date(2030, 12, 4)
K, P = DispatchKind, PackageKind


@pytest.fixture
def school(pair: Pair) -> Iterator[Office]:
    office = pair.school()
    yield office
    office.close()


@pytest.fixture
def huvudman(pair: Pair) -> Iterator[Office]:
    office = pair.huvudman()
    receive(office, pair.package)
    yield office
    office.close()


def test_result_status_request_correction_and_closing_stand_in_one_matter(
    pair: Pair, school: Office, huvudman: Office
) -> None:
    finished = Chosen(completed_on=date(2026, 9, 28), follow_up_on=FOLLOW_UP)
    send(pair, school, huvudman, Wish(K.RESULT, (pair.case,), finished))
    after_result = the_matter(huvudman)
    send(pair, school, huvudman, Wish(K.STATUS, (pair.case,)))
    send(pair, school, huvudman, Wish(K.REQUEST, (pair.case,), Chosen(support=(OfferedSupport.GUIDANCE,))))
    with school.work() as work:
        students.describe(work, work.session.get_one(CaseRow, pair.case).student_id, name="Elvira Kottelund")
        subject = dispatch_offers.correctable(work, pair.case)[-1]
    send(pair, school, huvudman, Wish(K.CORRECTION, (pair.case,), corrects=subject.id))
    close(school, pair.case)
    send(pair, school, huvudman, Wish(K.CLOSING, (pair.case,)))

    view = the_matter(huvudman)
    assert (after_result.line.state, after_result.line.due_on) == (MatterState.RESULT, FOLLOW_UP)
    assert (view.line.state, view.line.student) == (MatterState.CLOSED, "Kottelund, Elvira")
    assert [package.kind for package in view.packages] == [P.N4, P.N5, P.N6, P.N3, P.N2, P.N1]
    with huvudman.work() as work:
        for package in view.packages:
            assert register.received_one(work, package.id).lines


def test_each_of_them_is_answered_and_the_answer_finds_its_case(
    pair: Pair, school: Office, huvudman: Office
) -> None:
    finished = Chosen(completed_on=date(2026, 9, 28), follow_up_on=FOLLOW_UP)
    sent = send(pair, school, huvudman, Wish(K.RESULT, (pair.case,), finished))
    waiting = [package.id for package in the_matter(huvudman).packages if not package.is_answered]

    with huvudman.work() as work:
        made = answers.acknowledge_all(work, waiting, pair.folder / "svar", contact="Växeln").value

    assert len(made.files) == 2 and made.left == 0
    for file in made.files:
        with school.work() as work:
            assert inbox.receive(work, file.path).value.answered == pair.case
    with school.work() as work:
        states = {line.id: line.state for line in outgoing.dispatches(work)}
        assert cases.case(work, pair.case)
    assert states[sent] is NotificationState.RECEIVED


def send(pair: Pair, school: Office, huvudman: Office, wish: Wish) -> UUID:
    with school.work() as work:
        made, file = dispatches.seal(work, wish, pair.folder / "usb").value
    receive(huvudman, file.path)
    return made


def receive(office: Office, path: Path) -> None:
    with office.work() as work:
        inbox.receive(work, path)


def the_matter(huvudman: Office) -> MatterView:
    with huvudman.work() as work:
        [line] = matters.matters(work)
        [view] = matters.matters_of(work, line.package)
    return view
