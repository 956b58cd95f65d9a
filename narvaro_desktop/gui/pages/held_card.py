"""Packages that wait in the vault for a kontaktkort: whom they say they are from, since when, and away."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from narvaro_desktop.domain.amounts import size_words
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import quiet
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.text import label, rule
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.receiving import held_packages
from narvaro_desktop.usecases.receiving.held_packages import HeldLine
from narvaro_desktop.usecases.work import Changes, Work


class HeldCard(Card):
    """Hidden while nothing waits."""

    def __init__(self, runner: Runner) -> None:
        super().__init__(title=_("Paket som väntar"))
        self._runner = runner
        self._shown: Sequence[HeldLine] = ()
        self.hide()

    def show_lines(self, lines: Sequence[HeldLine]) -> None:
        self.setVisible(bool(lines))
        if lines == self._shown:
            return
        self._shown = lines
        self.clear()
        words = _(
            "De ligger förseglade här tills avsändarens kontaktkort är kontrollerat, och läses då in. "
            "Vem som har skickat dem är bara vad de själva uppger."
        )
        self.add(label(words, "body2", wrap=True))
        for place, line in enumerate(lines):
            if place:
                self.add(rule())
            self.add(self._row(line))

    def _row(self, line: HeldLine) -> QWidget:
        made = QWidget()
        across, words = QHBoxLayout(made), QVBoxLayout()
        theme.space(across, (0, 4, 0, 4), 12)
        theme.space(words, gap=2)
        who = _("Uppger sig komma från {name}").format(name=line.sender_name)
        words.addWidget(label(who, "strong", wrap=True))
        words.addWidget(label(_facts(line), "caption", wrap=True))
        across.addLayout(words, 1)
        away = quiet(_("Ta bort …"), "trash-2")
        away.setAccessibleName(_("Ta bort paketet från {name}").format(name=line.sender_name))
        away.clicked.connect(partial(self._ask, line))
        across.addWidget(away)
        return made

    def _ask(self, line: HeldLine) -> None:
        _DiscardDialog(self, self._runner, line).open()


class _DiscardDialog(ActDialog):
    """Before a package is thrown away unread."""

    def __init__(self, parent: QWidget, runner: Runner, line: HeldLine) -> None:
        text = _("Ingen har öppnat det, och avsändaren får inget besked. Filen som det kom i rörs inte.")
        super().__init__(parent, runner, _("Ta bort paketet?"), text, _("Ta bort"), danger=True)
        self._line = line

    def wish(self) -> partial[Changes]:
        return partial(_discard, line=self._line)


def _discard(work: Work, line: HeldLine) -> Changes:
    return held_packages.discard(work, line.id)


def _facts(line: HeldLine) -> str:
    kind, _colon, digits = line.sender.partition(":")
    number = _("Skolenhetskod {digits}") if kind == "schoolUnit" else _("Organisationsnummer {digits}")
    came = _("Kom {when}").format(when=days.moment(line.held_at))
    parts = [number.format(digits=digits), came, size_words(line.size)]
    if line.is_known:
        parts.append(_("Nyckeln står inte på kortet ni har. Be om ett nyare."))
    return "  ·  ".join(parts)
