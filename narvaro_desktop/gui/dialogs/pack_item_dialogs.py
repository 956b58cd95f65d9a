"""One rule or one thing to do of a step, as it is written in a pack."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.case_terms import AbsenceMeasure, DeadlineStart, DeadlineUnit, Operator, Window
from narvaro_desktop.domain.routines.pack_words import PERCENT, VALUELESS
from narvaro_desktop.gui.pages.packs.editing import combo, roles, terms
from narvaro_desktop.gui.pages.packs.parts import RoleChips
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.number_field import NumberField
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.i18n import _

Entry = Mapping[str, Any]
_OFF_UNLESS_ALL, _ON, _OFF, _LAW = "ladder", "on", "off", "law"


class _Condition(Form):
    """A measure with its comparison, value and period; what the measure has no use for is hidden."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.measure = combo(terms(AbsenceMeasure), entry["measure"])
        self.operator = combo(terms(Operator), entry.get("operator", Operator.AT_LEAST.key))
        self.value = NumberField(lowest=0, highest=1000)
        self.value.setValue(entry.get("value", 10))
        self.period = combo(terms(Window), entry.get("window", Window.CALENDAR_28.key))
        self.add(Field(_("Mått"), self.measure))
        self._operator = self.add(Field(_("Jämförelse"), self.operator))
        self._value = self.add(Field(_("Värde"), self.value))
        self._period = self.add(Field(_("Period"), self.period))
        self.measure.currentIndexChanged.connect(lambda _at: self._look())
        self._look()

    def entry(self) -> dict[str, Any]:
        """The condition as it was written."""
        measure = self._measure()
        made: dict[str, Any] = {"measure": measure.key}
        if measure not in VALUELESS:
            made |= {"operator": self.operator.currentData(), "value": self.value.value()}
        if measure not in VALUELESS or measure is AbsenceMeasure.FULL_MONTH:
            made["window"] = self.period.currentData()
        return made

    def is_whole(self) -> bool:
        measure, value = self._measure(), self.value.value()
        percent = measure in PERCENT
        wrong = measure not in VALUELESS and (value < 1 or (percent and value > 100))
        no_period = percent and self.period.currentData() == Window.NONE.key
        self._value.say(_("Skriv ett värde som är minst 1, och högst 100 för procent.") if wrong else "")
        self._period.say(_("En andel behöver en period att räknas över.") if no_period else "")
        return self.check()

    def _measure(self) -> AbsenceMeasure:
        return AbsenceMeasure.of(self.measure.currentData())

    def _look(self) -> None:
        measure = self._measure()
        self._operator.setVisible(measure not in VALUELESS)
        self._value.setVisible(measure not in VALUELESS)
        self._period.setVisible(measure not in VALUELESS or measure is AbsenceMeasure.FULL_MONTH)
        self.value.setSuffix(" %" if measure in PERCENT else "")


class TriggerDialog(Dialog):
    """What the figures must show for a step to be proposed. `entry()` after it was accepted."""

    def __init__(self, parent: QWidget, entry: Entry, is_new: bool) -> None:
        title = _("Ny regel") if is_new else _("Ändra regeln")
        words = _("När regeln är uppfylld föreslås steget. Inget ärende flyttas av sig självt.")
        super().__init__(parent, title, words, _("Klart"))
        self._entry = dict(entry)
        also, years = entry.get("also", []), entry.get("years")
        second = {"measure": AbsenceMeasure.RUN.key, "value": 3, "window": Window.NONE.key}
        self.first, self.second = _Condition(entry), _Condition(also[0] if also else second)
        self.both = Tick(_("Och dessutom"), bool(also))
        self.some = Tick(_("Bara för vissa årskurser"), years is not None)
        self.years = NumberField(lowest=0, highest=13), NumberField(lowest=0, highest=13)
        for box, year in zip(self.years, (years["first"], years["last"]) if years else (7, 9), strict=True):
            box.setValue(year)
        self._years = Form()
        self._years.add(Field(_("Från årskurs"), self.years[0]))
        self._last = self._years.add(Field(_("Till årskurs"), self.years[1]))
        for widget in (self.first, self.both, self.second, self.some, self._years):
            self.add(widget)
        for tick, part in ((self.both, self.second), (self.some, self._years)):
            part.setVisible(tick.is_on())
            tick.box.toggled.connect(part.setVisible)

    def entry(self) -> dict[str, Any]:
        """The rule as it was written."""
        made = {"key": self._entry["key"], **self.first.entry()}
        if self.both.is_on():
            made["also"] = [self.second.entry(), *self._entry.get("also", [])[1:]]
        if self.some.is_on():
            made["years"] = {"first": self.years[0].value(), "last": self.years[1].value()}
        return made

    def may_close(self) -> bool:
        backwards = self.some.is_on() and self.years[1].value() < self.years[0].value()
        self._last.say(_("Välj en årskurs som inte ligger före den första.") if backwards else "")
        second = self.second.is_whole() if self.both.is_on() else True
        return all((self.first.is_whole(), second, self._years.check()))


class DutyDialog(Dialog):
    """Something that a step asks for: what, who, by which law, and until when."""

    def __init__(self, parent: QWidget, entry: Entry, citations: Mapping[str, str], is_new: bool) -> None:
        title = _("Ny sak att göra") if is_new else _("Ändra det som ska göras")
        super().__init__(parent, title, verb=_("Klart"), wide=True)
        self._entry = dict(entry)
        deadline = entry.get("deadline") or {}
        self.text = GrowingText(lines=2, most=5)
        self.text.set_text(entry["text"])
        self.responsible = combo([("", _("Välj …")), *roles()], entry["responsible"])
        self.mandatory = Tick(
            _("Ska göras innan steget lämnas, eller lämnas öppet med ett skäl"), entry["mandatory"]
        )
        self.every = Tick(_("Återkommer så länge ärendet står på steget"), bool(entry.get("every")))
        self.law = combo(
            [("", _("Inget")), *sorted(citations.items(), key=lambda one: one[1])], entry.get("law", "")
        )
        units = [("", _("Ingen frist")), *terms(DeadlineUnit)]
        self.from_law = Tick(_("Lagrummet kräver just det här"), entry["from_law"])
        self.unit = combo(units, deadline.get("unit", ""))
        self.count = NumberField(lowest=0, highest=3650)
        self.count.setValue(deadline.get("count", 14))
        self.start = combo(terms(DeadlineStart), deadline.get("start", DeadlineStart.STEP.key))
        self.on = combo(
            [
                (_OFF_UNLESS_ALL, _("Följer trappans val")),
                (_ON, _("På")),
                (_OFF, _("Av")),
                (_LAW, _("Tolkar ett lagkrav, alltid på")),
            ],
            _state(deadline),
        )
        self.form = form = Form()
        self._text = form.add(Field(_("Vad ska göras?"), self.text))
        self._responsible = form.add(Field(_("Ansvarig"), self.responsible))
        self._raci = {name: list(entry.get(name, [])) for name in ("participants", "informed")}
        for name, words in (("participants", _("Deltar")), ("informed", _("Får veta"))):
            chips = RoleChips(words, self._raci[name], partial(self._raci.__setitem__, name))
            form.add(Field(words, chips, optional=True))
        self.accountable = combo([("", _("Ingen annan")), *roles()], entry.get("accountable", ""))
        form.add(Field(_("Ytterst ansvarig"), self.accountable, optional=True))
        form.add(Field(_("Lagrum"), self.law))
        self._unit = form.add(Field(_("Frist"), self.unit))
        self._count = form.add(Field(_("Antal"), self.count))
        self._start = form.add(Field(_("Räknas"), self.start))
        self._on = form.add(Field(_("Gäller fristen?"), self.on))
        for widget in (form, self.from_law, self.mandatory, self.every):
            self.add(widget)
        for box in (self.unit, self.law):
            box.currentIndexChanged.connect(lambda _at: self._look())
        self._look()

    def entry(self) -> dict[str, Any]:
        """The duty as it was written."""
        made = {
            **self._entry,
            "text": self.text.text().strip(),
            "responsible": self.responsible.currentData(),
        }
        law = self.law.currentData()
        made |= {
            "mandatory": self.mandatory.is_on(),
            "from_law": bool(law) and self.from_law.is_on(),
        }
        _set(made, "law", law or None)
        for name, chosen in self._raci.items():
            _set(made, name, chosen or None)
        _set(made, "accountable", self.accountable.currentData() or None)
        _set(made, "every", True if self.every.is_on() else None)
        _set(made, "deadline", self._deadline())
        return made

    def may_close(self) -> bool:
        lacks_count = self._has_count() and self.count.value() < 1
        self._text.say("" if self.text.text().strip() else _("Skriv vad som ska göras."))
        self._responsible.say("" if self.responsible.currentData() else _("Välj vem som ansvarar."))
        self._count.say(_("Skriv hur många dagar fristen är.") if lacks_count else "")
        return self.form.check()

    def _deadline(self) -> dict[str, Any] | None:
        unit, on = self.unit.currentData(), self.on.currentData()
        if not unit:
            return None
        made = dict(self._entry.get("deadline") or {})
        made |= {
            "unit": unit,
            "count": self.count.value() if self._has_count() else 0,
            "from_law": on == _LAW,
        }
        start = self.start.currentData()
        _set(made, "start", start if start != DeadlineStart.STEP.key or "start" in made else None)
        _set(made, "on", {_ON: True, _OFF: False}.get(on))
        return made

    def _has_count(self) -> bool:
        return self.unit.currentData() not in ("", DeadlineUnit.SAME_DAY.key)

    def _look(self) -> None:
        has = bool(self.unit.currentData())
        self.from_law.setVisible(bool(self.law.currentData()))
        self._count.setVisible(self._has_count())
        self._start.setVisible(has)
        self._on.setVisible(has)


def _state(deadline: Entry) -> str:
    if deadline.get("from_law"):
        return _LAW
    return {True: _ON, False: _OFF}.get(deadline.get("on"), _OFF_UNLESS_ALL)  # type: ignore[arg-type]


def _set(entry: dict[str, Any], name: str, value: object) -> None:
    if value is None:
        entry.pop(name, None)
    else:
        entry[name] = value
