"""Tariffs: a version for ever, the one that held at a moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Executable, Select, exists, func, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection
from typing_extensions import override

from controlroom.domain.billing.events import TariffChanged
from controlroom.domain.billing.tariff import BEGINNING, Tariff, Version
from controlroom.domain.errors import NotFound
from controlroom.operations.ports.billing import Tariffs
from controlroom.store.bodies import body_of, read
from controlroom.store.codec import clean
from controlroom.store.dialects import insert
from controlroom.store.engine import Database
from controlroom.store.schema import session, session_price, site, tariff
from controlroom.store.transactions import Transactions


class StoreTariffs(Tariffs):
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._database = transactions.database

    @override
    async def set_tariff(
        self, site: str, tariff: Tariff, valid_from: datetime | None, by: str
    ) -> None:
        async with self._transactions.begin() as transaction:
            if not await _site_exists(transaction.connection, site):
                raise NotFound("unknown-site", name=site)
            if valid_from is None:
                first = not await _has_tariff(transaction.connection, site)
                valid_from = BEGINNING if first else transaction.now
            await transaction.execute(
                _version(self._database, site, tariff, valid_from, transaction.now, by)
            )
            # Sessions that had no tariff are priced again, those that are priced just now too.
            await transaction.execute(
                update(session)
                .where(
                    session.c.site == site,
                    session.c.started >= valid_from,
                    session.c.unbilled == true(),
                    ~exists().where(
                        session_price.c.session == session.c.id,
                        session_price.c.tariff.is_not(None),
                    ),
                )
                .values(revision=session.c.revision + 1)
            )
            transaction.events.append(
                TariffChanged(
                    charge_point="", at=transaction.now, received=transaction.now, site=site, by=by
                )
            )

    @override
    async def versions(self) -> dict[str, list[Version]]:
        async with self._database.reading() as connection:
            rows = await connection.execute(every_version())
            found: dict[str, list[Version]] = {}
            for name, since, body in rows:
                found.setdefault(name, []).append((since, read(Tariff, body)))
        return found

    @override
    async def current(self) -> dict[str, Tariff]:
        async with self._database.reading() as connection:
            now = await self._database.now(connection)
            newest = (
                select(tariff.c.site, func.max(tariff.c.valid_from).label("valid_from"))
                .where(tariff.c.valid_from <= now)
                .group_by(tariff.c.site)
                .subquery()
            )
            found = await connection.execute(
                select(tariff.c.site, tariff.c.body)
                .join(
                    newest,
                    (tariff.c.site == newest.c.site) & (tariff.c.valid_from == newest.c.valid_from),
                )
                .order_by(tariff.c.site)
            )
            return {name: read(Tariff, body) for name, body in found}


def every_version() -> Select[Any]:
    """Site, since when, and the tariff itself; oldest first."""
    return select(tariff.c.site, tariff.c.valid_from, tariff.c.body).order_by(
        tariff.c.site, tariff.c.valid_from
    )


async def _site_exists(connection: AsyncConnection, name: str) -> bool:
    found = await connection.execute(select(site.c.name).where(site.c.name == name))
    return found.first() is not None


async def _has_tariff(connection: AsyncConnection, name: str) -> bool:
    found = await connection.execute(select(tariff.c.site).where(tariff.c.site == name).limit(1))
    return found.first() is not None


def _version(
    database: Database, name: str, wanted: Tariff, valid_from: datetime, now: datetime, by: str
) -> Executable:
    values = {"body": body_of(wanted), "changed": now, "changed_by": clean(by)}
    return (
        insert(tariff, database)
        .values(site=name, valid_from=valid_from, **values)
        .on_conflict_do_update(index_elements=["site", "valid_from"], set_=values)
    )
