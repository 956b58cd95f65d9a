"""Contacts, meetings, consents and the rest of samverkan as rows: what, who, by when, what can be done."""

from collections.abc import Sequence, Set
from datetime import date

from narvaro_desktop.domain.partnering.collaboration import ConsentState, ContactState
from narvaro_desktop.gui import days
from narvaro_desktop.gui.dialogs.reasoned_dialog import capital
from narvaro_desktop.gui.tokens import Kind
from narvaro_desktop.gui.widgets.todo_list import Task
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.casework.concerns import ConcernView
from narvaro_desktop.usecases.casework.elsewhere import ReferenceView
from narvaro_desktop.usecases.partnering.consents import ConsentView
from narvaro_desktop.usecases.partnering.deviations import DeviationView
from narvaro_desktop.usecases.partnering.partner_meetings import MeetingView, TaskView
from narvaro_desktop.usecases.partnering.partner_versions import Version
from narvaro_desktop.usecases.partnering.partners import ContactView, Glance
from narvaro_desktop.wording.collaboration import count_words

Actions = tuple[tuple[str, str, str], ...]
ALL = "all:"
"""Before a partner's key: the row of everyone who has said yes to her."""
_SOON = 30


def glance_words(glance: Glance | None, today: date) -> str:
    """2 väntar på svar, samtycke går ut 3 okt."""
    if glance is None:
        return ""
    ends = glance.consent_ends
    near = ends is not None and (ends - today).days <= _SOON
    said = [
        _("{n} väntar på svar").format(n=glance.waiting) if glance.waiting else "",
        ngettext("{n} försenad", "{n} försenade", glance.overdue).format(n=glance.overdue)
        if glance.overdue
        else "",
        _("samtycke går ut {day}").format(day=days.short(ends, today)) if ends and near else "",
    ]
    return ", ".join(filter(None, said))


def contact_row(one: ContactView, today: date, may_write: bool) -> Task:
    """A contact: the question, and what came of it."""
    actions: Actions = ()
    if may_write and one.state is ContactState.PLANNED:
        actions = (("send", _("Frågan är ställd …"), "primary"),)
    elif may_write and one.state in (ContactState.ASKED, ContactState.ONGOING):
        words = _("Svar kom …") if one.state is ContactState.ASKED else _("Uppdatera …")
        actions = (("reply", words, ""),)
    if may_write:
        actions = (*actions, ("correct", _("Rätta …"), "quiet"))
    actions = (*actions, *_earlier(one.earlier, today))
    said = [
        one.question,
        _("Svar: {words}").format(words=one.answer) if one.answer else "",
        _("Får föras vidare: {words}").format(words=one.may_pass_on) if one.may_pass_on else "",
        _("Varför ändå: {words}").format(words=one.reason) if one.reason else "",
    ]
    who = [
        capital(one.state.label),
        one.obstacle.label if one.obstacle else "",
        _("frågat {day}").format(day=days.short(one.asked_on, today)) if one.asked_on else "",
        _("nästa steg: {who}").format(who=one.next_owner) if one.next_owner else "",
    ]
    due = days.due(one.answer_by, today) if one.waits and one.answer_by else ""
    return Task(
        key=str(one.id),
        sentence=capital(one.name),
        detail="\n".join(filter(None, said)),
        who=" · ".join(filter(None, who)),
        due=due,
        kind="bad" if one.is_overdue else "neutral",
        icon="message-square",
        actions=actions,
    )


def meeting_row(one: MeetingView, today: date, may_write: bool) -> Task:
    """A meeting: when, with whom, and how it goes on."""
    partners = ", ".join(partner.label for partner in one.partners)
    kind: Kind = "bad" if one.is_overdue else "neutral"
    actions: Actions = ()
    due = ""
    when = days.short(one.held_on or one.planned_on, today)
    if one.cancelled_on is not None:
        state = _("Blev inte av")
    elif one.held_on is None:
        state, due = _("Kallat till {day}").format(day=when), days.due(one.planned_on, today)
        actions = (("hold", _("Vad bestämdes …"), "primary"), ("print", _("Kallelse …"), ""),
                   ("cancel", _("Blev inte av"), "quiet"))  # fmt: skip
    else:
        state = _("Hölls {day}").format(day=when)
        actions = (("print", _("Spara som PDF …"), ""), ("correct", _("Rätta …"), "quiet"))
        if one.followed_up_on is None and one.follow_up_on is not None:
            due = days.due(one.follow_up_on, today)
            actions = (("follow_up", _("Följ upp …"), ""), *actions)
    who = [
        state,
        " ".join(filter(None, (one.time, one.place))) if one.held_on is None else "",
        one.ground.label,
        _("huvudansvarig {who}").format(who=one.lead) if one.lead else "",
        _("nästa steg: {who}").format(who=one.next_owner) if one.next_owner else "",
    ]
    return Task(
        key=str(one.id),
        sentence=_("{meeting} med {whom}").format(meeting=capital(one.kind.label), whom=partners),
        detail="\n".join(filter(None, (one.question, one.summary, one.decision))),
        who=" · ".join(filter(None, who)),
        due=due,
        kind=kind,
        icon="users",
        actions=(*(actions if may_write else ()), *_earlier(one.earlier, today)),
    )


def _earlier(versions: tuple[Version, ...], today: date) -> Actions:
    """What opens the earlier versions: when it was corrected, or that there was another answer."""
    if not versions:
        return ()
    corrected = next((one for one in versions if one.reason), None)
    words = _("Tidigare svar")
    if corrected is not None:
        words = _("Rättelse {day}").format(day=days.short(corrected.at.date(), today))
    return (("earlier", words, "quiet"),)


def agreed_row(one: TaskView, today: date, may_write: bool) -> Task:
    """What was agreed that someone does."""
    done = one.done_on is not None
    due = days.due(one.due_on, today) if one.due_on and not done else ""
    action = ("undo", _("Inte klart"), "quiet") if done else ("done", _("Klart"), "")
    return Task(
        key=str(one.id),
        sentence=one.what,
        who=" · ".join(filter(None, (one.who, _("klart") if done else ""))),
        due=due,
        kind="bad" if one.is_overdue else "neutral",
        icon="check" if done else "circle-check",
        actions=(action,) if may_write else (),
    )


_CONSENT: dict[ConsentState, tuple[Kind, str]] = {
    ConsentState.VALID: ("ok", "check"),
    ConsentState.EXPIRED: ("bad", "clock"),
    ConsentState.WITHDRAWN: ("bad", "x"),
    ConsentState.DECLINED: ("bad", "x"),
    ConsentState.NOT_REACHED: ("warn", "phone"),
    ConsentState.MISSING: ("warn", "minus"),
    ConsentState.PARTIAL: ("warn", "users"),
}


def consent_rows(found: Sequence[ConsentView], unfolded: Set[str], today: date, may: bool) -> list[Task]:
    """Each consent, but for a partner to whom several say yes and none is unfolded: those are one row."""
    rows: list[Task] = []
    for one in found:
        same = [each for each in found if each.partner is one.partner]
        whole = all(each.state is ConsentState.VALID for each in same)
        if len(same) == 1 or not whole or one.partner.key in unfolded:
            rows.append(consent_row(one, today, may))
        elif one is same[0]:
            rows.append(_agreed_by_all(same, today))
    return rows


def _agreed_by_all(same: Sequence[ConsentView], today: date) -> Task:
    first = same[0]
    ends = min((one.until for one in same if one.until), default=None)
    until = _("till {day}").format(day=days.short(ends, today)) if ends else ""
    return Task(
        key=f"{ALL}{first.partner.key}",
        sentence=_("Till {whom}").format(whom=first.partner.label),
        detail="\n".join(dict.fromkeys(one.what for one in same if one.what)),
        who=" · ".join(filter(None, (", ".join(one.giver for one in same), until))),
        due=first.state.label,
        kind="ok",
        icon="check",
        actions=(("unfold", _("Var för sig"), "quiet"),),
    )


def consent_row(one: ConsentView, today: date, may_write: bool) -> Task:
    """Who let the school say what, to whom, until when."""
    kind, icon = _CONSENT[one.state]
    valid = one.state is ConsentState.VALID
    until = _("till {day}").format(day=days.short(one.until, today)) if one.until and valid else ""
    again = (("again", _("Fråga igen …"), ""),) if not valid else (("withdraw", _("Återkalla"), "quiet"),)
    answered, detail = _("inte tillfrågad"), one.what
    if one.answered_on is not None:
        answered = _("svarade {day}").format(day=days.short(one.answered_on, today))
    else:
        again = (("again", _("Fråga …"), ""),)
        said = _("{count} vårdnadshavare har sagt ja.")
        detail = capital(said.format(count=count_words(one.given, one.guardians)))
    return Task(
        key=str(one.id),
        sentence=_("Till {whom}").format(whom=one.partner.label),
        detail=detail,
        who=" · ".join(filter(None, (one.giver, answered, until))),
        due=one.state.label,
        kind=kind,
        icon=icon,
        actions=again if may_write else (),
    )


def reference_row(one: ReferenceView, today: date, may_write: bool) -> Task:
    """The case in another system."""
    said = one.said
    who = (
        _("infört {day}").format(day=days.short(said.entered_on, today)),
        _("kvittens {number}").format(number=said.receipt) if said.receipt else "",
    )
    return Task(
        key=str(one.id),
        sentence=f"{said.system}: {said.number}",
        who=" · ".join(filter(None, who)),
        due=_("originalet") if said.is_master else "",
        kind="info",
        icon="archive",
        actions=(("remove", _("Ta bort"), "quiet"),) if may_write else (),
    )


def deviation_row(one: DeviationView, today: date) -> Task:
    """Where samverkan failed, and what was answered."""
    said = one.said
    actions: Actions = ()
    if one.answered_on is not None:
        state = _("besvarad")
    elif one.sent_on is not None:
        state, actions = _("väntar på svar"), (("answer", _("Svar kom …"), ""),)
    else:
        state, actions = _("inte lämnad"), (("sent", _("Lämnad"), ""),)
    return Task(
        key=str(one.id),
        sentence=f"{capital(said.partner.label)}: {said.obstacle.label}",
        detail=_("Svar: {words}").format(words=one.answer) if one.answer else said.what,
        who=days.short(said.happened_on, today),
        due=state,
        kind="ok" if one.answered_on else "neutral",
        icon="flag",
        actions=(*actions, ("print", _("Spara som PDF …"), "quiet")),
    )


def concern_row(one: ConcernView, today: date) -> Task:
    """A protected record, for its readers."""
    said, back = one.reported, one.feedback
    if back is not None:
        answer = _("Återkoppling {day}: {words}").format(
            day=days.short(back.received_on, today), words=back.text or _("mottagen")
        )
    else:
        answer = _("Återkoppling är begärd") if said.feedback_asked else _("Ingen återkoppling är begärd")
    due = days.due(said.feedback_by, today) if said.feedback_by and back is None else ""
    return Task(
        key=str(one.id),
        sentence=_("Orosanmälan {day}, {how}").format(day=days.short(said.reported_on, today), how=said.how),
        detail="\n".join((said.text, answer)),
        who=_("Till {whom} · av {author} · läses av: {readers}").format(
            whom=said.to, author=one.author, readers=", ".join(one.readers)
        ),
        due=due,
        kind="bad" if one.waits_late else "neutral",
        icon="lock",
        actions=(("feedback", _("Återkoppling …"), ""), ("reader", _("Låt en till läsa …"), "quiet")),
    )
