"""The command line does the main job, answers in words or JSON, and says why it refuses."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from narvaro_desktop import cli
from narvaro_desktop.usecases.practice_school import practice
from narvaro_desktop.usecases.rules import shipped
from tests.conftest import School


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("ovning")
    assert cli.main(["practice", str(made), "--json"]) == cli.DONE
    return made


@pytest.fixture
def as_principal(folder: Path, tmp_path: Path) -> list[str]:
    phrases = json.loads((folder / practice.PHRASES_FILE).read_text(encoding="utf-8"))
    file = tmp_path / "fras.txt"
    file.write_text(phrases[practice.SCHOOL_FILE][practice.PRINCIPAL], encoding="utf-8")
    return ["--user", practice.PRINCIPAL, "--passphrase-file", str(file)]


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = cli.main([*arguments, "--json"])
    return code, json.loads(capsys.readouterr().out.splitlines()[-1])


def test_a_practice_school_holds_everything_that_one_may_try(folder: Path) -> None:
    expected = {"skola.narvaro", "huvudman.narvaro", "losenfraser.json", "LÄSMIG.txt"}
    assert expected <= {path.name for path in folder.iterdir()}
    assert len(list((folder / "paket").glob("narvaro-*.age"))) >= 2
    assert len(list((folder / "kontaktkort").glob("narvaro-kontaktkort-*.json"))) == 2
    assert {path.suffix for path in (folder / "franvaro").iterdir()} == {".csv", ".xlsx", ".json"}


def test_a_sealed_practice_anmälan_opens_with_the_age_command(folder: Path, tmp_path: Path) -> None:
    identity = folder / "kontaktkort" / "huvudman-privat-nyckel.txt"
    opened = [
        subprocess.run(["age", "-d", "-i", identity, "-o", tmp_path / f"{path.stem}.zip", path], check=False)
        for path in sorted((folder / "paket").glob("*.age"))
    ]

    zips = sorted(tmp_path.glob("*.zip"))
    assert sum(each.returncode == 0 for each in opened) == len(zips) >= 2
    for found in zips:
        listed = subprocess.run(["unzip", "-Z1", found], check=True, capture_output=True, text=True).stdout
        assert "data/notification.json" in listed and "data/notification.pdf" in listed


def test_the_same_file_again_changes_nothing(
    folder: Path, as_principal: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    vault, file = str(folder / "skola.narvaro"), str(folder / "franvaro" / "lektioner.csv")

    code, told = answer(capsys, "import", vault, file, *as_principal)

    [report] = told["files"]
    assert code == cli.DONE
    assert report["rows"] == report["imported"] + report["rejected"] + report["excluded"]
    assert (report["new"], report["changed"]) == (0, 0) and report["same"] == report["imported"]


@pytest.mark.parametrize("name", ["period.csv", "period.xlsx", "lektioner-5B.xlsx", "ss12000-5B.json"])
def test_every_layout_adds_up_in_a_dry_run_and_changes_nothing(
    folder: Path, as_principal: list[str], capsys: pytest.CaptureFixture[str], name: str
) -> None:
    vault, file = str(folder / "skola.narvaro"), str(folder / "franvaro" / name)

    answers = [answer(capsys, "import", vault, file, "--dry-run", *as_principal) for _again in range(2)]

    assert answers[0] == answers[1]
    [report] = answers[0][1]["files"]
    assert report["dry_run"] and report["rows"] > 0
    assert report["rows"] == report["imported"] + report["rejected"] + report["excluded"]


def test_a_whole_vault_is_verified(
    folder: Path, as_principal: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = answer(capsys, "verify", str(folder / "skola.narvaro"), *as_principal)

    assert (code, told["whole"]) == (cli.DONE, True)
    assert told["events"] > 50


def test_the_tables_are_told_without_their_content(
    folder: Path, as_principal: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = answer(capsys, "inspect", str(folder / "skola.narvaro"), *as_principal)

    rows = {table["name"]: table["rows"] for table in told["tables"]}
    assert code == cli.DONE
    assert rows["student"] == 412
    assert "Elvira" not in json.dumps(told)


def test_a_wrong_passphrase_is_refused_in_words(folder: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "fel.txt"
    wrong.write_text("fel fras", encoding="utf-8")

    arguments = ["--user", practice.PRINCIPAL, "--passphrase-file", str(wrong)]
    code = cli.main(["verify", str(folder / "skola.narvaro"), *arguments])

    assert code == cli.REFUSED


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_passphrase_file_that_cannot_be_read_is_named(
    folder: Path, tmp_path: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "fras.txt"
    if content is not None:
        file.write_bytes(content)

    arguments = ["--user", practice.PRINCIPAL, "--passphrase-file", str(file)]
    code = cli.main(["verify", str(folder / "skola.narvaro"), *arguments])

    assert code == cli.REFUSED
    assert ("fras.txt" if content is None else "UTF-8") in capsys.readouterr().err


def test_a_place_where_no_folder_can_be_made_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "fil").touch()

    assert cli.main(["practice", str(tmp_path / "fil")]) == cli.REFUSED
    assert str(tmp_path / "fil") in capsys.readouterr().err


def test_a_file_that_is_no_absence_file_is_refused_in_words(
    folder: Path, as_principal: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = tmp_path / "fil.csv"
    odd.write_bytes(b"")

    code = cli.main(["import", str(folder / "skola.narvaro"), str(odd), *as_principal])

    assert code == cli.REFUSED
    assert "Filen är tom" in capsys.readouterr().err


def test_the_main_job_runs_from_absence_file_to_kvittens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = answer(capsys, "demo", str(tmp_path / "demo"))

    assert code == cli.DONE
    assert len(told["steps"]) == 7
    assert "KS 2026/117" in told["steps"][-1]["words"]
    assert all(Path(step["file"]).exists() for step in told["steps"] if step["file"])


def test_a_pack_is_checked_and_its_faults_are_one_line_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = json.loads(json.dumps(shipped().pack.document))
    file = tmp_path / "rutin.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    assert answer(capsys, "pack", "check", str(file)) == (cli.DONE, {"remarks": [], "whole": True})

    document["ladder"]["steps"][1]["name"] = ""
    file.write_text(json.dumps(document), encoding="utf-8")
    assert cli.main(["pack", "check", str(file)]) == cli.REFUSED
    assert capsys.readouterr().out.splitlines()[0] == "Fel: Steg 1, utan namn: Steget saknar namn."


def test_a_practice_school_is_made_anew_over_a_half_made_one_but_never_over_a_real_vault(
    folder: Path, school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A school's own vault is called skola.narvaro too."""
    real = school.path.parent
    before = {path: path.read_bytes() for path in real.rglob("*") if path.is_file()}

    assert cli.main(["practice", str(real)]) == cli.REFUSED
    assert "inte är övning" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in real.rglob("*") if path.is_file()} == before

    half = shutil.copytree(folder, tmp_path / "ovning")
    (half / practice.SCHOOL_FILE).unlink()
    (half / practice.PHRASES_FILE).unlink()
    assert practice.there(practice.build(half, with_files=False).folder) is not None


@pytest.fixture
def post(folder: Path, tmp_path: Path) -> list[str]:
    """The huvudman's vault of a practice school of one's own, and who opens it."""
    copy = Path(shutil.copytree(folder, tmp_path / "ovning"))
    phrases = json.loads((copy / practice.PHRASES_FILE).read_text(encoding="utf-8"))
    file = tmp_path / "fras-huvudman.txt"
    file.write_text(phrases[practice.HUVUDMAN_FILE][practice.RECIPIENT], encoding="utf-8")
    return [str(copy / practice.HUVUDMAN_FILE), "--user", practice.RECIPIENT, "--passphrase-file", str(file)]


def test_packages_are_verified_by_a_vault_that_keeps_nothing(
    post: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    packages = sorted((Path(post[0]).parent / "paket").glob("*.age"))

    first = [answer(capsys, "package", "verify", str(path), "--vault", *post) for path in packages]
    again = [answer(capsys, "package", "verify", str(path), "--vault", *post) for path in packages]

    assert first == again
    verified = [told for code, told in first if code == cli.DONE]
    assert {told["kind"] for told in verified} == {"n1"}
    assert {told["came_before"] for told in verified} == {True, False}


def test_a_folder_of_packages_is_read_in_and_answered_and_a_bad_one_holds_up_nobody(
    post: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vault, *person = post
    packages = Path(vault).parent / "paket"
    bad = packages / "narvaro-11111111-1111-4111-8111-111111111111.age"
    bad.write_bytes(b"hej")
    receipts = tmp_path / "kvittenser"
    arguments = ("inbox", vault, str(packages), *person, "--receipts", str(receipts), "--contact", "Växeln")

    code, told = answer(capsys, *arguments)
    _code, again = answer(capsys, *arguments)

    words = {each["file"]: each["words"] for each in told["files"]}
    assert code == cli.REFUSED
    assert "inte ett giltigt förseglat paket" in words[bad.name]
    assert sorted(words.values()).count("inläst") == len(told["receipts"]) == 1
    assert [path.name for path in receipts.iterdir()] == told["receipts"]
    assert again["receipts"] == []
