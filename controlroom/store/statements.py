"""The SQL of journal transactions, for each dialect, made once.

On PostgreSQL a batch of rows is one statement whose parameters are columns, each
an array literal in one text. Binding the values of a row one by one takes the
driver five times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Text, cast, func, literal_column, select, update
from sqlalchemy.dialects import postgresql, registry, sqlite

from controlroom.store.json_text import dumps, loads
from controlroom.store.rows import MAPPERS, RowEncoder, Value, excluded, quoted
from controlroom.store.schema.base import microseconds

Values = tuple[Value, ...]

_POSTGRESQL = registry.load("postgresql.asyncpg")()

CHANNEL = "controlroom_journal"
"""PostgreSQL's channel on which the journal's new head is told."""


@dataclass(frozen=True, slots=True)
class Step:
    """One statement: `many` sets of values, or one that may give a row back."""

    sql: str
    values: Values = ()
    many: Sequence[Values] | None = None
    fetch: bool = False


_SQLITE_PRICED = """
UPDATE session SET unpriced = 0 WHERE id = ?1 AND max(energy_wh, 0) = ?2
AND max((ended - started) / 1000000, 0) = ?3
AND idle_s + max((ended - coalesce(idle_since, ended)) / 1000000, 0) = ?4
AND (holds LIKE ?5 OR (holds = '[]' AND NOT ?6))
AND (holds <> '[]' OR energy_wh <= 0 OR ?7 = (customer IS NULL OR authorisation = 'Invalid'))
"""
"""Only where the session stands as it was priced: whatever changed meanwhile is priced again."""
_SQLITE_SEEN = """
UPDATE charge_point SET last_seen = ?2
WHERE id = ?1 AND (last_seen IS NULL OR last_seen < ?2)
"""
_SQLITE_LOG = """
INSERT INTO message_log (at, charge_point, outgoing, action, text) VALUES (?, ?, ?, ?, ?)
"""
_SQLITE_FORGET = "DELETE FROM consumer_state WHERE consumer = ? AND key = ?"
_SQLITE_HEAD = "UPDATE journal_head SET last = last + ? RETURNING last"
_SQLITE_JOURNAL = """
INSERT INTO journal (position, writer, at, received, charge_point, kind, body)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_SQLITE_METER = """
INSERT INTO meter_value (position, writer, at, received, charge_point, evse, connector, body)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_SQLITE_WRITER = """
INSERT INTO writer (name, batch, last, at) VALUES (?, ?, ?, ?)
ON CONFLICT (name) DO UPDATE SET batch = excluded.batch, last = excluded.last, at = excluded.at
"""

_SQLITE_ELSEWHERE = """
SELECT json_group_array(charge_point) FROM link
WHERE server <> ?1 AND charge_point IN (SELECT value FROM json_each(?2))
"""

_PG_PRICED = """
UPDATE session SET unpriced = false FROM unnest(
    $1::text::text[], $2::text::bigint[], $3::text::bigint[], $4::text::bigint[],
    $5::text::text[], $6::text::boolean[], $7::text::boolean[]
) AS priced(session, energy_wh, duration_s, idle_s, prefix, of_session, no_customer)
WHERE session.id = priced.session AND greatest(session.energy_wh, 0) = priced.energy_wh
AND greatest(trunc(extract(epoch FROM ended - started)), 0) = priced.duration_s
AND session.idle_s + greatest(trunc(extract(epoch FROM ended - coalesce(idle_since, ended))), 0)
    = priced.idle_s
AND (holds LIKE prefix OR (holds = '[]' AND NOT of_session))
AND (holds <> '[]' OR session.energy_wh <= 0
    OR no_customer = (customer IS NULL OR authorisation = 'Invalid'))
"""
_PG_SEEN = """
UPDATE charge_point SET last_seen = seen.at
FROM unnest($1::text::text[], $2::text::timestamptz[]) AS seen(id, at)
WHERE charge_point.id = seen.id AND (last_seen IS NULL OR last_seen < seen.at)
"""
_PG_LOG = """
INSERT INTO message_log (at, charge_point, outgoing, action, text)
SELECT * FROM unnest(
    $1::text::timestamptz[], $2::text::text[], $3::text::boolean[], $4::text::text[],
    $5::text::text[]
)
"""
_PG_FORGET = """
DELETE FROM consumer_state USING unnest($1::text::text[], $2::text::text[]) AS gone(consumer, key)
WHERE consumer_state.consumer = gone.consumer AND consumer_state.key = gone.key
"""
_PG_JOURNAL = """
WITH head AS (
    UPDATE journal_head SET last = last + $1::text::bigint
    RETURNING last, last - $1::text::bigint + 1 AS first
), facts AS (
    INSERT INTO journal (position, writer, at, received, charge_point, kind, body)
    SELECT first + place, writer, at, received, charge_point, kind, body
    FROM head, unnest(
        $2::text::bigint[], $3::text::text[], $4::text::timestamptz[], $5::text::timestamptz[],
        $6::text::text[], $7::text::text[], $8::text::text[]
    ) AS fact(place, writer, at, received, charge_point, kind, body)
), values AS (
    INSERT INTO meter_value
        (position, writer, at, received, charge_point, evse, connector, body)
    SELECT first + place, writer, at, received, charge_point, evse, connector, body
    FROM head, unnest(
        $9::text::bigint[], $10::text::text[], $11::text::timestamptz[], $12::text::timestamptz[],
        $13::text::text[], $14::text::int[], $15::text::int[], $16::text::text[]
    ) AS value(place, writer, at, received, charge_point, evse, connector, body)
), mark AS (
    UPDATE writer SET batch = $18::text::bigint, last = head.last, at = now()
    FROM head WHERE name = $17::text
)
SELECT last, pg_notify('controlroom_journal', last::text), ARRAY(
    SELECT charge_point FROM link
    WHERE charge_point = ANY($19::text::text[]) AND server <> $17::text
) FROM head
"""


class LinksElsewhere(Exception):
    """Another process holds the newest links of these charge points; nothing was committed."""

    def __init__(self, charge_points: Iterable[str]) -> None:
        super().__init__(*charge_points)
        self.charge_points = frozenset(charge_points)


class Statements:
    """Of one dialect, each compiled when it is first needed."""

    def __init__(self, dialect: str) -> None:
        self.sqlite = dialect == "sqlite"
        self.encoders = {mapper.table.name: RowEncoder(mapper, dialect) for mapper in MAPPERS}
        self._compiled: dict[tuple[str, str], str] = {}
        self.priced = _SQLITE_PRICED if self.sqlite else _PG_PRICED
        self.seen = _SQLITE_SEEN if self.sqlite else _PG_SEEN
        self.log = _SQLITE_LOG if self.sqlite else _PG_LOG
        self.forget = _SQLITE_FORGET if self.sqlite else _PG_FORGET

    def upsert(self, table: str) -> str:
        """Write whole rows, new or not."""
        return self._made("upsert", table, _sqlite_upsert if self.sqlite else _pg_upsert)

    def move(self, table: str) -> str:
        """Write the moving columns of rows that are there."""
        return self._made("move", table, _sqlite_move if self.sqlite else _pg_move)

    def _made(self, what: str, table: str, make: Callable[[RowEncoder], str]) -> str:
        sql = self._compiled.get((what, table))
        if sql is None:
            sql = self._compiled[what, table] = make(self.encoders[table])
        return sql

    def many(self, sql: str, rows: Sequence[Values]) -> Step:
        return Step(sql, many=rows) if self.sqlite else Step(sql, _columns(rows, 0))

    def numbered(
        self,
        count: int,
        journal: Sequence[Values],
        meter: Sequence[Values],
        writer: str,
        batch: int | None,
        now: datetime,
        served: Sequence[str] = (),
    ) -> Generator[Step, Any, int]:
        """Write rows whose first column is their place, counted from 0, in this batch.

        `served`: charge points whose state is written as the holder of their newest link
        only may write it. Raises LinksElsewhere.
        """
        if not self.sqlite:
            mark = ("", "0") if batch is None else (writer, str(batch))
            points = "{" + ",".join(map(quoted, served)) + "}"
            values = (str(count), *_columns(journal, 7), *_columns(meter, 8), *mark, points)
            last: int
            last, _, elsewhere = yield Step(_PG_JOURNAL, values, fetch=True)
            if elsewhere:
                raise LinksElsewhere(elsewhere)
            return last
        if served:
            held = (yield Step(_SQLITE_ELSEWHERE, (writer, dumps(served)), fetch=True))[0]
            if elsewhere := loads(held):
                raise LinksElsewhere(elsewhere)
        last = (yield Step(_SQLITE_HEAD, (count,), fetch=True))[0]
        if batch is not None:
            yield Step(_SQLITE_WRITER, (writer, batch, last, microseconds(now)))
        first = last - count + 1
        if journal:
            yield Step(_SQLITE_JOURNAL, many=[(first + row[0], *row[1:]) for row in journal])
        if meter:
            yield Step(_SQLITE_METER, many=[(first + row[0], *row[1:]) for row in meter])
        return last


@cache
def statements_of(dialect: str) -> Statements:
    """One for all who use the dialect."""
    return Statements(dialect)


def _columns(rows: Sequence[Values], width: int) -> tuple[str, ...]:
    """The columns of rows as array literals; `width` says how many where there is no row."""
    if not rows:
        return ("{}",) * width
    return tuple("{" + ",".join(map(str, column)) + "}" for column in zip(*rows, strict=True))


def _sqlite_upsert(encoder: RowEncoder) -> str:
    table = encoder.mapper.table
    values: dict[str, ColumnElement[Any]] = {
        name: literal_column(f"?{n}") for n, name in enumerate(encoder.columns, 1)
    }
    keys = [str(c.name) for c in table.primary_key]
    statement = sqlite.insert(table).inline().values(values)
    statement = statement.on_conflict_do_update(
        index_elements=keys, set_=_set(encoder, keys), where=encoder.mapper.newer
    )
    return str(statement.compile(dialect=sqlite.dialect()))


def _sqlite_move(encoder: RowEncoder) -> str:
    table = encoder.mapper.table
    keys, moving = encoder.moving[: encoder.mapper.keys], encoder.moving[encoder.mapper.keys :]
    place = {name: number for number, name in enumerate(encoder.moving, 1)}
    statement = update(table).where(
        *(table.c[name] == literal_column(f"?{place[name]}") for name in keys)
    )
    statement = statement.values({name: literal_column(f"?{place[name]}") for name in moving})
    return str(statement.compile(dialect=sqlite.dialect()))


def _pg_move(encoder: RowEncoder) -> str:
    table = encoder.mapper.table
    keys, moving = encoder.moving[: encoder.mapper.keys], encoder.moving[encoder.mapper.keys :]
    came = select(*_arrays(encoder, encoder.moving)).subquery("came")
    statement = update(table).where(*(table.c[name] == came.c[name] for name in keys))
    statement = statement.values({name: came.c[name] for name in moving})
    return str(statement.compile(dialect=_POSTGRESQL))


def _pg_upsert(encoder: RowEncoder) -> str:
    table = encoder.mapper.table
    keys = [c.name for c in table.primary_key]
    names = encoder.columns
    statement = (
        postgresql.insert(table).inline().from_select(names, select(*_arrays(encoder, names)))
    )
    statement = statement.on_conflict_do_update(
        index_elements=keys, set_=_set(encoder, keys), where=encoder.mapper.newer
    )
    return str(statement.compile(dialect=_POSTGRESQL))


def _arrays(encoder: RowEncoder, names: Sequence[str]) -> list[Any]:
    """The parameters as columns, each out of its array literal."""
    columns = encoder.mapper.table.c
    return [
        func.unnest(cast(cast(literal_column(f"${n}"), Text), ARRAY(columns[name].type))).label(
            name
        )
        for n, name in enumerate(names, 1)
    ]


def _set(encoder: RowEncoder, keys: Sequence[str]) -> dict[str, Any]:
    mapper = encoder.mapper
    return {
        name: mapper.special.get(name, excluded(mapper.table, name))
        for name in encoder.columns
        if name not in keys
    }
