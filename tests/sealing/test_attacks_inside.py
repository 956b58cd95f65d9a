"""Attacks by someone who can encrypt to the right key but not sign: the archive is changed."""

import io
import itertools
import zipfile
import zlib

import pytest

from narvaro_desktop.sealing import archive
from tests.sealing import forge
from tests.sealing.forge import BASE
from tests.sealing.parties import sealed_n1

FILE, _ = sealed_n1()
INNER = forge.plaintext(FILE)
ENTRIES = forge.entries(INNER)
INSIDE = {
    "zip-form", "entry-order", "entry-name", "signature", "unknown-signer", "manifest", "limits",
    "policy-size", "future-version", "signer-not-allowed",
}  # fmt: skip


@pytest.mark.parametrize("mask", [0x01, 0x80])
def test_no_byte_of_the_archive_can_be_changed(mask: int) -> None:
    found = set()
    for place in range(len(INNER)):
        changed = bytearray(INNER)
        changed[place] ^= mask
        found.add(forge.verdict_inside(bytes(changed)))

    assert found <= INSIDE


def test_no_byte_of_a_content_can_be_changed_even_with_its_checksum_made_right() -> None:
    found = set()
    for place, (name, content) in enumerate(ENTRIES):
        for byte in range(0, len(content), 3):
            changed = bytearray(content)
            changed[byte] ^= 1
            files = [*ENTRIES[:place], (name, bytes(changed)), *ENTRIES[place + 1 :]]
            found.add(forge.verdict_inside(forge.zipped(files)))

    assert found <= {"signature", "unknown-signer", "signer-not-allowed", "manifest", "future-version"}


def test_the_archive_can_be_cut_nowhere_and_takes_nothing_more() -> None:
    found = {forge.verdict_inside(INNER[:length]) for length in range(0, len(INNER), 3)}

    assert found <= {"zip-form", "entry-order", "manifest"}
    for longer in (INNER + b"\0", INNER + INNER, b"\0" + INNER):
        assert forge.verdict_inside(longer) == "zip-form"


def test_no_entry_can_be_dropped_doubled_or_moved() -> None:
    found = set()
    for place in range(len(ENTRIES)):
        found.add(forge.verdict_inside(forge.zipped([*ENTRIES[:place], *ENTRIES[place + 1 :]])))
        found.add(forge.verdict_inside(forge.zipped([*ENTRIES, ENTRIES[place]])))
        found.add(forge.verdict_inside(forge.zipped([*ENTRIES[:place], ENTRIES[place], *ENTRIES[place:]])))
    for one, other in itertools.combinations(range(len(ENTRIES)), 2):
        swapped = list(ENTRIES)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        found.add(forge.verdict_inside(forge.zipped(swapped)))

    assert found <= {"entry-order", "manifest"}


def test_an_entry_that_nobody_signed_is_refused() -> None:
    extra = [*ENTRIES, (f"{BASE}data/receipt.json", b"{}")]

    assert forge.verdict_inside(forge.zipped(extra)) == "manifest"


@pytest.mark.parametrize(
    "name",
    [
        "../evil", "data/../../evil", "data\\..\\evil", "/etc/passwd", "C:evil", "data/x:ads", "data/con",
        "data/nul.pdf", "data/com1.json", "data/Notification.json", "data/å.json", "data/\u202efdp.json",
        "data//notification.json", "data/notification.json.", "data/notification.json ", "data/" + "a" * 90,
        "data/attachments/1.pdf", "data/attachments/001.exe", "data/", "", "data/.hidden", "readme.txt",
    ],
)  # fmt: skip
def test_a_name_that_no_package_holds_is_refused(name: str) -> None:
    for place in (0, len(ENTRIES) - 1):
        files = list(ENTRIES)
        files[place] = (BASE + name, files[place][1])

        assert forge.verdict_inside(forge.zipped(files)) == "entry-name"


def test_two_base_folders_are_refused() -> None:
    other = "narvaro-11111111-2222-4333-8444-555555555555/"
    files = [*ENTRIES[:-1], (other + ENTRIES[-1][0].removeprefix(BASE), ENTRIES[-1][1])]

    assert forge.verdict_inside(forge.zipped(files)) == "entry-order"


def test_archives_of_other_writers_are_refused() -> None:
    assert forge.verdict_inside(forge.foreign_zip(ENTRIES)) == "zip-form"


def test_a_bomb_never_unfolds() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr(ENTRIES[0][0], b"\0" * 20_000_000, zipfile.ZIP_DEFLATED)

    assert forge.verdict_inside(out.getvalue()) == "zip-form"


def test_a_claim_of_four_gigabytes_is_judged_before_it_is_read() -> None:
    name = f"{BASE}bagit.txt".encode()
    claimed = archive.Entry(name, 0, 0xFFFFFFFF).local()

    assert forge.verdict_inside(claimed + b"\0" * 100) == "limits"


def test_a_size_that_does_not_fit_the_content_is_refused() -> None:
    name, content = ENTRIES[0]
    for size in (len(content) - 1, len(content) + 1):
        entry = archive.Entry(name.encode(), zlib.crc32(content), size)
        assert forge.verdict_inside(entry.local() + INNER[30 + len(name) :]) == "zip-form"


def test_three_hundred_entries_are_refused() -> None:
    files = [(f"{BASE}data/attachments/{number:03d}.pdf", b"") for number in range(1, 300)]

    assert forge.verdict_inside(forge.zipped(files)) == "entry-order"
    assert forge.verdict_inside(forge.zipped([*ENTRIES, *files])) == "entry-order"
    assert forge.verdict_inside(forge.zipped([*ENTRIES[:7], *files])) == "manifest"


def test_entries_and_signatures_of_another_good_package_do_not_fit() -> None:
    other = forge.entries(
        forge.plaintext(sealed_n1(sequence=2, previous_root="0" * 64, utc_offset_minutes=60)[0])
    )
    found = {}
    for place, (name, _) in enumerate(ENTRIES):
        if other[place] != ENTRIES[place]:
            found[name.removeprefix(BASE)] = forge.verdict_inside(
                forge.zipped([*ENTRIES[:place], other[place], *ENTRIES[place + 1 :]])
            )

    assert found == {
        "tagmanifest-sha256.txt": "signature",
        "tagmanifest-sha256.txt.sig": "signature",
        "envelope.json": "manifest",
    }


def test_a_package_larger_than_the_receiver_takes_is_refused() -> None:
    assert forge.verdict(FILE, policy_size=sum(len(content) for _, content in ENTRIES)) == "opened"
    assert forge.verdict(FILE, policy_size=sum(len(content) for _, content in ENTRIES) - 1) == "policy-size"
