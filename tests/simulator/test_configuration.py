"""Each make has keys and variables of its own, and its own ways with them."""

from __future__ import annotations

import pytest

from controlroom.simulator.profile import Version
from controlroom.wire.frames import Payload
from tests.simulator.desk import Desk, spec

OF_MAKE = {"AC22": "VB_", "AC22x2": "Kraftsken", "AC22x2S": "AV.", "DC50": "Fjs"}


def linked(model: str, version: Version = "1.6") -> Desk:
    station = Desk(spec(version, model))
    station.link()
    return station


def keys(station: Desk) -> dict[str, Payload]:
    answer = station.command("GetConfiguration", {})
    return {item["key"]: item for item in answer["configurationKey"]}


def change(station: Desk, key: str, value: str) -> str:
    return str(station.command("ChangeConfiguration", {"key": key, "value": value})["status"])


def set_variable(station: Desk, component: str, name: str, value: str) -> str:
    asked = {"component": {"name": component}, "variable": {"name": name}, "attributeValue": value}
    (result,) = station.command("SetVariables", {"setVariableData": [asked]})["setVariableResult"]
    return str(result["attributeStatus"])


def get_variable(station: Desk, component: str, name: str) -> str:
    asked = {"component": {"name": component}, "variable": {"name": name}}
    (result,) = station.command("GetVariables", {"getVariableData": [asked]})["getVariableResult"]
    return str(result["attributeValue"])


@pytest.mark.parametrize(("model", "prefix"), OF_MAKE.items())
def test_each_make_adds_keys_of_its_own(model: str, prefix: str) -> None:
    found = keys(linked(model))

    assert any(name.startswith(prefix) for name in found)
    others = set(OF_MAKE.values()) - {prefix}
    assert not any(name.startswith(other) for name in found for other in others)
    assert "HeartbeatInterval" in found


def test_one_make_lacks_what_the_standard_demands() -> None:
    station = linked("AC22")

    assert "ResetRetries" not in keys(station)
    assert change(station, "ResetRetries", "2") == "NotSupported"
    assert "ResetRetries" in keys(linked("DC50"))


def test_a_key_for_reading_and_a_value_out_of_range_are_rejected() -> None:
    station = linked("AC22")

    assert keys(station)["VB_Uptime"]["readonly"] is True
    assert change(station, "VB_Uptime", "1") == "Rejected"
    assert change(station, "VB_CurrentLimit", "40") == "Rejected"
    assert change(station, "VB_CurrentLimit", "10") == "Accepted"
    assert keys(station)["VB_CurrentLimit"]["value"] == "10"


def test_one_make_puts_the_interval_into_effect_only_when_it_restarts() -> None:
    station = linked("AC22x2S")
    before = station.point.settings.sample_s

    assert change(station, "MeterValueSampleInterval", "7") == "RebootRequired"
    assert keys(station)["MeterValueSampleInterval"]["value"] == "7"
    assert station.point.settings.sample_s == before
    station.command("Reset", {"type": "Hard"})
    station.pass_time(10)
    assert station.point.settings.sample_s == 7


@pytest.mark.parametrize(
    ("model", "component"),
    (("AC22x2", "KraftskenModem"), ("DC150x2", "FjsCooling"), ("DC300x2", "AmpverkFan")),
)
def test_the_device_model_of_each_make_is_reported(model: str, component: str) -> None:
    station = linked(model, "2.0.1")
    station.command("GetBaseReport", {"requestId": 1, "reportBase": "FullInventory"})

    told = [v for s in station.all("NotifyReport") for v in s.payload["reportData"]]
    assert component in {v["component"]["name"] for v in told}


def test_a_variable_that_needs_a_restart_says_so() -> None:
    station = linked("DC300x2", "2.0.1")

    assert set_variable(station, "AmpverkPowerModule", "Sharing", "false") == "RebootRequired"
    assert get_variable(station, "AmpverkPowerModule", "Sharing") == "true"
    station.command("Reset", {"type": "Immediate"})
    station.pass_time(10)
    assert get_variable(station, "AmpverkPowerModule", "Sharing") == "false"


def test_a_variable_takes_only_what_it_lists() -> None:
    station = linked("DC300x2", "2.0.1")

    assert set_variable(station, "AmpverkDisplay", "Language", "fi") == "Rejected"
    assert set_variable(station, "AmpverkDisplay", "Language", "en") == "Accepted"
    assert set_variable(linked("DC150x2", "2.0.1"), "FjsCooling", "Threshold", "81") == "Rejected"
