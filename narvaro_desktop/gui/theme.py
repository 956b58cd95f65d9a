"""The look in force: colours, fonts and lengths of the chosen theme at the chosen text scale.

apply_theme(app, "light", 1.25)        once at start, and again when the user changes it
colour("accent"), px(12), font("h2")   what every painter and layout asks
space(layout, (20, 14, 20, 14), 12)    margins and gap that follow the text scale
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QLayout, QStyleFactory, QWidget

from narvaro_desktop.gui import fonts
from narvaro_desktop.gui.style_sheet import style_sheet
from narvaro_desktop.gui.tokens import THEMES, TYPE, Kind, Tokens

SCALES = (1.0, 1.25, 1.5, 2.0)
_UNSCALED = "unscaled"
_FUSED = "fused"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme's name, its colours and the text scale (1.0–2.0)."""

    name: str
    tokens: Tokens
    scale: float


class Themed:
    """A widget whose icons, painting or sizes must be made anew when the look changes."""

    def restyle(self) -> None:
        raise NotImplementedError


_current = Theme("light", THEMES["light"], 1.0)


def current() -> Theme:
    return _current


def colour(token: str) -> QColor:
    """The colour that `token` has in the theme in force."""
    return QColor(getattr(_current.tokens, token))


def kind_colours(kind: Kind) -> tuple[QColor, QColor]:
    """Ink and soft ground of a state."""
    if kind == "neutral":
        return colour("text2"), colour("subtle")
    if kind == "accent":
        return colour("accent_text"), colour("accent_soft")
    return colour(kind), colour(f"{kind}_soft")


def px(length: float) -> int:
    """`length` (pixels at 100 %) at the text scale in force."""
    return round(length * _current.scale)


def font(style: str) -> QFont:
    """The font of a text style, for painters; labels get theirs from the style sheet."""
    kind = TYPE[style]
    made = QFont(fonts.FAMILY)
    made.setPixelSize(px(kind.size))
    made.setWeight(QFont.Weight(kind.weight))
    made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, kind.spacing * _current.scale)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def space(layout: QLayout, margins: Sequence[int] = (0, 0, 0, 0), gap: int = 0) -> None:
    """Margins (left, top, right, bottom) and gap in pixels at 100 %, which then follow the text scale."""
    layout.setProperty(_UNSCALED, [*margins, gap])
    _scale_layout(layout)


def fit(form: QWidget) -> None:
    """After `setupUi`: let every margin and gap drawn in the form follow the text scale."""
    for layout in form.findChildren(QLayout):
        if layout.property(_UNSCALED) is None:
            margins = layout.contentsMargins()
            sides = (margins.left(), margins.top(), margins.right(), margins.bottom())
            space(layout, sides, max(0, layout.spacing()))


def system_theme(app: QApplication) -> str:
    """The theme that the operating system asks for; light where it says nothing."""
    return "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def system_scale(app: QApplication) -> float:
    """The text scale nearest to the system's font size (about 9–10 points is 100 %)."""
    wanted = app.font().pointSizeF() / 10
    return min(SCALES, key=lambda scale: abs(scale - wanted))


def apply_theme(app: QApplication, name: str | None = None, scale: float = 1.0) -> None:
    """Dress the whole program: fonts, Fusion, palette, style sheet; None follows the system."""
    global _current
    name = name or system_theme(app)
    _current = Theme(name, THEMES[name], scale)
    fonts.load()
    if not app.property(_FUSED):
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setProperty(_FUSED, True)
    app.setFont(font("body"))
    app.setPalette(_palette(_current.tokens))
    app.setStyleSheet(style_sheet(_current.tokens, px))
    _restyle(app.allWidgets())


def _restyle(widgets: Iterable[QWidget]) -> None:
    for widget in widgets:
        if isinstance(widget, Themed):
            widget.restyle()
        for layout in widget.findChildren(QLayout, options=Qt.FindChildOption.FindDirectChildrenOnly):
            _scale_nested(layout)


def _scale_nested(layout: QLayout) -> None:
    _scale_layout(layout)
    for inner in layout.findChildren(QLayout):
        _scale_layout(inner)


def _scale_layout(layout: QLayout) -> None:
    if (lengths := layout.property(_UNSCALED)) is not None:
        left, top, right, bottom, gap = (px(length) for length in lengths)
        layout.setContentsMargins(left, top, right, bottom)
        layout.setSpacing(gap)


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.app,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.subtle,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.bad,
        role.ToolTipBase: tokens.surface,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.text3,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent_text,
        role.LinkVisited: tokens.accent_text,
        role.Light: tokens.surface,
        role.Midlight: tokens.subtle,
        role.Mid: tokens.line,
        role.Dark: tokens.line_strong,
        role.Shadow: tokens.line_strong,
    }
    for each, value in colours.items():
        palette.setColor(each, QColor(value))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(tokens.text3))
    return palette
