"""The main job with unique words in it: absence read in, an anmälan sealed, received and answered, a journal.

What a person chooses to save in the open lies in a folder of its own; every other file is searched.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from narvaro_desktop.domain.terms import OfferedSupport
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding import decisions, notifications
from narvaro_desktop.usecases.huvudman import register
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.sending import keys
from narvaro_desktop.usecases.vault import backups, log_review, vaults
from tests.faults.acts import REKTOR, Stage
from tests.pairs import new_huvudman
from tests.usecases.absence_shelf import ALVA, Lesson, bring, lessons
from tests.usecases.deciding.test_chain import FILLED, PERIOD, trust

WORDS = 8


@contextmanager
def own_temporary_files(folder: Path) -> Iterator[None]:
    """Whatever this process and its children put aside lies below `folder`."""
    folder.mkdir(parents=True)
    former, tempfile.tempdir = tempfile.tempdir, str(folder)
    told, os.environ["TMPDIR"] = os.environ.get("TMPDIR"), str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = former
        if told is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = told


def from_file_to_kvittens(stage: Stage, room: Path, chosen: Path, words: list[str]) -> None:
    """`WORDS` words in all that it takes; `chosen` is where somebody saves in the open."""
    pupil, read_in, guardian, why, contact, number, message, reasons = words
    chosen.mkdir()
    school, huvudman = stage.unlock(REKTOR), new_huvudman(room / "huvudman")
    with school.work() as work:
        settings.remember(work, unit_code="12345678", contact=f"Rektor {contact}")
        keys.ensure_card(work)
        backups.choose_folder(work, stage.disk)
    bring(school, lessons(chosen, [Lesson(ALVA, date(2026, 9, 1), name=f"{read_in} Granbarr")]))
    trust(school, huvudman)
    trust(huvudman, school)
    filled = replace(FILLED, contact=f"Rektor {contact}", reasons=reasons)
    with school.work() as work:
        student = students.add(work, f"{pupil} Regnskur", "5B").value
        students.add_guardian(work, student, guardian)
        case = cases.open_case(work, student, cases.Opening(step=2, why=why, stated=PERIOD)).value
        made = decisions.open_inquiry(work, case, filled).value
        sealed = notifications.seal(work, made, filled, room / "usb").value
        papers = notifications.print_out(work, made, filled).value
    (chosen / papers.file_name).write_bytes(papers.notification)
    with huvudman.work() as work:
        received = inbox.receive(work, sealed.path).value.received
    assert received is not None
    with huvudman.work() as work:
        register.received_one(work, received)
        answer = inbox.acknowledge(
            work, received, room / "svar", contact=f"Handläggare {contact}", registration_number=number,
            offered=(OfferedSupport.GUIDANCE,), message=message,
        ).value  # fmt: skip
    with school.work() as work:
        inbox.receive(work, answer.path)
    with school.work() as work:
        log_review.lines(work)
    backups.make(school)
    for office in (school, huvudman):
        vaults.leave(office)
        office.close()
