"""Asking charge points what their own words leave open, as commands that "system" asked for."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from typing import Final, TypeAlias

from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.events import StatusChanged
from controlroom.domain.charging.inquiries import (
    Question,
    conclusions,
    questions,
    settled,
    status_of,
)
from controlroom.domain.charging.network import Network
from controlroom.domain.errors import ControlroomError
from controlroom.domain.event import Event
from controlroom.domain.people.actor import SYSTEM
from controlroom.operations.control import Control
from controlroom.operations.ports.journal import Entry
from controlroom.operations.ports.link import Clock
from controlroom.operations.tasks import spawn

_log = logging.getLogger(__name__)

AGAIN_S: Final = 60.0
"""The same question is not asked again before."""
BELIEVED_S: Final = 10.0
"""How long a charge point has to settle a fault that it said itself, once it is asked."""
_REMEMBERED: Final = 10_000

_Key: TypeAlias = tuple[str, str]
"""Charge point, and the wish as text."""


class Inquirer:
    """Follows what this process wrote, so that one process asks."""

    def __init__(
        self,
        control: Control,
        network: Network,
        clock: Clock,
        writer: str,
        ingest: Callable[[Event], Awaitable[object]],
        rules: Callable[[Network, Event], Iterable[Question]] = questions,
    ) -> None:
        """`ingest` takes what an answer settles, where the answer is no event itself."""
        self._control = control
        self._ingest = ingest
        self._network = network
        self._clock = clock
        self._writer = writer
        self._rules = rules
        self._asked: dict[_Key, float] = {}
        """When each question was last asked, the oldest first."""
        self._later: dict[_Key, tuple[float, Event]] = {}
        """Questions that came up again too soon: from when on, and by which event."""
        self._faults: dict[_Key, tuple[float, StatusChanged]] = {}
        """Doubted faults by what was asked about them: from when on they are believed."""

    def follow(self, entry: Entry) -> None:
        if entry.writer == self._writer and entry.event.charge_point:
            for question in settled(entry.event):
                self._later.pop(_key(entry.event, question), None)
            self._note_fault(entry.event)
            self._consider(entry.event)
            for concluded in conclusions(self._network, entry.event):
                spawn(self._conclude(concluded), f"conclude on {concluded.charge_point}")

    def _note_fault(self, event: Event) -> None:
        """Keep a fault that is doubted, until something else is said of its place."""
        if not isinstance(event, StatusChanged):
            return
        key = _key(event, status_of(event))
        self._faults.pop(key, None)
        if event.doubted and not event.moved and event.status is ConnectorStatus.FAULTED:
            self._faults[key] = (self._clock.monotonic() + BELIEVED_S, event)

    async def _believe_faults(self, now: float) -> None:
        """Of two states that nobody can tell apart the one that needs somebody is shown."""
        for key, pending in list(self._faults.items()):
            due, event = pending
            if due > now:
                continue
            if self._network.charge_point(event.charge_point).connected:
                received = self._clock.now()
                said = replace(event, received=received, asked=True, doubted=False, moved=None)
                if not await self._conclude(said):
                    continue  # the next look tries again
            if self._faults.get(key) is pending:
                del self._faults[key]

    async def remind(self) -> None:
        """Ask what came up again too soon, where it is still open; believe what is not settled."""
        now = self._clock.monotonic()
        await self._believe_faults(now)
        for key, (due, event) in list(self._later.items()):
            if due <= now:
                del self._later[key]
                self._consider(event)

    def _consider(self, event: Event) -> None:
        point = event.charge_point
        for question in self._rules(self._network, event):
            key = _key(event, question)
            if self._is_new(key, question.again_s or AGAIN_S):
                self._later.pop(key, None)
                spawn(self._ask(point, question), f"ask {point}")
            elif question.again_s is not None:
                self._later[key] = (self._asked[key] + question.again_s, event)

    def _is_new(self, key: _Key, again_s: float) -> bool:
        now = self._clock.monotonic()
        asked = self._asked.pop(key, None)
        again = asked is not None and now - asked < again_s
        self._asked[key] = asked if again and asked is not None else now
        if len(self._asked) > _REMEMBERED:
            del self._asked[next(iter(self._asked))]
        return not again

    async def _conclude(self, concluded: Event) -> bool:
        """Whether the spine has taken it."""
        try:
            await self._ingest(concluded)
        except ControlroomError as failure:
            # The next message that leaves it open asks again.
            _log.warning("%s: nothing is concluded: %s", concluded.charge_point, failure)
            return False
        return True

    async def _ask(self, charge_point: str, question: Question) -> None:
        try:
            await self._control.ask(SYSTEM, question.wish, charge_point, reason=question.reason)
        except ControlroomError as failure:
            # The next message that leaves it open asks again.
            _log.warning("%s cannot be asked: %s", charge_point, failure)


def _key(event: Event, question: Question) -> _Key:
    return (event.charge_point, repr(question.wish))
