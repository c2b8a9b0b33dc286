"""Rounds whose result was on the screen."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | Sequence[str] | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """To this schema. Before, a round was let out by a reveal or by an export; which of them, the moves know."""
    op.add_column("round", sa.Column("shown", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE round SET shown = true WHERE released_at IS NOT NULL AND EXISTS (SELECT 1 FROM move WHERE"
        " move.room_id = round.room_id AND move.activity = round.activity AND move.phase IN ('revealed', 'shift')"
        " AND move.round IN (round.round, round.round + 1))"
    )


def downgrade() -> None:
    """Back to the one before."""
    op.drop_column("round", "shown")
