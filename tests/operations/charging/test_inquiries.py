"""What the program itself asks of charge points."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.commands import Command, CommandChanged, CommandState
from controlroom.domain.charging.events import SessionEnded, StatusChanged
from controlroom.domain.charging.inquiries import Question
from controlroom.domain.charging.network import Network
from controlroom.domain.charging.wishes import Send, TriggerMessage, Wish
from controlroom.domain.event import Event
from controlroom.operations.charging.inquiries import AGAIN_S, BELIEVED_S, Inquirer
from controlroom.operations.control import Control
from controlroom.operations.people.rights import Rights
from controlroom.operations.ports.journal import Entry
from tests.domain.session_events import POINT, at, begun, link, status, take
from tests.operations.fakes import FakeClock, FakeCommands, FakeJournal, FakeStore


class House:
    def __init__(self) -> None:
        self.clock = FakeClock()
        self.store = FakeStore(self.clock)
        self.doubts = True
        self.again_s: float | None = None
        control = Control(
            FakeCommands(self.store),
            FakeJournal(self.store),
            self.clock,
            lambda *_: None,
            Rights(self.clock),
        )
        self.network = Network()
        self.concluded: list[Event] = []
        self.inquirer = Inquirer(
            control, self.network, self.clock, "one", self._conclude, self._doubts
        )

    async def _conclude(self, event: Event) -> None:
        self.store.check()
        self.concluded.append(event)

    def _doubts(self, _network: Network, event: Event) -> Iterator[Question]:
        if isinstance(event, StatusChanged) and self.doubts:
            wish = TriggerMessage("StatusNotification", event.evse)
            yield Question(wish, "because", self.again_s)

    async def hears(self, writer: str = "one") -> list[tuple[str, type[Wish], str, str]]:
        """What has been asked by the time that a status was followed."""
        event = status(0, ConnectorStatus.AVAILABLE)
        self.inquirer.follow(Entry(1, writer, event))
        return await self.asked()

    async def asked(self) -> list[tuple[str, type[Wish], str, str]]:
        """What has been asked so far."""
        await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}))
        asked = self.store.commands.values()
        return [(c.charge_point, type(c.wish), c.asked_by, c.reason) for c in asked]


@pytest.fixture
def house() -> House:
    return House()


async def test_a_question_is_a_command_that_the_system_asked_for(house: House) -> None:
    assert await house.hears() == [(POINT, TriggerMessage, "system", "because")]


async def test_only_who_wrote_the_event_asks(house: House) -> None:
    assert await house.hears(writer="another") == []


async def test_a_question_is_not_repeated_at_once(house: House) -> None:
    await house.hears()
    house.clock.later(seconds=AGAIN_S - 1)
    assert len(await house.hears()) == 1
    house.clock.later(seconds=1)
    assert len(await house.hears()) == 2


async def test_a_database_that_is_away_stops_no_later_question(house: House) -> None:
    house.store.faults.away = True
    assert await house.hears() == []
    house.store.faults.away = False
    house.clock.later(seconds=AGAIN_S)
    assert len(await house.hears()) == 1


async def test_a_question_of_the_moment_comes_again_when_its_time_is_over(house: House) -> None:
    house.again_s = 5.0
    await house.hears()
    house.clock.later(seconds=1)
    assert len(await house.hears()) == 1
    await house.inquirer.remind()
    assert len(await house.asked()) == 1
    house.clock.later(seconds=4)
    await house.inquirer.remind()
    assert len(await house.asked()) == 2
    house.clock.later(seconds=60)
    await house.inquirer.remind()
    assert len(await house.asked()) == 2


async def test_a_question_that_is_settled_meanwhile_is_not_asked_again(house: House) -> None:
    house.again_s = 5.0
    await house.hears()
    await house.hears()
    house.doubts = False
    house.clock.later(seconds=5)
    await house.inquirer.remind()
    assert len(await house.asked()) == 1


@pytest.mark.parametrize("away", (False, True))
async def test_what_an_answer_settles_is_taken_by_the_spine(house: House, away: bool) -> None:
    take(house.network, link(-10, version="2.0.1"), begun(0, 1000))
    answer = CommandChanged(
        charge_point=POINT,
        at=at(21),
        received=at(21),
        command=Command(
            id=1,
            charge_point=POINT,
            wish=Send("GetTransactionStatus", {"transactionId": "tx"}),
            asked_by="system",
            asked=at(20),
            reason="session-doubted",
            state=CommandState.ANSWERED,
            response={"ongoingIndicator": False, "messagesInQueue": False},
        ),
    )
    house.store.faults.away = away
    house.inquirer.follow(Entry(1, "another", answer))
    house.inquirer.follow(Entry(2, "one", answer))
    await house.asked()
    assert [type(event) for event in house.concluded] == ([] if away else [SessionEnded])


# --- a fault that nobody settles ---------------------------------------------------------------

FAULTED, AVAILABLE = ConnectorStatus.FAULTED, ConnectorStatus.AVAILABLE


def _doubted(what: ConnectorStatus, minutes: float = -600, **more: Any) -> StatusChanged:
    said = status(minutes, what, **more)
    return replace(said, moved=False, doubted=True)


async def _after(house: House, *said: StatusChanged, seconds: float = BELIEVED_S) -> list[Event]:
    """What is concluded some time after these were followed, and nothing else came."""
    take(house.network, link(-10))
    for event in said:
        house.inquirer.follow(Entry(1, "one", event))
    house.clock.later(seconds=seconds)
    await house.inquirer.remind()
    return house.concluded


async def test_a_fault_that_its_station_does_not_settle_is_believed(house: House) -> None:
    (believed,) = await _after(house, _doubted(FAULTED))
    assert isinstance(believed, StatusChanged)
    assert (believed.status, believed.at, believed.asked) == (FAULTED, at(-600), True)
    assert (believed.moved, believed.doubted, believed.received) == (None, False, house.clock.now())
    take(house.network, status(0, AVAILABLE), believed)
    assert house.network.connector(POINT, 1, 1).status is FAULTED
    await house.inquirer.remind()
    assert len(house.concluded) == 1


@pytest.mark.parametrize(
    "said",
    (
        (_doubted(AVAILABLE),),
        (_doubted(FAULTED), _doubted(AVAILABLE, -590)),
        (_doubted(FAULTED), replace(status(0, AVAILABLE), moved=True)),
        (_doubted(FAULTED), replace(status(0, FAULTED), moved=True, asked=True)),
        (replace(_doubted(FAULTED), moved=True),),
        (replace(_doubted(FAULTED), doubted=False),),
    ),
)
async def test_what_is_said_afterwards_or_needs_nobody_is_not_believed_instead(
    house: House, said: tuple[StatusChanged, ...]
) -> None:
    assert await _after(house, *said) == []


async def test_a_station_has_time_to_settle_its_fault(house: House) -> None:
    assert await _after(house, _doubted(FAULTED), seconds=BELIEVED_S - 1) == []


async def test_a_fault_of_a_link_that_is_gone_is_not_believed(house: House) -> None:
    house.inquirer.follow(Entry(1, "one", _doubted(FAULTED)))
    house.clock.later(seconds=BELIEVED_S)
    await house.inquirer.remind()
    assert house.concluded == []


async def test_a_fault_is_believed_once_the_database_is_back(house: House) -> None:
    house.store.faults.away = True
    assert await _after(house, _doubted(FAULTED)) == []
    house.store.faults.away = False
    await house.inquirer.remind()
    assert len(house.concluded) == 1
