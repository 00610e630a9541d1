"""One of each consumer, and every entry concluded from once."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from sqlalchemy import text
from typing_extensions import override

from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.billing.session_price import SessionPrice, priced
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.commands import Command, CommandState
from controlroom.domain.charging.session import ChargingSession, Hold
from controlroom.domain.charging.session_periods import whole
from controlroom.domain.charging.wishes import Reset
from controlroom.domain.errors import ControlroomError
from controlroom.domain.quarter_hours import quarter_of
from controlroom.operations.ports.journal import ConsumerState, QuarterHour, Row
from controlroom.store import Store, open_store
from controlroom.store.journal_function import Given, JournalFunction
from tests.store.child import consume
from tests.store.facts import NOON, append, at, said, session, texts


async def test_one_holder_at_a_time(store: Store) -> None:
    assert await store.consumers.lease("alarms", "a")
    assert not await store.consumers.lease("alarms", "b")
    assert await store.consumers.lease("alarms", "a"), "it renews its own"
    assert await store.consumers.lease("pricing", "b"), "another consumer is another lease"
    await store.consumers.release("alarms", "b")
    assert not await store.consumers.lease("alarms", "b"), "only the holder lets go"
    await store.consumers.release("alarms", "a")
    assert await store.consumers.lease("alarms", "b")


async def test_a_lease_runs_out(store: Store) -> None:
    assert await store.consumers.lease("alarms", "a", seconds=0.05)
    await asyncio.sleep(0.1)
    assert await store.consumers.lease("alarms", "b")
    assert not await store.consumers.lease("alarms", "a")


async def test_of_many_who_ask_at_once_one_gets_it(store: Store, made_url: str) -> None:
    others = [await open_store(made_url, upgrade=False) for _ in range(3)]
    answers = await asyncio.gather(
        *(s.consumers.lease("alarms", str(n)) for n, s in enumerate([store, *others]))
    )
    assert sum(answers) == 1
    for other in others:
        await other.close()


async def test_what_was_concluded_and_the_cursor_are_one(store: Store) -> None:
    await store.consumers.lease("c", "me")
    alarm = Alarm(1, "CON-FAULT", 3, AlarmState.UNACKNOWLEDGED, "CP1", 1, 1, "Norra", NOON, NOON)
    rows: list[Row] = [
        alarm,
        ConsumerState("c", "a", {"n": 1}),
        ConsumerState("c", "b", {"m": ["å\ud800"]}),
    ]
    assert await store.consumers.cursor("c") == 0
    assert await store.consumers.consume("c", "me", 0, 5, [said("one")], rows)
    assert await store.consumers.cursor("c") == 5
    assert await store.consumers.state("c") == {"a": {"n": 1}, "b": {"m": ["å\ud800"]}}
    assert await store.alarms.alarm(1) == alarm
    assert await texts(store) == ["one"]
    forgotten = [ConsumerState("c", "a", None), ConsumerState("c", "b", {"m": 2})]
    assert await store.consumers.consume("c", "me", 5, 6, [], forgotten)
    assert await store.consumers.state("c") == {"b": {"m": 2}}


@pytest.mark.parametrize(("old", "holder"), ((4, "me"), (5, "somebody else")))
async def test_whose_turn_it_is_not_leaves_nothing(store: Store, old: int, holder: str) -> None:
    await store.consumers.lease("c", "me")
    assert await store.consumers.consume("c", "me", 0, 5, [], [])
    before = (await store.feed.snapshot()).head
    done = await store.consumers.consume(
        "c", holder, old, 9, [said("no")], [ConsumerState("c", "a", {})]
    )
    assert not done
    assert await store.consumers.cursor("c") == 5
    assert await store.consumers.state("c") == {}
    assert (await store.feed.snapshot()).head == before


async def test_a_holder_that_was_replaced_commits_nothing_more(store: Store) -> None:
    await store.consumers.lease("c", "slow", seconds=0.01)
    await asyncio.sleep(0.05)
    await store.consumers.lease("c", "quick")
    assert not await store.consumers.consume("c", "slow", 0, 1, [said("late")], [])
    assert await store.consumers.consume("c", "quick", 0, 1, [said("in time")], [])
    assert await texts(store) == ["in time"]


async def test_data_that_is_refused_moves_no_cursor(store: Store) -> None:
    await store.consumers.lease("c", "me")
    alarm = Alarm(1, "CON-FAULT", 3, AlarmState.UNACKNOWLEDGED, "CP1", 1, 1, "Norra", NOON, NOON)
    twice = [alarm, replace(alarm, id=2)]
    with pytest.raises(ControlroomError):
        await store.consumers.consume("c", "me", 0, 1, [said("x")], twice)
    with pytest.raises(ControlroomError):
        await store.consumers.consume("c", "me", 0, 1, [], [replace(alarm, id="one")])  # type: ignore[arg-type]
    assert await store.consumers.cursor("c") == 0
    assert await store.alarms.alarms(all_states=True) == []


async def test_an_alarm_may_be_over_and_raised_anew_at_once(store: Store) -> None:
    await store.consumers.lease("c", "me")
    alarm = Alarm(1, "CON-FAULT", 3, AlarmState.UNACKNOWLEDGED, "CP1", 1, 1, "Norra", NOON, NOON)
    await store.consumers.consume("c", "me", 0, 1, [], [alarm])
    over, anew = replace(alarm, state=AlarmState.NORMAL), replace(alarm, id=2, raised=at(60))
    await store.consumers.consume("c", "me", 1, 2, [], [over, anew])
    assert await store.alarms.alarms() == [anew]


async def test_energy_of_a_quarter_adds_up(store: Store) -> None:
    one = QuarterHour("CP1", 1, 1, NOON, 250)
    await store.journal.record([], [one, one, replace(one, connector=2, wh=7)])
    await store.journal.record([], [one])
    found = await store.reports.energy_by_site(NOON, at(900))
    assert found == [("Norra", quarter_of(NOON), 757)]


async def test_a_command_moves_on_as_a_row_too(store: Store) -> None:
    asked = await store.commands.ask(Command(0, "CP1", Reset(hard=True), "eva", NOON))
    confirmed = replace(asked, state=CommandState.CONFIRMED, changed=at(5))
    await store.journal.record([], [confirmed])
    assert await store.commands.command(asked.id) == confirmed


class _Faults:
    """A conclusion that fails at one of its statements."""

    def __init__(self) -> None:
        self._left = 0

    def arm(self, statement: int) -> None:
        self._left = statement

    def sqlite(self) -> type[sqlite3.Connection]:
        faults = self

        class Failing(sqlite3.Connection):
            @override
            def execute(self, *arguments: Any) -> sqlite3.Cursor:
                faults._left -= 1
                if faults._left == 0:
                    raise ConnectionResetError
                return super().execute(*arguments)

        return Failing

    def postgresql(self) -> Callable[..., Coroutine[Any, Any, Any]]:
        """It is called once, and away before it was carried out or just after that."""
        whole = JournalFunction.run

        async def failing(function: JournalFunction, given: Given) -> int | None:
            if self._left == 1:
                raise ConnectionResetError
            found = await whole(function, given)
            if self._left == 2:
                raise ConnectionResetError
            return found

        return failing


async def test_a_consumer_that_fails_at_any_statement_neither_repeats_nor_skips(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process lives on: it reads its cursor again and goes on from there."""
    for n in range(30):
        await append(store, said(f"{n}"))
    head = (await store.feed.snapshot()).head
    faults = _Faults()
    # Conclusions are committed past SQLAlchemy, on a connection of their own.
    failing = partial(sqlite3.connect, factory=faults.sqlite())
    monkeypatch.setattr(sqlite3, "connect", failing)
    monkeypatch.setattr(JournalFunction, "run", faults.postgresql())
    await store.consumers.lease("copy", "me")
    failures, statement = 0, 0
    moments = 12 if store.database.sqlite else 2
    while await store.consumers.cursor("copy") < head:
        statement = statement % moments + 1

        try:
            await consume(store, "me", partial(faults.arm, statement))
        except ControlroomError:
            failures += 1
        finally:
            faults.arm(0)
        await store.consumers.lease("copy", "me")
    assert failures > 8
    copies = [t for t in await texts(store) if t.startswith("copy of ")]
    assert copies == [f"copy of {n}" for n in range(1, head + 1)]
    assert await store.consumers.state("copy") == {"count": {"n": head}}


_ENDED = session(ended=at(3600), energy_wh=40_000, customer=1)
_LATER = {
    "energy": replace(_ENDED, energy_wh=39_000),
    "its end": replace(_ENDED, ended=at(3601)),
    "its start": replace(_ENDED, started=at(-1)),
    "idle time": replace(_ENDED, idle_s=1),
    "idle until its end": replace(_ENDED, idle_since=at(3599)),
    "no customer": replace(_ENDED, customer=None),
    "a hold": replace(_ENDED, holds=(Hold.METER_BACK,)),
}


@pytest.mark.parametrize("changed", _LATER.values(), ids=_LATER)
async def test_a_price_settles_a_session_only_as_it_stands(
    store: Store, changed: ChargingSession
) -> None:
    """Whatever changed between the reading and the writing of the price is priced again."""
    await store.journal.record([], [_ENDED])
    (before,) = await store.sessions.unpriced()
    result = priced(before, Tariff(energy=Decimal(4)), NOON)
    await store.journal.record([], [changed])
    await store.journal.record([], [result])
    (after,) = await store.sessions.unpriced()
    assert after == changed
    again = priced(after, Tariff(energy=Decimal(4)), NOON)
    await store.journal.record([], [again])
    assert await store.sessions.unpriced() == []
    async with store.database.reading() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM session_price"))).scalar() == 1


async def test_reasons_to_hold_are_those_of_the_revision(store: Store) -> None:
    held = replace(_ENDED, holds=(Hold.METER_BACK,))
    await store.journal.record([], [held])
    wrong = SessionPrice(_ENDED.id, whole(NOON, 40_000, 3600), None, "meter-back", revision=1)
    await store.journal.record([], [replace(_ENDED, customer=None)])
    await store.journal.record([], [wrong])
    (unowned,) = await store.sessions.unpriced()
    assert unowned.holds == (), "held for what it is not held for"
    await store.journal.record([], [_ENDED])
    await store.journal.record([], [replace(wrong, hold="no-customer", revision=2)])
    assert await store.sessions.unpriced() == [_ENDED], "it has a customer"
    await store.journal.record([], [replace(wrong, hold="no-tariff", revision=3)])
    assert await store.sessions.unpriced() == []
