"""The page of samverkan: who has been asked, what was agreed, whose consent holds, and what is protected."""

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.partnering.collaboration import MeetingKind
from narvaro_desktop.gui.pages.collaboration import collaboration_rows as rows
from narvaro_desktop.gui.pages.collaboration.collaboration_acts import CollaborationActs
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import Button, menu_button, primary, secondary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.page import Columns, Page, stack
from narvaro_desktop.gui.widgets.text import caption
from narvaro_desktop.gui.widgets.todo_list import TodoList
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.partnering.collaboration import CollaborationView, collaboration
from narvaro_desktop.usecases.work import Area, Changes

SHOWN_AREAS: Final = frozenset({Area.CASES, Area.STUDENTS, Area.PLANS, Area.SETTINGS, Area.TEAM})
_EMPTY: Final = {
    "contacts": N_("Ingen utanför skolan är tillfrågad. Börja med ett samtycke och sedan en kontakt."),
    "meetings": N_("Inga möten med andra."),
    "consents": N_(
        "Inga samtycken. Utan samtycke lämnas inget om eleven till andra, om inte lagen säger något annat."
    ),
    "references": N_("Ärendet finns bara här."),
}


class CollaborationPage(Page):
    """`shell.go("collaboration", case_id=…)`."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__()
        self._runner, self._shell = runner, shell
        self.view: CollaborationView | None = None
        self._case_id: UUID | None = None
        self._unfolded: set[str] = set()
        self._head: object = None
        self.acts = CollaborationActs(self, runner, shell)
        self.bar = MessageBar(closable=False)
        self.bar.pressed.connect(lambda: self.acts.call(MeetingKind.SIP))
        self.contacts, self.meetings = _list("contacts"), _list("meetings")
        self.consents, self.references = _list("consents"), _list("references")
        self.agreed, self.deviations, self.concerns = TodoList(), TodoList(), TodoList()
        self._build()
        self.add(self.bar)
        self.add(self._whole)
        self.end()
        self._whole.hide()
        self.bar.hide()
        self.head.hide()
        self._connect()

    def shown(self, *, case_id: UUID, **_what: object) -> None:  # type: ignore[override]
        """Show the samverkan of a case; what was shown of another is put away at once."""
        if case_id != self._case_id:
            self._case_id, self.view, self.acts.view = case_id, None, None
            self._unfolded.clear()
            for part in (self._whole, self.bar, self.head):
                part.hide()
            self.verticalScrollBar().setValue(0)
        self._ask()

    def _ask(self) -> None:
        if self._case_id is not None:
            self._runner.ask(partial(collaboration, case_id=self._case_id), self._show, owner=self)

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes & SHOWN_AREAS:
            self._ask()

    def _show(self, view: CollaborationView) -> None:
        if view.case_id != self._case_id:
            return
        self.view = self.acts.view = view
        self._show_head(view)
        self._show_bar(view)
        today, may = view.today, view.may_write
        self.contacts.set_tasks([rows.contact_row(one, today, may) for one in view.contacts])
        self.meetings.set_tasks([rows.meeting_row(one, today, may) for one in view.meetings])
        going_on = [one for one in view.meetings if one.held_on and one.followed_up_on is None]
        self.agreed.set_tasks([rows.agreed_row(task, today, may) for one in going_on for task in one.tasks])
        self.consents.set_tasks(rows.consent_rows(view.consents, self._unfolded, today, may))
        self.references.set_tasks([rows.reference_row(one, today, may) for one in view.references])
        self.deviations.set_tasks([rows.deviation_row(one, today) for one in view.deviations])
        self.concerns.set_tasks([rows.concern_row(one, today) for one in view.concerns])
        self._agreed_card.setVisible(any(one.tasks for one in going_on))
        self._protected_card.setVisible(bool(view.concerns))
        self._deviation_card.setVisible(bool(view.deviations))
        for card in (self._contact_card, self._meeting_card, self._consent_card, self._support_card):
            card.setVisible(view.may_read)
        for button in self._writing:
            button.setVisible(may)
        self._where.setText(_("Katalogen: {municipality}").format(municipality=view.municipality))
        self.choose_button.setVisible(view.may_choose)
        self._whole.show()

    def _show_head(self, view: CollaborationView) -> None:
        said = rows.glance_words(view.glance, view.today)
        facts = [
            view.student.name,
            view.student.class_name,
            _("Ärende {number}").format(number=view.number),
            said,
        ]
        self.head.set_title(_("Samverkan"))
        self.head.set_subtitle("  ·  ".join(filter(None, facts)))
        key = view.case_id, view.may_write
        if key != self._head:
            self._head = key
            self.head.set_actions(*self._actions(view))
        self.head.show()
        if self.isVisible():
            self._shell.set_crumbs([("cases", _("Ärenden"))], view.student.name)
            self._shell.sidebar.show_at("cases")

    def _actions(self, view: CollaborationView) -> list[QWidget]:
        to_case = (_("Till ärendet"), "user", lambda: self._shell.go("case", case_id=view.case_id))
        concern = (_("Orosanmälan …"), "lock", self.acts.concern)
        if not view.may_write:
            report = secondary(_("Orosanmälan …"), "lock")
            report.clicked.connect(lambda: self.acts.concern())
            return [report, menu_button("", [to_case], name=_("Mer om samverkan"))]
        entries: list[tuple[str, str, Callable[[], object]]] = [
            (_("SIP …"), "users", partial(self.acts.call, MeetingKind.SIP)),
            (_("Tjänstemannamöte …"), "users", partial(self.acts.call, MeetingKind.OFFICIALS)),
            (_("Nätverksmöte …"), "users", partial(self.acts.call, MeetingKind.NETWORK)),
            concern,
            (_("Samverkansavvikelse …"), "flag", self.acts.deviation),
            (_("Praktikplatser …"), "house", self.acts.placements),
            (_("Så håller ni ett SIP-möte"), "info", self.acts.sip_guide),
            to_case,
        ]
        consent, contact = secondary(_("Nytt samtycke"), "handshake"), primary(_("Ny kontakt"), "plus")
        consent.clicked.connect(lambda: self.acts.consent())
        contact.clicked.connect(lambda: self.acts.contact())
        return [consent, contact, menu_button("", entries, name=_("Mer om samverkan"))]

    def _show_bar(self, view: CollaborationView) -> None:
        if not view.may_read:
            words = _("Samverkan visas inte för din roll. {readers}. En orosanmälan kan du göra här.")
            self.bar.say("info", words.format(readers=view.readers))
        elif view.suggests_sip and view.may_write:
            words = _("Både socialtjänst och vård är med. Då kan en SIP hålla ihop vem som gör vad.")
            self.bar.say("info", words, _("Kalla till SIP"))
        else:
            self.bar.hide()

    def _on_consent(self, key: str, action: str) -> None:
        """A row of several is unfolded; the others are acts."""
        if not key.startswith(rows.ALL):
            self.acts.on_consent(key, action)
        elif self.view is not None:
            self._unfolded.add(key.removeprefix(rows.ALL))
            self._show(self.view)

    def _build(self) -> None:
        self._contact_card = _card(_("Kontakter"), self.contacts)
        self._meeting_card = _card(_("Möten"), self.meetings)
        self._agreed_card = _card(_("Överenskommet"), self.agreed)
        self._consent_card = _card(_("Samtycken"), self.consents)
        self._protected_card = _card(_("Skyddat"), self.concerns)
        self._protected_card.add(caption(_("Står bara här, och bara för dem som är namngivna.")))
        self._deviation_card = _card(_("Skolans samverkansavvikelser"), self.deviations)
        self._reference_card = _card(_("Finns även i"), self.references)
        add, copy = _small(_("Lägg till …"), "plus"), _small(_("Kopiera fält …"), "copy")
        add.clicked.connect(lambda: self.acts.reference())
        copy.clicked.connect(lambda: self.acts.copy_sheet())
        self._reference_card.add(flowing(add, copy))
        self._support_card, self._where = Card(title=_("Stöd att söka")), caption("")
        self.support_button = _small(_("Välj stöd …"), "search")
        self.support_button.clicked.connect(lambda: self.acts.support())
        self.choose_button = _small(_("Byt kommun …"), "settings")
        self.choose_button.clicked.connect(lambda: self.acts.municipality())
        self._support_card.add(self._where)
        self.own_button = _small(_("Egen insats …"), "plus")
        self.own_button.clicked.connect(lambda: self.acts.own_support())
        self._support_card.add(flowing(self.support_button, self.own_button, self.choose_button))
        self._writing = (add, copy, self.support_button, self.own_button)
        left = stack(self._contact_card, self._agreed_card, self._meeting_card, self._deviation_card)
        right = stack(self._protected_card, self._consent_card, self._support_card, self._reference_card)
        self._whole = Columns(left, right, (7, 5))

    def _connect(self) -> None:
        self._runner.changed.connect(self._changed)
        for shown, act in (
            (self.contacts, self.acts.on_contact), (self.meetings, self.acts.on_meeting),
            (self.agreed, self.acts.on_agreed), (self.consents, self._on_consent),
            (self.references, self.acts.on_reference), (self.deviations, self.acts.on_deviation),
            (self.concerns, self.acts.on_concern),
        ):  # fmt: skip
            shown.acted.connect(act)


def _list(name: str) -> TodoList:
    return TodoList(empty=_(_EMPTY[name]))


def _card(title: str, shown: TodoList) -> Card:
    card = Card(title=title)
    card.add(shown)
    return card


def _small(words: str, icon: str) -> Button:
    return Button(text=words, icon=icon, small=True)
