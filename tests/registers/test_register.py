"""A register on a server: the same tables and rules as in a file, for several at once, and TLS on the way."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError

from narvaro_desktop.domain.terms import InfoClass, Role
from narvaro_desktop.store import log_verify
from narvaro_desktop.store.errors import (
    AddressRefused,
    NewerVault,
    PasswordInAddress,
    RegisterExists,
    RegisterNeedsUpgrade,
    RegisterRefused,
    ServerNotTrusted,
    ServerPasswordNeeded,
    StaleKeyFile,
    TlsNeeded,
    UnknownUser,
    WrongPassphrase,
)
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.server import link, tables
from narvaro_desktop.store.server.address import Address, read_address
from narvaro_desktop.store.tables import AccessLogRow, Base
from narvaro_desktop.usecases import drafts, settings
from narvaro_desktop.usecases.huvudman import register_server
from narvaro_desktop.usecases.vault import members, recovery, team, vaults
from narvaro_desktop.usecases.vault.recovery import SheetKind
from narvaro_desktop.usecases.work import Office
from tests.pairs import HANDLER, PHRASE
from tests.postgres import PASSWORD, Server
from tests.registers.conftest import COLLEAGUE, Desk, Register

REMOTE = "postgresql://narvaro@db.almstad.example/register"


def test_the_migrations_make_the_tables_exactly_on_a_server_too(register: Register) -> None:
    engine = link.server_engine(read_address(register.address), PASSWORD)

    with engine.begin() as connection:
        found = compare_metadata(
            MigrationContext.configure(
                connection,
                opts={"compare_type": True, "include_name": lambda name, *_: name != "key_file"},
            ),
            Base.metadata,
        )

    engine.dispose()
    assert found == []


def test_text_is_compared_as_in_a_file_whatever_the_servers_language(register: Register) -> None:
    engine = link.server_engine(read_address(register.address), PASSWORD)

    with engine.begin() as connection:
        asked = text(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
            "AND data_type IN ('text', 'character varying') AND table_name <> 'alembic_version' "
            "AND collation_name IS DISTINCT FROM 'C'"
        )
        found = connection.execute(asked).all()

    engine.dispose()
    assert found == []


def test_two_computers_have_a_chain_each_in_one_log(first: Office, second: Office) -> None:
    for office in (first, second, first):
        with office.work() as work:
            work.log("register.look")

    with second.work() as work:
        keys = second.vault.key_file
        proof = log_verify.verify(work.session, keys.header.vault, log_verify.signers_of(keys))
        devices = work.session.scalars(select(AccessLogRow.device).distinct()).all()
    assert len(devices) == 2
    assert proof.is_whole and proof.events > 6


def test_nobody_who_works_in_it_can_change_what_is_logged(first: Office) -> None:
    with first.work() as work, pytest.raises((RegisterRefused, ProgrammingError)):
        work.session.execute(text("DELETE FROM access_log"))
    with first.work() as work, pytest.raises((RegisterRefused, ProgrammingError)):
        work.session.execute(text("UPDATE checkpoint SET user_id = ''"))


def test_a_colleague_who_is_let_in_on_one_computer_gets_in_on_another(
    register: Register, first: Office, tmp_path: Path
) -> None:
    with first.work() as work:
        team.add_person(work, "Handläggare Tall", Role.RECIPIENT, PHRASE, kdf=PRACTICE_KDF)
    third = Desk(tmp_path / "c", "Handläggare Tall")

    register_server.join(third.file, register.address, PASSWORD, state=third.state)

    assert vaults.users(third.file, state=third.state) == [HANDLER, COLLEAGUE, "Handläggare Tall"]
    third.unlock().close()


def test_keys_that_a_colleague_changes_are_taken_over_by_the_next_act(first: Office, second: Office) -> None:
    with first.work() as work:
        made = team.add_person(work, "Handläggare Tall", Role.RECIPIENT, PHRASE, kdf=PRACTICE_KDF).value

    with second.work() as work:
        names = [user.certificate.label for user in work.vault.key_file.active_users]
        team.change_passphrase(work, PHRASE, "fem nya ord som ingen har", kdf=PRACTICE_KDF)
    with first.work() as work:
        edition = work.vault.key_file.edition

    assert made and names[-1] == "Handläggare Tall"
    assert edition == second.vault.key_file.edition


def test_the_computer_remembers_the_servers_password_under_the_passphrase(register: Register) -> None:
    register.first.unlock().close()

    register.first.unlock(password=None).close()

    kept = b"".join(path.read_bytes() for path in register.first.folder.rglob("*") if path.is_file())
    assert PASSWORD.encode() not in kept
    with pytest.raises(WrongPassphrase):
        register.first.unlock(password=None, phrase="fem helt andra ord här")


def test_a_new_computer_asks_for_the_servers_password(register: Register, tmp_path: Path) -> None:
    new = Desk(tmp_path / "c", HANDLER)
    register_server.join(new.file, register.address, PASSWORD, state=new.state)

    with pytest.raises(ServerPasswordNeeded) as without:
        new.unlock(password=None)
    with pytest.raises(ServerPasswordNeeded) as wrong:
        new.unlock(password="fel")

    assert (without.value.args, wrong.value.args) == ((0,), (1,))


def test_whoever_has_been_taken_out_gets_no_further(first: Office, second: Office) -> None:
    members.remove(first, second.actor.id)

    with pytest.raises(UnknownUser), second.work():
        pass


def test_an_older_key_file_put_back_on_the_server_is_refused(register: Register, first: Office) -> None:
    with first.work() as work:
        team.add_person(work, "Handläggare Tall", Role.RECIPIENT, PHRASE, kdf=PRACTICE_KDF)
    first.close()
    with register.server.root(register.address.rsplit("/", 1)[1]) as root:
        root.execute("DELETE FROM key_file WHERE edition = (SELECT max(edition) FROM key_file)")

    with pytest.raises(StaleKeyFile):
        register.first.unlock()


def test_a_forgotten_passphrase_is_replaced_by_the_sheet_on_every_computer(
    register: Register, first: Office
) -> None:
    with first.work() as work:
        printed = recovery.print_sheet(work, SheetKind.VAULT).value
    with first.work() as work:
        recovery.check(work, printed, {number: printed.sheet.groups[number - 1] for number in printed.asked})
    first.close()
    new = "fem nya ord som ingen har"

    recovery.new_passphrase(
        register.first.file, " ".join(printed.sheet.lines), HANDLER, new, state=register.first.state,
        kdf=PRACTICE_KDF,
    )  # fmt: skip

    register.first.unlock(password=None, phrase=new).close()
    with pytest.raises(WrongPassphrase):
        register.first.unlock()


def test_a_database_that_is_not_empty_becomes_no_register(register: Register, tmp_path: Path) -> None:
    with pytest.raises(RegisterExists):
        register_server.create(
            tmp_path / "ny.narvaro", register.address, PASSWORD, "Bergby", HANDLER, PHRASE, kdf=PRACTICE_KDF,
            state=tmp_path / "ny",
        )  # fmt: skip

    assert not (tmp_path / "ny.narvaro").exists()


def test_an_older_register_is_upgraded_by_whoever_runs_it(register: Register) -> None:
    with register.server.root(register.address.rsplit("/", 1)[1]) as root:
        root.execute("UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(RegisterNeedsUpgrade):
        register.first.unlock()

    with register.server.root(register.address.rsplit("/", 1)[1]) as root:
        root.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerVault):
        register_server.upgrade(register.address, PASSWORD)


def test_the_road_from_the_first_version_keeps_every_row(server: Server) -> None:
    engine = link.server_engine(read_address(server.database()), PASSWORD)
    with engine.begin() as connection:
        tables.make(connection, "0001")
        connection.exec_driver_sql("INSERT INTO activity (id, name) VALUES (1, 'Matematik')")

    with engine.begin() as connection:
        former = tables.upgrade(connection)
        kept = connection.scalar(text("SELECT name FROM activity"))
        columns = tables.counts(connection)

    engine.dispose()
    assert (former, kept) == ("0001", "Matematik")
    assert "matter" in columns


def test_what_the_servers_administrator_copies_holds_no_text_of_a_class(
    register: Register, first: Office
) -> None:
    canary, open_text = "Kanariefågel i klass", "Skolpliktshandläggare, växeln"
    with first.work() as work:
        drafts.keep(work, "receipt", "x", "message", InfoClass.OWN, canary)
        drafts.keep(work, "receipt", "y", "message", InfoClass.COUNSELLING, canary)
        settings.remember(work, contact=open_text)

    dump = register.server.dump(register.address)

    for encoded in (canary.encode(), canary.encode("utf-16-le"), canary.encode().hex().encode()):
        assert encoded not in dump
    assert open_text.encode() in dump, "class A is readable to whoever runs the server, as is said"
    assert PHRASE.encode() not in dump
    with first.work() as work:
        left = drafts.draft(work, "receipt", "y", "message")
    assert left is not None and left.text == canary


@pytest.mark.parametrize(
    ("address", "refusal"),
    [
        ("postgresql://narvaro:hemligt@db.almstad.example/register", PasswordInAddress),
        ("postgresql://narvaro@db.almstad.example/register?password=hemligt", PasswordInAddress),
        (f"{REMOTE}?sslmode=require", TlsNeeded),
        (f"{REMOTE}?sslmode=disable", TlsNeeded),
        (f"{REMOTE}?sslmode=prefer", TlsNeeded),
        (f"{REMOTE}?hostaddr=10.0.0.1", AddressRefused),
        (f"{REMOTE}?service=annan", AddressRefused),
        ("postgresql://a.example,b.example/register", AddressRefused),
        ("mysql://db.almstad.example/register", AddressRefused),
        ("postgresql://db.almstad.example/", AddressRefused),
        ("postgresql://db.almstad.example:port/register", AddressRefused),
        ("db.almstad.example", AddressRefused),
    ],
)  # fmt: skip
def test_an_address_without_tls_or_with_a_password_is_refused(address: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        register_server.refuse_address(address)


def test_off_this_computer_the_server_must_prove_who_it_is() -> None:
    told = read_address(REMOTE).parameters

    assert (told["sslmode"], told["channel_binding"]) == ("verify-full", "require")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "[::1]"])
def test_on_this_computer_nothing_passes_a_network(host: str) -> None:
    address = read_address(f"postgresql://narvaro@{host}:5433/register")

    assert address.is_here and "sslmode" not in address.parameters
    assert read_address(address.text) == address


def test_what_is_erased_lies_in_no_table_of_the_server(register: Register, first: Office) -> None:
    canary = "Kanariefågel som ska bort"
    with first.work() as work:
        settings.remember(work, contact=canary)
    with first.work() as work:
        settings.remember(work, contact="växeln")
    assert canary.encode() in register.server.tables(register.address)

    first.vault.empty_journal()

    assert canary.encode() not in register.server.tables(register.address)


def from_afar(register: Register, host: str, **more: str) -> Address:
    """The same server, spoken with as one far away is."""
    near = read_address(register.address)
    settings = {"sslmode": "verify-full", "channel_binding": "require", **more}
    return Address(host, near.port, near.database, near.user, settings)


def test_a_server_that_proves_who_it_is_is_spoken_with(register: Register, tmp_path: Path) -> None:
    root = tmp_path / "root.crt"
    root.write_bytes(register.server.root_certificate.read_bytes())

    raw = link.connect(from_afar(register, "localhost", sslrootcert=str(root)), PASSWORD)

    assert raw.pgconn.ssl_in_use
    raw.close()


def test_a_server_that_does_not_gets_no_password(register: Register, tmp_path: Path) -> None:
    """An authority that is not known, a name that is not the certificate's, and no TLS at all."""
    root = tmp_path / "root.crt"
    root.write_bytes(register.server.root_certificate.read_bytes())

    for address in (
        from_afar(register, "localhost"),
        from_afar(register, "127.0.0.1", sslrootcert=str(root)),
    ):
        with pytest.raises(ServerNotTrusted):
            link.connect(address, PASSWORD)
    register.server.speak_tls(False)
    try:
        with pytest.raises(ServerNotTrusted):
            link.connect(from_afar(register, "localhost", sslrootcert=str(root)), PASSWORD)
    finally:
        register.server.speak_tls(True)
