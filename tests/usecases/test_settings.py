"""The profile of the school: remembered when it is asked for, corrected by those who answer for it."""

import pytest

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.usecases import settings
from tests.conftest import School


@pytest.mark.parametrize(
    ("person", "may"), [("Rektor Rönn", True), ("Kurator Ek", True), ("Mentor Al", False)]
)
def test_the_profile_is_corrected_by_those_who_answer_for_it(school: School, person: str, may: bool) -> None:
    office = school.unlock(person)
    try:
        with office.work() as work:
            settings.correct(work, huvudman="Bergby kommun")
    except NotAllowed:
        pass
    finally:
        with office.work() as work:
            known = settings.profile(work).huvudman
        office.close()

    assert (known == "Bergby kommun") is may
