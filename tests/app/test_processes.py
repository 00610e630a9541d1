"""Starting again what ends by itself."""

from __future__ import annotations

import asyncio

import pytest
from typing_extensions import override

from controlroom.app import processes
from controlroom.app.child import Child
from controlroom.app.processes import MOST_ENDS, _keep_up, _watch
from controlroom.domain.errors import Refused, StoreUnavailable
from tests.app import children


class Scripted(Child):
    """Ends as soon as it has begun, so often; its beginning fails, so often."""

    def __init__(self, ends: int, fails: int = 0) -> None:
        super().__init__("listener 1", children.wait)
        self.ends, self.fails = ends, fails
        self.begun = 0
        self.lives = asyncio.Event()

    @override
    async def begin(self) -> None:
        if self.fails:
            self.fails -= 1
            raise StoreUnavailable("database-away", database="x", why="y")
        self.begun += 1

    @override
    async def ended(self) -> int:
        if self.ends:
            self.ends -= 1
            return -9
        self.lives.set()
        await asyncio.Event().wait()
        return 0

    @override
    async def stop(self) -> None:
        """There is no process."""


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "AGAIN_S", 0.0)


async def test_one_that_ends_again_and_again_ends_all() -> None:
    broken = Scripted(ends=100)
    with pytest.raises(Refused) as refused:
        await _keep_up(broken)
    assert refused.value.placeholders == {"name": "listener 1", "status": -9}
    assert broken.begun == MOST_ENDS
    with pytest.raises(Refused):
        await _watch([Scripted(ends=0), Scripted(ends=100)], asyncio.Event())


async def test_a_database_that_is_away_is_waited_for(caplog: pytest.LogCaptureFixture) -> None:
    one = Scripted(ends=1, fails=3)
    keeping = asyncio.create_task(_keep_up(one))
    async with asyncio.timeout(5):
        await one.lives.wait()
    assert one.begun == 1
    assert "listener 1 (process 0) ended with -9; starting another" in caplog.text
    assert caplog.text.count("cannot be started yet") == 3
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)


async def test_those_that_live_long_may_end_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "LIVED_S", -1.0)
    one = Scripted(ends=3 * MOST_ENDS)
    keeping = asyncio.create_task(_keep_up(one))
    async with asyncio.timeout(5):
        await one.lives.wait()
    assert one.begun == 3 * MOST_ENDS
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)


async def test_nothing_is_started_again_once_all_are_to_stop() -> None:
    one, asked = Scripted(ends=0), asyncio.Event()
    watching = asyncio.create_task(_watch([one], asked))
    await one.lives.wait()
    asked.set()
    async with asyncio.timeout(5):
        await watching
    assert one.begun == 0
