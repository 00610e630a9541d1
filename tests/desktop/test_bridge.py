from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from controlroom.desktop.bridge import KEPT_COMMANDS, Batch, Bridge
from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.alarms.events import AlarmChanged
from controlroom.domain.charging.charge_point import ConnectorStatus, Registration, Site
from controlroom.domain.charging.commands import Command, CommandChanged, CommandState
from controlroom.domain.charging.events import SiteChanged, StatusChanged
from controlroom.domain.charging.wishes import Reset
from controlroom.domain.errors import StoreUnavailable
from controlroom.domain.event import Event
from controlroom.operations.ports.journal import Entry, Reading, Snapshot
from tests.desktop.room import until

pytestmark = pytest.mark.qt_loop
NOW = datetime(2026, 11, 20, 13, 32, tzinfo=UTC)


class MemoryFeed:
    """A journal in memory, which may be away."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.away = False
        self.snapshots = 0
        self._told = asyncio.Event()

    async def snapshot(self) -> Snapshot:
        self._here()
        self.snapshots += 1
        return Snapshot(
            head=len(self.entries),
            as_of=NOW,
            sites=(Site("Hyllie"),),
            registrations=(Registration("HYL-01", "Hyllie"),),
            charge_points=(),
            connectors=(),
            sessions=(),
            alarms=(),
            commands=(),
        )

    async def read(
        self, after: int, limit: int = 1000, events: frozenset[type[Event]] | None = None
    ) -> Reading:
        self._here()
        assert events is None
        found = self.entries[after : after + limit]
        return Reading(found, after + len(found), more=len(found) == limit)

    async def wait(self, after: int, seconds: float) -> None:
        self._told.clear()
        if len(self.entries) <= after:
            try:
                await asyncio.wait_for(self._told.wait(), min(seconds, 0.05))
            except TimeoutError:
                return

    def put(self, *events: Event) -> None:
        for event in events:
            self.entries.append(Entry(len(self.entries) + 1, "w", event))
        self._told.set()

    def _here(self) -> None:
        if self.away:
            raise StoreUnavailable("database-away", database="x", why="y")


def status(number: int, state: ConnectorStatus = ConnectorStatus.CHARGING) -> StatusChanged:
    at = NOW + timedelta(seconds=number)
    return StatusChanged(
        charge_point="HYL-01", at=at, received=at, evse=1, connector=1, status=state
    )


@pytest.fixture
def feed() -> MemoryFeed:
    return MemoryFeed()


async def following(feed: MemoryFeed) -> tuple[Bridge, list[Batch]]:
    bridge = Bridge(feed)
    batches: list[Batch] = []
    bridge.changed.connect(batches.append)
    bridge.start()
    await until(lambda: bridge.loaded)
    return bridge, batches


async def test_many_events_are_told_once(feed: MemoryFeed) -> None:
    bridge, batches = await following(feed)
    feed.put(*(status(n) for n in range(300)))
    await until(lambda: bool(batches))
    await asyncio.sleep(0.15)
    assert len(batches) == 1
    assert batches[0].charge_points == {"HYL-01"}
    assert batches[0].received == NOW
    assert bridge.network.connector("HYL-01", 1, 1).status is ConnectorStatus.CHARGING
    await bridge.stop()


async def test_at_most_ten_signals_a_second(feed: MemoryFeed) -> None:
    bridge, batches = await following(feed)
    for number in range(40):
        feed.put(status(number))
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.15)
    assert 1 <= len(batches) <= 7
    await bridge.stop()


async def test_events_are_told_by_their_class(feed: MemoryFeed) -> None:
    bridge, batches = await following(feed)
    alarm = Alarm(7, "CON-FAULT", 3, AlarmState.UNACKNOWLEDGED, "HYL-01", 1, 1, "Hyllie", NOW, NOW)
    command = Command(9, "HYL-01", Reset(), "Operator", NOW)
    feed.put(
        AlarmChanged(charge_point="HYL-01", at=NOW, received=NOW, alarm=alarm),
        CommandChanged(charge_point="HYL-01", at=NOW, received=NOW, command=command),
    )
    await until(lambda: bool(batches))
    assert [event.alarm.id for event in batches[0].of(AlarmChanged)] == [7]
    assert [event.command.id for event in batches[0].of(CommandChanged)] == [9]
    assert batches[0].has(SiteChanged, AlarmChanged)
    assert not batches[0].has(SiteChanged, StatusChanged)
    assert not batches[0].of(StatusChanged)
    assert isinstance(bridge.commands[9].wish, Reset)
    await bridge.stop()


async def test_old_commands_make_room_but_open_ones_stay(feed: MemoryFeed) -> None:
    bridge, _batches = await following(feed)
    done = CommandState.ANSWERED
    feed.put(
        *(
            CommandChanged(
                charge_point="HYL-01",
                at=NOW,
                received=NOW,
                command=Command(
                    n, "HYL-01", Reset(), "O", NOW, state=done if n > 1 else done.TAKEN
                ),
            )
            for n in range(1, KEPT_COMMANDS + 20)
        )
    )
    await until(lambda: KEPT_COMMANDS + 19 in bridge.commands)
    assert 1 in bridge.commands
    assert len(bridge.commands) == KEPT_COMMANDS
    await bridge.stop()


async def test_a_store_that_was_away_is_loaded_anew(
    feed: MemoryFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("controlroom.desktop.bridge.RETRY_S", 0.02)
    bridge, _batches = await following(feed)
    lost: list[str] = []
    reloaded: list[bool] = []
    bridge.lost.connect(lost.append)
    bridge.reloaded.connect(lambda: reloaded.append(True))
    feed.away = True
    await until(lambda: bool(lost))
    feed.away = False
    feed.put(status(1))
    await until(lambda: bool(reloaded))
    assert lost[0] == "database-away"
    await bridge.stop()


async def test_whatever_goes_wrong_the_picture_does_not_stand_still(
    feed: MemoryFeed, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("controlroom.desktop.bridge.RETRY_S", 0.02)
    bridge, _batches = await following(feed)
    feed.put("nonsense")  # type: ignore[arg-type]  # the point of the test
    await until(lambda: feed.snapshots > 1)
    assert "loading anew" in caplog.text
    await bridge.stop()


async def test_it_ticks_only_while_a_server_lives(feed: MemoryFeed) -> None:
    alive: datetime | None = NOW

    async def pulse() -> datetime | None:
        return alive

    bridge = Bridge(feed, pulse)
    ticks: list[datetime] = []
    bridge.ticked.connect(ticks.append)
    bridge.start()
    await until(lambda: bool(ticks))
    assert NOW <= ticks[0] < NOW + timedelta(seconds=5)
    alive = NOW - timedelta(hours=1)
    bridge._ticked = 0
    await until(lambda: ticks[-1] < NOW)
    assert bridge.server_time < NOW, "somebody set its clock"
    alive = None
    before = len(ticks)
    bridge._ticked = 0
    await asyncio.sleep(0.2)
    assert len(ticks) == before
    await bridge.stop()


async def test_nothing_is_told_after_the_end(feed: MemoryFeed) -> None:
    bridge, batches = await following(feed)
    feed.put(status(1))
    await asyncio.sleep(0)
    await bridge.stop()
    await asyncio.sleep(0.15)
    assert batches == []
