"""The layouts that a school has explained: kept, told to other schools, taken from them, forgotten."""

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import delete, select

from narvaro_desktop.absence_files import profiles
from narvaro_desktop.absence_files.fields import FileKind
from narvaro_desktop.absence_files.profiles import Profile
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import ImportProfileRow
from narvaro_desktop.usecases import plain_files, settings
from narvaro_desktop.usecases.importing.layout_differences import Difference, differences
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Changes = frozenset({Area.ABSENCE})


class LayoutKnown(NarvaroError):
    """The layout is known here in another way; taking it over would read its files otherwise."""

    def __init__(self, name: str, differences: tuple[Difference, ...]) -> None:
        super().__init__(len(differences))
        self.name, self.differences = name, differences


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """A layout in the list of them."""

    signature: str
    name: str
    kind: FileKind
    headers: tuple[str, ...]


def known_profiles(work: Work) -> list[Profile]:
    """The layouts that somebody has explained to this vault."""
    return [profiles.from_json(row.document) for row in work.session.scalars(select(ImportProfileRow))]


def profile_lines(work: Work) -> list[ProfileLine]:
    """The same for a list, by name."""
    work.may(Resource.ABSENCE, Action.READ)
    lines = [
        ProfileLine(one.signature, one.name, one.kind, tuple(dict.fromkeys(c.header for c in one.columns)))
        for one in known_profiles(work)
    ]
    return sorted(lines, key=lambda line: line.name.casefold())


def remember(work: Work, profile: Profile) -> None:
    """A layout that has been explained; from now on its files open without a question."""
    kept = replace(profile, verified=True)
    work.session.merge(
        ImportProfileRow(signature=kept.signature, name=kept.name, document=profiles.as_json(kept))
    )


def save(work: Work, signature: str, path: Path) -> Changes:
    """Write a layout to a file for another school: headings and answers, nothing from any row.

    :raises DiskFull, ReadOnlyPlace:
    """
    work.may(Resource.ABSENCE, Action.READ)
    row = work.session.get_one(ImportProfileRow, signature)
    told = profiles.as_json(replace(profiles.from_json(row.document), sheet=None))
    plain_files.write(path, f"{told}\n".encode())
    work.log("absence.profile_saved")
    return frozenset()


def adopt(work: Work, path: Path, instead: bool = False) -> Made[str]:
    """Take over the layout in a file from another school; its name. `instead` of what is known here.

    :raises WrongProfile:
    :raises LayoutKnown: it is read in another way here, by what somebody explained or the program knows
    """
    work.may(Resource.ABSENCE, Action.WRITE)
    profile = profiles.load(path)
    known = (one for one in (*known_profiles(work), *profiles.shipped()) if one.verified)
    ours = next((one for one in known if one.signature == profile.signature), None)
    if ours is not None and not instead:
        if found := differences(ours, profile):
            raise LayoutKnown(ours.name, found)
        return Made(frozenset(), ours.name)
    remember(work, profile)
    work.log("absence.profile_adopted")
    return Made(CHANGED, profile.name)


def forget(work: Work, signature: str) -> Changes:
    """Forget a layout: the next file of it is asked about again."""
    work.may(Resource.ABSENCE, Action.WRITE)
    work.session.execute(delete(ImportProfileRow).where(ImportProfileRow.signature == signature))
    work.log("absence.profile_forgotten")
    return CHANGED


def leave_out(work: Work, layout: str, classes: frozenset[str]) -> None:
    """Keep which classes of a layout's files are not read in."""
    if classes != left_out(work, layout):
        settings.write(work.session, f"{_LEFT_OUT}{layout}", sorted(classes))


def left_out(work: Work, layout: str) -> frozenset[str]:
    """The classes that were left out of the last file of this layout."""
    return frozenset(settings.read(work.session, f"{_LEFT_OUT}{layout}", ()))


def is_profile(path: Path) -> bool:
    """Whether a file looks like a layout that a school has saved."""
    return path.suffix.lower() == ".json" and path.name.startswith(FILE_START)


FILE_START = "narvaro-upplagg-"
_LEFT_OUT = "import-left-out:"
