"""Sessions whose end the station does not tell, or tells late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.commands import (
    Command,
    CommandChanged,
    CommandState,
    CommandStatus,
)
from controlroom.domain.charging.events import Booted, SessionEnded
from controlroom.domain.charging.inquiries import conclusions, questions
from controlroom.domain.charging.session import ChargingSession, Hold, SessionState
from controlroom.domain.charging.wishes import Send, TriggerMessage
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import Authorisation, AuthorisationStatus
from tests.domain.session_events import (
    PAYS,
    POINT,
    REFUSED,
    at,
    begun,
    link,
    meter,
    network,
    only,
    over,
    sessions,
    start,
    status,
    stop,
    take,
    told,
    updated,
)


def by_hand(minutes: float, session: str = f"{POINT}:1", by: str = "anna") -> SessionEnded:
    return SessionEnded(
        charge_point=POINT,
        at=at(minutes),
        received=at(minutes),
        session=session,
        reason="The vehicle left",
        by=by,
    )


# --- by a person, or because the station says that it does not go on --------------------------


@pytest.mark.parametrize(
    ("by", "hold", "reason"),
    (("anna", Hold.ENDED_BY_HAND, "ByHand"), ("", Hold.END_NOT_TOLD, "NotTold")),
)
def test_an_open_session_ends_at_its_last_reading(by: str, hold: Hold, reason: str) -> None:
    known = network()
    take(known, start(0, 1000), meter(10, 3000), by_hand(60, by=by))
    session = only(known)
    assert (session.state, session.holds) == (SessionState.HELD, (hold,))
    assert (session.ended, session.energy_wh, session.stop_reason) == (at(10), 2000, reason)
    assert known.connector(POINT, 1, 1).session == ""
    assert known.connector(POINT, 1, 1).power_w in (None, 0.0)


def test_who_ended_it_and_why_stays_with_the_session() -> None:
    known = network()
    take(known, start(0, 1000), by_hand(60))
    closed = only(known).evidence.closed
    assert closed is not None
    assert (closed.at, closed.by, closed.reason) == (at(60), "anna", "The vehicle left")


@pytest.mark.parametrize("by", ("anna", ""))
def test_without_a_reading_it_ends_then_and_has_no_energy(by: str) -> None:
    known = network()
    take(known, start(0, 1000), by_hand(60, by=by))
    session = only(known)
    assert (session.ended, session.energy_wh) == (at(60), 0)
    assert Hold.NO_METER in session.holds


@pytest.mark.parametrize("by", ("anna", ""))
def test_a_station_whose_clock_is_fast_loses_no_reading(by: str) -> None:
    known = network()
    take(known, start(0, 1000), meter(64, 3000), by_hand(60, by=by))
    assert (only(known).ended, only(known).energy_wh) == (at(64), 2000)


def test_a_connector_that_is_taken_again_is_not_asked_about() -> None:
    known = network()
    take(known, link(-10, version="2.0.1"), begun(0, 1000), updated(10, 3000))
    event = take(known, status(20, AVAILABLE)).event
    take(known, status(21, ConnectorStatus.OCCUPIED), begun(22, 3000, transaction="next"))
    assert list(questions(known, event)) == []


@pytest.mark.parametrize("by", ("anna", ""))
def test_a_stop_that_comes_after_all_replaces_the_end_and_its_hold_once(by: str) -> None:
    known = network()
    take(known, start(0, 1000), meter(10, 3000), by_hand(60, by=by))
    changes = take(known, stop(55, 9000))
    assert [s.holds for s in changes.sessions] == [()]
    session = only(known)
    assert (session.state, session.ended, session.energy_wh) == (SessionState.ENDED, at(55), 8000)
    assert not take(known, stop(55, 9000)).stored
    assert take(known, by_hand(70, by=by)).sessions == ()
    assert only(known) == session


def test_what_has_ended_is_not_ended_again() -> None:
    known = network()
    take(known, start(0, 1000), stop(30, 4000))
    before = only(known)
    assert take(known, by_hand(60)).sessions == ()
    assert take(known, by_hand(60, "SLU-01:99")).sessions == ()
    assert only(known) == before


def test_another_session_that_runs_there_is_shown_instead() -> None:
    # Two of one connector run where the newer one's start came without its place.
    known = network()
    take(known, begun(0, 100, transaction="a"), begun(5, 200, transaction="b", evse=2, connector=1))
    take(known, by_hand(60, f"{POINT}:a"))
    assert known.connector(POINT, 1, 1).session == ""
    assert known.connector(POINT, 2, 1).session == f"{POINT}:b"


def test_a_station_that_goes_on_reading_takes_its_word_back() -> None:
    known = network()
    take(known, start(0, 1000), meter(10, 3000), by_hand(12, by=""))
    take(known, meter(12.5, 3100))
    assert not only(known).active, "read a moment before, and sent a moment after"
    take(known, meter(40, 3100))
    assert not only(known).active, "a register that stands still is no charge"
    take(known, meter(50, 7000))
    assert (only(known).active, only(known).energy_wh) == (True, 6000)
    take(known, by_hand(60, by=""))
    assert (only(known).ended, only(known).energy_wh) == (at(50), 6000)


def test_a_person_is_not_contradicted_by_a_reading_but_by_the_end() -> None:
    known = network()
    take(known, start(0, 1000), meter(10, 3000), by_hand(12), meter(50, 7000))
    assert (only(known).active, only(known).energy_wh) == (False, 2000)
    take(known, stop(60, 9000))
    assert (only(known).energy_wh, only(known).holds) == (8000, ())


@settings(deadline=None, max_examples=60)
@given(
    order=st.permutations(
        [meter(10, 3000), meter(20, 5000), meter(58, 8000), stop(59, 9000), start(70, 9000)]
    ),
    ended=st.integers(0, 5),
    by=st.sampled_from(("anna", "")),
)
def test_however_it_was_ended_the_told_end_gives_the_same(
    order: list[Event], ended: int, by: str
) -> None:
    known, plain = network(), network()
    queue = [*order]
    queue.insert(ended, by_hand(60, by=by))
    take(known, start(0, 1000), *queue)
    take(plain, start(0, 1000), *order)
    first = next(s for s in sessions(known) if s.id == f"{POINT}:1")
    assert told(first) == told(next(s for s in sessions(plain) if s.id == first.id))
    assert (first.energy_wh, first.holds) == (8000, ())


# --- refused ----------------------------------------------------------------------------------

UNKNOWN = Authorisation(AuthorisationStatus.INVALID)
CONCURRENT = Authorisation(AuthorisationStatus.CONCURRENT, customer=7)


@pytest.mark.parametrize("judgement", (REFUSED, UNKNOWN, CONCURRENT))
@pytest.mark.parametrize("readings", ((), (meter(1, 1000), meter(9, 1000))))
def test_a_refused_start_that_gave_nothing_leaves_nothing_to_decide(
    judgement: Authorisation, readings: tuple[Event, ...]
) -> None:
    for last in (by_hand(10, by=""), by_hand(10), start(10, 1000)):
        known = network()
        take(known, start(0, 1000, authorisation=judgement), *readings, last)
        refused = sessions(known)[0]
        assert (refused.state, refused.holds, refused.energy_wh) == (SessionState.ENDED, (), 0)


def test_a_refused_start_that_gave_energy_waits_for_a_person() -> None:
    known = network()
    take(known, start(0, 1000, authorisation=REFUSED), meter(9, 4000), by_hand(10, by=""))
    assert only(known).holds == (Hold.END_NOT_TOLD, Hold.NOT_AUTHORISED)


# --- first heard in the middle ----------------------------------------------------------------


def test_a_transaction_first_heard_as_updated_is_superseded() -> None:
    known = network()
    take(known, updated(5, 1000, token="CARD", authorisation=PAYS), updated(20, 4000))
    take(known, begun(60, 9000, transaction="next"))
    first, second = sessions(known)
    assert (first.ended, first.energy_wh) == (at(20), 3000)
    assert first.holds == (Hold.SUPERSEDED, Hold.ORPHAN)
    assert second.active


def test_a_transaction_first_heard_as_updated_supersedes() -> None:
    known = network()
    take(known, begun(0, 1000, token="CARD", authorisation=PAYS), updated(20, 4000))
    take(known, updated(60, 9000, transaction="next"))
    first, second = sessions(known)
    assert (first.holds, first.energy_wh, second.active) == ((Hold.SUPERSEDED,), 3000, True)


@pytest.mark.parametrize("order", tuple(permutations(range(3))))
def test_an_update_of_the_moment_of_the_end_supersedes_in_any_order(order: Sequence[int]) -> None:
    said = (
        begun(0, 1000, token="CARD", authorisation=PAYS),
        updated(60, 9000, transaction="next"),
        over(60, 9000, transaction="next"),
    )
    known = network()
    take(known, *(said[place] for place in order))
    first = next(s for s in sessions(known) if s.transaction != "next")
    assert (first.holds, first.ended) == ((Hold.SUPERSEDED,), at(0))


def test_an_end_alone_supersedes_nothing() -> None:
    # It may have begun long before the one that runs.
    known = network()
    take(known, begun(0, 1000), over(30, 2000, transaction="lost"))
    assert sessions(known)[0].active


@pytest.mark.parametrize(
    "messages",
    (
        # Each of two that overlap, where the older one is heard late and its start last.
        (
            begun(30, 5000, transaction="b", token="CARD", authorisation=PAYS),
            updated(40, 6000, transaction="a"),
            begun(0, 1000, transaction="a", token="CARD", authorisation=PAYS),
        ),
        # Three, the middle one without a start.
        (
            begun(0, 1000, transaction="a", token="CARD", authorisation=PAYS),
            updated(30, 5000, transaction="b"),
            updated(50, 6000, transaction="b"),
            begun(60, 7000, transaction="c", token="CARD", authorisation=PAYS),
        ),
        # The end of the middle one is told, and its start is not.
        (
            begun(0, 1000, transaction="a", token="CARD", authorisation=PAYS),
            updated(30, 5000, transaction="b"),
            over(50, 6000, transaction="b"),
            begun(60, 7000, transaction="c", token="CARD", authorisation=PAYS),
        ),
    ),
)
def test_which_session_follows_which_is_the_same_in_any_order(messages: tuple[Event, ...]) -> None:
    results = []
    for order in permutations(messages):
        known = network()
        take(known, *order)
        results.append({s.id: told(s) for s in sessions(known)})
    assert all(one == results[0] for one in results)
    running = [s for s in sessions_of(messages) if s.active]
    assert len(running) == 1


def sessions_of(messages: tuple[Event, ...]) -> list[ChargingSession]:
    known = network()
    take(known, *messages)
    return sessions(known)


def booted(minutes: float) -> Booted:
    return Booted(charge_point=POINT, at=at(minutes), received=at(minutes), vendor="V", model="M")


# --- said by its connector --------------------------------------------------------------------

AVAILABLE, CHARGING = ConnectorStatus.AVAILABLE, ConnectorStatus.CHARGING


@pytest.mark.parametrize("what", (AVAILABLE, ConnectorStatus.RESERVED))
@pytest.mark.parametrize(
    "stamped",
    (
        {"minutes": 20},
        {"minutes": 20, "estimated": True},
        # By a clock that was set back, the answer to a question.
        {"minutes": -40, "received": 20, "asked": True},
    ),
)
def test_a_live_available_ends_the_open_session(
    what: ConnectorStatus, stamped: dict[str, Any]
) -> None:
    known = network()
    take(known, link(-2000), start(0, 1000), meter(10, 3000))
    changes = take(known, status(what=what, **stamped))
    session = only(known)
    assert (session.state, session.holds) == (SessionState.HELD, (Hold.END_NOT_TOLD,))
    assert (session.ended, session.energy_wh) == (at(10), 2000)
    assert changes.sessions == (session,)
    connector = known.connector(POINT, 1, 1)
    assert (connector.status, connector.session, connector.transaction) == (what, "", "")


@pytest.mark.parametrize(
    "event",
    (
        status(20, AVAILABLE, connector=2),
        status(20, ConnectorStatus.FINISHING),
        status(20, ConnectorStatus.PREPARING),
        status(20, ConnectorStatus.UNAVAILABLE),
        status(20, ConnectorStatus.FAULTED),
        replace(status(20, AVAILABLE), evse=0, connector=0),
        # Out of a queue, older than what was said since.
        status(-5, AVAILABLE, received=20, replayed=True),
    ),
)
def test_what_does_not_contradict_a_session_leaves_it_open(event: Event) -> None:
    known = network()
    take(known, link(-10), start(0, 1000), status(1, CHARGING), meter(10, 3000), event)
    assert only(known).active
    assert known.connector(POINT, 1, 1).session == f"{POINT}:1"


@pytest.mark.parametrize("since", (40.1, 2, 0, -20, -1440))
def test_a_boot_followed_by_available_ends_the_open_session(since: float) -> None:
    # Some stamp a status with the moment since when it has been so, or by a slow clock.
    known = network()
    take(known, link(-10), start(0, 1000), status(1, CHARGING), meter(10, 3000))
    take(known, booted(30), status(30.1, ConnectorStatus.PREPARING))
    assert only(known).active, "a boot alone is no proof of a reboot"
    take(known, booted(40), status(since, AVAILABLE, received=40.1))
    assert (only(known).holds, only(known).ended) == ((Hold.END_NOT_TOLD,), at(10))


def test_an_available_that_a_start_overtook_ends_nothing() -> None:
    known = network()
    take(known, link(-10), start(0.1, 1000), status(0, AVAILABLE, received=0.2))
    assert only(known).active


def test_available_before_the_queued_stop_gives_the_same_as_after_it() -> None:
    stopped = network()
    take(stopped, link(-10), start(0, 1000), meter(10, 3000), stop(20, 9000))
    for late in (stop(20, 9000), stop(20, 9000, "-1", token="CARD"), stop(22, 9000)):
        known = network()
        take(known, link(-10), start(0, 1000), meter(10, 3000), status(20.5, AVAILABLE))
        take(known, late, late)
        session = only(known)
        assert (session.state, session.holds, session.energy_wh) == (SessionState.ENDED, (), 8000)
        assert known.connector(POINT, 1, 1).status is AVAILABLE
        assert known.connector(POINT, 1, 1).session == ""


@settings(deadline=None, max_examples=40)
@given(
    order=st.permutations(
        [
            replace(event, replayed=True, received=at(200))
            for event in (
                start(0, 1000),
                stop(30, 4000, "-1", token="CARD"),
                start(60, 4000),
                stop(90, 9000, "-1", token="CARD"),
            )
        ]
    ),
    place=st.integers(0, 4),
    version=st.sampled_from(("1.6", "2.0.1")),
)
def test_a_queue_around_a_live_available_gives_its_sessions(
    order: list[Event], place: int, version: str
) -> None:
    known = network()
    queue = [*order]
    queue.insert(place, status(190, AVAILABLE))
    take(known, link(150, version=version), *queue)
    assert sorted((s.energy_wh, s.holds) for s in sessions(known)) == [(3000, ()), (5000, ())]


def test_a_start_out_of_a_queue_is_over_where_its_connector_is_free_by_now() -> None:
    known = network()
    take(known, link(150), status(151, AVAILABLE))
    take(known, replace(start(0, 1000), replayed=True, received=at(152)))
    assert only(known).holds == (Hold.END_NOT_TOLD, Hold.NO_METER)
    take(known, replace(start(160, 1000), received=at(160)))
    assert sessions(known)[1].active, "one that begins now goes on"


def test_a_start_out_of_a_queue_goes_on_where_its_connector_was_free_on_an_older_link() -> None:
    known = network()
    take(known, link(-10), status(-5, AVAILABLE), link(150, 2))
    take(known, replace(start(0, 1000), replayed=True, received=at(152)))
    assert only(known).active


def test_ocpp_201_is_asked_before_its_session_ends() -> None:
    known = network()
    take(known, link(-10, version="2.0.1"), begun(0, 1000, token="CARD", authorisation=PAYS))
    event = take(known, updated(10, 3000), status(20, AVAILABLE)).event
    assert only(known).active
    (question,) = questions(known, event)
    assert question.wish == ASKS


ASKS = Send("GetTransactionStatus", {"transactionId": "tx"})


def asked(
    reason: str = "session-doubted", status: str = "Accepted", **answered: Any
) -> CommandChanged:
    fields: dict[str, Any] = {
        "id": 1,
        "charge_point": POINT,
        "wish": ASKS,
        "asked_by": "system",
        "asked": at(20),
        "reason": reason,
        "state": CommandState.ANSWERED,
        "status": CommandStatus(status),
        **answered,
    }
    return CommandChanged(charge_point=POINT, at=at(21), received=at(21), command=Command(**fields))


OVER = {"ongoingIndicator": False, "messagesInQueue": False}
QUEUED = {"ongoingIndicator": False, "messagesInQueue": True}
GOES_ON = {"ongoingIndicator": True, "messagesInQueue": False}


@pytest.mark.parametrize(
    ("answer", "over_"),
    (
        (asked(response=OVER), True),
        (asked(response=QUEUED), True),
        (asked(response={"messagesInQueue": False}), True),
        (asked(status="NotImplemented", response={"error": "NotImplemented"}), True),
        (asked(status="NotSupported"), True),
        (asked(status="Refused", response={"error": "too long"}), True),
        (asked(state=CommandState.VOID, status="NoAnswer"), True),
        (asked(response=GOES_ON), False),
        (asked(response={"ongoingIndicator": True, "messagesInQueue": True}), False),
        (asked(state=CommandState.VOID, status="NoLink"), False),
        (asked(state=CommandState.UNKNOWN), False),
        (asked(state=CommandState.REQUESTED, status=""), False),
        (asked(state=CommandState.TAKEN, status=""), False),
        # Asked by somebody else, or for a gap in its messages: only a whole no is one.
        (asked("", response=OVER), True),
        (asked("", response=QUEUED), False),
        (asked("", status="NotImplemented"), False),
        (asked("", state=CommandState.VOID, status="NoAnswer"), False),
        (asked(response=OVER, wish=Send("GetReport")), False),
        (asked(response=OVER, wish=Send("GetTransactionStatus")), False),
    ),
)
def test_what_the_answer_says_of_the_transaction(answer: CommandChanged, over_: bool) -> None:
    known = network()
    take(known, link(-10, version="2.0.1"), begun(0, 1000, token="CARD", authorisation=PAYS))
    take(known, updated(10, 3000), status(20, AVAILABLE), answer)
    concluded = list(conclusions(known, answer))
    assert bool(concluded) is over_
    for event in concluded:
        take(known, event)
        session = only(known)
        assert (session.holds, session.ended) == ((Hold.END_NOT_TOLD,), at(10))
        assert known.connector(POINT, 1, 1).session == ""
        assert list(conclusions(known, answer)) == []
    take(known, over(19, 9000))
    assert (only(known).energy_wh, only(known).holds) == (8000, ())


def test_a_start_out_of_a_queue_of_ocpp_201_is_asked_about() -> None:
    known = network()
    take(known, link(150, version="2.0.1"), status(151, AVAILABLE))
    late = begun(0, 1000, token="CARD", authorisation=PAYS, replayed=True, received=at(152))
    event = take(known, late).event
    assert only(known).active
    assert [q.wish for q in questions(known, event)] == [ASKS]


def test_what_a_start_overtook_is_asked_for_again() -> None:
    known = network()
    event = take(known, link(-10), start(0.1, 1000), status(0, AVAILABLE, received=0.2)).event
    (question,) = questions(known, event)
    assert isinstance(question.wish, TriggerMessage)
    take(known, status(0, AVAILABLE, received=0.3, asked=True))
    assert not only(known).active
