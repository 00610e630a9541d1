"""Questions: what a charge point's own words leave open, and the request that settles it.

A rule is a pure function of the state of the network, as it is by now, and an event of the
journal. It returns what the charge point is asked; an answer comes back as any other: as an
event, or as the response of the command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from controlroom.domain.commands import Verb
from controlroom.domain.events import (
    Event,
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.network import Network
from controlroom.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A request to the charge point of the event. `reason` is the key of a sentence.

    `again_s`: where it comes up again sooner than this, in seconds, it is asked once more when
    the time is over, if it is still open then. None: it is not asked again for a while.
    """

    verb: Verb
    arguments: Mapping[str, object]
    reason: str
    again_s: float | None = None


Rule: TypeAlias = Callable[[Network, Event], Iterator[Question]]

STATUS_AGAIN_S: Final = 5.0


def doubtful_status(network: Network, event: Event) -> Iterator[Question]:
    """A status whose stamp is at odds with the order in which it came: the charge point knows."""
    if not isinstance(event, StatusChanged) or not event.doubted:
        return
    arguments: dict[str, object] = {"message": "StatusNotification"}
    if event.evse:
        known = network.connector(event.charge_point, event.evse, event.connector)
        if known.heard is not None and known.heard > event.received:
            return  # it has said it since
        arguments.update(evse=event.evse, connector=event.connector)
    yield Question(Verb.TRIGGER_MESSAGE, arguments, reason="status-doubted", again_s=STATUS_AGAIN_S)


def transaction_status(transaction: str, reason: str) -> Question:
    """Whether a transaction goes on, and whether messages of it wait in a queue (OCPP 2.0.1)."""
    payload = {"transactionId": transaction}
    arguments = {"action": "GetTransactionStatus", "payload": payload}
    return Question(Verb.SEND, arguments, reason)


def missing_messages(network: Network, event: Event) -> Iterator[Question]:
    """Ask for what is missing when the first number after a gap is heard."""
    if not isinstance(event, (TransactionStarted, TransactionUpdated, TransactionEnded)):
        return
    session = network.sessions.get(event.charge_point, {}).get(event.session)
    if session is None or event.seq_no is None:
        return
    begins = [first for first, _ in session.evidence.numbers[:2]]
    # A station whose starts are not numbered 0 has lost nothing before them.
    lost = event.seq_no > 0 and not isinstance(event, TransactionStarted)
    if event.seq_no in begins[1:] or (lost and event.seq_no in begins[:1]):
        yield transaction_status(session.transaction, "messages-missing")


RULES: tuple[Rule, ...] = (doubtful_status, missing_messages)


def questions(network: Network, event: Event) -> Iterator[Question]:
    """Everything that an event gives cause to ask."""
    for rule in RULES:
        yield from rule(network, event)
