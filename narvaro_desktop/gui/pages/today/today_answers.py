"""Answering the figures' proposals from I dag: what is asked first, the act, and what is told afterwards."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.terms import SuggestionAnswer
from narvaro_desktop.gui.dialogs import suggestion_dialogs
from narvaro_desktop.gui.dialogs.kept_text import keep_until_accepted
from narvaro_desktop.gui.dialogs.paper_dialog import PaperDialog, open_paper_dialog
from narvaro_desktop.gui.proposed_day import propose
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.absence import suggestions
from narvaro_desktop.usecases.absence.suggestions import Answer, Suggested
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.work import Work

_TOLD: dict[SuggestionAnswer, Callable[[], str]] = {
    SuggestionAnswer.CASE_OPENED: lambda: _("Ärende öppnat: {who}"),
    SuggestionAnswer.DEFERRED: lambda: _("Väntar: {who}"),
    SuggestionAnswer.DECLINED: lambda: _("Avstått: {who}"),
    SuggestionAnswer.FOLLOWED: lambda: _("Följs av mentor: {who}"),
}


class Answers(QObject):
    """The acts on proposals, with their dialogs over `page`."""

    def __init__(self, page: QWidget, runner: Runner, shell: Shell) -> None:
        super().__init__(page)
        self._page, self._runner, self._shell = page, runner, shell

    def class_form(self, class_name: str) -> None:
        """The class list as a form for a mentor without an account."""

        def make(work: Work) -> Paper:
            from narvaro_desktop.usecases.teamwork import class_forms  # brings ReportLab, which is slow

            return class_forms.class_form(work, class_name)

        text = _("Med initialer och ärendenummer, utan namn. Skriv in svaren här när de kommer tillbaka.")
        title = _("Spara klasslistan för {name} som blankett?").format(name=class_name)
        dialog = PaperDialog(self._page, self._runner, title, text, make)
        open_paper_dialog(dialog, self._shell)

    def answer(
        self, answer: SuggestionAnswer, about: Sequence[Suggested], today: date, source: str = ""
    ) -> None:
        """Ask for the day or the reason that an answer needs, then give it for these pupils.

        `source` is who answered on paper, and when.
        """
        if not about:
            return
        ids = tuple(one.student.id for one in about)
        who = about[0].student.name if len(about) == 1 else _("{n} elever").format(n=len(about))
        if answer is SuggestionAnswer.DEFERRED:
            wait = suggestion_dialogs.WaitDialog(self._page, who, today)
            propose(self._runner, wait.day, today, self._runner.office.rules.days.wait)
            keep_until_accepted(wait, self._runner, "wait", _record(ids), why=wait.why)
            suggestion_dialogs.open_with(wait, lambda: self._give(_sourced(wait.answer(), source), ids, who))
        elif answer is SuggestionAnswer.DECLINED:
            ask = suggestion_dialogs.DeclineDialog(self._page, who)
            keep_until_accepted(ask, self._runner, "decline", _record(ids), why=ask.why)
            suggestion_dialogs.open_with(ask, lambda: self._give(_sourced(ask.answer(), source), ids, who))
        else:
            self._give(Answer(answer, source), ids, who)

    def open_higher(self, one: Suggested) -> None:
        """Open a case on the proposed step, with the reason for skipping those before."""
        dialog = suggestion_dialogs.HigherDialog(self._page, one)
        keep_until_accepted(dialog, self._runner, "higher", one.student.id, why=dialog.why)
        suggestion_dialogs.open_with(
            dialog, lambda: self._give(dialog.answer(), (one.student.id,), one.student.name)
        )

    def waive(self, about: Sequence[Suggested], today: date, recheck_on: date) -> None:
        """*Utredning behövs inte* for those among these pupils who get a reason."""
        dialog = suggestion_dialogs.WaiveDialog(self._page, about, today, recheck_on)
        reasons = {str(student): line for student, line in dialog.reasons.items()}
        keep_until_accepted(dialog, self._runner, "waive.many", "", **reasons)

        def told(count: int) -> None:
            words = ngettext("Beslut sparat för {n} elev", "Beslut sparade för {n} elever", count)
            self._shell.toast(words.format(n=count))

        def decided() -> None:
            act = partial(suggestions.waive, reasons=dialog.given(), until=dialog.until())
            self._runner.do(act, told)

        suggestion_dialogs.open_with(dialog, decided)

    def choose_classes(self) -> None:
        """Ask which classes are the person's own."""
        self._runner.ask(_class_names, self._offer_classes, owner=self)

    def _offer_classes(self, names: list[str]) -> None:
        dialog = suggestion_dialogs.ClassesDialog(self._page, names)
        suggestion_dialogs.open_with(
            dialog, lambda: self._runner.do(partial(suggestions.choose_classes, names=dialog.chosen()))
        )

    def _give(self, answer: Answer, ids: tuple[UUID, ...], who: str) -> None:
        def told(kept: tuple[UUID, ...]) -> None:
            is_case = answer.answer is SuggestionAnswer.CASE_OPENED
            take_back = partial(suggestions.take_back, answer_ids=kept)
            words = _TOLD[answer.answer]().format(who=who)
            self._shell.toast(words, None if is_case else partial(self._runner.do, take_back))

        self._runner.do(partial(suggestions.answer, student_ids=ids, given=answer), told)


def _record(ids: tuple[UUID, ...]) -> str:
    """Whom a draft is about: one pupil, or several at a time."""
    return str(ids[0]) if len(ids) == 1 else ""


def _class_names(work: Work) -> list[str]:
    return list(suggestions.class_names(work))


def _sourced(answer: Answer, source: str) -> Answer:
    """The answer, with who gave it on paper."""
    return replace(answer, reason=" ".join(filter(None, (answer.reason, source and f"({source})"))))
