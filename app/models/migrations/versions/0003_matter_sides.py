"""Let a matter know whose duty its deadline is and after which day it is late; indexes for 100,000 open deadlines."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# The deadline a matter shows is the earliest verified one that runs, the older one where two end on the same day. Where
# none fits any more, what stood on matters of the first schema were periods of the office's own.
FILL = """
update matter set
    overdue_after = coalesce((select overdue_after from deadline as its where {shown}), due_on),
    due_side = coalesce((select side from deadline as its where {shown}), 'own')
where due_on is not null
"""
SHOWN = """
    its.record_type = 'matter' and its.record_id = matter.id and its.state = 'open' and its.paused_on is null
    and its.due_on = matter.due_on
    order by its.certainty <> 'verified', its.id limit 1
"""


def upgrade() -> None:
    """Two columns, filled from the deadlines, and indexes that hold whole answers of the overview."""
    op.add_column("matter", sa.Column("overdue_after", sa.String(length=10), nullable=True))
    op.add_column("matter", sa.Column("due_side", sa.String(length=32), nullable=True))
    for index in ("ix_deadline_record", "ix_deadline_due_on", "ix_deadline_state_due_on"):
        op.drop_index(index, table_name="deadline")
    op.create_index("ix_deadline_record", "deadline", ["record_type", "record_id", "state", "ended_on"])
    lamp = ["due_on", "state", "ended_on", "paused_on", "remind_on", "certainty", "overdue_after", "serious_on"]
    op.create_index("ix_deadline_lamp", "deadline", lamp)
    op.execute(FILL.format(shown=SHOWN))


def downgrade() -> None:
    """Refuse; a store goes back by restoring its backup."""
    raise NotImplementedError("restore the backup made before the upgrade")
