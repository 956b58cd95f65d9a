"""Vaults from the outside: make one, unlock one, see who may, and close it again."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.sorting import sort_key
from narvaro_desktop.domain.terms import InfoClass, Role, VaultKind
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.paths import documents_folder, state_folder
from narvaro_desktop.store import phrases, places, turns
from narvaro_desktop.store import vault as vault_file
from narvaro_desktop.store.access_log import heads, sign_checkpoint
from narvaro_desktop.store.errors import (
    LogForged,
    OlderThanWitness,
    ReadOnlyPlace,
    RegisterSpoilt,
    UnknownUser,
    WrongPassphrase,
)
from narvaro_desktop.store.key_file import Certificate
from narvaro_desktop.store.keys import Grants, make_class
from narvaro_desktop.store.log_verify import signers_of
from narvaro_desktop.store.primitives import PRACTICE_KDF, REAL_KDF, Kdf
from narvaro_desktop.store.server.client import is_register
from narvaro_desktop.store.tables import PersonRow
from narvaro_desktop.store.vault import SUFFIX, Vault
from narvaro_desktop.store.witnesses import RESTORE, demand_witnessed, keep_witness, read_witnesses
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.privacy import erasing_again
from narvaro_desktop.usecases.routines import packs
from narvaro_desktop.usecases.rules import Rules, shipped
from narvaro_desktop.usecases.sending import packages
from narvaro_desktop.usecases.vault import attempts, backup_places, renewals
from narvaro_desktop.usecases.work import Actor, Office, Work


class RealVaultThere(NarvaroError):
    """A vault that is no practice vault lies where the practice school was to be made."""


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
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise ReadOnlyPlace from fault
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
    return begin(vault, kind, name, practice_day)


def begin(vault: Vault, kind: VaultKind, name: str, practice_day: date | None = None) -> Office:
    """The first lines in a vault that has just been made."""
    with Session(vault.engine) as session, session.begin():
        settings.write(session, "kind", kind.key)
        settings.write(session, "name", name.strip())
        settings.write(session, "device", uuid4().hex)
        if practice_day:
            settings.write(session, "practice_day", practice_day.isoformat())
    office, _first = _office(vault)
    with office.work() as work:
        packs.keep_shipped(work)
        work.log("vault.create")
    return office


def unlock(
    path: Path,
    person: str,
    passphrase: str,
    *,
    state: Path | None = None,
    allow_weak: bool = False,
    accept_older: bool = False,
    password: str | None = None,
) -> Office:
    """The vault at `path` in the hands of `person`; raises the store's errors for all that hinders.

    `path` may also say where a register on a server is; `password` is that server's.

    The log is signed as it was found, and tells who was refused since last time.  Keys of classes that the
    person is the first to be entitled to are made now.  `accept_older` goes on with a vault that was put back
    from a copy, and says so in the log.

    :raises OlderThanWitness: this computer, or a backup, has seen a newer state of the vault
    :raises LogForged: in a register's log stands, or is missing, what nobody of the register did
    """
    folder = state or state_folder()
    try:
        opened = _opened(path, folder, person, passphrase, password, allow_weak)
    except (WrongPassphrase, UnknownUser):
        attempts.refused(path, folder, person)
        raise
    try:
        office, found = _office(opened)
        make_classes(opened)
        with office.work() as work:
            _meet_witnesses(work, accept_older)
            for stranger in found:
                work.log("person.found", person=str(stranger))
            renewals.catch_up(work)
            attempts.take_over(work)
            packages.finish_after_crash(work)
            sign_checkpoint(work.session, opened.me, work.device, work.now)
            work.log("vault.unlock")
            work.afterwards(lambda: _keep_witness(office, anew=True))
            left = renewals.due(work)
        if left:
            with suppress(NarvaroError):  # still noted; what hindered it hinders no work
                renewals.finish(office)
        erasing_again.replay(office)
    except BaseException:
        opened.close()
        raise
    return office


def leave(office: Office) -> None:
    """Sign the log and let the vault go; the computer remembers how far it had come."""
    with office.work() as work:
        work.log("vault.lock")
    with office.work() as work:
        sign_checkpoint(work.session, office.vault.me, work.device, work.now)
    _keep_witness(office)


def synced_by(path: Path) -> str:
    """What keeps the vault's folder equal on several computers, e.g. OneDrive; "" if nothing does.

    Two computers that write then overwrite each other, so it is no place for a vault.
    """
    return "" if is_register(path) else places.synced_by(path.parent)


def conflict_copies(work: Work) -> list[Path]:
    """Copies of this vault that a sync service has put beside it: what was written in them is not here."""
    return places.conflict_copies(work.vault.path, work.vault.key_file.header.salt)


def move(path: Path, *, state: Path | None = None) -> Path:
    """Move a vault that nobody has open out of a synced folder, to the user's own; answers where it lies.

    :raises NoRoom, DiskFull, ReadOnlyPlace, AlreadyOpen: it lies where it lay
    """
    target = _free(_own_folder(), path.stem)
    target.parent.mkdir(parents=True, exist_ok=True)
    vault_file.move(path, target, state or state_folder())
    return target


def new_path(kind: VaultKind) -> Path:
    """Where a new vault lies: in the documents, under a name that names no school."""
    return free_path("skola" if kind is VaultKind.SCHOOL else "huvudman")


def free_path(name: str) -> Path:
    """A file in the documents called `name`, or name-2 and so on, where there is none yet.

    Where the documents are synced it is a folder beside them.
    """
    folder = documents_folder()
    return _free(_own_folder() if places.synced_by(folder) else folder, name)


def is_practice(path: Path, *, state: Path | None = None) -> bool:
    """Whether the vault holds made-up people only; needs no passphrase."""
    return vault_file.is_practice(path, state or state_folder())


def is_wrong_key(error: NarvaroError) -> bool:
    """Whether the person and the passphrase do not belong together; nobody learns which of them was wrong."""
    return isinstance(error, WrongPassphrase | UnknownUser)


def is_older(error: NarvaroError) -> bool:
    """Whether the computer has seen a newer state of the vault, so that one must say to go on."""
    return isinstance(error, OlderThanWitness)


def is_forged(error: NarvaroError) -> bool:
    """Whether a register's log was changed past the program, so that one must say to go on."""
    return isinstance(error, LogForged)


def offered_phrase() -> str:
    """Five Swedish words drawn by chance."""
    return phrases.generate_phrase()


def is_strong(passphrase: str, own_words: Iterable[str] = ()) -> bool:
    """Whether a passphrase of one's own may be used; the school's and the person's names help nobody."""
    names = [name for words in own_words for name in (words, words.replace(" ", ""), *words.split())]
    return phrases.phrase_strength(passphrase, names).accepted


def is_long(passphrase: str) -> bool:
    """Whether it has the fifteen characters that are asked for."""
    return len(passphrase) >= phrases.LEAST_CHARACTERS


def users(path: Path, *, state: Path | None = None) -> list[str]:
    """Those who can unlock the vault, in the order they came; needs no passphrase.

    :raises VaultMissing, NotOurVault, VaultDamaged, KeyFileMissing, KeyFileDamaged, ReadOnlyPlace:
    """
    try:
        return vault_file.users_of(path, state or state_folder())
    except OSError as fault:
        raise ReadOnlyPlace from fault


def grants(rules: Rules, role: Role) -> Grants:
    """What a new user with `role` is let into: the classes of the role, and packages where it may open."""
    may_open = rules.rights.may(role, Resource.PACKAGE, Action.READ)
    classes = rules.rights.default_classes(role) - {InfoClass.SCHOOL, InfoClass.OWN}
    return Grants(classes=frozenset(classes), administrator=role is Role.PRINCIPAL, packages=may_open)


def _own_folder() -> Path:
    """A folder of the user's that no program copies to other computers."""
    home = Path.home() / documents_folder().name
    return home if not places.synced_by(home) else state_folder()


def _free(folder: Path, name: str) -> Path:
    paths = (folder / f"{name}{number}{SUFFIX}" for number in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(path for path in paths if not path.exists())


def _opened(
    path: Path, state: Path, person: str, passphrase: str, password: str | None, allow_weak: bool
) -> Vault:
    if not is_register(path):
        return vault_file.open_vault(path, state, person, passphrase, allow_weak=allow_weak)
    from narvaro_desktop.store.server.register import open_register  # psycopg takes start-up time

    return open_register(path, state, person, passphrase, password, allow_weak=allow_weak)


def _office(vault: Vault) -> tuple[Office, list[UUID]]:
    """:raises RegisterSpoilt: whoever runs the server has written what the program does not"""
    try:
        return _read_office(vault)
    except (ValueError, LookupError, TypeError, AttributeError) as fault:
        if vault.is_shared:
            raise RegisterSpoilt from fault
        raise


def _read_office(vault: Vault) -> tuple[Office, list[UUID]]:
    """The office of an open vault, with the person who opened it, and who stood in the key file alone."""
    with Session(vault.engine) as session, session.begin():
        profile = settings.profile_of(session)
        clock = Clock(profile.practice_day)
        everyone = [user.certificate for user in vault.key_file.active_users]
        found = [one for one in everyone if session.get(PersonRow, one.user) is None]
        session.add_all(_person(one, clock.now().date()) for one in found)
        session.flush()
        row = session.get_one(PersonRow, vault.me.user)
        signed_role = Role.of(vault.me.role)  # the row's may have been written by who runs a server
        actor = Actor(row.id, row.label, row.name, signed_role)
        rules = packs.with_kept(session, shipped(all_deadlines=profile.is_practice))
    return Office(vault, rules, clock, actor, profile.device), [one.user for one in found]


def _person(certificate: Certificate, today: date) -> PersonRow:
    """Someone whom the key file knows and the tables do not yet: the first user, or one added in a crash.

    Whoever can unlock the vault stands in the team, and in the log, however she came into the key file.
    """
    label = certificate.label
    return PersonRow(
        id=certificate.user,
        label=label,
        name=label,
        sort_key=sort_key(label),
        role=Role.of(certificate.role),
        active_from=today,
        active_to=None,
    )


def make_classes(vault: Vault) -> None:
    """Keys of the classes that nobody entitled has unlocked before; kurativa classes come with the vault."""
    for info_class in sorted(vault.me.grants.classes, key=lambda one: one.key):
        if vault.key_file.class_key(info_class.key) is None:
            vault.keep_keys(*make_class(vault.key_file, vault.me, info_class))


def _meet_witnesses(work: Work, accept_older: bool) -> None:
    vault = work.vault
    seen = [*read_witnesses(vault.state, UUID(vault.id)), *backup_places.witnesses(work)]
    try:
        demand_witnessed(work.session, UUID(vault.id), seen, believes=not vault.is_shared)
    except OlderThanWitness as older:
        if not accept_older:
            raise
        _device, witnessed, kept = older.args
        work.log(RESTORE, kept=kept, witnessed=witnessed)
    if vault.is_shared:
        try:
            signers = signers_of(vault.key_file)
            turns.demand_sound_end(work.session, UUID(vault.id), signers)
            turns.demand_no_gap(work.session, UUID(vault.id), signers)
        except LogForged as forged:
            if not accept_older:
                raise
            work.log(turns.GONE_ON, turn=forged.args[0], loose=turns.loose(work.session) or None)


def _keep_witness(office: Office, *, anew: bool = False) -> None:
    """What has been seen of the log; where others write too, what was seen before must be in it still.

    Else the older witness stays, and says so at the next unlocking.
    """
    vault = office.vault
    with Session(vault.engine) as session:
        if vault.is_shared and not anew:
            try:
                before = read_witnesses(vault.state, UUID(vault.id))
                demand_witnessed(session, UUID(vault.id), before, believes=False)
            except OlderThanWitness:
                return
        newest = heads(session, UUID(vault.id))
    keep_witness(vault.state, UUID(vault.id), newest)
