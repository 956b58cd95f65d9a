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
    privacy()
    erasures()
    attention()
    reports()
    casework()
    packages()
    papers()
    pupils()
    signed_lines()


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
    op.create_index(op.f("ix_seen_package_signing_key"), "seen_package", ["signing_key"], unique=False)
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
    op.create_table(
        "received_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("received_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["received_id"], ["received.id"], name=op.f("fk_received_file_received_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_file")),
    )
    op.create_index(op.f("ix_received_file_received_id"), "received_file", ["received_id"], unique=False)


def privacy() -> None:
    """Who has custody, hidden identities, and what the registered asks for."""
    op.add_column("guardian", sa.Column("custody", sa.String(length=40), nullable=True))
    op.add_column("guardian", sa.Column("withheld", sa.Boolean(), nullable=True))
    op.create_table(
        "protected_identity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("alias", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.String(length=20), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.Column("readers", sa.Text(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("copies_told", sa.Text(), nullable=True),
        sa.Column("lifted_at", sa.String(length=20), nullable=True),
        sa.Column("lifted_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["lifted_by"], ["person.id"], name=op.f("fk_protected_identity_lifted_by")),
        sa.ForeignKeyConstraint(["set_by"], ["person.id"], name=op.f("fk_protected_identity_set_by")),
        sa.ForeignKeyConstraint(
            ["student_id"], ["student.id"], name=op.f("fk_protected_identity_student_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protected_identity")),
    )
    op.create_index(
        op.f("ix_protected_identity_student_id"), "protected_identity", ["student_id"], unique=False
    )
    op.create_table(
        "rights_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("guardian_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.Column("wish", sa.LargeBinary(), nullable=True),
        sa.Column("masked", sa.LargeBinary(), nullable=True),
        sa.Column("reviewed_at", sa.String(length=20), nullable=True),
        sa.Column("reviewed_by", sa.Uuid(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_rights_request_decided_by")),
        sa.ForeignKeyConstraint(["done_by"], ["person.id"], name=op.f("fk_rights_request_done_by")),
        sa.ForeignKeyConstraint(["guardian_id"], ["guardian.id"], name=op.f("fk_rights_request_guardian_id")),
        sa.ForeignKeyConstraint(
            ["registered_by"], ["person.id"], name=op.f("fk_rights_request_registered_by")
        ),
        sa.ForeignKeyConstraint(["reviewed_by"], ["person.id"], name=op.f("fk_rights_request_reviewed_by")),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_rights_request_student_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_request")),
    )
    op.create_index(op.f("ix_rights_request_student_id"), "rights_request", ["student_id"], unique=False)


def erasures() -> None:
    """What is held back from gallring, what was gallrat by whom, and the log's monthly review."""
    op.create_table(
        "legal_hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("lifted_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_legal_hold_case_id")),
        sa.ForeignKeyConstraint(["lifted_by"], ["person.id"], name=op.f("fk_legal_hold_lifted_by")),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_legal_hold_matter_id")),
        sa.ForeignKeyConstraint(["set_by"], ["person.id"], name=op.f("fk_legal_hold_set_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    for column in ("case_id", "matter_id"):
        op.create_index(op.f(f"ix_legal_hold_{column}"), "legal_hold", [column], unique=False)
    op.create_table(
        "erasure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("retention", sa.Text(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("cases", sa.Text(), nullable=True),
        sa.Column("case_count", sa.Integer(), nullable=False),
        sa.Column("closed_from", sa.Date(), nullable=False),
        sa.Column("closed_to", sa.Date(), nullable=False),
        sa.Column("proposed_at", sa.String(length=20), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("proposed_marks", sa.Text(), nullable=True),
        sa.Column("proposed_signature", sa.LargeBinary(), nullable=True),
        sa.Column("confirmed_at", sa.String(length=20), nullable=True),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.String(length=20), nullable=True),
        sa.Column("done_at", sa.String(length=20), nullable=True),
        sa.Column("counts", sa.Text(), nullable=True),
        sa.Column("backups", sa.Text(), nullable=True),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.Column("replayed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["confirmed_by"], ["person.id"], name=op.f("fk_erasure_confirmed_by")),
        sa.ForeignKeyConstraint(["proposed_by"], ["person.id"], name=op.f("fk_erasure_proposed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_table(
        "log_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("looked_at", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.String(length=20), nullable=False),
        sa.Column("signed_by", sa.Uuid(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["signed_by"], ["person.id"], name=op.f("fk_log_review_signed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_review")),
    )
    op.create_index(op.f("ix_log_review_month"), "log_review", ["month"], unique=False)


def attention() -> None:
    """What was answered for pupils whom early signals point out, and the weeks of each class by subject."""
    op.create_table(
        "attention_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("invalid_on", sa.Boolean(), nullable=False),
        sa.Column("data_date", sa.Date(), nullable=False),
        sa.Column("answered_at", sa.String(length=20), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_attention_answer_student_id")),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_attention_answer_answered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attention_answer")),
    )
    op.create_index(op.f("ix_attention_answer_student_id"), "attention_answer", ["student_id"], unique=False)
    op.create_table(
        "class_week",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("class_name", sa.Text(), nullable=False),
        sa.Column("activity", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lessons", sa.Integer(), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("usable", sa.Integer(), nullable=False),
        sa.Column("valid", sa.Integer(), nullable=False),
        sa.Column("invalid", sa.Integer(), nullable=False),
        sa.Column("unreported_valid", sa.Integer(), nullable=False),
        sa.Column("reported_late", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("day", "class_name", "activity", name=op.f("pk_class_week")),
        sqlite_with_rowid=False,
    )


def reports() -> None:
    """What schools send of their figures, and reports that stand as they were frozen."""
    op.create_table(
        "aggregate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("package_id", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("sender_name", sa.Text(), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("definitions", sa.Text(), nullable=False),
        sa.Column("received_at", sa.String(length=20), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("paper", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aggregate")),
        sa.UniqueConstraint("package_id", name=op.f("uq_aggregate_package_id")),
    )
    for column in ("sender", "period"):
        op.create_index(op.f(f"ix_aggregate_{column}"), "aggregate", [column], unique=False)
    op.create_table(
        "report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("data_date", sa.Date(), nullable=True),
        sa.Column("definitions", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("paper", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.String(length=20), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_report_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("name", name=op.f("uq_report_name")),
    )


def casework() -> None:
    """With whom an answer may be shared, what belongs to no case, and the school's own places of support."""
    op.add_column("answer", sa.Column("share", sa.LargeBinary(), nullable=True))
    op.create_table(
        "school_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("whom", sa.Text(), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("next_owner", sa.Text(), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("followed_up_on", sa.Date(), nullable=True),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["registered_by"], ["person.id"], name=op.f("fk_school_event_registered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_event")),
    )
    op.create_table(
        "pupil_feedback",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("group_name", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registered_by"], ["person.id"], name=op.f("fk_pupil_feedback_registered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pupil_feedback")),
    )
    op.create_table(
        "own_support",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("partner", sa.String(length=40), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("answer_days", sa.Integer(), nullable=True),
        sa.Column("boundary", sa.Text(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["registered_by"], ["person.id"], name=op.f("fk_own_support_registered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_support")),
    )


def packages() -> None:
    """Files that went with a dispatch, and packages that wait for their sender's kontaktkort."""
    op.create_table(
        "sent_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("package_id", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_file")),
    )
    op.create_index(op.f("ix_sent_file_package_id"), "sent_file", ["package_id"], unique=False)
    op.create_table(
        "held_package",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("sender_name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("tried_serial", sa.Integer(), nullable=False),
        sa.Column("held_at", sa.String(length=20), nullable=False),
        sa.Column("held_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["held_by"], ["person.id"], name=op.f("fk_held_package_held_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_package")),
        sa.UniqueConstraint("file_sha256", name=op.f("uq_held_package_file_sha256")),
    )


def papers() -> None:
    """What a meeting with partners is to answer, as its kallelse says."""
    op.add_column("outside_meeting", sa.Column("question", sa.LargeBinary(), nullable=True))


def pupils() -> None:
    """Another school that a pupil attends beside this one."""
    op.add_column("student", sa.Column("also_attends", sa.Text(), nullable=True))
    op.add_column("student", sa.Column("also_from", sa.Date(), nullable=True))
    op.add_column("student", sa.Column("also_to", sa.Date(), nullable=True))


def signed_lines() -> None:
    """The one order of a register's log, and who vouches for each of its lines."""
    op.add_column("access_log", sa.Column("turn", sa.Integer(), nullable=True))
    op.add_column("access_log", sa.Column("signature", sa.LargeBinary(), nullable=True))
    op.create_index(op.f("ix_access_log_turn"), "access_log", ["turn"], unique=False)
