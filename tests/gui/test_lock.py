"""The new process: started as this one was, told only where the vault lies."""

import subprocess
import sys
from pathlib import Path

from narvaro_desktop.gui.locking.lock import command


def test_the_new_process_gets_the_vaults_path_and_nothing_else() -> None:
    assert command(["/hem/skola.narvaro"]) == [sys.executable, "-m", "narvaro_desktop", "/hem/skola.narvaro"]


def test_this_process_is_gone_when_the_new_one_stands_there(tmp_path: Path) -> None:
    told = tmp_path / "narvaro_desktop"
    told.mkdir()
    (told / "__init__.py").touch()
    (told / "__main__.py").write_text("import os, sys; print(os.getpid(), *sys.argv[1:])", encoding="utf-8")
    script = (
        "import os, pathlib, sys; from narvaro_desktop.gui.locking import lock;"
        "print(os.getpid(), flush=True);"
        f"os.environ['PYTHONPATH'] = {str(tmp_path)!r};"
        "os.chdir(os.environ['PYTHONPATH']); lock.start_anew(pathlib.Path('/hem/skola.narvaro'))"
    )

    made = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    before, after = made.stdout.splitlines()
    assert after == f"{before} /hem/skola.narvaro"
