"""Keep what letters draw on: experts, the library, units renamed, proposals of deputies, clue evaluations."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLES = sa.MetaData()


def later(column: str, target: str, name: str) -> sa.ForeignKeyConstraint:
    """A reference looked at when the transaction ends: both rows come in the same one, in either order."""
    return sa.ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")


# fmt: off

STANDING = tuple(
    sa.Table(name, TABLES, sa.Column("id", sa.Integer(), primary_key=True))
    for name in ("suggestion", "attachment", "organisation")
)
NEW = (
    sa.Table(
        "expert", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("field", sa.String(length=120), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=True),
        sa.Column("post", sa.String(length=80), nullable=True),
        sa.Column("telephone", sa.String(length=60), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=True),
        sa.Column("left_on", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_expert"),
        sa.Index("ix_expert_field", "field"),
        sa.Index("ix_expert_kind", "kind"),
        sa.Index("ix_expert_name", "name"),
    ),
    sa.Table(
        "expert_opinion", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.String(length=10), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("meeting", sa.String(length=20), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        later("attachment_id", "attachment.id", "fk_expert_opinion_attachment_id"),
        later("expert_id", "expert.id", "fk_expert_opinion_expert_id"),
        sa.PrimaryKeyConstraint("id", name="pk_expert_opinion"),
        sa.Index("ix_expert_opinion_attachment_id", "attachment_id"),
        sa.Index("ix_expert_opinion_expert_id", "expert_id"),
        sa.Index("ix_expert_opinion_record", "record_type", "record_id"),
    ),
    sa.Table(
        "paragraph", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=True),
        sa.Column("field", sa.String(length=60), nullable=True),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("kept_by", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_paragraph"),
        sa.Index("ix_paragraph_field", "field"),
        sa.Index("ix_paragraph_kind", "kind"),
    ),
    sa.Table(
        "favourite", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=True),
        sa.Column("paragraph_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        later("paragraph_id", "paragraph.id", "fk_favourite_paragraph_id"),
        later("suggestion_id", "suggestion.id", "fk_favourite_suggestion_id"),
        sa.PrimaryKeyConstraint("id", name="pk_favourite"),
        sa.Index("ix_favourite_paragraph_id", "paragraph_id"),
        sa.Index("ix_favourite_person", "person"),
        sa.Index("ix_favourite_suggestion_id", "suggestion_id"),
    ),
    sa.Table(
        "unit_change", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=False),
        sa.Column("later_id", sa.Integer(), nullable=False),
        sa.Column("changed_on", sa.String(length=10), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["earlier_id"], ["organisation.id"], name="fk_unit_change_earlier_id"),
        sa.ForeignKeyConstraint(["later_id"], ["organisation.id"], name="fk_unit_change_later_id"),
        sa.PrimaryKeyConstraint("id", name="pk_unit_change"),
        sa.Index("ix_unit_change_earlier_id", "earlier_id"),
        sa.Index("ix_unit_change_later_id", "later_id"),
    ),
    sa.Table(
        "deputy_proposal", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entry_number", sa.String(length=20), nullable=False),
        sa.Column("record_type", sa.String(length=32), nullable=True),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("direction", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("deputy", sa.String(length=80), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("field", sa.String(length=60), nullable=True),
        sa.Column("received_on", sa.String(length=10), nullable=False),
        sa.Column("transfer_number", sa.String(length=60), nullable=True),
        sa.Column("transferred_on", sa.String(length=10), nullable=True),
        sa.Column("fed_back_on", sa.String(length=10), nullable=True),
        sa.Column("feedback", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_deputy_proposal"),
        sa.UniqueConstraint("entry_number", name="uq_deputy_proposal_entry_number"),
        sa.Index("ix_deputy_proposal_deputy", "deputy"),
        sa.Index("ix_deputy_proposal_direction", "direction"),
        sa.Index("ix_deputy_proposal_received_on", "received_on"),
        sa.Index("ix_deputy_proposal_record", "record_type", "record_id"),
    ),
    sa.Table(
        "clue_evaluation", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("evaluated_on", sa.String(length=10), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("proposes", sa.String(length=32), nullable=False),
        sa.Column("scores", sa.Text(), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        later("attachment_id", "attachment.id", "fk_clue_evaluation_attachment_id"),
        sa.PrimaryKeyConstraint("id", name="pk_clue_evaluation"),
        sa.Index("ix_clue_evaluation_attachment_id", "attachment_id"),
        sa.Index("ix_clue_evaluation_record", "record_type", "record_id"),
    ),
)

# fmt: on


def upgrade() -> None:
    """The new tables."""
    TABLES.create_all(op.get_bind(), tables=list(NEW))


def downgrade() -> None:
    """Refuse; a store goes back by restoring its backup."""
    raise NotImplementedError("restore the backup made before the upgrade")
