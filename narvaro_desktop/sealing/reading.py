"""A package read in its one order: every entry is judged before it is used."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import BinaryIO, Generic, Protocol, TypeVar

from narvaro_desktop.sealing import bag, names
from narvaro_desktop.sealing.envelope import Content, Envelope
from narvaro_desktop.sealing.payload import HEAD, LAPTOP_KINDS, judge_contents, judge_payload, judge_size
from narvaro_desktop.sealing.refusals import (
    ClockFault,
    Duplicate,
    EntryOrder,
    EnvelopeMismatch,
    HiddenRecipient,
    IdReused,
    JsonForm,
    Manifest,
    PracticeMismatch,
    SequenceFork,
    SignatureFault,
    SignerNotValid,
    WrongRecipient,
)
from narvaro_desktop.sealing.signature import Signature
from narvaro_desktop.sealing.trust import Trust, TrustedKey

CLOCK_SLACK = timedelta(hours=24)

Sink = Callable[[Content], BinaryIO]
V = TypeVar("V", covariant=True)


@dataclass(frozen=True, slots=True)
class Place:
    """A package among its sender's: numbers that have not come yet, and if it names another one before it.

    A broken chain is no reason to refuse: a sender with a restored vault jumps past the numbers it used.
    """

    missing: range = range(0)
    chain_broken: bool = False


class Known(Protocol[V]):
    """What is known by a key: a mapping, or anything else that can be asked."""

    def get(self, key: str, /) -> V | None: ...


@dataclass(frozen=True, slots=True)
class Asked(Generic[V]):
    """Known by asking for one key at a time, where there is too much to hold."""

    ask: Callable[[str], V | None]

    def get(self, key: str, _default: object = None, /) -> V | None:
        return self.ask(key)


@dataclass(frozen=True, slots=True)
class Seen:
    """What came before: root hash by package id, and by signing key (fingerprint) and running number."""

    packages: Known[str] = field(default_factory=dict[str, str])
    numbers: Known[Mapping[int, str]] = field(default_factory=dict[str, Mapping[int, str]])

    def judge(self, envelope: Envelope, root: str) -> Place:
        """Where the package stands; Duplicate, IdReused or SequenceFork if it was there before."""
        former = self.packages.get(envelope.package_id)
        if former == root:
            raise Duplicate(package_id=envelope.package_id, root_hash=root)
        if former is not None:
            raise IdReused(package_id=envelope.package_id, root_hash=root)
        used = self.numbers.get(envelope.signing_key) or {}
        last = max(used, default=0)
        if envelope.sequence in used:
            raise SequenceFork(package_id=envelope.package_id, sequence=envelope.sequence, last_sequence=last)
        before = used.get(envelope.sequence - 1, envelope.previous_root)
        return Place(range(last + 1, envelope.sequence), before != envelope.previous_root)


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who reads: own id, hashes of own recipients, trust, what was seen, the time, and the size taken."""

    id: str
    recipient_keys: frozenset[str]
    trust: Trust
    seen: Seen
    now: datetime
    practice: bool
    policy_size: int
    laptop: str = ""
    """The id of this very laptop, for the kinds that one laptop of a school sends to another."""


class Reading:
    """The entries of one package as they come; `finish` says that all of it was right."""

    def __init__(self, receiver: Receiver, stanzas: int, sink: Sink | None) -> None:
        self._receiver = receiver
        self._stanzas = stanzas
        self._sink = sink
        self._order: list[str] = []
        self._package_id = ""
        self._total = 0
        self._hash = hashlib.sha256()
        self._pieces: list[memoryview] = []
        self._out: BinaryIO | None = None
        self._hashes: Mapping[str, str] = {}
        self._signers: tuple[TrustedKey, ...] = ()
        self._signature: Signature | None = None
        self._envelope: Envelope | None = None
        self.place = Place()
        self.root_hash = ""
        self.files: dict[str, bytes] = {}

    @property
    def envelope(self) -> Envelope:
        assert self._envelope is not None
        return self._envelope

    @property
    def signer(self) -> TrustedKey:
        return self._signers[0]

    def begin(self, name: bytes, size: int) -> None:
        """Name, place and size, before any content."""
        package_id, path = names.split(name)
        place = len(self._order)
        if self._package_id not in ("", package_id):
            raise EntryOrder(entry=path)
        if place < len(names.TAG_FILES):
            if path != names.TAG_FILES[place]:
                raise EntryOrder(entry=path)
        else:
            self._judge_data(path, size)
        self._package_id = package_id
        self._total += size
        judge_size(path, size, self._total, self._receiver.policy_size)
        self._order.append(path)
        self._hash = hashlib.sha256()
        self._pieces = []
        self._out = self._sink_for(path)

    def content(self, piece: memoryview) -> None:
        self._hash.update(piece)
        if self._out is None:
            self._pieces.append(piece)
            return
        if not self._pieces:
            self._pieces.append(piece[:HEAD])
        self._out.write(piece)

    def end(self) -> None:
        """The hash of the entry, and what can be judged now that it is whole."""
        path, text = self._order[-1], b"".join(self._pieces)
        self.files[path] = text
        self._pieces = []
        if path in self._hashes and self._hash.hexdigest() != self._hashes[path]:
            raise Manifest(entry=path)
        if path == names.SIGNATURE:
            self._judge_signature(text)
        elif path == names.README:
            self._judge_envelope()

    def finish(self) -> None:
        """All entries were there and the payload has its form."""
        expected = [*names.TAG_FILES, *(content.path for content in self._contents())]
        if self._order != expected:
            raise EntryOrder(entries=len(self._order))
        judge_payload(self.envelope, self.files)

    def _contents(self) -> Sequence[Content]:
        return self._envelope.contents if self._envelope is not None else ()

    def _sink_for(self, path: str) -> BinaryIO | None:
        if self._sink is None or not names.attachment_number(path):
            return None
        return self._sink(self._contents()[len(self._order) - 1 - len(names.TAG_FILES)])

    def _judge_data(self, path: str, size: int) -> None:
        place = len(self._order) - len(names.TAG_FILES)
        if path in names.TAG_FILES or (place and path <= self._order[-1]):
            raise EntryOrder(entry=path)
        contents = self._contents()
        if place >= len(contents) or (contents[place].path, contents[place].bytes) != (path, size):
            raise Manifest(entry=path)

    def _judge_signature(self, armored: bytes) -> None:
        """Signer, kind and signature, then the two entries that came before it."""
        signature = Signature.parse(armored)
        self._signers = self._receiver.trust.signers(signature.key, signature.kind)
        tag_manifest = self.files[names.TAG_MANIFEST]
        if not signature.verifies(tag_manifest):
            raise SignatureFault(key=signature.key.fingerprint)
        self._signature = signature
        self.root_hash = hashlib.sha256(tag_manifest).hexdigest()
        self._hashes = bag.signed_hashes(tag_manifest)
        for path in (names.BAGIT, names.BAG_INFO):
            if hashlib.sha256(self.files[path]).hexdigest() != self._hashes[path]:
                raise Manifest(entry=path)

    def _judge_envelope(self) -> None:
        """Envelope, signer, binding, what came before, and the files that follow from the envelope."""
        envelope = Envelope.from_bytes(self.files[names.ENVELOPE])
        self._judge_sender(envelope)
        self._judge_binding(envelope)
        self.place = self._receiver.seen.judge(envelope, self.root_hash)
        self._judge_bag(envelope)
        judge_contents(envelope)
        self._hashes = {content.path: content.sha256 for content in envelope.contents}
        self._envelope = envelope

    def _judge_sender(self, envelope: Envelope) -> None:
        assert self._signature is not None
        self._signers = tuple(each for each in self._signers if each.card.id == envelope.sender.id)
        for name, holds in (
            ("packageId", envelope.package_id == self._package_id),
            ("kind", envelope.kind == self._signature.kind),
            ("signingKey", envelope.signing_key == self._signature.key.fingerprint),
            ("sender.id", bool(self._signers)),
        ):
            if not holds:
                raise EnvelopeMismatch(field=name)
        if envelope.practice != self._receiver.practice:
            raise PracticeMismatch()
        self._signers = tuple(each for each in self._signers if each.valid_at(envelope.created))
        if not self._signers:
            raise SignerNotValid(key=envelope.signing_key, fault="dates")
        if any(each.card.practice != envelope.practice for each in self._signers):
            raise PracticeMismatch()
        if envelope.created > self._receiver.now + CLOCK_SLACK:
            raise ClockFault()

    def _judge_binding(self, envelope: Envelope) -> None:
        ours = self._receiver.recipient_keys.intersection(envelope.recipient_keys)
        own = self._receiver.laptop if envelope.kind in LAPTOP_KINDS else self._receiver.id
        if not ours or envelope.recipient.id != own:
            raise WrongRecipient(package_id=envelope.package_id)
        if self._stanzas != len(envelope.recipient_keys):
            raise HiddenRecipient(signed=len(envelope.recipient_keys), found=self._stanzas)

    def _judge_bag(self, envelope: Envelope) -> None:
        rebuilt = {
            names.BAGIT: bag.BAGIT,
            names.BAG_INFO: bag.bag_info(envelope),
            names.MANIFEST: bag.manifest(envelope.contents),
        }
        for path, text in rebuilt.items():
            if self.files[path] != text:
                raise Manifest(entry=path)
        try:
            self.files[names.README].decode("utf-8")
        except UnicodeDecodeError:
            raise JsonForm(entry=names.README) from None
