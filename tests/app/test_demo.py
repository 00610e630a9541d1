"""The demonstration as a whole, small: planted, served, alive, and gone without a trace."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest

from controlroom.app.demo import DATABASE, FLEET, SILENT, cut_off, demo_opening
from controlroom.app.fleet import LIVED, SEED, LeftOff, network, read, write
from controlroom.central_system.reachability import reach
from controlroom.desktop.desk.services import Services
from controlroom.domain.charging.session import ChargingSession, Hold
from controlroom.domain.errors import Refused
from controlroom.domain.people.authorisation import AuthorisationStatus
from controlroom.operations.charging.reachability import Reach
from controlroom.operations.ports.journal import Snapshot
from controlroom.settings import Settings, load
from controlroom.simulator.resuming import Interrupted
from controlroom.store import maintenance, open_store, served_by, serving_lock
from tests.sentences import says

SITES = 2
BUSY = 6
"""Sites enough that somebody comes every few seconds."""
RUN = """
import sys
from controlroom.app.window import run_demo
from controlroom.desktop.shell.start_options import Beginning
from controlroom.settings import load

if __name__ == "__main__":
    sys.exit(run_demo(load(), Beginning(), keep=False, sites=1))
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the network lives. Whatever was started there has ended afterwards."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    found = tmp_path / "demo"
    found.mkdir()
    yield found
    left = [p for p in psutil.process_iter() if str(tmp_path) in " ".join(_words(p))]
    for process in left:
        process.kill()
    assert left == []


def _found(folder: Path, pattern: str) -> list[Path]:
    return list(folder.glob(pattern))


def _words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


@asynccontextmanager
async def _demo(settings: Settings, folder: Path, sites: int = SITES) -> AsyncIterator[Services]:
    said: list[tuple[str, float | None]] = []
    opening = demo_opening(settings, folder, sites)
    async with opening(lambda words, share: said.append((words, share))) as services:
        assert said[-1] == ("Starting the central system", None)
        yield services


async def _connected(services: Services, seconds: float = 180.0) -> Snapshot:
    """Wait until every station has connected; one may lose its link again meanwhile."""
    here: set[str] = set()
    async with asyncio.timeout(seconds):
        while True:
            snapshot = await services.feed.snapshot()
            here |= {p.id for p in snapshot.charge_points if p.connected}
            if here == {r.id for r in snapshot.registrations}:
                return snapshot
            await asyncio.sleep(0.2)


async def test_the_network_comes_alive_and_goes_on_where_it_was_left(folder: Path) -> None:
    settings = load()
    url = f"sqlite:///{(folder / DATABASE).as_posix()}"
    async with _demo(settings, folder) as services:
        snapshot = await _connected(services)
        # The settings show where it really listens, and that can be reached.
        address = services.address
        assert address.port
        assert (await reach(address.host, address.port, tls=False)).reach is Reach.OURS
        assert len(snapshot.sites) == SITES
        planted = await services.sessions.sessions()
        assert len(planted) > 100
        assert served_by(url) is not None
        # A second one on the same network is told so, and disturbs nothing.
        with pytest.raises(Refused, check=says("is served by another")):
            async with _demo(settings, folder):
                pass
    assert served_by(url) is None
    assert (folder / "serve.log").read_text() == ""
    assert (folder / "fleet.log").read_text() == ""
    assert await maintenance.check(url) == []

    before = read(folder / FLEET)
    assert before is not None
    async with _demo(settings, folder) as services:
        snapshot = await _connected(services)
        again = await services.sessions.sessions()
        assert {r.session.id for r in again} >= {r.session.id for r in planted}
        left = read(folder / FLEET)
        assert left is not None
        assert left.keys == before.keys
        assert left.since > before.since
        for connector in snapshot.connectors:
            stood = before.registers[connector.charge_point][connector.evse - 1]
            assert connector.energy_wh is None or connector.energy_wh >= stood
            assert left.registers[connector.charge_point][connector.evse - 1] >= stood
    assert await maintenance.check(url) == []


async def _until(services: Services, what: Callable[[Snapshot], bool]) -> Snapshot:
    async with asyncio.timeout(90):
        while True:
            snapshot = await services.feed.snapshot()
            if what(snapshot):
                return snapshot
            await asyncio.sleep(0.2)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
async def test_what_was_under_way_when_the_fleet_was_killed_is_ended_at_the_next_start(
    folder: Path,
) -> None:
    settings = load()
    async with _demo(settings, folder, BUSY) as services:
        snapshot = await _until(services, lambda found: len(found.sessions) >= 3)
        for process in psutil.process_iter():
            if "simulate" in (words := _words(process)) and str(folder / FLEET) in words:
                process.kill()
        # What it had sent is stored.
        await asyncio.sleep(1)
        snapshot = await services.feed.snapshot()
    killed = datetime.now(UTC)
    cut = {session.id: session for session in snapshot.sessions}
    assert cut

    async with _demo(settings, folder, BUSY) as services:
        left = read(folder / FLEET)
        assert left is not None
        assert {one.transaction for one in left.interrupted} == {
            session.transaction for session in cut.values()
        }
        await _until(services, lambda found: not cut.keys() & {s.id for s in found.sessions})
        for identity, before in cut.items():
            record = await services.sessions.session(identity)
            assert record is not None
            ended = record.session
            # It may be held for its card, but not for an end that nobody told.
            assert not ended.active
            assert ended.stop_reason == "Reboot"
            assert not {Hold.SUPERSEDED, Hold.END_NOT_TOLD, Hold.ORPHAN} & {*ended.holds}
            assert ended.ended is not None
            assert before.started <= ended.ended <= killed
            assert ended.meter_stop == max(before.register_wh or 0, before.meter_start or 0)
        again = await _until(services, lambda found: len(found.sessions) >= 2)
        assert all(session.started >= left.since for session in again.sessions)


def test_a_charge_that_its_station_forgot_ended_when_it_was_heard_last() -> None:
    at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    session = ChargingSession(
        id="A:1", charge_point="A", evse=2, connector=1, transaction="1", site="", token="T",
        customer=None, authorisation=AuthorisationStatus.ACCEPTED, started=at, meter_start=5_000,
    )  # fmt: skip
    assert cut_off(session, None) == Interrupted("A", 2, "1", "T", at, 5_000, 5_000, at, 1)
    measured = replace(session, register_wh=7_000, register_at=at + timedelta(minutes=30))
    found = cut_off(measured, at + timedelta(minutes=31))
    assert (found.register, found.at) == (7_000, at + timedelta(minutes=31))
    assert cut_off(measured, at + timedelta(days=3)).at == at + timedelta(minutes=30) + SILENT
    assert cut_off(measured, at).at == at + timedelta(minutes=30)


async def test_one_that_was_not_finished_is_begun_again(folder: Path) -> None:
    url = f"sqlite:///{(folder / DATABASE).as_posix()}"
    store = await open_store(url, upgrade=True)
    await store.close()
    (folder / FLEET).write_text("{")
    async with _demo(load(), folder) as services:
        assert (await services.feed.snapshot()).registrations
    assert oct((folder / FLEET).stat().st_mode & 0o777) == "0o600"


async def test_one_that_another_plants_is_left_alone(folder: Path) -> None:
    url = f"sqlite:///{(folder / DATABASE).as_posix()}"
    with serving_lock(url), pytest.raises(Refused, check=says("is served by another")):
        async with _demo(load(), folder):
            pass
    assert not (folder / DATABASE).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGTERM is POSIX")
async def test_the_window_is_closed_by_a_signal_and_leaves_nothing(
    folder: Path, tmp_path: Path
) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        RUN,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(folder), "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    told = asyncio.create_task(process.stderr.read() if process.stderr else asyncio.sleep(0, b""))
    async with asyncio.timeout(180):
        while not await asyncio.to_thread(_found, folder, "controlroom-demo-*/fleet.log"):
            assert process.returncode is None, await told
            await asyncio.sleep(0.1)
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), 60) == 0
    bar = (await told).decode()
    assert "100%  The network is ready" in bar
    assert "Traceback" not in bar
    assert not await asyncio.to_thread(_found, folder, "*")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGTERM is POSIX")
async def test_a_window_that_is_closed_ends_the_planting(folder: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        RUN.replace("sites=1", "sites=None"),
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(folder), "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stderr is not None
    told = b""
    async with asyncio.timeout(180):
        while b"90 days" not in told:
            told += await process.stderr.read(100)
    beside = psutil.Process(process.pid).children(recursive=True)
    assert len(beside) >= 2
    process.send_signal(signal.SIGTERM)
    # Under a second on an idle machine; what is being written is written to its end.
    rest, code = await asyncio.wait_for(asyncio.gather(process.stderr.read(), process.wait()), 10)
    assert code == 0
    assert b"Traceback" not in told + rest
    assert b"100%" not in rest
    assert not await asyncio.to_thread(_found, folder, "*")
    _gone, alive = await asyncio.to_thread(psutil.wait_procs, beside, 5)
    assert alive == []


def test_where_it_was_left_is_kept_whole(tmp_path: Path) -> None:
    left = LeftOff({"A": "key"}, {"A": (1, 2)}, datetime.now(UTC) - LIVED, 3)
    assert read(tmp_path / FLEET) is None
    write(tmp_path / FLEET, left)
    assert read(tmp_path / FLEET) == left
    write(tmp_path / FLEET, replace(left, since=left.since + timedelta(1)))
    assert [file.name for file in tmp_path.iterdir()] == [FLEET]


def test_a_smaller_network_is_the_beginning_of_the_whole() -> None:
    few, _customers = network(SEED, SITES)
    every, _all = network(SEED)
    assert few == every[:SITES]
