"""The theme for dark halls is called dark; a stage is something else."""

from collections.abc import Sequence

from alembic import op

revision: str = "0006"
down_revision: str | Sequence[str] | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """To this schema."""
    op.execute("UPDATE room SET theme = 'dark' WHERE theme = 'stage'")


def downgrade() -> None:
    """Back to the one before."""
    op.execute("UPDATE room SET theme = 'stage' WHERE theme = 'dark'")
