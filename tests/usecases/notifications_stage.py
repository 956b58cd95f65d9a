"""What the tests of the anmälan stand on: one that is decided, one that is sealed, and what then waits."""

from pathlib import Path
from uuid import UUID

import pypdf

from narvaro_desktop.usecases.deciding import decisions, notifications
from narvaro_desktop.usecases.deciding.notifications import Need
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.work import Office
from tests.usecases.decisions_stage import filled


def decided_and_sealed(office: Office, case_id: UUID, folder: Path) -> tuple[UUID, SealedFile]:
    with office.work() as work:
        begun = notifications.begun(work, case_id, None, filled())
        return begun, notifications.seal(work, begun, filled(), folder).value


def decided(office: Office, case_id: UUID) -> UUID:
    with office.work() as work:
        return decisions.open_inquiry(work, case_id, filled()).value


def needs(office: Office) -> dict[Need, bool]:
    """What waits, and whether it is late."""
    with office.work() as work:
        return {needed.kind: needed.is_late for needed in notifications.needing(work)}


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
