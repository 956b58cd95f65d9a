"""Gallring: by which decision, what is due, what waits for the second person, and the protocols."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from narvaro_desktop import wording
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import days, log_words
from narvaro_desktop.gui.dialogs.act_dialog import Wish
from narvaro_desktop.gui.dialogs.erasing_dialogs import ConfirmDialog, HoldDialog, ProposeDialog, RuleDialog
from narvaro_desktop.gui.dialogs.paper_dialog import FilesDialog
from narvaro_desktop.gui.dialogs.prove_dialog import when_proved
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import link, secondary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.page import stack
from narvaro_desktop.gui.widgets.text import body, caption, strong
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.privacy import erasing, preserving, privacy_records, retention
from narvaro_desktop.usecases.privacy.erasing import Protocol
from narvaro_desktop.usecases.privacy.retention import DueCase, RetentionClass
from narvaro_desktop.usecases.work import Work


@dataclass(frozen=True, slots=True)
class Found:
    """`rule` for who proposes; `confirms` for the second of two; neither has other things on the page."""

    rule: RetentionClass | None
    due: tuple[DueCase, ...]
    protocols: tuple[Protocol, ...]
    confirms: bool
    is_alone: bool


class ErasingCard(Card):
    """The second person sees what waits for her, and nothing else.

    `waits`: what to tell who has nothing on the page today, or "".
    """

    waits = Signal(str)

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(title=_("Gallring"))
        self._runner, self._shell = runner, shell
        self.hide()

    def ask(self) -> None:
        self._runner.ask(_found, self._show, owner=self)

    def _show(self, found: Found) -> None:
        rule, is_mine = found.rule, found.rule is not None
        shown = [one for one in found.protocols if is_mine or one.may_confirm]
        self.setVisible(is_mine or bool(shown))
        self.waits.emit(_nothing(found.confirms) if found.is_alone and not (is_mine or shown) else "")
        self.clear()
        if rule is not None:
            self._show_rule(rule, found.due)
        for protocol in shown:
            self.add(self._protocol(protocol, is_mine))

    def _show_rule(self, rule: RetentionClass, due: tuple[DueCase, ...]) -> None:
        if rule.years is None:
            words = _("Ingen tid är angiven för {what}. Inget gallras förrän ni har ett gallringsbeslut.")
            self.add(body(words.format(what=rule.label.lower())))
            self.add(caption(rule.advice))
        else:
            words = ngettext("{what} {n} år efter avslut.", "{what} {n} år efter avslut.", rule.years)
            self.add(body(words.format(what=rule.label, n=rule.years)))
            self.add(caption(rule.basis))
        enter = secondary(_("Ange gallringsbeslut …") if rule.years is None else _("Ändra …"))
        enter.setAccessibleName(_("Ange gallringsbeslut för {what}").format(what=rule.label.lower()))
        enter.clicked.connect(lambda _on=False: RuleDialog(self, self._runner, rule).open())
        buttons: list[QWidget] = [enter]
        waiting = [one for one in due if not one.is_proposed]
        held = sum(bool(one.held) for one in waiting)
        if waiting:
            over = len(waiting)
            count = ngettext("{n} ärende har gått ut.", "{n} ärenden har gått ut.", over).format(n=over)
            self.add(strong(count))
            if held:
                kept = ngettext("{n} hålls kvar.", "{n} hålls kvar.", held)
                self.add(caption(kept.format(n=held)))
            if over > held:
                propose = secondary(_("Föreslå gallring …"), "trash-2")
                propose.clicked.connect(lambda _on=False: ProposeDialog(self, self._runner, due).open())
                buttons.append(propose)
            hold = link(_("Hinder mot gallring …") if held else _("Håll kvar ett ärende …"))
            hold.clicked.connect(lambda _on=False: HoldDialog(self, self._runner, due).open())
            buttons.append(hold)
            if rule.key == retention.CASE:
                keep = link(_("Spara för bevarande …"))
                keep.clicked.connect(lambda _on=False: self._keep(due))
                buttons.append(keep)
        elif rule.years is not None and not due:
            self.add(body(_("Inget ärende har gått ut.")))
        self.add(flowing(*buttons))

    def _protocol(self, one: Protocol, may_propose: bool) -> QWidget:
        what = ngettext(
            "{n} ärende, avslutat {first}", "{n} ärenden, avslutade {first}–{last}", one.case_count
        )
        parts: list[QWidget] = [
            strong(what.format(n=one.case_count, first=one.closed_from.year, last=one.closed_to.year))
        ]
        proposed = _("Föreslaget av {who} {day}.").format(
            who=one.proposed_by, day=days.full(one.proposed_at.date())
        )
        if one.withdrawn:
            parts.append(caption(_("Förslaget är tillbakadraget.")))
        elif one.done_at is not None:
            done = _("Gallrat {day}, bekräftat av {who}.").format(
                day=days.full(one.done_at.date()), who=one.confirmed_by
            )
            parts.append(caption(f"{proposed} {done}"))
            if one.backups and one.backups_until:
                words = ngettext(
                    "{n} säkerhetskopia har kvar dem.", "{n} säkerhetskopior har kvar dem.", len(one.backups)
                )
                until = _("De tas bort senast {day}.").format(day=days.full(one.backups_until))
                parts.append(caption(f"{words.format(n=len(one.backups))} {until}"))
            if one.replayed_on is not None:
                again = _("Gallrat igen {day}: en äldre säkerhetskopia hade återställts.")
                parts.append(caption(again.format(day=days.full(one.replayed_on))))
            paper = link(_("Spara protokollet …"))
            paper.clicked.connect(lambda _on=False: self._save(one))
            parts.append(flowing(paper))
        else:
            parts.append(caption(proposed))
            buttons: list[QWidget] = []
            if one.may_confirm:
                confirm = secondary(_("Granska och bekräfta …"), "check")
                confirm.clicked.connect(lambda _on=False: self._confirm(one))
                buttons.append(confirm)
            else:
                parts.append(body(_("Väntar på att någon annan låser upp och bekräftar under Dataskydd.")))
            if may_propose:
                back = link(_("Dra tillbaka"))
                act = partial(erasing.withdraw, erasure_id=one.id)
                back.clicked.connect(lambda _on=False: self._runner.do(act, owner=self))
                buttons.append(back)
            parts.append(flowing(*buttons))
        return stack(*parts, gap=4)

    def _confirm(self, one: Protocol) -> None:
        dialog = ConfirmDialog(self, one)
        dialog.accepted.connect(lambda: when_proved(self, self._runner, lambda: self._carry_out(one)))
        dialog.open()

    def _carry_out(self, one: Protocol) -> None:
        office = self._runner.office

        def done(_protocol: Protocol) -> None:
            self._shell.toast(_("Gallrat. Protokollet finns kvar."))
            self.ask()

        def refused(error: NarvaroError) -> None:
            self._shell.message("bad", wording.say(error))

        self._runner.work_outside(
            lambda: erasing.carry_out(office, one.id), done, refused=refused, owner=self
        )

    def _keep(self, due: tuple[DueCase, ...]) -> None:
        chosen = [one.id for one in due]

        def save(folder: Path) -> Wish:
            return partial(preserving.hand_over, chosen=chosen, folder=folder, say=log_words.said)

        text = _(
            "Varje ärende sparas som papper (PDF/A) och data, med kontrollsummor, att lämna till e-arkivet. "
            "Filerna är inte krypterade."
        )
        dialog = FilesDialog(self, self._runner, _("Spara för bevarande"), text, save)
        dialog.acted.connect(
            lambda _made: self._shell.toast(_("Sparat. Gallra först när arkivet har tagit emot."))
        )
        dialog.open()

    def _save(self, one: Protocol) -> None:
        def save(folder: Path) -> Wish:
            return partial(privacy_records.save_protocol, erasure_id=one.id, folder=folder)

        text = _("Protokollet säger vad som gallrats, av vilka och enligt vilket beslut. Inget innehåll.")
        FilesDialog(self, self._runner, _("Spara gallringsprotokollet"), text, save).open()


def _found(work: Work) -> Found:
    rights, role = work.rules.rights, work.actor.role
    others = (Resource.STUDENT, Action.EXPORT), (Resource.LOG, Action.READ)
    is_alone = not (privacy_records.may_save(work) or any(rights.may(role, *one) for one in others))
    confirms = erasing.may_confirm(work)
    if retention.is_proposer(work):
        rule, due = retention.rule(work, retention.own_key(work)), erasing.due(work)
        return Found(rule, due, erasing.protocols(work), confirms, is_alone)
    return Found(None, (), erasing.protocols(work) if confirms else (), confirms, is_alone)


def _nothing(confirms: bool) -> str:
    if confirms:
        return _("Inget väntar på dig. När någon föreslår gallring granskar och bekräftar du den här.")
    return _("Här har du inget att göra. Vill någon ha ut eller rätta uppgifter: säg till rektor.")
