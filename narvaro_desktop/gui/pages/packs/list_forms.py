"""Lists around the ladder while a pack is changed: stages, goals, documents, own measures."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop.domain.case_terms import CatalogueCategory, CatalogueKind, Condition
from narvaro_desktop.domain.routines import pack_edit
from narvaro_desktop.domain.routines.pack_check import MOST_STEPS
from narvaro_desktop.domain.routines.pack_edit import Where
from narvaro_desktop.domain.routines.pack_words import word, years_words
from narvaro_desktop.domain.terms import LegalType, MeasureLevel
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.pages.packs.editing import Editing, combo, roles, terms
from narvaro_desktop.gui.pages.packs.parts import Chips
from narvaro_desktop.gui.widgets.buttons import icon_button, quiet
from narvaro_desktop.gui.widgets.card import Card, row
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.number_field import NumberField
from narvaro_desktop.gui.widgets.text import caption, label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.figures import statistics

Entry = Mapping[str, Any]
_LONGEST_DAY = 600
_NOT_HERE = frozenset({Condition.ABSENCE_OVER, Condition.SCHOOL_YEARS})
"""Conditions with a limit of their own, which an entry of a pack has no place for."""


class TargetDialog(Dialog):
    """A goal with its level and the time it is for."""

    def __init__(self, parent: QWidget, entry: Entry) -> None:
        super().__init__(parent, _("Mål"), verb=_("Klart"))
        self.name, self.unit = QLineEdit(entry.get("name", "")), QLineEdit(entry.get("unit", "%"))
        self.value = NumberField(lowest=0, highest=1000)
        self.value.setValue(entry.get("value", 0))
        self.first, self.last = DateField(), DateField()
        self.first.edit.setText(entry.get("first", ""))
        self.last.edit.setText(entry.get("last", ""))
        self.measure = _measures(entry.get("indicator", ""))
        self.form = form = Form()
        help = _("Till exempel: andelen elever med minst 20 % frånvaro ska minska.")
        self._name = form.add(Field(_("Mål"), self.name, help))
        seen = _("Utfallet står då bredvid målet i Statistik.")
        form.add(Field(_("Följs som"), self.measure, seen, optional=True))
        form.add(Field(_("Värde"), self.value))
        form.add(Field(_("Enhet"), self.unit, optional=True))
        self._first = form.add(Field(_("Från"), self.first))
        self._last = form.add(Field(_("Till"), self.last))
        self.add(form)

    def may_close(self) -> bool:
        first, last = self.first.day(), self.last.day()
        self._name.say("" if self.name.text().strip() else _("Skriv vad målet är."))
        self._first.say("" if first else _no_day())
        wrong = first is not None and last is not None and last < first
        self._last.say(_("Målet slutar innan det börjar.") if wrong else "" if last else _no_day())
        return self.form.check()

    def entry(self) -> dict[str, Any]:
        return {
            "name": self.name.text().strip(),
            "indicator": self.measure.currentData(),
            "value": self.value.value(),
            "unit": self.unit.text().strip(),
            "first": _iso(self.first.day()),
            "last": _iso(self.last.day()),
        }


def _measures(chosen: str) -> QComboBox:
    """The measures that a goal can be followed by, and that it is followed elsewhere."""
    box = QComboBox()
    box.addItem(_("följs på annat sätt"), "other")
    for one in statistics.book().measures.values():
        if one.target:
            box.addItem(f"{one.definition} {one.name}", one.target)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


class DocumentDialog(Dialog):
    """A document of the municipality's own: what it is called and where it lies; it is never copied in."""

    def __init__(self, parent: QWidget, entry: Entry) -> None:
        super().__init__(parent, _("Dokument"), verb=_("Klart"))
        self._key = entry["key"]
        names = ("title", "place", "version", "adopted_by")
        words = (_("Namn"), _("Var det finns"), _("Version"), _("Fastställt av"))
        self.lines = {name: QLineEdit(entry.get(name, "")) for name in names}
        self.revise = DateField()
        self.revise.edit.setText(entry.get("revise_by", ""))
        self.form = form = Form()
        self._fields = [
            form.add(Field(word, self.lines[name], optional=name != "title"))
            for name, word in zip(names, words, strict=True)
        ]
        self._revise = form.add(Field(_("Ska ses över senast"), self.revise, optional=True))
        self.add(form)

    def may_close(self) -> bool:
        self._fields[0].say("" if self.lines["title"].text().strip() else _("Skriv vad dokumentet heter."))
        self._revise.say(self.revise.fault())
        return self.form.check()

    def entry(self) -> dict[str, Any]:
        made: dict[str, Any] = {"key": self._key}
        made |= {name: line.text().strip() for name, line in self.lines.items()}
        if (day := self.revise.day()) is not None:
            made["revise_by"] = day.isoformat()
        return made


class OwnMeasureDialog(Dialog):
    """A measure or insats of the municipality's own, to choose when a plan is written."""

    def __init__(self, parent: QWidget, entry: Entry) -> None:
        super().__init__(parent, _("Egen åtgärd eller insats"), verb=_("Klart"), wide=True)
        self._entry = dict(entry)
        self.title, self.goal = QLineEdit(entry.get("title", "")), QLineEdit(entry.get("goal", ""))
        self.description = GrowingText(lines=2, most=5)
        self.description.set_text(entry.get("description", ""))
        self.boxes = {
            "kind": combo(terms(CatalogueKind), entry.get("kind", "measure")),
            "category": combo(terms(CatalogueCategory), entry.get("category", "support")),
            "level": combo(terms(MeasureLevel), entry.get("level", "student")),
            "legal_type": combo(terms(LegalType), entry.get("legal_type", "practical")),
            "responsible": combo(roles(), entry.get("responsible", "counsellor")),
        }
        self.days = NumberField(lowest=1, highest=365, unit=_("dagar"))
        self.days.setValue(entry.get("follow_up_days", 28))
        self.form = form = Form()
        self._title = form.add(Field(_("Namn"), self.title))
        form.add(Field(_("Beskrivning"), self.description, optional=True))
        form.add(Field(_("Mål"), self.goal, optional=True))
        words = (_("Slag"), _("Område"), _("Nivå"), _("Juridiskt slag"), _("Ansvarig"))
        for box, said in zip(self.boxes.values(), words, strict=True):
            form.add(Field(said, box))
        form.add(Field(_("Följs upp efter"), self.days))
        steps = [(str(number), _("Steg {sign}").format(sign=number)) for number in range(MOST_STEPS + 1)]
        proposed = [str(number) for number in entry.get("steps", [1, 2, 3, 4, 5])]
        self.steps = Chips(_("Föreslås på"), steps, proposed)
        form.add(Field(_("Föreslås på"), self.steps))
        needs = [(one.key, one.label) for one in Condition if one not in _NOT_HERE]
        self.conditions = Chips(_("Innan den börjar krävs"), needs, entry.get("conditions", []))
        form.add(Field(_("Innan den börjar krävs"), self.conditions, optional=True))
        self.add(form)

    def may_close(self) -> bool:
        self._title.say("" if self.title.text().strip() else _("Skriv vad den heter."))
        return self.form.check()

    def entry(self) -> dict[str, Any]:
        return {
            **self._entry,
            "title": self.title.text().strip(),
            "description": self.description.text().strip(),
            "goal": self.goal.text().strip(),
            **{name: box.currentData() for name, box in self.boxes.items()},
            "follow_up_days": self.days.value(),
            "steps": [int(number) for number in self.steps.chosen()],
            "conditions": self.conditions.chosen(),
        }


class StageDialog(Dialog):
    """A stage of the school: what it is called and its årskurser."""

    def __init__(self, parent: QWidget, entry: Entry) -> None:
        super().__init__(parent, _("Stadium"), verb=_("Klart"))
        self._entry = dict(entry)
        self.name = QLineEdit(entry.get("name", ""))
        self.name.setMaxLength(40)
        self.years = NumberField(lowest=0, highest=13), NumberField(lowest=0, highest=13)
        for box, name in zip(self.years, ("first", "last"), strict=True):
            box.setValue(entry.get(name, 0))
        self.minutes = NumberField(highest=_LONGEST_DAY, unit=_("minuter"))
        self.minutes.setSpecialValueText(_("inte angivet"))
        self.minutes.setValue(entry.get("minutes", 0))
        self.form = form = Form()
        self._name = form.add(Field(_("Namn"), self.name))
        form.add(Field(_("Från årskurs"), self.years[0], _("0 är förskoleklass.")))
        self._last = form.add(Field(_("Till årskurs"), self.years[1]))
        help = _("Används bara där inget schema är inläst, och märks då som uppskattat.")
        form.add(Field(_("Undervisning en vanlig dag"), self.minutes, help))
        self.add(form)

    def may_close(self) -> bool:
        backwards = self.years[1].value() < self.years[0].value()
        self._name.say("" if self.name.text().strip() else _("Skriv vad stadiet heter."))
        self._last.say(_("Välj en årskurs som inte ligger före den första.") if backwards else "")
        return self.form.check()

    def entry(self) -> dict[str, Any]:
        kept = {name: value for name, value in self._entry.items() if name not in ("key", "minutes")}
        first, last = (box.value() for box in self.years)
        minutes = {"minutes": self.minutes.value()} if self.minutes.value() else {}
        return {**kept, "name": self.name.text().strip(), "first": first, "last": last, **minutes}


Make = Callable[[QWidget, Entry], TargetDialog | DocumentDialog | OwnMeasureDialog | StageDialog]


def stages_card(editing: Editing) -> Card:
    """The stages that a rule can be for."""
    words = _("Stadier"), _("Nytt stadium …")
    return _list(editing, ("calendar", "stages"), *words, StageDialog, _stage)


def goals_form(editing: Editing) -> QWidget:
    """Goals, documents and own measures, each in a card."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    theme.space(column, gap=16)
    column.addWidget(_list(editing, ("targets",), _("Mål"), _("Nytt mål …"), TargetDialog, _target))
    words = _("Egna dokument"), _("Nytt dokument …")
    column.addWidget(_list(editing, ("documents",), *words, DocumentDialog, lambda one: one["place"]))
    words = _("Egna åtgärder och insatser"), _("Ny åtgärd eller insats …")
    column.addWidget(_list(editing, ("catalogue",), *words, OwnMeasureDialog, _measure))
    return holder


def _list(
    editing: Editing, part: Where, title: str, new: str, make: Make, facts: Callable[[Entry], str]
) -> Card:
    card = Card(title=title)
    add = quiet(new, "plus")
    fault = label("", "fault", wrap=True)
    fault.hide()
    card.add(fault)
    editing.show(part, fault, add)
    for at, entry in enumerate(editing.at(part)):
        named = entry.get("name") or entry.get("title", "")
        words = QVBoxLayout()
        theme.space(words, gap=2)
        words.addWidget(label(named, "body", wrap=True))
        if facts(entry):
            words.addWidget(caption(facts(entry)))
        change = icon_button("pencil", _("Ändra: {what}").format(what=named), small=True)
        remove = icon_button("trash-2", _("Ta bort: {what}").format(what=named), small=True)
        change.clicked.connect(partial(_edit, editing, part, at, make, change))
        remove.clicked.connect(partial(_remove, editing, part, at))
        line, row_holder = row(change, remove, gap=4, stretch=False), QWidget()
        line.insertLayout(0, words, 1)
        row_holder.setLayout(line)
        card.add(row_holder)
    add.clicked.connect(partial(_edit, editing, part, -1, make, add))
    card.body.addLayout(row(add))
    return card


def _edit(editing: Editing, part: Where, at: int, make: Make, beside: QWidget, _on: bool = False) -> None:
    entries = editing.at(part)
    fresh = {"key": f"own_{uuid4().hex[:12]}"}  # unlike the keys of other packs: figures are told apart by it
    dialog = make(beside.window(), entries[at] if at >= 0 else fresh)

    def keep() -> None:
        where: Where = part if at < 0 else (*part, at)
        change = pack_edit.add if at < 0 else pack_edit.put
        editing.reshape(change(editing.document, where, dialog.entry()), part)

    dialog.accepted.connect(keep)
    dialog.open()


def _remove(editing: Editing, part: Where, at: int, _on: bool = False) -> None:
    editing.reshape(pack_edit.put(editing.document, (*part, at), None), part)


def _stage(entry: Entry) -> str:
    minutes = entry.get("minutes")
    said = _("{minutes} minuter om dagen").format(minutes=minutes) if minutes else ""
    return " · ".join(filter(None, (years_words(entry), said)))


def _target(entry: Entry) -> str:
    words = _("{value} {unit}, {first} till {last}")
    return words.format(**{name: entry[name] for name in ("value", "unit", "first", "last")})


def _measure(entry: Entry) -> str:
    steps = ", ".join(str(number) for number in entry["steps"])
    needs = ", ".join(word(Condition, key) for key in entry.get("conditions", ()))
    parts = [
        entry["description"],
        _("Föreslås på steg {steps}").format(steps=steps) if steps else _("Föreslås inte på något steg"),
        _("Kräver {needs}").format(needs=needs) if needs else "",
    ]
    return " · ".join(filter(None, parts))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _no_day() -> str:
    return _("Skriv datum som {example}.").format(example="2026-10-05")
