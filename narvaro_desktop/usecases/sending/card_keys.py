"""Our own card's keys over the years: renewed, held in reserve on paper, revoked; and what others revoke.

renew          a card one serial on, with new keys; the old ones still open what is on its way
new_reserve    a recovery recipient: its secret only on paper, until two groups of it have been typed back
revoke         renewed, and a spärrlista that says which keys nobody is to trust any more
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, timedelta
from typing import Any, Final

from sqlalchemy import func, select

from narvaro_desktop.domain.case_terms import Action
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing.key_card import LARGEST, Encryption, KeyCard, SignedCard
from narvaro_desktop.sealing.keys import AgeIdentity, SigningKey, recipient_hash
from narvaro_desktop.sealing.refusals import Limits
from narvaro_desktop.sealing.trust import RevocationList, Revoked, SignedRevocations
from narvaro_desktop.store.errors import NotEntitled
from narvaro_desktop.store.tables import RevocationRow, SeenPackageRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.sending import keys, laptops, others_cards
from narvaro_desktop.usecases.sending.keys import CHANGED
from narvaro_desktop.usecases.sending.others_cards import NotACard
from narvaro_desktop.usecases.work import Made, Work

_RECOVERY: Final = "recovery"
_PREFIX: Final = "AGE-SECRET-KEY-1"
_GROUP: Final = 4
_REASON: Final = 300
SOON: Final = 60
"""So many days before its last day a card is to be renewed."""


class ReserveNotTyped(NarvaroError):
    """The groups typed back are not those of the paper."""


class ListFromUnknown(NarvaroError):
    """The spärrlista comes from somebody whose kontaktkort has not been checked."""


class ListKnown(NarvaroError):
    """This spärrlista, or a later one, has been read in before."""


@dataclass(frozen=True, slots=True)
class Reserve:
    """A recovery key on its paper; `asked` are the numbers (from 1) of two groups to type back."""

    pdf: bytes = field(repr=False)
    secret: str = field(repr=False)
    asked: tuple[int, int]


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """How our card stands: its last day, whether there is a reserve, how many keys, and how many revoked."""

    valid_to: date
    ends_soon: bool
    has_reserve: bool
    recipients: int
    signers: int
    revoked: int


@dataclass(frozen=True, slots=True)
class ListRead:
    """A spärrlista that was read in: whose, how many keys it takes away, and how many packages signed by them
    came since the day that it names, to be asked about.
    """

    organisation: str
    name: str
    count: int
    to_check: int


def own_keys(work: Work) -> OwnKeys | None:
    """How our card stands; None before it has been made."""
    signed = keys.own_card(work)
    if signed is None:
        return None
    card, listed = signed.card, _own_list(work)
    return OwnKeys(
        valid_to=card.valid_to,
        ends_soon=card.valid_to <= work.today + timedelta(days=SOON),
        has_reserve=card.has_recovery,
        recipients=len(card.recipients),
        signers=len(card.signing),
        revoked=len(listed.revoked) if listed else 0,
    )


def ends_soon(work: Work) -> bool:
    """Whether our card is to be renewed."""
    found = own_keys(work)
    return found is not None and found.ends_soon


def renew(work: Work) -> Made[SignedCard]:
    """The card one serial on, with a new key to open with and a new key of this person's to sign with.

    :raises NumberMissing, NoKeyToSign: another laptop holds the key of the card
    """
    keys.demand(work, Action.WRITE)
    former = keys.ensure_card(work).value.card
    identity = AgeIdentity.generate()
    keys.keep_identity(work, identity)
    mine = keys.new_signing(work)
    others = [entry for entry in former.signing if entry.holder != mine.holder]
    kept = [each for each in former.encryption if each.use != "primary"]
    dated = replace(
        former,
        valid_from=work.now.astimezone(UTC).date(),
        valid_to=work.today + timedelta(days=work.rules.days.key_card),
    )
    made = laptops.next_card(
        work, former, [*others, mine], [Encryption(identity.recipient, "primary"), *kept], dated
    )
    return Made(CHANGED, made)


def allow(work: Work, kind: str) -> None:
    """Let this person's key sign packages of `kind`: the card one serial on, where it does not say so yet.

    :raises NumberMissing, NoKeyToSign:
    """
    former, line = keys.ensure_card(work).value.card, keys.signing_key(work).public.line
    signing = [
        replace(entry, kinds=tuple(sorted({*entry.kinds, kind}))) if entry.key == line else entry
        for entry in former.signing
    ]
    if tuple(signing) != former.signing:
        keys.demand(work, Action.WRITE)
        laptops.next_card(work, former, signing, former.encryption)


def new_reserve(work: Work) -> Made[Reserve]:
    """A recovery key on paper; nothing of it is kept until it has been typed back."""
    from narvaro_desktop.documents.reserve_sheet import ReserveSheet, reserve_sheet  # reportlab is slow

    keys.demand(work, Action.WRITE)
    card = keys.ensure_card(work).value.card
    identity = AgeIdentity.generate()
    secret, groups = identity.secret, groups_of(identity.secret)
    first, second = sorted(secrets.SystemRandom().sample(range(1, len(groups)), 2))
    sheet = ReserveSheet(card.display_name, card.id, _PREFIX, groups, secret, identity.recipient)
    pdf = reserve_sheet(sheet, work.now)
    work.log("card.reserve", serial=card.serial)
    return Made(CHANGED, Reserve(pdf, secret, (first, second)))


def keep_reserve(work: Work, reserve: Reserve, typed: Mapping[int, str]) -> Made[SignedCard]:
    """The card with the recovery key on it, once the paper has been read; every package is sealed to it too.

    :raises ReserveNotTyped, NoKeyToSign:
    """
    keys.demand(work, Action.WRITE)
    groups = groups_of(reserve.secret)
    if any(typed.get(number, "").strip().upper() != groups[number - 1] for number in reserve.asked):
        raise ReserveNotTyped
    former = keys.ensure_card(work).value.card
    kept = [each for each in former.encryption if each.use != _RECOVERY]
    recipient = AgeIdentity(reserve.secret).recipient
    return Made(
        CHANGED, laptops.next_card(work, former, former.signing, [*kept, Encryption(recipient, _RECOVERY)])
    )


def opens(work: Work, typed: str) -> bool:
    """Whether what stands on the paper is the reserve of our card: the yearly drill, and it is logged."""
    own = keys.own_card(work)
    text = "".join(typed.split()).upper().removeprefix(_PREFIX)
    try:
        recipient = AgeIdentity(_PREFIX + text).recipient
    except ValueError:
        recipient = ""
    is_ours = own is not None and Encryption(recipient, _RECOVERY) in own.card.encryption
    work.log("card.reserve_drill", opens=int(is_ours))
    return is_ours


def revoke(work: Work, reason: str, since: date | None = None) -> Made[SignedCard]:
    """Our keys may be in the wrong hands: new ones, and the old ones on our spärrlista.

    :raises NumberMissing, NoKeyToSign:
    """
    former = keys.ensure_card(work).value.card
    made = renew(work).value
    day = since or work.today
    lost = _lost(former, made.card, day, reason.strip()[:_REASON])
    before = _own_list(work)
    issued = RevocationList(
        id=former.id,
        serial=before.serial + 1 if before else 1,
        issued_on=work.today,
        revoked=(*(before.revoked if before else ()), *lost),
        practice=former.practice,
    )
    _keep(work, SignedRevocations.sign(issued, _card_key(work)), own=True)
    work.log("card.revoke", serial=issued.serial, count=len(lost))
    return Made(CHANGED, made)


def list_file(work: Work) -> Made[tuple[str, bytes]]:
    """Our newest spärrlista as (file name, content); taking it out is logged.

    :raises ListFromUnknown: nothing has been revoked
    """
    keys.demand(work, Action.EXPORT)
    row = _newest(work, own=True)
    if row is None:
        raise ListFromUnknown
    work.log("revocation.export", serial=row.serial)
    return Made(CHANGED, (others_cards.list_of(row.document).file_name, row.document))


def read_list(work: Work, text: bytes) -> Made[ListRead]:
    """Another's spärrlista: its keys sign nothing more here, and nothing is sealed to them.

    :raises NotACard, ListFromUnknown, ListKnown, CardSignature, CardChain, PracticeMismatch:
    """
    keys.demand(work, Action.WRITE)
    pinned = others_cards.card_of(work, _whose(text))
    if pinned is None:
        raise ListFromUnknown
    signed = SignedRevocations.read(text, pinned)
    issued = signed.revocation
    known = select(func.max(RevocationRow.serial)).where(
        RevocationRow.organisation == issued.id, RevocationRow.own.is_(False)
    )
    if issued.serial <= (work.session.scalar(known) or 0):
        raise ListKnown
    _keep(work, signed, own=False)
    work.log("revocation.read", organisation=issued.id, serial=issued.serial)
    return Made(
        CHANGED, ListRead(issued.id, pinned.display_name, len(issued.revoked), _to_check(work, issued))
    )


def groups_of(secret: str) -> tuple[str, ...]:
    """The characters after the fixed beginning, in groups of four."""
    data = secret.removeprefix(_PREFIX)
    return tuple(data[place : place + _GROUP] for place in range(0, len(data), _GROUP))


def _lost(former: KeyCard, now: KeyCard, since: date, reason: str) -> tuple[Revoked, ...]:
    """The keys of the former card that are not on the new one."""
    kept = {entry.key for entry in now.signing}
    signing = [entry.public.fingerprint for entry in former.signing if entry.key not in kept]
    recipients = [recipient_hash(each) for each in former.recipients if each not in now.recipients]
    return (
        *(Revoked("signing", each, since, reason) for each in signing),
        *(Revoked("encryption", each, since, reason) for each in recipients),
    )


def _to_check(work: Work, issued: RevocationList) -> int:
    """How many packages by a revoked key came on the day that it names, or later."""
    counted = 0
    for each in issued.revoked:
        came = select(func.count()).where(
            SeenPackageRow.signing_key == each.fingerprint, SeenPackageRow.seen_on >= each.since
        )
        counted += work.session.scalar(came) or 0
    return counted


def _card_key(work: Work) -> SigningKey:
    try:
        return SigningKey.from_bytes(work.vault.me.newest(keys.CARD)[1])
    except NotEntitled:
        raise keys.NoKeyToSign from None


def _keep(work: Work, signed: SignedRevocations, *, own: bool) -> None:
    work.session.add(
        RevocationRow(
            id=work.new_id(),
            organisation=signed.revocation.id,
            serial=signed.revocation.serial,
            document=signed.to_bytes(),
            own=own,
            read_at=work.now,
        )
    )
    work.session.flush()


def _own_list(work: Work) -> RevocationList | None:
    row = _newest(work, own=True)
    return others_cards.list_of(row.document) if row else None


def _newest(work: Work, *, own: bool) -> RevocationRow | None:
    wanted = select(RevocationRow).where(
        RevocationRow.own.is_(own), RevocationRow.organisation == settings.profile(work).package_id
    )
    return work.session.scalars(wanted.order_by(RevocationRow.serial.desc())).first()


def _whose(text: bytes) -> str:
    """Whose spärrlista it says that it is, before anything of it is believed."""
    if len(text) > LARGEST:
        raise Limits(bytes=len(text))
    try:
        found: Any = json.loads(text)
        return str(found["revocation"]["id"])
    except (ValueError, LookupError, TypeError, RecursionError):
        raise NotACard from None
