"""Sessions whose end the station does not tell, or tells late."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from controlroom.domain.authorisation import Authorisation, AuthorisationStatus
from controlroom.domain.events import Event, SessionEnded
from controlroom.domain.session import ChargingSession, Hold, SessionState
from tests.domain.charging import (
    PAYS,
    POINT,
    REFUSED,
    at,
    begun,
    meter,
    network,
    only,
    over,
    sessions,
    start,
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
