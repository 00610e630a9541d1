"""Names of customers by number, asked for once and again when one is missing."""

from __future__ import annotations

import asyncio
import logging

from PySide6.QtCore import QObject, Signal

from controlroom.domain.errors import ControlroomError
from controlroom.operations.ports.records import Customers
from controlroom.operations.tasks import spawn

_log = logging.getLogger(__name__)


class CustomerNames(QObject):
    """Answers at once with what it knows; `changed` follows when it knows more."""

    changed = Signal()

    def __init__(self, customers: Customers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._customers = customers
        self._names: dict[int, str] = {}
        self._asked: set[int] = set()
        self._task: asyncio.Task[None] | None = None

    def name(self, number: int | None) -> str:
        """A customer's name, "" while or where it is not known."""
        if number is None:
            return ""
        if number not in self._names and number not in self._asked:
            self._asked.add(number)
            if self._task is None or self._task.done():
                self._task = spawn(self._fetch(), "names of customers")
        return self._names.get(number, "")

    async def _fetch(self) -> None:
        try:
            self._names = {c.number: c.name for c in await self._customers.customers()}
        except ControlroomError as away:
            _log.warning("customers cannot be read: %s", away)
            self._asked.clear()
            return
        self.changed.emit()
