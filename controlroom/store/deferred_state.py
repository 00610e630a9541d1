"""State that follows from meter values, written to its rows a moment later than they are.

Nine messages in ten are meter values, and each moves a connector and its session. A meter value is
on disk before it is answered; the rows that follow from it are written about once a second, by
then for several of them. Whoever reads state in between replays the meter values that the rows
lack (`replay`). Two positions of the journal tell which:

- in the row of each process that writes: from where on rows may lack what it wrote; empty where
  they lack nothing;
- beside each charge point: where its rows stand. All rows of a charge point that wait are written
  together with whatever else is written of its state, so that one position holds for all.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final, TypeAlias

from controlroom.domain.charging.charge_point import ChargePoint, Connector
from controlroom.domain.charging.session import ChargingSession
from controlroom.operations.ports.journal import Row

DELAY_S: Final = 1.0
"""How long rows wait for further meter values."""
AT_ONCE: Final = 25
"""Charge points whose rows go along with one transaction."""

StateRow: TypeAlias = Connector | ChargingSession
Key: TypeAlias = tuple[object, ...]


@dataclass(slots=True)
class _Waiting:
    since: int
    """The journal's head before the oldest meter value that the rows lack."""
    due: float
    rows: dict[Key, StateRow]


class DeferredState:
    """The rows of this process that wait, by charge point, those first that have waited longest."""

    def __init__(self) -> None:
        self.head = 0
        """The last position that this process committed."""
        self._waiting: OrderedDict[str, _Waiting] = OrderedDict()
        self._stands: dict[str, int] = {}
        """Where the state of charge points stands that was loaded, until more is written of it."""

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, charge_point: str, rows: Iterable[StateRow], since: int) -> None:
        """Keep what followed from a meter value that is committed."""
        self._stands.pop(charge_point, None)
        waiting = self._waiting.get(charge_point)
        if waiting is None:
            waiting = self._waiting[charge_point] = _Waiting(since, monotonic() + DELAY_S, {})
        waiting.rows.update((key_of(row), row) for row in rows)

    def loaded(
        self, charge_point: str, replayed: Iterable[StateRow], *, since: int, stands: int
    ) -> None:
        """Keep what was replayed, instead of whatever waited: state was just loaded."""
        self._waiting.pop(charge_point, None)
        self._stands[charge_point] = stands
        if rows := {key_of(row): row for row in replayed}:
            self._waiting[charge_point] = _Waiting(since, monotonic() + DELAY_S, rows)

    def of(self, charge_point: str) -> Mapping[Key, StateRow]:
        """The rows that wait."""
        waiting = self._waiting.get(charge_point)
        return {} if waiting is None else waiting.rows

    def stands(self, charge_point: str) -> int | None:
        """Where its rows stand once all are written that wait, if not at the newest."""
        return self._stands.get(charge_point)

    def written(self, charge_point: str, rows: Iterable[StateRow], stands: int) -> None:
        """These are committed; what came after them goes on waiting."""
        self._stands.pop(charge_point, None)
        waiting = self._waiting.get(charge_point)
        if waiting is None:
            return
        for row in rows:
            if waiting.rows.get(key := key_of(row)) is row:
                del waiting.rows[key]
        if waiting.rows:
            waiting.since, waiting.due = stands, monotonic() + DELAY_S
            self._waiting.move_to_end(charge_point)
        else:
            del self._waiting[charge_point]

    def doubt(self, charge_point: str) -> None:
        """Its rows stand no further, whatever is written of it, until more is known."""
        self._stands[charge_point] = self.head

    def forget(self, charge_point: str) -> None:
        self._waiting.pop(charge_point, None)
        self._stands.pop(charge_point, None)

    def since(self, written: Mapping[str, Sequence[StateRow]]) -> int | None:
        """From where on rows lack what this process wrote, once these are written, if anywhere."""
        return min(
            (
                waiting.since
                for point, waiting in self._waiting.items()
                if len(waiting.rows) > len(written.get(point, ()))
                or [*waiting.rows.values()] != [*written[point]]
            ),
            default=None,
        )

    def wait_s(self) -> float | None:
        """Seconds until rows are due; None where none wait."""
        waiting = next(iter(self._waiting.values()), None)
        return None if waiting is None else max(0.0, waiting.due - monotonic())

    def due(self, *, everything: bool = False) -> list[str]:
        """The charge points whose rows are to be written now. Each is due again after a delay."""
        now, found = monotonic(), list[str]()
        for charge_point, waiting in self._waiting.items():
            if not everything and (waiting.due > now or len(found) == AT_ONCE):
                break
            found.append(charge_point)
        for charge_point in found:
            self._waiting[charge_point].due = now + DELAY_S
            self._waiting.move_to_end(charge_point)
        return found


def owner(row: Row) -> str | None:
    """The charge point whose state a row is part of; None for rows of another kind."""
    if isinstance(row, ChargePoint):
        return row.id
    return row.charge_point if isinstance(row, StateRow) else None


def key_of(row: StateRow) -> Key:
    return row.key if isinstance(row, Connector) else (row.id,)
