"""A queue that is replayed in any order, with messages in it twice, gives the same sessions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from controlroom.domain.charging import transactions
from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.events import TransactionEnded, TransactionStarted
from controlroom.domain.charging.metering import POWER, REGISTER, Sample
from controlroom.domain.charging.network import KEPT_SESSIONS, Network
from controlroom.domain.charging.session import ChargingSession, ChargingState
from controlroom.domain.charging.session_rules import judged
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import Authorisation, AuthorisationStatus
from tests.domain.session_events import (
    PAYS,
    POINT,
    at,
    begun,
    meter,
    network,
    over,
    sessions,
    start,
    status,
    stop,
    take,
    told,
    updated,
)

STATES = list(ChargingState)
AUTHORISATIONS = [PAYS, Authorisation(AuthorisationStatus.EXPIRED, 3), None]


@st.composite
def course(draw: st.DrawFn, number: int) -> list[Event]:
    """The messages of one transaction of OCPP 2.0.1; its start or its end may be lost."""
    name, begin = f"tx{number}", 1000 * number
    length = draw(st.integers(1, 900))
    seq = iter(range(1000))
    wh = draw(st.integers(0, 50_000))
    rises = draw(st.booleans())
    messages: list[Event] = []

    def reading() -> int | None:
        nonlocal wh
        if rises:
            wh += draw(st.integers(0, 4000))
        else:
            wh = draw(st.integers(0, 60_000))
        return draw(st.sampled_from([wh, wh, None]))

    def judged() -> dict[str, Any]:
        authorisation = draw(st.sampled_from(AUTHORISATIONS))
        return {"token": "CARD", "authorisation": authorisation} if authorisation else {}

    if draw(st.integers(0, 5)):
        state = draw(st.sampled_from([None, *STATES]))
        messages.append(
            begun(begin, reading(), state, transaction=name, seq_no=next(seq), **judged())
        )
    for minute in sorted(draw(st.lists(st.integers(1, 990), max_size=8))):
        state = draw(st.sampled_from([None, *STATES]))
        change = updated(
            begin + minute, reading(), state, transaction=name, seq_no=next(seq), **judged()
        )
        messages.append(change)
    if draw(st.integers(0, 5)):
        messages.append(over(begin + length, reading(), transaction=name, seq_no=next(seq)))
    return messages


def result(known: Network) -> dict[str, dict[str, object]]:
    return {session.id: told(session) for session in sessions(known)}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_order_of_transaction_events_makes_no_difference(data: st.DataObject) -> None:
    messages = [m for n in range(3) for m in data.draw(course(n), label=f"transaction {n}")]
    queue = (
        messages + data.draw(st.lists(st.sampled_from(messages), max_size=8)) if messages else []
    )
    shuffled = data.draw(st.permutations(queue))
    in_order, replayed = network(), network()
    for event in messages:
        take(in_order, event)
    for event in shuffled:
        take(replayed, replace(event, replayed=True, received=at(9000)))
    assert result(replayed) == result(in_order)


def test_an_end_before_its_start_moves_the_end_of_the_session_before() -> None:
    """The station's clock was set back by a minute, and its end reached us first or last."""
    before = updated(0, None, transaction="tx1", seq_no=0)
    change = updated(1002, 0, transaction="tx2", seq_no=0)
    end = over(1001, 0, transaction="tx2", seq_no=1)
    in_order, replayed = network(), network()
    take(in_order, before, change, end)
    take(replayed, *(replace(event, replayed=True) for event in (before, end, change)))
    assert result(replayed) == result(in_order)
    assert next(iter(sessions(in_order))).ended == at(1001)


@settings(max_examples=50, deadline=None)
@given(
    registers=st.lists(st.integers(0, 100_000), min_size=1, max_size=12, unique=True),
    stop_wh=st.one_of(st.none(), st.integers(-2, 100_000)),
    sent=st.randoms(use_true_random=False),
)
def test_meter_values_around_a_stop_may_come_in_any_order(
    registers: list[int], stop_wh: int | None, sent: Random
) -> None:
    messages: list[Event] = [meter(i * 7, wh) for i, wh in enumerate(registers)]
    messages.append(stop(40, stop_wh))
    queue = messages + messages
    sent.shuffle(queue)
    in_order, replayed = network(), network()
    take(in_order, start(0, registers[0]), *messages)
    take(replayed, start(0, registers[0]), *queue)
    assert result(replayed) == result(in_order)


@st.composite
def measured(draw: st.DrawFn, minute: int) -> Event:
    """A message of meter values as stations send them: with slips, of any base and resolution."""
    base = draw(st.sampled_from([0, 5000, 4_000_000]))
    step = draw(st.sampled_from([1, 10, 100, 1000]))
    wh = (base + draw(st.sampled_from([0, 100, 180])) * minute) // step * step
    register_ = Sample(at(minute), REGISTER, wh, "Wh", step=step)
    began = register_._replace(value=base, context="Transaction.Begin", step=1)
    power = Sample(at(minute), POWER, draw(st.sampled_from([0.0, 60.0, 11_000.0])), "W")
    told = draw(st.sampled_from([(register_,), (register_, power), (power,), (began, register_)]))
    return replace(meter(minute, 0, draw(st.sampled_from(["1", "1", ""]))), samples=told)


@settings(max_examples=100, deadline=None)
@given(
    data=st.data(),
    minutes=st.lists(st.integers(1, 200), min_size=1, max_size=12, unique=True),
    states=st.lists(
        st.tuples(
            st.integers(0, 200),
            st.sampled_from(
                [ConnectorStatus.CHARGING, ConnectorStatus.SUSPENDED_EV, ConnectorStatus.FINISHING]
            ),
        ),
        max_size=4,
    ),
)
def test_readings_and_states_may_come_in_any_order(
    data: st.DataObject, minutes: list[int], states: list[tuple[int, ConnectorStatus]]
) -> None:
    first = start(0, data.draw(st.sampled_from([0, 5000, 4_000_000])))
    messages: list[Event] = [data.draw(measured(minute)) for minute in sorted(minutes)]
    messages += [status(minute, what, received=900, replayed=True) for minute, what in states]
    if data.draw(st.booleans()):
        messages.append(stop(210, data.draw(st.sampled_from([None, 0, 9000, 4_009_000]))))
    in_order, replayed = network(), network()
    take(in_order, first, *messages)
    take(replayed, first, *data.draw(st.permutations(messages)))
    assert result(replayed) == result(in_order)
    (session,) = sessions(in_order)
    assert told(judged(session)) == told(session)


class Station:
    """Sends what OCPP 1.6 says of `count` sessions, in an order of its own; learns its numbers."""

    def __init__(self, known: Network, ask: Callable[[int], int]) -> None:
        self.known = known
        self.ask = ask
        self.stored: dict[str, ChargingSession] = {}

    def say(self, event: Event) -> str:
        """As ingest does: what left memory is fetched before the event is decided."""
        if isinstance(event, (TransactionStarted, TransactionEnded)):
            wanted = transactions.wanted(event, self.known.sessions.get(POINT, {}))
            if wanted in self.stored:
                self.known.load(sessions=[self.stored[wanted]])
        changes = self.known.decide(event)
        self.known.apply(changes)
        self.stored.update((s.id, s) for s in changes.sessions)
        return changes.answer.transaction

    def replay(self, count: int) -> None:
        open_: dict[int, tuple[str, list[int]]] = {}
        begun_, left = 0, 5 * count
        while left:
            choice = self.ask(len(open_) + (begun_ < count))
            if choice == len(open_):
                number = self.say(start(100 * begun_, 1000 * begun_))
                open_[begun_] = (number, [0, 1, 2, 3])
                begun_ += 1
                left -= 1
                continue
            session = list(open_)[choice]
            number, parts = open_[session]
            self.part(session, number, parts.pop(self.ask(len(parts))))
            left -= 1
            if not parts:
                del open_[session]

    def part(self, session: int, number: str, part: int) -> None:
        minutes, wh = 100 * session, 1000 * session
        if part == 3:
            self.say(stop(minutes + 60, wh + 900, number))
            self.say(stop(minutes + 60, wh + 900, number))
        else:
            self.say(meter(minutes + 10 + 10 * part, wh + 300 * part, number))


@settings(max_examples=10, deadline=None)
@given(sent=st.randoms(use_true_random=False))
def test_a_long_queue_of_ocpp_16_gives_every_session_once(sent: Random) -> None:
    count = 2 * KEPT_SESSIONS
    station = Station(network(), sent.randrange)
    station.replay(count)
    assert len(station.stored) == count
    for session in station.stored.values():
        assert (session.energy_wh, session.holds) == (900, ()), session.id
    assert {s.transaction for s in station.stored.values()} == {str(n + 1) for n in range(count)}


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_a_reader_of_the_journal_has_what_ingest_has(data: st.DataObject) -> None:
    messages = [m for n in range(2) for m in data.draw(course(n), label=f"transaction {n}")]
    server, screen = network(), network()
    for event in data.draw(st.permutations(messages)):
        changes = server.decide(event)
        server.apply(changes)
        if changes.stored:
            take(screen, changes.event)
    assert screen.sessions == server.sessions
    assert screen.connectors == server.connectors
