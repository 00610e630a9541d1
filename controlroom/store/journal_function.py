"""A transaction of the journal in one call on PostgreSQL.

Statement by statement a commit takes a round trip for each, and two around them: from a database
half a second away a charge point would wait for seconds, and others for the head of the journal as
long as it is held. So the statements are made a function, once for each kind of batch and only for
the connection that uses it, whose database keeps their plans. It runs them in their order; each
sees what was committed before it. As a call is a transaction by itself, it is the commit too.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import asyncpg

from controlroom.store.embedded import BUSY_S
from controlroom.store.failures import FAILURES
from controlroom.store.json_text import loads
from controlroom.store.statements import LinksElsewhere, Step

CALL = "SELECT pg_temp.journal_write_"
"""What each call begins with."""
_ELSEWHERE = "CR001"
"""SQLSTATE of a batch that was undone because others hold links that it writes of."""
_FUNCTION = """
CREATE FUNCTION pg_temp.journal_write_{number}(_given text[]) RETURNS bigint
LANGUAGE plpgsql AS $function$
#variable_conflict use_column
DECLARE
    _head record;
BEGIN
{body}
END
$function$
"""
_MOVED = """    IF NOT FOUND THEN
        RETURN NULL;
    END IF;"""
_NUMBERED = f"""    IF cardinality(_head.elsewhere) > 0 THEN
        RAISE EXCEPTION USING
            ERRCODE = '{_ELSEWHERE}', MESSAGE = array_to_json(_head.elsewhere)::text;
    END IF;
    RETURN _head.last;"""


@dataclass(frozen=True, slots=True)
class Call:
    """A script that is ready to be run by one round trip."""

    sql: str
    values: list[str]


class Functions:
    """Those of one connection, each made when it is first needed."""

    def __init__(self, connection: asyncpg.Connection[Any]) -> None:
        self.connection = connection
        self._made: dict[tuple[str, ...], int] = {}

    async def ready(self, script: Generator[Step, Any, int], cursor: Step | None = None) -> Call:
        """The call that runs a script. It writes nothing yet; at times it is a round trip itself.

        `cursor`: a statement that comes first and has to find its row, or nothing is written and
        the call returns NULL. Else it returns the position of the last event, 0 where there is
        none, and fails as `elsewhere` knows.
        """
        steps = [] if cursor is None else [cursor]
        for step in script:
            steps.append(step)
            if step.fetch:
                break  # the last of all: only its row is of use to a script
        kind = tuple(step.sql for step in steps)
        number = self._made.get(kind)
        if number is None:
            number = len(self._made) + 1
            body = _body(steps, moved=cursor is not None)
            await self.connection.execute(_FUNCTION.format(number=number, body=body))
            self._made[kind] = number
        values = [str(value) for step in steps for value in step.values]
        return Call(f"{CALL}{number}($1)", values)

    async def run(self, call: Call) -> int | None:
        last: int | None = await self.connection.fetchval(call.sql, call.values)
        return last

    async def close(self) -> None:
        """Let go of the connection, and so of its functions."""
        try:
            await self.connection.close(timeout=BUSY_S)
        except FAILURES:
            self.connection.terminate()


def _body(steps: list[Step], *, moved: bool) -> str:
    """The statements of a function; their parameters are members of the one that it is given."""
    lines: list[str] = []
    given = 0
    for place, step in enumerate(steps):
        sql = _of_array(step.sql, given)
        given += len(step.values)
        lines.append(f"    {sql} INTO _head;" if step.fetch else f"    {sql};")
        if moved and not place:
            lines.append(_MOVED)
    lines.append(_NUMBERED if steps[-1].fetch else "    RETURN 0;")
    return "\n".join(lines)


def _of_array(sql: str, given: int) -> str:
    """A statement whose first parameter is the member after so many."""
    return re.sub(r"\$(\d+)", lambda found: f"_given[{given + int(found[1])}]", sql).strip()


def elsewhere(error: BaseException) -> LinksElsewhere | None:
    """The error of a batch that was undone for the links that it writes of, where it is one."""
    if isinstance(error, asyncpg.PostgresError) and error.sqlstate == _ELSEWHERE:
        return LinksElsewhere(loads(str(error)))
    return None
