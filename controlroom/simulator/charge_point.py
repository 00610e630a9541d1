"""A station without version, clock or socket: what it does, and what it has to say about it.

`advance` lets simulated time pass; what there is to say waits in `outbox`. Whoever
carries the messages tells it when the link opens and closes, hands back the
answers, and passes commands on.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import merge
from math import inf
from random import Random

from controlroom.domain.charge_point import ConnectorStatus
from controlroom.simulator import faults
from controlroom.simulator.demand import DAY_S, Visit, visits
from controlroom.simulator.faults import EMERGENCY_STOP, Fault
from controlroom.simulator.messages import (
    Boot,
    BootReason,
    CardShown,
    Heartbeat,
    IdleSampled,
    Message,
    Started,
    Status,
    Stop,
)
from controlroom.simulator.meter import Meter
from controlroom.simulator.outbox import Outbox
from controlroom.simulator.outlet import Outlet
from controlroom.simulator.phase import Phase
from controlroom.simulator.profile import Seed, StationSpec

OFFLINE_SAMPLE_S = 900.0
"""Without a link a station keeps a meter value at most this often: its memory is small."""
RESTART_S = (15.0, 40.0)
GRACE_S = 2.0
"""From the answer to a reset or a new key until the link goes down."""


@dataclass(slots=True)
class Settings:
    """What configuration keys and variables change. Seconds."""

    heartbeat_s: int = 300
    sample_s: int = 60
    authorise_remote: bool = False
    """Ask for authorisation when somebody starts from afar."""
    starts_offline: bool = True
    """Without a link, any card may charge."""
    stop_on_invalid: bool = True
    """End a transaction whose start was answered with a refusal."""


class ChargePoint:
    """One station. All times are simulated seconds since 1970.

    It lives from `begin`; what its habits order for soon after the start counts from
    `start`, which is `begin` unless it is to have lived before that.
    """

    def __init__(
        self, spec: StationSpec, seed: Seed, begin: float, start: float | None = None
    ) -> None:
        self.spec = spec
        self.key = spec.key
        self.settings = Settings(sample_s=spec.model.sample_s)
        self.outbox = Outbox()
        self.boot_reason: BootReason | None = BootReason.POWER_UP
        """Why the next link begins with a BootNotification; None begins without."""
        self.now = begin
        self.cards_refused: set[str] = set()
        self.links_lost = 0
        """Tells of a loss that was over before anybody looked."""
        self._seed = seed
        self._start = begin if start is None else start
        self._online = False
        self._chance = self._stream("faults")
        self._links = self._stream("links")
        self.outlets = [self._outlet(n, begin) for n in range(1, spec.model.outlets + 1)]
        self._warnings: dict[Fault, float] = {}
        self._link_back_at = -inf
        self._link_lost_at = self._wait(self._links, spec.habits.link_losses_per_day)
        self._gone_at = self._after(spec.habits.lost_after_s, inf)
        fault_at = self._wait(self._chance, spec.habits.faults_per_day)
        self._fault_at = self._after(spec.habits.first_fault_s, fault_at)
        emergency_at = self._wait(self._chance, spec.habits.emergency_stops_per_day)
        self._emergency_at = self._after(spec.habits.first_emergency_stop_s, emergency_at)
        self._restart_at = inf
        self._restart_as: BootReason | None = None
        """What the next boot says; None only opens the link anew."""
        self._restarts_when_idle = False

    def _stream(self, name: str) -> Random:
        """Chance of its own for each purpose, so that one thing does not move another."""
        return Random(f"{self._seed}/{self.spec.id}/{name}")

    def _outlet(self, number: int, begin: float) -> Outlet:
        spec, habits = self.spec, self.spec.habits
        chance = self._stream(f"outlet {number}")
        register = chance.randint(10**6, 6 * 10**7)
        if spec.registers:
            register = spec.registers[number - 1]
        visitors = visits(
            chance, spec.kind, spec.model.supply, begin,
            arrivals_factor=habits.arrivals, unknown_cards=habits.unknown_cards,
            ahead_s=habits.ahead_s,
        )  # fmt: skip
        if habits.first_visit_s is not None and number == 1:
            first = self._visitor(self._start + habits.first_visit_s)
            visitors = merge([first], visitors, key=lambda visit: visit.arrives)
        meter = Meter(spec.model.supply, float(register))
        return Outlet(number, self, meter, visitors, self._stream(f"ids {number}"))

    def _after(self, ordered: float | None, by_chance: float) -> float:
        """The moment that a habit orders, or else what chance said."""
        return by_chance if ordered is None else self._start + ordered

    def _wait(self, chance: Random, per_day: float) -> float:
        return self.now + chance.expovariate(per_day / DAY_S) if per_day > 0 else inf

    # --- what its outlets ask -----------------------------------------------------------------

    @property
    def online(self) -> bool:
        """The link is open and the central system has accepted the station."""
        return self._online

    @property
    def starts_offline(self) -> bool:
        """Any card may charge while nobody can be asked."""
        return self.settings.starts_offline

    @property
    def sample_s(self) -> float:
        """Interval of meter values; 0 sends none."""
        interval = float(self.settings.sample_s)
        return interval if self._online or interval <= 0 else max(interval, OFFLINE_SAMPLE_S)

    def say(self, message: Message) -> None:
        """Have a message sent when its turn comes."""
        self.outbox.put(message)

    def offered_w(self, outlet: Outlet) -> float:
        """W for one outlet: its own limit, or its share of the station's."""
        model = self.spec.model
        active = sum(o.phase is Phase.CHARGING or o is outlet for o in self.outlets)
        return min(model.outlet_w, model.station_w / active)

    def card(self, outlet: int, visit: Visit) -> str:
        """The card of a visitor. Each outlet has holders of its own: nobody charges twice."""
        tokens = self.spec.tokens
        own = tokens[outlet - 1 :: self.spec.model.outlets] or tokens
        if visit.token < 0 or not own:
            return f"{visit.seed:08X}"
        return own[visit.token % len(own)]

    # --- time ---------------------------------------------------------------------------------

    @property
    def due(self) -> float:
        """When something happens next."""
        return min(self._own_due, *(outlet.due for outlet in self.outlets))

    @property
    def _own_due(self) -> float:
        return min(
            self._fault_at, self._emergency_at, self._link_lost_at, self._gone_at,
            self._restart_at, *self._warnings.values(),
        )  # fmt: skip

    def advance(self, to: float) -> None:
        """Let everything happen that is due, in its order."""
        while True:
            at, first = self._own_due, None
            for outlet in self.outlets:
                if outlet.due < at:
                    at, first = outlet.due, outlet
            if at > to:
                break
            self.now = max(self.now, at)
            if first is not None:
                first.step()
                if self._restarts_when_idle and self.reset_when_idle():
                    self._restart_as = BootReason.SCHEDULED_RESET
            else:
                self._happen(at)
        self.now = max(self.now, to)

    def _happen(self, at: float) -> None:
        for fault in [f for f, until in self._warnings.items() if until <= at]:
            del self._warnings[fault]
            self.say(Status(at=at, outlet=0, status=self._whole(), cleared=fault))
        if self._fault_at <= at:
            self._fault_at = self._wait(self._chance, self.spec.habits.faults_per_day)
            self._break_down(at)
        if self._emergency_at <= at:
            self._emergency_at = self._wait(self._chance, self.spec.habits.emergency_stops_per_day)
            until = faults.repair_s(EMERGENCY_STOP, self._chance)
            for outlet in self.outlets:
                outlet.break_down(at, EMERGENCY_STOP, until)
        if self._gone_at <= at:
            self._gone_at = self._link_lost_at = inf
            self._lose_link(at, inf)
        if self._link_lost_at <= at:
            low, high = self.spec.habits.link_loss_s
            lasts = low + (high - low) * self._links.random() ** 2
            if at < self._start:
                # Whoever begins to watch sees every station arrive.
                lasts = min(lasts, self._start - at)
            self._link_lost_at = lasts + self._wait(
                self._links, self.spec.habits.link_losses_per_day
            )
            self._lose_link(at, lasts)
        if self._restart_at <= at:
            self._restart(at)

    def _break_down(self, at: float) -> None:
        fault = faults.draw(self._chance)
        lasts = faults.repair_s(fault, self._chance)
        outlet = self.outlets[self._chance.randrange(len(self.outlets))]
        if fault.blocks:
            outlet.break_down(at, fault, lasts)
        elif fault not in self._warnings:
            self._warnings[fault] = at + lasts
            self.say(Status(at=at, outlet=0, status=self._whole(), fault=fault))

    def _whole(self) -> ConnectorStatus:
        inoperative = all(not outlet.operative for outlet in self.outlets)
        return ConnectorStatus.UNAVAILABLE if inoperative else ConnectorStatus.AVAILABLE

    # --- the link -----------------------------------------------------------------------------

    @property
    def link_wanted(self) -> bool:
        """False while the network is away, or the station restarts."""
        return self.now >= self._link_back_at

    @property
    def link_back_at(self) -> float:
        """When the network is there again; infinite where it never is."""
        return self._link_back_at

    def _lose_link(self, at: float, lasts: float) -> None:
        self.links_lost += 1
        self._link_back_at = max(self._link_back_at, at + lasts)
        self.unlinked(at)

    def linked(self) -> None:
        """The central system listens: tell every status, then what waits."""
        self._online = True
        self.outbox.link_up()
        self.boot_reason = BootReason.POWER_UP if self.spec.model.boots_on_reconnect else None
        self.tell_statuses()
        for outlet in self.outlets:
            outlet.sampling_changed(self.now)

    def unlinked(self, at: float | None = None) -> None:
        """The link is gone. What is said from now on is said offline."""
        if not self._online:
            return
        self._online = False
        self.outbox.link_down()
        for outlet in self.outlets:
            outlet.link_lost(self.now if at is None else at)

    def answered(self, message: Message, *, accepted: bool, transaction: int | None = None) -> None:
        """A message was answered: may its card charge, and what is its transaction called."""
        if isinstance(message, CardShown):
            if not accepted:
                self.cards_refused.add(message.token)
            self.outlets[message.outlet - 1].authorised(self.now, accepted=accepted)
        elif isinstance(message, Started):
            if transaction is not None:
                message.transaction.number = transaction
            outlet = self.outlets[message.transaction.outlet - 1]
            running = outlet.transaction is message.transaction
            if running and not accepted and self.settings.stop_on_invalid:
                outlet.stop(self.now, Stop.DEAUTHORISED)

    def tell_statuses(self, outlet: int | None = None) -> None:
        """Say how the station and its outlets are, or one outlet."""
        if not outlet:
            self.say(Status(at=self.now, outlet=0, status=self._whole(), anyway=True))
        for one in self.outlets:
            if not outlet or one.number == outlet:
                one.tell(self.now, anyway=True)

    # --- commands -----------------------------------------------------------------------------

    def outlet(self, number: int) -> Outlet | None:
        """The outlet of that number, or None."""
        return self.outlets[number - 1] if 1 <= number <= len(self.outlets) else None

    def start(self, token: str, number: int | None, remote_start: int | None = None) -> bool:
        """Start from afar, at one outlet or wherever there is room. False: refused."""
        if number is None:
            waiting = [o for o in self.outlets if o.phase is Phase.PLUGGED]
            candidates = waiting + [o for o in self.outlets if o.phase is Phase.FREE]
        else:
            one = self.outlet(number)
            candidates = [one] if one else []
        for outlet in candidates:
            ask = self.settings.authorise_remote
            if outlet.start(self.now, self._visitor(self.now), token, remote_start, ask=ask):
                return True
        return False

    def _visitor(self, arrives: float) -> Visit:
        """Somebody who comes out of turn."""
        spec = self.spec
        coming = visits(self._stream(f"visitor {arrives}"), spec.kind, spec.model.supply, arrives)
        return next(coming)._replace(arrives=arrives, fumbles=8.0)

    def stop(self, outlet: Outlet | None) -> bool:
        """Stop from afar the transaction that runs at an outlet. False: none does."""
        if outlet is None or outlet.transaction is None:
            return False
        outlet.stop(self.now, Stop.REMOTE)
        return True

    def set_operative(self, number: int | None, *, operative: bool) -> bool | None:
        """An outlet, or all. False: it follows when the vehicle is gone. None: no such outlet."""
        if number is None:
            at_once = [o.set_operative(self.now, operative=operative) for o in self.outlets]
            self.say(Status(at=self.now, outlet=0, status=self._whole()))
            return all(at_once)
        outlet = self.outlet(number)
        return None if outlet is None else outlet.set_operative(self.now, operative=operative)

    def reset(self, why: Stop, reason: BootReason = BootReason.REMOTE_RESET) -> None:
        """Restart shortly; transactions end first."""
        for outlet in self.outlets:
            outlet.reset(self.now, why)
        self._restart_as = reason
        self._restart_at = self.now + GRACE_S

    def reset_outlet(self, outlet: Outlet, why: Stop) -> None:
        """Restart one outlet; the link stays."""
        outlet.reset(self.now, why)

    def reset_when_idle(self) -> bool:
        """Restart when no transaction runs any more. False: that is not now."""
        self._restarts_when_idle = any(o.transaction is not None for o in self.outlets)
        if not self._restarts_when_idle:
            self.reset(Stop.SOFT_RESET)
        return not self._restarts_when_idle

    def _restart(self, at: float) -> None:
        self._restart_at = inf
        if self._restart_as is None:
            self._lose_link(at, GRACE_S)
            return
        low, high = RESTART_S
        self._lose_link(at, low + (high - low) * self._links.random())
        self.boot_reason = self._restart_as

    def change_key(self, key: str) -> None:
        """Take a new key, and use it: the link goes down and comes back."""
        self.key = key
        self._restart_as = None
        self._restart_at = self.now + GRACE_S

    def sampling_changed(self) -> None:
        """The interval of meter values is another one."""
        for outlet in self.outlets:
            outlet.sampling_changed(self.now)

    def trigger_boot(self) -> None:
        """Say again what the station is."""
        self.say(Boot(at=self.now, reason=BootReason.TRIGGERED))

    def trigger_heartbeat(self) -> None:
        """Say that the station is there."""
        self.say(Heartbeat(at=self.now))

    def trigger_samples(self, number: int | None) -> None:
        """Say the meter values of one outlet or all, with or without a transaction."""
        for outlet in self.outlets:
            if number in (None, 0, outlet.number):
                if outlet.transaction is not None:
                    outlet.sample_now(self.now)
                else:
                    reading = outlet.reading(self.now)
                    self.say(IdleSampled(at=self.now, outlet=outlet.number, reading=reading))
