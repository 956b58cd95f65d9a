"""What holds for one pupil where the law differs: by school form, by age, and by who runs the school."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from narvaro_desktop.domain.deciding.notification import CONSULTED
from narvaro_desktop.domain.terms import Governance, Party, SchoolForm


@dataclass(frozen=True, slots=True)
class LawProfile:
    """`inquiry_law` is a key of the law book.

    Skollagen 15 kap. 16 § asks the gymnasieskola for an utredning, and not for an anmälan to the huvudman.
    `is_own_party`: of age (föräldrabalken 9 kap. 1 §); guardians are told nothing without her consent.
    """

    inquiry_law: str
    notification_is_optional: bool
    is_own_party: bool
    secrecy: str
    cites_administrative_law: bool

    @property
    def consulted(self) -> tuple[Party, ...]:
        """With whom samråd is held; of age, she speaks for herself."""
        return tuple(party for party in CONSULTED if not (self.is_own_party and party is Party.GUARDIAN))


def law_profile(
    document: Mapping[str, Any], form: SchoolForm, governance: Governance, born: date | None, today: date
) -> LawProfile:
    """The profile in `document` (resources/law/profiles.json)."""
    of_form = next(one for one in document["school_forms"] if form.key in one["school_forms"])
    of_owner = document["governance"][governance.key]
    return LawProfile(
        inquiry_law=of_form["inquiry_law"],
        notification_is_optional=of_form["notification"] == "optional",
        is_own_party=born is not None and age(born, today) >= document["own_party_from"],
        secrecy=of_owner["secrecy"],
        cites_administrative_law=of_owner["administrative_law"],
    )


def age(born: date, today: date) -> int:
    """Whole years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
