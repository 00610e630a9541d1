"""PostgreSQL's monthly partitions of raw meter values, made before they are needed."""

from __future__ import annotations

import logging
from datetime import datetime

from sqlalchemy import text

from controlroom.domain.errors import ControlroomError
from controlroom.store.engine import Database

_log = logging.getLogger(__name__)
_LOCK = 7_061_992_418
_AHEAD = 3
"""Months made ahead of the running one."""


async def make_partitions(database: Database) -> None:
    """Partitions from last month to three months ahead. What none of them takes, `other` does."""
    if database.sqlite:
        return
    async with database.reading() as connection:
        now = await database.now(connection)
        made = set(
            (
                await connection.execute(
                    text(
                        "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
                        "WHERE i.inhparent = 'meter_value'::regclass"
                    )
                )
            ).scalars()
        )
    for ahead in range(-1, _AHEAD + 1):
        first, after = _month(now, ahead), _month(now, ahead + 1)
        name = f"meter_value_{first:%Y_%m}"
        if name in made:
            continue
        try:
            async with database.writing() as connection:
                await connection.execute(text("SELECT pg_advisory_xact_lock(:id)"), {"id": _LOCK})
                await connection.exec_driver_sql(
                    f"CREATE TABLE IF NOT EXISTS {name} PARTITION OF meter_value "
                    f"FOR VALUES FROM ('{first:%Y-%m-%d}+00') TO ('{after:%Y-%m-%d}+00')"
                )
        except ControlroomError as error:
            # Rows of that month lie in `other` already; they stay there and are found.
            _log.warning("no partition %s: %s", name, error)


def _month(now: datetime, ahead: int) -> datetime:
    months = now.year * 12 + now.month - 1 + ahead
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=now.tzinfo)
