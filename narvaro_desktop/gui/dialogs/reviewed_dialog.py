"""Who was looked at in a närvarogenomgång that is signed, class by class; its protocol as a file."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.gui import left_files, theme
from narvaro_desktop.gui.dialogs.paper_dialog import PaperDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.text import body, strong
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.teamwork import review_papers
from narvaro_desktop.usecases.teamwork.reviews import ClassReview, Looked


class ReviewedDialog(PaperDialog):
    """The names stand on the screen alone; the protocol has initials."""

    def __init__(
        self, parent: QWidget, runner: Runner, found: Sequence[ClassReview], review_id: UUID
    ) -> None:
        text = _("Så såg det ut när genomgången signerades. I protokollet som sparas står initialer.")
        super().__init__(
            parent,
            runner,
            _("Elever i genomgången"),
            text,
            partial(review_papers.protocol_paper, review_id=review_id),
        )
        names = QWidget()
        column = QVBoxLayout(names)
        theme.space(column, gap=4)
        for one in found:
            column.addWidget(strong(one.class_name or _("Utan klass")))
            for looked in one.pupils:
                column.addWidget(body(_line(looked)))
        if not found:
            column.addWidget(body(_("Inga elever i dina klasser.")))
        self.body.insertWidget(1, names)
        self.acted.connect(left_files.open_paper)


def _line(looked: Looked) -> str:
    answer = looked.answer.label if looked.answer is not None else _("utan svar")
    return _("{name}: {answer}").format(name=looked.student.name, answer=answer)
