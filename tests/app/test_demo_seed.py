"""The demonstration's network and past: planted as the program itself would have left it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zlib import crc32

import psutil
import pytest

from controlroom.app import demo_past
from controlroom.app.attached import attached, parts
from controlroom.app.clock import SystemClock
from controlroom.app.consumers import consumers
from controlroom.app.demo_past import DOUBTFUL, RAW, Past, part, tariff
from controlroom.app.demo_past_invoices import COMPANY
from controlroom.app.demo_seed import Making, Planted, Step, plant, processes
from controlroom.app.fleet import network
from controlroom.domain.billing.invoice import Invoice
from controlroom.domain.billing.session_price import priced
from controlroom.domain.billing.tariff import BEGINNING
from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.events import MeterSampled, StatusChanged
from controlroom.domain.charging.metering import readings
from controlroom.domain.charging.session import ChargingSession, Hold, SessionState
from controlroom.domain.charging.session_rules import judged
from controlroom.domain.errors import InvalidValue
from controlroom.domain.people.actor import console
from controlroom.domain.people.authorisation import AuthorisationStatus
from controlroom.domain.quarter_hours import begin_of
from controlroom.operations.billing.month import Month
from controlroom.operations.billing.month_run import Billing
from controlroom.operations.consumers import catch_up
from controlroom.simulator.history import PastSession, history, quarter_hours
from controlroom.store import Store, maintenance, open_store
from controlroom.store.bulk_rows import Packed
from tests.operations.fakes import ANNA, RIGHTS, FakeClock
from tests.postgresql import PostgreSQL
from tests.sentences import says
from tests.store.facts import read_all

UNTIL = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=90)
SITES = 3
PAST = Past(seed=1, until=UNTIL, days=20, sites=SITES)
EVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass
class Demo:
    store: Store
    planted: Planted
    told: list[tuple[float, Step]]
    url: str


@dataclass
class Template:
    """A small demonstration, made once for each kind of database."""

    url: str
    planted: Planted
    told: list[tuple[float, Step]]


def _make(url: str) -> Template:
    async def make() -> Template:
        told: list[tuple[float, Step]] = []
        store = await open_store(url, upgrade=True)
        try:
            async with Making(PAST, store.history.dialect, ThreadPoolExecutor(1)) as making:
                planted = await plant(store, making, lambda *said: told.append(said))
        finally:
            await store.close()
        return Template(url, planted, told)

    return asyncio.run(make())


@pytest.fixture(scope="module")
def sqlite_demo(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return _make(f"sqlite:///{(tmp_path_factory.mktemp('demo') / 'demo.db').as_posix()}")


@pytest.fixture(scope="module")
def postgresql_demo(postgresql_server: PostgreSQL) -> Iterator[Template]:
    with postgresql_server.database() as url:
        yield _make(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def template(request: pytest.FixtureRequest) -> Template:
    made: Template = request.getfixturevalue(f"{request.param}_demo")
    return made


@pytest.fixture
async def demo(template: Template) -> AsyncIterator[Demo]:
    """It, opened. Tests only look at it."""
    store = await open_store(template.url, upgrade=False)
    yield Demo(store, template.planted, template.told, template.url)
    await store.close()


@pytest.fixture(scope="module")
def made() -> dict[str, PastSession]:
    """What the simulator says that happened, by session."""
    sites, customers = network(PAST.seed, SITES)
    return {
        f"{one.charge_point}:{one.transaction}": one
        for one in history(sites, customers, PAST.seed, UNTIL, PAST.days)
    }


async def _energy(store: Store) -> dict[str, int]:
    """Wh by site."""
    found: dict[str, int] = {}
    for site, _quarter, wh in await store.reports.energy_by_site(EVER, datetime.now(UTC)):
        found[site] = found.get(site, 0) + wh
    return found


async def test_everything_is_there_and_the_database_is_whole(
    demo: Demo, made: dict[str, PastSession]
) -> None:
    store = demo.store
    sites, customers = network(PAST.seed, SITES)
    assert len(made) > 100

    snapshot = await store.feed.snapshot()
    assert {s.name for s in snapshot.sites} == {s.site.name for s in sites}
    assert {r.id for r in snapshot.registrations} == {p.id for s in sites for p in s.points}
    assert len(await store.customers.customers()) == len(customers)
    assert len(await store.customers.tokens()) == sum(len(c.tokens) for c in customers)
    assert set(await store.tariffs.current()) == {s.site.name for s in sites}
    assert await store.invoices.company() == COMPANY

    records = await store.sessions.sessions()
    assert sorted(r.session.id for r in records) == sorted(made)
    energy = await _energy(store)
    assert sum(energy.values()) == sum(one.energy_wh for one in made.values())
    assert await maintenance.check(demo.url) == []


async def test_a_session_is_what_the_program_itself_would_have_computed(
    demo: Demo, made: dict[str, PastSession]
) -> None:
    store = demo.store
    sites, _customers = network(PAST.seed, SITES)
    tariffs = {s.site.name: tariff(s.site.kind) for s in sites}
    records = (await store.sessions.sessions())[::7]
    assert any(r.price is not None and r.price.price is not None for r in records)
    for record in records:
        session, one = record.session, made[record.session.id]
        assert record.price == priced(session, tariffs[session.site], UNTIL, since=BEGINNING)
        assert record.price.hold == ""
        assert (session.energy_wh, session.started, session.ended) == (
            one.energy_wh,
            one.started,
            one.ended,
        )
        assert session.meter_stop == one.meter_start + one.energy_wh
        owner = await store.customers.token(session.token)
        assert owner is not None
        assert session.customer == owner.customer
    assert await store.sessions.unpriced() == []
    assert len(await store.sessions.owed(datetime.now(UTC))) == len(made)


async def test_quarter_hours_add_up_where_two_sessions_share_one(
    demo: Demo, made: dict[str, PastSession]
) -> None:
    wanted: dict[tuple[str, datetime], int] = {}
    for one in made.values():
        for start, wh in quarter_hours(one):
            wanted[one.site, start] = wanted.get((one.site, start), 0) + wh
    found = await demo.store.reports.energy_by_site(EVER, datetime.now(UTC))
    assert {(site, begin_of(quarter)): wh for site, quarter, wh in found} == wanted


async def test_raw_samples_reach_back_a_day_and_come_in_order(demo: Demo) -> None:
    entries = await read_all(demo.store)
    assert [e.position for e in entries] == list(range(1, len(entries) + 1))
    sampled = [e.event for e in entries if type(e.event).__name__ == "MeterSampled"]
    assert sampled
    times = [event.at for event in sampled]
    assert times == sorted(times)
    assert times[0] >= UNTIL - RAW
    (reading,) = readings(sampled[0].samples)  # type: ignore[attr-defined]
    assert reading.register_wh is not None
    assert reading.voltage_v is not None
    told = {type(e.event).__name__ for e in entries}
    assert told >= {"SiteChanged", "RegistrationChanged", "CustomerChanged", "TokenChanged"}
    assert told >= {"TariffChanged", "CompanyChanged"}


async def test_consumers_add_nothing_to_what_was_planted(demo: Demo) -> None:
    store = demo.store
    before, head = await _energy(store), (await store.feed.snapshot()).head
    names = [consumer.name for consumer in consumers(parts(store))]
    assert [await store.consumers.cursor(name) for name in names] == [head] * len(names)
    await catch_up(parts(store), SystemClock(), consumers(parts(store)))
    assert await _energy(store) == before
    assert (await store.feed.snapshot()).head == head


async def test_the_fleet_can_go_on(demo: Demo, made: dict[str, PastSession]) -> None:
    sites, _customers = network(PAST.seed, SITES)
    points = [p for s in sites for p in s.points]
    assert set(demo.planted.keys) == set(demo.planted.registers) == {p.id for p in points}
    assert len(set(demo.planted.keys.values())) == len(points)
    state = {p.id: p for p in (await demo.store.feed.snapshot()).charge_points}
    ends: dict[str, int] = {}
    for one in made.values():
        if one.transaction.isdigit():
            ends[one.charge_point] = max(ends.get(one.charge_point, 0), int(one.transaction))
        assert demo.planted.registers[one.charge_point][one.evse - 1] >= one.meter_stop
    assert ends
    for identity, last in ends.items():
        assert state[identity].next_transaction == last + 1
    credentials = await demo.store.charge_points.credentials(points[0].id.lower())
    assert credentials is not None
    assert credentials.id == points[0].id
    assert credentials.security_profile == 1


async def test_a_month_of_it_can_be_invoiced(demo: Demo) -> None:
    ended = [r.session.ended for r in await demo.store.sessions.sessions()]
    newest = max(moment for moment in ended if moment is not None)
    month = Month(newest.year, newest.month)
    outlook = await attached(demo.store, demo.store.database.name).billing.outlook(month)
    every = [r.session.id for r in await demo.store.sessions.sessions()]
    assert {one.session for one in outlook.held} <= {
        i for i in every if not crc32(i.encode()) % DOUBTFUL
    }


async def test_months_that_are_over_are_invoiced_as_billing_itself_would(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same invoices, numbers and sessions; and nothing is left for a second run."""
    two_months = Past(seed=1, until=datetime(2026, 3, 4, 12, tzinfo=UTC), days=50, sites=1)
    store = await open_store(database_url, upgrade=True)
    async with Making(two_months, store.history.dialect, ThreadPoolExecutor(1)) as making:
        await plant(store, making, lambda *_: None)
    planted = await store.invoices.invoices()
    assert [entry.month for entry in planted] == sorted(entry.month for entry in planted)
    assert {entry.month for entry in planted} == {"2026-01", "2026-02"}
    assert [entry.invoice.number for entry in planted] == [
        str(202600001 + n) for n in range(len(planted))
    ]
    for month in ("2026-01", "2026-02"):
        again = await attached(store, database_url).billing.close(ANNA, Month.parse(month))
        assert again.invoices == 0
    assert (await store.invoices.invoices()) == planted
    await store.close()
    assert await maintenance.check(database_url) == []

    monkeypatch.setattr("controlroom.app.demo_seed.papers", lambda *_: Packed())
    other_url = f"sqlite:///{(tmp_path / 'other.db').as_posix()}"
    other = await open_store(other_url, upgrade=True)
    async with Making(two_months, "sqlite", ThreadPoolExecutor(1)) as making:
        await plant(other, making, lambda *_: None)
    for month, day in (("2026-01", (2026, 2, 1)), ("2026-02", (2026, 3, 1))):
        clock = FakeClock(datetime(*day, 7, tzinfo=UTC))
        billing = Billing(parts(other), other.invoices, other.customers, _no_paper, clock, RIGHTS)
        await billing.close(console("demo"), Month.parse(month))
    assert await other.invoices.invoices() == planted
    await other.close()


def _no_paper(_invoice: Invoice) -> bytes:
    raise AssertionError("nothing is printed")


async def test_the_past_has_links_that_were_away_and_outlets_that_were_broken(demo: Demo) -> None:
    """Known from the first day on, mostly up; each link counts on, and what broke works again."""
    since = UNTIL - timedelta(days=PAST.days)
    turns = await demo.store.reports.status_turns(since)
    words = Counter(word for _quarter, _point, _evse, _connector, word in turns)
    points = [r.id for r in await demo.store.charge_points.registrations()]
    assert words["LinkOpened"] == len(points) + words["LinkClosed"]
    assert words["LinkClosed"] > 0
    assert words["Faulted"] > 0
    first = int(since.timestamp()) // 900
    assert {turn[1] for turn in turns if turn[0] == first} == set(points)
    epochs = {p.id: p.epoch for p in (await demo.store.feed.snapshot()).charge_points}
    opened = Counter(turn[1] for turn in turns if turn[4] == "LinkOpened")
    assert opened == epochs
    last = {turn[1:4]: turn[4] for turn in turns}
    assert set(last.values()) <= {"LinkOpened", "Available", "Charging"}
    outlets = {place for place in last if place[1]}
    week = int((UNTIL - timedelta(days=8)).timestamp()) // 900
    lately = {turn[1:4] for turn in turns if turn[0] >= week}
    assert {(point, 0, 0) for point in points} | outlets == lately, "each says it once a week"


async def test_facts_of_the_past_come_in_their_order(demo: Demo) -> None:
    """Meter values come after them, in their own order: nobody reads the two together."""
    events = [entry.event for entry in await read_all(demo.store)]
    told = [event.received for event in events if not isinstance(event, MeterSampled)]
    assert told == sorted(told)
    assert told[0] == UNTIL - timedelta(days=PAST.days)


async def test_nobody_charges_at_an_outlet_that_is_broken(
    demo: Demo, made: dict[str, PastSession]
) -> None:
    sites, _customers = network(PAST.seed, SITES)
    for point in (point for site in sites for point in site.points):
        broken: dict[tuple[int, int], datetime] = {}
        for entry in reversed(await demo.store.facts.facts(point.id, [StatusChanged])):
            event = entry.event
            assert isinstance(event, StatusChanged)
            place = (event.evse, event.connector)
            if event.status is ConnectorStatus.FAULTED:
                broken[place] = event.at
            elif place in broken:
                began = broken.pop(place)
                for one in made.values():
                    there = (one.charge_point, one.evse, one.connector) == (point.id, *place)
                    assert not there or one.ended <= began or one.started >= event.at


@pytest.mark.parametrize(
    ("number", "hold"),
    (
        (0, Hold.STOP_BELOW_READING),
        (1, Hold.SUPERSEDED),
        (2, Hold.NO_METER),
        (3, Hold.NOT_AUTHORISED),
        (4, Hold.ORPHAN),
    ),
)
def test_one_session_in_many_waits_for_a_person(
    number: int, hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the program itself would judge it, so that nothing it hears later changes it."""
    began = datetime(2026, 10, 5, 12, tzinfo=UTC)
    whole = ChargingSession(
        id="SLU-01:1", charge_point="SLU-01", evse=1, connector=1, transaction="1",
        site="Slussen", token="T", customer=1001, authorisation=AuthorisationStatus.ACCEPTED,
        started=began, stamp="x", state=SessionState.ENDED, ended=began + timedelta(hours=1),
        meter_start=1_000_000, meter_stop=1_020_000, register_wh=1_020_000,
        register_at=began + timedelta(hours=1), energy_wh=20_000,
    )  # fmt: skip
    monkeypatch.setattr(demo_past, "crc32", lambda _id: number * DOUBTFUL)
    held = demo_past._doubtful(whole)
    assert (held.state, held.holds, held.ended) == (SessionState.HELD, (hold,), whole.ended)
    told = {Hold.NO_METER: 0, Hold.STOP_BELOW_READING: 20_000 - 11_200}
    assert held.energy_wh == told.get(hold, 20_000)
    assert judged(held) == held
    monkeypatch.setattr(demo_past, "crc32", lambda _id: number * DOUBTFUL + 1)
    assert demo_past._doubtful(whole) is whole


async def test_progress_never_falls_and_ends_with_everything(demo: Demo) -> None:
    shares = [share for share, _step in demo.told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert len(shares) == SITES + 3
    steps = list(dict.fromkeys(step for _share, step in demo.told))
    assert steps == list(Step)


async def test_where_something_is_already_it_says_so(sqlite_url: str) -> None:
    store = await open_store(sqlite_url, upgrade=True)
    few = Past(seed=1, until=UNTIL, days=1, sites=1)
    try:
        async with Making(few, "sqlite", ThreadPoolExecutor(1)) as making:
            await plant(store, making, lambda *_: None)
        head = (await store.feed.snapshot()).head
        async with Making(few, "sqlite", ThreadPoolExecutor(1)) as making:
            with pytest.raises(InvalidValue, check=says("does not take this")):
                await plant(store, making, lambda *_: None)
        assert (await store.feed.snapshot()).head == head, "nothing of it was written"
    finally:
        await store.close()
    assert await maintenance.check(sqlite_url) == []


async def test_another_process_makes_the_same(sqlite_url: str) -> None:
    few = Past(seed=1, until=UNTIL, days=3, sites=1)
    made = part(few, 0, 1, "sqlite")
    executor = processes()
    try:
        assert executor.submit(part, few, 0, 1, "sqlite").result(60) == made
    finally:
        executor.shutdown()
    assert len(made.packed) > 0


BEGIN = """
import time
from datetime import UTC, datetime
import psutil
from controlroom.app.demo_past import Past
from controlroom.app.demo_seed import Making

if __name__ == "__main__":
    making = Making(Past(1, datetime.now(UTC)), "sqlite")
    making.parts[0].result()
    print(*(child.pid for child in psutil.Process().children(recursive=True)), flush=True)
    time.sleep(600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
async def test_processes_end_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    # Spawned processes import the main module, so that it has to be a file.
    script = tmp_path / "begin.py"
    script.write_text(BEGIN)
    parent = await asyncio.create_subprocess_exec(
        sys.executable,
        str(script),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert parent.stdout is not None
    children = [psutil.Process(int(pid)) for pid in (await parent.stdout.readline()).split()]
    assert len(children) > 1
    parent.send_signal(signal.SIGKILL)
    await parent.wait()
    _gone, left = await asyncio.to_thread(psutil.wait_procs, children, 30)
    assert left == []


def test_tariffs_differ_by_who_is_served() -> None:
    sites, _customers = network(1)
    prices = {site.site.kind: tariff(site.site.kind).energy for site in sites}
    assert len(set(prices.values())) == len(prices) > 3
    assert all(price > Decimal(1) for price in prices.values())
