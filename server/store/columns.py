"""What the columns of the tables are made of, on any engine."""

from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Integer, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine


class UTCDateTime(TypeDecorator[datetime]):
    """Aware datetimes in and out; SQLite itself would hand them back naive."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store as UTC without a zone."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read back as UTC."""
        return value.replace(tzinfo=UTC) if value else None


class Id(TypeDecorator[int]):
    """64 bits everywhere. SQLite counts up by itself only what is called INTEGER, which has 64 there."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[int]:
        """What the engine calls it."""
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else BigInteger())
