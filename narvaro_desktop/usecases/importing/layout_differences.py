"""Where two explanations of one layout say different things."""

from collections.abc import Iterator
from dataclasses import dataclass

from narvaro_desktop.absence_files.fields import Column, Field
from narvaro_desktop.absence_files.meaning import Question
from narvaro_desktop.absence_files.profiles import Profile
from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import _


@dataclass(frozen=True, slots=True)
class Difference:
    """What both speak of (a question, a heading, a word in cells), and what each says of it."""

    what: str
    ours: str
    theirs: str


def differences(ours: Profile, theirs: Profile) -> tuple[Difference, ...]:
    """What would be read in another way; nothing where only the name differs."""
    return tuple(each for each in _compared(ours, theirs) if each.ours != each.theirs)


def _compared(ours: Profile, theirs: Profile) -> Iterator[Difference]:
    for question in Question:
        said = (_words(getattr(one.answers, question.key), question) for one in (ours, theirs))
        yield Difference(question.label, *said)
    for header in dict.fromkeys(column.header for column in (*ours.columns, *theirs.columns)):
        yield Difference(f"”{header}”", _holds(ours, header), _holds(theirs, header))
    for word in dict.fromkeys((*ours.codes, *theirs.codes)):
        what = f"”{word}”" if word else _("Frånvaro utan känd anledning")
        yield Difference(what, _words(ours.codes.get(word)), _words(theirs.codes.get(word)))
    what = _("Två rader om samma lektion")
    yield Difference(what, ours.duplicates.label, theirs.duplicates.label)


def _holds(profile: Profile, header: str) -> str:
    """What the columns under a heading are read as."""
    fields = [_column(column) for column in profile.columns if column.header == header]
    return ", ".join(filter(None, fields)) or Field.IGNORED.label


def _column(column: Column) -> str:
    if column.field is Field.IGNORED:
        return ""
    return f"{column.field.label} ({column.unit.label})"


def _words(answer: object, question: Question | None = None) -> str:
    if question is Question.MONTH_FIRST:
        return _("månad först") if answer else _("dag först")
    if isinstance(answer, Term):
        return answer.label
    if answer is None:
        return _("inget svar")
    return _("ja") if answer else _("nej")
