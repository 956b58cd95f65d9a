"""Who is in the vault: the team, the pupils, their guardians, and the school's own settings."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from narvaro_desktop.domain.privacy_terms import Custody
from narvaro_desktop.domain.terms import CompulsorySchooling, IdentityType, Role, SchoolForm
from narvaro_desktop.store.tables.columns import Base, RecordId, keyed, plain


class SettingRow(Base):
    """One thing the vault remembers about its school or huvudman; the value is JSON."""

    __tablename__ = "setting"

    name: Mapped[str] = plain(primary_key=True)
    value: Mapped[str] = plain()


class PersonRow(Base):
    """Someone in the team. `label` names the person's slot in the key file."""

    __tablename__ = "person"

    id: Mapped[RecordId]
    label: Mapped[str] = plain(unique=True)
    name: Mapped[str] = plain()
    sort_key: Mapped[str] = plain()
    role: Mapped[Role] = keyed(Role)
    active_from: Mapped[date]
    active_to: Mapped[date | None]


class StudentRow(Base):
    """A pupil. `number` stands for the pupil in absence rows, on this device only."""

    __tablename__ = "student"

    id: Mapped[RecordId]
    number: Mapped[int] = mapped_column(unique=True)
    given_name: Mapped[str] = plain()
    family_name: Mapped[str] = plain()
    sort_key: Mapped[str] = plain(index=True)
    search_key: Mapped[str] = plain()
    class_name: Mapped[str] = plain(index=True)
    school_year: Mapped[int | None]
    school_form: Mapped[SchoolForm] = keyed(SchoolForm)
    identity_type: Mapped[IdentityType] = keyed(IdentityType)
    identity_number: Mapped[str | None] = plain(index=True)
    home_municipality: Mapped[str | None] = plain()
    compulsory_schooling: Mapped[CompulsorySchooling | None] = keyed(CompulsorySchooling)
    protected: Mapped[bool]
    added_on: Mapped[date]
    left_on: Mapped[date | None]
    added_by_batch: Mapped[int | None]
    """The import that brought the pupil, on this device; undoing it takes her away if nobody needs her."""
    also_attends: Mapped[str | None] = plain()
    """Another school that she goes to as well, from and to these days."""
    also_from: Mapped[date | None]
    also_to: Mapped[date | None]

    guardians: Mapped[list["GuardianRow"]] = relationship(
        back_populates="student", order_by="GuardianRow.sort_key"
    )

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def is_alias(self) -> bool:
        """Whether her name here is an alias, and who she is lies sealed in `protected_identity`."""
        return self.protected and not self.search_key


class GuardianRow(Base):
    """A vårdnadshavare; each is told and asked apart."""

    __tablename__ = "guardian"

    id: Mapped[RecordId]
    student_id: Mapped[UUID] = mapped_column(ForeignKey("student.id"), index=True)
    name: Mapped[str] = plain()
    sort_key: Mapped[str] = plain()
    phone: Mapped[str | None] = plain()
    custody: Mapped[Custody | None] = keyed(Custody)
    withheld: Mapped[bool | None]
    """Nothing of the pupil is to be given to this guardian."""

    student: Mapped[StudentRow] = relationship(back_populates="guardians")
