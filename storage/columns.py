"""Column types that mean the same on both databases, and the one metadata of all tables."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, LargeBinary, MetaData, String
from sqlalchemy.types import TypeDecorator, TypeEngine

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)

#: Constraints have names, so that a later migration can find them on either database.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: 63-bit ids drawn by the program. `INTEGER` on SQLite, where it then is the row's own number.
Id = BigInteger().with_variant(Integer(), "sqlite")

#: Sums in fen and counts.
Whole = BigInteger()

#: Ciphertext of `storage.seal`.
Sealed = LargeBinary()

#: A keyed fingerprint: equal values can be found, none can be read.
Fingerprint = LargeBinary(32)

#: A status, a kind, a name of the contract.
Code = String(64)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware going in, aware UTC coming out.

    SQLite has no times and its drivers drop the zone: there it is whole microseconds since 1970.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime] | TypeEngine[int]:
        """Choose how the database keeps it."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(BigInteger())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | int | None:
        """Refuse a naive time, bring all others to UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time without zone cannot be stored: give an aware one.")
        return (value - _EPOCH) // _TICK if dialect.name == "sqlite" else value

    def process_result_value(
        self, value: datetime | int | None, dialect: Dialect
    ) -> datetime | None:
        """Make it an aware time again."""
        if isinstance(value, int):
            return _EPOCH + timedelta(microseconds=value)
        return None if value is None else value.astimezone(UTC)
