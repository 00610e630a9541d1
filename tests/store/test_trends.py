"""What decided who could charge, as graphs of availability are drawn from it."""

from __future__ import annotations

from controlroom.domain.charging.charge_point import ConnectorStatus, Registration
from controlroom.domain.charging.events import (
    FellSilent,
    HeardAgain,
    LinkClosed,
    LinkOpened,
    StatusChanged,
)
from controlroom.store import Store
from tests.store.facts import NOON, append, at, said

FIRST = int(NOON.timestamp()) // 900


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
    turns = await store.facts.status_turns(NOON)
    assert turns == [
        (FIRST, "CP9", 2, 2, "Charging"),
        (FIRST, "CP2", 0, 0, "LinkOpened"),
        (FIRST + 1, "CP1", 1, 1, "Faulted"),
        (FIRST + 2, "CP2", 0, 0, "FellSilent"),
        (FIRST + 2, "CP2", 0, 0, "HeardAgain"),
        (FIRST + 3, "CP2", 0, 0, "LinkClosed"),
        (FIRST + 3, "CP1", 0, 0, "Unavailable"),
    ]
    assert await store.facts.status_turns(NOON, limit=2) == turns[-2:], "the newest"
    assert await store.facts.status_turns(NOON, site="Södra") == turns[:1]
    assert await store.facts.status_turns(at(10_000)) == []
