"""A pupil in a dialog: her details and guardians, her case, and the marks that change what others see."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from narvaro_desktop import wording
from narvaro_desktop.domain.identity import NO_IDENTITY, Identity, WrongIdentity, parse_identity
from narvaro_desktop.domain.privacy_terms import Custody
from narvaro_desktop.domain.schooldays import AcademicYear
from narvaro_desktop.domain.terms import CompulsorySchooling, SchoolForm
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.absence_words import elsewhere, figure_line
from narvaro_desktop.gui.dialogs.new_case_dialog import NewCaseDialog
from narvaro_desktop.gui.dialogs.other_school_dialog import OtherSchoolDialog
from narvaro_desktop.gui.dialogs.protection_dialogs import (
    CopiesDialog,
    ProtectDialog,
    PurposeDialog,
    ReadersDialog,
    RevealDialog,
)
from narvaro_desktop.gui.forms.ui_student import Ui_StudentForm
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import icon_button, quiet, secondary
from narvaro_desktop.gui.widgets.dialog import Dialog, ask
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.flow import Flow
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.privacy import protection
from narvaro_desktop.usecases.privacy.protection import ProtectedView, Reader
from narvaro_desktop.usecases.pupils import student_details, students
from narvaro_desktop.usecases.pupils.student_details import Pupil
from narvaro_desktop.usecases.pupils.students import Guardian
from narvaro_desktop.usecases.reach import PurposeNeeded
from narvaro_desktop.usecases.work import NOTHING, Changes, Made, Work


@dataclass(slots=True)
class _GuardianRow:
    """The fields of one vårdnadshavare; `id` is None until she has been kept."""

    id: UUID | None
    whole: QWidget
    name: QLineEdit
    phone: QLineEdit
    right: QComboBox


class StudentDialog(Dialog):
    """Kept with Spara, all at once. Without a pupil it adds one by hand."""

    def __init__(self, parent: QWidget, runner: Runner, shell: Shell, student_id: UUID | None = None) -> None:
        title = _("Elev") if student_id else _("Lägg till elev")
        super().__init__(parent, title, verb=_("Spara") if student_id else _("Lägg till"), wide=True)
        self._runner, self._shell, self._id = runner, shell, student_id
        self._ui = Ui_StudentForm()
        form = QWidget()
        self._ui.setupUi(form)
        theme.fit(form)
        self.add(form)
        self.bar = self._ui.bar
        self.bar.hide()
        self.name, self.class_name, self.number, self.home = (QLineEdit() for _each in range(4))
        self.schooling, self.school_form = QComboBox(), QComboBox()
        self._fields = self._make_fields(is_new=student_id is None)
        self.guardians: list[_GuardianRow] = []
        self._taken_away: list[UUID] = []
        self._pupil: Pupil | None = None
        holder = QWidget()
        self._acts = Flow(holder)
        theme.space(self._acts, gap=8)
        self._ui.acts.addWidget(holder)
        self._ui.absence.hide()
        self._ui.addGuardian.clicked.connect(self._add_another)
        self.finished.connect(self.deleteLater)
        if student_id is not None:
            self._ui.advice.hide()
            self._ask()
        self.name.setFocus()

    def _ask(self) -> None:
        """The pupil; where she is protected, once one has said why."""
        assert self._id is not None
        question = partial(student_details.pupil, student_id=self._id)
        self._runner.do(
            lambda work: Made(NOTHING, question(work)), self._show, refused=self._not_shown, owner=self
        )

    def _not_shown(self, error: NarvaroError) -> None:
        self._refused(error)
        if isinstance(error, PurposeNeeded):
            self.bar.close_bar()
            self.verb_button.setEnabled(False)
            purpose = PurposeDialog(self, self._runner, error.args[0])
            purpose.acted.connect(lambda _value: self._ask())
            purpose.rejected.connect(self.reject)
            purpose.open()

    def may_close(self) -> bool:
        """Check, keep, and close when it has been kept."""
        identity = self._identity()
        self._fields[0].say("" if self.name.text().strip() else _("Skriv elevens namn."))
        self._fields[1].say("" if self.class_name.text().strip() else _("Skriv klassen, till exempel 5B."))
        nameless = next(
            (one for one in self.guardians if one.phone.text().strip() and not one.name.text().strip()), None
        )
        if nameless is not None:
            self.bar.say("bad", _("Skriv vårdnadshavarens namn, eller ta bort raden."))
            nameless.name.setFocus()
            return False
        faulty = next((field for field in self._fields if field.fault()), None)
        if faulty is not None:
            faulty.control.setFocus()
        elif identity is not None:
            self.verb_button.setEnabled(False)
            self._runner.do(self._keep(identity), self._kept, refused=self._refused, owner=self)
        return False

    def _make_fields(self, is_new: bool) -> list[Field]:
        for schooling in CompulsorySchooling:
            self.schooling.addItem(schooling.label[:1].upper() + schooling.label[1:], schooling)
        for form in SchoolForm:
            self.school_form.addItem(form.label[:1].upper() + form.label[1:], form)
        self.schooling.insertItem(0, _("Inte angivet"), None)
        self.schooling.setCurrentIndex(0)
        made = [
            Field(_("Namn"), self.name),
            Field(_("Klass"), self.class_name, _("Till exempel 5B eller FA.")),
            Field(
                _("Personnummer"),
                self.number,
                _("ÅÅÅÅMMDD-NNNN, samordningsnummer eller T-nummer."),
                optional=True,
            ),
        ]
        more = [
            Field(_("Hemkommun"), self.home, optional=True),
            Field(_("Skolform"), self.school_form),
            Field(_("Skolplikt"), self.schooling),
        ]
        self._ui.fields.addWidget(made[0])
        for pair in (made[1:], *(() if is_new else (more[:2], more[2:]))):
            across = QHBoxLayout()
            theme.space(across, gap=16)
            for share, field in enumerate(pair, 1):
                across.addWidget(field, share)
            self._ui.fields.addLayout(across)
        self._ui.guardiansPart.setVisible(not is_new)
        for edit, wide in ((self.class_name, 120), (self.number, 200), (self.home, 260)):
            edit.setMaximumWidth(theme.px(wide))
        return made

    def _show(self, found: Pupil) -> None:
        """Everything that is remembered; a protected pupil only under her alias."""
        self._pupil = found
        held, line = found.student, found.student.line
        self.setWindowTitle(_("Elev"))
        self.name.setText(line.name)
        self.class_name.setText(line.class_name)
        number = Identity(held.identity_type, held.identity_number)
        self.number.setText(str(number) if held.identity_number else "")
        self.home.setText(held.home_municipality)
        self.schooling.setCurrentIndex(max(0, self.schooling.findData(held.compulsory_schooling)))
        self.school_form.setCurrentIndex(self.school_form.findData(held.school_form))
        for guardian in held.guardians:
            self._add_guardian(guardian)
        self._ui.absence.setText(figure_line(found.absence))
        self._ui.absence.setVisible(bool(self._ui.absence.text()))
        if told := elsewhere(line, found.today):
            self.bar.say("info", told)
        if line.protected:
            self.bar.say("warn", _("{alias}: namn, klass och nummer visas inte.").format(alias=line.name))
            self.cancel_button.setText(_("Stäng"))
            for field in self.findChildren(Field):
                field.hide()
            self._ui.guardiansPart.hide()
            self.verb_button.hide()
            self.bar.show()
            self.bar.cross.hide()
        elif held.left_on is not None:
            self.bar.say(
                "info", _("Eleven har slutat {day}.").format(day=days.short(held.left_on, found.today))
            )
        self._offer_acts(found)
        self._fit()

    def _offer_acts(self, found: Pupil) -> None:
        if found.case_id is not None:
            self._act(_("Öppna ärendet"), "folder-open", self._open_case)
        elif found.may_open_case and not found.student.line.protected:
            self._act(_("Nytt ärende"), "plus", self._new_case)
        if found.student.line.protected:
            self._act(_("Visa namnet …"), "eye", self._reveal)
            self._act(_("Vilka som får veta …"), "users", partial(self._with_view, ReadersDialog))
            self._act(_("Tidigare kopior …"), "copy", partial(self._with_view, CopiesDialog))
            self._act(_("Ta bort markeringen"), "shield", self._unprotect)
            return
        if found.absence is not None:
            self._act(_("Visa frånvaron"), "chart-line", self._show_absence)
        self._act(_("Går också i …"), "school", self._ask_other_school)
        self._act(_("Märk som skyddad …"), "shield-alert", self._ask_protect)
        if found.student.left_on is None:
            self._act(_("Har slutat …"), "log-out", self._ask_left)
        else:
            self._act(_("Har kommit tillbaka"), "undo-2", partial(self._do, students.left, on=None))

    def _act(self, words: str, icon: str, act: Callable[[], object]) -> None:
        primary = icon in ("plus", "folder-open")
        button = secondary(words, icon) if primary else quiet(words, icon)
        button.clicked.connect(lambda _on=False: act())
        self._acts.addWidget(button)

    def _add_guardian(self, guardian: Guardian | None) -> _GuardianRow:
        whole = QWidget()
        across = QHBoxLayout(whole)
        theme.space(across, gap=8)
        name, phone = (
            QLineEdit(guardian.name if guardian else ""),
            QLineEdit(guardian.phone if guardian else ""),
        )
        name.setPlaceholderText(_("Namn"))
        name.setAccessibleName(_("Vårdnadshavarens namn"))
        phone.setPlaceholderText(_("Telefon"))
        phone.setAccessibleName(_("Vårdnadshavarens telefon"))
        away = icon_button("trash-2", _("Ta bort vårdnadshavaren"))
        right = _custody_box(guardian)
        right.setVisible(guardian is not None)
        across.addWidget(name, 3)
        across.addWidget(phone, 2)
        across.addWidget(right, 2)
        across.addWidget(away)
        made = _GuardianRow(guardian.id if guardian else None, whole, name, phone, right)
        away.clicked.connect(lambda _on=False: self._drop_guardian(made))
        self.guardians.append(made)
        self._ui.guardians.addWidget(whole)
        return made

    def _add_another(self) -> None:
        self._add_guardian(None).name.setFocus()
        self._fit()

    def _drop_guardian(self, gone: _GuardianRow) -> None:
        self.guardians.remove(gone)
        gone.whole.hide()
        gone.whole.deleteLater()
        if gone.id is not None:
            self._taken_away.append(gone.id)
        self._ui.addGuardian.setFocus()

    def _identity(self) -> Identity | None:
        """The number as written, or None where it cannot be read (which the field then says)."""
        written, field = self.number.text().strip(), self._fields[2]
        field.clear()
        if not written:
            return NO_IDENTITY
        try:
            start = AcademicYear.of(self._runner.office.clock.now().date()).span.first
            return parse_identity(written, start)
        except WrongIdentity as error:
            field.say(wording.say(error))
            return None

    def _keep(self, identity: Identity) -> Callable[[Work], Changes | Made[UUID]]:
        name, class_name = self.name.text().strip(), self.class_name.text().strip()
        if self._id is None:
            return lambda work: students.add(work, name, class_name, identity)
        kept = [
            (one.id, one.name.text(), one.phone.text()) for one in self.guardians if one.name.text().strip()
        ]
        return partial(
            student_details.correct,
            student_id=self._id,
            name=name,
            class_name=class_name,
            identity=identity,
            home_municipality=self.home.text(),
            compulsory_schooling=self.schooling.currentData(),
            school_form=self.school_form.currentData(),
            guardians=kept,
            taken_away=tuple(self._taken_away),
            custody={one.id: tuple(one.right.currentData()) for one in self.guardians if one.id is not None},
        )

    def _kept(self, _made: UUID | None = None) -> None:
        self._shell.toast(_("Eleven är sparad.") if self._id else _("Eleven är tillagd."))
        self.accept()

    def _refused(self, error: NarvaroError) -> None:
        self.verb_button.setEnabled(True)
        self.bar.say("bad", wording.say(error))

    def _open_case(self) -> None:
        self.accept()
        assert self._pupil is not None
        self._shell.go("case", case_id=self._pupil.case_id)

    def _show_absence(self) -> None:
        self.accept()
        self._shell.go("pupil_absence", student_id=self._id)

    def _new_case(self) -> None:
        self.accept()
        NewCaseDialog(self._shell, self._runner, self._shell, self._id).open()

    def _ask_protect(self) -> None:
        assert self._id is not None
        question = partial(protection.nameable, student_id=self._id)
        self._runner.ask(question, self._offer_protect, owner=self)

    def _offer_protect(self, readers: tuple[Reader, ...]) -> None:
        assert self._id is not None
        dialog = ProtectDialog(self, self._runner, self._id, readers)
        dialog.acted.connect(lambda _value: self._protected())
        dialog.open()

    def _protected(self) -> None:
        """What went out before she was marked is to be seen to now."""
        assert self._id is not None
        student, runner, shell = self._id, self._runner, self._shell

        def told(view: ProtectedView) -> None:
            if view.copies:
                CopiesDialog(shell, runner, student, view).open()

        runner.ask(partial(protection.view, student_id=student), told, owner=shell)
        shell.toast(_("Eleven är märkt som skyddad."))
        self.accept()

    def _reveal(self) -> None:
        assert self._id is not None and self._pupil is not None
        RevealDialog(self, self._runner, self._id, self._pupil.student.line.name).open()

    def _with_view(self, dialog: type[ReadersDialog] | type[CopiesDialog]) -> None:
        assert self._id is not None
        student = self._id

        def show(view: ProtectedView) -> None:
            dialog(self, self._runner, student, view).open()

        self._runner.ask(partial(protection.view, student_id=student), show, owner=self)

    def _unprotect(self) -> None:
        self._do(students.unprotect)

    def _ask_other_school(self) -> None:
        assert self._pupil is not None
        line = self._pupil.student.line
        dialog = OtherSchoolDialog(self, self._runner, line.id, line.other_school)
        dialog.acted.connect(lambda _value: self._kept())
        dialog.open()

    def _ask_left(self) -> None:
        text = _("Eleven lämnar listan. Ärendet avslutas inte av sig självt.")
        dialog = ask(self, _("Har eleven slutat?"), text, _("Har slutat i dag"))
        today = self._runner.office.clock.now().date()
        dialog.accepted.connect(partial(self._do, students.left, on=today))

    def _do(self, act: Callable[..., Changes], **how: object) -> None:
        action = partial(act, student_id=self._id, **how)
        self._runner.do(action, self._kept, refused=self._refused, owner=self)


def _custody_box(guardian: Guardian | None) -> QComboBox:
    """Which custody the guardian has, or that nothing is to be given to her."""
    box = QComboBox()
    box.setAccessibleName(_("Vårdnad"))
    box.addItem(_("Vårdnad inte angiven"), (None, False))
    for custody in Custody:
        box.addItem(custody.label[:1].upper() + custody.label[1:], (custody, False))
    box.addItem(_("Får inte få uppgifter"), (None, True))
    if guardian is not None:
        right = (None, True) if guardian.withheld else (guardian.custody, False)
        places = [place for place in range(box.count()) if tuple(box.itemData(place)) == right]
        box.setCurrentIndex(places[0] if places else 0)
    return box
