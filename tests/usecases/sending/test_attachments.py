"""Files that go with a result or a request: chosen at the school, sealed, saved at the huvudman."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop import wording
from narvaro_desktop.domain.case_terms import Withheld
from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind
from narvaro_desktop.domain.terms import OfferedSupport
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import ReceivedFileRow
from narvaro_desktop.usecases import plain_files
from narvaro_desktop.usecases.deciding import dispatches, notification_papers, outgoing
from narvaro_desktop.usecases.deciding.dispatch_contents import Chosen
from narvaro_desktop.usecases.deciding.dispatches import Wish
from narvaro_desktop.usecases.huvudman import register
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.sending import attachments
from narvaro_desktop.usecases.sending.attachments import (
    AttachmentKind,
    AttachmentsNotAllowed,
    AttachmentTooLarge,
    TooManyAttachments,
)
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.work import Office
from tests.pairs import Pair

PDF, PNG = b"%PDF-1.7 kort\n", b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture
def school(pair: Pair) -> Iterator[Office]:
    """Its municipality lets files go with a result."""
    office = pair.school()
    pack = office.rules.pack
    allows = replace(pack, notification=replace(pack.notification, attachments_allowed=True))
    office.rules = replace(office.rules, packs={**office.rules.packs, pack.key: allows})
    yield office
    office.close()


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    plan, drawing = tmp_path / "Elviras plan åk 5.pdf", tmp_path / "schema.PNG"
    plan.write_bytes(PDF)
    drawing.write_bytes(PNG)
    return plan, drawing


def wish(pair: Pair, *paths: Path, kind: DispatchKind = DispatchKind.RESULT) -> Wish:
    told = Chosen(completed_on=date(2026, 9, 28), follow_up_on=date(2026, 12, 4), attachments=paths)
    if kind is DispatchKind.REQUEST:
        told = Chosen(support=(OfferedSupport.GUIDANCE,), attachments=paths)
    return Wish(kind, (pair.case,), told)


def seal(office: Office, wanted: Wish, folder: Path) -> tuple[UUID, SealedFile]:
    with office.work() as work:
        return dispatches.seal(work, wanted, folder).value


@pytest.mark.parametrize("kind", attachments.KINDS)
def test_the_huvudman_saves_the_very_files_under_names_without_persons(
    pair: Pair, school: Office, huvudman: Office, files: tuple[Path, Path], kind: DispatchKind
) -> None:
    _made, sealed = seal(school, wish(pair, *files, kind=kind), pair.folder / "usb")
    for path in files:
        path.unlink()

    with huvudman.work() as work:
        inbox.receive(work, pair.package)
        received = inbox.receive(work, sealed.path).value.received
        assert received is not None
        view = register.received_one(work, received)
        saved = [register.attached(work, file.id) for file in view.files]

    assert [(file.name, file.size) for file in view.files] == [
        ("Elviras plan åk 5.pdf", len(PDF)),
        ("schema.PNG", len(PNG)),
    ]
    assert [content for _name, content in saved] == [PDF, PNG]
    assert not any("Elvira" in name for name, _content in saved)


def test_the_preview_says_that_they_leave_and_no_longer_that_they_stay(
    pair: Pair, school: Office, files: tuple[Path, Path]
) -> None:
    with school.work() as work:
        without = dispatches.prepared(work, wish(pair))
        found = dispatches.prepared(work, wish(pair, *files))

    said = [line.value for line in found.sent if line.group == "Bilagor"]
    assert said == ["Elviras plan åk 5.pdf, 1 kB", "schema.PNG, 1 kB"]
    assert Withheld.ATTACHMENTS in {line.what for line in without.kept}
    assert Withheld.ATTACHMENTS not in {line.what for line in found.kept}


def test_the_very_same_is_sealed_again_and_copied_readable(
    pair: Pair, school: Office, files: tuple[Path, Path], tmp_path: Path
) -> None:
    made, sealed = seal(school, wish(pair, *files), pair.folder / "usb")
    for path in files:
        path.unlink()

    with school.work() as work:
        again = outgoing.seal_again(work, made, tmp_path / "igen").value
        paper, *copies = notification_papers.copy_out(work, made, tmp_path / "kopia").value

    assert (again.fingerprint, again.package_id) == (sealed.fingerprint, sealed.package_id)
    assert [path.read_bytes() for path in copies] == [PDF, PNG]
    assert [path.name for path in copies] == [f"{paper.stem}-bilaga-1.pdf", f"{paper.stem}-bilaga-2.png"]


def test_printed_they_lie_beside_the_paper(
    pair: Pair, school: Office, files: tuple[Path, Path], tmp_path: Path
) -> None:
    with school.work() as work:
        _made, paths = dispatches.print_to(work, wish(pair, *files), tmp_path / "ut").value

    assert [path.suffix for path in paths] == [".pdf", ".pdf", ".pdf", ".png"]
    assert all(path.is_file() and "Elvira" not in path.name for path in paths)


def test_a_routine_that_says_nothing_lets_no_file_leave(pair: Pair, files: tuple[Path, Path]) -> None:
    office = pair.school()

    with office.work() as work:
        assert not dispatches.prepared(work, wish(pair)).attachments_allowed
    refused(office, wish(pair, *files), pair, AttachmentsNotAllowed)
    office.close()


@pytest.mark.parametrize(
    "content, runs",
    [
        (b"namn;dagar\nAlma;12\n", False),
        (b"namn;andring\nAlma;-12,5 %\nBo;+3\nBo;-1", False),
        (b"namn;dagar\nAlma;=HYPERLINK(1)\n", True),
        (b'"@SUM(1)",2', True),
        (b"a;-2+3+cmd|x", True),
        ("a;b\r\n=1;2".encode("utf-16"), True),
        ("namn\t=1+1".encode("utf-16"), True),
        (b"namn;a\tandring\nAlma;\t-12,5\t", False),
    ],
)
def test_who_saves_a_table_with_formulas_is_told(content: bytes, runs: bool) -> None:
    assert plain_files.has_formulas(Path("bilaga-1.csv"), content) is runs
    assert not plain_files.has_formulas(Path("bilaga-1.pdf"), content)


@pytest.mark.parametrize("name, content", [("brev.docx", b"PK"), ("plan.pdf", PNG), ("tal.csv", b"a;\0")])
def test_what_is_not_of_its_kind_is_refused_and_nothing_leaves(
    pair: Pair, school: Office, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)

    refused(school, wish(pair, tmp_path / name), pair, AttachmentKind)


def test_too_large_and_too_many_are_refused(
    pair: Pair, school: Office, files: tuple[Path, Path], tmp_path: Path
) -> None:
    large = tmp_path / "stor.pdf"
    with large.open("wb") as file:
        file.write(PDF)
        file.truncate(attachments.LARGEST + 1)

    refused(school, wish(pair, large), pair, AttachmentTooLarge)
    refused(school, wish(pair, *[files[0]] * 17), pair, TooManyAttachments)


def refused(office: Office, wanted: Wish, pair: Pair, kind: type[NarvaroError]) -> None:
    """Refused in words that say that nothing has been sealed, with nothing left behind."""
    before = set((pair.folder / "usb").iterdir())
    with pytest.raises(kind) as caught, office.work() as work:
        dispatches.seal(work, wanted, pair.folder / "usb")
    assert wording.say(caught.value).endswith("Inget har förseglats.")
    assert set((pair.folder / "usb").iterdir()) == before
    with office.work() as work:
        assert outgoing.dispatches(work) == []


def test_a_name_that_turns_itself_around_is_shown_as_it_is(
    pair: Pair, school: Office, huvudman: Office, files: tuple[Path, Path]
) -> None:
    """An envelope that another program wrote may hold any signs: `plan<RLO>fdp.exe` would look like a PDF."""
    _made, sealed = seal(school, wish(pair, *files), pair.folder / "usb")
    with huvudman.work() as work:
        inbox.receive(work, pair.package)
        received = inbox.receive(work, sealed.path).value.received
        for row in work.session.scalars(select(ReceivedFileRow)):
            row.name = "plan\u202efdp.exe\n\x07"

    assert received is not None
    with huvudman.work() as work:
        shown = {file.name for file in register.received_one(work, received).files}
    assert shown == {"planfdp.exe"}
