"""Our own kontaktkort and the keys behind it, made when they are first needed.

card key (administrators) · age identity (who open packages) · a signing key for each signer
"""

from dataclasses import replace
from datetime import UTC, timedelta
from typing import Final

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import Role, VaultKind
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing.key_card import (
    Encryption,
    KeyCard,
    SignedCard,
    Signing,
    sign_card,
)
from narvaro_desktop.sealing.keys import AgeIdentity, SigningKey
from narvaro_desktop.store.errors import NotEntitled
from narvaro_desktop.store.keys import keep_secret
from narvaro_desktop.store.tables import KeyCardRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Changes = frozenset({Area.PACKAGES, Area.SETTINGS})

LAPTOP: Final = "laptop:"
"""How the id of a laptop's own card begins; it stands beside the organisations' cards and is none of them."""

_SCHOOL_KINDS: Final = ("a1", "handover", "join", "n1", "n2", "n3", "n4", "n5", "n6", "pack", "return")
_BETWEEN_LAPTOPS: Final = ("handover", "join", "return")
_HUVUDMAN_KINDS: Final = ("n1h", "n5", "pack", "receipt")
CARD: Final = "card"
"""The name of the secret that signs our card; only the laptop where the card was made holds it."""
_AGE, _SIGNING = "age/1", "signing/1"


class NumberMissing(NarvaroError):
    """The school's skolenhetskod, or the huvudman's organisationsnummer, has not been written yet."""


class NoKeyToSign(NarvaroError):
    """The person has no signing key on our card, and is no administrator who could put one there."""


def demand(work: Work, action: Action) -> None:
    """Nothing, if the person may do so with keys: by role, or because she made this vault.

    Whoever has a laptop of her own looks after its keys, whatever her role at the school.

    :raises NotAllowed:
    """
    if not work.vault.me.grants.administrator:
        work.may(Resource.KEY, action)


def keep_card(
    work: Work, signed: SignedCard, *, own: bool = False, is_trusted: bool = True, how: str = ""
) -> KeyCardRow:
    """Keep a card; `how` it was heard. One that is not trusted yet waits for its call."""
    row = KeyCardRow(
        id=work.new_id(),
        organisation=signed.card.id,
        display_name=signed.card.display_name,
        serial=signed.card.serial,
        document=signed.to_bytes(),
        own=own,
        read_at=work.now,
        verified_at=work.now if is_trusted else None,
        verified_by=work.actor.id if is_trusted else None,
        verified_how=how or None,
    )
    work.session.add(row)
    work.session.flush()
    return row


def known_card(work: Work, signed: SignedCard) -> KeyCardRow | None:
    """The row of a card that has been read in before."""
    wanted = select(KeyCardRow).where(KeyCardRow.document == signed.to_bytes())
    return work.session.scalars(wanted).first()


def own_card(work: Work) -> SignedCard | None:
    """Our newest card, None until it has been needed."""
    row = _newest(work, own=True)
    return SignedCard.from_bytes(row.document) if row else None


def ensure_card(work: Work) -> Made[SignedCard]:
    """Our card with this person's signing key on it; made, or given a new serial, where that is lacking."""
    card = own_card(work)
    if card is not None and _may_sign(work, card.card):
        return Made(frozenset(), card)
    demand(work, Action.WRITE)
    made = _first_card(work) if card is None else _next_card(work, card.card)
    keep_card(work, made, own=True)
    work.log("card.make", serial=made.card.serial)
    return Made(CHANGED, made)


def signing_key(work: Work) -> SigningKey:
    """The person's own key for packages, never the one that signs the log."""
    try:
        return SigningKey.from_bytes(work.vault.me.newest(_SIGNING)[1])
    except NotEntitled:
        raise NoKeyToSign from None


def identities(work: Work) -> list[AgeIdentity]:
    """What opens packages that are sealed to us; empty until our card has been made."""
    held = [
        (name, secret) for (name, _epoch), secret in work.vault.me.secrets.items() if name.startswith("age/")
    ]
    return [AgeIdentity.from_bytes(secret) for _name, secret in sorted(held, reverse=True)]


def kinds_of(work: Work, role: Role) -> tuple[str, ...]:
    """What a key of somebody with `role` may sign for the school: what she seals, and what she decides."""
    if work.rules.rights.may(role, Resource.PACKAGE, Action.SEAL):
        return _SCHOOL_KINDS
    return ("pack",) if work.rules.rights.may(role, Resource.PACK, Action.DECIDE) else ()


def opens_packages(work: Work, role: Role) -> bool:
    """Whether somebody with `role` opens what is sealed to the school."""
    return work.rules.rights.may(role, Resource.PACKAGE, Action.READ)


def _own_entry(work: Work, card: KeyCard) -> Signing | None:
    """This person's key on the card, None where it has ended or is none."""
    try:
        line = signing_key(work).public.line
    except NoKeyToSign:
        return None
    return next((one for one in card.signing if one.key == line and one.valid_to >= work.today), None)


def _may_sign(work: Work, card: KeyCard) -> bool:
    """Whether this person's key is on the card; where cards are made, also for all that her role signs."""
    entry = _own_entry(work, card)
    makes_cards = any(name == CARD for name, _epoch in work.vault.me.secrets)
    return entry is not None and (not makes_cards or {*_own_kinds(work)} <= {*entry.kinds})


def _own_kinds(work: Work) -> tuple[str, ...]:
    """What this person's key may sign; a school's laptops send each other cases whatever the role."""
    if settings.profile(work).kind is VaultKind.HUVUDMAN:
        return _HUVUDMAN_KINDS
    return tuple(sorted({*_BETWEEN_LAPTOPS, *kinds_of(work, work.actor.role)}))


def _first_card(work: Work) -> SignedCard:
    profile = settings.profile(work)
    if not profile.package_id:
        raise NumberMissing
    card_key, identity = SigningKey.generate(), AgeIdentity.generate()
    _keep_secret(work, CARD, card_key.to_bytes())
    _keep_secret(work, _AGE, identity.to_bytes())
    is_school = profile.kind is VaultKind.SCHOOL
    return sign_card(
        KeyCard(
            id=profile.package_id,
            display_name=profile.name,
            roles=("schoolUnit",) if is_school else ("homeMunicipality", "provider"),
            serial=1,
            previous="",
            valid_from=work.now.astimezone(UTC).date(),
            valid_to=work.today + timedelta(days=work.rules.days.key_card),
            card_key=card_key.public.line,
            encryption=(Encryption(identity.recipient, "primary"),),
            signing=(new_signing(work),),
            contact=profile.contact or f"{profile.name}",
            practice=profile.is_practice,
        ),
        card_key,
    )


def _next_card(work: Work, former: KeyCard) -> SignedCard:
    """The same card, one serial on, where this person signs all that she may; a key that holds stays hers."""
    try:
        card_key = SigningKey.from_bytes(work.vault.me.newest(CARD)[1])
    except NotEntitled:
        raise NoKeyToSign from None
    held = _own_entry(work, former)
    kinds = tuple(sorted({*held.kinds, *_own_kinds(work)})) if held else ()
    mine = replace(held, kinds=kinds) if held else new_signing(work)
    others = tuple(entry for entry in former.signing if entry.holder != mine.holder)
    return sign_card(
        replace(former, serial=former.serial + 1, previous=former.hash, signing=(*others, mine)), card_key
    )


def new_signing(work: Work) -> Signing:
    """A new signing key of this person, as it stands on the card."""
    key = SigningKey.generate()
    _keep_secret(work, _SIGNING, key.to_bytes())
    return Signing(
        key=key.public.line,
        holder=f"{work.actor.name}, {work.actor.role.swedish}",
        kinds=_own_kinds(work),
        valid_from=work.now.astimezone(UTC).date(),
        valid_to=work.today + timedelta(days=work.rules.days.key_card),
    )


def keep_identity(work: Work, identity: AgeIdentity) -> None:
    """Keep a new key to open with, beside the former ones."""
    _keep_secret(work, _AGE, identity.to_bytes())


def _keep_secret(work: Work, name: str, secret: bytes) -> None:
    work.vault.keep_keys(*keep_secret(work.vault.key_file, work.vault.me, name, secret))


def _newest(work: Work, *, own: bool) -> KeyCardRow | None:
    wanted = select(KeyCardRow).where(KeyCardRow.own.is_(own)).order_by(KeyCardRow.serial.desc())
    return work.session.scalars(wanted).first()
