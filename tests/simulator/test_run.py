from __future__ import annotations

import asyncio
import os
import signal

import pytest

from controlroom.domain.errors import InvalidValue
from controlroom.simulator import run_fleet
from controlroom.simulator.fleet import Tally
from controlroom.simulator.run import advice, progress, stations
from tests.sentences import says
from tests.simulator.central import Central

TALLY = Tally(
    stations=3,
    online=2,
    refused=1,
    broken=0,
    charging=1,
    faulted=1,
    waiting=0,
    sent=10,
    received=9,
    power_w=49_600.0,
)


def test_stations_are_numbered_and_make_a_mixture() -> None:
    found = stations(40)

    assert [s.id for s in found[:2]] == ["SIM-0001", "SIM-0002"]
    assert {s.version for s in found} == {"1.6", "2.0.1"}
    assert {s.model.supply for s in found} == {"AC", "DC"}
    assert found == stations(40, seed="1")
    cards = [card for s in found for card in s.tokens]
    assert len(cards) == len(set(cards)) == sum(s.model.outlets for s in found)


def test_a_fleet_of_one_version_and_one_key() -> None:
    found = stations(5, version="2.0.1", key="secret")

    assert {s.version for s in found} == {"2.0.1"}
    assert {s.key for s in found} == {"secret"}


async def test_a_fleet_says_how_it_goes_and_what_to_do() -> None:
    said: list[str] = []
    stop = asyncio.Event()

    def report(line: str) -> None:
        said.append(line)
        if any("Card" in s for s in said) and any("refused" in s for s in said):
            stop.set()

    cards = {card for s in stations(3) for card in s.tokens}
    async with Central(unknown={"SIM-0002"}, refused_cards=cards) as central:
        async with asyncio.timeout(20):
            tally = await run_fleet(
                url=central.url, charge_points=3, speed=120.0, report=report, stop=stop
            )
    assert tally.stations == 3
    assert "2 of 3 charge points online" in said[0]
    assert any("charge-point add SIM-0002 --site Simulator --security-profile 0" in s for s in said)
    assert any("token add SIM0000" in s for s in said)
    assert said[-1].startswith("stopped: ")


async def test_sigterm_ends_it_in_order() -> None:
    async with Central() as central:
        running = asyncio.create_task(run_fleet(url=central.url, charge_points=2))
        await central.until(lambda: len(central.links) == 2)
        os.kill(os.getpid(), signal.SIGTERM)
        async with asyncio.timeout(5):
            assert (await running).stations == 2
        await central.until(lambda: central.closed_with == [1001, 1001])


@pytest.mark.parametrize("url", ("http://127.0.0.1:9220", "127.0.0.1:9220", "ws://", ""))
async def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(InvalidValue, check=says(r"ws://127\.0\.0\.1:9220")):
        await run_fleet(url=url)


def test_one_line_says_how_a_fleet_does() -> None:
    assert progress(TALLY) == (
        "2 of 3 charge points online, 1 charging 50 kW, 10 frames sent, 9 received, "
        "1 outlets faulted"
    )


def test_what_to_do_about_refusals_names_the_key_where_one_was_given() -> None:
    refused = Tally(
        **{
            **{name: getattr(TALLY, name) for name in TALLY.__slots__},
            "refusals": (("SIM-0001", "HTTP 401"), ("SIM-0003", "HTTP 401")),
        }
    )
    (line,) = advice(refused, with_key=True)

    assert line.startswith("SIM-0001 and 1 more are refused: HTTP 401.")
    assert "charge-point add SIM-0001 --site Simulator --key KEY" in line
    assert "likewise to SIM-0003. Where it has been added, its key is another one" in line
