"""One entry of a package before anything is known of its sender: its card for the call, or its envelope.

Nothing is verified here, and nothing that is read may be kept.
"""

from collections.abc import Sequence

from narvaro_desktop.sealing import age_stream, archive, names
from narvaro_desktop.sealing.age_stream import Readable
from narvaro_desktop.sealing.envelope import Envelope
from narvaro_desktop.sealing.key_card import SignedCard
from narvaro_desktop.sealing.keys import AgeIdentity
from narvaro_desktop.sealing.package import boundary
from narvaro_desktop.sealing.payload import KEY_CARD, POLICY_SIZE, judge_size
from narvaro_desktop.sealing.refusals import PayloadForm


def card_within(source: Readable, identities: Sequence[AgeIdentity]) -> SignedCard:
    """The card that rides in a package, before anything is known of its sender: for the call, nothing else.

    :raises PayloadForm: there is none
    """
    text = _entry_within(source, identities, KEY_CARD)
    with boundary():
        if not text:
            raise PayloadForm(entry=KEY_CARD, field="missing")
        return SignedCard.from_bytes(text)


def envelope_within(source: Readable, identities: Sequence[AgeIdentity]) -> Envelope:
    """What a package says of itself, with nothing verified: for a look, nothing else."""
    text = _entry_within(source, identities, names.ENVELOPE)
    with boundary():
        return Envelope.from_bytes(text)


def _entry_within(source: Readable, identities: Sequence[AgeIdentity], path: str) -> bytes:
    with boundary():
        found = _Within(path)
        reader = archive.ArchiveReader(found)
        age_stream.SealedSource(source).decrypt(identities, reader.feed)
        reader.close()
        return bytes(found.text)


class _Within:
    """Takes the entries of an archive and keeps only one of them."""

    def __init__(self, path: str) -> None:
        self.text = bytearray()
        self._path = path
        self._is_wanted = False
        self._total = 0

    def begin(self, name: bytes, size: int) -> None:
        _package_id, path = names.split(name)
        self._total += size
        judge_size(path, size, self._total, POLICY_SIZE)
        self._is_wanted = path == self._path

    def content(self, piece: memoryview) -> None:
        if self._is_wanted:
            self.text += piece

    def end(self) -> None:
        self._is_wanted = False
