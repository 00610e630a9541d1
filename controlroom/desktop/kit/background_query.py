"""Questions to the store that a screen need not wait for.

None is cut off in the middle: a query that is cancelled loses its connection. An answer that
nobody wants any more is dropped when it comes, and `settle` waits for those under way before the
store is closed.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from controlroom.domain.errors import ControlroomError
from controlroom.operations.tasks import spawn

_log = logging.getLogger(__name__)
_under_way: set[asyncio.Task[Any]] = set()

T = TypeVar("T")


def begin(work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
    """Do something in the background, and be waited for at the end."""
    task = spawn(work, name)
    _under_way.add(task)
    task.add_done_callback(_under_way.discard)
    return task


async def settle() -> None:
    """Wait until nothing is under way."""
    while _under_way:
        await asyncio.gather(*_under_way, return_exceptions=True)


class Question:
    """One kind of question. A newer one overtakes the older, whose answer is dropped.

    So is every answer once its owner is gone.
    """

    def __init__(self, name: str, owner: QObject) -> None:
        self._name = name
        self._owner = owner
        self._round = 0
        self._answered = 0

    @property
    def busy(self) -> bool:
        """The newest one has not been answered yet."""
        return self._answered != self._round

    def ask(self, asking: Coroutine[Any, Any, T], take: Callable[[T], None]) -> None:
        """Ask; `take` gets the answer unless it was overtaken. A failure is logged."""
        self._round += 1
        begin(self._ask(asking, take, self._round), self._name)

    def forget(self) -> None:
        """Drop whatever is still to come."""
        self._round += 1
        self._answered = self._round

    async def _ask(
        self, asking: Coroutine[Any, Any, T], take: Callable[[T], None], number: int
    ) -> None:
        try:
            answer = await asking
        except ControlroomError as away:
            _log.warning("%s cannot be read: %s", self._name, away)
        else:
            if number == self._round and isValid(self._owner):
                take(answer)
        finally:
            if number == self._round:
                self._answered = number
