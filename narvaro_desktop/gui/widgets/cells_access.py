"""What a screen reader meets in a painted widget: a chart or list whose cells are its children."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from PySide6.QtCore import QObject, QPoint, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_NONE = cast(QAccessibleInterface, None)


@dataclass(frozen=True, slots=True)
class Cell:
    """One part: what a screen reader says, where it lies in the widget, what else there is to know."""

    name: str
    box: QRectF
    detail: str = ""


class CellHolder(QWidget):
    """A widget with cells, and the accessibles that belong to it: Qt does not keep them alive itself."""

    cell_role = QAccessible.Role.Cell
    whole_role = QAccessible.Role.Chart

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells: Sequence[Cell] = ()
        self.at = 0
        self.access: CellsAccess | None = None
        install()


class CellsAccess(QAccessibleWidget):
    """The whole widget, its name and summary as given with setAccessibleName and setAccessibleDescription."""

    def __init__(self, holder: CellHolder) -> None:
        super().__init__(holder, holder.whole_role)
        self._holder = holder
        self._children: list[CellAccess] = []

    def childCount(self) -> int:
        return len(self._holder.cells)

    def child(self, index: int) -> QAccessibleInterface:
        if not 0 <= index < self.childCount():
            return _NONE
        while len(self._children) <= index:
            made = CellAccess(self._holder, len(self._children))
            QAccessible.registerAccessibleInterface(made)
            self._children.append(made)
        return self._children[index]

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        found = next(
            (place for place in range(self.childCount()) if self.child(place).rect().contains(x, y)), -1
        )
        return self.child(found)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.place if isinstance(child, CellAccess) else -1

    def focusChild(self) -> QAccessibleInterface:
        return self.child(self._holder.at) if self._holder.hasFocus() else _NONE


class CellAccess(QAccessibleInterface):
    """One cell."""

    def __init__(self, holder: CellHolder, place: int) -> None:
        super().__init__()
        self._holder = holder
        self.place = place

    def isValid(self) -> bool:
        return self.place < len(self._holder.cells)

    def object(self) -> QObject:
        return cast(QObject, None)

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._holder)

    def window(self) -> QWindow:
        return self._holder.window().windowHandle()

    def child(self, index: int) -> QAccessibleInterface:
        return _NONE

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return _NONE

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def rect(self) -> QRect:
        if not self.isValid():
            return QRect()
        box = self._holder.cells[self.place].box.toRect()
        return QRect(self._holder.mapToGlobal(QPoint(box.x(), box.y())), box.size())

    def role(self) -> QAccessible.Role:
        return self._holder.cell_role

    def state(self) -> QAccessible.State:
        said = QAccessible.State()
        said.focusable = True
        said.focused = self._holder.hasFocus() and self._holder.at == self.place
        return said

    def text(self, kind: QAccessible.Text) -> str:
        if not self.isValid():
            return ""
        cell = self._holder.cells[self.place]
        if kind == QAccessible.Text.Name:
            return cell.name
        return cell.detail if kind == QAccessible.Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        return None


def _make(_class_name: str, thing: QObject) -> QAccessibleInterface:
    if not isinstance(thing, CellHolder):
        return _NONE
    if thing.access is None:
        thing.access = CellsAccess(thing)
    return thing.access


@cache
def install() -> None:
    """Tell Qt, once, who makes the accessibles of widgets with cells."""
    QAccessible.installFactory(_make)
