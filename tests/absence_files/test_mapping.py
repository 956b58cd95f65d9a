"""Headers of real systems and their meaning; delimiters and header rows."""

import pytest

from narvaro_desktop.absence_files.detect import delimiter
from narvaro_desktop.absence_files.fields import Field, FileKind, Unit
from narvaro_desktop.absence_files.headers import normalised, parted
from narvaro_desktop.absence_files.mapping import header_row, kind_of, meaning, propose


@pytest.mark.parametrize(
    ("header", "field"),
    [
        *(("Personnummer", Field.IDENTITY), ("Pnr", Field.IDENTITY), ("Elevens namn", Field.NAME)),
        *(("Klass", Field.CLASS), ("Lektionsdatum", Field.DATE), ("Lektionsstart", Field.START)),
        *(("Undervisningstid (min)", Field.PLANNED), ("Undv. tid", Field.PLANNED), ("Kurs", Field.ACTIVITY)),
        *(("Ogiltig frånvaro", Field.INVALID), ("Oanmäld frånvaro (minuter)", Field.INVALID)),
        *(("Anmäld frånvaro (minuter)", Field.VALID), ("Giltig (tim)", Field.VALID), ("GF min", Field.VALID)),
        *(
            ("Frånvaro (minuter)", Field.ABSENCE),
            ("Frånvarande", Field.ABSENCE),
            ("Total frånvaro", Field.TOTAL),
        ),
        *(
            ("Frånvaro (%)", Field.TOTAL_SHARE),
            ("Ogiltig (%)", Field.INVALID_SHARE),
            ("N %", Field.ATTENDANCE_SHARE),
        ),
        *(("Oanmäld frånvaroprocent", Field.INVALID_SHARE), ("Rapporterat (%)", Field.REPORTED_SHARE)),
        *(("Sen ankomst", Field.LATE), ("Frånvaroorsak", Field.REASON), ("Ej reg tid", Field.UNREPORTED)),
        *(("Rapporterad av", Field.REPORTED), ("securityMarking", Field.PROTECTED)),
        *(("Ogiltlig frånvaro", Field.INVALID), ("Personnumer", Field.IDENTITY), ("Skostorlek", None)),
    ],
)
def test_each_header_finds_its_field(header: str, field: Field | None) -> None:
    assert meaning(normalised(header))[0] is field


def test_likeness_is_told_apart_from_knowledge() -> None:
    proposal = propose(["Personnumer", "Datum", "Skostorlek"])

    assert proposal.alike == ("personnumer",)
    assert proposal.unknown == ("skostorlek",)


def test_units_stand_apart_from_the_subject() -> None:
    assert parted(normalised("Frånvaro (minuter)")) == ("frånvaro", Unit.MINUTE)
    assert parted(normalised("Giltig (tim)")) == ("giltig", Unit.HOUR)
    assert parted(normalised("Total frånvaroprocent")) == ("total frånvaro", Unit.PERCENT)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (["Personnr", "Datum", "Starttid", "Sluttid", "Ogiltig"], FileKind.LESSON),
        (["Namn", "Undv. tid", "GF min", "F min"], FileKind.STUDENT_PERIOD),
        (["Namn", "Klass", "Frånvaro (%)"], FileKind.STUDENT_PERIOD),
        (["Skola", "Frånvaro (%)", "Rapporteringsgrad"], FileKind.SCHOOL_PERIOD),
        (["Namn", "Klass", "Datum"], None),
        (["Artikel", "Pris"], None),
    ],
)
def test_the_fields_decide_the_kind_of_file(header: list[str], kind: FileKind | None) -> None:
    assert kind_of(propose(header).columns) is kind


LAYOUTS = [
    (";", ["Personnr;Namn;Datum;Min", "1;Åsa;2026-10-12;4,5", "2;Bo;2026-10-12;3,0"]),
    (",", ["Personnr,Namn,Datum,Min", '1,"Blåbärsskog, Åsa",2026-10-12,45', "2,Bo,2026-10-12,30"]),
    ("\t", ["Personnr\tNamn\tMin", "1\tÅsa\t4,5", "2\tBo\t3,0"]),
    ("|", ["Personnr|Namn|Min", "1|Åsa|4,5", "2|Bo|3,0"]),
    (
        ";",
        [
            "Frånvaro, höstterminen, 2026",
            "Utskrift: 12/10, 08:10",
            "",
            "Namn;Giltig;Ogiltig",
            "Åsa;4,5;1,0",
            "Bo;2,5;0,0",
        ],
    ),
    (";", ["Namn;Giltig;Ogiltig", "Klass: 7A;;", "Åsa;45,5;12,5", "Bo;10,0;5,5"]),
    (",", ["Elev,Klass,Kurs", "Åsa,7A,Ma; repetition", "Bo,7A,Sv"]),
    (";", ["Namn;Orsak", "Åsa;sjuk, feber, hosta", "Bo;ledig, resa"]),
    (",", ["a,b,c,d,e,f,g,h,i,j,k,l,m,n", ",".join("1" * 14)]),
    (";", ["en;enda;rad"]),
]


@pytest.mark.parametrize(("sign", "lines"), LAYOUTS)
def test_the_delimiter_is_the_sign_that_parts_most_evenly(sign: str, lines: list[str]) -> None:
    assert delimiter(lines) == sign


def test_the_header_is_found_under_title_rows() -> None:
    rows = [
        ["Ekbackens skola"],
        ["Period: 2026-08-18 - 2026-10-12"],
        [],
        ["Klass", "Namn", "GF min"],
        ["7A", "Åsa", "5"],
    ]

    assert header_row(rows) == 3


def test_no_header_is_no_guess() -> None:
    assert header_row([["1", "2"], ["3", "4"]]) is None
