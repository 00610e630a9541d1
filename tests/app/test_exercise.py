"""What the fleet writes down, and how it meets the journal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from controlroom.app.exercise import PLANTED, Exercise, assess, planted, written
from controlroom.app.fleet import LeftOff, network, read, recorder, write
from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.alarms.catalogue import CATALOGUE
from controlroom.domain.alarms.events import AlarmChanged
from controlroom.operations.alarms.exercise import Outcome, Planted
from controlroom.simulator.demonstration import demo_stations
from controlroom.simulator.exercise import faults
from controlroom.simulator.scenario_player import Played
from controlroom.store import open_store

NOW = datetime.now(UTC).replace(microsecond=0)
FAULT = Planted(1, "tilted", "It leans.", NOW, ("A-01",), ("CON-FAULT",), site="Norr")


def test_what_was_planted_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / PLANTED
    assert planted(file) == []
    file.write_bytes(written(FAULT) + written(FAULT)[:20])

    assert planted(file) == [FAULT]


def test_the_fleet_writes_down_each_fault_with_its_number_and_site(tmp_path: Path) -> None:
    sites, customers = network(1)
    keys = {point.id: "key" for site in sites for point in site.points}
    stations = demo_stations(sites, customers, keys=keys)
    events = faults(stations, 1, 20.0, CATALOGUE)
    record = recorder(tmp_path / PLANTED, events, stations)
    whom = tuple(spec.id for spec in events[2].targets(stations, 1))
    record(Played(NOW.timestamp(), NOW.timestamp() + 60, events[2], whom))
    (found,) = planted(tmp_path / PLANTED)

    assert (found.number, found.at, found.charge_points) == (3, NOW, whom)
    assert found.name == events[2].behaviour.name
    assert found.site in {site.site.name for site in sites}


async def test_the_journal_after_the_beginning_judges_the_exercise(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{(tmp_path / 'x.db').as_posix()}", upgrade=True)
    try:
        (tmp_path / PLANTED).write_bytes(written(FAULT))
        before = _alarm(1, NOW - timedelta(hours=1))
        head = await store.journal.record([_told(before, before.raised)])
        alarm = _alarm(2, NOW + timedelta(seconds=10))
        known = _alarm(2, NOW + timedelta(seconds=10), by="Eva", seen=NOW + timedelta(seconds=25))
        await store.journal.record([_told(alarm, alarm.raised), _told(known, known.changed)])
        found = await assess(store.feed, head, tmp_path / PLANTED, NOW)
    finally:
        await store.close()

    (finding,) = found.findings
    assert (finding.outcome, finding.took_s, finding.by) == (Outcome.FOUND, 15.0, "Eva")
    assert found.others == 0


def _alarm(number: int, raised: datetime, *, by: str = "", seen: datetime | None = None) -> Alarm:
    state = AlarmState.ACKNOWLEDGED if by else AlarmState.UNACKNOWLEDGED
    return Alarm(
        number, "CON-FAULT", 3, state, "A-01", 1, 1, "Norr", raised, seen or raised,
        acknowledged_by=by, acknowledged_at=seen,
    )  # fmt: skip


def _told(alarm: Alarm, at: datetime) -> AlarmChanged:
    return AlarmChanged(charge_point=alarm.charge_point, at=at, received=at, alarm=alarm)


def test_an_exercise_is_left_in_the_fleets_file(tmp_path: Path) -> None:
    left = LeftOff({}, {}, NOW, 3, exercise=(7, 20.0))
    write(tmp_path / "fleet.json", left)

    assert read(tmp_path / "fleet.json") == left
    assert Exercise(7).length == 20.0
    assert Exercise(7, 5.0).length == 5.0
