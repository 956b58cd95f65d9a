"""Whose a pack is: who signed it, and that a change to another's goes on under a name of one's own."""

from typing import Any

from sqlalchemy import select

from narvaro_desktop.domain.routines.pack import Document, PackOrigin
from narvaro_desktop.sealing.pack_file import SignedPack, Signer
from narvaro_desktop.sealing.trust import Trust
from narvaro_desktop.store.tables import PackRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.rules import STANDARD
from narvaro_desktop.usecases.sending import keys, others_cards
from narvaro_desktop.usecases.work import Work


def own(work: Work, document: Document) -> dict[str, Any]:
    """The document as one's own: what another has signed goes on under an id and a name of one's own.

    A municipality's pack is the municipality's to change; a school that departs from it says so.
    """
    made, profile = dict(document), settings.profile(work)
    shipped = work.rules.packs[STANDARD].owner
    if is_anothers(work, made["id"]):
        number = profile.unit_code or profile.organisation or "egen"
        made |= {"id": f"{made['id'][:48]}-{number}", "owner": profile.name}
    elif made["owner"] == shipped:
        made["owner"] = profile.name
    return made


def is_anothers(work: Work, pack_id: str) -> bool:
    """Whether the pack of this id came in a file that nobody here has signed."""
    card = keys.own_card(work)
    ours = {entry.key for entry in card.card.signing} if card else set()
    read_in = select(PackRow).where(PackRow.origin == PackOrigin.READ_IN)
    return any(
        work.rules.packs[row.key].id == pack_id and row.signing_key not in ours
        for row in work.session.scalars(read_in)
    )


def signer(work: Work, signed: SignedPack) -> Signer | None:
    """Who signed a pack from a file, if a card that is trusted here lists the key."""
    own = keys.own_card(work)
    known = [*others_cards.trusted_cards(work), *([own.card] if own else [])]
    return signed.signer(Trust(known), work.today)
