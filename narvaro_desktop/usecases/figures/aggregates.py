"""A1: a school's figures, sealed for its huvudman; and what the huvudman has got, one for each school.

The school's own sums are exact; what parts them is masked, and no pupil stands in it.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.figures.aggregate import Aggregate, aggregate_of, document, keys_of, year_cells
from narvaro_desktop.domain.figures.indicators import PLANNED, PUPILS, REPORTED
from narvaro_desktop.domain.figures.report import Line, Report, Row, Section, Table
from narvaro_desktop.i18n import _, in_swedish
from narvaro_desktop.sealing import canonical
from narvaro_desktop.sealing.package import Opened, PayloadFile
from narvaro_desktop.sealing.refusals import PayloadForm
from narvaro_desktop.store.tables import AggregateRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.deciding.notifications import NoHuvudman
from narvaro_desktop.usecases.figures import statistics
from narvaro_desktop.usecases.figures.report_making import explained
from narvaro_desktop.usecases.figures.statistics import Axis, Period, book
from narvaro_desktop.usecases.sending import others_cards, packages
from narvaro_desktop.usecases.sending.keys import NumberMissing
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

KIND: Final = "a1"
CHANGED: Final[Changes] = frozenset({Area.PACKAGES})
_DATA, _PAPER = "data/aggregate.json", "data/aggregate.pdf"
_MAY_BE_NEGATIVE: Final = frozenset({"I16"})


@dataclass(frozen=True, slots=True)
class Received:
    """One school's figures of a period, as they stand here."""

    id: UUID
    sender: str
    received_at: datetime
    told: Aggregate


@in_swedish()
def told(work: Work, period: Period, *, include_all: bool = False) -> Aggregate:
    """What the school would tell of a period; raises NumberMissing without a skolenhetskod."""
    work.may(Resource.REPORT, Action.READ)
    profile = settings.profile(work)
    if not profile.unit_code:
        raise NumberMissing
    found = statistics.answered(work, period, Axis.YEAR, include_all=include_all)
    years = statistics.by_school_year(work, period, include_all=include_all)
    return Aggregate(
        unit=profile.unit_code,
        name=profile.name,
        provider=profile.huvudman,
        period=period.key,
        first=period.span.first,
        last=period.span.last,
        definitions=statistics.VERSION,
        ladder=work.rules.pack.name,
        figures=found.whole,
        data_date=found.source.until,
        source=found.source.name,
        includes_uncertain=include_all,
        leaves_out_protected=statistics.has_protected(work),
        used=found.used,
        years=year_cells(years, found.whole, book()),
    )


def seal(work: Work, period: Period, folder: Path, *, include_all: bool = False) -> Made[SealedFile]:
    """Seal the figures to the trusted huvudman as one file in `folder`.

    :raises NoHuvudman, NumberMissing, NoKeyToSign, OutboxFull, OutboxReadOnly, OutboxMissing:
    """
    work.may(Resource.PACKAGE, Action.SEAL)
    work.may(Resource.REPORT, Action.READ)
    card = others_cards.huvudman_card(work)
    if card is None:
        raise NoHuvudman
    text, paper = content(work, told(work, period, include_all=include_all))
    payload = [PayloadFile(_DATA, text), PayloadFile(_PAPER, paper)]
    made = packages.seal_to(work, card, "provider", KIND, work.new_id(), payload, folder)
    settings.write(work.session, "outbox", str(folder))
    return Made(CHANGED, made)


@in_swedish()
def content(work: Work, figures: Aggregate) -> tuple[bytes, bytes]:
    """aggregate.json and the paper that says the same and holds it."""
    from narvaro_desktop.documents import statistics_report  # reportlab is slow

    text = canonical.dumps(document(figures, book()))
    return text, statistics_report.report(_as_report(figures), text, work.now, "aggregate.json")


def take(work: Work, opened: Opened) -> Made[UUID]:
    """Keep a school's figures; those that came before for the same period stand behind.

    :raises PayloadForm: they cannot all be true; nothing has been kept
    """
    figures = aggregate_of(json.loads(opened.entries[_DATA]))
    judge(figures)
    envelope = opened.envelope
    row = AggregateRow(
        id=work.new_id(),
        package_id=envelope.package_id,
        sender=envelope.sender.id,
        sender_name=opened.signer.card.display_name,
        signer=f"{envelope.sender.signer.display_name}, {envelope.sender.signer.title}",
        period=figures.period,
        first_day=figures.first,
        last_day=figures.last,
        definitions=figures.definitions,
        received_at=work.now,
        document=opened.entries[_DATA].decode("utf-8"),
        paper=opened.entries[_PAPER],
    )
    work.session.add(row)
    return Made(CHANGED, row.id)


def keep(work: Work, figures: Aggregate) -> None:
    """Keep figures that came without a package and its paper, as the practice school's neighbours' do."""
    text = canonical.dumps(document(figures, book()))
    row = AggregateRow(
        id=work.new_id(),
        package_id=str(work.new_id()),
        sender=f"schoolUnit:{figures.unit}",
        sender_name=figures.name,
        signer="",
        period=figures.period,
        first_day=figures.first,
        last_day=figures.last,
        definitions=figures.definitions,
        received_at=work.now,
        document=text.decode("utf-8"),
        paper=b"",
    )
    work.session.add(row)


def received(work: Work) -> list[Received]:
    """The latest figures of each school and period, the latest period first."""
    work.may(Resource.REPORT, Action.READ)
    rows = work.session.scalars(select(AggregateRow).order_by(AggregateRow.received_at, AggregateRow.id))
    latest = {(row.sender, row.period): row for row in rows}
    found = [
        Received(row.id, row.sender, row.received_at, aggregate_of(json.loads(row.document)))
        for row in latest.values()
    ]
    return sorted(found, key=lambda one: (one.told.last, one.told.name), reverse=True)


def paper(work: Work, aggregate_id: UUID) -> bytes:
    """What the school sent, as a PDF."""
    work.may(Resource.REPORT, Action.EXPORT)
    row = work.session.get_one(AggregateRow, aggregate_id)
    return row.paper or content(work, aggregate_of(json.loads(row.document)))[1]


def judge(figures: Aggregate) -> None:
    """What no school can have counted is not added up with the others."""
    for key, count in figures.figures.items():
        if count is not None and count < 0 and key not in _MAY_BE_NEGATIVE:
            raise PayloadForm(entry=_DATA, field=key)
    chains = [*book().chains, (PLANNED, REPORTED)] if figures.definitions == statistics.VERSION else []
    for chain in chains:
        for wide, narrow in pairwise(chain):
            whole, part = figures.figures.get(wide), figures.figures.get(narrow)
            if whole is not None and part is not None and part > whole:
                raise PayloadForm(entry=_DATA, field=narrow)


def _as_report(figures: Aggregate) -> Report:
    """The paper: every figure that is told, and the årskurser as they are masked."""
    lines = _lines(figures)
    heads = (PUPILS, "I01_15", "I01_20", "I02", "I03")
    rows = tuple(
        Row(_("åk {year}").format(year=year) if year else "F",
            tuple(cells[key].text() if key in cells else ".." for key in heads), (None,) * len(heads))
        for year, cells in sorted(figures.years.items())
    )  # fmt: skip
    names = {PUPILS: _("Elever")}
    columns = tuple((key, names.get(key) or book().measures[key].name) for key in heads)
    small_ones = _("Tal under fem visas som <5. Tal som annars skulle röja dem visas som ..")
    years = Table("years", _("Årskurser"), _("Årskurs"), columns, rows, note=small_ones)
    sections = (Section(_("Skolans siffror"), lines), Section(_("Årskurser"), tables=(years,)))
    notes = [_("Summorna är exakta och förseglade för huvudmannen. De publiceras inte så.")]
    if figures.leaves_out_protected:
        notes.append(_("Elever med skyddade personuppgifter redovisas inte."))
    if figures.includes_uncertain:
        notes.append(_("Elever med mindre än 80 % rapporterade lektioner är medräknade."))
    elif figures.figures.get("set_aside"):
        words = _("Elever som inte är medräknade, för att för få lektioner är rapporterade: {count}.")
        notes.append(words.format(count=figures.figures["set_aside"]))
    return Report(
        name=f"A1 {figures.period}",
        kind=KIND,
        title=_("skolans siffror till huvudmannen"),
        sender=figures.name,
        period=figures.period,
        first=figures.first.isoformat(),
        last=figures.last.isoformat(),
        data_date=figures.data_date.isoformat() if figures.data_date else "",
        source=figures.source,
        definitions=figures.definitions,
        notes=tuple(notes),
        sections=sections,
        explained=explained(book(), sections),
    )


def _lines(figures: Aggregate) -> tuple[Line, ...]:
    """What the JSON tells, in its own masking; of causes and roles those that there are."""
    told = aggregate_of(document(figures, book()))
    lines = []
    for key in keys_of(book()):
        measure = book().measures.get(key)
        count = told.figures.get(key)
        if measure is None or (count is None and key not in told.few):
            continue
        if count == 0 and key.startswith(("I13_", "I18_")):
            continue
        text = "<5" if key in told.few else measure.text(told.figures)
        lines.append(Line(measure.definition, key, measure.name, text))
    return tuple(lines)
