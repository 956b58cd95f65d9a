"""The main job without a window: from an absence file to the kvittens of the huvudman, step by step."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from narvaro_desktop.domain.terms import Channel, OfferedSupport
from narvaro_desktop.i18n import _
from narvaro_desktop.simulation.practice import ELVIRA
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding import decisions, notifications
from narvaro_desktop.usecases.huvudman import register
from narvaro_desktop.usecases.practice_school import practice, practice_cases
from narvaro_desktop.usecases.practice_school.practice_story import PRINCIPAL, RECIPIENT
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.work import Office


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the chain, in words, and the file that it left, if any."""

    words: str
    file: Path | None = None


def run(folder: Path, told: Callable[[str], None] = lambda _words: None) -> list[Step]:
    """Do the main job in `folder` for one pupil of a new practice school; `told` hears each step."""
    steps: list[Step] = []

    def step(words: str, file: Path | None = None) -> None:
        steps.append(Step(words, file))
        told(f"{len(steps)}. {words}" + (f"\n   {file}" if file else ""))

    made = practice.build(folder, with_files=False)
    step(_("Övningsskolan är byggd, med 412 påhittade elever"), made.school)
    school, huvudman = made.unlock(PRINCIPAL), made.unlock(RECIPIENT)
    try:
        case_id = _elvira(school)
        step(_("Frånvarofilen är inläst: {figure}").format(figure=_figure(school, case_id)))
        sealed = _notify(school, case_id, folder, step)
        answer = _acknowledge(huvudman, sealed, folder, step)
        with school.work() as work:
            inbox.receive(work, answer)
        with school.work() as work:
            [line] = notifications.notifications(work, case_id)
        step(
            _("Kvittensen är i ärendet: {state}, diarienummer {number}").format(
                state=line.state.label, number=line.registration_number
            )
        )
    finally:
        school.close()
        huvudman.close()
    return steps


def _elvira(school: Office) -> UUID:
    with school.work() as work:
        found = next(line for line in students.everyone(work) if line.name == ELVIRA)
        case_id = cases.open_case_of(work, found.id)
    assert case_id is not None
    return case_id


def _figure(school: Office, case_id: UUID) -> str:
    with school.work() as work:
        view = cases.case(work, case_id)
        seen = attendance.absence_of(work, view.line.student.id)
    assert seen is not None
    return _("{name}, {class_name}, {share} frånvaro t.o.m. {until}, varav giltig {valid}").format(
        name=view.line.student.name,
        class_name=view.line.student.class_name,
        share=seen.now.total.text(),
        until=seen.state.until.isoformat(),
        valid=seen.now.valid.text(),
    )


def _notify(school: Office, case_id: UUID, folder: Path, step: Callable[..., None]) -> Path:
    with school.work() as work:
        filled = practice_cases.filled_for(work, case_id, work.today)
        notification = decisions.open_inquiry(work, case_id, filled).value
        sealed = notifications.seal(work, notification, filled, folder / "paket").value
    step(_("Rektor har inlett utredning, och anmälan är förseglad"), sealed.path)
    with school.work() as work:
        papers = notifications.print_out(work, notification, filled).value
        notifications.hand_over(work, notification, work.today, Channel.SEALED_FILE)
    paper = folder / papers.file_name
    paper.write_bytes(papers.notification)
    step(_("Samma anmälan för ögat, inte förseglad"), paper)
    return sealed.path


def _acknowledge(huvudman: Office, sealed: Path, folder: Path, step: Callable[..., None]) -> Path:
    with huvudman.work() as work:
        received = inbox.receive(work, sealed).value.received
    assert received is not None
    with huvudman.work() as work:
        view = register.received_one(work, received)
    step(_("Huvudmannen har öppnat paketet från {sender}").format(sender=view.line.sender_name))
    with huvudman.work() as work:
        answer = inbox.acknowledge(
            work, received, folder / "paket", contact=view.own_contact, registration_number="KS 2026/117",
            offered=(OfferedSupport.GUIDANCE,),
        ).value  # fmt: skip
    step(_("Huvudmannen har förseglat sin kvittens"), answer.path)
    return answer.path
