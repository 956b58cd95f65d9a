"""Encodings guessed from bytes, and lines and records however they end."""

import os
import sys
from itertools import product
from pathlib import Path

import pytest

from narvaro_desktop.absence_files import text
from narvaro_desktop.absence_files.faults import FileRefused, Refusal
from narvaro_desktop.absence_files.sources import Source
from tests.absence_files.files import written

NAMES = ("Åsa Blåbärsskog", "Örjan Månstråle", "Ängla Gråsten", "Märta Björkö", "Noél Kottelund")
ENCODINGS = ("utf-8", "cp1252", "mac_roman", "cp850")
SAMPLES = (
    "Namn;Klass\r\n" + "".join(f"{name};7A\r\n" for name in NAMES),
    "Elev,Ämne\n" + "".join(f"{name},Bild\n" for name in NAMES[:2]),
    "NAMN\tORSAK\n" + "".join(f"{name.upper()}\tSJUK HÖST VÅR\n" for name in NAMES),
    "Oanmäld frånvaro;Närvaro\n5;45\n",
    "Frånvaroorsak\nfeber – läkarbesök\n",
)


@pytest.mark.parametrize(
    ("sample", "encoding"), [*product(SAMPLES, ("utf-8", "cp1252", "mac_roman", "cp850"))]
)
def test_swedish_text_is_known_in_each_old_encoding(tmp_path: Path, sample: str, encoding: str) -> None:
    path = written(tmp_path / "f", sample.replace("–", "-").encode(encoding))

    guessed = text.encodings(path, text.survey(path))

    assert guessed[0] == encoding


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_marks_and_nuls_tell_the_unicode_encodings(tmp_path: Path, encoding: str, expected: str) -> None:
    path = written(tmp_path / "f", SAMPLES[0].encode(encoding))

    assert text.encodings(path, text.survey(path)) == (expected,)


def test_lines_of_two_encodings_are_decoded_one_by_one(tmp_path: Path) -> None:
    content = "Åsa;1\n".encode() + "Örjan;2\n".encode("cp1252") + b"Bo;3\n"
    path = written(tmp_path / "f", content)
    seen = text.survey(path)

    [encoding] = text.encodings(path, seen)
    with path.open("rb") as source:
        found = [record for chunk in text.records(source, encoding, ";") for record in chunk]

    assert encoding == text.MIXED
    assert found == [["Åsa", "1"], ["Örjan", "2"], ["Bo", "3"]]
    assert text.mixed_lines(path) == (1, 1)


@pytest.mark.parametrize("ends", ["\n\n\n", "\r\r\r", "\r\n\r\n\r\n", "\n\r\n\r"])
def test_every_kind_of_line_end_counts_the_same(tmp_path: Path, ends: str) -> None:
    first, second, third = (
        (ends[:2], ends[2:4], ends[4:]) if len(ends) == 6 else (ends[0], ends[1:-1], ends[-1])
    )
    path = written(tmp_path / "f", f"a;b{first}c\u2028;d{second}e;f{third}")

    with path.open("rb") as source:
        found = [record for chunk in text.records(source, "utf-8", ";") for record in chunk]

    assert found == [["a", "b"], ["c\u2028", "d"], ["e", "f"]]


def test_a_quotation_mark_that_never_closes_names_its_row(tmp_path: Path) -> None:
    path = written(tmp_path / "f", 'a;b\n"c;d\n' + "e;f\n" * 60)

    with path.open("rb") as source, pytest.raises(FileRefused) as refused:
        list(text.records(source, "utf-8", ";"))

    assert refused.value.reason is Refusal.UNCLOSED_QUOTE
    assert refused.value.facts["row"] == 2


def test_a_field_without_end_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "f", "a;b\n" + "x" * 5_000_000 + ";1\n")

    with path.open("rb") as source, pytest.raises(FileRefused) as refused:
        list(text.records(source, "utf-8", ";"))

    assert refused.value.reason is Refusal.LONG_FIELD


@pytest.mark.parametrize("content", [b"", None])
def test_an_empty_and_a_missing_file_are_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "f" if content is None else written(tmp_path / "f", content)

    with pytest.raises(FileRefused) as refused:
        text.survey(path)

    assert refused.value.reason is (Refusal.MISSING if content is None else Refusal.EMPTY)


def test_a_marked_file_with_broken_bytes_is_still_read(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbfNamn;Klass\n" + "Åsa Kottelund;5B\n".encode() + b"Ulf Gr\xe4nbarr;5B\n"
    path = written(tmp_path / "f", content)

    with Source(path) as source:
        [rows] = source.chunks()
    assert rows == [["Namn", "Klass"], ["Åsa Kottelund", "5B"], ["Ulf Gränbarr", "5B"]]


def test_broken_wide_text_is_refused_without_quoting_it(tmp_path: Path) -> None:
    path = written(tmp_path / "f", "Namn;Klass\nÅsa Kottelund;5B\n".encode("utf-16") + b"\x00\xd8\n")

    with pytest.raises(FileRefused) as caught, Source(path):
        pass
    assert "Kottelund" not in repr(caught.value) and caught.value.__suppress_context__


def test_a_million_columns_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "f", b";".join([b"a"] * 1_000_000) + b"\n1\n")

    with pytest.raises(FileRefused) as caught, Source(path) as source:
        list(source.chunks())
    assert caught.value.reason is Refusal.TOO_LARGE


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in a folder")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "frånvaro.csv")

    with pytest.raises(FileRefused) as refused:
        text.survey(tmp_path / "frånvaro.csv")

    assert refused.value.reason is Refusal.MISSING
