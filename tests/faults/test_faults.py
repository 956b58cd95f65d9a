"""Quick looks with the injection kit; `make faults` runs all of it, and each part finds a planted fault."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from narvaro_desktop.domain.terms import InfoClass, Role, VaultKind
from narvaro_desktop.usecases import drafts
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import vaults
from tests.faults import (
    canaries,
    clocks,
    locked,
    network,
    outgoing,
    pages,
    places,
    powercut,
    sealed_day,
    syscalls,
)
from tests.faults.acts import ACTS, KURATOR, PHRASE, REKTOR, Act, Say, Stage, build
from tests.faults.incoming import INCOMING, STARTS

needs_strace = pytest.mark.skipif(not syscalls.there(), reason="strace is Linux's")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return build(tmp_path_factory.mktemp("faults") / "original")


@needs_strace
@pytest.mark.parametrize(
    ("name", "fault", "number"),
    [
        ("save", syscalls.KILL, 131),
        ("save", syscalls.KILL, 173),
        ("save", syscalls.EIO, 150),
        ("save", syscalls.ENOSPC, 150),
        ("leave", syscalls.KILL, 40),
        ("leave", syscalls.KILL, 1_900),
        ("rephrase", syscalls.KILL, 12),
        ("backup", syscalls.KILL, 200),
    ],
)
def test_an_act_cut_off_is_done_or_not_done(
    original: Stage, tmp_path: Path, name: str, fault: str, number: int
) -> None:
    stage = original.copied(tmp_path / "stage")

    acknowledged, was_hit = syscalls.run(ACTS[name], stage, fault, number)

    assert was_hit
    assert ACTS[name].look(stage, acknowledged) == ""


@needs_strace
@pytest.mark.parametrize(("name", "number"), [("let in", 60), ("seal", 160), ("erase", 184)])
def test_what_is_given_is_given_or_not_at_all(tmp_path: Path, name: str, number: int) -> None:
    stage = outgoing.STARTS[name](tmp_path / "stage")

    acknowledged, was_hit = syscalls.run(outgoing.OUTGOING[name], stage, syscalls.KILL, number)

    assert was_hit
    assert outgoing.OUTGOING[name].look(stage, acknowledged) == ""


@needs_strace
@pytest.mark.parametrize("name", INCOMING)
def test_what_comes_from_outside_is_all_there_or_not_at_all(tmp_path: Path, name: str) -> None:
    begun = STARTS[name](tmp_path / "begun")
    stage = begun.copied(tmp_path / "stage")

    acknowledged, was_hit = syscalls.run(INCOMING[name], stage, syscalls.KILL, 100)

    assert was_hit
    assert INCOMING[name].look(stage, acknowledged) == ""
    assert INCOMING[name].look(begun, 1) == ("" if name == "upgrade" else "lost")


def test_a_clock_that_goes_wrong_loses_no_day(original: Stage, tmp_path: Path) -> None:
    assert [wrong for wrong in clocks.wrongs(original, tmp_path) if wrong] == []


def test_every_place_that_takes_no_vault_is_refused(original: Stage, tmp_path: Path) -> None:
    assert {place: wrong for place, wrong in places.wrongs(original, tmp_path).items() if wrong} == {}


@needs_strace
def test_a_way_out_of_the_computer_is_seen(tmp_path: Path) -> None:
    assert network.planted(tmp_path) != []


@needs_strace
def test_no_power_cut_takes_a_passphrase_away(original: Stage, tmp_path: Path) -> None:
    found = list(powercut.cuts(ACTS["rephrase"], original, tmp_path, step=30))

    assert found and [cut for cut in found if cut.wrong] == []


def _forgetful(stage: Stage, say: Say) -> None:
    """A save that does not wait for the disk."""
    (stage.folder / "kept").write_bytes(b"kept")
    say(1)
    (stage.folder / "later").write_bytes(b"later")


@needs_strace
def test_the_kit_finds_a_save_that_was_promised_and_not_flushed(original: Stage, tmp_path: Path) -> None:
    def look(stage: Stage, acknowledged: int) -> str:
        kept = stage.folder / "kept"
        return "lost" if acknowledged and (not kept.exists() or kept.read_bytes() != b"kept") else ""

    found = list(powercut.cuts(Act(_forgetful, look), original, tmp_path))

    assert {cut.way for cut in found if cut.wrong} >= {"flushed"}


def test_no_turned_bit_is_read_as_if_it_were_right(original: Stage, tmp_path: Path) -> None:
    stage = original.copied(tmp_path / "stage")
    office = stage.unlock(REKTOR)
    key, salt = office.vault.me.file_key, office.vault.key_file.header.salt
    office.close()

    assert sum(pages.flips(stage.vault, key, salt, 60)) == 0


def test_what_is_deleted_is_gone_from_every_page(original: Stage, tmp_path: Path) -> None:
    stage = original.copied(tmp_path / "stage")
    office, words = stage.unlock(KURATOR), canaries.words(1)
    key = office.vault.me.file_key
    with office.work() as work:
        student = students.add(work, "Alva Granbarr", "5B").value
        guardian = students.add_guardian(work, student, words[0]).value
    office.close()
    assert words[0].encode() in pages.plain(stage.vault, key)

    office = stage.unlock(KURATOR)
    with office.work() as work:
        row = work.session.get_one(students.GuardianRow, guardian)
        row.name = row.sort_key = "Någon annan"
        work.session.flush()
        drafts.keep(work, "note", "1", "text", InfoClass.OWN, "x")
    office.close()

    told = pages.plain(stage.vault, key)
    assert "Någon annan".encode() in told
    assert told.count(words[0].encode()) <= 1  # the change entry alone says what stood there


def test_nothing_is_written_in_the_clear(original: Stage, tmp_path: Path) -> None:
    stage = original.copied(tmp_path / "stage")
    words = canaries.words(26)
    office = stage.unlock(KURATOR)
    canaries.a_day(office, words, stage.disk)
    vaults.leave(office)
    office.close()
    needles = [form for word in words for form in canaries.encodings(word)]

    assert canaries.in_files([stage.folder], needles) == []
    (stage.folder / "planted").write_bytes(words[3].encode("utf-16-le"))
    assert canaries.in_files([stage.folder], needles) != []


def test_the_main_job_leaves_its_words_in_no_file_but_those_that_one_chose(
    original: Stage, tmp_path: Path
) -> None:
    searched, chosen = tmp_path / "searched", tmp_path / "chosen"
    stage, words = original.copied(searched / "stage"), canaries.words(sealed_day.WORDS)
    with sealed_day.own_temporary_files(searched / "tmp"):
        sealed_day.from_file_to_kvittens(stage, searched, chosen, words)
    needles = [form for word in words for form in canaries.encodings(word)]

    assert canaries.in_files([searched], needles) == []
    assert canaries.in_files([chosen], needles) != []


@pytest.fixture
def home(tmp_path: Path) -> Iterator[dict[str, str]]:
    yield {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path)}


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="memory is read by /proc")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root on Linux may look into another program's memory")
def test_a_locked_program_holds_nothing_of_what_was_open(tmp_path: Path, home: dict[str, str]) -> None:
    vault = tmp_path / "skola.narvaro"
    office = vaults.create(
        vault, VaultKind.SCHOOL, "Ekbackens skola", KURATOR, Role.COUNSELLOR, PHRASE,
        state=tmp_path / "data" / "Narvaro",
    )  # fmt: skip
    keys = [office.vault.me.file_key, office.vault.me.vault_key]
    office.close()

    found = locked.lock(vault, home, KURATOR, PHRASE, canaries.words(2, str(random.random())[2:8]), keys)

    assert found.open_hits > 0
    assert (found.hits, found.file_hits) == (0, 0)
    assert found.milliseconds < 5_000
