"""The school's laptops: one card for each, known by its person, and the school's kontaktkort that lists them.

laptop:<person>   age recipient · the key it signs with · public halves of the classes its person reads
school's card     one more key for each laptop (serial + 1); whose key is no longer on it is refused
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.sorting import sort_key
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing.joining import PersonOf
from narvaro_desktop.sealing.key_card import (
    ClassPublic,
    Encryption,
    KeyCard,
    LaptopPart,
    SignedCard,
    Signing,
    sign_card,
)
from narvaro_desktop.sealing.keys import AgeIdentity, SigningKey
from narvaro_desktop.sealing.laptops import Laptops, belongs
from narvaro_desktop.sealing.refusals import CardChain
from narvaro_desktop.sealing.trust import RevocationList, Revoked, Trust
from narvaro_desktop.store.errors import NotEntitled
from narvaro_desktop.store.keys import keep_secret
from narvaro_desktop.store.tables import KeyCardRow, PersonRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.sending import keys, others_cards
from narvaro_desktop.usecases.work import Work

KINDS: Final = ("handover", "join", "return")
PREFIX: Final = keys.LAPTOP
_CARD_KEY, _SIGNING, _AGE = "signing/laptop", "signing/1", "age/1"


class LaptopUnknown(NarvaroError):
    """The person has no laptop of her own that has joined the school."""


@dataclass(frozen=True, slots=True)
class LaptopLine:
    """A colleague's laptop; `is_open` while its key stands on the school's card."""

    person: UUID
    name: str
    role: Role
    is_mine: bool
    is_open: bool


def laptop_id(person: UUID) -> str:
    return f"{PREFIX}{person}"


def person_of(card: KeyCard) -> UUID:
    return UUID(card.id.removeprefix(PREFIX))


def own_laptop(work: Work) -> SignedCard:
    """This laptop's card for the person who has unlocked it, made anew where a class has come since."""
    known = card_of_laptop(work, work.actor.id)
    made = _own(work, known.card if known else None)
    if known is not None and known.card == made.card:
        return known
    keys.keep_card(work, made)
    return made


def card_of_laptop(work: Work, person: UUID) -> SignedCard | None:
    """The newest trusted card of the person's laptop."""
    row = _newest(work, laptop_id(person))
    return SignedCard.from_bytes(row.document) if row else None


def laptops(work: Work) -> list[LaptopLine]:
    """Every laptop of the school, mine first."""
    own = keys.own_card(work)
    found = []
    for signed in _laptop_cards(work):
        person = work.session.get(PersonRow, person_of(signed.card))
        if person is not None:
            is_open = own is not None and belongs(own.card, signed)
            found.append(LaptopLine(person.id, person.name, person.role, person.id == work.actor.id, is_open))
    return sorted(found, key=lambda line: (not line.is_mine, line.name))


def open_to(work: Work, person: UUID) -> LaptopLine | None:
    """The person's laptop, if files may be sealed to it."""
    return next((line for line in laptops(work) if line.person == person and line.is_open), None)


def told(work: Work) -> Laptops:
    """The school's cards and laptops, as they ride in every file between them."""
    chain = school_cards(work)
    return Laptops(tuple(chain), tuple(one for one in _laptop_cards(work) if belongs(chain[-1].card, one)))


def school_cards(work: Work) -> list[SignedCard]:
    """The school's own cards from the first to the newest."""
    rows = work.session.scalars(
        select(KeyCardRow).where(KeyCardRow.own.is_(True)).order_by(KeyCardRow.serial)
    )
    return [SignedCard.from_bytes(row.document) for row in rows]


def learn(work: Work, news: Laptops) -> None:
    """Newer cards of the school that follow ours, and the laptops that stand on the newest.

    :raises CardChain: the two chains part
    """
    known = {signed.card.serial: signed for signed in school_cards(work)}
    for signed in news.cards:
        former = known.get(signed.card.serial)
        if former is not None and former.card != signed.card:
            raise CardChain(serial=signed.card.serial, pinned=max(known))
        if former is None:
            keys.keep_card(work, signed, own=True)
    newest = school_cards(work)[-1].card
    for laptop in news.laptops:
        if belongs(newest, laptop):
            keep_laptop(work, laptop)


def keep_laptop(work: Work, signed: SignedCard) -> None:
    """A laptop's card that the school's vouches for."""
    known = card_of_laptop(work, person_of(signed.card))
    if known is None or known.card.serial < signed.card.serial:
        keys.keep_card(work, signed)
    if signed.card.laptop is not None:
        role = signed.card.laptop.role
        keep_people(work, [PersonOf(str(person_of(signed.card)), signed.card.display_name, role)])


def people_told(work: Work, only: set[UUID] | None = None) -> tuple[PersonOf, ...]:
    """The people of the school as they travel: who, and as what."""
    rows = work.session.scalars(select(PersonRow).order_by(PersonRow.sort_key, PersonRow.id))
    return tuple(
        PersonOf(str(row.id), row.name, row.role.key, row.active_to is not None)
        for row in rows
        if only is None or row.id in only
    )


def keep_people(work: Work, people: Sequence[PersonOf]) -> None:
    """Those who are not known here; raises ValueError for a role that this program does not know."""
    for one in people:
        if work.session.get(PersonRow, UUID(one.id)) is None:
            work.session.add(
                PersonRow(
                    id=UUID(one.id),
                    label=laptop_id(UUID(one.id)),
                    name=one.name,
                    sort_key=sort_key(one.name),
                    role=Role.of(one.role),
                    active_from=work.today,
                    active_to=work.today if one.left else None,
                )
            )
    work.session.flush()


def laptop_trust(work: Work) -> Trust:
    """Whose signatures count: others' cards, and our own school's laptops that have not been revoked."""
    own = [signed.card for signed in school_cards(work)]
    if not own:
        return others_cards.trust(work)
    listed = {entry.public.fingerprint for card in own for entry in card.signing}
    lost = sorted(listed - {entry.public.fingerprint for entry in own[-1].signing})
    revoked = tuple(Revoked("signing", each, work.today, "") for each in lost)
    listed_here = RevocationList(own[-1].id, 1, work.today, revoked)
    return Trust([*others_cards.trusted_cards(work), *own], [*others_cards.revocations(work), listed_here])


def with_laptop(work: Work, school: KeyCard, laptop: KeyCard) -> SignedCard:
    """The school's next card, with the laptop's key on it; raises NoKeyToSign."""
    assert laptop.laptop is not None
    role = Role.of(laptop.laptop.role)
    kinds = sorted({"handover", "return"} | set(keys.kinds_of(work, role)))
    entry = replace(laptop.signing[0], kinds=tuple(kinds))
    reads = keys.opens_packages(work, role)
    staff = tuple(Encryption(each.recipient, "staff") for each in laptop.encryption) if reads else ()
    return next_card(work, school, (*_with_kinds(work, school.signing), entry), (*school.encryption, *staff))


def without_laptop(work: Work, school: KeyCard, laptop: KeyCard) -> SignedCard:
    """The school's next card, without the laptop; raises NoKeyToSign."""
    lost = {entry.key for entry in laptop.signing}
    signing = tuple(entry for entry in school.signing if entry.key not in lost)
    recipients = tuple(each for each in school.encryption if each.recipient not in laptop.recipients)
    return next_card(work, school, signing, recipients)


def next_card(
    work: Work, former: KeyCard, signing: Sequence[Signing], encryption: Sequence[Encryption],
    like: KeyCard | None = None,
) -> SignedCard:  # fmt: skip
    """The school's card one serial on, in all else as `like`; raises NoKeyToSign where another laptop holds
    its key.
    """
    try:
        card_key = SigningKey.from_bytes(work.vault.me.newest(keys.CARD)[1])
    except NotEntitled:
        raise keys.NoKeyToSign from None
    card = replace(
        like or former,
        serial=former.serial + 1,
        previous=former.hash,
        signing=tuple(signing),
        encryption=tuple(encryption),
    )
    signed = sign_card(card, card_key)
    keys.keep_card(work, signed, own=True)
    work.log("card.make", serial=card.serial)
    return signed


def _with_kinds(work: Work, entries: Iterable[Signing]) -> list[Signing]:
    """The signing keys so far; mine may sign what laptops send each other, from now on."""
    line = keys.signing_key(work).public.line
    return [
        replace(entry, kinds=tuple(sorted({*entry.kinds, *KINDS}))) if entry.key == line else entry
        for entry in entries
    ]


def _own(work: Work, former: KeyCard | None) -> SignedCard:
    """The card as it should be now: a new serial only where it says something else."""
    card_key = SigningKey.from_bytes(_secret(work, _CARD_KEY, SigningKey.generate().to_bytes()))
    signer = SigningKey.from_bytes(_secret(work, _SIGNING, SigningKey.generate().to_bytes()))
    identity = AgeIdentity.from_bytes(_secret(work, _AGE, AgeIdentity.generate().to_bytes()))
    held = {name for name, _epoch in work.vault.cells.privates}
    publics = work.vault.cells.publics
    classes = tuple(ClassPublic(name, publics[name][1].hex()) for name in sorted(held & publics.keys()))
    day, last = work.now.astimezone(UTC).date(), work.today + timedelta(days=work.rules.days.key_card)
    fresh = KeyCard(
        id=laptop_id(work.actor.id),
        display_name=work.actor.name,
        roles=("laptop",),
        serial=1,
        previous="",
        valid_from=day,
        valid_to=last,
        card_key=card_key.public.line,
        encryption=(Encryption(identity.recipient, "primary"),),
        signing=(
            Signing(
                signer.public.line, f"{work.actor.name}, {work.actor.role.swedish}", ("handover", "return"),
                day, last,
            ),
        ),
        contact=work.actor.name,
        practice=settings.profile(work).is_practice,
        laptop=LaptopPart(work.actor.role.key, classes),
    )  # fmt: skip
    if former is None:
        return sign_card(fresh, card_key, signer)
    same = replace(
        fresh, serial=former.serial, previous=former.previous, valid_from=former.valid_from,
        valid_to=former.valid_to,
        signing=(replace(fresh.signing[0], valid_from=former.valid_from, valid_to=former.valid_to),),
    )  # fmt: skip
    if same == former:
        return sign_card(former, card_key, signer)
    return sign_card(replace(fresh, serial=former.serial + 1, previous=former.hash), card_key, signer)


def _secret(work: Work, name: str, fresh: bytes) -> bytes:
    """The person's secret of that name; `fresh` from now on where there is none."""
    try:
        return work.vault.me.newest(name)[1]
    except NotEntitled:
        work.vault.keep_keys(*keep_secret(work.vault.key_file, work.vault.me, name, fresh))
        return fresh


def _laptop_cards(work: Work) -> list[SignedCard]:
    """The newest trusted card of each laptop."""
    rows = work.session.scalars(
        select(KeyCardRow)
        .where(KeyCardRow.organisation.startswith(PREFIX), KeyCardRow.verified_at.is_not(None))
        .order_by(KeyCardRow.serial)
    )
    newest = {row.organisation: row for row in rows}
    return [SignedCard.from_bytes(row.document) for row in newest.values()]


def _newest(work: Work, organisation: str) -> KeyCardRow | None:
    wanted = (
        select(KeyCardRow)
        .where(KeyCardRow.organisation == organisation, KeyCardRow.verified_at.is_not(None))
        .order_by(KeyCardRow.serial.desc())
    )
    return work.session.scalars(wanted).first()
