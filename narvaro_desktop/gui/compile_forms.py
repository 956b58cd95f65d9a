"""Forms: every ui/<name>.ui becomes gui/forms/ui_<name>.py.

`python -m narvaro_desktop.gui.compile_forms` writes them anew; a test compares.
"""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import PySide6

_PACKAGE = Path(__file__).resolve().parent
DRAWN = _PACKAGE.parent.parent / "ui"
COMPILED = _PACKAGE / "forms"


def compiled(form: Path) -> str:
    """What Qt's uic makes of the drawing `form`, with its two methods typed; the same each time."""
    made = subprocess.run(
        [_uic(), "-g", "python", form.name], cwd=form.parent, check=True, capture_output=True
    )
    text = made.stdout.decode("utf-8").replace("\r\n", "\n")
    base = _base(form)
    return re.sub(r"def (setupUi|retranslateUi)\(self, (\w+)\):", rf"def \1(self, \2: {base}) -> None:", text)


def target(form: Path) -> Path:
    return COMPILED / f"ui_{form.stem}.py"


def main() -> int:
    for form in sorted(DRAWN.glob("*.ui")):
        target(form).write_text(compiled(form), encoding="utf-8", newline="\n")
        print(target(form).name)
    return 0


def _uic() -> Path:
    folder = Path(PySide6.__file__).parent
    places = (folder / "Qt" / "libexec" / "uic", folder / "uic.exe", folder / "uic")
    return next(path for path in places if path.exists())


def _base(form: Path) -> str:
    """The class of the drawing's outermost widget."""
    outermost = ElementTree.parse(form).getroot().find("widget")
    assert outermost is not None
    return outermost.attrib["class"]


if __name__ == "__main__":
    sys.exit(main())
