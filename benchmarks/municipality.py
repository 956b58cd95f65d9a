"""The nämnd's figures for thirty schools and 36,000 pupils, and one school's, each beside the sums alone."""

import json
import tempfile
from collections import Counter
from datetime import date
from functools import partial
from pathlib import Path
from random import Random

from sqlalchemy import func, select

from benchmarks import big_school
from benchmarks.measure import Figure, in_turn, milliseconds, seconds
from narvaro_desktop.domain.figures.aggregate import Aggregate, document
from narvaro_desktop.domain.figures.report import ReportKind
from narvaro_desktop.store.tables import AggregateRow, StudentDayRow
from narvaro_desktop.usecases.figures import board_report, reports, statistics
from narvaro_desktop.usecases.figures.statistics import VERSION, Axis, book
from narvaro_desktop.usecases.work import Office
from tests.pairs import new_huvudman

SCHOOLS, PUPILS, ROUNDS = 30, 1_200, 5
FIRST, LAST = date(2026, 8, 18), date(2026, 12, 21)


def figures() -> list[Figure]:
    """From what the schools have told to a masked report; from a school's days to every answer."""
    with tempfile.TemporaryDirectory() as folder:
        office = new_huvudman(Path(folder) / "almstad")
        _tell(office)
        report, sums = in_turn(ROUNDS, partial(seconds, partial(_report, office)),
                               partial(seconds, partial(_sums, office)))  # fmt: skip
        office.close()
    big_school.made()
    school = big_school.unlocked()
    answers, days = in_turn(ROUNDS, partial(seconds, partial(_answers, school)),
                            partial(seconds, partial(_days, school)))  # fmt: skip
    school.close()
    return [
        Figure("namnd_report", f"report figures, {SCHOOLS} schools, {SCHOOLS * PUPILS:,} pupils",
               milliseconds(report), milliseconds(sums), "the same counts added up", "ms",
               1_000, ROUNDS, absolute=True),
        Figure("school_statistics", "every answer of a school of 1,200, by class, six terms",
               milliseconds(answers), milliseconds(days), "the sums of its days in SQL", "ms",
               1_000, ROUNDS, absolute=True),
    ]  # fmt: skip


def _report(office: Office) -> None:
    with office.work() as work:
        reports.preview(work, ReportKind.BOARD, board_report.periods(work)[0])


def _sums(office: Office) -> Counter[str]:
    found = Counter[str]()
    with office.work() as work:
        for text in work.session.scalars(select(AggregateRow.document)):
            found.update({one["id"]: one["count"] for one in json.loads(text)["figures"] if "count" in one})
    return found


def _answers(office: Office) -> None:
    with office.work() as work:
        statistics.answered(work, axis=Axis.CLASS)


def _days(office: Office) -> None:
    day = StudentDayRow
    with office.work() as work:
        work.session.execute(
            select(day.student, func.sum(day.planned), func.sum(day.valid)).group_by(day.student)
        ).all()


def _tell(office: Office) -> None:
    random = Random(30)
    with office.work() as work:
        for place in range(SCHOOLS):
            told = _school(place, random)
            row = AggregateRow(
                id=work.new_id(), package_id=told.unit, sender=f"schoolUnit:{told.unit}",
                sender_name=told.name, signer="Rektor Rönn, rektor", period=told.period,
                first_day=FIRST, last_day=LAST, definitions=VERSION, received_at=work.now,
                document=json.dumps(document(told, book())), paper=b"",
            )  # fmt: skip
            work.session.add(row)


def _school(place: int, random: Random) -> Aggregate:
    """Counts that hold each other, as those of real schools do."""
    held = {"pupils": PUPILS, "planned": 1_000_000, "I19": random.randrange(780_000, 1_000_000)}
    for chain in book().chains:
        before = held.setdefault(chain[0], random.randrange(40, 90))
        for key in chain[1:]:
            before = held.setdefault(key, round(before * random.uniform(0.3, 0.9)))
    return Aggregate(
        f"{12_000_000 + place}", f"Skola {place + 1}", "Almstads kommun", "HT2026", FIRST, LAST, VERSION,
        "Närvarotrappan", held, date(2026, 12, 18), "Skola24",
    )  # fmt: skip
