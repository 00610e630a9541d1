"""The fixtures keep their word: databases are fresh, loops are the asked-for kind."""

from __future__ import annotations

import asyncio

import asyncpg
import pytest

from tests.postgresql import PostgreSQL


def test_a_database_is_there_on_both_kinds(database_url: str) -> None:
    assert database_url.startswith(("sqlite:////", "postgresql://"))


async def test_a_postgresql_database_is_empty_and_writable(postgresql_url: str) -> None:
    connection = await asyncpg.connect(postgresql_url)
    try:
        await connection.execute("CREATE TABLE seen (n int)")
        assert await connection.fetchval("SELECT count(*) FROM seen") == 0
    finally:
        await connection.close()


async def test_what_one_test_wrote_no_other_sees(postgresql_url: str) -> None:
    connection = await asyncpg.connect(postgresql_url)
    try:
        assert await connection.fetchval("SELECT to_regclass('seen')") is None
    finally:
        await connection.close()


def test_a_database_is_copied_from_a_template(postgresql_server: PostgreSQL) -> None:
    async def ask(url: str, statement: str) -> object:
        connection = await asyncpg.connect(url)
        try:
            return await connection.fetchval(statement)
        finally:
            await connection.close()

    with postgresql_server.database() as template:
        asyncio.run(ask(template, "CREATE TABLE kept AS SELECT 7 AS n"))
        with postgresql_server.database(template) as copy:
            assert asyncio.run(ask(copy, "SELECT n FROM kept")) == 7


@pytest.mark.qt_loop
async def test_a_marked_test_runs_on_the_loop_of_the_desktop() -> None:
    assert type(asyncio.get_running_loop()).__module__.startswith("qasync")
    await asyncio.sleep(0)


async def test_the_rest_runs_on_a_plain_loop() -> None:
    assert type(asyncio.get_running_loop()).__module__.startswith("asyncio")
