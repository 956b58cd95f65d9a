"""The attack corpus on disk: every file refused for the one thing that is wrong in it, by two readers."""

import json
import shutil
from pathlib import Path

import pytest

from tests.sealing import corpus, forge, second_reader
from tests.sealing.corpus import ATTACKS
from tests.sealing.parties import NOW, PROVIDER_CARD, PROVIDER_IDENTITY
from tests.sealing.second_reader import Refused
from tests.sealing.test_vectors import FILES, VECTORS
from tests.sealing.test_vectors import receiver as receiver_of_release

NAMES = sorted(path.name.removesuffix(".age") for path in ATTACKS.glob("*.age"))
OTHERS = [name for name in FILES if not receiver_of_release(name)]


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_refused_for_what_it_is_named_after(name: str) -> None:
    file = (ATTACKS / f"{name}.age").read_bytes()

    assert forge.verdict(file, **corpus.receiver(name)) == name.partition(".")[0]


def test_every_attack_that_is_made_lies_on_disk_and_no_other() -> None:
    assert sorted(name for name, _file in corpus.attacks()) == NAMES


def test_there_is_a_file_for_every_reason_that_a_package_can_be_refused_for() -> None:
    of_other_files = {"card-signature", "card-chain", "pack-unsigned", "pack-broken"}
    of_this_machine = {"io", "internal-fault", "policy-size", "mixed-families", "protected"}
    codes = {kind.code for kind in forge.PackageRefused.__subclasses__()}

    assert codes - {name.partition(".")[0] for name in NAMES} <= of_other_files | of_this_machine


@pytest.mark.skipif(shutil.which("age") is None, reason="age is not installed")
def test_a_second_reader_says_the_same_of_every_file(tmp_path: Path) -> None:
    identity = tmp_path / "nyckel.txt"
    identity.write_bytes(PROVIDER_IDENTITY.to_bytes() + b"\n")
    cards = [json.loads((VECTORS / "kontaktkort-skola.json").read_text(encoding="utf-8"))["card"]]
    files = [ATTACKS / f"{name}.age" for name in NAMES if not corpus.receiver(name)]
    files += [VECTORS / name for name in OTHERS]

    accepted = set()
    for file in files:
        try:
            second_reader.read(file, identity, PROVIDER_IDENTITY.recipient, PROVIDER_CARD.id, cards, NOW)
        except Refused:
            continue
        accepted.add(file.name)

    assert accepted == {name for name in OTHERS if name.startswith("opened.")}
    assert len(files) > 140


def test_the_second_reader_is_short_and_shares_no_code_with_the_first() -> None:
    source = Path(second_reader.__file__).read_text(encoding="utf-8")

    assert len(source.splitlines()) <= 150
    assert "narvaro_desktop" not in source
