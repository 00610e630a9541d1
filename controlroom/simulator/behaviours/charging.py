"""What goes wrong, or is special, about charging, metering and paying."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from controlroom.simulator.behaviours.behaviour import Behaviour, Order, Parameter
from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.demand import Visit
from controlroom.simulator.outlet import Outlet
from controlroom.simulator.phase import Phase
from controlroom.simulator.wire_quirks import Manner

SHORT_S = 300.0
TURN_S = 360.0
"""From one visitor to the next where several are called."""
REFUSED_S = 90.0
"""The same, where each is turned away."""
_BEGUN_S = 30.0
"""From an invitation until the power flows."""


def invite(point: ChargePoint, at: float, outlet: Outlet, stays: float = 3600.0) -> Visit:
    """Somebody comes at once, to stay so long; where the outlet is free."""
    visit = point.guests.out_of_turn(at)._replace(stays=stays, lingers=None, unplugs=0.0)
    outlet.receive(at, visit)
    return visit


def ensure_charge(point: ChargePoint, order: Order) -> Outlet:
    """The outlet of the order; if nobody charges there, somebody comes."""
    outlet = order.outlet(point)
    if outlet.transaction is None:
        invite(point, order.at, outlet, max(SHORT_S, order.lasts))
    return outlet


def _come_again(
    point: ChargePoint,
    order: Order,
    outlet: Outlet,
    *,
    registered: bool = True,
    turn_s: float = TURN_S,
) -> None:
    """A visitor, and the next, until the order is over."""

    def again(at: float) -> None:
        if at < order.until:
            visit = point.guests.out_of_turn(at)
            visit = visit._replace(stays=SHORT_S, lingers=None, unplugs=0.0)
            if not registered:
                visit = visit._replace(token=-1)
            outlet.receive(at, visit)
            point.agenda.plan(at + turn_s, again)

    # Not at the same moment as at the neighbour: whoever comes then is somebody else.
    point.agenda.plan(order.at + outlet.number - 1, again)


def _backwards(point: ChargePoint, order: Order) -> None:
    meter = ensure_charge(point, order).meter
    at_once = order.parameters["wh"]
    point.agenda.plan(order.at + _BEGUN_S, lambda at: meter.jump(at, -at_once))

    def set_to(runs: float, at: float) -> None:
        meter.jump(at, 0.0)
        meter.runs = runs

    set_to(-1.0, order.at)
    point.agenda.plan(order.until, partial(set_to, 1.0))


def _jump(point: ChargePoint, order: Order) -> None:
    meter = ensure_charge(point, order).meter
    wh = order.parameters["wh"]
    point.agenda.plan(order.at + 2 * _BEGUN_S, lambda at: meter.jump(at, wh))


def _zero(point: ChargePoint, order: Order) -> None:
    outlet = order.outlet(point)
    outlet.make_room(order.at)
    _share(point, order, 0.0)
    _come_again(point, order, outlet)


def _share(point: ChargePoint, order: Order, share: float) -> None:
    meter = order.outlet(point).meter
    meter.share = share

    def whole(_at: float) -> None:
        meter.share = 1.0

    point.agenda.plan(order.until, whole)


def _weak(point: ChargePoint, order: Order) -> None:
    _share(point, order, order.parameters["percent"] / 100)
    ensure_charge(point, order)


def _hang(point: ChargePoint, order: Order) -> None:
    outlet = order.outlet(point)
    outlet.make_room(order.at)
    outlet.hangs = True

    def go_on(_at: float) -> None:
        outlet.hangs = False

    point.agenda.plan(order.until, go_on)
    invite(point, order.at, outlet, order.lasts + SHORT_S)


def _hold(point: ChargePoint, order: Order) -> None:
    outlet = ensure_charge(point, order)
    outlet.hold(order.at, held=True)
    point.agenda.plan(order.until, lambda at: outlet.hold(at, held=False))


def _full(point: ChargePoint, order: Order) -> None:
    outlet = order.outlet(point)
    outlet.make_room(order.at)
    visit = point.guests.out_of_turn(order.at)
    visit = visit._replace(soc=0.9, target=0.9, stays=order.lasts, lingers=None)
    outlet.receive(order.at, visit)


def _overstay(point: ChargePoint, order: Order) -> None:
    outlet = ensure_charge(point, order)
    after = _BEGUN_S if outlet.phase is not Phase.CHARGING else 0.0
    point.agenda.plan(order.at + after, lambda at: outlet.overstay(at, order.until))


def _dead_line(point: ChargePoint, order: Order) -> None:
    meter = order.outlet(point).meter
    meter.dead_line = int(order.parameters["phase"])

    def whole(_at: float) -> None:
        meter.dead_line = 0

    point.agenda.plan(order.until, whole)
    _come_again(point, order, order.outlet(point))


def _volts(lines: int, point: ChargePoint, order: Order) -> None:
    """The first so many phases have another voltage."""
    volts = order.parameters["volts"]
    for outlet in point.outlets:
        before = list(outlet.meter.line_volts)
        outlet.meter.line_volts[:lines] = [volts] * lines

        def back(_at: float, outlet: Outlet = outlet, before: list[float] = before) -> None:
            outlet.meter.line_volts[:] = before

        point.agenda.plan(order.until, back)
    ensure_charge(point, order)


def _strangers(point: ChargePoint, order: Order) -> None:
    for outlet in point.outlets:
        _come_again(point, order, outlet, registered=False, turn_s=REFUSED_S)


def _no_samples(point: ChargePoint, order: Order) -> None:
    point.manners.begin(Manner.NO_SAMPLES)
    point.agenda.plan(order.until, lambda _at: point.manners.end(Manner.NO_SAMPLES))
    ensure_charge(point, order)


def _close(point: ChargePoint, order: Order) -> None:
    outlet = order.outlet(point)
    outlet.set_operative(order.at, operative=False)
    point.agenda.plan(order.until, lambda at: _open(outlet, at))


def _open(outlet: Outlet, at: float) -> None:
    outlet.set_operative(at, operative=True)


def _price(point: ChargePoint, order: Order) -> None:
    before, point.guests.price = point.guests.price, order.parameters["sek-per-kwh"]

    def back(_at: float) -> None:
        point.guests.price = before

    point.agenda.plan(order.until, back)


def _rush(point: ChargePoint, order: Order) -> None:
    for outlet in point.outlets if order.number is None else [order.outlet(point)]:
        comes = order.at + order.lasts * order.chance.random()
        point.agenda.plan(comes, partial(_arrive, point, outlet))


def _arrive(point: ChargePoint, outlet: Outlet, at: float) -> None:
    outlet.receive(at, point.guests.out_of_turn(at))


def charging() -> Iterator[Behaviour]:
    """Everything in this file."""
    wh = Parameter("wh", 5000.0, "Wh that the register falls at once", 0.0, 1e6)
    percent = Parameter("percent", 25.0, "of the power that would flow", 1.0, 100.0)
    phase = Parameter("phase", 2.0, "1, 2 or 3", 1.0, 3.0)
    yield Behaviour(
        "meter-backwards", "A meter's register falls, and goes on counting down.",
        _backwards, parameters=(wh,), alarms=("MTR-BACK",),
    )  # fmt: skip
    yield Behaviour(
        "meter-jump", "A meter's register rises by more than the outlet can give.",
        _jump, 0.0, alarms=("MTR-BACK",),
        parameters=(Parameter("wh", 500_000.0, "Wh that it rises by", 1.0, 1e8),),
    )  # fmt: skip
    yield Behaviour(
        "zero-energy", "Visitors plug in, stay for five minutes and get no energy.",
        _zero, 2400.0, alarms=("SES-ZERO", "SES-CSR"),
    )  # fmt: skip
    yield Behaviour(
        "low-power", "An outlet gives only a part of its power.",
        _weak, 1800.0, parameters=(percent,), alarms=("SES-LOWP",),
    )  # fmt: skip
    yield Behaviour(
        "dead-phase", "A phase carries no current, whatever vehicle charges.",
        _dead_line, 2400.0, parameters=(phase,), alarms=("SES-PHASE",),
    )  # fmt: skip
    yield Behaviour(
        "hung-connector", "A card is accepted and no charge begins: Preparing for ever.",
        _hang, 1200.0, alarms=("CON-PREP",),
    )  # fmt: skip
    yield Behaviour(
        "held", "The station gives no power to whoever charges: SuspendedEVSE.",
        _hold, 1800.0, alarms=("CON-SUSEVSE",),
    )  # fmt: skip
    yield Behaviour(
        "full-battery", "A full vehicle stands connected: SuspendedEV.",
        _full, 3600.0, alarms=("CON-SUSEV",),
    )  # fmt: skip
    yield Behaviour(
        "overstay", "A charge ends and the vehicle stays: Finishing.",
        _overstay, 2400.0, alarms=("CON-FIN",),
    )  # fmt: skip
    yield Behaviour(
        "no-samples", "A charge goes on, and no meter value is sent.",
        _no_samples, 3600.0, alarms=("SES-ORPHAN",),
    )  # fmt: skip
    yield Behaviour(
        "low-voltage", "The voltage of all phases is another one.",
        partial(_volts, 3), 1800.0, alarms=("SITE-VOLT",),
        parameters=(Parameter("volts", 201.0, "V between line and neutral", 100.0, 300.0),),
    )  # fmt: skip
    yield Behaviour(
        "unbalance", "The first phase has another voltage than the others.",
        partial(_volts, 1), 1800.0, alarms=("SITE-UNBAL",),
        parameters=(Parameter("volts", 214.0, "V of the first phase", 100.0, 300.0),),
    )  # fmt: skip
    yield Behaviour(
        "unknown-cards", "Everybody who comes has a card that nobody registered.",
        _strangers, 2400.0, alarms=("NET-AUTH",),
    )  # fmt: skip
    yield Behaviour(
        "out-of-service", "Somebody on site takes an outlet out of service.",
        _close, 3600.0, alarms=("CON-UNAV", "SITE-OUT"),
    )  # fmt: skip
    yield Behaviour(
        "price", "Another price stands on the station; drivers who look at it come or do not.",
        _price, 3600.0,
        parameters=(Parameter("sek-per-kwh", 8.0, "SEK/kWh", 0.0, 100.0),),
    )  # fmt: skip
    yield Behaviour("rush", "Somebody comes to every outlet that is free.", _rush, 120.0)
