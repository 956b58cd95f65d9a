"""Long texts and bytes in canonical JSON: cut into pieces that a package may hold."""

import binascii
from base64 import b64decode, b64encode

from narvaro_desktop.sealing.canonical import LONGEST
from narvaro_desktop.sealing.refusals import PayloadForm

Pieces = tuple[str, ...]


def of_text(text: str) -> Pieces:
    """The text in pieces; one empty piece for an empty text."""
    return tuple(text[start : start + LONGEST] for start in range(0, len(text), LONGEST)) or ("",)


def of_bytes(content: bytes) -> Pieces:
    """The bytes in base64, in pieces."""
    return of_text(b64encode(content).decode("ascii"))


def bytes_of(pieces: Pieces, entry: str) -> bytes:
    """The bytes again; PayloadForm naming `entry` for what is no canonical base64."""
    text = "".join(pieces)
    try:
        content = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise PayloadForm(entry=entry, field="base64") from None
    if of_bytes(content) != pieces:
        raise PayloadForm(entry=entry, field="base64")
    return content
