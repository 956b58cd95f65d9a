"""Att titta på: the pupils whom early signals point out, answered one by one or several at once."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.absence.attention import AttentionAnswer
from narvaro_desktop.domain.absence.shares import Share
from narvaro_desktop.gui import days, proposal_words, theme
from narvaro_desktop.gui.dialogs.act_dialog import ReasonDialog
from narvaro_desktop.gui.dialogs.known_cause_dialog import KnownCauseDialog
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import Button, secondary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.flow import Flow
from narvaro_desktop.gui.widgets.table_view import Table
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.absence import attention, signal_words
from narvaro_desktop.usecases.absence.attention import Answer, Attention, Noticed


class AttentionCard(Card):
    """Enter opens a pupil's absence; the buttons answer for the rows that are selected. `opened(id)`."""

    opened = Signal(object)

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(title=_("Att titta på"))
        self._runner, self._shell = runner, shell
        self._found: Attention | None = None
        self._said = label("", "body", wrap=True)
        self.rows: RowsModel[Noticed] = RowsModel(_columns(), lambda one: one.student.id)
        self.table = Table(model=self.rows, name=_("Elever att titta på"))
        self.table.setSortingEnabled(False)  # pupils are never ranked
        self.table.opened.connect(self.opened)
        self.table.selectionModel().selectionChanged.connect(lambda *_of: self._look())
        self.why = label("", "body2", wrap=True)
        self.look_button = secondary(_("Visa frånvaron"), "chart-line")
        self.case_button = secondary(_("Nytt ärende"), "plus")
        self.cause_button = secondary(_("Känd orsak …"), "clock")
        self.not_button = secondary(_("Inte aktuellt …"), "x")
        self._held = label("", "caption", wrap=True)
        holder = QWidget()
        acts = Flow(holder)
        theme.space(acts, gap=8)
        for button, act in self._acts():
            button.clicked.connect(lambda _on=False, act=act: act())
            acts.addWidget(button)
        for widget in (self._said, self.table, holder, self.why, self._held):
            self.add(widget)
        self._buttons = holder

    def show_attention(self, found: Attention | None) -> None:
        """What there is to look at now; the selection stays where it can."""
        self._found = found
        rows = found.rows if found else ()
        self._said.setText(_said(found))
        self.table.setVisible(bool(rows))
        self._buttons.setVisible(bool(rows))
        self.rows.set_rows(rows)
        self.table.stand(len(rows))
        for button in (self.case_button, self.cause_button, self.not_button):
            button.setVisible(found is not None and found.may_answer)
        held = found.held if found else ()
        self._held.setVisible(bool(held))
        self._held.setText(_("Väntar: {names}.").format(names="; ".join(_waiting(one) for one in held)))
        self._look()

    def chosen(self) -> list[UUID]:
        """The pupils of the selected rows."""
        return [key for key in self.table.selected_keys() if isinstance(key, UUID)]

    def _acts(self) -> tuple[tuple[Button, Callable[[], object]], ...]:
        return (
            (self.look_button, lambda: self.opened.emit(self.chosen()[0])),
            (self.cause_button, self._ask_cause),
            (self.not_button, self._ask_reason),
            (self.case_button, lambda: self._give(Answer(AttentionAnswer.CASE_OPENED))),
        )

    def _look(self) -> None:
        """The sentences of what is selected, and the buttons that fit it."""
        chosen = self.chosen()
        rows = [one for one in (self._found.rows if self._found else ()) if one.student.id in chosen]
        self.look_button.setEnabled(len(rows) == 1)
        for button in (self.case_button, self.cause_button, self.not_button):
            button.setEnabled(bool(rows))
            button.setToolTip("" if rows else _("Markera de elever som svaret gäller."))
        self.why.setText(_why(rows[0]) if len(rows) == 1 else "")
        self.why.setVisible(bool(self.why.text()))

    def _ask_cause(self) -> None:
        today = self._found.today if self._found else None
        chosen = self.chosen()
        rows = [row for row in (self._found.rows if self._found else ()) if row.student.id in chosen]
        subjects = sorted({signal.subject for row in rows for signal in row.now.signals if signal.subject})
        dialog = KnownCauseDialog(self, self._runner, chosen, today, subjects)
        dialog.acted.connect(self._answered)
        dialog.open()

    def _ask_reason(self) -> None:
        chosen = self.chosen()
        dialog = ReasonDialog(
            self,
            self._runner,
            _("Inte aktuellt?"),
            _("Raden kommer tillbaka om signalerna slocknar och tänds igen, eller om frånvaron stiger."),
            _("Spara"),
            _("Varför? En mening, inget om hälsa."),
            lambda why: partial(
                attention.answer, student_ids=chosen, given=Answer(AttentionAnswer.NOT_RELEVANT, why)
            ),
            ("attention.not_relevant", "-".join(map(str, chosen[:1]))),
        )
        dialog.acted.connect(self._answered)
        dialog.open()

    def _give(self, given: Answer) -> None:
        act = partial(attention.answer, student_ids=self.chosen(), given=given)
        self._runner.do(act, self._answered, owner=self)

    def _answered(self, made: tuple[UUID, ...]) -> None:
        words = ngettext("{n} elev är besvarad.", "{n} elever är besvarade.", len(made)).format(n=len(made))
        self._shell.toast(
            words, lambda: self._runner.do(partial(attention.take_back, answer_ids=made), owner=self)
        )


def _said(found: Attention | None) -> str:
    if found is None:
        return _("Läs in frånvaro lektion för lektion, så visas de elever vars frånvaro har ändrat form.")
    parts = []
    if not found.rows:
        parts.append(_("Ingen att titta på den här veckan."))
    if found.more:
        parts.append(
            ngettext(
                "{n} till kommer fram när dessa har fått svar.",
                "{n} till kommer fram när dessa har fått svar.",
                found.more,
            ).format(n=found.more)
        )
    if found.in_case:
        parts.append(
            ngettext(
                "{n} elev med signaler har redan ärende.",
                "{n} elever med signaler har redan ärende.",
                found.in_case,
            ).format(n=found.in_case)
        )
    if found.unjudged:
        parts.append(
            ngettext(
                "För {n} elev är för få lektioner rapporterade för att säga något.",
                "För {n} elever är för få lektioner rapporterade för att säga något.",
                found.unjudged,
            ).format(n=found.unjudged)
        )
    parts.append(_("Signalerna beslutar inget: ni tittar och svarar."))
    return " ".join(parts)


def _why(one: Noticed) -> str:
    lines = ["•  " + signal_words.sentence(signal) for signal in one.now.signals]
    if one.proposal is not None:
        lines.append("•  " + _("Trappan: {why}").format(why=proposal_words.why(one.proposal)))
    return "\n".join([*lines, signal_words.score(one.now)])


def _waiting(one: Noticed) -> str:
    given = one.given
    assert given is not None
    what = given.cause.label if given.cause else given.answer.label
    name = f"{one.student.name}, {one.student.class_name}"
    if given.until is None:
        return f"{name} ({what})"
    return _("{name} ({what}, dämpad t.o.m. {day})").format(name=name, what=what, day=days.short(given.until))


def _since(one: Noticed) -> str:
    if one.is_new:
        return _("ny")
    return ngettext("{n} vecka", "{n} veckor", one.weeks).format(n=one.weeks)


def _columns() -> list[Column[Noticed]]:
    return [
        Column(_("Elev"), lambda one: one.student.name, width=210, strong=True),
        Column(_("Klass"), lambda one: one.student.class_name, width=70),
        Column(_("Sedan"), _since, width=90, icon=lambda one: "bell-dot" if one.is_new else ""),
        Column(_("Varför"), lambda one: signal_words.short(one.now)),
        Column(_("Frånvaro, 20 dagar"), lambda one: Share(*one.now.level).text(), align="right", width=150),
    ]
