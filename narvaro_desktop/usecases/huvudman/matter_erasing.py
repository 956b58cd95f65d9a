"""Gallring in the huvudman's register: what is due there, and every trace of a matter taken away.

Of a lägesrapport about several pupils the part about this one goes; the rest stays, on a paper made anew.
"""

import json
from collections import Counter
from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.deciding.matter import MatterState
from narvaro_desktop.sealing import canonical
from narvaro_desktop.store.changes import forget
from narvaro_desktop.store.tables import (
    LegalHoldRow,
    MatterPackageRow,
    MatterRow,
    ReceivedFileRow,
    ReceivedRow,
    SentPackageRow,
    SentPayloadRow,
)
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.deciding import dispatch_papers
from narvaro_desktop.usecases.privacy import retention
from narvaro_desktop.usecases.privacy.retention import MATTER, DueCase, years_before
from narvaro_desktop.usecases.work import Work

_OVER: Final = (MatterState.CLOSED, MatterState.WITHDRAWN)


def due(work: Work) -> tuple[DueCase, ...]:
    """Matters that are over and of which nothing has come for as long as the decision says."""
    work.may(Resource.PACKAGE, Action.DELETE)
    years = retention.rule(work, MATTER).years
    if years is None:
        return ()
    limit, proposed = years_before(work.today, years), retention.proposed(work)
    holds = retention.held(work)
    rows = work.session.scalars(
        select(MatterRow).where(MatterRow.state.in_(_OVER)).order_by(MatterRow.last_at)
    ).all()
    ends = {row.id: row.last_at.astimezone(SWEDEN).date() for row in rows}
    return tuple(
        DueCase(
            id=row.id,
            number=row.case_number,
            closed_on=ends[row.id],
            due_on=years_before(ends[row.id], -years),
            held=holds.get(row.id, ""),
            whole_pupil=False,
            is_proposed=row.id in proposed,
        )
        for row in rows
        if ends[row.id] <= limit
    )


def erase(work: Work, matters: Collection[UUID]) -> dict[str, int]:
    """Take away the matters with what came of them and what was told of them; the rows erased by table."""
    rows = work.session.scalars(select(MatterRow).where(MatterRow.id.in_(matters))).all()
    counts = Counter[str]()
    for matter in rows:
        links = work.session.scalars(
            select(MatterPackageRow).where(MatterPackageRow.matter_id == matter.id)
        ).all()
        came = [link.received_id for link in links]
        counts.update(_gone(work, MatterPackageRow, links))
        for received in came:
            counts.update(_without(work, work.session.get_one(ReceivedRow, received), matter))
        lifted = select(LegalHoldRow).where(LegalHoldRow.matter_id == matter.id)
        counts.update(_gone(work, LegalHoldRow, work.session.scalars(lifted).all()))
        counts.update(_gone(work, MatterRow, [matter]))
    return dict(counts)


def _without(work: Work, row: ReceivedRow, matter: MatterRow) -> Counter[str]:
    """A package without this matter: gone, or about the others alone."""
    document = json.loads(row.payload)
    others = [one for one in document.get("items", ()) if one.get("caseId") != matter.case_number]
    if not others:
        return _package_gone(work, row)
    told = {**document, "items": others}
    row.payload = canonical.dumps(told)
    row.paper = dispatch_papers.paper(work, row.kind, told, "", row.payload, row.sender_name)
    forget(work.session, ReceivedRow, [row.id])
    return Counter()


def _package_gone(work: Work, row: ReceivedRow) -> Counter[str]:
    """The row, its files, and what was sealed because of it; the numbers of the ledger stay."""
    files = work.session.scalars(select(ReceivedFileRow).where(ReceivedFileRow.received_id == row.id)).all()
    counts = _gone(work, ReceivedFileRow, files)
    for sent in work.session.scalars(select(SentPackageRow).where(SentPackageRow.subject_id == row.id)):
        sent.envelope, sent.folder = b"", ""
        payload = delete(SentPayloadRow).where(SentPayloadRow.package_id == sent.package_id)
        work.session.execute(payload)
    return counts + _gone(work, ReceivedRow, [row])


def _gone(work: Work, model: Any, rows: Collection[Any]) -> Counter[str]:
    ids = [row.id for row in rows]
    for row in rows:
        work.session.delete(row)
    work.session.flush()
    forget(work.session, model, ids)
    return Counter({model.__tablename__: len(ids)})
