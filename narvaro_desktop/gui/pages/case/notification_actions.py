"""The strip on the case page that says where the decision and its anmälan stand, and what comes next."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind
from narvaro_desktop.domain.terms import InquiryAnswer
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.deciding.decision_dialog import open_decision
from narvaro_desktop.gui.deciding.dispatch_dialog import open_dispatch
from narvaro_desktop.gui.dialogs.decision_paper_dialog import open_decision_paper
from narvaro_desktop.gui.notification_acts import ICONS, KINDS, Act, NotificationActs, facts
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import Button, menu_button, quiet
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import label, rule
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.casework import informing
from narvaro_desktop.usecases.casework.informing import ToInform
from narvaro_desktop.usecases.deciding import decisions, dispatch_offers, notifications, outgoing
from narvaro_desktop.usecases.deciding.decisions import DecisionLine
from narvaro_desktop.usecases.deciding.notifications import NotificationLine
from narvaro_desktop.usecases.work import Area, Changes, Work

_SEEN = 3
"""So many of the further acts are buttons; the rest stand in a menu."""
_SHOWN = {Area.DECISIONS, Area.PACKAGES, Area.STUDENTS}

Told = list[NotificationLine]
Found = tuple[Told, list[ToInform], list[DecisionLine], Told, tuple[DispatchKind, ...]]
"""The anmälningar, who is to be informed, the decisions, what was told after, and what can be told now."""


def found_of(work: Work, case_id: UUID) -> Found:
    """What the strip shows of a case."""
    return (
        notifications.notifications(work, case_id),
        informing.to_inform(work, case_id),
        decisions.decisions_of(work, case_id),
        outgoing.dispatches(work, case_id),
        dispatch_offers.offered(work, case_id),
    )


class NotificationStrip(QFrame):
    """Hidden until there is a decision. It asks again by itself when decisions or packages change."""

    def __init__(self, runner: Runner, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner, self._shell = runner, shell
        self._case: UUID | None = None
        self.found: Found = ([], [], [], [], ())
        self._column = QVBoxLayout(self)
        theme.space(self._column, (16, 12, 16, 12), 8)
        self.setAccessibleName(_("Beslut och anmälan"))
        self.hide()
        runner.changed.connect(self._changed)

    def show(self, case_id: UUID | None = None, found: Found | None = None) -> None:
        """Show where the case `case_id` stands; the strip stays hidden where nothing has been decided.

        It asks for itself where nobody tells it what was `found`.
        """
        if case_id is None:
            super().show()
            return
        if case_id != self._case:
            self.hide()
        self._case = case_id
        if found is None:
            self._ask()
        else:
            self._answer(case_id, found)

    def _changed(self, changes: Changes) -> None:
        if self._case is not None and changes & _SHOWN:
            self._ask()

    def _ask(self) -> None:
        case_id = self._case
        assert case_id is not None
        question = partial(found_of, case_id=case_id)
        self._runner.ask(question, lambda found: self._answer(case_id, found), owner=self)

    def _answer(self, case_id: UUID, found: Found) -> None:
        if case_id == self._case and (found != self.found or self.isHidden()):
            self.found = found
            self._fill()

    def _fill(self) -> None:
        lines, people, decided, told, offered = self.found
        empty(self._column)
        self.setVisible(bool(decided or told))
        if not decided:
            self._dress("card")
            self._say_told(told, offered)
            return
        if decided[0].answer is InquiryAnswer.WAIVED or not lines:
            self._dress("card")
            self._say_waived(decided[0])
            self._say_told(told, offered)
            return
        line = lines[0]
        kind = KINDS[line.state]
        self._dress(kind if kind in ("bad", "warn") else "card")
        top = [Pill(line.state.label, kind, ICONS[line.state])]
        if line.is_late:
            top.append(Pill(_("försenad"), "bad", "clock"))
        self._put(top)
        self._column.addWidget(label(facts(line), "body", wrap=True))
        acts = NotificationActs(self, self._runner, self._shell, line)
        self._say_informed(people)
        self._put(self._buttons(acts))
        self._say_told(told, offered)

    def _buttons(self, acts: NotificationActs) -> list[QWidget]:
        found: list[QWidget] = []
        if (coming := acts.next()) is not None:
            found.append(_button(coming, "primary"))
        others = [*acts.others(), *self._paper_of(InquiryAnswer.OPENED)]
        found += [_button(act, "") for act in others[:_SEEN]]
        if rest := others[_SEEN:]:
            entries = [(words, icon, do) for words, icon, do in rest]
            found.append(_together(found.pop(), menu_button("", entries, name=_("Fler val för anmälan"))))
        return found

    def _say_informed(self, people: list[ToInform]) -> None:
        told = sum(one.informed_on is not None for one in people)
        if told < len(people):
            words = ngettext(
                "Informerade om beslutet: {told} av {count} person.",
                "Informerade om beslutet: {told} av {count} personer.",
                len(people),
            )
            self._column.addWidget(label(words.format(told=told, count=len(people)), "body2", wrap=True))

    def _say_told(self, told: list[NotificationLine], offered: tuple[DispatchKind, ...]) -> None:
        """What was told after the anmälan, each with what comes next, and what can be told now."""
        for line in told:
            kind = KINDS[line.state]
            acts = NotificationActs(self, self._runner, self._shell, line)
            coming = acts.next()
            entries = [(words, icon, do) for words, icon, do in acts.others()]
            self._column.addWidget(rule())
            self._column.addWidget(label(facts(line), "body", wrap=True))
            row: list[QWidget] = [Pill(line.state.label, kind, ICONS[line.state])]
            if coming is not None:
                row.append(_button(coming, "primary"))
            name = _("Fler val för {what}").format(what=DispatchKind.of(line.kind).label)
            row.append(menu_button("", entries, name=name))
            self._put(row)
        if offered:
            ways = [(kind.label, "send", partial(self._dispatch, kind)) for kind in offered]
            menu = menu_button(_("Berätta för huvudmannen"), ways, "send", small=True)
            self._column.addWidget(flowing(menu))

    def _dispatch(self, kind: DispatchKind) -> None:
        if self._case is not None:
            open_dispatch(self, self._runner, self._shell, kind, self._case)

    def _say_waived(self, decision: DecisionLine) -> None:
        self._put([Pill(decision.answer.label, "neutral", "check")])
        words = _("Beslutat {day} av {who}.").format(
            day=decision.decided_on.isoformat(), who=decision.decided_by
        )
        if decision.recheck_on:
            again = _("Frågan tas upp igen {day}.").format(day=decision.recheck_on.isoformat())
            words = f"{words} {again}"
        self._column.addWidget(label(words, "body", wrap=True))
        if decision.motivation:
            self._column.addWidget(label(decision.motivation, "body2", wrap=True))
        later = list[QWidget]()
        if decision.answer is InquiryAnswer.OPENED and self._may(Action.DECIDE):
            later.append(_button((_("Anmäl till huvudmannen …"), "send", self._notify), ""))
        later += [_button(act, "") for act in self._paper_of(decision.answer)]
        if later:
            self._put(later)

    def _paper_of(self, answer: InquiryAnswer) -> list[Act]:
        """*Skriv ut beslutet*, of the latest decision that says `answer`; a protected pupil has no papers."""
        decision = next((one for one in self.found[2] if one.answer is answer), None)
        if decision is None or decision.is_protected or not self._may(Action.EXPORT):
            return []
        show = partial(open_decision_paper, self, self._runner, self._shell, decision)
        return [(_("Skriv ut beslutet …"), "printer", show)]

    def _may(self, action: Action) -> bool:
        office = self._runner.office
        return office.rules.rights.may(office.actor.role, Resource.DECISION, action)

    def _notify(self) -> None:
        """The decision was to do without an anmälan, and the school wants one after all."""
        if self._case is not None:
            open_decision(self, self._runner, self._shell, self._case)

    def _put(self, widgets: list[QWidget] | list[Pill]) -> None:
        self._column.addWidget(flowing(*widgets))

    def _dress(self, surface: str) -> None:
        self.setProperty("surface", surface)
        self.style().polish(self)


def _together(*widgets: QWidget) -> QWidget:
    """Wrap as one: a menu of three dots does not stand alone on a line."""
    whole = QWidget()
    line = QHBoxLayout(whole)
    theme.space(line, gap=8)
    for widget in widgets:
        line.addWidget(widget)
    return whole


def _button(act: Act, kind: str) -> Button:
    words, icon, do = act
    made = Button(text=words, icon=icon, kind=kind, small=True) if kind else quiet(words, icon)
    made.setProperty("dense", True)
    made.clicked.connect(lambda _on=False: do())
    return made
