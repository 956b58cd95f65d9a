"""A list filtered while one types, beside a search through the same words in plain Python."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks import big_school, window
from benchmarks.measure import Figure, milliseconds, seconds
from narvaro_desktop.gui.widgets.filter_bar import FilterBar
from narvaro_desktop.gui.windows.school_window import PAGES

LISTS = {
    "cases": "The case list filtered, per key press",
    "students": "The pupil list filtered, per key press",
}
TYPED = "granb"
ROUNDS = 10


def figures() -> list[Figure]:
    """From the key to the painted list; backwards too, when rows come back."""
    window.application()
    big_school.made()
    office = big_school.unlocked()
    there = {entry.key for entry in PAGES}
    found = [_figure(window.shown(office, page), page) for page in LISTS if page in there]
    office.close()
    return found


def _figure(shown: window.SchoolWindow, page: str) -> Figure:
    [bar] = [bar for bar in shown.findChildren(FilterBar) if bar.isVisible()]
    names = ("kottelund", "blåbärsskog", "granbarr")
    words = [f"{number} elev {names[number % 3]} 5b" for number in range(big_school.PUPILS)]
    ours: list[float] = []
    floor: list[float] = []
    for _round in range(ROUNDS):
        for sign in TYPED:
            ours.append(seconds(partial(_press, bar, sign)))
            floor.append(seconds(partial(_search, words, bar.field.text())))
        for _sign in TYPED:
            ours.append(seconds(partial(_rub_out, bar)))
    shown.close()
    return Figure(
        name=f"filter_{page}",
        what=LISTS[page],
        ours=milliseconds(ours),
        floor=milliseconds(floor),
        beside="the same words in plain Python",
        unit="ms",
        aim=20,
        tried=len(ours),
        absolute=True,
    )


def _search(words: list[str], typed: str) -> list[str]:
    return [word for word in words if typed in word]


def _press(bar: FilterBar, sign: str) -> None:
    QTest.keyClicks(bar.field, sign)
    QApplication.processEvents()


def _rub_out(bar: FilterBar) -> None:
    QTest.keyClick(bar.field, Qt.Key.Key_Backspace)
    QApplication.processEvents()
