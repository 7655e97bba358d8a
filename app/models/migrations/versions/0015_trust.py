"""Keep accounts, drafts not saved yet, marks, the trash, and places and trials of backups."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TABLES = sa.MetaData()
# Known to the new tables only as what they refer to.
sa.Table("person", TABLES, sa.Column("id", sa.Integer(), primary_key=True))
sa.Table("department", TABLES, sa.Column("id", sa.Integer(), primary_key=True))

# fmt: off

NEW = (
    sa.Table(
        "account", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("past_hashes", sa.Text(), nullable=False),
        sa.Column("password_since", sa.String(length=32), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.String(length=32), nullable=True),
        sa.Column("last_in_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_account_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("name", name="uq_account_name"),
        sa.Index("ix_account_person_id", "person_id"),
    ),
    sa.Table(
        "account_role", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_account_role_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_account_role"),
        sa.Index("ix_account_role_account_id", "account_id"),
        sa.Index("uq_account_role", "account_id", "role", unique=True),
    ),
    sa.Table(
        "account_department", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_account_department_account_id"),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name="fk_account_department_department_id"),
        sa.PrimaryKeyConstraint("id", name="pk_account_department"),
        sa.Index("ix_account_department_account_id", "account_id"),
        sa.Index("ix_account_department_department_id", "department_id"),
        sa.Index("uq_account_department", "account_id", "department_id", unique=True),
    ),
    sa.Table(
        "countersign", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("intention", sa.String(length=60), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(length=80), nullable=False),
        sa.Column("asked_at", sa.String(length=32), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("answered_by", sa.String(length=80), nullable=True),
        sa.Column("answered_at", sa.String(length=32), nullable=True),
        sa.Column("opinion", sa.Text(), nullable=True),
        sa.Column("used_at", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_countersign"),
        sa.Index("ix_countersign_open", "used_at", "intention"),
    ),
    sa.Table(
        "open_draft", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("form", sa.String(length=80), nullable=False),
        sa.Column("record", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("page", sa.String(length=40), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("based_on", sa.String(length=40), nullable=True),
        sa.Column("saved_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_open_draft"),
        sa.Index("uq_open_draft", "actor", "form", "record", unique=True),
    ),
    sa.Table(
        "removed_record", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("removed_by", sa.String(length=80), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=False),
        sa.Column("removing_act", sa.Integer(), nullable=False),
        sa.Column("kept_until", sa.String(length=10), nullable=False),
        sa.Column("gone_at", sa.String(length=32), nullable=True),
        sa.Column("gone_by", sa.String(length=80), nullable=True),
        sa.Column("agreed_by", sa.String(length=80), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_removed_record"),
    ),
    sa.Table(
        "record_mark", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("marking", sa.String(length=32), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_record_mark"),
        sa.Index("uq_record_mark", "record_type", "record_id", unique=True),
    ),
    sa.Table(
        "shielded_name", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_shielded_name"),
        sa.Index("uq_shielded_name", "record_type", "record_id", "name", unique=True),
    ),
    sa.Table(
        "confidential_reading", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("read_by", sa.String(length=80), nullable=False),
        sa.Column("read_on", sa.String(length=10), nullable=False),
        sa.Column("read_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_confidential_reading"),
        sa.Index("uq_confidential_reading", "record_type", "record_id", "read_by", "read_on", unique=True),
    ),
    sa.Table(
        "backup_place", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("serial", sa.String(length=120), nullable=True),
        sa.Column("named_by", sa.String(length=80), nullable=False),
        sa.Column("named_at", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_backup_place"),
    ),
    sa.Table(
        "trial_restore", TABLES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("backup", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("is_good", sa.Boolean(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("chain_head", sa.String(length=64), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trial_restore"),
    ),
)

# fmt: on


def upgrade() -> None:
    """The new tables, and what the register of outputs says besides."""
    TABLES.create_all(op.get_bind(), tables=list(NEW))
    op.add_column("paper_log", sa.Column("marking", sa.String(length=32), nullable=True))
    op.add_column("paper_log", sa.Column("approver", sa.String(length=80), nullable=True))
    op.add_column("paper_log", sa.Column("medium", sa.String(length=80), nullable=True))


def downgrade() -> None:
    """Refuse; a store goes back by restoring its backup."""
    raise NotImplementedError("restore the backup made before the upgrade")
