"""Take letters from clue to rectification: items, opinions, checks, seal and copies, objections, follow-up."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = sa.MetaData()


def later(column: str, target: str, name: str) -> sa.ForeignKeyConstraint:
    """A reference looked at when the transaction ends: both rows come in the same one, in either order."""
    return sa.ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")


# fmt: off

COLUMNS = {
    "suggestion": (
        sa.Column("path", sa.String(length=40), nullable=True),
        sa.Column("field", sa.String(length=60), nullable=True),
        sa.Column("addressee_relation", sa.String(length=32), nullable=True),
        sa.Column("is_government", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("joint_offices", sa.Text(), nullable=True),
        sa.Column("opened_on", sa.String(length=10), nullable=True),
        sa.Column("case_opened_on", sa.String(length=10), nullable=True),
        sa.Column("case_notified_on", sa.String(length=10), nullable=True),
        sa.Column("investigation_on", sa.String(length=10), nullable=True),
        sa.Column("investigated_on", sa.String(length=10), nullable=True),
        sa.Column("decided_on", sa.String(length=10), nullable=True),
        sa.Column("decided_by", sa.String(length=80), nullable=True),
        sa.Column("decline_reason", sa.Text(), nullable=True),
        sa.Column("sealed_on", sa.String(length=10), nullable=True),
        sa.Column("sent_on", sa.String(length=10), nullable=True),
        sa.Column("is_paper_only", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("concluded_on", sa.String(length=10), nullable=True),
        sa.Column("conclusion", sa.String(length=60), nullable=True),
        sa.Column("evaluated_on", sa.String(length=10), nullable=True),
        sa.Column("evaluation", sa.Text(), nullable=True),
        sa.Column("closing_note", sa.Text(), nullable=True),
    ),
    "service_record": (
        sa.Column("result", sa.String(length=32), nullable=False, server_default="received"),
        sa.Column("sent_on", sa.String(length=10), nullable=True),
        sa.Column("sent_by", sa.String(length=80), nullable=True),
        sa.Column("tracking_number", sa.String(length=60), nullable=True),
        sa.Column("is_agreed", sa.Boolean(), nullable=True),
        sa.Column("place", sa.String(length=120), nullable=True),
        sa.Column("participants", sa.Text(), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
    ),
    "rectification_record": (
        sa.Column("kind", sa.String(length=32), nullable=True),
        sa.Column("others", sa.Text(), nullable=True),
        sa.Column("signs", sa.Text(), nullable=True),
        sa.Column("is_paper_only", sa.Boolean(), nullable=False, server_default=sa.false()),
    ),
}
INDEXED = ("field", "path")
# Named here so that the foreign keys of the new tables find them; they stand already.
STANDING = tuple(
    sa.Table(name, TABLES, sa.Column("id", sa.Integer(), primary_key=True))
    for name in ("suggestion", "attachment", "approval", "reply", "service_record", "rectification_record")
)
NEW = (
    sa.Table(
        "suggestion_item", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("fact", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("responsible_unit", sa.String(length=120), nullable=True),
        sa.Column("adoption", sa.String(length=32), nullable=False),
        sa.Column("adoption_reason", sa.Text(), nullable=True),
        sa.Column("adopted_on", sa.String(length=10), nullable=True),
        sa.Column("rectification", sa.String(length=32), nullable=False),
        sa.Column("rectified_on", sa.String(length=10), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        later("suggestion_id", "suggestion.id", "fk_suggestion_item_suggestion_id"),
        sa.PrimaryKeyConstraint("id", name="pk_suggestion_item"),
        sa.Index("ix_suggestion_item_place", "suggestion_id", "place"),
    ),
    sa.Table(
        "reply_item", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("adoption", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        later("item_id", "suggestion_item.id", "fk_reply_item_item_id"),
        later("reply_id", "reply.id", "fk_reply_item_reply_id"),
        later("suggestion_id", "suggestion.id", "fk_reply_item_suggestion_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reply_item"),
        sa.Index("ix_reply_item_item_id", "item_id"),
        sa.Index("ix_reply_item_reply_id", "reply_id"),
        sa.Index("ix_reply_item_suggestion_id", "suggestion_id"),
    ),
    sa.Table(
        "rectification_item", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("rectification_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=True),
        later("item_id", "suggestion_item.id", "fk_rectification_item_item_id"),
        later("rectification_id", "rectification_record.id", "fk_rectification_item_rectification_id"),
        later("suggestion_id", "suggestion.id", "fk_rectification_item_suggestion_id"),
        sa.PrimaryKeyConstraint("id", name="pk_rectification_item"),
        sa.Index("ix_rectification_item_item_id", "item_id"),
        sa.Index("ix_rectification_item_rectification_id", "rectification_id"),
        sa.Index("ix_rectification_item_suggestion_id", "suggestion_id"),
    ),
    sa.Table(
        "letter_opinion", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("counterpart", sa.String(length=120), nullable=False),
        sa.Column("asked_on", sa.String(length=10), nullable=False),
        sa.Column("answered_on", sa.String(length=10), nullable=True),
        sa.Column("person", sa.String(length=80), nullable=True),
        sa.Column("post", sa.String(length=60), nullable=True),
        sa.Column("verdict", sa.String(length=32), nullable=True),
        sa.Column("opinion", sa.Text(), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        later("attachment_id", "attachment.id", "fk_letter_opinion_attachment_id"),
        later("suggestion_id", "suggestion.id", "fk_letter_opinion_suggestion_id"),
        sa.PrimaryKeyConstraint("id", name="pk_letter_opinion"),
        sa.Index("ix_letter_opinion_attachment_id", "attachment_id"),
        sa.Index("ix_letter_opinion_suggestion_id", "suggestion_id"),
    ),
    sa.Table(
        "pre_issue_check", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("moment", sa.String(length=32), nullable=False),
        sa.Column("checked_at", sa.String(length=32), nullable=False),
        sa.Column("checked_by", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        later("suggestion_id", "suggestion.id", "fk_pre_issue_check_suggestion_id"),
        sa.PrimaryKeyConstraint("id", name="pk_pre_issue_check"),
        sa.Index("ix_pre_issue_check_suggestion_id", "suggestion_id"),
    ),
    sa.Table(
        "seal_use", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entry_number", sa.String(length=20), nullable=False),
        sa.Column("record_type", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("paper", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("sealed_on", sa.String(length=10), nullable=False),
        sa.Column("applicant", sa.String(length=80), nullable=False),
        sa.Column("approved_by", sa.String(length=80), nullable=False),
        sa.Column("sealed_by", sa.String(length=80), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_seal_use"),
        sa.UniqueConstraint("entry_number", name="uq_seal_use_entry_number"),
        sa.Index("ix_seal_use_record", "record_type", "record_id"),
        sa.Index("ix_seal_use_sealed_on", "sealed_on"),
    ),
    sa.Table(
        "letter_copy", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("use", sa.String(length=32), nullable=False),
        sa.Column("recipient", sa.String(length=120), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.String(length=10), nullable=True),
        sa.Column("sent_by", sa.String(length=80), nullable=True),
        sa.Column("receiver", sa.String(length=80), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        later("suggestion_id", "suggestion.id", "fk_letter_copy_suggestion_id"),
        sa.PrimaryKeyConstraint("id", name="pk_letter_copy"),
        sa.Index("ix_letter_copy_sent_on", "sent_on"),
        sa.Index("ix_letter_copy_suggestion_id", "suggestion_id"),
    ),
    sa.Table(
        "delivery_attempt", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("tried_on", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.String(length=120), nullable=False),
        later("service_id", "service_record.id", "fk_delivery_attempt_service_id"),
        later("suggestion_id", "suggestion.id", "fk_delivery_attempt_suggestion_id"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery_attempt"),
        sa.Index("ix_delivery_attempt_service_id", "service_id"),
        sa.Index("ix_delivery_attempt_suggestion_id", "suggestion_id"),
    ),
    sa.Table(
        "objection", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("raised_on", sa.String(length=10), nullable=False),
        sa.Column("entry_number", sa.String(length=60), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("finding", sa.Text(), nullable=True),
        sa.Column("reconsidered_on", sa.String(length=10), nullable=True),
        sa.Column("decided_by", sa.String(length=80), nullable=True),
        sa.Column("decided_as", sa.String(length=60), nullable=True),
        sa.Column("approval_id", sa.Integer(), nullable=True),
        sa.Column("notified_on", sa.String(length=10), nullable=True),
        sa.Column("notice_number", sa.String(length=60), nullable=True),
        later("approval_id", "approval.id", "fk_objection_approval_id"),
        later("attachment_id", "attachment.id", "fk_objection_attachment_id"),
        later("suggestion_id", "suggestion.id", "fk_objection_suggestion_id"),
        sa.PrimaryKeyConstraint("id", name="pk_objection"),
        sa.Index("ix_objection_approval_id", "approval_id"),
        sa.Index("ix_objection_attachment_id", "attachment_id"),
        sa.Index("ix_objection_suggestion_id", "suggestion_id"),
    ),
    sa.Table(
        "urging", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=32), nullable=False),
        sa.Column("urged_on", sa.String(length=10), nullable=False),
        sa.Column("urged_by", sa.String(length=80), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        later("attachment_id", "attachment.id", "fk_urging_attachment_id"),
        later("suggestion_id", "suggestion.id", "fk_urging_suggestion_id"),
        sa.PrimaryKeyConstraint("id", name="pk_urging"),
        sa.Index("ix_urging_attachment_id", "attachment_id"),
        sa.Index("ix_urging_suggestion_id", "suggestion_id"),
    ),
    sa.Table(
        "visit_file", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("rectification_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("moment", sa.String(length=32), nullable=False),
        later("attachment_id", "attachment.id", "fk_visit_file_attachment_id"),
        later("rectification_id", "rectification_record.id", "fk_visit_file_rectification_id"),
        later("suggestion_id", "suggestion.id", "fk_visit_file_suggestion_id"),
        sa.PrimaryKeyConstraint("id", name="pk_visit_file"),
        sa.Index("ix_visit_file_attachment_id", "attachment_id"),
        sa.Index("ix_visit_file_rectification_id", "rectification_id"),
        sa.Index("ix_visit_file_suggestion_id", "suggestion_id"),
    ),
    sa.Table(
        "further_measure", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("recipient", sa.String(length=120), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("decided_on", sa.String(length=10), nullable=False),
        sa.Column("decided_by", sa.String(length=80), nullable=False),
        sa.Column("approval_id", sa.Integer(), nullable=True),
        sa.Column("carried_out_on", sa.String(length=10), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        later("approval_id", "approval.id", "fk_further_measure_approval_id"),
        later("attachment_id", "attachment.id", "fk_further_measure_attachment_id"),
        later("suggestion_id", "suggestion.id", "fk_further_measure_suggestion_id"),
        sa.PrimaryKeyConstraint("id", name="pk_further_measure"),
        sa.Index("ix_further_measure_approval_id", "approval_id"),
        sa.Index("ix_further_measure_attachment_id", "attachment_id"),
        sa.Index("ix_further_measure_code", "code"),
        sa.Index("ix_further_measure_suggestion_id", "suggestion_id"),
    ),
)

# fmt: on


def upgrade() -> None:
    """New columns of letters, services and looks at rectification, and the new tables."""
    for table, columns in COLUMNS.items():
        for column in columns:
            op.add_column(table, column)
    for name in INDEXED:
        op.create_index(f"ix_suggestion_{name}", "suggestion", [name])
    TABLES.create_all(op.get_bind(), tables=list(NEW))


def downgrade() -> None:
    """Refuse; a store goes back by restoring its backup."""
    raise NotImplementedError("restore the backup made before the upgrade")
