"""One way to the records of any file: text here, everything else in the child process."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from narvaro_desktop.absence_files import detect, text
from narvaro_desktop.absence_files.detect import Container
from narvaro_desktop.absence_files.faults import FileRefused, Refusal
from narvaro_desktop.absence_files.readable import Joined, Pasted, Readable
from narvaro_desktop.absence_files.worker import Worker

_AHEAD = 1 << 20
"""Bytes read at a time. A thread that lets go of Python for each few kilobytes, and takes it back at once,
wakes the window each time and never lets it in."""
Cancelled = Callable[[], bool]
_CHUNK = 500


class Source:
    """An open file: `chunks` gives its records from the top, `fraction` how far that has come.

    A context manager. `encoding` and `delimiter` are None for all but text; `facts` counts what the
    pre-scan saw; `sheets` names what can be chosen; `seen` spares a second pass over the same bytes.
    """

    def __init__(
        self,
        path: Readable,
        encoding: str | None = None,
        delimiter: str | None = None,
        sheet: str | None = None,
        cancelled: Cancelled | None = None,
        seen: text.Survey | None = None,
    ) -> None:
        self.survey = text.survey(path, seen)
        self.container = detect.container(path, self.survey)
        self.encodings: tuple[str, ...] = ()
        self.encoding: str | None = None
        self.delimiter: str | None = None
        self.sheet: str | None = None
        self.sheets: tuple[str, ...] = ()
        self.facts: dict[str, int] = {}
        self._file: BinaryIO | None = None
        self._worker: Worker | None = None
        self._resumed: Iterator[list[list[str]]] | None = None
        if self.container is Container.TEXT and not isinstance(path, Joined):
            self._open_text(path, encoding, delimiter)
        else:
            self._open_worker(path, sheet, cancelled)

    def _open_text(self, path: Path | Pasted, encoding: str | None, delimiter: str | None) -> None:
        self.encodings = text.encodings(path, self.survey)
        self.encoding = chosen = encoding if encoding in self.encodings else self.encodings[0]
        self.delimiter = delimiter or detect.delimiter(first_lines(path, chosen))
        self._file = path.open("rb", _AHEAD)

    def _open_worker(self, path: Readable, sheet: str | None, cancelled: Cancelled | None) -> None:
        assert not isinstance(path, Pasted)
        self._worker = Worker(path, self.container, sheet, cancelled)
        self.sheets, self.sheet, self.facts = self._worker.sheets, self._worker.sheet, self._worker.facts

    def chunks(self) -> Iterator[list[list[str]]]:
        """The records, title rows and blank lines included, some thousand at a time."""
        if self._resumed is not None:
            return self._resumed
        if self._worker is not None:
            return self._worker.chunks()
        assert self._file is not None and self.encoding is not None and self.delimiter is not None
        return self._checked(text.records(self._file, self.encoding, self.delimiter))

    def resume(self, chunks: Iterator[list[list[str]]]) -> None:
        """From now on `chunks` gives these: what was read before, and what is still to come."""
        self._resumed = chunks

    def _checked(self, chunks: Iterator[list[list[str]]]) -> Iterator[list[list[str]]]:
        done, last = 0, [""]
        for chunk in chunks:
            yield chunk
            done, last = done + len(chunk), chunk[-1]
        text.refuse_open_end(last, done, self.survey.quotes)

    @property
    def fraction(self) -> float:
        """How much of the file has been read, 0 to 1."""
        if self._worker is not None:
            return self._worker.fraction
        return self._file.tell() / self.survey.size if self._file and not self._file.closed else 1.0

    @property
    def nul_bearing(self) -> bool:
        """True where a text holds NUL characters, which no cell may."""
        return (
            self.container is Container.TEXT
            and bool(self.survey.nuls)
            and "utf-16" not in (self.encoding or "")
        )

    def __enter__(self) -> "Source":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child, or close the file."""
        if self._worker is not None:
            self._worker.close()
        if self._file is not None:
            self._file.close()


class Kept:
    """A file that was looked at, open still, so that it need not be parsed twice; used once, or closed."""

    def __init__(self) -> None:
        self._source: Source | None = None
        self._begun: list[list[str]] = []
        self._rest: Iterator[list[str]] = iter(())

    def put(self, source: Source, begun: list[list[str]], rest: Iterator[list[str]]) -> None:
        """Keep a child that has delivered the rows in `begun`; text is opened again at no cost."""
        if source.container is Container.TEXT:
            source.close()
        else:
            self._source, self._begun, self._rest = source, begun, rest

    def take(self, sheet: str | None) -> Source | None:
        """The open file, if it is open and at that sheet; from now on it is the caller's."""
        source, self._source = self._source, None
        if source is None or (sheet is not None and sheet != source.sheet):
            if source is not None:
                source.close()
            return None
        source.resume(_in_chunks(self._begun, self._rest))
        return source

    def close(self) -> None:
        """Nobody will read on."""
        if self._source is not None:
            self._source.close()
            self._source = None


def _in_chunks(begun: list[list[str]], rest: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    yield begun
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk


def first_lines(path: Path | Pasted, encoding: str) -> list[str]:
    """Some hundred lines from the top, never more than a quarter of a megabyte."""
    shown: list[str] = []
    length = 0
    with path.open("rb") as source:
        try:
            for line in text.lines(source, encoding):
                shown.append(line[: text.LONGEST_FIELD])
                length += len(line)
                if len(shown) == 2 * detect.LOOKED_AT or length > 1 << 18:
                    break
        except UnicodeError:  # its arguments quote the file
            raise FileRefused(Refusal.DAMAGED, line=len(shown) + 1) from None
    return shown
