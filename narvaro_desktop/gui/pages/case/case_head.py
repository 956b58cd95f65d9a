"""The head of the case page: who it is about, its facts in a line, and what can be done."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui import days
from narvaro_desktop.gui.contact_words import contact_words
from narvaro_desktop.gui.pages.case.case_acts import CaseActs
from narvaro_desktop.gui.pages.case.case_shown import CaseShown
from narvaro_desktop.gui.widgets.buttons import menu_button, primary, secondary
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.i18n import _


def pills(shown: CaseShown) -> list[Pill]:
    """Open and on which step, or closed and how."""
    line = shown.view.line
    if line.closed_on is not None:
        closure = shown.view.closure
        ended = closure.label if closure else ""
        return [Pill(_("Avslutat: {how}").format(how=ended), "neutral")]
    where = shown.view.track
    told = [Pill(where.label[:1].upper() + where.label[1:], "warn")] if where is not None else []
    if shown.contact.is_late:
        told.append(Pill(contact_fact(shown), "bad", "clock"))
    return [Pill(_("Öppet"), "ok"), Pill(_("Steg {sign}").format(sign=line.sign), "accent"), *told]


def contact_fact(shown: CaseShown) -> str:
    """Elevkontakt: 9 skoldagar sedan."""
    return _("Elevkontakt: {when}").format(when=contact_words(shown.contact))


def head_key(shown: CaseShown) -> object:
    """What the pills and the buttons depend on; while it is the same they, and the focus, stay."""
    line = shown.view.line
    waits = shown.waiting is not None, shown.back
    facts = (
        shown.view.track,
        shown.may,
        shown.inquiry_opened,
        shown.contact if shown.contact.is_late else None,
    )
    return line.id, line.closed_on, line.sign, *facts, waits


def subtitle(shown: CaseShown) -> str:
    """Class, school, year of birth, number, who is responsible, and what differs from the usual."""
    view, line = shown.view, shown.view.line
    facts = [
        _("Klass {name}").format(name=line.student.class_name) if line.student.class_name else "",
        view.school,
        _("Född {year}").format(year=view.born) if view.born else "",
        _("Ärende {number}").format(number=line.number),
        _("Ansvarig {who}").format(who=line.owner) if line.owner else "",
    ]
    began = days.short(line.opened_on, shown.today)
    if view.registered_on != line.opened_on:
        facts.append(_("Började {day}").format(day=began))
        facts.append(_("Registrerat {day}").format(day=days.short(view.registered_on, shown.today)))
    is_told = shown.contact.last_on is not None or shown.contact.limit is not None
    if line.closed_on is None and is_told and not shown.contact.is_late:
        facts.append(contact_fact(shown))
    if view.elsewhere:
        facts.append(_("Finns i {where}").format(where=view.elsewhere))
    return "  ·  ".join(filter(None, facts))


def actions(shown: CaseShown, acts: CaseActs, note: Callable[[], object]) -> list[QWidget]:
    """The buttons at the right; what the person may not do is not there."""
    if not shown.may.write:
        return _when_closed(shown, acts)
    entries: list[tuple[str, str, Callable[[], object]]] = [
        (_("Flytta till steg …"), "arrow-up-down", acts.move),
        (_("Ny uppgift …"), "list-checks", acts.add_task),
        (_("Bjud in en kollega …"), "users", lambda: acts.invite()),
        (_("Lämna till …"), "handshake", lambda: acts.hand_over()),
        (_("Utomlands eller okänd vistelse …"), "house", acts.where),
    ]
    if shown.back is not None and shown.back.is_open:
        words = _("Lämna tillbaka till {name} …").format(name=shown.back.name)
        entries.insert(4, (words, "undo-2", acts.give_back))
    if shown.may.put_out:
        entries.append(_course(acts))
    found: list[QWidget] = []
    if not shown.inquiry_opened:
        found.append(_to_decide(shown, acts))
    if shown.may.sign:
        entries.append((_("Avsluta ärendet …"), "archive", acts.close))
    menu = menu_button("", entries, name=_("Mer om ärendet"))
    is_awaited = shown.may.decide and shown.waiting is not None and not shown.inquiry_opened
    write = (secondary if is_awaited else primary)(_("Ny händelse"), "plus")
    write.setToolTip(_("Ny händelse (Ctrl+N)"))
    write.clicked.connect(note)
    return [*found, write, menu]


def _when_closed(shown: CaseShown, acts: CaseActs) -> list[QWidget]:
    found: list[QWidget] = []
    if shown.view.line.closed_on is not None and shown.may.sign:
        again = secondary(_("Öppna igen …"), "folder-open")
        again.clicked.connect(acts.reopen)
        found.append(again)
    if shown.may.put_out:
        entries = [_course(acts)]
        if shown.view.line.closed_on is not None:
            entries.insert(0, (_("Beslutet om avslut som PDF …"), "file-down", acts.put_out_closing))
        found.append(menu_button("", entries, name=_("Mer om ärendet")))
    return found


def _course(acts: CaseActs) -> tuple[str, str, Callable[[], object]]:
    return _("Ärendets gång som PDF …"), "file-down", acts.put_out


def _to_decide(shown: CaseShown, acts: CaseActs) -> QWidget:
    if shown.may.decide:
        made = primary if shown.waiting is not None else secondary
        button = made(_("Inled utredning och anmäl"), "send")
        button.clicked.connect(acts.decide)
        return button
    button = secondary(_("Lämna till rektor för beslut"), "handshake")
    button.clicked.connect(lambda: acts.hand_over(Role.PRINCIPAL))
    button.setEnabled(shown.waiting is None or not shown.waiting.for_decision)
    return button
