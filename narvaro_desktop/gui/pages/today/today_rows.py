"""The rows of I dag: what each kind of thing says, when it is due, and what it can be answered with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind
from narvaro_desktop.domain.terms import NotificationState, SuggestionAnswer
from narvaro_desktop.gui import days, proposal_words
from narvaro_desktop.gui.role_words import role_word
from narvaro_desktop.gui.tokens import Kind
from narvaro_desktop.gui.widgets.todo_list import Task
from narvaro_desktop.i18n import N_, _, ngettext
from narvaro_desktop.usecases.absence.suggestions import Suggested
from narvaro_desktop.usecases.casework.due import DueKind
from narvaro_desktop.usecases.deciding.notifications import Need, Needed, NotificationLine
from narvaro_desktop.usecases.pupils.students import StudentLine
from narvaro_desktop.usecases.sharing.handover_back import Back
from narvaro_desktop.usecases.sharing.handovers import HandOver
from narvaro_desktop.usecases.teamwork.today import CaseDue, ReminderKind, answer_key
from narvaro_desktop.usecases.teamwork.today_team import TeamDue, TeamKind

LOOK, OPEN, HIGHER, WAIT, DECLINE, SEEN = "look", "open", "higher", "wait", "decline", "seen"
DONE, PICK = "done", "pick"
"""`LOOK` is the name of a row pressed; the others are its buttons."""

ANSWERS = {
    OPEN: SuggestionAnswer.CASE_OPENED,
    WAIT: SuggestionAnswer.DEFERRED,
    DECLINE: SuggestionAnswer.DECLINED,
}

_ICONS = {
    DueKind.DUTY: "list-checks",
    DueKind.TASK: "circle-check",
    DueKind.FOLLOW_UP: "calendar-clock",
    DueKind.RECHECK: "eye",
    DueKind.STEP_DOWN: "undo-2",
    DueKind.OUTSIDE: "handshake",
}
_TEAM_ICONS = {
    TeamKind.MEETING: "messages-square",
    TeamKind.DECISION: "circle-check",
    TeamKind.MEASURE: "school",
    TeamKind.REVIEW: "users",
    TeamKind.EVENT: "handshake",
}
_REMINDERS = {
    ReminderKind.SHEET_NOT_PRINTED: (
        N_("Det finns ingen reserv om lösenfrasen glöms"),
        N_("Skriv ut återställningsbladet och lås in det."),
        N_("Skriv ut …"),
        "printer",
    ),
    ReminderKind.SHEET_NOT_CHECKED: (
        N_("Återställningsbladet är inte kontrollerat"),
        N_("Skriv av två grupper från pappret, så räknas det."),
        N_("Kontrollera …"),
        "printer",
    ),
    ReminderKind.BACKUP_LATE: (
        N_("Säkerhetskopian är äldre än en vecka"),
        N_("Se efter att mappen för säkerhetskopior finns."),
        N_("Inställningar"),
        "database-backup",
    ),
    ReminderKind.DATA_OLD: (
        N_("Frånvaron är äldre än en vecka"),
        N_("Läs in en ny fil, så stämmer förslagen."),
        N_("Läs in frånvaro"),
        "upload",
    ),
    ReminderKind.NO_CLASS: (
        N_("Ingen klass är vald"),
        N_("Välj dina klasser, så visas eleverna i dem."),
        N_("Välj klasser …"),
        "users",
    ),
    ReminderKind.CARD_ENDS: (
        N_("Skolans kontaktkort går snart ut"),
        N_("Förnya det, och lämna det nya till huvudmannen."),
        N_("Kontaktkort"),
        "key-round",
    ),
    ReminderKind.LONE_ADMINISTRATOR: (
        N_("Bara du sköter teamet"),
        N_("Glömmer du din lösenfras kan ingen kollega släppa in dig. Låt en till sköta teamet."),
        N_("Team"),
        "users",
    ),
    ReminderKind.INTRODUCTION: (
        N_("Läs hur skolan arbetar med närvaro"),
        N_("Det tar fem minuter. Bekräfta sedan att du har läst."),
        N_("Läs"),
        "school",
    ),
}


def who(student: StudentLine) -> str:
    """`Alva Blåbärsskog, 7B`."""
    if not student.class_name:
        return student.name
    return _("{name}, {group}").format(name=student.name, group=student.class_name)


def begun(words: str) -> str:
    """The words as the beginning of something."""
    return words[:1].upper() + words[1:]


def waiting(one: HandOver) -> Task:
    """What the person has been asked to decide."""
    return Task(
        key=str(one.case_id),
        sentence=who(one.student),
        detail=one.message,
        who=_("{who}, {day}").format(who=one.asked_by, day=days.short(one.asked_at.date())),
        kind="accent",
        icon="handshake",
        actions=((OPEN, _("Ta ställning") if one.for_decision else _("Öppna ärendet"), "primary"),),
        links=True,
    )


def due_back(one: Back) -> Task:
    """What a colleague's laptop has not been told."""
    words = _("Lämna tillbaka till {name}, så finns det som är beslutat på båda datorerna.")
    return Task(
        key=str(one.case_id),
        sentence=who(one.student),
        detail=words.format(name=one.name),
        kind="accent",
        icon="undo-2",
        actions=((OPEN, _("Öppna ärendet"), ""),),
        links=True,
    )


def asked(one: HandOver) -> Task:
    """What the person handed over, and waits for."""
    return Task(
        key=str(one.case_id),
        sentence=who(one.student),
        detail=one.message,
        who=_("lämnat {day}").format(day=days.short(one.asked_at.date())),
        due=_("Väntar på {role}").format(role=role_word(one.to_role)),
        icon="handshake",
        links=True,
        calm=True,
    )


def needed(found: Sequence[Needed], today: date) -> Task:
    """What an anmälan of one case waits for: the most urgent in the pill, each in a sentence."""
    found = sorted(found, key=lambda one: one.kind.value)
    first = found[0]
    kind: Kind = "bad" if first.is_late or first.kind is Need.NOTIFY else "warn"
    return Task(
        key=str(first.line.case_id),
        sentence=who(first.line.student),
        detail=" ".join(_sentence(one, today) for one in found),
        due=_state(first),
        kind="neutral" if first.kind in (Need.ASK_FOR_ANSWER, Need.TELL_CLOSED) else kind,
        icon="send",
        links=True,
        calm=True,
    )


def due(one: CaseDue, today: date) -> Task:
    """The next thing in a case."""
    first = one.first
    assert first.due_on is not None
    left = (first.due_on - today).days
    kind: Kind = "bad" if first.is_overdue else "warn" if left <= 1 else "neutral"
    facts = []
    if one.figure is not None:
        facts.append(proposal_words.share(one.figure))
    if one.more:
        facts.append(
            ngettext("{n} sak till i ärendet", "{n} saker till i ärendet", one.more).format(n=one.more)
        )
    if first.responsible is not None:
        facts.append(_("ansvarig: {role}").format(role=role_word(first.responsible)))
    return Task(
        key=str(first.case_id),
        sentence=who(first.student),
        detail=_thing(one),
        who=proposal_words.SEPARATOR.join(facts),
        due=begun(days.due(first.due_on, today)),
        kind=kind,
        icon=_ICONS[first.kind],
        links=True,
        calm=True,
    )


def team(one: TeamDue, today: date) -> Task:
    """What waits for the team as a whole."""
    words = {
        TeamKind.MEETING: _("EHT-möte"),
        TeamKind.DECISION: one.words,
        TeamKind.MEASURE: _("Följ upp: {what}").format(what=one.words),
        TeamKind.REVIEW: _("Veckans närvarogenomgång"),
        TeamKind.EVENT: _("Följ upp: {what}").format(what=one.words),
    }
    detail = ""
    if one.kind is TeamKind.MEETING:
        detail = _("Mötet är inte avslutat än.") if one.is_overdue else _("Dagordningen är klar att läsa.")
    near = (one.due_on - today).days <= 0
    return Task(
        key=f"{one.kind.name}:{one.record or ''}:{one.meeting_id or ''}",
        sentence=words[one.kind],
        detail=detail,
        who=_("ansvarig: {role}").format(role=role_word(one.responsible)) if one.responsible else "",
        due=begun(days.due(one.due_on, today)),
        kind="bad" if one.is_overdue else "warn" if near else "neutral",
        icon=_TEAM_ICONS[one.kind],
        actions=((DONE, _("Gjort"), ""),) if one.kind is TeamKind.DECISION else (),
        links=True,
        calm=True,
    )


def lead(task: Task) -> Task:
    """The row to begin with, which alone has the page's primary button."""
    return replace(task, actions=((OPEN, _("Öppna ärendet"), "primary"), *task.actions))


def returned(one: HandOver) -> Task:
    """An answer to what this person handed over."""
    text = _("{who} har beslutat.") if one.decided else _("{who} har skickat tillbaka ärendet.")
    if not one.for_decision:
        text = _("{who} har svarat.")
    return Task(
        key=f"handover:{one.id}:{one.case_id}",
        sentence=who(one.student),
        detail=" ".join(filter(None, (text.format(who=one.answered_by), one.comment))),
        who=days.short(one.answered_at.date()) if one.answered_at else "",
        kind="ok" if one.decided else "info",
        icon="handshake" if one.decided else "undo-2",
        actions=((SEEN, _("Sett"), ""),),
        links=True,
    )


def answered(line: NotificationLine) -> Task:
    """The huvudman's answer to an anmälan."""
    is_returned = line.state is NotificationState.RETURNED
    said = [_("Huvudmannen har svarat: {state}.").format(state=line.state.label.lower())]
    if line.registration_number:
        said.append(_("Diarienummer {number}.").format(number=line.registration_number))
    if line.offered:
        offered = ", ".join(support.label for support in line.offered)
        said.append(_("Erbjudet stöd: {what}.").format(what=offered))
    if line.message:
        said.append(line.message)
    on = days.short(line.received_on) if line.received_on else ""
    return Task(
        key=f"{answer_key(line)}:{line.case_id}",
        sentence=who(line.student),
        detail=" ".join(said),
        who=", ".join(filter(None, (line.received_by, on))),
        due=line.state.label if is_returned else "",
        kind="bad" if is_returned else "ok",
        icon="inbox",
        actions=((SEEN, _("Sett"), ""),),
        links=True,
    )


def proposed(one: Suggested, may_answer: bool, is_open: bool = True) -> Task:
    """A pupil whom the figures point out; the one that `is_open` has what it rests on, and the answers."""
    actions: tuple[tuple[str, str, str], ...] = (
        (OPEN, _("Öppna ärende"), ""),
        (HIGHER, _("På steg {n} …").format(n=one.proposal.step), "quiet"),
        (WAIT, _("Vänta …"), "quiet"),
        (DECLINE, _("Avstå …"), "quiet"),
    )
    if not is_open:
        actions = ((PICK, _("Ta ställning"), "quiet"),)
    return Task(
        key=str(one.student.id),
        sentence=_("{who}: {share}").format(who=who(one.student), share=proposal_words.amount(one.proposal)),
        detail=proposal_words.why(one) if is_open else "",
        who=proposal_words.facts(one) if is_open else "",
        icon="user",
        actions=actions if may_answer else (),
        links=True,
    )


def reminder(kind: ReminderKind) -> Task:
    sentence, detail, verb, icon = _REMINDERS[kind]
    return Task(
        key=kind.name,
        sentence=_(sentence),
        detail=_(detail),
        kind="warn",
        icon=icon,
        actions=((OPEN, _(verb), ""),),
    )


def _thing(one: CaseDue) -> str:
    first = one.first
    if first.kind is DueKind.FOLLOW_UP:
        return _("Följ upp: {what}").format(what=first.words)
    return first.words


def _state(one: Needed) -> str:
    if one.kind is Need.INFORM:
        return _("Inte informerade")
    if one.kind is Need.ASK_FOR_ANSWER:
        return _("Inget svar än")
    if one.kind is Need.TELL_CLOSED:
        return _("Avslutat")
    return one.line.state.label


def _sentence(one: Needed, today: date) -> str:
    if one.kind is Need.NOTIFY and one.line.kind == "n1":
        words = _("Utredning inleddes {day}. Anmälan är {when}.")
        if one.due_on >= today:
            words = _("Utredning inleddes {day}. Anmälan ska göras {when}.")
        when = days.with_grace(one.line.decided_on, one.due_on, today)
        return words.format(day=days.short(one.line.decided_on), when=when)
    if one.kind is Need.TELL_CLOSED:
        return _("Ärendet är avslutat, men huvudmannen vet det inte än.")
    if one.line.kind != "n1":
        what = DispatchKind.of(one.line.kind).label
        if one.kind is Need.ASK_FOR_ANSWER:
            return _("{what}: huvudmannen har inte svarat än.").format(what=what)
        return _("{what} ligger klar men är inte lämnad till huvudmannen.").format(what=what)
    if one.kind is Need.HAND_OVER:
        return _("Anmälan ligger klar men är inte lämnad till huvudmannen.")
    if one.kind is Need.INFORM:
        return ngettext(
            "{n} person är inte informerad om beslutet.",
            "{n} personer är inte informerade om beslutet.",
            one.people,
        ).format(n=one.people)
    return _("Huvudmannen har inte svarat på anmälan än.")
