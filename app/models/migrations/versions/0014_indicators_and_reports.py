"""Keep own indicators and forms, warnings about figures, reports, and what was done at a year's end."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLES = sa.MetaData()

# fmt: off

NEW = (
    sa.Table(
        "own_item", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("area", sa.String(length=20), nullable=False),
        sa.Column("measure", sa.String(length=10), nullable=False),
        sa.Column("total", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_own_item"),
        sa.UniqueConstraint("name", name="uq_own_item_name"),
    ),
    sa.Table(
        "own_indicator", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("numerator", sa.Text(), nullable=False),
        sa.Column("denominator", sa.Text(), nullable=False),
        sa.Column("measure", sa.String(length=10), nullable=False),
        sa.Column("is_rate", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.String(length=32), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.String(length=7), nullable=False),
        sa.Column("valid_to", sa.String(length=7), nullable=True),
        sa.Column("tested", sa.Text(), nullable=True),
        sa.Column("effective_on", sa.String(length=10), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.String(length=10), nullable=True),
        sa.Column("withdrawal", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_own_indicator"),
        sa.Index("uq_own_indicator", "code", "edition", unique=True),
    ),
    sa.Table(
        "own_rule", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("left", sa.Text(), nullable=False),
        sa.Column("relation", sa.String(length=2), nullable=False),
        sa.Column("right", sa.Text(), nullable=False),
        sa.Column("priority", sa.String(length=32), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_own_rule"),
        sa.Index("uq_own_rule", "code", "edition", unique=True),
    ),
    sa.Table(
        "ratio_step", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("is_counted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ratio_step"),
        sa.Index("uq_ratio_step", "field", "item", unique=True),
    ),
    sa.Table(
        "kind_mapping", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("structure", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kind_mapping"),
        sa.Index("uq_kind_mapping", "structure", "kind", unique=True),
    ),
    sa.Table(
        "indicator_band", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_indicator_band"),
        sa.Index("uq_indicator_band", "code", "unit", unique=True),
    ),
    sa.Table(
        "figure_warning", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=120), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("department", sa.String(length=80), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("raised_at", sa.String(length=32), nullable=False),
        sa.Column("is_standing", sa.Boolean(), nullable=False),
        sa.Column("verified_by", sa.String(length=80), nullable=True),
        sa.Column("verified_on", sa.String(length=10), nullable=True),
        sa.Column("verification", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("conclusion", sa.Text(), nullable=True),
        sa.Column("concluded_by", sa.String(length=80), nullable=True),
        sa.Column("concluded_at", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_figure_warning"),
        sa.Index("ix_figure_warning_open", "concluded_at", "month"),
        sa.Index("uq_figure_warning", "kind", "code", "unit", "department", "month", unique=True),
    ),
    sa.Table(
        "briefing", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("first", sa.String(length=7), nullable=False),
        sa.Column("last", sa.String(length=7), nullable=False),
        sa.Column("as_of", sa.String(length=10), nullable=False),
        sa.Column("sentences", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("finished_on", sa.String(length=10), nullable=True),
        sa.Column("presented_to", sa.String(length=120), nullable=True),
        sa.Column("presented_on", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_briefing"),
        sa.Index("ix_briefing_period", "kind", "first", "last"),
    ),
    sa.Table(
        "own_form", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_own_form"),
        sa.Index("uq_own_form", "name", "edition", unique=True),
    ),
    sa.Table(
        "form_cell", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(length=40), nullable=False),
        sa.Column("cell", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=120), nullable=False),
        sa.Column("reach", sa.String(length=32), nullable=False),
        sa.Column("part", sa.String(length=32), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["form_id"], ["own_form.id"], name="fk_form_cell_form_id", deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_form_cell"),
        sa.Index("ix_form_cell_form_id", "form_id"),
        sa.Index("uq_form_cell", "form_id", "sheet", "cell", unique=True),
    ),
    sa.Table(
        "year_end_step", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("done_by", sa.String(length=80), nullable=False),
        sa.Column("done_at", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_year_end_step"),
        sa.Index("uq_year_end_step", "year", "code", unique=True),
    ),
)

# fmt: on


def upgrade() -> None:
    """The new tables."""
    TABLES.create_all(op.get_bind(), tables=list(NEW))


def downgrade() -> None:
    """Refuse; a store goes back by restoring its backup."""
    raise NotImplementedError("restore the backup made before the upgrade")
