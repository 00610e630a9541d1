"""Questions: what a charge point's own words leave open, and the request that settles it.

A rule is a pure function of the state of the network, as it is by now, and an event of the
journal. It returns what the charge point is asked; an answer comes back as any other: as an
event, or as the response of the command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from controlroom.domain.charging.charge_point import MOST_CONNECTORS, ChargePoint
from controlroom.domain.charging.commands import (
    Command,
    CommandChanged,
    CommandState,
    CommandStatus,
)
from controlroom.domain.charging.contradiction import asks_first, freed_by, freed_since
from controlroom.domain.charging.events import (
    ConnectorsCounted,
    SessionEnded,
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.charging.network import Network
from controlroom.domain.charging.session import ChargingSession
from controlroom.domain.charging.wishes import GetConfiguration, Send, TriggerMessage, Wish
from controlroom.domain.event import Event
from controlroom.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A request to the charge point of the event. `reason` is the key of a sentence.

    `again_s`: where it comes up again sooner than this, in seconds, it is asked once more when
    the time is over, if it is still open then. None: it is not asked again for a while.
    """

    wish: Wish
    reason: str
    again_s: float | None = None


Rule: TypeAlias = Callable[[Network, Event], Iterator[Question]]

STATUS_AGAIN_S: Final = 5.0
SESSION_AGAIN_S: Final = 30.0
SESSION_DOUBTED: Final = "session-doubted"
STATUS: Final = "StatusNotification"
TRANSACTION_STATUS: Final = "GetTransactionStatus"
CONNECTORS_COUNTED: Final = "connectors-counted"
NUMBER_OF_CONNECTORS: Final = "NumberOfConnectors"


def doubtful_status(_network: Network, event: Event) -> Iterator[Question]:
    """A status whose stamp is at odds with the order in which it came: the charge point knows."""
    if isinstance(event, StatusChanged) and event.doubted:
        yield status_of(event)


def number_of_connectors(network: Network, event: Event) -> Iterator[Question]:
    """How many it has, where it names more than are believed; and how they are, once it said so."""
    point = network.charge_point(event.charge_point)
    if isinstance(event, StatusChanged) and event.beyond:
        if point.version == "1.6" and point.connectors is None:
            yield Question(GetConfiguration((NUMBER_OF_CONNECTORS,)), CONNECTORS_COUNTED)
    elif isinstance(event, ConnectorsCounted) and event.count > MOST_CONNECTORS:
        yield Question(TriggerMessage(STATUS), CONNECTORS_COUNTED)


def settled(event: Event) -> Iterator[Question]:
    """What needs no asking any more, whatever was said before."""
    if not isinstance(event, StatusChanged) or not event.moved:
        return
    if not event.replayed and not event.doubted:
        yield status_of(event)


def status_of(event: StatusChanged) -> Question:
    """What the status of a place is."""
    connector = event.connector if event.evse else 0
    return Question(
        TriggerMessage(STATUS, event.evse, connector), "status-doubted", again_s=STATUS_AGAIN_S
    )


def transaction_status(transaction: str, reason: str, again_s: float | None = None) -> Question:
    """Whether a transaction goes on, and whether messages of it wait in a queue (OCPP 2.0.1)."""
    return Question(Send(TRANSACTION_STATUS, {"transactionId": transaction}), reason, again_s)


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


def open_session(network: Network, event: Event) -> Iterator[Question]:
    """A transaction whose end was not told, at a connector of which the station says it is free."""
    point = network.charge_point(event.charge_point)
    for session in _contradicted(network, event, point):
        if asks_first(point):
            yield transaction_status(session.transaction, SESSION_DOUBTED, SESSION_AGAIN_S)
        elif isinstance(event, StatusChanged):
            yield status_of(event)


def _contradicted(network: Network, event: Event, point: ChargePoint) -> list[ChargingSession]:
    sessions = network.active_sessions(event.charge_point)
    if isinstance(event, StatusChanged):
        known = network.connector(event.charge_point, event.evse, event.connector)
        if event.moved and known.status is not event.status:
            return []  # something else goes on there since
        # By its order alone: asking costs nothing where the two have only crossed.
        return freed_by(replace(event, asked=True), sessions)
    if not isinstance(event, TransactionStarted | TransactionUpdated):
        return []
    return [
        session
        for session in sessions
        if session.id == event.session
        and freed_since(
            event,
            session,
            network.connector(session.charge_point, session.evse, session.connector),
            point,
        )
    ]


def conclusions(network: Network, event: Event) -> Iterator[Event]:
    """What the answer to a question settles, where it is not an event itself."""
    if not isinstance(event, CommandChanged):
        return
    command = event.command
    if (count := _count_of(command)) is not None:
        yield ConnectorsCounted(
            charge_point=event.charge_point, at=event.at, received=event.received, count=count
        )
    wish = command.wish
    if not isinstance(wish, Send) or wish.action != TRANSACTION_STATUS or not _says_over(command):
        return
    for session in network.active_sessions(event.charge_point):
        if session.transaction == wish.payload.get("transactionId"):
            yield SessionEnded(
                charge_point=event.charge_point,
                at=command.asked,
                received=event.received,
                session=session.id,
            )


def _count_of(command: Command) -> int | None:
    """How many connectors a station of OCPP 1.6 says it has, in the answer to GetConfiguration."""
    told = command.response.get("configurationKey")
    if command.state is not CommandState.ANSWERED or not isinstance(told, list | tuple):
        return None
    for setting in told:
        if isinstance(setting, Mapping) and setting.get("key") == NUMBER_OF_CONNECTORS:
            value = str(setting.get("value", "")).strip()
            return int(value) if value.isdecimal() and len(value) <= len("1000") else None
    return None


def _says_over(command: Command) -> bool:
    """Whether a station says of a transaction that it does not go on."""
    if command.state is CommandState.VOID:
        answered = command.status is CommandStatus.NO_ANSWER
    else:
        answered = command.state is CommandState.ANSWERED
    goes_on = command.response.get("ongoingIndicator")
    if command.reason == SESSION_DOUBTED:
        # Its own status says so already: only a clear word says otherwise.
        return answered and goes_on is not True
    return answered and goes_on is False and command.response.get("messagesInQueue") is False


RULES: tuple[Rule, ...] = (doubtful_status, number_of_connectors, missing_messages, open_session)


def questions(network: Network, event: Event) -> Iterator[Question]:
    """Everything that an event gives cause to ask."""
    for rule in RULES:
        yield from rule(network, event)
