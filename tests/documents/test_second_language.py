"""The letter in a second language: the same facts, a page of its own, and honest about who has checked it."""

import json
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from narvaro_desktop.documents.second_language import letter_in_two, translation
from narvaro_desktop.paths import resource
from tests.documents import letter_samples, reading, samples

FILES = {path.stem[-2:]: json.loads(path.read_text("utf-8")) for path in resource("letters").glob("*.json")}
FACTS = ("Alma", "24,0", "2026", "Almstads kommun", "onsdag 7 oktober", "08-000 00 00", "Rut Granbarr")


def letter(language: str, **changes: object) -> bytes:
    data = FILES[language] | changes
    return letter_in_two(letter_samples.LETTER, translation(data), samples.MADE, samples.SECRECY)


def pages(pdf: bytes) -> list[str]:
    found = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    found[1] += " " + read_out(PdfReader(BytesIO(pdf)))
    return [" ".join(one.replace("\u00a0", " ").split()) for one in found]


def read_out(reader: PdfReader) -> str:
    """What stands in the tree to be read in place of what is drawn: all that goes from right to left."""

    def within(node: object) -> Iterator[str]:
        held = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(held, ArrayObject):
            for each in held:
                yield from within(each)
        elif isinstance(held, DictionaryObject):
            if "/ActualText" in held:
                yield str(held["/ActualText"])
            yield from within(held.get("/K"))

    return " ".join(within(reader.root_object["/StructTreeRoot"]))


@pytest.mark.parametrize("language", FILES)
def test_both_pages_say_the_same_facts(language: str) -> None:
    swedish, other = pages(letter(language))

    assert all(fact in page for fact in FACTS for page in (swedish, other))
    assert FILES[language]["words"]["calm"] in other
    assert "är inte granskad av en översättare" in swedish
    assert " ".join(FILES[language]["words"]["unchecked"].split()) in other


@pytest.mark.parametrize("language", FILES)
def test_every_language_has_every_text_with_the_same_facts_in_it(language: str) -> None:
    def named(words: object) -> set[str]:
        return set(re.findall(r"{(\w+)}", json.dumps(words)))

    english, other = FILES["en"]["words"], FILES[language]["words"]

    assert english.keys() == other.keys()
    assert [len(other[key]) for key in ("months", "next")] == [12, 4]
    asked = {key: named(words) - {"name", "day"} for key, words in english.items()}
    assert {key: named(words) - {"name", "day"} for key, words in other.items()} == asked


def test_a_screen_reader_changes_its_voice_on_the_second_page() -> None:
    pdf = letter("pl")

    assert pdf.count(b"/Lang (pl)") > 10 and pdf.count(b"/Lang (sv-SE)") == 1
    assert b"/S /H1" in pdf and pdf.count(b"/S /H1") == 1


def test_who_has_checked_it_stands_on_both_pages(tmp_path: Path) -> None:
    pdf = letter("fi", checkedBy="Tolkcentralen", checkedOn=date(2026, 9, 1).isoformat())

    words = reading.text(tmp_path, pdf).replace("\u00a0", " ")
    assert "Översättningen är granskad av Tolkcentralen." in words
    assert "tarkistanut Tolkcentralen 1. syyskuuta 2026" in words
