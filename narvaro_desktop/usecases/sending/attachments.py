"""Files that go with a result or a request for support, where the municipality's routine allows them."""

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import select

from narvaro_desktop.domain.amounts import size_words
from narvaro_desktop.domain.deciding.disclosure import SentLine
from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _
from narvaro_desktop.sealing.package import PayloadFile
from narvaro_desktop.store.tables import SentFileRow
from narvaro_desktop.usecases.plain_files import FileUnreadable, demand_file
from narvaro_desktop.usecases.sending import packages
from narvaro_desktop.usecases.work import Work

SUFFIXES: Final = (".pdf", ".png", ".jpg", ".jpeg", ".csv")
KINDS: Final = (DispatchKind.RESULT, DispatchKind.REQUEST)
MOST: Final = 16
LARGEST: Final = 32 << 20
"""Bytes of one file."""
_LONGEST_NAME: Final = 200
_BEGINS: Final = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "csv": b""}


class AttachmentsNotAllowed(NarvaroError):
    """The municipality's routine lets no files go with this kind of package: (kind,)."""


class TooManyAttachments(NarvaroError):
    """More files than a package may carry: (so many may,)."""


class AttachmentTooLarge(NarvaroError):
    """One of the files is too large: (its place from 1, so many bytes it may have)."""


class AttachmentKind(NarvaroError):
    """One of the files is no PDF, PNG, JPEG or CSV, or not what its name says: (its place from 1,)."""


def are_allowed(work: Work, kind: DispatchKind) -> bool:
    """Whether files may go with this kind."""
    return kind in KINDS and work.rules.pack.notification.attachments_allowed


def lines(paths: Sequence[Path]) -> tuple[SentLine, ...]:
    """What leaves with them: the name of each file, which stands in the sealed package, and its size."""
    return tuple(
        SentLine(f"attachments.{place}", _("Bilagor"), _("Bilaga {n}").format(n=place), _told(path))
        for place, path in enumerate(paths, start=1)
    )


def payload(work: Work, kind: DispatchKind, paths: Sequence[Path]) -> list[PayloadFile]:
    """The files as a package carries them, in their order.

    :raises AttachmentsNotAllowed, TooManyAttachments, AttachmentTooLarge, AttachmentKind, FileUnreadable:
    """
    if paths and not are_allowed(work, kind):
        raise AttachmentsNotAllowed(kind.key)
    if len(paths) > MOST:
        raise TooManyAttachments(MOST)
    return [_payload_file(place, path) for place, path in enumerate(paths, start=1)]


def keep(work: Work, package_id: str, files: Iterable[PayloadFile]) -> None:
    """Keep what went with a package, one file at a time, so that the very same can be sealed again."""
    for place, file in enumerate(files, start=1):
        row = SentFileRow(
            id=work.new_id(), package_id=package_id, place=place, name=file.original_name, path=file.path,
            content=b"".join(file.pieces()),
        )  # fmt: skip
        work.session.add(row)
        work.session.flush()
        work.session.expunge(row)


def sent_with(work: Work, package_id: str) -> list[PayloadFile]:
    """What went with a package."""
    wanted = select(SentFileRow).where(SentFileRow.package_id == package_id).order_by(SentFileRow.place)
    return [PayloadFile(row.path, row.content, row.name) for row in work.session.scalars(wanted)]


def copy(work: Work, files: Iterable[PayloadFile], stem: str, folder: Path) -> list[Path]:
    """Readable copies in `folder`, named by number and never by what they were called."""
    made = []
    for place, file in enumerate(files, start=1):
        path = folder / f"{stem}-bilaga-{place}.{file.path.rpartition('.')[2]}"
        packages.put(work, path, b"".join(file.pieces()))
        made.append(path)
    return made


def _payload_file(place: int, path: Path) -> PayloadFile:
    kind = path.suffix.lower().removeprefix(".").replace("jpeg", "jpg")
    demand_file(path)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            begins = file.read(512)
    except OSError:
        raise FileUnreadable from None
    if size > LARGEST:
        raise AttachmentTooLarge(place, LARGEST)
    if kind not in _BEGINS or not begins.startswith(_BEGINS[kind]) or (kind == "csv" and b"\0" in begins):
        raise AttachmentKind(place)
    return PayloadFile(f"data/attachments/{place:03}.{kind}", lambda: path.open("rb"), plain_name(path.name))


def plain_name(name: str) -> str:
    """A file's own name as an envelope may hold it, and as it may be shown: no sign that turns it around."""
    text = unicodedata.normalize("NFC", name)
    kept = "".join(each for each in text if unicodedata.category(each)[0] != "C")
    return kept if len(kept) <= _LONGEST_NAME else kept[-_LONGEST_NAME:]


def _told(path: Path) -> str:
    try:
        size = path.stat().st_size
    except OSError:
        return _("{name}, finns inte där längre").format(name=plain_name(path.name))
    return _("{name}, {size}").format(name=plain_name(path.name), size=size_words(size))
