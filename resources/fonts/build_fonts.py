"""Makes the Narvaro Sans faces from Inter's complete static files (npm package `inter-ui` 4.1.1, OFL 1.1).

    npm pack inter-ui@4.1.1 && tar xzf inter-ui-4.1.1.tgz
    python resources/fonts/build_fonts.py package

Three changes to each face, and no others: woff2 becomes TrueType, the family is called Narvaro Sans (so that
an installed Inter is never mixed in), and the digits are the tabular ones everywhere.
The same sources give the same bytes; a test holds the files to their hashes.
"""

import sys
from pathlib import Path
from shutil import copyfile

from fontTools.ttLib import TTFont

FACES = ("Regular", "Medium", "SemiBold", "Bold", "Italic")
_RENAMED = {1, 3, 4, 16, 21}  # 21 too: else Qt lists Medium and SemiBold under "Inter"
_POSTSCRIPT_NAME = 6  # one for each face: ReportLab embeds one font for each PostScript name


def build(source: Path, target: Path) -> None:
    """Write `NarvaroSans-<face>.ttf` for every face and the licence from the unpacked npm package."""
    for face in FACES:
        font = TTFont(source / "web" / f"Inter-{face}.woff2", recalcTimestamp=False)
        font.flavor = None
        _make_digits_tabular(font)
        _rename(font)
        font.save(target / f"NarvaroSans-{face}.ttf")
    copyfile(source / "LICENSE.txt", target / "OFL.txt")


def _make_digits_tabular(font: TTFont) -> None:
    """Point the digits' characters at the glyphs that the feature `tnum` would pick; nothing else moves."""
    shown = font.getBestCmap()
    tabular = _substitutions(font, "tnum")
    digits = {code: tabular[shown[code]] for code in range(0x30, 0x3A)}
    for table in font["cmap"].tables:
        table.cmap.update({code: glyph for code, glyph in digits.items() if code in table.cmap})


def _substitutions(font: TTFont, tag: str) -> dict[str, str]:
    """The glyph-for-glyph replacements of one feature."""
    gsub = font["GSUB"].table
    found: dict[str, str] = {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == tag:
            for index in record.Feature.LookupListIndex:
                for lookup in gsub.LookupList.Lookup[index].SubTable:
                    found |= getattr(lookup, "ExtSubTable", lookup).mapping
    return found


def _rename(font: TTFont) -> None:
    for name in font["name"].names:
        if name.nameID in _RENAMED:
            name.string = str(name).replace("Inter", "Narvaro Sans")
        if name.nameID == _POSTSCRIPT_NAME:
            name.string = str(name).replace("Inter", "NarvaroSans")


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(__file__).resolve().parent)
