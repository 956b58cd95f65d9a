"""I dag: everything that needs a person, in the order of a working day, in one question."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select

from narvaro_desktop.domain.absence.absence import Figure
from narvaro_desktop.domain.case_terms import Action, CaseScope, Resource
from narvaro_desktop.domain.casework.ladder import NOTIFICATION
from narvaro_desktop.domain.terms import NotificationState
from narvaro_desktop.store.tables import CaseRow, NotificationRow, StudentRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.absence import attendance, signals, suggestions
from narvaro_desktop.usecases.absence.attendance import DataState
from narvaro_desktop.usecases.absence.suggestions import ClassList, Suggested
from narvaro_desktop.usecases.casework import concerns
from narvaro_desktop.usecases.casework import due as dues
from narvaro_desktop.usecases.casework.due import Due
from narvaro_desktop.usecases.deciding import decisions, notifications, outgoing
from narvaro_desktop.usecases.deciding.notifications import Need, Needed, NotificationLine
from narvaro_desktop.usecases.planning import plan_versions
from narvaro_desktop.usecases.planning.plan_versions import Asked
from narvaro_desktop.usecases.routines import routine
from narvaro_desktop.usecases.sending import card_keys
from narvaro_desktop.usecases.sharing import handover_back, handovers
from narvaro_desktop.usecases.sharing.handover_back import Back
from narvaro_desktop.usecases.sharing.handovers import HandOver
from narvaro_desktop.usecases.teamwork import today_filter, today_team
from narvaro_desktop.usecases.teamwork.today_filter import Choices, Wanted
from narvaro_desktop.usecases.teamwork.today_team import TeamDue
from narvaro_desktop.usecases.vault import backups, members, recovery
from narvaro_desktop.usecases.work import Area, Changes, Work

INFORMED: Final = "informed"
_ANSWERED = (NotificationState.RECEIVED, NotificationState.REGISTERED, NotificationState.RETURNED)


class ReminderKind(Enum):
    """What nobody waits for, and should not be forgotten."""

    SHEET_NOT_PRINTED = 1
    SHEET_NOT_CHECKED = 2
    BACKUP_LATE = 3
    DATA_OLD = 4
    NO_CLASS = 5
    INTRODUCTION = 6
    CARD_ENDS = 7
    LONE_ADMINISTRATOR = 8


@dataclass(frozen=True, slots=True)
class CaseDue:
    """The next thing in one case, how much more there is until then, and the pupil's figure if it is high."""

    first: Due
    more: int
    is_mine: bool
    figure: Figure | None
    split_known: bool


@dataclass(frozen=True, slots=True)
class Today:
    """What the page shows, from the top. `data` is None before the first absence file."""

    day: date
    data: DataState | None
    waiting: tuple[HandOver, ...]
    asked: tuple[HandOver, ...]
    """What this person has handed over, and waits for."""
    needed: tuple[Needed, ...]
    due: tuple[CaseDue, ...]
    """What this person wants to see of what is to be done (`wanted`)."""
    mine: int
    """In how many cases something waits for her, whatever she wants to see."""
    others: int
    """In how many cases it waits for somebody else alone."""
    wanted: Wanted
    choices: Choices
    team: tuple[TeamDue, ...]
    returned: tuple[HandOver, ...]
    answers: tuple[NotificationLine, ...]
    proposed: tuple[Suggested, ...]
    classes: tuple[ClassList, ...]
    reminders: tuple[ReminderKind, ...]
    open_cases: int
    inquiry_step: int
    may_answer: bool
    may_decide: bool
    may_import: bool
    recheck_on: date
    """The day that is proposed for asking again whether an utredning is needed."""
    is_kept: bool
    """Whether the proposals were kept, or had to be counted for this answer."""
    is_new: bool
    """Nothing has come into the program yet: neither pupils nor cases."""
    is_mute: bool = False
    """The figures come without reasons, so that sickness can't be told from other giltig absence."""
    plans: tuple[Asked, ...] = ()
    """Åtgärdsplaner that wait for this person to approve them."""
    plans_back: tuple[Asked, ...] = ()
    """What was said of those that this person handed over."""
    back: tuple[Back, ...] = ()
    """Cases of other laptops that wait for what has been decided or answered here."""

    @property
    def count(self) -> int:
        """How much waits for this person; a class list is one thing."""
        heard = len(self.returned) + len(self.answers) + len(self.plans) + len(self.plans_back)
        asked = len(self.waiting) + len(self.back) + len(self.needed) + self.mine
        return asked + heard + len(self.proposed) + len(self.classes)


def today(work: Work) -> Today:
    """Everything that needs a person now."""
    rights, role = work.rules.rights, work.actor.role
    data = attendance.data_state(work)
    pointed = signals.pointed(work, data) if data and rights.may(role, Resource.ABSENCE, Action.READ) else {}
    unanswered = suggestions.suggested(work, data, pointed)
    needed = tuple(_met(work, [*notifications.needing(work), *outgoing.needing(work)]))
    soon, wanted = _soon(work, needed), today_filter.wanted(work)
    mine, everyones = {one.case_id for one in soon if one.is_mine}, {one.case_id for one in soon}
    return Today(
        day=work.today,
        data=data,
        waiting=tuple(handovers.waiting(work)),
        asked=tuple(handovers.asked_by_me(work)),
        needed=needed,
        due=tuple(_due(work, soon, wanted, pointed, data is None or data.split_known)),
        mine=len(mine),
        others=len(everyones - mine),
        wanted=wanted,
        choices=today_filter.choices(work, soon),
        team=tuple(today_team.team_due(work)),
        returned=tuple(handovers.answered_for_me(work)),
        answers=tuple(_answers(work)),
        proposed=tuple(one for one in unanswered if one.own),
        classes=suggestions.class_lists(unanswered),
        reminders=tuple(_reminders(work, data)),
        open_cases=open_cases(work),
        inquiry_step=work.rules.ladder.inquiry_step.number,
        may_answer=rights.may(role, Resource.CASE, Action.WRITE),
        may_decide=rights.may(role, Resource.DECISION, Action.DECIDE),
        may_import=rights.may(role, Resource.ABSENCE, Action.WRITE),
        recheck_on=decisions.usual_recheck(work),
        is_kept=data is None or signals.is_kept(work, data),
        is_new=data is None and not _any(work, StudentRow.id) and not _any(work, CaseRow.id),
        is_mute=data is not None and bool(signals.mute_rules(work, data)),
        plans=tuple(plan_versions.waiting(work)),
        plans_back=tuple(plan_versions.answered_for_me(work)),
        back=tuple(handover_back.due_back(work)),
    )


def keep_proposals(work: Work) -> Changes:
    """Count the proposals once for all and keep them until the next import."""
    data = attendance.data_state(work)
    if data is not None and not signals.is_kept(work, data):
        signals.keep(work, data)
        work.log("suggestion.count")
    return frozenset()


def put_away(work: Work, key: str) -> Changes:
    """An answer that this person need not see again."""
    gone = _put_away(work)
    settings.write(work.session, _shelf(work), sorted({*gone, key}))
    work.log("today.put_away", what=key.partition(":")[0])
    return frozenset({Area.SUGGESTIONS})


def answer_key(line: NotificationLine) -> str:
    """What an answer is put away under; a second kvittens is a new answer."""
    return f"answer:{line.id}:{line.state.key}"


_SAID: Final = {
    Need.NOTIFY: (NOTIFICATION,),
    Need.HAND_OVER: (NOTIFICATION,),
    Need.INFORM: (INFORMED,),
}
"""The duties that stand among the anmälningar already."""


def _soon(work: Work, needed: tuple[Needed, ...]) -> list[Due]:
    """What is late or comes soon in any case, without what stands among the anmälningar."""
    said = {(one.line.case_id, key) for one in needed for key in _SAID.get(one.kind, ())}
    last = work.today + timedelta(days=work.rules.days.ahead)
    return [
        one
        for one in dues.due(work, concerns.unanswered(work))
        if one.due_on is not None and one.due_on <= last and (one.case_id, one.key) not in said
    ]


def _due(
    work: Work, soon: list[Due], wanted: Wanted, pointed: signals.Pointed, split_known: bool
) -> list[CaseDue]:
    """What the person wants to see of it, one line for each case."""
    counted = Counter(one.case_id for one in soon)
    by_case: dict[UUID, list[Due]] = defaultdict(list)
    for one in today_filter.fitting(work, soon, wanted):
        by_case[one.case_id].append(one)
    return [
        _case_due(found, counted[case_id] - 1, pointed, split_known) for case_id, found in by_case.items()
    ]


def _case_due(found: list[Due], more: int, pointed: signals.Pointed, split_known: bool) -> CaseDue:
    """What waits for this person comes before what waits for others on the same day."""
    first = min(found, key=lambda one: (one.due_on or date.max, not one.is_mine))
    proposal = pointed.get(first.student.number)
    mine = any(one.is_mine for one in found)
    return CaseDue(first, more, mine, proposal.figure if proposal else None, split_known)


def _met(work: Work, needed: list[Needed]) -> list[Needed]:
    """Only what the person meets in lists."""
    mine = suggestions.own_classes(work)
    return [one for one in needed if mine is None or one.line.student.class_name in mine]


def _answers(work: Work) -> list[NotificationLine]:
    """The huvudman's answers that this person has not put away."""
    if not work.rules.rights.may(work.actor.role, Resource.DECISION, Action.READ):
        return []
    if not _any(work, NotificationRow.id, NotificationRow.state.in_(_ANSWERED)):
        return []
    gone = _put_away(work)
    lines = [line for line in outgoing.everything(work) if line.state in _ANSWERED]
    still_open = set(work.session.scalars(select(CaseRow.id).where(CaseRow.closed_on.is_(None))))
    return [line for line in lines if line.case_id in still_open and answer_key(line) not in gone]


def _reminders(work: Work, data: DataState | None) -> list[ReminderKind]:
    found = []
    if (sheet := recovery.reminder(work)) is not None:
        printed = sheet.printed_on is not None
        found.append(ReminderKind.SHEET_NOT_CHECKED if printed else ReminderKind.SHEET_NOT_PRINTED)
    if work.rules.rights.may(work.actor.role, Resource.BACKUP, Action.WRITE) and backups.state(work).is_late:
        found.append(ReminderKind.BACKUP_LATE)
    if data is not None and (work.today - data.until).days > work.rules.days.data_old:
        found.append(ReminderKind.DATA_OLD)
    has_class = work.rules.rights.scope(work.actor.role) is CaseScope.OWN_CLASS
    if has_class and not suggestions.own_classes(work) and _any(work, StudentRow.id):
        found.append(ReminderKind.NO_CLASS)
    if work.rules.rights.may(work.actor.role, Resource.PACKAGE, Action.SEAL) and card_keys.ends_soon(work):
        found.append(ReminderKind.CARD_ENDS)
    if members.is_alone(work):
        found.append(ReminderKind.LONE_ADMINISTRATOR)
    read_by = routine.confirmed_by(work)
    if read_by and work.actor.id not in read_by:
        found.append(ReminderKind.INTRODUCTION)
    return found


def _put_away(work: Work) -> frozenset[str]:
    return frozenset(settings.read(work.session, _shelf(work), []))


def _shelf(work: Work) -> str:
    return f"put_away:{work.actor.id}"


def _any(work: Work, column: Any, *where: Any) -> bool:
    return work.session.execute(select(column).where(*where).limit(1)).first() is not None


def open_cases(work: Work) -> int:
    """How many open cases the person meets in the list."""
    if work.rules.rights.scope(work.actor.role) is not CaseScope.UNIT:
        return len(dues.standings(work))
    still_open = select(func.count(CaseRow.id)).where(CaseRow.closed_on.is_(None))
    return work.session.scalar(still_open) or 0
