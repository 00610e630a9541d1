"""Statements of a command that is over in a moment, compiled ahead for SQLite.

Importing SQLAlchemy takes longer than all that such a command does. So what `brief` sends is
written down in `compiled.json`, by `packaging/statements`, from the same statements that everybody
else executes; a test holds the two together.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from typing import Any

from sqlalchemy import BigInteger, Boolean, LargeBinary, Text, TypeDecorator, bindparam, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.selectable import Select
from sqlalchemy.types import TypeEngine

from controlroom.store import feed, journal, schema, statements
from controlroom.store.billing import sessions, tariffs
from controlroom.store.charging import commands
from controlroom.store.one_shot import sessions_of
from controlroom.store.schema.base import Bound, Exact, Json, UtcTime

_DIALECT = sqlite.dialect()


def compiled() -> dict[str, Any]:
    """All of them by name, and the version of the tables that they know."""
    made = {name: _compiled(statement) for name, statement in _statements()}
    texts = {"number": statements.SQLITE_HEAD, "journal": statements.SQLITE_JOURNAL}
    return {"version": schema.VERSION, "statements": made, "texts": texts}


def _bound(name: str, kind: type[TypeEngine[Any]] = Text) -> Bound:
    return bindparam(name, type_=kind)


def _statements() -> Iterator[tuple[str, Select[Any] | UpdateBase]]:
    yield "head", select(schema.journal_head.c.last)
    every = (schema.registration, schema.charge_point, schema.connector, schema.allowance)
    for table in every:
        yield f"every {table.name}", select(table).order_by(*table.primary_key)
    yield "stands", feed.standing()
    yield "lacking", feed.lacking(feed.LACKING)
    registration, said, *_ = journal.point_state()
    yield "registration", registration
    yield "charge_point", said
    for start, end, point in product((False, True), repeat=3):
        yield (
            sessions_of(start=start, end=end, point=point),
            sessions.chosen(
                _bound("start", UtcTime) if start else None,
                _bound("end", UtcTime) if end else None,
                _bound("point") if point else None,
            ),
        )
    yield "tariffs", tariffs.every_version()
    yield "link", commands.held(_bound("point"), _bound("since", UtcTime))
    yield "command", commands.one(_bound("identity", BigInteger))
    yield "seal", commands.holders_seal(_bound("point"))
    yield (
        "keep secret",
        commands.kept(_bound("identity", BigInteger), _bound("sealed", LargeBinary)),
    )
    yield "forget secret", commands.forgotten(_bound("identity", BigInteger))
    written = {c.name: _bound(c.name, type(c.type)) for c in schema.command.c if c.name != "id"}
    yield "ask", commands.inserted().values(written)
    yield (
        "advance",
        commands.advanced(_bound("identity", BigInteger), _bound("expected")).values(written),
    )


def text() -> str:
    """As the file has it: a line for each statement, so that a change of one is one."""
    every = compiled()
    lines = (
        f"{json.dumps(name)}: {json.dumps(made)}" for name, made in every["statements"].items()
    )
    return (
        f'{{"version": {json.dumps(every["version"])},\n'
        f'"texts": {json.dumps(every["texts"])},\n"statements": {{\n' + ",\n".join(lines) + "\n}}\n"
    )


def _compiled(statement: Select[Any] | UpdateBase) -> dict[str, Any]:
    made = statement.compile(dialect=_DIALECT)
    if any(value is not None for value in made.params.values()):
        raise ValueError(made)  # a value that stands in it would have to be written down, too
    columns = [
        (str(getattr(column.table, "name", "")), str(column.name), _kind(column.type))
        for column in statement.exported_columns
    ]
    return {
        "sql": str(made),
        "parameters": [(name, _kind(made.binds[name].type)) for name in made.positiontup or ()],
        "columns": columns,
    }


def _kind(kind: TypeEngine[Any]) -> str:
    """How a value becomes one of SQLite, and back; "" where it stays as it is."""
    for type_, name in ((UtcTime, "time"), (Json, "json"), (Exact, "exact"), (Boolean, "bool")):
        if isinstance(kind, type_):
            return name
    if isinstance(kind, TypeDecorator):
        raise TypeError(kind)
    return ""
