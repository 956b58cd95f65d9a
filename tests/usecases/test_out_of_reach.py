"""Every use case that takes the id of a case or a pupil, called by those who may not open it: none answers.

The functions are found by introspection, so that one that is added tomorrow is tried too.
"""

import importlib
import inspect
import pkgutil
import typing
from collections import abc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from narvaro_desktop import usecases
from narvaro_desktop.domain.access import OutOfReach
from narvaro_desktop.domain.assessment.consultation import Consultation
from narvaro_desktop.domain.partnering.collaboration import ConsentAnswer, Partner
from narvaro_desktop.domain.terms import ContactKind, Depth, Party, Role, SuggestionAnswer
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.changes import changes_of
from narvaro_desktop.store.tables import CaseRow, DecisionRow, InvestigationRow, PersonRow
from narvaro_desktop.usecases.absence import suggestions
from narvaro_desktop.usecases.absence.suggestions import Answer
from narvaro_desktop.usecases.assessment import consultations, investigation_pattern, investigations
from narvaro_desktop.usecases.casework import cases, informing, invitations
from narvaro_desktop.usecases.deciding import decisions, earlier_decision, notification_papers
from narvaro_desktop.usecases.deciding.inquiry import Filled
from narvaro_desktop.usecases.partnering import consents
from narvaro_desktop.usecases.partnering.consents import Asked
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.teamwork import meeting_room, meetings
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Office, Work

ROLES = (Role.MENTOR, Role.SCHOOL_NURSE, Role.SCHOOL_PSYCHOLOGIST, Role.ATTENDANCE_COACH)

INNER = frozenset({
    "cases.open_case_of",  # an id alone, for what demands reach itself
    "decision_drafts.forget",  # one's own
    "investigation_rows.of_case",
    "investigations.conclusion",
    "measures.follow_up_row",
    "notifications.begun",
    "plan_measures.rows",
    "plan_versions.plan_row",
    "return_schedules.planned_weeks",
    "return_schedules.raise_tasks",
    "return_schedules.weeks_of",
    "stepping_down.proposed",
})  # fmt: skip
"""Steps of other use cases, which no page calls with an id of its own; they answer with rows, not views."""


@dataclass
class Stage:
    """Two cases, of which the people of `ROLES` may open the first."""

    office: Office
    mine: UUID
    other: UUID
    people: dict[Role, UUID]

    @contextmanager
    def work_as(self, role: Role) -> Iterator[Work]:
        me = self.office.actor
        self.office.actor = replace(me, id=self.people[role], role=role)
        try:
            with self.office.work() as work:
                yield work
        finally:
            self.office.actor = me


@pytest.fixture
def stage(at_the_principals: Office) -> Stage:
    office, people = at_the_principals, {}
    with office.work() as work:
        for role in ROLES:
            people[role] = work.new_id()
            row = {"label": role.key, "name": role.key, "sort_key": role.key, "active_to": None}
            work.session.add(PersonRow(id=people[role], role=role, active_from=date(2026, 8, 1), **row))
        work.session.flush()
        mine = students.add(work, "Saga Kottelund", "5B").value
        other = students.add(work, "Vidar Regnskur", "7A").value
        work.session.flush()
        for student in (mine, other):
            students.add_guardian(work, student, "Ylva Regnskur")
        opened = [cases.open_case(work, student).value for student in (mine, other)]
        for role in ROLES[1:]:
            invitations.invite(work, opened[0], people[role])
        team.give_classes(work, people[Role.MENTOR], ["5B"])
    return Stage(office, opened[0], opened[1], people)


def _named() -> dict[str, Callable[..., object]]:
    """Every public use case that takes a `case_id` or a `student_id`, and no row that was reached before."""
    found = {}
    for each in pkgutil.walk_packages(usecases.__path__, f"{usecases.__name__}."):
        module, short = importlib.import_module(each.name), each.name.rpartition(".")[2]
        for name, made in inspect.getmembers(module, inspect.isfunction):
            if made.__module__ != module.__name__ or name.startswith("_") or short.startswith("practice"):
                continue
            taken = typing.get_type_hints(made)
            if any("Row" in str(one) for one in taken.values()):
                continue
            if Work in taken.values() and taken.keys() & {"case_id", "student_id", "student_ids"}:
                found[f"{short}.{name}"] = made
    return found


NAMED = _named()


def test_every_module_is_walked_however_deep_it_lies() -> None:
    """A folder without its `__init__` would be passed over in silence."""
    folder = Path(usecases.__file__).parent
    files = [path.relative_to(folder).with_suffix("") for path in folder.rglob("*.py")]
    walked = {each.name for each in pkgutil.walk_packages(usecases.__path__, f"{usecases.__name__}.")}

    missed = {
        ".".join((usecases.__name__, *path.parts)) for path in files if path.name != "__init__"
    } - walked

    assert missed == set()
    assert len(NAMED) > 100


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.key)
def test_no_use_case_answers_about_a_case_out_of_reach(stage: Stage, tmp_path: Path, role: Role) -> None:
    answered = []
    for name in sorted(NAMED.keys() - INNER):
        with suppress(NarvaroError), stage.work_as(role) as work:
            student = work.session.get_one(CaseRow, stage.other).student_id
            given = Given({"case_id": stage.other, "student_id": student}, work.today, tmp_path)
            told = NAMED[name](work, **given.arguments(NAMED[name]))
            work.session.flush()
            if (list(told) if isinstance(told, Iterator) else told) or changes_of(work.session).touched:
                answered.append(name)

    assert answered == []


@dataclass(frozen=True)
class Given:
    """Arguments made from their types alone, for functions that shall refuse before they look at them."""

    ids: Mapping[str, UUID]
    today: date
    folder: Path

    def arguments(self, function: Callable[..., object]) -> dict[str, object]:
        types = typing.get_type_hints(function)
        wanted = list(inspect.signature(function).parameters.values())[1:]
        return {
            one.name: self.value(types[one.name], one.name)
            for one in wanted
            if one.default is inspect.Parameter.empty
        }

    def value(self, kind: Any, name: str) -> object:
        inner = [each for each in get_args(kind) if each is not NoneType]
        made = get_origin(kind)
        if made in (typing.Union, UnionType):
            return self.value(inner[0], name)
        if made is abc.Mapping:
            return {self.value(inner[0], name): self.value(inner[1], name)}
        if made is not None:
            return [self.value(inner[0], name)]
        if is_dataclass(kind):
            types = typing.get_type_hints(kind)
            needed = [
                one for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING
            ]
            return kind(**{one.name: self.value(types[one.name], one.name) for one in needed})
        return next(iter(kind)) if issubclass(kind, Enum) else self._plain(kind, name)

    def _plain(self, kind: type, name: str) -> object:
        plain: dict[type, object] = {
            str: "ord",
            int: 1,
            bool: True,
            date: self.today,
            datetime: datetime(2026, 9, 28, 9, tzinfo=UTC),
            Path: self.folder,
            UUID: self.ids.get(name, self.ids["student_id" if name == "student_ids" else "case_id"]),
        }
        return plain[kind]


def test_a_mentor_answers_for_no_pupil_of_another_class(stage: Stage) -> None:
    given = Answer(SuggestionAnswer.DECLINED, "Vi väntar.")

    with pytest.raises(OutOfReach), stage.work_as(Role.MENTOR) as work:
        student = work.session.get_one(CaseRow, stage.other).student_id
        suggestions.answer(work, [student], given)


def _decided(work: Work, case_id: UUID) -> UUID:
    earlier_decision.record(work, case_id, work.today, "Rektor", None, "KS 1")
    return work.session.scalars(select(DecisionRow.id).where(DecisionRow.case_id == case_id)).one()


def test_a_record_of_another_case_is_not_told_through_ones_own(stage: Stage) -> None:
    with stage.office.work() as work:
        begun = investigations.begin(work, stage.other, Depth.SIMPLE).value
        row = work.session.get_one(InvestigationRow, begun)
        row.signed_at, row.pattern = work.now, "{}"
        decided = _decided(work, stage.other)

    with stage.work_as(Role.MENTOR) as work:
        with pytest.raises(OutOfReach):
            investigations.investigation(work, stage.mine, begun)
        with pytest.raises(OutOfReach):
            decisions.prepared(work, stage.mine, Filled(), decided)
        assert investigation_pattern.pattern_of(work, stage.mine, begun) is None


def test_a_guardian_of_another_pupil_neither_consents_nor_is_told_nor_heard(stage: Stage) -> None:
    with stage.office.work() as work:
        decided = _decided(work, stage.mine)
        work.session.flush()
        [stranger] = work.session.get_one(CaseRow, stage.other).student.guardians
        asked = Asked(stranger.id, Partner.PSYCHIATRY, ConsentAnswer.GIVEN, work.today)
        said = Consultation(
            Party.GUARDIAN, True, ContactKind.CALL, work.today, "Vi vill vara med.", None, stranger.id
        )
        with pytest.raises(OutOfReach):
            consents.ask(work, stage.mine, asked)
        with pytest.raises(OutOfReach):
            consultations.hear(work, stage.mine, said)
        with pytest.raises(OutOfReach):
            informing.inform(work, decided, stranger.id, work.today, "samtal")
        with pytest.raises(OutOfReach):
            notification_papers.guardian_letter(work, decided, stranger.id)


def test_a_decision_at_a_meeting_is_done_and_put_right_only_where_it_was_made(stage: Stage) -> None:
    with stage.office.work() as work:
        meeting = meetings.plan(work, work.today).value
        points = {case: meetings.add_case(work, meeting, case).value for case in (stage.mine, stage.other)}
        made = meeting_room.decide(
            work, points[stage.other], "Ring hem", Role.COUNSELLOR, work.today + timedelta(days=7)
        ).value

    with pytest.raises(OutOfReach), stage.work_as(Role.SCHOOL_NURSE) as work:
        meeting_room.do_decision(work, made)
    with pytest.raises(NoResultFound), stage.office.work() as work:
        meeting_room.decide(work, points[stage.mine], "Annat", Role.COUNSELLOR, work.today, replaces=made)
