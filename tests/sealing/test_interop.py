"""The real age, ssh-keygen, unzip, sha256sum and bagit read what we write, and we read what they write."""

import contextlib
import io
import logging
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

import bagit
import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from narvaro_desktop.sealing import age_stream
from narvaro_desktop.sealing.key_card import allowed_signers
from narvaro_desktop.sealing.keys import SigningKey
from narvaro_desktop.sealing.signature import namespace, sign
from tests.sealing import forge
from tests.sealing.parties import (
    OTHER_IDENTITY,
    PACKAGE_ID,
    PROVIDER_IDENTITY,
    SCHOOL_CARD,
    SCHOOL_KEY,
    opened,
    sealed_n1,
)

FILE, SEALED = sealed_n1()
FOLDER = f"narvaro-{PACKAGE_ID}"
MESSAGE = b"ett meddelande\n"


def needs(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"{tool} is not installed")


def run(command: Sequence[str], folder: Path, text: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, cwd=folder, input=text, capture_output=True, check=False)


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A folder with the huvudman's age key, the trusted signers, and the sealed package."""
    (tmp_path / "nyckel.txt").write_bytes(PROVIDER_IDENTITY.to_bytes() + b"\n")
    (tmp_path / "allowed_signers").write_text(allowed_signers([SCHOOL_CARD]), encoding="utf-8")
    (tmp_path / f"{FOLDER}.age").write_bytes(FILE)
    return tmp_path


def openssh_key(key: SigningKey, path: Path) -> Path:
    private = Ed25519PrivateKey.from_private_bytes(key.to_bytes())
    path.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    path.chmod(0o600)
    return path


def verify(keys: Path, signature: str, *, space: str = "n1", time: str = "20261005071200Z") -> bool:
    (keys / "signature").write_text(signature, encoding="ascii")
    done = run(
        ["ssh-keygen", "-Y", "verify", "-f", "allowed_signers", "-I", SCHOOL_CARD.id, "-n", namespace(space),
         "-O", f"verify-time={time}", "-s", "signature"],
        keys,
        MESSAGE,
    )  # fmt: skip
    return done.returncode == 0


@needs("ssh-keygen")
def test_our_signature_is_the_one_that_ssh_keygen_writes(tmp_path: Path) -> None:
    openssh_key(SCHOOL_KEY, tmp_path / "key")
    (tmp_path / "message").write_bytes(MESSAGE)

    run(["ssh-keygen", "-Y", "sign", "-f", "key", "-n", namespace("n1"), "message"], tmp_path)

    assert (tmp_path / "message.sig").read_text(encoding="ascii") == sign(
        SCHOOL_KEY, namespace("n1"), MESSAGE
    )


@needs("ssh-keygen")
def test_ssh_keygen_verifies_under_the_exported_trust(keys: Path) -> None:
    good = sign(SCHOOL_KEY, namespace("n1"), MESSAGE)

    assert verify(keys, good)
    assert not verify(keys, sign(SCHOOL_KEY, namespace("n2"), MESSAGE))
    assert not verify(keys, sign(SCHOOL_KEY, namespace("receipt"), MESSAGE), space="receipt")
    assert not verify(keys, sign(SCHOOL_KEY, namespace("n1"), MESSAGE + b" "))
    assert not verify(keys, sign(SigningKey(b"\x09" * 32), namespace("n1"), MESSAGE))


@needs("ssh-keygen")
def test_a_key_holds_from_the_first_second_of_a_day_to_the_last_of_another(keys: Path) -> None:
    good = sign(SCHOOL_KEY, namespace("n1"), MESSAGE)

    assert verify(keys, good, time="20260801000000Z")
    assert not verify(keys, good, time="20260731235959Z")
    assert verify(keys, good, time="20280731235959Z")
    assert not verify(keys, good, time="20280801000001Z")


@needs("ssh-keygen")
def test_our_fingerprint_is_the_one_that_ssh_keygen_prints(tmp_path: Path) -> None:
    (tmp_path / "key.pub").write_text(SCHOOL_KEY.public.line + "\n", encoding="ascii")

    printed = run(["ssh-keygen", "-l", "-f", "key.pub"], tmp_path).stdout.decode()

    assert SCHOOL_KEY.public.fingerprint in printed.split()


@needs("age")
@needs("unzip")
@needs("ssh-keygen")
@needs("sha256sum")
def test_the_commands_of_lasmig_open_the_package_in_a_shell(keys: Path) -> None:
    readme = dict(forge.entries(forge.plaintext(FILE)))[f"{FOLDER}/lasmig.txt"].decode()
    lines = readme[readme.index("age -d") : readme.index("\n\nAlla raderna")]
    # bagit.py comes with the library, which the next test calls; a machine in a shell may lack the script.
    script = "set -e\n" + lines.replace("bagit.py --validate .", "true")

    done = run(["bash", "-c", script], keys)

    assert done.returncode == 0, done.stderr.decode()
    assert b"Good" in done.stdout
    assert done.stdout.count(b": OK\n") == 7
    assert (keys / FOLDER / "data" / "notification.json").read_bytes() == opened(FILE).entries[
        "data/notification.json"
    ]


@needs("unzip")
def test_the_bag_is_a_bag(tmp_path: Path) -> None:
    (tmp_path / "paket.zip").write_bytes(forge.plaintext(FILE))
    run(["unzip", "-q", "paket.zip"], tmp_path)
    logging.getLogger("bagit").setLevel(logging.ERROR)

    bag = bagit.Bag(str(tmp_path / FOLDER))

    assert bag.validate()
    assert bag.info["External-Identifier"] == f"urn:uuid:{PACKAGE_ID}"


@needs("unzip")
def test_other_archivers_find_no_fault(tmp_path: Path) -> None:
    (tmp_path / "paket.zip").write_bytes(forge.plaintext(FILE))

    assert run(["unzip", "-t", "paket.zip"], tmp_path).returncode == 0
    assert zipfile.ZipFile(tmp_path / "paket.zip").testzip() is None


@needs("7z")
def test_7z_finds_no_fault_and_takes_out_what_we_put_in(tmp_path: Path) -> None:
    (tmp_path / "paket.zip").write_bytes(forge.plaintext(FILE))

    tested = run(["7z", "t", "paket.zip"], tmp_path)
    taken = run(["7z", "x", "-y", "paket.zip"], tmp_path)

    assert (tested.returncode, taken.returncode) == (0, 0)
    assert b"Everything is Ok" in tested.stdout and b"Warning" not in tested.stdout
    assert {
        path.relative_to(tmp_path).as_posix(): path.read_bytes()
        for path in (tmp_path / FOLDER).rglob("*")
        if path.is_file()
    } == dict(forge.entries(forge.plaintext(FILE)))


@needs("age")
def test_what_age_encrypts_we_read(tmp_path: Path) -> None:
    inner = forge.plaintext(FILE)

    theirs = run(["age", "-r", PROVIDER_IDENTITY.recipient], tmp_path, inner).stdout

    assert opened(theirs).root_hash == SEALED.root_hash


@needs("age")
@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073])
def test_age_reads_every_length_that_we_write(keys: Path, size: int) -> None:
    content, out = bytes(range(256)) * (size // 256 + 1), io.BytesIO()

    digest, written = age_stream.encrypt(
        iter([b"", content[: size // 2], b"", content[size // 2 : size]]),
        out,
        [OTHER_IDENTITY.recipient, PROVIDER_IDENTITY.recipient],
    )

    theirs = run(["age", "-d", "-i", "nyckel.txt"], keys, out.getvalue())
    assert theirs.stdout == content[:size]
    assert written == len(out.getvalue())
    source = age_stream.SealedSource(io.BytesIO(out.getvalue()))
    pieces: list[bytes] = []
    source.decrypt([PROVIDER_IDENTITY], pieces.append)
    assert b"".join(pieces) == content[:size]
    assert source.sha256 == digest


@needs("age")
def test_an_exported_identity_is_an_age_file_under_a_passphrase() -> None:
    exported = PROVIDER_IDENTITY.export("fem svenska ord i rad")

    with contextlib.suppress(pyrage.DecryptError):
        pyrage.passphrase.decrypt(exported, "fel")
        raise AssertionError("a wrong passphrase opened it")
    assert (
        pyrage.passphrase.decrypt(exported, "fem svenska ord i rad") == PROVIDER_IDENTITY.to_bytes() + b"\n"
    )
