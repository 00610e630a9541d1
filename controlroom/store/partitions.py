"""PostgreSQL's monthly partitions of raw meter values, made before they are needed."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime

from sqlalchemy import text

from controlroom.domain.errors import ControlroomError
from controlroom.store.engine import Database

_log = logging.getLogger(__name__)
_LOCK = 7_061_992_418
_PARTITIONS = text(
    "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
    "WHERE i.inhparent = 'meter_value'::regclass"
)
_NAME = re.compile(r"meter_value_(\d{4})_(\d{2})")
LOCK_TIMEOUT = "SET LOCAL lock_timeout = '500ms'"
"""Who waits for the whole table keeps all who come later waiting."""
_AHEAD = 3
"""Months made ahead of the running one."""


async def months(database: Database) -> list[tuple[str, datetime]]:
    """The partitions by month, oldest first: their names, and when their months end."""
    async with database.reading() as connection:
        names = (await connection.execute(_PARTITIONS)).scalars()
    found = [(name, match) for name in names if (match := _NAME.fullmatch(name))]
    begins = [(name, datetime(int(m[1]), int(m[2]), 1, tzinfo=UTC)) for name, m in found]
    return sorted(((name, _month(begin, 1)) for name, begin in begins), key=lambda one: one[1])


async def make_partitions(database: Database) -> None:
    """Partitions from last month to three months ahead. What none of them takes, `other` does."""
    if database.sqlite:
        return
    async with database.reading() as connection:
        now = await database.now(connection)
        made = set((await connection.execute(_PARTITIONS)).scalars())
    for ahead in range(-1, _AHEAD + 1):
        first, after = _month(now, ahead), _month(now, ahead + 1)
        name = f"meter_value_{first:%Y_%m}"
        if name in made:
            continue
        try:
            async with database.writing() as connection:
                await connection.exec_driver_sql(LOCK_TIMEOUT)
                await connection.execute(text("SELECT pg_advisory_xact_lock(:id)"), {"id": _LOCK})
                await connection.exec_driver_sql(
                    f"CREATE TABLE IF NOT EXISTS {name} PARTITION OF meter_value "
                    f"FOR VALUES FROM ('{first:%Y-%m-%d}+00') TO ('{after:%Y-%m-%d}+00')"
                )
        except ControlroomError as error:
            # Rows of that month lie in `other` already, where they stay and are found; or
            # the table is busy, and it is made in an hour.
            _log.warning("no partition %s: %s", name, error)


def _month(now: datetime, ahead: int) -> datetime:
    months = now.year * 12 + now.month - 1 + ahead
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=now.tzinfo)
