"""Sites, registrations, keys, and who knocks unknown."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    bindparam,
    delete,
    func,
    literal_column,
    select,
    update,
)
from typing_extensions import override

from controlroom.domain.charging.charge_point import Phase, Registration, Site
from controlroom.domain.charging.events import KeyRotated, RegistrationChanged, SiteChanged
from controlroom.domain.charging.rate_limit import Allowance
from controlroom.domain.errors import AlreadyExists, NotFound
from controlroom.operations.ports.charging import ChargePoints, Credentials, Knock
from controlroom.store.codec import clean, cleaned, fold
from controlroom.store.dialects import insert
from controlroom.store.read_batches import Reads
from controlroom.store.rows import REGISTRATION, SITE, Mapper
from controlroom.store.schema import (
    allowance,
    charge_point,
    credential,
    knock,
    link,
    registration,
    server,
    site,
)
from controlroom.store.servers import RECENT
from controlroom.store.transactions import Transaction, Transactions

KNOCK = Mapper(Knock, knock)
ALLOWANCE = Mapper(Allowance, allowance)
MOST_KNOCKS = 500
"""One who is unknown may invent names without end: the newest of each address are kept."""
_LONGEST = 200
_SALT = 16


def hashed(key: str) -> bytes:
    """`salt || sha256(salt || key)`. Keys are random, so that a slow hash would guard nothing."""
    salt = secrets.token_bytes(_SALT)
    return salt + hashlib.sha256(salt + key.encode()).digest()


class StoreChargePoints(ChargePoints):
    def __init__(self, transactions: Transactions, reads: Reads) -> None:
        self._transactions = transactions
        self._database = transactions.database
        self._reads = reads
        self.asked = reads.statement(
            select(
                registration.c.id,
                registration.c.security_profile,
                credential.c.key_hash,
                credential.c.offered_hash,
                _holder(transactions).label("holder"),
            )
            .join(credential, credential.c.charge_point == registration.c.id)
            .where(
                registration.c.folded == bindparam("folded", type_=Text),
                registration.c.phase != Phase.RETIRED.value,
            )
        )

    # --- sites and registrations --------------------------------------------------------------

    @override
    async def sites(self) -> list[Site]:
        async with self._database.reading() as connection:
            return list(
                SITE.load_all((await connection.execute(select(site).order_by(site.c.name))).all())
            )

    @override
    async def set_site(self, site: Site, by: str) -> None:
        async with self._transactions.begin() as transaction:
            await self._write_site(transaction, cleaned(site), by)

    async def _write_site(self, transaction: Transaction, wanted: Site, by: str) -> None:
        values = {name: getattr(wanted, name) for name in SITE.names}
        await transaction.execute(
            insert(site, self._database)
            .values(values)
            .on_conflict_do_update(index_elements=["name"], set_=values)
        )
        transaction.events.append(
            SiteChanged(
                charge_point="", at=transaction.now, received=transaction.now, site=wanted, by=by
            )
        )

    @override
    async def registrations(self) -> list[Registration]:
        async with self._database.reading() as connection:
            found = await connection.execute(select(registration).order_by(registration.c.id))
            return list(REGISTRATION.load_all(found.all()))

    @override
    async def versions(self) -> dict[str, str]:
        async with self._database.reading() as connection:
            found = await connection.execute(select(charge_point.c.id, charge_point.c.version))
            return {identity: version for identity, version in found if version}

    @override
    async def register(self, registration: Registration, key: str | None, by: str) -> None:
        wanted = cleaned(registration)
        async with self._transactions.begin() as transaction:
            written = await self._insert(transaction, wanted)
            if not written:
                raise AlreadyExists("charge-point-exists", id=wanted.id)
            await transaction.execute(
                credential.insert().values(
                    charge_point=wanted.id, key_hash=None if key is None else hashed(key)
                )
            )
            self._tell(transaction, wanted, by)

    async def _insert(self, transaction: Transaction, wanted: Registration) -> bool:
        await self._need_site(transaction, wanted.site)
        values = {name: getattr(wanted, name) for name in REGISTRATION.names if name != "folded"}
        inserted = await transaction.execute(
            insert(registration, self._database)
            .values(**values, folded=fold(wanted.id))
            .on_conflict_do_nothing()
        )
        return bool(inserted.rowcount)

    async def _need_site(self, transaction: Transaction, name: str) -> None:
        found = await transaction.execute(select(site.c.name).where(site.c.name == name))
        if found.first() is None:
            await self._write_site(transaction, Site(name), "")

    @override
    async def change(self, registration: Registration, by: str) -> None:
        wanted = cleaned(registration)
        async with self._transactions.begin() as transaction:
            await self._need_site(transaction, wanted.site)
            await self._update(transaction, wanted)
            self._tell(transaction, wanted, by)

    async def _update(self, transaction: Transaction, wanted: Registration) -> None:
        values = {
            name: getattr(wanted, name)
            for name in REGISTRATION.names
            if name not in ("id", "folded")
        }
        changed = await transaction.execute(
            update(registration).where(registration.c.id == wanted.id).values(values)
        )
        if not changed.rowcount:
            raise NotFound("unknown-charge-point", id=wanted.id)

    @staticmethod
    def _tell(transaction: Transaction, changed: Registration, by: str) -> None:
        transaction.events.append(
            RegistrationChanged(
                charge_point=changed.id,
                at=transaction.now,
                received=transaction.now,
                registration=changed,
                by=by,
            )
        )

    # --- keys ---------------------------------------------------------------------------------

    @override
    async def set_key(self, charge_point: str, key: str, by: str) -> None:
        async with self._transactions.begin() as transaction:
            await self._set(
                transaction,
                charge_point,
                key_hash=hashed(key),
                offered_hash=None,
            )
            self._rotated(transaction, charge_point, by)

    @override
    async def offer_key(self, charge_point: str, key: str) -> None:
        async with self._transactions.begin() as transaction:
            await self._set(transaction, charge_point, offered_hash=hashed(key))

    @override
    async def settle_key(self, charge_point: str, *, accepted: bool, by: str) -> None:
        async with self._transactions.begin() as transaction:
            values: dict[str, object] = {"offered_hash": None}
            if accepted:
                values["key_hash"] = credential.c.offered_hash
            settled = await transaction.execute(
                update(credential)
                .where(
                    credential.c.charge_point == charge_point,
                    credential.c.offered_hash.is_not(None),
                )
                .values(values)
            )
            if settled.rowcount and accepted:
                self._rotated(transaction, charge_point, by)

    async def _set(self, transaction: Transaction, identity: str, **values: object) -> None:
        changed = await transaction.execute(
            update(credential).where(credential.c.charge_point == identity).values(**values)
        )
        if not changed.rowcount:
            raise NotFound("unknown-charge-point", id=identity)

    @staticmethod
    def _rotated(transaction: Transaction, identity: str, by: str) -> None:
        transaction.events.append(
            KeyRotated(charge_point=identity, at=transaction.now, received=transaction.now, by=by)
        )

    @override
    async def credentials(self, identity: str) -> Credentials | None:
        rows = await self._reads.one(self.asked, folded=fold(identity))
        if not rows:
            return None
        known, profile, key_hash, offered_hash, holder = rows[0]
        return Credentials(known, profile, key_hash, offered_hash, holder or "")

    # --- the door -----------------------------------------------------------------------------

    @override
    async def knocked(self, knocks: Sequence[Knock]) -> int:
        rows = [
            {
                "folded": fold(said.id)[:_LONGEST],
                "id": clean(said.id)[:_LONGEST],
                "address": clean(said.address)[:_LONGEST],
                "version": clean(said.version)[:_LONGEST],
                "first": said.first,
                "last": said.last,
                "count": said.count,
                "reason": said.reason.value,
            }
            for said in sorted(knocks, key=lambda said: fold(said.id))
        ]
        written = insert(knock, self._database)
        newest = {name: written.excluded[name] for name in ("id", "address", "version", "last")}
        written = written.on_conflict_do_update(
            index_elements=["folded"],
            set_={
                **newest,
                "reason": written.excluded.reason,
                "count": knock.c.count + written.excluded.count,
            },
        )
        async with self._transactions.begin() as transaction:
            await transaction.execute(written, rows)
            many = (await transaction.execute(select(func.count()).select_from(knock))).scalar_one()
            if many <= MOST_KNOCKS:
                return 0
            gone = await transaction.execute(delete(knock).where(knock.c.folded.not_in(_newest())))
            return int(gone.rowcount)

    @override
    async def door(self) -> list[Knock]:
        async with self._database.reading() as connection:
            found = await connection.execute(select(knock).order_by(knock.c.last.desc()))
            return list(KNOCK.load_all(found.all()))

    @override
    async def forget_knock(self, identity: str) -> None:
        async with self._transactions.begin() as transaction:
            await transaction.execute(
                delete(knock).where(knock.c.folded == fold(identity)[:_LONGEST])
            )

    # --- what charge points may send ----------------------------------------------------------

    @override
    async def set_allowances(self, allowances: Sequence[Allowance]) -> None:
        if not allowances:
            return
        rows = [
            {name: getattr(row, name) for name in ALLOWANCE.names}
            for row in sorted(allowances, key=lambda row: row.charge_point)
        ]
        written = insert(allowance, self._database)
        newest = {
            name: written.excluded[name] for name in ALLOWANCE.names if name != "charge_point"
        }
        async with self._transactions.begin() as transaction:
            await transaction.execute(
                written.on_conflict_do_update(index_elements=["charge_point"], set_=newest), rows
            )

    @override
    async def allowances(self) -> dict[str, Allowance]:
        async with self._database.reading() as connection:
            found = ALLOWANCE.load_all((await connection.execute(select(allowance))).all())
        return {row.charge_point: row for row in found}

    @override
    async def allowance(self, charge_point: str) -> Allowance | None:
        known = select(allowance).where(allowance.c.charge_point == charge_point)
        async with self._database.reading() as connection:
            row = (await connection.execute(known)).first()
        return None if row is None else ALLOWANCE.load(row)


def _newest() -> Select[Any]:
    """The names that stay at the door: of each address the newest, each address in its turn."""
    turn = func.row_number().over(partition_by=knock.c.address, order_by=knock.c.last.desc())
    ranked = select(knock.c.folded, knock.c.last, turn.label("turn")).subquery()
    return select(ranked.c.folded).order_by(ranked.c.turn, ranked.c.last.desc()).limit(MOST_KNOCKS)


def _holder(transactions: Transactions) -> ColumnElement[Any]:
    """Another process that holds an open link; on SQLite none is beside this one."""
    if transactions.database.sqlite:
        return literal_column("NULL")
    lately = func.make_interval(0, 0, 0, 0, 0, 0, RECENT.total_seconds())
    return (
        select(server.c.name)
        .join(link, link.c.server == server.c.name)
        .join(charge_point, charge_point.c.id == link.c.charge_point)
        .where(
            link.c.charge_point == registration.c.id,
            charge_point.c.connected,
            server.c.name != transactions.writer,
            server.c.ended.is_(None),
            server.c.beat > func.clock_timestamp() - lately,
        )
        .scalar_subquery()
    )
