"""A station without version, clock or socket: what it does, and what it has to say about it.

`advance` lets simulated time pass; what there is to say waits in `outbox`. Whoever
carries the messages tells it when the link opens and closes, hands back the
answers, and passes commands on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import inf
from random import Random

from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.simulator.agenda import Agenda
from controlroom.simulator.demand import Visit
from controlroom.simulator.faults import Fault
from controlroom.simulator.guest_arrivals import Guests
from controlroom.simulator.messages import (
    Boot,
    BootReason,
    CardShown,
    Heartbeat,
    IdleSampled,
    Message,
    Said,
    Sampled,
    Started,
    Status,
    Stop,
    Stopped,
)
from controlroom.simulator.meter import Meter
from controlroom.simulator.outbox import Outbox
from controlroom.simulator.outlet import Outlet
from controlroom.simulator.phase import Phase, Reservation
from controlroom.simulator.profile import Seed, StationSpec
from controlroom.simulator.random_faults import Upsets
from controlroom.simulator.reservation import Reservations
from controlroom.simulator.wire_quirks import Drift, Manner, Manners

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
        self.guests = Guests(spec, seed)
        self.outlets = [self._outlet(n, begin) for n in range(1, spec.model.outlets + 1)]
        self.agenda = Agenda()
        self.at_restart: dict[str, Callable[[], None]] = {}
        """What was changed and takes effect after a restart, by its name."""
        self.manners = Manners()
        self.clock_error: Drift | None = None
        self._warnings: Counter[Fault] = Counter()
        self._link_back_at = -inf
        self._restarts = 0
        self._restart_as: BootReason | None = None
        """What the next boot says; None only opens the link again."""
        self._restarts_when_idle = False
        self.reservations = Reservations(self)
        links = self._stream("links")
        self._restart_takes = self._stream("restarts")
        Upsets(self, spec.habits, self._stream("faults"), links, begin, self._start)
        if spec.habits.deaf:
            self.manners.begin(Manner.DEAF)

    def _stream(self, name: str) -> Random:
        """Chance of its own for each purpose, so that one thing does not move another."""
        return Random(f"{self._seed}/{self.spec.id}/{name}")

    def _outlet(self, number: int, begin: float) -> Outlet:
        spec = self.spec
        chance = self._stream(f"outlet {number}")
        register = chance.randint(10**6, 6 * 10**7)
        if spec.registers:
            register = spec.registers[number - 1]
        visitors = self.guests.of_outlet(number, chance, begin, self._start)
        meter = Meter(spec.model.supply, float(register))
        return Outlet(number, self, meter, visitors, self._stream(f"ids {number}"))

    # --- what its outlets ask -----------------------------------------------------------------

    @property
    def online(self) -> bool:
        """The link is open and the central system has accepted the station."""
        return self._online

    @property
    def numbers(self) -> range:
        """Numbers of its outlets."""
        return range(1, len(self.outlets) + 1)

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
        lost = (Manner.LOSES_ENDS in self.manners and isinstance(message, Stopped)) or (
            Manner.NO_SAMPLES in self.manners and isinstance(message, Sampled)
        )
        if not (lost and (isinstance(message, Sampled) or not self._online)):
            self.outbox.put(message)

    def offered_w(self, number: int) -> float:
        """W for one outlet: its own limit, or its share of the station's."""
        model = self.spec.model
        active = sum(o.phase is Phase.CHARGING or o.number == number for o in self.outlets)
        return min(model.outlet_w, model.station_w / active)

    def card(self, outlet: int, visit: Visit) -> str:
        """The card of a visitor. Each outlet has holders of its own: nobody charges twice."""
        return self.guests.card(outlet, visit)

    def tempts(self, visit: Visit) -> bool:
        """Whether a visitor comes at this price."""
        return self.guests.tempted(visit)

    # --- time ---------------------------------------------------------------------------------

    @property
    def due(self) -> float:
        """When something happens next."""
        return min(self.agenda.due, *(outlet.due for outlet in self.outlets))

    def advance(self, to: float) -> None:
        """Let everything happen that is due, in its order."""
        while True:
            at, first = self.agenda.due, None
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
                self.agenda.happen()
        self.now = max(self.now, to)

    def break_down(self, at: float, fault: Fault, lasts: float, number: int | None = None) -> None:
        """Something breaks: at one outlet, or on the station as a whole. It lasts so long."""
        if not fault.blocks:
            self._warnings[fault] += 1
            if self._warnings[fault] == 1:
                self.say(Status(at=at, outlet=0, status=self._whole(), fault=fault))
            self.agenda.plan(at + lasts, partial(self._warn_no_more, fault))
            return
        for outlet in self.outlets:
            if fault.whole_station or number in (None, outlet.number):
                outlet.break_down(at, fault, lasts)

    def _warn_no_more(self, fault: Fault, at: float) -> None:
        self._warnings[fault] -= 1
        if not self._warnings[fault]:
            self.say(Status(at=at, outlet=0, status=self._whole(), cleared=fault))

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

    def lose_link(self, at: float, lasts: float) -> None:
        """The network goes away for some seconds; what is said meanwhile waits."""
        self.links_lost += 1
        self._link_back_at = max(self._link_back_at, at + lasts)
        self.unlinked(at)

    def linked(self) -> None:
        """The central system listens: tell every status, then what waits."""
        self._online = True
        self.outbox.replay_first = Manner.REPLAY_FIRST in self.manners
        if Manner.SHUFFLED_REPLAY in self.manners:
            self.outbox.shuffle()
        self.outbox.link_up()
        boots = self.spec.model.boots_on_reconnect or Manner.BOOTS_ON_RECONNECT in self.manners
        self.boot_reason = BootReason.POWER_UP if boots else None
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

    def upload_log(self, request: int) -> None:
        """Say how the upload of a log goes; nothing leaves the simulation."""
        for status in ("Uploading", "Uploaded"):
            payload = {"status": status, "requestId": request}
            self.say(Said(at=self.now, action="LogStatusNotification", payload=payload))

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
            if outlet.start(
                self.now, self.guests.out_of_turn(self.now), token, remote_start, ask=ask
            ):
                return True
        return False

    def expect(self, reservation: Reservation, outlet: Outlet) -> None:
        """Whoever reserved an outlet mostly comes, in the first half of the time."""
        after = self.guests.comes_after(reservation.number, reservation.until - self.now)
        if after is not None:
            self.agenda.plan(self.now + after, partial(self._come_for, reservation, outlet))

    def _come_for(self, reservation: Reservation, outlet: Outlet, at: float) -> None:
        if outlet.kept is reservation:
            outlet.start(at, self.guests.out_of_turn(at), reservation.token, None, ask=True)

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
        self._plan_restart()

    def reset_outlet(self, outlet: Outlet, why: Stop) -> None:
        """Restart one outlet; the link stays."""
        outlet.reset(self.now, why)

    def reset_when_idle(self) -> bool:
        """Restart when no transaction runs any more. False: that is not now."""
        self._restarts_when_idle = any(o.transaction is not None for o in self.outlets)
        if not self._restarts_when_idle:
            self.reset(Stop.SOFT_RESET)
        return not self._restarts_when_idle

    def _plan_restart(self) -> None:
        """Shortly; of two the later one counts."""
        self._restarts += 1
        self.agenda.plan(self.now + GRACE_S, partial(self._restart, self._restarts))

    def _restart(self, number: int, at: float) -> None:
        if number != self._restarts:
            return
        if self._restart_as is None:
            self.lose_link(at, GRACE_S)
        else:
            low, high = RESTART_S
            self.lose_link(at, low + (high - low) * self._restart_takes.random())
            self._booting(self._restart_as)

    def lose_power(self, at: float, lasts: float) -> None:
        """The site is without power for some seconds: everything stops, and boots afterwards."""
        self._restarts += 1
        self.lose_link(at, lasts)
        for outlet in self.outlets:
            outlet.lose_power(at, at + lasts)
        self._booting(BootReason.POWER_UP)

    def _booting(self, reason: BootReason) -> None:
        """The next link begins with a boot; what waited for a restart holds."""
        self.boot_reason = reason
        for takes_effect in self.at_restart.values():
            takes_effect()
        self.at_restart.clear()

    def restart_by_itself(self, at: float, reason: BootReason = BootReason.WATCHDOG) -> None:
        """Nobody asked for it: transactions are cut off, it boots."""
        for outlet in self.outlets:
            outlet.reset(at, Stop.RESTART)
        self._restart_as = reason
        self._restarts += 1
        self._restart(self._restarts, at)

    def change_key(self, key: str) -> None:
        """Take a new key, and use it: the link goes down and comes back."""
        self.key = key
        self._restart_as = None
        self._plan_restart()

    def sampling_changed(self) -> None:
        """The interval of meter values is another one."""
        for outlet in self.outlets:
            outlet.sampling_changed(self.now)

    def trigger_boot(self, reason: BootReason = BootReason.TRIGGERED) -> None:
        """Say again what the station is."""
        self.say(Boot(at=self.now, reason=reason))

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
