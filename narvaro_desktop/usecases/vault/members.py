"""A colleague's place in the vault: forgotten passphrase, another role, let in by a holder, gone.

forgotten phrase   an administrator gives new keys; of classes that she lacks, a holder lets the colleague in
leaves             out at once; vault and classes under new keys; open cases to somebody else
"""

from dataclasses import dataclass, replace
from datetime import UTC
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import InfoClass, Role
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store import key_changes, recovery
from narvaro_desktop.store.key_file import ROOT, Certificate, class_secret
from narvaro_desktop.store.keys import CLASSES, Grants
from narvaro_desktop.store.primitives import PRACTICE_KDF, REAL_KDF, Kdf
from narvaro_desktop.store.tables import CaseInvitationRow, CaseRow, PersonRow
from narvaro_desktop.usecases import reach, settings
from narvaro_desktop.usecases.sending import keys, leaver_card
from narvaro_desktop.usecases.vault import renewals, team, vaults
from narvaro_desktop.usecases.work import Area, Changes, Office, Work

CHANGED: Changes = frozenset({Area.TEAM, Area.SETTINGS, Area.CASES, Area.PACKAGES})


class NotOneself(NarvaroError):
    """One's own place in the vault is another administrator's to change."""


class HeirMissing(NarvaroError):
    """The colleague has open cases, and nobody has been named who takes them: (how many,)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A colleague's place in the vault, and what this person may do about it."""

    id: UUID
    name: str
    role: Role
    is_me: bool
    is_administrator: bool
    lacks: frozenset[InfoClass]
    """Classes of the role whose key the colleague has not got."""
    cases: int
    """Open cases that are hers."""
    heirs: tuple[tuple[UUID, str], ...]
    """Who may take them, the one most likely first."""
    may_manage: bool
    may_let_in: bool
    is_on_card: bool
    """A key of hers signs for the school, or opens what is sealed to it, and goes from the card with her."""
    digits: tuple[str, ...]
    """Her keys in 20 digits, which she reads out to whoever lets her in."""


def place(work: Work, person_id: UUID) -> Place:
    """The colleague with `person_id`, who can unlock this vault."""
    row, certificate = work.session.get_one(PersonRow, person_id), _certificate(work, person_id)
    lacks = _lacks(work, certificate)
    held = {name for name, _epoch in work.vault.me.secrets}
    is_me = person_id == work.actor.id
    return Place(
        id=row.id,
        name=row.name,
        role=row.role,
        is_me=is_me,
        is_administrator=certificate.administrator,
        lacks=lacks,
        cases=len(_open_cases(work, person_id)),
        heirs=_heirs(work, row),
        may_manage=not is_me and ROOT in held,
        may_let_in=not is_me and any(class_secret(one.key) in held for one in lacks),
        is_on_card=leaver_card.stands_on_card(work, row, opens_packages=certificate.packages),
        digits=certificate.digits,
    )


def places(work: Work) -> dict[UUID, Place]:
    """Everyone who can unlock this vault, by person."""
    return {
        user.certificate.user: place(work, user.certificate.user) for user in work.vault.key_file.active_users
    }


def is_alone(work: Work) -> bool:
    """Whether this person is the only one of several who can let others in again."""
    if work.vault.key_file.header.practice:
        return False
    users = work.vault.key_file.active_users
    administrators = [user.certificate.user for user in users if user.certificate.administrator]
    return len(users) > 1 and administrators == [work.actor.id]


def new_passphrase(work: Work, person_id: UUID, passphrase: str, *, kdf: Kdf | None = None) -> Changes:
    """New keys for a colleague who forgot the passphrase; her own notes are lost. `kdf` is for tests.

    Of the classes that this person lacks, somebody who holds them lets her in afterwards.
    """
    _demand(work, person_id)
    vault = work.vault
    real = PRACTICE_KDF if vault.key_file.header.practice else REAL_KDF
    changed = key_changes.new_passphrase_for(
        vault.key_file, vault.me, person_id, passphrase, kdf=kdf or real, allow_weak=kdf is not None
    )
    work.log("passphrase.renew", person=str(person_id))
    vault.keep_keys(changed)
    renewals.note_phrases(work, renewed=person_id)
    return CHANGED


def let_in(work: Work, person_id: UUID) -> Changes:
    """Give a colleague the keys that her role has and this person holds."""
    vault = work.vault
    before = _lacks(work, _certificate(work, person_id))
    vault.keep_keys(key_changes.let_in(vault.key_file, vault.me, person_id))
    gained = before - _lacks(work, _certificate(work, person_id))
    work.log("person.let_in", person=str(person_id), classes="".join(sorted(one.key for one in gained)))
    renewals.tell_holders(work, gained, person_id)
    return CHANGED


def let_in_by_sheet(work: Work, typed: str) -> Changes:
    """The keys that this person's role has and a recovery sheet opens; `typed` are its characters.

    :raises SheetMistyped, SheetOpensNothing:
    """
    vault = work.vault
    before = _lacks(work, _certificate(work, work.actor.id))
    opened = recovery.open_with_sheet(vault.key_file, typed)
    vault.keep_keys(*recovery.take_from_sheet(vault.key_file, vault.me, opened))
    work.log("recovery.use", serial=opened.serial)
    gained = before - _lacks(work, _certificate(work, work.actor.id))
    renewals.tell_holders(work, gained, work.actor.id)
    return CHANGED


def make_administrator(work: Work, person_id: UUID, is_one: bool) -> Changes:
    """Let a colleague let others in and take them away, or no longer."""
    _demand(work, person_id)
    certificate = _certificate(work, person_id)
    grants = Grants(_classes(certificate), is_one, certificate.packages)
    work.vault.keep_keys(key_changes.change_grants(work.vault.key_file, work.vault.me, person_id, grants))
    work.log("person.administrator", person=str(person_id), is_one=is_one)
    return CHANGED


def change_role(office: Office, person_id: UUID, role: Role) -> Changes:
    """Another role, with its classes; what it no longer reads is renewed. Called without a transaction.

    A key that signed for the school what the new role does not leaves the school's card.
    """
    with office.work() as work:
        _demand(work, person_id)
        old = _certificate(work, person_id)
        grants = vaults.grants(work.rules, role)
        grants = replace(grants, administrator=grants.administrator or old.administrator)
        work.vault.keep_keys(
            key_changes.change_grants(work.vault.key_file, work.vault.me, person_id, grants, role.key)
        )
        row = work.session.get_one(PersonRow, person_id)
        opened = old.packages and not grants.packages
        if opened or not {*keys.kinds_of(work, row.role)} <= {*keys.kinds_of(work, role)}:
            leaver_card.without(work, row, opened_packages=opened, keeps_laptop=True)
        row.role = role
        renewals.note(work, _classes(old) - grants.classes, vault=False)
        work.log("person.role", person=str(person_id), role=role.key)
    renewals.finish(office)
    return CHANGED


def remove(office: Office, person_id: UUID, heir: UUID | None = None) -> Changes:
    """Take a colleague who leaves out of the vault; called without a transaction.

    What is written from now on lies under keys that she never had. Copies that she has stay readable to her.

    :raises HeirMissing: she has open cases
    :raises NoRoom, DiskFull: she is out, and the keys are renewed at the next unlock
    """
    with office.work() as work:
        _demand(work, person_id)
        row, certificate = work.session.get_one(PersonRow, person_id), _certificate(work, person_id)
        mine = _open_cases(work, person_id)
        if mine and heir is None:
            raise HeirMissing(len(mine))
        for case in mine:
            case.owner_id = heir
        for invitation in work.session.scalars(
            select(CaseInvitationRow).where(
                CaseInvitationRow.person_id == person_id, CaseInvitationRow.ended_on.is_(None)
            )
        ):
            invitation.ended_on = work.today
        row.active_to = work.today
        _forget_classes(work, person_id)
        leaver_card.without(work, row, opened_packages=certificate.packages)
        work.vault.keep_keys(
            key_changes.retire_user(work.vault.key_file, work.vault.me, person_id, work.now.astimezone(UTC))
        )
        renewals.note(work, _classes(certificate), vault=True)
        work.log("person.remove", person=str(person_id), cases=len(mine))
    renewals.finish(office)
    return CHANGED


def _demand(work: Work, person_id: UUID) -> None:
    """Nothing, if this person may change the colleague's place in the vault."""
    if person_id == work.actor.id:
        raise NotOneself
    if not work.vault.me.grants.administrator:
        work.may(Resource.PERSON, Action.WRITE)


def _certificate(work: Work, person_id: UUID) -> Certificate:
    return work.vault.key_file.user_by_id(person_id).certificate


def _classes(certificate: Certificate) -> frozenset[InfoClass]:
    return frozenset(CLASSES[name] for name in certificate.classes)


def _lacks(work: Work, certificate: Certificate) -> frozenset[InfoClass]:
    file = work.vault.key_file
    held = {(wrap.secret, wrap.epoch) for wrap in file.wraps_to(str(certificate.user))}
    made = {one: file.class_key(one.key) for one in _classes(certificate)}
    return frozenset(
        one for one, key in made.items() if key and (class_secret(one.key), key.epoch) not in held
    )


def _open_cases(work: Work, person_id: UUID) -> list[CaseRow]:
    wanted = select(CaseRow).where(CaseRow.owner_id == person_id, CaseRow.closed_on.is_(None))
    return list(work.session.scalars(wanted))


def _heirs(work: Work, leaver: PersonRow) -> tuple[tuple[UUID, str], ...]:
    """Those who write in cases, colleagues with the same role first."""
    may, found = work.rules.rights.may, []
    for person in team.people(work):
        if person.is_active and person.id != leaver.id and may(person.role, Resource.CASE, Action.WRITE):
            found.append((person.role is not leaver.role, person.id, person.name))
    return tuple((person, name) for _other, person, name in sorted(found, key=lambda one: one[0]))


def _forget_classes(work: Work, person_id: UUID) -> None:
    chosen = dict(settings.read(work.session, reach.CLASSES, {}))
    if chosen.pop(str(person_id), None) is not None:
        settings.write(work.session, reach.CLASSES, chosen)
