"""Keep frozen papers with their template, what is typed on drafts, the numbers taken, and what was printed.

No program wrote to the table of documents before, so it is laid anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = sa.MetaData()

# fmt: off

NEW = (
    sa.Table(
        "template_version", TABLES, sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False), sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False), sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_template_version"),
        sa.UniqueConstraint("digest", name="uq_template_version_digest"),
        sa.Index("ix_template_version_code", "code"),
    ),
    sa.Table(
        "paper_draft", TABLES, sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False), sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("body", sa.Text(), nullable=False), sa.PrimaryKeyConstraint("id", name="pk_paper_draft"),
        sa.Index("uq_paper_draft_record_kind", "record_type", "record_id", "kind", unique=True),
    ),
    sa.Table(
        "document", TABLES, sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False), sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=True), sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True), sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("issued_on", sa.String(length=10), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("style", sa.String(length=20), nullable=False),
        sa.Column("template_digest", sa.String(length=64), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False), sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False), sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False), sa.Column("faces_used", sa.Text(), nullable=False),
        sa.Column("check_code", sa.String(length=16), nullable=False), sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["replaces_id"], ["document.id"], name="fk_document_replaces_id",
                                deferrable=True, initially="DEFERRED"),
        sa.ForeignKeyConstraint(["template_digest"], ["template_version.digest"], name="fk_document_template_digest",
                                deferrable=True, initially="DEFERRED"),
        sa.PrimaryKeyConstraint("id", name="pk_document"), sa.Index("ix_document_check_code", "check_code"),
        sa.Index("ix_document_number", "number"), sa.Index("ix_document_record", "record_type", "record_id"),
        sa.Index("ix_document_replaces_id", "replaces_id"), sa.Index("ix_document_sha256", "sha256"),
        sa.Index("ix_document_template_digest", "template_digest"),
    ),
    sa.Table(
        "number_sequence", TABLES, sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False), sa.Column("series", sa.String(length=60), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False), sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_number_sequence"),
        sa.Index("uq_number_sequence_series_year", "series", "year", unique=True),
    ),
    sa.Table(
        "number_taken", TABLES, sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False), sa.Column("series", sa.String(length=60), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False), sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("is_automatic", sa.Boolean(), nullable=False),
        sa.Column("entry_number", sa.String(length=20), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=True), sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True), sa.Column("at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_number_taken_document_id",
                                deferrable=True, initially="DEFERRED"),
        sa.PrimaryKeyConstraint("id", name="pk_number_taken"),
        sa.Index("ix_number_taken_document_id", "document_id"),
        sa.Index("uq_number_taken_series_year_serial", "series", "year", "serial", unique=True),
    ),
    sa.Table(
        "paper_log", TABLES, sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False), sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False), sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("entry_number", sa.String(length=20), nullable=True),
        sa.Column("kind", sa.String(length=60), nullable=False), sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False), sa.Column("target", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True), sa.Column("is_frozen", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True), sa.PrimaryKeyConstraint("id", name="pk_paper_log"),
        sa.Index("ix_paper_log_at", "at"), sa.Index("ix_paper_log_entry_number", "entry_number"),
        sa.Index("ix_paper_log_who", "who"),
    ),
)

# fmt: on


def upgrade() -> None:
    """Let the unused table go and lay the new ones."""
    op.drop_table("document")
    for table in NEW:
        table.create(op.get_bind(), checkfirst=False)


def downgrade() -> None:
    """Refuse; a store goes back by restoring its backup."""
    raise NotImplementedError("restore the backup made before the upgrade")
