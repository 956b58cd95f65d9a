"""`narvaro register`: IT makes, joins, upgrades and looks at a register, and no password is an argument."""

import json
from pathlib import Path

import pytest

from narvaro_desktop import cli
from tests.pairs import HANDLER
from tests.postgres import PASSWORD, Server
from tests.registers.conftest import Register

PHRASE = "kottar lingon vinterväg segelbåt morgondis"


@pytest.fixture
def secrets(tmp_path: Path) -> list[str]:
    """The options that name a file with the passphrase and one with the server's password."""
    (tmp_path / "fras.txt").write_text(PHRASE + "\n", encoding="utf-8")
    (tmp_path / "losen.txt").write_text(PASSWORD + "\n", encoding="utf-8")
    return ["--passphrase-file", str(tmp_path / "fras.txt"), "--password-file", str(tmp_path / "losen.txt")]


def test_it_makes_a_register_and_looks_at_it(
    server: Server, secrets: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, address = tmp_path / "almstad.narvaro", server.database()
    names = ["--name", "Almstads kommun", "--user", HANDLER]

    made = cli.main(["register", "create", str(file), "--server", address, *names, *secrets])
    checked = cli.main(["register", "check", str(file), *secrets[2:], "--json"])
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    upgraded = cli.main(["register", "upgrade", address, *secrets[2:]])

    assert (made, checked, upgraded) == (cli.DONE, cli.DONE, cli.DONE)
    assert told["sound"] and told["is_current"] and told["log_is_guarded"]
    assert "Tabellerna har redan version" in capsys.readouterr().out
    assert PASSWORD not in file.read_text() and PHRASE not in file.read_text()


def test_another_computer_is_told_where_the_register_is(
    register: Register, secrets: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "ny" / "almstad.narvaro"

    joined = cli.main(["register", "join", str(file), "--server", register.address, *secrets[2:]])

    assert joined == cli.DONE and file.is_file()


def test_libpqs_own_file_of_passwords_is_enough(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passes = tmp_path / "pgpass"
    passes.write_text(f"127.0.0.1:{register.server.port}:*:narvaro:{PASSWORD}\n", encoding="utf-8")
    passes.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passes))

    assert cli.main(["register", "check", register.address]) == cli.DONE


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql://narvaro:hemligt@127.0.0.1/register", "Lösenordet ska inte stå i adressen"),
        ("postgresql://narvaro@db.almstad.example/register?sslmode=require", "sslmode=verify-full"),
        ("almstad", "Det är ingen adress"),
        ("postgresql://narvaro@127.0.0.1:1/register", "svarar inte"),
    ],
)
def test_what_cannot_be_spoken_with_is_refused_in_a_sentence(
    address: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(["register", "check", address])

    assert code == cli.REFUSED
    assert words in capsys.readouterr().err


def test_a_weak_passphrase_makes_no_register(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weak = tmp_path / "svag.txt"
    weak.write_text("Sommar2026!", encoding="utf-8")
    address = server.database()

    code = cli.main(
        ["register", "create", str(tmp_path / "a.narvaro"), "--server", address, "--name", "Almstads kommun",
         "--user", HANDLER, "--passphrase-file", str(weak)]
    )  # fmt: skip

    assert code == cli.REFUSED and "lätt att gissa" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["svag.txt"]
