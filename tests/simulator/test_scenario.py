"""Scenario files: read, checked, played."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from controlroom.domain.errors import InvalidValue
from controlroom.simulator.behaviours import BEHAVIOURS
from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.durations import clock, duration
from controlroom.simulator.run import run_fleet, stations
from controlroom.simulator.scenario import Event, Scenario, behaviour, read
from controlroom.simulator.scenario_player import Played, plan
from controlroom.words.texts import ENGLISH
from tests.sentences import says
from tests.simulator.central import Central
from tests.simulator.desk import BEGIN

WHOLE = """
title = "Night shift"

[fleet]
charge_points = 6
arrivals = 0

[sites]
"Norr" = ["SIM-0001", "SIM-0002"]
Syd = "SIM-000[3-6]"

[[event]]
at = "00:05:00"
charge_points = ["SIM-0001"]
behaviour = "welded-contactor"
for = "10m"
outlet = 1

[[event]]
at = 30
site = "Norr"
behaviour = "power-loss"
for = "00:02:00"
name = "the mains fail"

[[event]]
at = "1m"
share = 0.5
behaviour = "flapping"
repeat = "1h"
times = 3
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "scene.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_scenario_says_what_when_and_to_whom(tmp_path: Path) -> None:
    scene = read(written(tmp_path, WHOLE))
    first, second, third = scene.events

    assert scene.title == "Night shift"
    assert scene.fleet == {"charge_points": 6, "arrivals": 0}
    assert (first.at, first.lasts, first.outlet) == (300.0, 600.0, 1)
    assert first.behaviour is BEHAVIOURS["welded-contactor"]
    assert (first.line, second.line) == (12, 19)
    assert (second.site, second.name) == ("Norr", "the mains fail")
    assert third.moments() == [60.0, 3660.0, 7260.0]

    specs = scene.dressed(stations(6))
    assert [s.site for s in specs] == ["Norr", "Norr", "Syd", "Syd", "Syd", "Syd"]
    scene.check(specs)
    assert [s.id for s in second.targets(specs, 1)] == ["SIM-0001", "SIM-0002"]
    some = third.targets(specs, 1)
    assert len(some) == 3
    assert some == third.targets(specs, "1")


def test_an_event_shares_its_parameters_name_with_no_entry() -> None:
    taken = {
        "at",
        "behaviour",
        "for",
        "charge_points",
        "site",
        "share",
        "outlet",
        "times",
        "name",
        "repeat",
    }

    assert not {p.name for b in BEHAVIOURS.values() for p in b.parameters} & taken


@pytest.mark.parametrize(
    ("text", "sentence"),
    (
        ("[[event]\n", "no TOML: .*line 1"),
        ("titel = 'x'\n", r"line 1: unknown entry titel \(did you mean title\?\)"),
        ("event = 3\n", r"events are written as \[\[event\]\]"),
        ("title = 3\n", "title must be a text"),
        ("fleet = 3\n", r"fleet must be a table"),
        ("[fleet]\ncharge_points = 0\n", "line 2: charge_points must be a number from 1 to 5000"),
        ("[fleet]\narivals = 1\n", r"line 2: unknown entry arivals \(did you mean arrivals\?\)"),
        ("[sites]\nA = []\n", "line 2: A must be a list of names"),
        ("[[event]]\nat = 1\n", "event 1, line 1: behaviour is missing"),
        (
            "[[event]]\nat=1\nshare=1\nbehaviour='welded-contactr'\n",
            r"event 1, line 4: no behaviour is called welded-contactr \(did you mean welded-con",
        ),
        (
            "[[event]]\nat=1\nbehaviour='zzz'\n",
            "no behaviour is called zzz; see `controlroom simulate --list-behaviours`",
        ),
        ("[[event]]\nbehaviour='gone'\nshare=1\n", "event 1, line 1: at is missing"),
        ("[[event]]\nat='soon'\nbehaviour='gone'\n", "event 1, line 2: at must be a time"),
        ("[[event]]\nat='99d'\nbehaviour='gone'\n", "event 1, line 2: at must be a time"),
        ("[[event]]\nat=1\nbehaviour='gone'\n", "line 3: say who: charge_points, site or share"),
        (
            "[[event]]\nat=1\nbehaviour='gone'\nshare=1\nfor='1m'\n",
            "line 5: gone is over at once: leave out for",
        ),
        ("[[event]]\nat=1\nbehaviour='held'\nshare=1\nfor=0\n", "for must be more than nothing"),
        ("[[event]]\nat=1\nbehaviour='held'\nshare=2\n", "share must be a number from 0 to 1"),
        ("[[event]]\nat=1\nbehaviour='held'\nshare=true\n", "share must be a number"),
        ("[[event]]\nat=1\nbehaviour='held'\nshare=1\noutlet=1.5\n", "outlet must be a whole"),
        ("[[event]]\nat=1\nbehaviour='held'\nshare=1\nrepeat=9\n", "repeat and times go together"),
        (
            "[[event]]\nat=1\nbehaviour='held'\nsite='A'\ncharge_points=['B']\n",
            "site must be one name, and not beside charge_points",
        ),
        (
            "[[event]]\nat=1\nbehaviour='price'\nshare=1\nsek-per-kw=3\n",
            r"line 5: unknown entry sek-per-kw \(did you mean sek-per-kwh\?\)",
        ),
        (
            "[[event]]\nat=1\nbehaviour='low-power'\nshare=1\npercent=0\n",
            "percent must be a number from 1 to 100",
        ),
        (
            "[[event]]\nat=1\nbehaviour='gone'\nshare=1\n\n[[event]]\nbehaviour='gone'\nshar=1\n",
            r"event 2, line 8: unknown entry shar \(did you mean share",
        ),
    ),
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(InvalidValue, check=says(sentence)) as refusal:
        read(written(tmp_path, text))
    assert str(tmp_path) in ENGLISH.error(refusal.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, check=says(r"nothing\.toml")):
        read(tmp_path / "nothing.toml")


@pytest.mark.parametrize(
    ("entry", "sentence"),
    (
        ("charge_points=['SIM-1']", r"line 1: no charge point is called SIM-1 \(did you mean SIM"),
        ("site='Noor'", r"line 1: no site is called Noor \(did you mean Norr\?\)"),
    ),
)
def test_whoever_is_not_in_the_fleet_is_refused(tmp_path: Path, entry: str, sentence: str) -> None:
    scene = read(written(tmp_path, f"[[event]]\nat=1\nbehaviour='gone'\n{entry}\n"))
    placed = Scenario(sites={"Norr": ("SIM-*",)}).dressed(stations(3))

    with pytest.raises(InvalidValue, check=says(sentence)):
        scene.check(placed)


def test_a_behaviour_that_nobody_can_play_is_refused(tmp_path: Path) -> None:
    scene = read(written(tmp_path, "[[event]]\nat=1\nbehaviour='sequence-zero'\nshare=1\n"))

    with pytest.raises(InvalidValue, check=says(r"sequence-zero needs OCPP 2\.0\.1")):
        scene.check(stations(3, version="1.6"))
    scene.check(stations(3, version="2.0.1"))


def test_a_name_is_found_or_the_nearest_is_told() -> None:
    assert behaviour("gone").name == "gone"
    with pytest.raises(InvalidValue, check=says(r"did you mean flapping\?")):
        behaviour("flaping")


@pytest.mark.parametrize(
    ("text", "seconds"),
    (
        ("00:05:00", 300.0), ("5:00", 300.0), ("90s", 90.0), ("1h30m", 5400.0), ("2d", 172_800.0),
        (12, 12.0), (0.5, 0.5), ("0.5s", 0.5), ("", None), ("soon", None), (-1, None),
        (True, None), (None, None), ("5", None),
    ),
)  # fmt: skip
def test_times_are_written_in_several_ways(text: object, seconds: float | None) -> None:
    assert duration(text) == seconds


def test_seconds_as_a_clock_shows_them() -> None:
    assert clock(3725.4) == "01:02:05"


def test_events_happen_at_their_moments_and_are_told_once() -> None:
    specs = stations(4, arrivals=0.0)
    points = [ChargePoint(spec, 1, BEGIN) for spec in specs]
    told: list[Played] = []
    event = Event(100.0, BEHAVIOURS["link-loss"], lasts=50.0, every=200.0, times=2)
    plan([event], points, BEGIN, 1, told.append)
    for point in points:
        point.advance(BEGIN + 99)
    assert told == []
    for point in points:
        point.advance(BEGIN + 400)

    assert [p.at - BEGIN for p in told] == [100.0, 300.0]
    assert [p.until - p.at for p in told] == [50.0, 50.0]
    assert told[0].charge_points == tuple(spec.id for spec in specs)
    assert all(point.links_lost >= 2 for point in points)


async def test_a_fleet_plays_its_scenario_faster_than_life(tmp_path: Path) -> None:
    said: list[str] = []
    stop = asyncio.Event()

    def report(line: str) -> None:
        said.append(line)
        if "flapping" in line:
            stop.set()

    scene = read(written(tmp_path, WHOLE))
    async with Central() as central, asyncio.timeout(20):
        tally = await run_fleet(
            url=central.url, speed=60.0, scenario=scene, report=report, stop=stop
        )
    assert tally.stations == 6
    assert any(line == "00:00:30 power-loss at SIM-0001, SIM-0002 for 00:02:00" for line in said)


async def test_a_price_that_is_given_is_looked_at() -> None:
    stop = asyncio.Event()
    async with Central() as central:
        running = asyncio.create_task(
            run_fleet(url=central.url, charge_points=2, price=6.5, stop=stop)
        )
        await central.until(lambda: len(central.links) == 2)
        stop.set()
        assert (await running).stations == 2
