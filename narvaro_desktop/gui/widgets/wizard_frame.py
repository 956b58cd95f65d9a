"""The frame of a wizard: steps at the left, the step in the middle, Tillbaka and Nästa below."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.tab_order import ReadingOrder
from narvaro_desktop.gui.tokens import READING_WIDTH
from narvaro_desktop.gui.widgets.buttons import Button, primary, quiet, secondary
from narvaro_desktop.gui.widgets.text import h1, label
from narvaro_desktop.i18n import _

_STEPS_WIDE = 232
_NARROW = 800
_UNLIMITED = 16777215


class WizardFrame(QWidget, theme.Themed):
    """Steps are (key, words, make). Earlier steps can be clicked; `nextPressed` asks the owner to go on.

    The owner calls `go(key)` when the step is good, so that nothing is skipped over unseen. A step is made
    when it is come to: five pages at once would keep the window deaf.
    """

    stepChanged = Signal(str)
    nextPressed = Signal(str)
    cancelled = Signal()

    def __init__(
        self,
        title: str,
        steps: Sequence[tuple[str, str, Callable[[], QWidget]]],
        parent: QWidget | None = None,
        wide: bool = False,
    ) -> None:
        super().__init__(parent)
        self._steps = [(key, words) for key, words, _make in steps]
        self._makers = [make for _key, _words, make in steps]
        self._wide = wide
        self._here = 0
        self._done: set[str] = set()
        self._contents: dict[int, QWidget] = {}
        self._areas: dict[int, QScrollArea] = {}
        self._buttons: dict[str, Button] = {}
        self.pages = QStackedWidget()
        self.back_button = quiet(_("Tillbaka"), "arrow-left")
        self.cancel_button = secondary(_("Avbryt"))
        self.next_button = primary(_("Nästa"))
        self.saved = label("", "caption")
        self.back_button.clicked.connect(self.go_back)
        self.cancel_button.clicked.connect(self.cancelled)
        self.next_button.clicked.connect(lambda: self.nextPressed.emit(self.at))
        self._left = self._step_list(title)
        self._where = label("", "h2", wrap=True)
        self._title = title
        main = QHBoxLayout()
        theme.space(main)
        main.addWidget(self._left)
        right = QVBoxLayout()
        theme.space(right)
        top = QHBoxLayout()
        theme.space(top, (24, 16, 24, 0))
        top.addWidget(self._where)
        right.addLayout(top)
        right.addWidget(self.pages, 1)
        main.addLayout(right, 1)
        whole = QVBoxLayout(self)
        theme.space(whole)
        whole.addLayout(main, 1)
        whole.addWidget(self._bottom())
        self.restyle()
        self.go(self._steps[0][0])

    @property
    def at(self) -> str:
        """The key of the step that is shown."""
        return self._steps[self._here][0]

    def go(self, key: str) -> None:
        """Show the step `key` from its top; those before it are done."""
        place = [each for each, _words in self._steps].index(key)
        self._done |= {each for each, _words in self._steps[:place]}
        self._here = place
        self._make(place)
        self.pages.setCurrentWidget(self._areas[place])
        self._areas[place].verticalScrollBar().setValue(0)
        self._mark()
        self.back_button.setEnabled(place > 0)
        self.stepChanged.emit(key)

    def prepare(self, key: str) -> None:
        """Make the step `key` before long work begins: beside a thread that is at work each widget waits for
        its turn at Python, and what takes 20 ms alone takes 300."""
        self._make([each for each, _words in self._steps].index(key))

    def restart(self) -> None:
        """Begin anew: no step is done, the first is shown."""
        self._done.clear()
        self.go(self._steps[0][0])

    def go_back(self) -> None:
        self.go(self._steps[max(0, self._here - 1)][0])

    def set_next(self, words: str, enabled: bool = True) -> None:
        """Name the button; the last one names the act ("Läs in 5 129 rader")."""
        self.next_button.setText(words)
        self.next_button.setEnabled(enabled)

    def say_saved(self, words: str) -> None:
        """The quiet words beside Tillbaka, "Utkastet finns kvar"."""
        self.saved.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the list of steps becomes one line."""
        super().resizeEvent(event)
        self._fold()

    def restyle(self) -> None:
        self._left.setFixedWidth(theme.px(_STEPS_WIDE))
        for content in self._contents.values():
            self._limit(content)

    def _make(self, place: int) -> None:
        if place in self._areas:
            return
        content = self._makers[place]()
        content.setAccessibleName(self._steps[place][1])
        self._limit(content)
        self._contents[place], self._areas[place] = content, self._scrolled(content)

    def _scrolled(self, content: QWidget) -> QScrollArea:
        """The step in a scroll area, not wider than one reads with ease.

        It comes last, into what has its place already: Qt dresses all that is in a widget anew each time that
        the widget is put into another.
        """
        area, outer = QScrollArea(self.pages), QWidget()
        self.pages.addWidget(area)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(outer)
        area.viewport().setAutoFillBackground(False)
        outer.setProperty("surface", "clear")
        outer.setAutoFillBackground(False)
        line = QHBoxLayout(outer)
        theme.space(line, (24, 20, 24, 20))
        line.addWidget(content, 100)
        line.addStretch(1)
        ReadingOrder(outer, list(self._buttons.values())[-1])
        return area

    def _limit(self, content: QWidget) -> None:
        content.setMaximumWidth(_UNLIMITED if self._wide else theme.px(READING_WIDTH))

    def _fold(self) -> None:
        narrow = self.width() < theme.px(_NARROW)
        self._left.setVisible(not narrow)
        self._where.setVisible(narrow)

    def _step_list(self, title: str) -> QWidget:
        left = QWidget()
        left.setProperty("surface", "sidebar")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        theme.space(column, (16, 20, 16, 20), 4)
        heading = h1(title)
        heading.setProperty("kind", "h2")
        column.addWidget(heading)
        column.addSpacing(theme.px(8))
        for place, (key, words) in enumerate(self._steps):
            button = Button(text=f"{place + 1}   {words}", kind="step")
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, key=key: self.go(key))
            self._buttons[key] = button
            column.addWidget(button)
        column.addStretch(1)
        return left

    def _bottom(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("surface", "bottombar")
        line = QHBoxLayout(bar)
        theme.space(line, (24, 12, 24, 12), 8)
        line.addWidget(self.back_button)
        line.addWidget(self.saved)
        line.addStretch(1)
        line.addWidget(self.cancel_button)
        line.addWidget(self.next_button)
        return bar

    def _mark(self) -> None:
        here = self._here
        words = _("{title}: steg {n} av {of}, {step}")
        at = words.format(title=self._title, n=here + 1, of=len(self._steps), step=self._steps[here][1])
        self._where.setText(at)
        for place, (key, words) in enumerate(self._steps):
            button, done = self._buttons[key], key in self._done and key != self.at
            button.setChecked(key == self.at)
            button.setEnabled(key == self.at or key in self._done)
            button.setText(words if done else f"{place + 1}   {words}")
            button.setProperty("iconName", "check" if done else "")
            if not done:
                button.setIcon(QIcon())
            state = _("klart") if done else _("här") if key == self.at else _("senare")
            button.setAccessibleName(
                _("Steg {n}, {step}: {state}").format(n=place + 1, step=words, state=state)
            )
