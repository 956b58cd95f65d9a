"""Närvarotrappa och rutiner: read by everyone, changed by the rektor with a check that follows along."""

import copy
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.casework.duties import Farewell
from narvaro_desktop.domain.terms import Closure
from narvaro_desktop.gui.dialogs.pack_dialogs import AdoptDialog, MoveCasesDialog, TakeInDialog
from narvaro_desktop.gui.dialogs.pack_item_dialogs import TriggerDialog
from narvaro_desktop.gui.dialogs.paper_dialog import PaperDialog
from narvaro_desktop.gui.pages.packs.around import around_cards
from narvaro_desktop.gui.pages.today.today_routine import RoutineNews
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.name_button import NameButton
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.sealing.keys import SigningKey
from narvaro_desktop.sealing.pack_file import sign_pack
from narvaro_desktop.usecases.casework import cases, closing
from narvaro_desktop.usecases.routines import packs
from narvaro_desktop.usecases.rules import STANDARD, shipped
from tests.conftest import School
from tests.gui.audit import audit
from tests.gui.pack_hand import (
    at,
    editor,
    field,
    found,
    labels,
    press,
    rektors_window,
    remarks,
    rest,
    save_dialog,
    texts,
)
from tests.gui.shots import save

KEY = SigningKey.from_bytes(bytes([9]) * 32)


@pytest.fixture
def window(qtbot: QtBot, school: School) -> Iterator[SchoolWindow]:
    yield from rektors_window(qtbot, school)


def almstads() -> dict[str, Any]:
    document: dict[str, Any] = copy.deepcopy(json.loads(json.dumps(shipped().pack.document)))
    document |= {"id": "almstad", "name": "Almstads närvarotrappa", "owner": "Almstads kommun"}
    document["ladder"]["steps"][2]["triggers"][0]["value"] = 12
    return document


def test_the_ladder_can_be_read_with_rules_duties_and_law(qtbot: QtBot, window: SchoolWindow) -> None:
    page = at(qtbot, window)

    shown = texts(page)

    assert "Steg 3, Utredning och anmälan" in shown
    assert any("minst 20 % total frånvaro, de senaste 28 dagarna" in words for words in shown)
    assert any("7 kap. 19 a § skollagen (2010:800)" in words for words in shown)


def test_the_kurator_reads_and_has_no_buttons_to_change(qtbot: QtBot, school: School) -> None:
    window = SchoolWindow(Runner(school.unlock()))
    qtbot.addWidget(window)
    window.resize(1280, 900)
    window.show()
    page = at(qtbot, window)

    assert not page.edit_button.isVisible()
    assert not page.read_button.isVisible()
    window.close()


def test_a_changed_rule_is_checked_while_it_is_written_and_saved_as_a_new_version(
    qtbot: QtBot, window: SchoolWindow
) -> None:
    page = editor(qtbot, window)
    page.show_part(3)

    press(page, "Ändra: minst 20 % total frånvaro, de senaste 28 dagarna")
    rule = window.findChild(TriggerDialog)
    assert rule is not None
    rule.first.value.setValue(14)
    rule.verb_button.click()
    assert any("inte högre än 15 % på steg 2" in words for words in remarks(page))
    assert any("inte högre än 15 % på steg 2" in words for words in texts(page))

    press(page, "Ändra: minst 14 % total frånvaro, de senaste 28 dagarna")
    again = window.findChildren(TriggerDialog)[-1]
    again.first.value.setValue(18)
    again.both.box.click()
    again.some.box.click()
    again.years[1].setValue(6)
    again.verb_button.click()
    assert again.isVisible()
    again.years[1].setValue(9)
    save_dialog(again, "pack-rule")
    again.both.box.click()
    again.some.box.click()
    again.verb_button.click()
    assert remarks(page) == []

    page.save_button.click()
    rest(qtbot, window)
    dialog = window.findChild(AdoptDialog)
    assert dialog is not None
    dialog.verb_button.click()
    assert dialog.isVisible()
    dialog.adopted_by.setText("Rektor, 1 december")
    save_dialog(dialog, "pack-adopt")
    dialog.verb_button.click()
    rest(qtbot, window)

    with window.runner.office.work() as work:
        assert work.rules.pack.version == 2
        assert work.rules.ladder.step(3).triggers[0].value == 18
        assert cases.case(work, cases.open_cases(work)[0].id).ladder.id == STANDARD


def test_a_name_is_missed_beside_its_field_and_the_list_leads_there(
    qtbot: QtBot, window: SchoolWindow
) -> None:
    page = editor(qtbot, window)
    page.show_part(2)
    name = field(page, "Namn")
    name.control.setFocus()
    name.control.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClick(name.control, Qt.Key.Key_Delete)

    assert name.fault() == "Steget saknar namn."

    page.show_part("frame")
    page.findChildren(NameButton)[0].click()
    assert field(page, "Namn").fault() == "Steget saknar namn."
    qtbot.waitUntil(lambda: window.focusWidget() is field(page, "Namn").control)


def test_what_was_typed_is_there_after_the_window_was_closed(
    qtbot: QtBot, window: SchoolWindow, school: School
) -> None:
    page = editor(qtbot, window)
    name = field(page, "Namn")
    name.control.clear()  # type: ignore[attr-defined]
    qtbot.keyClicks(name.control, "Ekbackens trappa")
    rest(qtbot, window)
    qtbot.waitUntil(lambda: not page._pause.isActive(), timeout=5000)
    rest(qtbot, window)
    window.close()

    again = SchoolWindow(Runner(school.unlock("Rektor Rönn")))
    qtbot.addWidget(again)
    again.show()
    page = editor(qtbot, again)
    assert page.editing is not None and page.editing.document["name"] == "Ekbackens trappa"
    page.discard_button.click()
    rest(qtbot, again)
    page = editor(qtbot, again)
    assert page.editing is not None and page.editing.document["name"] != "Ekbackens trappa"
    again.close()


def test_a_file_shows_what_it_changes_before_anything_is_kept(
    qtbot: QtBot, window: SchoolWindow, tmp_path: Path
) -> None:
    path = tmp_path / "rutin.json"
    path.write_bytes(sign_pack(almstads(), KEY).to_bytes())
    page = at(qtbot, window)

    page.read(path)
    rest(qtbot, window)
    dialog = window.findChild(TakeInDialog)
    assert dialog is not None
    assert any("minst 12 % total frånvaro" in words for words in texts(dialog))
    save_dialog(dialog, "pack-read")
    dialog.use.box.click()
    dialog.verb_button.click()
    rest(qtbot, window)

    assert page.now.accessibleName() == "Almstads närvarotrappa"
    save(window, "packs-read-in")
    save(page.others, "packs-others")
    page.move_cases(next(line for line in found(window).lines if line.key == STANDARD))
    rest(qtbot, window)
    move = window.findChild(MoveCasesDialog)
    assert move is not None
    assert any("Blåbärsskog, Alva" in words for words in texts(move))
    save_dialog(move, "pack-move")
    assert not audit(move)
    assert not audit(page)


def test_a_file_that_is_let_fall_on_the_window_is_looked_at(
    qtbot: QtBot, window: SchoolWindow, tmp_path: Path
) -> None:
    path = tmp_path / "narvaro-rutin-almstad-1.json"
    path.write_bytes(sign_pack(almstads(), KEY).to_bytes())

    window.intake.take([path])
    rest(qtbot, window)

    dialog = window.findChild(TakeInDialog)
    assert dialog is not None and dialog.isVisible()
    assert len(found(window).lines) == 1


def test_a_broken_file_is_one_sentence(qtbot: QtBot, window: SchoolWindow, tmp_path: Path) -> None:
    path = tmp_path / "rutin.json"
    path.write_bytes(b"{}")
    page = at(qtbot, window)

    page.read(path)
    rest(qtbot, window)

    assert any("Filen är ingen rutin från Närvaro" in words for words in texts(window))
    assert len(found(window).lines) == 1


def test_the_pages_can_be_read_in_both_themes_and_at_double_size(
    qtbot: QtBot, window: SchoolWindow, look: tuple[str, float]
) -> None:
    page = at(qtbot, window)
    save(window, "packs")
    assert not audit(page)

    editing = editor(qtbot, window)
    for section in ("frame", 3, "roles", "notification", "calendar", "limits", "causes", "targets"):
        editing.show_part(section)
        rest(qtbot, window)
        save(window, f"pack-editor-{section}")
        assert not audit(editing)
    assert look


def test_the_rektor_reads_what_closed_cases_taught(qtbot: QtBot, window: SchoolWindow) -> None:
    page = at(qtbot, window)
    assert not page.lessons.isVisible()
    with window.runner.office.work() as work:
        [line] = cases.open_cases(work)
        told = "Ring redan första dagen."
        closing.close(
            work, line.id, Farewell(Closure.LEFT_SCHOOL, None, True, "Alla", told, {}, "Eleven har flyttat.")
        )

    page.shown()
    rest(qtbot, window)

    assert "Ring redan första dagen." in texts(page.lessons)
    assert any("lämnade öppna med skäl" in each for each in texts(page.following))
    page.lessons.save_button.click()
    rest(qtbot, window)
    [dialog] = [each for each in window.findChildren(PaperDialog) if each.isVisible()]
    assert not audit(dialog)
    dialog.reject()
    save(window, "packs-lessons")
    assert not audit(page)


def test_i_dag_tells_what_is_new_until_it_has_been_read(qtbot: QtBot, school: School) -> None:
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        packs.adopt(
            work, almstads(), adopted_by="Nämnden § 14", changes="Mentorn ringer hem.", valid_from=work.today
        )
    office.close()
    window = SchoolWindow(Runner(school.unlock()))
    qtbot.addWidget(window)
    window.resize(1280, 900)
    window.show()
    window.go("today")
    rest(qtbot, window)
    news = window.findChild(RoutineNews)
    assert news is not None
    assert news.text().startswith("Nytt i rutinen sedan ") and news.text().endswith("Mentorn ringer hem.")
    save(window, "packs-news")
    assert not audit(window.page("today"))

    news.button.click()
    rest(qtbot, window)

    assert news.text() == ""
    window.close()


def test_what_stands_around_the_ladder_is_read_and_a_waiting_version_called_off(
    qtbot: QtBot, window: SchoolWindow
) -> None:
    # given a version with a goal, a form, weeks and a code, in use from next month
    office = window.runner.office
    document = almstads()
    document["targets"] = [
        {"name": "Färre med hög frånvaro", "indicator": "other", "value": 5, "unit": "%",
         "first": "2026-08-01", "last": "2027-06-30"},
    ]  # fmt: skip
    document["causes"] = [{"cause": "peers", "code": "K2", "name": ""}]
    document["notification"]["follow_up_weeks"] = [11, 41]
    with office.work() as work:
        day = work.today + timedelta(days=30)
        packs.adopt(work, document, adopted_by="Rektor Rönn", changes="", valid_from=day)
    page = at(qtbot, window)
    cards = [words for card in around_cards(document) for words in labels(card)]

    # then all of it is in words, and the page can call the version off
    assert any("Färre med hög frånvaro: 5 %" in words for words in cards)
    assert "Lägesrapport lämnas vecka 11, 41." in cards
    assert any(words.endswith(": K2") for words in cards)
    assert not audit(page)
    [undo] = [one for one in page.findChildren(Button) if one.text() == "Ångra dagen"]
    undo.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    with office.work() as work:
        assert work.rules.on(day).pack.name != "Almstads närvarotrappa"
    save(page, "packs-waiting")
