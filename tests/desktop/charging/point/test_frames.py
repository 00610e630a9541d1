from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from controlroom.desktop.charging.point.frames import MOST, PAGE, FrameList, content, paired, pretty
from controlroom.operations.ports.charging import Frame
from tests.desktop.room import until

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
        (
            [
                2,
                "1",
                "TransactionEvent",
                {
                    "eventType": "Updated",
                    "timestamp": "2026-11-20T13:32:06Z",
                    "triggerReason": "MeterValuePeriodic",
                    "seqNo": 8,
                    "evse": {"id": 2},
                    "meterValue": [{"sampledValue": [SOC]}],
                },
            ],
            'Updated · 74 SoC · MeterValuePeriodic · evse {"id": 2}',
        ),
        ([3, "1", {"currentTime": "2026-11-20T13:32:06Z", "interval": 300}], "interval 300"),
        ([3, "1", {"ok": True, "list": [1, {"a": None}]}], 'ok true · list [1, {"a": null}]'),
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


NOW = datetime(2026, 11, 20, 13, 32, tzinfo=UTC)


def frame(number: int, action: str, *parts: object, outgoing: bool = False) -> Frame:
    at = NOW + timedelta(milliseconds=18 * number)
    return Frame(number, at, "HYL-01", outgoing, action, json.dumps(parts))


def shown(table: FrameList) -> list[tuple[str, str]]:
    table.flush()
    return [(table.index(row, 2).data(), table.index(row, 4).data()) for row in range(len(table))]


@pytest.fixture
def table(qapp: QApplication) -> FrameList:
    return FrameList(None)  # type: ignore[arg-type]  # nothing is asked for


def test_a_request_and_its_answer_are_one_row(table: FrameList) -> None:
    table.take(
        [
            frame(1, "Heartbeat", 2, "a", "Heartbeat", {}),
            frame(2, "Heartbeat", 3, "a", {}, outgoing=True),
            frame(3, "Reset", 2, "b", "Reset", {"type": "Hard"}, outgoing=True),
        ]
    )
    assert shown(table) == [("Reset", "—"), ("Heartbeat", "18 ms")]
    table.take([frame(5, "Reset", 4, "b", "InternalError", "", {})])
    assert shown(table) == [("Reset", "InternalError"), ("Heartbeat", "18 ms")]
    table.hide_heartbeats(True)
    assert shown(table) == [("Reset", "InternalError")]


def test_the_same_id_from_both_sides_is_two_requests(table: FrameList) -> None:
    table.take(
        [
            frame(1, "Heartbeat", 2, "1", "Heartbeat", {}),
            frame(2, "Reset", 2, "1", "Reset", {}, outgoing=True),
            frame(3, "Heartbeat", 3, "1", {}, outgoing=True),
            frame(5, "Reset", 3, "1", {}),
        ]
    )
    assert shown(table) == [("Reset", "54 ms"), ("Heartbeat", "36 ms")]


def test_what_nobody_asked_for_is_shown_too(table: FrameList) -> None:
    table.take([frame(1, "", 3, "?", {}), frame(2, "", "nonsense")])
    assert len(shown(table)) == 2


def test_the_oldest_are_let_go_of_where_there_are_too_many(table: FrameList) -> None:
    count = MOST + 50
    table.take([frame(n, "Heartbeat", 2, str(n), "Heartbeat", {}) for n in range(1, count + 1)])
    table.flush()
    assert len(table) == MOST
    assert len(table._asked) == MOST
    assert not table.complete, "what was let go of can be paged to"


def test_a_direction_and_no_heartbeats(table: FrameList) -> None:
    table.take(
        [
            frame(1, "Heartbeat", 2, "a", "Heartbeat", {}),
            frame(2, "Reset", 2, "b", "Reset", {}, outgoing=True),
            frame(3, "StatusNotification", 2, "c", "StatusNotification", {}),
        ]
    )
    table.show_direction(True)
    assert [action for action, _took in shown(table)] == ["Reset"]
    table.show_direction(False)
    table.hide_heartbeats(True)
    assert [action for action, _took in shown(table)] == ["StatusNotification"]
    table.show_direction(None)
    table.hide_heartbeats(False)
    assert len(shown(table)) == 3


def test_a_request_keeps_its_answer() -> None:
    call = frame(1, "Reset", 2, "b", "Reset", {}, outgoing=True)
    result = frame(3, "Reset", 3, "b", {"status": "Accepted"})
    (one,) = paired([call, result], {})
    assert one.answer == result
    assert one.answered == timedelta(milliseconds=36)


def test_a_frame_in_full_is_json_whatever_it_is() -> None:
    assert pretty('[2,"1","Reset",{"type":"Hard"}]').splitlines()[4:6] == [
        "  {",
        '    "type": "Hard"',
    ]
    assert pretty("no json\x07") == "no json"
    assert pretty("[" * 100_000).startswith("[[")


class Log:
    """Frames of a day, as the store would page through them."""

    def __init__(self, count: int) -> None:
        self.frames_ = [frame(n, "Heartbeat", 2, str(n), "Heartbeat", {}) for n in range(1, count)]

    async def frames(
        self,
        charge_point: str,
        *,
        after: int | None = None,
        before: int | None = None,
        limit: int = 200,
        search: str = "",
    ) -> list[Frame]:
        found = [
            f
            for f in self.frames_
            if f.id > (after or 0) and (before is None or f.id < before) and search in f.text
        ]
        return found[-limit:] if after is None else found[:limit]


@pytest.mark.qt_loop
async def test_the_whole_day_is_paged_back_to(qapp: QApplication) -> None:
    table = FrameList(Log(3 * PAGE))
    table.follow("HYL-01")
    await until(lambda: len(table) == PAGE)
    while not table.complete:
        table.earlier()
        await asyncio.sleep(0.01)
    assert len(table) == 3 * PAGE - 1
    table.search('"57"')
    await until(lambda: len(table) == 1)
    assert table.complete
    table.search("")
    await until(lambda: len(table) == PAGE)
    table.follow("")
    assert len(table) == 0
