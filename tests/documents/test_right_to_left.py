"""Arabic script as it is drawn: joined, and in the order in which it is seen from the left."""

from dataclasses import replace

import pytest

from narvaro_desktop.documents.right_to_left import MARK, in_sight, joined
from narvaro_desktop.documents.second_language import Translation, letter_in_two
from tests.documents import letter_samples, samples
from tests.documents.test_second_language import letter, pages


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("\u0628\u0628\u0628", "\ufe91\ufe92\ufe90"),  # a letter that joins on both sides
        ("\u0627\u0628", "\ufe8d\ufe8f"),  # alef does not join the next
        ("\u0644\u0627", "\ufefb"),  # lam and alef are one
        ("\u0628\u0644\u0627", "\ufe91\ufefc"),
        ("\u0645\u06cc\u200c\u0634\u0648", "\ufee3\ufbfd\ufeb7\ufeee"),  # a Persian break keeps them apart
        ("\u0622\u0628 Alma", "\ufe81\ufe8f Alma"),
    ],
)
def test_a_letter_has_the_form_that_its_neighbours_give_it(written: str, drawn: str) -> None:
    assert joined(written) == drawn


@pytest.mark.parametrize(
    ("spoken", "seen"),
    [
        ("\u0627\u0628\u062c", "\u062c\u0628\u0627"),
        ("\u0627 Alma \u0628", "\u0628 Alma \u0627"),
        ("\u0627 24,0 \u0628", "\u0628 24,0 \u0627"),
        ("\u0627 7 \u0628 2026", "2026 \u0628 7 \u0627"),
        ("\u0627 (kurator) \u0628", "\u0628 (kurator) \u0627"),
        ("\u0627: onsdag 7 oktober kl. 15.30. \u0628", "\u0628 .onsdag 7 oktober kl. 15.30 :\u0627"),
        (f"{MARK}Ida Ek{MARK} · {MARK}5{MARK} \u0628", f"\u0628 {MARK}5{MARK} · {MARK}Ida Ek{MARK}"),
    ],
)
def test_a_line_stands_in_the_order_in_which_it_is_seen(spoken: str, seen: str) -> None:
    """The answers are those of the Unicode bidirectional algorithm (python-bidi 0.6 gives the same)."""
    assert in_sight(spoken) == seen


@pytest.mark.parametrize(
    ("language", "said"), [("ar", letter_samples.ARABIC), ("fa", letter_samples.PERSIAN)]
)
def test_every_word_is_printed_and_read_out_in_the_order_of_speech(language: str, said: Translation) -> None:
    other = pages(letter(language))[1]

    assert said.is_from_right
    assert said.words["rights_title"] in other and said.words["next"][3] in other


def test_a_long_name_stays_on_the_page() -> None:
    name = "Blåbärsskog-Granbarr-Månstråle-Lingontuva " * 4
    made = replace(letter_samples.LETTER, guardian=name.strip())

    assert len(pages(letter_in_two(made, letter_samples.ARABIC, samples.MADE, samples.SECRECY))) == 2
