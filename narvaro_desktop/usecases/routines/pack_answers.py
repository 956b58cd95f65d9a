"""The school's answer to the owner of its routine, on paper: how it is followed, and what cases have taught.

This module brings ReportLab along (slow): import it inside the act that needs it.
"""

from narvaro_desktop.documents.page import file_name
from narvaro_desktop.documents.routine_answer import RoutineAnswer, routine_answer
from narvaro_desktop.domain.figures.masking import FEWEST
from narvaro_desktop.domain.figures.published import cell
from narvaro_desktop.domain.routines.pack_following import Followed
from narvaro_desktop.i18n import in_swedish
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.routines import pack_following, pack_lessons
from narvaro_desktop.usecases.routines.pack_lessons import YearTaught
from narvaro_desktop.usecases.work import Work


@in_swedish()
def answer(work: Work) -> Paper:
    """For who decides on the routine; what the school wrote of closed cases stands as it was written."""
    found, told = pack_following.following(work), pack_lessons.lessons(work)
    parts = (
        (
            "Så följs rutinen",
            tuple(f"Steg {one.sign}, {one.name}: {_said(one.followed)}" for one in found.steps),
        ),
        ("Det som inte blev av", tuple(f"{why}: {count}" for why, count in found.not_come)),
        ("Läsår för läsår", tuple(_of_year(one) for one in told.years)),
        ("Har ofta lämnats öppet", tuple(f"{words}: {_times(count)}" for words, count in told.left_open)),
        ("Det har vi lärt oss", tuple(f"Steg {one.sign}: {one.words}" for one in told.lessons)),
    )
    paper = RoutineAnswer(
        settings.profile(work).name,
        work.rules.pack.name,
        found.label,
        tuple((title, lines) for title, lines in parts if lines),
    )
    work.log("pack.answer", lessons=len(told.lessons))
    return Paper(routine_answer(paper, work.now), file_name("återkoppling på rutinen", "", work.today))


def _of_year(year: YearTaught) -> str:
    """A läsår's closed cases are pupils: one to four stand as "<5", and so do those that are left of them."""
    closed, better = (cell(count).text() for count in (year.closed, year.better))
    if 0 < year.closed - year.better < FEWEST:
        better = ".."
    told = f"{closed} ärenden avslutade, {better} med bättre närvaro"
    left = "1 uppgift lämnad öppen" if year.left_open == 1 else f"{year.left_open} uppgifter lämnade öppna"
    return f"{year.label}: {told}, {left}"


def _times(count: int) -> str:
    return "1 gång" if count == 1 else f"{count} gånger"


def _said(one: Followed) -> str:
    return f"{one.in_time} i tid, {one.late} sent, {one.overdue} försenade nu, {one.left_open} lämnade öppna"
