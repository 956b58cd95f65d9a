"""A refused package is put into words by what happened, that nothing was kept, and what to do."""

import pytest

from narvaro_desktop import wording
from narvaro_desktop.documents.faults import MissingGlyph
from narvaro_desktop.sealing import refusals
from narvaro_desktop.sealing.refusals import PackageRefused

KINDS = sorted(PackageRefused.__subclasses__(), key=lambda kind: kind.code)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_refusal_is_a_calm_swedish_sentence(kind: type[PackageRefused]) -> None:
    words = wording.say(kind(entry="data/notification.json"))

    assert words.endswith(".")
    assert "!" not in words and "{" not in words
    assert not words.startswith(kind.__name__)


def test_a_fault_in_the_content_names_its_code_and_its_entry() -> None:
    words = wording.say(refusals.PdfJson(entry="data/notification.pdf"))

    assert "pdf-json, data/notification.pdf" in words


def test_a_letter_that_cannot_be_printed_is_named_with_its_field() -> None:
    assert wording.say(MissingGlyph("kontakt", "𐎀")).startswith("Tecknet 𐎀 i fältet kontakt")


def test_a_name_in_a_writing_that_is_not_printed_is_told_how_to_be_written() -> None:
    words = wording.say(MissingGlyph("vårdnadshavare", "م"))

    assert "arabisk skrift" in words and "som de står i folkbokföringen" in words
