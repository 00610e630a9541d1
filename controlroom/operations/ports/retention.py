"""Letting go of what is kept for a time only, in portions that hold nobody up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol


class Retention(Protocol):
    async def make_room(self) -> None:
        """Prepare for what comes in the next months."""
        ...

    async def drop_meter_values(
        self, before: datetime, read_by: Sequence[str], consumer: str, holder: str
    ) -> int:
        """Let go of a portion of the raw meter values that were received before a moment.

        Only what all consumers of `read_by` have read. Returns how many went: 0 where
        nothing is left to do, or where `holder` does not hold the lease of `consumer`
        any more. How many went in all, and up to which position, is kept, so that a
        check can tell them from a gap.
        """
        ...
