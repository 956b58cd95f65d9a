"""What the plan says around its measures; saved while it is written."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal

from narvaro_desktop.domain.planning.plan import Around
from narvaro_desktop.gui.widgets.buttons import link
from narvaro_desktop.gui.widgets.card import Card, row
from narvaro_desktop.gui.widgets.earlier_text import EarlierText
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.text import caption
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.overwritten import Overwritten

_LONGEST_UNSAVED = 800


class AroundCard(Card):
    """`edited` tells the four texts as they stand now."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__(title=_("Planen i stort"))
        self.needs, self.student_view = GrowingText(), GrowingText(lines=2)
        self.guardian_view, self.next_meeting = GrowingText(lines=2), GrowingText(lines=2)
        self._fields: list[Field] = []
        self.earlier: dict[str, EarlierText] = {}
        for name, words, box in (
            ("needs", _("Vad eleven behöver"), self.needs),
            ("student_view", _("Elevens syn på planen"), self.student_view),
            ("guardian_view", _("Vårdnadshavarnas syn på planen"), self.guardian_view),
            ("next_meeting", _("Nästa möte"), self.next_meeting),
        ):
            self._fields.append(Field(words, box))
            self.add(self._fields[-1])
            self.earlier[name] = EarlierText(box)
            self.add(self.earlier[name])
            self._keep(box)
        self.add(caption(_("Läses av: alla i teamet")))
        self._proposed = ""
        self.fetch_button = link(_("Hämta från kartläggningen"))
        self.fetch_button.clicked.connect(self._fetch)
        self.body.insertLayout(1, row(self.fetch_button))

    def show_around(
        self, around: Around, proposed: str, may_write: bool, rewritten: Mapping[str, Overwritten]
    ) -> None:
        """What is kept; a text that is being written is left alone. `proposed` may be fetched as needs.

        `rewritten` is what colleagues had written, by the name of the text.
        """
        self._proposed = proposed
        self.fetch_button.setVisible(may_write and bool(proposed) and not around.needs)
        kept = (around.needs, around.student_view, around.guardian_view, around.next_meeting)
        self.setVisible(may_write or any(kept))
        for field, box, text in zip(self._fields, self._boxes(), kept, strict=True):
            field.setVisible(may_write or bool(text))
            box.setReadOnly(not may_write)
            if not box.hasFocus():
                box.set_text(text)
        for name, below in self.earlier.items():
            below.show_earlier(rewritten.get(name), may_write)

    def _fetch(self) -> None:
        self.needs.setPlainText(self._proposed)
        self.needs.flush()
        self.needs.setFocus()

    def _keep(self, box: GrowingText) -> None:
        unsaved = QTimer(box)
        unsaved.setSingleShot(True)
        unsaved.setInterval(_LONGEST_UNSAVED)
        unsaved.timeout.connect(box.flush)
        box.textChanged.connect(lambda: unsaved.isActive() or unsaved.start())
        box.edited.connect(lambda _text: self.edited.emit(Around(*(each.text() for each in self._boxes()))))

    def _boxes(self) -> tuple[GrowingText, ...]:
        return self.needs, self.student_view, self.guardian_view, self.next_meeting
