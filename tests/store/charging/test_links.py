"""Of two processes that serve one database, the holder of the newest link writes its state."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from controlroom.domain.charging.charge_point import ChargePoint, Connector, ConnectorStatus
from controlroom.domain.charging.events import Booted, DataTransferred, LinkClosed, LinkOpened
from controlroom.domain.charging.network import Changes
from controlroom.domain.errors import LinkElsewhere
from controlroom.store import Store, open_store
from tests.sentences import says
from tests.store.facts import NOON, append, at, read_all, said, sampled, session, texts


@pytest.fixture
async def other(made_url: str) -> AsyncIterator[Store]:
    """A second process on the same database."""
    store = await open_store(made_url, upgrade=False, writer="other")
    yield store
    await store.close()


async def opens(store: Store, epoch: int) -> ChargePoint:
    event = LinkOpened(charge_point="CP1", at=NOON, received=NOON, version="1.6", epoch=epoch)
    point = ChargePoint("CP1", "1.6", connected=True, epoch=epoch, link_since=NOON)
    await store.journal.append(event, Changes(event, point))
    return point


async def stored(store: Store) -> tuple[ChargePoint, tuple[Connector, ...]]:
    state = await store.journal.load("CP1")
    assert state is not None
    return state.charge_point, state.connectors


async def test_the_end_of_an_older_link_leaves_the_newer_one_open(
    store: Store, other: Store
) -> None:
    await opens(store, 1)
    newer = await opens(other, 2)
    event = LinkClosed(charge_point="CP1", at=at(9), received=at(9), epoch=1, reason="dropped")
    await store.journal.append(event, Changes(event, ChargePoint("CP1", "1.6", epoch=1)))
    assert (await stored(store))[0] == newer
    assert event in [entry.event for entry in await read_all(store)], "a fact all the same"


async def test_what_an_older_link_still_says_is_refused(store: Store, other: Store) -> None:
    """It stays unanswered, so that the charge point says it again over the newer link."""
    old, new = Connector("CP1", 1, 1, info="old"), Connector("CP1", 1, 1, info="new")
    await opens(store, 1)
    first = said("first")
    await store.journal.append(first, Changes(first, connectors=(old,), sessions=(session(),)))
    newer = await opens(other, 2)
    status = ConnectorStatus.CHARGING
    await other.journal.append(first, Changes(first, connectors=(new,)))
    head = (await store.feed.snapshot()).head
    late = sampled(2)
    boot = Booted(charge_point="CP1", at=NOON, received=NOON, vendor="a", model="b", reason="")
    for changes in (
        Changes(late, connectors=(old,)),
        Changes(late, sessions=(session(ended=at(9)),)),
        Changes(boot, charge_point=ChargePoint("CP1", status=status, epoch=1)),
    ):
        with pytest.raises(LinkElsewhere, check=says("CP1 has connected to another")):
            await store.journal.append(changes.event, changes)
    assert (await store.feed.snapshot()).head == head
    assert await stored(store) == (newer, (new,))
    found = await store.journal.recall("CP1:1")
    assert found == session()


async def test_whoever_waits_in_the_same_batch_is_stored(store: Store, other: Store) -> None:
    await opens(store, 1)
    await opens(other, 2)
    head = (await store.feed.snapshot()).head

    def saying(n: int, point: str) -> asyncio.Future[int]:
        event = said(f"{n}", point)
        changes = Changes(event, connectors=(Connector(point, 1, 1, info=f"{n}"),))
        return asyncio.ensure_future(store.journal.append(event, changes))

    work = [saying(n, f"CP{n % 4 + 1}") for n in range(40)]
    answers = await asyncio.gather(*work, return_exceptions=True)
    refused = [n for n, answer in enumerate(answers) if isinstance(answer, LinkElsewhere)]
    assert refused == list(range(0, 40, 4))
    accepted = [n for n in range(40) if n % 4]
    assert await texts(store) == [f"{n}" for n in accepted]
    assert [answers[n] for n in accepted] == list(range(head + 1, head + 31))


async def test_facts_that_touch_no_state_are_kept_whoever_tells_them(
    store: Store, other: Store
) -> None:
    """A wrong key at the door of one process, say, while another holds the link."""
    await opens(other, 1)
    await append(store, said("a stranger knocked"))
    told = [entry.event for entry in await read_all(store)]
    assert [e.data for e in told if isinstance(e, DataTransferred)] == ["a stranger knocked"]


async def test_of_two_that_open_the_same_link_at_once_one_has_it(
    store: Store, other: Store
) -> None:
    """Both read the same number of the last link; the charge point lost is let in again."""
    answers = await asyncio.gather(opens(store, 1), opens(other, 1), return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["ChargePoint", "LinkElsewhere"]
    opened = [e.event for e in await read_all(store) if isinstance(e.event, LinkOpened)]
    assert len(opened) == 1
