"""The usage of a session as periods, instead of three totals; and what they are cut by.

Revision ID: 0017
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from controlroom.store.schema.base import Json

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_AT_ONCE = 5000
_TOTALS = ("energy_wh", "duration_s", "idle_s")
_US = 1_000_000
_READ = """
SELECT p.session, s.started, p.energy_wh, p.duration_s, p.idle_s
FROM session_price AS p JOIN session AS s ON s.id = p.session
WHERE p.session > :after ORDER BY p.session LIMIT :most
"""
_WRITE = "UPDATE session_price SET periods = :periods WHERE session = :session"


def upgrade() -> None:
    """A price that is there keeps its totals: the session charged, then it was idle."""
    for table, column in (("session", "marks"), ("session_price", "periods")):
        op.add_column(table, sa.Column(column, Json, nullable=False, server_default="[]"))
    bind = op.get_bind()
    after = ""
    while rows := bind.execute(sa.text(_READ), {"after": after, "most": _AT_ONCE}).all():
        values = [{"session": row[0], "periods": _periods(*row[1:])} for row in rows]
        bind.execute(sa.text(_WRITE), values)
        after = rows[-1][0]
    for total in _TOTALS:
        op.drop_column("session_price", total)


def _periods(started: datetime | int, energy_wh: int, duration_s: int, idle_s: int) -> str:
    """`started` as the driver gives it: a moment, or microseconds."""
    if isinstance(started, datetime):
        started = int(started.replace(microsecond=0).timestamp()) * _US + started.microsecond
    idle_s = min(idle_s, duration_s)
    found: list[Sequence[Any]] = [
        ((duration_s - idle_s) * _US, max(0, energy_wh), "charging", "total")
    ]
    if idle_s:
        found.append((idle_s * _US, 0, "idle", "total"))
    return json.dumps([started, *found], separators=(",", ":"))
