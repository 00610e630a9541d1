"""Sums by quarter-hour, and what decided who could charge."""

from __future__ import annotations

from datetime import datetime

from controlroom.domain.charging.charge_point import ConnectorStatus, Registration
from controlroom.domain.charging.events import (
    FellSilent,
    HeardAgain,
    LinkClosed,
    LinkOpened,
    StatusChanged,
)
from controlroom.domain.quarter_hours import quarter_of
from controlroom.operations.ports.journal import QuarterHour
from controlroom.store import Store
from tests.store.facts import NOON, append, at, said, session

FIRST = quarter_of(NOON)


def status(point: str, seconds: float, word: ConnectorStatus, evse: int = 1) -> StatusChanged:
    moment = at(seconds)
    return StatusChanged(
        charge_point=point,
        at=moment,
        received=moment,
        evse=evse,
        connector=evse,
        status=word,
        info="a\0b \ud800",
    )


async def test_turns_come_oldest_first_and_of_all_points(store: Store) -> None:
    await store.charge_points.register(Registration("CP9", "Södra"), None, "me")
    for event in (
        status("CP1", -1, ConnectorStatus.AVAILABLE),
        LinkOpened(charge_point="CP2", at=at(10), received=at(10), version="1.6", epoch=1),
        status("CP1", 900, ConnectorStatus.FAULTED),
        said("nothing to do with it", "CP1"),
        status("CP9", 5, ConnectorStatus.CHARGING, 2),
        FellSilent(charge_point="CP2", at=at(1800), received=at(1800)),
        HeardAgain(charge_point="CP2", at=at(1801), received=at(1801)),
        LinkClosed(charge_point="CP2", at=at(2700), received=at(2700), epoch=1),
        status("CP1", 2701, ConnectorStatus.UNAVAILABLE, 0),
    ):
        await append(store, event)
    turns = await store.reports.status_turns(NOON)
    assert turns == [
        (FIRST, "CP9", 2, 2, "Charging"),
        (FIRST, "CP2", 0, 0, "LinkOpened"),
        (FIRST + 1, "CP1", 1, 1, "Faulted"),
        (FIRST + 2, "CP2", 0, 0, "FellSilent"),
        (FIRST + 2, "CP2", 0, 0, "HeardAgain"),
        (FIRST + 3, "CP2", 0, 0, "LinkClosed"),
        (FIRST + 3, "CP1", 0, 0, "Unavailable"),
    ]
    assert await store.reports.status_turns(NOON, limit=2) == turns[-2:], "the newest"
    assert await store.reports.status_turns(NOON, site="Södra") == turns[:1]
    assert await store.reports.status_turns(at(10_000)) == []


async def test_quarter_hours_add_up_by_site(store: Store) -> None:
    def quarter(point: str, start: datetime, wh: int, connector: int = 1) -> QuarterHour:
        return QuarterHour(point, 1, connector, start, wh)

    await store.charge_points.register(Registration("CP9", "Södra"), None, "me")
    rows = [
        quarter("CP1", NOON, 100),
        quarter("CP1", NOON, 10, 2),
        quarter("CP2", NOON, 1),
        quarter("CP9", NOON, 1000),
        quarter("CP1", at(900), 5),
        quarter("CP1", at(1800), 7),
    ]
    await store.journal.record([], rows)
    assert sorted(await store.reports.energy_by_site(NOON, at(1800))) == [
        ("Norra", FIRST, 111),
        ("Norra", FIRST + 1, 5),
        ("Södra", FIRST, 1000),
    ]
    assert await store.reports.energy(NOON, at(900), site="Södra") == [(FIRST, 1000)]


async def test_quarter_hours_add_up_in_numbers(store: Store) -> None:
    await store.charge_points.register(Registration("CP9", "Södra"), None, "me")
    rows = [
        QuarterHour("CP1", 1, 1, NOON, 100),
        QuarterHour("CP1", 1, 2, NOON, 10),
        QuarterHour("CP9", 1, 1, NOON, 2**40),
        QuarterHour("CP2", 1, 1, at(2700), 5),
        QuarterHour("CP2", 1, 1, at(3600), 7),
    ]
    await store.journal.record([], rows)
    assert await store.reports.energy(NOON, at(3600)) == [
        (FIRST, 110 + 2**40),
        (FIRST + 3, 5),
    ]
    assert await store.reports.energy(NOON, at(7200), site="Norra") == [
        (FIRST, 110),
        (FIRST + 3, 5),
        (FIRST + 4, 7),
    ]
    assert await store.reports.energy(NOON, at(7200), site="Nowhere") == []
    assert await store.reports.energy(at(-900), NOON) == []
    assert sorted(await store.reports.energy_by_site(NOON, at(3600))) == [
        ("Norra", FIRST, 110),
        ("Norra", FIRST + 3, 5),
        ("Södra", FIRST, 2**40),
    ]


async def test_running_sessions_are_told_in_steps(store: Store) -> None:
    """A step stands in the quarter-hour in which it happened, to the microsecond."""
    just_before = at(899.999999)
    rows = [
        session("CP1", "a", started=at(-3600), ended=at(1)),
        session("CP1", "b", started=at(1), ended=just_before),
        session("CP2", "c", started=just_before, ended=at(900)),
        session("CP2", "d", started=at(0), ended=at(1800)),
        session("CP3", "e", started=at(0)),
    ]
    await store.journal.record([], rows)
    everything = await store.reports.session_steps(NOON, at(3600))
    assert everything == [(FIRST - 4, 1), (FIRST, 1), (FIRST + 1, -1), (FIRST + 2, -1)]
    assert await store.reports.session_steps(NOON, at(1800)) == [
        (FIRST - 4, 1),
        (FIRST, 0),
        (FIRST + 1, -1),
    ], "what ended later belongs to a later part"
    later = await store.reports.session_steps(at(1800), at(3600))
    assert later == [(FIRST, 1), (FIRST + 2, -1)]
    assert await store.reports.session_steps(NOON, at(3600), site="Norra") == everything
    assert await store.reports.session_steps(NOON, at(3600), site="Södra") == []


async def test_quarter_hours_of_one_charge_point(store: Store) -> None:
    rows = [
        QuarterHour("CP1", 2, 1, at(900), 30),
        QuarterHour("CP1", 1, 1, at(900), 20),
        QuarterHour("CP1", 1, 1, at(0), 10),
        QuarterHour("CP2", 1, 1, at(0), 99),
        QuarterHour("CP1", 1, 1, at(1800), 40),
    ]
    await store.journal.record([], rows)
    found = await store.reports.energy_by_connector("CP1", at(0), at(1800))
    assert found == [(FIRST, 1, 1, 10), (FIRST + 1, 1, 1, 20), (FIRST + 1, 2, 1, 30)]
    together = await store.reports.energy_by_point(["CP1", "CP2", "CP3"], at(0), at(1800))
    assert sorted(together) == [("CP1", FIRST, 10), ("CP1", FIRST + 1, 50), ("CP2", FIRST, 99)]
