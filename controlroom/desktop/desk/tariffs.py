"""The tariffs of each site, for the cost of what is running."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from controlroom.desktop.bridge import Batch, Bridge
from controlroom.desktop.kit.background_query import Question
from controlroom.domain.billing.events import TariffChanged
from controlroom.domain.billing.pricing import Price
from controlroom.domain.billing.tariff import Tariff, Version, holding
from controlroom.domain.charging.session import ChargingSession
from controlroom.operations.ports.billing import TariffQueries

RunningPrice = Callable[[ChargingSession, Tariff | None, datetime], Price | None]
"""Cost of a session so far, by the function that makes the final price."""


class SiteTariffs(QObject):
    """Asked for after each load of the feed, and when a tariff changed."""

    changed = Signal()

    def __init__(
        self,
        bridge: Bridge,
        tariffs: TariffQueries,
        running_price: RunningPrice,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tariffs = tariffs
        self._running_price = running_price
        self._known: dict[str, list[Version]] = {}
        self._question = Question("tariffs", self)
        bridge.reloaded.connect(self._ask)
        bridge.changed.connect(self._take)

    def of(self, site: str, at: datetime) -> Tariff | None:
        """A site's tariff at a moment. A session costs what the one of its start says."""
        return holding(self._known.get(site, ()), at)

    def since(self, site: str, at: datetime) -> datetime | None:
        """From when the version holds that holds at a moment."""
        held = [since for since, _tariff in self._known.get(site, ()) if since <= at]
        return held[-1] if held else None

    def running(self, session: ChargingSession, now: datetime) -> Price | None:
        """Cost so far; None where the site has no tariff."""
        return self._running_price(session, self.of(session.site, session.started), now)

    def _take(self, batch: Batch) -> None:
        if batch.has(TariffChanged):
            self._ask()

    def _ask(self) -> None:
        self._question.ask(self._tariffs.versions(), self._know)

    def _know(self, tariffs: dict[str, list[Version]]) -> None:
        self._known = tariffs
        self.changed.emit()
