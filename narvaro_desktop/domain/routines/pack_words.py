"""A pack in the words of people: what a trigger, a deadline and a duty of its document say."""

from collections.abc import Mapping
from typing import Any, TypeVar

from narvaro_desktop.domain.case_terms import (
    AbsenceMeasure,
    DeadlineStart,
    DeadlineUnit,
    Operator,
    Window,
)
from narvaro_desktop.domain.terms import Role, Term
from narvaro_desktop.i18n import N_, _, ngettext

Entry = Mapping[str, Any]
_Word = TypeVar("_Word", bound=Term)

PERCENT = frozenset({AbsenceMeasure.TOTAL, AbsenceMeasure.VALID, AbsenceMeasure.INVALID, AbsenceMeasure.SICK})
VALUELESS = frozenset({AbsenceMeasure.FULL_MONTH, AbsenceMeasure.NO_EFFECT, AbsenceMeasure.MANUAL})


def term(terms: type[_Word], key: object) -> _Word | None:
    """The member that is stored as `key`; None where this program does not know it."""
    return next((one for one in terms if one.key == key), None)


def word(terms: type[Term], key: object) -> str:
    """The Swedish word of a stored key, or the key itself where it is not known."""
    known = term(terms, key)
    return known.label if known else str(key)


def trigger_words(entry: Entry) -> str:
    """`minst 15 % total frånvaro, de senaste 28 dagarna, i årskurs 7–9`."""
    words = _(" och dessutom ").join(_condition(one) for one in (entry, *entry.get("also", ())))
    years = entry.get("years")
    return _("{words}, i årskurs {first}–{last}").format(words=words, **years) if years else words


def _condition(entry: Entry) -> str:
    measure = term(AbsenceMeasure, entry["measure"])
    named = word(AbsenceMeasure, entry["measure"])
    if measure in VALUELESS:
        return named
    operator, value = word(Operator, entry.get("operator", "at_least")), entry.get("value", 0)
    if measure is AbsenceMeasure.TREND:
        many = ngettext("{count} procentenhet", "{count} procentenheter", value).format(count=value)
        words = _("{operator} {many} mer än perioden före").format(operator=operator, many=many)
    elif measure in PERCENT:
        words = _("{operator} {value} % {measure}").format(operator=operator, value=value, measure=named)
    else:
        words = f"{operator} {value} {named}"
    window = entry.get("window", Window.NONE.key)
    return words if window == Window.NONE.key else f"{words}, {word(Window, window)}"


def years_words(entry: Entry) -> str:
    """`årskurs 4–6`, of a stage."""
    first, last = entry["first"], entry["last"]
    if first == last:
        return _("årskurs {year}").format(year=first)
    return _("årskurs {first}–{last}").format(first=first, last=last)


KINDS = {
    "n1": N_("utredning inledd"),
    "n1h": N_("uppgift till hemkommunen"),
    "n2": N_("resultat av utredningen"),
    "n3": N_("lägesrapport"),
    "n4": N_("avslut"),
    "n5": N_("rättelse"),
    "n6": N_("begäran om stöd"),
}
"""What the packages to the huvudman tell."""


WHOLE = "whole"
PROFILES = {
    WHOLE: N_("allt i mallen"),
    "usual": N_("utan det som är valfritt"),
    "by_number": N_("ärendenummer i stället för namn"),
    "start": N_("bara personuppgifter och startdatum"),
}
"""How much of a package its recipient gets."""


def profile_words(profile: str) -> str:
    """`bara personuppgifter och startdatum` for `start`."""
    return _(PROFILES.get(profile, profile))


def kind_words(kind: str) -> str:
    """`lägesrapport` for `n3`."""
    return _(KINDS.get(kind, kind))


def deadline_words(entry: Entry | None) -> str:
    """`5 skoldagar från beslutet`, `samma dag`, or that there is none."""
    if entry is None:
        return _("ingen frist")
    unit = term(DeadlineUnit, entry["unit"])
    start = word(DeadlineStart, entry.get("start", DeadlineStart.STEP.key))
    if unit is DeadlineUnit.SAME_DAY:
        words = _("{unit}, {start}").format(unit=unit.label, start=start)
    else:
        words = f"{entry['count']} {word(DeadlineUnit, entry['unit'])} {start}"
    if entry.get("from_law"):
        return _("{words} (så tolkar rutinen lagens krav)").format(words=words)
    return _("{words} (avstängd)").format(words=words) if entry.get("on") is False else words


def law_words(duty: Entry, citations: Mapping[str, str]) -> str:
    """`krävs enligt 7 kap. 19 a § skollagen` where the law asks for it, else what to compare it with."""
    law = citations.get(duty["law"], duty["law"])
    words = _("krävs enligt {law}") if duty["from_law"] else _("jämför {law}")
    return words.format(law=law)


def role_words(document: Entry, key: str) -> str:
    """What a role is called in the pack's municipality, `ingen` where there is none."""
    local = {one["role"]: one["name"] for one in document["roles"]}
    return local.get(key) or (word(Role, key) if key else _("ingen"))


def step_words(step: Entry) -> str:
    """`Steg 2, Enkel kartläggning`."""
    return _("Steg {sign}, {name}").format(sign=step["sign"], name=step["name"] or _("utan namn"))
