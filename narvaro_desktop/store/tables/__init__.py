"""Every table of the vault: one file for each subject, one metadata for all."""

from narvaro_desktop.store.tables.attendance import (
    ActivityRow,
    AliasRow,
    BeforeImageRow,
    CoverageWeekRow,
    ImportBatchRow,
    ImportProfileRow,
    LessonRow,
    PeriodRow,
    ReasonRow,
    StaffRow,
    StudentDayRow,
    StudentWeekRow,
)
from narvaro_desktop.store.tables.cases import (
    CaseRow,
    DutyRow,
    HandOverRow,
    NoteRow,
    StepChangeRow,
    SuggestionAnswerRow,
)
from narvaro_desktop.store.tables.columns import Base
from narvaro_desktop.store.tables.investigations import AnswerRow, FollowUpRow, InvestigationRow, MeasureRow
from narvaro_desktop.store.tables.log import AccessLogRow, ChangeRow, CheckpointRow, DraftRow
from narvaro_desktop.store.tables.notifications import (
    DecisionRow,
    InformedRow,
    KeyCardRow,
    NotificationRow,
    ReceivedRow,
    SeenPackageRow,
    SentPackageRow,
)
from narvaro_desktop.store.tables.people import GuardianRow, PersonRow, SettingRow, StudentRow

__all__ = [
    "AccessLogRow",
    "ActivityRow",
    "AliasRow",
    "AnswerRow",
    "Base",
    "BeforeImageRow",
    "CaseRow",
    "ChangeRow",
    "CheckpointRow",
    "CoverageWeekRow",
    "DecisionRow",
    "DraftRow",
    "DutyRow",
    "FollowUpRow",
    "GuardianRow",
    "HandOverRow",
    "ImportBatchRow",
    "ImportProfileRow",
    "InformedRow",
    "InvestigationRow",
    "KeyCardRow",
    "LessonRow",
    "MeasureRow",
    "NoteRow",
    "NotificationRow",
    "PeriodRow",
    "PersonRow",
    "ReasonRow",
    "ReceivedRow",
    "SeenPackageRow",
    "SentPackageRow",
    "SettingRow",
    "StaffRow",
    "StepChangeRow",
    "StudentDayRow",
    "StudentRow",
    "StudentWeekRow",
    "SuggestionAnswerRow",
]
