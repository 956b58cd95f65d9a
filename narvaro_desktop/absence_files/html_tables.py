"""HTML tables that a system saved under another suffix, in the child process only."""

from html.parser import HTMLParser
from pathlib import Path

from narvaro_desktop.absence_files import text
from narvaro_desktop.absence_files.faults import FileRefused, Refusal
from narvaro_desktop.absence_files.opened import Opened

LARGEST = 100 * 2**20


def opened(path: Path) -> Opened:
    """The rows of every table in the file, one after the other."""
    seen = text.survey(path)
    if seen.size > LARGEST:
        raise FileRefused(Refusal.TOO_LARGE, bytes=seen.size, limit=LARGEST)
    parser = _Rows()
    with path.open("rb") as source:
        for line in text.lines(source, text.encodings(path, seen)[0]):
            parser.feed(line)
    parser.close()
    width = max(map(len, parser.rows), default=0)
    return Opened(iter([row + [""] * (width - len(row)) for row in parser.rows]), len(parser.rows))


class _Rows(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside and self.rows and self.rows[-1]:
            self.rows[-1][-1] = f"{self.rows[-1][-1]} {data.strip()}".strip()
