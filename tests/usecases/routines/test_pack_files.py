"""Packs in files: what is hostile, gone or faulty is one sentence, and nothing of it is kept."""

import copy
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing import canonical
from narvaro_desktop.sealing.pack_file import PackBroken, PackUnsigned, sign_pack
from narvaro_desktop.sealing.refusals import FutureVersion, Limits, PracticeMismatch
from narvaro_desktop.usecases.plain_files import FileUnreadable
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.routines import packs
from narvaro_desktop.usecases.routines.packs import PackFaulty
from narvaro_desktop.usecases.work import Office
from narvaro_desktop.wording import say
from tests.usecases.pack_stage import KEY, lower, step


def _signed(document: dict[str, Any]) -> bytes:
    return sign_pack(document, KEY).to_bytes()


def _resigned(document: dict[str, Any], **values: Any) -> bytes:
    return _signed({**document, **values})


HOSTILE: dict[str, tuple[type[NarvaroError], Callable[[dict[str, Any]], bytes]]] = {
    "empty": (PackBroken, lambda d: b""),
    "not json": (PackBroken, lambda d: b"PK\x03\x04"),
    "a list": (PackBroken, lambda d: b"[]"),
    "cut": (PackBroken, lambda d: _signed(d)[:-20]),
    "a byte more": (PackBroken, lambda d: _signed(d) + b"\n"),
    "pretty printed": (PackBroken, lambda d: json.dumps(json.loads(_signed(d)), indent=1).encode()),
    "changed after it was signed": (PackBroken, lambda d: _signed(d).replace(b'"value":12', b'"value":13')),
    "another's signature": (
        PackBroken,
        lambda d: canonical.dumps(
            {"pack": d, "signatures": json.loads(_resigned(d, owner="X"))["signatures"]}
        ),
    ),
    "a signature of something else": (
        PackBroken,
        lambda d: _signed(d).replace(b"BEGIN SSH SIGNATURE", b"BEGIN SSH SIGNATUR3"),
    ),
    "no signature": (PackUnsigned, lambda d: canonical.dumps({"pack": d, "signatures": []})),
    "never signed": (PackUnsigned, lambda d: canonical.dumps(d)),
    "newer program": (FutureVersion, lambda d: _resigned(d, schema="narvaro/pack/2")),
    "another format": (PackBroken, lambda d: _resigned(d, schema="narvaro/key-card/1")),
    "a field we do not know": (PackBroken, lambda d: _resigned(d, surprise=1)),
    "a field of the wrong kind": (PackBroken, lambda d: _resigned(d, ladder="none")),
    "a field missing": (PackBroken, lambda d: _signed({k: v for k, v in d.items() if k != "limits"})),
    "thirteen steps": (
        PackBroken,
        lambda d: _resigned(d, ladder={**d["ladder"], "steps": d["ladder"]["steps"] * 2}),
    ),
    "a float": (PackBroken, lambda d: _signed(d).replace(b'"value":12', b'"value":1.5')),
    "a key twice": (PackBroken, lambda d: _signed(d).replace(b'"owner":', b'"owner":"x","owner":', 1)),
    "deep": (PackBroken, lambda d: b"[" * 100_000),
    "too large": (Limits, lambda d: b"{" + b" " * 1_100_000),
    "from practice": (PracticeMismatch, lambda d: _resigned(d, practice=True)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pack_is_one_sentence_and_nothing_is_kept(
    at_the_principals: Office, tmp_path: Path, name: str
) -> None:
    kind, make = HOSTILE[name]
    path = tmp_path / "rutin.json"
    with at_the_principals.work() as work:
        path.write_bytes(make(lower(work)))

    with pytest.raises(kind) as refused, at_the_principals.work() as work:
        packs.look_at(work, path)

    assert "Inget har sparats" in say(refused.value)
    with at_the_principals.work() as work:
        assert len(packs.packs(work).lines) == 1


def test_a_file_that_is_gone_is_a_sentence(at_the_principals: Office, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable), at_the_principals.work() as work:
        packs.look_at(work, tmp_path / "borta.json")


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in a folder")
def test_a_pipe_is_not_waited_for(at_the_principals: Office, tmp_path: Path) -> None:
    pipe = tmp_path / "narvaro-rutin-pipe.json"
    os.mkfifo(pipe)

    with pytest.raises(FileUnreadable), at_the_principals.work() as work:
        packs.look_at(work, pipe)
    with pytest.raises(FileUnreadable), at_the_principals.work() as work:
        inbox.receive(work, pipe)


def test_a_pack_whose_rules_are_faulty_is_looked_at_and_not_kept(
    at_the_principals: Office, tmp_path: Path
) -> None:
    path = tmp_path / "rutin.json"
    with at_the_principals.work() as work:
        document = lower(work)
        step(document, 2)["triggers"][0]["value"] = 9
        path.write_bytes(_signed(document))
        arrived = packs.look_at(work, path)
        assert arrived.examined.holds_up
        with pytest.raises(PackFaulty):
            packs.take_in(work, arrived, None)


def test_a_file_is_checked_without_a_vault(at_the_principals: Office, tmp_path: Path) -> None:
    path = tmp_path / "rutin.json"
    with at_the_principals.work() as work:
        document = copy.deepcopy(lower(work))
    path.write_text(json.dumps(document, indent=1), encoding="utf-8")
    assert packs.check_file(path, at_the_principals.rules) == ()

    step(document, 1)["name"] = ""
    path.write_bytes(_signed(document))
    assert [one.words for one in packs.check_file(path, at_the_principals.rules)] == ["Steget saknar namn."]

    path.write_bytes(b"{}")
    with pytest.raises(PackBroken):
        packs.check_file(path, at_the_principals.rules)
