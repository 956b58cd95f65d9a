"""A power cut after each system call: what was flushed is kept, what was not may be there, torn or missing.

recorded with strace   open write truncate flush rename unlink, with paths and bytes
rebuilt three ways     flushed only; a random part of the rest; the rest torn in sectors of 512
Names are kept once their folder is flushed; it is assumed that a disk that says it has flushed has.
"""

import os
import random
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.acts import Act, Stage, looked_at, say_on

_CALLS = (
    "openat,open,close,write,pwrite64,fsync,fdatasync,ftruncate,unlink,rename,renameat,renameat2,sendfile,"
    "copy_file_range,mkdir,rmdir,lseek"
)
_LINE = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)\)\s*=\s*(-?\d+)")
_PATH = re.compile(r"<((?:\\x[0-9a-f]{2})+)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
SECTOR = 512
WAYS = ("flushed", "part", "torn")


@dataclass
class Inode:
    """A file's bytes: as the program sees them, as they surely lie on the disk, and what lies between."""

    seen: bytearray = field(default_factory=bytearray)
    flushed: bytes = b""
    pending: list[Callable[[bytearray], None]] = field(default_factory=list)

    def do(self, change: Callable[[bytearray], None]) -> None:
        change(self.seen)
        self.pending.append(change)

    def flush(self) -> None:
        self.flushed, self.pending = bytes(self.seen), []


Names = dict[str, Inode | None]
"""By path; None is a folder."""


class Disk:
    """What the child did to one folder, call by call."""

    def __init__(self, folder: Path) -> None:
        self.names: Names = {}
        self.flushed_names: Names = {}
        self.pending_names: list[tuple[str, Callable[[Names], None]]] = []
        self.at: dict[tuple[str, str], int] = {}
        self._before(folder)

    def _before(self, folder: Path) -> None:
        for path in sorted(folder.rglob("*")):
            inode = None
            if path.is_file():
                content = path.read_bytes()
                inode = Inode(bytearray(content), content)
            self.names[str(path)] = self.flushed_names[str(path)] = inode

    def name(self, folder: str, change: Callable[[Names], None]) -> None:
        change(self.names)
        self.pending_names.append((folder, change))

    def flush(self, path: str) -> None:
        inode = self.names.get(path)
        if inode is not None:
            inode.flush()
            return
        left = []
        for folder, change in self.pending_names:
            if folder == path:
                change(self.flushed_names)
            else:
                left.append((folder, change))
        self.pending_names = left

    def left(self, way: str, chance: random.Random) -> dict[str, bytes | None]:
        """The files after a cut now."""
        names = dict(self.flushed_names)
        if way != "flushed":
            for _folder, change in self.pending_names[: chance.randint(0, len(self.pending_names))]:
                change(names)
        return {
            path: None if inode is None else _content(inode, way, chance) for path, inode in names.items()
        }


def _content(inode: Inode, way: str, chance: random.Random) -> bytes:
    content = bytearray(inode.flushed)
    if way == "flushed":
        return bytes(content)
    for change in inode.pending:
        if chance.random() < 0.5:
            continue
        before = bytes(content)
        change(content)
        if way == "torn":
            _tear(content, before, chance)
    return bytes(content)


def _tear(content: bytearray, before: bytes, chance: random.Random) -> None:
    """Of what has just changed, each sector is there or as it was."""
    for start in range(0, min(len(content), len(before)), SECTOR):
        if content[start : start + SECTOR] != before[start : start + SECTOR] and chance.random() < 0.5:
            content[start : start + SECTOR] = before[start : start + SECTOR]


@dataclass(frozen=True)
class Cut:
    """What was wrong after one cut."""

    call: int
    way: str
    wrong: str


def cuts(act: Act, original: Stage, room: Path, step: int = 1, seed: int = 1) -> Iterator[Cut]:
    """Every `step`th call that changes the folder, three ways each."""
    stage = original.copied(room / "stage")
    disk, chance, acknowledged = Disk(stage.folder), random.Random(seed), 0
    trace = recorded(act, stage, room / "trace")
    for number, line in enumerate(trace):
        if (said := re.search(r"\\x41\\x43\\x4b\\x20((?:\\x3\d)+)\\x0a", line)) and "write(" in line:
            acknowledged = int(bytes.fromhex(said[1].replace("\\x", "")))
        if not apply(disk, line, str(stage.folder)) or number % step:
            continue
        for way in WAYS:
            _rebuild(stage.folder, disk.left(way, chance))
            yield Cut(number, way, looked_at(act, stage, acknowledged))


def recorded(act: Act, stage: Stage, trace: Path) -> list[str]:
    """Do the act once, under strace."""
    go, out = os.pipe(), os.open(os.devnull, os.O_WRONLY)
    child = os.fork()
    if child == 0:
        try:
            os.read(go[0], 1)
            act.do(stage, say_on(out))
        finally:
            os._exit(0)
    tracer = subprocess.Popen(
        ["strace", "-f", "-y", "-xx", "-s", "9999999", "-p", str(child), "-o", str(trace), "-e", _CALLS],
        stderr=subprocess.PIPE,
    )
    assert tracer.stderr is not None
    tracer.stderr.readline()
    os.write(go[1], b"x")
    os.waitpid(child, 0)
    tracer.wait(timeout=60)
    tracer.stderr.close()
    for descriptor in (*go, out):
        os.close(descriptor)
    return trace.read_text().splitlines()


def apply(disk: Disk, line: str, folder: str) -> bool:
    """Do to the model what a traced call did; False for one that concerns nothing in the folder."""
    found = _LINE.match(line)
    if found is None or int(found[3]) < 0:
        return False
    call, told, answer = found[1], found[2], int(found[3])
    paths = [_plain(one) for one in _PATH.findall(line)]
    texts = [_bytes(one) for one in _TEXT.findall(told)]
    if call in ("open", "openat"):
        return _opened(disk, paths[-1] if paths else "", told, folder)
    if call in ("unlink", "rename", "renameat", "renameat2", "mkdir", "rmdir"):
        return _named(disk, call, [text.decode() for text in texts], folder)
    if not paths or not paths[0].startswith(folder):
        return False
    path, inode = paths[0], disk.names.get(paths[0])
    if call in ("fsync", "fdatasync"):
        disk.flush(path)
    elif inode is None:
        return False
    elif call == "pwrite64":
        _write(inode, texts[0][:answer], int(told.rsplit(",", 1)[1]))
    elif call == "write":
        at = disk.at.get(("w", path), 0)
        _write(inode, texts[0][:answer], at)
        disk.at["w", path] = at + answer
    elif call == "ftruncate":
        size = int(told.rsplit(",", 1)[1])
        inode.do(lambda content: _resize(content, size))
    elif call in ("sendfile", "copy_file_range"):
        return _sent(disk, call, paths, answer)
    return call not in ("close", "lseek")


def _opened(disk: Disk, path: str, told: str, folder: str) -> bool:
    if not path.startswith(folder):
        return False
    disk.at["w", path] = disk.at["r", path] = 0
    inode = disk.names.get(path)
    if "O_CREAT" in told and path not in disk.names:
        made = Inode()
        disk.name(str(Path(path).parent), lambda names: names.__setitem__(path, made))
        return True
    if "O_TRUNC" in told and inode is not None:
        inode.do(lambda content: _resize(content, 0))
        return True
    return False


def _named(disk: Disk, call: str, paths: list[str], folder: str) -> bool:
    if not paths or not paths[-1].startswith(folder):
        return False
    path, parent = paths[-1], str(Path(paths[-1]).parent)
    if call == "mkdir":
        disk.name(parent, lambda names: names.__setitem__(path, None))
    elif call in ("unlink", "rmdir"):
        disk.name(parent, lambda names: names.pop(path, None) and None)
    else:
        disk.name(parent, lambda names: _move(names, paths[0], path))
    return True


def _move(names: Names, source: str, target: str) -> None:
    """A rename; of a folder with everything in it."""
    for path in [one for one in names if one == source or one.startswith(source + "/")]:
        names[target + path.removeprefix(source)] = names.pop(path)


def _sent(disk: Disk, call: str, paths: list[str], count: int) -> bool:
    target, source = (paths[0], paths[1]) if call == "sendfile" else (paths[1], paths[0])
    inode, origin = disk.names.get(target), disk.names.get(source)
    if inode is None or origin is None:
        return False
    at = disk.at.get(("w", target), 0)
    begin = disk.at.get(("r", source), 0)
    _write(inode, bytes(origin.seen[begin : begin + count]), at)
    disk.at["w", target], disk.at["r", source] = at + count, begin + count
    return True


def _write(inode: Inode, data: bytes, at: int) -> None:
    def change(content: bytearray) -> None:
        if len(content) < at:
            content.extend(bytes(at - len(content)))
        content[at : at + len(data)] = data

    inode.do(change)


def _resize(content: bytearray, size: int) -> None:
    del content[size:]
    content.extend(bytes(size - len(content)))


def _rebuild(folder: Path, files: dict[str, bytes | None]) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    for name, content in sorted(files.items()):
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(exist_ok=True) if content is None else path.write_bytes(content)


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


def _plain(escaped: str) -> str:
    return _bytes(escaped).decode(errors="replace")
