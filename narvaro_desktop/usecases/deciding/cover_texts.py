"""The följebrev of a sealed file for the clipboard; without ReportLab until it is asked for."""

from uuid import UUID

from narvaro_desktop.usecases.work import Work


def cover_text(work: Work, outgoing_id: UUID) -> str:
    """Who sends what to whom, without personal data."""
    from narvaro_desktop.documents.cover_letter import as_text  # reportlab is slow
    from narvaro_desktop.usecases.deciding.cover_papers import cover_of

    letter, sealed_at, _path = cover_of(work, outgoing_id)
    return as_text(letter, sealed_at)
