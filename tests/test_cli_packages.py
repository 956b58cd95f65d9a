"""Sealed packages on the command line: looked at without a key, verified with one."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from narvaro_desktop import cli, cli_answers
from narvaro_desktop.usecases.sending import keys
from tests.conftest import School
from tests.pairs import Pair, make_pair

Run = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture(scope="module")
def template(school_template: School, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return make_pair(school_template, tmp_path_factory.mktemp("par"))


@pytest.fixture
def pair(template: Pair, tmp_path: Path) -> Pair:
    return template.copy(tmp_path / "par")


@pytest.fixture
def identity(pair: Pair) -> list[str]:
    """The huvudman's age identity, and the school's kontaktkort, as files."""
    office, school = pair.huvudman(), pair.school()
    with office.work() as work:
        secret = keys.identities(work)[0].secret
    with school.work() as work:
        card = keys.own_card(work)
    office.close()
    school.close()
    assert card is not None
    (pair.folder / "nyckel.txt").write_text(f"# created: i dag\n{secret}\n", encoding="ascii")
    (pair.folder / card.card.file_name).write_bytes(card.to_bytes())
    return ["--identity", str(pair.folder / "nyckel.txt"), "--card", str(pair.folder / card.card.file_name)]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def narvaro(*arguments: str) -> tuple[int, dict[str, Any]]:
        code = cli.main([*arguments, "--json"])
        return code, json.loads(capsys.readouterr().out.splitlines()[-1])

    return narvaro


def test_without_a_key_one_sees_size_and_recipients_and_nothing_else(run: Run, pair: Pair) -> None:
    code, told = run("package", "inspect", str(pair.package))

    assert code == cli_answers.DONE
    assert (told["size"], told["recipients"], told["fault"]) == (pair.package.stat().st_size, 1, "")
    assert "kind" not in told


def test_what_is_no_package_says_which_rule_it_breaks(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "anteckning.age"
    file.write_bytes(b"hej")

    code, told = run("package", "inspect", str(file))

    assert (code, told["fault"]) == (cli_answers.REFUSED, "not-age")


def test_with_a_key_one_sees_what_the_package_says_of_itself(
    run: Run, pair: Pair, identity: list[str]
) -> None:
    code, told = run("package", "inspect", str(pair.package), *identity[:2])

    assert code == cli_answers.DONE
    assert (told["kind"], told["sender"], told["root"]) == ("n1", "schoolUnit:12345678", "")
    assert [path for path, _size in told["contents"]] == ["data/notification.json", "data/notification.pdf"]


def test_it_is_verified_with_an_identity_and_the_card_one_trusts(
    run: Run, pair: Pair, identity: list[str]
) -> None:
    code, told = run("package", "verify", str(pair.package), *identity)
    unknown, refused = run("package", "verify", str(pair.package), *identity[:2])

    assert (code, len(told["root"])) == (cli_answers.DONE, 64)
    assert (unknown, refused["refused"]) == (cli_answers.REFUSED, "UnknownSigner")


def test_a_changed_byte_is_refused_with_a_sentence(run: Run, pair: Pair, identity: list[str]) -> None:
    content = bytearray(pair.package.read_bytes())
    content[-1000] ^= 1
    pair.package.write_bytes(content)

    code, told = run("package", "verify", str(pair.package), *identity)

    assert (code, told["refused"]) == (cli_answers.REFUSED, "Damaged")
    assert "skadad eller ändrad" in told["words"]


def test_verify_asks_for_a_key(run: Run, pair: Pair) -> None:
    assert run("package", "verify", str(pair.package))[0] == cli_answers.WRONG


def test_a_file_without_a_key_is_no_identity(run: Run, pair: Pair, tmp_path: Path) -> None:
    code, told = run("package", "inspect", str(pair.package), "--identity", str(pair.package))

    assert (code, told["refused"]) == (cli_answers.REFUSED, "NotAnIdentity")
