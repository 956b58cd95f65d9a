"""Whatever a file holds or a disk does, reading ends in a named reason, never in a bug."""

import io
from collections.abc import Callable

import pytest

from narvaro_desktop.sealing import canonical
from narvaro_desktop.sealing.keys import PublicKey
from narvaro_desktop.sealing.package import inspect, open_package
from narvaro_desktop.sealing.reading import Seen
from narvaro_desktop.sealing.refusals import FileFault, InternalFault, JsonForm, PackageRefused
from narvaro_desktop.sealing.trust import Trust
from tests.sealing import forge
from tests.sealing.parties import NOW, PROVIDER_CARD, PROVIDER_IDENTITY, SCHOOL_CARD, opened, sealed_n1

FILE, SEALED = sealed_n1()
ENTRIES = forge.entries(forge.plaintext(FILE))
HOSTILE = {
    "deep list": b"[" * 200_000,
    "deep object": b'{"a":' * 200_000,
    "depth 900": b'{"a":' * 900 + b"1" + b"}" * 900,
    "depth 17": b'{"a":' * 17 + b"1" + b"}" * 17,
    "long integer": b'{"a":' + b"9" * 5_000 + b"}",
    "2^53": b'{"a":9007199254740992}',
    "NaN": b'{"a":NaN}',
    "Infinity": b'{"a":Infinity}',
    "1e400": b'{"a":1e400}',
    "1.5": b'{"a":1.5}',
    "null": b'{"a":null}',
    "surrogate": b'{"a":"\\ud800"}',
    "doubled key": b'{"a":1,"a":1}',
    "byte order mark": b'\xef\xbb\xbf{"a":1}',
    "UTF-16": '{"a":1}'.encode("utf-16"),
    "UTF-32": '{"a":1}'.encode("utf-32-le"),
    "minus zero": b'{"a":-0}',
    "list at the top": b"[]",
    "text at the top": b'"a"',
    "blank": b'{"a": 1}',
    "newline": b'{"a":1}\n',
    "order": b'{"b":1,"a":1}',
    "escaped": b'{"a":"\\u0041"}',
    "not NFC": '{"a":"A\u030a"}'.encode(),
    "control": b'{"a":"\\u0007"}',
    "tab": b'{"a":"\\t"}',
    "C1 control": '{"a":"\u0085"}'.encode(),
    "bidi": '{"a":"\u202e"}'.encode(),
    "bidi key": '{"\u2066":1}'.encode(),
    "long text": b'{"a":"' + b"x" * 4_001 + b'"}',
    "nothing": b"",
    "cut": b'{"a":',
    "not UTF-8": b'{"a":"\xff"}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_json_that_is_not_canonical_is_refused(name: str) -> None:
    with pytest.raises(JsonForm):
        canonical.loads(HOSTILE[name], "envelope.json")


@pytest.mark.parametrize("name", HOSTILE)
def test_such_json_as_an_envelope_is_refused_by_the_reader(name: str) -> None:
    files = [(path, HOSTILE[name] if path.endswith("envelope.json") else text) for path, text in ENTRIES]

    assert forge.verdict_inside(forge.zipped(forge.resigned(files))) in {"json-form", "limits"}


def test_what_is_canonical_is_taken() -> None:
    for text in (b"{}", b'{"a":"rad\\nrad"}', '{"a":["å",{"b":-1}],"c":true}'.encode()):
        assert canonical.dumps(canonical.loads(text, "x")) == text


@pytest.mark.parametrize(
    "signature", [b"", b"\xff", b"-----BEGIN SSH SIGNATURE-----\n", b"A" * 300, b"A" * 4096]
)
def test_a_signature_that_is_none_is_refused(signature: bytes) -> None:
    files = [(path, signature if path.endswith(".sig") else text) for path, text in ENTRIES]

    assert forge.verdict_inside(forge.zipped(files)) == "signature"


@pytest.mark.parametrize(
    "raw", [b"", b"\1" * 31, b"\0" * 32, b"\1" + b"\0" * 31, b"\0" * 31 + b"\x80", b"\xed" + b"\xff" * 31]
)
def test_a_public_key_that_proves_nothing_is_no_key(raw: bytes) -> None:
    with pytest.raises(ValueError, match="public key"):
        PublicKey(raw)


class _Stick(io.BytesIO):
    """A USB stick that is pulled, or a bug, after some bytes."""

    def __init__(self, file: bytes, after: int, fault: Callable[[], BaseException]) -> None:
        super().__init__(file)
        self._after = after
        self._fault = fault

    def read(self, count: int | None = -1, /) -> bytes:
        if self.tell() >= self._after:
            raise self._fault()
        return super().read(count)


def _open(source: io.BytesIO) -> None:
    open_package(
        source,
        identities=[PROVIDER_IDENTITY],
        own_id=PROVIDER_CARD.id,
        trust=Trust([SCHOOL_CARD]),
        seen=Seen(),
        now=NOW,
        practice=False,
    )


@pytest.mark.parametrize("after", [0, len(FILE)], ids=["at once", "at the end"])
def test_a_pulled_stick_is_a_fault_of_the_file(after: int) -> None:
    with pytest.raises(FileFault) as fault:
        _open(_Stick(FILE, after, lambda: OSError(5, "gone")))

    assert fault.value.facts == {"errno": 5}


def test_a_bug_is_told_by_its_type_alone() -> None:
    with pytest.raises(InternalFault) as fault:
        _open(_Stick(FILE, 0, lambda: KeyError("Blåbärsskog")))

    assert "Blåbärsskog" not in str(fault.value)
    assert fault.value.facts == {"type": "KeyError"}


def test_the_user_can_still_interrupt() -> None:
    for after in (0, len(FILE)):
        with pytest.raises(KeyboardInterrupt):
            _open(_Stick(FILE, after, KeyboardInterrupt))


def test_every_refusal_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in PackageRefused.__subclasses__()]

    assert all(codes)
    assert len(set(codes)) == len(codes)


def test_anyone_can_look_at_a_file_from_outside() -> None:
    seen = inspect(io.BytesIO(FILE))
    strange = inspect(io.BytesIO(b"%PDF-1.7"))

    assert (seen.size, seen.file_sha256, seen.recipients, seen.fault) == (
        len(FILE),
        SEALED.file_sha256,
        1,
        "",
    )
    assert (strange.size, strange.recipients, strange.fault) == (8, 0, "not-age")


def test_a_refusal_never_carries_content() -> None:
    with pytest.raises(PackageRefused) as refused:
        opened(FILE, own_id="organisation:2120000001")

    assert "Blåbärsskog" not in repr(refused.value.args)
