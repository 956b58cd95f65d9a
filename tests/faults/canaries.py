"""Unique words in every field of a school's day, sought afterwards in every file and in memory."""

import base64
import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from narvaro_desktop.domain.terms import ContactKind, InfoClass
from narvaro_desktop.usecases import drafts, settings
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import backups
from narvaro_desktop.usecases.work import Office

_PIECE = 1 << 20


def words(count: int, seed: str = "") -> list[str]:
    """Words that stand nowhere else, with å ä ö, so that each encoding writes them otherwise."""
    return [f"Kånärö{seed}{number:04d}ly" for number in range(count)]


def a_day(office: Office, canaries: list[str], backup_to: Path) -> None:
    """Every canary in a pupil, a guardian, a note, a draft or a setting, and a backup at the end."""
    with office.work() as work:
        settings.remember(work, contact=canaries[0])
        backups.choose_folder(work, backup_to)
    for start in range(1, len(canaries) - 5, 5):
        name, guardian, counselling, own, draft = canaries[start : start + 5]
        with office.work() as work:
            student = students.add(work, f"{name} Granbarr", "5B").value
            case = cases.open_case(work, student).value
            students.add_guardian(work, student, guardian)
            for text, info_class in ((counselling, InfoClass.COUNSELLING), (own, InfoClass.OWN)):
                notes.write(work, student, case, Written(ContactKind.NOTE, text, info_class=info_class))
            drafts.keep(work, "note", case, "text", InfoClass.COUNSELLING, draft)
    backups.make(office)


def encodings(word: str) -> list[bytes]:
    """The word as programs write it: UTF-8, UTF-16, Windows, decomposed, and base64 wherever it begins."""
    plain = word.encode()
    return [
        plain,
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        word.encode("cp1252"),
        unicodedata.normalize("NFD", word).encode(),
        *(base64.b64encode(b" " * skip + plain)[4 if skip else 0 : -4] for skip in range(3)),
    ]


def in_files(folders: Iterable[Path], needles: Iterable[bytes]) -> list[str]:
    """The files that hold one of the needles."""
    sought, hits = list(needles), []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                content = path.read_bytes()
                hits += [str(path) for needle in sought if needle in content]
    return hits


def in_memory(process: int, needles: Iterable[bytes]) -> int:
    """How many needles stand in the memory of a process."""
    sought = list(needles)
    return sum(needle in piece for piece in _memory(process) for needle in sought)


def _memory(process: int) -> Iterator[bytes]:
    maps = Path(f"/proc/{process}/maps").read_text().splitlines()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in maps:
            span, rights, *_rest = line.split()
            begin, end = (int(part, 16) for part in span.split("-"))
            if not rights.startswith("rw"):  # what cannot be written holds no words of ours
                continue
            for start in range(begin, end, _PIECE):
                try:
                    yield os.pread(memory.fileno(), min(_PIECE + 256, end - start), start)
                except OSError:
                    break
