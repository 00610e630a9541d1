"""Reports in parts: whole, incomplete, and bound to the command that asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from controlroom.domain.charging.commands import (
    Command,
    CommandChanged,
    CommandState,
    CommandStatus,
)
from controlroom.domain.charging.events import ReportClosed, ReportReceived
from controlroom.domain.charging.wishes import GetConfiguration, Reset, Send, Wish
from controlroom.domain.event import Event
from controlroom.operations.charging.report_parts import KEPT, Reports
from controlroom.operations.consumers import Runner
from controlroom.operations.listening_time import Slip
from controlroom.operations.ports.charging import Commands
from controlroom.operations.ports.journal import Consumers, Feed, Journal
from controlroom.store import open_store
from tests.domain.session_events import POINT
from tests.operations.fakes import (
    FakeClock,
    FakeCommands,
    FakeConsumers,
    FakeFeed,
    FakeJournal,
    FakeStore,
)
from tests.store.facts import register


class House:
    """A journal with a consumer of it that is begun again every time: as after a restart."""

    def __init__(
        self,
        clock: FakeClock,
        journal: Journal,
        feed: Feed,
        consumers: Consumers,
        commands: Commands,
    ) -> None:
        self.clock = clock
        self.journal = journal
        self.feed = feed
        self.consumers = consumers
        self.commands = commands

    async def part(
        self,
        seq_no: int | None,
        *,
        more: bool = True,
        request: int = 7,
        action: str = "NotifyReport",
        point: str = POINT,
    ) -> None:
        now = self.clock.now()
        await self.journal.record(
            [
                ReportReceived(
                    charge_point=point, at=now, received=now, request=request, seq_no=seq_no,
                    more=more, action=action,
                )
            ]
        )  # fmt: skip
        await self.judge()

    async def ask(
        self, action: str = "GetBaseReport", request: int = 7, *, wish: Wish | None = None
    ) -> Command:
        """A command that is on its way to the charge point."""
        wish = wish or Send(action, {"requestId": request})
        asked = await self.commands.ask(Command(0, POINT, wish, "eva", self.clock.now()))
        return await self.advance(asked, CommandState.TAKEN, action=action)

    async def advance(
        self, command: Command, state: CommandState, status: str = "", action: str = ""
    ) -> Command:

        moved = replace(
            command,
            state=state,
            status=CommandStatus(status),
            action=action or command.action,
            changed=self.clock.now(),
        )
        assert await self.commands.advance(moved, command.state)
        await self.judge()
        return moved

    async def judge(self) -> None:
        head = (await self.feed.snapshot()).head
        reports = Reports(self.consumers, self.commands)
        runner = Runner(reports, self.feed, self.consumers, self.clock, "one")
        await runner.catch_up(head)

    async def passes(self, seconds: float) -> None:
        self.clock.to(self.clock.now() + timedelta(seconds=seconds))
        await self.judge()

    async def closed(self) -> list[tuple[int, bool, tuple[tuple[int, int], ...], int | None]]:
        """Parts, whether it is whole, what is missing, and the command of every report."""
        events = [entry.event for entry in (await self.feed.read(0)).entries]
        return [
            (e.parts, e.whole, e.missing, e.command) for e in events if isinstance(e, ReportClosed)
        ]


@pytest.fixture
def house() -> House:
    clock = FakeClock()
    store = FakeStore(clock)
    return House(
        clock, FakeJournal(store), FakeFeed(store), FakeConsumers(store), FakeCommands(store)
    )


@pytest.fixture
async def real(prepared_url: str) -> AsyncIterator[House]:
    store = await open_store(prepared_url, upgrade=True)
    await register(store, POINT)
    clock = FakeClock(datetime.now(UTC))
    yield House(clock, store.journal, store.feed, store.consumers, store.commands)
    await store.close()


async def test_parts_2_0_1_are_whole(real: House) -> None:
    """Whatever their order, and with a restart between any two."""
    asked = await real.ask(wish=GetConfiguration())
    answered = await real.advance(asked, CommandState.ANSWERED, "Accepted")
    for seq_no in (2, 0, 1):
        assert await real.closed() == []
        await real.part(seq_no, more=seq_no != 2, request=asked.id)
    assert await real.closed() == [(3, True, (), answered.id)]
    found = await real.commands.command(answered.id)
    assert found is not None
    assert (found.state, found.status) == (CommandState.CONFIRMED, "Accepted")
    await real.passes(3600)
    assert len(await real.closed()) == 1
    assert await real.consumers.state("reports") == {}, "and forgotten in the end"


async def test_part_1_missing_for_60_s_is_incomplete(real: House) -> None:
    asked = await real.ask()
    asked = await real.advance(asked, CommandState.ANSWERED, "Accepted")
    await real.part(0)
    await real.part(2, more=False)
    await real.passes(59)
    assert await real.closed() == []
    # A restart gives what came meanwhile some seconds more.
    await real.passes(61)
    assert await real.closed() == [(2, False, ((1, 1),), asked.id)]
    found = await real.commands.command(asked.id)
    assert found is not None
    assert found.state is CommandState.UNCONFIRMED
    await real.passes(120)
    assert len(await real.closed()) == 1, "said once"
    await real.part(1)
    assert await real.closed() == [(2, False, ((1, 1),), asked.id), (3, True, (), asked.id)]
    found = await real.commands.command(asked.id)
    assert found is not None
    assert found.state is CommandState.CONFIRMED


async def test_a_minute_counts_from_the_newest_part(house: House) -> None:
    await house.part(0)
    await house.passes(59)
    await house.part(2, more=False)
    await house.passes(59)
    assert await house.closed() == []
    await house.passes(1)
    assert await house.closed() == [(2, False, ((1, 1),), None)]


async def test_the_end_may_be_what_is_missing(house: House) -> None:
    await house.part(0)
    await house.part(1)
    await house.passes(61)
    assert await house.closed() == [(2, False, (), None)]


async def test_accepted_and_nothing_sent_is_incomplete(house: House) -> None:
    asked = await house.ask("GetMonitoringReport")
    await house.passes(100)
    assert await house.closed() == [], "it has not answered yet"
    await house.advance(asked, CommandState.ANSWERED, "Accepted")
    await house.passes(61)
    assert await house.closed() == [(0, False, (), asked.id)]


@pytest.mark.parametrize("status", ("Rejected", "EmptyResultSet", "NotSupported", "NoProfiles"))
async def test_a_refused_request_expects_nothing(house: House, status: str) -> None:
    asked = await house.ask("GetMonitoringReport")
    await house.advance(asked, CommandState.ANSWERED, status)
    await house.passes(1000)
    assert await house.closed() == []


@pytest.mark.parametrize(
    ("action", "report"),
    (
        ("GetBaseReport", "NotifyReport"),
        ("GetReport", "NotifyReport"),
        ("GetMonitoringReport", "NotifyMonitoringReport"),
        ("CustomerInformation", "NotifyCustomerInformation"),
        ("GetDisplayMessages", "NotifyDisplayMessages"),
        ("GetChargingProfiles", "ReportChargingProfiles"),
    ),
)
async def test_every_report_is_bound_to_what_asked_for_it(
    house: House, action: str, report: str
) -> None:
    """By its kind and its id: another report under the same id is another report."""
    await house.ask("GetLog")
    asked = await house.ask(action)
    await house.advance(asked, CommandState.ANSWERED, "Accepted")
    numbered = report not in ("NotifyDisplayMessages", "ReportChargingProfiles")
    await house.part(0 if numbered else None, action=report)
    await house.part(1 if numbered else None, action=report, more=False, request=8)
    await house.part(1 if numbered else None, action=report, more=False)
    (whole,) = [one for one in await house.closed() if one[3] is not None]
    assert whole == (2, True, (), asked.id)


async def test_the_parts_may_come_before_the_answer(house: House) -> None:
    asked = await house.ask()
    await house.part(0, more=False)
    assert await house.closed() == [], "the answer is written first"
    answered = await house.advance(asked, CommandState.ANSWERED, "Accepted")
    assert await house.closed() == [(1, True, (), answered.id)]


async def test_the_same_id_asked_for_again_is_another_report(house: House) -> None:
    for _ in range(2):
        asked = await house.ask()
        await house.advance(asked, CommandState.ANSWERED, "Accepted")
        await house.part(0)
        await house.part(1, more=False)
    assert await house.closed() == [(2, True, (), 1), (2, True, (), 2)]


async def test_a_part_that_comes_again_is_nothing_new(house: House) -> None:
    await house.part(0)
    await house.part(0)
    await house.part(1, more=False)
    await house.part(1, more=False)
    await house.passes(61)
    assert await house.closed() == [(2, True, (), None)]
    await house.passes(KEPT.total_seconds())
    await house.part(0, more=False)
    assert len(await house.closed()) == 2, "much later it is another one"


async def test_reports_of_several_charge_points_are_apart(house: House) -> None:
    await house.part(0, point="A/1")
    await house.part(1, point="B", more=False)
    await house.passes(61)
    assert sorted(await house.closed()) == [
        (1, False, (), None),
        (1, False, ((0, 0),), None),
    ]


async def test_time_in_which_nobody_listened_does_not_count(house: House) -> None:
    await house.part(0)
    reports = Reports(house.consumers, house.commands)
    await reports.load()
    reports.postpone(Slip(missed=timedelta(seconds=50)))
    later = house.clock.now() + timedelta(seconds=100)
    assert not (await reports.conclude((), later)).events
    assert (await reports.conclude((), later + timedelta(seconds=10))).events


async def test_what_does_not_concern_it_writes_nothing(house: House) -> None:
    now = house.clock.now()
    reset = Command(1, POINT, Reset(), "eva", now, state=CommandState.TAKEN)
    told: list[Event] = [CommandChanged(charge_point=POINT, at=now, received=now, command=reset)]
    await house.journal.record(told)
    await house.judge()
    assert await house.closed() == []
    assert await house.consumers.state("reports") == {}
