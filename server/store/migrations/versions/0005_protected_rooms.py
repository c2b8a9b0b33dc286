"""Rooms that protect every answer, and how many cue cards of a round were on the screen."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | Sequence[str] | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """To this schema."""
    op.add_column("room", sa.Column("protected", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("round", sa.Column("cards", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Back to the one before."""
    op.drop_column("round", "cards")
    op.drop_column("room", "protected")
