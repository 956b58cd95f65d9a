"""Whether a file is for us, asked of many that lie in a folder: one key is tried, and nothing is read."""

from collections.abc import Sequence

from narvaro_desktop.sealing.age_stream import Readable, SealedSource
from narvaro_desktop.sealing.keys import AgeIdentity
from narvaro_desktop.sealing.package import boundary
from narvaro_desktop.sealing.refusals import Damaged, PackageRefused


def is_for(source: Readable, identities: Sequence[AgeIdentity]) -> bool:
    """Whether one of `identities` opens the file; what it holds may still be refused."""
    try:
        with boundary():
            SealedSource(source).decrypt(identities, _enough)
    except Damaged:
        return True
    except PackageRefused:
        return False
    return True


def _enough(_piece: bytes) -> None:
    raise Damaged()
