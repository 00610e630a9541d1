"""A stop button that OCPP 2.0.1 tells of as a component."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from controlroom.domain.alarm_rules import Observation, observe
from controlroom.domain.charge_point import SiteKind
from controlroom.domain.events import ComponentReported

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def told(data: Mapping[str, object]) -> list[Observation]:
    event = ComponentReported(charge_point="HYL-02", at=AT, received=AT, events=(data,))
    return list(observe(event, SiteKind.PUBLIC, AT))


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
