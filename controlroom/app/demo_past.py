"""The demonstration's past, made up part by part, as rows that only have to be written.

Everything here is a function of its arguments, so that a process of its own can do
it while the window stays awake and the database writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Protocol, TypeVar
from zlib import crc32

from controlroom.app.demo_past_facts import Course, course
from controlroom.app.demo_past_invoices import FIRST_CUSTOMER, Billed, invoices
from controlroom.app.fleet import network
from controlroom.domain.billing.invoice import month_bounds
from controlroom.domain.billing.session_price import priced
from controlroom.domain.billing.tariff import BEGINNING, Tariff
from controlroom.domain.charging.charge_point import ChargePoint, SiteKind
from controlroom.domain.charging.events import MeterSampled
from controlroom.domain.charging.metering import (
    CURRENT,
    POWER,
    REGISTER,
    SOC,
    VOLTAGE,
    Reading,
    Sample,
)
from controlroom.domain.charging.session import (
    ChargingSession,
    ChargingState,
    Evidence,
    Hold,
    SessionState,
)
from controlroom.domain.charging.session_rules import judged
from controlroom.domain.local_time import STOCKHOLM
from controlroom.domain.people.authorisation import AuthorisationStatus
from controlroom.operations.billing.month_run import priced_session
from controlroom.operations.ports.billing import SessionRecord
from controlroom.operations.ports.journal import QuarterHour
from controlroom.simulator.history import (
    PastSession,
    history,
    quarter_hours,
    registers_after,
    samples,
)
from controlroom.simulator.outages import outages
from controlroom.simulator.sites import DemoSite
from controlroom.store.bulk_rows import Dialect, Packed, Packer

RAW = timedelta(hours=24)
"""How far back raw samples go; beyond that there are quarter-hours."""
DOUBTFUL = 3_000
"""One session in so many cannot be billed as it was told."""

_ENERGY = {
    SiteKind.PUBLIC: "4.00",
    SiteKind.DESTINATION: "3.20",
    SiteKind.WORKPLACE: "2.10",
    SiteKind.RESIDENTIAL: "1.95",
    SiteKind.DEPOT: "1.85",
}
_IDLE = {SiteKind.PUBLIC: ("1.00", 10), SiteKind.DESTINATION: ("0.50", 30)}


class OfPoint(Protocol):
    """Something that happened at a charge point."""

    @property
    def charge_point(self) -> str: ...


T = TypeVar("T", bound=OfPoint)


@dataclass(frozen=True, slots=True)
class Past:
    """Which past: the same one gives the same."""

    seed: int
    until: datetime
    days: int = 90
    ahead_s: float = 0.0
    """Visitors came as if the local clock stood this much later, as those of the fleet do."""
    sites: int | None = None
    """Only the first so many; None takes all."""

    @property
    def begin(self) -> datetime:
        """Everything is there, and connected, from then on."""
        return self.until - timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Part:
    """What happened at some of the sites."""

    packed: Packed
    registers: dict[str, tuple[int, ...]]
    """Wh on the meter of each outlet when it is over, by charge point."""


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


@lru_cache(maxsize=1)
def _made(past: Past) -> tuple[tuple[DemoSite, ...], dict[str, list[PastSession]]]:
    """The sites, and their sessions by site, each in the order of their ends.

    Cards roam, so that the sessions of all sites are made together.
    """
    sites, customers = network(past.seed, past.sites)
    found: dict[str, list[PastSession]] = {site.site.name: [] for site in sites}
    for session in history(sites, customers, past.seed, past.until, past.days, past.ahead_s):
        found[session.site].append(session)
    return sites, found


def part(past: Past, first: int, step: int, dialect: Dialect) -> Part:
    """What happened at the `first`-th site, and at every `step`-th after it."""
    every, by_site = _made(past)
    sites = every[first::step]
    made = [one for site in sites for one in by_site[site.site.name]]
    tariffs = {site.site.name: tariff(site.site.kind) for site in sites}
    sessions = [_doubtful(_session(one)) for one in made]
    courses = _courses(past, sites, made)
    packed = Packer(dialect).past(
        charge_points=_points(sites, made, courses, past.until),
        connectors=(outlet for one in courses.values() for outlet in one.connectors()),
        events=(event for one in courses.values() for event in one.events),
        sessions=sessions,
        prices=(
            priced(session, tariffs[session.site], past.until, since=BEGINNING)
            for session in sessions
        ),
        quarter_hours=_quarters(made),
        samples=_raw(made, past.until),
    )
    return Part(packed, registers_after(sites, made))


def _session(one: PastSession) -> ChargingSession:
    return ChargingSession(
        id=f"{one.charge_point}:{one.transaction}",
        charge_point=one.charge_point,
        evse=one.evse,
        connector=one.connector,
        transaction=one.transaction,
        site=one.site,
        token=one.token,
        customer=FIRST_CUSTOMER + one.customer,
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


def _doubtful(session: ChargingSession) -> ChargingSession:
    """One session in `DOUBTFUL` as a month has them too: held until a person decides."""
    number, rest = divmod(crc32(session.id.encode()), DOUBTFUL)
    if rest or session.ended is None or session.meter_stop is None:
        return session
    match number % 5:
        case 0:
            # Its last reading lies above what it said at its end.
            read = session.ended - timedelta(minutes=1)
            told = replace(
                session,
                register_at=read,
                meter_stop=session.meter_stop - 11_200,
                evidence=Evidence(),
            )
        case 1:
            told = replace(session, holds=(Hold.SUPERSEDED,), evidence=Evidence())
        case 2:
            told = replace(
                session, meter_start=None, meter_stop=None, register_wh=None, evidence=Evidence()
            )
        case 3:
            told = replace(session, authorisation=AuthorisationStatus.BLOCKED)
        case _:
            told = replace(session, holds=(Hold.ORPHAN,), evidence=Evidence())
    return judged(told)


def _courses(
    past: Past, sites: Sequence[DemoSite], made: Sequence[PastSession]
) -> dict[str, Course]:
    """What each charge point said of its links and outlets."""
    out, sessions = _by_point(outages(sites, past.seed, past.until, past.days)), _by_point(made)
    return {
        point.id: course(point, past.begin, out.get(point.id, ()), sessions.get(point.id, ()))
        for site in sites
        for point in site.in_operation.points
    }


def _by_point(found: Iterable[T]) -> dict[str, list[T]]:
    by_point: dict[str, list[T]] = {}
    for one in found:
        by_point.setdefault(one.charge_point, []).append(one)
    return by_point


def _points(
    sites: Iterable[DemoSite],
    made: Iterable[PastSession],
    courses: Mapping[str, Course],
    until: datetime,
) -> Iterator[ChargePoint]:
    """OCPP 1.6 transactions, and links, go on counting where the history ends."""
    last: dict[str, int] = {}
    for one in made:
        number = int(one.transaction) if one.transaction.isdigit() else 0
        last[one.charge_point] = max(last.get(one.charge_point, 0), number)
    for point in (point for site in sites for point in site.in_operation.points):
        yield replace(
            ChargePoint(point.id),
            version=point.version,
            epoch=courses[point.id].links,
            next_transaction=last.get(point.id, 0) + 1,
            last_seen=until,
        )


def papers(past: Past, dialect: Dialect) -> Packed:
    """The invoices of every month that was over."""
    sites, by_site = _made(past)
    _sites, customers = network(past.seed, past.sites)
    day = past.until.astimezone(STOCKHOLM)
    month, _next = month_bounds(day.year, day.month)
    made = [one for site in sites for one in by_site[site.site.name] if one.ended < month]
    made.sort(key=lambda one: (one.ended, one.charge_point, one.evse))
    tariffs = {site.site.name: tariff(site.site.kind) for site in sites}
    return Packer(dialect).invoices(invoices(customers, _billed(past, made, tariffs), past.until))


def _billed(
    past: Past, made: Iterable[PastSession], tariffs: Mapping[str, Tariff]
) -> Iterator[Billed]:
    for one in made:
        session = _doubtful(_session(one))
        price = priced(session, tariffs[session.site], past.until, since=BEGINNING)
        paid = priced_session(SessionRecord(session, price, "", ""))
        if paid is not None and not price.hold and session.customer is not None:
            yield session.id, session.customer, paid


def _quarters(made: Iterable[PastSession]) -> Iterator[QuarterHour]:
    for one in made:
        for start, wh in quarter_hours(one):
            yield QuarterHour(one.charge_point, one.evse, one.connector, start, wh)


def _raw(made: Sequence[PastSession], until: datetime) -> Iterator[MeterSampled]:
    for one in made:
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
