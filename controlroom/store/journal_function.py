"""A transaction of the journal in one call on PostgreSQL.

Statement by statement a commit takes a round trip for each, and two around them: from a database
half a second away a charge point would wait for seconds, and others for the head of the journal as
long as it is held. So the statements are made a function, for each connection that writes, whose
database keeps their plans. It runs those that it is given something for in their order; each sees
what was committed before it. As a call is a transaction by itself, it is the commit too.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import asyncpg

from controlroom.store.batch import Encoding, statements_of_state
from controlroom.store.embedded import BUSY_S
from controlroom.store.failures import FAILURES
from controlroom.store.json_text import loads
from controlroom.store.statements import PG_JOURNAL, LinksElsewhere, Step, shifted

CALL = "SELECT pg_temp.journal_write($1)"
_ELSEWHERE = "CR001"
"""SQLSTATE of a batch that was undone because others hold links that it writes of."""
_FUNCTION = """
CREATE FUNCTION pg_temp.journal_write(_given text[]) RETURNS bigint
LANGUAGE plpgsql AS $function$
#variable_conflict use_column
DECLARE
    _head record;
BEGIN
{body}
END
$function$
"""
_FIRST = """    {sql};
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;"""
_STATE = """    IF {given} THEN
        {sql};
    END IF;"""
_NUMBERED = f"""    IF NOT {{given}} THEN
        RETURN 0;
    END IF;
    {{sql}} INTO _head;
    IF cardinality(_head.elsewhere) > 0 THEN
        RAISE EXCEPTION USING
            ERRCODE = '{_ELSEWHERE}', MESSAGE = array_to_json(_head.elsewhere)::text;
    END IF;
    RETURN _head.last;"""

Given: TypeAlias = list[str | None]
"""What a call is given: the parameters of all its statements, None for those it does not run."""


@dataclass(frozen=True, slots=True)
class _Layout:
    create: str
    places: dict[str, int]
    """Statement: how many parameters come before its own."""
    size: int


@cache
def _layout(cursor: str) -> _Layout:
    lines: list[str] = []
    places: dict[str, int] = {}
    before = 0
    for sql in filter(None, (cursor, *statements_of_state(Encoding("postgresql")), PG_JOURNAL)):
        form = {cursor: _FIRST, PG_JOURNAL: _NUMBERED}.get(sql, _STATE)
        given = f"_given[{before + 1}] IS NOT NULL"
        members = re.sub(r"\$(\d+)", r"_given[\1]", shifted(sql, before))
        lines.append(form.format(given=given, sql=members.strip()))
        places[sql] = before
        before += max(map(int, re.findall(r"\$(\d+)", sql)))
    return _Layout(_FUNCTION.format(body="\n".join(lines)), places, before)


class JournalFunction:
    """That of one connection."""

    def __init__(self, connection: asyncpg.Connection[Any], layout: _Layout) -> None:
        self.connection = connection
        self._layout = layout

    @classmethod
    async def made(cls, connection: asyncpg.Connection[Any], cursor: str = "") -> JournalFunction:
        """Make it.

        `cursor`: a statement that comes first and has to find its row, or nothing is written and
        a call returns None.
        """
        layout = _layout(cursor)
        await connection.execute(layout.create)
        return cls(connection, layout)

    def given(self, script: Generator[Step, Any, int], cursor: Step | None = None) -> Given:
        """What a call that runs a script is given."""
        given: Given = [None] * self._layout.size
        if cursor is not None:
            self._put(given, cursor)
        for step in script:
            self._put(given, step)
            if step.fetch:
                break  # the last of all: only its row is of use to a script
        return given

    def _put(self, given: Given, step: Step) -> None:
        place = self._layout.places[step.sql]
        given[place : place + len(step.values)] = map(str, step.values)

    async def run(self, given: Given) -> int | None:
        """Write it all: the position of the last event, 0 where there is none.

        Fails as `elsewhere` knows.
        """
        last: int | None = await self.connection.fetchval(CALL, given)
        return last

    async def close(self) -> None:
        """Let go of the connection, and so of its function."""
        try:
            await self.connection.close(timeout=BUSY_S)
        except FAILURES:
            self.connection.terminate()


def elsewhere(error: BaseException) -> LinksElsewhere | None:
    """The error of a batch that was undone for the links that it writes of, where it is one."""
    if isinstance(error, asyncpg.PostgresError) and error.sqlstate == _ELSEWHERE:
        return LinksElsewhere(loads(str(error)))
    return None
