"""The kinds of column that the vault's tables are built from."""

from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID

from sqlalchemy import Date, Dialect, LargeBinary, MetaData, String, Text, TypeDecorator, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

from narvaro_desktop.domain.terms import InfoClass, Term

BY_ROW = "by row"
"""The class of a sealed column whose row names it in a column of its own."""


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, to the second, kept as `2026-10-05T07:12:00Z`."""

    impl = String(20)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Keyed(TypeDecorator[Term]):
    """A `Term`, kept as its key."""

    impl = String(40)
    cache_ok = True

    def __init__(self, terms: type[Term]) -> None:
        super().__init__()
        self.terms = terms

    def process_bind_param(self, value: Term | None, dialect: Dialect) -> str | None:
        return None if value is None else value.key

    def process_result_value(self, value: str | None, dialect: Dialect) -> Term | None:
        return None if value is None else self.terms._value2member_map_[value]  # type: ignore[return-value]


class Base(DeclarativeBase):
    """Every table of the vault, in one metadata, the same for SQLCipher and PostgreSQL."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {UUID: Uuid(), date: Date(), datetime: Instant(), bytes: LargeBinary()}


RecordId = Annotated[UUID, mapped_column(Uuid(), primary_key=True)]
"""A UUIDv7, made where the record is made, so that two laptops never make the same one."""


def plain(**how: Any) -> MappedColumn[Any]:
    """Text of class A: everyone in the vault may read it, lists and searches may use it."""
    return mapped_column(Text(), info={"class": InfoClass.SCHOOL.key}, **how)


def sealed(info_class: InfoClass | None = None, **how: Any) -> MappedColumn[Any]:
    """Text as ciphertext of `info_class`, or of the class that the row itself names."""
    return mapped_column(LargeBinary(), info={"class": info_class.key if info_class else BY_ROW}, **how)


def keyed(terms: type[Term], **how: Any) -> MappedColumn[Any]:
    """One of `terms`."""
    return mapped_column(Keyed(terms), info={"class": InfoClass.SCHOOL.key}, **how)


__all__ = ["BY_ROW", "Base", "Instant", "Keyed", "Mapped", "RecordId", "keyed", "plain", "sealed"]
