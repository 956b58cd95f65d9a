"""What is told the huvudman after an anmälan as a paper: its lines in Swedish, around its own data."""

from collections.abc import Mapping
from typing import Any

from narvaro_desktop.domain.deciding import disclosure
from narvaro_desktop.domain.deciding.disclosure import SentLine
from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind
from narvaro_desktop.i18n import in_swedish
from narvaro_desktop.usecases.law_profiles import secrecy
from narvaro_desktop.usecases.work import Work


def paper(
    work: Work, kind: str, document: Mapping[str, Any], recipient: str, text: bytes, sender: str = ""
) -> bytes:
    """The PDF of a dispatch around `text`, its notification.json; b"" for none."""
    from narvaro_desktop.documents.dispatch import DispatchPaper, dispatch  # reportlab is slow

    school, number = document["schoolUnit"]["displayName"], document.get("caseId", "")
    lines, title = lines_of(document), DispatchKind.of(kind).swedish
    law = work.rules.law.at("skollagen-7-22", work.today).spoken if kind == "n1h" else ""
    told = DispatchPaper(kind, title, number, sender or school, recipient, lines, law)
    return dispatch(told, text, work.now, secrecy(work))


def lines_of(document: Mapping[str, Any]) -> tuple[SentLine, ...]:
    """What stands in the document, in Swedish whatever the window speaks."""
    with in_swedish():
        return disclosure.sent(document)
