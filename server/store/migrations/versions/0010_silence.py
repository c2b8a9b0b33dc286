"""Who sent nothing when a round closed."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | Sequence[str] | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """To this schema. Of rounds that closed before, nobody knows who was silent."""
    op.add_column("round", sa.Column("here", sa.Integer(), nullable=True))
    op.add_column("round", sa.Column("away", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Back to the one before."""
    op.drop_column("round", "away")
    op.drop_column("round", "here")
