from __future__ import annotations

import json

import pytest

from controlroom.desktop.models.frames import content

SOC = {"value": 74, "measurand": "SoC"}
METER = {
    "connectorId": 1,
    "transactionId": 88412,
    "meterValue": [
        {
            "timestamp": "2026-11-20T13:32:06Z",
            "sampledValue": [
                {"value": "48270247"},
                {"value": "96.4", "measurand": "Power.Active.Import", "unit": "kW"},
                {"value": "145.8", "measurand": "Current.Import", "unit": "A", "phase": "L1"},
                {"value": 7, "unitOfMeasure": {"unit": "V"}},
            ],
        }
    ],
}


@pytest.mark.parametrize(
    ("frame", "shown"),
    (
        (
            [2, "1", "MeterValues", METER],
            "connectorId 1 · transactionId 88412 · 48270247 Wh · 96.4 kW · 145.8 A L1 · 7 V",
        ),
        ([2, "1", "X", {"meterValue": [{"sampledValue": [SOC]}]}], "74 SoC"),
        ([2, "1", "Heartbeat", {}], ""),
        ([3, "1", {"currentTime": "2026-11-20T13:32:06Z", "interval": 300}], "interval 300"),
        ([3, "1", {"ok": True, "list": [1, {"a": None}]}], "ok true · list (1, (a None))"),
        (
            [
                2,
                "1",
                "MeterValues",
                {"meterValue": [1, {"sampledValue": 3}, {"sampledValue": [4]}]},
            ],
            "",
        ),
    ),
)
def test_a_frame_reads_in_one_line(frame: object, shown: str) -> None:
    assert content(json.dumps(frame)) == shown


@pytest.mark.parametrize("text", ("", "not json", "{}", "[]", "[1]", '["x"]'))
def test_what_is_no_frame_is_shown_as_it_is(text: str) -> None:
    assert content(text) == text
