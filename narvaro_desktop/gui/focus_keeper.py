"""Keeps the keyboard on the page: when the control that had the focus goes away, one near it takes over."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QStackedWidget, QWidget
from shiboken6 import isValid


@dataclass(frozen=True, slots=True)
class _Lost:
    """The control that had the focus last: what it was called, and where it stood in the window."""

    page: QWidget
    name: str
    place: QPoint


class FocusKeeper(QObject):
    """Looks after the pages of one window. A list that is built anew, a button that has done its work and is
    hidden: without this the focus would fall to the window, or jump to the sidebar."""

    def __init__(self, window: QWidget, pages: QStackedWidget) -> None:
        super().__init__(window)
        self._window, self._pages = window, pages
        self._lost: _Lost | None = None
        self._had: QWidget | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._changed)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What had the focus may have gone while a dialog stood in front."""
        if event.type() == QEvent.Type.WindowActivate:
            self._soon.start()
        return False

    def _changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Qt moves the focus by itself from a control that is hidden; that is no wish of the person's."""
        page = self._pages.currentWidget()
        if now is None or now.window() is not self._window:
            self._soon.start()
        elif page is not None and now is not page and page.isAncestorOf(now):
            self._remember(page, now)
        elif self._went_away():
            self._soon.start()
        else:
            self._had = None

    def _remember(self, page: QWidget, now: QWidget) -> None:
        middle = now.mapTo(self._window, now.rect().center())
        is_hop = self._went_away() and self._lost is not None and self._lost.page is page
        if is_hop and not self._soon.isActive():
            self._soon.start()  # Qt's own next in line; where a page then says where, it is heard
            return
        self._soon.stop()
        self._had, self._lost = now, _Lost(page, _name(now), middle)

    def _went_away(self) -> bool:
        had = self._had
        return had is not None and not (isValid(had) and had.isVisibleTo(self._window) and had.isEnabled())

    def _look(self) -> None:
        lost, page = self._lost, self._pages.currentWidget()
        if QApplication.activeModalWidget() is not None or lost is None or lost.page is not page:
            return
        has = self._window.focusWidget()
        if has is not None and has.isVisibleTo(self._window) and has.isEnabled() and not self._went_away():
            return
        self._had = None
        found = _nearest(page, self._window, lost)
        (found or page).setFocus(Qt.FocusReason.OtherFocusReason)


def _nearest(page: QWidget, window: QWidget, lost: _Lost) -> QWidget | None:
    """The control of the same name, else the one that stands nearest to where it was."""
    there = [each for each in page.findChildren(QWidget) if _takes_focus(each)]
    same = [each for each in there if lost.name and _name(each) == lost.name]

    def distance(each: QWidget) -> int:
        return (each.mapTo(window, each.rect().center()) - lost.place).manhattanLength()

    return min(same or there, key=distance, default=None)


def _takes_focus(widget: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not isinstance(widget, QScrollArea)
    )


def _name(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or words
