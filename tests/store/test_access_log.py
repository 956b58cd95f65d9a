"""The access log: what each line binds, and what a proof of it finds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.orm import Session

from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.access_log import (
    Changed,
    Event,
    Head,
    append,
    canonical_line,
    genesis,
    head,
    is_checkpoint_due,
    sign_checkpoint,
    stored_row_hash,
    whole_row,
)
from narvaro_desktop.store.errors import OlderThanWitness
from narvaro_desktop.store.log_verify import RESTORE, Finding, Flaw, Report, signers_of, verify
from narvaro_desktop.store.tables import PersonRow
from narvaro_desktop.store.vault import Vault
from narvaro_desktop.store.witnesses import demand_witnessed, keep_witness, read_witnesses
from tests.store.conftest import NOW, School

DEVICE = "laptop-1"
PUPIL = uuid4()


@pytest.fixture
def vault(school: School) -> Iterator[Vault]:
    with school.open() as opened:
        yield opened


def id_of(vault: Vault) -> UUID:
    return vault.key_file.header.vault


def view(vault: Vault, minutes: int = 0) -> Event:
    at = NOW + timedelta(minutes=minutes)
    return Event(DEVICE, at, vault.me.user, "principal", "view", student=PUPIL, facts={"page": 3})


def write(vault: Vault, count: int, *, signed: bool = True) -> Head:
    with vault.engine.begin() as connection:
        for n in range(count):
            newest = append(connection, id_of(vault), view(vault, n))
        if signed:
            sign_checkpoint(connection, vault.me, DEVICE, NOW)
    return newest


def tamper(vault: Vault, statement: str, **values: object) -> None:
    with vault.engine.begin() as connection:
        connection.execute(text(statement), values)


def proof(vault: Vault, *witnesses: Head) -> Report:
    with vault.engine.connect() as connection:
        return verify(connection, id_of(vault), signers_of(vault.key_file), witnesses)


def flaws(vault: Vault, *witnesses: Head) -> set[tuple[Flaw, int]]:
    return {(found.flaw, found.sequence) for found in proof(vault, *witnesses).findings}


def test_a_log_as_it_was_written_is_whole(vault: Vault) -> None:
    newest = write(vault, 12)

    report = proof(vault, newest)

    assert report.is_whole
    assert (report.events, report.checkpoints, report.unsigned) == (12, 1, 0)


def test_a_line_rolls_back_with_its_act(vault: Vault) -> None:
    with pytest.raises(ZeroDivisionError), vault.engine.begin() as connection:
        append(connection, id_of(vault), view(vault))
        raise ZeroDivisionError

    with vault.engine.connect() as connection:
        assert head(connection, id_of(vault), DEVICE) == Head(DEVICE, 0, genesis(id_of(vault), DEVICE))


def test_time_is_kept_in_utc_with_the_offset_that_the_user_saw(vault: Vault) -> None:
    summer = datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=2)))

    with vault.engine.begin() as connection:
        append(connection, id_of(vault), replace(view(vault), at=summer))
        row = connection.execute(text("SELECT at_utc, offset_minutes FROM access_log")).one()

    assert tuple(row) == ("2026-10-25T00:30:00Z", 120)


@pytest.mark.parametrize(
    "column", ["at_utc", "user_id", "role", "action", "student_id", "facts", "purpose", "unit"]
)
def test_an_edited_line_is_found(vault: Vault, column: str) -> None:
    write(vault, 5)

    tamper(vault, f"UPDATE access_log SET {column} = '{{}}' WHERE sequence = 3")

    assert (Flaw.CHAIN, 3) in flaws(vault)


def test_a_deleted_line_is_found(vault: Vault) -> None:
    write(vault, 5)

    tamper(vault, "DELETE FROM access_log WHERE sequence = 3")

    assert (Flaw.GAP, 4) in flaws(vault)


def test_lines_in_another_order_are_found(vault: Vault) -> None:
    write(vault, 5)

    for old, new in ((2, 99), (3, 2), (99, 3)):
        tamper(vault, "UPDATE access_log SET sequence = :new WHERE sequence = :old", old=old, new=new)

    assert {Flaw.CHAIN} <= {flaw for flaw, _sequence in flaws(vault)}


def test_a_tail_cut_with_its_checkpoint_is_found_by_the_witness_alone(vault: Vault) -> None:
    seen = write(vault, 5)

    tamper(vault, "DELETE FROM access_log WHERE sequence > 3")
    tamper(vault, "DELETE FROM checkpoint")

    assert proof(vault).is_whole
    assert flaws(vault, seen) == {(Flaw.WITNESS, 5)}


def test_a_chain_rewritten_under_the_vault_key_is_found_by_the_signature(vault: Vault) -> None:
    write(vault, 3)

    tamper(vault, "DELETE FROM access_log")
    write(vault, 2, signed=False)
    with vault.engine.begin() as connection:
        append(connection, id_of(vault), replace(view(vault), role="forged"))

    assert (Flaw.CHAIN, 3) in flaws(vault)


def test_a_forged_checkpoint_is_found(vault: Vault) -> None:
    write(vault, 3)

    tamper(vault, "UPDATE checkpoint SET signature = zeroblob(64)")

    assert flaws(vault) == {(Flaw.SIGNATURE, 3)}


def test_a_checkpoint_by_nobody_known_is_found(vault: Vault) -> None:
    write(vault, 3)

    tamper(vault, "UPDATE checkpoint SET user_id = 'x'")

    assert flaws(vault) == {(Flaw.UNKNOWN_SIGNER, 3)}


def person(vault: Vault) -> PersonRow:
    with Session(vault.engine) as session, session.begin():
        columns = {c.name for c in PersonRow.__table__.columns}
        assert {"id", "name"} <= columns
        row = new_person()
        session.add(row)
        session.flush()
        changed = whole_row("person", row.id)
        append(session, id_of(vault), replace(view(vault), action="person.add", changed=(changed,)))
        session.expunge_all()
    return row


def new_person() -> PersonRow:
    from narvaro_desktop.domain.terms import Role

    return PersonRow(
        id=uuid4(), label="k", name="Kurator Ekvist", sort_key="ekvist", role=Role.COUNSELLOR,
        active_from=NOW.date(), active_to=None,
    )  # fmt: skip


def test_a_row_changed_behind_the_log_is_found(vault: Vault) -> None:
    row = person(vault)
    assert proof(vault).is_whole

    tamper(vault, "UPDATE person SET name = 'annan'")

    assert proof(vault).findings == (Finding(Flaw.ROW, DEVICE, 1, "person", str(row.id)),)


def test_a_row_deleted_behind_the_log_is_found(vault: Vault) -> None:
    person(vault)

    tamper(vault, "DELETE FROM person")

    assert flaws(vault) == {(Flaw.ROW, 1)}


def test_a_later_event_answers_for_the_row(vault: Vault) -> None:
    row = person(vault)

    with vault.engine.begin() as connection:
        connection.execute(text("UPDATE person SET name = 'Kurator Kottelund'"))
        changed = whole_row("person", row.id)
        append(connection, id_of(vault), replace(view(vault), action="person.change", changed=(changed,)))

    assert proof(vault).is_whole


def test_the_hash_of_a_row_tells_values_and_kinds_apart() -> None:
    engine = memory_with("label TEXT, name BLOB")
    seen = set()
    for label, name in (("1", None), ("1", b"1"), ("1", "1"), ("", "11"), (None, "1"), ("11", "")):
        with engine.begin() as connection:
            connection.execute(text("DELETE FROM person"))
            connection.execute(
                text("INSERT INTO person VALUES (:i, :l, :n)"), {"i": PUPIL.hex, "l": label, "n": name}
            )
            seen.add(stored_row_hash(connection, Changed("person", PUPIL, ("label", "name"))))

    assert len(seen) == 6


def memory_with(columns: str) -> Engine:
    engine = create_engine("sqlite://")
    event.listen(engine, "connect", lambda raw, _: raw.execute(f"CREATE TABLE person (id TEXT, {columns})"))
    return engine


def test_a_checkpoint_is_due_after_a_hundred_events_or_ten_minutes(vault: Vault) -> None:
    with vault.engine.begin() as connection:
        assert not is_checkpoint_due(connection, DEVICE, NOW)
        append(connection, id_of(vault), view(vault))
        assert is_checkpoint_due(connection, DEVICE, NOW)
        sign_checkpoint(connection, vault.me, DEVICE, NOW)
        assert not is_checkpoint_due(connection, DEVICE, NOW + timedelta(hours=1))
        append(connection, id_of(vault), view(vault))
        assert not is_checkpoint_due(connection, DEVICE, NOW + timedelta(minutes=9))
        assert is_checkpoint_due(connection, DEVICE, NOW + timedelta(minutes=10))
        for n in range(99):
            append(connection, id_of(vault), view(vault, n))
        assert is_checkpoint_due(connection, DEVICE, NOW)


def test_an_older_vault_put_back_is_noticed_and_a_restored_one_only_once(school: School) -> None:
    with school.open() as vault:
        write(vault, 3)
    older = school.path.read_bytes()
    with school.open() as vault:
        keep_witness(vault.state, id_of(vault), [write(vault, 4)])
    school.path.write_bytes(older)

    with school.open() as vault:
        witnesses = read_witnesses(vault.state, id_of(vault))
        with vault.engine.connect() as connection, pytest.raises(OlderThanWitness) as refused:
            demand_witnessed(connection, id_of(vault), witnesses)
        assert refused.value.args == (DEVICE, 7, 3)

        facts = {"kept": 3, "witnessed": 7}
        with vault.engine.begin() as connection:
            append(connection, id_of(vault), replace(view(vault), action=RESTORE, facts=facts))
            newest = sign_checkpoint(connection, vault.me, DEVICE, NOW)
        keep_witness(vault.state, id_of(vault), [newest])

        with vault.engine.connect() as connection:
            demand_witnessed(connection, id_of(vault), read_witnesses(vault.state, id_of(vault)))
        assert proof(vault, *witnesses).is_whole


def test_a_spoilt_witness_file_is_no_witness(school: School) -> None:
    school.state.joinpath("x.vittne").write_bytes(b"{1}")

    assert read_witnesses(school.state, uuid4()) == []


def test_a_vault_of_another_time_zone_signs_in_utc(vault: Vault) -> None:
    write(vault, 1)

    with vault.engine.connect() as connection:
        assert connection.scalar(text("SELECT at_utc FROM checkpoint")) == "2026-10-05T07:12:00Z"
    assert NOW.tzinfo is UTC


_LINES = st.dictionaries(
    st.sampled_from(["device", "sequence", "facts", "purpose", "offset_minutes", "user_id"]),
    st.text(st.characters(exclude_categories=["Cs"])) | st.integers(-(2**53) + 1, 2**53 - 1),
)


@given(_LINES)
def test_the_quick_form_of_a_line_is_the_canonical_one(line: dict[str, object]) -> None:
    assert canonical_line(line) == p.canonical(line)
