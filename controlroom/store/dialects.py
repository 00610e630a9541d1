"""The few places where the two databases spell the same thing differently."""

from __future__ import annotations

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from controlroom.store.engine import Database


def insert(table: Table, database: Database) -> sqlite.Insert | postgresql.Insert:
    """INSERT that knows ON CONFLICT."""
    return sqlite.insert(table) if database.sqlite else postgresql.insert(table)
