"""Two people write in the same text, one after the other on one laptop: both texts are kept and shown."""

from datetime import date
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.planning.plan import Measure
from narvaro_desktop.domain.terms import LegalType, MeasureLevel, Role
from narvaro_desktop.gui.dialogs.measure_dialog import MeasureDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.planning import plans
from narvaro_desktop.usecases.pupils import students
from tests.conftest import School
from tests.gui.case_stage import said

STARTS, FOLLOWED = date(2026, 9, 28), date(2026, 10, 12)


@pytest.fixture
def measure(school: School) -> UUID:
    office = school.unlock()
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case_id = cases.open_case(work, student).value
        made = Measure(
            "Samtal varje morgon", "Två lugna morgnar.", MeasureLevel.STUDENT, LegalType.PRACTICAL,
            Role.COUNSELLOR, "", STARTS, FOLLOWED,
        )  # fmt: skip
        found = plans.add_measure(work, case_id, made).value
    office.close()
    return found


class Desk:
    """Somebody at the measure's dialog."""

    def __init__(self, qtbot: QtBot, school: School, person: str, measure: UUID) -> None:
        self._qtbot = qtbot
        self.office = school.unlock(person)
        with self.office.work() as work:
            [case] = cases.open_cases(work)
            view = plans.plan(work, case.id)
        one = next(each for each in view.measures if each.id == measure)
        self.runner = Runner(self.office)
        self.dialog = MeasureDialog(None, self.runner, view, one)  # type: ignore[arg-type]
        self.dialog.show()
        self.rest()

    def write(self, goal: str) -> None:
        self.dialog.goal.setPlainText(goal)
        self.dialog.goal.flush()
        self.rest()

    def rest(self) -> None:
        self._qtbot.waitUntil(lambda: not self.runner.busy)

    def leave(self, *, save: bool = False) -> None:
        self.dialog.try_accept() if save else self.dialog.reject()
        self.rest()
        self.runner.close()


@pytest.mark.parametrize(
    ("rewritten", "shown"),
    [
        ("En lugn morgon i veckan.", "Tre lugna morgnar.\n\nEn lugn morgon i veckan."),
        ("Två lugna morgnar.", "Tre lugna morgnar."),
    ],
)
def test_a_text_that_another_wrote_meanwhile_stands_below_ones_own(
    qtbot: QtBot, school: School, measure: UUID, rewritten: str, shown: str
) -> None:
    first = Desk(qtbot, school, "Kurator Ek", measure)
    first.write("Tre lugna morgnar.")
    first.leave()
    second = Desk(qtbot, school, "Rektor Rönn", measure)
    assert second.dialog.goal.text() == "Två lugna morgnar.", "utkastet är hennes eget"
    second.write(rewritten)
    second.leave(save=True)

    again = Desk(qtbot, school, "Kurator Ek", measure)

    assert again.dialog.goal.text() == shown
    assert ("Någon har ändrat texten sedan du skrev" in said(again.dialog)) is (rewritten in shown)
    again.leave()
