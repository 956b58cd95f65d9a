"""The följesedel and följebrev of a sealed file: the file is named in them, and no person."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pypdf
import pytest

from narvaro_desktop.usecases import papers
from narvaro_desktop.usecases.deciding import cover_papers, cover_texts
from narvaro_desktop.usecases.plain_files import FileUnreadable
from narvaro_desktop.usecases.work import Office
from tests.usecases.decisions_stage import huvudman_office, open_a_case, trust
from tests.usecases.notifications_stage import decided_and_sealed, text_of


@pytest.fixture
def principal(at_the_principals: Office, tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "huvudman").mkdir()
    with huvudman_office(tmp_path / "huvudman") as huvudman:
        trust(at_the_principals, huvudman)
    yield at_the_principals


@pytest.fixture
def case_id(principal: Office) -> UUID:
    return open_a_case(principal)


def test_the_cover_letter_names_the_file_and_no_person(
    principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    begun, file = decided_and_sealed(principal, case_id, tmp_path)

    with principal.work() as work:
        text = cover_texts.cover_text(work, begun)

    assert file.path.name in text
    assert not {"Elvira", "Blåbärsskog", "anmälan", "frånvaro"} & set(text.split())


def test_a_pdf_carries_the_sealed_file_where_a_channel_takes_nothing_else(
    principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    begun, file = decided_and_sealed(principal, case_id, tmp_path / "usb")

    with principal.work() as work:
        paper = cover_papers.cover_paper(work, begun, with_file=True)
        path = papers.save(work, paper, tmp_path).value

    assert path.name.startswith("pdf-kuvert-")
    [(name, held)] = pypdf.PdfReader(path).attachments.items()
    assert (name, held) == (file.path.name, [file.path.read_bytes()])
    words = " ".join(text_of(path).split())
    assert "Elvira" not in words and "Öppna listan över bilagor" in words

    file.path.unlink()
    with pytest.raises(FileUnreadable), principal.work() as work:
        cover_papers.cover_paper(work, begun, with_file=True)
