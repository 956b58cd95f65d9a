"""A pack: what a municipality may change about its work with absence, as one document without personal data.

    ladder      steps, triggers, duties with law and deadline     notification  what goes to the huvudman
    roles       what a role is called here                        catalogue     own measures and insatser
    causes      the municipality's own codes                      documents     its own forms
    calendar    lov and stages                                    limits        completeness, small numbers
    days        when the program reminds                          targets       goals with a level and dates

The document is what is signed and shown; `Pack` reads from it what the program lives by.  Its ladder has the
form of a file in resources/ladders/ without id, version and dates, which are the pack's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from narvaro_desktop.domain.casework.ladder import INQUIRY_DECISION, Ladder, ladder_of
from narvaro_desktop.domain.planning.catalogue import Entry, catalogue_of
from narvaro_desktop.domain.terms import Role, Term
from narvaro_desktop.i18n import N_

STATUS_REPORT: Final = "status_report"
"""The key of the lägesrapport in the policy's weeks, which is made a duty of the steps it is due on."""
SCHEMA: Final = "narvaro/pack/1"
_TO: Final = {"n1h": "homeMunicipality"}
"""The recipient whose profile counts, where it is not the huvudman."""
_OF_THE_PACK: Final = ("id", "version", "valid_from", "valid_to")

Document = Mapping[str, Any]


class PackOrigin(Term):
    """Where a pack in the vault came from."""

    SHIPPED = "shipped", N_("följde med programmet")
    EDITED = "edited", N_("ändrad här")
    READ_IN = "read_in", N_("inläst från fil")


@dataclass(frozen=True, slots=True)
class NotificationPolicy:
    """Which packages go to whom, and what they may hold.

    `packages` are kinds such as `n1`; `recipients` say `provider` or `homeMunicipality` for each of them;
    `home_municipality_by_school`: the huvudman has left the notice of skollagen 7 kap. 22 § to the school.
    `follow_up_weeks` are ISO weeks of the year; `protected_contact` is a function, never a person.
    """

    packages: tuple[str, ...]
    recipients: tuple[tuple[str, str], ...]
    cause_allowed: bool
    attachments_allowed: bool
    home_municipality_by_school: bool
    follow_up_weeks: tuple[int, ...]
    protected_contact: str
    profiles: Mapping[str, str] = field(default_factory=dict)
    """How much of it the huvudman gets, by kind; what is not named goes whole."""

    def profile(self, kind: str) -> str:
        """The profile of the documents of `kind`."""
        return self.profiles.get(kind, "whole")


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as the program uses it; `key` is its own wherever a case or a list names it."""

    key: str
    id: str
    version: int
    name: str
    label: str
    owner: str
    valid_from: date
    adopted_by: str
    changes: str
    revise_by: date | None
    ladder: Ladder
    notification: NotificationPolicy
    catalogue: tuple[Entry, ...]
    causes: Mapping[str, str]
    """The municipality's own code for a cause, by the key of CauseCategory."""
    coverage_percent: int
    small_number: int
    document: Document


def pack_of(document: Document, key: str) -> Pack:
    """The pack in a document that has passed its schema and `pack_check`."""
    policy, limits = document["notification"], document["limits"]
    return Pack(
        key=key,
        id=document["id"],
        version=document["version"],
        name=document["name"],
        label=document["label"],
        owner=document["owner"],
        valid_from=date.fromisoformat(document["valid_from"]),
        adopted_by=document["adopted_by"],
        changes=document["changes"],
        revise_by=date.fromisoformat(document["revise_by"]) if "revise_by" in document else None,
        ladder=ladder_of(ladder_document(document, key)),
        notification=NotificationPolicy(
            packages=tuple(policy["packages"]),
            recipients=tuple((one["package"], one["to"]) for one in policy["recipients"]),
            cause_allowed=policy["cause_allowed"],
            attachments_allowed=policy["attachments_allowed"],
            home_municipality_by_school=policy["home_municipality_by_school"],
            follow_up_weeks=tuple(policy["follow_up_weeks"]),
            protected_contact=policy["protected_contact"],
            profiles={
                one["package"]: one["profile"]
                for one in policy["recipients"]
                if one["to"] == _TO.get(one["package"], "provider") and "profile" in one
            },
        ),
        catalogue=catalogue_of({"entries": document["catalogue"]}),
        causes={one["cause"]: one["code"] or one["name"] for one in document["causes"]},
        coverage_percent=limits["coverage_percent"],
        small_number=limits["small_number"],
        document=document,
    )


def ladder_document(document: Document, key: str) -> dict[str, Any]:
    """The ladder of a pack in the form of a file of resources/ladders/."""
    own = {"id": key, "version": str(document["version"]), "valid_from": document["valid_from"]}
    return {**document["ladder"], **own, "steps": _with_reports(document), "roles": document["roles"]}


def _with_reports(document: Document) -> list[Document]:
    """The steps, from the utredning up with the lägesrapport that the policy asks for in its weeks."""
    policy, steps = document["notification"], document["ladder"]["steps"]
    decided = [s["number"] for s in steps if any(one["key"] == INQUIRY_DECISION for one in s["duties"])]
    if not policy["follow_up_weeks"] or "n3" not in policy["packages"] or not decided:
        return list(steps)
    report = _report(policy["follow_up_weeks"])
    return [
        {**step, "duties": [*step["duties"], report]} if step["number"] >= decided[0] else step
        for step in steps
    ]


def _report(weeks: Sequence[int]) -> Document:
    said = ", ".join(str(week) for week in weeks)
    return {
        "key": STATUS_REPORT,
        "text": f"Lämna lägesrapport till huvudmannen (vecka {said})",
        "responsible": Role.PRINCIPAL.key,
        "mandatory": False,
        "from_law": False,
        "every": True,
        "deadline": {
            "count": 0, "unit": "days", "start": "decision", "from_law": False, "on": True, "weeks": weeks,
        },
    }  # fmt: skip


def composed(frame: Document, ladder: Document, days: Document) -> dict[str, Any]:
    """A whole pack of the shipped parts: the frame, a ladder file, and when the program reminds."""
    part = {name: value for name, value in ladder.items() if name not in _OF_THE_PACK}
    reminders = {name: value for name, value in days.items() if isinstance(value, dict)}
    return {**frame, "ladder": part, "days": reminders}
