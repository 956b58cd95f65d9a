"""What stands beside the figures of a report."""

import pytest

from narvaro_desktop.domain.absence.shares import Share
from narvaro_desktop.usecases.figures.report_making import coverage_said, period_words


@pytest.mark.parametrize(
    ("reported", "said"),
    [(78_000, "78,0 %, osäker"), (94_970, "94,97 %, osäker"), (95_000, "95,0 %"), (98_520, "98,5 %")],
)
def test_what_is_uncertain_is_not_rounded_up_to_what_is_certain(reported: int, said: str) -> None:
    assert coverage_said(Share(reported, 100_000), 95).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("key", "words"),
    [("HT2026", "höstterminen 2026"), ("VT2027", "vårterminen 2027"), ("LÅ2026-27", "läsåret 2026/27"),
     ("2026-08-24--2026-09-25", "2026-08-24 – 2026-09-25")],
)  # fmt: skip
def test_a_period_is_named_as_one_says_it(key: str, words: str) -> None:
    assert period_words(key) == words
