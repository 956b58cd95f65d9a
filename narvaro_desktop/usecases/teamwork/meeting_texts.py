"""The text under a point of an EHT-möte: its cell, and what a colleague had written there before."""

from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.store.cells import Place
from narvaro_desktop.store.tables import MeetingItemRow
from narvaro_desktop.usecases.overwritten import Overwritten, overwritten
from narvaro_desktop.usecases.work import Work


def text_of(work: Work, item: MeetingItemRow) -> str | None:
    """The text, "" where none was written, None where the key is another's."""
    return "" if item.body is None else _opened(work, item, item.body)


def sealed(work: Work, item: MeetingItemRow, text: str) -> bytes:
    """The cell for `text`, in the class of the point."""
    if item.info_class is InfoClass.SCHOOL:
        return text.encode()
    return work.seal(item.info_class, _place(item), text)


def earlier(work: Work, item: MeetingItemRow, text: str | None) -> Overwritten | None:
    """What a colleague had written where it says `text` now."""
    if text is None:
        return None
    return overwritten(work, "body", {item.id: text}, lambda _id, cell: _opened(work, item, cell)).get(
        item.id
    )


def _opened(work: Work, item: MeetingItemRow, cell: bytes) -> str | None:
    return cell.decode() if item.info_class is InfoClass.SCHOOL else work.unseal(_place(item), cell)


def _place(item: MeetingItemRow) -> Place:
    return Place("meeting_item", str(item.id), str(item.case_id or item.meeting_id), "body")
