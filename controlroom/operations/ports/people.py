"""What operations asks of the store about customers, tokens and staff."""

from __future__ import annotations

from typing import Protocol

from controlroom.domain.people.actor import Actor
from controlroom.domain.people.authorisation import Token
from controlroom.domain.people.customer import Customer
from controlroom.domain.people.user import Right, Role, User


class CustomerQueries(Protocol):
    """Reading customers and tokens."""

    async def customers(self) -> list[Customer]: ...
    async def customer(self, number: int) -> Customer | None: ...
    async def customer_named(self, name: str) -> Customer | None: ...
    async def tokens(self) -> list[Token]: ...
    async def token(self, uid: str) -> Token | None: ...


class Customers(CustomerQueries, Protocol):
    async def set_customer(self, customer: Customer, by: str) -> Customer:
        """Create (number 0) or change; returns it with its number."""
        ...

    async def set_token(self, token: Token, by: str, *, new: bool) -> None:
        """Raises AlreadyExists for a new one that is there."""
        ...


class UserQueries(Protocol):
    """Reading who signs in."""

    async def users(self) -> list[User]: ...


class Users(UserQueries, Protocol):
    async def add_user(self, user: User, password: str, by: str) -> None: ...
    async def set_role(self, name: str, role: Role, by: str) -> None:
        """Raises Refused where nobody would be left who is administrator."""
        ...

    async def set_password(self, name: str, password: str, by: str) -> None: ...
    async def verify(self, name: str, password: str) -> User | None:
        """The user, where the password is right (argon2id, in a thread)."""
        ...

    async def sign_in(self, name: str, password: str, workstation: str) -> User | None:
        """As `verify`, written down, and slower after each wrong password in a row.

        Raises Refused with the seconds to wait; a password that comes sooner is not judged.
        """
        ...

    async def deny(self, actor: Actor, right: Right) -> None:
        """Write down that a person asked for what the role may not do."""
        ...
