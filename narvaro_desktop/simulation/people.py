"""People who never were: invented nature names, and numbers that no one can have.

The birth numbers are 980–999, which Skatteverket keeps for test persons and gives to no one; form and check
digit are right, so that the program's own checks are met.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from narvaro_desktop.domain.identity import check_digit

_GIVEN = (
    *("Elvira", "Tage", "Maja", "Åsa", "Ängla", "Örjan", "Sixten", "Alma", "Love", "Märta", "Olle", "Signe"),
    *("Göte", "Ronja", "Viggo", "Tyra", "Hjördis", "Birk", "Saga", "Åke", "Lovis", "Sören", "Noomi", "Vide"),
    *("Ylva", "Jämte", "Tuva", "Loke", "Hedda", "Östen", "Liv", "Frej", "Pärla", "Måns", "Idun", "Björn"),
)
_FIRST = (
    *("Blåbärs", "Lingon", "Hjortron", "Smultron", "Åkerbärs", "Ängsulls", "Örnvråks", "Tranbärs"),
    *("Vitsippe", "Kråkbärs", "Norrskens", "Stjärnskotts", "Sädesärle", "Ekorr", "Igelkotts", "Trollslände"),
    *("Grankotte", "Midnattssols", "Rönnbärs", "Skogsmyre", "Humle", "Östanvinds", "Åskmolns", "Älgört"),
)
_LAST = ("skog", "tuva", "stråle", "skur", "barr", "glänta", "mossa", "droppe", "dimma", "snår", "stig")
_EXTRA = ("Kottelund", "Månstråle", "Granbarr", "Regnskur")
FAMILY_NAMES = (*_EXTRA, *(first + last for first in _FIRST for last in _LAST))

NEVER_ASSIGNED = range(980, 1000)


@dataclass(frozen=True, slots=True)
class Guardian:
    given_name: str
    family_name: str


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff, named by role; `signature` is what the absence file shows."""

    signature: str
    name: str
    subject: str


@dataclass(frozen=True, slots=True)
class Student:
    """`school_year` is 0 for förskoleklass; `protected` stands for skyddade personuppgifter."""

    number: int
    given_name: str
    family_name: str
    school_class: str
    school_year: int
    personnummer: str
    guardians: tuple[Guardian, ...]
    protected: bool = False

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


def a_student(random: Random, number: int, school_class: str, school_year: int, autumn: int) -> Student:
    """A pupil of the school year in the läsår that begins in `autumn`."""
    family = random.choice(FAMILY_NAMES)
    other = family if random.random() < 0.5 else random.choice(FAMILY_NAMES)
    guardians = (Guardian(random.choice(_GIVEN), family), Guardian(random.choice(_GIVEN), other))
    born = date(autumn - 6 - school_year, 1, 1) + timedelta(days=random.randrange(365))
    identity = never_assigned(born, random.choice(NEVER_ASSIGNED))
    return Student(number, random.choice(_GIVEN), family, school_class, school_year, identity, guardians)


def never_assigned(born: date, birth_number: int) -> str:
    """Twelve digits with the right check digit, for a birth number that no one is given."""
    nine = f"{born:%y%m%d}{birth_number:03}"
    return f"{born.year // 100}{nine}{check_digit(nine)}"


def next_free(identity: str, taken: set[str]) -> str:
    """The number itself, or the next one that is free: on the same day, else on the following days."""
    born, birth_number = date.fromisoformat(identity[:8]), int(identity[8:11])
    while identity in taken:
        birth_number += 1
        if birth_number not in NEVER_ASSIGNED:
            born, birth_number = born + timedelta(days=1), NEVER_ASSIGNED.start
        identity = never_assigned(born, birth_number)
    return identity
