"""Customers and the tokens that charge on their account: entering and changing them.

Shared by the commands and the screens, so that both take, refuse and do the same.
"""

from __future__ import annotations

import re
from dataclasses import replace

from controlroom.domain.errors import AlreadyExists, InvalidValue, NotFound
from controlroom.domain.people.actor import Actor
from controlroom.domain.people.authorisation import Token, card
from controlroom.domain.people.customer import Customer, checked
from controlroom.domain.people.user import Right
from controlroom.domain.user_input import written
from controlroom.operations.people.rights import Rights, needs
from controlroom.operations.ports.people import Customers

UID_MOST, TYPE_MOST, GROUP_MOST = 36, 36, 36
"""Characters. An id token of OCPP 2.0.1 has 36 of them at most; 1.6 reads 20."""
_UID = re.compile(rf"[A-Za-z0-9*\-_=:+|@.]{{1,{UID_MOST}}}")
"""identifierString of OCPP 2.0.1, part 2, which all that 1.6 carries fits into."""
TYPE = "RFID"
"""What a token is where nobody says otherwise."""


class Accounts:
    """Adding and changing customers and tokens, for the command line and for windows."""

    def __init__(self, customers: Customers, rights: Rights) -> None:
        self._customers = customers
        self._rights = rights

    @needs(Right.CUSTOMERS)
    async def keep_customer(self, actor: Actor, customer: Customer) -> Customer:
        """Create (number 0) or change a customer; returns it as it is kept.

        What is kept already and not changed is not judged again. Raises InvalidValue, and
        AlreadyExists where another has the name.
        """
        number = customer.number
        known = await self._customers.customer(number) if number else None
        customer = checked(customer, known)
        other = await self._customers.customer_named(customer.name)
        if other is not None and other.number != number:
            raise AlreadyExists("customer-exists", name=customer.name)
        return await self._customers.set_customer(customer, actor.name)

    @needs(Right.CUSTOMERS)
    async def register_token(self, actor: Actor, token: Token) -> Token:
        """Let a new token charge. Raises AlreadyExists with the name of whose it is."""
        token = entered(token)
        await self.refuse_known(token)
        await self._customers.set_token(token, actor.name, new=True)
        return token

    @needs(Right.CUSTOMERS)
    async def change_token(self, actor: Actor, token: Token) -> Token:
        """Keep what a person decided again about a registered token; what it is called stays."""
        token = _cleaned(token)
        await self._customers.set_token(token, actor.name, new=False)
        return token

    @needs(Right.CUSTOMERS)
    async def set_blocked(self, actor: Actor, uid: str, *, blocked: bool) -> Token:
        """Block a token, or let it charge again; what else is known of it stays as it is now."""
        token = replace(await self.known_token(uid), blocked=blocked)
        await self._customers.set_token(token, actor.name, new=False)
        return token

    async def refuse_known(self, token: Token) -> None:
        """Raise AlreadyExists where the card is registered already, however it is written."""
        known = await self._customers.token(token.uid)
        if known is None:
            return
        owner = await self._customers.customer(known.customer)
        name = owner.name if owner else ""
        if known.uid.casefold() != token.uid.casefold():
            raise AlreadyExists("token-same-card", uid=token.uid, known=known.uid, customer=name)
        if known.customer != token.customer:
            raise AlreadyExists("token-taken", uid=known.uid, customer=name)
        raise AlreadyExists("token-exists", uid=known.uid)

    async def known_token(self, uid: str) -> Token:
        """A registered token. Raises NotFound."""
        token = await self._customers.token(uid)
        if token is None:
            raise NotFound("unknown-token", uid=uid)
        return token


def entered(token: Token) -> Token:
    """A token as a person entered it. Raises InvalidValue."""
    uid = written("token", token.uid)
    joined = "".join(uid.split())
    if card(joined) == card(uid):
        # Blanks between the bytes of a card.
        uid = joined
    if not uid:
        raise InvalidValue("nameless", who="token")
    if _UID.fullmatch(uid) is None:
        raise InvalidValue("bad-token", uid=uid)
    return _cleaned(replace(token, uid=uid))


def _cleaned(token: Token) -> Token:
    return replace(
        token,
        type=written("type", token.type, TYPE_MOST) or TYPE,
        group=written("group", token.group, GROUP_MOST),
    )
