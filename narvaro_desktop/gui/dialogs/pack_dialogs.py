"""Acts on packs that want a decision: take in, take into use, adopt a new version, move cases to it."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from narvaro_desktop.domain.routines.pack import Document
from narvaro_desktop.domain.routines.pack_diff import Difference
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.pages.packs.reading import difference_list
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import caption, label, rule
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.routines import pack_cases, packs
from narvaro_desktop.usecases.routines.pack_cases import Move, Moving
from narvaro_desktop.usecases.routines.packs import Examined, PackArrived, Packs


def show_differences(parent: QWidget, title: str, lines: tuple[Difference, ...]) -> Dialog:
    """What differs from the pack that holds; only to read."""
    dialog = Dialog(parent, title, wide=True, cancel=_("Stäng"))
    dialog.add(difference_list(lines))
    dialog.open()
    return dialog


class TakeInDialog(ActDialog):
    """What the file would change, whose it is, and from which day it is to hold, if at all."""

    def __init__(
        self, parent: QWidget, runner: Runner, arrived: PackArrived, today: date, may_use: bool
    ) -> None:
        document = arrived.document
        title = _("Läs in {name}, version {version}?").format(
            name=document["name"], version=document["version"]
        )
        super().__init__(parent, runner, title, verb=_("Läs in"), wide=True)
        self._arrived = arrived
        if arrived.signer is not None:
            said = f"{arrived.signer.display_name}, {arrived.signer.holder}"
            self.add(_left(Pill(_("Signerad av {who}").format(who=said), "ok")))
            if not arrived.is_owners:
                words = _(
                    "Filen anger {owner} som ägare, men någon annan har signerat den. Fråga innan ni tar den."
                )
                self.add(label(words.format(owner=document["owner"]), "warn", wrap=True))
        else:
            self.add(_left(Pill(_("Avsändaren är inte kontrollerad"), "warn")))
            words = _("Filen är hel, men nyckeln är inte känd här. Ring den som skickade den och fråga.")
            self.add(label(words, "body", wrap=True))
        _say_remarks(self, arrived.examined)
        self.add(label(_("Det här ändras mot rutinen som gäller nu"), "h2", wrap=True))
        self.add(difference_list(arrived.examined.differences))
        self.use = Tick(_("Ta den i bruk för nya ärenden"))
        self.day = DateField(name=_("Gäller från"))
        self.day.set_day(max(today, date.fromisoformat(document["valid_from"])))
        self._day_field = Field(
            _("Gäller från"), self.day, _("Pågående ärenden behåller den rutin som de började under.")
        )
        for widget in (rule(), self.use, self._day_field):
            widget.setVisible(may_use)
            self.add(widget)
        self._day_field.hide()
        self.use.box.toggled.connect(self._day_field.setVisible)
        self.verb_button.setEnabled(not arrived.is_known and not arrived.examined.holds_up)
        if arrived.is_known:
            self.bar.say("info", _("Just den rutinen finns redan här."))

    def wish(self) -> Wish | None:
        day = self.day.day() if self.use.is_on() else None
        lacking = self.use.is_on() and day is None
        self._day_field.say(_no_day() if lacking else "")
        return None if lacking else partial(packs.take_in, arrived=self._arrived, use_from=day)


class UseFromDialog(ActDialog):
    """A pack that is here already comes into use from a day."""

    def __init__(self, parent: QWidget, runner: Runner, key: str, name: str, today: date) -> None:
        words = _("Nya ärenden öppnas enligt den. Pågående ärenden behåller den rutin som de började under.")
        title = _("Ta {name} i bruk?").format(name=name)
        super().__init__(parent, runner, title, words, _("Ta i bruk"))
        self._key = key
        self.day = DateField(name=_("Gäller från"))
        self.day.set_day(today)
        self._field = Field(_("Gäller från"), self.day)
        self.add(self._field)

    def wish(self) -> Wish | None:
        day = self.day.day()
        self._field.say("" if day else _no_day())
        return partial(packs.use_from, key=self._key, day=day) if day else None


class AdoptDialog(ActDialog):
    """A changed pack becomes a new version: from which day, who decided, and what colleagues are told."""

    def __init__(
        self, parent: QWidget, runner: Runner, document: Document, examined: Examined, found: Packs
    ) -> None:
        words = _("Nya ärenden öppnas enligt den från dagen ni väljer. Pågående ärenden behåller sin rutin.")
        if found.for_schools:
            words = _("Spara den sedan som fil. Skolorna läser in filen och tar den i bruk.")
        if not found.may_take_into_use:
            words = _("Den sparas här. Den som beslutar om rutinen tar den i bruk och signerar den.")
        super().__init__(parent, runner, _("Spara som ny version?"), words, _("Spara ny version"), wide=True)
        self._document = document
        self.day, self.adopted_by, self.changes = DateField(), QLineEdit(), GrowingText(lines=2, most=5)
        self.day.set_day(found.today)
        self.form = form = Form()
        self._day = form.add(Field(_("Gäller från"), self.day))
        help = _("Nämnd, chef eller rektor, gärna med paragraf eller dag. Inget privat.")
        self._who = form.add(Field(_("Fastställd av"), self.adopted_by, help))
        help = _("En eller två meningar. Alla i teamet ser dem i I dag när rutinen börjar gälla.")
        form.add(Field(_("Vad är nytt?"), self.changes, help, optional=True))
        self.add(form)
        _say_remarks(self, examined)
        self.add(label(_("Det här ändras"), "h2", wrap=True))
        self.add(difference_list(examined.differences))
        self.verb_button.setEnabled(not examined.holds_up and bool(examined.differences))
        self.keep_typed(
            "pack.adopt", document.get("key", ""), changes=self.changes, adopted_by=self.adopted_by
        )

    def wish(self) -> Wish | None:
        day = self.day.day()
        self._day.say("" if day else _no_day())
        self._who.say("" if self.adopted_by.text().strip() else _("Skriv vem som har fastställt rutinen."))
        if not self.form.check() or day is None:
            return None
        return partial(
            packs.adopt,
            document=self._document,
            adopted_by=self.adopted_by.text(),
            changes=self.changes.text(),
            valid_from=day,
        )


class MoveCasesDialog(ActDialog):
    """The cases that follow an older pack, with where each would stand; all chosen until one is left out."""

    def __init__(self, parent: QWidget, runner: Runner, move: Move) -> None:
        text = _("De följer annars den rutin som de började under, så länge de pågår.")
        title = _("Låt ärenden följa rutinen som gäller nu?")
        super().__init__(
            parent, runner, title, text, _("Flytta ärendena"), wide=True, reason=_("Varför flyttas de?")
        )
        self._move = move
        self.ticks: dict[Moving, Tick] = {}
        for one in move.cases:
            tick = Tick(_place_words(one), on=True)
            self.ticks[one] = tick
            self.add(tick)
            if one.kept:
                kept = _("Blir kvar som uppgift: {things}").format(things="; ".join(one.kept))
                self.add(caption(kept))
        if not move.cases:
            self.add(label(_("Inga pågående ärenden följer den."), "body", wrap=True))
            self.verb_button.setEnabled(False)
        self.add(label(_("Det här skiljer rutinerna åt"), "h2", wrap=True))
        self.add(difference_list(move.differences))
        self.keep_reason("pack.move", move.key)

    def wish(self) -> Wish | None:
        chosen = frozenset(one.case_id for one, tick in self.ticks.items() if tick.is_on())
        if not chosen:
            self.bar.say("bad", _("Välj minst ett ärende."))
            return None
        return partial(pack_cases.move_cases, key=self._move.key, chosen=chosen, why=self.reason())


def _place_words(one: Moving) -> str:
    if one.at.sign == one.to.sign and one.at.name == one.to.name:
        words = _("{name}, {number}: står kvar på steg {at}")
    else:
        words = _("{name}, {number}: från steg {at} {was} till steg {to} {becomes}")
    return words.format(
        name=one.name, number=one.number, at=one.at.sign, was=one.at.name, to=one.to.sign, becomes=one.to.name
    )


def _say_remarks(dialog: ActDialog, examined: Examined) -> None:
    """Errors in the bar, warnings as lines."""
    errors = [one for one in examined.remarks if one.fault.holds_up]
    if errors:
        words = ngettext(
            "{count} sak måste rättas innan rutinen kan användas. ",
            "{count} saker måste rättas innan rutinen kan användas. ",
            len(errors),
        ).format(count=len(errors))
        first = errors[0]
        place = f"{first.place}: " if first.place else ""
        dialog.bar.say("bad", f"{words}{place}{first.words}")
    for one in examined.remarks:
        if not one.fault.holds_up:
            place = f"{one.place}: " if one.place else ""
            dialog.add(label(f"{place}{one.words}", "warn", wrap=True))


def _no_day() -> str:
    return _("Skriv datum som {example}.").format(example="2026-10-05")


def _left(pill: Pill) -> QWidget:
    holder = QWidget()
    holder.setLayout(row(pill))
    return holder
