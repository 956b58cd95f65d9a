"""The organisation's kontaktkort without somebody who has left: her signing keys go, what opens is new."""

from narvaro_desktop.sealing.key_card import Encryption, SignedCard
from narvaro_desktop.sealing.keys import AgeIdentity
from narvaro_desktop.store.errors import NotEntitled
from narvaro_desktop.store.keys import keep_secret
from narvaro_desktop.store.tables import PersonRow
from narvaro_desktop.usecases.sending import keys, laptops
from narvaro_desktop.usecases.work import Work

_AGE = "age/1"


def stands_on_card(work: Work, person: PersonRow, *, opens_packages: bool) -> bool:
    """Whether the card, whose key this person holds, is another one without her."""
    own = keys.own_card(work)
    if own is None or not _holds_card_key(work):
        return False
    return opens_packages or bool(_keys_of(own, person, laptops.card_of_laptop(work, person.id)))


def without(work: Work, person: PersonRow, *, opened_packages: bool, keeps_laptop: bool = False) -> bool:
    """The next card, if the person stood on it or could open what is sealed to it; whether there is one.

    Packages sealed to the former card open as before.  Where this person does not hold the card's key,
    nothing changes.
    """
    own = keys.own_card(work)
    if own is None or not _holds_card_key(work):
        return False
    laptop = None if keeps_laptop else laptops.card_of_laptop(work, person.id)
    hers = _keys_of(own, person, laptop)
    if not opened_packages and not hers:
        return False
    signing = [one for one in own.card.signing if one.key not in hers]
    gone = set(laptop.card.recipients) if laptop else set()
    sealed_to = [one for one in own.card.encryption if one.recipient not in gone]
    if opened_packages:
        identity = AgeIdentity.generate()
        work.vault.keep_keys(*keep_secret(work.vault.key_file, work.vault.me, _AGE, identity.to_bytes()))
        others = [one for one in sealed_to if one.use != "primary"]
        sealed_to = [Encryption(identity.recipient, "primary"), *others]
    laptops.next_card(work, own.card, signing, sealed_to)
    return True


def _keys_of(own: SignedCard, person: PersonRow, laptop: SignedCard | None) -> set[str]:
    """The signing keys on the card that are the person's, and those of her laptop."""
    signs = f"{person.name}, {person.role.swedish}"
    on_laptop = {entry.key for entry in laptop.card.signing} if laptop else set()
    return {one.key for one in own.card.signing if one.holder == signs or one.key in on_laptop}


def _holds_card_key(work: Work) -> bool:
    try:
        work.vault.me.newest("card")
    except NotEntitled:
        return False
    return True
