from datetime import date

from narvaro_desktop.documents.names import file_name


def test_a_file_is_named_after_kind_case_and_day() -> None:
    assert file_name("Åtgärdsplan", "K7M2QF4", date(2026, 10, 9)) == "atgardsplan-K7M2QF4-2026-10-09.pdf"
    assert file_name("Anmälan om frånvaro", "", date(2026, 10, 5)) == "anmalan-om-franvaro-2026-10-05.pdf"
