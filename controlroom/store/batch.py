"""A journal transaction as a script: what it writes and in which order, without any driver.

State first, then the number of the journal's head (whoever has it keeps others
waiting until the commit, so it comes late), then the rows that it numbers. The
script is a generator of statements; three thin shells run it: SQLite's writer
thread, PostgreSQL's writer connection, and SQLAlchemy's connection for
everything that is not hot.
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from controlroom.domain.billing.session_price import SessionPrice
from controlroom.domain.charging.events import LinkClosed, LinkOpened
from controlroom.domain.event import Event
from controlroom.operations.ports.charging import Frame
from controlroom.operations.ports.journal import ConsumerState, Row
from controlroom.store.codec import clean, dump_event
from controlroom.store.deferred_state import DeferredState, StateRow, key_of, owner
from controlroom.store.rows import (
    BY_KIND,
    CONSUMER_STATE,
    MAPPERS,
    QUARTER_HOUR,
    LinkHeld,
    Mapper,
    Value,
    quoted,
    whole,
)
from controlroom.store.samples import dump_samples, is_measured
from controlroom.store.statements import Mark, Name, Step, Values, What, statements_of
from controlroom.store.times import microseconds

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Unit:
    """What belongs together: all of it is committed or none."""

    events: Sequence[Event]
    journal: list[tuple[int, Values]] = field(default_factory=list)
    """(how many-th event of the unit, its columns)."""
    meter: list[tuple[int, Values]] = field(default_factory=list)
    rows: dict[str, dict[Values, Values | None]] = field(default_factory=dict)
    """Table, key, columns (None: the row goes): the last write of a key is the one that counts."""
    moved: dict[str, dict[Values, Values]] = field(default_factory=dict)
    """The same for rows of which only the moving columns are written."""
    still: list[tuple[str, str, Values, Values | None]] = field(default_factory=list)
    """Charge point, table, key, and the columns that do not move as this unit leaves them;
    None: need not be remembered."""
    priced: list[Values] = field(default_factory=list)
    """Session, and the revision of its price."""
    seen: list[Values] = field(default_factory=list)
    """Charge point, and when it was last heard."""
    log: list[Values] = field(default_factory=list)
    """Frames for the log of messages."""
    served: frozenset[str] = frozenset()
    """Charge points whose state it writes as the holder of their links."""
    deferred: tuple[str, Sequence[StateRow]] | None = None
    """A charge point, and the rows that follow from the unit's meter value."""
    written: list[tuple[str, Sequence[StateRow], int | None]] = field(default_factory=list)
    """Charge point, the rows that waited and are written with it, and where all stand then; None:
    at its last event."""


class Encoding:
    """Turns events and rows into a dialect's values.

    It remembers, of connectors and running sessions, the columns that do not move, as
    they were committed. Only the process that holds a charge point's link writes
    them, so where they are the same only the moving ones are written; a new link
    forgets.
    """

    def __init__(self, dialect: str) -> None:
        self.sqlite = dialect == "sqlite"
        self.statements = statements_of(dialect)
        self.encoders = self.statements.encoders
        self._still: dict[str, dict[str, dict[Values, Values]]] = {}
        """Charge point, table, key: the columns that do not move."""
        self.deferred = DeferredState()

    def unit(self, events: Sequence[Event], rows: Iterable[Row], writer: str) -> Unit:
        """Raises ValueError, OverflowError or TypeError for what cannot be written."""
        unit = Unit(events)
        for offset, event in enumerate(events):
            self._event(unit, offset, event, writer)
        for row in rows:
            self._row(unit, row)
        return unit

    def unit_of_link(self, events: Sequence[Event], rows: Sequence[Row], writer: str) -> Unit:
        """As `unit`, by the process that holds the links: what follows from meter values waits."""
        states = [row for row in rows if isinstance(row, StateRow)]
        unit = self.unit(events, (), writer)
        if rows:
            # That a link has ended is true whoever holds the newest one.
            said = [event for event in events if type(event) is not LinkClosed]
            unit.served = frozenset(clean(event.charge_point) for event in said)
        if unit.meter and states and all(map(self._is_still, states)):
            unit.deferred = states[0].charge_point, states
            return unit
        for row in rows:
            self._row(unit, row)
        for point in dict.fromkeys(map(owner, rows)):
            if point is not None:
                self._with_deferred(unit, point, states)
        return unit

    def _with_deferred(self, unit: Unit, point: str, newer: Sequence[StateRow] = ()) -> None:
        """Write what waits of a charge point beside newer rows of it, and where all stand then."""
        waiting = {**self.deferred.of(point)}
        stands = self.deferred.stands(point)
        if stands is None and not unit.events:
            stands = self.deferred.head
        unit.written.append((point, [*waiting.values()], stands))
        for row in newer:
            waiting.pop(key_of(row), None)
        for row in waiting.values():
            self._put(unit, BY_KIND[type(row)], row)

    def _is_still(self, row: StateRow) -> bool:
        """Whether only columns of it move, and the others are as they are in its row."""
        mapper = BY_KIND[type(row)]
        name = mapper.table.name
        still = self.encoders[name].still(row)
        known = self._still.get(row.charge_point, {}).get(name, {})
        return known.get(still[: mapper.keys]) == still

    def due(self, *, everything: bool = False) -> list[Unit]:
        """The rows that have waited long enough, a unit for each charge point."""
        units: list[Unit] = []
        for point in self.deferred.due(everything=everything):
            unit = Unit((), served=frozenset((clean(point),)))
            try:
                self._with_deferred(unit, point)
            except (ValueError, TypeError, OverflowError):
                _log.exception("the state of %s cannot be written", point)
                self.deferred.forget(point)
            else:
                units.append(unit)
        return units

    def mark(self, units: Sequence[Unit], batch: int) -> Mark:
        """What a batch of these units leaves in its writer's row."""
        written = {point: rows for unit in units for point, rows, _ in unit.written}
        since = self.deferred.since(written)
        if since is None and any(unit.deferred for unit in units):
            since = self.deferred.head
        return Mark(batch, since)

    def seen(self, seen: Mapping[str, datetime]) -> Unit:
        """When charge points were last heard, in the order of their ids."""
        rows = [(self._text(point), self._time(seen[point])) for point in sorted(seen)]
        return Unit((), seen=rows)

    def log(self, frames: Iterable[Frame]) -> Unit:
        """Frames for the log of messages."""
        text = self._text
        rows: list[Values] = [
            (
                self._time(frame.at),
                text(frame.charge_point),
                frame.outgoing if self.sqlite else str(frame.outgoing),
                text(frame.action),
                text(frame.text),
            )
            for frame in frames
        ]
        return Unit((), log=rows)

    def _event(self, unit: Unit, offset: int, event: Event, writer: str) -> None:
        at, received = self._time(event.at), self._time(event.received)
        point = self._text(event.charge_point)
        if is_measured(event):
            place = (whole(event.evse), whole(event.connector))
            if not self.sqlite:
                place = (str(event.evse), str(event.connector))  # type: ignore[assignment]
            body = self._text(dump_samples(event))
            unit.meter.append((offset, (self._text(writer), at, received, point, *place, body)))
            return
        kind = type(event).__name__
        body = self._text(dump_event(event))
        unit.journal.append((offset, (self._text(writer), at, received, point, kind, body)))
        if isinstance(event, LinkOpened):
            self._put(unit, BY_KIND[LinkHeld], LinkHeld(event.charge_point, event.epoch, writer))

    def _row(self, unit: Unit, row: Row) -> None:
        if isinstance(row, ConsumerState) and row.body is None:
            key = (self._text(row.consumer), self._text(row.key))
            unit.rows.setdefault(CONSUMER_STATE.table.name, {})[key] = None
            return
        self._put(unit, BY_KIND[type(row)], row)
        if isinstance(row, SessionPrice):
            revision = row.revision if self.sqlite else str(row.revision)
            unit.priced.append((self._text(row.session), revision))

    def _put(self, unit: Unit, mapper: Mapper[Any], row: object) -> None:
        name = mapper.table.name
        encoder = self.encoders[name]
        if mapper.moving:
            still = encoder.still(row)
            key = still[: mapper.keys]
            point: str = row.charge_point  # type: ignore[attr-defined]
            if self._still.get(point, {}).get(name, {}).get(key) == still:
                values = encoder.encode_moving(row)
                unit.moved.setdefault(name, {})[values[: mapper.keys]] = values
                return
            ended = getattr(row, "ended", None) is not None
            unit.still.append((point, name, key, None if ended else still))
        values = encoder.encode(row)
        written = unit.rows.setdefault(name, {})
        if mapper is QUARTER_HOUR:
            values = self._added(written.get(encoder.key(values)), values)
        written[encoder.key(values)] = values

    def _added(self, before: Values | None, values: Values) -> Values:
        """Energy of a quarter-hour adds up."""
        if before is None:
            return values
        total = int(before[-1]) + int(values[-1])
        return (*values[:-1], total if self.sqlite else str(total))

    def committed(self, units: Iterable[Unit], last: int) -> None:
        """Remember what these units left in the database; `last`: where its journal ends now."""
        since, self.deferred.head = self.deferred.head, last
        for unit in units:
            for point, rows, stands in unit.written:
                self.deferred.written(point, rows, since if stands is None else stands)
            if unit.deferred is not None:
                self.deferred.add(*unit.deferred, since)
            for event in unit.events:
                if isinstance(event, LinkOpened):
                    self._still.pop(event.charge_point, None)
            for point, name, key, still in unit.still:
                known = self._still.setdefault(point, {}).setdefault(name, {})
                if still is None:
                    known.pop(key, None)
                else:
                    known[key] = still

    def doubt(self, units: Iterable[Unit]) -> None:
        """These may be committed, and their state is not known here for now."""
        for unit in units:
            if unit.deferred is not None:
                self.deferred.doubt(unit.deferred[0])

    def forget(self, units: Iterable[Unit]) -> None:
        """Remember nothing of the charge points of these units."""
        for unit in units:
            for point, *_ in unit.still:
                self._still.pop(point, None)

    def forget_point(self, charge_point: str) -> None:
        """Remember nothing of a charge point, whose rows another process may have written."""
        self._still.pop(charge_point, None)

    def merged(self, name: str, units: Sequence[Unit]) -> dict[Values, Values | None]:
        """What units write to a table: of each key the last."""
        written: dict[Values, Values | None] = {}
        for unit in units:
            rows = unit.rows.get(name)
            if not rows:
                continue
            if name == QUARTER_HOUR.table.name:
                rows = {k: self._added(written.get(k), v) for k, v in rows.items() if v is not None}
            written.update(rows)
        return written

    def merged_moved(self, name: str, units: Sequence[Unit]) -> dict[Values, Values]:
        moved: dict[Values, Values] = {}
        for unit in units:
            for key in unit.rows.get(name, ()):
                moved.pop(key, None)
            moved.update(unit.moved.get(name, {}))
        return moved

    def stands(self, charge_point: str, position: int | None, place: int) -> Values:
        """Where a charge point's rows stand: at a position, or at the batch's event of a place."""
        if self.sqlite:
            return (clean(charge_point), position, place)
        return (self._text(charge_point), "NULL" if position is None else str(position), str(place))

    def _text(self, text: str) -> str:
        return clean(text) if self.sqlite else quoted(clean(text))

    def _time(self, moment: datetime) -> Value:
        return microseconds(moment) if self.sqlite else moment.isoformat()


def _state(units: Sequence[Unit], encoding: Encoding) -> Iterator[tuple[Name, Sequence[Values]]]:
    """Every statement that writes state, in its order, and what it writes: most have nothing."""
    for mapper in MAPPERS:
        table = mapper.table.name
        written = encoding.merged(table, units)
        # In the order of their keys, so that two writers never wait for each other in a ring.
        kept = [values for key in sorted(written) if (values := written[key]) is not None]
        yield (What.UPSERT, table), kept
        if mapper is CONSUMER_STATE:
            yield (What.FORGET, table), [key for key in sorted(written) if written[key] is None]
        if mapper.moving:
            moved = encoding.merged_moved(table, units)
            yield (What.MOVE, table), [moved[key] for key in sorted(moved)]
    yield (What.PRICED, ""), [values for unit in units for values in unit.priced]
    yield (What.SEEN, ""), [values for unit in units for values in unit.seen]
    yield (What.LOG, ""), [values for unit in units for values in unit.log]


def statements_of_state(encoding: Encoding) -> list[str]:
    """All that a script may write state with, in the order in which it does."""
    return [encoding.statements.sql(name) for name, _ in _state((), encoding)]


def script(
    units: Sequence[Unit], encoding: Encoding, writer: str, mark: Mark | None, now: datetime
) -> Generator[Step, Any, int]:
    """The statements of a transaction, between its BEGIN and its COMMIT.

    Raises LinksElsewhere where a unit of a numbered batch writes the state of a charge
    point that has connected again to another process.

    A step with `fetch` is sent its row. Returns the position of the last event; the
    events of the units are numbered in their order, the first one of all
    `last - count + 1`. `mark`: what is kept in the writer's row.
    """
    for name, rows in _state(units, encoding):
        if rows:
            yield encoding.statements.step(name, rows)
    count = sum(len(unit.events) for unit in units)
    if not count and mark is None:
        return 0
    journal: list[Values] = []
    meter: list[Values] = []
    stands: dict[str, Values] = {}
    first = 0
    for unit in units:
        place = first + len(unit.events) - 1
        stands.update((point, encoding.stands(point, at, place)) for point, _, at in unit.written)
        journal.extend((first + offset, *values) for offset, values in unit.journal)
        meter.extend((first + offset, *values) for offset, values in unit.meter)
        first += len(unit.events)
    served = [] if mark is None else sorted({point for unit in units for point in unit.served})
    last = yield from encoding.statements.numbered(
        count, journal, meter, writer, mark, now, served, [*stands.values()]
    )
    return last
