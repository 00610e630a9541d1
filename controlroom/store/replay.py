"""State as it stands: the rows, and what follows from the meter values that they lack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from controlroom.domain.charging.charge_point import Connector
from controlroom.domain.charging.events import MessageKept
from controlroom.domain.charging.network import Network
from controlroom.domain.event import Event
from controlroom.operations.ports.journal import Entry
from controlroom.store.codec import load_event
from controlroom.store.deferred_state import Key, StateRow, key_of
from controlroom.store.samples import load_samples


def replay(network: Network, entries: Sequence[Entry], stands: Mapping[str, int]) -> list[StateRow]:
    """Decide on entries again, in their order; the rows that changed.

    `network` is as the rows have it, `stands` the position of each charge point's rows.
    """
    changed: dict[Key, StateRow] = {}
    for entry in entries:
        if entry.position > stands.get(entry.event.charge_point, 0):
            changes = network.decide(entry.event)
            network.apply(changes)
            rows: list[StateRow] = [*changes.connectors, *changes.sessions]
            changed.update((key_of(row), row) for row in rows)
    return [*changed.values()]


def connectors_of(network: Network) -> tuple[Connector, ...]:
    """All of them, in the order of their keys."""
    connectors = (one for known in network.connectors.values() for one in known.values())
    return tuple(sorted(connectors, key=attrgetter("key")))


def entries_of(rows: Iterable[Sequence[Any]]) -> list[Entry]:
    """The entries of rows."""
    return [Entry(row[0], row[1], _event(*row[2:])) for row in rows]


def _event(
    at: datetime,
    received: datetime,
    charge_point: str,
    kind: str,
    evse: int,
    connector: int,
    body: str,
) -> Event:
    if kind:
        return load_event(kind, body, charge_point=charge_point, at=at, received=received)
    try:
        return load_samples(
            body,
            charge_point=charge_point,
            evse=evse,
            connector=connector,
            at=at,
            received=received,
        )
    except ValueError as error:
        return MessageKept(
            charge_point=charge_point,
            at=at,
            received=received,
            action="MeterSampled",
            raw=body,
            why=str(error),
        )
