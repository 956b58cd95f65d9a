"""Beside the questions: when the pupil has been away, and which versions of the kartläggning there are."""

from PySide6.QtCore import Signal

from narvaro_desktop.gui import days
from narvaro_desktop.gui.widgets.buttons import Button, link
from narvaro_desktop.gui.widgets.card import Card, row
from narvaro_desktop.gui.widgets.heat_map import HeatMap
from narvaro_desktop.gui.widgets.text import body, caption
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.attendance import StudentAbsence
from narvaro_desktop.usecases.investigations import InvestigationView, Version


class PatternCard(Card):
    """The heat map, to have beside the talk; folded away while the pupil is asked, and one press away."""

    def __init__(self) -> None:
        self.toggle = Button(text=_("Visa"), kind="quiet", small=True)
        super().__init__(title=_("Frånvaromönster"), aside=self.toggle)
        self.heat = HeatMap()
        self.toggle.clicked.connect(lambda: self.fold(not self.heat.isHidden()))
        self._words = caption("")
        self.add(self.heat)
        self.add(self._words)
        self._nothing = body(_("Här visas frånvaron dag för dag när en frånvarofil har lästs in."))
        self.add(self._nothing)
        self._has_weeks = False
        self.fold(True)

    def show_absence(self, absence: StudentAbsence | None) -> None:
        """The weeks, and how far the data reach."""
        self._has_weeks = absence is not None and any(week.known for week in absence.weeks)
        if absence is not None and self._has_weeks:
            self.heat.set_weeks(absence.weeks)
            until, source = days.short(absence.state.until), absence.state.source
            words = _("Procent av lektionstiden, lägre är bättre. T.o.m. {until}, {source}.")
            self._words.setText(words.format(until=until, source=source))
        self.toggle.setVisible(self._has_weeks)
        self._nothing.setVisible(not self._has_weeks)
        self.fold(self.heat.isHidden())

    def fold(self, away: bool) -> None:
        """Hide the picture, or show it."""
        shown = self._has_weeks and not away
        self.heat.setVisible(shown)
        self._words.setVisible(shown)
        words = _("Dölj") if shown else _("Visa")
        self.toggle.setText(words)
        self.toggle.setAccessibleName(_("{act} frånvaromönstret").format(act=words))


class AboutCard(Card):
    """Who began it and when, and the other versions; `opened` tells which one is wanted."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(title=_("Om kartläggningen"))
        self._told: tuple[object, ...] = ()

    def show_view(self, view: InvestigationView) -> None:
        told = (view.id, view.started_on, view.signed, view.progress, view.versions)
        if told == self._told:
            return
        self._told = told
        self.clear()
        progress = view.progress
        answered = progress.questions - progress.left
        self.add(body(_("{done} av {of} frågor har svar.").format(done=answered, of=progress.questions)))
        if view.started_on is None:
            self.add(body(_("Den börjar när det första svaret skrivs. Allt sparas medan du skriver.")))
        else:
            self.add(body(_("Påbörjad {day}.").format(day=days.short(view.started_on))))
        for one in view.versions:
            if one.id != view.id:
                button = link(_name(one))
                button.clicked.connect(lambda _on=False, one=one: self.opened.emit(one.id))
                self.body.addLayout(row(button))


def _name(one: Version) -> str:
    depth = one.depth.label[:1].upper() + one.depth.label[1:]
    if one.signed_on is None:
        return _("{depth}, arbetsmaterial").format(depth=depth)
    words = _("{depth}, version {number}, signerad {day}")
    return words.format(depth=depth, number=one.version, day=days.short(one.signed_on))
