"""Ready for several machines: what must be decided once is a row, and nothing is for one engine alone."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

from server.clock import now
from server.store.models import Id, UTCDateTime

revision: str = "0002"
down_revision: str | Sequence[str] | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

ORDER_OF_FIRST_ANSWERS = """
    UPDATE answer SET first_version = ranked.place FROM
    (SELECT id, row_number() OVER (PARTITION BY room_id ORDER BY id) AS place FROM answer) AS ranked
    WHERE ranked.id = answer.id
"""


def upgrade() -> None:
    """To this schema. Columns are only added: SQLite would copy a table to change one, and dropping the old copy
    would take along everything that hangs on its rows."""
    _new_tables()
    op.drop_index("ix_room_open_code", "room")
    op.add_column("room", sa.Column("open_code", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.execute("UPDATE room SET open_code = code WHERE ended_at IS NULL")
    op.create_index("ix_room_open_code", "room", ["open_code"], unique=True)
    op.add_column("room", sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""))
    op.add_column("participant", sa.Column("here", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.drop_index("ix_answer_room_version", "answer")
    op.add_column("answer", sa.Column("first_version", sa.Integer(), nullable=False, server_default="0"))
    op.execute(ORDER_OF_FIRST_ANSWERS)


def downgrade() -> None:
    """Back to the one before."""
    op.drop_column("answer", "first_version")
    op.create_index("ix_answer_room_version", "answer", ["room_id", "version"])
    op.drop_column("participant", "here")
    op.drop_column("room", "salt")
    op.drop_index("ix_room_open_code", "room")
    op.drop_column("room", "open_code")
    still_open = sa.text("ended_at IS NULL")
    op.create_index(
        "ix_room_open_code", "room", ["code"], unique=True, sqlite_where=still_open, postgresql_where=still_open
    )
    for table in ("deleted", "preview", "house"):
        op.drop_table(table)


def _new_tables() -> None:
    house = op.create_table(
        "house",
        sa.Column("id", Id(), nullable=False),
        sa.Column("epoch", Id(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house")),
    )
    op.bulk_insert(house, [{"id": 1, "epoch": int(now().timestamp() * 1000)}])
    op.create_table(
        "preview",
        sa.Column("id", Id(), nullable=False),
        sa.Column("room_id", Id(), nullable=False),
        sa.Column("activity", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("covered", sa.Integer(), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_preview_room_id_room"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preview")),
        sa.UniqueConstraint(
            "room_id", "activity", "round", "covered", name=op.f("uq_preview_room_id_activity_round_covered")
        ),
    )
    op.create_table(
        "deleted",
        sa.Column("room", Id(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("room", name=op.f("pk_deleted")),
    )
