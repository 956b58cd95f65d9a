"""Profiles: kept, shared, shipped, and free of personal data."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from narvaro_desktop.absence_files.examination import examine
from narvaro_desktop.absence_files.fields import AbsenceMeans, Duplicates, FileKind, Status, Unreported
from narvaro_desktop.absence_files.mapping import kind_of
from narvaro_desktop.absence_files.profiles import (
    Answers,
    Profile,
    WrongProfile,
    as_json,
    from_json,
    load,
    shipped,
    signature,
)
from narvaro_desktop.absence_files.reading import read
from narvaro_desktop.absence_files.rows import LessonRow
from tests.absence_files.files import TUVA, as_csv, written


def test_a_profile_survives_its_file(tmp_path: Path) -> None:
    profile = replace(
        shipped()[0],
        answers=Answers(AbsenceMeans.TOTAL, Unreported.PRESENT, False, True, True),
        duplicates=Duplicates.SUM,
        codes={"Frv": Status.INVALID},
    )

    (tmp_path / "p.json").write_text(as_json(profile), encoding="utf-8")

    assert load(tmp_path / "p.json") == profile


def test_the_signature_knows_the_headers_in_any_order() -> None:
    assert signature(["b", "", "a"]) == signature(["a", "b"]) != signature(["a"])


@pytest.mark.parametrize("profile", shipped(), ids=lambda profile: profile.name)
def test_a_shipped_layout_holds_what_its_kind_needs(profile: Profile) -> None:
    assert kind_of(profile.columns) is profile.kind
    assert profile.name


def test_no_two_shipped_layouts_claim_the_same_headers() -> None:
    assert len({profile.signature for profile in shipped()}) == len(shipped()) >= 10


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 2}', "[" * 100_000, '{"schema": 1, "name": 1}'])
def test_other_texts_are_no_profiles(text: str) -> None:
    with pytest.raises(WrongProfile):
        from_json(text)


HOSTILE: dict[str, object] = {
    "signature": 7,
    "name": "Skola24\u202egnp.exe",
    "columns": [{"field": "class", "header": "klass"}] * 5000,
    "answers": {"late_in_invalid": ["nej"]},
    "delimiter": ";;",
    "encoding": ["utf-8"],
    "header_row": float("inf"),
    "sheet": {"a": 1},
    "codes": {"x" * 10_000: "present"},
}


@pytest.mark.parametrize("part", HOSTILE)
def test_a_file_that_would_spoil_a_later_reading_is_no_profile(tmp_path: Path, part: str) -> None:
    told, path = json.loads(as_json(shipped()[0])), tmp_path / "p.json"
    path.write_text(json.dumps(told | {part: HOSTILE[part]}))

    with pytest.raises(WrongProfile):
        load(path)


def test_a_name_that_no_vault_can_hold_is_none(tmp_path: Path) -> None:
    told = json.loads(as_json(shipped()[0])) | {"name": "\ud800"}
    (tmp_path / "p.json").write_text(json.dumps(told))

    with pytest.raises(WrongProfile):
        load(tmp_path / "p.json")


def test_what_is_no_small_file_is_no_profile(tmp_path: Path) -> None:
    """A pipe is not waited for, and a large file is not read."""
    large, pipe = tmp_path / "large.json", tmp_path / "pipe.json"
    large.write_text(as_json(shipped()[0]) + " " * (2 << 20))
    found = [large, tmp_path]
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
        found.append(pipe)

    for path in found:
        with pytest.raises(WrongProfile):
            load(path)


def test_the_users_own_profile_is_asked_first_and_opens_without_questions(tmp_path: Path) -> None:
    path = written(
        tmp_path / "f.csv",
        as_csv([["Elev", "Dag", "Lektionslängd", "Frånvaro"], ["Tuva", "2026-10-12", 50, 5]]),
    )
    proposed = examine(path).profile
    assert proposed is not None and proposed.kind is FileKind.LESSON
    own = replace(proposed, name="Vårt system", answers=Answers(AbsenceMeans.UNNOTIFIED, Unreported.PRESENT))

    found = examine(path, profiles=[from_json(as_json(own))])

    assert found.known and found.questions == ()
    assert found.profile == own


def test_a_profile_carries_nothing_from_the_rows(tmp_path: Path) -> None:
    path = written(
        tmp_path / "f.csv",
        as_csv([["Personnummer", "Namn", "Datum", "Längd", "Ogiltig"], [*TUVA[:2], "2026-10-12", 50, 5]]),
    )
    proposed = examine(path).profile
    assert proposed is not None

    text = as_json(proposed)

    assert TUVA[0] not in text and "Blåbärsskog" not in text


def test_status_words_go_through_the_code_map(tmp_path: Path) -> None:
    rows = [["Elev", "Datum", "Starttid", "Lektionslängd", "Status"]]
    rows += [
        ["Tuva", "2026-10-12", f"{hour}:10", "50", word]
        for hour, word in enumerate(("Här", "Anm", "Frv", "Ej", "?"), 8)
    ]
    path = written(tmp_path / "f.csv", as_csv(rows))
    proposed = examine(path).profile
    assert proposed is not None
    words = {"här": Status.PRESENT, "anm": Status.VALID, "FRV": Status.INVALID, "ej": Status.UNREPORTED}

    reading = read(path, replace(proposed, codes=words))

    found = [LessonRow(*row) for chunk in reading.chunks() for row in chunk]
    assert [(row.valid, row.invalid, row.reported) for row in found] == [
        (0, 0, 1),
        (50, 0, 1),
        (0, 50, 1),
        (0, 0, 0),
    ]
    assert reading.rejected == 1
