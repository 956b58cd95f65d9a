"""Every reason to leave a file unread is a sentence with advice."""

import pytest

from narvaro_desktop import wording
from narvaro_desktop.absence_files.faults import FileRefused, Refusal


@pytest.mark.parametrize("reason", Refusal)
def test_every_refusal_says_that_nothing_has_changed(reason: Refusal) -> None:
    said = wording.say(FileRefused(reason, row=7, line=9))

    assert said.endswith("Inget har ändrats.")
    assert "{" not in said and "?" not in said
