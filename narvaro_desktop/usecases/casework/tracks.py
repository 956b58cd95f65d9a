"""A pupil who is abroad, or whom nobody reaches: other things are done, and no kartläggning is asked for."""

from typing import Final
from uuid import UUID

from narvaro_desktop.domain.case_terms import Action, Resource, Track
from narvaro_desktop.domain.casework.ladder import ReasonMissing
from narvaro_desktop.domain.terms import ContactKind, InfoClass, Role
from narvaro_desktop.usecases.casework import cases, duties, notes
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.work import Area, Changes, Work

CHANGED: Final[Changes] = frozenset({Area.CASES, Area.SUGGESTIONS, Area.NOTES})


def follow(work: Work, case_id: UUID, track: Track | None, why: str) -> Changes:
    """Follow `track` with its tasks from today, or (None) the stair again; why stands in the timeline.

    :raises ReasonMissing, CaseClosed:
    """
    work.may(Resource.CASE, Action.WRITE)
    row = cases.open_row(work, case_id)
    if not why.strip():
        raise ReasonMissing
    if row.track is track:
        return frozenset()
    row.track = track
    there = {one.words for one in row.duties if one.words and one.done_on is None}
    for task in work.rules.tracks[track.key]["tasks"] if track else ():
        if task["text"] not in there:
            duties.add_task(work, case_id, task["text"], None, Role.of(task["responsible"]))
    words = track.swedish if track else "Eleven är tillbaka"
    text = f"{words[:1].upper()}{words[1:]}. {why.strip()}"
    notes.write(work, row.student_id, case_id, Written(ContactKind.NOTE, text, info_class=InfoClass.SCHOOL))
    work.log("case.track", student=row.student_id, case=case_id, track=track.key if track else None)
    return CHANGED
