from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from controlroom.store import Store, open_store
from tests.store.facts import register


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """An open store with the charge points CP1 to CP4, on each kind of database."""
    store = await open_store(database_url, upgrade=True, writer="test")
    await register(store, "CP1", "CP2", "CP3", "CP4")
    yield store
    await store.close()
