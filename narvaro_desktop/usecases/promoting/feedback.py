"""What the pupils of a group answer to four questions, without names: counted by hand, shown as sums."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import FeedbackRow
from narvaro_desktop.usecases import team_names
from narvaro_desktop.usecases.routines.routine import CHANGED, routine
from narvaro_desktop.usecases.work import Made, Work

MOST: Final = 500


class FeedbackIncomplete(NarvaroError):
    """It does not say which group answered, or on a day that has been."""


class TooFewAnswers(NarvaroError):
    """A question has fewer answers than can be shown without pointing at persons: (at least,)."""


class CountWrong(NarvaroError):
    """A count is below nothing or beyond every group: (what was given,)."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One group's answers: for each question how many gave each answer, from yes to no."""

    held_on: date
    group: str
    counts: Mapping[str, tuple[int, ...]]
    words: str = ""
    who: str = ""

    def agreeing(self, question: str) -> tuple[int, int]:
        """How many agree with a question (the upper half of the answers), and of how many."""
        given = self.counts.get(question, ())
        return sum(given[: len(given) // 2]), sum(given)


def feedback(work: Work) -> list[Feedback]:
    """Every group's answers, the newest first."""
    work.may(Resource.PREVENTION, Action.LIST)
    people = team_names.names(work)
    newest = select(FeedbackRow).order_by(FeedbackRow.held_on.desc(), FeedbackRow.id.desc())
    return [
        Feedback(
            row.held_on,
            row.group_name,
            {key: tuple(counts) for key, counts in json.loads(row.counts).items()},
            row.words,
            people.get(row.registered_by, ""),
        )
        for row in work.session.scalars(newest)
    ]


def keep(work: Work, said: Feedback) -> Made[UUID]:
    """Keep a group's answers.

    :raises FeedbackIncomplete, CountWrong:
    :raises TooFewAnswers: fewer have answered than are shown anywhere
    """
    work.may(Resource.PREVENTION, Action.WRITE)
    if not clean(said.group) or said.held_on > work.today:
        raise FeedbackIncomplete
    for counts in said.counts.values():
        if wrong := [count for count in counts if not 0 <= count <= MOST]:
            raise CountWrong(wrong[0])
    few = work.rules.pack.small_number
    if any(sum(counts) < few for counts in said.counts.values()):
        raise TooFewAnswers(few)
    row = FeedbackRow(
        id=work.new_id(),
        held_on=said.held_on,
        group_name=clean(said.group),
        version=routine().version,
        counts=json.dumps({key: list(counts) for key, counts in sorted(said.counts.items())}),
        words=clean(said.words),
        registered_at=work.now,
        registered_by=work.actor.id,
    )
    work.session.add(row)
    work.log("feedback.keep", feedback=str(row.id))
    return Made(CHANGED, row.id)
