"""A meeting with partners: called, held with who does what, and followed up."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop.domain.partnering.collaboration import (
    COORDINATED_FROM,
    Agreed,
    ConsentState,
    Ground,
    MeetingKind,
    Partner,
    Result,
)
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.reasoned_dialog import PartnerTicks, ReasonedDialog, capital
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.partnering import partner_meetings, partners
from narvaro_desktop.usecases.partnering.collaboration import CollaborationView
from narvaro_desktop.usecases.partnering.partner_meetings import Call, MeetingView, TaskView

_ROWS = 2
_ABOUT = {
    MeetingKind.SIP: N_(
        "En SIP görs bara med samtycke från eleven eller vårdnadshavarna, för var och en som kallas."
    ),
    MeetingKind.OFFICIALS: N_(
        "Familjen är inte med. Därför: antingen samtycke, eller så att ingen kan förstå vem det gäller."
    ),
    MeetingKind.NETWORK: N_("Familjen är med och har valt vilka som bjuds in."),
}


class CallDialog(ReasonedDialog):
    """The ground comes first; then who, when, where and about what."""

    def __init__(self, parent: QWidget, runner: Runner, view: CollaborationView, kind: MeetingKind) -> None:
        title = _("Kalla till {meeting}").format(meeting=kind.label)
        super().__init__(parent, runner, title, _(_ABOUT[kind]), _("Spara mötet"))
        self._view, self._kind = view, kind
        grounds = [(one, capital(one.label)) for one in Ground]
        chosen = None if kind is MeetingKind.OFFICIALS else Ground.CONSENT
        self.ground = Segmented(grounds, _("Hur får ni prata om eleven?"), chosen)
        self.partners = PartnerTicks(partners.partners_of(view.contacts))
        self.on, self.time, self.place = DateField(name=_("Dag")), QLineEdit(), QLineEdit()
        self.on.set_day(days.ahead(view.today, runner.office.rules.days.call))
        self.question = GrowingText(lines=2, most=4)
        self.agenda = GrowingText(lines=6, most=10)
        self.agenda.set_text("\n".join(partner_meetings.agenda_of(kind)))
        self.form = form = Form()
        self._ground = form.add(Field(_("Hur får ni prata om eleven?"), self.ground))
        self._ground.setVisible(kind is MeetingKind.OFFICIALS)
        self._partners = form.add(Field(_("Vilka kallas, utom skolan?"), self.partners))
        self._on = form.add(Field(_("Dag"), self.on))
        form.add(Field(_("Tid"), self.time, optional=True))
        form.add(Field(_("Plats"), self.place, optional=True))
        unheard = [one for one in view.consents if one.state is ConsentState.NOT_REACHED]
        self.decision = GrowingText(lines=2, most=4)
        who = ", ".join(dict.fromkeys(one.giver for one in unheard))
        words = _("Ej nådd: {who}. Vad har ni beslutat, och varför?").format(who=who)
        each = _("Två vårdnadshavare svarar var för sig, och eleven själv efter ålder och mognad.")
        form.add(Field(words, self.decision, each, optional=True)).setVisible(bool(unheard))
        form.add(
            Field(
                _("Frågeställning"),
                self.question,
                _("Vad ska mötet svara på? Står i kallelsen."),
                optional=True,
            )
        )
        form.add(Field(_("Dagordning"), self.agenda, _("En punkt på varje rad")))
        self.add(form)
        self.end()
        if kind is MeetingKind.OFFICIALS:
            self.ground.changed.connect(lambda _chosen: self._open(True))
            self._open(False)
        first = self.partners.boxes[Partner.SOCIAL_SERVICES]
        (first if first.isEnabled() else self.ground.buttons()[0]).setFocus()
        self.keep_typed(
            f"partner.{kind.key}", view.case_id,
            question=self.question, agenda=self.agenda, decision=self.decision,
        )  # fmt: skip

    def wish(self) -> Wish | None:
        on, ground, called = self.on.day(), self.ground.chosen(), self.partners.partners()
        asked = _("Välj med samtycke eller avidentifierat innan mötet skrivs in.")
        self._ground.say("" if isinstance(ground, Ground) else asked)
        self._partners.say("" if called else _("Välj minst en."))
        self._on.say("" if on else _("Skriv datum som 2026-10-05."))
        if not self.form.check() or on is None or not isinstance(ground, Ground):
            return None
        call = Call(
            self._kind, ground, called, on, self.time.text(), self.place.text(), self.agenda.text(),
            self.decision.text(), self.question.text(),
        )  # fmt: skip
        return partial(partner_meetings.call, case_id=self._view.case_id, called=call, reason=self.why())

    def _open(self, on: bool) -> None:
        """Until the question about consent has its answer, nothing else can be written."""
        for field in self.form.fields[1:]:
            field.setEnabled(on)


class TaskLine(QWidget):
    """What, who and by when, in one row."""

    def __init__(self, number: int, known: TaskView | None = None) -> None:
        super().__init__()
        self.task = known.id if known else None
        self.what, self.who, self.due = QLineEdit(), QLineEdit(), DateField(name=_("Senast"))
        line = QHBoxLayout(self)
        theme.space(line, gap=8)
        for box, words in ((self.what, _("Vad")), (self.who, _("Vem"))):
            box.setPlaceholderText(words)
            box.setAccessibleName(_("{what}, sak {number}").format(what=words, number=number))
        line.addWidget(self.what, 5)
        line.addWidget(self.who, 3)
        line.addWidget(self.due, 3)
        if known is not None:
            self.what.setText(known.what)
            self.who.setText(known.who)
            self.due.set_day(known.due_on)

    def agreed(self) -> Agreed | None:
        what = self.what.text().strip()
        return Agreed(what, self.who.text().strip(), self.due.day()) if what else None


class HoldDialog(ActDialog):
    """What the meeting came to: who does what by when, who goes on, when one looks again."""

    def __init__(
        self, parent: QWidget, runner: Runner, view: CollaborationView, meeting: MeetingView,
        title: str = "", text: str = "", verb: str = "",
    ) -> None:  # fmt: skip
        usual = _("Vad bestämdes på {meeting}?").format(meeting=meeting.kind.label)
        super().__init__(parent, runner, title or usual, text, verb or _("Spara"), wide=True)
        self._meeting = meeting
        self.on, self.follow_up = DateField(name=_("Hölls")), DateField(name=_("Följs upp"))
        self.on.set_day(min(meeting.planned_on, view.today))
        self.follow_up.set_day(days.ahead(view.today, runner.office.rules.days.meeting_follow_up))
        self.summary = GrowingText(lines=3, most=6)
        self.lead, self.coordinator, self.owner = QLineEdit(), QLineEdit(), QLineEdit()
        self.lines: list[TaskLine] = []
        self._tasks = QWidget()
        self._rows = QVBoxLayout(self._tasks)
        theme.space(self._rows, gap=6)
        more = secondary(_("En sak till"), "plus")
        more.clicked.connect(lambda: self.add_line())
        self._rows.addWidget(more)
        for task in meeting.tasks or (None,) * _ROWS:
            self.add_line(task)
        self.form = form = Form()
        self._on = form.add(Field(_("Hölls"), self.on))
        form.add(Field(_("Det här kom ni fram till"), self.summary, view.readers, optional=True))
        form.add(Field(_("Vem gör vad, och när?"), self._tasks, _("Skriv funktioner, till exempel BUP.")))
        self._owner = form.add(Field(_("Vem tar nästa steg?"), self.owner))
        is_sip = meeting.kind is MeetingKind.SIP
        form.add(Field(_("Huvudansvarig för planen"), self.lead)).setVisible(is_sip)
        many = len(meeting.partners) >= COORDINATED_FROM
        holds = Field(_("Samordnar"), self.coordinator, optional=not many)
        form.add(holds).setVisible(len(meeting.partners) > 1)
        self._follow = form.add(Field(_("Följs upp"), self.follow_up))
        self.add(form)
        self.duties: dict[str, Tick] = {}
        self._finish(view)

    def _finish(self, view: CollaborationView) -> None:
        """What stands below the form."""
        words = _("Markera som gjort på trappan: {duty}")
        self.duties = {line.duty.key: Tick(words.format(duty=line.duty.text)) for line in view.duties}
        for tick in self.duties.values():
            self.add(tick)
        self.keep_typed("partner.held", self._meeting.id, summary=self.summary)

    def add_line(self, known: TaskView | None = None) -> TaskLine:
        line = TaskLine(len(self.lines) + 1, known)
        self.lines.append(line)
        self._rows.insertWidget(len(self.lines) - 1, line)
        return line

    def wish(self) -> Wish | None:
        said = self.said()
        if said is None:
            return None
        on, result = said
        done = tuple(key for key, tick in self.duties.items() if tick.is_on())
        return partial(
            partner_meetings.hold, meeting_id=self._meeting.id, held_on=on, result=result, done=done
        )

    def said(self) -> tuple[date, Result] | None:
        """The day and what it came to; None where a field lacks something, and says so."""
        on = self.on.day()
        self._on.say("" if on else _("Skriv datum som 2026-10-05."))
        self._owner.say("" if self.owner.text().strip() else _("Skriv vem som tar nästa steg."))
        self._follow.say(self.follow_up.fault())
        if not self.form.check() or on is None:
            return None
        tasks = tuple(agreed for line in self.lines if (agreed := line.agreed()) is not None)
        result = Result(
            self.summary.text(), tasks, self.lead.text(), self.coordinator.text(), self.owner.text(),
            self.follow_up.day(),
        )  # fmt: skip
        return on, result


class MeetingFollowUpDialog(ActDialog):
    """Done with, or looked at again."""

    def __init__(
        self, parent: QWidget, runner: Runner, view: CollaborationView, meeting: MeetingView
    ) -> None:
        left = sum(task.done_on is None for task in meeting.tasks)
        text = _("Inte klart: {n} av {all}.").format(n=left, all=len(meeting.tasks))
        super().__init__(parent, runner, _("Följ upp mötet"), text, _("Spara"))
        self._meeting = meeting
        ways = [(True, _("Följ upp igen")), (False, _("Klart"))]
        self.again = Segmented(ways, _("Hur går det vidare?"), bool(left))
        self.on = DateField(name=_("Följs upp igen"))
        self.on.set_day(days.ahead(view.today, runner.office.rules.days.meeting_follow_up))
        self.form = Form()
        self.form.add(Field(_("Hur går det vidare?"), self.again))
        self._on = self.form.add(Field(_("Följs upp igen"), self.on))
        self.add(self.form)
        self.again.changed.connect(self._on.setVisible)
        self._on.setVisible(bool(left))

    def wish(self) -> Wish | None:
        again, on = bool(self.again.chosen()), self.on.day()
        self._on.say(_("Skriv datum som 2026-10-05.") if again and on is None else "")
        if not self.form.check():
            return None
        following: date | None = on if again else None
        return partial(partner_meetings.follow_up, meeting_id=self._meeting.id, following=following)
