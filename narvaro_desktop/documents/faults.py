"""What may stop a paper from being made; free of ReportLab, so that `wording` can know it cheaply."""

import unicodedata

from narvaro_desktop.errors import NarvaroError


class MissingGlyph(NarvaroError):
    """No face of ours can print `character`, which stands in the field `field`."""

    def __init__(self, field: str, character: str) -> None:
        super().__init__(field, f"U+{ord(character):04X}")
        self.field = field
        self.character = character

    @property
    def script(self) -> str:
        """Which writing the character belongs to (ARABIC, HEBREW, ETHIOPIC …), "" for a sign of none."""
        name = unicodedata.name(self.character, "")
        return name.split()[0] if unicodedata.category(self.character)[0] in "LM" and " " in name else ""


class NotOurPaper(NarvaroError):
    """A PDF holds what no paper of ours does, and is not shown here."""
