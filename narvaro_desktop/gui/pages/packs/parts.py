"""Small parts of the two pages of a pack: the mark of a step, and roles to choose several of."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from PySide6.QtWidgets import QLabel, QWidget

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui import icons, theme
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.flow import Flow
from narvaro_desktop.i18n import N_, _

MARKS: Final = {
    "users": N_("flera personer"),
    "eye": N_("öga"),
    "message-square": N_("pratbubbla"),
    "search": N_("förstoringsglas"),
    "clipboard-list": N_("lista"),
    "handshake": N_("handslag"),
    "house": N_("hus"),
    "school": N_("skola"),
    "flag": N_("flagga"),
    "shield": N_("sköld"),
    "undo-2": N_("pil tillbaka"),
}
COLOURS: Final = {
    "": N_("ingen"),
    "ok": N_("grön"),
    "info": N_("blå"),
    "warn": N_("gul"),
    "bad": N_("röd"),
    "accent": N_("programmets färg"),
}
_SIZE = 18


class StepMark(QLabel, theme.Themed):
    """The symbol of a step in its colour; the words beside it say the same, so it is not read out."""

    _step: Mapping[str, Any] = {}

    def __init__(self, step: Mapping[str, Any]) -> None:
        super().__init__()
        self._step = step
        self.restyle()

    def restyle(self) -> None:
        icon, colour = self._step.get("icon", ""), self._step.get("colour", "")
        if icon in MARKS:
            token = colour if colour in COLOURS and colour else "text2"
            self.setPixmap(icons.pixmap(icon, token, _SIZE, self.devicePixelRatioF()))


class Chips(QWidget):
    """Several choices at once, of keys and words; `changed` gets the chosen keys in their order."""

    def __init__(
        self,
        name: str,
        choices: Iterable[tuple[str, str]],
        chosen: Iterable[str],
        changed: Callable[[list[str]], None] = lambda _chosen: None,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        line, here = Flow(self), set(chosen)
        theme.space(line, gap=6)
        self._chips: dict[str, Button] = {}
        for key, words in choices:
            chip = Button(text=words, kind="chip", small=True)
            chip.setCheckable(True)
            chip.setChecked(key in here)
            chip.setAccessibleName(_("{name}: {role}").format(name=name, role=words))
            chip.toggled.connect(lambda _on: changed(self.chosen()))
            self._chips[key] = chip
            line.addWidget(chip)
        self.setFocusProxy(next(iter(self._chips.values())))

    def chosen(self) -> list[str]:
        return [key for key, chip in self._chips.items() if chip.isChecked()]


class RoleChips(Chips):
    """Several roles."""

    def __init__(self, name: str, chosen: Iterable[str], changed: Callable[[list[str]], None]) -> None:
        super().__init__(name, [(role.key, role.label) for role in Role], chosen, changed)
