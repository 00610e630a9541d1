"""What commands and reports say of a charge point's configuration, put together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from controlroom.desktop.charging.point.configuration_model import Setting, configuration, problem
from controlroom.desktop.charging.point.setting_list import fate
from controlroom.domain.charging.commands import Command, CommandState, CommandStatus
from controlroom.domain.charging.events import ReportReceived
from controlroom.domain.charging.variables import Place
from controlroom.domain.charging.wishes import ChangeConfiguration, GetConfiguration, Send, Wish

NOW = datetime(2026, 11, 20, 13, 32, tzinfo=UTC)
KEYS = {
    "configurationKey": [
        {"key": "HeartbeatInterval", "readonly": False, "value": "300"},
        {"key": "NumberOfConnectors", "readonly": True, "value": "2"},
        {"key": "AuthorizationKey", "readonly": False, "value": "do not show me"},
        {"nothing": 1},
        "odd",
    ]
}


def command(
    number: int, wish: Wish, action: str = "", status: str = "Accepted", **more: object
) -> Command:
    at = NOW + timedelta(minutes=number)
    made = Command(
        number, "CP", wish, "Eva", at, state=CommandState.ANSWERED,
        status=CommandStatus(status),
        changed=at, action=action,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


READ = command(1, GetConfiguration(), "GetConfiguration", response=KEYS)


def change(number: int, value: str, status: str = "Accepted") -> Command:
    asked = ChangeConfiguration("heartbeatinterval", value)
    return command(number, asked, "ChangeConfiguration", status)


def test_nothing_is_known_before_it_is_read() -> None:
    made = configuration([], [])
    assert (dict(made.settings), made.read, made.partial) == ({}, None, False)


def test_keys_of_1_6_with_what_may_be_changed() -> None:
    made = configuration([READ], [])
    assert made.read == READ.changed
    heartbeat = made.settings["heartbeatinterval"]
    assert (heartbeat.value, heartbeat.editable) == ("300", True)
    assert not made.settings["numberofconnectors"].editable
    secret = made.settings["authorizationkey"]
    assert secret.value is None
    assert not secret.editable
    assert "do not show me" not in repr(made)


@pytest.mark.parametrize(
    ("status", "words"),
    (
        ("Accepted", "accepted"),
        ("RebootRequired", "restart required"),
        ("Rejected", "Rejected"),
        ("NotSupported", "Not supported"),
    ),
)
def test_a_change_stands_beside_its_key(status: str, words: str) -> None:
    made = configuration([READ, change(2, "60", status)], [])
    heartbeat = made.settings["heartbeatinterval"]
    assert heartbeat.value == "300", "nothing is believed before it is read"
    assert heartbeat.change is not None
    assert (heartbeat.change.old, heartbeat.change.new) == ("300", "60")
    assert fate(heartbeat, heartbeat.change) == words


@pytest.mark.parametrize(
    ("value", "words"),
    (("60", "accepted, read back"), ("300", "accepted, yet it reads 300")),
)
def test_what_is_read_after_a_change_tells_whether_it_holds(value: str, words: str) -> None:
    again = command(
        3,
        GetConfiguration(("HeartbeatInterval",)),
        "GetConfiguration",
        response={"configurationKey": [{"key": "HeartbeatInterval", "value": value}]},
    )
    made = configuration([again, change(2, "60"), READ], [])
    heartbeat = made.settings["heartbeatinterval"]
    assert heartbeat.value == value
    assert heartbeat.change is not None
    assert fate(heartbeat, heartbeat.change) == words
    assert len(made.settings) == 3, "the other keys stay"
    assert made.read == READ.changed


def variable(
    component: str,
    name: str,
    value: str,
    evse: int = 0,
    mutability: str = "ReadWrite",
    **about: object,
) -> dict[str, object]:
    part: dict[str, object] = {"name": component} | ({"evse": {"id": evse}} if evse else {})
    return {
        "component": part,
        "variable": {"name": name},
        "variableAttribute": [{"type": "Actual", "mutability": mutability, "value": value}],
        "variableCharacteristics": about,
    }


def part(number: int, *variables: dict[str, object], more: bool) -> ReportReceived:
    at = NOW + timedelta(minutes=5)
    return ReportReceived(
        charge_point="CP", at=at, received=at, request=7, seq_no=number, more=more,
        items=variables,
    )  # fmt: skip


BASE = command(7, GetConfiguration(), "GetBaseReport")
FIRST = part(
    0,
    variable(
        "OCPPCommCtrlr", "HeartbeatInterval", "300", dataType="integer", unit="s", maxLimit=900
    ),
    variable("SecurityCtrlr", "BasicAuthPassword", "never", dataType="string"),
    more=True,
)
LAST = part(
    1,
    variable("EVSE", "Power", "22000", 2, "ReadOnly", dataType="decimal"),
    more=False,
)


def test_the_device_model_comes_in_parts() -> None:
    begun = configuration([BASE], [FIRST])
    assert begun.partial
    assert begun.read is None
    assert set(begun.settings) == {
        "ocppcommctrlr.heartbeatinterval",
        "securityctrlr.basicauthpassword",
    }
    whole = configuration([BASE], [LAST, FIRST])
    assert not whole.partial
    assert whole.read == LAST.received
    power = whole.settings["evse[2].power"]
    assert (power.value, power.editable, power.place.plain) == ("22000", False, False)
    heartbeat = whole.settings["ocppcommctrlr.heartbeatinterval"]
    assert (heartbeat.kind, heartbeat.unit, heartbeat.high) == ("integer", "s", 900.0)
    assert "never" not in repr(whole)


@pytest.mark.parametrize(
    ("parts", "missing"),
    (
        ([FIRST], ()),
        ([replace(LAST, seq_no=2), FIRST], ((1, 1),)),
        ([replace(LAST, seq_no=3)], ((0, 2),)),
        ([], ()),
    ),
)
def test_a_report_that_stayed_incomplete_says_so(
    parts: list[ReportReceived], missing: tuple[tuple[int, int], ...]
) -> None:
    """What of it came is shown all the same."""
    going_on = configuration([BASE], parts)
    assert (going_on.partial, going_on.incomplete) == (True, False)
    given_up = configuration([replace(BASE, state=CommandState.UNCONFIRMED)], parts)
    assert (given_up.partial, given_up.incomplete, given_up.missing) == (False, True, missing)
    assert given_up.settings == going_on.settings
    again = command(9, GetConfiguration(), "GetBaseReport")
    whole = [replace(FIRST, request=9), replace(LAST, request=9)]
    read = configuration([replace(BASE, state=CommandState.UNCONFIRMED), again], [*parts, *whole])
    assert (read.partial, read.incomplete) == (False, False)


def test_a_report_is_found_by_the_id_that_a_person_gave_it() -> None:
    payload = {"requestId": 7, "reportBase": "FullInventory"}
    sent = command(33, Send("GetBaseReport", payload), "GetBaseReport")
    assert (
        configuration([sent], [LAST, FIRST]).settings.keys()
        == configuration([BASE], [FIRST, LAST]).settings.keys()
    )
    assert configuration([sent], [replace(FIRST, action="NotifyMonitoringReport")]).settings == {}


def test_a_report_of_some_variables_leaves_the_others() -> None:
    asked = command(9, Send("GetReport", {"requestId": 9}), "GetReport")
    newer = part(0, variable("EVSE", "Power", "11000", 2, "ReadOnly"), more=False)
    both = configuration([BASE, asked], [FIRST, LAST, replace(newer, request=9)])
    assert both.settings["evse[2].power"].value == "11000"
    assert "ocppcommctrlr.heartbeatinterval" in both.settings


def test_a_variable_of_an_evse_is_set_and_read_by_its_whole_place() -> None:
    place = Place("Power", "EVSE", evse=2)
    item = {**place.payload(), "attributeValue": "11000"}
    asked = command(
        8,
        Send("SetVariables", {"setVariableData": [item]}),
        status="Rejected",
        response={"setVariableResult": [{**place.payload(), "attributeStatus": "Rejected"}]},
    )
    read = command(
        9,
        Send("GetVariables", {"getVariableData": [place.payload()]}),
        response={
            "getVariableResult": [
                {**place.payload(), "attributeStatus": "Accepted", "attributeValue": "22000"}
            ]
        },
    )
    power = configuration([BASE, asked, read], [FIRST, LAST]).settings["evse[2].power"]
    assert power.value == "22000"
    assert power.kind == "decimal", "what the report told of it stays"
    assert power.change is not None
    assert not power.change.accepted


@pytest.mark.parametrize(
    ("setting", "text", "wrong"),
    (
        (Setting(Place("x"), kind="integer"), "1.5", "integer"),
        (Setting(Place("x"), kind="integer", high=900), "901", "high"),
        (Setting(Place("x"), kind="integer", low=1), "0", "low"),
        (Setting(Place("x"), kind="integer", low=1, high=5), "5", ""),
        (Setting(Place("x"), kind="decimal"), "0,5", "decimal"),
        (Setting(Place("x"), kind="boolean"), "True", "boolean"),
        (Setting(Place("x"), kind="boolean"), "true", ""),
        (Setting(Place("x"), kind="OptionList", options=("A", "B")), "C", "options"),
        (Setting(Place("x"), kind="MemberList", options=("A", "B")), "A,B", ""),
        (Setting(Place("x")), "x" * 501, "long"),
        (Setting(Place("x")), "whatever", ""),
    ),
)
def test_what_cannot_be_sent_is_told_first(setting: Setting, text: str, wrong: str) -> None:
    assert problem(setting, text) == wrong
