"""Papers for a dataskyddsombud, filled in from what the program does: art. 30, art. 35, KLASSA, claims.

Their words and law are data (`resources/retention/records.json`); what the program cannot know is a line to
write on.  Nothing in them names a pupil.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.privacy_terms import RecordKind
from narvaro_desktop.domain.sorting import sort_key
from narvaro_desktop.domain.terms import Governance, InfoClass, Role
from narvaro_desktop.i18n import in_swedish
from narvaro_desktop.paths import resource
from narvaro_desktop.store.generations import sets_in
from narvaro_desktop.store.tables import CaseRow, MatterRow, StudentRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.privacy import erasing, retention
from narvaro_desktop.usecases.privacy.record_map import TableDecision, decisions
from narvaro_desktop.usecases.sending import packages
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.vault.backup_places import folder_of
from narvaro_desktop.usecases.work import NOTHING, Made, Work

_IN_EXTRACT: Final = {"yes": "ja", "apart": "prövas för sig", "matter": "paket för paket"}

_FIRST: Final = frozenset({"student", "guardian", "case_file", "matter"})

_TEXTS: Final = {
    "A": "allmän", "K": "kurativ", "M": "medicinsk och psykologisk", "O": "orosanmälan", "P": "skyddad",
    "E": "egna anteckningar",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claims:
    """What may be said of the program, and what it does not protect against."""

    claims: tuple[str, ...]
    not_against: tuple[str, ...]


@cache
def claims() -> Claims:
    """As they are shown in the program and in the papers."""
    read = json.loads(resource("retention", "claims.json").read_text(encoding="utf-8"))
    return Claims(tuple(read["claims"]), tuple(read["not"]))


def may_save(work: Work) -> bool:
    """Whoever may take out the log; at the huvudman also whoever answers there."""
    may, role = work.rules.rights.may, work.actor.role
    at_the_huvudman = retention.own_key(work) == retention.MATTER
    return may(role, Resource.LOG, Action.EXPORT) or (
        at_the_huvudman and may(role, Resource.PACKAGE, Action.EXPORT)
    )


@in_swedish()
def save(work: Work, kind: RecordKind, folder: Path) -> Made[Path]:
    """The paper in `folder`."""
    from narvaro_desktop.documents.page import file_name  # only here: ReportLab takes start-up time
    from narvaro_desktop.documents.record import Part, Record, record

    if not may_save(work):
        work.may(Resource.LOG, Action.EXPORT)
    read = json.loads(resource("retention", "records.json").read_text(encoding="utf-8"))["records"][kind.key]
    parts = [_with(Part, entry, work) for entry in read["parts"] if _is_for(entry, work)]
    paper = Record(read["title"], settings.profile(work).name, read["subtitle"], tuple(parts))
    path = folder / file_name(read["title"], "", work.today)
    packages.put(work, path, record(paper, work.now))
    work.log("records.export", kind=kind.key)
    return Made(NOTHING, path)


@in_swedish()
def save_protocol(work: Work, erasure_id: UUID, folder: Path) -> Made[Path]:
    """The protocol of a gallring in `folder`: what went, by whom and by which decision, without content."""
    from narvaro_desktop.documents.page import file_name  # only here: ReportLab takes start-up time
    from narvaro_desktop.documents.record import Part, Record, record

    one = next(each for each in erasing.protocols(work) if each.id == erasure_id)
    done = f"{one.done_at:%Y-%m-%d %H:%M}" if one.done_at else "–"
    facts = (
        ("Handlingar", f"{one.label}, {_cases(one.case_count)} {one.closed_from} – {one.closed_to}"),
        ("Beslut", f"{one.basis} ({one.years} år efter avslut)"),
        ("Föreslaget av", f"{one.proposed_by}, {one.proposed_at:%Y-%m-%d}"),
        ("Bekräftat av", one.confirmed_by),
        ("Gallrat", done),
        *(
            [("Gallrat igen", f"{one.replayed_on}, när en äldre säkerhetskopia återställdes")]
            if one.replayed_on
            else []
        ),
    )
    rows = tuple((label, str(count)) for label, count in one.counts)
    copies = one.backups or ("Ingen fanns i den valda mappen.",)
    kept = f"Programmet tar bort dem senast {one.backups_until}." if one.backups else ""
    parts = (
        Part("Gallringen", facts=facts),
        Part("Antal rader", heads=("Uppgifter", "Rader"), rows=rows),
        Part("Säkerhetskopior som hade kvar ärendena", words=kept, points=copies),
    )
    path = folder / file_name("gallringsprotokoll", "", work.today)
    paper = Record("Gallringsprotokoll", settings.profile(work).name, "Utan innehåll ur det gallrade", parts)
    packages.put(work, path, record(paper, work.now))
    work.log("erasure.print")
    return Made(NOTHING, path)


def _cases(count: int) -> str:
    return "1 ärende avslutat" if count == 1 else f"{count} ärenden avslutade"


def _is_for(entry: Mapping[str, Any], work: Work) -> bool:
    """Whether a part holds here: `for` names kinds of vault (school, huvudman) or of who runs the school."""
    profile = settings.profile(work)
    return not entry.get("for") or bool({profile.kind.key, profile.governance.key} & set(entry["for"]))


def _with(part: Callable[..., Any], entry: Mapping[str, Any], work: Work) -> Any:
    """A part with its own words, and what the vault fills in."""
    told: dict[str, Any] = {
        "words": entry.get("words", ""),
        "facts": tuple((label, value) for label, value in entry.get("facts", ())),
        "points": tuple(entry.get("points", ())),
        "heads": tuple(entry.get("heads", ())),
        "rows": tuple(tuple(row) for row in entry.get("rows", ())),
        "to_fill_in": tuple(entry.get("fill", ())),
    }
    if "insert" in entry:
        told |= _INSERTS[entry["insert"]](work)
    return part(entry["heading"], **told)


def _owner(work: Work) -> dict[str, Any]:
    school = settings.profile(work)
    answers = "Huvudman" if school.governance is Governance.MUNICIPAL else "Personuppgiftsansvarig"
    facts = (
        (answers, school.huvudman or school.name),
        ("Verksamhet", school.name),
        ("Kontakt", school.contact),
    )
    return {"facts": tuple((label, value or "–") for label, value in facts)}


def _data(work: Work) -> dict[str, Any]:
    is_school = retention.own_key(work) == retention.CASE
    table = StudentRow if is_school else MatterRow
    count = work.session.scalar(select(func.count()).select_from(table))
    labels = {entry["key"]: entry["label"] for entry in retention.shipped()}
    shown = ("yes", "apart") if is_school else ("matter",)
    held = [one for one in decisions().values() if one.person is not None and one.extract in shown]
    rows = tuple(
        (one.label, _sensitive(one), labels[one.retention], _IN_EXTRACT[one.extract])
        for one in sorted(held, key=lambda one: (one.name not in _FIRST, one.retention, sort_key(one.label)))
    )
    who = f"Elever ({count} i dag), vårdnadshavare, kontaktpersoner i andra verksamheter"
    if not is_school:
        cases = "ärende" if count == 1 else "ärenden"
        who = f"Elever i anmälningar ({count} {cases} i dag), skolors kontaktpersoner"
    words = (
        f"{who} och personal. Om personal: namn, roll, och vad var och en har skrivit, läst och lämnat ut. "
        "Uppgifterna, slag för slag:"
    )
    heads = ("Uppgifter", "Kan vara känsliga (artikel 9)", "Gallringsklass", "I registerutdrag")
    return {"words": words, "heads": heads, "rows": rows}


def _sensitive(one: TableDecision) -> str:
    """Health is (artikel 9), and absence tells of it; the rest that deserves care is named all the same."""
    if one.is_sensitive:
        return f"ja: {one.holds}"
    return f"nej: {one.holds}" if one.holds else "nej"


def _retention(work: Work) -> dict[str, Any]:
    kept: Mapping[str, Any] = settings.read(work.session, "retention", {})
    rows = []
    elsewhere = ("case", "absence") if retention.own_key(work) == retention.MATTER else (retention.MATTER,)
    for entry in retention.shipped():
        own = kept.get(entry["key"])
        if entry["key"] in elsewhere:
            continue
        told = f"{own['years']} år. {own['basis']}, {own['decided_on']}" if own else "Inte beslutat"
        rows.append(
            (entry["label"], told if own or entry["key"] == retention.own_key(work) else entry["advice"])
        )
    return {"heads": ("Klass", "Tid och beslut"), "rows": tuple(rows)}


def _security(work: Work) -> dict[str, Any]:
    rights = work.rules.rights
    present = {one.role for one in team.people(work) if one.is_active}
    reads = tuple(
        (role.label, ", ".join(_TEXTS[one.key] for one in InfoClass if one in rights.default_classes(role)))
        for role in Role
        if role in present
    )
    words = (
        "Ett krypterat valv på datorn (SQLCipher, AES-256), egna lösenfraser (Argon2id), klasser av text med "
        "egna nycklar, logg i kedja med underskrifter, prövade säkerhetskopior, inga nätverksanslutningar."
    )
    if work.vault.is_shared:
        words = (
            "Ett register på huvudmannens egen server (PostgreSQL), egna lösenfraser (Argon2id), klasser av "
            "text med egna nycklar, logg i kedja med underskrifter. Till en annan dator är förbindelsen "
            "alltid krypterad (TLS). Servern och dess säkerhetskopior skyddas av den som sköter den."
        )
    return {"words": words, "heads": ("Roll i teamet", "Läser från början"), "rows": reads}


def _laptop(work: Work) -> dict[str, Any]:
    def counted(*conditions: Any) -> str:
        return str(work.session.scalar(select(func.count()).select_from(StudentRow).where(*conditions)))

    is_open = select(func.count()).select_from(CaseRow).where(CaseRow.closed_on.is_(None))
    folder, _chosen = folder_of(work)
    found = sets_in(folder, work.vault.id) if folder.is_dir() else []
    newest = f"{found[0][0].astimezone(SWEDEN):%Y-%m-%d %H:%M}" if found else "Ingen i den valda mappen"
    people = ", ".join(one.name for one in team.people(work) if one.is_active)
    matters = work.session.scalar(select(func.count()).select_from(MatterRow))
    of_pupils: tuple[tuple[str, str], ...] = (
        ("Elever", counted()),
        ("Varav med skyddade personuppgifter", counted(StudentRow.protected)),
        ("Öppna ärenden", str(work.session.scalar(is_open))),
    )
    if retention.own_key(work) == retention.MATTER:
        of_pupils = (("Ärenden i registret", str(matters)),)
    return {
        "facts": (
            *of_pupils,
            ("Personer i teamet", people),
            ("Senaste säkerhetskopia", newest),
            ("Valvets nyckel", f"utgåva {work.vault.key_file.header.vault_epoch}"),
        )
    }


_INSERTS: Final[Mapping[str, Callable[[Work], dict[str, Any]]]] = {
    "owner": _owner,
    "data": _data,
    "retention": _retention,
    "security": _security,
    "laptop": _laptop,
    "claims": lambda _work: {"points": claims().claims},
    "not_against": lambda _work: {"points": claims().not_against},
}
