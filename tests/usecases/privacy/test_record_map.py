"""Every table and column has a decision about class, retention and extract; a new one without it is red."""

import json

from sqlalchemy import LargeBinary, String

from narvaro_desktop.paths import resource
from narvaro_desktop.store.tables.columns import Base
from narvaro_desktop.usecases.privacy.record_map import TECHNICAL, decisions
from narvaro_desktop.usecases.sharing.travelling import STAYS, TRAVELS

CLASSES = json.loads(resource("retention", "classes.json").read_text(encoding="utf-8"))["classes"]

FILES = {
    "notification.payload", "notification.paper", "sent_payload.payload", "sent_payload.paper",
    "sent_file.content", "sent_package.envelope", "held_package.content", "received.payload",
    "received.paper", "received_file.content", "aggregate.paper", "report.paper", "key_card.document",
    "revocation.document",
}  # fmt: skip
"""Of class A, as they left or came."""
PROOFS = {
    "access_log.rows_hash", "access_log.previous", "access_log.hash", "access_log.signature",
    "checkpoint.head", "checkpoint.signature", "erasure.proposed_signature", "erasure.signature",
    "log_review.signature",
}  # fmt: skip
"""Hashes and signatures: no words."""
WRITTEN = {
    "case_file",
    "investigation",
    "plan",
    "plan_version",
    "measure",
    "follow_up",
    "notification",
    "matter",
}
"""Class A, and yet about why a pupil is away."""


def test_every_table_and_every_column_has_a_decision() -> None:
    decided = {name: set(one.columns) for name, one in decisions().items()}

    assert decided == {name: set(table.c.keys()) for name, table in Base.metadata.tables.items()}


def test_every_decision_has_a_retention_class_and_a_reason_for_what_is_not_in_an_extract() -> None:
    known = {entry["key"] for entry in CLASSES}

    assert {one.retention for one in decisions().values()} <= known
    assert {one.extract for one in decisions().values()} <= {"yes", "no", "apart", "matter"}
    assert [one.name for one in decisions().values() if one.extract != "yes" and not one.why] == []


def test_whatever_points_to_a_pupil_or_a_case_belongs_to_a_person() -> None:
    pointing = {
        name
        for name, table in Base.metadata.tables.items()
        for column in table.c
        if {"student", "case_file"} & {key.column.table.name for key in column.foreign_keys}
    }

    assert pointing | set(TRAVELS) | set(STAYS) <= {
        name for name, one in decisions().items() if one.person is not None
    }


def test_every_column_of_text_has_a_class_and_what_else_is_bytes_is_known() -> None:
    columns = [column for table in Base.metadata.tables.values() for column in table.c]
    without = [column for column in columns if "class" not in column.info]

    assert [str(column) for column in without if isinstance(column.type, String)] == []
    assert {str(column) for column in without if isinstance(column.type, LargeBinary)} == FILES | PROOFS


def test_every_table_about_a_person_says_what_in_it_deserves_care() -> None:
    """Text for few readers, absence, and the figures that go to the huvudman are sensitive (artikel 9)."""
    read = json.loads(resource("retention", "tables.json").read_text(encoding="utf-8"))["tables"]
    told = {name for name, entry in read.items() if "holds" in entry}
    guarded = {
        one.name
        for one in decisions().values()
        if one.person is not None
        and any(column.info.get("class") not in (None, "A") for column in one.table.c)
    }

    assert told == {name for name, one in decisions().items() if one.person is not None}
    assert guarded | {"lesson", "student_day", "period"} | WRITTEN <= {
        name for name, one in decisions().items() if one.is_sensitive
    }


def test_every_text_in_an_extract_has_a_name_there() -> None:
    """Text and ciphertext that a person wrote are never technical."""
    faults = [
        f"{one.name}.{column.key}"
        for one in decisions().values()
        if one.extract == "yes"
        for column in one.table.c
        if one.columns[column.key] == TECHNICAL and column.info.get("class") not in (None, "A")
    ]

    assert faults == []


def test_no_years_are_shipped_since_none_has_been_verified() -> None:
    assert {entry["years"] for entry in CLASSES} == {None}
    assert {entry["basis"] for entry in CLASSES} == {None}
