"""Lay the first tables and guard the audit trail; frozen, so nothing of the program is imported here."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = sa.MetaData()

# fmt: off

sa.Table(
    "attachment", TABLES, sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("record_type", sa.String(length=32), nullable=False),
    sa.Column("record_id", sa.Integer(), nullable=False), sa.Column("purpose", sa.String(length=40), nullable=False),
    sa.Column("file_name", sa.String(length=255), nullable=False),
    sa.Column("sha256", sa.String(length=64), nullable=False), sa.Column("size", sa.Integer(), nullable=False),
    sa.Column("added_at", sa.String(length=32), nullable=False), sa.PrimaryKeyConstraint("id", name="pk_attachment"),
    sa.Index("ix_attachment_record", "record_type", "record_id"), sa.Index("ix_attachment_sha256", "sha256"),
)

sa.Table(
    "audit_entry", TABLES, sa.Column("seq", sa.Integer(), nullable=False, autoincrement=False),
    sa.Column("act", sa.Integer(), nullable=False), sa.Column("at", sa.String(length=32), nullable=False),
    sa.Column("actor", sa.String(length=80), nullable=False),
    sa.Column("intention", sa.String(length=60), nullable=False), sa.Column("reason", sa.Text(), nullable=True),
    sa.Column("table_name", sa.String(length=40), nullable=False), sa.Column("row_id", sa.Integer(), nullable=True),
    sa.Column("before", sa.Text(), nullable=True), sa.Column("after", sa.Text(), nullable=True),
    sa.Column("previous", sa.String(length=64), nullable=False),
    sa.Column("hash", sa.String(length=64), nullable=False), sa.PrimaryKeyConstraint("seq", name="pk_audit_entry"),
    sa.Index("ix_audit_entry_act", "act"),
    sa.Index("ix_audit_entry_gone", "table_name", sqlite_where=sa.text("after is null")),
    sa.Index("ix_audit_entry_row", "table_name", "row_id"),
)

sa.Table(
    "deadline", TABLES, sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("record_type", sa.String(length=32), nullable=False),
    sa.Column("record_id", sa.Integer(), nullable=False), sa.Column("name", sa.String(length=80), nullable=False),
    sa.Column("rule_code", sa.String(length=20), nullable=True), sa.Column("basis", sa.Text(), nullable=True),
    sa.Column("started_on", sa.String(length=10), nullable=True), sa.Column("length", sa.Integer(), nullable=True),
    sa.Column("unit", sa.String(length=32), nullable=False),
    sa.Column("nominal_on", sa.String(length=10), nullable=True),
    sa.Column("due_on", sa.String(length=10), nullable=True),
    sa.Column("overdue_after", sa.String(length=10), nullable=True),
    sa.Column("is_provisional", sa.Boolean(), nullable=False),
    sa.Column("state", sa.String(length=32), nullable=False), sa.Column("derivation", sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_deadline"), sa.Index("ix_deadline_due_on", "due_on"),
    sa.Index("ix_deadline_record", "record_type", "record_id"),
)

sa.Table(
    "department", TABLES, sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False), sa.Column("name", sa.String(length=80), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_department"), sa.UniqueConstraint("name", name="uq_department_name"),
)

sa.Table(
    "document", TABLES, sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("record_type", sa.String(length=32), nullable=False),
    sa.Column("record_id", sa.Integer(), nullable=False), sa.Column("kind", sa.String(length=40), nullable=False),
    sa.Column("number", sa.String(length=60), nullable=True),
    sa.Column("made_at", sa.String(length=32), nullable=False),
    sa.Column("sha256", sa.String(length=64), nullable=False), sa.Column("is_frozen", sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_document"), sa.Index("ix_document_record", "record_type", "record_id"),
    sa.Index("ix_document_sha256", "sha256"),
)

sa.Table(
    "entry_sequence", TABLES, sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False), sa.Column("series", sa.String(length=8), nullable=False),
    sa.Column("year", sa.Integer(), nullable=False), sa.Column("last", sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_entry_sequence"),
)

sa.Table(
    "import_batch", TABLES, sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False), sa.Column("kind", sa.String(length=32), nullable=False),
    sa.Column("file_name", sa.String(length=255), nullable=False),
    sa.Column("sha256", sa.String(length=64), nullable=False),
    sa.Column("imported_at", sa.String(length=32), nullable=False),
    sa.Column("rows_read", sa.Integer(), nullable=False), sa.Column("rows_added", sa.Integer(), nullable=False),
    sa.Column("undone_at", sa.String(length=32), nullable=True),
    sa.PrimaryKeyConstraint("id", name="pk_import_batch"),
)

sa.Table(
    "import_mapping", TABLES, sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False), sa.Column("name", sa.String(length=80), nullable=False),
    sa.Column("kind", sa.String(length=32), nullable=False),
    sa.Column("header", sa.String(length=64), nullable=False), sa.Column("columns", sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_import_mapping"),
    sa.UniqueConstraint("name", name="uq_import_mapping_name"), sa.Index("ix_import_mapping_header", "header"),
)

sa.Table(
    "office", TABLES, sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False), sa.Column("name", sa.String(length=120), nullable=False),
    sa.Column("short", sa.String(length=20), nullable=False),
    sa.Column("is_demonstration", sa.Boolean(), nullable=False), sa.PrimaryKeyConstraint("id", name="pk_office"),
    sa.UniqueConstraint("name", name="uq_office_name"),
)

sa.Table(
    "organisation", TABLES, sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False), sa.Column("name", sa.String(length=120), nullable=False),
    sa.Column("level", sa.String(length=40), nullable=True),
    sa.Column("initials", sa.String(length=120), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_organisation"), sa.UniqueConstraint("name", name="uq_organisation_name"),
    sa.Index("ix_organisation_initials", "initials"),
)

sa.Table(
    "setting", TABLES, sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False), sa.Column("key", sa.String(length=80), nullable=False),
    sa.Column("value", sa.Text(), nullable=False), sa.PrimaryKeyConstraint("id", name="pk_setting"),
    sa.UniqueConstraint("key", name="uq_setting_key"),
)

sa.Table(
    "matter", TABLES, sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("entry_number", sa.String(length=20), nullable=False),
    sa.Column("number", sa.String(length=60), nullable=True), sa.Column("kind", sa.String(length=60), nullable=False),
    sa.Column("source", sa.String(length=80), nullable=True), sa.Column("subject", sa.Text(), nullable=True),
    sa.Column("unit", sa.String(length=120), nullable=False),
    sa.Column("organisation_id", sa.Integer(), nullable=False),
    sa.Column("department", sa.String(length=80), nullable=True),
    sa.Column("handler", sa.String(length=80), nullable=True),
    sa.Column("identity", sa.String(length=64), nullable=False),
    sa.Column("stage", sa.String(length=32), nullable=False),
    sa.Column("accepted_on", sa.String(length=10), nullable=True),
    sa.Column("reason_requested_on", sa.String(length=10), nullable=True),
    sa.Column("instrument", sa.String(length=120), nullable=True),
    sa.Column("instrument_on", sa.String(length=10), nullable=True),
    sa.Column("response", sa.String(length=200), nullable=True),
    sa.Column("responded_on", sa.String(length=10), nullable=True),
    sa.Column("outcome", sa.String(length=200), nullable=True),
    sa.Column("closed_on", sa.String(length=10), nullable=True),
    sa.Column("is_closing_undated", sa.Boolean(), nullable=False),
    sa.Column("due_on", sa.String(length=10), nullable=True),
    sa.Column("remind_on", sa.String(length=10), nullable=True),
    sa.Column("serious_on", sa.String(length=10), nullable=True),
    sa.Column("archive_number", sa.String(length=60), nullable=True), sa.Column("remarks", sa.Text(), nullable=True),
    sa.Column("batch_id", sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name="fk_matter_batch_id"),
    sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_matter_organisation_id"),
    sa.PrimaryKeyConstraint("id", name="pk_matter"),
    sa.UniqueConstraint("entry_number", name="uq_matter_entry_number"),
    sa.Index("ix_matter_accepted_on", "accepted_on"), sa.Index("ix_matter_batch_id", "batch_id"),
    sa.Index("ix_matter_closed_on", "closed_on"), sa.Index("ix_matter_department", "department"),
    sa.Index("ix_matter_due_on", "due_on"), sa.Index("ix_matter_handler", "handler"),
    sa.Index("ix_matter_identity", "identity"), sa.Index("ix_matter_kind", "kind"),
    sa.Index("ix_matter_number", "number"), sa.Index("ix_matter_organisation_id", "organisation_id"),
    sa.Index("ix_matter_source", "source"), sa.Index("ix_matter_stage", "stage"), sa.Index("ix_matter_unit", "unit"),
)

sa.Table(
    "person", TABLES, sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False), sa.Column("name", sa.String(length=40), nullable=False),
    sa.Column("post", sa.String(length=40), nullable=True), sa.Column("department_id", sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(["department_id"], ["department.id"], name="fk_person_department_id"),
    sa.PrimaryKeyConstraint("id", name="pk_person"), sa.Index("ix_person_department_id", "department_id"),
)

sa.Table(
    "suggestion", TABLES, sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("entry_number", sa.String(length=20), nullable=False),
    sa.Column("number", sa.String(length=60), nullable=True), sa.Column("kind", sa.String(length=32), nullable=False),
    sa.Column("kind_as_written", sa.String(length=60), nullable=True),
    sa.Column("office_name", sa.String(length=120), nullable=False),
    sa.Column("matter_id", sa.Integer(), nullable=True), sa.Column("organisation_id", sa.Integer(), nullable=False),
    sa.Column("addressee", sa.String(length=120), nullable=False),
    sa.Column("addressee_level", sa.String(length=40), nullable=True),
    sa.Column("system_case_number", sa.String(length=60), nullable=True),
    sa.Column("case_name", sa.String(length=200), nullable=True),
    sa.Column("department", sa.String(length=80), nullable=True),
    sa.Column("handler", sa.String(length=80), nullable=True), sa.Column("case_source", sa.Text(), nullable=True),
    sa.Column("facts", sa.Text(), nullable=True), sa.Column("problem", sa.Text(), nullable=True),
    sa.Column("proposal", sa.Text(), nullable=True), sa.Column("basis", sa.Text(), nullable=True),
    sa.Column("objection_period", sa.String(length=80), nullable=True),
    sa.Column("reply_period", sa.String(length=80), nullable=True),
    sa.Column("other_matters", sa.Text(), nullable=True), sa.Column("copies_to", sa.Text(), nullable=True),
    sa.Column("identity", sa.String(length=64), nullable=False),
    sa.Column("step", sa.String(length=32), nullable=False),
    sa.Column("issued_on", sa.String(length=10), nullable=True),
    sa.Column("receipt", sa.String(length=32), nullable=False),
    sa.Column("service_method", sa.String(length=32), nullable=False),
    sa.Column("received_on", sa.String(length=10), nullable=True),
    sa.Column("receiver", sa.String(length=80), nullable=True),
    sa.Column("filed_on", sa.String(length=10), nullable=True),
    sa.Column("period_length", sa.Integer(), nullable=True),
    sa.Column("period_unit", sa.String(length=32), nullable=True),
    sa.Column("rule_code", sa.String(length=20), nullable=True),
    sa.Column("due_source", sa.String(length=32), nullable=True),
    sa.Column("start_is_receipt", sa.Boolean(), nullable=False),
    sa.Column("is_provisional", sa.Boolean(), nullable=False),
    sa.Column("due_on", sa.String(length=10), nullable=True),
    sa.Column("overdue_after", sa.String(length=10), nullable=True),
    sa.Column("remind_on", sa.String(length=10), nullable=True),
    sa.Column("serious_on", sa.String(length=10), nullable=True),
    sa.Column("replied_on", sa.String(length=10), nullable=True),
    sa.Column("is_reply_undated", sa.Boolean(), nullable=False),
    sa.Column("reply_number", sa.String(length=60), nullable=True),
    sa.Column("adoption", sa.String(length=32), nullable=False),
    sa.Column("rectification", sa.String(length=32), nullable=False),
    sa.Column("rectification_note", sa.Text(), nullable=True),
    sa.Column("rectified_on", sa.String(length=10), nullable=True),
    sa.Column("revisited_on", sa.String(length=10), nullable=True), sa.Column("objection", sa.Text(), nullable=True),
    sa.Column("urgings", sa.Integer(), nullable=True), sa.Column("follow_up", sa.Text(), nullable=True),
    sa.Column("declined_on", sa.String(length=10), nullable=True),
    sa.Column("withdrawn_on", sa.String(length=10), nullable=True),
    sa.Column("closed_on", sa.String(length=10), nullable=True),
    sa.Column("archive_number", sa.String(length=60), nullable=True), sa.Column("remarks", sa.Text(), nullable=True),
    sa.Column("batch_id", sa.Integer(), nullable=True),
    sa.CheckConstraint('due_on is null or length(due_on) = 10', name="ck_suggestion_due_to_the_day"),
    sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name="fk_suggestion_batch_id"),
    sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name="fk_suggestion_matter_id"),
    sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_suggestion_organisation_id"),
    sa.PrimaryKeyConstraint("id", name="pk_suggestion"),
    sa.UniqueConstraint("entry_number", name="uq_suggestion_entry_number"),
    sa.Index("ix_suggestion_addressee", "addressee"), sa.Index("ix_suggestion_batch_id", "batch_id"),
    sa.Index("ix_suggestion_closed_on", "closed_on"), sa.Index("ix_suggestion_department", "department"),
    sa.Index("ix_suggestion_due_on", "due_on"), sa.Index("ix_suggestion_handler", "handler"),
    sa.Index("ix_suggestion_identity", "identity"), sa.Index("ix_suggestion_issued_on", "issued_on"),
    sa.Index("ix_suggestion_kind", "kind"), sa.Index("ix_suggestion_matter_id", "matter_id"),
    sa.Index("ix_suggestion_organisation_id", "organisation_id"),
    sa.Index("ix_suggestion_received_on", "received_on"), sa.Index("ix_suggestion_rectified_on", "rectified_on"),
    sa.Index("ix_suggestion_replied_on", "replied_on"),
    sa.Index("uq_suggestion_office_name_number", "office_name", "number", unique=True),
)

sa.Table(
    "rectification_record", TABLES, sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False), sa.Column("suggestion_id", sa.Integer(), nullable=False),
    sa.Column("state", sa.String(length=32), nullable=False),
    sa.Column("seen_on", sa.String(length=10), nullable=True),
    sa.Column("seen_by", sa.String(length=80), nullable=True), sa.Column("note", sa.Text(), nullable=True),
    sa.Column("attachment_id", sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(["attachment_id"], ["attachment.id"], name="fk_rectification_record_attachment_id"),
    sa.ForeignKeyConstraint(["suggestion_id"], ["suggestion.id"], name="fk_rectification_record_suggestion_id"),
    sa.PrimaryKeyConstraint("id", name="pk_rectification_record"),
    sa.Index("ix_rectification_record_suggestion_id", "suggestion_id"),
)

sa.Table(
    "reply", TABLES, sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False), sa.Column("suggestion_id", sa.Integer(), nullable=False),
    sa.Column("registered_on", sa.String(length=10), nullable=False),
    sa.Column("entry_number", sa.String(length=60), nullable=True),
    sa.Column("written_on", sa.String(length=10), nullable=True),
    sa.Column("number", sa.String(length=60), nullable=True),
    sa.Column("adoption", sa.String(length=32), nullable=False), sa.Column("summary", sa.Text(), nullable=True),
    sa.Column("attachment_id", sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(["attachment_id"], ["attachment.id"], name="fk_reply_attachment_id"),
    sa.ForeignKeyConstraint(["suggestion_id"], ["suggestion.id"], name="fk_reply_suggestion_id"),
    sa.PrimaryKeyConstraint("id", name="pk_reply"), sa.Index("ix_reply_suggestion_id", "suggestion_id"),
)

sa.Table(
    "service_record", TABLES, sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False), sa.Column("suggestion_id", sa.Integer(), nullable=False),
    sa.Column("method", sa.String(length=32), nullable=False),
    sa.Column("method_as_written", sa.String(length=60), nullable=True),
    sa.Column("received_on", sa.String(length=10), nullable=True),
    sa.Column("receiver", sa.String(length=80), nullable=True), sa.Column("note", sa.Text(), nullable=True),
    sa.Column("attachment_id", sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(["attachment_id"], ["attachment.id"], name="fk_service_record_attachment_id"),
    sa.ForeignKeyConstraint(["suggestion_id"], ["suggestion.id"], name="fk_service_record_suggestion_id"),
    sa.PrimaryKeyConstraint("id", name="pk_service_record"),
    sa.Index("ix_service_record_suggestion_id", "suggestion_id"),
)

GUARDS = (
    "create trigger audit_entry_no_update before update on audit_entry "
    "begin select raise(abort, 'audit_entry is append-only'); end",
    "create trigger audit_entry_no_delete before delete on audit_entry "
    "begin select raise(abort, 'audit_entry is append-only'); end",
)
# fmt: on


def upgrade() -> None:
    """Lay every table with its indexes, then the guards."""
    TABLES.create_all(op.get_bind(), checkfirst=False)
    for guard in GUARDS:
        op.execute(guard)


def downgrade() -> None:
    """Refuse; a store goes back by restoring its backup."""
    raise NotImplementedError("restore the backup made before the upgrade")
