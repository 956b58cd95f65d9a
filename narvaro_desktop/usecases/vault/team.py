"""The people of the vault: who is in the team, and each one's own passphrase."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, CaseScope, Resource
from narvaro_desktop.domain.sorting import sort_key
from narvaro_desktop.domain.terms import InfoClass, Role
from narvaro_desktop.store import key_changes
from narvaro_desktop.store.keys import unlock
from narvaro_desktop.store.primitives import PRACTICE_KDF, REAL_KDF, Kdf
from narvaro_desktop.store.tables import PersonRow
from narvaro_desktop.usecases import reach, settings
from narvaro_desktop.usecases.vault import vaults
from narvaro_desktop.usecases.work import NOTHING, Area, Changes, Made, Work


@dataclass(frozen=True, slots=True)
class Person:
    id: UUID
    name: str
    role: Role
    is_active: bool


def people(work: Work) -> list[Person]:
    """The team, those who have left last."""
    rows = work.session.scalars(select(PersonRow).order_by(PersonRow.active_to, PersonRow.sort_key))
    return [Person(row.id, row.name, row.role, row.active_to is None) for row in rows]


@dataclass(frozen=True, slots=True)
class Member:
    """Someone in the team, and what the role and the keys let this person read."""

    id: UUID
    name: str
    role: Role
    is_active: bool
    is_me: bool
    is_here: bool
    """Whether she can unlock this vault; others of the school work on laptops of their own."""
    reads: frozenset[InfoClass]
    scope: CaseScope
    classes: tuple[str, ...]
    """The own classes of a role that meets its class."""


@dataclass(frozen=True, slots=True)
class Team:
    """Those in the team; `may_add` if this person may let others in, `may_manage` if she says who has which
    class, `may_review` if she reads the access log.
    """

    members: tuple[Member, ...]
    may_add: bool
    may_manage: bool
    may_review: bool


def team(work: Work) -> Team:
    """The team as its page shows it."""
    granted = {user.certificate.user: user.certificate.classes for user in work.vault.key_file.active_users}
    members = tuple(
        Member(
            id=person.id,
            name=person.name,
            role=person.role,
            is_active=person.is_active,
            is_me=person.id == work.actor.id,
            is_here=person.id in granted,
            reads=_reads(granted.get(person.id, ())),
            scope=work.rules.rights.scope(person.role),
            classes=reach.classes_of(work, person.id),
        )
        for person in people(work)
    )
    may_review = work.rules.rights.may(work.actor.role, Resource.LOG, Action.READ)
    return Team(members, _may_add(work), may_manage(work), may_review)


def give_classes(work: Work, person_id: UUID, names: Sequence[str]) -> Changes:
    """Say which classes are this person's, and so whose cases she may open.

    The first time she may say so herself; from then on whoever looks after the team does. Both are logged.
    """
    first = person_id == work.actor.id and not reach.classes_of(work, person_id)
    if not first and not may_manage(work):
        work.may(Resource.PERSON, Action.WRITE)
    chosen = settings.read(work.session, reach.CLASSES, {})
    settings.write(work.session, reach.CLASSES, {**chosen, str(person_id): sorted(names)})
    work.log("person.classes", person=str(person_id), classes=len(names))
    return frozenset({Area.TEAM, Area.SETTINGS, Area.SUGGESTIONS, Area.CASES})


def may_manage(work: Work) -> bool:
    """Whether the person looks after the team: by role, or because she made the vault."""
    return _may_add(work) or work.rules.rights.may(work.actor.role, Resource.PERSON, Action.WRITE)


def present_roles(work: Work) -> frozenset[Role]:
    """The roles of those who can unlock the vault; they decide what "Läses av" says."""
    return frozenset(work.session.scalars(select(PersonRow.role).where(PersonRow.active_to.is_(None))))


def readers(work: Work, info_class: InfoClass) -> str:
    """`Läses av: kurator, rektor`, for beside a text field."""
    return work.rules.rights.readers_sentence(info_class, present_roles(work))


def add_person(work: Work, name: str, role: Role, passphrase: str, *, kdf: Kdf | None = None) -> Made[UUID]:
    """Let someone into the vault, with a passphrase of her own that only she keeps; `kdf` is for tests.

    Besides those whose role may, the person who made the vault may: somebody has to let the rektor in.
    """
    if not _may_add(work):
        work.may(Resource.PERSON, Action.WRITE)
    vault = work.vault
    practice = vault.key_file.header.practice
    keys = key_changes.add_user(
        vault.key_file,
        vault.me,
        name,
        passphrase,
        role=role.key,
        grants=vaults.grants(work.rules, role),
        now=work.now.astimezone(UTC),
        kdf=kdf or (PRACTICE_KDF if practice else REAL_KDF),
        allow_weak=kdf is not None,
    )
    added = keys.user(name).certificate.user
    row = PersonRow(
        id=added,
        label=name,
        name=name,
        sort_key=sort_key(name),
        role=role,
        active_from=work.today,
        active_to=None,
    )
    work.session.add(row)
    work.session.flush()
    work.log("person.add", person=str(added), role=role.key)
    vault.keep_keys(keys)
    return Made(frozenset({Area.TEAM}), added)


def change_passphrase(work: Work, old: str, new: str, *, kdf: Kdf | None = None) -> Changes:
    """Another passphrase for oneself; everything that it opens stays as it is. `kdf` is for tests.

    :raises WrongPassphrase: the old one is not right, and nothing has changed
    """
    vault, weak = work.vault, kdf is not None
    unlock(vault.key_file, vault.me.label, old, allow_weak=weak)
    practice = vault.key_file.header.practice
    keys = key_changes.change_passphrase(
        vault.key_file, vault.me, new, kdf=kdf or (PRACTICE_KDF if practice else REAL_KDF), allow_weak=weak
    )
    work.log("passphrase.change")
    vault.keep_keys(keys)
    return NOTHING


def _may_add(work: Work) -> bool:
    """Who holds the vault's own key; without it, a role alone lets nobody in."""
    return work.vault.me.grants.administrator


def _reads(letters: Iterable[str]) -> frozenset[InfoClass]:
    return frozenset({InfoClass.SCHOOL, InfoClass.OWN, *(InfoClass.of(letter) for letter in letters)})
