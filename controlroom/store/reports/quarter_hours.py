"""What graphs of weeks and months are drawn from: sums by quarter-hour, made in the database.

A year of one site is 35,040 rows, and must not hold up a window.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

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
from typing_extensions import override

from controlroom.domain.quarter_hours import QUARTER_S
from controlroom.operations.ports.reports import (
    ConnectorEnergy,
    PointEnergy,
    QuarterEnergy,
    ReportQueries,
    SessionStep,
    SiteEnergy,
    StatusTurn,
)
from controlroom.store import schema
from controlroom.store.engine import Database
from controlroom.store.json_text import loads
from controlroom.store.read_batches import Reads, Row
from controlroom.store.schema.base import UtcTime

_MANY = 1_000
"""Rows from which on they are put together in a thread: a window is painted meanwhile."""

_energy = schema.quarter_hour.c
_session = schema.session.c
_journal = schema.journal.c
_TURNS = text("kind IN ('FellSilent', 'HeardAgain', 'LinkClosed', 'LinkOpened', 'StatusChanged')")

T = TypeVar("T")


class StoreReports(ReportQueries):
    def __init__(self, database: Database, reads: Reads) -> None:
        self._database = database
        self._reads = reads
        self._sums = {one: reads.statement(self._sum(one)) for one in (False, True)}
        self._by_site = reads.statement(self._sum_by_site())
        self._steps = {one: reads.statement(self._step(one)) for one in (False, True)}
        self._turns = {one: reads.statement(self._turn(one)) for one in (False, True)}

    @override
    async def energy(
        self, start: datetime, end: datetime, *, site: str | None = None
    ) -> list[QuarterEnergy]:
        sums = self._sums[site is not None]
        rows = await self._reads.one(sums, start=start, end=end, **_named(site))
        return await _made(QuarterEnergy._make, rows)

    @override
    async def energy_by_site(self, start: datetime, end: datetime) -> list[SiteEnergy]:
        rows = await self._reads.one(self._by_site, start=start, end=end)
        return await _made(SiteEnergy._make, rows)

    @override
    async def energy_by_point(
        self, charge_points: Collection[str], start: datetime, end: datetime
    ) -> list[PointEnergy]:
        statement = (
            select(_energy.charge_point, self._number(_energy.start), _wh())
            .where(
                _energy.charge_point.in_(charge_points), _energy.start >= start, _energy.start < end
            )
            .group_by(_energy.charge_point, _energy.start)
        )
        async with self._database.reading() as connection:
            return await _made(PointEnergy._make, (await connection.execute(statement)).all())

    @override
    async def energy_by_connector(
        self, charge_point: str, start: datetime, end: datetime
    ) -> list[ConnectorEnergy]:
        statement = (
            select(self._number(_energy.start), _energy.evse, _energy.connector, _energy.wh)
            .where(
                _energy.charge_point == charge_point, _energy.start >= start, _energy.start < end
            )
            .order_by(_energy.start, _energy.evse, _energy.connector)
        )
        async with self._database.reading() as connection:
            return await _made(ConnectorEnergy._make, (await connection.execute(statement)).all())

    @override
    async def session_steps(
        self, start: datetime, end: datetime, *, site: str | None = None
    ) -> list[SessionStep]:
        steps = self._steps[site is not None]
        rows = await self._reads.one(steps, start=start, end=end, **_named(site))
        return await _made(SessionStep._make, rows)

    @override
    async def status_turns(
        self, start: datetime, *, site: str | None = None, limit: int = 100_000
    ) -> list[StatusTurn]:
        turns = self._turns[site is not None]
        found = await self._reads.one(turns, start=start, most=limit, **_named(site))
        return await asyncio.to_thread(_turned, found)

    def _sum(self, one_site: bool) -> Select[Any]:  # noqa: FBT001 - which of two statements
        registration = schema.registration.c
        statement = (
            select(self._number(_energy.start), _wh())
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
            select(site, self._number(_energy.start), _wh())
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
            select(self._number(_session.started).label("quarter"), literal(1).label("step")).where(
                *held
            ),
            select(self._number(_session.ended).label("quarter"), literal(-1).label("step")).where(
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
            select(self._number(_journal.at), _journal.charge_point, _journal.kind, _journal.body)
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

    def _number(self, moment: ColumnElement[Any]) -> ColumnElement[Any]:
        """The number of its quarter-hour."""
        whole: TypeEngine[int] = BigInteger()
        if self._reads.dialect.name == "sqlite":
            # Whole microseconds; SQLite divides whole numbers into whole numbers.
            return cast(moment, whole).op("/")(QUARTER_S * 1_000_000)
        # A double: PostgreSQL's EXTRACT would reckon in its decimals, which takes far longer.
        return cast(func.floor(func.date_part("epoch", moment) / QUARTER_S), whole)


def _wh() -> ColumnElement[int]:
    """PostgreSQL adds up whole numbers to a decimal."""
    return cast(func.sum(_energy.wh), BigInteger)


def _named(site: str | None) -> dict[str, str]:
    return {} if site is None else {"site": site}


async def _made(make: Callable[[Iterable[Any]], T], rows: Sequence[Sequence[Any]]) -> list[T]:
    if len(rows) < _MANY:
        return [*map(make, rows)]
    return await asyncio.to_thread(lambda: [*map(make, rows)])


def _at(name: str) -> ColumnElement[Any]:
    return bindparam(name, type_=UtcTime)


def _turned(rows: Sequence[Row]) -> list[StatusTurn]:
    """Oldest first; a body that cannot be read tells nothing."""
    turns: list[StatusTurn] = []
    for quarter, charge_point, kind, body in reversed(rows):
        if kind != "StatusChanged":
            turns.append(StatusTurn(quarter, charge_point, 0, 0, kind))
            continue
        try:
            said = loads(body)
            place, word = (said.get("evse", 0), said.get("connector", 0)), said["status"]
        except (ValueError, KeyError, AttributeError):
            continue
        if said.get("moved", True):
            turns.append(StatusTurn(quarter, charge_point, *place, word))
    return turns
