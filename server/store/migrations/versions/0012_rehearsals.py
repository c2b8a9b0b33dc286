"""Rooms of made-up people, which nothing of is kept."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | Sequence[str] | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """To this schema. No room was a rehearsal before."""
    op.add_column("room", sa.Column("rehearsal", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Back to the one before. Without the column a rehearsal would look like a real room."""
    op.execute("DELETE FROM room WHERE rehearsal")
    op.drop_column("room", "rehearsal")
