"""What nobody reads is not kept, least of all when somebody answered or came in."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

from server.store.models import UTCDateTime

revision: str = "0008"
down_revision: str | Sequence[str] | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

UNREAD = (
    ("answer", "answered_at"),
    ("participant", "joined_at"),
    ("sign_in", "seen_at"),
    ("facilitator", "created_at"),
)


def upgrade() -> None:
    """To this schema. Plain statements, no copies of tables: see 0002."""
    for table, column in UNREAD:
        op.drop_column(table, column)
    op.drop_column("room", "workshop_key")


def downgrade() -> None:
    """Back to the one before."""
    for table, column in UNREAD:
        op.add_column(
            table, sa.Column(column, UTCDateTime(), nullable=False, server_default="1970-01-01 00:00:00.000000")
        )
    op.add_column(
        "room", sa.Column("workshop_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default="")
    )
