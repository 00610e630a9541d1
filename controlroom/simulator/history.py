"""What happened before the demonstration began: made-up sessions, their quarter-hours, samples.

Pure and reproducible: the same sites, customers, seed and end give the same history.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple

from controlroom.domain.charging.metering import Reading
from controlroom.domain.quarter_hours import QUARTER_S
from controlroom.simulator.customers import DemoCustomer
from controlroom.simulator.demand import TURN_S, Visit, visits
from controlroom.simulator.profile import Seed, StationModel, place
from controlroom.simulator.sites import DemoPoint, DemoSite
from controlroom.simulator.vehicle import EFFICIENCY, charge, curve

HANDSHAKE_S = 6
"""From the start of a transaction to its first energy."""
ROAMING = 0.1
"""Share of sessions of customers who are at home elsewhere."""
_TRIES = 6
_SHORTEST_S = 60.0
"""Whoever comes later before the end than this is not told of."""
_VOLTS = 230.0
_LINES = 3


class PastSession(NamedTuple):
    """A session that is over. Times are whole seconds, UTC; energy in Wh.

    A tuple, because tens of thousands are made while somebody waits.
    """

    charge_point: str
    evse: int
    connector: int
    site: str
    transaction: str
    """Counted per charge point (OCPP 1.6), or the station's own id (2.0.1)."""
    token: str
    customer: int
    """Index into the customers."""
    started: datetime
    ended: datetime
    energy_wh: int
    meter_start: int
    stop_reason: str
    charging_s: int
    idle_s: int
    """From full, or from the last energy, to the end."""
    steps: tuple[tuple[int, int], ...]
    """The power curve: seconds and W, from `HANDSHAKE_S` after the start."""
    phases: int
    """Lines that carry current; 3 at direct current, which is measured at the inlet."""
    soc: tuple[int, int] | None
    """State of charge in percent at start and end, where the station tells it."""

    @property
    def meter_stop(self) -> int:
        """Register at the end, in Wh."""
        return self.meter_start + self.energy_wh


class _Charge(NamedTuple):
    """A visit with its outcome, before it is known who it was."""

    started: int
    ended: int
    site: int
    point: DemoPoint
    outlet: int
    visit: Visit
    steps: tuple[tuple[int, int], ...]
    charging_s: int
    energy_wh: int


def history(
    sites: Sequence[DemoSite],
    customers: Sequence[DemoCustomer],
    seed: Seed,
    until: datetime,
    days: int = 90,
    ahead_s: float = 0.0,
) -> Iterator[PastSession]:
    """All sessions that began within `days` before `until`, by their end.

    Who would have stayed longer leaves then, so that as many charge at the end as ever.
    Sessions never overlap at a connector, nor does a card charge in two places. Visitors come
    as if the local clock stood `ahead_s` later.
    """
    end = int(until.timestamp())
    begin = (until - timedelta(days=days)).timestamp()
    charges: list[_Charge] = []
    for number, site in enumerate(sites):
        for point in site.in_operation.points:
            for outlet in range(1, point.model.outlets + 1):
                chance = Random(f"{seed}/{point.id}/history {outlet}")
                arriving = visits(
                    chance, site.site.kind, point.model.supply, begin,
                    arrivals_factor=site.popularity, ahead_s=ahead_s,
                )  # fmt: skip
                charges.extend(_outlet(number, point, outlet, arriving, end))
    charges.sort(key=lambda c: (c.started, c.point.id, c.outlet))
    sessions = list(_with_cards(charges, sites, customers, seed))
    sessions.sort(key=lambda s: (s.ended, s.charge_point, s.evse))
    yield from sessions


def _outlet(
    site: int, point: DemoPoint, outlet: int, arriving: Iterator[Visit], end: int
) -> Iterator[_Charge]:
    """What happened at one outlet."""
    free_at = 0.0
    model = point.model
    for visit in arriving:
        if visit.arrives >= end:
            return
        if visit.arrives < free_at:
            continue
        started = int(visit.arrives + visit.fumbles)
        stays = max(visit.stays, 300.0) - visit.fumbles - HANDSHAKE_S
        stays = min(stays, end - 1.0 - started - HANDSHAKE_S)
        if stays < _SHORTEST_S:
            return
        pieces = curve(visit.vehicle, model.supply, _limit_w(model, visit), visit.condition)
        steps = charge(pieces, visit.soc, visit.target, stays)
        charging = 0
        joules = 0
        for seconds, watts in steps:
            charging += seconds
            joules += seconds * watts
        connected = int(stays)
        if visit.lingers is not None:
            connected = min(connected, charging + int(visit.lingers))
        ended = started + HANDSHAKE_S + max(connected, charging)
        energy = joules // 3600
        free_at = ended + visit.unplugs + TURN_S
        if energy > 0:
            yield _Charge(started, ended, site, point, outlet, visit, steps, charging, energy)


def _limit_w(model: StationModel, visit: Visit) -> int:
    """What the outlet gave; at times the neighbour takes half of the station's power."""
    shared = model.station_w < model.outlet_w * model.outlets
    return model.outlet_w // 2 if shared and visit.seed % 10 < 3 else model.outlet_w


def _with_cards(
    charges: Sequence[_Charge],
    sites: Sequence[DemoSite],
    customers: Sequence[DemoCustomer],
    seed: Seed,
) -> Iterator[PastSession]:
    """Say who each of them was. In the order of their starts, so that no card is twice in use."""
    every = [(uid, customer.index) for customer in customers for uid in customer.tokens]
    at_home = [
        [(uid, c.index) for c in customers if c.site == site.site.name for uid in c.tokens]
        for site in sites
    ]
    busy: dict[str, int] = {}
    counts: dict[str, int] = {}
    meters = {point.id: list(point.registers) for site in sites for point in site.points}
    chance = Random(f"{seed}/cards")
    draw = chance.random
    for one in charges:
        pool = at_home[one.site] or every
        uid, customer = "", 0
        for attempt in range(_TRIES):
            if attempt == _TRIES // 2 or (not attempt and draw() < ROAMING):
                pool = every
            uid, customer = pool[int(draw() * len(pool))]
            if busy.get(uid, 0) <= one.started:
                break
        else:
            continue  # everybody is charging: nobody came
        busy[uid] = one.ended + int(TURN_S)
        point = one.point
        if point.version == "1.6":
            counts[point.id] = counts.get(point.id, 0) + 1
            transaction = str(counts[point.id])
        else:
            transaction = _uuid(chance)
        meter = meters[point.id]
        start = meter[one.outlet - 1]
        meter[one.outlet - 1] += one.energy_wh
        yield _session(one, sites[one.site].site.name, transaction, (uid, customer), start)


def _uuid(chance: Random) -> str:
    """A random UUID; `uuid.UUID` would take a fifth of the whole history's time."""
    text = f"{chance.getrandbits(128):032x}"
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"


def _session(
    one: _Charge, site: str, transaction: str, holder: tuple[str, int], meter_start: int
) -> PastSession:
    visit, point = one.visit, one.point
    evse, connector = place(point.version, one.outlet)
    reason = "Local" if visit.unplugs > 0 else "EVDisconnected"
    if visit.seed % 97 == 0:
        reason = "Remote"
    alternating = point.model.supply == "AC"
    gained = one.energy_wh * EFFICIENCY / visit.vehicle.battery_wh
    soc = (round(visit.soc * 100), min(100, round((visit.soc + gained) * 100)))
    return PastSession(
        charge_point=point.id,
        evse=evse,
        connector=connector,
        site=site,
        transaction=transaction,
        token=holder[0],
        customer=holder[1],
        started=datetime.fromtimestamp(one.started, UTC),
        ended=datetime.fromtimestamp(one.ended, UTC),
        energy_wh=one.energy_wh,
        meter_start=meter_start,
        stop_reason=reason,
        charging_s=one.charging_s,
        idle_s=one.ended - one.started - HANDSHAKE_S - one.charging_s,
        steps=one.steps,
        phases=visit.vehicle.ac_phases if alternating else _LINES,
        soc=None if alternating else soc,
    )


def quarter_hours(session: PastSession) -> Iterator[tuple[datetime, int]]:
    """Start of each quarter-hour (UTC) with energy, and its Wh; together the session's energy."""
    at = int(session.started.timestamp()) + HANDSHAKE_S
    quarter = at - at % QUARTER_S
    joules = counted = 0
    for seconds, watts in session.steps:
        left = seconds
        while left:
            take = min(left, quarter + QUARTER_S - at)
            joules += take * watts
            at += take
            left -= take
            if at == quarter + QUARTER_S:
                wh = joules // 3600 - counted
                if wh:
                    yield datetime.fromtimestamp(quarter, UTC), wh
                counted += wh
                quarter = at
    rest = session.energy_wh - counted
    if rest:
        yield datetime.fromtimestamp(quarter, UTC), rest


def samples(session: PastSession, interval_s: int = 60) -> Iterator[Reading]:
    """Meter values of a session as its station sent them, one every `interval_s`."""
    begin = int(session.started.timestamp())
    end = int(session.ended.timestamp())
    steps = list(session.steps)
    joules, step_at, i = 0, begin + HANDSHAKE_S, 0
    for at in range(begin + interval_s, end, interval_s):
        while i < len(steps) and step_at + steps[i][0] <= at:
            joules += steps[i][0] * steps[i][1]
            step_at += steps[i][0]
            i += 1
        power = steps[i][1] if i < len(steps) and at >= step_at else 0
        energy = (joules + power * max(0, at - step_at)) // 3600
        volts = round(_VOLTS - power / 80_000 + (at % 7 - 3) * 0.4, 1)
        ampere = round(power / session.phases / volts, 1)
        lines = [ampere if line < session.phases else 0.0 for line in range(_LINES)]
        soc = None
        if session.soc is not None:
            first, last = session.soc
            soc = float(round(first + (last - first) * energy / session.energy_wh))
        yield Reading(
            at=datetime.fromtimestamp(at, UTC),
            register_wh=session.meter_start + energy,
            power_w=float(power),
            current_a=(lines[0], lines[1], lines[2]),
            voltage_v=(volts, volts, volts),
            soc=soc,
        )


def registers_after(
    sites: Iterable[DemoSite], sessions: Iterable[PastSession]
) -> dict[str, tuple[int, ...]]:
    """Wh on the meter of each outlet, by charge point id, when the history is over."""
    found = {point.id: list(point.registers) for site in sites for point in site.points}
    for session in sessions:
        meters = found[session.charge_point]
        meters[session.evse - 1] = max(meters[session.evse - 1], session.meter_stop)
    return {name: tuple(meters) for name, meters in found.items()}
