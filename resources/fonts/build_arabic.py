"""Makes the faces for Arabic script from DejaVu Sans 2.37 (Debian package `fonts-dejavu-core`).

    python resources/fonts/build_arabic.py /usr/share/fonts/truetype/dejavu

Kept are the joined forms of Arabic, and the alphabets of the names inside; the family is renamed, as the
licence asks of changed fonts. The same sources give the same bytes; a test holds the files to their hashes.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FACES = {"Regular": "DejaVuSans", "Bold": "DejaVuSans-Bold"}
_KEPT = (
    (0x20, 0x250), (0x370, 0x530), (0x1E00, 0x1F00), (0x2010, 0x2031), (0x20A0, 0x20D0), (0x2190, 0x2300),
    (0x600, 0x700), (0xFB50, 0xFC00), (0xFE70, 0xFEFF),
)  # fmt: skip
_RENAMED = {1, 3, 4, 16, 21}
_POSTSCRIPT_NAME = 6
_LICENCE = 13


def build(source: Path, target: Path) -> None:
    """Write `NarvaroSansArabic-<face>.ttf` for both faces, and the licence that they bear."""
    for face, name in FACES.items():
        font = TTFont(source / f"{name}.ttf", recalcTimestamp=False)
        licence = font["name"].getDebugName(_LICENCE)
        options = Options(name_IDs=["*"], notdef_outline=True, hinting=False, layout_features=[])
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[code for first, last in _KEPT for code in range(first, last)])
        subsetter.subset(font)
        for entry in font["name"].names:
            if entry.nameID in _RENAMED:
                entry.string = str(entry).replace("DejaVu Sans", "Narvaro Sans Arabic")
            if entry.nameID == _POSTSCRIPT_NAME:
                entry.string = f"NarvaroSansArabic-{face}"
        font.save(target / f"NarvaroSansArabic-{face}.ttf")
    (target / "DEJAVU.txt").write_text(licence + "\n", encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(__file__).resolve().parent)
