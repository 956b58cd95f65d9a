"""What two laptops have written in the same field, with who and when, until somebody chooses."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from narvaro_desktop.gui import days, dispute_words, theme
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.sharing import disputes
from narvaro_desktop.usecases.sharing.disputes import Dispute
from narvaro_desktop.usecases.work import Changes, Work


class DisputeDialog(ActDialog):
    """One question for each field; what is not answered stays as it is, and is asked again."""

    def __init__(self, parent: QWidget, runner: Runner, case_id: UUID, found: Sequence[Dispute]) -> None:
        text = _(
            "Ni har skrivit på var sin dator, utan att veta av varandra. Välj det som ska gälla. Det andra "
            "finns kvar i ärendets historik."
        )
        super().__init__(parent, runner, _("Vad ska gälla?"), text, _("Välj"), wide=True)
        self._case_id = case_id
        self.questions = [_Question(one) for one in found]
        for question in self.questions:
            self.add(question)
            question.group.idClicked.connect(self._answered)
        self._answered()
        if self.questions:
            self.questions[0].group.button(0).setFocus()

    def wish(self) -> Wish | None:
        chosen = [(one.dispute, clock) for one in self.questions if (clock := one.chosen())]
        return partial(_choose, case_id=self._case_id, chosen=chosen) if chosen else None

    def _answered(self, _button: int = -1) -> None:
        self.verb_button.setEnabled(any(one.chosen() for one in self.questions))


class _Question(QWidget):
    """A field, and a choice for each writing of it."""

    def __init__(self, dispute: Dispute) -> None:
        super().__init__()
        self.dispute = dispute
        self.group = QButtonGroup(self)
        column = QVBoxLayout(self)
        theme.space(column, gap=4)
        words = dispute_words.field_words(dispute)
        column.addWidget(label(words, "strong", wrap=True))
        for place, choice in enumerate(dispute.choices):
            by = _("{who}, {when}").format(who=choice.who, when=days.moment(choice.at))
            said = dispute_words.said(choice, dispute.field)
            button = QRadioButton(by)
            button.setAccessibleName(_("{field}: {said}. {by}").format(field=words, said=said, by=by))
            self.group.addButton(button, place)
            shown = label(said, "body", wrap=True)
            shown.setContentsMargins(theme.px(26), 0, 0, theme.px(4))
            column.addWidget(button)
            column.addWidget(shown)

    def chosen(self) -> str:
        """The clock of the writing that is chosen, "" while none is."""
        place = self.group.checkedId()
        return self.dispute.choices[place].clock if place >= 0 else ""


def _choose(work: Work, case_id: UUID, chosen: Sequence[tuple[Dispute, str]]) -> Changes:
    for dispute, clock in chosen:
        disputes.choose(work, case_id, dispute, clock)
    return disputes.CHANGED
