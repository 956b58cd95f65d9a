"""What roles are called: the municipality's own words, wherever the window names one."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui import role_words
from narvaro_desktop.gui.dialogs.task_dialog import TaskDialog
from narvaro_desktop.gui.role_words import role_title, role_word
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office


@pytest.fixture(autouse=True)
def own_words() -> Iterator[None]:
    role_words.use({Role.MENTOR: "klassföreståndare"})
    yield
    role_words.use({})


def test_a_role_has_the_word_of_the_pack_or_else_the_programs() -> None:
    assert (role_word(Role.MENTOR), role_title(Role.MENTOR)) == ("klassföreståndare", "Klassföreståndare")
    assert role_word(Role.COUNSELLOR) == "kurator"


def test_a_task_is_given_to_the_role_by_its_own_word(office: Office, qtbot: QtBot) -> None:
    with office.work() as work:
        case_id = cases.open_case(work, students.add(work, "Elvira Blåbärsskog", "5B").value).value
    runner = Runner(office)
    dialog = TaskDialog(None, runner, case_id)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)

    words = [dialog.who.itemText(place) for place in range(dialog.who.count())]

    assert "Klassföreståndare" in words and "Mentor" not in words
    qtbot.waitUntil(lambda: not runner.busy)
