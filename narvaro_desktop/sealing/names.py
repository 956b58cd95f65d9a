"""Which names may stand in a package: the allow-list, and what no name may ever hold."""

import re

from narvaro_desktop.sealing.refusals import EntryName

BAG_INFO, BAGIT, ENVELOPE, README = "bag-info.txt", "bagit.txt", "envelope.json", "lasmig.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
SIGNATURE = f"{TAG_MANIFEST}.sig"
TAG_FILES = (BAGIT, BAG_INFO, TAG_MANIFEST, SIGNATURE, ENVELOPE, MANIFEST, README)

_BASE = re.compile(r"narvaro-([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})")
_SEGMENT = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
_ALLOWED = re.compile(
    r"data/(?:(?:aggregate|notification)\.(?:json|pdf)|(?:changes|join|keycard|laptops|receipt)\.json"
    r"|attachments/(?P<number>[0-9]{3})\.(?:pdf|png|jpg|csv))"
)
_LONGEST = 120


def base_folder(package_id: str) -> str:
    return f"narvaro-{package_id}"


def split(name: bytes) -> tuple[str, str]:
    """The package id and the path in the bag; EntryName for a name that is not wholly innocent."""
    try:
        path = name.decode("ascii")
    except UnicodeDecodeError:
        raise EntryName() from None
    folder, _, rest = path.partition("/")
    match = _BASE.fullmatch(folder)
    if len(name) > _LONGEST or match is None or not all(map(_innocent, rest.split("/"))):
        raise EntryName()
    if rest not in TAG_FILES and _ALLOWED.fullmatch(rest) is None:
        raise EntryName()
    return match[1], rest


def data_path(path: str) -> str:
    """`path` itself when a payload file may have it."""
    if _ALLOWED.fullmatch(path) is None:
        raise EntryName()
    return path


def attachment_number(path: str) -> int:
    """001 → 1; 0 for a path that is no attachment."""
    match = _ALLOWED.fullmatch(path)
    return int(match["number"] or 0) if match else 0


def _innocent(segment: str) -> bool:
    return (
        _SEGMENT.fullmatch(segment) is not None
        and not segment.endswith(".")
        and _DEVICE.fullmatch(segment) is None
    )
