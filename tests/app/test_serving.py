"""`controlroom serve` in one piece: what it was set to is what it does."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from controlroom.app.serving import serve
from controlroom.operations import retention
from controlroom.operations.ports.charging import Frame
from controlroom.settings import Address, Settings
from controlroom.store import open_store


async def test_what_is_old_goes_while_it_serves(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "FIRST_S", 0.0)
    store = await open_store(database_url, upgrade=True)
    now = datetime.now(UTC)
    ages = [timedelta(hours=3), timedelta(hours=1)]
    await store.messages.keep([Frame(0, now - age, "CP1", False, "A", "x") for age in ages])
    ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    settings = Settings(
        database=database_url,
        listen=Address("127.0.0.1", 0),
        data_folder=tmp_path,
        message_log_hours=2,
    )
    serving = asyncio.create_task(serve(settings, ready.set_result))
    try:
        assert (await ready).startswith("ws://127.0.0.1:")
        async with asyncio.timeout(10):
            while len(kept := await store.messages.frames("CP1")) > 1:  # noqa: ASYNC110 - read until it is so
                await asyncio.sleep(0.05)
        assert [frame.at for frame in kept] == [now - ages[1]]
    finally:
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        await store.close()
