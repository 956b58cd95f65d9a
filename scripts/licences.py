"""Copies the licence texts of every library in requirements.lock into a folder."""

import re
import shutil
import sys
from importlib.metadata import distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
# PySide6's wheels lack these; Debian has them. Qt's libraries lie in the bundle one by one, to be replaced.
LGPL = [Path("/usr/share/common-licenses") / name for name in ("LGPL-3", "GPL-3")]
LICENCE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


def main(folder: str) -> int:
    """Copy what each library ships, and name its licence in index.txt."""
    target = Path(folder)
    lines = []
    for name in re.findall(r"^([a-z0-9-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE):
        library = distribution(name)
        facts = library.metadata
        licence = facts.get("License-Expression") or facts.get("License") or "see its texts"
        lines.append(f"{name} {library.version}: {licence.splitlines()[0]}")
        for file in library.files or []:
            source = Path(str(library.locate_file(file)))
            if LICENCE.match(file.name) and source.suffix != ".py" and source.is_file():
                copy = target / name / file.name
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, copy)
    for source in LGPL:
        shutil.copyfile(source, target / f"{source.name}.txt")
    (target / "index.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
