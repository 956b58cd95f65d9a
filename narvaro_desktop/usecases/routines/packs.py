"""Packs in the vault: which holds, what another would change, taken into use from a day, read and written.

shipped ─► in use ─► edited: a new version, fastställd av, from a day ─► in use from that day, by itself
file ─► looked at (nothing kept) ─► taken in, verified or not ─► in use from a day
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.law import LawBook
from narvaro_desktop.domain.routines import pack_check, pack_diff, pack_faults
from narvaro_desktop.domain.routines.pack import Document, Pack, PackOrigin
from narvaro_desktop.domain.routines.pack_diff import Difference
from narvaro_desktop.domain.routines.pack_faults import Remark
from narvaro_desktop.domain.terms import VaultKind
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _
from narvaro_desktop.sealing import canonical
from narvaro_desktop.sealing.key_card import LARGEST, CardSeal
from narvaro_desktop.sealing.pack_file import SHAPE, SignedPack, Signer, content_hash, sign_pack
from narvaro_desktop.sealing.refusals import JsonForm
from narvaro_desktop.sealing.schema import ShapeFault, check, schema
from narvaro_desktop.store.tables import CaseRow, PackRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.plain_files import read_small
from narvaro_desktop.usecases.planning import catalogue
from narvaro_desktop.usecases.routines import pack_owners
from narvaro_desktop.usecases.rules import Rules
from narvaro_desktop.usecases.sending import keys
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Changes = frozenset({Area.SETTINGS, Area.SUGGESTIONS, Area.CASES})


class PackFaulty(NarvaroError):
    """So many faults hold the pack up: (count,)."""


class PackKnown(NarvaroError):
    """The very same pack is already here."""


class AdopterMissing(NarvaroError):
    """It has not been said who has decided that the pack holds."""


class DayPassed(NarvaroError):
    """A pack cannot come into use on a day that has been: what was done then was done under another."""


@dataclass(frozen=True, slots=True)
class PackLine:
    """A pack in a list. `cases` is how many running cases follow it, `in_use_from` empty if it never was."""

    key: str
    name: str
    version: int
    owner: str
    valid_from: date
    adopted_by: str
    changes: str
    revise_by: date | None
    origin: PackOrigin
    signer: str
    in_use_from: date | None
    holds: bool
    cases: int


@dataclass(frozen=True, slots=True)
class Packs:
    """What the page shows: the pack that holds, every other one, and what this person may do."""

    today: date
    pack: Pack
    lines: tuple[PackLine, ...]
    citations: Mapping[str, str]
    may_change: bool
    may_take_into_use: bool
    for_schools: bool
    """Whether this is a huvudman's vault: what is written here is for its schools."""
    anothers: str
    """Whose the pack that holds is, where that is somebody else; a change makes it one's own."""

    @property
    def current(self) -> PackLine:
        return next(line for line in self.lines if line.holds)


@dataclass(frozen=True, slots=True)
class Examined:
    """What is to be said about a document, and how it differs from what holds."""

    remarks: tuple[Remark, ...]
    differences: tuple[Difference, ...]

    @property
    def holds_up(self) -> bool:
        return pack_faults.holds_up(self.remarks)


@dataclass(frozen=True, slots=True)
class PackArrived:
    """A file that has been looked at, of which nothing has been kept. `signer` None: the key is not known."""

    signed: SignedPack
    signer: Signer | None
    examined: Examined
    is_known: bool

    @property
    def is_owners(self) -> bool:
        """Whether the one who signed is the one whose pack it says it is."""
        owner = str(self.document["owner"]).strip().casefold()
        return self.signer is None or not owner or owner == self.signer.display_name.strip().casefold()

    @property
    def document(self) -> Document:
        return self.signed.document


def packs(work: Work) -> Packs:
    """Every pack that the vault knows, the one that holds first."""
    work.may(Resource.PACK, Action.READ)
    cases = Counter(work.session.scalars(select(CaseRow.ladder).where(CaseRow.closed_on.is_(None))))
    rows = {row.key: row for row in work.session.scalars(select(PackRow))}
    lines = [_line(work, pack, rows.get(key), cases[key]) for key, pack in work.rules.packs.items()]
    lines.sort(key=lambda line: (line.holds, line.in_use_from or date.min, line.version), reverse=True)
    may, role = work.rules.rights.may, work.actor.role
    return Packs(
        today=work.today,
        pack=work.rules.pack,
        lines=tuple(lines),
        citations=_citations(work.rules.law, work.today),
        may_change=_may_change(work),
        may_take_into_use=may(role, Resource.PACK, Action.DECIDE),
        for_schools=settings.profile(work).kind is VaultKind.HUVUDMAN,
        anothers=work.rules.pack.owner if pack_owners.is_anothers(work, work.rules.pack.id) else "",
    )


def examine_change(work: Work, document: Document) -> Examined:
    """What the person has changed, as it would be adopted."""
    return examine(work, pack_owners.own(work, document))


def examine(work: Work, document: Document, against: str = "") -> Examined:
    """The document held against the rules, and against the pack `against` (that which holds)."""
    held = work.rules.packs[against or work.rules.default].document
    return Examined(
        pack_check.remarks(document, work.rules.law.keys, standing(work), catalogue.measured()),
        pack_diff.differences(held, document),
    )


def standing(work: Work) -> Counter[int]:
    """How many running cases stand on each step, whatever pack they follow."""
    open_cases = select(CaseRow.step).where(CaseRow.closed_on.is_(None), CaseRow.is_returning.is_(False))
    return Counter(work.session.scalars(open_cases))


def look_at(work: Work, path: Path) -> PackArrived:
    """What a file holds and what it would change; nothing is kept.

    :raises FileUnreadable, PackBroken, PackUnsigned, FutureVersion, Limits, PracticeMismatch:
    """
    _demand_change(work)
    practice = settings.profile(work).is_practice
    signed = SignedPack.from_bytes(read_small(path, LARGEST), practice)
    known = _key(signed.document) in work.rules.packs
    return PackArrived(signed, pack_owners.signer(work, signed), examine(work, signed.document), known)


def take_in(work: Work, arrived: PackArrived, use_from: date | None) -> Made[str]:
    """Keep what was looked at, in use from a day or not yet; raises PackFaulty, PackKnown, DayPassed."""
    _demand_change(work)
    if arrived.is_known:
        raise PackKnown
    signer = pack_owners.signer(work, arrived.signed)
    said = f"{signer.display_name}, {signer.holder}" if signer else None
    seal = arrived.signed.seal
    row = _keep(work, dict(arrived.document), PackOrigin.READ_IN, use_from)
    row.signing_key, row.signature, row.signer = seal.key, seal.signature, said
    work.log("pack.read", pack=str(row.id), verified=signer is not None)
    return Made(CHANGED, row.key)


def adopt(work: Work, document: Document, *, adopted_by: str, changes: str, valid_from: date) -> Made[str]:
    """A changed document as a new version; it comes into use on its day if the person may decide that.

    :raises AdopterMissing, DayPassed, PackFaulty: nothing is kept
    """
    _demand_change(work)
    if not adopted_by.strip():
        raise AdopterMissing
    made = pack_owners.own(work, document)
    versions = [pack.version for pack in work.rules.packs.values() if pack.id == made["id"]]
    made |= {"version": max(versions, default=0) + 1, "valid_from": valid_from.isoformat()}
    made |= {"adopted_by": adopted_by.strip(), "changes": changes.strip()}
    if settings.profile(work).is_practice:
        made["practice"] = True
    may_decide = work.rules.rights.may(work.actor.role, Resource.PACK, Action.DECIDE)
    row = _keep(work, made, PackOrigin.EDITED, valid_from if may_decide else None)
    work.log("pack.edit", pack=str(row.id), version=made["version"])
    return Made(CHANGED, row.key)


def use_from(work: Work, key: str, day: date) -> Changes:
    """Take a pack that is here into use from `day`; running cases keep theirs."""
    work.may(Resource.PACK, Action.DECIDE)
    _demand_ahead(work, day)
    row = work.session.scalars(select(PackRow).where(PackRow.key == key)).first() or _shipped(work, key)
    row.in_use_from, row.turn = day, _turn(work)
    work.session.flush()
    work.rules = with_kept(work.session, work.rules).on(work.today)
    work.log("pack.use", pack=str(row.id), day=day.isoformat())
    return CHANGED


def call_off(work: Work, key: str) -> Changes:
    """A pack that waits for its day is not taken into use after all; raises DayPassed once it has begun."""
    work.may(Resource.PACK, Action.DECIDE)
    row = work.session.scalars(select(PackRow).where(PackRow.key == key)).one()
    if row.in_use_from is None or row.in_use_from <= work.today:
        raise DayPassed
    row.in_use_from = row.turn = None
    work.session.flush()
    work.rules = with_kept(work.session, work.rules).on(work.today)
    work.log("pack.call_off", pack=str(row.id))
    return CHANGED


def pack_file(work: Work, key: str) -> Made[tuple[str, bytes]]:
    """A pack as a signed file (name, content): as it came, or under the signature of who decides on it.

    :raises NotAllowed: who only prepares a pack does not sign it
    :raises NumberMissing, NoKeyToSign: the pack cannot be signed here yet
    """
    _demand_change(work)
    pack = work.rules.packs[key]
    row = work.session.scalars(select(PackRow).where(PackRow.key == key)).first()
    name = f"narvaro-rutin-{pack.id}-{pack.version}.json"
    if row is not None and row.signature and row.signing_key:
        signed = SignedPack(dict(pack.document), CardSeal(row.signing_key, row.signature))
        return Made(frozenset(), (name, signed.to_bytes()))
    work.may(Resource.PACK, Action.DECIDE)
    made = keys.ensure_card(work)
    document = dict(pack.document)
    if settings.profile(work).is_practice:
        document["practice"] = True
    work.log("pack.export", pack=str(row.id) if row else None, version=pack.version)
    return Made(made.changes, (name, sign_pack(document, keys.signing_key(work)).to_bytes()))


def check_file(path: Path, rules: Rules) -> tuple[Remark, ...]:
    """What is wrong with a pack in a file, signed or not; raises the refusals of a file that is no pack."""
    text = read_small(path, LARGEST)
    try:
        document = json.loads(text)
        if isinstance(document, dict) and "pack" not in document:
            check(document, schema(SHAPE)["properties"]["pack"])
            return pack_check.remarks(document, rules.law.keys, measured=catalogue.measured())
    except (ValueError, RecursionError, ShapeFault):
        pass
    signed = SignedPack.from_bytes(text, practice=True)
    return pack_check.remarks(signed.document, rules.law.keys, measured=catalogue.measured())


def keep_shipped(work: Work) -> None:
    """Keep the pack that came with the program, so that a newer program changes no running case."""
    row = _shipped(work, work.rules.default)
    row.in_use_from, row.turn = work.rules.pack.valid_from, _turn(work)
    work.session.flush()


def with_kept(session: Session, rules: Rules) -> Rules:
    """The rules with every pack of the vault."""
    rows = session.scalars(select(PackRow).order_by(PackRow.in_use_from, PackRow.turn)).all()
    turns = tuple((row.in_use_from, row.key) for row in rows if row.in_use_from is not None)
    return rules.with_packs({row.key: row.document for row in rows}, turns) if rows else rules


def _shipped(work: Work, key: str) -> PackRow:
    row = PackRow(
        id=work.new_id(),
        key=key,
        document=canonical.dumps(_plain(work.rules.packs[key].document)).decode("utf-8"),
        origin=PackOrigin.SHIPPED,
        kept_at=work.now,
        kept_by=work.actor.id,
    )
    work.session.add(row)
    return row


def _turn(work: Work) -> int:
    """The number of a decision to take a pack into use."""
    return (work.session.scalar(select(func.max(PackRow.turn))) or 0) + 1


def _keep(work: Work, document: dict[str, Any], origin: PackOrigin, use_from: date | None) -> PackRow:
    """A new row of a document that is whole; from now on it is among the rules."""
    _demand_whole(work, document)
    if use_from is not None:
        work.may(Resource.PACK, Action.DECIDE)
        _demand_ahead(work, use_from)
    row = PackRow(
        id=work.new_id(),
        key=_key(document),
        document=canonical.dumps(document).decode("utf-8"),
        origin=origin,
        kept_at=work.now,
        kept_by=work.actor.id,
        in_use_from=use_from,
        turn=_turn(work) if use_from else None,
    )
    work.session.add(row)
    work.session.flush()
    work.rules = with_kept(work.session, work.rules).on(work.today)
    return row


def _demand_whole(work: Work, document: dict[str, Any]) -> None:
    try:
        canonical.dumps(document)
        check(document, schema(SHAPE)["properties"]["pack"])
    except (JsonForm, ShapeFault):
        raise PackFaulty(1) from None
    faults = [one for one in pack_check.remarks(document, work.rules.law.keys) if one.fault.holds_up]
    if faults:
        raise PackFaulty(len(faults))


def _demand_ahead(work: Work, day: date) -> None:
    if day < work.today:
        raise DayPassed


def _demand_change(work: Work) -> None:
    """Who may write packs, or decide about them."""
    if not _may_change(work):
        work.may(Resource.PACK, Action.WRITE)


def _may_change(work: Work) -> bool:
    may, role = work.rules.rights.may, work.actor.role
    return may(role, Resource.PACK, Action.WRITE) or may(role, Resource.PACK, Action.DECIDE)


def _key(document: Document) -> str:
    """The name by which cases know a pack: two with one version and other content are two packs."""
    return f"{document['id']}-{document['version']}-{content_hash(_plain(document))[:12]}"


def _plain(document: Document) -> dict[str, Any]:
    return dict(document)


def _citations(law: LawBook, day: date) -> dict[str, str]:
    """The paragraphs that hold on a day, each with a mark where the law itself has not been read."""
    unread = _("{law}, lagtexten inte kontrollerad")
    held = (one for one in law.references if one.holds_on(day))
    return {one.key: one.citation if one.verified else unread.format(law=one.citation) for one in held}


def _line(work: Work, pack: Pack, row: PackRow | None, cases: int) -> PackLine:
    return PackLine(
        key=pack.key,
        name=pack.name,
        version=pack.version,
        owner=pack.owner,
        valid_from=pack.valid_from,
        adopted_by=pack.adopted_by,
        changes=pack.changes,
        revise_by=pack.revise_by,
        origin=row.origin if row else PackOrigin.SHIPPED,
        signer=(row.signer or "") if row else "",
        in_use_from=row.in_use_from if row else pack.valid_from,
        holds=pack.key == work.rules.default,
        cases=cases,
    )
