"""The absence of a new case: as the figures have it, or typed with its period and where it comes from."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop.gui import days, proposal_words, theme
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.absence.attendance import StudentAbsence
from narvaro_desktop.usecases.casework.cases import Stated

_WHOLE: Final = 1000
_PERIOD: Final = timedelta(days=27)
"""From the first to the last of the four weeks that stand there until another period is typed."""


class StatedAbsence(QWidget, theme.Themed):
    """Everything may be left empty; what is begun must be whole."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.share = QLineEdit()
        self.first, self.last = DateField(name=_("Från och med")), DateField(name=_("Till och med"))
        self.first.set_day(today - _PERIOD)
        self.last.set_day(today)
        self.source = QLineEdit()
        self.source.setPlaceholderText(_("Skola24, egen uppföljning …"))
        self.fields = {
            "share": Field(_("Frånvaro i procent"), self.share, optional=True),
            "first": Field(_("Från och med"), self.first),
            "last": Field(_("Till och med"), self.last),
            "source": Field(_("Uppgiften kommer från"), self.source),
        }
        self._known = label("", "body", wrap=True)
        self._typed = QWidget()
        self._more = QWidget()
        more = QVBoxLayout(self._more)
        theme.space(more, gap=14)
        more.addLayout(row(self.fields["first"], self.fields["last"], gap=16))
        more.addWidget(self.fields["source"])
        inner = QVBoxLayout(self._typed)
        theme.space(inner, gap=14)
        inner.addWidget(self.fields["share"])
        inner.addWidget(self._more)
        column = QVBoxLayout(self)
        theme.space(column)
        column.addWidget(self._known)
        column.addWidget(self._typed)
        self.share.textChanged.connect(lambda text: self._more.setVisible(bool(text.strip())))
        self._more.hide()
        self.show_known(None)
        self.restyle()

    def restyle(self) -> None:
        self.share.setMaximumWidth(theme.px(120))

    def show_known(self, found: StudentAbsence | None) -> None:
        """Where the figures are there, nothing is asked."""
        self._known.setVisible(found is not None)
        self._typed.setVisible(found is None)
        if found is not None:
            self._known.setText(
                _("{share} {span}, {kind}. Från {source}.").format(
                    share=proposal_words.share(found.now),
                    span=days.between(found.now.span, self._today),
                    kind=proposal_words.kind(found.now) or _("ingen frånvaro"),
                    source=found.state.source,
                )
            )

    def stated(self) -> Stated | None:
        """What was typed, or nothing."""
        tenths, first, last = self._tenths(), self.first.day(), self.last.day()
        if self._typed.isHidden() or tenths is None or first is None or last is None:
            return None
        return Stated(tenths, first, last, self.source.text().strip())

    def check(self) -> bool:
        """Say what is wrong; True if nothing is."""
        if self._typed.isHidden() or not self.share.text().strip():
            return True
        first, last = self.first.day(), self.last.day()
        example = _("Skriv datum som {example}.").format(example="2026-10-05")
        faults = {
            "share": ""
            if self._tenths() is not None
            else _("Skriv ett tal mellan 0 och 100, till exempel 24,5."),
            "first": "" if first else example,
            "last": "" if last else example,
            "source": "" if self.source.text().strip() else _("Skriv var uppgiften kommer från."),
        }
        if first and last and last < first:
            faults["last"] = _("Den sista dagen ligger före den första.")
        elif last and last > self._today:
            faults["last"] = _("Dagen ligger framåt i tiden.")
        for key, fault in faults.items():
            self.fields[key].say(fault)
        wrong = next((key for key, fault in faults.items() if fault), None)
        if wrong is not None:
            self.fields[wrong].control.setFocus()
        return wrong is None

    def _tenths(self) -> int | None:
        """Tenths of a percent from `24,5`, `24.5` or `24 %`."""
        text = self.share.text().replace("%", "").replace(",", ".").strip()
        whole, _point, rest = text.partition(".")
        if not whole.isdecimal() or (rest and not (rest.isdecimal() and len(rest) == 1)):
            return None
        tenths = int(whole) * 10 + int(rest or 0)
        return tenths if tenths <= _WHOLE else None
