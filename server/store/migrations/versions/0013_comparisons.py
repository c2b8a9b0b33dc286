"""How an activity's rounds are laid side by side, decided once."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

from server.store.columns import Id

revision: str = "0013"
down_revision: str | Sequence[str] | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# Where two rounds are out, who moved between them is, too.
TOLD = """
INSERT INTO comparison (room_id, activity, round, "by", by_round)
SELECT room_id, activity, 0, '', 0 FROM round WHERE released_at IS NOT NULL
GROUP BY room_id, activity HAVING count(*) > 1
"""
# A course has places for a split now, before its talk and behind it; rooms later in it stand as much further.
FURTHER = "UPDATE room SET stop = stop + CASE WHEN stop > 4 THEN 2 ELSE 1 END WHERE stop >= 4"
BACK = "UPDATE room SET stop = stop - CASE WHEN stop > 6 THEN 2 ELSE 1 END WHERE stop >= 5"


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "comparison",
        sa.Column("id", Id(), nullable=False),
        sa.Column("room_id", Id(), nullable=False),
        sa.Column("activity", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by_round", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_comparison_room_id_room"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparison")),
        sa.UniqueConstraint("room_id", "activity", name=op.f("uq_comparison_room_id_activity")),
    )
    op.execute(TOLD)
    op.execute(FURTHER)


def downgrade() -> None:
    """Back to the one before."""
    op.execute(BACK)
    op.drop_table("comparison")
