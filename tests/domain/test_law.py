import itertools
import json
from datetime import date, timedelta

import pytest

from narvaro_desktop.domain.law import LawBook, NoSuchLaw, law_book
from narvaro_desktop.paths import resource


@pytest.fixture(scope="module")
def book() -> LawBook:
    return law_book(json.loads(resource("law", "law.json").read_text(encoding="utf-8")))


def test_an_orosanmalan_cites_the_act_that_held_on_its_day(book: LawBook) -> None:
    before = book.at("child-welfare-report", date(2025, 6, 30))
    after = book.at("child-welfare-report", date(2025, 7, 1))

    assert before.citation == "14 kap. 1 § socialtjänstlagen (2001:453)"
    assert after.citation == "19 kap. 1 § socialtjänstlagen (2025:400)"


def test_the_duty_to_investigate_absence_is_cited_in_full(book: LawBook) -> None:
    paragraph = book.at("skollagen-7-19a", date(2026, 10, 5))
    assert paragraph.citation == "7 kap. 19 a § skollagen (2010:800)"
    assert paragraph.spoken == "7 kap. 19 a § skollagen"


def test_a_paragraph_is_not_cited_before_it_held(book: LawBook) -> None:
    with pytest.raises(NoSuchLaw):
        book.at("skollagen-7-19a", date(2018, 6, 30))


def test_the_texts_say_how_far_they_were_checked(book: LawBook) -> None:
    assert book.source_state == date(2025, 9, 1)


def test_two_versions_of_a_paragraph_never_hold_on_the_same_day(book: LawBook) -> None:
    for key in book.keys:
        versions = sorted((r for r in book.references if r.key == key), key=lambda r: r.valid_from)
        for earlier, later in itertools.pairwise(versions):
            assert earlier.valid_to is not None
            assert earlier.valid_to + timedelta(days=1) == later.valid_from
