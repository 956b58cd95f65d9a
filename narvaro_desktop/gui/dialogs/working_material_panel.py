"""In the closing of a case: what becomes of the arbetsmaterial, after the question whether it holds facts."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.text import body, strong
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.casework.working_material import PaperKind, Settled, WorkingPaper


class WorkingPapersPanel(QWidget):
    """Hidden where there is nothing. `check` says at the fields what lacks; `settled` is the answer."""

    def __init__(self, papers: Sequence[WorkingPaper]) -> None:
        super().__init__()
        self._papers = tuple(papers)
        column = QVBoxLayout(self)
        theme.space(column, gap=8)
        column.addWidget(strong(_("Arbetsmaterial som inte är signerat")))
        for paper in self._papers:
            column.addWidget(body(_line(paper)))
        self.facts = Segmented(
            [(False, _("Nej")), (True, _("Ja"))],
            _("Står det något av betydelse där som inte finns i någon signerad text?"),
        )
        self.facts.changed.connect(lambda _facts: self._turn())
        self.transferred = GrowingText(lines=3)
        self.fate = Segmented(
            [(False, _("Behåll")), (True, _("Förstör"))], _("Vad ska hända med arbetsmaterialet?")
        )
        self._facts = Field(
            _("Står det något av betydelse där som inte finns i någon signerad text?"), self.facts
        )
        help = _("För över det hit. Det blir en signerad anteckning i ärendet.")
        self._transferred = Field(_("Det som är av betydelse"), self.transferred, help)
        self._fate = Field(_("Vad ska hända med arbetsmaterialet?"), self.fate)
        for field in (self._facts, self._transferred, self._fate):
            column.addWidget(field)
        self._transferred.hide()
        self.setVisible(bool(self._papers))

    def check(self) -> bool:
        """Whether everything is answered."""
        if not self._papers:
            return True
        settled = self.settled()
        lacks = bool(settled.facts) and not settled.transferred.strip()
        self._facts.say("" if settled.facts is not None else _("Svara ja eller nej."))
        self._transferred.say(_("Skriv in det först, så att det inte går förlorat.") if lacks else "")
        self._fate.say("" if settled.destroy is not None else _("Välj behåll eller förstör."))
        return settled.facts is not None and settled.destroy is not None and not lacks

    def settled(self) -> Settled:
        """What has been answered."""
        destroy, facts = self.fate.chosen(), self.facts.chosen()
        return Settled(
            destroy if isinstance(destroy, bool) else None,
            facts if isinstance(facts, bool) else None,
            self.transferred.text(),
        )

    def _turn(self) -> None:
        self._transferred.setVisible(self.facts.chosen() is True)


def _line(paper: WorkingPaper) -> str:
    """Enkel kartläggning, påbörjad 14 sep av Kurator Ek, 9 svar."""
    what = paper.depth.label if paper.depth else paper.kind.label
    counted = {
        PaperKind.INVESTIGATION: ngettext("{count} svar", "{count} svar", paper.parts),
        PaperKind.PLAN: ngettext("{count} åtgärd", "{count} åtgärder", paper.parts),
        PaperKind.TYPED: ngettext("{count} fält", "{count} fält", paper.parts),
    }
    return _("{what}, påbörjad {day} av {who}, {parts}").format(
        what=what[:1].upper() + what[1:],
        day=days.short(paper.started_on),
        who=paper.started_by,
        parts=counted[paper.kind].format(count=paper.parts),
    )
