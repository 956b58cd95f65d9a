"""What a person wants to see in I dag: whose things, of which class, step and kind; remembered for her."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.store.tables import PersonRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.absence import suggestions
from narvaro_desktop.usecases.casework.due import Due, DueKind
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Area, Changes, Work

ALL, MINE, OTHERS = "all", "mine", "others"
_ANSWER_FOR_ALL: Final = frozenset({Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL})
"""Skollagen (2010:800) 7 kap. 19 a §: the rektor sees to it that absence is looked into, whoever does it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`whose` is one of the words above, or a person's id; an empty one is everything."""

    whose: str = MINE
    class_name: str = ""
    step: str = ""
    kind: str = ""

    @property
    def narrows(self) -> bool:
        """Whether more than the usual choice of whose has been made."""
        return self.whose not in (ALL, MINE, OTHERS) or bool(self.class_name or self.step or self.kind)


@dataclass(frozen=True, slots=True)
class Person:
    id: UUID
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose among: only what something waits for."""

    people: tuple[Person, ...]
    classes: tuple[str, ...]
    steps: tuple[str, ...]
    kinds: tuple[DueKind, ...]
    usual: str = MINE
    """Whose things this person sees before she has chosen: the rektor everybody's, others their own."""


def wanted(work: Work) -> Wanted:
    """What the person chose last."""
    kept = settings.read(work.session, _shelf(work), {})
    known = {name: kept[name] for name in ("whose", "class_name", "step", "kind") if name in kept}
    return Wanted(**({"whose": _usual(work)} | known))


def choose(work: Work, chosen: Wanted) -> Changes:
    """Remember what the person wants to see."""
    settings.write(work.session, _shelf(work), asdict(chosen))
    work.log("today.filter")
    return frozenset({Area.SETTINGS})


def choices(work: Work, found: Sequence[Due]) -> Choices:
    """What the things in `found` can be narrowed by."""
    present = team.present_roles(work)
    people = [one for one in _people(work) if any(waits_for(due, one, present) for due in found)]
    return Choices(
        people=tuple(one for one in people if one.id != work.actor.id),
        classes=tuple(sorted({one.student.class_name for one in found} - {""}, key=suggestions.class_key)),
        steps=tuple(dict.fromkeys(one.sign for one in sorted(found, key=lambda one: (one.step, one.sign)))),
        kinds=tuple(kind for kind in DueKind if any(one.kind is kind for one in found)),
        usual=_usual(work),
    )


def fitting(work: Work, found: Iterable[Due], chosen: Wanted) -> list[Due]:
    """Those that the person wants to see."""
    person = _named(work, chosen.whose)
    present = team.present_roles(work)

    def fits(one: Due) -> bool:
        whose = (
            chosen.whose == ALL
            or (chosen.whose == MINE and one.is_mine)
            or (chosen.whose == OTHERS and not one.is_mine)
            or (person is not None and waits_for(one, person, present))
        )
        return (
            whose
            and chosen.class_name in ("", one.student.class_name)
            and chosen.step in ("", one.sign)
            and chosen.kind in ("", one.kind.name)
        )

    return [one for one in found if fits(one)]


def waits_for(one: Due, person: Person, present: frozenset[Role]) -> bool:
    """Whether it waits for this person: her role's, or in her own case what nobody here answers for."""
    if one.responsible in present:
        return one.responsible is person.role
    return one.owner_id == person.id


def _usual(work: Work) -> str:
    return ALL if work.actor.role in _ANSWER_FOR_ALL else MINE


def _named(work: Work, whose: str) -> Person | None:
    return next((one for one in _people(work) if str(one.id) == whose), None)


def _people(work: Work) -> list[Person]:
    rows = work.session.scalars(
        select(PersonRow).where(PersonRow.active_to.is_(None)).order_by(PersonRow.sort_key)
    )
    return [Person(row.id, row.name, row.role) for row in rows]


def _shelf(work: Work) -> str:
    return f"today:{work.actor.id}"
