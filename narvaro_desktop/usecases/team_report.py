"""What elevhälsan's own follow-up says beside the school's report: load, the routine's steps, what failed.

Duties and deviations are no persons, but few of them point at few: one to four are shown as "<5".
"""

from collections import Counter
from typing import Final

from sqlalchemy import select

from narvaro_desktop.domain.collaboration import Obstacle
from narvaro_desktop.domain.published import cell
from narvaro_desktop.domain.report import Row, Section, Table
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.i18n import _
from narvaro_desktop.store.tables import CaseRow, DeviationRow, DutyRow, PartnerContactRow, StudentRow
from narvaro_desktop.usecases.report_making import Told
from narvaro_desktop.usecases.work import Work

_IN_TIME, _LATE, _LEFT, _MISSING = "in_time", "late", "left", "missing"
_KINDS: Final = (_IN_TIME, _LATE, _MISSING, _LEFT)


def sections(work: Work, told: Told, span: Span) -> tuple[Section, ...]:
    """In their order; one without content is left out by who asks."""
    return _load(told), _steps(work, span), _obstacles(work, span)


def _load(told: Told) -> Section:
    roles = [key for key in told.book.measures if key.startswith("I18_") and told.whole.get(key)]
    return Section(_("Elevhälsans arbete"), told.lines(roles))


def _steps(work: Work, span: Span) -> Section:
    """How each step's duties that were due have gone."""
    until = min(span.last, work.today)
    wanted = (
        select(DutyRow)
        .join(CaseRow, CaseRow.id == DutyRow.case_id)
        .join(StudentRow, StudentRow.id == CaseRow.student_id)
        .where(StudentRow.protected.is_(False), DutyRow.due_on.between(span.first, until))
    )
    found: Counter[tuple[int, str]] = Counter()
    for row in work.session.scalars(wanted):
        if row.due_on is not None and row.step is not None:
            kind = (
                _LEFT if row.left_open_on else _MISSING if row.done_on is None
                else _IN_TIME if row.done_on <= row.due_on else _LATE
            )  # fmt: skip
            found[row.step, kind] += row.done_on is not None or row.due_on < until or kind == _LEFT
    heads = ((_IN_TIME, _("I tid")), (_LATE, _("Sent")), (_MISSING, _("Inte gjort")), (_LEFT, _("Lämnat")))
    steps = sorted({step for (step, _kind), count in found.items() if count})
    rows = tuple(
        _row(_("Steg {step}").format(step=step), [found[step, kind] for kind in _KINDS]) for step in steps
    )
    title = _("Uppgifter som skulle vara gjorda")
    table = Table("duties", title, _("Steg i trappan"), heads, rows)
    return Section(_("Följs rutinen?"), tables=(table,)) if rows else Section("")


def _obstacles(work: Work, span: Span) -> Section:
    """Why samverkan did not come about: deviations, and what was asked of partners in vain."""
    told = Counter(
        work.session.scalars(
            select(DeviationRow.obstacle).where(DeviationRow.happened_on.between(span.first, span.last))
        )
    )
    refused = Counter(
        work.session.scalars(
            select(PartnerContactRow.obstacle).where(
                PartnerContactRow.obstacle.is_not(None),
                PartnerContactRow.asked_on.between(span.first, span.last),
            )
        )
    )
    there = [one for one in Obstacle if told[one] or refused[one]]
    rows = tuple(_row(one.label[:1].upper() + one.label[1:], [told[one], refused[one]]) for one in there)
    heads = (("deviations", _("Avvikelser")), ("refused", _("Blev inte av")))
    table = Table("obstacles", _("Samverkan som inte blev av"), _("Varför"), heads, rows)
    return Section(_("Hinder i samverkan"), tables=(table,)) if rows else Section("")


def _row(name: str, counts: list[int]) -> Row:
    cells = [cell(count) for count in counts]
    return Row(name, tuple(one.text() for one in cells), tuple(one.count for one in cells))
