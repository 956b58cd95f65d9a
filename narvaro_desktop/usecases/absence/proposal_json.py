"""A proposal as JSON and back: what `signals` keeps between two imports, and what an answer remembers."""

import json
from dataclasses import astuple
from datetime import date
from typing import Any

from narvaro_desktop.domain.absence.absence import Figure, Sums
from narvaro_desktop.domain.absence.runs import Run
from narvaro_desktop.domain.absence.shares import Change, Limit
from narvaro_desktop.domain.absence.sickness import Sickness
from narvaro_desktop.domain.absence.thresholds import Proposal, ProposalLevel
from narvaro_desktop.domain.case_terms import AbsenceMeasure, Operator
from narvaro_desktop.domain.schooldays import Span


def written(proposal: Proposal) -> str:
    """All of it, to be read back."""
    seen = proposal.figure
    document = {
        "level": proposal.level.key,
        "step": proposal.step,
        "rule": proposal.rule,
        "measure": proposal.measure.key,
        "sums": astuple(seen.sums),
        "span": _days(seen.span.first, seen.span.last),
        "school_days": seen.school_days,
        "until": seen.until.isoformat(),
        "source": seen.source,
        "coverage_known": seen.coverage_known,
        "limit": proposal.limit and [proposal.limit.value, proposal.limit.operator.key],
        "run": proposal.run and [*_days(proposal.run.first, proposal.run.last), proposal.run.school_days],
        "change": proposal.change and [proposal.change.numerator, proposal.change.denominator],
        "ended": proposal.ended,
        "reached": list(proposal.reached),
        "sickness": proposal.sickness and list(astuple(proposal.sickness)),
    }
    return json.dumps(document, ensure_ascii=False)


def read(text: str, least_coverage: int) -> Proposal:
    """What `written` wrote, held to how much the pack wants reported."""
    held: dict[str, Any] = json.loads(text)
    limit, run, change = held["limit"], held["run"], held["change"]
    return Proposal(
        level=ProposalLevel.of(held["level"]),
        step=held["step"],
        rule=held["rule"],
        measure=AbsenceMeasure.of(held["measure"]),
        figure=Figure(
            Sums(*held["sums"]),
            Span(*map(date.fromisoformat, held["span"])),
            held["school_days"],
            date.fromisoformat(held["until"]),
            held["source"],
            held["coverage_known"],
            least_coverage,
        ),
        limit=Limit(limit[0], Operator.of(limit[1])) if limit else None,
        run=Run(date.fromisoformat(run[0]), date.fromisoformat(run[1]), run[2]) if run else None,
        change=Change(*change) if change else None,
        ended=held["ended"],
        reached=tuple(held["reached"]),
        sickness=Sickness(*held["sickness"]) if held.get("sickness") else None,
    )


def remembered(proposal: Proposal) -> str:
    """The figures of the moment of an answer: step, rule, tenths of a percent, and what they cover."""
    seen = proposal.figure
    document = {
        "step": proposal.step,
        "rule": proposal.rule,
        "total": seen.total.tenths,
        "valid": seen.valid.tenths,
        "invalid": seen.invalid.tenths,
        "coverage": seen.coverage.tenths,
        "from": seen.span.first.isoformat(),
        "to": seen.span.last.isoformat(),
        "school_days": seen.school_days,
        "run": proposal.run.school_days if proposal.run else None,
        "sick_occasions": proposal.sickness.occasions if proposal.sickness else None,
        "source": seen.source,
    }
    return json.dumps(document, ensure_ascii=False, sort_keys=True)


def _days(first: date, last: date) -> list[str]:
    return [first.isoformat(), last.isoformat()]
