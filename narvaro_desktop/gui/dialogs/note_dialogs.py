"""A saved note or contact: corrected by a new version, and what it said before."""

from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.terms import ContactKind, Party
from narvaro_desktop.gui import days
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.quick_note_dialog import KINDS, PARTIES
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.text import body, label, rule
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.casework import notes
from narvaro_desktop.usecases.casework.notes import Note, Version, Written

PAGE = "note"


class CorrectDialog(ActDialog):
    """What is right stands instead of what was wrong, which can still be read; and why."""

    def __init__(self, parent: QWidget, runner: Runner, note: Note) -> None:
        text = _("Det nya visas i stället. Det gamla finns kvar och går att läsa.")
        super().__init__(parent, runner, _("Rätta händelsen?"), text, _("Spara ny version"), wide=True)
        self._note, self._today = note, runner.office.clock.now().date()
        kinds = KINDS if note.kind in KINDS else (*KINDS, note.kind)
        named = [(kind, kind.label[:1].upper() + kind.label[1:]) for kind in kinds]
        self.kind = Segmented(named, _("Slag"), note.kind)
        parties = PARTIES if note.party in (None, *PARTIES) else (*PARTIES, note.party)
        self.party = Segmented(
            [(one, one.label) for one in parties if one], _("Med"), note.party or PARTIES[0]
        )
        self.reached = Segmented(
            [(True, _("nådd")), (False, _("ej nådd"))], _("Nådd"), note.reached is not False
        )
        self.day = DateField(name=_("Dag"))
        self.day.set_day(note.happened_at.date())
        self.box, self.why = GrowingText(lines=4), GrowingText(lines=2, most=4)
        self.box.set_text(note.text)
        self.form = form = Form()
        form.add(Field(_("Slag"), self.kind))
        self._contact = [form.add(Field(_("Med"), self.party)), form.add(Field(_("Nådd"), self.reached))]
        self._day = form.add(Field(_("Dag"), self.day))
        self._text = form.add(Field(_("Text"), self.box, note.readers))
        self._why = form.add(Field(_("Varför rättas det?"), self.why))
        self.add(form)
        self._of_note = note.party if note.kind is ContactKind.NOTE else None
        self.kind.changed.connect(self._kind_chosen)
        self._kind_chosen(note.kind)
        self.box.setFocus()
        self.keep_typed(PAGE, note.id, text=self.box, why=self.why)

    def written(self) -> Written:
        """The note as it should have been."""
        kind, party = self.kind.chosen(), self.party.chosen()
        assert isinstance(kind, ContactKind)
        is_contact = kind is not ContactKind.NOTE
        return Written(
            kind=kind,
            text=self.box.text().strip(),
            party=party if is_contact and isinstance(party, Party) else self._of_note,
            reached=bool(self.reached.chosen()) if is_contact else None,
            happened_on=self.day.day(),
        )

    def wish(self) -> Wish | None:
        written, note = self.written(), self._note
        self._day.say(self._day_fault())
        lacks = written.kind is ContactKind.NOTE and not written.text
        now = written.kind, written.party, written.reached, written.text, written.happened_on
        same = now == (note.kind, note.party, note.reached, note.text, note.happened_at.date())
        self._text.say(_("Inget är ändrat.") if same else _("Skriv några ord.") if lacks else "")
        self._why.say("" if self.why.text().strip() else _("Skriv en mening om varför."))
        if not self.form.check():
            return None
        return partial(notes.correct, note_id=note.id, written=written, reason=self.why.text())

    def _day_fault(self) -> str:
        day = self.day.day()
        if day is None:
            return _("Skriv datum som 2026-10-05.")
        return _("Dagen har inte varit än. Skriv den dag då det hände.") if day > self._today else ""

    def _kind_chosen(self, kind: object) -> None:
        for field in self._contact:
            field.setVisible(kind is not ContactKind.NOTE)


class OlderDialog(Dialog):
    """Every version of a note, the newest first: what it said, by whom, and why it came to say so."""

    def __init__(self, parent: QWidget, note: Note) -> None:
        super().__init__(parent, _("Rättad händelse"), wide=True, cancel=_("Stäng"))
        now = Version(
            note.text, note.signed_at, note.kind, note.party, note.reached, note.happened_at, note.reason
        )
        for place, one in enumerate((now, *note.earlier)):
            if place:
                self.add(rule())
            words = _("Gäller sedan {when}, {who}") if not place else _("Skriven {when} av {who}, rättad")
            when = days.moment(one.signed_at)
            self.add(label(words.format(when=when, who=note.author), "caption", wrap=True))
            if one.reason:
                self.add(label(_("Varför: {reason}").format(reason=one.reason), "body2", wrap=True))
            self.add(label(_facts(one), "strong", wrap=True))
            if one.text:
                self.add(body(one.text))


def _facts(one: Version) -> str:
    """Samtal med vårdnadshavare, ej nådd, 3 okt 2026."""
    words = one.kind.label[:1].upper() + one.kind.label[1:]
    if one.party is not None:
        words = _("{kind} med {who}").format(kind=words, who=one.party.label)
    reached = _("ej nådd") if one.reached is False else ""
    return ", ".join(filter(None, (words, reached, _day(one.happened_at))))


def _day(at: datetime) -> str:
    return days.short(at.date())
