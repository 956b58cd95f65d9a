"""Accessibility audit of a widget as it is shown: names, the tab chain, targets, cut text.

    assert not audit(page)

Each finding is a sentence. What it looks at: EN 301 549 clause 11 with WCAG 2.2 AA, namely 4.1.2 (names),
2.4.3 (order), 2.5.8 (24 px at 100 %) and 1.4.4 (nothing cut at 200 %).
"""

import time
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollBar,
    QWidget,
)

LEAST_TARGET = 24
TURN = 5
"""Milliseconds of one turn of the event loop in `settle`."""
HANG = 20.0
"""Seconds after which a page that still moves is hung."""
_VALUE_IS_NAME = (QComboBox, QAbstractSpinBox)
"""On Linux their accessible name is the value, so that a label must stand beside them as a buddy."""


def audit(widget: QWidget) -> list[str]:
    """Everything that is wrong in `widget` and what it contains; shows it if it is not shown."""
    if not widget.isVisible():
        widget.show()
    settle(widget)
    return [*nameless(widget), *small(widget), *cut(widget), *out_of_order(widget)]


def settle(widget: QWidget, *, turns: int = 3) -> None:
    """Let answers that are on their way arrive, until nothing in `widget` has moved for some turns.

    A layout settles over several turns of the event loop, and an answer of the worker may come between
    two of them. A page that never comes to rest is a fault of its own.
    """
    before, still, given_up = _places(widget), 0, time.monotonic() + HANG
    while still < turns:
        assert time.monotonic() < given_up, "the page never comes to rest"
        QTest.qWait(TURN)
        now = _places(widget)
        still = still + 1 if now == before else 0
        before = now


def _places(widget: QWidget) -> list[tuple[int, int, int, int, int]]:
    return [(id(each), *each.geometry().getRect()) for each in _shown(widget)]


def nameless(widget: QWidget) -> list[str]:
    return [f"{_called(each)} has no accessible name" for each in _focusable(widget) if not name_of(each)]


def small(widget: QWidget) -> list[str]:
    return [
        f"{_called(each)} is {each.width()} × {each.height()}, less than {LEAST_TARGET} px"
        for each in _focusable(widget)
        if min(each.width(), each.height()) < LEAST_TARGET
    ]


def cut(widget: QWidget) -> list[str]:
    """Labels and buttons that get less room than their words need."""
    return [
        f"{_called(each)} is cut: {each.width()} × {each.height()}"
        for each in _shown(widget)
        if isinstance(each, QLabel | QAbstractButton)
        and not isinstance(each.parent(), QLineEdit)
        and _is_cut(each)
    ]


def out_of_order(widget: QWidget) -> list[str]:
    """Siblings whose tab order goes against the reading order (up, or left on the same line)."""
    chain = tab_chain(widget)
    return [
        f"{_called(after)} comes after {_called(before)} but lies before it"
        for before, after in pairwise(chain)
        if before.parent() is after.parent() and _before(after, before)
    ]


def tab_chain(widget: QWidget) -> list[QWidget]:
    """What Tab reaches inside `widget`, in order."""
    wanted = set(_focusable(widget))
    chain, each = [], widget
    for _step in range(100_000):
        if each in wanted and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            chain.append(each)
        each = each.nextInFocusChain()
        if each is widget:
            break
    return chain


def name_of(widget: QWidget) -> str:
    """What a screen reader says first."""
    access = QAccessible.queryAccessibleInterface(widget)
    labels = [
        other.text(QAccessible.Text.Name)
        for other, relation in access.relations(QAccessible.RelationFlag.Label)
        if relation & QAccessible.RelationFlag.Label
    ]
    said = "" if isinstance(widget, _VALUE_IS_NAME) else access.text(QAccessible.Text.Name)
    return (said or " ".join(labels)).strip()


def _focusable(widget: QWidget) -> list[QWidget]:
    return [
        each
        for each in _shown(widget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isEnabled()
        and not each.objectName().startswith("qt_")
        and each.focusProxy() is None
        and not isinstance(each, QScrollBar)
        and not isinstance(each.parent(), _VALUE_IS_NAME)
    ]


def _shown(widget: QWidget) -> Iterator[QWidget]:
    return (each for each in [widget, *widget.findChildren(QWidget)] if each.isVisibleTo(widget))


def _is_cut(each: QLabel | QAbstractButton) -> bool:
    if isinstance(each, QLabel) and not each.text():
        return False
    if each.sizePolicy().horizontalPolicy() == each.sizePolicy().Policy.Ignored:
        return False
    if each.hasHeightForWidth():
        return each.height() + 1 < each.heightForWidth(each.width())
    needed = each.minimumSizeHint()
    return each.width() + 1 < needed.width() or each.height() + 1 < needed.height()


def _before(one: QWidget, other: QWidget) -> bool:
    first, second = one.mapToGlobal(QPoint(0, 0)), other.mapToGlobal(QPoint(0, 0))
    if abs(first.y() - second.y()) < max(one.height(), other.height()) // 2:
        return first.x() < second.x()
    return first.y() < second.y()


def _called(widget: QWidget) -> str:
    words = getattr(widget, "text", None)
    said = words() if callable(words) else widget.objectName()
    return f"{type(widget).__name__} “{said}”"
