"""JSON in its one canonical form (RFC 8785), and the narrower set of values that packages use."""

import json
import re
import unicodedata
from typing import NoReturn

import rfc8785

from narvaro_desktop.sealing.refusals import JsonForm

Json = dict[str, "Json"] | list["Json"] | str | bool | int

DEEPEST = 16
LONGEST = 4_000
LARGEST = 2**53 - 1
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_DOUBTFUL = re.compile(
    f"[\x7f-\x9f\ud800-\udfff{''.join(sorted(_BIDI))}]" + rf'|\\[^n]|"[^"]{{{LONGEST + 1}}}'
)
"""What a text may not hold, and what hides where a text ends: each text is then looked at by itself."""
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)
_OTHER_ORDER = re.compile("[\ue000-\U0010ffff]")
"""Only keys with these signs are sorted otherwise by code point than by UTF-16, as RFC 8785 3.2.3 asks."""


def dumps(value: Json) -> bytes:
    """The canonical bytes of `value`; JsonForm if it holds what a package may not hold.

    Of what is left without floats, steering signs and lone surrogates Python's own encoder makes the same
    bytes as rfc8785, thirty times faster; a test holds the two together.
    """
    if not isinstance(value, dict | list):
        _inspect(value, 1)
    else:
        _walk(value, 1)
    text = _ENCODER.encode(value)
    if _DOUBTFUL.search(text) or not unicodedata.is_normalized("NFC", text):
        _inspect(value, 1)
    return rfc8785.dumps(value) if _OTHER_ORDER.search(text) else text.encode("utf-8")


def loads(text: bytes, entry: str) -> dict[str, Json]:
    """The object that `text` is the canonical form of; JsonForm naming `entry` for anything else."""
    try:
        value = json.loads(
            text.decode("utf-8", "strict"), parse_float=_refuse, parse_constant=_refuse, parse_int=_integer
        )
        if isinstance(value, dict) and dumps(value) == text:
            return value
    except (ValueError, RecursionError, MemoryError, JsonForm) as fault:
        raise JsonForm(entry=entry, fault=type(fault).__name__) from None
    raise JsonForm(entry=entry)


def _refuse(_: str) -> NoReturn:
    raise ValueError


def _integer(digits: str) -> int:
    if len(digits) > 17:
        raise ValueError
    return int(digits)


def _walk(value: dict[str, Json] | list[Json], depth: int) -> None:
    """What is no text: depth, numbers, and keys that are none."""
    if depth > DEEPEST:
        raise JsonForm(fault="depth")
    if isinstance(value, dict) and not {*map(type, value)} <= {str}:
        raise JsonForm(fault="text")
    for item in value.values() if isinstance(value, dict) else value:
        if type(item) is dict or type(item) is list:
            _walk(item, depth + 1)
        elif type(item) is not str:
            _inspect(item, depth)


def _inspect(value: Json, depth: int) -> None:
    if depth > DEEPEST:
        raise JsonForm(fault="depth")
    if isinstance(value, dict):
        for key, item in value.items():
            _inspect_text(key)
            if isinstance(item, str):
                _inspect_text(item)
            else:
                _inspect(item, depth + isinstance(item, dict | list))
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, str):
                _inspect_text(item)
            else:
                _inspect(item, depth + isinstance(item, dict | list))
    elif isinstance(value, str):
        _inspect_text(value)
    elif not isinstance(value, int) or abs(value) > LARGEST:
        raise JsonForm(fault="value")


def _inspect_text(text: object) -> None:
    if not isinstance(text, str) or len(text) > LONGEST:
        raise JsonForm(fault="text")
    if text.isascii():
        if not text.isprintable() and not text.replace("\n", "").isprintable():
            raise JsonForm(fault="control")
        return
    if not unicodedata.is_normalized("NFC", text):
        raise JsonForm(fault="nfc")
    if any(sign in _BIDI or (sign != "\n" and unicodedata.category(sign) in ("Cc", "Cs")) for sign in text):
        raise JsonForm(fault="control")
