"""A class text on its way to a colleague's laptop: sealed to that laptop's own key of the class."""

from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.cells import CellKeys, padded, unpadded
from narvaro_desktop.store.errors import CellRefused, ClassNotHeld


def seal_handed(public: bytes, info_class: InfoClass, place: tuple[str, ...], text: str) -> bytes:
    """`text` for who holds the private half of `public`; `place` is package, table, record, column, clock."""
    return p.seal_to(public, padded(text), _bound(info_class, place))


def open_handed(keys: CellKeys, info_class: InfoClass, place: tuple[str, ...], sealed: bytes) -> str:
    """The text again.

    :raises ClassNotHeld: the user has no key of the class
    :raises CellRefused: it was changed, or sealed for another place
    """
    held = [private for (name, _epoch), private in keys.privates.items() if name == info_class.key]
    if not held:
        raise ClassNotHeld(info_class.key)
    for private in held:
        try:
            return unpadded(p.open_with(private, sealed, _bound(info_class, place)))
        except (p.NotOpened, ValueError):
            continue
    raise CellRefused(*place[1:2], *place[3:4])


def _bound(info_class: InfoClass, place: tuple[str, ...]) -> bytes:
    return p.signed_text("handed over", info_class.key.encode(), *(part.encode() for part in place))
