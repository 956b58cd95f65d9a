import ast
import itertools
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

import narvaro_desktop
from narvaro_desktop.domain.law import LawBook, NoSuchLaw, law_book
from narvaro_desktop.domain.terms import Governance
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


def test_a_text_is_verified_only_if_the_law_itself_was_read_and_which_are_not_is_known(book: LawBook) -> None:
    # given what was read in the statute book as of 2025-09-01; the others stand on somebody's account of them
    unread = {
        "skollagen-1-10", "skollagen-2-25", "skollagen-7-17", "skollagen-7-21", "skollagen-7-22",
        "skollagen-7-23", "skollagen-18-16", "skollagen-29-14", "child-welfare-report", "coordinated-plan",
        "osl-23-2", "osl-25-1", "forvaltningslagen-10", "barnkonventionen-12",
    }  # fmt: skip
    today = date(2026, 9, 28)

    held = [reference for reference in book.references if reference.holds_on(today)]

    assert {reference.key for reference in held if not reference.verified} == unread
    assert {reference.read_on for reference in held if reference.verified} == {book.source_state}


def test_the_reference_to_the_duty_to_report_follows_the_act(book: LawBook) -> None:
    assert "14 kap. 1 §" in book.at("skollagen-29-13", date(2025, 6, 30)).text
    assert "19 kap. 1 §" in book.at("skollagen-29-13", date(2025, 7, 1)).text


def test_two_versions_of_a_paragraph_never_hold_on_the_same_day(book: LawBook) -> None:
    for key in book.keys:
        versions = sorted((r for r in book.references if r.key == key), key=lambda r: r.valid_from)
        for earlier, later in itertools.pairwise(versions):
            assert earlier.valid_to is not None
            assert earlier.valid_to + timedelta(days=1) == later.valid_from


def test_no_sentence_in_the_code_cites_a_paragraph() -> None:
    cited = re.compile(r"\d+ (?:[a-z] )?(?:kap\.|§)")
    example = "gallringsbeslut 2026-02-11 § 14"
    found = [
        (path.name, text)
        for path in Path(narvaro_desktop.__file__).parent.rglob("*.py")
        for text in _sentences(path)
        if cited.search(text.replace(example, ""))
    ]

    assert found == []


def _sentences(path: Path) -> Iterator[str]:
    """The strings of a module besides its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_what_is_said_of_the_law_with_a_copy_has_one_version_for_each_day_and_kind_of_school() -> None:
    told = json.loads(resource("law", "extract.json").read_text(encoding="utf-8"))

    for key, day in (("versions", "2018-05-25"), ("party", "2018-07-01")):
        for governance in Governance:
            held = [
                one
                for one in told[key]
                if one["valid_from"] <= day and governance.key in one.get("governance", [governance.key])
            ]
            assert len(held) == 1 and held[0]["law"] and held[0]["others"]
