from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import cast

from PySide6.QtCore import QObject, Signal

from controlroom.desktop.bridge import Bridge
from controlroom.desktop.desk.tariffs import SiteTariffs
from controlroom.desktop.kit.background_query import settle
from controlroom.domain.billing.session_price import running_price
from controlroom.domain.billing.tariff import Tariff, Version
from controlroom.domain.charging.session import ChargingSession
from controlroom.domain.people.authorisation import AuthorisationStatus
from controlroom.operations.ports.billing import Tariffs

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
CHEAP, DEAR = Tariff(energy=Decimal(2)), Tariff(energy=Decimal(8))


class _Bridge(QObject):
    reloaded = Signal()
    changed = Signal(object)


class _Versions:
    async def versions(self) -> dict[str, list[Version]]:
        return {"Hyllie": [(NOON - timedelta(days=30), CHEAP), (NOON, DEAR)]}


def _session(started: datetime) -> ChargingSession:
    return ChargingSession(
        "HYL-01:1", "HYL-01", 1, 1, "1", "Hyllie", "AA", 1, AuthorisationStatus.ACCEPTED, started,
        energy_wh=10_000,
    )  # fmt: skip


async def test_a_running_session_costs_what_the_tariff_of_its_start_says() -> None:
    bridge = _Bridge()
    tariffs = SiteTariffs(cast("Bridge", bridge), cast("Tariffs", _Versions()), running_price)
    now = NOON + timedelta(hours=1)
    assert tariffs.running(_session(NOON), now) is None
    bridge.reloaded.emit()
    await settle()
    before, after = (tariffs.running(_session(NOON + timedelta(minutes=m)), now) for m in (-1, 1))
    assert before is not None
    assert after is not None
    assert (before.net, after.net) == (Decimal(20), Decimal(80))
    assert tariffs.of("Hyllie", NOON - timedelta(days=60)) is None
    assert tariffs.of("Nowhere", now) is None
