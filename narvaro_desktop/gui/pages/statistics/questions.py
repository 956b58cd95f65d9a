"""The questions that people ask of the figures, each with the measures that answer it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narvaro_desktop.domain.amounts import grouped
from narvaro_desktop.domain.figures.indicators import Book, Definition, Figures, Form, Measure
from narvaro_desktop.domain.figures.report import Bar, Chart
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.figures.statistics import Answered

FIRST = "I01_20"
"""What is answered when the page comes up."""


@dataclass(frozen=True, slots=True)
class Question:
    """`measures` has several where the answer is a list (causes, roles)."""

    key: str
    words: str
    definition: Definition
    measures: tuple[Measure, ...]

    def answer(self, found: Answered) -> str:
        """The answer in a few words."""
        if self.definition.id == "I21":
            return str(len(found.goals)) if found.goals else _("inga mål satta")
        if len(self.measures) > 1:
            highest = max(self.measures, key=lambda one: found.whole.get(one.key) or 0)
            known = found.whole.get(highest.key)
            return highest.name if known else highest.text(found.whole) if known is None else _("inga")
        return self.measures[0].text(found.whole)

    def briefly(self, found: Answered) -> str:
        """The answer in the list: a share without what it is of."""
        measure = self.measures[0]
        share = measure.share(found.whole)
        if len(self.measures) > 1 or measure.form is not Form.SHARE or not share.computable:
            return self.answer(found)
        return f"{grouped(share.part)} ({share.text()})" if measure.persons else share.text()


def questions(book: Book) -> list[Question]:
    """Every measure that answers a question, in the order of the definitions."""
    found = []
    for definition in book.definitions:
        for words, measures in _asked(definition.measures):
            found.append(Question(measures[0].key, words, definition, measures))
    return found


def over_terms(question: Question, found: Answered) -> Chart | None:
    """The same term by term; none for lists."""
    if len(question.measures) > 1 or question.definition.id == "I21":
        return None
    measure = question.measures[0]
    terms = [(f"{one.name} *" if one.name in found.unusual else one.name, one.figures) for one in found.trend]
    return _chart(_("Termin för termin"), measure, terms)


def in_groups(question: Question, found: Answered) -> Chart | None:
    """The parts of the school, or the parts of the answer itself."""
    if question.definition.id == "I21":
        return None
    if question.key == "I15" and found.used:
        bars = [Bar(one.title, 10 * one.started, str(one.started)) for one in found.used]
        return Chart(_("Åtgärder ur katalogen"), _("antal påbörjade"), tuple(bars), "")
    if len(question.measures) > 1:
        shown = [one for one in question.measures if found.whole.get(one.key)]
        bars = [
            Bar(one.name, 10 * (found.whole.get(one.key) or 0), str(found.whole[one.key])) for one in shown
        ]
        return Chart(question.definition.name, _("antal"), tuple(bars), "") if bars else None
    if not found.groups:
        return None
    title = _("Per {axis}").format(axis=found.axis.label)
    return _chart(title, question.measures[0], [(one.name, one.figures) for one in found.groups])


def _chart(title: str, measure: Measure, rows: Sequence[tuple[str, Figures]]) -> Chart:
    bars = tuple(Bar(name, _tenths(measure, figures), _short(measure, figures)) for name, figures in rows)
    unit = {Form.SHARE: _("andel"), Form.DAYS: _("dagar"), Form.POINTS: _("procentenheter")}.get(
        measure.form, _("antal")
    )
    words = _("{unit}, {better}").format(unit=unit, better=measure.better.label)
    return Chart(title, words, bars, "%" if measure.form is Form.SHARE else "")


def _tenths(measure: Measure, figures: Figures) -> int | None:
    value = measure.value(figures)
    if value is None:
        return None
    return 10 * value if measure.form is Form.COUNT else max(0, value)


def _short(measure: Measure, figures: Figures) -> str:
    if measure.form is not Form.SHARE or not measure.share(figures).computable:
        return measure.text(figures)
    share = measure.share(figures)
    return f"{share.text()} ({share.part})"


def _asked(measures: Sequence[Measure]) -> Iterator[tuple[str, tuple[Measure, ...]]]:
    """Each question with its measures, in the order in which it is met."""
    held: dict[str, list[Measure]] = {}
    for one in measures:
        if one.question:
            held.setdefault(one.question, []).append(one)
    for words, found in held.items():
        yield words, tuple(found)
