"""A report of figures with one of everything: lines, bars, tables with masked cells, words, definitions."""

from typing import Final

from narvaro_desktop.domain.figures.report import Bar, Chart, Line, Report, Row, Section, Table

_UNITS: Final = Table(
    "units", "Antal per skolenhet", "Skolenhet", (("pupils", "Elever"), ("I02", "> 50 %")),
    (
        Row("Ekbackens skola", ("412", ".."), (412, None)),
        Row("Lingonskolan", ("301", "<5"), (301, None)),
        Row("Alla skolenheter", ("713", "9"), (713, 9)),
    ),
    total=True, note="<5 är ett antal från ett till fyra.",
)  # fmt: skip
_HIGH: Final = Chart(
    "I01 ≥ 20 %", "andel av eleverna, lägre är bättre",
    (Bar("Ekbackens skola", 75, "7,5 %"), Bar("Lingonskolan", None, "<5")),
)  # fmt: skip
REPORT: Final = Report(
    name="HT2026-1", kind="board", title="rapport till nämnden", sender="Almstads kommun",
    period="höstterminen 2026", first="2026-08-18", last="2026-12-21", data_date="2026-12-18",
    source="2 skolenheters egna siffror", definitions="2026-1",
    notes=("Elever med skyddade personuppgifter redovisas inte.",),
    sections=(
        Section("Frånvaro", (Line("I02", "I02", "> 50 %", "9 av 713 (1,3 %)", 9, 713, None, "lower"),)),
        Section("Skolenheter", charts=(_HIGH,), tables=(_UNITS,)),
        Section("Orsaker", words=("Orsaker kan inte beräknas.",)),
    ),
    explained=(("I02", "Elever med mer än halva tiden borta", "Exakt 50 procent räknas inte."),),
)  # fmt: skip
