"""What stands around the ladder of a pack, to read: goals, forms, what goes to the huvudman, limits."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from narvaro_desktop.domain.routines.pack import Document
from narvaro_desktop.domain.routines.pack_words import kind_words
from narvaro_desktop.domain.terms import CauseCategory
from narvaro_desktop.gui.pages.packs.reading import day_words
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _


def around_cards(document: Document) -> list[Card]:
    """One card for each part that says something."""
    parts = (
        (_("Mål"), [_target(one) for one in document["targets"]]),
        (_("Blanketter och mallar"), [_form(one) for one in document["documents"]]),
        (_("Orsaker"), [_cause(one) for one in document["causes"]]),
        (_("Till huvudmannen"), list(_policy(document["notification"]))),
        (_("Gränser"), list(_limits(document["limits"]))),
    )
    return [_card(title, lines) for title, lines in parts if lines]


def _card(title: str, lines: list[str]) -> Card:
    card = Card(title=title)
    for line in lines:
        card.add(label(line, "body", wrap=True))
    return card


def _target(one: Mapping[str, Any]) -> str:
    words = _("{name}: {value} {unit}, {first} till {last}")
    first, last = (day_words(date.fromisoformat(one[name])) for name in ("first", "last"))
    return words.format(name=one["name"], value=one["value"], unit=one["unit"], first=first, last=last)


def _form(one: Mapping[str, Any]) -> str:
    facts = [one["title"], one["place"]]
    facts.append(_("version {number}").format(number=one["version"]) if one["version"] else "")
    facts.append(_("fastställd av {who}").format(who=one["adopted_by"]) if one["adopted_by"] else "")
    if "revise_by" in one:
        day = day_words(date.fromisoformat(one["revise_by"]))
        facts.append(_("ses över senast {day}").format(day=day))
    return " · ".join(filter(None, facts))


def _cause(one: Mapping[str, Any]) -> str:
    name = CauseCategory.of(one["cause"]).label
    return f"{name[:1].upper()}{name[1:]}: {one['code'] or one['name']}"


def _policy(policy: Mapping[str, Any]) -> Iterator[str]:
    kinds = ", ".join(kind_words(kind) for kind in policy["packages"])
    if kinds:
        yield _("Skickas: {kinds}.").format(kinds=kinds)
    if policy["follow_up_weeks"]:
        weeks = ", ".join(str(week) for week in policy["follow_up_weeks"])
        yield _("Lägesrapport lämnas vecka {weeks}.").format(weeks=weeks)
    if policy["protected_contact"]:
        yield _("Vid skyddade personuppgifter kontaktas {who}.").format(who=policy["protected_contact"])


def _limits(limits: Mapping[str, Any]) -> Iterator[str]:
    words = _("Under {percent} % rapporterade lektioner är en siffra preliminär.")
    yield words.format(percent=limits["coverage_percent"])
    yield _("Antal under {number} visas inte.").format(number=limits["small_number"])
