"""The course of a case as PDF (tillsynsutdrag): what the whole team reads, and what few read apart from it.

Notes for oneself and of the health record stand on no paper. This module brings ReportLab along (slow):
import it inside the act that needs it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from narvaro_desktop.documents import timeline as papers
from narvaro_desktop.documents.page import file_name
from narvaro_desktop.documents.timeline import Circle, EventLine, TimelinePaper
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.i18n import _, in_swedish
from narvaro_desktop.store.tables import CaseRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework import cases, timeline
from narvaro_desktop.usecases.casework.case_papers import printable
from narvaro_desktop.usecases.casework.timeline import Event, Happening
from narvaro_desktop.usecases.deciding.notification_papers import secrecy
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Work

_ON_PAPER: Final = (InfoClass.SCHOOL, InfoClass.COUNSELLING)


@in_swedish()
def timeline_paper(work: Work, case_id: UUID, *, with_restricted: bool = False) -> Paper:
    """Everything that has happened in the case, the oldest first; raises ProtectedStudent.

    `with_restricted` adds, on pages of their own, the texts that only some in the team read.
    """
    work.may(Resource.CASE, Action.EXPORT)
    case = printable(work, case_id)
    events = timeline.timeline(work, case_id)[::-1]
    paper = TimelinePaper(
        case_id=case.number,
        school=settings.profile(work).name,
        student=case.student.name.strip(),
        facts=_facts(work, case),
        events=tuple(_in_body(work, event) for event in events if _class_of(event) is not InfoClass.OWN),
        circles=_circles(work, events) if with_restricted else (),
    )
    work.log("timeline.print", student=case.student_id, case=case.id, restricted=with_restricted)
    name = file_name(_("ärendets gång"), case.number, work.today)
    return Paper(papers.timeline(paper, work.now, secrecy(work)), name)


def _facts(work: Work, case: CaseRow) -> tuple[tuple[str, str], ...]:
    line = cases.case(work, case.id).line
    closed = [(_("Avslutat"), str(case.closed_on))] if case.closed_on else []
    place = _("Steg {sign}: {name}").format(sign=line.sign, name=line.step_name)
    opened = (_("Öppnat"), str(case.opened_on))
    return (opened, *closed, (_("Läge"), place), (_("Ansvarig"), line.owner or _("ingen")))


def _class_of(event: Event) -> InfoClass:
    if event.kind is Happening.OUTSIDE:
        return InfoClass.COUNSELLING
    return event.note.info_class if event.note is not None else InfoClass.SCHOOL


def _in_body(work: Work, event: Event) -> EventLine:
    """The event as everyone in the team sees it: with its text, or with who reads that."""
    info_class, on = _class_of(event), event.at.date()
    if info_class is InfoClass.SCHOOL:
        return EventLine(on, event.title, _who(event), event.text)
    title = _("Samverkan") if event.kind is Happening.OUTSIDE else event.title
    is_written = event.kind is Happening.OUTSIDE or bool(event.text) or _is_hidden(event)
    note = _("Texten är inte med här. {readers}").format(readers=team.readers(work, info_class))
    return EventLine(on, title, _who(event), note=note if is_written else "")


def _is_hidden(event: Event) -> bool:
    return event.note is not None and event.note.hidden


def _who(event: Event) -> str:
    later = _("antecknat {day}").format(day=event.registered_on) if event.registered_on else ""
    return ", ".join(filter(None, (event.who, later)))


def _circles(work: Work, events: Iterable[Event]) -> tuple[Circle, ...]:
    """What this person reads and may put on paper, one circle for each group of readers."""
    held: dict[InfoClass, list[Event]] = defaultdict(list)
    for event in events:
        info_class = _class_of(event)
        if info_class is not InfoClass.SCHOOL and info_class in _ON_PAPER and not _is_hidden(event):
            held[info_class].append(event)
    return tuple(_circle(work, info_class, found) for info_class, found in held.items())


def _circle(work: Work, info_class: InfoClass, events: Sequence[Event]) -> Circle:
    readers = team.readers(work, info_class).split(": ", 1)[-1].rstrip(".")
    lines = (EventLine(one.at.date(), one.title, _who(one), one.text) for one in events)
    return Circle(readers, tuple(lines))
