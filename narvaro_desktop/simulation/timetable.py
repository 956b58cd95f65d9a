"""The timetable that every invented class follows: six lessons of 45 minutes a day, 270 minutes."""

from typing import Final

LESSON_MINUTES: Final = 45
STARTS: Final = (490, 545, 610, 700, 755, 810)
"""Minutes after midnight: 8.10, 9.05, 10.10, 11.40, 12.35, 13.30."""
LESSONS: Final = len(STARTS)
SPORTS: Final = 3
SUBJECTS: Final = (
    *("Svenska", "Matematik", "Engelska", "Idrott och hälsa", "Biologi", "Historia", "Bild", "Slöjd"),
    *("Musik", "Geografi", "Teknik", "Elevens val"),
)
WEEK: Final = (
    (0, 1, 2, 3, 4, 5),
    (2, 0, 6, 1, 7, 3),
    (4, 5, 0, 8, 2, 1),
    (1, 3, 9, 0, 6, 2),
    (5, 10, 1, 4, 0, 11),
)
"""For each weekday the subject of each lesson."""
