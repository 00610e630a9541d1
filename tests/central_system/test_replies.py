"""What answers mean for the commands that they answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from controlroom.central_system.replies import reply_to
from controlroom.domain.charging.commands import CommandStatus
from controlroom.domain.charging.item_results import ITEMS, Item, items, refused_items
from controlroom.wire.frames import CallResult
from controlroom.wire.version import Version

PLACE = {"component": {"name": "OCPPCommCtrlr"}, "variable": {"name": "HeartbeatInterval"}}


def _read(status: str) -> dict[str, object]:
    value = {"attributeValue": "300"} if status == "Accepted" else {}
    return {"attributeStatus": status, **PLACE, **value}


def _set(status: str) -> dict[str, object]:
    return {"attributeStatus": status, **PLACE}


def _monitored(status: str) -> dict[str, object]:
    return {"status": status, "type": "UpperThreshold", "severity": 4, **PLACE}


def _cleared(status: str) -> dict[str, object]:
    return {"status": status, "id": 12}


ANSWERS = {
    "ClearVariableMonitoring": ("clearMonitoringResult", _cleared),
    "GetVariables": ("getVariableResult", _read),
    "SetVariableMonitoring": ("setMonitoringResult", _monitored),
    "SetVariables": ("setVariableResult", _set),
}


@pytest.mark.parametrize("action", ANSWERS)
@pytest.mark.parametrize(
    ("statuses", "status", "refused"),
    (
        (("Accepted",), "Accepted", 0),
        (("Accepted", "Accepted"), "Accepted", 0),
        (("Rejected",), "Rejected", 1),
        (("Rejected", "UnknownComponent"), "Rejected", 2),
        (("NotFound", "NotFound", "NotFound"), "Rejected", 3),
        (("Duplicate",), "Rejected", 1),
        (("Accepted", "Rejected"), "Partly", 1),
        (("UnknownVariable", "Accepted", "UnsupportedMonitorType"), "Partly", 2),
        (("Accepted", "RebootRequired"), "RebootRequired", 0),
        (("RebootRequired", "Rejected"), "Partly", 1),
    ),
)
def test_an_answer_is_as_good_as_its_items(
    action: str, statuses: tuple[str, ...], status: str, refused: int
) -> None:
    """All refused is no acceptance, some refused is told from all accepted, whatever was asked."""
    member, item = ANSWERS[action]
    payload = {member: [item(one) for one in statuses]}
    reply = reply_to(Version.V201, action, CallResult("1", payload))
    assert (reply.status, reply.error) == (status, False)
    assert CommandStatus(status).accepted is (refused < len(statuses))
    assert len(refused_items(payload)) == refused


def test_refused_items_are_named() -> None:
    info = {"reasonCode": "ReadOnly", "additionalInfo": "never"}
    at = {"component": {"name": "EVSE", "evse": {"id": 2}}, "variable": {"name": "Power"}}
    results = [_set("Accepted"), {"attributeStatus": "Rejected", "attributeStatusInfo": info, **at}]
    assert refused_items({"setVariableResult": results}) == (
        Item("EVSE[2].Power", CommandStatus.REJECTED, "ReadOnly: never"),
    )
    assert items({"setMonitoringResult": [_monitored("Duplicate")]}) == (
        Item("OCPPCommCtrlr.HeartbeatInterval UpperThreshold", CommandStatus("Duplicate")),
    )
    assert items({"clearMonitoringResult": [_cleared("NotFound")]}) == (
        Item("id 12", CommandStatus("NotFound")),
    )


@pytest.mark.parametrize("odd", ({"attributeStatus": 5, **PLACE}, PLACE, "odd", None))
def test_an_item_without_a_status_is_no_answer(odd: object) -> None:
    answer = CallResult("1", {"setVariableResult": [_set("Accepted"), odd]})
    assert reply_to(Version.V201, "SetVariables", answer).error


@pytest.mark.parametrize(
    ("version", "action", "status", "success"),
    (
        (Version.V16, "ChangeConfiguration", "Accepted", True),
        (Version.V16, "ChangeConfiguration", "RebootRequired", True),
        (Version.V16, "ChangeConfiguration", "NotSupported", False),
        (Version.V16, "GetLog", "AcceptedCanceled", True),
        (Version.V16, "SignedUpdateFirmware", "AcceptedCanceled", True),
        (Version.V16, "SignedUpdateFirmware", "RevokedCertificate", False),
        (Version.V16, "UnlockConnector", "Unlocked", True),
        (Version.V16, "UnlockConnector", "UnlockFailed", False),
        (Version.V16, "ChangeAvailability", "Scheduled", True),
        (Version.V16, "SendLocalList", "VersionMismatch", False),
        (Version.V16, "InstallCertificate", "Failed", False),
        (Version.V201, "GetLog", "AcceptedCanceled", True),
        (Version.V201, "UpdateFirmware", "AcceptedCanceled", True),
        (Version.V201, "Reset", "Scheduled", True),
        (Version.V201, "UnpublishFirmware", "Unpublished", True),
        (Version.V201, "UnpublishFirmware", "NoFirmware", False),
        (Version.V201, "SetNetworkProfile", "Accepted", True),
        (Version.V201, "SetNetworkProfile", "Failed", False),
        (Version.V201, "DeleteCertificate", "NotFound", False),
        (Version.V201, "InstallCertificate", "Rejected", False),
        (Version.V201, "SendLocalList", "Failed", False),
        (Version.V201, "SetDisplayMessage", "NotSupportedPriority", False),
        (Version.V201, "GetReport", "EmptyResultSet", False),
    ),
)
def test_a_status_is_the_stations_own(
    version: Version, action: str, status: str, *, success: bool
) -> None:
    reply = reply_to(version, action, CallResult("1", {"status": status}))
    assert (reply.status, reply.error) == (status, False)
    assert reply.status.accepted is success
    assert reply.status.delivered


def _listed(schema: dict[str, Any], node: dict[str, Any], way: str = "") -> Iterator[str]:
    """Members of lists that are a status, as the schema of an answer has them."""
    if "$ref" in node:
        node = schema["definitions"][node["$ref"].rsplit("/", 1)[-1]]
    for name, member in node.get("properties", {}).items():
        if name.endswith("tatus") and "[]" in way:
            yield f"{way.removesuffix('[]')} {name}"
        yield from _listed(schema, member, name)
    if "items" in node:
        yield from _listed(schema, node["items"], f"{way}[]")


def test_every_answer_that_holds_a_status_per_item_is_known() -> None:
    """By the schemas of both versions: none is taken for accepted because nobody looked."""
    found = {}
    for version in ("v16", "v201"):
        for file in files("ocpp").joinpath(version, "schemas").iterdir():
            if file.name.endswith("Response.json"):
                schema = json.loads(file.read_text("utf-8-sig"))
                for line in _listed(schema, schema):
                    found[file.name.removesuffix("Response.json")] = tuple(line.split())
    assert found == ITEMS
