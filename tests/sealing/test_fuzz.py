"""Any value in any place of what a trusted sender signs: refused with a reason or opened, never a bug."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from narvaro_desktop.sealing.key_card import SignedCard, sign_card
from narvaro_desktop.sealing.package import PayloadFile
from narvaro_desktop.sealing.receipt import Receipt
from narvaro_desktop.sealing.refusals import InternalFault, PackageRefused
from tests.sealing import forge
from tests.sealing.parties import (
    NOTIFICATION,
    PROVIDER_CARD,
    PROVIDER_CARD_KEY,
    notification_files,
    opened,
    pdf_with,
    sealed_n1,
)
from tests.sealing.test_package import RECEIPT, RESULT

Path = tuple[str | int, ...]
ENTRIES = forge.entries(forge.plaintext(sealed_n1()[0]))
ENVELOPE = json.loads(dict(ENTRIES)[f"{forge.BASE}envelope.json"])
CARD = json.loads(sign_card(PROVIDER_CARD, PROVIDER_CARD_KEY).to_bytes())

VALUES = st.one_of(
    st.booleans(),
    st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1),
    st.text(max_size=20),
    st.sampled_from(["", "2026-02-30", "SHA256:", "0" * 64, "age1", "n1", "\ud800", "\x00"]),
    st.just("ssh-ed25519 " + "A" * 68),
    st.lists(st.integers(0, 3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(0, 3), max_size=2),
    st.just(1.5),
    st.none(),
)  # fmt: skip


def paths(value: Any, at: Path = ()) -> Iterator[Path]:
    """Every place in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield (*at, key)
        yield from paths(item, (*at, key))


def changed(value: Any, path: Path, new: Any) -> Any:
    """A copy of `value` with `new` at `path`."""
    result = copy.deepcopy(value)
    place = result
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = new
    return result


def written(value: Any) -> bytes:
    """JSON of a hostile writer: canonical where that is possible."""
    try:
        return rfc8785.dumps(value)
    except Exception:
        return json.dumps(value).encode()


@settings(max_examples=400)
@given(st.sampled_from(sorted(paths(ENVELOPE), key=str)), VALUES)
def test_no_envelope_ends_in_a_bug(path: Path, new: Any) -> None:
    text = written(changed(ENVELOPE, path, new))
    files = [(name, text if name.endswith("envelope.json") else content) for name, content in ENTRIES]

    assert forge.verdict_inside(forge.zipped(forge.resigned(files))) != "internal-fault"


@settings(max_examples=300)
@given(st.sampled_from(sorted(paths(NOTIFICATION), key=str)), VALUES)
def test_no_notification_ends_in_a_bug(path: Path, new: Any) -> None:
    text = written(changed(NOTIFICATION, path, new))
    files = forge.with_payload(ENTRIES, "data/notification.json", text)
    files = forge.with_payload(files, "data/notification.pdf", pdf_with(text))

    assert forge.verdict_inside(forge.zipped(forge.resigned(files))) != "internal-fault"


@settings(max_examples=300)
@given(st.sampled_from(sorted(paths(CARD), key=str)), VALUES)
def test_no_key_card_ends_in_a_bug(path: Path, new: Any) -> None:
    try:
        SignedCard.from_bytes(written(changed(CARD, path, new)))
    except PackageRefused as refusal:
        assert not isinstance(refusal, InternalFault)


@settings(max_examples=200)
@given(st.sampled_from(sorted(paths(json.loads(RECEIPT.to_bytes())), key=str)), VALUES)
def test_no_receipt_ends_in_a_bug(path: Path, new: Any) -> None:
    try:
        Receipt.from_bytes(written(changed(json.loads(RECEIPT.to_bytes()), path, new)))
    except PackageRefused as refusal:
        assert not isinstance(refusal, InternalFault)


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_no_bytes_inside_end_in_a_bug(inner: bytes) -> None:
    assert forge.verdict_inside(inner) in {"zip-form", "entry-name", "limits"}


@settings(max_examples=30)
@given(st.lists(st.binary(max_size=70_000), max_size=4))
def test_any_attachments_come_out_as_they_went_in(contents: list[bytes]) -> None:
    attachments = [
        PayloadFile(f"data/attachments/{number:03d}.jpg", b"\xff\xd8\xff" + content, f"{number}.jpg")
        for number, content in enumerate(contents, start=1)
    ]
    file, sealed = sealed_n1(kind="n2", payload=[*notification_files(RESULT), *attachments])

    got = opened(file)

    assert [got.entries[each.path] for each in attachments] == [each.content for each in attachments]
    assert got.root_hash == sealed.root_hash
