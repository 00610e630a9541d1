"""Power, energy and their age follow what is read now, whatever the clock of the station says."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import pytest

from controlroom.central_system.dialect import QUEUED
from controlroom.domain.charging.charge_point import Connector, ConnectorStatus
from controlroom.domain.charging.events import Booted, MeterSampled, StatusChanged
from controlroom.domain.charging.metering import POWER, REGISTER, Sample
from tests.domain.session_events import POINT, at, link, network, start, take

HOUR = 3600.0


class Read(NamedTuple):
    """Seconds after ten when it arrives, and its stamp."""

    arrives: float
    stamp: float
    wh: int | None = None
    watts: float | None = None
    transaction: str = "1"


class Boot(NamedTuple):
    arrives: float


class Says(NamedTuple):
    """`asked`: the central system had a doubt and asked."""

    arrives: float
    status: ConnectorStatus
    stamp: float
    asked: bool = False


Step = Read | Boot | Says


def second(seconds: float) -> datetime:
    return at(seconds / 60)


def after(*steps: Step, opened: float = 0.0) -> Connector:
    """The connector in the end; a transaction runs since ten, by a clock that is right."""
    known = network()
    take(known, link(-60), start(0, 1000), link(opened / 60, epoch=2))
    for step in steps:
        received = second(step.arrives)
        if isinstance(step, Boot):
            take(known, Booted(
                charge_point=POINT, at=received, received=received, vendor="V", model="M"
            ))  # fmt: skip
            continue
        stamp = second(step.stamp)
        queued = stamp < second(opened) - QUEUED
        if isinstance(step, Says):
            take(known, StatusChanged(
                charge_point=POINT, at=stamp, received=received, replayed=queued,
                evse=1, connector=1, status=step.status, asked=step.asked,
            ))  # fmt: skip
            continue
        samples = []
        if step.wh is not None:
            samples.append(Sample(stamp, REGISTER, step.wh, "Wh"))
        if step.watts is not None:
            samples.append(Sample(stamp, POWER, step.watts, "W"))
        take(known, MeterSampled(
            charge_point=POINT, at=stamp, received=received, replayed=queued,
            evse=1, connector=1, transaction=step.transaction, samples=tuple(samples),
        ))  # fmt: skip
    return known.connector(POINT, 1, 1)


def shown(connector: Connector) -> tuple[int | None, float | None, datetime | None]:
    return connector.energy_wh, connector.power_w, connector.measured


NOW = 1000.0
CLOCKS: dict[str, tuple[Step, ...]] = {
    "right": (Read(940, 940, 2000, 7000), Read(NOW, NOW, 2100, 11_000)),
    "an hour slow, after a boot": (
        Boot(930), Read(940, 940 - HOUR, 2000, 7000), Read(NOW, NOW - HOUR, 2100, 11_000),
    ),
    "an hour slow, over a reconnect": (
        Read(940, 940 - HOUR, 2000, 7000), Read(NOW, NOW - HOUR, 2100, 11_000),
    ),
    "an hour slow, after a status": (
        Boot(930), Says(940, ConnectorStatus.CHARGING, 940 - HOUR),
        Read(NOW, NOW - HOUR, 2100, 11_000),
    ),
    "200 s fast": (Read(940, 1140, 2000, 7000), Read(NOW, NOW + 200, 2100, 11_000)),
    "200 s fast, set right": (Read(940, 1140, 2000, 7000), Read(NOW, NOW, 2100, 11_000)),
    "200 s fast, set right, power alone": (
        Read(940, 1140, 2100, 7000), Read(NOW, NOW, None, 11_000),
    ),
    "set right by a boot": (
        Read(940, 1140, 2000, 7000), Boot(990), Read(NOW, NOW, 2100, 11_000),
    ),
    "an hour slow, set right": (
        Boot(930), Read(940, 940 - HOUR, 2000, 7000), Read(NOW, NOW, 2100, 11_000),
    ),
    "set back by 10 min": (Read(940, 940, 2000, 7000), Read(NOW, NOW - 600, 2100, 11_000)),
    "set back by 10 min, and a status": (
        Read(940, 940, 2100, 7000), Says(950, ConnectorStatus.CHARGING, 350, asked=True),
        Read(NOW, NOW - 600, None, 11_000),
    ),
    "set back by 10 min, power alone": (
        Read(800, 800, 2100, 7000), Read(940, 340, None, 8000), Read(NOW, NOW - 600, None, 11_000),
    ),
}  # fmt: skip


@pytest.mark.parametrize("steps", CLOCKS.values(), ids=CLOCKS)
def test_no_clock_freezes_power_energy_or_the_graph(steps: tuple[Step, ...]) -> None:
    assert shown(after(*steps)) == (2100, 11_000, second(NOW))


OLD: dict[str, tuple[Read, ...]] = {
    "a moment late": (Read(1001, 990, 2050, 7000),),
    "without a register": (Read(1001, 990, None, 7000),),
    "of another transaction": (Read(1001, 500, 9000, 7000, transaction="7"),),
    "of another transaction, a power alone": (Read(1001, 500, None, 7000, transaction="7"),),
}


@pytest.mark.parametrize("old", OLD.values(), ids=OLD)
def test_an_old_reading_out_of_a_queue_moves_nothing(old: tuple[Read, ...]) -> None:
    steps = (Read(940, 940, 2000, 7000), Read(NOW, NOW, 2100, 11_000), *old)
    assert shown(after(*steps, opened=700)) == (2100, 11_000, second(NOW))


def test_a_queue_before_the_first_live_reading_keeps_its_own_times() -> None:
    queue = [Read(NOW + n / 10, 100 + 60 * n, 2000 + 100 * n, 7000) for n in range(5)]
    assert shown(after(*queue, opened=990)) == (2400, 7000, second(340))
    live = Read(1010, 1010, 3000, 11_000)
    assert shown(after(*queue, live, opened=990)) == (3000, 11_000, second(1010))


@pytest.mark.parametrize("slow", (0.0, -HOUR, 200.0))
def test_a_register_alone_gives_power_whatever_the_clock(slow: float) -> None:
    steady = (Boot(0), Read(100, 100 + slow, 2000), Read(160, 160 + slow, 2200))
    assert after(*steady).power_w == pytest.approx(12_000)


@pytest.mark.parametrize("step", (-600.0, -100.0, 200.0, HOUR))
def test_a_clock_that_is_set_between_two_readings_makes_no_power(step: float) -> None:
    before = -HOUR if step == HOUR else 0.0
    steps = (
        Read(100, 100 + before, 2000),
        Read(160, 160 + before, 2200),
        Read(220, 220 + before + step, 2400),
    )
    assert after(Boot(0), *steps).power_w == pytest.approx(12_000)


IMPOSSIBLE: dict[str, tuple[Read, ...]] = {
    "kWh written where Wh were meant": (Read(160, 160, 300_000),),
    "up and down between two sources": (
        Read(160, 160, 150_000), Read(170, 170, 0), Read(174, 174, 300_000),
    ),
    "a register leaps as it wraps": (Read(160, 160, 4_294_967_295),),
    "kW written where W were meant": (Read(160, 160, 2200, 11_000_000),),
    "a power beyond all, without a register": (Read(160, 160, None, 5e9),),
    "a power fed back beyond all": (Read(160, 160, None, -11_000_000),),
}  # fmt: skip


@pytest.mark.parametrize("steps", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_what_no_connector_can_draw_is_no_power(steps: tuple[Read, ...]) -> None:
    connector = after(Boot(0), Read(100, 100, 2000, 7000), *steps)
    assert connector.power_w in (7000, pytest.approx(12_000))


@pytest.mark.parametrize("watts", (350_000.0, 1_000_000.0, -22_000.0))
def test_what_a_large_connector_draws_or_feeds_back_is_shown(watts: float) -> None:
    assert after(Boot(0), Read(100, 100, 2000, watts)).power_w == watts


@pytest.mark.parametrize("slow", (0.0, -HOUR))
def test_on_a_free_connector_a_late_reading_draws_nothing(slow: float) -> None:
    late = (Read(601, 540 + slow, 1900, 7000), Read(602, 550 + slow, None, 7000))
    free = Says(600, ConnectorStatus.AVAILABLE, 600 + slow)
    connector = after(Boot(1), Read(500, 500 + slow, 1800, 7000), free, *late)
    assert (connector.power_w, connector.measured) == (0.0, second(600))


def test_the_next_session_is_read_though_the_clock_was_set_back() -> None:
    steps = (
        Read(500, 500, 1800, 7000),
        Says(600, ConnectorStatus.AVAILABLE, 600),
        Boot(700),
        Says(701, ConnectorStatus.CHARGING, 101),
        Read(760, 160, None, 9000),
    )
    assert shown(after(*steps)) == (1800, 9000, second(760))
