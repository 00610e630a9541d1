"""What charge points are told that their sessions cost.

The tariffs of all sites are at hand here: no message waits for a look-up.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from controlroom.domain.billing.events import TariffChanged
from controlroom.domain.billing.session_price import priced, running_price
from controlroom.domain.billing.tariff import Version, holding
from controlroom.domain.charging.session import ChargingSession
from controlroom.domain.errors import StoreUnavailable
from controlroom.domain.event import Event
from controlroom.operations.ports.billing import TariffQueries
from controlroom.operations.tasks import spawn

_log = logging.getLogger(__name__)

AGAIN_S: Final = 1.0
"""How long a reading of the tariffs waits for a store that is away."""
NOTHING: Final = Decimal("0.00")


class RunningCosts:
    """Load first, then follow the journal."""

    def __init__(self, tariffs: TariffQueries, again_s: float = AGAIN_S) -> None:
        self._tariffs = tariffs
        self._again_s = again_s
        self._versions: Mapping[str, Sequence[Version]] = {}
        self._stale = False
        self._reading: asyncio.Task[None] | None = None

    async def load(self) -> None:
        self._versions = await self._tariffs.versions()

    def follow(self, event: Event) -> None:
        """Read the tariffs again after a change; many changes are read together."""
        if not isinstance(event, TariffChanged):
            return
        self._stale = True
        if self._reading is None or self._reading.done():
            self._reading = spawn(self._read(), "read tariffs")

    async def _read(self) -> None:
        while self._stale:
            self._stale = False
            try:
                await self.load()
            except StoreUnavailable as away:
                _log.warning("tariffs are read again: %s", away)
                self._stale = True
                await asyncio.sleep(self._again_s)

    def of(self, session: ChargingSession, now: datetime) -> Decimal | None:
        """With VAT: until now, or in the end; None where nothing is charged for by a tariff.

        The same function that shows the cost on a screen, and makes the final price.
        """
        tariff = holding(self._versions.get(session.site, ()), session.started)
        if tariff is None:
            return None
        if session.active:
            cost = running_price(session, tariff, now)
        else:
            cost = priced(session, tariff, now).price
        return NOTHING if cost is None else cost.gross
