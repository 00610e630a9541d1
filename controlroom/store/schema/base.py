"""What all tables share: names of constraints, and columns for time, money and structure."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Dialect,
    Integer,
    MetaData,
    Numeric,
    Text,
    TypeDecorator,
)
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from controlroom.store.json_text import dumps, loads
from controlroom.store.times import microseconds, moment

metadata = MetaData(
    naming_convention={
        "ix": "%(table_name)s_%(column_0_N_name)s_index",
        "uq": "%(table_name)s_%(column_0_N_name)s_unique",
        "ck": "%(table_name)s_%(constraint_name)s_check",
        "fk": "%(table_name)s_%(column_0_N_name)s_fk",
        "pk": "%(table_name)s_pk",
    }
)

Bound: TypeAlias = BindParameter[Any]
"""A value of a statement that is given later."""
Identity = BigInteger().with_variant(Integer(), "sqlite")
"""A whole number that the database counts; SQLite does so for INTEGER only."""


class UtcTime(TypeDecorator[datetime]):
    """A moment: TIMESTAMPTZ on PostgreSQL, whole microseconds since 1970 on SQLite.

    SQLite has no type for time; a whole number sorts, and takes 8 bytes where text takes 27.
    """

    impl = BigInteger
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(TIMESTAMP(timezone=True))
        return dialect.type_descriptor(Integer())

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None or dialect.name == "postgresql":
            return value
        return microseconds(value)

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if dialect.name == "postgresql":
            found: datetime = value.astimezone(UTC)
            return found
        return moment(value)


class Exact(TypeDecorator[Decimal]):
    """A decimal, exactly: NUMERIC on PostgreSQL, its own text on SQLite, which has floats only."""

    impl = Text
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Numeric())
        return dialect.type_descriptor(Text())

    @override
    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        if value is None or dialect.name == "postgresql":
            return value
        return str(value)

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Json(TypeDecorator[Any]):
    """A structure, as ASCII JSON in TEXT: JSONB refuses NUL and lone surrogates."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else dumps(value)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else loads(value)
