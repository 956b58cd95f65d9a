"""What is done on the page of samverkan: each act is one use case, with its dialog where one is asked."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject

from narvaro_desktop.domain.partnering.collaboration import MeetingKind, Partner
from narvaro_desktop.domain.partnering.support import Gate, Support
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog
from narvaro_desktop.gui.dialogs.concern_dialogs import ConcernDialog, FeedbackDialog, ReaderDialog
from narvaro_desktop.gui.dialogs.consent_dialog import ConsentDialog
from narvaro_desktop.gui.dialogs.deviation_dialog import DeviationAnswerDialog, DeviationDialog
from narvaro_desktop.gui.dialogs.elsewhere_dialogs import CopySheetDialog, ReferenceDialog
from narvaro_desktop.gui.dialogs.own_support_dialog import OwnSupportDialog
from narvaro_desktop.gui.dialogs.paper_dialog import Make, PaperDialog, open_paper_dialog
from narvaro_desktop.gui.dialogs.partner_correct_dialogs import (
    CorrectContactDialog,
    CorrectMeetingDialog,
    PartnerVersionsDialog,
)
from narvaro_desktop.gui.dialogs.partner_dialogs import ContactDialog, ReplyDialog, SendDialog
from narvaro_desktop.gui.dialogs.partner_meeting_dialogs import (
    CallDialog,
    HoldDialog,
    MeetingFollowUpDialog,
)
from narvaro_desktop.gui.dialogs.placement_dialog import PlacementDialog
from narvaro_desktop.gui.dialogs.support_dialog import GateDialog, MunicipalityDialog, SupportDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.casework import elsewhere
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.partnering import (
    consents,
    deviations,
    own_support,
    partner_meetings,
    placements,
    support,
)
from narvaro_desktop.usecases.partnering.collaboration import CollaborationView
from narvaro_desktop.usecases.partnering.own_support import OwnSupport
from narvaro_desktop.usecases.partnering.partner_meetings import MeetingView
from narvaro_desktop.usecases.partnering.support import Offer
from narvaro_desktop.usecases.work import Work

D = TypeVar("D", bound=ActDialog)


class CollaborationActs(QObject):
    """The acts of one page; `view` is what it shows now."""

    def __init__(self, page: Page, runner: Runner, shell: Shell) -> None:
        super().__init__(page)
        self._page, self._runner, self._shell = page, runner, shell
        self.view: CollaborationView | None = None

    @property
    def seen(self) -> CollaborationView:
        """What the page shows; buttons are there only with it."""
        assert self.view is not None
        return self.view

    def contact(self) -> ContactDialog:
        return self._open(ContactDialog(self._page, self._runner, self.seen), _("Kontakten är sparad."))

    def consent(self, partner: Partner | None = None, giver: UUID | None = None) -> ConsentDialog:
        made = ConsentDialog(self._page, self._runner, self.seen, partner, giver)
        return self._open(made, _("Samtycket är sparat."))

    def call(self, kind: MeetingKind) -> CallDialog:
        return self._open(CallDialog(self._page, self._runner, self.seen, kind), _("Mötet är sparat."))

    def concern(self) -> ConcernDialog:
        return self._open(
            ConcernDialog(self._page, self._runner, self.seen),
            _("Sparat. Bara de som är namngivna kan läsa."),
        )

    def deviation(self) -> DeviationDialog:
        made = DeviationDialog(self._page, self._runner, self.seen)
        return self._open(made, _("Avvikelsen är sparad."))

    def reference(self) -> ReferenceDialog:
        return self._open(ReferenceDialog(self._page, self._runner, self.seen), _("Referensen är sparad."))

    def municipality(self) -> MunicipalityDialog:
        return self._open(MunicipalityDialog(self._page, self._runner, self.seen.municipality), "")

    def support(self, key: str = "") -> None:
        """Stöd att söka, with the gates as they are now."""
        self._offers(partial(self._show_support, key))

    def sip_guide(self) -> None:
        """How a SIP is held, among the words of the work."""
        self._shell.go("prevention", tab="words", guide="sip")

    def own_support(self) -> None:
        """The school's own entries of the catalogue."""

        def show(known: Mapping[UUID, OwnSupport]) -> None:
            self._open(OwnSupportDialog(self._page, self._runner, known), _("Sparat i katalogen."))

        self._runner.ask(own_support.own, show, owner=self._page)

    def placements(self) -> None:
        def show(known: tuple[placements.PlacementView, ...]) -> None:
            self._open(PlacementDialog(self._page, self._runner, known), _("Platsen finns i registret."))

        self._runner.ask(placements.placements, show, owner=self._page)

    def copy_sheet(self) -> None:
        ask = partial(elsewhere.copy_sheet, case_id=self.seen.case_id)
        self._runner.ask(ask, lambda lines: CopySheetDialog(self._page, lines).open(), owner=self._page)

    def on_contact(self, key: str, action: str) -> None:
        one = next(each for each in self.seen.contacts if str(each.id) == key)
        if action == "earlier":
            PartnerVersionsDialog(self._page, one.name, one.earlier).open()
            return
        kinds: dict[str, tuple[type[SendDialog | ReplyDialog | CorrectContactDialog], str]] = {
            "send": (SendDialog, _("Frågan är ställd.")),
            "reply": (ReplyDialog, _("Svaret är sparat.")),
            "correct": (CorrectContactDialog, _("Kontakten är rättad.")),
        }
        kind, said = kinds[action]
        self._open(kind(self._page, self._runner, self.seen, one), said)

    def on_meeting(self, key: str, action: str) -> None:
        one = next(each for each in self.seen.meetings if str(each.id) == key)
        if action == "hold":
            self._open(HoldDialog(self._page, self._runner, self.seen, one), _("Mötet är sparat."))
        elif action == "follow_up":
            made = MeetingFollowUpDialog(self._page, self._runner, self.seen, one)
            self._open(made, _("Uppföljningen är sparad."))
        elif action == "correct":
            made_right = CorrectMeetingDialog(self._page, self._runner, self.seen, one)
            self._open(made_right, _("Mötet är rättat."))
        elif action == "earlier":
            PartnerVersionsDialog(self._page, one.kind.label, one.earlier).open()
        elif action == "cancel":
            self._runner.do(partial(partner_meetings.cancel, meeting_id=one.id))
        else:
            self._meeting_paper(one)

    def on_agreed(self, key: str, action: str) -> None:
        done = action == "done"
        act = partial(partner_meetings.do_agreed, task_id=UUID(key), done=done)
        back = partial(partner_meetings.do_agreed, task_id=UUID(key), done=not done)
        said = _("Avbockat") if done else _("Inte längre avbockat")
        self._runner.do(act, partial(self._shell.toast, said, partial(self._runner.do, back)))

    def on_consent(self, key: str, action: str) -> None:
        one = next(each for each in self.seen.consents if str(each.id) == key)
        if action == "again":
            self.consent(one.partner, one.giver_id)
            return
        act = partial(consents.withdraw, consent_id=one.id, on=self.seen.today)
        self._runner.do(act, partial(self._shell.toast, _("Samtycket är återkallat.")))

    def on_reference(self, key: str, _action: str) -> None:
        self._runner.do(partial(elsewhere.take_away, reference_id=UUID(key)))

    def on_deviation(self, key: str, action: str) -> None:
        one = next(each for each in self.seen.deviations if str(each.id) == key)
        if action == "answer":
            made = DeviationAnswerDialog(self._page, self._runner, self.seen, one)
            self._open(made, _("Svaret är sparat."))
        elif action == "sent":
            self._runner.do(partial(deviations.send, deviation_id=one.id, on=self.seen.today))
        else:
            self._deviation_paper(one.id)

    def on_concern(self, key: str, action: str) -> None:
        one = next(each for each in self.seen.concerns if str(each.id) == key)
        kind = FeedbackDialog if action == "feedback" else ReaderDialog
        self._open(
            kind(self._page, self._runner, self.seen, one), _("Sparat. Bara de som är namngivna kan läsa.")
        )

    def _show_support(self, key: str, offers: tuple[Offer, ...]) -> None:
        dialog = SupportDialog(self._page, self._runner, self.seen, offers)
        dialog.noteWanted.connect(lambda entry, gate: self._note_gate(dialog, entry, gate))
        if key:
            dialog.choose(key)
        self._open(dialog, _("Begäran är sparad. Den står bland kontakterna."))

    def _note_gate(self, dialog: SupportDialog, entry: Support, gate: Gate) -> None:
        made = GateDialog(dialog, self._runner, self.seen, entry, gate)
        made.acted.connect(lambda _none: self._offers(dialog.show_offers))
        made.open()

    def _offers(self, then: Callable[[tuple[Offer, ...]], None]) -> None:
        asked = self.seen.case_id

        def answer(offers: tuple[Offer, ...]) -> None:
            if self.view is not None and self.view.case_id == asked and self._page.isVisible():
                then(offers)  # else one has gone on to another case

        self._runner.ask(partial(support.offers, case_id=asked), answer, owner=self._page)

    def _meeting_paper(self, one: MeetingView) -> None:
        def make(work: Work) -> Paper:
            from narvaro_desktop.usecases.partnering import (
                collaboration_papers,  # brings ReportLab, which is slow
            )

            return collaboration_papers.meeting_paper(work, one.id)

        self._paper(_("Spara kallelsen?") if one.held_on is None else _("Spara planen?"), make)

    def _deviation_paper(self, deviation_id: UUID) -> None:
        def make(work: Work) -> Paper:
            from narvaro_desktop.usecases.partnering import (
                collaboration_papers,  # brings ReportLab, which is slow
            )

            return collaboration_papers.deviation_paper(work, deviation_id)

        self._paper(_("Spara avvikelsen?"), make)

    def _paper(self, title: str, make: Make) -> None:
        text = _("Filen är inte förseglad: den som har filen kan läsa den. Att den görs skrivs i loggen.")
        open_paper_dialog(PaperDialog(self._page, self._runner, title, text, make), self._shell)

    def _open(self, dialog: D, said: str) -> D:
        if said:
            dialog.acted.connect(lambda _made: self._shell.toast(said))
        dialog.open()
        return dialog
