"""With whom an answer may be shared: asked of the one who answered, chosen in a menu."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from narvaro_desktop.domain.assessment.investigation import Sharing
from narvaro_desktop.domain.terms import Party
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.text import plain_tip
from narvaro_desktop.i18n import _

_OWN: Final = {
    Party.STUDENT: Sharing.STUDENT,
    Party.GUARDIAN: Sharing.GUARDIANS,
    Party.TEACHER: Sharing.TEACHERS,
}
Share = frozenset[Sharing] | None


class ShareButton(Button):
    """`chosen` tells that another choice has been made, which `share` holds."""

    chosen = Signal()

    def __init__(self, party: Party, question: str) -> None:
        super().__init__(kind="quiet", small=True, icon="users")
        self.share: Share = None
        self._question = question
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._actions: dict[Sharing, QAction] = {}
        for one in Sharing:
            if one is _OWN.get(party):
                continue
            if one is Sharing.NOBODY:
                self._menu.addSeparator()
            action = self._menu.addAction(one.label[:1].upper() + one.label[1:])
            action.setCheckable(True)
            action.triggered.connect(lambda on, one=one: self._choose(one, on))
            self._actions[one] = action
        self.setMenu(self._menu)
        self.show_share(None)

    def show_share(self, share: Share) -> None:
        self.share = share
        for one, action in self._actions.items():
            action.setChecked(share is not None and one in share)
        whole = share_words(share) or _("Får delas med …")
        self.setText(_short(share) or whole)
        self.setToolTip(plain_tip(whole) if share else "")
        self.setAccessibleName(f"{whole}: {self._question}")

    def _choose(self, one: Sharing, on: bool) -> None:
        """*Ingen annan* takes the others away, and they take it away; nothing chosen is not asked."""
        if one is Sharing.NOBODY:
            kept: set[Sharing] = {one} if on else set()
        else:
            kept = (set(self.share or ()) - {Sharing.NOBODY, one}) | ({one} if on else set())
        self.show_share(frozenset(kept) or None)
        self.chosen.emit()


def _short(share: Share) -> str:
    """What has room beside the other buttons, where several are chosen; else ""."""
    if share is None or len(share) < 2:
        return ""
    first = next(one for one in Sharing if one in share)
    return _("Får delas med {whom} m.fl.").format(whom=first.label)


def share_words(share: Share) -> str:
    """*Får delas med eleven och lärarna*; "" where nobody has asked."""
    if share is None:
        return ""
    if Sharing.NOBODY in share:
        return _("Får inte delas med någon annan")
    names = [one.label for one in Sharing if one in share]
    listed = " och ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return _("Får delas med {whom}").format(whom=listed)
