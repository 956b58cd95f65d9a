"""A step of the ladder while it is changed: its words, its rules, and what it asks for."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from narvaro_desktop.domain.case_terms import AbsenceMeasure, Operator, Window
from narvaro_desktop.domain.casework.ladder import INQUIRY_DECISION, NOTIFICATION, RETURNING_SIGN
from narvaro_desktop.domain.routines import pack_edit
from narvaro_desktop.domain.routines.pack_edit import Where
from narvaro_desktop.domain.routines.pack_words import law_words, role_words, trigger_words
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs.pack_item_dialogs import DutyDialog, TriggerDialog
from narvaro_desktop.gui.pages.packs.editing import (
    Editing,
    choice_field,
    number_field,
    role_field,
    text_field,
)
from narvaro_desktop.gui.pages.packs.parts import COLOURS, MARKS, RoleChips
from narvaro_desktop.gui.pages.packs.reading import duty_deadline
from narvaro_desktop.gui.widgets.buttons import icon_button, quiet
from narvaro_desktop.gui.widgets.card import Card, row
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.text import caption, label
from narvaro_desktop.i18n import _

_NEEDED = (INQUIRY_DECISION, NOTIFICATION)


class StepForm(QWidget):
    """Step 0 and Å have no rules and are never taken away."""

    def __init__(self, editing: Editing, place: int, citations: Mapping[str, str]) -> None:
        super().__init__()
        self._editing, self._place, self._citations = editing, place, citations
        step = editing.at(self._where())
        self._climbed = step["number"] > 0 and step["sign"] != RETURNING_SIGN
        column = QVBoxLayout(self)
        theme.space(column, gap=16)
        for card in (self._words(), *([self._rules()] if self._climbed else []), self._duties()):
            column.addWidget(card)
        column.addLayout(self._step_buttons(step))
        column.addStretch(1)

    def _where(self, *more: str | int) -> Where:
        return ("ladder", "steps", self._place, *more)

    def _words(self) -> Card:
        card, editing = Card(title=_("Steget")), self._editing
        card.add(text_field(editing, self._where("name"), _("Namn")))
        card.add(text_field(editing, self._where("summary"), _("Vad steget går ut på"), lines=2))
        card.add(role_field(editing, self._where("responsible"), _("Ansvarig")))
        part = self._where("participants")
        chips = RoleChips(_("Deltar"), editing.at(part), partial(editing.put, part))
        card.add(Field(_("Deltar"), chips))
        marks = [(None, _("Ingen")), *((key, _(words).capitalize()) for key, words in MARKS.items())]
        card.add(choice_field(editing, self._where("icon"), _("Symbol"), marks))
        colours = [(key or None, _(words).capitalize()) for key, words in COLOURS.items()]
        card.add(choice_field(editing, self._where("colour"), _("Färg"), colours))
        if self._climbed:
            words = _("Föreslås lämnas när frånvaron är under")
            card.add(number_field(editing, self._where("exit_below"), words, 0, 100, "%", _("inget förslag")))
        card.add(self._documents())
        return card

    def _documents(self) -> Field:
        """What is written on the step, one on each line."""
        where = self._where("documents")
        box = GrowingText(lines=2, most=8)
        box.set_text("\n".join(self._editing.at(where) or ()))
        box.edited.connect(
            lambda text: self._editing.put(where, list(filter(None, map(str.strip, text.split("\n")))))
        )
        help = _(
            "Ett per rad, till exempel Enkel kartläggning. Själva blanketten läggs in under Mål och dokument."
        )
        made = Field(_("Dokument som skrivs"), box, help, optional=True)
        self._editing.show(where, made, box)
        return made

    def _rules(self) -> Card:
        card = Card(title=_("Steget föreslås vid"))
        new = quiet(_("Ny regel …"), "plus")
        self._note(card.body, self._where("triggers"), new)
        for at, entry in enumerate(self._editing.at(self._where("triggers"))):
            self._row(card, ("triggers", at), trigger_words(entry), "", self._edit_trigger)
        new.clicked.connect(lambda: self._edit_trigger(-1))
        card.body.addLayout(row(new))
        return card

    def _duties(self) -> Card:
        card, document = Card(title=_("Det steget kräver")), self._editing.document
        for at, duty in enumerate(self._editing.at(self._where("duties"))):
            facts = [role_words(document, duty["responsible"])]
            facts += [] if duty["mandatory"] else [_("vid behov")]
            facts += [duty_deadline(document, duty)] if "deadline" in duty else []
            facts += [law_words(duty, self._citations)] if "law" in duty else []
            self._row(card, ("duties", at), duty["text"], " · ".join(facts), self._edit_duty)
        new = quiet(_("Ny sak att göra …"), "plus")
        self._note(card.body, self._where("duties"), new)
        new.clicked.connect(lambda: self._edit_duty(-1))
        card.body.addLayout(row(new))
        return card

    def _row(
        self, card: Card, where: tuple[str, int], words: str, facts: str, edit: Callable[[int], None]
    ) -> None:
        """One line with its buttons, and what is wrong with it below."""
        part, at = where
        holder, column = QWidget(), QVBoxLayout()
        theme.space(column, gap=2)
        column.addWidget(label(words or _("Utan text"), "body", wrap=True))
        if facts:
            column.addWidget(caption(facts))
        change = icon_button("pencil", _("Ändra: {what}").format(what=words), small=True)
        remove = icon_button("trash-2", _("Ta bort: {what}").format(what=words), small=True)
        self._note(column, self._where(part, at), change)
        change.clicked.connect(lambda: edit(at))
        remove.clicked.connect(lambda: self._remove(part, at))
        needed = part == "duties" and self._editing.at(self._where(part, at, "key")) in _NEEDED
        remove.setVisible(not needed)
        line = row(change, remove, gap=4, stretch=False)
        line.insertLayout(0, column, 1)
        holder.setLayout(line)
        card.add(holder)

    def _note(self, column: QBoxLayout, where: Where, control: QWidget) -> None:
        fault = label("", "fault", wrap=True)
        fault.hide()
        self._editing.show(where, fault, control)
        column.addWidget(fault)

    def _remove(self, part: str, at: int) -> None:
        changed = pack_edit.put(self._editing.document, self._where(part, at), None)
        self._editing.reshape(changed, self._where(part))

    def _edit_trigger(self, at: int) -> None:
        document = self._editing.document
        fresh = {
            "key": pack_edit.new_key(document, "rule"),
            "measure": AbsenceMeasure.TOTAL.key,
            "operator": Operator.AT_LEAST.key,
            "value": 10,
            "window": Window.CALENDAR_28.key,
        }
        entry = fresh if at < 0 else self._editing.at(self._where("triggers", at))
        self._open(TriggerDialog(self.window(), entry, at < 0), "triggers", at)

    def _edit_duty(self, at: int) -> None:
        step = self._editing.at(self._where())
        fresh = {
            "key": pack_edit.new_key(self._editing.document, "duty"),
            "text": "",
            "responsible": step["responsible"],
            "mandatory": True,
            "from_law": False,
        }
        entry = fresh if at < 0 else self._editing.at(self._where("duties", at))
        self._open(DutyDialog(self.window(), entry, self._citations, at < 0), "duties", at)

    def _open(self, dialog: TriggerDialog | DutyDialog, part: str, at: int) -> None:
        editing, where = self._editing, self._where(part)

        def keep() -> None:
            change = pack_edit.add if at < 0 else pack_edit.put
            place = where if at < 0 else (*where, at)
            changed = change(editing.document, place, dialog.entry())
            editing.reshape(
                changed, (*where, len(pack_edit.value_at(changed, where)) - 1) if at < 0 else place
            )

        dialog.accepted.connect(keep)
        dialog.open()

    def _step_buttons(self, step: Mapping[str, Any]) -> QHBoxLayout:
        add = quiet(_("Nytt steg efter det här"), "plus")
        remove = quiet(_("Ta bort steget"), "trash-2")
        document = self._editing.document
        add.setVisible(step["sign"] != RETURNING_SIGN)
        add.setEnabled(pack_edit.may_add(document))
        remove.setVisible(self._climbed)
        add.clicked.connect(self._add_step)
        remove.clicked.connect(self._remove_step)
        return row(add, remove)

    def _add_step(self) -> None:
        changed = pack_edit.with_step_after(self._editing.document, self._place, _("Nytt steg"))
        self._editing.reshape(changed, self._where("name"))

    def _remove_step(self) -> None:
        self._editing.reshape(
            pack_edit.without_step(self._editing.document, self._place), self._where("name")
        )
