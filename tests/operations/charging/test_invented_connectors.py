"""One charge point does not fill the alarm list, however many connectors it speaks of."""

from __future__ import annotations

import pytest

from controlroom.domain.alarms.alarm import Alarm
from controlroom.domain.alarms.conditions import MANY
from controlroom.domain.charging.charge_point import MOST_CONNECTORS, ConnectorStatus
from controlroom.domain.charging.commands import (
    Command,
    CommandChanged,
    CommandState,
    CommandStatus,
)
from controlroom.domain.charging.events import ComponentReported, StatusChanged
from controlroom.domain.charging.inquiries import conclusions, questions
from controlroom.domain.charging.network import Network
from controlroom.domain.charging.wishes import GetConfiguration, Send, TriggerMessage, Wish
from controlroom.domain.event import Event
from tests.domain.session_events import POINT, at, link, meter, network, start, status, take
from tests.operations.alarms.test_engine import Desk

AVAILABLE, FAULTED = ConnectorStatus.AVAILABLE, ConnectorStatus.FAULTED


class House:
    """A network that decides, and the alarms that follow."""

    def __init__(self) -> None:
        self.known = network()
        self.desk = Desk.new()
        take(self.known, link(0))

    async def hears(self, minutes: float, *events: Event) -> None:
        decided = []
        for event in events:
            changes = self.known.decide(event)
            self.known.apply(changes)
            decided.append(changes.event)
        await self.desk.go(minutes, *decided)
        await self.desk.go(minutes + 0.01)

    @property
    def standing(self) -> list[Alarm]:
        return [alarm for alarm in self.desk.alarms() if alarm.standing]

    @property
    def places(self) -> list[tuple[str, int, int]]:
        return sorted((a.code, a.evse, a.connector) for a in self.standing)


@pytest.fixture
def house() -> House:
    return House()


def faults(minutes: float, count: int, *, first: int = 1, code: str = "") -> list[StatusChanged]:
    return [
        status(minutes + n / 10_000, FAULTED, connector=n, vendor_error=code)
        for n in range(first, first + count)
    ]


@pytest.mark.parametrize("count", (MANY + 1, MOST_CONNECTORS, MOST_CONNECTORS + 1, 1000))
@pytest.mark.parametrize("at_once", (True, False))
async def test_many_faults_of_one_station_are_one(house: House, count: int, at_once: bool) -> None:
    told = faults(5, count)
    if at_once:
        await house.hears(6, *told)
    else:
        for number in range(0, count, 5):
            await house.hears(5 + number / 100, *told[number : number + 5])
    assert house.places == [("CON-FAULT", 0, 0)]
    assert len(house.known.connectors[POINT]) == min(count, MOST_CONNECTORS)


async def test_a_few_faults_are_told_one_by_one(house: House) -> None:
    await house.hears(6, *faults(5, MANY))
    assert house.places == [("CON-FAULT", n, n) for n in range(1, MANY + 1)]


async def test_what_is_left_of_many_is_told_one_by_one_again(house: House) -> None:
    await house.hears(6, *faults(5, 20))
    house.desk.restart()
    repaired = [status(10, AVAILABLE, connector=n) for n in range(4, 21)]
    await house.hears(10, *repaired)
    await house.hears(12)
    assert house.places == [("CON-FAULT", n, n) for n in (1, 2, 3)]
    assert {alarm.raised for alarm in house.standing} == {event.at for event in faults(5, 3)}
    await house.hears(20, *[status(20, AVAILABLE, connector=n) for n in (1, 2, 3)])
    await house.hears(22)
    assert house.standing == []


async def test_the_fault_of_the_whole_stands_beside_a_few(house: House) -> None:
    whole = status(5, FAULTED, connector=0, error_code="InternalError")
    await house.hears(6, whole, *faults(5, 2))
    assert house.places == [("CON-FAULT", 0, 0), ("CON-FAULT", 1, 1), ("CON-FAULT", 2, 2)]
    await house.hears(10, status(10, AVAILABLE, connector=0))
    await house.hears(12)
    assert house.places == [("CON-FAULT", 1, 1), ("CON-FAULT", 2, 2)]


async def test_a_pressed_button_is_heard_wherever_it_is_said_to_be(house: House) -> None:
    free = [status(5, AVAILABLE, connector=n) for n in range(1, 200)]
    await house.hears(6, *free, *faults(5, 1, first=900, code="CX008"))
    assert house.places == [("HW-ESTOP", 0, 0)]
    known = house.known.charge_point(POINT)
    assert known.status is FAULTED


async def test_components_of_a_thousand_evses_are_one(house: House) -> None:
    told = tuple(
        {
            "component": {"name": "RCD", "evse": {"id": number}},
            "variable": {"name": "Tripped"},
            "actualValue": "true",
        }
        for number in range(1, 1001)
    )
    event = ComponentReported(charge_point=POINT, at=at(5), received=at(5), events=told)
    await house.hears(6, event)
    assert house.places == [("HW-GND", 0, 0)]
    assert len(house.desk.store.state) < 2 * MOST_CONNECTORS


def counted(value: object, wish: Wish | None = None) -> CommandChanged:
    """The answer to GetConfiguration."""
    told = [{"key": "NumberOfConnectors", "readonly": True, "value": value}]
    command = Command(
        id=1,
        charge_point=POINT,
        wish=wish or GetConfiguration(),
        asked_by="system",
        asked=at(7),
        state=CommandState.ANSWERED,
        status=CommandStatus.ACCEPTED,
        response={"configurationKey": told},
    )
    return CommandChanged(charge_point=POINT, at=at(7), received=at(7), command=command)


async def test_a_station_says_how_many_connectors_it_has(house: House) -> None:
    told = faults(5, 70)
    await house.hears(6, *told)
    (beyond,) = {
        e.beyond for e in house.desk.store.events(StatusChanged)[64:] if hasattr(e, "beyond")
    }
    assert beyond
    asked = list(questions(house.known, house.desk.store.events(StatusChanged)[-1]))
    assert [q.wish for q in asked] == [GetConfiguration(("NumberOfConnectors",))]
    (says,) = conclusions(house.known, counted("70"))
    await house.hears(7, says)
    wished = [q.wish for q in questions(house.known, says)]
    assert wished == [TriggerMessage("StatusNotification")]
    await house.hears(8, *faults(8, 100))
    assert len(house.known.connectors[POINT]) == 70
    # It is not asked again what it has said.
    assert list(questions(house.known, house.desk.store.events(StatusChanged)[-1])) == []
    assert not house.known.decide(says).stored


@pytest.mark.parametrize(
    ("told", "most"), ((2, 8), (8, 8), (12, 12), (100, 100), (1000, 1000), (9999, 1000), (0, 8))
)
def test_the_number_that_is_told_is_the_bound(told: int, most: int) -> None:
    """Few stations that miscount have more than eight."""
    known = network()
    (says,) = conclusions(known, counted(str(told), Send("GetConfiguration")))
    take(known, link(0), says, *faults(5, 1100))
    assert len(known.connectors[POINT]) == most


@pytest.mark.parametrize("value", ("", "many", None, "1" * 5, "-3", "²"))
def test_a_number_that_is_none_counts_nothing(value: object) -> None:
    assert list(conclusions(network(), counted(value))) == []


def test_sessions_and_readings_make_no_more_connectors() -> None:
    known = network()
    take(known, link(0))
    for number in range(1, 201):
        take(known, start(number / 100, 1000, connector=number, token=f"CARD{number}"))
        take(known, meter(number / 100 + 1, 2000, str(number), connector=number))
    assert len(known.connectors[POINT]) == MOST_CONNECTORS
    # Nothing told is lost: the energy is billed wherever it is said to have come from.
    assert len(known.active_sessions(POINT)) == 200


def test_a_reader_knows_the_same_connectors() -> None:
    known, screen = network(), Network()
    for event in (link(0), *faults(5, 100)):
        changes = known.decide(event)
        known.apply(changes)
        take(screen, changes.event)
    assert screen.connectors == known.connectors
    assert screen.charge_point(POINT).status is FAULTED
