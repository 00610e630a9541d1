"""A month is looked at and closed in another process, and the window only waits for it."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from controlroom.app.attached import attached
from controlroom.app.demo_past import Past
from controlroom.app.demo_seed import Making, plant
from controlroom.app.month_process import BillingAside
from controlroom.domain.errors import Refused
from controlroom.domain.people.actor import console, person
from controlroom.domain.people.user import Role, User
from controlroom.operations.billing.month_run import Month
from controlroom.store import open_store
from tests.sentences import says


def _last_month() -> Month:
    day = datetime.now(UTC).date().replace(day=1) - timedelta(days=10)
    return Month(day.year, day.month)


ANNA = console("anna")
MONTH = _last_month()
# A month that is over has its invoices: this one was not, a few hours before its end.
UNTIL = datetime.now(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0) - timedelta(
    hours=3
)


@pytest.fixture
async def billing(tmp_path: Path) -> AsyncIterator[BillingAside]:
    """A small demonstration. Nothing is left running afterwards."""
    url = f"sqlite:///{(tmp_path / 'demo.db').as_posix()}"
    store = await open_store(url, upgrade=True)
    past = Past(seed=1, until=UNTIL, days=70, sites=1)
    async with Making(past, store.history.dialect, ThreadPoolExecutor(1)) as making:
        await plant(store, making, lambda *_told: None)
    await store.close()
    store = await open_store(url, upgrade=False)
    yield BillingAside(url, attached(store, url).billing)
    await store.close()
    assert multiprocessing.active_children() == []


async def test_a_month_is_looked_at_and_closed(billing: BillingAside) -> None:
    seen = await billing.outlook(MONTH)
    assert seen.customers > 3
    told: list[tuple[int, int, str]] = []
    done = await billing.close(ANNA, MONTH, lambda *come: told.append(come))
    assert done is not None
    assert (done.invoices, done.net, done.gross) == (seen.customers, seen.net, seen.gross)
    assert done.left == 0
    assert told[-1][0] == told[-1][1] >= done.invoices


async def test_a_run_stops_before_the_next_customer(billing: BillingAside) -> None:
    done = await billing.close(ANNA, MONTH, lambda *_come: billing.stop())
    assert done is not None
    assert done.left > 0
    rest = await billing.close(ANNA, MONTH)
    assert rest is not None
    assert rest.left == 0
    assert rest.invoices >= done.left


async def test_a_run_that_has_issued_nothing_yet_ends_at_once(billing: BillingAside) -> None:
    running = asyncio.create_task(billing.close(ANNA, MONTH))
    await asyncio.sleep(0.3)
    billing.stop()
    async with asyncio.timeout(2):
        assert await running is None
    done = await billing.close(ANNA, MONTH)
    assert done is not None
    assert done.invoices > 3


async def test_a_refusal_comes_through_whole(billing: BillingAside) -> None:
    now = datetime.now(UTC)
    with pytest.raises(Refused, check=says("not over yet")) as refused:
        await billing.close(ANNA, Month(now.year + 1, 1))
    assert refused.value.key == "month-not-over"
    assert refused.value.placeholders == {
        "month": f"{now.year + 1}-01",
        "first": f"{now.year + 1}-02-01",
    }
    with pytest.raises(Refused) as refused:
        await billing.close(person(User("Kim", Role.OPERATOR)), MONTH)
    assert refused.value.key == "not-allowed"
    assert refused.value.placeholders == {
        "role": "operator",
        "allowed": "accountant / administrator",
    }


async def test_a_process_that_is_killed_leaves_no_answer(billing: BillingAside) -> None:
    asking = asyncio.create_task(billing.close(ANNA, MONTH))
    await asyncio.sleep(0.2)
    (process,) = multiprocessing.active_children()
    process.kill()
    async with asyncio.timeout(5):
        assert await asking is None
