from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from typing_extensions import override

from controlroom.domain.billing.pricing import Usage, price
from controlroom.domain.billing.tariff import Tariff, Version
from controlroom.domain.errors import InvalidValue, NotFound
from controlroom.operations.billing.tariffs import PriceList, including_vat
from controlroom.operations.ports.billing import Tariffs
from tests.domain.session_events import TEN
from tests.operations.fakes import EVA, RIGHTS, FakeClock

KRONOR = Tariff(energy=Decimal("3.99"), start=Decimal(5))


class Kept(Tariffs):
    """Keeps what is set, and knows all sites but one."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, Tariff, datetime | None, str]] = []

    @override
    async def set_tariff(
        self, site: str, tariff: Tariff, valid_from: datetime | None, by: str
    ) -> None:
        if site == "Nowhere":
            raise NotFound("unknown-site", name=site)
        self.kept.append((site, tariff, valid_from, by))

    @override
    async def versions(self) -> dict[str, list[Version]]:
        return {}

    @override
    async def current(self) -> dict[str, Tariff]:
        return {}


def price_list(tariffs: Tariffs) -> PriceList:
    return PriceList(tariffs, FakeClock(TEN), RIGHTS)


@pytest.mark.parametrize("valid_from", (None, TEN, TEN + timedelta(days=1)))
async def test_a_tariff_begins_now_or_later(valid_from: datetime | None) -> None:
    tariffs = Kept()
    await price_list(tariffs).set_tariff(EVA, "Hyllie", KRONOR, valid_from)
    assert tariffs.kept == [("Hyllie", KRONOR, valid_from, "eva")]


async def test_a_tariff_never_begins_in_the_past() -> None:
    tariffs = Kept()
    before = TEN - timedelta(seconds=1)
    with pytest.raises(InvalidValue) as refusal:
        await price_list(tariffs).set_tariff(EVA, "Hyllie", KRONOR, before)
    assert refusal.value.key == "tariff-too-late"
    with pytest.raises(InvalidValue):
        await price_list(tariffs).spread_tariff(EVA, ["Hyllie"], KRONOR, before)
    assert tariffs.kept == []


async def test_one_site_that_refuses_stops_no_other() -> None:
    tariffs = Kept()
    seen: list[int] = []
    spread = await price_list(tariffs).spread_tariff(
        EVA,
        ["Hyllie", "Nowhere", "Slussen"],
        KRONOR,
        progress=seen.append,
    )
    assert spread.sites == ("Hyllie", "Slussen")
    assert [(site, why.key) for site, why in spread.refused] == [("Nowhere", "unknown-site")]
    assert seen == [1, 2, 3]


@pytest.mark.parametrize("wh", (0, 1, 999, 23_465, 40_000))
@pytest.mark.parametrize("vat", ("0", "6", "12", "25"))
def test_lines_with_their_vat_add_up_to_the_very_sum(wh: int, vat: str) -> None:
    tariff = Tariff(
        energy=Decimal("3.333"),
        start=Decimal("4.99"),
        time=Decimal("0.07"),
        idle=Decimal("0.33"),
        grace_minutes=10,
        vat=Decimal(vat),
    )
    shown = price(tariff, Usage(wh, 5400, 1800))
    lines = including_vat(shown)
    assert sum(lines) == shown.gross
    assert len(lines) == len(shown.lines)


def test_what_is_free_is_free_with_vat() -> None:
    assert including_vat(price(Tariff(), Usage(1000))) == (Decimal("0.00"),)
