"""The sign-off of the weekly närvarogenomgång: what is left in the class lists, and who signed before."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from narvaro_desktop.gui import days, proposal_words
from narvaro_desktop.gui.widgets.buttons import primary, secondary
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.tabs import Tab
from narvaro_desktop.gui.widgets.text import h2, label
from narvaro_desktop.gui.widgets.todo_list import Task, TodoList
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.teamwork.reviews import ClassReview, Review, Reviewed


class ReviewTab(Tab):
    """The weekly närvarogenomgång: what is left, and its sign-off. `wanted(id)`: who was looked at then."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._state = label("", "body", wrap=True)
        self._classes = label("", "body2", wrap=True)
        self.lists_button = secondary(_("Till klasslistorna"), "list-checks")
        self.words = GrowingText(lines=2, most=5)
        self._field = Field(_("Kommentar"), self.words, _("Inga elevers namn."), optional=True)
        self.sign_button = primary(_("Signera genomgången"), "check")
        self._past_words = h2(_("Tidigare genomgångar"))
        self._past = TodoList()
        self._past.acted.connect(lambda key, _action: self.wanted.emit(key))
        self.put(self._state, self._classes)
        self.put_buttons(self.lists_button)
        self.put(self._field)
        self.put_buttons(self.sign_button)
        self.put(self._past_words, self._past)

    def show_review(self, found: Review | None, past: Sequence[Reviewed], today: date, may: bool) -> None:
        for widget in (self.sign_button, self._field):
            widget.setVisible(may and found is not None)
        self.lists_button.setVisible(found is not None)
        self._state.setText(_review_words(found, today))
        said = _class_words(found.classes if found else ())
        self._classes.setText(said)
        self._classes.setVisible(bool(said))
        self._past.set_tasks([_reviewed(one, today) for one in past])
        self._past_words.setVisible(bool(past))


def _review_words(found: Review | None, today: date) -> str:
    if found is None:
        return _("Läs in frånvaro, så finns det något att gå igenom.")
    if found.is_due:
        last = _("Ingen genomgång är signerad än.")
        if found.since:
            last = _("Den förra gjordes {day}.").format(day=days.short(found.since, today))
    else:
        last = _("Veckans genomgång är gjord.")
    left = ngettext("{n} elev väntar på svar.", "{n} elever väntar på svar.", found.waiting)
    data = _("Frånvaron gäller t.o.m. {day}, från {source}.").format(
        day=days.short(found.state.until, today), source=found.state.source
    )
    return " ".join((last, left.format(n=found.waiting), data))


def _class_words(classes: Sequence[ClassReview]) -> str:
    """How many wait in each class, then the classes where nobody does."""

    def name(one: ClassReview) -> str:
        return one.class_name or _("utan klass")

    waiting = [_("{name} {n}").format(name=name(one), n=one.waiting) for one in classes if one.waiting]
    done = [name(one) for one in classes if not one.waiting]
    lines = [_("Väntar: {classes}").format(classes=" · ".join(waiting)) if waiting else ""]
    lines.append(_("Klara: {classes}").format(classes=" · ".join(done)) if done else "")
    return "\n".join(filter(None, lines))


def _reviewed(one: Reviewed, today: date) -> Task:
    words = ngettext("{n} elev", "{n} elever", one.pupils).format(n=one.pupils)
    facts = [
        words,
        _("{n} utan svar").format(n=one.unanswered),
        _("data t.o.m. {day}, {source}").format(day=days.short(one.data_until, today), source=one.source),
    ]
    return Task(
        key=str(one.id),
        sentence=_("{day}, signerad av {who}").format(day=days.short(one.held_on, today), who=one.who),
        detail=one.words,
        who=proposal_words.SEPARATOR.join(facts),
        icon="lock",
        actions=(("show", _("Visa elever"), "quiet"),) if one.pupils else (),
    )
