"""Ändra rutinen: one part at a time, with a check that follows along; it is kept as a new version."""

import json
from collections import Counter
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.domain.casework.ladder import RETURNING_SIGN
from narvaro_desktop.domain.routines.pack_edit import Where
from narvaro_desktop.domain.routines.pack_faults import Remark
from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs.pack_dialogs import AdoptDialog
from narvaro_desktop.gui.pages.packs import frame_forms
from narvaro_desktop.gui.pages.packs.editing import Editing
from narvaro_desktop.gui.pages.packs.list_forms import goals_form
from narvaro_desktop.gui.pages.packs.step_form import StepForm
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import primary, quiet
from narvaro_desktop.gui.widgets.card import Card, empty
from narvaro_desktop.gui.widgets.name_button import NameButton
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases import drafts
from narvaro_desktop.usecases.drafts import DraftText
from narvaro_desktop.usecases.routines import packs
from narvaro_desktop.usecases.routines.packs import Examined, Packs
from narvaro_desktop.usecases.work import Work

_PAGE, _FIELD = "routine", "document"
_PAUSE_MS = 600
_PARTS = {
    "frame": (N_("Rutinen"), frame_forms.frame_form),
    "roles": (N_("Roller"), frame_forms.roles_form),
    "notification": (N_("Anmälan"), frame_forms.policy_form),
    "calendar": (N_("Läsår och stadier"), frame_forms.year_form),
    "limits": (N_("Gränser"), frame_forms.limits_form),
    "causes": (N_("Orsaker"), frame_forms.causes_form),
    "targets": (N_("Mål och dokument"), goals_form),
}
_PART_OF = {"days": "limits", "documents": "targets", "catalogue": "targets"}


@dataclass(frozen=True, slots=True)
class _Asked:
    packs: Packs
    standing: Counter[int]
    draft: DraftText | None


class PackEditorPage(Page):
    """What is typed is kept as a draft of the person's own until it is saved or thrown away."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("Ändra rutinen"), _("Inget gäller förrän du sparar en ny version."))
        self._runner, self._shell = runner, shell
        self._packs: Packs | None = None
        self._editing: Editing | None = None
        self._section: object = "frame"
        self.discard_button = quiet(_("Släng ändringarna"))
        self.save_button = primary(_("Spara ny version …"))
        self.discard_button.clicked.connect(self.discard)
        self.save_button.clicked.connect(self.save)
        self.head.set_actions(self.discard_button, self.save_button)
        self._left, self._right = QWidget(), QWidget()
        left, right = QVBoxLayout(self._left), QVBoxLayout(self._right)
        self._parts, self._form = QVBoxLayout(), QVBoxLayout()
        for column in (left, right, self._parts, self._form):
            theme.space(column, gap=16)
        left.addLayout(self._parts)
        left.addLayout(self._form)
        left.addStretch(1)
        self.check_card = Card(title=_("Kontroll"))
        right.addWidget(self.check_card)
        right.addStretch(1)
        self.columns(self._left, self._right, (2, 1))
        self.end()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._keep_draft)

    def shown(self, **what: object) -> None:
        self._shell.set_crumbs([("routines", _("Trappa och rutiner"))], _("Ändra"))
        if self._editing is None:
            self._runner.ask(_asked, self._begin, owner=self)

    @property
    def editing(self) -> Editing | None:
        """The pack as it has been changed so far."""
        return self._editing

    def show_part(self, section: object) -> None:
        """One part of the pack: a name of a part, or the place of a step."""
        self._section = section
        self._draw()

    def save(self) -> None:
        """Ask what the new version is to be called and from when, with what it changes."""
        if self._editing is not None:
            document = self._editing.document
            self._runner.ask(partial(packs.examine_change, document=document), self._ask_to_adopt, owner=self)

    def discard(self) -> None:
        """Begin again from the pack that holds."""
        self._pause.stop()
        self._runner.do(partial(drafts.forget, page=_PAGE, record=""), self._leave, owner=self)

    def _leave(self) -> None:
        self._editing = None
        self._shell.go("routines")

    def _ask_to_adopt(self, examined: Examined) -> None:
        assert self._editing is not None and self._packs is not None
        found = self._packs
        dialog = AdoptDialog(self, self._runner, self._editing.document, examined, found)
        dialog.accepted.connect(self._adopted)
        dialog.open()

    def _adopted(self) -> None:
        self._shell.toast(_("Den nya versionen är sparad."))
        self.discard()

    def _begin(self, asked: _Asked) -> None:
        self._packs = asked.packs
        document = asked.packs.pack.document
        if asked.draft is not None:
            document = json.loads(asked.draft.text)
            self._shell.message("info", _("Du fortsätter med ändringar som inte är sparade än."))
        elif asked.packs.anothers:
            words = _("Rutinen kommer från {owner}. Det ni ändrar blir en egen rutin för er.")
            self._shell.message("info", words.format(owner=asked.packs.anothers))
        self._editing = Editing(document, asked.packs.citations.keys(), asked.standing)
        self._editing.changed.connect(self._changed)
        self._editing.reshaped.connect(self._reshaped)
        self._draw()

    def _changed(self) -> None:
        self._pause.start()
        self._check()

    def _keep_draft(self) -> None:
        if self._editing is not None:
            text = json.dumps(self._editing.document, ensure_ascii=False)
            keep = partial(
                drafts.keep, page=_PAGE, record="", field=_FIELD, info_class=InfoClass.SCHOOL, text=text
            )
            self._runner.do(keep)

    def _reshaped(self, where: Where) -> None:
        self._draw()
        self._focus_on(where)

    def _focus_on(self, where: Where) -> None:
        """Let the focus be at a place of the form, once the form has been laid out."""
        control = self._editing.control_of(where) if self._editing else None
        if control is not None:
            QTimer.singleShot(0, control, control.setFocus)
            QTimer.singleShot(0, control, partial(self.ensureWidgetVisible, control))

    def _draw(self) -> None:
        """The parts to choose from, and the chosen one."""
        editing = self._editing
        if editing is None or self._packs is None:
            return
        steps = editing.document["ladder"]["steps"]
        if isinstance(self._section, int) and self._section >= len(steps):
            self._section = len(steps) - 1
        editing.forget_fields()
        empty(self._parts)
        empty(self._form)
        frame, _make = _PARTS["frame"]
        choices: list[tuple[object, str]] = [("frame", _(frame))]
        choices += [(place, _step_label(step["sign"])) for place, step in enumerate(steps)]
        choices += [(key, _(words)) for key, (words, _make) in _PARTS.items() if key != "frame"]
        self.parts = Segmented(choices, _("Del av rutinen"), self._section)
        self.parts.changed.connect(self.show_part)
        self._parts.addWidget(self.parts)
        if isinstance(self._section, int):
            self._form.addWidget(StepForm(editing, self._section, self._packs.citations))
        else:
            self._form.addWidget(_PARTS[str(self._section)][1](editing))
        self._check()

    def _check(self) -> None:
        """Say what is wrong beside the fields and in the card."""
        assert self._editing is not None
        found = self._editing.remarks()
        self._editing.say_faults(found)
        self.check_card.clear()
        if not found:
            self.check_card.add(label(_("Inget att rätta."), "ok", wrap=True))
        for remark in found:
            place = f"{remark.place}: " if remark.place else ""
            line = NameButton(f"{place}{remark.words}")
            line.clicked.connect(partial(self.go_to, remark))
            self.check_card.add(
                label(_("Måste rättas") if remark.fault.holds_up else _("Att tänka på"), "caption")
            )
            self.check_card.add(line)

    def go_to(self, remark: Remark) -> None:
        """Show the part that a remark is about, with the focus where it is."""
        self.show_part(_section_of(remark.where))
        self._focus_on(remark.where)


def _section_of(where: Where) -> object:
    if where[:2] == ("ladder", "steps"):
        return where[2] if len(where) > 2 else 1
    first = str(where[0])
    return first if first in _PARTS else _PART_OF.get(first, "frame")


def _step_label(sign: str) -> str:
    return _("Återgång") if sign == RETURNING_SIGN else _("Steg {sign}").format(sign=sign)


def _asked(work: Work) -> _Asked:
    return _Asked(packs.packs(work), packs.standing(work), drafts.draft(work, _PAGE, "", _FIELD))
