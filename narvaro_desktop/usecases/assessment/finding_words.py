"""Causes, protective factors and tests made elsewhere in words, for page and paper; and their lists."""

import json
from functools import cache
from typing import Final

from narvaro_desktop.domain.assessment.findings import (
    Cause,
    Finding,
    FindingKind,
    FindingLists,
    Instrument,
    finding_lists,
)
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.paths import resource

_HEADINGS: Final = {
    FindingKind.CAUSE: N_("Orsaker, som teamet förstår dem"),
    FindingKind.PROTECTIVE: N_("Det som skyddar"),
    FindingKind.INSTRUMENT: N_("Test och skattningar gjorda på annat håll"),
}


@cache
def lists() -> FindingLists:
    """What one chooses among."""
    return finding_lists(json.loads(resource("catalogue", "findings.json").read_text(encoding="utf-8")))


def heading(kind: FindingKind) -> str:
    return _(_HEADINGS[kind])


def said(finding: Finding, code: str = "") -> tuple[str, str]:
    """A title, with the municipality's own code for it if there is one, and what more there is to say."""
    if isinstance(finding, Cause):
        said = f"{finding.role.label}, {finding.certainty.label}"
        title = _capital(finding.category.label)
        return f"{title} ({code})" if code else title, _joined(_capital(said), finding.words)
    if isinstance(finding, Instrument):
        where = _("Originalet: {where}").format(where=finding.original)
        return f"{finding.name}, {finding.made_on}", _joined(finding.summary, where)
    name = lists().factor(finding.key)
    return (name, finding.words) if name else (finding.words, "")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _joined(first: str, second: str) -> str:
    return f"{first.rstrip(' .')}. {second}" if second else first
