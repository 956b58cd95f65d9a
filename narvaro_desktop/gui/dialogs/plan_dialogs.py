"""What is asked before a plan is signed, corrected, sent back, or carried over to a new class."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QWidget

from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, ReasonDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.text import strong
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.planning import plan_versions, plans
from narvaro_desktop.usecases.planning.plans import PlanView


class PlanSignDialog(ActDialog):
    """Signing keeps the version as it stands; the rektor may be asked to approve it in the same act."""

    def __init__(self, parent: QWidget, runner: Runner, view: PlanView) -> None:
        text = _("Version {number} sparas som den står. Ska något ändras sedan börjar nästa version.")
        text = text.format(number=view.version)
        super().__init__(parent, runner, _("Signera planen?"), text, _("Signera"))
        self._view = view
        self.ask = Tick(_("Be rektor godkänna planen"), True)
        self.add(self.ask)
        words = _("Markera som gjort på trappan: {duty}")
        self.duties = {line.duty.key: Tick(words.format(duty=line.duty.text)) for line in view.duties}
        for tick in self.duties.values():
            self.add(tick)

    def wish(self) -> Wish | None:
        done = tuple(key for key, box in self.duties.items() if box.is_on())
        return partial(plans.sign, case_id=self._view.case_id, done=done, ask=self.ask.is_on())


def revise_dialog(parent: QWidget, runner: Runner, view: PlanView) -> ReasonDialog:
    """The reason stands in the next version; the signed one stays and can be read."""
    text = _("Version {number} står kvar och kan läsas. Version {next} börjar med samma innehåll.")
    return ReasonDialog(
        parent, runner, _("Rätta planen?"), text.format(number=view.version, next=view.version + 1),
        _("Börja rätta"), _("Varför ändras planen?"),
        lambda reason: partial(plan_versions.revise, case_id=view.case_id, reason=reason),
        ("plan.revise", view.case_id),
    )  # fmt: skip


def send_back_dialog(parent: QWidget, runner: Runner, view: PlanView) -> ReasonDialog:
    """The comment goes back, and begins the next version."""
    asked = view.approval.asked_by if view.approval else ""
    text = _("{who} ser din kommentar i sin I dag och kan ändra planen.").format(who=asked)
    return ReasonDialog(
        parent, runner, _("Skicka tillbaka planen?"), text, _("Skicka tillbaka"), _("Vad behöver ändras?"),
        lambda reason: partial(plan_versions.send_back, case_id=view.case_id, comment=reason),
        ("plan.send_back", view.case_id),
    )  # fmt: skip


def approve_dialog(parent: QWidget, runner: Runner, view: PlanView) -> ReasonDialog:
    """Approved, with something that the one who asked should know."""
    asked = view.approval.asked_by if view.approval else ""
    text = _("{who} ser att planen är godkänd, och din kommentar. Planen står som den är.").format(who=asked)
    return ReasonDialog(
        parent, runner, _("Godkänn planen?"), text, _("Godkänn"), _("Kommentar"),
        lambda words: partial(plan_versions.approve, case_id=view.case_id, comment=words),
        ("plan.approve", view.case_id),
    )  # fmt: skip


class CarryOverDialog(ActDialog):
    """Each measure gets the one who answers for it now; with a new class it may end."""

    def __init__(self, parent: QWidget, runner: Runner, view: PlanView) -> None:
        self._moved = bool(view.class_before)
        text = _(
            "Åtgärderna följer med till läsåret {year}. Skriv vem som ansvarar nu. Det som är klart "
            "avslutar du i uppföljningen."
        )
        if self._moved:
            text = _(
                "Åtgärderna följer med eleven. Skriv vem som ansvarar nu, eller avsluta det som hörde "
                "till {was}."
            )
        super().__init__(
            parent,
            runner,
            _("Se över åtgärderna?"),
            text.format(was=view.class_before, year=view.new_year),
            _("Spara"),
            wide=True,
        )
        self._view = view
        self.who: dict[UUID, QLineEdit] = {}
        self.ends: dict[UUID, Tick] = {}
        for one in view.going_on:
            self.add(strong(one.measure.title))
            edit = self.who[one.id] = QLineEdit(one.measure.responsible)
            edit.setAccessibleName(_("Vem ansvarar: {measure}").format(measure=one.measure.title))
            self.add(Field(_("Vem ansvarar nu"), edit))
            if not self._moved:
                continue
            tick = self.ends[one.id] = Tick(_("Avslutas med bytet"))
            tick.box.setAccessibleName(_("Avslutas med bytet: {measure}").format(measure=one.measure.title))
            self.add(tick)

    def wish(self) -> Wish | None:
        view = self._view
        words = _("Bytt klass från {before} till {now}.") if self._moved else _("Nytt läsår, {year}.")
        now = view.student.class_name or "–"
        why = words.format(before=view.class_before, now=now, year=view.new_year)
        ended = [each for each, tick in self.ends.items() if tick.is_on()]
        who = {one.id: self.who[one.id].text().strip() for one in view.going_on}
        return partial(plans.carry_over, case_id=view.case_id, responsible=who, ended=ended, why=why)
