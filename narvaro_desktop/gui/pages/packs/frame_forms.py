"""What stands around the ladder while a pack is changed: frame, roles, the anmälan, limits and reminders."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop.domain.routines.pack_edit import Where
from narvaro_desktop.domain.routines.pack_words import PROFILES, WHOLE, kind_words
from narvaro_desktop.domain.terms import CauseCategory, Role
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.pages.packs.editing import Editing, choice_field, number_field, text_field
from narvaro_desktop.gui.pages.packs.list_forms import stages_card
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.text import caption
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.i18n import _

_KINDS = ("n1", "n2", "n3", "n4", "n6")


def frame_form(editing: Editing) -> QWidget:
    """Name, owner, whether deadlines that are not from law are on, and when it is to be looked over."""
    card = Card(title=_("Rutinen"))
    card.add(text_field(editing, ("name",), _("Namn")))
    card.add(text_field(editing, ("owner",), _("Ägare"), _("Kommunen, huvudmannen eller skolan.")))
    card.add(text_field(editing, ("label",), _("Om rutinen"), lines=2))
    choices = [("law_only", _("Bara frister som står i lag")), ("all", _("Alla frister i trappan"))]
    card.add(choice_field(editing, ("ladder", "deadlines"), _("Frister som räknas"), choices))
    card.add(_date_field(editing, ("revise_by",), _("Ska ses över senast")))
    return card


def roles_form(editing: Editing) -> QWidget:
    """What each role is called here; an empty field keeps the program's word."""
    card = Card(title=_("Namn på roller"))
    card.add(caption(_("Skriv vad rollen heter hos er, om det är något annat.")))
    for role in Role:
        line = QLineEdit(_named(editing.at(("roles",)), "role", role.key).get("name", ""))
        line.setPlaceholderText(role.label)
        line.textEdited.connect(
            lambda text, role=role: _name(editing, ("roles",), "role", role.key, name=text)
        )
        card.add(Field(role.label[:1].upper() + role.label[1:], line))
    return card


def policy_form(editing: Editing) -> QWidget:
    """What goes to the huvudman, and what it may hold."""
    card = Card(title=_("Anmälan till huvudmannen"))
    card.add(caption(_("Det här skickas till huvudmannen:")))
    for kind in _KINDS:
        on = kind in editing.at(("notification", "packages"))
        card.add(_tick(kind_words(kind).capitalize(), on, partial(_send, editing, kind)))
    for kind in (*_KINDS, "n1h"):
        card.add(_profile_field(editing, kind))
    switches = (
        ("cause_allowed", _("Orsaken får stå i det som skickas")),
        ("attachments_allowed", _("Bilagor får skickas med")),
        (
            "home_municipality_by_school",
            _("Skolan lämnar själv uppgift till hemkommunen"),
        ),
    )
    for name, words in switches:
        where: Where = ("notification", name)
        card.add(_tick(words, editing.at(where), partial(editing.put, where)))
    help = _("Veckonummer med komma mellan, till exempel 11, 41.")
    weeks = QLineEdit(_joined(editing.at(("notification", "follow_up_weeks"))))
    field = Field(_("Veckor för lägesrapport"), weeks, help)
    weeks.textEdited.connect(lambda text: _weeks(editing, field, text))
    editing.show(("notification", "follow_up_weeks"), field, weeks)
    card.add(field)
    help = _("En funktion och dess telefon, aldrig en person.")
    where = ("notification", "protected_contact")
    card.add(text_field(editing, where, _("Vid skyddade personuppgifter kontaktas"), help))
    return card


def limits_form(editing: Editing) -> QWidget:
    """Limits for figures, and when the program reminds."""
    holder = Card(title=_("Gränser och påminnelser"))
    holder.add(
        number_field(
            editing, ("limits", "coverage_percent"), _("Minsta andel rapporterade lektioner"), 1, 100, "%"
        )
    )
    holder.add(
        number_field(editing, ("limits", "small_number"), _("Minsta grupp som redovisas i rapporter"), 1, 50)
    )
    units = {"working_days": _("arbetsdagar"), "school_days": _("skoldagar")}
    for name, day in editing.document["days"].items():
        unit, words = units.get(day["unit"], _("dagar")), day["means"].rstrip(".")
        holder.add(number_field(editing, ("days", name, "count"), words, 0, 3650, unit))
    return holder


def year_form(editing: Editing) -> QWidget:
    """The stages that rules can be for, and the school year's lov."""
    page = QWidget()
    column = QVBoxLayout(page)
    theme.space(column, gap=16)
    column.addWidget(stages_card(editing))
    card = Card(title=_("Lov"))
    breaks = QLineEdit(_joined(editing.at(("calendar", "breaks"))))
    breaks.textEdited.connect(lambda text: editing.put(("calendar", "breaks"), _split(text)))
    card.add(Field(_("Lov under läsåret"), breaks, _("Med komma mellan.")))
    column.addWidget(card)
    return page


def causes_form(editing: Editing) -> QWidget:
    """The municipality's own codes for the causes of absence."""
    card = Card(title=_("Orsaker"))
    card.add(caption(_("Kommunens egen kod eller benämning. Tomt betyder att programmets ord räcker.")))
    for cause in CauseCategory:
        line = QLineEdit(_named(editing.at(("causes",)), "cause", cause.key).get("code", ""))
        line.setMaxLength(40)
        line.textEdited.connect(
            lambda text, cause=cause: _name(editing, ("causes",), "cause", cause.key, code=text, name="")
        )
        card.add(Field(cause.label[:1].upper() + cause.label[1:], line))
    return card


def _tick(words: str, on: bool, changed: Callable[[bool], None]) -> Tick:
    made = Tick(words, on)
    made.box.toggled.connect(changed)
    return made


def _send(editing: Editing, kind: str, on: bool) -> None:
    """A kind is sent to the huvudman, or not at all."""
    policy = editing.at(("notification",))
    packages = sorted({*policy["packages"], kind} if on else set(policy["packages"]) - {kind})
    to = [one for one in policy["recipients"] if one["package"] != kind]
    known = _named(policy["recipients"], "package", kind)
    to += [{**known, "package": kind, "to": "provider"}] if on else []
    recipients = sorted(to, key=lambda one: (one["package"], one["to"]))
    editing.put(("notification",), {**policy, "packages": packages, "recipients": recipients})


def _profile_field(editing: Editing, kind: str) -> Field:
    """How much of it the recipient gets, from all fields down to who it is and since when."""
    to = "homeMunicipality" if kind == "n1h" else "provider"
    chosen = QComboBox()
    for key, words in PROFILES.items():
        chosen.addItem(_(words), key)
    known = _named(editing.at(("notification", "recipients")), "package", kind).get("profile", WHOLE)
    chosen.setCurrentIndex(max(chosen.findData(known), 0))
    chosen.currentIndexChanged.connect(lambda _at: _limit(editing, kind, to, chosen.currentData()))
    words = _("{kind}: hur mycket som skickas").format(kind=kind_words(kind).capitalize())
    return Field(words, chosen)


def _limit(editing: Editing, kind: str, to: str, profile: str) -> None:
    where = ("notification", "recipients")
    others = [one for one in editing.at(where) if (one["package"], one["to"]) != (kind, to)]
    one = {"package": kind, "to": to} | ({} if profile == WHOLE else {"profile": profile})
    is_sent = kind in editing.at(("notification", "packages"))
    kept = [one] if is_sent or profile != WHOLE else []
    editing.put(where, sorted([*others, *kept], key=lambda each: (each["package"], each["to"])))


def _weeks(editing: Editing, field: Field, text: str) -> None:
    parts = _split(text)
    right = all(part.isascii() and part.isdigit() and 1 <= int(part) <= 53 for part in parts)
    field.say("" if right else _("Skriv veckor mellan 1 och 53, med komma mellan."))
    if right:
        editing.put(("notification", "follow_up_weeks"), [int(part) for part in parts])


def _date_field(editing: Editing, where: Where, words: str) -> Field:
    box = DateField(name=words)
    box.edit.setText(str(editing.at(where) or ""))
    field = Field(words, box, optional=True)

    def keep(_day: object) -> None:
        field.say(box.fault())
        if not box.fault():
            day = box.day()
            editing.put(where, day.isoformat() if day else None)

    box.changed.connect(keep)
    editing.show(where, field, box)
    return field


def _named(entries: list[dict[str, Any]], name: str, key: str) -> dict[str, Any]:
    return next((one for one in entries if one[name] == key), {})


def _name(editing: Editing, where: Where, of: str, key: str, **values: str) -> None:
    """Keep what a role or a cause is called; an empty name takes it away."""
    others = [one for one in editing.at(where) if one[of] != key]
    if any(value.strip() for value in values.values()):
        others.append({of: key, **{part: value.strip() for part, value in values.items()}})
    editing.put(where, sorted(others, key=lambda one: str(one[of])))


def _joined(values: Iterable[object]) -> str:
    return ", ".join(str(value) for value in values)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
