"""Column types as the migrations create them: frozen, whatever the live tables become."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, Numeric, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP

Identity = BigInteger().with_variant(Integer(), "sqlite")
"""A whole number that the database counts."""
UtcTime = Integer().with_variant(TIMESTAMP(timezone=True), "postgresql")
"""A moment; on SQLite whole microseconds since 1970."""
Exact = Text().with_variant(Numeric(), "postgresql")
"""A decimal; on SQLite its own text."""
Json = Text()
"""A structure, as ASCII JSON."""
