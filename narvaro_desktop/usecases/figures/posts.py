"""How many posts the school has of each profession in elevhälsan, from a day: what its load is set beside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.work import Area, Changes, Work

PROFESSIONS: Final = (
    Role.COUNSELLOR,
    Role.SCHOOL_NURSE,
    Role.SCHOOL_PHYSICIAN,
    Role.SCHOOL_PSYCHOLOGIST,
    Role.SPECIAL_EDUCATOR,
    Role.SPECIAL_TEACHER,
    Role.CAREER_COUNSELLOR,
    Role.ATTENDANCE_COACH,
)
_KEPT: Final = "posts"
_CHANGED: Final[Changes] = frozenset({Area.SETTINGS, Area.PACKAGES})


@dataclass(frozen=True, slots=True)
class Posts:
    """From `since` and until the next: percent of a full-time post by profession, 0 where there is none."""

    since: date
    percent: Mapping[Role, int]


def posts(work: Work) -> tuple[Posts, ...]:
    """Every staffing that has been told, the earliest first."""
    work.may(Resource.REPORT, Action.LIST)
    return _kept(work)


def on(work: Work, day: date) -> Posts | None:
    """What held on `day`; for whoever is shown the load beside it."""
    return next((one for one in reversed(_kept(work)) if one.since <= day), None)


def keep(work: Work, told: Posts) -> Changes:
    """Let `told` hold from its day; one of the same day is replaced."""
    work.may(Resource.REPORT, Action.WRITE)
    held = {one.since: one for one in _kept(work)} | {told.since: told}
    _write(work, held)
    return _CHANGED


def take_away(work: Work, since: date) -> Changes:
    """The staffing of that day was told by mistake."""
    work.may(Resource.REPORT, Action.WRITE)
    _write(work, {one.since: one for one in _kept(work) if one.since != since})
    return _CHANGED


def _kept(work: Work) -> tuple[Posts, ...]:
    held = settings.read(work.session, _KEPT, {})
    return tuple(
        Posts(date.fromisoformat(day), {Role.of(key): percent for key, percent in held[day].items()})
        for day in sorted(held)
    )


def _write(work: Work, held: Mapping[date, Posts]) -> None:
    told = {
        day.isoformat(): {role.key: one.percent[role] for role in PROFESSIONS if one.percent.get(role)}
        for day, one in held.items()
    }
    settings.write(work.session, _KEPT, told)
    work.log("settings.change", names=_KEPT)
