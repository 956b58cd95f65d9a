"""Forms: every ui/<name>.ui becomes gui/forms/ui_<name>.py (`python -m narvaro_desktop.gui.compile_forms`)."""

import subprocess
import sys
from pathlib import Path

import PySide6

_PACKAGE = Path(__file__).resolve().parent
DRAWN = _PACKAGE.parent.parent / "ui"
COMPILED = _PACKAGE / "forms"


def compiled(form: Path) -> str:
    """The Python text that pyside6-uic makes of the drawing `form`; the same each time."""
    folder = Path(PySide6.__file__).parent
    tool = next(
        path for path in (folder / "Qt/libexec/uic", folder / "uic.exe", folder / "uic") if path.exists()
    )
    made = subprocess.run([tool, "-g", "python", form.name], cwd=form.parent, check=True, capture_output=True)
    return made.stdout.decode("utf-8").replace("\r\n", "\n")


def target(form: Path) -> Path:
    return COMPILED / f"ui_{form.stem}.py"


def main() -> int:
    for form in sorted(DRAWN.glob("*.ui")):
        target(form).write_text(compiled(form), encoding="utf-8", newline="\n")
        print(target(form).name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
