"""Every table that points to a case or a pupil either travels with the case or stays for a reason."""

from narvaro_desktop.store.tables.columns import Base
from narvaro_desktop.usecases.sharing.travelling import BY_CASE, STAYS, TRAVELS, WORDS

TABLES = Base.metadata.tables
OF_THE_SCHOOL = {"person"}


def targets(table: str) -> set[str]:
    return {key.column.table.name for column in TABLES[table].columns for key in column.foreign_keys}


def test_every_table_of_a_case_travels_or_stays_for_a_reason() -> None:
    of_a_case = {
        name
        for name, table in TABLES.items()
        if {"case_id", "student_id"} & set(table.columns.keys()) and name != "access_log"
    }
    below = {name for name in TABLES if targets(name) & of_a_case}

    assert of_a_case | below | {"student", "case_file"} == TRAVELS.keys() | STAYS.keys()
    assert not TRAVELS.keys() & STAYS.keys()
    assert all(STAYS.values())


def test_what_travels_points_only_to_what_travels_too() -> None:
    for table in TRAVELS:
        assert targets(table) <= TRAVELS.keys() | OF_THE_SCHOOL, table


def test_parents_come_before_what_hangs_on_them() -> None:
    order = list(TRAVELS)
    for table, (column, parent) in TRAVELS.items():
        assert column in TABLES[table].columns, table
        assert order.index(parent) <= order.index(table), table
    assert TRAVELS.keys() >= BY_CASE


def test_every_kind_of_record_has_a_word_for_the_dialog() -> None:
    assert WORDS.keys() == TRAVELS.keys()


def test_an_orosanmalan_and_what_was_thought_of_one_never_travel() -> None:
    assert {"concern", "stance"} <= STAYS.keys()
