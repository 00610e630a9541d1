"""What a charge point's own words leave open."""

from __future__ import annotations

import pytest

from controlroom.domain.charging.inquiries import Question, questions
from controlroom.domain.charging.network import Network
from controlroom.domain.charging.wishes import Send
from controlroom.domain.event import Event
from controlroom.words.texts import ENGLISH
from tests.domain.session_events import begun, meter, network, over, start, stop, take, updated

GAP = Question(
    Send("GetTransactionStatus", {"transactionId": "tx"}),
    "messages-missing",
)


def asked(known: Network, *events: Event) -> list[int]:
    """The numbers of the events, in their order, after which the charge point is asked."""
    found = []
    for place, event in enumerate(events):
        for question in questions(known, take(known, event).event):
            assert question == GAP
            found.append(place)
    return found


@pytest.mark.parametrize(
    ("events", "places"),
    (
        ([begun(0), updated(1, seq_no=1), over(2, seq_no=2)], []),
        ([begun(0), updated(1, seq_no=1), updated(3, seq_no=3), updated(4, seq_no=4)], [2]),
        ([begun(0), over(9, seq_no=7)], [1]),
        # late, not lost: asked once all the same, and not again when it is filled
        ([begun(0), updated(2, seq_no=2), updated(1, seq_no=1), updated(3, seq_no=3)], [1]),
        # a second gap after the first was filled
        (
            [begun(0), *(updated(n, seq_no=n) for n in (2, 1, 5, 6))],
            [1, 3],
        ),
        # counts in twos: asked once, not after every message
        ([begun(0), *(updated(n, seq_no=2 * n) for n in range(1, 6))], [1]),
        # 0 on everything, or the same number again
        ([begun(0), updated(1), updated(2), over(3)], []),
        ([begun(0), updated(1, seq_no=1), updated(2, seq_no=1), updated(3, seq_no=2)], []),
        # the start was lost
        ([updated(5, seq_no=5), updated(6, seq_no=6)], [0]),
        # counts from 1
        ([begun(0, seq_no=1), updated(1, seq_no=2)], []),
        # OCPP 1.6 has no numbers
        ([start(0), meter(1, 1100), stop(2, 1200)], []),
    ),
)
def test_a_gap_asks_once(events: list[Event], places: list[int]) -> None:
    assert asked(network(), *events) == places


def test_who_missed_the_beginning_of_the_journal_asks_nothing() -> None:
    event = take(network(), begun(0), updated(5, seq_no=5)).event
    assert list(questions(network(), event)) == []


def test_a_late_message_that_came_meanwhile_asks_nothing() -> None:
    """The rule sees the network as it is by now."""
    known = network()
    third = take(known, begun(0), updated(2, seq_no=2)).event
    take(known, updated(1, seq_no=1))
    assert list(questions(known, third)) == []


def test_a_repeated_number_is_never_dropped() -> None:
    known = network()
    take(known, begun(0, 1000), updated(1, 1100), updated(2, 1200), updated(3, 1300))
    assert known.active_sessions("SLU-01")[0].energy_wh == 300


def test_every_reason_has_a_sentence() -> None:
    assert ENGLISH.catalogue.has("", GAP.reason)
