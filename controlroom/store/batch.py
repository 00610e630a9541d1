"""A journal transaction as a script: what it writes and in which order, without any driver.

State first, then the number of the journal's head (whoever has it keeps others
waiting until the commit, so it comes late), then the rows that it numbers. The
script is a generator of statements; three thin shells run it: SQLite's writer
thread, PostgreSQL's writer connection, and SQLAlchemy's connection for
everything that is not hot.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from controlroom.domain.billing.session_price import SessionPrice
from controlroom.domain.charging.events import LinkClosed, LinkOpened, MeterSampled
from controlroom.domain.event import Event
from controlroom.operations.ports.charging import Frame
from controlroom.operations.ports.journal import ConsumerState, Row
from controlroom.store.codec import clean, dump_event
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
from controlroom.store.samples import dump_samples
from controlroom.store.statements import Name, Step, Values, What, statements_of
from controlroom.store.times import microseconds


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

    def unit(self, events: Sequence[Event], rows: Iterable[Row], writer: str) -> Unit:
        """Raises ValueError, OverflowError or TypeError for what cannot be written."""
        unit = Unit(events)
        for offset, event in enumerate(events):
            self._event(unit, offset, event, writer)
        for row in rows:
            self._row(unit, row)
        if unit.rows or unit.moved:
            # That a link has ended is true whoever holds the newest one.
            said = [event for event in events if type(event) is not LinkClosed]
            unit.served = frozenset(clean(event.charge_point) for event in said)
        return unit

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
        if isinstance(event, MeterSampled) and event.samples:
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

    def committed(self, units: Iterable[Unit]) -> None:
        """Remember what these units left in the database."""
        for unit in units:
            for event in unit.events:
                if isinstance(event, LinkOpened):
                    self._still.pop(event.charge_point, None)
            for point, name, key, still in unit.still:
                known = self._still.setdefault(point, {}).setdefault(name, {})
                if still is None:
                    known.pop(key, None)
                else:
                    known[key] = still

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
    units: Sequence[Unit], encoding: Encoding, writer: str, batch: int | None, now: datetime
) -> Generator[Step, Any, int]:
    """The statements of a transaction, between its BEGIN and its COMMIT.

    Raises LinksElsewhere where a unit of a numbered batch writes the state of a charge
    point that has connected again to another process.

    A step with `fetch` is sent its row. Returns the position of the last event; the
    events of the units are numbered in their order, the first one of all
    `last - count + 1`. `batch`: the number of the batch, kept in the writer's row.
    """
    for name, rows in _state(units, encoding):
        if rows:
            yield encoding.statements.step(name, rows)
    count = sum(len(unit.events) for unit in units)
    if not count and batch is None:
        return 0
    journal: list[Values] = []
    meter: list[Values] = []
    first = 0
    for unit in units:
        journal.extend((first + offset, *values) for offset, values in unit.journal)
        meter.extend((first + offset, *values) for offset, values in unit.meter)
        first += len(unit.events)
    served = [] if batch is None else sorted({point for unit in units for point in unit.served})
    last = yield from encoding.statements.numbered(
        count, journal, meter, writer, batch, now, served
    )
    return last
