"""What differs between two packs, in lines that a rektor reads before one takes the place of the other."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from narvaro_desktop.domain.routines.pack_words import (
    Entry,
    deadline_words,
    kind_words,
    profile_words,
    role_words,
    step_words,
    trigger_words,
    word,
)
from narvaro_desktop.domain.terms import CauseCategory, Role
from narvaro_desktop.i18n import N_, _, ngettext

_LISTS = {
    "catalogue": ("key", N_("Åtgärder och insatser")),
    "documents": ("key", N_("Dokument")),
    "targets": ("name", N_("Mål")),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One line; `about` is the heading that it stands under."""

    about: str
    words: str


def differences(old: Entry, new: Entry) -> tuple[Difference, ...]:
    """Every line, from the frame through the steps to the rest; empty where nothing differs."""
    looks: tuple[Callable[[Entry, Entry], Iterator[Difference]], ...] = (
        _frame,
        _steps,
        _roles,
        _policy,
        _rest,
    )
    return tuple(line for look in looks for line in look(old, new))


def _changed(what: str, new: object, old: object) -> str:
    return _("{what}: {new} (förut {old})").format(what=what, new=new, old=old)


def _on(value: bool) -> str:
    return _("på") if value else _("av")


def _frame(old: Entry, new: Entry) -> Iterator[Difference]:
    about = _("Rutinen")
    for name, words in (("name", _("Namn")), ("owner", _("Ägare"))):
        if old[name] != new[name]:
            yield Difference(about, _changed(words, new[name] or "–", old[name] or "–"))
    ours, theirs = new["ladder"]["deadlines"] == "all", old["ladder"]["deadlines"] == "all"
    if ours != theirs:
        yield Difference(about, _changed(_("Frister som inte står i lag"), _on(ours), _on(theirs)))


def _steps(old: Entry, new: Entry) -> Iterator[Difference]:
    before, after = old["ladder"]["steps"], new["ladder"]["steps"]
    pairs = _paired(before, after)
    for step in before:
        if not any(one is step for one, _other in pairs):
            yield Difference(step_words(step), _("Steget tas bort."))
    for step in after:
        was = next((one for one, other in pairs if other is step), None)
        if was is None:
            yield Difference(step_words(step), _("Nytt steg."))
            was = {**step, "triggers": [], "duties": []}
        yield from _step(was, step, old, new)


def _paired(before: list[Entry], after: list[Entry]) -> list[tuple[Entry, Entry]]:
    """The steps that answer to each other: by name, else by number where both are left over."""
    pairs = [(one, other) for one in before for other in after if one["name"] == other["name"]]
    left = [one for one in before if not any(one is first for first, _second in pairs)]
    right = [one for one in after if not any(one is second for _first, second in pairs)]
    return pairs + [(one, other) for one in left for other in right if one["number"] == other["number"]]


def _step(was: Entry, step: Entry, old: Entry, new: Entry) -> Iterator[Difference]:
    about = step_words(step)
    if was["name"] != step["name"]:
        yield Difference(about, _changed(_("Namn"), step["name"], was["name"]))
    if was["number"] != step["number"]:
        yield Difference(about, _changed(_("Plats i trappan"), step["number"], was["number"]))
    if was["summary"] != step["summary"]:
        yield Difference(about, _("Sammanfattningen är omskriven."))
    if was["responsible"] != step["responsible"]:
        who, before = role_words(new, step["responsible"]), role_words(old, was["responsible"])
        yield Difference(about, _changed(_("Ansvarig"), who, before))
    if was.get("exit_below") != step.get("exit_below"):
        levels = [_percent(one.get("exit_below")) for one in (step, was)]
        yield Difference(about, _changed(_("Lämnas under"), *levels))
    yield from _listed(
        about, _by_key(was["triggers"]), _by_key(step["triggers"]), trigger_words, _("Nås vid")
    )
    yield from _duties(about, was, step, old, new)
    if list(was["documents"]) != list(step["documents"]):
        yield Difference(about, _changed(_("Dokument"), _all(step["documents"]), _all(was["documents"])))
    if any(was.get(name) != step.get(name) for name in ("colour", "pattern", "icon")):
        yield Difference(about, _("Stegets färg, mönster eller symbol är ändrad."))
    if list(was["participants"]) != list(step["participants"]):
        listed = [
            _all([role_words(one, role) for role in part["participants"]])
            for one, part in ((new, step), (old, was))
        ]
        yield Difference(about, _changed(_("Deltar"), *listed))


def _percent(value: int | None) -> str:
    return "–" if value is None else f"{value} %"


def _all(words: list[str]) -> str:
    return ", ".join(words) or "–"


def _by_key(entries: list[Entry]) -> dict[str, Entry]:
    return {entry["key"]: entry for entry in entries}


def _listed(
    about: str, old: Mapping[str, Entry], new: Mapping[str, Entry], words: Callable[[Entry], str], what: str
) -> Iterator[Difference]:
    for key, entry in new.items():
        if key not in old:
            yield Difference(about, _("{what}, nytt: {words}").format(what=what, words=words(entry)))
        elif old[key] != entry:
            yield Difference(about, _changed(what, words(entry), words(old[key])))
    for key in old.keys() - new.keys():
        yield Difference(about, _("{what}, borttaget: {words}").format(what=what, words=words(old[key])))


def _duties(about: str, was: Entry, step: Entry, old: Entry, new: Entry) -> Iterator[Difference]:
    before, after = _by_key(was["duties"]), _by_key(step["duties"])
    for key, duty in after.items():
        text = duty["text"]
        if key not in before:
            yield Difference(about, _("Nytt att göra: {text}").format(text=text))
            continue
        one = before[key]
        if one["text"] != text:
            yield Difference(about, _changed(_("Att göra"), text, one["text"]))
        if one["responsible"] != duty["responsible"]:
            who, whose = role_words(new, duty["responsible"]), role_words(old, one["responsible"])
            yield Difference(
                about, _("{text}: ansvarig {who} (förut {old})").format(text=text, who=who, old=whose)
            )
        deadlines = [deadline_words(part.get("deadline")) for part in (duty, one)]
        if deadlines[0] != deadlines[1]:
            yield Difference(about, _changed(text, *deadlines))
        if one["mandatory"] != duty["mandatory"]:
            must = _("ska göras") if duty["mandatory"] else _("görs vid behov")
            yield Difference(about, f"{text}: {must}")
        rest = ("law", "from_law", "every", "document", "participants", "accountable", "informed")
        if any(one.get(name) != duty.get(name) for name in rest):
            yield Difference(
                about, _("{text}: lagrum, dokument eller deltagare har ändrats").format(text=text)
            )
    for key in before.keys() - after.keys():
        yield Difference(about, _("Tas bort: {text}").format(text=before[key]["text"]))


def _roles(old: Entry, new: Entry) -> Iterator[Difference]:
    before, after = ({one["role"]: one["name"] for one in side["roles"]} for side in (old, new))
    for role in sorted(before.keys() | after.keys()):
        names = [side.get(role) or word(Role, role) for side in (after, before)]
        if names[0] != names[1]:
            yield Difference(_("Namn på roller"), _changed(word(Role, role).capitalize(), *names))


def _sent_to(one: Entry) -> str:
    """`lägesrapport: huvudmannen (ärendenummer i stället för namn)`."""
    said = f"{kind_words(one['package'])}: {_recipient(one['to'])}"
    return f"{said} ({profile_words(one['profile'])})" if "profile" in one else said


def _policy(old: Entry, new: Entry) -> Iterator[Difference]:
    about, before, after = _("Anmälan"), old["notification"], new["notification"]
    switches = (
        ("cause_allowed", _("Orsak får skickas")),
        ("attachments_allowed", _("Bilagor får skickas")),
        ("home_municipality_by_school", _("Skolan lämnar uppgift till hemkommunen")),
    )
    for name, words in switches:
        if before[name] != after[name]:
            yield Difference(about, _changed(words, _yes(after[name]), _yes(before[name])))
    lists: tuple[tuple[str, str, Callable[[Any], str]], ...] = (
        ("packages", _("Det som skickas"), kind_words),
        ("recipients", _("Mottagare"), _sent_to),
        ("follow_up_weeks", _("Veckor för lägesrapport"), str),
    )
    for name, words, said in lists:
        if before[name] != after[name]:
            sides = [_all([said(one) for one in side[name]]) for side in (after, before)]
            yield Difference(about, _changed(words, *sides))
    if before["protected_contact"] != after["protected_contact"]:
        sides = [side["protected_contact"] or "–" for side in (after, before)]
        yield Difference(about, _changed(_("Funktion för skyddade uppgifter"), *sides))


def _yes(value: bool) -> str:
    return _("ja") if value else _("nej")


def _recipient(key: str) -> str:
    return _("huvudmannen") if key == "provider" else _("hemkommunen")


def _rest(old: Entry, new: Entry) -> Iterator[Difference]:
    for name, (key, heading) in _LISTS.items():
        before, after = ({one[key]: one for one in side[name]} for side in (old, new))
        added, gone = len(after.keys() - before.keys()), len(before.keys() - after.keys())
        other = sum(before[one] != after[one] for one in before.keys() & after.keys())
        parts = [
            ngettext("{count} ny", "{count} nya", added).format(count=added) if added else "",
            ngettext("{count} ändrad", "{count} ändrade", other).format(count=other) if other else "",
            ngettext("{count} borttagen", "{count} borttagna", gone).format(count=gone) if gone else "",
        ]
        if any(parts):
            yield Difference(_(heading), ", ".join(part for part in parts if part))
    causes = [{one["cause"]: (one["code"], one["name"]) for one in side["causes"]} for side in (old, new)]
    for cause in sorted(causes[0].keys() | causes[1].keys()):
        if causes[0].get(cause) != causes[1].get(cause):
            sides = [" ".join(side.get(cause, ())).strip() or "–" for side in (causes[1], causes[0])]
            yield Difference(_("Orsaker"), _changed(word(CauseCategory, cause), *sides))
    limits = (
        ("coverage_percent", _("Minsta andel rapporterade lektioner")),
        ("small_number", _("Minsta grupp som redovisas")),
    )
    for name, words in limits:
        if old["limits"][name] != new["limits"][name]:
            yield Difference(_("Gränser"), _changed(words, new["limits"][name], old["limits"][name]))
    if old["calendar"] != new["calendar"]:
        yield Difference(_("Kalender"), _("Lov eller stadier är ändrade."))
    for name, day in new["days"].items():
        was = old["days"][name]
        if was["count"] != day["count"]:
            yield Difference(_("Påminnelser"), _changed(day["means"].rstrip("."), day["count"], was["count"]))
