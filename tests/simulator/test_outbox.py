from __future__ import annotations

from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.metering import Reading
from controlroom.simulator.messages import CardShown, Sampled, Started, Status, Transaction, moment
from controlroom.simulator.outbox import ATTEMPTS, Outbox

TRANSACTION = Transaction("t", 1, "04AA", 0.0, 1000)


def sample(at: float) -> Sampled:
    return Sampled(at=at, transaction=TRANSACTION, reading=Reading(moment(at)), sequence=0)


def start(at: float) -> Started:
    return Started(at=at, transaction=TRANSACTION, reading=Reading(moment(at)), sequence=0)


def status(at: float) -> Status:
    return Status(at=at, outlet=1, status=ConnectorStatus.AVAILABLE)


def drain(outbox: Outbox) -> list[float]:
    found = []
    while (message := outbox.head()) is not None:
        found.append(message.at)
        outbox.delivered(message)
    return found


def test_without_a_link_only_what_is_durable_is_kept() -> None:
    outbox = Outbox()
    outbox.put(status(1))
    outbox.put(start(2))
    outbox.put(CardShown(at=3, outlet=1, token="04AA"))
    outbox.put(sample(4))

    assert drain(outbox) == [2, 4]


def test_a_lost_link_keeps_the_order_of_what_was_not_delivered() -> None:
    outbox = Outbox()
    outbox.link_up()
    for message in (start(1), status(2), sample(3)):
        outbox.put(message)
    outbox.link_down()
    outbox.put(sample(4))
    outbox.link_up()
    outbox.put(sample(5))

    assert drain(outbox) == [1, 3, 4, 5]


def test_a_status_does_not_wait_for_the_replay_but_a_transaction_does() -> None:
    outbox = Outbox()
    outbox.put(start(1))
    outbox.put(sample(2))
    outbox.link_up()
    outbox.put(status(10))
    outbox.put(sample(11))
    outbox.put(status(12))

    assert len(outbox._replay) == 2
    assert drain(outbox) == [10, 1, 2, 11, 12]


def test_a_message_stays_until_it_is_delivered() -> None:
    outbox = Outbox()
    outbox.link_up()
    outbox.put(start(1))

    assert outbox.head() is outbox.head()
    assert len(outbox) == 1


def test_a_full_memory_forgets_the_oldest_readings_and_never_a_start() -> None:
    outbox = Outbox(capacity=3)
    for message in (start(1), sample(2), start(3), sample(4), sample(5)):
        outbox.put(message)

    assert outbox.dropped == 2
    assert drain(outbox) == [1, 3, 5]


def test_a_full_memory_never_forgets_what_is_under_way() -> None:
    outbox = Outbox(capacity=1)
    outbox.link_up()
    outbox.put(sample(1))
    under_way = outbox.head()
    outbox.put(sample(2))

    assert outbox.head() is under_way


def test_a_refused_transaction_message_is_sent_again_up_to_a_limit() -> None:
    outbox = Outbox()
    outbox.link_up()
    outbox.put(start(1))
    outbox.put(sample(2))
    for _ in range(ATTEMPTS):
        message = outbox.head()
        assert message is not None
        assert message.at == 1
        outbox.refused(message)

    assert outbox.dropped == 1
    assert drain(outbox) == [2]


def test_a_refused_status_is_not_sent_again() -> None:
    outbox = Outbox()
    outbox.link_up()
    message = status(1)
    outbox.put(message)
    outbox.refused(message)

    assert outbox.head() is None
    assert outbox.dropped == 0
