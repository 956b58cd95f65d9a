"""The head of the plan page: whose it is, where it stands, and what can be done with it."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.planning.plan_terms import Approval
from narvaro_desktop.gui import days
from narvaro_desktop.gui.measure_words import SEPARATOR
from narvaro_desktop.gui.tokens import Kind
from narvaro_desktop.gui.widgets.buttons import menu_button, primary, secondary
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.planning.plans import PlanView

Acts = Mapping[str, Callable[[], object]]
_APPROVALS: Mapping[Approval, tuple[Kind, str]] = {
    Approval.WAITING: ("warn", "clock"),
    Approval.APPROVED: ("ok", "check"),
    Approval.RETURNED: ("warn", "undo-2"),
}


def subtitle(view: PlanView) -> str:
    """Whose, which case, and why this version was begun."""
    facts = [
        view.student.name,
        view.student.class_name,
        _("Ärende {number}").format(number=view.case_number),
        _("inte ett åtgärdsprogram"),
    ]
    if view.reason:
        facts.append(_("ändras: {why}").format(why=view.reason))
    return SEPARATOR.join(filter(None, facts))


def pills(view: PlanView) -> list[Pill]:
    """A draft or signed, which version, what the rektor said, and how much is late."""
    found = []
    if view.signed is not None:
        words = _("Signerad {day} av {who}")
        on = days.short(view.signed.at.date(), view.today)
        found.append(Pill(words.format(day=on, who=view.signed.name), "ok", "lock"))
    elif view.measures:
        found.append(Pill(_("Arbetsmaterial")))
    if view.version > 1 or not view.is_latest:
        found.append(Pill(_("Version {number}").format(number=view.version), "info"))
    if view.approval is not None and view.approval.approval is not None:
        how = view.approval.approval
        kind, icon = _APPROVALS[how]
        found.append(Pill(how.label[:1].upper() + how.label[1:], kind, icon))
    late = sum(one.is_overdue for one in view.measures)
    if late:
        found.append(Pill(_("{count} att följa upp").format(count=late), "bad", "clock"))
    return found


def notice(view: PlanView) -> tuple[str, str, str]:
    """What stands above the measures, the word of its button, and the act that it does; "" for nothing."""
    if not view.is_latest:
        words = _("Du läser version {number} som den signerades.").format(number=view.version)
        return words, _("Till den senaste"), "latest"
    asked = view.approval
    if asked is not None and asked.approval is Approval.WAITING and view.may_approve:
        words = _("{who} ber dig godkänna planen.").format(who=asked.asked_by)
        return words, "", ""
    if view.class_before and view.may_follow_up and view.going_on:
        words = _("Eleven har bytt klass, från {before} till {now}. Vem ansvarar för åtgärderna nu?")
        now = view.student.class_name or "–"
        return words.format(before=view.class_before, now=now), _("Se över …"), "carry"
    if view.new_year and view.may_follow_up and view.going_on:
        words = _("Läsåret {year} har börjat. Vem ansvarar för åtgärderna nu?")
        return words.format(year=view.new_year), _("Se över …"), "carry"
    if (
        asked is not None
        and asked.approval is Approval.APPROVED
        and asked.comment
        and view.signed is not None
    ):
        return (
            _("{who} godkände planen: {comment}").format(who=asked.answered_by, comment=asked.comment),
            "",
            "",
        )
    if asked is not None and asked.approval is Approval.RETURNED and view.signed is None:
        words = _("{who} skickade tillbaka planen: {comment}")
        return words.format(who=asked.answered_by, comment=asked.comment), "", ""
    return "", "", ""


def actions(view: PlanView, acts: Acts) -> list[QWidget]:
    """The buttons at the right; what the person may not do is not there, nor what an empty page asks for."""
    found: list[QWidget] = [menu_button("", _entries(view, acts), name=_("Mer om planen"))]
    if view.may_revise and not view.may_approve:
        found.insert(0, _button(secondary(_("Rätta …"), "pencil"), acts["revise"]))
    if view.may_approve:
        found.insert(0, _button(primary(_("Godkänn"), "check"), acts["approve"]))
        found.insert(0, _button(secondary(_("Skicka tillbaka …"), "undo-2"), acts["send_back"]))
    if view.may_write and view.measures:
        found.insert(0, _button(primary(_("Ny åtgärd"), "plus"), acts["add"]))
    if view.may_sign and view.going_on:
        found.insert(0, _button(secondary(_("Signera …"), "lock"), acts["sign"]))
    return found


def _entries(view: PlanView, acts: Acts) -> list[tuple[str, str, Callable[[], object]]]:
    entries = [
        (_("Till ärendet"), "user", acts["case"]),
        (_("Till kartläggningen"), "clipboard-list", acts["investigation"]),
    ]
    if view.may_approve:
        entries.insert(0, (_("Godkänn med en kommentar …"), "check", acts["approve_saying"]))
    if view.may_print and view.measures:
        entries.append((_("Spara som PDF …"), "file-down", acts["print"]))
        if view.is_latest:
            entries.append((_("Uppföljningen som PDF …"), "file-down", acts["print_follow_up"]))
    if view.may_follow_up and not view.schedule.lines:
        entries.append((_("Lägg återskolningsplan …"), "calendar-clock", acts["week"]))
    for one in view.versions:
        if one.version != view.version or view.signed is None:
            words = _("Läs version {number}, signerad {day}")
            on = days.short(one.signed.at.date(), view.today)
            act = acts[f"version:{one.version}"]
            entries.append((words.format(number=one.version, day=on), "history", act))
    return entries


def _button(button: QWidget, act: Callable[[], object]) -> QWidget:
    button.clicked.connect(lambda: act())  # type: ignore[attr-defined]
    return button
