"""The palette's rows: commands, pupils and the captions between them, and how a row is painted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from narvaro_desktop.gui import icons, theme
from narvaro_desktop.gui.tokens import RADIUS
from narvaro_desktop.i18n import _

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW, _CAPTION = 36, 28


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do or someone to go to; `keys` is shown as "Ctrl+N". `leads`: it stands first of all."""

    key: str
    words: str
    act: Callable[[], object]
    hint: str = ""
    icon: str = "arrow-right"
    keys: str = ""
    leads: bool = False

    @property
    def searched(self) -> str:
        return f"{self.words} {self.hint}".casefold()


class PaletteModel(QAbstractListModel):
    """Captions are rows too, not selectable."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[str | Command] = []

    def show_commands(self, commands: Sequence[Command], people: Sequence[Command]) -> None:
        self.beginResetModel()
        self._rows = []
        for words, group in ((_("Kommandon"), commands), (_("Elever"), people)):
            if group:
                self._rows.append(words)
                self._rows.extend(group)
        self.endResetModel()

    def command(self, row: int) -> Command | None:
        """The command in `row`; None for a caption."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Command) else None

    def caption(self, row: int) -> str:
        found = self._rows[row]
        return found if isinstance(found, str) else ""

    def first(self) -> int:
        return self.next(-1, 1)

    def next(self, row: int, step: int) -> int:
        """The next row with a command, round the end."""
        for _turn in self._rows:
            row = (row + step) % len(self._rows)
            if self.command(row):
                return row
        return -1

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsSelectable if self.command(index.row()) else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        command = self.command(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return (
                ", ".join(filter(None, (command.words, command.hint, command.keys)))
                if command
                else self.caption(index.row())
            )
        return None


class RowPainter(QStyledItemDelegate):
    """Icon, words, a hint, and the keys as small caps at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, self._height(index.model(), index.row()))

    def height_of(self, model: PaletteModel) -> int:
        return sum(self._height(model, row) for row in range(model.rowCount()))

    def _height(self, model: object, row: int) -> int:
        assert isinstance(model, PaletteModel)
        return theme.px(_ROW if model.command(row) else _CAPTION)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, PaletteModel)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        command = model.command(index.row())
        if command is None:
            self._words(
                painter,
                box.adjusted(theme.px(12), theme.px(6), 0, 0),
                model.caption(index.row()),
                "caption",
                "text2",
            )
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_command(painter, box, command, chosen)
        painter.restore()

    def _paint_command(self, painter: QPainter, box: QRectF, command: Command, chosen: bool) -> None:
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        side = float(theme.px(18))
        left = box.left() + theme.px(12)
        place = QRectF(left, box.center().y() - side / 2, side, side)
        icons.paint(painter, command.icon, "accent_text" if chosen else "text2", place)
        room = box.adjusted(theme.px(42), 0, -theme.px(12), 0)
        room.setRight(self._paint_keys(painter, room, command.keys))
        used = self._words(painter, room, command.words, "strong", "text")
        self._words(painter, room.adjusted(used + theme.px(12), 0, 0, 0), command.hint, "caption", "text2")

    def _paint_keys(self, painter: QPainter, room: QRectF, keys: str) -> float:
        right = room.right()
        metrics = QFontMetricsF(theme.font("pill"))
        for key in reversed(keys.split("+") if keys else []):
            wide, high = metrics.horizontalAdvance(key) + theme.px(20), float(theme.px(22))
            cap = QRectF(right - wide, room.center().y() - high / 2, wide, high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("subtle"))
            painter.drawRoundedRect(cap, high / 2, high / 2)
            painter.setPen(theme.colour("text2"))
            painter.setFont(theme.font("pill"))
            painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), key)
            right -= wide + theme.px(8)
        return right

    def _words(self, painter: QPainter, room: QRectF, words: str, style: str, token: str) -> float:
        metrics = QFontMetricsF(theme.font(style))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, room.width()))
        painter.setFont(theme.font(style))
        painter.setPen(theme.colour(token))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        return metrics.horizontalAdvance(shown)
