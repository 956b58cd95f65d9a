"""What version 0.2.0 adds to the tables of 0.1.0: columns and tables, nothing taken away."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One function below for each subject, called here in the order that its tables need."""
    corrections()
    tellers()


def corrections() -> None:
    """Why a note was corrected, and what contacts and meetings with partners said before."""
    op.add_column("note", sa.Column("reason", sa.LargeBinary(), nullable=True))
    op.create_table(
        "outside_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("record", sa.Uuid(), nullable=False),
        sa.Column("replaced_at", sa.String(length=20), nullable=False),
        sa.Column("replaced_by", sa.Uuid(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_outside_version_case_id")),
        sa.ForeignKeyConstraint(["replaced_by"], ["person.id"], name=op.f("fk_outside_version_replaced_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_version")),
    )
    for column in ("case_id", "record"):
        op.create_index(op.f(f"ix_outside_version_{column}"), "outside_version", [column], unique=False)


def tellers() -> None:
    """Whose laptop told of a change that was made on another."""
    op.add_column("change", sa.Column("told_by", sa.Uuid(), nullable=True))
