from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from reportlab.platypus import PageBreak

from narvaro_desktop.documents import blocks
from narvaro_desktop.documents.page import TEAM, Attachment, Paper, build, file_name
from tests.documents import reading, samples

PAPER = Paper("Prov", "K7M2QF4", "Ekbackens skola", samples.MADE, samples.SECRECY)


def test_a_draft_says_so_on_every_page_and_a_finished_paper_nowhere(tmp_path: Path) -> None:
    story = [*blocks.text("Ett stycke.\n\n" * 90, "prov")]

    draft = build(Paper("Prov", "1", "Ekbackens skola", samples.MADE, draft=True), story)
    finished = build(PAPER, blocks.text("Ett stycke.", "prov"))

    pages = int(reading.info(tmp_path, draft)["Pages"])
    assert pages == 3
    assert reading.text(tmp_path, draft).count("UTKAST – ARBETSMATERIAL") == pages
    assert "UTKAST" not in reading.text(tmp_path, finished)


def test_the_footer_names_the_paper_and_its_secrecy(tmp_path: Path) -> None:
    words = reading.text(tmp_path, build(PAPER, blocks.text("Ett stycke.", "prov")))

    assert f"Prov K7M2QF4 {samples.SECRECY} Sida 1 av 1" in words


def test_an_attachment_is_found_by_name_by_list_and_by_its_bytes(tmp_path: Path) -> None:
    contents = '{"ä":"å"}'.encode()
    pdf = build(
        PAPER, blocks.text("Ett stycke.", "prov"), Attachment("a.json", "application/json", "Prov", contents)
    )

    assert reading.attachment(tmp_path, pdf, "a.json").encode() == contents
    assert pdf.count(b"stream\n" + contents + b"\nendstream") == 1
    assert b"/AF [" in pdf and b"/AFRelationship /Data" in pdf and b"/Subtype /application#2Fjson" in pdf


def test_another_text_gives_another_file_id() -> None:
    def file_id(words: str) -> bytes:
        return build(PAPER, blocks.text(words, "prov")).rpartition(b"/ID")[2][:80]

    assert file_id("Ett stycke.") == file_id("Ett stycke.")
    assert file_id("Ett stycke.") != file_id("Ett annat stycke.")


def test_each_page_says_who_reads_it_and_those_for_few_say_so_from_their_first_page() -> None:
    story = [
        *blocks.text("För alla.", "prov"), PageBreak(), *blocks.text("Mer.", "prov"),
        *blocks.for_readers("kurator, rektor"), *blocks.text("För några.", "prov"), PageBreak(),
        *blocks.text("Mer för några.", "prov"),
    ]  # fmt: skip

    pages = [
        page.extract_text() for page in PdfReader(BytesIO(build(replace(PAPER, readers=TEAM), story))).pages
    ]

    assert ["Läses av: alla i teamet" in page for page in pages] == [True, True, False, False]
    assert ["Läses av: kurator, rektor" in page for page in pages] == [False, False, True, True]


def test_a_file_is_named_after_kind_case_and_day() -> None:
    assert file_name("Åtgärdsplan", "K7M2QF4", date(2026, 10, 9)) == "atgardsplan-K7M2QF4-2026-10-09.pdf"
    assert file_name("Anmälan om frånvaro", "", date(2026, 10, 5)) == "anmalan-om-franvaro-2026-10-05.pdf"
