"""Beside the questions: what is left to do, when the pupil has been away, and the other versions."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.domain.assessment.questions import Module
from narvaro_desktop.domain.terms import Depth
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.pages.investigation.inquiry_line import InquiryLine
from narvaro_desktop.gui.widgets.buttons import Button, link, quiet
from narvaro_desktop.gui.widgets.card import Card, empty, row
from narvaro_desktop.gui.widgets.heat_map import HeatMap
from narvaro_desktop.gui.widgets.text import body, caption
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.assessment import pattern_words
from narvaro_desktop.usecases.assessment.investigation_pattern import Pattern
from narvaro_desktop.usecases.assessment.investigation_views import InvestigationView, Version

_MOST_FACTS: Final = 8


class ModulesCard(Card):
    """Each module with how much is answered; `opened` tells which one is wanted.

    An enkel kartläggning has none beside it: its modules are the voices, which the tabs count already.
    """

    opened = Signal(str)
    choosing = Signal()

    def __init__(self) -> None:
        super().__init__(title=_("Moduler"))
        self._shown: tuple[object, ...] = ()
        self.buttons: dict[str, Button] = {}
        self.choose = quiet(_("Välj moduler …"), "list-checks")
        self.choose.clicked.connect(self.choosing)

    def show_view(self, view: InvestigationView) -> None:
        """New rows where there are other modules; else only the counts change."""
        modules = view.questions.modules
        self.setVisible(view.depth is Depth.EXTENDED)
        wanted = (view.case_id, tuple(one.key for one in modules), view.is_open)
        if wanted != self._shown:
            self._shown = wanted
            self.choose.setParent(None)
            self.clear()
            rows = QWidget()
            self._list = QVBoxLayout(rows)
            theme.space(self._list)
            self.add(rows)
            self.buttons = {module.key: self._button(module) for module in modules}
            if view.is_open:
                self.body.addLayout(row(self.choose))
            self.choose.setVisible(view.is_open)
        for module in modules:
            progress = view.progress_of_module(module.key)
            done, of = progress.questions - progress.left, progress.questions
            button = self.buttons[module.key]
            button.setText(f"{module.name}   {done}/{of}")
            button.setProperty("iconName", "circle-check" if done == of else "chevron-right")
            words = _("{module}, {done} av {of} svar").format(module=module.name, done=done, of=of)
            button.setAccessibleName(words)
            button.setVisible(view.is_open or done > 0)

    def _button(self, module: Module) -> Button:
        made = Button(kind="quiet", small=True)
        made.setToolTip(module.about)
        made.clicked.connect(lambda: self.opened.emit(module.key))
        self._list.addLayout(row(made))
        return made


class PatternCard(Card):
    """The computed pattern and its heat map; folded away while the pupil is asked, and one press away."""

    def __init__(self) -> None:
        self.toggle = Button(text=_("Visa"), kind="quiet", small=True)
        super().__init__(title=_("Frånvaromönster"), aside=self.toggle)
        self.heat = HeatMap()
        self.toggle.clicked.connect(lambda: self.fold(not self.heat.isHidden()))
        self.facts = [(caption(""), body("")) for _place in range(_MOST_FACTS)]
        for name, value in self.facts:
            self.add(name)
            self.add(value)
        self.add(self.heat)
        self._words = caption("")
        self.add(self._words)
        self._nothing = body(_("Här visas frånvaron dag för dag när en frånvarofil har lästs in."))
        self.add(self._nothing)
        self._pattern: Pattern | None = None
        self.fold(True)

    def show_pattern(self, pattern: Pattern | None) -> None:
        """What was computed, the weeks, and how far the data reach."""
        known = pattern is not None and any(week.known for week in pattern.weeks)
        self._pattern = pattern if known else None
        if self._pattern is not None:
            self.heat.set_weeks(self._pattern.weeks)
            self._words.setText(pattern_words.source(self._pattern))
            computed = self._pattern.computed
            told = [*pattern_words.facts(computed), *pattern_words.subject_facts(computed)]
            told += [("", "")] * (_MOST_FACTS - len(told))
            for (name, value), (words, said) in zip(self.facts, told, strict=False):
                name.setText(words)
                value.setText(said)
        self.toggle.setVisible(self._pattern is not None)
        self._nothing.setVisible(self._pattern is None)
        self.fold(self.heat.isHidden())

    def fold(self, away: bool) -> None:
        """Hide the picture, or show it."""
        shown = self._pattern is not None and not away
        self.heat.setVisible(shown)
        self._words.setVisible(shown)
        for name, value in self.facts:
            name.setVisible(shown and bool(name.text()))
            value.setVisible(shown and bool(name.text()))
        words = _("Dölj") if shown else _("Visa")
        self.toggle.setText(words)
        self.toggle.setAccessibleName(_("{act} frånvaromönstret").format(act=words))


class AboutCard(Card):
    """Who began it and when, and the other versions; `opened` tells which one is wanted."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(title=_("Om kartläggningen"))
        self._told: tuple[object, ...] = ()
        facts = QWidget()
        self._facts = QVBoxLayout(facts)
        theme.space(self._facts, gap=12)
        self.inquiry = InquiryLine()
        self.add(facts)
        self.add(self.inquiry)

    def show_view(self, view: InvestigationView) -> None:
        self.inquiry.show_inquiry(view.inquiry, view.is_open)
        told = (view.id, view.started_on, view.signed, view.progress, view.versions)
        if told == self._told:
            return
        self._told = told
        empty(self._facts)
        progress = view.progress
        answered = progress.questions - progress.left
        facts = [body(_("{done} av {of} frågor har svar.").format(done=answered, of=progress.questions))]
        if view.started_on is None:
            facts.append(body(_("Den börjar när det första svaret skrivs. Allt sparas medan du skriver.")))
        else:
            facts.append(body(_("Påbörjad {day}.").format(day=days.short(view.started_on))))
        if view.signed is None:
            facts.append(caption(_("Arbetsmaterial. Den blir en upprättad handling när du signerar.")))
        else:
            facts.append(caption(_("Upprättad handling. Den ändras inte, utan rättas i en ny version.")))
        for fact in facts:
            self._facts.addWidget(fact)
        for one in view.versions:
            if one.id != view.id:
                button = link(_name(one))
                button.clicked.connect(lambda _on=False, one=one: self.opened.emit(one.id))
                self._facts.addLayout(row(button))


def _name(one: Version) -> str:
    depth = one.depth.label[:1].upper() + one.depth.label[1:]
    if one.signed_on is None:
        return _("{depth}, arbetsmaterial").format(depth=depth)
    words = _("{depth}, version {number}, signerad {day}")
    return words.format(depth=depth, number=one.version, day=days.short(one.signed_on))
