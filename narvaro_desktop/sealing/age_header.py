"""Our own reader of age v1 headers, which runs before pyrage.

pyrage takes quadratic time over a header and accepts a few forms that the age specification forbids;
what passes here is small, canonical and of kinds that we seal to.
"""

import base64
import binascii
import re
from dataclasses import dataclass

from narvaro_desktop.sealing.refusals import HeaderFault, NotAge, StanzaKind

LONGEST = 32_768
MOST_RECIPIENTS = 8
_FIRST = b"age-encryption.org/v1\n"
_LONGEST_LINE = 4_096
_MOST_STANZAS = 12
_MOST_GREASE = 4
_BODY_LINE = 64
_TEXT = re.compile(rb"[!-~]+(?: [!-~]+)*")


@dataclass(frozen=True, slots=True)
class AgeHeader:
    """Bytes of the header with its MAC line, and how many recipients the file is encrypted to."""

    length: int
    recipients: int


def read(start: bytes) -> AgeHeader:
    """The header at the `start` of a file (its first 32 768 bytes, or all of it)."""
    if not start.startswith(_FIRST):
        raise NotAge()
    lines = _Lines(start[:LONGEST], len(_FIRST))
    recipients = grease = 0
    while not (line := lines.next()).startswith(b"---"):
        if recipients + grease == _MOST_STANZAS:
            raise HeaderFault(fault="stanzas")
        arguments = _arguments(line)
        body = _body(lines)
        if arguments[0].endswith(b"-grease"):
            grease += 1
        elif arguments[0] == b"X25519":
            _demand(len(arguments) == 2 and len(_decoded(arguments[1])) == 32 and len(body) == 32, "x25519")
            recipients += 1
        else:
            raise StanzaKind()
        _demand(grease <= _MOST_GREASE and recipients <= MOST_RECIPIENTS, "stanzas")
    _demand(line.startswith(b"--- ") and len(_decoded(line[4:])) == 32, "mac")
    _demand(recipients > 0, "recipients")
    return AgeHeader(lines.place, recipients)


class _Lines:
    """The lines of a header, each of limited length and ended by LF."""

    def __init__(self, start: bytes, place: int) -> None:
        self._start = start
        self.place = place

    def next(self) -> bytes:
        end = self._start.find(b"\n", self.place, self.place + _LONGEST_LINE + 1)
        _demand(end >= 0, "line")
        line = self._start[self.place : end]
        self.place = end + 1
        return line


def _arguments(line: bytes) -> list[bytes]:
    _demand(line.startswith(b"-> ") and _TEXT.fullmatch(line, 3) is not None, "stanza")
    return line[3:].split(b" ")


def _body(lines: _Lines) -> bytes:
    """Lines of 64 characters and a shorter last one, which may be empty but must exist."""
    text = b""
    while True:
        line = lines.next()
        _demand(len(line) <= _BODY_LINE, "body")
        text += line
        if len(line) < _BODY_LINE:
            return _decoded(text)


def _decoded(text: bytes) -> bytes:
    """Unpadded base64 in its canonical spelling."""
    try:
        raw = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        raise HeaderFault(fault="base64") from None
    _demand(base64.b64encode(raw).rstrip(b"=") == text, "base64")
    return raw


def _demand(holds: bool, fault: str) -> None:
    if not holds:
        raise HeaderFault(fault=fault)
