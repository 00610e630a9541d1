from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from controlroom.store import Store, open_store
from tests.postgresql import PostgreSQL
from tests.store.facts import register


async def _make(url: str) -> str:
    store = await open_store(url, upgrade=False)
    await register(store, "CP1", "CP2", "CP3", "CP4")
    await store.close()
    return url


@pytest.fixture(scope="session")
def sqlite_template(sqlite_prepared: Path) -> Path:
    file = sqlite_prepared.with_name("template.db")
    shutil.copy(sqlite_prepared, file)
    asyncio.run(_make(f"sqlite:///{file.as_posix()}"))
    return file


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: PostgreSQL, postgresql_prepared: str) -> Iterator[str]:
    with postgresql_server.database(postgresql_prepared) as url:
        yield asyncio.run(_make(url))


@pytest.fixture(params=["sqlite", "postgresql"])
def made_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with the charge points CP1 to CP4, of each kind."""
    if request.param == "sqlite":
        file = tmp_path / "made.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite:///{file.as_posix()}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql_server")
    with server.database(request.getfixturevalue("postgresql_template")) as url:
        yield url


@pytest.fixture
async def store(made_url: str) -> AsyncIterator[Store]:
    """It, opened."""
    store = await open_store(made_url, upgrade=False, writer="test")
    yield store
    await store.close()
