"""The spine: decided, stored, applied, answered, one message of a charge point at a time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from controlroom.domain.charging.charge_point import ConnectorStatus, Phase, Registration
from controlroom.domain.charging.closing_reason import ClosingReason
from controlroom.domain.charging.commands import Command
from controlroom.domain.charging.events import (
    FellSilent,
    HeardAgain,
    LinkClosed,
    LinkOpened,
    MessageKept,
    RegistrationChanged,
    SecurityEventReported,
    StatusChanged,
    TokenPresented,
    TransactionStarted,
)
from controlroom.domain.charging.network import KEPT_SESSIONS
from controlroom.domain.charging.wishes import RemoteStart, Send, Wish
from controlroom.domain.errors import NotFound, StoreUnavailable
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import Authorisation, AuthorisationStatus, Token
from controlroom.operations.ingest import LATE_S, SILENCE_S, SILENT_AFTER, Ingest
from controlroom.operations.ports.journal import Entry
from tests.domain.session_events import (
    POINT,
    at,
    begun,
    meter,
    over,
    start,
    status,
    stop,
    told,
    updated,
)
from tests.operations.fakes import FakeClock, FakeJournal, FakeStore, until
from tests.sentences import says

ACCEPTED = AuthorisationStatus.ACCEPTED
CONCURRENT = AuthorisationStatus.CONCURRENT
INVALID = AuthorisationStatus.INVALID


@dataclass
class Spine:
    clock: FakeClock
    store: FakeStore
    ingest: Ingest

    async def listen(self, seconds: float) -> None:
        """Let time pass in which this process runs, and looks for silence as it does."""
        left = seconds
        while left > 0:
            self.clock.later(seconds=min(left, SILENCE_S))
            left -= SILENCE_S
            await self.ingest.watch_silence()

    def restarted(self) -> Ingest:
        """A new process on the same store."""
        return Ingest(FakeJournal(self.store), self.clock)


@pytest.fixture
def spine() -> Spine:
    clock = FakeClock()
    store = FakeStore(clock)
    store.tokens["card"] = Token("CARD", customer=7)
    return Spine(clock, store, Ingest(FakeJournal(store), clock))


def unjudged(event: TransactionStarted) -> TransactionStarted:
    return replace(event, authorisation=None)


def stored_is_known(spine: Spine, ingest: Ingest | None = None) -> None:
    """What is in memory is what is on disk."""
    network = (ingest or spine.ingest).network
    sessions = network.sessions.get(POINT, {})
    assert {s.id: told(s) for s in sessions.values()} == {
        s.id: told(s) for s in spine.store.sessions.values() if s.id in sessions
    }
    assert {s.id for s in spine.store.sessions.values() if s.active} <= set(sessions)
    if POINT in spine.store.points:
        assert network.charge_point(POINT) == spine.store.points[POINT]


# --- links ------------------------------------------------------------------------------------


async def test_each_link_has_its_own_number(spine: Spine) -> None:
    assert await spine.ingest.opened(POINT, "1.6", "10.0.0.1") == 1
    await spine.ingest.closed(POINT, 1, "gone")
    assert not spine.store.points[POINT].connected
    assert await spine.restarted().opened(POINT, "2.0.1", "10.0.0.1") == 2
    assert spine.store.points[POINT].version == "2.0.1"


async def test_an_unknown_charge_point_opens_no_link(spine: Spine) -> None:
    with pytest.raises(NotFound, check=says("controlroom charge-point add")):
        await spine.ingest.opened("NOBODY", "1.6", "10.0.0.1")
    assert spine.store.entries == []


async def test_a_link_that_was_replaced_closes_without_a_trace_in_the_state(spine: Spine) -> None:
    first = await spine.ingest.opened(POINT, "1.6", "a")
    second = await spine.ingest.opened(POINT, "1.6", "b")
    await spine.ingest.closed(POINT, first, "replaced")
    assert spine.store.points[POINT].connected
    await spine.ingest.closed(POINT, second, "gone")
    assert not spine.store.points[POINT].connected


async def test_state_is_loaded_anew_with_each_link(spine: Spine) -> None:
    await spine.ingest.opened(POINT, "1.6", "a")
    await spine.ingest.ingest(start(0))
    spine.store.points[POINT] = replace(spine.store.points[POINT], next_transaction=50)
    await spine.ingest.opened(POINT, "1.6", "a")
    assert (await spine.ingest.ingest(start(5, connector=2))).transaction == "50"
    assert len(spine.ingest.network.active_sessions(POINT)) == 2


async def test_a_link_that_a_dead_process_held_is_closed(spine: Spine) -> None:
    await spine.ingest.opened(POINT, "1.6", "a")
    next_one = spine.restarted()
    await next_one.disown(POINT, 1)
    assert not spine.store.points[POINT].connected
    (closed,) = spine.store.events(LinkClosed)
    assert getattr(closed, "reason", "") == ClosingReason.SERVER_STOPPED


async def test_a_link_that_lives_is_not_closed_for_a_dead_process(spine: Spine) -> None:
    await spine.ingest.opened(POINT, "1.6", "a")
    await spine.ingest.disown(POINT, 1)
    next_one = spine.restarted()
    await next_one.opened(POINT, "1.6", "b")
    await spine.restarted().disown(POINT, 1)  # it has epoch 2 by now
    assert spine.store.points[POINT].connected
    assert spine.store.events(LinkClosed) == []


# --- answered means stored --------------------------------------------------------------------


async def test_an_answer_waits_for_the_commit(spine: Spine) -> None:
    spine.store.faults.gate = asyncio.Event()
    asked = asyncio.create_task(spine.ingest.ingest(start(0)))
    await asyncio.sleep(0.01)
    assert not asked.done()
    assert spine.ingest.network.sessions == {}
    spine.store.faults.gate.set()
    assert (await asked).transaction == "1"
    stored_is_known(spine)


async def test_what_was_not_stored_leaves_no_trace(spine: Spine) -> None:
    await spine.ingest.opened(POINT, "1.6", "a")
    spine.store.faults.appends_fail = 1
    with pytest.raises(StoreUnavailable):
        await spine.ingest.ingest(start(0))
    assert spine.ingest.network.sessions.get(POINT, {}) == {}
    assert spine.ingest.network.connectors == {}
    stored_is_known(spine)
    assert (await spine.ingest.ingest(start(5))).transaction == "1"


async def test_a_message_whose_link_is_cut_during_the_commit_is_known_as_it_is_stored(
    spine: Spine,
) -> None:
    await spine.ingest.opened(POINT, "1.6", "a")
    spine.store.faults.gate = asyncio.Event()
    asked = asyncio.create_task(spine.ingest.ingest(start(0)))
    await asyncio.sleep(0.01)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    following = asyncio.create_task(spine.ingest.ingest(start(5, connector=2)))
    await asyncio.sleep(0.01)
    assert not following.done()  # it may not be decided before the first is known
    spine.store.faults.gate.set()
    assert (await following).transaction == "2"
    await spine.ingest.settle()
    stored_is_known(spine)
    assert set(spine.store.sessions) == {f"{POINT}:1", f"{POINT}:2"}


async def test_a_cancelled_message_that_was_not_stored_leaves_no_trace(spine: Spine) -> None:
    await spine.ingest.opened(POINT, "1.6", "a")
    spine.store.faults.gate = asyncio.Event()
    spine.store.faults.appends_fail = 1
    asked = asyncio.create_task(spine.ingest.ingest(start(0)))
    await asyncio.sleep(0.01)
    asked.cancel()
    spine.store.faults.gate.set()
    with pytest.raises(asyncio.CancelledError):
        await asked
    await spine.ingest.settle()
    assert spine.ingest.network.sessions.get(POINT, {}) == {}
    stored_is_known(spine)


async def test_a_link_that_is_given_up_while_it_opens_is_closed_again(spine: Spine) -> None:
    spine.store.faults.gate = asyncio.Event()
    opening = asyncio.create_task(spine.ingest.opened(POINT, "1.6", "a"))
    await asyncio.sleep(0.01)
    opening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await opening
    spine.store.faults.gate.set()
    await until(lambda: bool(spine.store.events(LinkClosed)))
    assert not spine.store.points[POINT].connected


async def test_the_end_of_a_link_is_stored_whoever_is_cancelled(spine: Spine) -> None:
    await spine.ingest.opened(POINT, "1.6", "a")
    spine.store.faults.gate = asyncio.Event()
    closing = asyncio.create_task(spine.ingest.closed(POINT, 1, "gone"))
    await asyncio.sleep(0.01)
    closing.cancel()
    spine.store.faults.gate.set()
    await spine.ingest.settle()
    assert not spine.store.points[POINT].connected


async def test_an_end_that_could_not_be_stored_can_be_told_again(spine: Spine) -> None:
    await spine.ingest.opened(POINT, "1.6", "a")
    spine.store.faults.appends_fail = 1
    with pytest.raises(StoreUnavailable):
        await spine.ingest.closed(POINT, 1, "gone")
    assert spine.ingest.network.charge_point(POINT).connected
    await spine.ingest.closed(POINT, 1, "gone")
    assert not spine.store.points[POINT].connected


async def test_messages_of_a_charge_point_take_turns_and_others_do_not_wait(spine: Spine) -> None:
    spine.store.register("SLU-02")
    for name in (POINT, "SLU-02"):
        await spine.ingest.opened(name, "1.6", "a")
    async with spine.ingest.turn(POINT):
        held = asyncio.create_task(spine.ingest.ingest(start(0)))
        other = replace(start(0), charge_point="SLU-02")
        assert (await spine.ingest.ingest(other)).transaction == "1"
        assert not held.done()
    assert (await held).transaction == "1"


async def test_many_at_once_are_counted_once_each(spine: Spine) -> None:
    await spine.ingest.opened(POINT, "1.6", "a")
    asked = [spine.ingest.ingest(start(n, connector=n + 1)) for n in range(50)]
    answers = await asyncio.gather(*asked)
    assert {a.transaction for a in answers} == {str(n + 1) for n in range(50)}
    stored_is_known(spine)


async def test_data_that_the_store_refuses_is_answered_and_leaves_no_trace(spine: Spine) -> None:
    spine.store.faults.refuses = lambda event: isinstance(event, StatusChanged)
    await spine.ingest.ingest(status(0, ConnectorStatus.FAULTED))
    assert spine.ingest.network.connectors == {}
    assert [type(e) for e in spine.store.events()] == [MessageKept]


async def test_the_number_of_a_start_that_was_refused_is_used_up(spine: Spine) -> None:
    await spine.ingest.opened(POINT, "1.6", "a")
    spine.store.faults.refuses = lambda event: isinstance(event, TransactionStarted)
    assert (await spine.ingest.ingest(start(0))).transaction == "1"
    assert spine.ingest.network.sessions.get(POINT, {}) == {}
    spine.store.faults.refuses = lambda _event: False
    assert (await spine.ingest.ingest(start(5))).transaction == "2"
    next_one = spine.restarted()
    await next_one.opened(POINT, "1.6", "a")
    assert (await next_one.ingest(start(9, connector=2))).transaction == "3"


async def test_a_message_that_is_known_already_is_not_stored_again(spine: Spine) -> None:
    await spine.ingest.ingest(start(0))
    before = spine.store.head
    answer = await spine.ingest.ingest(start(0))
    assert (answer.transaction, spine.store.head) == ("1", before)


# --- tokens -----------------------------------------------------------------------------------


async def test_a_token_is_judged_before_the_start_is_decided(spine: Spine) -> None:
    answer = await spine.ingest.ingest(unjudged(start(0, token="card")))
    assert answer.authorisation == Authorisation(ACCEPTED, customer=7)
    (event,) = spine.store.events(TransactionStarted)
    assert getattr(event, "authorisation", None) == answer.authorisation
    assert spine.store.sessions[f"{POINT}:1"].customer == 7


@pytest.mark.parametrize("token", ("", "STRANGER"))
async def test_no_token_and_an_unknown_one_are_invalid(spine: Spine, token: str) -> None:
    asked = TokenPresented(charge_point=POINT, at=at(0), received=at(0), token=token)
    answer = await spine.ingest.ingest(asked)
    assert answer.authorisation is not None
    assert answer.authorisation.status is INVALID
    answer = await spine.ingest.ingest(unjudged(start(0, token=token)))
    assert answer.authorisation is not None
    assert answer.authorisation.status is INVALID


async def test_a_plug_that_waits_for_its_token_is_not_refused(spine: Spine) -> None:
    answer = await spine.ingest.ingest(begun(0, 100))
    assert answer.authorisation is None


async def test_a_token_is_judged_by_the_time_of_the_start(spine: Spine) -> None:
    spine.store.tokens["card"] = Token("CARD", customer=7, expires=at(60))
    queued = replace(unjudged(start(30)), received=at(600), replayed=True)
    answer = await spine.ingest.ingest(queued)
    assert answer.authorisation is not None
    assert answer.authorisation.status is ACCEPTED
    late = await spine.ingest.ingest(unjudged(start(60, connector=2)))
    assert late.authorisation is not None
    assert late.authorisation.status is AuthorisationStatus.EXPIRED


async def test_a_token_that_charges_elsewhere_is_concurrent(spine: Spine) -> None:
    spine.store.register("SLU-02")
    await spine.ingest.ingest(unjudged(start(0)))
    other = replace(unjudged(start(5, token="card")), charge_point="SLU-02")
    answer = await spine.ingest.ingest(other)
    assert answer.authorisation is not None
    assert answer.authorisation.status is CONCURRENT
    asked = TokenPresented(charge_point="SLU-02", at=at(6), received=at(6), token="CARD")
    answer = await spine.ingest.ingest(asked)
    assert answer.authorisation is not None
    assert answer.authorisation.status is ACCEPTED


async def test_a_token_that_charges_at_another_connector_is_concurrent(spine: Spine) -> None:
    await spine.ingest.ingest(unjudged(start(5)))
    answer = await spine.ingest.ingest(unjudged(start(6, connector=2)))
    assert answer.authorisation is not None
    assert answer.authorisation.status is CONCURRENT
    # Out of a queue, and begun before the other: nothing charged then.
    queued = replace(unjudged(start(1, connector=3)), replayed=True)
    answer = await spine.ingest.ingest(queued)
    assert answer.authorisation is not None
    assert answer.authorisation.status is ACCEPTED


@pytest.mark.parametrize("elsewhere", ("SLU-02", POINT))
async def test_a_start_that_was_refused_locks_its_card_nowhere(
    spine: Spine, elsewhere: str
) -> None:
    spine.store.register("SLU-02")
    spine.store.tokens["card"] = Token("CARD", customer=7, blocked=True)
    answer = await spine.ingest.ingest(unjudged(start(0)))
    assert answer.authorisation is not None
    assert answer.authorisation.status is AuthorisationStatus.BLOCKED
    spine.store.tokens["card"] = Token("CARD", customer=7)
    other = replace(unjudged(start(5, connector=2)), charge_point=elsewhere)
    answer = await spine.ingest.ingest(other)
    assert answer.authorisation is not None
    assert answer.authorisation.status is ACCEPTED


async def test_a_start_that_was_concurrent_makes_no_other_one_so(spine: Spine) -> None:
    spine.store.register("SLU-02")
    await spine.ingest.ingest(unjudged(start(0)))
    answer = await spine.ingest.ingest(unjudged(start(1, connector=2)))
    assert answer.authorisation is not None
    assert answer.authorisation.status is CONCURRENT
    await spine.ingest.ingest(stop(20, 4000))
    for n, (place, connector) in enumerate(((POINT, 1), ("SLU-02", 1), (POINT, 3))):
        begun_ = unjudged(start(30 + n, 4000, connector=connector))
        answer = await spine.ingest.ingest(replace(begun_, charge_point=place))
        assert answer.authorisation is not None
        assert answer.authorisation.status is (ACCEPTED if n == 0 else CONCURRENT)


async def test_a_start_that_is_sent_again_does_not_refuse_itself(spine: Spine) -> None:
    first = await spine.ingest.ingest(unjudged(start(0)))
    again = await spine.ingest.ingest(unjudged(start(0)))
    assert again == first


async def test_a_token_that_comes_with_an_update_may_be_concurrent(spine: Spine) -> None:
    spine.store.register("SLU-02")
    await spine.ingest.ingest(unjudged(start(0)))
    plugged = replace(begun(1, 100), charge_point="SLU-02")
    await spine.ingest.ingest(plugged)
    swiped = replace(updated(2, token="CARD"), charge_point="SLU-02")
    answer = await spine.ingest.ingest(swiped)
    assert answer.authorisation is not None
    assert answer.authorisation.status is CONCURRENT
    assert spine.store.sessions["SLU-02:tx"].authorisation is CONCURRENT


async def test_a_token_that_stops_its_own_session_is_not_concurrent(spine: Spine) -> None:
    await spine.ingest.ingest(unjudged(start(0)))
    answer = await spine.ingest.ingest(stop(30, 5000, token="CARD"))
    assert answer.authorisation is not None
    assert answer.authorisation.status is ACCEPTED


# --- asked for by us --------------------------------------------------------------------------


def request(number: int, wish: Wish) -> Command:
    return Command(number, POINT, wish, "anna", at(-1))


RAW = {"idToken": {"idToken": "CARD", "type": "Central"}, "remoteStartId": 77}
REQUESTS = (
    request(3, RemoteStart(token="OTHER", evse=1)),
    request(4, RemoteStart(token="CARD", evse=1)),
    request(5, Send(action="RequestStartTransaction", payload=RAW)),
    request(6, Send(action="RequestStartTransaction", payload={"remoteStartId": 88})),
    request(7, Send(action="GetVariables", payload={"remoteStartId": 4})),
    replace(request(8, RemoteStart(token="OTHER", evse=1)), charge_point="SLU-02"),
)


@pytest.mark.parametrize(
    ("remote_start", "token", "kind"),
    ((4, "CARD", ""), (77, "CARD", "Central"), (3, "OTHER", ""), (88, "", ""), (8, "", "")),
)
@pytest.mark.parametrize("first", ("started", "updated"))
async def test_the_id_of_our_request_tells_whose_transaction_it_is(
    spine: Spine, remote_start: int, token: str, kind: str, first: str
) -> None:
    spine.store.commands.update((c.id, c) for c in REQUESTS)
    told_: dict[str, Any] = {"remote_start": remote_start, "trigger": "RemoteStart"}
    if first == "started":
        await spine.ingest.ingest(begun(0, 100, **told_))
    else:
        await spine.ingest.ingest(begun(0, 100))
        await spine.ingest.ingest(updated(0.5, 200, **told_))
    await spine.ingest.ingest(updated(1, 300, **told_))
    await spine.ingest.ingest(over(5, 900))
    session = spine.store.sessions[f"{POINT}:tx"]
    assert (session.token, session.customer) == (token, 7 if token == "CARD" else None)
    assert (session.authorisation is ACCEPTED) is (token == "CARD")
    kinds = [getattr(e, "token_type", "") for e in spine.store.events(TransactionStarted)]
    assert kinds == [kind if first == "started" else ""]


async def test_a_token_that_is_told_goes_before_the_one_that_was_asked_for(spine: Spine) -> None:
    spine.store.commands.update((c.id, c) for c in REQUESTS)
    await spine.ingest.ingest(begun(0, 100, remote_start=3, token="CARD"))
    assert spine.store.sessions[f"{POINT}:tx"].token == "CARD"


# --- old sessions -----------------------------------------------------------------------------


async def test_a_session_that_left_memory_is_fetched_and_not_begun_again(spine: Spine) -> None:
    await spine.ingest.ingest(begun(0, 0, transaction="old"))
    await spine.ingest.ingest(over(5, 900, transaction="old"))
    for n in range(KEPT_SESSIONS + 5):
        await spine.ingest.ingest(begun(10 + n, 0, transaction=f"n{n}"))
        await spine.ingest.ingest(over(10.5 + n, 0, transaction=f"n{n}"))
    assert f"{POINT}:old" not in spine.ingest.network.sessions[POINT]
    before = spine.store.sessions[f"{POINT}:old"]
    await spine.ingest.ingest(updated(3, 500, transaction="old"))
    await spine.ingest.ingest(over(5, 900, transaction="old"))
    assert told(spine.store.sessions[f"{POINT}:old"]) == told(before)


async def test_a_stop_that_is_repeated_for_ever_makes_no_session(spine: Spine) -> None:
    await spine.ingest.ingest(start(0, 100))
    await spine.ingest.ingest(stop(5, 900, "1"))
    for n in range(KEPT_SESSIONS + 5):
        number = (await spine.ingest.ingest(start(10 + n, 900))).transaction
        await spine.ingest.ingest(stop(10.5 + n, 900, number))
    count, head = len(spine.store.sessions), spine.store.head
    for _ in range(3):
        assert (await spine.ingest.ingest(stop(5, 900, "1"))).transaction == "1"
    assert (len(spine.store.sessions), spine.store.head) == (count, head)


@pytest.mark.parametrize("seed", range(3))
def test_a_queue_of_five_hundred_shuffled_and_doubled_gives_the_same_sessions(seed: int) -> None:
    chance = Random(seed)
    messages: list[Event] = []
    for n in range(100):
        name, minute = f"tx{n}", 60 * n
        messages += [
            begun(minute, 1000 * n, transaction=name, token="CARD"),
            updated(minute + 10, 1000 * n + 300, transaction=name, seq_no=1),
            updated(minute + 20, 1000 * n + 600, transaction=name, seq_no=2),
            updated(minute + 30, 1000 * n + 900, transaction=name, seq_no=3),
            over(minute + 40, 1000 * n + 1000, transaction=name, seq_no=4),
        ]
    queue = [*messages, *chance.sample(messages, 250)]
    chance.shuffle(queue)

    async def sessions_after(sent: list[Event]) -> dict[str, dict[str, object]]:
        clock = FakeClock(at(10_000))
        store = FakeStore(clock)
        store.tokens["card"] = Token("CARD", customer=7)
        ingest = Ingest(FakeJournal(store), clock)
        for event in sent:
            await ingest.ingest(replace(event, received=clock.now(), replayed=True))
        return {s.id: told(s) for s in store.sessions.values()}

    shuffled = asyncio.run(sessions_after(queue))
    assert len(shuffled) == 100
    assert shuffled == asyncio.run(sessions_after(messages))
    assert all(s["holds"] == () and s["energy_wh"] == 1000 for s in shuffled.values())


# --- silence ----------------------------------------------------------------------------------


async def test_a_link_that_says_nothing_falls_silent_once(spine: Spine) -> None:
    await spine.ingest.opened(POINT, "1.6", "a")
    await spine.listen(SILENT_AFTER.total_seconds())
    assert spine.store.events(FellSilent) == []
    await spine.listen(1)
    await spine.ingest.watch_silence()
    (fell,) = spine.store.events(FellSilent)
    assert (fell.at, fell.received) == (at(0), at(0) + SILENT_AFTER + timedelta(seconds=1))
    assert spine.store.points[POINT].silent


async def test_any_word_ends_the_silence(spine: Spine) -> None:
    await spine.ingest.opened(POINT, "1.6", "a")
    await spine.listen(240)
    spine.ingest.heard(POINT, at(4))
    await spine.listen(3)
    (again,) = spine.store.events(HeardAgain)
    assert (again.at, again.received) == (at(4), at(4.05))
    assert not spine.store.points[POINT].silent


async def test_a_message_is_a_word_and_a_pretender_is_none(spine: Spine) -> None:
    await spine.ingest.opened(POINT, "1.6", "a")
    await spine.listen(120)
    await spine.ingest.ingest(status(2, ConnectorStatus.AVAILABLE))
    await spine.listen(120)
    knock = SecurityEventReported(
        charge_point=POINT, at=at(4), received=at(4), type="SecondConnectionRefused"
    )
    await spine.ingest.ingest(knock)
    await spine.listen(54)
    assert spine.store.events(FellSilent) == []
    await spine.listen(12)
    assert spine.store.events(FellSilent)[0].at == at(2)


async def test_a_closed_link_is_not_silent(spine: Spine) -> None:
    await spine.ingest.opened(POINT, "1.6", "a")
    await spine.ingest.closed(POINT, 1, "gone")
    await spine.listen(3600)
    assert spine.store.events(FellSilent) == []


async def test_who_was_heard_is_written_down_where_it_is_news(spine: Spine) -> None:
    await spine.ingest.opened(POINT, "1.6", "a")
    await spine.ingest.remember_heard()
    writes = spine.store.writes
    await spine.ingest.remember_heard()
    assert spine.store.writes == writes
    spine.ingest.heard(POINT, at(3))
    await spine.ingest.remember_heard()
    assert spine.store.writes == writes + 1
    assert spine.store.points[POINT].last_seen == at(3)


async def test_while_the_store_is_away_silence_is_told_later(spine: Spine) -> None:
    await spine.ingest.opened(POINT, "1.6", "a")
    await spine.listen(178)
    spine.store.faults.away = True
    with pytest.raises(StoreUnavailable):
        await spine.listen(5)
    spine.store.faults.away = False
    await spine.ingest.watch_silence()
    assert len(spine.store.events(FellSilent)) == 1


async def test_a_clock_that_is_set_makes_nobody_silent_and_keeps_nobody_from_it(
    spine: Spine,
) -> None:
    await spine.ingest.opened(POINT, "1.6", "a")
    for hours in (1, -2, 24, -1000):
        spine.clock.set(spine.clock.now() + timedelta(hours=hours))
        await spine.listen(30)
    assert spine.store.events(FellSilent) == []
    spine.clock.set(spine.clock.now() - timedelta(hours=1))
    await spine.listen(65)
    (fell,) = spine.store.events(FellSilent)
    assert (fell.received - fell.at).total_seconds() == pytest.approx(185, abs=5)


@pytest.mark.parametrize("away", (LATE_S + 0.5, 8.0, 600.0, 90_000.0))
async def test_nobody_falls_silent_while_we_did_not_listen(spine: Spine, away: float) -> None:
    """Stopped, asleep or starved, right before the time is over: what waits is read first."""
    await spine.ingest.opened(POINT, "1.6", "a")
    await spine.listen(177)
    spine.clock.later(seconds=SILENCE_S + away)
    await spine.ingest.watch_silence()
    assert spine.store.events(FellSilent) == []
    spine.ingest.heard(POINT, spine.clock.now())
    await spine.listen(175)
    assert spine.store.events(FellSilent) == []
    await spine.listen(10)
    assert len(spine.store.events(FellSilent)) == 1, "who says nothing while we listen does"


async def test_who_was_heard_after_the_clock_was_set_back_is_written_down(spine: Spine) -> None:
    await spine.ingest.opened(POINT, "1.6", "a")
    spine.clock.set(at(-60))
    spine.ingest.heard(POINT, at(-60))
    await spine.ingest.remember_heard()
    assert spine.store.points[POINT].last_seen == at(-60)


# --- what others decided ----------------------------------------------------------------------


async def test_a_registration_that_changes_holds_for_the_next_message(spine: Spine) -> None:
    await spine.ingest.opened(POINT, "1.6", "a")
    moved = Registration(POINT, "Hötorget", phase=Phase.OPERATION)
    changed = RegistrationChanged(charge_point=POINT, at=at(1), received=at(1), registration=moved)
    spine.ingest.follow(Entry(9, "another", changed))
    spine.ingest.follow(Entry(10, "another", LinkOpened(
        charge_point=POINT, at=at(1), received=at(1), version="1.6", epoch=99
    )))  # fmt: skip
    await spine.ingest.ingest(start(2))
    await spine.ingest.ingest(meter(3, 2000))
    assert spine.store.sessions[f"{POINT}:1"].site == "Hötorget"
    assert spine.ingest.network.charge_point(POINT).epoch == 1
