"""What a column can hold, what a file can be, and the words for both."""

from dataclasses import dataclass

from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_


class FileKind(Term):
    LESSON = "lesson", N_("lektioner per elev")
    STUDENT_PERIOD = "student_period", N_("summor per elev och period")
    SCHOOL_PERIOD = "school_period", N_("summor för skolan")
    LESSON_TIMES = "lesson_times", N_("lektionstid per kurs")
    PUPILS = "pupils", N_("elevlista")


class Field(Term):
    """The meaning of a column; minutes unless its `Unit` says otherwise."""

    IDENTITY = "identity", N_("personnummer")
    NAME = "name", N_("namn")
    FIRST_NAME = "first_name", N_("förnamn")
    LAST_NAME = "last_name", N_("efternamn")
    CLASS = "class", N_("klass")
    UNIT = "unit", N_("skola")
    PROTECTED = "protected", N_("skyddade personuppgifter")
    DATE = "date", N_("datum")
    START = "start", N_("starttid")
    END = "end", N_("sluttid")
    WEEK = "week", N_("vecka")
    PERIOD = "period", N_("period, båda dagarna")
    PERIOD_FROM = "period_from", N_("period från")
    PERIOD_TO = "period_to", N_("period till")
    ACTIVITY = "activity", N_("ämne eller kurs")
    STAFF = "staff", N_("lärare")
    PLANNED = "planned", N_("planerad tid")
    ATTENDANCE = "attendance", N_("närvaro")
    ABSENCE = "absence", N_("frånvaro (fråga vad som menas)")
    TOTAL = "total", N_("total frånvaro")
    VALID = "valid", N_("giltig frånvaro")
    INVALID = "invalid", N_("ogiltig frånvaro")
    OTHER = "other", N_("skoluppdrag och liknande")
    LATE = "late", N_("sen ankomst")
    UNREPORTED = "unreported", N_("orapporterad tid")
    REPORTED = "reported", N_("rapporterad")
    REPORTED_AT = "reported_at", N_("rapporterad när")
    STATUS = "status", N_("närvarostatus")
    REASON = "reason", N_("frånvaroanledning")
    CANCELLED = "cancelled", N_("inställd")
    ATTENDANCE_SHARE = "attendance_share", N_("närvaro i procent")
    TOTAL_SHARE = "total_share", N_("frånvaro i procent")
    VALID_SHARE = "valid_share", N_("giltig frånvaro i procent")
    INVALID_SHARE = "invalid_share", N_("ogiltig frånvaro i procent")
    REPORTED_SHARE = "reported_share", N_("rapporterat i procent")
    IGNORED = "ignored", N_("används inte")


class Unit(Term):
    """What the numbers of a column count."""

    MINUTE = "minute", N_("minuter")
    HOUR = "hour", N_("timmar")
    LESSON = "lesson", N_("lektioner")
    PERCENT = "percent", N_("procent")
    FRACTION = "fraction", N_("andel (0–1)")
    TEXT = "text", N_("text")


class AbsenceMeans(Term):
    """What a bare "frånvaro" counts."""

    TOTAL = "total", N_("all frånvaro")
    UNNOTIFIED = "unnotified", N_("bara den oanmälda frånvaron")


class Unreported(Term):
    """What the source does with lessons that nobody reported."""

    PRESENT = "present", N_("räknas som närvaro")
    MISSING = "missing", N_("saknas i filen eller står för sig")


class Duplicates(Term):
    """What happens to two rows of one lesson with different values."""

    REJECT = "reject", N_("avvisa båda")
    SUM = "sum", N_("lägg ihop dem")


class Status(Term):
    """What a status word says about the whole lesson."""

    PRESENT = "present", N_("närvarande")
    VALID = "valid", N_("giltig frånvaro")
    INVALID = "invalid", N_("ogiltig frånvaro")
    OTHER = "other", N_("skoluppdrag")
    UNREPORTED = "unreported", N_("inte rapporterad")
    CANCELLED = "cancelled", N_("inställd")


@dataclass(frozen=True, slots=True)
class Column:
    """A field, the normalised header of the column that holds it, and what its numbers count."""

    field: Field
    header: str
    unit: Unit = Unit.MINUTE


PUPIL_FIELDS = frozenset(
    {Field.IDENTITY, Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.CLASS, Field.UNIT, Field.PROTECTED}
)
"""What tells whose a row is; a known layout may have more or fewer of these columns."""
WHOSE = frozenset({Field.IDENTITY, Field.NAME, Field.LAST_NAME})
SHARES = frozenset(
    {
        Field.ATTENDANCE_SHARE,
        Field.TOTAL_SHARE,
        Field.VALID_SHARE,
        Field.INVALID_SHARE,
        Field.REPORTED_SHARE,
    }
)
AMOUNTS = frozenset(
    {
        Field.PLANNED,
        Field.ATTENDANCE,
        Field.ABSENCE,
        Field.TOTAL,
        Field.VALID,
        Field.INVALID,
        Field.OTHER,
        Field.LATE,
        Field.UNREPORTED,
    }
)
