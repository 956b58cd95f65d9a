"""Day, week and coverage sums of lessons, rebuilt for the pupils and days that an import touched."""

from collections.abc import Collection, Iterable

from sqlalchemy import text
from sqlalchemy.orm import Session

_LAST_DAY = 3_652_059
_KNOWN = "(reported = 1 OR valid > 0)"

_DAYS = f"""
INSERT INTO student_day (student, day, planned, usable, known, valid, invalid, usable_valid, usable_invalid,
                         other, late, lessons, known_lessons, missed)
SELECT student, day, SUM(planned), SUM(planned * reported),
       SUM(CASE WHEN {_KNOWN} THEN planned ELSE 0 END), SUM(valid), SUM(invalid),
       SUM(valid * reported), SUM(invalid * reported), SUM(other * reported),
       SUM(late * reported),
       COUNT(*),
       SUM(CASE WHEN {_KNOWN} THEN 1 ELSE 0 END),
       SUM(CASE WHEN {_KNOWN} AND valid + invalid >= planned THEN 1 ELSE 0 END)
FROM lesson
WHERE day BETWEEN :first AND :last AND planned > 0 AND student IN (SELECT student FROM touched)
GROUP BY student, day
"""

_WEEKS = """
INSERT INTO student_week (student, week, planned, usable, valid, invalid, usable_valid, usable_invalid, late,
                          days, whole_days)
SELECT student, (day - 1) / 7, SUM(planned), SUM(usable), SUM(valid), SUM(invalid), SUM(usable_valid),
       SUM(usable_invalid), SUM(late), COUNT(*),
       SUM(CASE WHEN known_lessons > 0 AND missed = known_lessons AND 2 * known >= planned THEN 1 ELSE 0 END)
FROM student_day
WHERE day BETWEEN :first AND :last AND student IN (SELECT student FROM touched)
GROUP BY student, (day - 1) / 7
"""

_COVERAGE = """
INSERT INTO coverage_week (class_name, activity, staff, week, planned, usable)
SELECT s.class_name, l.activity, COALESCE(l.staff, 0), (l.day - 1) / 7, SUM(l.planned),
       SUM(l.planned * l.reported)
FROM lesson l JOIN student s ON s.number = l.student
WHERE l.day BETWEEN :first AND :last AND s.class_name IN (SELECT class_name FROM touched_class)
GROUP BY s.class_name, l.activity, COALESCE(l.staff, 0), (l.day - 1) / 7
"""


def rebuild(session: Session, students: Collection[int], first_day: int, last_day: int) -> None:
    """Sum again the days and whole weeks from `first_day` to `last_day` (ordinals) of `students`."""
    days = {"first": _week_start(first_day), "last": _week_start(last_day) + 6}
    weeks = {"first": (first_day - 1) // 7, "last": (last_day - 1) // 7}
    session.execute(text("CREATE TEMP TABLE IF NOT EXISTS touched (student INTEGER PRIMARY KEY)"))
    session.execute(text("DELETE FROM touched"))
    session.connection().exec_driver_sql(
        "INSERT INTO touched VALUES (?)", [(number,) for number in sorted(set(students))]
    )
    mine = "student IN (SELECT student FROM touched)"
    session.execute(text(f"DELETE FROM student_day WHERE day BETWEEN :first AND :last AND {mine}"), days)
    session.execute(text(f"DELETE FROM student_week WHERE week BETWEEN :first AND :last AND {mine}"), weeks)
    for statement in (_DAYS, _WEEKS):
        session.execute(text(statement), days)
    here = text("SELECT DISTINCT class_name FROM student WHERE number IN (SELECT student FROM touched)")
    rebuild_coverage(session, list(session.scalars(here)), days["first"], days["last"])


def rebuild_coverage(
    session: Session, classes: Iterable[str], first_day: int = 1, last_day: int = _LAST_DAY
) -> None:
    """Sum again what was reported in `classes`, in the weeks from `first_day` to `last_day`."""
    weeks = {"first": (first_day - 1) // 7, "last": (last_day - 1) // 7}
    session.execute(text("CREATE TEMP TABLE IF NOT EXISTS touched_class (class_name TEXT PRIMARY KEY)"))
    session.execute(text("DELETE FROM touched_class"))
    for name in set(classes):
        session.execute(text("INSERT INTO touched_class VALUES (:name)"), {"name": name})
    session.execute(
        text(
            "DELETE FROM coverage_week WHERE week BETWEEN :first AND :last "
            "AND class_name IN (SELECT class_name FROM touched_class)"
        ),
        weeks,
    )
    session.execute(text(_COVERAGE), {"first": first_day, "last": last_day})


def _week_start(day: int) -> int:
    return (day - 1) // 7 * 7 + 1
