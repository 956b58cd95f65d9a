"""A pupil abroad, or whom nobody reaches: other tasks, no kartläggning, and back to the stair."""

import pytest

from narvaro_desktop.domain.case_terms import Track
from narvaro_desktop.domain.casework.ladder import ReasonMissing
from narvaro_desktop.usecases.casework import cases, duties, timeline, tracks
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.rules import shipped
from narvaro_desktop.usecases.work import Office


@pytest.mark.parametrize("track", list(Track))
def test_no_kartlaggning_is_asked_for_while_the_pupil_is_away(office: Office, track: Track) -> None:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case_id = cases.open_case(work, student, cases.Opening(step=2, why="Borta sedan lovet.")).value
        tracks.follow(work, case_id, track, "Farmor berättade i telefon.")

    with office.work() as work:
        view = cases.case(work, case_id)
        told = timeline.timeline(work, case_id)
    asked = {line.duty.key for line in view.duties if line.outstanding}
    assert view.track is track
    assert "simple_investigation" not in asked and "child_welfare_considered_2" in asked
    assert any("hemkommunen" in one.words for one in view.tasks)
    assert any("Farmor berättade" in event.text for event in told)

    with office.work() as work:
        tracks.follow(work, case_id, None, "Eleven är i skolan igen.")
    with office.work() as work:
        view = cases.case(work, case_id)
    assert view.track is None
    assert "simple_investigation" in {line.duty.key for line in view.duties if line.outstanding}


def test_how_one_knows_is_asked_for(office: Office) -> None:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case_id = cases.open_case(work, student).value

    with pytest.raises(ReasonMissing), office.work() as work:
        tracks.follow(work, case_id, Track.ABROAD, " ")
    with office.work() as work:
        assert duties.duty_lines(work, cases.row_of(work, case_id))


def test_every_track_has_its_tasks() -> None:
    assert set(shipped().tracks) == {track.key for track in Track}
    assert all(one["tasks"] for one in shipped().tracks.values())
