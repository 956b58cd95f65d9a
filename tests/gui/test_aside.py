"""Work beside the window: answers, refusals and bugs arrive where the window is."""

from collections.abc import Iterator
from threading import current_thread, main_thread

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.aside import Aside
from narvaro_desktop.store.errors import DiskFull


@pytest.fixture
def aside(qtbot: QtBot) -> Iterator[Aside]:
    made = Aside()
    yield made
    qtbot.waitUntil(lambda: not made.busy)


def test_the_work_is_done_elsewhere_and_the_answer_comes_here(qtbot: QtBot, aside: Aside) -> None:
    answers: list[tuple[bool, bool]] = []

    aside.run(
        lambda: current_thread() is main_thread(),
        lambda was_here: answers.append((was_here, current_thread() is main_thread())),
    )
    qtbot.waitUntil(lambda: bool(answers))

    assert answers == [(False, True)]


def test_a_foreseen_error_is_a_refusal(qtbot: QtBot, aside: Aside) -> None:
    refused: list[object] = []

    def full() -> None:
        raise DiskFull

    aside.run(full, lambda _none: pytest.fail("it was refused"), refused.append)
    qtbot.waitUntil(lambda: bool(refused))

    assert isinstance(refused[0], DiskFull)


def test_a_bug_is_raised_where_the_window_is(qtbot: QtBot, aside: Aside) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    with capture_exceptions() as bugs:
        aside.run(broken, lambda _none: None, lambda _error: pytest.fail("no refusal"))
        qtbot.waitUntil(lambda: bool(bugs))

    assert [kind for kind, _bug, _trace in bugs] == [ZeroDivisionError]
