"""Lists of a pack while it is changed: steps, duties, goals, stages, own measures."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.case_terms import Condition
from narvaro_desktop.domain.planning.catalogue import catalogue_of
from narvaro_desktop.gui.dialogs.pack_item_dialogs import DutyDialog
from narvaro_desktop.gui.pages.packs.editing import Editing
from narvaro_desktop.gui.pages.packs.list_forms import OwnMeasureDialog, StageDialog, TargetDialog
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.name_button import NameButton
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.sealing.schema import check, schema
from tests.conftest import School
from tests.gui.audit import audit, name_of
from tests.gui.pack_hand import editor, field, press, rektors_window, remarks, save_dialog, texts


@pytest.fixture
def window(qtbot: QtBot, school: School) -> Iterator[SchoolWindow]:
    yield from rektors_window(qtbot, school)


def test_a_step_and_a_duty_are_added_and_taken_away(qtbot: QtBot, window: SchoolWindow) -> None:
    page = editor(qtbot, window)
    page.show_part(2)
    press(page, "Nytt steg efter det här")
    editing: Editing | None = page.editing
    assert editing is not None
    assert [step["sign"] for step in editing.document["ladder"]["steps"]] == [*"0123456Å"]

    page.show_part(3)
    press(page, "Ny sak att göra …")
    dialog = window.findChild(DutyDialog)
    assert dialog is not None
    dialog.verb_button.click()
    assert dialog.isVisible()
    dialog.text.set_text("Ring hem samma dag")
    dialog.unit.setCurrentIndex(dialog.unit.findData("school_days"))
    dialog.count.setValue(3)
    save_dialog(dialog, "pack-duty")
    dialog.verb_button.click()
    assert "3 skoldagar från att steget nåddes" in " ".join(texts(page))
    assert editing.document["ladder"]["steps"][3]["duties"][0]["text"] == "Ring hem samma dag"

    press(page, "Ta bort steget")
    assert [step["sign"] for step in editing.document["ladder"]["steps"]] == [*"012345Å"]


def test_a_goal_and_a_measure_of_ones_own_are_written(qtbot: QtBot, window: SchoolWindow) -> None:
    page = editor(qtbot, window)
    page.show_part("targets")

    press(page, "Nytt mål …")
    goal = window.findChild(TargetDialog)
    assert goal is not None
    goal.verb_button.click()
    assert goal.isVisible()
    goal.name.setText("Färre elever med minst 20 % frånvaro")
    goal.first.edit.setText("2026-08-01")
    goal.last.edit.setText("2027-07-31")
    save_dialog(goal, "pack-goal")
    goal.verb_button.click()
    press(page, "Ny åtgärd eller insats …")
    own = window.findChild(OwnMeasureDialog)
    assert own is not None
    own.title.setText("Närvaroverkstan")
    save_dialog(own, "pack-own")
    own.verb_button.click()

    assert page.editing is not None
    document = page.editing.document
    assert [one["name"] for one in document["targets"]] == ["Färre elever med minst 20 % frånvaro"]
    check(document, schema("pack-1")["properties"]["pack"])
    assert [entry.title for entry in catalogue_of({"entries": document["catalogue"]})] == ["Närvaroverkstan"]
    assert not audit(page)


def test_stages_and_the_gates_of_a_measure_are_written_by_keyboard(
    qtbot: QtBot, window: SchoolWindow
) -> None:
    # given a stage that takes a year of another
    page = editor(qtbot, window)
    page.show_part("calendar")
    press(page, "Ändra: mellanstadiet")
    stage = window.findChild(StageDialog)
    assert stage is not None
    stage.years[0].setValue(7)
    stage.verb_button.click()
    assert stage.isVisible()
    stage.years[0].setValue(3)
    save_dialog(stage, "pack-stage")
    qtbot.keyClick(stage.name, Qt.Key.Key_Return)

    # then the check says which, and leads there
    words = "Årskurs 3 hör till både lågstadiet och mellanstadiet."
    assert remarks(page) == [words] and words in texts(page)
    page.show_part("frame")
    page.findChildren(NameButton)[0].click()
    assert any("årskurs 3–6" in each for each in texts(page))

    # and a measure of one's own says on which steps, and what it asks for first
    page.show_part("targets")
    press(page, "Ny åtgärd eller insats …")
    own = window.findChild(OwnMeasureDialog)
    assert own is not None
    qtbot.keyClicks(own.title, "Verkstan")
    for chip in ("Föreslås på: Steg 1", "Innan den börjar krävs: rektorns beslut"):
        button = next(each for each in own.findChildren(Button) if name_of(each) == chip)
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Space)
    save_dialog(own, "pack-own-gates")
    own.verb_button.click()
    assert page.editing is not None
    [entry] = catalogue_of({"entries": page.editing.document["catalogue"]})
    assert entry.steps == (2, 3, 4, 5)
    assert entry.conditions == (Condition.PRINCIPAL_DECISION,)
    check(page.editing.document, schema("pack-1")["properties"]["pack"])


def test_a_stages_day_and_the_documents_of_a_step_are_written(qtbot: QtBot, window: SchoolWindow) -> None:
    page = editor(qtbot, window)
    page.show_part("calendar")
    press(page, "Ändra: mellanstadiet")
    stage = window.findChild(StageDialog)
    assert stage is not None
    stage.minutes.setValue(270)
    stage.verb_button.click()
    assert any("270 minuter om dagen" in each for each in texts(page))

    page.show_part(2)
    box = field(page, "Dokument som skrivs").control
    assert isinstance(box, GrowingText) and box.text().startswith("Enkel kartläggning\n")
    box.setPlainText("Enkel kartläggning\n\n  Brev hem  ")
    box.flush()

    assert page.editing is not None
    document = page.editing.document
    assert document["ladder"]["steps"][2]["documents"] == ["Enkel kartläggning", "Brev hem"]
    assert document["calendar"]["stages"][1]["minutes"] == 270
    check(document, schema("pack-1")["properties"]["pack"])
    assert not audit(page)
