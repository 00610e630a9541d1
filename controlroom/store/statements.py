"""The SQL of journal transactions, for each dialect, made once.

On PostgreSQL a batch of rows is one statement whose parameters are columns, each
an array literal in one text. Binding the values of a row one by one takes the
driver five times as long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from functools import cache
from typing import Any, TypeAlias

import msgspec
from sqlalchemy import (
    ARRAY,
    Select,
    Text,
    UpdateBase,
    cast,
    func,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, registry, sqlite

from controlroom.store.json_text import dumps, loads
from controlroom.store.rows import MAPPERS, RowEncoder, Value, excluded, quoted
from controlroom.store.times import microseconds

Values = tuple[Value, ...]

_POSTGRESQL = registry.load("postgresql.asyncpg")()

CHANNEL = "controlroom_journal"
"""PostgreSQL's channel on which the journal's new head is told."""


class What(Enum):
    """What a statement does to state."""

    UPSERT = auto()
    """Writes whole rows, new or not."""
    MOVE = auto()
    """Writes the moving columns of rows that are there."""
    FORGET = auto()
    """Deletes what a consumer kept."""
    PRICED = auto()
    """Notes of sessions the revision of their price."""
    SEEN = auto()
    """Notes when charge points were last heard."""
    LOG = auto()
    """Keeps frames."""


Name = tuple[What, str]
"""What a statement does, and to which table where that is not said by it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One statement: `many` sets of values, or one that may give a row back."""

    sql: str
    values: Values = ()
    many: Sequence[Values] | None = None
    fetch: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What a batch leaves in its writer's row: its number, and `state_since` of `schema.writer`."""

    batch: int
    since: int | None


def _member(place: int) -> str:
    return f"json_extract(value, '$[{place}]')"


def _of_members(sql: str, count: int) -> str:
    """SQL whose ROW is a row that came as a list."""
    return sql.replace("ROW", ", ".join(map(_member, range(count))))


_SQLITE_PRICED = "UPDATE session SET priced = ?2 WHERE id = ?1"
_SQLITE_SEEN = """
UPDATE charge_point SET last_seen = seen.at
FROM (
    SELECT json_extract(value, '$[0]') AS id, json_extract(value, '$[1]') AS at
    FROM json_each(?1)
) AS seen
WHERE charge_point.id = seen.id AND (last_seen IS NULL OR last_seen < seen.at)
"""
_SQLITE_LOG = _of_members(
    """
INSERT INTO message_log (at, charge_point, outgoing, action, text)
SELECT ROW FROM json_each(?1)
""",
    5,
)
_SQLITE_FORGET = "DELETE FROM consumer_state WHERE consumer = ? AND key = ?"
SQLITE_HEAD = "UPDATE journal_head SET last = last + ? RETURNING last"
SQLITE_JOURNAL = _of_members(
    """
INSERT INTO journal (position, writer, at, received, charge_point, kind, body)
SELECT ?2 + ROW FROM json_each(?1)
""",
    7,
)
_SQLITE_METER = _of_members(
    """
INSERT INTO meter_value (position, writer, at, received, charge_point, evse, connector, body)
SELECT ?2 + ROW FROM json_each(?1)
""",
    8,
)
_SQLITE_WRITER = """
INSERT INTO writer (name, batch, last, at, state_since) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (name) DO UPDATE SET batch = excluded.batch, last = excluded.last, at = excluded.at,
    state_since = excluded.state_since
"""

_SQLITE_STANDS = """
INSERT INTO state_position (charge_point, position)
SELECT json_extract(value, '$[0]'),
    coalesce(json_extract(value, '$[1]'), ?2 + json_extract(value, '$[2]'))
FROM json_each(?1) WHERE true
ON CONFLICT (charge_point) DO UPDATE SET position = excluded.position
"""

_SQLITE_ELSEWHERE = """
SELECT json_group_array(charge_point) FROM link
WHERE server <> ?1 AND charge_point IN (SELECT value FROM json_each(?2))
"""

_PG_PRICED = """
UPDATE session SET priced = price.revision
FROM unnest($1::text::text[], $2::text::bigint[]) AS price(session, revision)
WHERE session.id = price.session
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
PG_JOURNAL = """
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
), stands AS (
    INSERT INTO state_position (charge_point, position)
    SELECT charge_point, coalesce(position, first + place)
    FROM head, unnest(
        $21::text::text[], $22::text::bigint[], $23::text::bigint[]
    ) AS stand(charge_point, position, place)
    ON CONFLICT (charge_point) DO UPDATE SET position = excluded.position
), mark AS (
    UPDATE writer SET batch = $18::text::bigint, last = head.last, at = now(),
        state_since = nullif($20::text, '')::bigint
    FROM head WHERE name = $17::text
)
SELECT last, pg_notify('controlroom_journal', last::text), ARRAY(
    SELECT charge_point FROM link
    WHERE charge_point = ANY($19::text::text[]) AND server <> $17::text
) AS elsewhere FROM head
"""


_SQLITE_WRITTEN: dict[What, str] = {
    What.FORGET: _SQLITE_FORGET,
    What.PRICED: _SQLITE_PRICED,
    What.SEEN: _SQLITE_SEEN,
    What.LOG: _SQLITE_LOG,
}
_PG_WRITTEN: dict[What, str] = {
    What.FORGET: _PG_FORGET,
    What.PRICED: _PG_PRICED,
    What.SEEN: _PG_SEEN,
    What.LOG: _PG_LOG,
}
_FEW = (What.FORGET, What.PRICED)


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
        self._written = _SQLITE_WRITTEN if self.sqlite else _PG_WRITTEN
        self._compiled: dict[Name, str] = {}

    def sql(self, name: Name) -> str:
        """Compiled where it is made of a table's columns."""
        what, table = name
        sql = self._written.get(what) or self._compiled.get(name)
        if sql is None:
            make = _upsert if what is What.UPSERT else _move
            made = make(self.encoders[table], _members_of if self.sqlite else _arrays_of)
            dialect = sqlite.dialect() if self.sqlite else _POSTGRESQL
            sql = self._compiled[name] = str(made.compile(dialect=dialect))
        return sql

    def step(self, name: Name, rows: Sequence[Values]) -> Step:
        """One statement for all rows; on SQLite one each where they are few."""
        sql = self.sql(name)
        if not self.sqlite:
            return Step(sql, _columns(rows, 0))
        return Step(sql, many=rows) if name[0] in _FEW else Step(sql, (_listed(rows),))

    def numbered(
        self,
        count: int,
        journal: Sequence[Values],
        meter: Sequence[Values],
        writer: str,
        mark: Mark | None,
        now: datetime,
        served: Sequence[str] = (),
        stands: Sequence[Values] = (),
    ) -> Generator[Step, Any, int]:
        """Write rows whose first column is their place, counted from 0, in this batch.

        `served`: charge points whose state is written as the holder of their newest link
        only may write it. Raises LinksElsewhere. `stands`: where the rows of charge points
        stand, as `Encoding.stands` has it.
        """
        if not self.sqlite:
            name, number = ("", "0") if mark is None else (writer, str(mark.batch))
            points = "{" + ",".join(map(quoted, served)) + "}"
            since = "" if mark is None or mark.since is None else str(mark.since)
            rows = *_columns(journal, 7), *_columns(meter, 8)
            values = (str(count), *rows, name, number, points, since, *_columns(stands, 3))
            last: int
            last, _, elsewhere = yield Step(PG_JOURNAL, values, fetch=True)
            if elsewhere:
                raise LinksElsewhere(elsewhere)
            return last
        if served:
            held = (yield Step(_SQLITE_ELSEWHERE, (writer, dumps(served)), fetch=True))[0]
            if elsewhere := loads(held):
                raise LinksElsewhere(elsewhere)
        last = (yield Step(SQLITE_HEAD, (count,), fetch=True))[0]
        if mark is not None:
            kept = (writer, mark.batch, last, microseconds(now), mark.since)
            yield Step(_SQLITE_WRITER, kept)
        first = last - count + 1
        if journal:
            yield Step(SQLITE_JOURNAL, (_listed(journal), first))
        if meter:
            yield Step(_SQLITE_METER, (_listed(meter), first))
        if stands:
            yield Step(_SQLITE_STANDS, (_listed(stands), first))
        return last


def shifted(sql: str, before: int) -> str:
    """PostgreSQL's SQL, its parameters numbered after so many others."""
    return re.sub(r"\$(\d+)", lambda found: f"${before + int(found[1])}", sql)


@cache
def statements_of(dialect: str) -> Statements:
    """One for all who use the dialect."""
    return Statements(dialect)


def _columns(rows: Sequence[Values], width: int) -> tuple[str, ...]:
    """The columns of rows as array literals; `width` says how many where there is no row."""
    if not rows:
        return ("{}",) * width
    return tuple("{" + ",".join(map(str, column)) + "}" for column in zip(*rows, strict=True))


def _listed(rows: Sequence[Values]) -> str:
    """Rows as one JSON text, for json_each.

    A statement a row would have SQLite's thread ask for the interpreter again and again,
    and wait up to 5 ms for it each time.
    """
    return msgspec.json.encode(rows).decode()


_Came: TypeAlias = Callable[[RowEncoder, Sequence[str]], Select[Any]]
"""Makes a SELECT of the rows that came, with these columns."""


def _members_of(_encoder: RowEncoder, names: Sequence[str]) -> Select[Any]:
    """Out of a list of lists in JSON text."""
    columns: list[Any] = [
        literal_column(_member(place)).label(name) for place, name in enumerate(names)
    ]
    # With a WHERE, or SQLite takes ON CONFLICT for the condition of a join.
    return select(*columns).select_from(text("json_each(?1)")).where(literal_column("true"))


def _arrays_of(encoder: RowEncoder, names: Sequence[str]) -> Select[Any]:
    """Each column out of its array literal."""
    columns = encoder.mapper.table.c
    return select(
        *[
            func.unnest(cast(cast(literal_column(f"${n}"), Text), ARRAY(columns[name].type))).label(
                name
            )
            for n, name in enumerate(names, 1)
        ]
    )


def _move(encoder: RowEncoder, came_as: _Came) -> UpdateBase:
    table = encoder.mapper.table
    keys, moving = encoder.moving[: encoder.mapper.keys], encoder.moving[encoder.mapper.keys :]
    came = came_as(encoder, encoder.moving).subquery("came")
    statement = update(table).where(*(table.c[name] == came.c[name] for name in keys))
    return statement.values({name: came.c[name] for name in moving})


def _upsert(encoder: RowEncoder, came_as: _Came) -> UpdateBase:
    mapper = encoder.mapper
    keys = [str(c.name) for c in mapper.table.primary_key]
    names = encoder.columns
    insert = sqlite.insert if came_as is _members_of else postgresql.insert
    statement: Any = insert(mapper.table).inline().from_select(names, came_as(encoder, names))
    made: UpdateBase = statement.on_conflict_do_update(
        index_elements=keys, set_=_set(encoder, keys), where=mapper.newer
    )
    return made


def _set(encoder: RowEncoder, keys: Sequence[str]) -> dict[str, Any]:
    mapper = encoder.mapper
    return {
        name: mapper.special.get(name, excluded(mapper.table, name))
        for name in encoder.columns
        if name not in keys
    }
