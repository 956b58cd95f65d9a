"""The pages of a paper of ours as drawing steps for another painter: what is seen is the very file.

It reads what `page.build` writes and nothing else: one stream a page, flat colours, lines, and text in our
own faces. Whatever else a PDF may hold is refused, so a paper of somebody else is never taken for read.
"""

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from narvaro_desktop.documents.faults import NotOurPaper
from narvaro_desktop.domain.charts.sheet import Colour, Drawn, Matrix, Part, Sheet, Written

_UNIT: Final[Matrix] = (1, 0, 0, 1, 0, 0)
_TOKEN: Final = re.compile(rb"\((?:\\.|[^\\()])*\)|/[^\s/<>\[\]()]+|<<|>>|\[|\]|[^\s/<>\[\]()]+", re.DOTALL)
_ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_CONTROLS: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_PAIR: Final = re.compile(rb"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]+)>")
_FAMILIES: Final = ("NarvaroSans-", "NarvaroSansArabic-")
_UNSEEN: Final = frozenset({"BDC", "BMC", "EMC", "BT", "ET", "J", "j"})
_BRACKETS: Final = frozenset({b"[", b"]", b"<<", b">>"})
_OPACITY: Final = re.compile(rb"/(\w+) <<\s*/ca (\S+)\s*>>")


Letters = dict[int, str]
Fonts = dict[str, tuple[str, Letters]]
"""By its name on the page, the face of a font and the letters of its codes."""


def sheets(pdf: bytes) -> tuple[Sheet, ...]:
    """The pages of `pdf` in order; raises NotOurPaper."""
    try:
        held = _objects(pdf)
        return tuple(_sheet(held, page) for page in _pages(held))
    except (KeyError, ValueError, IndexError, TypeError, zlib.error):
        raise NotOurPaper from None


def _objects(pdf: bytes) -> dict[int, bytes]:
    """By number, the bytes of each object, as the table at the end of the file tells where they begin."""
    table = pdf[int(pdf.rsplit(b"startxref", 1)[1].split()[0]) :]
    head, *lines = table.splitlines()
    count = int(lines[0].split()[1])
    begins = {
        number: int(line.split()[0]) for number, line in enumerate(lines[1 : count + 1]) if b" n" in line
    }
    if head != b"xref" or not begins:
        raise NotOurPaper
    ordered = [*sorted(begins.values()), len(pdf)]
    ends = dict(pairwise(ordered))
    return {number: pdf[begin : ends[begin]].partition(b"obj")[2] for number, begin in begins.items()}


def _pages(held: Mapping[int, bytes]) -> list[bytes]:
    [tree] = [body for body in held.values() if b"/Type /Pages" in body]
    kids = tree.split(b"/Kids [", 1)[1].partition(b"]")[0]
    return [held[int(number)] for number in re.findall(rb"(\d+) 0 R", kids)]


def _reference(body: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    return int(found[1])  # type: ignore[index]  # a TypeError is caught above


def _stream(body: bytes) -> bytes:
    return zlib.decompressobj().decompress(body.split(b"stream\n", 1)[1])


def _sheet(held: Mapping[int, bytes], page: bytes) -> Sheet:
    box = page.split(b"/MediaBox [", 1)[1].partition(b"]")[0].split()
    fonts = _fonts(held, held[_reference(page, b"Font")])
    pen = _Pen(fonts, {name.decode(): float(value) for name, value in _OPACITY.findall(page)})
    pen.draw(_stream(held[_reference(page, b"Contents")]))
    return Sheet(float(box[2]), float(box[3]), tuple(pen.steps))


def _fonts(held: Mapping[int, bytes], named: bytes) -> Fonts:
    found = {}
    for name, number in re.findall(rb"/(\S+) (\d+) 0 R", named):
        font = held[int(number)]
        face = font.split(b"/BaseFont /", 1)[1].split()[0].decode().partition("+")[2]
        if not face.startswith(_FAMILIES):
            raise NotOurPaper
        pairs = _PAIR.findall(_stream(held[_reference(font, b"ToUnicode")]))
        found[name.decode()] = face, {int(code, 16): chr(int(letter, 16)) for code, letter in pairs}
    return found


@dataclass
class _State:
    matrix: Matrix = _UNIT
    fill: Colour = (0, 0, 0)
    stroke: Colour = (0, 0, 0)
    width: float = 1.0
    opacity: float = 1.0
    dashes: tuple[float, ...] = ()


class _Pen:
    """What the operators of a page change, and the steps that they come to."""

    def __init__(self, fonts: Fonts, opacities: Mapping[str, float]) -> None:
        self.steps: list[Drawn | Written] = []
        self._fonts, self._opacities = fonts, opacities
        self._state, self._kept = _State(), list[_State]()
        self._parts: list[Part] = []
        self._text: Matrix = _UNIT
        self._font, self._size, self._leading = "", 0.0, 0.0
        self._spacing, self._blank = 0.0, 0.0

    def draw(self, stream: bytes) -> None:
        operands: list[bytes] = []
        for token in _TOKEN.findall(stream):
            if token[:1] in b"(/" or token[:1].isdigit() or token[:1] in b"-.":
                operands.append(token)
            elif token not in _BRACKETS:
                self._do(token.decode(), operands)
                operands = []

    def _do(self, operator: str, operands: Sequence[bytes]) -> None:
        if operator in ("Tj", "Tf"):
            self._write(operator, operands)
        elif operator == "T*":
            self._text = _times((1, 0, 0, 1, 0, -self._leading), self._text)
        elif operator == "n":
            self._parts = []
        elif operator == "gs":
            self._state.opacity = self._opacities[operands[0][1:].decode()]
        elif operator not in _UNSEEN:
            self._change(operator, tuple(map(float, operands)))

    def _write(self, operator: str, operands: Sequence[bytes]) -> None:
        if operator == "Tf":
            self._font, self._size = operands[0][1:].decode(), float(operands[1])
            return
        face, letters = self._fonts[self._font]
        words = "".join(letters[code] for code in _plain(operands[0]))
        matrix = _times(self._text, self._state.matrix)
        if words.strip():
            look = self._size, self._state.fill, matrix, self._spacing, self._blank
            self.steps.append(Written(words, face, *look))

    def _change(self, operator: str, values: tuple[float, ...]) -> None:
        state = self._state
        match operator, values:
            case "q", ():
                self._kept.append(replace(state))
            case "Q", ():
                self._state = self._kept.pop()
            case "cm", (a, b, c, d, e, f):
                state.matrix = _times((a, b, c, d, e, f), state.matrix)
            case "rg", (red, green, blue):
                state.fill = red, green, blue
            case "RG", (red, green, blue):
                state.stroke = red, green, blue
            case "w", (width,):
                state.width = width
            case "d", (*dashes, _phase):
                state.dashes = tuple(dashes)
            case "Tm", (a, b, c, d, e, f):
                self._text = a, b, c, d, e, f
            case "Td", (right, up):
                self._text = _times((1, 0, 0, 1, right, up), self._text)
            case "TL", (leading,):
                self._leading = leading
            case "Tc", (spacing,):
                self._spacing = spacing
            case "Tw", (blank,):
                self._blank = blank
            case _:
                self._shape(operator, values)

    def _shape(self, operator: str, values: tuple[float, ...]) -> None:
        if operator in ("m", "l", "c", "h"):
            self._parts.append((operator, self._placed(values)))
        elif operator == "re":
            x, y, wide, tall = values
            corners = ((x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall))
            self._parts += [("l" if place else "m", self._placed(at)) for place, at in enumerate(corners)]
            self._parts.append(("h", ()))
        elif operator in ("f", "f*", "S", "s", "B", "B*"):
            self._paint(operator)
        else:
            raise NotOurPaper(operator)

    def _paint(self, operator: str) -> None:
        parts, state = tuple(self._parts), self._state
        if operator[0] in "fB":
            self.steps.append(Drawn(parts, state.fill, opacity=state.opacity))
        if operator[0] in "sSB":
            scale = abs(state.matrix[0] * state.matrix[3] - state.matrix[1] * state.matrix[2]) ** 0.5
            dashes = tuple(length * scale for length in state.dashes)
            self.steps.append(Drawn(parts, state.stroke, max(state.width * scale, 0.1), dashes=dashes))
        self._parts = []

    def _placed(self, values: Sequence[float]) -> tuple[float, ...]:
        a, b, c, d, e, f = self._state.matrix
        points = zip(values[::2], values[1::2], strict=True)
        return tuple(value for x, y in points for value in (a * x + c * y + e, b * x + d * y + f))


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def _plain(literal: bytes) -> bytes:
    """The bytes of a literal string: (fr\\001n) holds the code 1."""
    return _ESCAPE.sub(_unescaped, literal[1:-1])


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return bytes([int(code, 8)]) if code[:1].isdigit() else _CONTROLS.get(code, code)
