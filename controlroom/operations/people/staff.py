"""People who sign in: the first of them, adding more, their roles and passwords."""

from __future__ import annotations

import secrets

from controlroom.domain.errors import Refused
from controlroom.domain.people.actor import Actor
from controlroom.domain.people.user import Right, Role, User, password, user_name
from controlroom.operations.people.rights import Rights, needs
from controlroom.operations.ports.people import Users


class Staff:
    """Adding and changing people who sign in, for the command line and for windows."""

    def __init__(self, users: Users, rights: Rights) -> None:
        self._users = users
        self._rights = rights

    async def has_users(self) -> bool:
        """Whether somebody can sign in."""
        return bool(await self._users.users())

    async def add_first(self, name: str, chosen: str) -> User:
        """Add the first administrator, who signs in with the password at once.

        Raises InvalidValue, and Refused where somebody can sign in already.
        """
        user = User(user_name(name), Role.ADMINISTRATOR)
        chosen = password(chosen)
        if await self.has_users():
            raise Refused("user-not-first")
        await self._users.add_user(user, chosen, by=user.name)
        return user

    async def sign_in(self, name: str, given: str, workstation: str) -> User | None:
        """The user, where the password is right. Written down, and slower after wrong ones.

        Raises Refused with the seconds to wait; a password that comes sooner is not judged.
        """
        return await self._users.sign_in(name, given, workstation)

    @needs(Right.ADMINISTER)
    async def add(self, actor: Actor, user: User, chosen: str | None = None) -> str | None:
        """Let somebody sign in. Returns the password that is made where none is chosen.

        Raises InvalidValue, and AlreadyExists for a name that is taken.
        """
        user = User(user_name(user.name), user.role)
        chosen, made = _chosen_or_made(chosen)
        await self._users.add_user(user, chosen, actor.name)
        return made

    @needs(Right.ADMINISTER)
    async def set_role(self, actor: Actor, name: str, role: Role) -> None:
        """Raises NotFound, and Refused where nobody would be left who is administrator."""
        await self._users.set_role(name, role, actor.name)

    @needs(Right.ADMINISTER)
    async def set_password(self, actor: Actor, name: str, chosen: str | None = None) -> str | None:
        """The old password is void at once. Returns the new one as `add` does.

        Raises NotFound and InvalidValue.
        """
        chosen, made = _chosen_or_made(chosen)
        await self._users.set_password(name, chosen, actor.name)
        return made


def _chosen_or_made(chosen: str | None) -> tuple[str, str | None]:
    """The password to keep, and the same where it was made here: 12 random bytes in 16 letters."""
    if chosen is not None:
        return password(chosen), None
    made = secrets.token_urlsafe(12)
    return made, made
