"""What graphs of weeks and months are drawn from: sums by quarter-hour, made in the database.

Quarter-hours are told by their number since 1970, UTC, so that a year of them is numbers all
through: a year of one site is 35,040 rows, and must not hold up a window.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    Text,
    bindparam,
    cast,
    func,
    literal,
    select,
    text,
    union_all,
)
from sqlalchemy.types import TypeEngine

from controlroom.store import schema
from controlroom.store.json_text import loads
from controlroom.store.read_batches import Reads, Row, Statement
from controlroom.store.schema.base import UtcTime

_QUARTER_S = 900
_energy = schema.quarter_hour.c
_session = schema.session.c
_journal = schema.journal.c
_TURNS = text("kind IN ('FellSilent', 'HeardAgain', 'LinkClosed', 'LinkOpened', 'StatusChanged')")


class Trends:
    """Statements, made once."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        self._sums = {one: reads.statement(self._sum(one)) for one in (False, True)}
        self._by_site = reads.statement(self._sum_by_site())
        self._steps = {one: reads.statement(self._step(one)) for one in (False, True)}
        self._turns = {one: reads.statement(self._turn(one)) for one in (False, True)}

    async def quarter_sums(
        self, start: datetime, end: datetime, site: str | None
    ) -> list[tuple[int, int]]:
        return await self._rows(self._sums[site is not None], start, end, site)

    async def site_sums(self, start: datetime, end: datetime) -> list[tuple[str, int, int]]:
        rows = await self._reads.one(self._by_site, start=start, end=end)
        return [(site, quarter, wh) for site, quarter, wh in rows]

    async def session_steps(
        self, start: datetime, end: datetime, site: str | None
    ) -> list[tuple[int, int]]:
        return await self._rows(self._steps[site is not None], start, end, site)

    async def status_turns(
        self, start: datetime, site: str | None, limit: int
    ) -> list[tuple[int, str, int, int, str]]:
        named = {} if site is None else {"site": site}
        found = await self._reads.one(
            self._turns[site is not None], start=start, most=limit, **named
        )
        return await asyncio.to_thread(_turned, found)

    async def _rows(
        self, statement: Statement, start: datetime, end: datetime, site: str | None
    ) -> list[tuple[int, int]]:
        named = {} if site is None else {"site": site}
        found: list[tuple[int, int]] = await self._reads.one(
            statement, start=start, end=end, **named
        )
        return found

    def _sum(self, one_site: bool) -> Select[Any]:  # noqa: FBT001 - which of two statements
        registration = schema.registration.c
        statement = (
            select(self._quarter(_energy.start), cast(func.sum(_energy.wh), BigInteger))
            .where(_energy.start >= _at("start"), _energy.start < _at("end"))
            .group_by(_energy.start)
            .order_by(_energy.start)
        )
        if one_site:
            statement = statement.join(
                schema.registration, registration.id == _energy.charge_point
            ).where(registration.site == bindparam("site", type_=Text))
        return statement

    def _sum_by_site(self) -> Select[Any]:
        site = schema.registration.c.site
        return (
            select(site, self._quarter(_energy.start), cast(func.sum(_energy.wh), BigInteger))
            .join(schema.quarter_hour, schema.registration.c.id == _energy.charge_point)
            .where(_energy.start >= _at("start"), _energy.start < _at("end"))
            .group_by(site, _energy.start)
        )

    def _step(self, one_site: bool) -> Select[Any]:  # noqa: FBT001 - which of two statements
        """One up where a session began, one down where it ended."""
        held: list[ColumnElement[bool]] = [_session.ended.is_not(None)]
        # By the column that has an index: of an ended session it is its end.
        held += [_session.dated >= _at("start"), _session.dated < _at("end")]
        if one_site:
            held.append(_session.site == bindparam("site", type_=Text))
        both = union_all(
            select(
                self._quarter(_session.started).label("quarter"), literal(1).label("step")
            ).where(*held),
            select(self._quarter(_session.ended).label("quarter"), literal(-1).label("step")).where(
                *held
            ),
        ).subquery()
        return (
            select(both.c.quarter, cast(func.sum(both.c.step), Integer))
            .group_by(both.c.quarter)
            .order_by(both.c.quarter)
        )

    def _turn(self, one_site: bool) -> Select[Any]:  # noqa: FBT001 - which of two statements
        """By charge point, as the index has them; the newest of all."""
        registration = schema.registration.c
        points = select(registration.id)
        if one_site:
            points = points.where(registration.site == bindparam("site", type_=Text))
        return (
            select(self._quarter(_journal.at), _journal.charge_point, _journal.kind, _journal.body)
            .where(
                # One range of the index for each: without it SQLite reads all that ever was.
                _journal.charge_point.in_(points),
                # Word for word as in the index, or SQLite does not use it.
                text(schema.ABOUT_POINT_SQL),
                _TURNS,
                _journal.at >= _at("start"),
            )
            .order_by(_journal.at.desc(), _journal.position.desc())
            .limit(bindparam("most", type_=Integer))
        )

    def _quarter(self, moment: ColumnElement[Any]) -> ColumnElement[Any]:
        """The number of its quarter-hour."""
        whole: TypeEngine[int] = BigInteger()
        if self._reads.dialect.name == "sqlite":
            # Whole microseconds; SQLite divides whole numbers into whole numbers.
            return cast(moment, whole).op("/")(_QUARTER_S * 1_000_000)
        # A double: PostgreSQL's EXTRACT would reckon in its decimals, which takes far longer.
        return cast(func.floor(func.date_part("epoch", moment) / _QUARTER_S), whole)


def _at(name: str) -> ColumnElement[Any]:
    return bindparam(name, type_=UtcTime)


def _turned(rows: Sequence[Row]) -> list[tuple[int, str, int, int, str]]:
    """Oldest first; a body that cannot be read tells nothing."""
    turns: list[tuple[int, str, int, int, str]] = []
    for quarter, charge_point, kind, body in reversed(rows):
        if kind != "StatusChanged":
            turns.append((quarter, charge_point, 0, 0, kind))
            continue
        try:
            said = loads(body)
            turn = (said.get("evse", 0), said.get("connector", 0), said["status"])
        except (ValueError, KeyError, AttributeError):
            continue
        if said.get("moved", True):
            turns.append((quarter, charge_point, *turn))
    return turns
