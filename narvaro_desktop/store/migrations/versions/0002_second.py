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
    kinds()
    matters()


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


def kinds() -> None:
    """What is told of a case after its anmälan, what such a package held, and spärrlistor."""
    op.create_table(
        "dispatch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("batch", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("corrects", sa.Uuid(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=True),
        sa.Column("package_id", sa.Text(), nullable=True),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("prepared_at", sa.String(length=20), nullable=False),
        sa.Column("prepared_by", sa.Uuid(), nullable=False),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
        sa.Column("handed_over_by", sa.Uuid(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_by", sa.Text(), nullable=True),
        sa.Column("registration_number", sa.Text(), nullable=True),
        sa.Column("offered_support", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_dispatch_case_id")),
        sa.ForeignKeyConstraint(["prepared_by"], ["person.id"], name=op.f("fk_dispatch_prepared_by")),
        sa.ForeignKeyConstraint(["handed_over_by"], ["person.id"], name=op.f("fk_dispatch_handed_over_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
    )
    for column in ("case_id", "batch", "package_id"):
        op.create_index(op.f(f"ix_dispatch_{column}"), "dispatch", [column], unique=False)
    op.create_table(
        "sent_payload",
        sa.Column("package_id", sa.Text(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("paper", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("package_id", name=op.f("pk_sent_payload")),
    )
    op.create_table(
        "revocation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("read_at", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revocation")),
    )
    op.create_index(op.f("ix_revocation_organisation"), "revocation", ["organisation"], unique=False)


def matters() -> None:
    """The huvudman's register by matter, and what a correction takes the place of."""
    op.add_column("received", sa.Column("replaces", sa.Text(), nullable=True))
    op.add_column("received", sa.Column("action", sa.Text(), nullable=True))
    op.create_table(
        "matter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("sender_name", sa.Text(), nullable=False),
        sa.Column("case_number", sa.Text(), nullable=False),
        sa.Column("student", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=True),
        sa.Column("home_municipality", sa.Text(), nullable=False),
        sa.Column("ladder_step", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("share_tenths", sa.Integer(), nullable=True),
        sa.Column("last_round", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("first_at", sa.String(length=20), nullable=False),
        sa.Column("last_at", sa.String(length=20), nullable=False),
        sa.Column("registration_number", sa.Text(), nullable=False),
        sa.Column("assigned_to", sa.Uuid(), nullable=True),
        sa.Column("completion_asked_on", sa.Date(), nullable=True),
        sa.Column("home_answer", sa.Text(), nullable=True),
        sa.Column("home_answered_on", sa.Date(), nullable=True),
        sa.Column("coordinator", sa.Text(), nullable=True),
        sa.Column("coordinated_since", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["assigned_to"], ["person.id"], name=op.f("fk_matter_assigned_to")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter")),
    )
    for column in ("sender", "case_number", "identity"):
        op.create_index(op.f(f"ix_matter_{column}"), "matter", [column], unique=False)
    op.create_table(
        "matter_package",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("received_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_matter_package_matter_id")),
        sa.ForeignKeyConstraint(["received_id"], ["received.id"], name=op.f("fk_matter_package_received_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_package")),
    )
    for column in ("matter_id", "received_id"):
        op.create_index(op.f(f"ix_matter_package_{column}"), "matter_package", [column], unique=False)
