"""What others have seen of this vault and it no longer knows: it is older than they are.

kvittens       tells the highest running number that came from our key; ours are lower
colleague      sends back writings of this laptop that are not here

The laptop's own note and its backups are asked at each unlock (`vaults`); these are heard of when they come.
What somebody has put back from a copy and answered for is told once, there.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select

from narvaro_desktop.domain.hybrid_clock import tick_of
from narvaro_desktop.store.access_log import moment
from narvaro_desktop.store.entries import Entry
from narvaro_desktop.store.tables import AccessLogRow, ChangeRow, SentPackageRow
from narvaro_desktop.store.witnesses import RESTORE
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.sending import packages
from narvaro_desktop.usecases.work import NOTHING, Made, Work

FOUND = "vault.older"
_SAID = "older_said"
_AT_ONCE = 500


def by_receipt(work: Work, sent: SentPackageRow, seen: int, is_taken: bool = False) -> None:
    """A kvittens on `sent` says that `seen` is the highest number that has come; we count on from there.

    `is_taken`: something else has come under the number of `sent`, which no vault with a memory does.
    """
    known = packages.last_number(work, sent.signing_key, sent.recipient)
    lost = seen - (sent.sequence - 1 if is_taken else known)
    if lost > 0:
        packages.jump_past(work, sent.signing_key, sent.recipient, max(seen, known))
        _tell(work, sent.sealed_at, "receipt", lost)


def by_entries(work: Work, entries: Iterable[Entry]) -> None:
    """A colleague's file holds `entries`; those of this laptop are here too, or were lost."""
    own = {entry.id: entry for entry in entries if entry.device == work.device}
    wanted = list(own)
    for start in range(0, len(wanted), _AT_ONCE):
        known = select(ChangeRow.id).where(ChangeRow.id.in_(wanted[start : start + _AT_ONCE]))
        for found in work.session.scalars(known):
            del own[found]
    if own:
        latest = max(tick_of(entry.clock) for entry in own.values()) >> 16
        _tell(work, datetime.fromtimestamp(latest / 1000, work.now.tzinfo), "colleague", len(own))


def unsaid(work: Work) -> Made[bool]:
    """Whether such a thing has been found that the window has not said yet; it is said once."""
    found = select(func.max(AccessLogRow.sequence)).where(
        AccessLogRow.device == work.device, AccessLogRow.action == FOUND
    )
    newest = work.session.scalar(found) or 0
    if newest <= settings.read(work.session, _SAID, 0):
        return Made(NOTHING, False)
    settings.write(work.session, _SAID, newest)
    return Made(NOTHING, True)


def _tell(work: Work, since: datetime, by: str, lost: int) -> None:
    """In the log, unless a restore after `since` has answered for it."""
    restored = work.session.scalar(
        select(func.max(AccessLogRow.at_utc)).where(AccessLogRow.action == RESTORE)
    )
    if restored is None or moment(restored) < since:
        work.log(FOUND, by=by, lost=lost)
