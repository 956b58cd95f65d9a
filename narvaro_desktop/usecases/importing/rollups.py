"""The sum of each pupil's day, made again for the pupils and days that an import touched.

Weeks, and what a class reported, are summed from days and lessons when somebody asks: kept sums of them cost
every import a sixth of its time.
"""

from collections.abc import Collection

from sqlalchemy import text
from sqlalchemy.orm import Session

_AWAY = "valid + invalid >= planned AND (reported OR valid)"

# Nearly every lesson was reported and attended, so that only what differs is added up apart.
_DAYS = f"""
INSERT INTO student_day (student, day, planned, usable, known, valid, invalid, usable_valid, usable_invalid,
                         other, late, lessons, known_lessons, missed)
SELECT student, day, planned, planned - COALESCE(unreported, 0), planned - COALESCE(unknown, 0),
       COALESCE(valid, 0), COALESCE(invalid, 0), COALESCE(valid, 0) - COALESCE(unreported_valid, 0),
       COALESCE(invalid, 0) - COALESCE(unreported_invalid, 0), COALESCE(other, 0), COALESCE(late, 0),
       lessons, lessons - unknown_lessons, missed
FROM (
    SELECT student, day, SUM(planned) AS planned, COUNT(*) AS lessons,
           SUM(planned) FILTER (WHERE NOT reported) AS unreported,
           SUM(planned) FILTER (WHERE NOT reported AND NOT valid) AS unknown,
           COUNT(*) FILTER (WHERE NOT reported AND NOT valid) AS unknown_lessons,
           SUM(valid) FILTER (WHERE valid) AS valid,
           SUM(valid) FILTER (WHERE valid AND NOT reported) AS unreported_valid,
           SUM(invalid) FILTER (WHERE invalid) AS invalid,
           SUM(invalid) FILTER (WHERE invalid AND NOT reported) AS unreported_invalid,
           SUM(other) FILTER (WHERE other AND reported) AS other,
           SUM(late) FILTER (WHERE late AND reported) AS late,
           COUNT(*) FILTER (WHERE {_AWAY}) AS missed
    FROM lesson
    WHERE day BETWEEN :first AND :last AND planned > 0 AND student IN (SELECT student FROM touched)
    GROUP BY student, day
)
"""


def rebuild(session: Session, students: Collection[int], first_day: int, last_day: int) -> None:
    """Sum again the days from `first_day` to `last_day` (ordinals) of `students`."""
    days = {"first": first_day, "last": last_day}
    session.execute(text("CREATE TEMP TABLE IF NOT EXISTS touched (student INTEGER PRIMARY KEY)"))
    session.execute(text("DELETE FROM touched"))
    session.connection().exec_driver_sql(
        "INSERT INTO touched VALUES (?)", [(number,) for number in sorted(set(students))]
    )
    mine = "student IN (SELECT student FROM touched)"
    session.execute(text(f"DELETE FROM student_day WHERE day BETWEEN :first AND :last AND {mine}"), days)
    session.execute(text(_DAYS), days)
