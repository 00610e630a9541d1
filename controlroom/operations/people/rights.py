"""Who may do what: each operation that writes declares its right once, and refuses without it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from controlroom.domain.errors import ControlroomError, Forbidden
from controlroom.domain.people.actor import Actor
from controlroom.domain.people.user import RIGHTS, Right
from controlroom.operations.ports.link import Clock

AGAIN_S = 60.0
"""How often it is written down that somebody asks for what the role may not do."""


class Denials(Protocol):
    """Where a denied right is written down: the part of `Users` that refusing needs."""

    async def deny(self, actor: Actor, right: Right) -> None: ...


class Rights:
    """Refuses what an actor has no right to; that a person asked for it is written down."""

    def __init__(self, clock: Clock, denials: Denials | None = None) -> None:
        """`denials` None: nothing is written down, as for the command line, which may all."""
        self._clock = clock
        self._denials = denials
        self._denied: dict[tuple[str, Right], float] = {}
        """When it was last written down that a person has not a right."""

    async def require(self, actor: Actor, *rights: Right) -> None:
        """Raises Forbidden where the actor has none of the rights."""
        if not actor.may(*rights):
            await self.deny(actor, rights[0])
            raise forbidden(actor, *rights)

    async def deny(self, actor: Actor, right: Right) -> None:
        """Write down that it was asked for: once in a while, however often a key is pressed."""
        if actor.role is None or self._denials is None:
            return
        now = self._clock.monotonic()
        if now - self._denied.get((actor.name, right), -AGAIN_S) >= AGAIN_S:
            self._denied[actor.name, right] = now
            with suppress(ControlroomError):
                await self._denials.deny(actor, right)


def forbidden(actor: Actor, *rights: Right) -> Forbidden:
    """The refusal, with the roles that have one of the rights."""
    holders = [role.value for role, held in RIGHTS.items() if not held.isdisjoint(rights)]
    return Forbidden(actor.role.value if actor.role is not None else actor.name, holders)


class _Operations(Protocol):
    """A class of operations: it knows whom to refuse what."""

    _rights: Rights


_S = TypeVar("_S", bound=_Operations)
_P = ParamSpec("_P")
_T = TypeVar("_T")
_Operation = Callable[Concatenate[_S, Actor, _P], Coroutine[Any, Any, _T]]


def needs(*rights: Right) -> Callable[[_Operation[_S, _P, _T]], _Operation[_S, _P, _T]]:
    """Declare the rights of which an operation needs one; without, it raises Forbidden at once."""

    def declare(operation: _Operation[_S, _P, _T]) -> _Operation[_S, _P, _T]:
        @wraps(operation)
        async def guarded(self: _S, actor: Actor, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
            await self._rights.require(actor, *rights)
            return await operation(self, actor, *args, **kwargs)

        vars(guarded)["rights"] = rights
        return guarded

    return declare


def rights_of(operation: Callable[..., object]) -> tuple[Right, ...]:
    """The rights of which an operation needs one, as it declares."""
    rights: tuple[Right, ...] = vars(operation)["rights"]
    return rights
