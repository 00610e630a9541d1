"""The few places where the two databases spell the same thing differently."""

from __future__ import annotations

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from controlroom.store.engine import Database


def insert(table: Table, database: Database) -> sqlite.Insert | postgresql.Insert:
    """INSERT that knows ON CONFLICT."""
    return sqlite.insert(table) if database.sqlite else postgresql.insert(table)


async def lock(connection: AsyncConnection, table: Table) -> None:
    """Let no other transaction write a table until this one ends.

    SQLite has one writer anyhow.
    """
    if connection.dialect.name == "postgresql":
        # A table of ours: its name is no one else's text.
        await connection.exec_driver_sql(f'LOCK TABLE "{table.name}" IN SHARE ROW EXCLUSIVE MODE')
