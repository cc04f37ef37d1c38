"""Column types that mean the same on both databases, and the one metadata of all tables."""

from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, LargeBinary, MetaData, String
from sqlalchemy.types import TypeDecorator

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
    """A moment: aware going in, aware UTC coming out. SQLite alone would drop the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time, bring all others to UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time without zone cannot be stored: give an aware one.")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say UTC where the database forgot it."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
