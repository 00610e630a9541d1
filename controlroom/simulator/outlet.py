"""One outlet: a plug, a card reader, a meter, and at times a vehicle.

Time comes from outside: `due` says when something happens next, `step` lets it
happen, at its moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from random import Random
from uuid import UUID

from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.metering import Reading
from controlroom.domain.charging.session import ChargingState
from controlroom.simulator.demand import TURN_S, Visit
from controlroom.simulator.faults import EMERGENCY_STOP, Fault
from controlroom.simulator.host import Host
from controlroom.simulator.messages import (
    CardShown,
    Sampled,
    Started,
    Status,
    Stop,
    Stopped,
    Transaction,
    Trigger,
    Updated,
)
from controlroom.simulator.meter import Meter
from controlroom.simulator.phase import STATUS, Phase, Reservation

ANSWER_S = 2.0
"""From the card to what follows. However fast the answer comes, the same seed gives the same."""
HANDSHAKE_S = (3.0, 9.0)
"""From the accepted card to the first energy."""
SHORTEST_CHARGE_S = 60.0
LEAVES_S = 20.0
"""From a refusal, an unlocked plug or a fault until the vehicle is gone."""
HANGS_S = 20.0
"""How often an outlet that hangs looks whether it still does."""
RETURNS_S = 150.0
"""Until the driver is back whose charge was ended by others."""


class Outlet:
    """Outlet `number` of a station, counted from 1."""

    def __init__(
        self, number: int, host: Host, meter: Meter, visitors: Iterator[Visit], chance: Random
    ) -> None:
        self.number = number
        self.meter = meter
        self.phase = Phase.FREE
        self.transaction: Transaction | None = None
        self.fault: Fault | None = None
        self.operative = True
        self.kept: Reservation | None = None
        self.hangs = False
        """It forgets that a card was accepted, and stays as it is."""
        self.held = False
        """The station gives no power to whoever charges here."""
        self._dark_until = -inf
        self._host = host
        self._visitors = visitors
        self._chance = chance
        self._becomes_inoperative = False
        self._visit: Visit | None = None
        self._called: tuple[str, int | None] | None = None
        """Token and number of a start from afar."""
        self._asked = ("", 0.0)
        """Token, and when it was shown."""
        self._accepted = False
        self._first: Reading | None = None
        self._told = ConnectorStatus.AVAILABLE
        self._next_visit = next(visitors, None)
        self._turn_at = self._next_visit.arrives if self._next_visit else inf
        self._sample_at = inf
        self._repair_at = inf

    # --- looking ------------------------------------------------------------------------------

    @property
    def status(self) -> ConnectorStatus:
        """In the words of OCPP 1.6, the richer ones."""
        if self.fault is not None:
            return ConnectorStatus.FAULTED
        if self.phase is Phase.FREE and not self.operative:
            return ConnectorStatus.UNAVAILABLE
        if self.phase is Phase.FREE and self.kept is not None:
            return ConnectorStatus.RESERVED
        if self.phase is Phase.CHARGING and self.held:
            return ConnectorStatus.SUSPENDED_EVSE
        return STATUS[self.phase]

    @property
    def due(self) -> float:
        """When something happens next, in simulated seconds."""
        return min(self.meter.step_at, self._sample_at, self._turn_at, self._repair_at)

    @property
    def visit(self) -> Visit | None:
        """Who is there."""
        return self._visit

    def reading(self, at: float) -> Reading:
        """What the meter shows now; power is offered to a running transaction only."""
        return self.meter.reading(
            at, self._host.offered_w(self.number) if self.transaction else None
        )

    # --- time ---------------------------------------------------------------------------------

    def step(self) -> None:
        """Let the next thing happen, at its moment."""
        at = self.due
        if self.meter.step_at <= at:
            if not self.meter.step(at, self._host.offered_w(self.number)):
                self._full(at)
        elif self._sample_at <= at:
            self._say_sample(at, Trigger.PERIODIC)
            self._plan_sample(at)
        elif self._repair_at <= at:
            self._repair(at)
        else:
            self._turn(at)

    def _turn(self, at: float) -> None:
        self._turn_at = inf
        match self.phase:
            case Phase.FREE:
                self._arrive(at)
            case Phase.PLUGGED:
                self._show_card(at)
            case Phase.BEGUN:
                self._energise(at)
            case Phase.CHARGING | Phase.FULL:
                by_card = self._visit is not None and self._visit.unplugs > 0
                self.stop(at, Stop.CARD if by_card else Stop.UNPLUGGED)
            case Phase.REFUSED | Phase.DONE:
                self._free(at)
            case Phase.ASKING:
                self._decide(at)

    def _plan_sample(self, at: float) -> None:
        self._sample_at = at + self._host.sample_s if self._host.sample_s > 0 else inf

    def sampling_changed(self, at: float) -> None:
        """The interval is another one now."""
        if self.phase in (Phase.CHARGING, Phase.FULL):
            self._plan_sample(at)

    # --- a visit ------------------------------------------------------------------------------

    def _free(self, at: float) -> None:
        """Wait for the next visitor; those who found the outlet occupied have driven on."""
        self.phase = Phase.FREE
        self._visit = self._called = None
        self.meter.disconnect()
        if self._becomes_inoperative:
            self._becomes_inoperative, self.operative = False, False
        while self._next_visit is not None and self._next_visit.arrives < at + TURN_S:
            self._next_visit = next(self._visitors, None)
        self._turn_at = self._next_visit.arrives if self._next_visit else inf
        self.tell(at)

    def _arrive(self, at: float) -> None:
        visit = self._next_visit
        if visit is None or not self._is_open(at, visit) or not self._host.tempts(visit):
            self._free(at)
        else:
            self._plug(at, visit)

    def _is_open(self, at: float, visit: Visit) -> bool:
        """Whether that visitor can charge here now."""
        if not self.operative or self.fault is not None or at < self._dark_until:
            return False
        return self.kept is None or self._host.card(self.number, visit) == self.kept.token

    def receive(self, at: float, visit: Visit) -> bool:
        """Somebody comes out of turn. False: the outlet is not free for them."""
        if self.phase is not Phase.FREE or not self._is_open(at, visit):
            return False
        self._plug(at, visit)
        return True

    def _plug(self, at: float, visit: Visit) -> None:
        self._visit = visit
        self.meter.connect(visit)
        self.phase = Phase.PLUGGED
        self._turn_at = at + visit.fumbles
        self.tell(at)

    def _show_card(self, at: float) -> None:
        if self._visit is None:
            return
        if self._called is not None:
            self._begin(at, *self._called)
            return
        self._ask(at, self._host.card(self.number, self._visit))

    def _ask(self, at: float, token: str) -> None:
        self.phase = Phase.ASKING
        self._turn_at = inf
        self._asked = (token, at)
        if self._host.online:
            self._host.say(CardShown(at=at, outlet=self.number, token=token))
        else:
            self.authorised(at, accepted=self._host.starts_offline)

    def authorised(self, at: float, *, accepted: bool) -> None:
        """The answer to the card."""
        if self.phase is Phase.ASKING:
            self._accepted = accepted
            self._turn_at = max(at, self._asked[1] + ANSWER_S)

    def _decide(self, at: float) -> None:
        if self._accepted and self.hangs:
            self._turn_at = at + HANGS_S
        elif self._accepted:
            self._begin(at, self._asked[0], self._called[1] if self._called else None)
        else:
            self.phase = Phase.REFUSED
            self._turn_at = at + LEAVES_S

    def link_lost(self, at: float) -> None:
        """Nobody will answer: the station decides by itself."""
        self.authorised(at, accepted=self._host.starts_offline)

    def start(
        self, at: float, visitor: Visit, token: str, remote_start: int | None, *, ask: bool
    ) -> bool:
        """Somebody starts from afar; the vehicle is here, or `visitor` comes at once.

        `ask`: the station asks for authorisation all the same. False: refused.
        """
        free = self.phase is Phase.FREE and self.operative and at >= self._dark_until
        if self.kept is not None and token != self.kept.token:
            return False
        if self.fault is not None or not (free or self.phase is Phase.PLUGGED):
            return False
        if free:
            self._plug(at, visitor)
        self._called = (token, remote_start)
        if ask:
            self._ask(at, token)
        return True

    def _begin(self, at: float, token: str, remote_start: int | None) -> None:
        self._first = self.reading(at)
        transaction = Transaction(
            id=str(UUID(int=self._chance.getrandbits(128), version=4)), outlet=self.number,
            token=token, started=at, meter_start=self._first.register_wh or 0,
            remote_start=remote_start,
            reservation=self.kept.number if self.kept and self.kept.token == token else None,
        )  # fmt: skip
        self.kept = None
        self.transaction = transaction
        self.phase = Phase.BEGUN
        self._called = None
        low, high = HANDSHAKE_S
        self._turn_at = at + low + (high - low) * self._chance.random()
        self._host.say(
            Started(
                at=at, transaction=transaction, reading=self._first,
                sequence=transaction.next_sequence(), offline=not self._host.online,
                trigger=Trigger.AUTHORIZED if remote_start is None else Trigger.REMOTE_START,
            )
        )  # fmt: skip

    def _energise(self, at: float) -> None:
        if self._visit is None:
            return
        self.phase = Phase.CHARGING
        self.meter.energise(at, self._host.offered_w(self.number))
        self._turn_at = max(self._visit.arrives + self._visit.stays, at + SHORTEST_CHARGE_S)
        self._plan_sample(at)
        self._state(at, ChargingState.SUSPENDED_EVSE if self.held else ChargingState.CHARGING)
        self.tell(at)

    def _full(self, at: float) -> None:
        self.phase = Phase.FULL
        if self._visit is not None and self._visit.lingers is not None:
            self._turn_at = min(self._turn_at, at + self._visit.lingers)
        self._state(at, ChargingState.SUSPENDED_EV)
        self.tell(at)

    def _state(self, at: float, state: ChargingState) -> None:
        transaction = self.transaction
        if transaction is None:
            return
        transaction.state = state
        self._host.say(
            Updated(
                at=at, transaction=transaction, reading=self.reading(at), state=state,
                sequence=transaction.next_sequence(), offline=not self._host.online,
                trigger=Trigger.CHARGING_STATE,
            )
        )  # fmt: skip

    def _say_sample(self, at: float, trigger: Trigger) -> None:
        transaction = self.transaction
        if transaction is None:
            return
        self._host.say(
            Sampled(
                at=at, transaction=transaction, reading=self.reading(at), trigger=trigger,
                sequence=transaction.next_sequence(), offline=not self._host.online,
                state=transaction.state,
            )
        )  # fmt: skip

    def stop(self, at: float, why: Stop) -> None:
        """Close the transaction; the vehicle stays until its driver is there."""
        transaction, first = self.transaction, self._first
        if transaction is None or first is None:
            return
        self.meter.cut(at)
        last = self.reading(at)
        self.transaction = self._first = None
        self._sample_at = inf
        self._host.say(
            Stopped(
                at=at, transaction=transaction, reading=last, first=first, stop=why,
                sequence=transaction.next_sequence(), offline=not self._host.online,
            )
        )  # fmt: skip
        if why is Stop.UNPLUGGED:
            self._free(at)
            return
        self.phase = Phase.DONE
        by_driver = why is Stop.CARD and self._visit is not None
        self._turn_at = at + (self._visit.unplugs if by_driver and self._visit else RETURNS_S)
        self.tell(at)

    # --- what else happens to it --------------------------------------------------------------

    def unlock(self, at: float) -> bool:
        """Open the plug lock; a running transaction ends first. False: the lock is stuck."""
        if self.fault is not None and self.fault.error_code == "ConnectorLockFailure":
            return False
        self.stop(at, Stop.UNLOCKED)
        self._send_away(at)
        return True

    def _send_away(self, at: float) -> None:
        """Whoever is there without a transaction drives away."""
        if self.phase is not Phase.FREE:
            self.phase = Phase.DONE
            self._turn_at = at + LEAVES_S

    def keep(self, at: float, reservation: Reservation) -> None:
        """Keep it for somebody."""
        self.kept = reservation
        self.tell(at)

    def keep_no_more(self, at: float) -> None:
        """The reservation is over."""
        self.kept = None
        self.tell(at)

    def hold(self, at: float, *, held: bool) -> None:
        """Give no power to whoever charges here, or give it again."""
        self.held = held
        self.meter.share = 0.0 if held else 1.0
        if self.phase is Phase.CHARGING:
            self.meter.energise(at, self._host.offered_w(self.number))
            self._state(at, ChargingState.SUSPENDED_EVSE if held else ChargingState.CHARGING)
            self.tell(at)

    def overstay(self, at: float, until: float) -> None:
        """The charge ends; the vehicle stays where it is."""
        self.stop(at, Stop.CARD)
        if self.phase is Phase.DONE:
            self._turn_at = until

    def make_room(self, at: float) -> None:
        """Whoever is there leaves at once."""
        self.stop(at, Stop.UNPLUGGED)
        if self.phase is not Phase.FREE:
            self._free(at)

    def lose_power(self, at: float, until: float) -> None:
        """Without power nobody charges, and nobody begins to."""
        self.stop(at, Stop.POWER_LOSS)
        self._send_away(at)
        self._dark_until = max(self._dark_until, until)

    def set_operative(self, at: float, *, operative: bool) -> bool:
        """Put into or take out of service. False: somebody is there, it follows that."""
        self._becomes_inoperative = not operative and self.phase is not Phase.FREE
        if not self._becomes_inoperative:
            self.operative = operative
            self.tell(at)
        return not self._becomes_inoperative

    def break_down(self, at: float, fault: Fault, repair_s: float) -> None:
        """A fault that blocks the outlet; it ends the transaction, the vehicle drives away."""
        if self.fault is not None and fault is not EMERGENCY_STOP:
            return
        self.stop(at, Stop.EMERGENCY_STOP if fault is EMERGENCY_STOP else Stop.FAULT)
        self._send_away(at)
        self.fault = fault
        self._repair_at = at + repair_s
        self.tell(at)

    def reset(self, at: float, why: Stop) -> None:
        """The station restarts: the transaction ends, and faults that a restart cures."""
        self.stop(at, why)
        if self.fault is not None and self.fault.by_reset:
            self._repair(at)

    def _repair(self, at: float) -> None:
        fault, self.fault = self.fault, None
        self._repair_at = inf
        self._told = self.status
        self._host.say(Status(at=at, outlet=self.number, status=self._told, cleared=fault))

    def tell(self, at: float, *, anyway: bool = False) -> None:
        """Say the status, where it is another one than was last said."""
        if self.status is not self._told or anyway:
            self._told = self.status
            self._host.say(
                Status(
                    at=at,
                    outlet=self.number,
                    status=self._told,
                    fault=self.fault,
                    anyway=anyway,
                )
            )

    def sample_now(self, at: float) -> None:
        """Say the meter values of a running transaction at once."""
        self._say_sample(at, Trigger.ASKED)
