"""Which known layout a header is: the very same, with other columns about the pupil, or one like it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from narvaro_desktop.absence_files.fields import PUPIL_FIELDS, Column, Field, FileKind
from narvaro_desktop.absence_files.headers import normalised
from narvaro_desktop.absence_files.mapping import Proposal, Reason, meaning
from narvaro_desktop.absence_files.profiles import Profile, signature

LOOKED_AT = 60
_FEW = 3
_GROUPS = ("grupp", "undervisningsgrupp")


@dataclass(frozen=True, slots=True)
class Changed:
    """A layout that has been read before, and the headers that have come and gone since."""

    name: str
    added: tuple[str, ...]
    gone: tuple[str, ...]


def known_layout(
    rows: Sequence[Sequence[str]], profiles: Sequence[Profile]
) -> tuple[int | None, Profile | None]:
    """The header's place among the first rows, and the profile that reads it; the vault's own come first."""
    by_signature = {profile.signature: profile for profile in reversed(profiles)}
    named = []
    for place, row in enumerate(rows[:LOOKED_AT]):
        named.append(list(map(normalised, row)))
        if found := by_signature.get(signature(named[-1])):
            return place, found
    for place, names in enumerate(named):
        fitting = [found for profile in profiles if (found := _fitted(profile, names))]
        if fitting:
            return place, max(fitting, key=lambda profile: len(profile.columns))
    return None, None


def like_before(
    header: Sequence[str], profiles: Iterable[Profile]
) -> tuple[Profile, Changed] | tuple[None, None]:
    """The profile that shares most of this header, at least half of its own columns, and what differs."""
    names = {normalised(cell): cell for cell in header if cell.strip()}

    def shared(profile: Profile) -> int:
        return len({column.header for column in profile.columns} & names.keys())

    near = [one for one in profiles if shared(one) >= _FEW and 2 * shared(one) >= len(one.columns)]
    if not near:
        return None, None
    best = max(near, key=shared)
    theirs = {column.header for column in best.columns}
    added = tuple(
        cell for name, cell in names.items() if name not in theirs and meaning(name)[0] is not Field.IGNORED
    )
    return best, Changed(best.name, added, tuple(sorted(theirs - names.keys())))


def carried_over(proposal: Proposal, header: Sequence[str], before: Profile) -> Proposal:
    """The proposal with what the earlier layout says of the headers that are still there."""
    names = set(map(normalised, header))
    kept = [column for column in before.columns if column.header in names]
    taken, told = {column.field for column in kept}, {column.header for column in kept}
    others = [c for c in proposal.columns if c.header not in told and c.field not in taken]
    why = {**proposal.why, **dict.fromkeys(told, (Reason.BEFORE, before.name))}
    unknown = tuple(name for name in proposal.unknown if name not in told)
    return Proposal((*kept, *others), tuple(n for n in proposal.alike if n not in told), unknown, why)


def _fitted(profile: Profile, names: Sequence[str]) -> Profile | None:
    """The profile for a header that has all its figures, and the columns about the pupil as they may be."""
    figures = [column for column in profile.columns if column.field not in PUPIL_FIELDS | {Field.IGNORED}]
    wanted, there = {column.header for column in figures}, set(filter(None, names))
    if profile.kind is FileKind.PUPILS or len(wanted) < _FEW or not wanted <= there:
        return None
    about: dict[Field, Column] = {}
    own = {column.header: column for column in profile.columns}
    for name in dict.fromkeys(filter(None, names)):
        if name in wanted:
            continue
        field, alike = meaning(name)
        if name in _GROUPS and profile.kind is FileKind.STUDENT_PERIOD:
            field = Field.CLASS
        if name not in own and (field is None or alike):
            return None
        column = own.get(name) or Column(field or Field.IGNORED, name)
        if column.field not in PUPIL_FIELDS | {Field.IGNORED}:
            return None
        if column.field is not Field.IGNORED:
            about.setdefault(column.field, column)
    columns = (*about.values(), *figures)
    return replace(profile, columns=columns, signature=signature(names))
