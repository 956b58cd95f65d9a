"""Whose numbers are proposed to be taken out of an extract."""

from narvaro_desktop.domain.masking_text import others_in


def test_anothers_number_is_found_and_the_pupils_own_is_not() -> None:
    text = "Se 20140305-2382 och 20140412-2390."

    assert others_in(text, [], "20140305-2382") == ("20140412-2390",)


def test_an_organisationsnummer_is_nobodys() -> None:
    """Its third digit is 2 or more, which a month's first digit never is (lag (1974:174) 1 §)."""
    assert others_in("Almstads kommun (212000-0000), 2120000000", []) == ()
