"""Let deadlines carry their rule, side and decisions, and keep the office's own days, notices and rules.

SQLite cannot add a column that must not be empty, so the table of deadlines is laid anew and filled from the old one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = sa.MetaData()

# fmt: off

sa.Table("attachment", TABLES, sa.Column("id", sa.Integer()))  # stands already; only pointed at

NEW = (
    sa.Table(
        "kept_rule", TABLES, sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False), sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kept_rule"), sa.UniqueConstraint("digest", name="uq_kept_rule_digest"),
        sa.Index("ix_kept_rule_code", "code"),
    ),
    sa.Table(
        "own_day", TABLES, sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False), sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False), sa.Column("is_working", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False), sa.PrimaryKeyConstraint("id", name="pk_own_day"),
        sa.UniqueConstraint("day", name="uq_own_day_day"),
    ),
    sa.Table(
        "holiday_notice", TABLES, sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False), sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False), sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_holiday_notice"),
        sa.UniqueConstraint("year", name="uq_holiday_notice_year"),
    ),
    sa.Table(
        "local_rule", TABLES, sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False), sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("body", sa.Text(), nullable=False), sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_local_rule"), sa.Index("ix_local_rule_code", "code"),
    ),
    sa.Table(
        "deadline", TABLES, sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False), sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("rule_code", sa.String(length=20), nullable=True),
        sa.Column("rule_digest", sa.String(length=16), nullable=True), sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("side", sa.String(length=32), nullable=False),
        sa.Column("certainty", sa.String(length=32), nullable=False),
        sa.Column("started_by", sa.String(length=32), nullable=False),
        sa.Column("started_on", sa.String(length=10), nullable=True),
        sa.Column("started_at", sa.String(length=5), nullable=True),
        sa.Column("start_proof", sa.String(length=200), nullable=True),
        sa.Column("is_custody", sa.Boolean(), nullable=False), sa.Column("length", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=32), nullable=False), sa.Column("extra_days", sa.Integer(), nullable=False),
        sa.Column("is_own_period", sa.Boolean(), nullable=False),
        sa.Column("nominal_on", sa.String(length=10), nullable=True),
        sa.Column("due_on", sa.String(length=10), nullable=True),
        sa.Column("due_at", sa.String(length=5), nullable=True),
        sa.Column("overdue_after", sa.String(length=10), nullable=True),
        sa.Column("remind_on", sa.String(length=10), nullable=True),
        sa.Column("serious_on", sa.String(length=10), nullable=True),
        sa.Column("is_provisional", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("paused_on", sa.String(length=10), nullable=True),
        sa.Column("ended_on", sa.String(length=10), nullable=True), sa.Column("derivation", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["rule_digest"], ["kept_rule.digest"], name="fk_deadline_rule_digest",
                                deferrable=True, initially="DEFERRED"),
        sa.PrimaryKeyConstraint("id", name="pk_deadline"), sa.Index("ix_deadline_due_on", "due_on"),
        sa.Index("ix_deadline_record", "record_type", "record_id"),
        sa.Index("ix_deadline_rule_digest", "rule_digest"), sa.Index("ix_deadline_state_due_on", "state", "due_on"),
    ),
    sa.Table(
        "deadline_event", TABLES, sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False), sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False), sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("happened_on", sa.String(length=10), nullable=False),
        sa.Column("length", sa.Integer(), nullable=True), sa.Column("unit", sa.String(length=32), nullable=True),
        sa.Column("extra_days", sa.Integer(), nullable=False), sa.Column("is_total", sa.Boolean(), nullable=False),
        sa.Column("decided_by", sa.String(length=80), nullable=True), sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("document", sa.String(length=120), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("due_before", sa.String(length=10), nullable=True),
        sa.Column("due_after", sa.String(length=10), nullable=True),
        sa.Column("derivation_before", sa.Text(), nullable=True),
        sa.Column("derivation_after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadline.id"], name="fk_deadline_event_deadline_id",
                                deferrable=True, initially="DEFERRED"),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachment.id"], name="fk_deadline_event_attachment_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deadline_event"),
        sa.Index("ix_deadline_event_record", "record_type", "record_id"),
        sa.Index("ix_deadline_event_deadline_id", "deadline_id"),
    ),
)

# fmt: on

# What 0001 knew: the reply periods of letters, whose reminders stand on the letter, and periods of the office's own on
# matters. M01, M03, M04 and M05 were the rules in use then whose text was checked only in part; the defaults of the
# reminder are those of that time: two days ahead up to ten days, five up to a month, seven for longer ones.
FILL = """
insert into deadline (
    id, version, record_type, record_id, name, rule_code, basis, side, certainty, started_by, started_on, is_custody,
    length, unit, extra_days, is_own_period, nominal_on, due_on, overdue_after, remind_on, serious_on, is_provisional,
    state, ended_on, derivation
)
select
    old.id, old.version, old.record_type, old.record_id, old.name, old.rule_code, old.basis,
    case old.record_type when 'suggestion' then 'outside' else 'own' end,
    case when old.rule_code in ('M01', 'M03', 'M04', 'M05') then 'partly' else 'verified' end,
    case old.record_type when 'suggestion' then 'reply_period' else 'accepted' end,
    old.started_on, 0, old.length, old.unit, 0, coalesce(letter.due_source = 'ledger', 0), old.nominal_on, old.due_on,
    coalesce(old.overdue_after, old.due_on),
    coalesce(
        case when letter.due_on = old.due_on then letter.remind_on end,
        date(old.due_on, case
            when old.unit = 'day' and old.length <= 10 or old.unit = 'working_day' and old.length <= 7 then '-2 days'
            when old.unit = 'month' and old.length > 1 or old.length > 31 then '-7 days'
            else '-5 days' end)
    ),
    date(coalesce(old.overdue_after, old.due_on), '+30 days'),
    old.is_provisional, old.state,
    case old.state when 'met' then coalesce(letter.replied_on, matter.instrument_on)
                   when 'moot' then coalesce(letter.withdrawn_on, letter.closed_on, matter.closed_on) end,
    old.derivation
from deadline_0001 as old
left join suggestion as letter on old.record_type = 'suggestion' and letter.id = old.record_id
left join matter on old.record_type = 'matter' and matter.id = old.record_id
"""


def upgrade() -> None:
    """Put the old deadlines aside, lay the new tables, fill them, and let the old one go."""
    op.execute("drop index ix_deadline_record")
    op.execute("drop index ix_deadline_due_on")
    op.rename_table("deadline", "deadline_0001")
    for table in NEW:
        table.create(op.get_bind(), checkfirst=False)
    op.execute(FILL)
    op.execute("drop table deadline_0001")


def downgrade() -> None:
    """Refuse; a store goes back by restoring its backup."""
    raise NotImplementedError("restore the backup made before the upgrade")
