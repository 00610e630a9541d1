"""Which session a message means whose transaction's id we did not give."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from controlroom.domain.billing.pricing import price
from controlroom.domain.billing.session_price import usage
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.events import TransactionEnded, TransactionStarted
from controlroom.domain.charging.network import Network
from controlroom.domain.charging.session import ChargingSession, Hold, SessionState
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import Authorisation, AuthorisationStatus
from tests.domain.session_events import at, meter, network, sessions, start, stop, take, told

TARIFF = Tariff(energy=Decimal("4.00"))
CONCURRENT = Authorisation(AuthorisationStatus.CONCURRENT, customer=7)
UNKNOWN = Authorisation(AuthorisationStatus.INVALID)


def nets(known: Network) -> list[str]:
    """What each session costs, by its start; held ones are no money yet."""
    ordered = sorted(sessions(known), key=lambda s: s.started)
    assert [s.holds for s in ordered] == [()] * len(ordered)
    assert not any(s.active for s in ordered)
    return [str(price(TARIFF, usage(s, at(9000))).net) for s in ordered]


OFFLINE = (
    start(0, 0),
    stop(10, 5000, "-1", token="CARD"),
    start(60, 5000),
    stop(90, 8000, "-2", token="CARD"),
)


@settings(deadline=None)
@given(order=st.permutations(OFFLINE))
def test_two_offline_sessions_of_five_and_three_kwh_are_two(order: list[Event]) -> None:
    known = network()
    take(known, *order, *order)
    assert nets(known) == ["20.00", "12.00"]


@pytest.mark.parametrize(
    "ids",
    (
        ("-1", "-1", "-1"),
        ("-1", "-2", "-3"),
        ("-3", "-2", "-1"),
        ("4711", "4712", "4713"),
        ("2147483647", "0", "-1"),
        ("0", "0", "0"),
    ),
)
@pytest.mark.parametrize("token", ("CARD", ""))
@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_any_order_of_offline_sessions_gives_the_same(
    ids: tuple[str, ...], token: str, data: st.DataObject
) -> None:
    queue: list[Event] = []
    for n, own in enumerate(ids):
        queue += [
            start(100 * n, 4000 * n),
            stop(100 * n + 30, 4000 * n + 2000, own, token=token),
        ]
    known = network()
    take(known, *data.draw(st.permutations(queue)))
    assert nets(known) == ["8.00"] * 3


@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_two_cards_on_two_connectors_are_told_apart(data: st.DataObject) -> None:
    queue: list[Event] = [
        start(0, 1000, token="A"),
        start(5, 1000, connector=2, token="B"),
        stop(30, 3000, "-1", token="a"),
        stop(40, 6000, "-2", token="b"),
    ]
    known = network()
    take(known, *data.draw(st.permutations(queue)))
    assert {s.token: s.energy_wh for s in sessions(known)} == {"A": 2000, "B": 5000}
    assert nets(known) == ["8.00", "20.00"]


def test_readings_tell_which_connector_an_own_id_means() -> None:
    known = network()
    take(known, start(0, 1000), start(1, 2000, connector=2))
    take(known, meter(10, 2500, "-2", connector=2), meter(11, 1500, "-1"))
    assert [s.energy_wh for s in sessions(known)] == [500, 500]
    take(known, stop(60, 9000, "-2"))
    first, second = sessions(known)
    assert (first.active, second.active, second.energy_wh) == (True, False, 7000)
    take(known, stop(70, 9500, "-1"))
    assert sessions(known)[0].energy_wh == 8500


def test_an_id_that_the_station_keeps_after_our_answer_is_the_sessions() -> None:
    # Its own counter stands at 3, and we gave 3 to another one long ago.
    known = network()
    for n in range(3):
        take(known, start(10 * n, 1000 * n), stop(10 * n + 5, 1000 * n + 900, str(n + 1)))
    assert take(known, start(100, 5000)).answer.transaction == "4"
    take(known, meter(110, 6000, "3"))
    assert sessions(known)[3].energy_wh == 1000
    ended = take(known, stop(120, 9000, "3", token="CARD"))
    assert [s.energy_wh for s in sessions(known)] == [900, 900, 900, 4000]
    assert isinstance(ended.event, TransactionEnded)
    assert (ended.event.transaction, ended.event.own) == ("4", "3")
    assert not take(known, stop(120, 9000, "3", token="CARD")).stored


def test_our_own_number_means_its_session_whatever_else_would_fit() -> None:
    known = network()
    take(known, start(0, 1000), start(1, 1000, connector=2))
    take(known, stop(30, 4000, "2", token="CARD"))
    assert [s.active for s in sessions(known)] == [True, False]


def test_an_end_under_our_number_replaces_one_that_was_found() -> None:
    known = network()
    take(known, start(0, 1000), stop(30, 4000, "-1", token="CARD"))
    take(known, stop(40, 5000, "1"))
    first, orphan = sorted(sessions(known), key=lambda s: s.id, reverse=True)
    assert (first.energy_wh, first.holds) == (4000, ())
    assert orphan.holds[0] is Hold.ORPHAN


# --- starts that were refused -----------------------------------------------------------------


@pytest.mark.parametrize("own", ("-1", "0", "77"))
@pytest.mark.parametrize("stopped", (1.1, 1.0, 0.9, -55))
@pytest.mark.parametrize("judgement", (CONCURRENT, UNKNOWN))
def test_the_stop_of_a_refused_start_ends_it_and_not_the_one_that_runs(
    own: str, stopped: float, judgement: Authorisation
) -> None:
    # The card charges at connector 1; at connector 2 it is refused, by a clock that is set right
    # between the two messages.
    known = network()
    take(known, start(0, 1000), meter(0.5, 1100))
    take(known, start(1, 500_000, connector=2, authorisation=judgement))
    take(known, stop(stopped, 500_000, own, token="CARD"))
    running, refused = sessions(known)
    assert running.active
    assert (refused.state, refused.energy_wh, refused.holds) == (SessionState.ENDED, 0, ())


def test_a_refused_start_with_a_register_that_would_fit_the_other_is_told_by_its_equality() -> None:
    known = network()
    take(known, start(0, 1000), start(60, 1200, connector=2, authorisation=CONCURRENT))
    take(known, stop(60.2, 1200, "-1", token="CARD"))
    assert [s.active for s in sessions(known)] == [True, False]


def test_the_stop_of_the_one_that_runs_leaves_a_refused_start_alone() -> None:
    known = network()
    take(known, start(0, 1000), start(5, 500_000, connector=2, authorisation=CONCURRENT))
    take(known, stop(60, 9000, "-1", token="CARD"))
    running, refused = sessions(known)
    assert (running.energy_wh, running.holds) == (8000, ())
    assert refused.active


def test_energy_of_a_refused_start_waits_for_a_person() -> None:
    known = network()
    take(known, start(0, 1000, authorisation=CONCURRENT), stop(60, 9000, "-1", token="CARD"))
    (session,) = sessions(known)
    assert (session.energy_wh, session.holds) == (8000, (Hold.NOT_AUTHORISED,))


# --- clocks -----------------------------------------------------------------------------------


def test_a_stop_stamped_before_its_start_is_found_by_its_register() -> None:
    known = network()
    take(known, start(60, 1000), stop(50, 1500, "-1", token="CARD"))
    (session,) = sessions(known)
    assert (session.state, session.energy_wh, session.ended) == (SessionState.ENDED, 500, at(60))


def test_a_stop_stamped_before_its_start_and_below_its_register_is_no_ones() -> None:
    known = network()
    take(known, start(60, 1000), stop(50, 900, "-1", token="CARD"))
    session, orphan = sessions(known)
    assert session.active
    assert Hold.ORPHAN in orphan.holds


def test_an_end_that_fits_better_takes_the_place_of_one_that_was_early() -> None:
    known = network()
    take(known, start(60, 5000), stop(10, 5000, "-1", token="CARD"))
    assert sessions(known)[0].ended == at(60)
    take(known, stop(90, 8000, "-2", token="CARD"), start(0, 0))
    assert nets(known) == ["20.00", "12.00"]


# --- readers ----------------------------------------------------------------------------------


@settings(deadline=None, max_examples=40)
@given(
    order=st.permutations(
        [*OFFLINE, start(3, 50, connector=2), meter(5, 60, "-3", connector=2), stop(20, 70, "-3")]
    )
)
def test_a_reader_follows_what_was_found(order: list[Event]) -> None:
    server, screen = network(), network()
    for event in order:
        changes = server.decide(event)
        server.apply(changes)
        if changes.stored:
            take(screen, changes.event)
    assert result(screen) == result(server)
    assert screen.connectors == server.connectors


def test_a_reader_that_never_had_the_older_session_ends_the_newer_one() -> None:
    server, screen = network(), network()
    take(server, start(0, 0), stop(90, 8000, "-2", token="CARD"))
    begun = take(server, start(60, 5000)).event
    assert isinstance(begun, TransactionStarted)
    take(screen, begun)
    assert not sessions(screen)[0].active
    assert told(sessions(screen)[0]) == told(sessions(server)[1])


def result(known: Network) -> dict[str, ChargingSession]:
    return {session.id: session for session in sessions(known)}


# --- whole queues -----------------------------------------------------------------------------


@st.composite
def offline(draw: st.DrawFn) -> list[Event]:
    """What a station of two connectors says that was offline for a few sessions on each."""
    form = draw(st.sampled_from(("counts down", "always -1", "a counter of its own")))
    queue: list[Event] = []
    for connector in (1, 2):
        minutes, wh = draw(st.integers(0, 30)), draw(st.integers(0, 100_000))
        for n in range(draw(st.integers(1, 4))):
            number = 4 * connector + n
            own = {"counts down": str(-number), "always -1": "-1"}.get(form, str(7000 + number))
            # Without a gap before it, at times: then a stop and a start have one stamp.
            minutes += draw(st.integers(0, 20))
            lasts, gives = draw(st.integers(30, 60)), draw(st.integers(500, 9000))
            card = f"CARD {connector}"
            queue.append(start(minutes, wh, connector=connector, token=card))
            for part in draw(st.lists(st.floats(0.1, 0.9), max_size=2)):
                moment, read = minutes + int(lasts * part), wh + int(gives * part)
                queue.append(meter(moment, read, own, connector=connector))
            minutes, wh = minutes + lasts, wh + gives
            queue.append(stop(minutes, wh, own, token=card))
    return queue


@settings(deadline=None, max_examples=60)
@given(queue=offline(), data=st.data())
def test_a_queue_with_readings_gives_its_sessions_in_any_order(
    queue: list[Event], data: st.DataObject
) -> None:
    in_order, shuffled = network(50_000), network(50_000)
    take(in_order, *queue)
    take(shuffled, *data.draw(st.permutations(queue)))
    expected = figures(in_order)
    assert len(expected) == sum(isinstance(event, TransactionStarted) for event in queue)
    assert all(holds == () and wh > 0 for *_other, wh, holds in expected)
    assert figures(shuffled) == expected


def figures(known: Network) -> list[tuple[str, datetime, datetime | None, int, tuple[Hold, ...]]]:
    found = [(s.token, s.started, s.ended, s.energy_wh, s.holds) for s in sessions(known)]
    return sorted(found, key=lambda one: one[:2])
