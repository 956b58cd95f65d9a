"""A child killed at its Nth system call on files, or that call failing; then a look at what is left."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.faults.acts import Act, Stage, looked_at, said_by, say_on

CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,unlink,rename,renameat,renameat2,sendfile,copy_file_range"
KILL, EIO, ENOSPC = "signal=KILL", "error=EIO", "error=ENOSPC"
_FAILING = "pwrite64,fsync,fdatasync,ftruncate,rename,sendfile,copy_file_range"


@dataclass(frozen=True)
class Point:
    """One run: the Nth call, the injected fault, how the act ended, and what was wrong afterwards."""

    number: int
    fault: str
    was_hit: bool
    wrong: str


def there() -> bool:
    """Whether this machine has strace and lets it look."""
    return shutil.which("strace") is not None


def points(
    act: Act, original: Stage, room: Path, fault: str, step: int = 1, most: int = 10_000
) -> Iterator[Point]:
    """Every `step`th call of the act, until a run ends that no fault has reached."""
    for number in range(1, most, step):
        stage = original.copied(room / "stage")
        acknowledged, was_hit = run(act, stage, fault, number)
        yield Point(number, fault, was_hit, looked_at(act, stage, acknowledged))
        if not was_hit:
            return


def run(act: Act, stage: Stage, fault: str, number: int) -> tuple[int, bool]:
    """Do the act in a child with one fault; the last save that it promised, and whether the fault came."""
    ready, go = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        _be_child(act, stage, ready[1], go[0])
    os.close(ready[1])
    os.close(go[0])
    calls = CALLS if fault == KILL else _FAILING
    tracer = subprocess.Popen(
        ["strace", "-f", "-p", str(child), "-o", str(stage.folder.parent / "trace"), "-e", f"trace={calls}",
         "-e", f"inject={calls}:{fault}:when={number}"],
        stderr=subprocess.PIPE,
    )  # fmt: skip
    assert tracer.stderr is not None
    tracer.stderr.readline()  # "Process N attached"
    os.write(go[1], b"x")
    os.close(go[1])
    said = b""
    while chunk := os.read(ready[0], 65536):
        said += chunk
    os.close(ready[0])
    _pid, status = os.waitpid(child, 0)
    tracer.wait(timeout=60)
    tracer.stderr.close()
    trace = (stage.folder.parent / "trace").read_text(errors="replace")
    is_killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    return said_by(said), is_killed or "(INJECTED)" in trace


def _be_child(act: Act, stage: Stage, out: int, wait: int) -> None:
    """The forked half: waits for the tracer, does the act, and is gone."""
    code = 1
    try:
        os.read(wait, 1)
        time.sleep(0)
        act.do(stage, say_on(out))
        code = 0
    finally:
        os._exit(code)
