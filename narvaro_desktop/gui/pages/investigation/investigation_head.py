"""The head of the kartläggning page: what it is, of whom, how far it has come, and what can be done."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.terms import Depth
from narvaro_desktop.gui import days
from narvaro_desktop.gui.widgets.buttons import menu_button, primary, secondary
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.assessment.investigation_views import InvestigationView

Acts = Mapping[str, Callable[..., object]]


def title(view: InvestigationView) -> str:
    return view.depth.label[:1].upper() + view.depth.label[1:]


def subtitle(view: InvestigationView) -> str:
    """Whose, where, and until when."""
    student = view.student
    facts = [student.name, student.class_name, _("Ärende {number}").format(number=view.case_number)]
    if view.due_on is not None and view.signed is None:
        facts.append(_("klar senast {day}").format(day=days.short(view.due_on)))
    if view.reason:
        facts.append(_("rättas: {why}").format(why=view.reason))
    return "  ·  ".join(filter(None, facts))


def pills(view: InvestigationView) -> list[Pill]:
    """Not begun, a draft or signed; and which version, where there are several."""
    found = []
    if view.signed is not None:
        words = _("Signerad {day} av {who}").format(
            day=days.short(view.signed.at.date()), who=view.signed.name
        )
        found.append(Pill(words, "ok", "lock"))
    else:
        found.append(Pill(_("Inte påbörjad") if view.id is None else _("Arbetsmaterial")))
    if view.inquiry.is_one:
        paragraph, mark, _act = view.inquiry.law.partition("§")
        found.append(Pill(_("Utredning enligt {law}").format(law=paragraph + mark), "info", "flag"))
    if view.version > 1:
        found.append(Pill(_("Version {number}").format(number=view.version), "info"))
    if not view.is_latest:
        found.append(Pill(_("Rättad"), "warn", "history"))
    return found


def actions(view: InvestigationView, acts: Acts) -> list[QWidget]:
    """The buttons at the right; what the person may not do is not there."""
    entries = [
        (_("Till ärendet"), "user", acts["case"]),
        (_("Till åtgärdsplanen"), "list-checks", acts["plan"]),
    ]
    if view.may_print and view.is_open and view.questions.of_subject():
        entries.append((_("Frågor till lärare som PDF …"), "printer", acts["form"]))
    if view.id is not None and view.may_print:
        entries.append((_("Spara som PDF …"), "file-down", acts["print"]))
    if view.is_open and view.depth is Depth.SIMPLE:
        entries.append((_("Välj moduler …"), "list-checks", acts["modules"]))
    other = Depth.EXTENDED if view.depth is Depth.SIMPLE else Depth.SIMPLE
    if view.may_write:
        words = {Depth.EXTENDED: _("Fördjupad kartläggning"), Depth.SIMPLE: _("Enkel kartläggning")}
        entries.append((words[other], "clipboard-list", acts[other.key]))
    talk = secondary(_("Samtal"), "messages-square")
    talk.setToolTip(_("En fråga i taget i stor text, med anteckningarna bredvid"))
    talk.clicked.connect(acts["talk"])
    talks = [talk] if view.is_open else []
    if view.is_open:
        entries += [
            (_("Frågorna på {language}").format(language=name), "", partial(acts["language"], key))
            for key, name in view.questions.languages
            if key != view.layout.language
        ]
    menu = menu_button("", entries, name=_("Mer om kartläggningen"))
    if view.signed is not None:
        correct = secondary(_("Rätta …"), "pencil")
        correct.clicked.connect(acts["correct"])
        return [correct, menu] if view.may_write and view.is_latest else [menu]
    if not view.may_sign:
        return [*talks, menu]
    sign = secondary(_("Signera"), "lock") if view.needs else primary(_("Signera"), "lock")
    sign.clicked.connect(acts["sign"])
    return [*talks, sign, menu]
