"""The EHT-möte on paper: who, what was decided, and nothing of what was said."""

from dataclasses import replace
from pathlib import Path

from narvaro_desktop.documents import meeting
from tests.documents import reading, samples, work_samples


def test_the_agenda_says_who_is_called_and_why_each_point_is_there(tmp_path: Path) -> None:
    said = reading.text(tmp_path, meeting.agenda(work_samples.MEETING, samples.MADE, samples.SECRECY))

    for words in (
        "Dagordning 2026-10-05", "Kallade", "Kim Ekorrstig, kurator", "Sol Månstråle, skolsköterska",
        "A.B. K7M2QF4", "Försenat: Gör en enkel kartläggning.",
    ):  # fmt: skip
        assert words in said
    assert "Boka ett möte" not in said, "decisions belong to the protocol"


def test_the_protocol_says_who_was_there_and_what_was_decided(tmp_path: Path) -> None:
    said = reading.text(tmp_path, meeting.protocol(work_samples.MEETING, samples.MADE, samples.SECRECY))

    for words in (
        "Protokoll 2026-10-05", "Närvarande", "Kallade som inte var med", "1. A.B. K7M2QF4",
        "Boka ett möte med familjen", "mentor", "2026-10-12", "rättat 2026-10-06", "Inget beslut.",
        "Mötet avslutades 2026-10-05 kl. 09.00 av Kim Ekorrstig.",
    ):  # fmt: skip
        assert words in said
    assert "UTKAST" not in said


def test_a_protocol_of_an_open_meeting_is_a_draft(tmp_path: Path) -> None:
    still_open = replace(work_samples.MEETING, closed="")

    said = reading.text(tmp_path, meeting.protocol(still_open, samples.MADE, samples.SECRECY))

    assert "UTKAST" in said.upper() and "avslutades" not in said
