"""Keep base data: counts by unit, department, item and period."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLES = sa.MetaData()

# fmt: off

STANDING = sa.Table("import_batch", TABLES, sa.Column("id", sa.Integer(), primary_key=True))
NEW = (
    sa.Table(
        "base_figure", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("department", sa.String(length=80), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("first", sa.String(length=7), nullable=False),
        sa.Column("last", sa.String(length=7), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name="fk_base_figure_batch_id"),
        sa.PrimaryKeyConstraint("id", name="pk_base_figure"),
        sa.Index("ix_base_figure_batch_id", "batch_id"),
        sa.Index("ix_base_figure_item_first", "item", "first"),
        sa.Index("uq_base_figure", "unit", "department", "item", "first", "last", unique=True),
    ),
)

# fmt: on


def upgrade() -> None:
    """The new table."""
    TABLES.create_all(op.get_bind(), tables=list(NEW))


def downgrade() -> None:
    """Refuse; a store goes back by restoring its backup."""
    raise NotImplementedError("restore the backup made before the upgrade")
