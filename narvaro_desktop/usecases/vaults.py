"""Vaults from the outside: make one, unlock one, see who may, and close it again."""

from datetime import date
from pathlib import Path
from uuid import uuid4

from sqlalchemy.orm import Session

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.sorting import sort_key
from narvaro_desktop.domain.terms import InfoClass, Role, VaultKind
from narvaro_desktop.paths import state_folder
from narvaro_desktop.store import vault as vault_file
from narvaro_desktop.store.keys import Grants
from narvaro_desktop.store.primitives import PRACTICE_KDF, REAL_KDF, Kdf
from narvaro_desktop.store.tables import PersonRow
from narvaro_desktop.store.vault import Vault
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.rules import Rules, shipped
from narvaro_desktop.usecases.work import Actor, Office


def create(
    path: Path,
    kind: VaultKind,
    name: str,
    person: str,
    role: Role,
    passphrase: str,
    *,
    practice_day: date | None = None,
    kdf: Kdf | None = None,
    state: Path | None = None,
) -> Office:
    """A new vault for a school or a huvudman called `name`, open in the hands of its first user.

    A practice vault has weaker key derivation, since its passphrases lie beside it; `kdf` is for tests.
    """
    clock, rules = Clock(practice_day), shipped(all_deadlines=practice_day is not None)
    vault = vault_file.create(
        path,
        state or state_folder(),
        person,
        passphrase,
        role=role.key,
        grants=grants(rules, role),
        now=clock.now(),
        practice=practice_day is not None,
        kdf=kdf or (PRACTICE_KDF if practice_day else REAL_KDF),
        allow_weak=kdf is not None,
    )
    with Session(vault.engine) as session, session.begin():
        settings.write(session, "kind", kind.key)
        settings.write(session, "name", name.strip())
        settings.write(session, "device", uuid4().hex)
        if practice_day:
            settings.write(session, "practice_day", practice_day.isoformat())
    office = _office(vault)
    with office.work() as work:
        work.log("vault.create")
    return office


def unlock(
    path: Path, person: str, passphrase: str, *, state: Path | None = None, allow_weak: bool = False
) -> Office:
    """The vault at `path` in the hands of `person`; raises the store's errors for all that hinders."""
    opened = vault_file.open_vault(path, state or state_folder(), person, passphrase, allow_weak=allow_weak)
    office = _office(opened)
    with office.work() as work:
        work.log("vault.unlock")
    return office


def users(path: Path, *, state: Path | None = None) -> list[str]:
    """Those who can unlock the vault, in the order they came; needs no passphrase."""
    return vault_file.users_of(path, state or state_folder())


def grants(rules: Rules, role: Role) -> Grants:
    """What a new user with `role` is let into: the classes of the role, and packages where it may open."""
    may_open = rules.rights.may(role, Resource.PACKAGE, Action.READ)
    classes = rules.rights.default_classes(role) - {InfoClass.SCHOOL, InfoClass.OWN}
    return Grants(classes=frozenset(classes), administrator=role is Role.PRINCIPAL, packages=may_open)


def _office(vault: Vault) -> Office:
    """The office of an open vault, with the person who opened it."""
    with Session(vault.engine) as session, session.begin():
        profile = settings.profile_of(session)
        clock = Clock(profile.practice_day)
        row = session.get(PersonRow, vault.me.user) or _person(vault, clock.now().date())
        session.add(row)
        actor = Actor(row.id, row.label, row.name, row.role)
    rules = shipped(all_deadlines=profile.is_practice)
    return Office(vault, rules, clock, actor, profile.device)


def _person(vault: Vault, today: date) -> PersonRow:
    """Someone whom the key file knows and the tables do not yet: the first user, or one added in a crash."""
    label = vault.me.label
    return PersonRow(
        id=vault.me.user,
        label=label,
        name=label,
        sort_key=sort_key(label),
        role=Role.of(vault.me.role),
        active_from=today,
        active_to=None,
    )
