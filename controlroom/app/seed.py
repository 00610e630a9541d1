"""Filling an empty database with the demonstration's network and its past."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from controlroom.app.attached import parts
from controlroom.domain.authorisation import AuthorisationStatus, Token
from controlroom.domain.charge_point import ChargePoint, Registration, SiteKind
from controlroom.domain.customer import Customer
from controlroom.domain.events import MeterSampled
from controlroom.domain.metering import CURRENT, POWER, REGISTER, SOC, VOLTAGE, Reading, Sample
from controlroom.domain.parties import Seller
from controlroom.domain.session import ChargingSession, ChargingState, SessionState
from controlroom.domain.tariff import Tariff
from controlroom.operations.ports.journal import QuarterHour, Row, SessionPrice
from controlroom.operations.pricing import priced
from controlroom.operations.service import consumers
from controlroom.simulator.customers import DemoCustomer, demo_customers
from controlroom.simulator.history import (
    PastSession,
    history,
    quarter_hours,
    registers_after,
    samples,
)
from controlroom.simulator.sites import DemoSite, demo_sites
from controlroom.store import Store

SEED = 1
DAYS = 90
RAW = timedelta(hours=24)
"""How far back raw samples go; beyond that there are quarter-hours."""
BY = "demo"
CHUNK = 2000
"""Rows a transaction: about 50 ms of writing."""

Progress = Callable[[float, str], None]
"""(share of the work that is done, 0 to 1; what is being done)."""

COMPANY = Seller(
    name="Exempel Laddning AB",
    organisation_number="559999-0008",
    vat_number="SE559999000801",
    bankgiro="5999-0002",
    address=("Elledningsvägen 1", "111 22 Stockholm"),
    swish="1231181189",
    email="faktura@exempel-laddning.example",
    phone="020-00 00 00",
    seat="Stockholm",
)

_ENERGY = {
    SiteKind.PUBLIC: "4.00",
    SiteKind.DESTINATION: "3.20",
    SiteKind.WORKPLACE: "2.10",
    SiteKind.RESIDENTIAL: "1.95",
    SiteKind.DEPOT: "1.85",
}
_IDLE = {SiteKind.PUBLIC: ("1.00", 10), SiteKind.DESTINATION: ("0.50", 30)}


@dataclass(frozen=True, slots=True)
class Planted:
    """What the fleet needs to continue where the history ends."""

    keys: dict[str, str]
    registers: dict[str, tuple[int, ...]]


def tariff(kind: SiteKind) -> Tariff:
    idle, grace = _IDLE.get(kind, ("0.00", 0))
    return Tariff(
        energy=Decimal(_ENERGY[kind]),
        start=Decimal("0.00"),
        time=Decimal("0.00"),
        idle=Decimal(idle),
        grace_minutes=grace,
        vat=Decimal(25),
    )


async def plant(store: Store, until: datetime, progress: Progress) -> Planted:
    """The whole network, with its history up to `until`."""
    progress(0.0, "sites and charge points")
    sites = demo_sites(SEED)
    people = demo_customers(SEED, sites)
    keys = await _network(store, sites)
    progress(0.15, "customers and tokens")
    numbers = await _people(store, people)
    progress(0.25, "90 days of sessions")
    past = list(history(sites, people, SEED, until, DAYS))
    progress(0.45, "prices")
    sessions, prices = _priced(past, sites, numbers, until)
    await _record(store, sessions, prices, past, until, progress)
    await _stand_at_head(store)
    progress(1.0, "done")
    return Planted(keys, registers_after(sites, past))


async def _record(
    store: Store,
    sessions: list[ChargingSession],
    prices: list[SessionPrice],
    past: list[PastSession],
    until: datetime,
    progress: Progress,
) -> None:
    rows: list[Row] = [*_counters(past, until), *sessions, *prices, *_quarters(past)]
    events = list(_raw(past, until))
    total = len(rows) + len(events)
    for done in range(0, len(rows), CHUNK):
        await store.journal.record((), rows[done : done + CHUNK])
        progress(0.5 + 0.5 * done / total, "quarter-hours")
    for done in range(0, len(events), CHUNK):
        await store.journal.record(events[done : done + CHUNK])
        progress(0.5 + 0.5 * (len(rows) + done) / total, "meter values")


async def _all(work: Iterable[Awaitable[object]]) -> None:
    await asyncio.gather(*work)


async def _network(store: Store, sites: Iterable[DemoSite]) -> dict[str, str]:
    await store.invoices.set_company(COMPANY, BY)
    keys: dict[str, str] = {}
    await _all(store.charge_points.set_site(s.site, BY) for s in sites)
    registrations = []
    for site in sites:
        for point in site.points:
            keys[point.id] = secrets.token_hex(20)
            registrations.append(
                Registration(
                    id=point.id,
                    site=site.site.name,
                    latitude=site.site.latitude,
                    longitude=site.site.longitude,
                    rated_w=point.model.outlet_w,
                )
            )
    await _all(store.charge_points.register(r, keys[r.id], BY) for r in registrations)
    await _all(store.tariffs.set_tariff(s.site.name, tariff(s.site.kind), None, BY) for s in sites)
    return keys


async def _people(store: Store, people: Iterable[DemoCustomer]) -> dict[int, int]:
    """Customers and their tokens; the customer number by index."""
    numbers: dict[int, int] = {}

    async def enter(person: DemoCustomer) -> None:
        street, _comma, town = person.address.partition(", ")
        customer = Customer(0, person.name, address=(street, town))
        customer = await store.customers.set_customer(customer, BY)
        numbers[person.index] = customer.number
        for uid in person.tokens:
            await store.customers.set_token(Token(uid, customer.number), BY, new=True)

    await _all(enter(person) for person in people)
    return numbers


def _priced(
    past: Iterable[PastSession],
    sites: Iterable[DemoSite],
    numbers: dict[int, int],
    now: datetime,
) -> tuple[list[ChargingSession], list[SessionPrice]]:
    tariffs = {s.site.name: tariff(s.site.kind) for s in sites}
    sessions = [_session(one, numbers[one.customer]) for one in past]
    return sessions, [priced(s, tariffs[s.site], now) for s in sessions]


def _session(one: PastSession, customer: int) -> ChargingSession:
    return ChargingSession(
        id=f"{one.charge_point}:{one.transaction}",
        charge_point=one.charge_point,
        evse=one.evse,
        connector=one.connector,
        transaction=one.transaction,
        site=one.site,
        token=one.token,
        customer=customer,
        authorisation=AuthorisationStatus.ACCEPTED,
        started=one.started,
        stamp=one.started.isoformat(),
        state=SessionState.ENDED,
        ended=one.ended,
        stop_reason=one.stop_reason,
        meter_start=one.meter_start,
        meter_stop=one.meter_stop,
        register_wh=one.meter_stop,
        register_at=one.ended,
        energy_wh=one.energy_wh,
        charging_state=ChargingState.IDLE,
        idle_s=one.idle_s,
    )


def _counters(past: Iterable[PastSession], until: datetime) -> Iterator[ChargePoint]:
    """OCPP 1.6 transactions go on counting where the history ends."""
    last: dict[str, int] = {}
    for one in past:
        if one.transaction.isdigit():
            last[one.charge_point] = max(last.get(one.charge_point, 0), int(one.transaction))
        else:
            last.setdefault(one.charge_point, 0)
    for identity, number in last.items():
        yield replace(ChargePoint(identity), next_transaction=number + 1, last_seen=until)


def _quarters(past: Iterable[PastSession]) -> Iterator[QuarterHour]:
    for one in past:
        for start, wh in quarter_hours(one):
            yield QuarterHour(one.charge_point, one.evse, one.connector, start, wh)


def _raw(past: Iterable[PastSession], until: datetime) -> Iterator[MeterSampled]:
    for one in past:
        if one.ended < until - RAW:
            continue
        for reading in samples(one):
            if reading.at >= until - RAW:
                yield _sampled(one, reading)


def _sampled(one: PastSession, reading: Reading) -> MeterSampled:
    at = reading.at
    values: list[Sample] = []
    if reading.register_wh is not None:
        values.append(Sample(at, REGISTER, float(reading.register_wh), "Wh"))
    if reading.power_w is not None:
        values.append(Sample(at, POWER, reading.power_w, "W"))
    for measurand, unit, lines in (
        (CURRENT, "A", reading.current_a),
        (VOLTAGE, "V", reading.voltage_v),
    ):
        for phase, value in zip(("L1", "L2", "L3"), lines or (), strict=False):
            if value is not None:
                values.append(Sample(at, measurand, value, unit, phase))
    if reading.soc is not None:
        values.append(Sample(at, SOC, reading.soc, "Percent", location="EV"))
    return MeterSampled(
        charge_point=one.charge_point,
        at=at,
        received=at,
        evse=one.evse,
        connector=one.connector,
        transaction=one.transaction,
        samples=tuple(values),
    )


async def _stand_at_head(store: Store) -> None:
    """The consumers begin after the history: what they would conclude is planted already."""
    head = (await store.feed.snapshot()).head
    for consumer in consumers(parts(store)):
        if await store.consumers.lease(consumer.name, BY):
            cursor = await store.consumers.cursor(consumer.name)
            await store.consumers.consume(consumer.name, BY, cursor, head, (), ())
            await store.consumers.release(consumer.name, BY)
