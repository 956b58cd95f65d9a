"""Keys that are to be made anew because somebody no longer may have them: noted at once, done when it can be.

The vault's own key is an administrator's to renew, a class's its holders': each finishes at the next unlock
what the power or another's absence left undone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from narvaro_desktop.domain.terms import InfoClass, Role
from narvaro_desktop.store.key_file import ROOT, class_secret
from narvaro_desktop.store.keys import CLASSES
from narvaro_desktop.store.renewal import holders_of, renew_class, renew_vault_key
from narvaro_desktop.store.tables import PersonRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.work import NOTHING, Made, Office, Work

_DUE, _NEWS, _FORMER = "keys.renew", "keys.renewed:", "keys.former"


@dataclass(frozen=True, slots=True)
class Due:
    """What is still under keys that somebody who has left may hold."""

    vault: bool = False
    classes: frozenset[InfoClass] = frozenset()

    def __bool__(self) -> bool:
        return self.vault or bool(self.classes)


@dataclass(frozen=True, slots=True)
class Renewed:
    """A class whose key or holders are new: who holds it by name, and whether a recovery sheet does."""

    info_class: InfoClass
    holders: tuple[str, ...]
    has_sheet: bool


def due(work: Work) -> Due:
    """What is still to be renewed, by anybody."""
    kept = settings.read(work.session, _DUE, {})
    return Due(bool(kept.get("vault")), frozenset(InfoClass.of(name) for name in kept.get("classes", ())))


def note(work: Work, classes: Iterable[InfoClass], *, vault: bool) -> None:
    """From now on these are to be renewed; classes that have no key yet need none."""
    made = {one for one in classes if work.vault.key_file.class_key(one.key)}
    before = due(work)
    _keep(work, Due(before.vault or vault, before.classes | made))


def catch_up(work: Work) -> None:
    """What the key file says of people and the tables do not yet: the power went between the two.

    The key file is written first, so that nobody who has left gets in meanwhile.  A passphrase that was
    renewed with the recovery sheet, outside the vault, stands in the log from now on.
    """
    note_phrases(work)
    for user in work.vault.key_file.users:
        certificate = user.certificate
        row = work.session.get(PersonRow, certificate.user)
        if row is None:
            continue
        former = {CLASSES[name] for name in certificate.formerly if name in CLASSES}
        now = {CLASSES[name] for name in certificate.classes}
        if user.slot is None and row.active_to is None:
            row.active_to = work.today
            note(work, former | now, vault=True)
            work.log("person.remove", person=str(row.id))
        elif user.slot and row.role.key != certificate.role:
            row.role = Role.of(certificate.role)
            note(work, former - now, vault=False)
            work.log("person.role", person=str(row.id), role=certificate.role)


def note_phrases(work: Work, renewed: UUID | None = None) -> None:
    """Remember how many keys each has had; one more than was known, and not `renewed` now, is logged."""
    known = settings.read(work.session, _FORMER, {})
    now = {str(user.certificate.user): len(user.certificate.former) for user in work.vault.key_file.users}
    for person, count in now.items():
        if person in known and count > known[person] and person != str(renewed):
            work.log("passphrase.reset", person=person)
    if now != known:
        settings.write(work.session, _FORMER, now)


def tell_holders(work: Work, info_classes: Iterable[InfoClass], newcomer: UUID) -> None:
    """Let every other holder hear at the next unlock that somebody has been let into a class."""
    file = work.vault.key_file
    for info_class in info_classes:
        names, _has_sheet = holders_of(file, info_class)
        for name in names:
            holder = file.user(name).certificate.user
            if holder not in (newcomer, work.actor.id):
                kept = settings.read(work.session, _NEWS + str(holder), [])
                settings.write(work.session, _NEWS + str(holder), sorted({*kept, info_class.key}))


def finish(office: Office) -> None:
    """Renew what this person can; called without a transaction.

    :raises NoRoom, DiskFull, ReadOnlyPlace, CopyRefused: the vault's key is as before, and still noted
    """
    with office.work() as work:
        left = due(work)
        held = {name for name, _epoch in work.vault.me.secrets}
        mine = {one for one in left.classes if class_secret(one.key) in held}
        for one in sorted(mine, key=lambda one: one.key):
            work.vault.keep_keys(*renew_class(work.vault.key_file, work.vault.me, one))
            work.log("class.renew", info_class=one)
        if mine:
            _keep(work, Due(left.vault, left.classes - mine))
            settings.write(work.session, _NEWS + str(work.actor.id), sorted(one.key for one in mine))
    if not (left.vault and ROOT in held):
        return
    renew_vault_key(office.vault)
    with office.work() as work:
        _keep(work, Due(False, due(work).classes))
        work.log("vault.renew", epoch=work.vault.key_file.header.vault_epoch)


def news(work: Work) -> Made[tuple[Renewed, ...]]:
    """The classes whose key is new or has a new holder, told once to who holds it: she can object."""
    kept = settings.read(work.session, _NEWS + str(work.actor.id), [])
    if kept:
        settings.write(work.session, _NEWS + str(work.actor.id), [])
    file = work.vault.key_file
    found = [InfoClass.of(name) for name in kept]
    return Made(NOTHING, tuple(Renewed(one, *holders_of(file, one)) for one in found))


def _keep(work: Work, left: Due) -> None:
    settings.write(
        work.session, _DUE, {"vault": left.vault, "classes": sorted(one.key for one in left.classes)}
    )
