"""Widgets are collected on the window's thread."""

import gc
import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.collector import Collector


class _Dying:
    """Part of a ring that only the collector can undo; tells on which thread it goes."""

    def __init__(self, told: list[int]) -> None:
        self._told, self._ring = told, self

    def __del__(self) -> None:
        self._told.append(threading.get_ident())


def test_what_another_thread_drops_dies_on_the_windows_thread(qtbot: QtBot) -> None:
    told: list[int] = []
    collector = Collector(QObject())

    def drop() -> None:
        for _each in range(5_000):
            _Dying(told)

    thread = threading.Thread(target=drop)
    thread.start()
    thread.join()
    assert told == []
    collector.look()
    gc.collect()

    assert len(told) == 5_000
    assert set(told) == {threading.get_ident()}
