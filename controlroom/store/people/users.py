"""People and their passwords, which are kept as argon2id only."""

from __future__ import annotations

import asyncio
from functools import cache
from math import ceil
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select, update
from typing_extensions import override

from controlroom.domain.errors import AlreadyExists, NotFound, Refused
from controlroom.domain.people.actor import Actor
from controlroom.domain.people.events import RightDenied, SignInTried, UserChanged
from controlroom.domain.people.sign_in import (
    FORGOTTEN,
    FREE_OF_ACCOUNT,
    FREE_OF_WORKSTATION,
    Failures,
)
from controlroom.domain.people.user import Right, Role, User
from controlroom.operations.ports.people import Users
from controlroom.store import schema
from controlroom.store.codec import clean, fold
from controlroom.store.dialects import insert, lock
from controlroom.store.transactions import Transaction, Transactions

_account = schema.account
_sign_in = schema.sign_in
_ANY = ""
"""The name that stands for any at a workstation: nobody can be called so."""
_LONGEST = 200

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""OWASP's recommendation for argon2id: 19 MiB, two passes."""


@cache
def _nobody() -> str:
    """Checked for names that do not exist, so that the time it takes tells nothing."""
    return _hasher.hash("nobody has this password")


class StoreUsers(Users):
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._database = transactions.database

    @override
    async def users(self) -> list[User]:
        async with self._database.reading() as connection:
            rows = await connection.execute(
                select(_account.c.name, _account.c.role).order_by(_account.c.folded)
            )
            return [User(name, Role(role)) for name, role in rows]

    @override
    async def add_user(self, user: User, password: str, by: str) -> None:
        hashed = await asyncio.to_thread(_hash, password)
        folded = fold(user.name)
        async with self._transactions.begin() as transaction:
            known = select(_account.c.name).where(_account.c.folded == folded)
            if (await transaction.execute(known)).first() is not None:
                raise AlreadyExists("user-exists", name=user.name)
            await transaction.execute(
                _account.insert().values(
                    name=clean(user.name),
                    folded=folded,
                    role=user.role.value,
                    password_hash=hashed,
                )
            )
            _tell(transaction, user.name, "added", by, role=user.role.value)

    @override
    async def set_role(self, name: str, role: Role, by: str) -> None:
        async with self._transactions.begin() as transaction:
            if role is not Role.ADMINISTRATOR:
                await _need_another(transaction, name)
            await self._change(transaction, name, "role", by, {"role": role.value}, role=role.value)

    @override
    async def set_password(self, name: str, password: str, by: str) -> None:
        hashed = await asyncio.to_thread(_hash, password)
        async with self._transactions.begin() as transaction:
            await self._change(transaction, name, "password", by, {"password_hash": hashed})

    @staticmethod
    async def _change(
        transaction: Transaction,
        name: str,
        what: str,
        by: str,
        values: dict[str, str],
        **told: str,
    ) -> None:
        changed = await transaction.execute(
            update(_account).where(_account.c.folded == fold(name)).values(values)
        )
        if not changed.rowcount:
            raise NotFound("unknown-user", name=name)
        _tell(transaction, name, what, by, **told)

    @override
    async def verify(self, name: str, password: str) -> User | None:
        async with self._database.reading() as connection:
            rows = await connection.execute(
                select(_account.c.name, _account.c.role, _account.c.password_hash).where(
                    _account.c.folded == fold(name)
                )
            )
            row = rows.one_or_none()
        right = await asyncio.to_thread(_matches, None if row is None else row[2], password)
        return User(row[0], Role(row[1])) if row is not None and right else None

    # --- signing in ---------------------------------------------------------------------------

    @override
    async def sign_in(self, name: str, password: str, workstation: str) -> User | None:
        place, who = clean(workstation)[:_LONGEST], fold(name)[:_LONGEST] or " "
        # Counted before it is judged: many tries at once are no way around.
        failures = await self._admit(place, who)
        user = await self.verify(name, password)
        async with self._transactions.begin() as transaction:
            if user is not None:
                await self._forget(transaction, place, who)
                failures = 0
            known = select(_account.c.name).where(_account.c.folded == fold(name))
            now = transaction.now
            tried = SignInTried(
                charge_point="",
                at=now,
                received=now,
                user=(await transaction.execute(known)).scalar() or "",
                workstation=place,
                right=user is not None,
                failures=failures,
            )
            transaction.events.append(tried)
        return user

    async def _admit(self, workstation: str, who: str) -> int:
        """Count a try; how many in a row that makes. Raises Refused where it has to wait."""
        async with self._transactions.begin() as transaction:
            await lock(transaction.connection, _sign_in)
            now = transaction.now
            rows: Any = await transaction.execute(
                select(_sign_in.c.folded, _sign_in.c.failures, _sign_in.c.last).where(
                    _sign_in.c.workstation == workstation, _sign_in.c.folded.in_([who, _ANY])
                )
            )
            found = {row[0]: Failures(row[1], row[2]) for row in rows}
            for folded, free in ((who, FREE_OF_ACCOUNT), (_ANY, FREE_OF_WORKSTATION)):
                if folded in found and (wait := found[folded].wait(now, free)):
                    raise Refused("sign-in-wait", seconds=ceil(wait.total_seconds()))
            # Names that were made up, and are forgotten, fill no table.
            await transaction.execute(delete(_sign_in).where(_sign_in.c.last <= now - FORGOTTEN))
            counts = {f: 1 + (found[f].by(now) if f in found else 0) for f in (who, _ANY)}
            for folded, count in counts.items():
                values = {"failures": count, "last": now}
                await transaction.execute(
                    insert(_sign_in, self._database)
                    .values(workstation=workstation, folded=folded, **values)
                    .on_conflict_do_update(index_elements=["workstation", "folded"], set_=values)
                )
        return counts[who]

    @staticmethod
    async def _forget(transaction: Transaction, workstation: str, who: str) -> None:
        """The password was right. What was tried under other names at the desk still counts."""
        here = _sign_in.c.workstation == workstation
        await transaction.execute(delete(_sign_in).where(here, _sign_in.c.folded == who))
        await transaction.execute(
            update(_sign_in)
            .where(here, _sign_in.c.folded == _ANY)
            .values(failures=_sign_in.c.failures - 1)
        )

    @override
    async def deny(self, actor: Actor, right: Right) -> None:
        async with self._transactions.begin() as transaction:
            now = transaction.now
            denied = RightDenied(
                charge_point="",
                at=now,
                received=now,
                user=actor.name,
                role=actor.role.value if actor.role is not None else "",
                right=right.value,
                workstation=clean(actor.workstation)[:_LONGEST],
            )
            transaction.events.append(denied)


async def _need_another(transaction: Transaction, name: str) -> None:
    """Two administrators who demote each other at once wait for each other here."""
    rows = await transaction.execute(
        select(_account.c.folded, _account.c.name)
        .where(_account.c.role == Role.ADMINISTRATOR.value)
        .order_by(_account.c.folded)
        .with_for_update()
    )
    administrators = rows.all()
    if [row.folded for row in administrators] == [fold(name)]:
        raise Refused("last-administrator", name=administrators[0].name)


def _hash(password: str) -> str:
    # Whatever a keyboard gives: a lone surrogate is no UTF-8, and yet a password.
    return _hasher.hash(password.encode("utf-8", "surrogatepass"))


def _matches(hashed: str | None, password: str) -> bool:
    try:
        return _hasher.verify(hashed or _nobody(), password.encode("utf-8", "surrogatepass"))
    except (VerificationError, InvalidHashError):
        return False


def _tell(transaction: Transaction, name: str, what: str, by: str, **details: str) -> None:
    now = transaction.now
    transaction.events.append(
        UserChanged(
            charge_point="", at=now, received=now, user=name, what=what, details=details, by=by
        )
    )
