"""Two more makers of age and ours read what the others write: a page of Python, and age in Node."""

import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tests.sealing import forge, plain_age
from tests.sealing.parties import PROVIDER_IDENTITY, opened, sealed_n1

FILE, SEALED = sealed_n1()
SECRET = b"\1" * 32
PUBLIC = X25519PrivateKey.from_private_bytes(SECRET).public_key().public_bytes_raw()
NODE = Path(__file__).parents[2] / "build" / "npm" / "node_modules" / "age-encryption"
_SCRIPT = """
import * as age from "age-encryption";
import { readFileSync, writeFileSync } from "node:fs";
const [secret, recipient, file, plain, out] = process.argv.slice(2);
const reader = new age.Decrypter();
reader.addIdentity(secret);
writeFileSync(plain, await reader.decrypt(readFileSync(file)));
const writer = new age.Encrypter();
writer.addRecipient(recipient);
writeFileSync(out, await writer.encrypt(readFileSync(plain)));
"""


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 131_072])
def test_every_length_goes_both_ways(size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)

    ours = forge.sealed(content[:size])
    theirs = plain_age.encrypt(content[:size], [PUBLIC])

    assert plain_age.decrypt(ours, SECRET) == content[:size]
    assert forge.plaintext(theirs) == content[:size]


def test_a_package_that_the_page_encrypts_is_opened() -> None:
    inner = plain_age.decrypt(FILE, SECRET)

    assert opened(plain_age.encrypt(inner, [PUBLIC])).root_hash == SEALED.root_hash


def test_the_page_finds_what_was_changed() -> None:
    for place in (30, 200, len(FILE) - 1):
        changed = FILE[:place] + bytes([FILE[place] ^ 1]) + FILE[place + 1 :]
        with pytest.raises(Exception):  # noqa: B017
            plain_age.decrypt(changed, SECRET)


@pytest.mark.skipif(
    not NODE.is_dir() or shutil.which("node") is None, reason="age-encryption is not installed"
)
def test_age_in_node_reads_what_we_write_and_we_read_what_it_writes(tmp_path: Path) -> None:
    script = NODE.parents[1] / "prov.mjs"
    script.write_text(_SCRIPT, encoding="utf-8")
    (tmp_path / "paket.age").write_bytes(FILE)
    paths = [str(tmp_path / name) for name in ("paket.age", "klartext", "igen.age")]

    subprocess.run(
        ["node", script, PROVIDER_IDENTITY.secret, PROVIDER_IDENTITY.recipient, *paths], check=True
    )

    assert (tmp_path / "klartext").read_bytes() == forge.plaintext(FILE)
    assert opened((tmp_path / "igen.age").read_bytes()).root_hash == SEALED.root_hash
