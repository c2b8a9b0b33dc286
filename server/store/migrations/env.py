"""How Alembic reaches the database: by a connection of ours, or for `alembic` on the command line."""

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

from server.store import models

assert models.Room.metadata is SQLModel.metadata


def migrate(connection: Connection) -> None:
    """Run the migrations in one transaction."""
    context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


migrate(context.config.attributes["connection"])
