"""What bad manners make of a request. The station itself believes something else."""

from __future__ import annotations

from typing import Any

import pytest

from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.malformed_requests import distorted
from controlroom.simulator.profile import Version
from controlroom.simulator.wire_quirks import Drift, Manner, Manners
from tests.simulator.desk import BEGIN, spec

AT = "2026-11-16T05:00:00.000Z"


def sent(action: str, payload: dict[str, Any], *manners: Manner, version: Version = "1.6") -> Any:
    point = ChargePoint(spec(version), 1, BEGIN)
    for manner in manners:
        point.manners.begin(manner)
    before = repr(payload)
    found = distorted(point, action, payload)
    assert repr(payload) == before
    return found


def values(*sampled: dict[str, Any]) -> dict[str, Any]:
    return {"connectorId": 1, "meterValue": [{"timestamp": AT, "sampledValue": list(sampled)}]}


def test_without_manners_a_request_is_what_was_to_be_said() -> None:
    payload = values({"value": "1"})

    assert sent("MeterValues", payload) is payload


def test_a_wrong_clock_shows_in_every_stamp() -> None:
    point = ChargePoint(spec(), 1, BEGIN)
    point.clock_error = Drift(BEGIN - 7200, 240.0, per_hour=30.0)
    payload = {**values(), "timestamp": AT, "note": AT}
    found = distorted(point, "MeterValues", payload)

    assert found["timestamp"] == "2026-11-16T05:05:00.000Z"
    assert found["meterValue"][0]["timestamp"] == found["timestamp"]
    assert found["note"] == AT


def test_a_stop_that_knows_no_meter_claims_to_have_been_early() -> None:
    payload = {"transactionId": 3, "meterStop": 5000, "timestamp": AT}
    found = sent("StopTransaction", payload, Manner.STOP_ZERO)

    assert found == {"transactionId": 3, "meterStop": 0, "timestamp": "2026-11-16T04:58:30.000Z"}
    assert sent("MeterValues", values(), Manner.STOP_ZERO) == values()


def test_an_unset_clock_stamps_meter_values_1970() -> None:
    old = sent("MeterValues", values(), Manner.STAMPS_1970)
    new = sent("TransactionEvent", {"eventType": "Updated", "timestamp": AT}, Manner.STAMPS_1970)
    started = {"eventType": "Started", "timestamp": AT}

    assert old["meterValue"][0]["timestamp"].startswith("1970-01-01T00:00:12")
    assert new["timestamp"].startswith("1970")
    assert sent("TransactionEvent", started, Manner.STAMPS_1970) == started


@pytest.mark.parametrize(
    ("said", "wrong"),
    (
        (
            {"value": "64120", "measurand": "Energy.Active.Import.Register", "unit": "Wh"},
            {
                "value": "64.120",
                "measurand": "Energy.Active.Import.Register",
                "unit": "kWh",
                "phase": "L1",
            },
        ),
        ({"value": "64.1", "unit": "kWh"}, {"value": "64.1", "unit": "kWh", "phase": "L1"}),
        (
            {"value": 64120, "unitOfMeasure": {"unit": "Wh"}},
            {"value": 64.12, "unitOfMeasure": {"unit": "kWh"}, "phase": "L1"},
        ),
        (
            {"value": "7", "measurand": "Voltage", "unit": "V"},
            {"value": "7", "measurand": "Voltage", "unit": "V"},
        ),
    ),
)
def test_the_register_in_kwh_on_the_first_phase(
    said: dict[str, Any], wrong: dict[str, Any]
) -> None:
    found = sent("MeterValues", values(said), Manner.KWH_ON_L1)

    assert found["meterValue"][0]["sampledValue"] == [wrong]


def test_lists_without_an_item() -> None:
    found = sent("MeterValues", values({"value": "1"}), Manner.EMPTY_LISTS)

    assert found["meterValue"][1] == {"timestamp": AT, "sampledValue": []}
    assert sent("StopTransaction", {"meterStop": 1}, Manner.EMPTY_LISTS)["transactionData"] == []


def test_words_that_nobody_knows_and_texts_without_end() -> None:
    status = {"connectorId": 1, "status": "Charging", "errorCode": "NoError"}
    boot = {"chargePointVendor": "x", "firmwareVersion": "1"}

    assert sent("StatusNotification", status, Manner.UNKNOWN_WORDS)["status"] == "Occupied"
    assert len(sent("StatusNotification", status, Manner.UNKNOWN_WORDS)["info"]) > 50
    assert len(sent("BootNotification", boot, Manner.UNKNOWN_WORDS)["firmwareVersion"]) > 50


def test_sequence_offline_and_stamp_can_be_missing() -> None:
    event = {"eventType": "Updated", "seqNo": 4, "offline": True, "timestamp": AT}
    gone = sent("TransactionEvent", event, Manner.SEQUENCE_ZERO, Manner.OFFLINE_UNMARKED)

    assert gone == {"eventType": "Updated", "seqNo": 0, "timestamp": AT}
    assert sent("StatusNotification", {"timestamp": AT}, Manner.NO_STAMP) == {}


def test_a_manner_that_began_twice_ends_twice() -> None:
    manners = Manners()
    manners.begin(Manner.DEAF)
    manners.begin(Manner.DEAF)
    manners.end(Manner.DEAF)

    assert Manner.DEAF in manners
    manners.end(Manner.DEAF)
    assert Manner.DEAF not in manners
