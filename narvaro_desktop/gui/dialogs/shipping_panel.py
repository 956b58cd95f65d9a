"""*Skickas* and *Skickas inte*: what a file to a colleague's laptop would hold, in a school's words."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from narvaro_desktop import wording
from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.sharing.handover_files import Outline
from narvaro_desktop.usecases.work import Work

GROUPS: Final[Sequence[tuple[str, str, tuple[str, ...]]]] = (
    (N_("Eleven och vårdnadshavarna"), "", ("student", "guardian")),
    (
        N_("Ärendet, trappan och uppgifterna"),
        "",
        (
            "case_file", "step_change", "duty", "hand_over", "case_invitation", "gate_answer",
            "external_reference",
        ),
    ),
    (N_("Anteckningar"), "note", ("note",)),
    (N_("Kartläggning, svar"), "answer", ("investigation", "answer", "finding")),
    (
        N_("Åtgärder och uppföljningar"),
        "measure",
        ("plan", "plan_version", "measure", "follow_up", "return_week"),
    ),
    (N_("Samråd"), "consultation", ("consultation",)),
    (
        N_("Samverkan och samtycken"),
        "",
        ("consent", "partner_contact", "outside_meeting", "agreed_task", "outside_version"),
    ),
    (N_("Beslut och anmälan"), "", ("inquiry_decision", "informed", "notification", "dispatch")),
)  # fmt: skip
"""Words, the table whose records are counted ("" for none), and the tables meant."""

Seen = Outline | NarvaroError


class ShippingPanel(QWidget):
    """Two lists beside each other; `ask` fills them, and `told` says whether the case can go."""

    told = Signal(bool)

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self._asked = 0
        self.goes, self.stays = label("", "body2", wrap=True), label("", "body2", wrap=True)
        self._refusal = label("", "warn", wrap=True)
        self._heads: list[QLabel] = [label(_("Skickas"), "strong"), label(_("Skickas inte"), "strong")]
        grid = QGridLayout(self)
        theme.space(grid, gap=6)
        grid.setHorizontalSpacing(theme.px(24))
        for place, (head, words) in enumerate(zip(self._heads, (self.goes, self.stays), strict=True)):
            grid.addWidget(head, 0, place)
            grid.addWidget(words, 1, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
        grid.setRowStretch(2, 1)
        grid.addWidget(self._refusal, 2, 0, 1, 2)
        self._refusal.hide()

    def ask(self, question: Callable[[Work], Outline]) -> None:
        """Show what `question` tells; what was asked before is not waited for."""
        self._asked += 1
        self._runner.ask(
            partial(_or_refusal, question=question), partial(self._show, self._asked), owner=self
        )

    def _show(self, asked: int, found: Seen) -> None:
        if asked != self._asked:
            return
        is_refused = isinstance(found, NarvaroError)
        for widget in (*self._heads, self.goes, self.stays):
            widget.setVisible(not is_refused)
        self._refusal.setVisible(is_refused)
        if isinstance(found, NarvaroError):
            self._refusal.setText(wording.say(found))
        else:
            self.goes.setText("\n".join(going(found)))
            self.stays.setText("\n".join(staying(found)))
        self.told.emit(not is_refused)


def going(found: Outline) -> list[str]:
    """A line for each kind of record that goes."""
    lines = []
    for words, counted, tables in GROUPS:
        if any(found.goes.get(table) for table in tables):
            count = found.goes.get(counted, 0)
            lines.append(_("{what}: {n}").format(what=_(words), n=count) if count else _(words))
    return [*lines, _("Frånvaron som en siffra")]


def staying(found: Outline) -> list[str]:
    """A line for each kind and class of record that stays, and what never goes."""
    counts: Counter[tuple[str, InfoClass]] = Counter()
    for words, _counted, tables in GROUPS:
        for (table, info_class), count in found.stays.items():
            if table in tables:
                counts[words, info_class] += count
    lines = [
        _("{what}: {n} ({why})").format(what=_(words), n=count, why=_why(info_class))
        for (words, info_class), count in counts.items()
    ]
    return [*lines, _("Frånvaron lektion för lektion"), _("Orosanmälningar")]


def _why(info_class: InfoClass) -> str:
    if info_class is InfoClass.SCHOOL:
        return _("hör till något som stannar")
    if info_class is InfoClass.OWN:
        return _("läses bara av dig")
    return _("läses av {who}").format(who=info_class.label)


def _or_refusal(work: Work, question: Callable[[Work], Outline]) -> Seen:
    try:
        return question(work)
    except NarvaroError as error:
        return error
