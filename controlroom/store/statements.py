"""The SQL of journal transactions, for each dialect, made once.

On PostgreSQL a batch of rows is one statement whose parameters are columns, each
an array literal in one text. Binding the values of a row one by one takes the
driver five times as long.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, Text, bindparam, cast, func, literal_column, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql.asyncpg import dialect as asyncpg_dialect

from controlroom.store.rows import RowEncoder, Value, excluded
from controlroom.store.schema.base import microseconds

Values = tuple[Value, ...]

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
AND (holds LIKE ?3 OR (holds = '[]' AND NOT ?4))
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

_PG_PRICED = """
UPDATE session SET unpriced = false FROM unnest(
    $1::text::text[], $2::text::bigint[], $3::text::text[], $4::text::boolean[]
) AS priced(session, energy_wh, prefix, of_session)
WHERE session.id = priced.session AND greatest(session.energy_wh, 0) = priced.energy_wh
AND (holds LIKE prefix OR (holds = '[]' AND NOT of_session))
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
SELECT last, pg_notify('controlroom_journal', last::text) FROM head
"""


class Statements:
    """Compiled for one dialect."""

    def __init__(self, dialect: str, encoders: Mapping[str, RowEncoder]) -> None:
        self.sqlite = dialect == "sqlite"
        upsert = _sqlite_upsert if self.sqlite else _pg_upsert
        self.upsert = {name: upsert(encoder) for name, encoder in encoders.items()}
        self.priced = _SQLITE_PRICED if self.sqlite else _PG_PRICED
        self.forget = _SQLITE_FORGET if self.sqlite else _PG_FORGET

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
    ) -> Generator[Step, Any, int]:
        """Write rows whose first column is their place, counted from 0, in this batch."""
        if not self.sqlite:
            mark = ("", "0") if batch is None else (writer, str(batch))
            values = (str(count), *_columns(journal, 7), *_columns(meter, 8), *mark)
            last: int = (yield Step(_PG_JOURNAL, values, fetch=True))[0]
            return last
        last = (yield Step(_SQLITE_HEAD, (count,), fetch=True))[0]
        if batch is not None:
            yield Step(_SQLITE_WRITER, (writer, batch, last, microseconds(now)))
        first = last - count + 1
        if journal:
            yield Step(_SQLITE_JOURNAL, many=[(first + row[0], *row[1:]) for row in journal])
        if meter:
            yield Step(_SQLITE_METER, many=[(first + row[0], *row[1:]) for row in meter])
        return last


def _columns(rows: Sequence[Values], width: int) -> tuple[str, ...]:
    """The columns of rows as array literals; `width` says how many where there is no row."""
    if not rows:
        return ("{}",) * width
    return tuple("{" + ",".join(map(str, column)) + "}" for column in zip(*rows, strict=True))


def _sqlite_upsert(encoder: RowEncoder) -> str:
    table = encoder.mapper.table
    statement = sqlite.insert(table).values({name: bindparam(name) for name in encoder.columns})
    keys = [c.name for c in table.primary_key]
    statement = statement.on_conflict_do_update(index_elements=keys, set_=_set(encoder, keys))
    compiled = statement.compile(dialect=sqlite.dialect(paramstyle="named"))
    sql = str(compiled)
    # Numbered parameters, so that the order is the encoder's and not the table's.
    for number, name in sorted(enumerate(encoder.columns, 1), key=lambda pair: -len(pair[1])):
        sql = sql.replace(f":{name}", f"?{number}")
    return sql


def _pg_upsert(encoder: RowEncoder) -> str:
    table = encoder.mapper.table
    keys = [c.name for c in table.primary_key]
    names = encoder.columns
    arrays = [
        func.unnest(cast(cast(literal_column(f"${n}"), Text), ARRAY(table.c[name].type)))
        for n, name in enumerate(names, 1)
    ]
    statement = postgresql.insert(table).from_select(names, select(*arrays))
    statement = statement.on_conflict_do_update(index_elements=keys, set_=_set(encoder, keys))
    return str(statement.compile(dialect=asyncpg_dialect()))


def _set(encoder: RowEncoder, keys: Sequence[str]) -> dict[str, Any]:
    mapper = encoder.mapper
    return {
        name: mapper.special.get(name, excluded(mapper.table, name))
        for name in encoder.columns
        if name not in keys
    }
