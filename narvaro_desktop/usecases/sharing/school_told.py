"""What a new laptop is told of the school that it joins: its name, people, routines, calendar and cards."""

import json
from typing import Final

from sqlalchemy import select

from narvaro_desktop.domain.routines.pack import PackOrigin
from narvaro_desktop.sealing import pieces
from narvaro_desktop.sealing.joining import Join, PackOf, School
from narvaro_desktop.sealing.key_card import SignedCard
from narvaro_desktop.store.tables import KeyCardRow, PackRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.routines import packs
from narvaro_desktop.usecases.sending import keys, laptops
from narvaro_desktop.usecases.work import Work

_ORIGINS: Final = (PackOrigin.SHIPPED,)


def told(work: Work) -> Join:
    """What goes to a laptop that joins."""
    profile = settings.profile(work)
    calendar = settings.read(work.session, "calendar")
    kept = work.session.scalars(select(PackRow).where(PackRow.origin.not_in(_ORIGINS)).order_by(PackRow.key))
    return Join(
        school=School(
            name=profile.name,
            unit_code=profile.unit_code,
            governance=profile.governance.key,
            huvudman=profile.huvudman,
            huvudman_id=profile.huvudman_id,
            contact=profile.contact,
            home_municipality=profile.home_municipality,
        ),
        people=laptops.people_told(work),
        packs=tuple(_pack_of(row) for row in kept),
        trusted=tuple(
            pieces.of_text(row.document.decode("utf-8"))
            for row in work.session.scalars(
                select(KeyCardRow).where(
                    KeyCardRow.own.is_(False),
                    KeyCardRow.verified_at.is_not(None),
                    KeyCardRow.organisation.not_like(f"{keys.LAPTOP}%"),
                )
            )
        ),
        calendar=pieces.of_text(json.dumps(calendar, sort_keys=True)) if calendar else (),
    )


def _pack_of(row: PackRow) -> PackOf:
    return PackOf(
        key=row.key,
        document=pieces.of_text(row.document),
        origin=row.origin.key,
        signature=row.signature or "",
        signing_key=row.signing_key or "",
        signer=row.signer or "",
        in_use_from=row.in_use_from,
        turn=row.turn,
    )


def take_in(work: Work, told: Join) -> None:
    """The school's own things, as settings, people, routines and cards of this vault."""
    school = told.school
    for name in (
        "name",
        "unit_code",
        "governance",
        "huvudman",
        "huvudman_id",
        "contact",
        "home_municipality",
    ):
        if getattr(school, name):
            settings.write(work.session, name, getattr(school, name))
    if told.calendar:
        settings.write(work.session, "calendar", json.loads("".join(told.calendar)))
    laptops.keep_people(work, told.people)
    for pack in told.packs:
        if work.session.scalars(select(PackRow).where(PackRow.key == pack.key)).first() is None:
            work.session.add(_pack_row(work, pack))
    for card in told.trusted:
        signed = SignedCard.from_bytes("".join(card).encode("utf-8"))
        keys.keep_card(work, signed, how="school")
    work.session.flush()
    work.rules = packs.with_kept(work.session, work.rules).on(work.today)


def _pack_row(work: Work, pack: PackOf) -> PackRow:
    return PackRow(
        id=work.new_id(),
        key=pack.key,
        document="".join(pack.document),
        origin=PackOrigin.of(pack.origin),
        signing_key=pack.signing_key or None,
        signature=pack.signature or None,
        signer=pack.signer or None,
        kept_at=work.now,
        kept_by=None,
        in_use_from=pack.in_use_from,
        turn=pack.turn,
    )
