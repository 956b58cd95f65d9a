"""A pack to read: its steps with what proposes them, what they ask for, and until when."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.domain.routines.pack import Document
from narvaro_desktop.domain.routines.pack_diff import Difference
from narvaro_desktop.domain.routines.pack_words import (
    deadline_words,
    law_words,
    role_words,
    step_words,
    trigger_words,
)
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.pages.packs.parts import StepMark
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import caption, label
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.routines.packs import PackLine


def facts(line: PackLine) -> str:
    """`Version 2 · i bruk från 1 december 2026 · fastställd av …`."""
    parts = [_("Version {number}").format(number=line.version)]
    if line.owner:
        parts.append(line.owner)
    if line.in_use_from is not None:
        parts.append(_("i bruk från {day}").format(day=day_words(line.in_use_from)))
    if line.adopted_by:
        parts.append(_("fastställd av {who}").format(who=line.adopted_by))
    if line.revise_by is not None:
        parts.append(_("ses över senast {day}").format(day=day_words(line.revise_by)))
    return " · ".join(parts)


def day_words(day: date) -> str:
    """`1 december 2026`."""
    return f"{days.full(day)} {day.year}"


def cases_words(count: int) -> str:
    """How many running cases follow a pack."""
    words = ngettext("{count} pågående ärende följer den", "{count} pågående ärenden följer den", count)
    return words.format(count=count) if count else _("Inga pågående ärenden följer den")


def verified_pill(line: PackLine) -> Pill:
    """Whether it is known who signed a pack that came in a file."""
    if line.signer:
        return Pill(_("Signerad av {who}").format(who=line.signer), "ok")
    return Pill(_("Avsändaren är inte kontrollerad"), "warn")


def step_cards(document: Document, citations: Mapping[str, str]) -> list[Card]:
    """One card for each step, in the order of the ladder."""
    return [_step_card(document, step, citations) for step in document["ladder"]["steps"]]


def difference_list(lines: Sequence[Difference]) -> QWidget:
    """The lines of a difference under their headings."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    theme.space(column, gap=4)
    about = ""
    for line in lines:
        if line.about != about:
            if about:
                column.addSpacing(theme.px(6))
            about = line.about
            column.addWidget(label(about, "strong", wrap=True))
        column.addWidget(label(f"•  {line.words}", "body", wrap=True))
    if not lines:
        column.addWidget(label(_("Inget skiljer dem åt."), "body", wrap=True))
    return holder


def _step_card(document: Document, step: Mapping[str, Any], citations: Mapping[str, str]) -> Card:
    card = Card(title=step_words(step), aside=StepMark(step))
    card.add(label(step["summary"], "body", wrap=True))
    who = role_words(document, step["responsible"])
    with_whom = ", ".join(role_words(document, role) for role in step["participants"])
    words = _("Ansvarar: {who}. Deltar: {others}.") if with_whom else _("Ansvarar: {who}.")
    card.add(caption(words.format(who=who, others=with_whom)))
    if step["triggers"]:
        card.add(label(_("Föreslås vid"), "strong"))
        card.body.addLayout(_indented([trigger_words(trigger) for trigger in step["triggers"]]))
    if "exit_below" in step:
        card.add(caption(_("Föreslås lämnas under {level} %.").format(level=step["exit_below"])))
    if step["duties"]:
        card.add(label(_("Att göra"), "strong"))
    for duty in step["duties"]:
        pair = QVBoxLayout()
        theme.space(pair, (12, 0, 0, 0), 0)
        pair.addWidget(label(duty["text"], "body", wrap=True))
        pair.addWidget(caption(_duty_facts(document, duty, citations)))
        card.body.addLayout(pair)
    return card


def _indented(lines: Sequence[str]) -> QVBoxLayout:
    column = QVBoxLayout()
    theme.space(column, (12, 0, 0, 0), 4)
    for line in lines:
        column.addWidget(label(line, "body", wrap=True))
    return column


def _duty_facts(document: Document, duty: Mapping[str, Any], citations: Mapping[str, str]) -> str:
    parts = [role_words(document, duty["responsible"])]
    for name, words in (("participants", _("med {who}")), ("informed", _("{who} får veta"))):
        if duty.get(name):
            who = ", ".join(role_words(document, role) for role in duty[name])
            parts.append(words.format(who=who))
    if duty.get("accountable"):
        words = _("ytterst ansvarig: {who}")
        parts.append(words.format(who=role_words(document, duty["accountable"])))
    if not duty["mandatory"]:
        parts.append(_("vid behov"))
    if "deadline" in duty:
        parts.append(duty_deadline(document, duty))
    if "law" in duty:
        parts.append(law_words(duty, citations))
    return " · ".join(parts)


def duty_deadline(document: Document, duty: Mapping[str, Any]) -> str:
    """The deadline in words, with whether it is on."""
    deadline = duty["deadline"]
    off = document["ladder"]["deadlines"] != "all" and not deadline["from_law"] and "on" not in deadline
    words = deadline_words({**deadline, "on": False} if off else deadline)
    return _("{words}, återkommer").format(words=words) if duty.get("every") else words
