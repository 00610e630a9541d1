"""Where the central system listens that a window has started: moving it to another address."""

from __future__ import annotations

from typing import Protocol

from controlroom.domain.people.actor import Actor
from controlroom.domain.people.user import Right
from controlroom.operations.people.rights import Rights, needs
from controlroom.settings import Address


class Serving(Protocol):
    """The central system that a window starts where none serves."""

    @property
    def address(self) -> Address:
        """Where it listens now."""
        ...

    async def move(self, address: Address) -> None:
        """Listen elsewhere from now on, and after the next start.

        Where it cannot be, it goes on where it listened, and ControlroomError says why.
        """
        ...


class Listening:
    """Moving the listening address, for windows."""

    def __init__(self, serving: Serving, rights: Rights) -> None:
        self._serving = serving
        self._rights = rights

    @property
    def address(self) -> Address:
        """Where the central system listens now."""
        return self._serving.address

    @needs(Right.ADMINISTER)
    async def move(self, _actor: Actor, address: Address) -> None:
        """As `Serving.move`. Charge points that are connected lose their links and come back."""
        await self._serving.move(address)
