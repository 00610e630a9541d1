"""What a charge point of OCPP 2.0.1 is told that its transaction costs."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, cast

import pytest

from controlroom.domain.billing.events import TariffChanged
from controlroom.domain.billing.tariff import Tariff, Version
from controlroom.domain.errors import StoreUnavailable
from controlroom.operations.billing.running_costs import RunningCosts
from controlroom.operations.ports.billing import Tariffs
from tests.central_system.doubles import Station, serving, until

ALWAYS = datetime.min.replace(tzinfo=UTC)
FOUR = Tariff(energy=Decimal("4.00"), vat=Decimal(25))


class Priced:
    """Tariffs of one site; counts how often they were read."""

    def __init__(self, *versions: Version) -> None:
        self.sites = {"Slussen": list(versions)} if versions else {}
        self.reads = 0
        self.away = False

    async def versions(self) -> dict[str, list[Version]]:
        self.reads += 1
        if self.away:
            self.away = False
            raise StoreUnavailable("database-away", database="memory", why="test")
        return dict(self.sites)


async def costs_of(priced: Priced) -> RunningCosts:
    costs = RunningCosts(cast("Tariffs", priced), again_s=0.0)
    await costs.load()
    return costs


def event(kind: str, seq_no: int, wh: int, minute: int, **info: object) -> dict[str, Any]:
    stamp = f"2026-03-01T10:{minute:02}:00Z"
    sample = {"value": wh, "measurand": "Energy.Active.Import.Register"}
    return {
        "eventType": kind,
        "timestamp": stamp,
        "triggerReason": "MeterValuePeriodic",
        "seqNo": seq_no,
        "transactionInfo": {"transactionId": "t1", **info},
        "evse": {"id": 1, "connectorId": 1},
        "meterValue": [{"timestamp": stamp, "sampledValue": [sample]}],
    }


STARTED = event("Started", 0, 1000, 0) | {"idToken": {"idToken": "TAG", "type": "ISO14443"}}


async def told(station: Station, *messages: dict[str, Any]) -> list[object]:
    """The cost in each answer; None where it has none."""
    answers = [await station.call("TransactionEvent", message) for message in messages]
    return [answer.get("totalCost") for answer in answers]


@pytest.mark.parametrize(
    ("tariff", "expected"),
    (
        # 3.000, 4.321 and 5.000 kWh at 4.00 and 25 % VAT
        (FOUR, [None, 15.0, 21.6, 25.0]),
        (Tariff(energy=Decimal(0)), [None, 0.0, 0.0, 0.0]),
        (Tariff(energy=Decimal("4.00"), vat=Decimal(0)), [None, 12.0, 17.28, 20.0]),
        (Tariff(energy=Decimal("4.00"), start=Decimal(5)), [None, 21.25, 27.85, 31.25]),
        (None, [None, None, None, None]),
    ),
)
async def test_it_is_the_gross_until_now_and_in_the_end(
    tariff: Tariff | None, expected: list[object]
) -> None:
    priced = Priced(*([] if tariff is None else [(ALWAYS, tariff)]))
    costs = await costs_of(priced)
    async with serving(costs=costs) as rig, rig.station(version="2.0.1") as station:
        ended = event("Ended", 3, 6000, 40, stoppedReason="Local")
        messages = (STARTED, event("Updated", 1, 4000, 10), event("Updated", 2, 5321, 20), ended)
        assert await told(station, *messages) == expected
        assert await told(station, ended | {}) == expected[-1:], "the same again"
    assert priced.reads == 1, "no message waits for the tariffs"


async def test_what_gave_nothing_costs_nothing_in_the_end() -> None:
    costs = await costs_of(Priced((ALWAYS, Tariff(energy=Decimal(4), start=Decimal(5)))))
    async with serving(costs=costs) as rig, rig.station(version="2.0.1") as station:
        answers = await told(station, STARTED, event("Ended", 1, 1000, 1, stoppedReason="Local"))
        assert answers == [None, 0.0]


async def test_it_stands_beside_the_judgement_of_the_token() -> None:
    costs = await costs_of(Priced((ALWAYS, FOUR)))
    async with serving(costs=costs) as rig, rig.station(version="2.0.1") as station:
        await station.call("TransactionEvent", STARTED)
        updated = event("Updated", 1, 4000, 10) | {"idToken": STARTED["idToken"]}
        answer = await station.call("TransactionEvent", updated)
        assert answer == {"totalCost": 15.0, "idTokenInfo": {"status": "Accepted"}}


async def test_another_tariff_is_taken_over_by_the_journal() -> None:
    """It holds for sessions that start from then on; the store may be away meanwhile."""
    priced = Priced((ALWAYS, FOUR))
    costs = await costs_of(priced)
    moment = datetime(2026, 3, 1, 11, tzinfo=UTC)
    priced.sites["Slussen"].append((moment, Tariff(energy=Decimal(8))))
    priced.sites = {"Slussen": list(priced.sites["Slussen"])}
    priced.away = True
    changed = TariffChanged(charge_point="", at=moment, received=moment, site="Slussen")
    for _ in range(5):
        costs.follow(changed)
    await until(lambda: priced.reads == 3)
    async with serving(costs=costs) as rig, rig.station(version="2.0.1") as station:
        assert await told(station, STARTED, event("Updated", 1, 4000, 10)) == [None, 15.0]
        later = {
            **STARTED,
            "timestamp": "2026-03-01T11:30:00Z",
            "transactionInfo": {"transactionId": "t2"},
        }
        ended = event("Ended", 1, 4000, 40, stoppedReason="Local")
        ended |= {
            "timestamp": "2026-03-01T11:40:00Z",
            "transactionInfo": {"transactionId": "t2"},
            "meterValue": [
                {"timestamp": "2026-03-01T11:40:00Z", "sampledValue": [{"value": 4000}]}
            ],
        }
        assert await told(station, later, ended) == [None, 30.0]
    assert priced.reads == 3, "five changes were read together, once more after the failure"
