"""A month of an invented haulier, as tests of invoices use it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from controlroom.domain.billing.invoice import Buyer, Invoice, PricedSession, Seller, build_invoice
from controlroom.domain.billing.pricing import Usage, price
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.local_time import STOCKHOLM

SELLER = Seller(
    name="Exempel Laddning AB",
    organisation_number="559999-0008",
    vat_number="SE559999000801",
    bankgiro="5999-0002",
    address=("Elledningsvägen 1", "111 22 Stockholm"),
    swish="1231181189",
    email="faktura@exempel-laddning.example",
    phone="020-00 00 00",
    seat="Stockholm",
)
BUYER = Buyer(
    name="Björkdalens Åkeri AB",
    address=("Industrigatan 14", "352 45 Växjö"),
    organisation_number="559999-1113",
    vat_number="SE559999111301",
    reference="Fordon Växjö",
)
TARIFF = Tariff(energy=Decimal("3.20"), idle=Decimal("1.00"), grace_minutes=10)
SPINE_TARIFF = Tariff(
    energy=Decimal("3.99"), start=Decimal("5.00"), idle=Decimal("1.00"), grace_minutes=10
)

SAM, A6 = "Grand Samarkand, Växjö", "A6, Jönköping"
NOR, HYL = "Nordstan, Göteborg", "Hyllie, Malmö"
SLU, LVT = "Slussen P-hus, Stockholm", "Landvetter flygplats"
OCTOBER = (
    (1, SAM, "SAM-01", "06:12", "07:03", 31_204, 0),
    (2, NOR, "NOR-07", "15:40", "16:20", 24_871, 0),
    (5, SAM, "SAM-01", "05:58", "06:38", 28_112, 0),
    (6, A6, "JKA-03", "17:21", "17:59", 19_664, 12),
    (7, HYL, "HYL-02", "11:03", "11:56", 33_905, 0),
    (9, SAM, "SAM-04", "06:20", "06:49", 17_430, 0),
    (12, SAM, "SAM-01", "06:04", "06:44", 26_318, 0),
    (13, SLU, "SLU-01", "16:47", "17:14", 21_092, 0),
    (14, SLU, "SLU-01", "07:35", "07:56", 12_760, 0),
    (15, A6, "JKA-03", "18:10", "18:57", 22_447, 18),
    (16, SAM, "SAM-01", "05:51", "06:29", 29_583, 0),
    (19, SAM, "SAM-04", "06:15", "06:39", 14_226, 0),
    (20, NOR, "NOR-07", "13:28", "14:05", 27_390, 0),
    (21, LVT, "LVT-11", "20:44", "21:17", 18_055, 7),
    (23, SAM, "SAM-01", "06:09", "06:46", 25_871, 0),
    (25, HYL, "HYL-02", "01:38", "02:25", 20_914, 0),
    (28, A6, "JKA-03", "15:12", "15:40", 16_739, 0),
    (30, SAM, "SAM-01", "05:57", "06:34", 21_756, 0),
)
"""Day, site, charge point, Swedish start and end, Wh, charged idle minutes."""


def session(
    started: datetime,
    ended: datetime,
    *,
    energy_wh: int = 40_000,
    idle_s: int = 0,
    tariff: Tariff = SPINE_TARIFF,
    site: str = SAM,
    charge_point: str = "SAM-01",
) -> PricedSession:
    duration_s = int((ended - started).total_seconds())
    return PricedSession(
        site=site,
        charge_point=charge_point,
        started=started,
        ended=ended,
        energy_wh=energy_wh,
        duration_s=duration_s,
        price=price(tariff, Usage(energy_wh, duration_s, idle_s)),
    )


def october() -> list[PricedSession]:
    """Eighteen sessions; the one of the 25th crosses the end of summer time."""
    sessions = []
    for day, site, point, start, end, wh, idle in OCTOBER:
        started, ended = _swedish(day, start), _swedish(day, end)
        if day == 25:
            ended = ended.replace(fold=1)
        sessions.append(
            session(
                started.astimezone(UTC),
                ended.astimezone(UTC),
                energy_wh=wh,
                idle_s=(10 + idle) * 60 if idle else 0,
                tariff=TARIFF,
                site=site,
                charge_point=point,
            )
        )
    return sessions


def invoice(
    sessions: Sequence[PricedSession] | None = None,
    *,
    serial: int = 417,
    seller: Seller = SELLER,
    buyer: Buyer = BUYER,
    round_to_krona: bool = True,
) -> Invoice:
    return build_invoice(
        serial=serial,
        issued=date(2026, 11, 2),
        year=2026,
        month=10,
        seller=seller,
        buyer=buyer,
        customer_number=100_284,
        sessions=october() if sessions is None else sessions,
        round_to_krona=round_to_krona,
    )


def spine() -> PricedSession:
    """40 kWh at 3.99 and a start fee of 5.00."""
    return session(datetime(2026, 10, 5, 8, 0, tzinfo=UTC), datetime(2026, 10, 5, 9, 0, tzinfo=UTC))


def _swedish(day: int, clock: str) -> datetime:
    hours, minutes = clock.split(":")
    return datetime(2026, 10, day, int(hours), int(minutes), tzinfo=STOCKHOLM)
