"""The följesedel of a sealed file as PDF, with or without the file in it; it holds no personal data.

This module brings ReportLab along (slow): import it inside the act that needs it.
"""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from narvaro_desktop.documents.cover_letter import CoverLetter, cover_letter
from narvaro_desktop.documents.page import file_name
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.store.tables import SentPackageRow
from narvaro_desktop.usecases import plain_files, reach, settings
from narvaro_desktop.usecases.deciding.notification_papers import made_to_leave
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.work import Work

_LARGEST = 50_000_000


def cover_of(work: Work, outgoing_id: UUID) -> tuple[CoverLetter, datetime, Path]:
    """What the följesedel says, when the file was sealed, and where it was put."""
    row = made_to_leave(work, outgoing_id)
    reach.case_row(work, row.case_id)
    sent = work.session.get_one(SentPackageRow, row.package_id)
    path = Path(sent.folder) / f"narvaro-{sent.package_id}.age"
    profile = settings.profile(work)
    letter = CoverLetter(
        sender=profile.name,
        recipient=row.recipient or "",
        package_id=sent.package_id,
        root_hash=sent.root_hash,
        size=path.stat().st_size if path.is_file() else 0,
        contact=profile.contact,
    )
    return letter, sent.sealed_at.astimezone(work.now.tzinfo), path


def cover_paper(work: Work, outgoing_id: UUID, *, with_file: bool = False) -> Paper:
    """The följesedel; `with_file` lays the sealed file in it, for a channel that takes nothing but PDF.

    :raises FileUnreadable: the sealed file does not lie where it was put
    """
    work.may(Resource.PACKAGE, Action.EXPORT)
    letter, sealed_at, path = cover_of(work, outgoing_id)
    sealed = plain_files.read_small(path, _LARGEST) if with_file else b""
    work.log("cover.print", package=letter.package_id, with_file=with_file)
    kind = "pdf kuvert" if with_file else "foljesedel"
    name = file_name(kind, letter.package_id[:8], sealed_at.date())
    return Paper(cover_letter(letter, sealed_at, sealed), name)
