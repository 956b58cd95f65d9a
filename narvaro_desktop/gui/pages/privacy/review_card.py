"""The month's review of the access log: what stands out, a sample, and a signed note."""

from functools import partial

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.gui import days, log_words
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import link, secondary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.text import body, caption, strong
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.vault import log_notes
from narvaro_desktop.usecases.vault.log_notes import Month
from narvaro_desktop.usecases.work import NOTHING, Made, Work


class ReviewCard(Card):
    """The month before this one, until it has been signed and afterwards."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(title=_("Granskning av åtkomstloggen"))
        self._runner, self._shell = runner, shell
        self.hide()

    def ask(self) -> None:
        self._runner.do(_found, self._show, owner=self)

    def _show(self, found: Month | None) -> None:
        self.setVisible(found is not None)
        if found is None:
            return
        self.clear()
        name = days.month_of(found.first).capitalize()
        lines = ngettext("{month}: {n} rad i loggen.", "{month}: {n} rader i loggen.", found.lines)
        self.add(strong(lines.format(month=name, n=found.lines)))
        for standout, count in found.standouts:
            self.add(body(f"{count} · {standout.label}"))
        if found.own:
            words = _("Dina egna rader: {n}. Låt dataskyddsombudet granska dem, i filen från Åtkomstlogg.")
            self.add(caption(words.format(n=found.own)))
        for one in found.signed:
            self.add(body(one.words))
            if one.holds:
                self.add(caption(_("Signaturen är kontrollerad.")))
            else:
                self.add(strong(_("Signaturen stämmer inte: anteckningen har ändrats efteråt.")))
        review = secondary(
            _("Granska och signera …") if not found.signed else _("Signera en anteckning till …")
        )
        review.setEnabled(found.lines > 0)
        review.clicked.connect(lambda _on=False: self._review(found))
        log = link(_("Öppna åtkomstloggen"))
        log.clicked.connect(lambda _on=False: self._shell.go("log"))
        self.add(flowing(review, log))

    def _review(self, found: Month) -> None:
        dialog = ReviewDialog(self, self._runner, found)
        dialog.acted.connect(lambda _id: self.ask())
        dialog.open()


class ReviewDialog(ActDialog):
    """The sample line by line, then what one saw."""

    def __init__(self, parent: ReviewCard, runner: Runner, found: Month) -> None:
        text = _("Ett slumpvis urval. Stämmer det med vad var och en arbetade med?")
        super().__init__(parent, runner, _("Granska {month}").format(month=days.month_of(found.first)), text,
                         _("Signera"), wide=True)  # fmt: skip
        self._first = found.first
        for entry in found.sample:
            about = " · ".join(filter(None, (entry.student, entry.case, entry.purpose)))
            self.add(
                caption(
                    f"{days.moment(entry.at)} · {entry.person} · {log_words.said(entry.action)} · {about}"
                )
            )
        self.text = GrowingText(lines=3, most=8)
        self._text = Field(_("Vad såg du?"), self.text, _("Inga namn. Om så bara att inget avvek."))
        self.add(self._text)
        self.keep_typed("log.review", found.first, text=self.text)

    def wish(self) -> Wish | None:
        self._text.say("" if self.text.text().strip() else _("Skriv vad du såg, om så bara att inget avvek."))
        if self._text.fault():
            return None
        return partial(log_notes.sign, first=self._first, words=self.text.text())


def _found(work: Work) -> Made[Month | None]:
    if not work.rules.rights.may(work.actor.role, Resource.LOG, Action.READ):
        return Made(NOTHING, None)
    found = log_notes.month(work, log_notes.last_whole_month(work.today))
    return Made(NOTHING, found.value)
