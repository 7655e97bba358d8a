"""Say of a frozen paper whether it was frozen only after its letter had been issued by number alone."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One column; every paper so far was frozen by the act that issued it."""
    op.add_column("document", sa.Column("is_late", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Refuse; a store goes back by restoring its backup."""
    raise NotImplementedError("restore the backup made before the upgrade")
