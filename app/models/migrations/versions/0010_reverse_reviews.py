"""Keep original cases and the reviews of them, with the reports made from reviews."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = sa.MetaData()


def later(column: str, target: str, name: str) -> sa.ForeignKeyConstraint:
    """A reference looked at when the transaction ends: both rows come in the same one, in either order."""
    return sa.ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")


# fmt: off

STANDING = tuple(
    sa.Table(name, TABLES, sa.Column("id", sa.Integer(), primary_key=True))
    for name in ("organisation", "import_batch")
)
NEW = (
    sa.Table(
        "original_case", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entry_number", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("cause", sa.String(length=120), nullable=True),
        sa.Column("field", sa.String(length=60), nullable=True),
        sa.Column("parties", sa.Text(), nullable=True),
        sa.Column("unit", sa.String(length=120), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("department", sa.String(length=80), nullable=True),
        sa.Column("handlers", sa.Text(), nullable=True),
        sa.Column("other_handlers", sa.Text(), nullable=True),
        sa.Column("arrest_result", sa.String(length=60), nullable=True),
        sa.Column("arrest_on", sa.String(length=10), nullable=True),
        sa.Column("indictment_result", sa.String(length=60), nullable=True),
        sa.Column("indictment_on", sa.String(length=10), nullable=True),
        sa.Column("judgment_result", sa.String(length=60), nullable=True),
        sa.Column("judgment_on", sa.String(length=10), nullable=True),
        sa.Column("appeal_result", sa.String(length=60), nullable=True),
        sa.Column("appeal_on", sa.String(length=10), nullable=True),
        sa.Column("petition_result", sa.String(length=60), nullable=True),
        sa.Column("petition_on", sa.String(length=10), nullable=True),
        sa.Column("reconsideration_result", sa.String(length=60), nullable=True),
        sa.Column("protest_result", sa.String(length=60), nullable=True),
        sa.Column("charged_with", sa.String(length=120), nullable=True),
        sa.Column("convicted_of", sa.String(length=120), nullable=True),
        sa.Column("difference", sa.String(length=120), nullable=True),
        sa.Column("petition_kind", sa.String(length=60), nullable=True),
        sa.Column("petition_number", sa.String(length=80), nullable=True),
        sa.Column("petitioned_on", sa.String(length=10), nullable=True),
        sa.Column("petition_times", sa.Integer(), nullable=True),
        sa.Column("petition_settled_on", sa.String(length=10), nullable=True),
        sa.Column("assigned_by", sa.String(length=120), nullable=True),
        sa.Column("closed_on", sa.String(length=10), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=True),
        sa.Column("further", sa.Text(), nullable=True),
        sa.Column("identity", sa.String(length=64), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name="fk_original_case_batch_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_original_case_organisation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_original_case"),
        sa.UniqueConstraint("entry_number", name="uq_original_case_entry_number"),
        sa.Index("ix_original_case_batch_id", "batch_id"),
        sa.Index("ix_original_case_cause", "cause"),
        sa.Index("ix_original_case_closed_on", "closed_on"),
        sa.Index("ix_original_case_department", "department"),
        sa.Index("ix_original_case_field", "field"),
        sa.Index("ix_original_case_identity", "identity"),
        sa.Index("ix_original_case_kind", "kind"),
        sa.Index("ix_original_case_number", "number"),
        sa.Index("ix_original_case_organisation_id", "organisation_id"),
        sa.Index("ix_original_case_petition_kind", "petition_kind"),
        sa.Index("ix_original_case_petitioned_on", "petitioned_on"),
        sa.Index("ix_original_case_unit", "unit"),
    ),
    sa.Table(
        "own_trigger", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("trigger_list", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_own_trigger"),
        sa.Index("ix_own_trigger_code", "code"),
        sa.Index("ix_own_trigger_valid_from", "valid_from"),
    ),
    sa.Table(
        "reverse_review", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entry_number", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("trigger_list", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("trigger", sa.String(length=200), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("pattern", sa.Text(), nullable=True),
        sa.Column("period_first", sa.String(length=10), nullable=True),
        sa.Column("period_last", sa.String(length=10), nullable=True),
        sa.Column("handler", sa.String(length=80), nullable=True),
        sa.Column("department", sa.String(length=80), nullable=True),
        sa.Column("started_on", sa.String(length=10), nullable=False),
        sa.Column("course", sa.Text(), nullable=True),
        sa.Column("causes", sa.Text(), nullable=True),
        sa.Column("opinion", sa.Text(), nullable=True),
        sa.Column("concluded_on", sa.String(length=10), nullable=True),
        sa.Column("conclusion", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.String(length=10), nullable=True),
        sa.Column("close_note", sa.Text(), nullable=True),
        sa.Column("archive_number", sa.String(length=80), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=True),
        sa.Column("due_on", sa.String(length=10), nullable=True),
        sa.Column("overdue_after", sa.String(length=10), nullable=True),
        sa.Column("due_side", sa.String(length=32), nullable=True),
        sa.Column("remind_on", sa.String(length=10), nullable=True),
        sa.Column("serious_on", sa.String(length=10), nullable=True),
        later("case_id", "original_case.id", "fk_reverse_review_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reverse_review"),
        sa.UniqueConstraint("entry_number", name="uq_reverse_review_entry_number"),
        sa.Index("ix_reverse_review_case_id", "case_id"),
        sa.Index("ix_reverse_review_closed_on", "closed_on"),
        sa.Index("ix_reverse_review_department", "department"),
        sa.Index("ix_reverse_review_due_on", "due_on"),
        sa.Index("ix_reverse_review_handler", "handler"),
        sa.Index("ix_reverse_review_kind", "kind"),
        sa.Index("ix_reverse_review_number", "number"),
        sa.Index("ix_reverse_review_started_on", "started_on"),
        sa.Index("ix_reverse_review_trigger_list", "trigger_list"),
    ),
    sa.Table(
        "reviewed_case", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        later("case_id", "original_case.id", "fk_reviewed_case_case_id"),
        later("review_id", "reverse_review.id", "fk_reviewed_case_review_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reviewed_case"),
        sa.UniqueConstraint("review_id", "case_id", name="uq_reviewed_case_review_id_case_id"),
        sa.Index("ix_reviewed_case_case_id", "case_id"),
        sa.Index("ix_reviewed_case_review_id", "review_id"),
    ),
    sa.Table(
        "review_report", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("first", sa.String(length=10), nullable=False),
        sa.Column("last", sa.String(length=10), nullable=False),
        sa.Column("as_of", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("presented_to", sa.String(length=120), nullable=True),
        sa.Column("presented_on", sa.String(length=10), nullable=True),
        sa.Column("demands", sa.Text(), nullable=True),
        later("review_id", "reverse_review.id", "fk_review_report_review_id"),
        sa.PrimaryKeyConstraint("id", name="pk_review_report"),
        sa.Index("ix_review_report_kind", "kind"),
        sa.Index("ix_review_report_presented_on", "presented_on"),
        sa.Index("ix_review_report_review_id", "review_id"),
    ),
)

# fmt: on


def upgrade() -> None:
    """The new tables."""
    TABLES.create_all(op.get_bind(), tables=list(NEW))


def downgrade() -> None:
    """Refuse; a store goes back by restoring its backup."""
    raise NotImplementedError("restore the backup made before the upgrade")
