"""The practice school's team: a meeting that was held, one for today, and what is done for everyone."""

from datetime import date, time
from typing import Final
from uuid import UUID

from narvaro_desktop.domain.promoting.prevention import RoundMark
from narvaro_desktop.domain.promoting.school_events import EventKind, SchoolEvent
from narvaro_desktop.domain.teamwork.meeting import ItemKind
from narvaro_desktop.domain.terms import MeasureLevel, Role
from narvaro_desktop.simulation.practice import ELVIRA
from narvaro_desktop.usecases.practice_school.practice_story import PRINCIPAL, Story
from narvaro_desktop.usecases.promoting import feedback, prevention, school_events, year_wheel
from narvaro_desktop.usecases.promoting.feedback import Feedback
from narvaro_desktop.usecases.promoting.prevention import GroupMeasure
from narvaro_desktop.usecases.routines import routine
from narvaro_desktop.usecases.teamwork import meeting_room, meetings
from narvaro_desktop.usecases.work import Work

HELD, TODAY = date(2026, 9, 21), date(2026, 9, 28)
_POINTS: Final = 4
_SAID: Final = (
    ("Mentor ser att det går lättare i mindre grupp. Vi väntar med större förändringar.",
     "Boka ett samtal med familjen", Role.MENTOR),
    ("Teamet är överens om att frågan behöver rektors beslut.",
     "Lämna underlaget till rektor", Role.COUNSELLOR),
)  # fmt: skip
_MET: Final = SchoolEvent(
    EventKind.MEETING, date(2026, 9, 10), "Hur vi ses när en elev väntar på första besöket",
    "Enhetschef på BUP, socialtjänstens barnenhet",
    "BUP ringer skolan när en tid är bokad, om familjen har sagt ja. Vi prövar till jul.",
    next_owner="kurator", follow_up_on=date(2026, 12, 8),
)  # fmt: skip
_TRAINING: Final = SchoolEvent(
    EventKind.TRAINING, date(2026, 8, 19), "Lärmiljö för alla: början, slut och pauser",
    "Alla arbetslag, med specialpedagog", "Varje arbetslag prövar en sak till höstlovet.", participants=31,
)  # fmt: skip
_ANSWERS: Final = Feedback(
    date(2026, 9, 1), "7B",
    {"adult": (11, 8, 4, 1), "noticed": (9, 7, 5, 3), "calm": (4, 9, 8, 3), "myself": (10, 9, 3, 2)},
    "Vi delar upp grupparbeten i två rum.",
)  # fmt: skip
_CANTEEN: Final = GroupMeasure(
    title="Två sittningar i matsalen för årskurs 7",
    level=MeasureLevel.GROUP,
    group_name="årskurs 7",
    goal="Fler äter lunch, och färre går hem efter.",
    responsible=Role.PRINCIPAL,
    starts_on=date(2026, 9, 7),
    follow_up_on=date(2026, 9, 25),
    round_point="canteen",
)
_MORNING: Final = GroupMeasure(
    title="En vuxen vid entrén varje morgon",
    level=MeasureLevel.SCHOOL,
    group_name="",
    goal="Alla elever har blivit sedda innan första lektionen.",
    responsible=Role.DEPUTY_PRINCIPAL,
    starts_on=date(2026, 8, 24),
    follow_up_on=date(2026, 9, 14),
)


def tell(story: Story) -> None:
    """Everything that the team does together."""
    _hold(story)
    _promote(story)


def _hold(story: Story) -> None:
    """Last Monday's meeting is locked, today's is planned."""
    with story.on(HELD, at=time(8, 15)) as work:
        meeting = meetings.plan(work, HELD).value
        consultation = meetings.add_point(
            work, meeting, ItemKind.CONSULTATION, "En elev i mellanstadiet som tröttnar efter lunch"
        ).value
    with story.on(HELD, at=time(9, 0)) as work:
        _shorten(work, meeting)
        view = meeting_room.meeting(work, meeting)
        for item, (said, decided, who) in zip(view.items, _SAID, strict=False):
            meeting_room.write(work, item.id, said)
            meeting_room.decide(work, item.id, decided, who, TODAY)
        meeting_room.write(work, consultation, "Prova kortare pass efter lunch och en plats nära dörren.")
        meeting_room.decide(
            work,
            consultation,
            "Visa arbetslaget hur pass kan delas",
            Role.SPECIAL_EDUCATOR,
            date(2026, 10, 2),
        )
    with story.on(HELD, at=time(10, 0)) as work:
        meeting_room.close(work, meeting)
    with story.on(date(2026, 9, 25), at=time(15, 30)) as work:
        meetings.plan(work, TODAY)


def _promote(story: Story) -> None:
    """What the school does for everyone: two measures, a round, and the routine on its way in."""
    marks = {
        "canteen": (RoundMark.LACKING, "Högt ljud vid diskbanan klockan halv tolv"),
        "breaks_adults": (RoundMark.PARTLY, "Bra på gården, ingen vid omklädningsrummen"),
        "greeting": (RoundMark.WORKS, ""),
        "late_arrival": (RoundMark.WORKS, ""),
        "transitions": (RoundMark.WORKS, ""),
    }
    with story.on(date(2026, 9, 2)) as work:
        prevention.keep_round(work, "Matsalen och korridoren på plan 2", date(2026, 9, 2), marks)
        prevention.add_measure(work, _CANTEEN)
        morning = prevention.add_measure(work, _MORNING).value
        school_events.keep(work, _TRAINING)
        feedback.keep(work, _ANSWERS)
        for point in ("handed_over", "new_staff"):
            year_wheel.turn(work, point, True)
    with story.on(date(2026, 9, 10)) as work:
        school_events.keep(work, _MET)
    with story.on(date(2026, 9, 14)) as work:
        prevention.follow_up(work, morning, "Eleverna stannar till och pratar.", date(2026, 10, 12))
    with story.on(HELD, PRINCIPAL) as work:
        for point in ("decided", "registration", "meeting_day", "huvudman"):
            routine.tick(work, point, True)
        routine.confirm(work)
    with story.on(HELD, at=time(13, 0)) as work:
        routine.confirm(work)


def _shorten(work: Work, meeting: UUID) -> None:
    """Only so many cases are spoken of in an hour; Elvira has a story of her own."""
    cases = [item for item in meeting_room.meeting(work, meeting).items if item.student]
    others = [item for item in cases if item.student and item.student.name != ELVIRA]
    for item in {*cases} - {*others[:_POINTS]}:
        meetings.remove(work, item.id)
