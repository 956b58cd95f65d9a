"""The rows of kartläggningar: those of a case, the one going on, the words it was asked in."""

import json
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.assessment.investigation import Voice
from narvaro_desktop.domain.assessment.questions import QuestionSet, question_set
from narvaro_desktop.domain.terms import Depth
from narvaro_desktop.store.tables import InvestigationRow
from narvaro_desktop.usecases.assessment.investigation_layout import layout_of
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.overwritten import Overwritten, overwritten_parts
from narvaro_desktop.usecases.work import Work


def questions_of(work: Work, row: InvestigationRow) -> QuestionSet:
    """The questions as they were worded when the kartläggning began, of the modules that it has."""
    layout = layout_of(row)
    document = work.rules.question_sets[row.question_set]
    return question_set(document, row.depth, row.stages, layout.modules, layout.language)


def of_case(work: Work, case_id: UUID) -> list[InvestigationRow]:
    """Every version of every kartläggning of the case, the newest first."""
    rows = work.session.scalars(select(InvestigationRow).where(InvestigationRow.case_id == case_id))
    return sorted(rows, key=lambda row: (row.started_on, row.version, row.id.int), reverse=True)


def going_on(rows: list[InvestigationRow], depth: Depth | None) -> InvestigationRow | None:
    return next((row for row in rows if row.signed_at is None and depth in (None, row.depth)), None)


def chain(work: Work, row: InvestigationRow | None) -> list[InvestigationRow]:
    """The version and those that it corrects, the newest first."""
    versions: list[InvestigationRow] = []
    while row is not None:
        versions.append(row)
        row = work.session.get(InvestigationRow, row.replaces) if row.replaces else None
    return versions


def missing_voices(row: InvestigationRow | None) -> dict[Voice, str]:
    kept = json.loads(row.missing_voices or "{}") if row is not None else {}
    return {Voice.of(key): why for key, why in kept.items()}


def rewritten_reasons(work: Work, row: InvestigationRow | None) -> dict[Voice, Overwritten]:
    """What a colleague had written of why a voice is missing, where it has been written over."""
    if row is None or row.signed_at is not None:
        return {}
    now = {voice.key: why for voice, why in missing_voices(row).items()}
    found = overwritten_parts(work, row.id, "missing_voices", now)
    return {Voice.of(key): earlier for key, earlier in found.items() if key in now}


def miss(row: InvestigationRow, reasons: Mapping[Voice, str]) -> None:
    """Keep why voices are not there."""
    row.missing_voices = json.dumps({one.key: why for one, why in reasons.items()}, ensure_ascii=False)


def signed_on(row: InvestigationRow) -> date | None:
    return row.signed_at.astimezone(SWEDEN).date() if row.signed_at else None
