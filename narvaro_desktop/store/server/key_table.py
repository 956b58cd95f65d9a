"""The key file of a register, in a table beside the others: every edition stays, the newest counts."""

from sqlalchemy import BigInteger, Column, Connection, LargeBinary, MetaData, Table, func, insert, select
from sqlalchemy.exc import IntegrityError

from narvaro_desktop.store.errors import KeyFileMissing, KeysRewritten
from narvaro_desktop.store.key_file import KeyFile
from narvaro_desktop.store.key_form import read_key_file

KEYS = Table(
    "key_file",
    MetaData(),
    Column("edition", BigInteger, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)


def newest_edition(connection: Connection) -> int:
    """The edition that counts; 0 where there is none."""
    return connection.scalar(select(func.max(KEYS.c.edition))) or 0


def newest_mark(connection: Connection) -> tuple[int, bytes]:
    """The edition that counts and the SHA-256 of its content; (0, b"") where there is none."""
    wanted = select(KEYS.c.edition, func.sha256(KEYS.c.content)).order_by(KEYS.c.edition.desc()).limit(1)
    found = connection.execute(wanted).first()
    return (int(found[0]), bytes(found[1])) if found else (0, b"")


def newest_keys(connection: Connection) -> KeyFile:
    """:raises KeyFileMissing, KeyFileDamaged:"""
    content = connection.scalar(select(KEYS.c.content).order_by(KEYS.c.edition.desc()).limit(1))
    if content is None:
        raise KeyFileMissing
    return read_key_file(bytes(content))


def add_keys(connection: Connection, keys: KeyFile) -> None:
    """:raises KeysRewritten: a colleague has written this edition, or a later one, meanwhile"""
    if newest_edition(connection) >= keys.edition:
        raise KeysRewritten
    try:
        connection.execute(insert(KEYS).values(edition=keys.edition, content=keys.to_bytes()))
    except IntegrityError:
        raise KeysRewritten from None
