"""Made-up values that the kit's widgets are shown with: a stair, a timeline, things to do, pupils, weeks."""

from dataclasses import dataclass
from datetime import timedelta

from narvaro_desktop.domain.absence.shares import Share
from narvaro_desktop.domain.absence.weekly import DayAbsence, DayKind, WeekAbsence
from narvaro_desktop.domain.schooldays import IsoWeek
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.widgets.ladder_stair import StairStep, StepState
from narvaro_desktop.gui.widgets.timeline import Entry
from narvaro_desktop.gui.widgets.todo_list import Task

STEPS = (
    StairStep(1, "Tidig uppmärksamhet", StepState.DONE, "28 aug"),
    StairStep(2, "Enkel kartläggning", StepState.DONE, "9 sep"),
    StairStep(
        3,
        "Utredning och anmälan",
        StepState.HELD,
        "3 saker kvar",
        "Elev och vårdnadshavare är inte informerade",
    ),
    StairStep(4, "Fördjupad kartläggning och åtgärdsprogram", StepState.SUGGESTED, "Förslag"),
    StairStep(5, "Samverkan", StepState.LATER),
    StairStep(6, "Återgång", StepState.RETURNING),
)

ENTRIES = (
    Entry(
        "1",
        "Kartläggning påbörjad",
        "Kurator Ek",
        "12 nov 10:15",
        "clipboard-list",
        "accent",
        "Samtal om skolmiljön. Eleven beskriver oro inför idrott och högljudda lektioner.",
        (("Elevsamtal", "accent"),),
        "draft",
        "",
        True,
    ),
    Entry(
        "2",
        "Samtal med vårdnadshavare",
        "Mentor Alm",
        "4 nov 16:40",
        "phone",
        "info",
        "Båda vårdnadshavarna informerade. Ny kontakt v 47.",
        (),
        "signed",
        "Signerad 4 nov",
        True,
        (("correct", "Rätta"),),
    ),
    Entry(
        "3",
        "Gräns passerad: 20 % på 20 skoldagar",
        "Automatisk bevakning",
        "31 okt",
        "triangle-alert",
        "warn",
    ),
    Entry(
        "4",
        "Möte med elevhälsan",
        "Rektor, specialpedagog, kurator",
        "9 sep 13:00",
        "users",
        "ok",
        "Beslut: kontakt hem varje vecka, anpassad start på måndagar.",
        (("3 åtgärder", "ok"),),
        "corrected",
        "Rättad 14 nov",
    ),
    Entry("5", "Ärende öppnat", "Mentor Alm", "28 aug", "flag"),
    Entry("6", "Frånvaron uppmärksammad", "Mentor Alm", "27 aug", "eye"),
)

TASKS = (
    Task(
        "a",
        "Blåbärsskog, Alva har varit borta 24,0 % de senaste 20 skoldagarna",
        "Kurator",
        "Uppföljning om 4 dagar",
        "warn",
        "user",
        "Nästan allt är giltig frånvaro. 91 % rapporterat.",
        (("open", "Öppna ärende", "primary"), ("wait", "Vänta", ""), ("no", "Inte aktuellt", "quiet")),
        True,
    ),
    Task(
        "b",
        "Förseglad, inte lämnad: anmälan för Kottelund, Ivar",
        "Rektor",
        "Försenad 2 dagar",
        "bad",
        "send",
        "",
        (("done", "Lämnad", ""),),
    ),
    Task("c", "Ring vårdnadshavare i 7B", "Mentor", "i morgon", "neutral", "phone"),
)


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    name: str
    group: str
    share: float
    late: bool


LINES = [
    Line(1, "Blåbärsskog, Alva", "7B", 24.0, True),
    Line(2, "Kottelund, Ivar", "8A", 18.5, False),
    Line(3, "Lingontuva, Saga", "5C", 11.2, False),
    Line(4, "Månstråle, Elin", "7B", 31.0, False),
    Line(5, "Ängsull, Öjar", "9A", 9.4, True),
]


def pupils() -> RowsModel[Line]:
    columns = [
        Column[Line]("Elev", lambda line: line.name, strong=True),
        Column[Line]("Klass", lambda line: line.group, width=90),
        Column[Line](
            "Frånvaro, %",
            lambda line: f"{line.share:.1f}".replace(".", ","),
            lambda line: line.share,
            "right",
            width=130,
        ),
        Column[Line](
            "Uppföljning",
            lambda line: "Försenad 2 dagar" if line.late else "12 dec",
            width=190,
            token=lambda line: "bad" if line.late else "",
            icon=lambda line: "clock" if line.late else "",
        ),
    ]
    model = RowsModel(columns, lambda line: line.number)
    model.set_rows(LINES)
    return model


def weeks() -> list[WeekAbsence]:
    minutes = (
        (30, 0, 0, 0, 10),
        (40, 0, 0, 0, 20),
        (35, 15, 15, 25, 0),
        (50, 20, 0, 50, 0),
        (65, 45, 0, 25, 35),
        (85, 0, 0, 25, 0),
    )
    made = []
    for number, shares in zip(range(39, 46), (*minutes[:5], None, minutes[5]), strict=True):
        week = IsoWeek(2026, number)
        days = [week.monday + timedelta(days=offset) for offset in range(5)]
        made.append(
            WeekAbsence(
                week,
                Share(0, 0) if shares is None else Share(sum(shares), 500),
                tuple(
                    DayAbsence(
                        day,
                        DayKind.FREE if shares is None else DayKind.SCHOOL,
                        Share(shares[place] if shares else 0, 100 if shares else 0),
                    )
                    for place, day in enumerate(days)
                ),
            )
        )
    return made
