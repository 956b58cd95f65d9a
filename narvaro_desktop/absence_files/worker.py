"""The parent's side of the child process that parses everything but plain text."""
from collections.abc import Callable, Iterator
from pathlib import Path

from narvaro_desktop.absence_files.detect import Container


class Worker:
    def __init__(
        self, path: Path, container: Container, sheet: str | None, cancelled: Callable[[], bool] | None
    ) -> None:
        self.sheets: tuple[str, ...] = ()
        self.sheet: str | None = None
        self.facts: dict[str, int] = {}
        self.fraction = 0.0

    def chunks(self) -> Iterator[list[list[str]]]:
        raise NotImplementedError

    def close(self) -> None:
        pass
