"""Days as people say them, in the language of the window."""

from datetime import date

from narvaro_desktop.gui import days
from narvaro_desktop.i18n import use_language

TODAY = date(2026, 9, 28)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_whole_day_is_said_in_the_language_of_the_window() -> None:
    assert plain(days.weekday(TODAY)) == "måndag 28 september 2026"

    use_language("en")
    try:
        assert plain(days.weekday(TODAY)) == "Monday 28 September 2026"
    finally:
        use_language("sv")


def test_what_is_due_is_near_late_or_a_day() -> None:
    said = [
        plain(days.due(date(2026, *day), TODAY)) for day in ((9, 26), (9, 28), (9, 29), (10, 2), (11, 12))
    ]

    assert said == ["försenad 2 dagar", "i dag", "i morgon", "om 4 dagar", "senast 12 nov"]


def test_what_the_law_wants_at_once_is_wanted_now_until_its_last_day_has_gone() -> None:
    decided, last = date(2026, 9, 28), date(2026, 10, 5)
    said = [
        plain(days.with_grace(decided, last, date(2026, *day)))
        for day in ((9, 28), (9, 29), (10, 5), (10, 7), (9, 27))
    ]

    assert said == [
        "i dag, senast 5 okt",
        "nu, senast 5 okt",
        "nu, senast 5 okt",
        "försenad 2 dagar",
        "i morgon",
    ]
    assert plain(days.with_grace(decided, decided, date(2026, 9, 29))) == "försenad 1 dag"


def test_a_day_ahead_is_never_a_saturday_or_a_sunday() -> None:
    sunday, wednesday = date(2026, 11, 22), date(2026, 11, 25)

    assert days.ahead(sunday, 14) == date(2026, 12, 4)
    assert days.ahead(wednesday, 14) == date(2026, 12, 9)
    assert days.ahead(date(2026, 11, 27), 1) == date(2026, 11, 30), "not the Friday that it is already"
