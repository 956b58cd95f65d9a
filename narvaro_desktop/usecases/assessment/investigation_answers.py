"""The answers of a kartläggning: sealed to those who may read them, saved while they are typed.

A version of a kartläggning keeps only the answers that were given in it; the rest stand in the versions that
it corrects. So nobody needs the key of an answer to let it stand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.assessment.investigation import Answer, Sharing, Voice, answer_key, checked
from narvaro_desktop.domain.assessment.questions import Question
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.record_id import derived_id
from narvaro_desktop.domain.terms import AnswerState, InfoClass, Role
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.cells import Place
from narvaro_desktop.store.tables import AnswerRow, InvestigationRow
from narvaro_desktop.usecases import team_names
from narvaro_desktop.usecases.assessment import investigation_rows
from narvaro_desktop.usecases.overwritten import Overwritten, overwritten
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Work

_MEDICAL: Final = frozenset({Role.SCHOOL_NURSE, Role.SCHOOL_PHYSICIAN})
_HEALTH: Final = "I6"
"""The module of health and wellbeing."""


class AnswerHidden(NarvaroError):
    """Somebody else has answered, and only those with the key may read or change it: (question key,)."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A question and what has been answered. `hidden`: there is a text, and the person lacks its key.

    `earlier` is what a colleague had written there before it was written over.
    """

    question: Question
    answer: Answer | None
    info_class: InfoClass
    readers: str
    hidden: bool = False
    asked_by: str = ""
    earlier: Overwritten | None = None


def standing(work: Work, row: InvestigationRow | None) -> dict[str, AnswerRow]:
    """The answers that count in this version, by answer key: its own, or those of the version it corrects."""
    found: dict[str, AnswerRow] = {}
    for version in investigation_rows.chain(work, row):
        wanted = select(AnswerRow).where(AnswerRow.investigation_id == version.id)
        for answer in work.session.scalars(wanted):
            found.setdefault(answer_key(answer.question, answer.who), answer)
    return found


def replies(
    work: Work, asked: Iterable[tuple[Question, Voice]], row: InvestigationRow | None, student_id: UUID
) -> dict[str, Reply]:
    """By answer key, every question with its answer as the person may see it, and who reads it."""
    rows = standing(work, row)
    names = team_names.names(work)
    readers: dict[InfoClass, str] = {}
    made: dict[str, Reply] = {}
    for question, voice in asked:
        key = answer_key(question.key, voice.who)
        given = rows.get(key)
        sealed_as = given.info_class if given else class_for(work, question)
        if sealed_as not in readers:
            readers[sealed_as] = team.readers(work, sealed_as)
        read_by = (sealed_as, readers[sealed_as])
        made[key] = _reply(work, question, given, student_id, read_by, names)
    return _with_earlier(work, made, rows, student_id)


def keep(
    work: Work, row: InvestigationRow, question: Question, voice: Voice, answer: Answer | None, student: UUID
) -> None:
    """Put the answer in this version; None takes it away again.

    :raises WrongAnswer: it does not fit the question
    :raises AnswerHidden: another's answer, which the person has no key for, stands there
    """
    before = standing(work, row).get(answer_key(question.key, voice.who))
    if before is not None and not _readable(work, before, student):
        raise AnswerHidden(question.key)
    own = before if before is not None and before.investigation_id == row.id else None
    if answer is None:
        _take_away(work, row, question, voice, own)
        return
    given = checked(question, answer)
    if own is None:
        own = _new(work, row, question, voice)
        work.session.add(own)
    _fill(work, own, given, student)
    work.session.flush()


def class_for(work: Work, question: Question) -> InfoClass:
    """Who will read it: what the medical professions write is theirs, of health also the psychologist's."""
    role = work.actor.role
    is_theirs = role in _MEDICAL or (role is Role.SCHOOL_PSYCHOLOGIST and question.module == _HEALTH)
    if question.info_class is InfoClass.COUNSELLING and is_theirs:
        return InfoClass.MEDICAL
    return question.info_class


def states(rows: Mapping[str, AnswerRow]) -> list[Answer]:
    """The answers without their text, which is enough to count them."""
    return [Answer(row.question, row.state, who=row.who) for row in rows.values()]


def _take_away(
    work: Work, row: InvestigationRow, question: Question, voice: Voice, own: AnswerRow | None
) -> None:
    """In a correction what stood before must not come back, so the question counts as not asked."""
    if row.replaces is not None:
        keep_state = own or _new(work, row, question, voice)
        keep_state.state, keep_state.body, keep_state.scale = AnswerState.NOT_ASKED, None, None
        keep_state.share = None
        work.session.add(keep_state)
    elif own is not None:
        work.session.delete(own)
    work.session.flush()


def _new(work: Work, row: InvestigationRow, question: Question, voice: Voice) -> AnswerRow:
    return AnswerRow(
        id=derived_id("answer", row.id, question.key, voice.party.key, voice.who),
        investigation_id=row.id,
        question=question.key,
        party=voice.party,
        who=voice.who,
        state=AnswerState.ANSWERED,
        info_class=class_for(work, question),
        body=None,
        scale=None,
        asked_by=work.actor.id,
        answered_on=work.today,
    )


def _fill(work: Work, row: AnswerRow, answer: Answer, student: UUID) -> None:
    text = clean(answer.text).strip("\n")
    row.state, row.asked_by, row.answered_on = answer.state, work.actor.id, answer.answered_on or work.today
    row.body = _seal(work, row, student, "body", text) if text.strip() else None
    row.scale = None if answer.scale is None else _seal(work, row, student, "scale", str(answer.scale))
    row.share = _share(work, row, student, answer.share if answer.state is AnswerState.ANSWERED else None)


def _share(work: Work, row: AnswerRow, student: UUID, share: frozenset[Sharing] | None) -> bytes | None:
    if share is None:
        return None
    return _seal(work, row, student, "share", " ".join(sorted(one.key for one in share)))


def _reply(
    work: Work, question: Question, row: AnswerRow | None, student: UUID, read_by: tuple[InfoClass, str],
    names: Mapping[UUID, str],
) -> Reply:  # fmt: skip
    if row is None:
        return Reply(question, None, *read_by)
    hidden = not _readable(work, row, student)
    text = "" if hidden else _unseal(work, row, student, "body", row.body) or ""
    scale = None if hidden else _unseal(work, row, student, "scale", row.scale)
    shared = None if hidden else _unseal(work, row, student, "share", row.share)
    answer = Answer(
        row.question, row.state, text, int(scale) if scale else None, row.answered_on, row.who,
        None if shared is None else frozenset(map(Sharing.of, shared.split())),
    )  # fmt: skip
    return Reply(question, answer, *read_by, hidden, names.get(row.asked_by, ""))


def _with_earlier(
    work: Work, made: dict[str, Reply], rows: Mapping[str, AnswerRow], student: UUID
) -> dict[str, Reply]:
    """The replies, with what colleagues had written where one has written over it."""
    shown = {rows[key].id: key for key, reply in made.items() if reply.answer and not reply.hidden}
    by_id = {rows[key].id: rows[key] for key in shown.values()}
    now = {record: _text(made[key]) for record, key in shown.items()}

    def read(record: UUID, cell: bytes) -> str | None:
        return _unseal(work, by_id[record], student, "body", cell)

    for record, earlier in overwritten(work, "body", now, read).items():
        made[shown[record]] = replace(made[shown[record]], earlier=earlier)
    return made


def _text(reply: Reply) -> str:
    return reply.answer.text if reply.answer else ""


def _readable(work: Work, row: AnswerRow, student: UUID) -> bool:
    cells = (("body", row.body), ("scale", row.scale))
    return all(cell is None or _unseal(work, row, student, name, cell) is not None for name, cell in cells)


def _seal(work: Work, row: AnswerRow, student: UUID, column: str, text: str) -> bytes:
    if row.info_class is InfoClass.SCHOOL:
        return text.encode()
    return work.seal(row.info_class, Place("answer", str(row.id), str(student), column), text)


def _unseal(work: Work, row: AnswerRow, student: UUID, column: str, cell: bytes | None) -> str | None:
    if cell is None:
        return None
    if row.info_class is InfoClass.SCHOOL:
        return cell.decode()
    return work.unseal(Place("answer", str(row.id), str(student), column), cell)
