"""What is chosen for a dispatch: the little that the case does not say by itself."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from narvaro_desktop.domain.deciding.disclosure import field_label
from narvaro_desktop.domain.deciding.dispatch_terms import CauseArea, DispatchKind, DispatchNeed
from narvaro_desktop.domain.deciding.free_text import LONGEST
from narvaro_desktop.domain.routines.pack_words import kind_words
from narvaro_desktop.domain.terms import OfferedSupport
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.deciding.attach_field import AttachField
from narvaro_desktop.gui.widgets.card import Card, empty
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.text import caption, label
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.deciding.dispatch_contents import Chosen
from narvaro_desktop.usecases.deciding.dispatch_offers import Subject
from narvaro_desktop.usecases.deciding.dispatches import PreparedDispatch

_SUPPORT = tuple(kind for kind in OfferedSupport if kind is not OfferedSupport.NONE_NOW)
_ALL, _ONE = "all", "one"


class DispatchForm(Card):
    """`changed` each time something has been chosen; `chosen` for all of it."""

    changed = Signal()

    def __init__(
        self, found: PreparedDispatch, round_size: int = 0, subjects: Sequence[Subject] = ()
    ) -> None:
        super().__init__(title=_("Det du väljer"))
        self._found = found
        self.fields: dict[DispatchNeed, Field] = {}
        self.ticks: dict[object, Tick] = {}
        self.scope: Segmented | None = None
        self.subject: QComboBox | None = None
        self.confirmed: Tick | None = None
        self.attached: AttachField | None = None
        if found.kind is DispatchKind.RESULT:
            self._result()
        elif found.kind is DispatchKind.STATUS:
            self._status(round_size)
        elif found.kind is DispatchKind.CLOSING:
            self._closing()
        elif found.kind is DispatchKind.HOME:
            self.add(caption(_("Det som stod i anmälan, så långt kommunens rutin säger.")))
        elif found.kind is DispatchKind.REQUEST:
            self._request()
        else:
            self._correction(subjects)
        if found.attachments_allowed and not found.is_protected:
            self._attachments()

    def chosen(self) -> Chosen:
        kind = self._found.kind
        made = Chosen(attachments=self.attached.paths() if self.attached is not None else ())
        if kind is DispatchKind.RESULT:
            causes = tuple(area for area in CauseArea if self._is_on(area)) if self._causes else ()
            shortfall = self.shortfall.chosen()
            return replace(
                made,
                completed_on=self.completed_on.day(),
                follow_up_on=self.follow_up_on.day(),
                causes=causes,
                guardian_shortfall=shortfall if isinstance(shortfall, bool) else None,
            )
        if kind is DispatchKind.REQUEST:
            return replace(
                made,
                support=tuple(one for one in _SUPPORT if self._is_on(one)),
                needed_from=self.needed_from.day(),
                without_absence=not self._is_on("absence"),
                free_text=self.words.text().strip(),
                free_text_confirmed=self.confirmed is not None and self.confirmed.is_on(),
            )
        if kind is DispatchKind.CLOSING:
            return replace(made, without_absence=not self._is_on("absence"))
        if kind is DispatchKind.CORRECTION:
            wrong = frozenset(
                key for key, tick in self.ticks.items() if isinstance(key, str) and tick.is_on()
            )
            return replace(made, wrong=wrong if self.ticks else None, withdraws=self.action.chosen() is True)
        return made

    def is_round(self) -> bool:
        """Whether a lägesrapport tells of every case."""
        return self.scope is not None and self.scope.chosen() == _ALL

    def chosen_subject(self) -> Subject | None:
        found = self.subject.currentData() if self.subject is not None else None
        return found if isinstance(found, Subject) else None

    def first_missing(self) -> QWidget | None:
        """The control to begin with."""
        needs = self._found.missing
        return next((field.control for need, field in self.fields.items() if need in needs), None)

    def show_missing(self, missing: Sequence[DispatchNeed]) -> None:
        """Say at each field what it needs; the focus goes to the first."""
        for need, field in self.fields.items():
            field.say(_("Fyll i {what}.").format(what=need.label) if need in missing else "")
        first = next((field for need, field in self.fields.items() if need in missing), None)
        if first is not None:
            first.control.setFocus()

    def ask_to_confirm(self) -> None:
        """The free text has words to read once more."""
        if self.confirmed is not None:
            self.confirmed.show()
            self.confirmed.setFocus()

    def show_found(self, found: PreparedDispatch) -> None:
        """What the answer has that the form does not ask for."""
        if found.kind is DispatchKind.CORRECTION:
            self._show_differing(found)
        if found.kind is DispatchKind.STATUS:
            words = ngettext(
                "{n} ärende kan inte tas med: eleven är skyddad, eller frånvaron är inte inläst.",
                "{n} ärenden kan inte tas med: eleven är skyddad, eller frånvaron är inte inläst.",
                found.left_out,
            )
            self._left_out.setText(words.format(n=found.left_out))
            self._left_out.setVisible(bool(found.left_out))

    def _result(self) -> None:
        chosen = self._found.chosen
        self.completed_on = self._day(_("Utredningen blev klar"), DispatchNeed.COMPLETED_ON)
        self.completed_on.set_day(chosen.completed_on)
        self.follow_up_on = self._day(_("Nästa uppföljning"), DispatchNeed.FOLLOW_UP)
        self.follow_up_on.set_day(chosen.follow_up_on)
        self._causes = self._found.causes_allowed
        if self._causes:
            told = [(area, area.label, area in (chosen.causes or ())) for area in CauseArea]
            self._ticks(_("Orsaker, övergripande"), told)
        else:
            self.add(caption(_("Orsaken skickas inte. Kommunens rutin säger att den stannar på skolan.")))
        options: list[tuple[object, str]] = [("unsaid", _("Anges inte")), (False, _("Nej")), (True, _("Ja"))]
        self.shortfall = Segmented(options, _("Vårdnadshavares ansvar bedöms brista"), "unsaid")
        self.shortfall.changed.connect(lambda _key: self.changed.emit())
        help = _("Bara om hemkommunen kan behöva förelägga vårdnadshavarna.")
        self.add(Field(_("Vårdnadshavares ansvar bedöms brista"), self.shortfall, help, optional=True))

    def _status(self, round_size: int) -> None:
        if round_size > 1:
            all_words = _("Alla anmälda ärenden ({n})").format(n=round_size)
            self.scope = Segmented(
                [(_ONE, _("Det här ärendet")), (_ALL, all_words)], _("Vilka ärenden"), _ONE
            )
            self.scope.changed.connect(lambda _key: self.changed.emit())
            self.add(self.scope)
        self.add(caption(_("Frånvaron, steget och nästa uppföljning tas från ärendet som det är i dag.")))
        self._left_out = label("", "warn", wrap=True)
        self._left_out.hide()
        self.add(self._left_out)

    def _closing(self) -> None:
        self.add(caption(_("Dagen och hur det slutade tas från ärendet.")))
        self._tick("absence", _("Ta med frånvaron"), True)

    def _request(self) -> None:
        told = [(kind, kind.label, kind in self._found.chosen.support) for kind in _SUPPORT]
        self.fields[DispatchNeed.SUPPORT] = self._ticks(_("Vilket stöd behövs?"), told)
        self.needed_from = DateField(name=_("Behövs från"))
        self.needed_from.changed.connect(lambda _day: self.changed.emit())
        self.add(Field(_("Behövs från"), self.needed_from, optional=True))
        self._tick("absence", _("Ta med frånvaron"), True)
        self.words = GrowingText(lines=2, most=5)
        self.words.edited.connect(lambda _text: self.changed.emit())
        help = _("Högst {n} tecken. Inget om hälsa, familj eller orosanmälan.").format(n=LONGEST)
        self.add(Field(_("Kort upplysning"), self.words, help, optional=True))
        self.confirmed = Tick(_("Jag har läst igenom texten, och den får skickas"))
        self.confirmed.hide()
        self.add(self.confirmed)

    def _attachments(self) -> None:
        self.attached = AttachField()
        self.attached.changed.connect(self.changed.emit)
        help = _(
            "PDF, PNG, JPEG eller CSV. Skickas som den är: inga journaler, testresultat eller andra elever."
        )
        self.add(Field(_("Bilagor"), self.attached, help, optional=True))

    def _correction(self, subjects: Sequence[Subject]) -> None:
        self.subject = QComboBox()
        for each in subjects:
            words = _("utredning inledd") if each.kind == "n1" else kind_words(each.kind)
            self.subject.addItem(f"{words[:1].upper()}{words[1:]}, {days.short(each.sent_on)}", each)
        self.subject.currentIndexChanged.connect(self._subject_changed)
        self.add(Field(_("Vad är fel?"), self.subject))
        options = [(False, _("Rätta")), (True, _("Ta tillbaka allt"))]
        self.action = Segmented(options, _("Rätta eller ta tillbaka"), False)
        self.action.changed.connect(lambda _key: self.changed.emit())
        self.add(self.action)
        self._differing = QWidget()
        self._differing_rows = QVBoxLayout(self._differing)
        theme.space(self._differing_rows, gap=6)
        self.add(self._differing)

    def _subject_changed(self) -> None:
        self.ticks.clear()
        self.changed.emit()

    def _show_differing(self, found: PreparedDispatch) -> None:
        withdraws = self.action.chosen() is True
        self._differing.setVisible(not withdraws)
        if withdraws or (set(self.ticks) == set(found.differing) and self._differing_rows.count()):
            return
        empty(self._differing_rows)
        self.ticks.clear()
        words = _("Det här säger ärendet på annat sätt nu:")
        if not found.differing:
            words = _(
                "Ärendet säger samma sak som det som skickades. Rätta först i ärendet eller hos eleven."
            )
        self._differing_rows.addWidget(label(words, "body2", wrap=True))
        for key in found.differing:
            name = field_label(key)
            tick = Tick(name[:1].upper() + name[1:], True)
            tick.box.toggled.connect(lambda _on: self.changed.emit())
            self.ticks[key] = tick
            self._differing_rows.addWidget(tick)

    def _day(self, words: str, need: DispatchNeed) -> DateField:
        made = DateField(name=words)
        made.changed.connect(lambda _day: self.changed.emit())
        self.fields[need] = Field(words, made)
        self.add(self.fields[need])
        return made

    def _ticks(self, words: str, told: Sequence[tuple[object, str, bool]]) -> Field:
        holder = QWidget()
        column = QVBoxLayout(holder)
        theme.space(column, gap=6)
        for key, name, on in told:
            tick = Tick(name[:1].upper() + name[1:], on)
            tick.box.toggled.connect(lambda _on: self.changed.emit())
            self.ticks[key] = tick
            column.addWidget(tick)
        holder.setFocusProxy(self.ticks[told[0][0]])
        made = Field(words, holder)
        self.add(made)
        return made

    def _tick(self, key: str, words: str, on: bool) -> None:
        self.ticks[key] = Tick(words, on)
        self.ticks[key].box.toggled.connect(lambda _on: self.changed.emit())
        self.add(self.ticks[key])

    def _is_on(self, key: object) -> bool:
        return self.ticks[key].is_on()
