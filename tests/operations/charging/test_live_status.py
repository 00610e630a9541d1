"""Fifteen seconds after a charge point has said its state on a live link, everybody says the same.

Clocks are drawn (right, slow, fast, set while they run, of whole seconds, without stamps), and
boots, losses and replays of what was queued meanwhile. The charge point answers when it is asked.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from controlroom.central_system import v16
from controlroom.central_system.asked_statuses import AskedStatuses
from controlroom.central_system.dialect import Arrival
from controlroom.desktop.desk.status import alarm_at, box_of
from controlroom.desktop.kit.connector_boxes import Box, MarkedBox
from controlroom.domain.alarms.active import ActiveAlarms
from controlroom.domain.alarms.events import AlarmChanged
from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.commands import CommandState
from controlroom.domain.charging.events import StatusChanged
from controlroom.domain.charging.network import Network
from controlroom.domain.charging.wishes import TriggerMessage
from controlroom.operations.alarms.engine import AlarmEngine
from controlroom.operations.charging.inquiries import Inquirer
from controlroom.operations.consumers import Runner
from controlroom.operations.control import Control
from controlroom.operations.ingest import Ingest
from controlroom.operations.people.rights import Rights
from tests.domain.session_events import POINT
from tests.operations.fakes import (
    FakeAlarms,
    FakeClock,
    FakeCommands,
    FakeConsumers,
    FakeFeed,
    FakeJournal,
    FakeStore,
)

AVAILABLE, CHARGING = ConnectorStatus.AVAILABLE, ConnectorStatus.CHARGING
FAULTED = ConnectorStatus.FAULTED
BOXES = {AVAILABLE: Box.FREE, CHARGING: Box.CHARGING}
WITHIN_S = 15.0


@dataclass(frozen=True)
class Make:
    """How a charge point stamps: "always", "never", "since" when it has been so, or "later":
    not before its clock was set."""

    ahead_s: float = 0.0
    whole_seconds: bool = False
    stamps: str = "always"
    answer_s: float = 0.5
    """How long it takes to answer a request for its status."""
    boot_sets_clock: bool = True


@dataclass(frozen=True)
class Say:
    """Its state changes; it says so, or keeps it for later."""

    status: ConnectorStatus


@dataclass(frozen=True)
class Lose:
    pass


@dataclass(frozen=True)
class Connect:
    """`first`: how many of the queue go before its live state; `order` shuffles the rest."""

    boots: bool = False
    first: int = 100
    backwards: bool = False


@dataclass(frozen=True)
class Boot:
    """Without losing the link."""


@dataclass(frozen=True)
class Wait:
    seconds: float


@dataclass(frozen=True)
class SetClock:
    """The station's clock is set to so far ahead."""

    ahead_s: float


@dataclass(frozen=True)
class SetOurs:
    by_s: float


Step = Say | Lose | Connect | Boot | Wait | SetClock | SetOurs


@dataclass
class Station:
    """What is true of it, and what it could not send."""

    make: Make
    now: FakeClock
    began: float = 0.0
    status: ConnectorStatus = AVAILABLE
    since: str | None = None
    ahead_s: float = 0.0
    is_set: bool = False
    queue: list[tuple[ConnectorStatus, str | None]] = field(default_factory=list)
    start: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.start = self.now.now()
        self.began = self.now.monotonic()
        self.ahead_s = self.make.ahead_s
        self.since = self.stamp()

    def stamp(self) -> str | None:
        if self.make.stamps == "never" or (self.make.stamps == "later" and not self.is_set):
            return None
        passed = self.now.monotonic() - self.began
        moment = self.start + timedelta(seconds=passed + self.ahead_s)
        form = "seconds" if self.make.whole_seconds else "milliseconds"
        return moment.isoformat(timespec=form).replace("+00:00", "Z")

    def change(self, status: ConnectorStatus) -> None:
        if status is not self.status:
            self.status, self.since = status, self.stamp()

    def told(self) -> tuple[ConnectorStatus, str | None]:
        """Its state as it says it now."""
        return self.status, self.since if self.make.stamps == "since" else self.stamp()


class House:
    """The central system with all that reads its journal, and one charge point."""

    def __init__(self, make: Make) -> None:
        self.clock = FakeClock()
        self.store = FakeStore(self.clock)
        self.store.living.add(self.store.writer)
        self.station = Station(make, self.clock)
        self.ingest = Ingest(FakeJournal(self.store), self.clock)
        control = Control(
            FakeCommands(self.store),
            FakeJournal(self.store),
            self.clock,
            lambda *_: None,
            Rights(self.clock),
        )
        self.inquirer = Inquirer(
            control, self.ingest.network, self.clock, self.store.writer, self.ingest.ingest
        )
        feed, consumers = FakeFeed(self.store), FakeConsumers(self.store)
        engine = AlarmEngine(feed, consumers, FakeAlarms(self.store))
        self.alarms = Runner(engine, feed, consumers, self.clock, "one")
        self.screen = Network()
        self.standing = ActiveAlarms()
        self.read = 0
        self.epoch: int | None = None
        self.opened = 0.0
        self.asked = AskedStatuses()
        self.answers: list[float] = []
        self.sent: set[int] = set()

    async def opens(self) -> None:
        """The alarm engine is held, as a process that serves holds it."""
        assert await self.alarms._take()
        await self.alarms._load()

    # --- the wire -----------------------------------------------------------------------------

    async def hears(self, action: str, payload: dict[str, Any]) -> None:
        """One message, then what it leads to."""
        now = self.clock.now()
        age = timedelta(seconds=self.clock.monotonic() - self.opened)
        event = v16.DIALECT.handlers[action].event(payload, Arrival(POINT, now, now - age))
        assert event is not None
        if isinstance(event, StatusChanged) and self.asked.is_answer(event):
            event = replace(event, asked=True)
        await self.ingest.ingest(event)
        await self.follow()

    async def says(self, status: ConnectorStatus, stamp: str | None) -> None:
        payload: dict[str, Any] = {"connectorId": 1, "status": status, "errorCode": "NoError"}
        if status is FAULTED:
            payload["errorCode"] = "OtherError"
            payload["vendorErrorCode"] = "CX008"
        if stamp is not None:
            payload["timestamp"] = stamp
        await self.hears("StatusNotification", payload)

    async def boots(self) -> None:
        await self.hears("BootNotification", {"chargePointVendor": "V", "chargePointModel": "M"})
        self.station.is_set = True
        if self.station.make.boot_sets_clock:
            self.station.ahead_s = 0.0

    async def follow(self) -> None:
        """What service does with the feed: questions, and the screen beside it."""
        for entry in self.store.entries[self.read :]:
            self.screen.apply(self.screen.decide(entry.event))
            if isinstance(entry.event, AlarmChanged):
                self.standing.apply(entry.event)
            self.inquirer.follow(entry)
        self.read = self.store.head
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        for command in list(self.store.commands.values()):
            new = command.state is CommandState.REQUESTED and command.id not in self.sent
            if new and isinstance(command.wish, TriggerMessage):
                self.sent.add(command.id)
                self.asked.sending(*v16.DIALECT.request(command.wish))
                self.answers.append(self.clock.monotonic() + self.station.make.answer_s)

    async def passes(self, seconds: float) -> None:
        """Time passes: answers come, and what waits is asked again."""
        end = self.clock.monotonic() + seconds
        while self.clock.monotonic() < end:
            self.clock.later(seconds=min(0.5, end - self.clock.monotonic()))
            await self.inquirer.remind()
            await self.follow()
            due = [at for at in self.answers if at <= self.clock.monotonic()]
            self.answers = [at for at in self.answers if at not in due]
            for _at in due:
                if self.epoch is not None:
                    await self.says(*self.station.told())
            await self.alarms._step()
            await self.alarms._tick_out()
            await self.follow()

    # --- what happens -------------------------------------------------------------------------

    async def does(self, step: Step) -> None:
        match step:
            case Say(status):
                self.station.change(status)
                if self.epoch is None:
                    self.station.queue.append(self.station.told())
                else:
                    await self.says(*self.station.told())
            case Lose():
                await self.loses()
            case Connect():
                await self.connects(step)
            case Boot():
                if self.epoch is not None:
                    await self.boots()
                    await self.says(*self.station.told())
            case Wait(seconds):
                await self.passes(seconds)
            case SetClock(ahead_s):
                self.station.ahead_s, self.station.is_set = ahead_s, True
            case SetOurs(by_s):
                self.clock.set(self.clock.now() + timedelta(seconds=by_s))

    async def loses(self) -> None:
        if self.epoch is not None:
            await self.ingest.closed(POINT, self.epoch, "lost")
            self.epoch = None
            self.answers.clear()

    async def connects(self, step: Connect) -> None:
        await self.loses()
        await self.passes(1.5)  # whole seconds tell no more
        self.epoch = await self.ingest.opened(POINT, "1.6", "test")
        self.opened = self.clock.monotonic()
        self.asked = AskedStatuses()
        await self.passes(0.1)
        if step.boots:
            await self.boots()
        queue, self.station.queue = self.station.queue, []
        # Without stamps nothing tells a queue from what is so now but its place before it.
        first = step.first if all(stamp for _s, stamp in [*queue, self.station.told()]) else 100
        late = queue[first:]
        for status, stamp in queue[:first]:
            await self.says(status, stamp)
            await self.passes(0.3)
        await self.says(*self.station.told())
        for status, stamp in reversed(late) if step.backwards else late:
            await self.passes(0.3)
            await self.says(status, stamp)

    async def agrees(self) -> None:
        """Fifteen seconds later all say what is true."""
        await self.passes(WITHIN_S)
        if self.epoch is None:
            return
        status = self.station.status
        for network in (self.ingest.network, self.screen):
            connector = network.connector(POINT, 1, 1)
            assert connector.status is status
            assert (connector.vendor_error == "CX008") is (status is FAULTED)
        alarms = [a for a in self.standing.values() if a.charge_point == POINT]
        stopped = [a for a in alarms if a.code == "HW-ESTOP" and a.standing]
        if status is FAULTED:
            assert len(stopped) == 1
            assert box_of(self.screen.connector(POINT, 1, 1), known=True) is Box.OUT
            assert isinstance(
                box_of(self.screen.connector(POINT, 1, 1), known=True, alarm=stopped[0]), MarkedBox
            )
            return
        await self.passes(61.0)  # an alarm that is over waits so long before it says so
        alarms = [a for a in self.standing.values() if a.charge_point == POINT]
        assert not any(a.standing for a in alarms)
        shown = self.screen.connector(POINT, 1, 1)
        assert box_of(shown, known=True, alarm=alarm_at(shown, alarms)) is BOXES[status]


def lives(make: Make, steps: list[Step]) -> None:
    async def life() -> None:
        house = House(make)
        await house.opens()
        await house.does(Connect())
        for step in steps:
            await house.does(step)
        await house.agrees()

    asyncio.run(life())


AHEADS = st.sampled_from((0.0, -3600.0, -200.0, -40.0, 40.0, 200.0))
MAKES = st.builds(
    Make,
    ahead_s=AHEADS,
    whole_seconds=st.booleans(),
    stamps=st.sampled_from(("always", "always", "since", "later", "never")),
    answer_s=st.sampled_from((0.0, 0.2, 2.0)),
    boot_sets_clock=st.booleans(),
)
STEPS = st.lists(
    st.one_of(
        st.builds(Say, st.sampled_from((AVAILABLE, CHARGING, FAULTED))),
        st.just(Lose()),
        st.builds(
            Connect,
            boots=st.booleans(),
            first=st.sampled_from((0, 1, 100)),
            backwards=st.booleans(),
        ),
        st.just(Boot()),
        st.builds(Wait, st.sampled_from((0.2, 1.0, 7.0, 90.0, 1000.0))),
        st.builds(SetClock, AHEADS),
        st.builds(SetOurs, st.sampled_from((-3600.0, 3600.0, 30.0))),
    ),
    max_size=12,
)


@settings(max_examples=100, deadline=None)
@given(make=MAKES, steps=STEPS)
@example(Make(stamps="later", whole_seconds=True), [Boot(), Say(FAULTED)])
@example(Make(stamps="later", boot_sets_clock=False), [SetClock(-3600.0), Say(FAULTED)])
@example(
    Make(stamps="since"), [Wait(90.0), Lose(), Say(FAULTED), Wait(1000.0), Connect(boots=True)]
)
@example(Make(ahead_s=200.0), [Boot(), Say(FAULTED)])
@example(Make(), [Lose(), Say(FAULTED), Say(AVAILABLE), Wait(90.0), Connect(first=0)])
@example(
    Make(ahead_s=200.0),
    [
        Lose(),
        Say(FAULTED),
        Say(AVAILABLE),
        Wait(7.0),
        SetClock(0.0),
        Connect(first=0, backwards=True),
    ],
)
@example(Make(ahead_s=-3600.0, boot_sets_clock=False), [Connect(), Say(FAULTED), Connect()])
@example(Make(), [Say(FAULTED), Say(AVAILABLE), SetOurs(-3600.0)])
@example(Make(), [SetOurs(-3600.0), Say(FAULTED)])
def test_fifteen_seconds_after_a_live_word_all_say_the_same(make: Make, steps: list[Step]) -> None:
    lives(make, steps)
