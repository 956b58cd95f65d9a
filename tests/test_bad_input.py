"""Whatever the command line is given: one plain sentence, the documented exit code, nothing half done."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from narvaro_desktop import cli, i18n
from narvaro_desktop.domain.terms import Role, VaultKind
from narvaro_desktop.gui.remembered import Remembered
from narvaro_desktop.store.renewal import renew_vault_key
from narvaro_desktop.store.upgrade import counts
from narvaro_desktop.usecases.vault import vaults
from tests.conftest import School
from tests.small_disk import make_read_only, small_disk
from tests.usecases.absence_shelf import HEADER, Lesson

PERSON, DAY = "Rektor Rönn", date(2026, 9, 28)
GOOD = "\r\n".join([HEADER, str(Lesson()), str(Lesson(start="10:10"))])
BINARY = bytes(range(256)) * 40


@dataclass(frozen=True)
class Hand:
    """A school's vault in a folder of its own, and a folder of what somebody wants it to read."""

    vault: Path
    folder: Path

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(
        self, command: str, *more: object, user: str = PERSON, phrase: str | bytes = School.PHRASE
    ) -> int:
        given = ["--user", user, "--passphrase-file", self.file("fras.txt", phrase)]
        return cli.main([str(part) for part in (command, *more, *given)])

    def bring(self, name: str, content: str | bytes, *more: object) -> int:
        return self.run("import", self.vault, self.file(name, content), *more)

    def kept(self) -> dict[str, int]:
        """How many rows each table holds, but for the log."""
        office = vaults.unlock(self.vault, PERSON, School.PHRASE, state=self.vault.parent / "nycklar")
        with office.work() as work:
            found = counts(work.session.connection())
        office.close()
        return {name: rows for name, rows in found.items() if name not in ("access_log", "checkpoint")}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("skola")
    vaults.create(
        folder / "skola.narvaro", VaultKind.SCHOOL, "Ekbackens skola", PERSON, Role.PRINCIPAL, School.PHRASE,
        practice_day=DAY, state=folder / "nycklar",
    ).close()  # fmt: skip
    return folder


@pytest.fixture
def hand(made: Path, tmp_path: Path) -> Hand:
    shutil.copytree(made, tmp_path / "skola")
    (tmp_path / "filer").mkdir()
    return Hand(tmp_path / "skola" / "skola.narvaro", tmp_path / "filer")


@pytest.fixture
def small(made: Path, tmp_path: Path) -> Iterator[Hand]:
    """The vault on a disk with next to no room left."""
    (tmp_path / "filer").mkdir()
    with small_disk(tmp_path / "disk", "2m") as disk:
        shutil.copytree(made, disk / "skola")
        yield Hand(disk / "skola" / "skola.narvaro", tmp_path / "filer")


def newer(hand: Hand) -> Path:
    office = vaults.unlock(hand.vault, PERSON, School.PHRASE, state=hand.vault.parent / "nycklar")
    with office.work() as work:
        work.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    office.close()
    return hand.vault


def damaged(hand: Hand) -> Path:
    whole = hand.vault.read_bytes()
    hand.vault.write_bytes(whole[:5000] + bytes(4096) + whole[9096:])
    return hand.vault


def without_keys(hand: Hand) -> Path:
    alone = hand.folder / "ensam.narvaro"
    shutil.copyfile(hand.vault, alone)
    return alone


def cut_short(hand: Hand) -> Path:
    hand.vault.write_bytes(hand.vault.read_bytes()[:8192])
    return hand.vault


def _keys_of(hand: Hand) -> list[Path]:
    beside = hand.vault.parent.glob("*.nyckel*")
    return [*beside, *(hand.vault.parent / "nycklar").glob("*.nyckel")]


def _with_keys(hand: Hand, change: Callable[[bytes], bytes]) -> Path:
    for path in _keys_of(hand):
        path.write_bytes(change(path.read_bytes()))
    return hand.vault


def keys_of_another(hand: Hand) -> Path:
    other = hand.folder / "annan.narvaro"
    vaults.create(
        other, VaultKind.SCHOOL, "Lindskolan", PERSON, Role.PRINCIPAL, School.PHRASE,
        practice_day=DAY, state=hand.folder / "nycklar",
    ).close()  # fmt: skip
    foreign = other.with_name(other.name + ".nyckel").read_bytes()
    return _with_keys(hand, lambda _content: foreign)


def keys_from_before(hand: Hand) -> Path:
    """The key files as they were before a colleague was let in, with a slot that has seen that."""
    former = {path: path.read_bytes() for path in _keys_of(hand)}
    office = vaults.unlock(hand.vault, PERSON, School.PHRASE, state=hand.vault.parent / "nycklar")
    renew_vault_key(office.vault)
    office.close()
    for path, content in former.items():
        path.write_bytes(content)
    return hand.vault


_GREEDY = b'"memory":%d' % (64 << 20)
"""64 GiB, in KiB."""
VAULTS: dict[str, tuple[Callable[[Hand], Path], str]] = {
    "none there": (lambda hand: hand.folder / "borta.narvaro", "ligger inte kvar där det låg"),
    "a folder": (lambda hand: hand.folder, "ligger inte kvar där det låg"),
    "empty": (lambda hand: hand.file("v.narvaro", b""), "skadad eller inget valv"),
    "a text": (lambda hand: hand.file("v.narvaro", "hej"), "skadad eller inget valv"),
    "a picture": (
        lambda hand: hand.file("v.narvaro", b"\x89PNG\r\n" + bytes(5001)),
        "skadad eller inget valv",
    ),
    "an open database": (
        lambda hand: hand.file("v.narvaro", b"SQLite format 3\0" + bytes(4080)),
        "inget valv",
    ),
    "without its keys": (without_keys, "nyckelfil saknas"),
    "damaged": (damaged, "skadad eller inget valv"),
    "of a newer program": (newer, "nyare Närvaro"),
    "cut short": (cut_short, "skadad"),
    "with key files cut short": (
        lambda hand: _with_keys(hand, lambda content: content[:900]),
        "nyckelfil är skadad",
    ),
    "with key files that ask for 64 GiB": (
        lambda hand: _with_keys(hand, lambda content: re.sub(rb'"memory":\d+', _GREEDY, content)),
        "nyckelfil är skadad",
    ),
    "with key files of a newer program": (
        lambda hand: _with_keys(hand, lambda content: content.replace(b"key-file/1", b"key-file/2")),
        "nyare Närvaro",
    ),
    "with another vault's keys": (keys_of_another, "skadad"),
    "with keys from before they were renewed": (keys_from_before, "skadad"),
}


@pytest.mark.parametrize("name", VAULTS)
@pytest.mark.parametrize("command", ["verify", "import"])
def test_what_is_no_good_vault_is_refused_and_left_as_it_is(
    name: str, command: str, hand: Hand, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil, words = VAULTS[name]
    vault = spoil(hand)
    before = vault.read_bytes() if vault.is_file() else None
    more = [hand.file("fil.csv", GOOD)] if command == "import" else []

    assert hand.run(command, vault, *more) == cli.REFUSED

    assert_one_sentence(capsys, words)
    if spoil is not damaged:  # that page is met after the unlocking has been logged
        assert (vault.read_bytes() if vault.is_file() else None) == before


FILES: dict[str, tuple[str, str | bytes, str]] = {
    "empty": ("fil.csv", b"", "Filen är tom"),
    "binary": ("fil.csv", BINARY, "ingen text och inget kalkylblad"),
    "a picture": ("fil.png", b"\x89PNG\r\n\x1a\n" + BINARY, "ingen text och inget kalkylblad"),
    "a workbook cut short": ("fil.xlsx", b"PK\x03\x04" + BINARY, "skadad eller ofullständig"),
    "no headings": ("fil.csv", "hej\r\n", "Ingen rad med rubriker"),
    "headings alone": ("fil.csv", HEADER, "inga rader"),
    "other columns": ("fil.csv", "Namn;Datum;Rum\nAlva Granbarr;2026-09-01;A\n", "Det här saknas"),
    "a quotation mark that never closes": ("fil.csv", HEADER + '\n"' + "x\n" * 60, "citattecken"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_absence_file_is_refused_and_changes_nothing(
    name: str, hand: Hand, capsys: pytest.CaptureFixture[str]
) -> None:
    before = hand.kept()
    file, content, words = FILES[name]

    assert hand.bring(file, content) == cli.REFUSED

    assert_one_sentence(capsys, words, "Inget har ändrats")
    assert hand.kept() == before


def test_a_file_that_is_gone_and_a_folder_are_refused(hand: Hand, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (hand.folder / "borta.csv", hand.folder):
        assert hand.run("import", hand.vault, path) == cli.REFUSED
        assert_one_sentence(capsys, "finns inte eller går inte att öppna", "Inget har ändrats")


@pytest.mark.parametrize("content", ["{", '{"a": 1}', BINARY])
def test_a_profile_that_is_none_is_refused(
    content: str | bytes, hand: Hand, capsys: pytest.CaptureFixture[str]
) -> None:
    assert hand.bring("fil.csv", GOOD, "--profile", hand.file("profil.json", content)) == cli.REFUSED

    assert_one_sentence(capsys, "ingen importprofil", "Inget har ändrats")


def test_days_outside_the_school_years_are_rejected_row_by_row(
    hand: Hand, capsys: pytest.CaptureFixture[str]
) -> None:
    """1999 is a misread year, also where every row of the file has it."""
    old = [str(Lesson(day=date(1999, 9, day))) for day in (1, 2, 3)]

    for rows, imported in ((old, 0), ([*old, str(Lesson())], 1)):
        assert hand.bring(f"fil{imported}.csv", "\r\n".join([HEADER, *rows]), "--json") == cli.DONE
        [told] = json.loads(capsys.readouterr().out)["files"]
        assert (told["rows"], told["imported"], told["rejected"]) == (imported + 3, imported, 3)
        assert told["reasons"] == {"datum utanför läsåret": 3}


def test_a_day_that_has_not_come_is_no_end_of_a_file(hand: Hand, capsys: pytest.CaptureFixture[str]) -> None:
    assert hand.bring("fil.csv", GOOD, "--until", "2030-01-01") == cli.REFUSED
    assert_one_sentence(capsys, "2030-01-01 har inte varit än", "Inget har ändrats")

    with pytest.raises(SystemExit) as wrongly_called:
        hand.bring("fil.csv", GOOD, "--until", "2026-13-01")
    assert wrongly_called.value.code == 2
    assert "2026-10-09" in capsys.readouterr().err


def test_what_was_read_before_the_bad_file_is_told(hand: Hand, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = hand.file("bra.csv", GOOD), hand.file("tom.csv", b"")

    assert hand.run("import", hand.vault, good, bad, "--json") == cli.REFUSED

    told = json.loads(capsys.readouterr().out)
    assert [one["imported"] for one in told["files"]] == [2]
    assert (told["file"], told["refused"]) == ("tom.csv", "FileRefused")


def test_a_full_disk_takes_nothing_of_a_file(small: Hand, capsys: pytest.CaptureFixture[str]) -> None:
    before = small.kept()
    rows = (str(Lesson(day=date(2026, 9, 1 + n % 25), start=f"{8 + n % 9:02}:10", subject=f"Ämne {n} " * 40))
            for n in range(3000))  # fmt: skip

    assert small.bring("fil.csv", "\r\n".join([HEADER, *rows])) == cli.REFUSED

    assert_one_sentence(capsys, "Disken är full")
    assert small.kept() == before


def test_a_read_only_disk_is_refused_in_words(small: Hand, capsys: pytest.CaptureFixture[str]) -> None:
    make_read_only(small.vault.parent.parent)

    for command, more in (("import", [small.file("fil.csv", GOOD)]), ("verify", [])):
        assert small.run(command, small.vault, *more) == cli.REFUSED
        assert_one_sentence(capsys, "går inte att spara i den mappen")


@pytest.mark.parametrize("command", ["practice", "demo"])
def test_a_practice_school_without_room_is_refused_in_words(
    command: str, small: Hand, capsys: pytest.CaptureFixture[str]
) -> None:
    disk = small.vault.parent.parent

    assert cli.main([command, str(disk / "ovning")]) == cli.REFUSED
    assert_one_sentence(capsys, "disken är full", ignore_case=True)

    make_read_only(disk)
    assert cli.main([command, str(disk / "ny")]) == cli.REFUSED
    assert_one_sentence(capsys, "bara att läsa")


def test_a_passphrase_comes_through_a_pipe_where_nobody_can_be_asked(hand: Hand) -> None:
    command = [sys.executable, "-m", "narvaro_desktop", "verify", str(hand.vault), "--user", PERSON]
    run = {phrase: subprocess.run(command, input=phrase, capture_output=True, text=True, env=os.environ)
           for phrase in (School.PHRASE + "\n", "fel fras\n", "")}  # fmt: skip

    assert [done.returncode for done in run.values()] == [cli.DONE, cli.REFUSED, cli.REFUSED]
    assert [done.stderr.count("\n") for done in run.values()] == [0, 1, 1]


def test_the_command_line_speaks_the_language_of_the_window(
    hand: Hand, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = Remembered(language="en").keep()
    try:
        assert hand.bring("fil.csv", b"") == cli.REFUSED
        assert "empty" in capsys.readouterr().err
    finally:
        kept.file.unlink()
        i18n.use_language("sv")


def assert_one_sentence(capsys: pytest.CaptureFixture[str], *words: str, ignore_case: bool = False) -> None:
    """One line of Swedish on stderr, that holds `words` and no trace of the program's inside."""
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and said.endswith(".\n"), said
    assert "Traceback" not in said and "Error" not in said
    for word in words:
        assert word in said or (ignore_case and word in said.lower()), said
