"""Compiles ui/*.ui into narvaro_desktop/gui/forms; with --check only compares."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DRAWN = ROOT / "ui"
COMPILED = ROOT / "narvaro_desktop" / "gui" / "forms"
UIC = Path(sys.executable).parent / "pyside6-uic"


def compiled(drawing: Path) -> str:
    """The Python text of one drawn form."""
    # Run where the drawings lie: uic writes the name it was given into its first comment.
    done = subprocess.run([UIC, drawing.name], cwd=drawing.parent, check=True, capture_output=True, text=True)
    return done.stdout.replace("\r\n", "\n")


def main(arguments: list[str]) -> int:
    """Write what has changed, or with --check name it and fail."""
    wanted = {COMPILED / f"ui_{drawing.stem}.py": drawing for drawing in sorted(DRAWN.glob("*.ui"))}
    stale = [path for path in COMPILED.glob("ui_*.py") if path not in wanted]
    changed = []
    for path, drawing in wanted.items():
        text = compiled(drawing)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            changed.append(path)
            if "--check" not in arguments:
                path.write_text(text, encoding="utf-8", newline="\n")
    for path in [*changed, *stale]:
        fault = "has no drawing" if path in stale else "differs from its drawing"
        print(f"{path.relative_to(ROOT)} {fault}")
    if "--check" in arguments and (changed or stale):
        print("Run: make forms")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
