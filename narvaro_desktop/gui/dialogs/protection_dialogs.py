"""Skyddade personuppgifter: marking a pupil, saying why one opens her, and who she is."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from narvaro_desktop.domain.privacy_terms import Purpose
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.role_words import role_word
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.text import body, caption, strong
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.privacy import protection
from narvaro_desktop.usecases.privacy.protection import Copy, Person, ProtectedView, Reader
from narvaro_desktop.usecases.pupils import students


class PurposeBox(QComboBox):
    """Why one looks; there are no words of one's own to leave a name in."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Varför öppnar du?"))
        for purpose in Purpose:
            self.addItem(purpose.label[:1].upper() + purpose.label[1:], purpose)

    def purpose(self) -> Purpose:
        found: Purpose = self.currentData()
        return found


class PurposeDialog(ActDialog):
    """Asked before the pupil or her case is shown; it holds until the vault is locked."""

    def __init__(self, parent: QWidget, runner: Runner, student_id: UUID) -> None:
        text = _("Eleven visas med ett alias. Skälet, ditt namn och tiden skrivs i loggen.")
        super().__init__(parent, runner, _("Skyddade personuppgifter"), text, _("Öppna"))
        self._id = student_id
        self.why = PurposeBox()
        self.add(Field(_("Varför öppnar du?"), self.why))

    def wish(self) -> Wish | None:
        return partial(protection.open_for, student_id=self._id, purpose=self.why.purpose())


class RevealDialog(ActDialog):
    """The second question: who the pupil is. What is shown goes with the dialog."""

    def __init__(self, parent: QWidget, runner: Runner, student_id: UUID, alias: str) -> None:
        text = _(
            "Namnet visas här, en gång, tills du stänger. Se till att ingen annan ser skärmen. "
            "Skälet, ditt namn och tiden skrivs i loggen."
        )
        title = _("Visa vem {alias} är?").format(alias=alias)
        super().__init__(parent, runner, title, text, _("Visa namnet"), danger=True)
        self._id = student_id
        self.why = PurposeBox()
        self._asked = Field(_("Varför behöver du namnet?"), self.why)
        self.add(self._asked)

    def wish(self) -> Wish | None:
        return partial(protection.reveal, student_id=self._id, purpose=self.why.purpose())

    def _done(self, value: object = None) -> None:
        self._asked.hide()
        self.verb_button.hide()
        self.cancel_button.setText(_("Stäng"))
        if isinstance(value, Person):
            self.add(strong(value.name))
            self.add(body(" · ".join(filter(None, (value.class_name, value.identity)))))
            for name, phone in value.guardians:
                self.add(body(_("Vårdnadshavare: {who}").format(who=" ".join(filter(None, (name, phone))))))
        else:
            self.add(body(_("Namnet finns inte sparat, eller så är du inte en av dem som får veta det.")))
        self.cancel_button.setFocus()
        self.adjustSize()


class ProtectDialog(ActDialog):
    """The advice first; then who may know who she is."""

    def __init__(
        self, parent: QWidget, runner: Runner, student_id: UUID, readers: tuple[Reader, ...]
    ) -> None:
        text = _(
            "Helst ska en elev med skyddade personuppgifter inte finnas i programmet alls: för ärendet på "
            "papper enligt kommunens rutin. Behöver ni det här, får eleven ett alias. Namn, nummer, klass "
            "och vårdnadshavare förseglas för dem du väljer. Eleven försvinner ur listor och sökning, läses "
            "inte in från filer och går inte att försegla, skriva ut eller spara som fil."
        )
        super().__init__(
            parent, runner, _("Märk eleven som skyddad?"), text, _("Märk som skyddad"), danger=True, wide=True
        )
        self._id = student_id
        self.readers = ReaderTicks(readers, lambda one: one.is_proposed)
        help = _("De ser ärendet med alias, och kan se namnet efter en fråga till. Alla andra ser ingenting.")
        self.add(Field(_("Vilka får veta vem eleven är?"), self.readers, help))
        self.keep_year = QCheckBox(_("Låt årskursen stå kvar"))
        self.add(self.keep_year)

    def wish(self) -> Wish | None:
        return partial(
            students.protect,
            student_id=self._id,
            readers=self.readers.chosen(),
            keep_year=self.keep_year.isChecked(),
        )


class ReadersDialog(ActDialog):
    """Who may know from now on."""

    def __init__(self, parent: QWidget, runner: Runner, student_id: UUID, view: ProtectedView) -> None:
        text = _(
            "Den som tas bort kommer inte åt eleven längre. Det den redan har sett kan inte tas tillbaka."
        )
        title = _("Vilka får veta vem {alias} är?").format(alias=view.alias)
        super().__init__(parent, runner, title, text, _("Spara"), wide=True)
        self._id = student_id
        self.readers = ReaderTicks(view.readers, lambda one: one.is_named)
        self.add(self.readers)

    def wish(self) -> Wish | None:
        return partial(protection.name_readers, student_id=self._id, readers=self.readers.chosen())


class CopiesDialog(Dialog):
    """Where something of her lies from before she was marked; each is ticked off when it is seen to."""

    def __init__(self, parent: QWidget, runner: Runner, student_id: UUID, view: ProtectedView) -> None:
        count = len(view.copies)
        title = ngettext("{n} kopia från tidigare", "{n} kopior från tidigare", count).format(n=count)
        text = _(
            "De gjordes innan {alias} märktes, och namnet kan stå i dem. Berätta för mottagaren att "
            "uppgifterna är skyddade, förstör papper, och låt gamla säkerhetskopior gå ut."
        ).format(alias=view.alias)
        if not view.copies:
            title, text = _("Inga kopior från tidigare"), ""
        super().__init__(parent, title, text, cancel=_("Stäng"), wide=True)
        self._runner, self._id = runner, student_id
        for copy in view.copies:
            self.add(self._row(copy))
        if not view.copies:
            self.add(
                body(
                    _(
                        "Inget som programmet känner till har lämnats, skrivits ut eller kopierats "
                        "före märkningen."
                    )
                )
            )
        self.finished.connect(self.deleteLater)

    def _row(self, copy: Copy) -> QWidget:
        whole = QWidget()
        across = QHBoxLayout(whole)
        theme.space(across, gap=12)
        said = copy.kind.label[:1].upper() + copy.kind.label[1:]
        words = f"{said}, {days.full(copy.at.date())}" + (f": {copy.what}" if copy.what else "")
        across.addWidget(body(words), 1)
        if copy.told:
            across.addWidget(caption(_("Klart {when}").format(when=copy.told)))
            return whole
        button = secondary(_("Klart"))
        button.setAccessibleName(_("Klart: {what}").format(what=words))
        act = partial(protection.seen_to, student_id=self._id, key=copy.key)

        def told() -> None:
            button.setEnabled(False)
            button.setText(_("Antecknat"))

        button.clicked.connect(lambda _on=False: self._runner.do(act, told, owner=self))
        across.addWidget(button)
        return whole


class ReaderTicks(QWidget):
    """The team, to be ticked; oneself is always one of them."""

    def __init__(self, readers: tuple[Reader, ...], ticked: Callable[[Reader], bool]) -> None:
        super().__init__()
        self.boxes = {one.id: QCheckBox(f"{one.name}, {role_word(one.role)}") for one in readers}
        for one in readers:
            self.boxes[one.id].setChecked(one.is_me or ticked(one))
            self.boxes[one.id].setEnabled(not one.is_me)
        across = QHBoxLayout(self)
        theme.space(across)
        across.addWidget(flowing(*self.boxes.values()))

    def chosen(self) -> list[UUID]:
        return [one for one, box in self.boxes.items() if box.isChecked()]


def ask_purpose(parent: QWidget, runner: Runner, student_id: UUID, then: Callable[[], object]) -> None:
    """Ask why; then what was to be opened is asked for again."""
    dialog = PurposeDialog(parent, runner, student_id)
    dialog.acted.connect(lambda _value: then())
    dialog.open()
