"""Who asks for something: a person at a screen, the command line, a driver, the program itself."""

from __future__ import annotations

from typing import Final

from controlroom.domain.people.user import RIGHTS, Right, Role, User
from controlroom.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Every operation that writes takes one, and refuses what it has no right to.

    `name` is what the journal says of who did it. `role` is a person's, None of all others;
    `workstation` is where the person sits.
    """

    name: str
    rights: frozenset[Right]
    role: Role | None = None
    workstation: str = ""

    def may(self, *rights: Right) -> bool:
        """Whether it has one of the rights."""
        return not self.rights.isdisjoint(rights)


def person(user: User, workstation: str = "") -> Actor:
    """Somebody who signed in, with the rights of the role."""
    return Actor(user.name, RIGHTS[user.role], user.role, workstation)


def console(name: str) -> Actor:
    """The command line, by the user's name in the operating system.

    Whoever can run it can read and write the database: it may do everything.
    """
    return Actor(name, frozenset(Right))


def driver(number: int) -> Actor:
    """A driver, by the number of the account: has none of the staff's rights."""
    return Actor(f"driver:{number}", frozenset())


SYSTEM: Final = Actor("system", frozenset(Right))
"""The program itself, which carries out what people have set up."""
