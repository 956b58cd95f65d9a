"""The child process: parses one foreign file and writes its rows as length-prefixed JSON, then ends.

It gets the order on standard input, has no environment, no keys and no database, and limits its own
memory and processor time before it looks at the first foreign byte. Whatever happens to it, the parent lives.

    → {"paths": [path, …], "container", "sheet", "scan"}; several are pages of one JSON answer
    ← {"head": {"sheets", "sheet", "facts"}}, {"rows": [[text, …], …], "done": 0–1} …, {"end": rows}
    ← or {"refused": reason, "facts": {…}}
"""

import json
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from narvaro_desktop.absence_files.detect import Container
from narvaro_desktop.absence_files.faults import FileRefused, Refusal
from narvaro_desktop.absence_files.opened import Opened

MEMORY = 2**30
PROCESSOR_SECONDS = 60
CHUNK = 500


def main() -> None:
    """Obey one order."""
    _limit()
    order = json.loads(sys.stdin.buffer.read())
    try:
        _deliver(_opened(order))
    except FileRefused as refusal:
        _send({"refused": refusal.reason.key, "facts": refusal.facts})
    except (MemoryError, RecursionError) as error:
        reason = Refusal.TOO_LARGE if isinstance(error, MemoryError) else Refusal.TOO_DEEP
        _send({"refused": reason.key, "facts": {}})
    except OSError as error:
        _send({"refused": Refusal.MISSING.key, "facts": {"errno": error.errno or 0}})


def _limit() -> None:
    with suppress(ImportError):  # Windows has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _opened(order: dict[str, Any]) -> Opened:
    paths, kind = [Path(path) for path in order["paths"]], Container(order["container"])
    path = paths[0]
    # Each reader is imported for its own kind only: the child starts anew for every file.
    if kind in (Container.XLSX, Container.XLS):
        from narvaro_desktop.absence_files import sheets

        return sheets.opened(path, kind, order.get("sheet"), bool(order.get("scan", True)))
    if kind is Container.HTML:
        from narvaro_desktop.absence_files import html_tables

        return html_tables.opened(path)
    from narvaro_desktop.absence_files import ss12000

    return ss12000.opened(*paths)


def _deliver(opened: Opened) -> None:
    _send({"head": {"sheets": opened.sheets, "sheet": opened.sheet, "facts": opened.facts}})
    chunk: list[list[str]] = []
    done = 0
    for row in opened.rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            done += len(chunk)
            _send({"rows": chunk, "done": done / max(done, opened.expected)})
            chunk = []
    if chunk:
        _send({"rows": chunk, "done": 1.0})
    _send({"end": done + len(chunk)})


def _send(message: dict[str, object]) -> None:
    body = json.dumps(message, ensure_ascii=False).encode("utf-8", "replace")
    sys.stdout.buffer.write(struct.pack(">I", len(body)) + body)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
