"""Whoever runs the server, or hands on the file that says where it is, against a register's computers."""

import json
import socket  # noqa: TID251 (another program that listens)
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store import log_verify
from narvaro_desktop.store.access_log import heads
from narvaro_desktop.store.errors import LogForged, OlderThanWitness, ServerPasswordNeeded, StaleKeyFile
from narvaro_desktop.store.log_verify import Flaw
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.server import link
from narvaro_desktop.store.server.address import read_address
from narvaro_desktop.store.tables import AccessLogRow
from narvaro_desktop.store.witnesses import read_witnesses
from narvaro_desktop.usecases.huvudman import register as inbox_register
from narvaro_desktop.usecases.vault import members, team, vaults
from narvaro_desktop.usecases.work import Office
from tests.pairs import PHRASE
from tests.registers.conftest import Register

REMOTE = "postgresql://narvaro@db.almstad.example/register"
TAKE_NEWEST_KEYS = "DELETE FROM key_file WHERE edition = (SELECT max(edition) FROM key_file)"


def as_root(register: Register, statement: str, *values: object) -> None:
    """What the administrator of the database does by herself."""
    with register.server.root(register.address.rsplit("/", 1)[1]) as root:
        root.execute(statement, values)


def let_in(office: Office, name: str) -> None:
    with office.work() as work:
        team.add_person(work, name, Role.RECIPIENT, PHRASE, kdf=PRACTICE_KDF)


def log(office: Office) -> None:
    with office.work() as work:
        work.log("register.look")


def test_the_servers_password_goes_to_no_other_address(register: Register) -> None:
    """The file is the same for all and handed on: whoever changes it must not be sent what was kept."""
    register.first.unlock().close()
    told = json.loads(register.first.file.read_text())
    told["server"] = told["server"].replace("127.0.0.1", "localhost")
    register.first.file.write_text(json.dumps(told, separators=(",", ":"), sort_keys=True))

    with pytest.raises(ServerPasswordNeeded):
        register.first.unlock(password=None)


def test_without_channel_binding_no_password_is_told_as_it_is() -> None:
    bound = read_address(REMOTE).parameters
    unbound = read_address(f"{REMOTE}?channel_binding=disable").parameters

    assert bound["channel_binding"] == "require"
    assert "!password" in str(unbound.get("require_auth"))


def test_a_program_on_this_computer_that_asks_for_the_password_as_it_is_gets_none() -> None:
    """It has taken the server's port while that is down."""
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as aside:
        heard = aside.submit(asks_for_password, server)
        with pytest.raises(NarvaroError):
            link.connect(
                read_address(f"postgresql://narvaro@127.0.0.1:{server.getsockname()[1]}/r"), "hemligt"
            )

    assert b"hemligt" not in heard.result()


def asks_for_password(server: socket.socket) -> bytes:
    """What a client says to one that has no TLS and wants AuthenticationCleartextPassword."""
    client, _address = server.accept()
    said = b""
    with client:
        client.settimeout(10)
        while chunk := client.recv(1_000):
            said += chunk
            asks_for_encryption = len(chunk) == 8
            client.sendall(b"N" if asks_for_encryption else b"R\x00\x00\x00\x08\x00\x00\x00\x03")
            if b"hemligt" in chunk:
                break
    return said


def test_older_keys_put_back_while_one_works_are_refused(register: Register, first: Office) -> None:
    let_in(first, "Handläggare Tall")
    as_root(register, TAKE_NEWEST_KEYS)

    with pytest.raises(StaleKeyFile), first.work():
        pass
    first.close()
    with pytest.raises(StaleKeyFile):
        register.first.unlock()


def test_other_keys_of_the_same_edition_are_refused(register: Register, first: Office) -> None:
    """Two were shown the keys apart, so that what one of them changed would be lost."""
    let_in(first, "Handläggare Tall")
    first_keys = first.vault.key_file
    as_root(register, TAKE_NEWEST_KEYS)
    second = register.second.unlock()
    with second.work() as work:
        team.change_passphrase(work, PHRASE, "fem nya ord som ingen har", kdf=PRACTICE_KDF)
    second.close()

    assert second.vault.key_file.edition == first_keys.edition
    with pytest.raises(StaleKeyFile), first.work():
        pass
    first.close()
    with pytest.raises(StaleKeyFile):
        register.first.unlock()


def test_older_keys_are_refused_where_the_copies_beside_the_file_are_gone(
    register: Register, first: Office
) -> None:
    let_in(first, "Handläggare Tall")
    first.close()
    as_root(register, TAKE_NEWEST_KEYS)
    for copy in register.first.folder.glob("*.nyckel*"):
        copy.unlink()

    with pytest.raises(StaleKeyFile):
        register.first.unlock()


def test_a_line_of_the_log_that_is_taken_away_while_one_works_is_missed(
    register: Register, first: Office
) -> None:
    log(first)
    as_root(
        register,
        "DELETE FROM access_log WHERE device = %s AND sequence = "
        "(SELECT max(sequence) FROM access_log WHERE device = %s)",
        first.vault.device,
        first.vault.device,
    )

    with pytest.raises(OlderThanWitness):
        log(first)


def test_what_is_taken_from_a_colleagues_log_meanwhile_is_missed_at_the_next_unlocking(
    register: Register, second: Office
) -> None:
    log(second)
    vaults.leave(second)
    first = register.first.unlock()
    as_root(
        register,
        "DELETE FROM access_log WHERE device = %s AND sequence > "
        "(SELECT max(sequence) - 2 FROM access_log WHERE device = %s)",
        second.vault.device,
        second.vault.device,
    )
    as_root(
        register,
        "UPDATE access_log SET action = 'vault.restore', facts = '{\"kept\":0,\"witnessed\":9999}' "
        "WHERE device = %s AND sequence = 1",
        second.vault.device,
    )
    with first.work() as work:
        keys = first.vault.key_file
        seen = read_witnesses(first.vault.state, keys.header.vault)
        signers = log_verify.signers_of(keys)
        proof = log_verify.verify(work.session, keys.header.vault, signers, seen, is_shared=True)
    assert Flaw.WITNESS in {one.flaw for one in proof.findings}
    with pytest.raises(LogForged):
        vaults.leave(first)
    first.close()

    with pytest.raises(OlderThanWitness):
        register.first.unlock()
    register.first.unlock_anyway().close()
    register.first.unlock().close()


def test_each_computer_keeps_the_lines_of_its_own(first: Office, second: Office) -> None:
    for office in (first, second, first, second):
        log(office)

    with first.work() as work:
        found = heads(work.session, first.vault.key_file.header.vault)
        devices = set(work.session.scalars(select(AccessLogRow.device).distinct()))
    assert {one.device for one in found} == devices and len(devices) == 2


def test_a_role_is_what_the_keys_say_whatever_the_table_says(register: Register) -> None:
    """The table is the server's to write; the certificate is signed by the register's own root."""
    as_root(register, "UPDATE person SET role = 'principal'")

    office = register.second.unlock()

    assert office.actor.role is Role.RECIPIENT
    office.close()


def test_a_role_that_is_taken_back_counts_from_the_next_act(first: Office, second: Office) -> None:
    members.change_role(first, second.actor.id, Role.ADMINISTRATOR)

    with second.work() as work, pytest.raises(NotAllowed):
        inbox_register.received(work)


def test_where_no_copy_of_the_keys_can_be_written_one_works_on(
    register: Register, first: Office, second: Office
) -> None:
    """A full disk or a closed folder, while a colleague changes the keys."""
    for copy in register.second.folder.rglob("*.nyckel*"):
        copy.with_name(f"{copy.name}.part").mkdir()
    let_in(first, "Handläggare Tall")

    log(second)
    log(second)

    assert second.vault.key_file == first.vault.key_file
