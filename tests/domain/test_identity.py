from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from personnummer import personnummer

from narvaro_desktop.domain.identity import (
    NO_IDENTITY,
    Identity,
    IdentityFault,
    WrongIdentity,
    age,
    check_digit,
    masked,
    parse_identity,
)
from narvaro_desktop.domain.terms import IdentityType

AUTUMN = date(2026, 8, 18)
CHILD = "201403059817"


def numbered(born: date, birth_number: int, shift: int = 0) -> str:
    nine = f"{born:%y%m}{born.day + shift:02}{birth_number:03}"
    return f"{born.year // 100}{nine}{check_digit(nine)}"


@given(
    st.dates(date(1950, 1, 1), date(2030, 12, 31)),
    st.integers(980, 999),
    st.sampled_from(["", "-", "–", " ", "\N{NO-BREAK SPACE}"]),
    st.sampled_from(["", ".0", " "]),
)
def test_twelve_digits_are_read_however_written(born: date, number: int, dash: str, end: str) -> None:
    digits = numbered(born, number)

    identity = parse_identity(f" {digits[:8]}{dash}{digits[8:]}{end}")

    assert identity == Identity(IdentityType.PERSONNUMMER, digits)
    assert identity.born == born
    assert parse_identity(str(identity)) == identity


@given(st.dates(date(2006, 1, 1), date(2021, 12, 31)), st.integers(980, 999))
def test_ten_digits_get_the_century_of_a_pupil(born: date, number: int) -> None:
    digits = numbered(born, number)

    assert parse_identity(f"{digits[2:8]}-{digits[8:]}", AUTUMN).born == born


@given(
    st.dates(date(2006, 1, 1), date(2021, 12, 31)),
    st.integers(1, 999),
    st.integers(1, 9),
    st.sampled_from([0, 60]),
)
def test_another_library_finds_the_same_numbers_right_and_wrong(
    born: date, number: int, off_by: int, shift: int
) -> None:
    right = numbered(born, number, shift)
    wrong = right[:11] + str((int(right[11]) + off_by) % 10)

    assert parse_identity(right).number == right
    assert fault(wrong, None) is IdentityFault.CHECK_DIGIT
    assert (personnummer.valid(right), personnummer.valid(wrong)) == (True, False)


def test_ten_digits_of_an_adult_or_without_a_school_year_are_asked_for_again() -> None:
    adult = numbered(date(1975, 3, 5), 981)[2:]

    assert fault(adult, AUTUMN) is IdentityFault.CENTURY
    assert fault(numbered(date(2014, 3, 5), 981)[2:], None) is IdentityFault.CENTURY


def test_a_samordningsnummer_has_its_day_raised_by_sixty() -> None:
    digits = numbered(date(2014, 3, 5), 981, shift=60)

    identity = parse_identity(digits)

    assert identity.type is IdentityType.COORDINATION
    assert identity.born == date(2014, 3, 5)


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("20140305-T123", IdentityType.T_NUMBER, "20140305-T123"),
        ("20140305t123", IdentityType.T_NUMBER, "20140305-T123"),
        ("140305-TF12", IdentityType.TF_NUMBER, "20140305-TF12"),
        ("20140305 – TF12", IdentityType.TF_NUMBER, "20140305-TF12"),
        ("20140305-K123", IdentityType.OTHER, "20140305-K123"),
    ],
)
def test_temporary_numbers_are_kept_as_they_are(text: str, kind: IdentityType, number: str) -> None:
    assert parse_identity(text, AUTUMN) == Identity(kind, number)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2.0120101E+11", IdentityFault.NOT_TEXT),
        ("2,01E+11", IdentityFault.NOT_TEXT),
        ("140305+9817", IdentityFault.OVER_HUNDRED),
        ("201403059813", IdentityFault.CHECK_DIGIT),
        ("201402309817", IdentityFault.DATE),
        ("٢٠١٤٠٣٠٥٩٨١٧", IdentityFault.FORM),
        ("Blåbärsskog", IdentityFault.FORM),
        ("2014030598", IdentityFault.CHECK_DIGIT),
        ("20140305", IdentityFault.FORM),
    ],
)
def test_a_wrong_number_says_what_is_wrong(text: str, reason: IdentityFault) -> None:
    assert fault(text, AUTUMN) is reason


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_a_named_fault(text: str) -> None:
    try:
        identity = parse_identity(text, AUTUMN)
    except WrongIdentity as wrong:
        assert wrong.args == (wrong.reason.key,)
    else:
        assert (identity == NO_IDENTITY) == (not text.strip())


def test_the_check_digit_is_that_of_a_published_example() -> None:
    assert check_digit("811218987") == 6


def test_lists_show_only_the_year() -> None:
    assert masked(parse_identity(CHILD)) == "2014••••-••••"
    assert masked(parse_identity("20140305-T123")) == "2014••••-••••"
    assert masked(Identity(IdentityType.OTHER, "140305-K123")) == "••••••••-••••"
    assert masked(NO_IDENTITY) == ""


def test_age_turns_on_the_birthday() -> None:
    child = parse_identity(CHILD)

    assert (age(child, date(2032, 3, 4)), age(child, date(2032, 3, 5))) == (17, 18)
    assert age(NO_IDENTITY, AUTUMN) is None


def fault(text: str, start: date | None) -> IdentityFault:
    with pytest.raises(WrongIdentity) as wrong:
        parse_identity(text, start)
    return wrong.value.reason


@pytest.mark.parametrize(
    ("number", "sex"),
    [("20130412-2385", "girls"), ("20130412-2377", "boys"), ("20130412-T123", "unknown"), ("", "unknown")],
)
def test_the_last_digit_but_one_tells_girl_from_boy(number: str, sex: str) -> None:
    type_ = IdentityType.PERSONNUMMER if sex != "unknown" else IdentityType.OTHER
    assert Identity(type_, number.replace("-", "")).sex.key == sex
