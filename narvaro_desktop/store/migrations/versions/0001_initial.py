"""The tables of version 0.1.0, written out by scripts/freeze.py; never changed again."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_log",
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at_utc", sa.Text(), nullable=False),
        sa.Column("offset_minutes", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("student_id", sa.Text(), nullable=True),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("info_class", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("rows_hash", sa.LargeBinary(), nullable=True),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("device", "sequence", name=op.f("pk_access_log")),
    )
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint("name", name=op.f("uq_activity_name")),
    )
    op.create_table(
        "alias",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("class_name", sa.Text(), nullable=False),
        sa.Column("student", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", "name", "class_name", name=op.f("pk_alias")),
    )
    op.create_table(
        "before_image",
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("student", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("activity", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("row", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("batch", "student", "day", "start", "activity", name=op.f("pk_before_image")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("clock", sa.Text(), nullable=False),
        sa.Column("actor", sa.Uuid(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("record", sa.Uuid(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("over", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_table(
        "checkpoint",
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("at_utc", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("device", "sequence", name=op.f("pk_checkpoint")),
    )
    op.create_table(
        "draft",
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("info_class", sa.String(length=40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("caret", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("author_id", "page", "record", "field", name=op.f("pk_draft")),
    )
    op.create_table(
        "import_profile",
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("signature", name=op.f("pk_import_profile")),
    )
    op.create_table(
        "lesson",
        sa.Column("student", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("activity", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("valid", sa.Integer(), nullable=False),
        sa.Column("invalid", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("reported", sa.Integer(), nullable=False),
        sa.Column("reported_at", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Integer(), nullable=True),
        sa.Column("staff", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("student", "day", "start", "activity", name=op.f("pk_lesson")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "period",
        sa.Column("student", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("offered", sa.Integer(), nullable=False),
        sa.Column("reported", sa.Integer(), nullable=False),
        sa.Column("valid", sa.Integer(), nullable=False),
        sa.Column("invalid", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("student", "first_day", "last_day", "source", name=op.f("pk_period")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "period_before",
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("student", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint(
            "batch", "student", "first_day", "last_day", "source", name=op.f("pk_period_before")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("active_from", sa.Date(), nullable=False),
        sa.Column("active_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("label", name=op.f("uq_person_label")),
    )
    op.create_table(
        "placement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("tasks", sa.Text(), nullable=False),
        sa.Column("times", sa.Text(), nullable=False),
        sa.Column("risks_assessed_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
    )
    op.create_table(
        "reason",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reason")),
        sa.UniqueConstraint("words", name=op.f("uq_reason_words")),
    )
    op.create_table(
        "received",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("package_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("sender_name", sa.Text(), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("received_at", sa.String(length=20), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("paper", sa.LargeBinary(), nullable=False),
        sa.Column("root_hash", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("registration_number", sa.Text(), nullable=True),
        sa.Column("offered_support", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received")),
        sa.UniqueConstraint("package_id", name=op.f("uq_received_package_id")),
    )
    op.create_table(
        "seen_package",
        sa.Column("package_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("signing_key", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("root_hash", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("package_id", name=op.f("pk_seen_package")),
    )
    op.create_table(
        "sent_package",
        sa.Column("package_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("signing_key", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("root_hash", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("envelope", sa.LargeBinary(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("sealed_at", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("package_id", name=op.f("pk_sent_package")),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("name", name=op.f("uq_staff_name")),
    )
    op.create_table(
        "student",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("class_name", sa.Text(), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=True),
        sa.Column("school_form", sa.String(length=40), nullable=False),
        sa.Column("identity_type", sa.String(length=40), nullable=False),
        sa.Column("identity_number", sa.Text(), nullable=True),
        sa.Column("home_municipality", sa.Text(), nullable=True),
        sa.Column("compulsory_schooling", sa.String(length=40), nullable=True),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("added_by_batch", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_student")),
        sa.UniqueConstraint("number", name=op.f("uq_student_number")),
    )
    op.create_table(
        "student_day",
        sa.Column("student", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("usable", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("valid", sa.Integer(), nullable=False),
        sa.Column("invalid", sa.Integer(), nullable=False),
        sa.Column("usable_valid", sa.Integer(), nullable=False),
        sa.Column("usable_invalid", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("lessons", sa.Integer(), nullable=False),
        sa.Column("known_lessons", sa.Integer(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("student", "day", name=op.f("pk_student_day")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "suggestion",
        sa.Column("student", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("student", name=op.f("pk_suggestion")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "attendance_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("data_until", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.String(length=20), nullable=False),
        sa.Column("signed_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["signed_by"], ["person.id"], name=op.f("fk_attendance_review_signed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_review")),
    )
    op.create_table(
        "case_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("ladder", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("step_since", sa.Date(), nullable=False),
        sa.Column("is_returning", sa.Boolean(), nullable=False),
        sa.Column("track", sa.String(length=40), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("elsewhere", sa.Text(), nullable=True),
        sa.Column("stated_tenths", sa.Integer(), nullable=True),
        sa.Column("stated_from", sa.Date(), nullable=True),
        sa.Column("stated_to", sa.Date(), nullable=True),
        sa.Column("stated_source", sa.Text(), nullable=True),
        sa.Column("first_reached_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closure", sa.String(length=40), nullable=True),
        sa.Column("lesson_learned", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_case_file_owner_id")),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_case_file_student_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file")),
        sa.UniqueConstraint("number", name=op.f("uq_case_file_number")),
    )
    op.create_table(
        "checklist_mark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("point", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("done_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["done_by"], ["person.id"], name=op.f("fk_checklist_mark_done_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_mark")),
        sa.UniqueConstraint("point", name=op.f("uq_checklist_mark_point")),
    )
    op.create_table(
        "deviation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("partner", sa.String(length=40), nullable=False),
        sa.Column("obstacle", sa.String(length=40), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["registered_by"], ["person.id"], name=op.f("fk_deviation_registered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deviation")),
    )
    op.create_table(
        "environment_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registered_by"], ["person.id"], name=op.f("fk_environment_round_registered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_environment_round")),
    )
    op.create_table(
        "group_measure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("group_name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("responsible", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=False),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.Column("round_point", sa.Text(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["registered_by"], ["person.id"], name=op.f("fk_group_measure_registered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_measure")),
    )
    op.create_table(
        "guardian",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_guardian_student_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guardian")),
    )
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.String(length=20), nullable=False),
        sa.Column("imported_by", sa.Uuid(), nullable=True),
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.Column("data_date", sa.Date(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("same", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("excluded", sa.Integer(), nullable=False),
        sa.Column("protected", sa.Integer(), nullable=False),
        sa.Column("baseline", sa.Boolean(), nullable=False),
        sa.Column("coverage_known", sa.Boolean(), nullable=False),
        sa.Column("split_known", sa.Boolean(), nullable=False),
        sa.Column("moved", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["imported_by"], ["person.id"], name=op.f("fk_import_batch_imported_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_table(
        "introduction_read",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_introduction_read_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction_read")),
        sa.UniqueConstraint("person_id", "version", name=op.f("uq_introduction_read_person_id_version")),
    )
    op.create_table(
        "key_card",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("read_at", sa.String(length=20), nullable=False),
        sa.Column("verified_at", sa.String(length=20), nullable=True),
        sa.Column("verified_by", sa.Uuid(), nullable=True),
        sa.Column("verified_how", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["verified_by"], ["person.id"], name=op.f("fk_key_card_verified_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_card")),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.Column("closed_at", sa.String(length=20), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk_meeting_closed_by")),
        sa.ForeignKeyConstraint(["registered_by"], ["person.id"], name=op.f("fk_meeting_registered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_table(
        "pack",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("signing_key", sa.Text(), nullable=True),
        sa.Column("signature", sa.Text(), nullable=True),
        sa.Column("signer", sa.Text(), nullable=True),
        sa.Column("kept_at", sa.String(length=20), nullable=False),
        sa.Column("kept_by", sa.Uuid(), nullable=True),
        sa.Column("in_use_from", sa.Date(), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["kept_by"], ["person.id"], name=op.f("fk_pack_kept_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack")),
        sa.UniqueConstraint("key", name=op.f("uq_pack_key")),
    )
    op.create_table(
        "suggestion_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("answered_at", sa.String(length=20), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("data_date", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["person.id"], name=op.f("fk_suggestion_answer_answered_by")
        ),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_suggestion_answer_student_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_answer")),
    )
    op.create_table(
        "case_invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=False),
        sa.Column("invited_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_invitation_case_id")),
        sa.ForeignKeyConstraint(["invited_by"], ["person.id"], name=op.f("fk_case_invitation_invited_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_case_invitation_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_invitation")),
    )
    op.create_table(
        "concern",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("feedback", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_concern_author_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_concern_case_id")),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_concern_student_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
    )
    op.create_table(
        "consent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("guardian_id", sa.Uuid(), nullable=True),
        sa.Column("partner", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("what", sa.LargeBinary(), nullable=True),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_consent_case_id")),
        sa.ForeignKeyConstraint(["guardian_id"], ["guardian.id"], name=op.f("fk_consent_guardian_id")),
        sa.ForeignKeyConstraint(["registered_by"], ["person.id"], name=op.f("fk_consent_registered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_table(
        "consultation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party", sa.String(length=40), nullable=False),
        sa.Column("guardian_id", sa.Uuid(), nullable=True),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=True),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("summary", sa.LargeBinary(), nullable=True),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_consultation_case_id")),
        sa.ForeignKeyConstraint(["guardian_id"], ["guardian.id"], name=op.f("fk_consultation_guardian_id")),
        sa.ForeignKeyConstraint(["registered_by"], ["person.id"], name=op.f("fk_consultation_registered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
    )
    op.create_table(
        "duty",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("responsible", sa.String(length=40), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("left_open_on", sa.Date(), nullable=True),
        sa.Column("left_open_by", sa.Uuid(), nullable=True),
        sa.Column("left_open_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_duty_case_id")),
        sa.ForeignKeyConstraint(["done_by"], ["person.id"], name=op.f("fk_duty_done_by")),
        sa.ForeignKeyConstraint(["left_open_by"], ["person.id"], name=op.f("fk_duty_left_open_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
    )
    op.create_table(
        "external_reference",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("system", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("is_master", sa.Boolean(), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=True),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_external_reference_case_id")),
        sa.ForeignKeyConstraint(
            ["registered_by"], ["person.id"], name=op.f("fk_external_reference_registered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_external_reference")),
    )
    op.create_table(
        "gate_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("condition", sa.String(length=40), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_gate_answer_case_id")),
        sa.ForeignKeyConstraint(["registered_by"], ["person.id"], name=op.f("fk_gate_answer_registered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_answer")),
    )
    op.create_table(
        "group_follow_up",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["group_measure.id"], name=op.f("fk_group_follow_up_measure_id")
        ),
        sa.ForeignKeyConstraint(
            ["registered_by"], ["person.id"], name=op.f("fk_group_follow_up_registered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_follow_up")),
    )
    op.create_table(
        "hand_over",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.String(length=20), nullable=False),
        sa.Column("to_role", sa.String(length=40), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.String(length=20), nullable=True),
        sa.Column("decided", sa.Boolean(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("seen_at", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_hand_over_answered_by")),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_hand_over_asked_by")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_hand_over_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over")),
    )
    op.create_table(
        "inquiry_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_by_words", sa.Text(), nullable=False),
        sa.Column("motivation", sa.Text(), nullable=True),
        sa.Column("recheck_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("document", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_inquiry_decision_case_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_inquiry_decision_decided_by")),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_inquiry_decision_student_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry_decision")),
    )
    op.create_table(
        "investigation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("depth", sa.String(length=40), nullable=False),
        sa.Column("question_set", sa.Text(), nullable=False),
        sa.Column("stages", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("replaces", sa.Uuid(), nullable=True),
        sa.Column("correction_reason", sa.Text(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("started_by", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("signed_at", sa.String(length=20), nullable=True),
        sa.Column("signed_by", sa.Uuid(), nullable=True),
        sa.Column("missing_voices", sa.Text(), nullable=True),
        sa.Column("layout", sa.Text(), nullable=True),
        sa.Column("pattern", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_investigation_case_id")),
        sa.ForeignKeyConstraint(["replaces"], ["investigation.id"], name=op.f("fk_investigation_replaces")),
        sa.ForeignKeyConstraint(["signed_by"], ["person.id"], name=op.f("fk_investigation_signed_by")),
        sa.ForeignKeyConstraint(["started_by"], ["person.id"], name=op.f("fk_investigation_started_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_investigation")),
    )
    op.create_table(
        "measure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("catalogue", sa.Text(), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=True),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("legal_type", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("answers_to", sa.Text(), nullable=True),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("indicator", sa.String(length=40), nullable=True),
        sa.Column("own_indicator", sa.Text(), nullable=True),
        sa.Column("baseline", sa.Integer(), nullable=True),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("student_view", sa.Text(), nullable=True),
        sa.Column("guardian_view", sa.Text(), nullable=True),
        sa.Column("responsible_role", sa.String(length=40), nullable=False),
        sa.Column("responsible", sa.Text(), nullable=True),
        sa.Column("co_actors", sa.Text(), nullable=True),
        sa.Column("resource", sa.Text(), nullable=True),
        sa.Column("support_programme", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("planned_end", sa.Date(), nullable=True),
        sa.Column("follow_up_on", sa.Date(), nullable=False),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("evaluation", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_measure_case_id")),
        sa.ForeignKeyConstraint(["registered_by"], ["person.id"], name=op.f("fk_measure_registered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
    )
    op.create_table(
        "meeting_participant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("function", sa.Text(), nullable=False),
        sa.Column("was_there", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_participant_meeting_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_meeting_participant_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_participant")),
    )
    op.create_table(
        "note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("party", sa.String(length=40), nullable=True),
        sa.Column("reached", sa.Boolean(), nullable=True),
        sa.Column("happened_at", sa.String(length=20), nullable=False),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("info_class", sa.String(length=40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("signed_at", sa.String(length=20), nullable=True),
        sa.Column("replaces", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_note_author_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_note_case_id")),
        sa.ForeignKeyConstraint(["replaces"], ["note.id"], name=op.f("fk_note_replaces")),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_note_student_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_table(
        "outside_meeting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("ground", sa.String(length=40), nullable=False),
        sa.Column("partners", sa.Text(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("time", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("agenda", sa.LargeBinary(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("decision", sa.LargeBinary(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("summary", sa.LargeBinary(), nullable=True),
        sa.Column("lead", sa.Text(), nullable=True),
        sa.Column("coordinator", sa.Text(), nullable=True),
        sa.Column("next_owner", sa.Text(), nullable=True),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("followed_up_on", sa.Date(), nullable=True),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_outside_meeting_case_id")),
        sa.ForeignKeyConstraint(
            ["registered_by"], ["person.id"], name=op.f("fk_outside_meeting_registered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_meeting")),
    )
    op.create_table(
        "pack_read",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pack_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("read_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name=op.f("fk_pack_read_pack_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pack_read_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_read")),
    )
    op.create_table(
        "partner_contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("partner", sa.String(length=40), nullable=False),
        sa.Column("entry", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("next_owner", sa.Text(), nullable=True),
        sa.Column("obstacle", sa.String(length=40), nullable=True),
        sa.Column("question", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("may_pass_on", sa.LargeBinary(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_partner_contact_case_id")),
        sa.ForeignKeyConstraint(
            ["registered_by"], ["person.id"], name=op.f("fk_partner_contact_registered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_contact")),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("class_name", sa.Text(), nullable=True),
        sa.Column("gone_through_on", sa.Date(), nullable=True),
        sa.Column("needs", sa.Text(), nullable=True),
        sa.Column("student_view", sa.Text(), nullable=True),
        sa.Column("guardian_view", sa.Text(), nullable=True),
        sa.Column("next_meeting", sa.Text(), nullable=True),
        sa.Column("signed_at", sa.String(length=20), nullable=True),
        sa.Column("signed_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_plan_case_id")),
        sa.ForeignKeyConstraint(["signed_by"], ["person.id"], name=op.f("fk_plan_signed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("case_id", name=op.f("uq_plan_case_id")),
    )
    op.create_table(
        "plan_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.String(length=20), nullable=False),
        sa.Column("signed_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.String(length=20), nullable=True),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.String(length=20), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("seen_at", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_plan_version_answered_by")),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_plan_version_asked_by")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_plan_version_case_id")),
        sa.ForeignKeyConstraint(["signed_by"], ["person.id"], name=op.f("fk_plan_version_signed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_version")),
        sa.UniqueConstraint("case_id", "version", name=op.f("uq_plan_version_case_id_version")),
    )
    op.create_table(
        "return_week",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_return_week_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_week")),
        sa.UniqueConstraint("case_id", "monday", name=op.f("uq_return_week_case_id_monday")),
    )
    op.create_table(
        "review_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("class_name", sa.Text(), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["review_id"], ["attendance_review.id"], name=op.f("fk_review_line_review_id")
        ),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_review_line_student_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_line")),
    )
    op.create_table(
        "round_mark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("point", sa.Text(), nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["environment_round.id"], name=op.f("fk_round_mark_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_mark")),
        sa.UniqueConstraint("round_id", "point", name=op.f("uq_round_mark_round_id_point")),
    )
    op.create_table(
        "stance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_stance_author_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_stance_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stance")),
    )
    op.create_table(
        "step_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("from_step", sa.Integer(), nullable=True),
        sa.Column("to_step", sa.Integer(), nullable=False),
        sa.Column("ladder", sa.Text(), nullable=False),
        sa.Column("is_returning", sa.Boolean(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("figures", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_step_change_case_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_step_change_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_change")),
    )
    op.create_table(
        "transfer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("is_out", sa.Boolean(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("package_id", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=True),
        sa.Column("seen_at", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_transfer_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_transfer_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
    )
    op.create_table(
        "agreed_task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("what", sa.LargeBinary(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["outside_meeting.id"], name=op.f("fk_agreed_task_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreed_task")),
    )
    op.create_table(
        "answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("investigation_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("party", sa.String(length=40), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("info_class", sa.String(length=40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("scale", sa.LargeBinary(), nullable=True),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_answer_asked_by")),
        sa.ForeignKeyConstraint(
            ["investigation_id"], ["investigation.id"], name=op.f("fk_answer_investigation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint(
            "investigation_id",
            "question",
            "party",
            "who",
            name=op.f("uq_answer_investigation_id_question_party_who"),
        ),
    )
    op.create_table(
        "finding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("investigation_id", sa.Uuid(), nullable=False),
        sa.Column("replaces", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("info_class", sa.String(length=40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["investigation_id"], ["investigation.id"], name=op.f("fk_finding_investigation_id")
        ),
        sa.ForeignKeyConstraint(["registered_by"], ["person.id"], name=op.f("fk_finding_registered_by")),
        sa.ForeignKeyConstraint(["replaces"], ["finding.id"], name=op.f("fk_finding_replaces")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.Column("carried_out", sa.Boolean(), nullable=False),
        sa.Column("not_done", sa.String(length=40), nullable=True),
        sa.Column("fidelity", sa.Integer(), nullable=True),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("attendance", sa.String(length=40), nullable=True),
        sa.Column("functioning", sa.String(length=40), nullable=True),
        sa.Column("wellbeing", sa.String(length=40), nullable=True),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("next_move", sa.String(length=40), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_follow_up_measure_id")),
        sa.ForeignKeyConstraint(["registered_by"], ["person.id"], name=op.f("fk_follow_up_registered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
    )
    op.create_table(
        "informed",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("guardian_id", sa.Uuid(), nullable=True),
        sa.Column("informed_on", sa.Date(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["inquiry_decision.id"], name=op.f("fk_informed_decision_id")
        ),
        sa.ForeignKeyConstraint(["guardian_id"], ["guardian.id"], name=op.f("fk_informed_guardian_id")),
        sa.ForeignKeyConstraint(["registered_by"], ["person.id"], name=op.f("fk_informed_registered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_informed")),
    )
    op.create_table(
        "meeting_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("info_class", sa.String(length=40), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_meeting_item_case_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_item_meeting_id")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_meeting_item_note_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_item")),
    )
    op.create_table(
        "notification",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("paper", sa.LargeBinary(), nullable=True),
        sa.Column("package_id", sa.Text(), nullable=True),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("prepared_at", sa.String(length=20), nullable=True),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
        sa.Column("handed_over_by", sa.Uuid(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_by", sa.Text(), nullable=True),
        sa.Column("registration_number", sa.Text(), nullable=True),
        sa.Column("offered_support", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_notification_case_id")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["inquiry_decision.id"], name=op.f("fk_notification_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["handed_over_by"], ["person.id"], name=op.f("fk_notification_handed_over_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
        sa.UniqueConstraint("package_id", name=op.f("uq_notification_package_id")),
    )
    op.create_table(
        "meeting_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("responsible", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("replaces", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_decision_item_id")),
        sa.ForeignKeyConstraint(
            ["registered_by"], ["person.id"], name=op.f("fk_meeting_decision_registered_by")
        ),
        sa.ForeignKeyConstraint(
            ["replaces"], ["meeting_decision.id"], name=op.f("fk_meeting_decision_replaces")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["duty.id"], name=op.f("fk_meeting_decision_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_decision")),
    )
    op.create_index(op.f("ix_access_log_case_id"), "access_log", ["case_id"], unique=False)
    op.create_index(op.f("ix_access_log_student_id"), "access_log", ["student_id"], unique=False)
    op.create_index(op.f("ix_change_clock"), "change", ["clock"], unique=False)
    op.create_index(
        "ix_change_gone",
        "change",
        ["table_name"],
        unique=False,
        sqlite_where=sa.text("gone IS 1"),
        postgresql_where=sa.text("gone"),
    )
    op.create_index("ix_change_record", "change", ["record", "clock"], unique=False)
    op.create_index(
        "ix_change_visited",
        "change",
        ["record"],
        unique=False,
        sqlite_where=sa.text("after IS NOT NULL"),
        postgresql_where=sa.text("after IS NOT NULL"),
    )
    op.create_index(op.f("ix_received_sender"), "received", ["sender"], unique=False)
    op.create_index(op.f("ix_seen_package_sender"), "seen_package", ["sender"], unique=False)
    op.create_index(op.f("ix_sent_package_recipient"), "sent_package", ["recipient"], unique=False)
    op.create_index(op.f("ix_sent_package_root_hash"), "sent_package", ["root_hash"], unique=False)
    op.create_index(op.f("ix_student_class_name"), "student", ["class_name"], unique=False)
    op.create_index(op.f("ix_student_identity_number"), "student", ["identity_number"], unique=False)
    op.create_index(op.f("ix_student_sort_key"), "student", ["sort_key"], unique=False)
    op.create_index(op.f("ix_case_file_student_id"), "case_file", ["student_id"], unique=False)
    op.create_index(op.f("ix_guardian_student_id"), "guardian", ["student_id"], unique=False)
    op.create_index(op.f("ix_import_batch_file_sha256"), "import_batch", ["file_sha256"], unique=False)
    op.create_index(op.f("ix_key_card_organisation"), "key_card", ["organisation"], unique=False)
    op.create_index(op.f("ix_meeting_held_on"), "meeting", ["held_on"], unique=False)
    op.create_index(
        op.f("ix_suggestion_answer_student_id"), "suggestion_answer", ["student_id"], unique=False
    )
    op.create_index(op.f("ix_case_invitation_case_id"), "case_invitation", ["case_id"], unique=False)
    op.create_index(op.f("ix_case_invitation_person_id"), "case_invitation", ["person_id"], unique=False)
    op.create_index(op.f("ix_concern_case_id"), "concern", ["case_id"], unique=False)
    op.create_index(op.f("ix_concern_student_id"), "concern", ["student_id"], unique=False)
    op.create_index(op.f("ix_consent_case_id"), "consent", ["case_id"], unique=False)
    op.create_index(op.f("ix_consultation_case_id"), "consultation", ["case_id"], unique=False)
    op.create_index(op.f("ix_duty_case_id"), "duty", ["case_id"], unique=False)
    op.create_index(op.f("ix_external_reference_case_id"), "external_reference", ["case_id"], unique=False)
    op.create_index(op.f("ix_gate_answer_case_id"), "gate_answer", ["case_id"], unique=False)
    op.create_index(op.f("ix_group_follow_up_measure_id"), "group_follow_up", ["measure_id"], unique=False)
    op.create_index(op.f("ix_hand_over_case_id"), "hand_over", ["case_id"], unique=False)
    op.create_index(op.f("ix_inquiry_decision_case_id"), "inquiry_decision", ["case_id"], unique=False)
    op.create_index(op.f("ix_inquiry_decision_student_id"), "inquiry_decision", ["student_id"], unique=False)
    op.create_index(op.f("ix_investigation_case_id"), "investigation", ["case_id"], unique=False)
    op.create_index(op.f("ix_measure_case_id"), "measure", ["case_id"], unique=False)
    op.create_index(
        op.f("ix_meeting_participant_meeting_id"), "meeting_participant", ["meeting_id"], unique=False
    )
    op.create_index(op.f("ix_note_case_id"), "note", ["case_id"], unique=False)
    op.create_index(op.f("ix_note_student_id"), "note", ["student_id"], unique=False)
    op.create_index(op.f("ix_outside_meeting_case_id"), "outside_meeting", ["case_id"], unique=False)
    op.create_index(op.f("ix_pack_read_pack_id"), "pack_read", ["pack_id"], unique=False)
    op.create_index(op.f("ix_partner_contact_case_id"), "partner_contact", ["case_id"], unique=False)
    op.create_index(op.f("ix_plan_version_case_id"), "plan_version", ["case_id"], unique=False)
    op.create_index(op.f("ix_return_week_case_id"), "return_week", ["case_id"], unique=False)
    op.create_index(op.f("ix_review_line_review_id"), "review_line", ["review_id"], unique=False)
    op.create_index(op.f("ix_review_line_student_id"), "review_line", ["student_id"], unique=False)
    op.create_index(op.f("ix_round_mark_round_id"), "round_mark", ["round_id"], unique=False)
    op.create_index(op.f("ix_stance_case_id"), "stance", ["case_id"], unique=False)
    op.create_index(op.f("ix_step_change_case_id"), "step_change", ["case_id"], unique=False)
    op.create_index(op.f("ix_transfer_case_id"), "transfer", ["case_id"], unique=False)
    op.create_index(op.f("ix_transfer_package_id"), "transfer", ["package_id"], unique=False)
    op.create_index(op.f("ix_agreed_task_meeting_id"), "agreed_task", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_answer_investigation_id"), "answer", ["investigation_id"], unique=False)
    op.create_index(op.f("ix_finding_investigation_id"), "finding", ["investigation_id"], unique=False)
    op.create_index(op.f("ix_follow_up_measure_id"), "follow_up", ["measure_id"], unique=False)
    op.create_index(op.f("ix_informed_decision_id"), "informed", ["decision_id"], unique=False)
    op.create_index(op.f("ix_meeting_item_case_id"), "meeting_item", ["case_id"], unique=False)
    op.create_index(op.f("ix_meeting_item_meeting_id"), "meeting_item", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_notification_case_id"), "notification", ["case_id"], unique=False)
    op.create_index(op.f("ix_notification_decision_id"), "notification", ["decision_id"], unique=False)
    op.create_index(op.f("ix_meeting_decision_item_id"), "meeting_decision", ["item_id"], unique=False)
