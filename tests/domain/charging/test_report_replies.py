"""Reports in parts: what asks for them, and when they are whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from controlroom.domain.charging.commands import Command
from controlroom.domain.charging.events import (
    DiagnosticsReported,
    FirmwareReported,
    MessageReceived,
    ReportClosed,
    ReportReceived,
)
from controlroom.domain.charging.report_parts import (
    Progress,
    Provoked,
    progress,
    provoked_by,
    report_asked,
)
from controlroom.domain.charging.wishes import GetConfiguration, Reset, Send

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def part(seq_no: int | None, *, more: bool) -> ReportReceived:
    return ReportReceived(
        charge_point="CP1", at=NOW, received=NOW, request=7, seq_no=seq_no, more=more
    )


@pytest.mark.parametrize(
    ("parts", "made", "whole"),
    (
        ([(2, False), (0, True), (1, True)], Progress(3, ((0, 2),), ended=True), True),
        ([(0, False)], Progress(1, ((0, 0),), ended=True), True),
        ([(0, True), (2, False)], Progress(2, ((0, 0), (2, 2)), ended=True), False),
        ([(0, True), (1, True)], Progress(2, ((0, 1),), ended=False), False),
        ([(0, True), (0, True), (1, False)], Progress(2, ((0, 1),), ended=True), True),
        ([(None, True), (None, False)], Progress(2, (), ended=True), True),
        ([(None, True)], Progress(1, (), ended=False), False),
        ([], Progress(), False),
    ),
)
def test_a_report_is_whole_when_all_its_parts_are_there(
    parts: list[tuple[int | None, bool]], made: Progress, whole: bool
) -> None:
    found = progress(part(seq_no, more=more) for seq_no, more in parts)
    assert found == made
    assert found.whole is whole


def test_a_part_that_is_missing_is_named() -> None:
    assert progress([part(2, more=False), part(0, more=True)]).missing == ((1, 1),)


def send(action: str, **payload: object) -> Command:
    return Command(9, "CP1", Send(action, payload), "eva", NOW)


@pytest.mark.parametrize(
    ("command", "wanted"),
    (
        (send("GetBaseReport", requestId=4), ("NotifyReport", 4)),
        (send("GetReport", requestId=4), ("NotifyReport", 4)),
        (send("GetMonitoringReport", requestId=4), ("NotifyMonitoringReport", 4)),
        (send("GetDisplayMessages", requestId=4), ("NotifyDisplayMessages", 4)),
        (send("GetChargingProfiles", requestId=4), ("ReportChargingProfiles", 4)),
        (
            send("CustomerInformation", requestId=4, report=True, clear=True),
            ("NotifyCustomerInformation", 4),
        ),
        (send("CustomerInformation", requestId=4, report=False, clear=True), None),
        (send("GetLog", requestId=4), None),
        (send("GetBaseReport"), None),
        (Command(9, "CP1", Reset(), "eva", NOW), None),
        (
            Command(9, "CP1", GetConfiguration(), "eva", NOW, action="GetBaseReport"),
            ("NotifyReport", 9),
        ),
        (Command(9, "CP1", GetConfiguration(), "eva", NOW, action="GetVariables"), None),
    ),
)
def test_which_report_a_command_asks_for(command: Command, wanted: tuple[str, int] | None) -> None:
    assert report_asked(command) == wanted


TOLD: dict[str, Any] = {"charge_point": "CP1", "at": NOW, "received": NOW}


@pytest.mark.parametrize(
    ("event", "asked"),
    (
        (DiagnosticsReported(**TOLD, status="Uploaded", request=4), "GetLog"),
        (FirmwareReported(**TOLD, status="Installed", request=4), "UpdateFirmware"),
        (FirmwareReported(**TOLD, status="Installed", request=4), "SignedUpdateFirmware"),
        (
            MessageReceived(**TOLD, action="PublishFirmwareStatusNotification", request=4),
            "PublishFirmware",
        ),
    ),
)
def test_what_comes_of_a_request_is_bound_to_it_by_its_id(event: Provoked, asked: str) -> None:
    right = replace(send(asked, requestId=4), id=3)
    others = [send("GetBaseReport", requestId=4), replace(send(asked, requestId=5), id=7)]
    assert provoked_by(event, [*others, right]) is right
    assert provoked_by(event, others) is None
    later = replace(right, id=8, asked=NOW + timedelta(hours=1))
    assert provoked_by(event, [later, right]) is right, "the same id was asked for again since"
    assert provoked_by(event, [later]) is later, "the clock of another machine"


def test_a_reservation_has_its_own_id() -> None:
    event = MessageReceived(**TOLD, action="ReservationStatusUpdate", request=4)
    made = send("ReserveNow", id=4)
    assert provoked_by(event, [send("ReserveNow", id=5), made]) is made
    assert provoked_by(event, [send("CancelReservation", reservationId=4)]) is None
    old = send("ReserveNow", reservationId=4)
    assert provoked_by(event, [old]) is old, "OCPP 1.6"


def test_a_report_names_its_command() -> None:
    event = ReportClosed(**TOLD, action="NotifyReport", request=4, command=9, parts=1, whole=True)
    made = send("GetBaseReport", requestId=4)
    assert provoked_by(event, [replace(made, id=1), made]) is made
    assert provoked_by(replace(event, command=None), [made]) is None


def test_what_no_request_provoked_is_bound_to_none() -> None:
    event = MessageReceived(**TOLD, action="NotifyChargingLimit")
    assert provoked_by(event, [send("GetLog", requestId=None)]) is None
