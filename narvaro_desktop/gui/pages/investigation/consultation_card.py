"""Samråd beside the questions: who has been heard, who has not, and a line for the ställningstagande."""

from PySide6.QtCore import Signal

from narvaro_desktop.gui import days
from narvaro_desktop.gui.widgets.buttons import link, quiet
from narvaro_desktop.gui.widgets.card import Card, row
from narvaro_desktop.gui.widgets.text import body, caption
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.assessment.consultations import Heard, Listener, Samrad


class ConsultationCard(Card):
    """`hearing` tells with whom a samråd is to be written, None where one chooses; `stance` the other."""

    hearing = Signal(object)
    stance = Signal()

    def __init__(self) -> None:
        super().__init__(title=_("Samråd"))
        self._told: Samrad | None = None

    def show_samrad(self, samrad: Samrad) -> None:
        if samrad == self._told:
            return
        self._told = samrad
        self.clear()
        for one in samrad.heard:
            self.add(body(_said(one)))
        for whom in samrad.lacking:
            if samrad.may_write:
                wanted = link(_("Skriv in"))
                wanted.setAccessibleName(_("Skriv in ett samråd: {who}").format(who=whom.name))
                wanted.clicked.connect(lambda _on=False, whom=whom: self.hearing.emit(whom))
                line = row(wanted, stretch=False)
                line.insertWidget(0, body(_lacking(samrad, whom)), 1)
                self.body.addLayout(line)
            else:
                self.add(caption(_lacking(samrad, whom)))
        if samrad.may_write:
            if not samrad.lacking:
                more = quiet(_("Skriv in ett samråd"), "plus")
                more.clicked.connect(lambda: self.hearing.emit(None))
                self.body.addLayout(row(more))
            stand = quiet(_("Ställningstagande om orosanmälan …"), "shield")
            stand.clicked.connect(self.stance)
            self.body.addLayout(row(stand))


def _lacking(samrad: Samrad, whom: Listener) -> str:
    """What the decision says of it, where nobody has written a samråd down."""
    answered = samrad.decided.get(whom.party)
    if answered is None:
        return _("{who}: inget samråd än").format(who=whom.name)
    day = days.short(answered.on) if answered.on else ""
    told = " ".join(filter(None, (answered.status.label, day)))
    return _("{who}: {told} enligt beslutet").format(who=whom.name, told=told)


def _said(one: Heard) -> str:
    given = one.consultation
    day = days.short(given.happened_on)
    if given.held:
        return _("{who}: {form} {day}").format(who=one.with_whom, form=given.form.label, day=day)
    count = given.attempts or 1
    tried = ngettext("försökt {count} gång, ej nådd", "försökt {count} gånger, ej nådd", count)
    return _("{who}: {tried}, {day}").format(who=one.with_whom, tried=tried.format(count=count), day=day)
