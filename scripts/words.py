"""Brings resources/i18n/en.po and en.mo up to the words in the source; --missing lists what has no English.

Swedish is written in the source, so `en.po` is the only catalogue. Translations that are there are kept,
words that left the source leave the catalogue, nothing is guessed. The same words give the same bytes.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "narvaro_desktop"
ENGLISH = ROOT / "resources" / "i18n" / "en.po"
COMPILED = ENGLISH.with_suffix(".mo")
# What marks a word; the last is how compiled forms ask Qt for theirs: translate(context, word).
MARKS = {"_": None, "N_": None, "ngettext": (1, 2), "translate": (2,)}


class StableCatalog(Catalog):
    """A catalogue whose header has no dates, tools or people."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:  # type: ignore[override]
        return [
            ("Language", "en"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def in_source() -> StableCatalog:
    """Every marked word of the program and the files that say it, without a translation."""
    catalogue = StableCatalog(locale="en", header_comment="# Närvaro in English.", fuzzy=False)
    found = extract_from_dir(PACKAGE, method_map=[("**.py", "python")], keywords=MARKS)
    for name, _line, word, _comments, _context in found:
        if word and word != ("", ""):
            catalogue.add(word, locations=[(f"{PACKAGE.name}/{Path(name).as_posix()}", 0)])
    return catalogue


def translated() -> Catalog:
    """The catalogue as it lies in resources/."""
    if not ENGLISH.exists():
        return Catalog(locale="en")
    return read_po(io.BytesIO(ENGLISH.read_bytes()), locale="en")


def with_translations(words: StableCatalog, known: Catalog) -> StableCatalog:
    """`words` with each translation that `known` has."""
    for message in words:
        if message.id and (old := known.get(message.id)) is not None:
            message.string = old.string
    return words


def po_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as people read it: sorted, files without line numbers."""
    out = io.BytesIO()
    write_po(out, catalogue, width=110, sort_output=True, include_lineno=False)
    return out.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it; words without a translation are left out."""
    stable = StableCatalog(locale="en", fuzzy=False)
    for message in catalogue:
        if message.id and all(_forms(message.string)):
            stable.add(message.id, message.string)
    out = io.BytesIO()
    write_mo(out, stable)
    return out.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """The words that lack their English, or one of its two numbers."""
    return [str(message.id) for message in catalogue if message.id and not all(_forms(message.string))]


def _forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text or ""] if isinstance(text, str | None) else list(text)


def main(arguments: list[str]) -> int:
    """Write both files and count, or with --missing only list."""
    words = with_translations(in_source(), translated())
    missing = untranslated(words)
    if "--missing" in arguments:
        print("\n".join(missing))
        return 1 if missing else 0
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    ENGLISH.write_bytes(po_bytes(words))
    COMPILED.write_bytes(mo_bytes(words))
    print(f"{len(words)} words, {len(missing)} without their English")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
