"""A stop button that OCPP 2.0.1 tells of as a component."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from controlroom.domain.alarms.component_events import Remark, remarks
from controlroom.domain.alarms.conditions import observe
from controlroom.domain.alarms.observation import Observation
from controlroom.domain.charging.events import ComponentReported
from controlroom.domain.charging.network import Network

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def told(data: Mapping[str, object]) -> list[Observation]:
    event = ComponentReported(charge_point="HYL-02", at=AT, received=AT, events=(data,))
    return list(observe(event, Network()))


def test_a_pressed_stop_button_is_an_emergency_stop_of_its_evse() -> None:
    data = {
        "component": {"name": "EmergencyStopSensor", "evse": {"id": 2}},
        "variable": {"name": "Active"},
        "actualValue": "true",
        "techCode": "CX008",
    }
    (pressed,) = told(data)
    assert pressed.key == ("HW-ESTOP", "HYL-02", 2, 0)
    assert pressed.on
    assert pressed.due == AT
    assert pressed.detail == "EmergencyStopSensor · CX008"
    assert not told({**data, "actualValue": "false"})[0].on
    assert not told({**data, "cleared": True})[0].on


def test_other_components_and_odd_data_say_nothing() -> None:
    assert told({"component": {"name": "TemperatureSensor"}, "actualValue": "71"}) == []
    assert told({}) == []
    (odd,) = told({"component": "EmergencyStop", "techCode": "CX008", "actualValue": "true"})
    assert odd.key == ("HW-ESTOP", "HYL-02", 0, 0)


def test_a_tripped_residual_current_device_is_a_ground_failure() -> None:
    data = {
        "component": {"name": "RCD", "evse": {"id": 2, "connectorId": 1}},
        "variable": {"name": "Tripped"},
        "actualValue": "true",
        "techInfo": "Tripped",
    }
    (tripped,) = told(data)
    assert (tripped.key, tripped.on) == (("HW-GND", "HYL-02", 2, 1), True)
    assert tripped.detail == "RCD · Tripped"
    assert not told({**data, "cleared": True})[0].on
    coded = {**data, "component": {"name": "GridMonitor"}, "techCode": "CX022"}
    assert told(coded)[0].key == ("HW-GND", "HYL-02", 0, 0)
    assert told({**data, "variable": {"name": "OperateCount"}, "actualValue": "7"}) == []


def remarked(data: Mapping[str, object]) -> list[Remark]:
    event = ComponentReported(charge_point="HYL-02", at=AT, received=AT, events=(data,))
    return list(remarks(event))


def test_a_component_of_a_connector_says_why_it_is_faulted() -> None:
    data = {
        "component": {"name": "RCD", "evse": {"id": 2, "connectorId": 1}},
        "actualValue": "true",
        "techCode": "CX002",
        "techInfo": "Tripped",
    }
    assert remarked(data) == [Remark("HYL-02", 2, 1, "RCD · CX002 · Tripped")]
    (remark,) = remarked({**data, "component": {"name": "RCD", "evse": {"id": 2}}})
    for detail in ("", "OtherError", "InternalError"):
        assert remark.about(("CON-FAULT", "HYL-02", 2, 1), detail)
    assert not remark.about(("CON-FAULT", "HYL-02", 2, 1), "GroundFailure")
    assert not remark.about(("CON-FAULT", "HYL-02", 1, 1), "")
    assert not remark.about(("CON-FAULT", "HYL-03", 2, 1), "")
    assert not remark.about(("HW-ESTOP", "HYL-02", 2, 1), "")
    assert not replace(remark, connector=2).about(("CON-FAULT", "HYL-02", 2, 1), "")


def test_what_names_no_connector_or_no_reason_or_is_over_adds_nothing() -> None:
    data = {
        "component": {"name": "RCD", "evse": {"id": 2}},
        "actualValue": "true",
        "techCode": "CX002",
    }
    assert len(remarked(data)) == 1
    assert remarked({**data, "component": {"name": "RCD"}}) == []
    assert remarked({**data, "techCode": ""}) == []
    assert remarked({**data, "cleared": True}) == []
    assert remarked({**data, "actualValue": "false"}) == []
    assert remarked({**data, "techCode": "CX008"}) == []
