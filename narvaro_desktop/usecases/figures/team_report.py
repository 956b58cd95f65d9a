"""What elevhälsan's own follow-up says beside the school's report: load, the routine's steps, what failed.

Duties and deviations are no persons, but few of them point at few: one to four are shown as "<5".
"""

from collections import Counter

from sqlalchemy import select

from narvaro_desktop.domain.amounts import grouped
from narvaro_desktop.domain.figures.indicators import PUPILS
from narvaro_desktop.domain.figures.published import Cell, cell
from narvaro_desktop.domain.figures.report import Row, Section, Table
from narvaro_desktop.domain.partnering.collaboration import Obstacle
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.i18n import _
from narvaro_desktop.store.tables import DeviationRow, PartnerContactRow
from narvaro_desktop.usecases.figures import posts
from narvaro_desktop.usecases.figures.posts import Posts
from narvaro_desktop.usecases.figures.report_making import Told
from narvaro_desktop.usecases.routines import pack_following
from narvaro_desktop.usecases.work import Work


def sections(work: Work, told: Told, span: Span) -> tuple[Section, ...]:
    """In their order; one without content is left out by who asks."""
    return _load(work, told, span), _steps(work, span), _obstacles(work, span)


def _load(work: Work, told: Told, span: Span) -> Section:
    roles = [key for key in told.book.measures if key.startswith("I18_") and told.whole.get(key)]
    held = posts.on(work, min(span.last, work.today))
    tables = (_staffing(told, held),) if held and any(held.percent.values()) else ()
    return Section(_("Elevhälsans arbete"), told.lines(roles), tables=tables)


def _staffing(told: Told, held: Posts) -> Table:
    """Each profession's posts, and what there is for each full-time one, where the count may be told."""
    heads = (
        ("posts", _("Tjänst, %")),
        ("cases", _("Öppna ärenden per heltid")),
        ("pupils", _("Elever per heltid")),
    )
    pupils = told.cell(PUPILS).count
    rows = tuple(
        Row(
            role.label.capitalize(),
            (
                grouped(percent),
                _per_post(told.cell(f"I18_{role.key}"), percent),
                grouped(each) if (each := _half_up(pupils, percent)) is not None else "–",
            ),
            (percent, None, each),
            role.key,
        )
        for role, percent in held.percent.items()
        if percent
    )
    note = _("Tjänsterna gäller från {day}. Ett ärende räknas hos den som ansvarar för det.")
    return Table("posts", _("Tjänster, ärenden och elever"), _("Profession"), heads, rows,
                 note=note.format(day=held.since))  # fmt: skip


def _per_post(cases: Cell, percent: int) -> str:
    """`12,5`; as the count is held back where it is."""
    tenths = _half_up(10 * cases.count, percent) if cases.count is not None else None
    return cases.text() if tenths is None else f"{grouped(tenths // 10)},{tenths % 10}"


def _half_up(count: int | None, percent: int) -> int | None:
    """So many for each full-time post, a half upwards."""
    return None if count is None else (200 * count + percent) // (2 * percent)


def _steps(work: Work, span: Span) -> Section:
    """How each step's duties that were due have gone."""
    heads = (
        ("in_time", _("I tid")),
        ("late", _("Sent")),
        ("missing", _("Inte gjort")),
        ("left", _("Lämnat öppet")),
    )
    rows = tuple(
        _row(_("Steg {step}").format(step=one.sign), [one.followed.in_time, one.followed.late,
             one.followed.overdue, one.followed.left_open])
        for one in pack_following.steps(work, span)
    )  # fmt: skip
    title = _("Uppgifter som skulle ha gjorts")
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
