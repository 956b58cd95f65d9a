"""Causes, what protects, and tests made elsewhere: short lists that one adds to, under the analysis."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from narvaro_desktop.domain.assessment.findings import FindingKind
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.buttons import icon_button, quiet
from narvaro_desktop.gui.widgets.card import Card, row
from narvaro_desktop.gui.widgets.text import caption, label, strong
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.assessment import finding_words
from narvaro_desktop.usecases.assessment.investigation_findings import FindingView
from narvaro_desktop.usecases.assessment.investigation_views import InvestigationView

_ADD = {
    FindingKind.CAUSE: N_("Lägg till orsak"),
    FindingKind.PROTECTIVE: N_("Lägg till skyddande"),
    FindingKind.INSTRUMENT: N_("Hänvisa till test eller skattning"),
}


class FindingsCard(Card):
    """`adding` tells the kind, `removing` the id of what is taken away."""

    adding = Signal(object)
    removing = Signal(object)

    def __init__(self) -> None:
        super().__init__(title=_("Orsaker och det som skyddar"))
        self.buttons = {kind: quiet(_(words), "plus") for kind, words in _ADD.items()}
        for kind, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, kind=kind: self.adding.emit(kind))
        self._told: tuple[object, ...] | None = None

    def show_view(self, view: InvestigationView) -> None:
        told = (view.findings, view.is_open)
        if told == self._told:
            return
        self._told = told
        for button in self.buttons.values():
            button.setParent(None)
        self.clear()
        for kind in FindingKind:
            held = [each for each in view.findings if each.kind is kind]
            if not held and not view.is_open:
                continue
            if held:
                self.add(strong(finding_words.heading(kind)))
                self.add(caption(held[0].readers))
            for each in held:
                self.add(self._line(each, view.is_open))
            button = self.buttons[kind]
            self.body.addLayout(row(button))
            button.setVisible(view.is_open)
        self.setVisible(bool(view.findings) or view.is_open)

    def _line(self, view: FindingView, is_open: bool) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        theme.space(line, gap=8)
        words = QVBoxLayout()
        theme.space(words, gap=2)
        title, more = (
            finding_words.said(view.finding, view.code)
            if view.finding is not None
            else (_("{who} har skrivit något här.").format(who=view.by), "")
        )
        words.addWidget(label(title, "body", wrap=True))
        if more:
            words.addWidget(label(more, "body2", wrap=True))
        line.addLayout(words, 1)
        if is_open and view.finding is not None:
            gone = icon_button("x", _("Ta bort {what}").format(what=title), small=True)
            gone.clicked.connect(lambda: self.removing.emit(view.id))
            line.addWidget(gone)
        return made
