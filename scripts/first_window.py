"""Starts a program in a folder and says after how long its first window stood there; fails if none comes."""

import os
import sys
from pathlib import Path

from benchmarks.start import until_mapped


def main(folder: str, program: str) -> int:
    """Start `program` with `folder` as its working folder."""
    command = [str(Path(program).resolve())]
    os.chdir(folder)
    print(f"   first window after {until_mapped(command) * 1000:.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
