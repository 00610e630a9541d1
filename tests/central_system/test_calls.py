import asyncio
import json
from collections.abc import Mapping

import pytest

from controlroom.domain.charging.commands import CommandStatus
from controlroom.domain.charging.events import StatusChanged
from controlroom.domain.charging.wishes import (
    ChangeConfiguration,
    GetConfiguration,
    RemoteStart,
    RemoteStop,
    Reset,
    Send,
    TriggerMessage,
    wish_of,
)
from controlroom.domain.errors import InvalidCommand
from controlroom.operations.ports.link import Reply
from tests.central_system.doubles import Station, answered, command, link_of, serving

BOOT_16 = {"chargePointVendor": "V", "chargePointModel": "M"}


@pytest.mark.parametrize(
    ("answer", "status", "error"),
    (
        ('[3,"%",{"status":"Accepted"}]', "Accepted", False),
        ('[3,"%",{"status":"Rejected"}]', "Rejected", False),
        ('[3,"%",{"status":"Vendors Own"}]', "Vendors Own", False),
        ('[3,"%",{"status":"Accepted","x":1}]', "Accepted", False),
        ('[3,"%",{}]', "OccurenceConstraintViolation", True),
        ('[3,"%",{"status":5}]', "TypeConstraintViolation", True),
        ('[4,"%","NotSupported","no",{}]', "NotSupported", True),
        ('[4,"%","FormationViolation"]', "FormationViolation", True),
        ('[3,"%",null]', "FormationViolation", True),
        ('[3,"%"]', "FormationViolation", True),
    ),
)
async def test_what_an_answer_means(answer: str, status: str, *, error: bool) -> None:
    async with serving() as rig, rig.station() as station:
        link = await link_of(rig)
        reply = await answered(station, link, answer, command(Send("ClearCache")))
        assert (reply.status, reply.error) == (status, error)
        assert await station.is_heard()


async def test_an_answer_without_status_is_acceptance() -> None:
    async with serving() as rig, rig.station() as station:
        link = await link_of(rig)
        answer = '[3,"%",{"configurationKey":[{"key":"a","readonly":false,"value":"1"}]}]'
        reply = await answered(station, link, answer, command(Send("GetConfiguration")))
        assert reply.status == "Accepted"
        assert reply.response["configurationKey"]


async def test_setting_variables_is_as_good_as_its_worst_result() -> None:
    async with serving() as rig, rig.station(version="2.0.1") as station:
        link = await link_of(rig)
        results = [
            {"attributeStatus": status, "component": {"name": "a"}, "variable": {"name": "b"}}
            for status in ("Accepted", "RebootRequired")
        ]
        reply = await answered(
            station,
            link,
            json.dumps([3, "%", {"setVariableResult": results}]),
            command(ChangeConfiguration(key="a.b", value="1")),
        )
        assert reply.status == "RebootRequired"


def _set(status: str, name: str = "b") -> dict[str, object]:
    return {
        "attributeStatus": status,
        "component": {"name": "a"},
        "variable": {"name": name},
    }


@pytest.mark.parametrize(
    ("statuses", "status"),
    (
        (("Accepted", "Accepted"), "Accepted"),
        (("Accepted", "RebootRequired", "Accepted"), "RebootRequired"),
        (("RebootRequired", "Rejected"), "Partly"),
        (("Accepted", "UnknownVariable", "Rejected"), "Partly"),
        (("Rejected", "RebootRequired"), "Partly"),
        (("Rejected", "UnknownVariable"), "Rejected"),
        (("NotSupportedAttributeType",), "Rejected"),
    ),
)
async def test_variables_that_are_refused_are_told_from_those_that_are_not(
    statuses: tuple[str, ...], status: str
) -> None:
    async with serving() as rig, rig.station(version="2.0.1") as station:
        link = await link_of(rig)
        results = [_set(one) for one in statuses]
        answer = json.dumps([3, "%", {"setVariableResult": results}])
        asked = command(ChangeConfiguration(key="a.b", value="1"))
        assert (await answered(station, link, answer, asked)).status == status


# --- portions ---------------------------------------------------------------------------------


async def _answer(station: Station, payload: Mapping[str, object]) -> list[object]:
    """Answer the next request; its action and payload."""
    message = await station.hear()
    await station.tell(json.dumps([3, message[1], payload]))
    return message[2:]


async def test_many_keys_are_asked_for_in_portions() -> None:
    """Four keys of a station that takes three at once; the answers are one."""
    async with serving() as rig, rig.station() as station:
        link = await link_of(rig)
        asked = command(GetConfiguration(keys=("a", "b", "c", "d")))
        reply = asyncio.create_task(link.call(asked, 3))
        first = {"configurationKey": [{"key": "a", "readonly": False}], "unknownKey": ["b", "c"]}
        assert await _answer(station, first) == ["GetConfiguration", {"key": ["a", "b", "c"]}]
        second = {"configurationKey": [{"key": "d", "readonly": True, "value": "1"}]}
        assert await _answer(station, second) == ["GetConfiguration", {"key": ["d"]}]
        told = await reply
        assert told.status == "Accepted"
        assert told.response == {
            "configurationKey": [
                {"key": "a", "readonly": False},
                {"key": "d", "readonly": True, "value": "1"},
            ],
            "unknownKey": ["b", "c"],
        }


async def test_many_variables_are_read_and_set_in_portions() -> None:
    async with serving() as rig, rig.station(version="2.0.1") as station:
        link = await link_of(rig)
        asked = command(GetConfiguration(keys=("A.x", "A.y", "A.z")))
        reply = asyncio.create_task(link.call(asked, 2))
        for names in ("xy", "z"):
            results = [_set("Accepted", name) | {"attributeValue": "1"} for name in names]
            action, payload = await _answer(station, {"getVariableResult": results})
            assert action == "GetVariables"
            assert isinstance(payload, dict)
            wanted = [item["variable"]["name"] for item in payload["getVariableData"]]
            assert wanted == list(names)
        assert [r["variable"]["name"] for r in (await reply).response["getVariableResult"]] == list(  # type: ignore[attr-defined]
            "xyz"
        )
        data = [
            {"attributeValue": "1", "component": {"name": "a"}, "variable": {"name": name}}
            for name in "xyz"
        ]
        asked = command(Send("SetVariables", {"setVariableData": data}))
        reply = asyncio.create_task(link.call(asked, 1))
        for status, name in (("Accepted", "x"), ("Rejected", "y"), ("Accepted", "z")):
            await _answer(station, {"setVariableResult": [_set(status, name)]})
        told = await reply
        assert told.status == "Partly"
        statuses = [r["attributeStatus"] for r in told.response["setVariableResult"]]  # type: ignore[attr-defined]
        assert statuses == ["Accepted", "Rejected", "Accepted"]


async def test_what_was_set_before_a_portion_failed_is_told() -> None:
    async with serving() as rig, rig.station(version="2.0.1") as station:
        link = await link_of(rig)
        data = [
            {"attributeValue": "1", "component": {"name": "a"}, "variable": {"name": name}}
            for name in "xyz"
        ]
        asked = command(Send("SetVariables", {"setVariableData": data}))
        reply = asyncio.create_task(link.call(asked, 1))
        await _answer(station, {"setVariableResult": [_set("Accepted", "x")]})
        message = await station.hear()
        await station.tell(json.dumps([4, message[1], "InternalError", "busy", {}]))
        told = await reply
        assert (told.status, told.error) == ("InternalError", True)
        assert told.response == {
            "setVariableResult": [_set("Accepted", "x")],
            "code": "InternalError",
            "description": "busy",
        }
        with pytest.raises(TimeoutError):
            await station.hear(0.1)


async def test_monitors_are_set_and_cleared_in_portions() -> None:
    async with serving() as rig, rig.station(version="2.0.1") as station:
        link = await link_of(rig)
        wish = {"type": "Delta", "severity": 5, "value": 1}
        data = [
            {**wish, "component": {"name": "a"}, "variable": {"name": name}} for name in ("x", "y")
        ]
        asked = command(Send("SetVariableMonitoring", {"setMonitoringData": data}))
        reply = asyncio.create_task(link.call(asked, 1))
        for status, one in (("Accepted", data[0]), ("Duplicate", data[1])):
            result = {key: value for key, value in one.items() if key != "value"}
            answer = {"setMonitoringResult": [{**result, "status": status}]}
            assert await _answer(station, answer) == [
                "SetVariableMonitoring",
                {"setMonitoringData": [one]},
            ]
        assert (await reply).status == "Partly"
        asked = command(Send("ClearVariableMonitoring", {"id": [7, 8]}))
        reply = asyncio.create_task(link.call(asked, 1))
        for number in (7, 8):
            answer = {"clearMonitoringResult": [{"id": number, "status": "NotFound"}]}
            assert await _answer(station, answer) == ["ClearVariableMonitoring", {"id": [number]}]
        assert (await reply).status == "Rejected"


async def test_a_key_is_read_masked() -> None:
    """1.6 AuthorizationKey and 2.0.1 BasicAuthPassword: read like any other, and not shown."""
    async with serving() as rig, rig.station() as station:
        link = await link_of(rig)
        asked = command(Send("GetConfiguration", {"key": ["AuthorizationKey"]}))
        keys = [{"key": "AuthorizationKey", "readonly": False, "value": "0123456789abcdef"}]
        answer = json.dumps([3, "%", {"configurationKey": keys}])
        reply = await answered(station, link, answer, asked)
        assert reply.status == "Accepted"
        assert reply.response == {"configurationKey": [{**keys[0], "value": "***"}]}
    async with serving() as rig, rig.station(version="2.0.1") as station:
        link = await link_of(rig)
        place = {
            "component": {"name": "SecurityCtrlr"},
            "variable": {"name": "BasicAuthPassword"},
        }
        asked = command(Send("GetVariables", {"getVariableData": [place]}))
        result = {**place, "attributeStatus": "Accepted", "attributeValue": "0123456789abcdef"}
        answer = json.dumps([3, "%", {"getVariableResult": [result]}])
        reply = await answered(station, link, answer, asked)
        assert reply.status == "Accepted"
        assert reply.response == {"getVariableResult": [{**result, "attributeValue": "***"}]}


async def test_few_keys_go_out_as_they_are() -> None:
    async with serving() as rig, rig.station() as station:
        link = await link_of(rig)
        asked = command(GetConfiguration(keys=("a", "b")))
        reply = asyncio.create_task(link.call(asked, 2))
        assert await _answer(station, {"unknownKey": ["a", "b"]}) == [
            "GetConfiguration",
            {"key": ["a", "b"]},
        ]
        assert (await reply).response == {"unknownKey": ["a", "b"]}


async def test_frames_go_out_compact_in_the_order_given() -> None:
    async with serving() as rig, rig.station() as station:
        link = await link_of(rig)
        payload = {"value": "å", "key": "b"}
        asked = command(Send("ChangeConfiguration", payload))
        reply = asyncio.create_task(link.call(asked))
        text = await station.socket.recv()
        assert isinstance(text, str)
        message_id = json.loads(text)[1]
        assert text == f'[2,"{message_id}","ChangeConfiguration",{{"value":"å","key":"b"}}]'
        await station.tell(f'[3,"{message_id}",{{"status":"RebootRequired"}}]')
        assert (await reply).status == "RebootRequired"


async def test_one_call_at_a_time_and_a_silent_one_unblocks_the_next() -> None:
    async with serving() as rig, rig.station() as station:
        link = await link_of(rig)
        first = asyncio.create_task(link.call(command(Send("ClearCache"), timeout_s=0.2)))
        second = asyncio.create_task(link.call(command(Send("GetLocalListVersion"))))
        unanswered = await station.hear()
        assert unanswered[2] == "ClearCache"
        with pytest.raises(TimeoutError):
            await station.hear(0.1)
        assert await first == Reply(CommandStatus.NO_ANSWER)
        message = await station.hear()
        assert message[2] == "GetLocalListVersion"
        await station.tell(f'[3,"{unanswered[1]}",{{"status":"Accepted"}}]')
        await station.tell('[3,"nobody asked",{}]')
        await station.tell(f'[3,"{message[1]}",{{"listVersion":3}}]')
        assert (await second).response == {"listVersion": 3}
        assert await station.is_heard()


async def test_a_call_that_never_gets_its_turn_is_not_sent() -> None:
    async with serving() as rig, rig.station() as station:
        link = await link_of(rig)
        first = asyncio.create_task(link.call(command(Send("ClearCache"))))
        message = await station.hear()
        late = command(Send("Reset", {"type": "Hard"}), timeout_s=0.05)
        assert await link.call(late) == Reply(CommandStatus.NO_ANSWER)
        await station.tell(f'[3,"{message[1]}",{{"status":"Accepted"}}]')
        assert (await first).status == "Accepted"
        with pytest.raises(TimeoutError):
            await station.hear(0.1)


async def test_a_station_may_ask_before_it_answers() -> None:
    async with serving() as rig, rig.station() as station:
        link = await link_of(rig)
        reply = asyncio.create_task(link.call(command(Reset(hard=True))))
        message = await station.hear()
        assert message[2:] == ["Reset", {"type": "Hard"}]
        assert (await station.call("BootNotification", BOOT_16))["status"] == "Accepted"
        await station.tell(f'[3,"{message[1]}",{{"status":"Accepted"}}]')
        assert (await reply).status == "Accepted"


@pytest.mark.parametrize("cut", (False, True))
async def test_a_link_that_closes_while_a_call_waits_answers_at_once(*, cut: bool) -> None:
    """In order or not: it is told from a station that does not answer, and from no link."""
    async with serving() as rig:
        async with rig.station() as station:
            link = await link_of(rig)
            reply = asyncio.create_task(link.call(command(Reset(hard=True), timeout_s=25)))
            waiting = asyncio.create_task(link.call(command(Send("ClearCache"), timeout_s=25)))
            await station.hear()
            if cut:
                station.socket.transport.abort()
        assert await reply == Reply(CommandStatus.LINK_CLOSED)
        assert await waiting == Reply(CommandStatus.NO_LINK), "this one was never sent"
        assert await link.call(command(Reset())) == Reply(CommandStatus.NO_LINK)


async def test_a_server_that_stops_tells_that_the_link_was_closed() -> None:
    async with serving() as rig, rig.station() as station:
        link = await link_of(rig)
        reply = asyncio.create_task(link.call(command(Send("ClearCache"), timeout_s=25)))
        await station.hear()
        await rig.system.stop()
        assert await reply == Reply(CommandStatus.LINK_CLOSED)


async def test_what_the_version_cannot_say_is_refused_with_what_to_change() -> None:
    async with serving() as rig, rig.station() as station:
        link = await link_of(rig)
        for asked, key in (
            (Send("GetVariables"), "unknown-action"),
            (Send("StartTransaction"), "unknown-action"),
            (Send("Reset", {"type": "Now"}), "bad-payload"),
            (wish_of("Send", {"action": "Reset", "payload": []}), "bad-payload"),
            (Send(""), "needs-argument"),
            (RemoteStart("", 1), "needs-argument"),
            (RemoteStart("A" * 21, 1), "bad-payload"),
            (RemoteStop("abc"), "needs-argument"),
            (RemoteStop(""), "needs-argument"),
            (TriggerMessage(""), "needs-argument"),
            (ChangeConfiguration("", "1"), "needs-argument"),
        ):
            with pytest.raises(InvalidCommand) as refused:
                link.action(command(asked))
            assert refused.value.key == key
        assert await station.is_heard()


@pytest.mark.parametrize(
    ("first", "asked"),
    (
        ('[3,"%",{"status":"Accepted"}]', True),
        ('[3,"%",{"status":"Rejected"}]', False),
        ('[3,"%",{"status":"NotImplemented"}]', False),
        ('[4,"%","NotSupported","",{}]', False),
        ("", True),
    ),
)
async def test_the_status_after_a_request_for_it_is_known_as_the_answer(
    first: str, *, asked: bool
) -> None:
    """However soon it follows; some stations send it before they answer the request."""
    status = {"connectorId": 1, "errorCode": "NoError", "status": "Available"}
    async with serving() as rig, rig.station() as station:
        link = await link_of(rig)
        wanted = command(TriggerMessage(message="StatusNotification", evse=1))
        asking = asyncio.create_task(link.call(wanted))
        message = await station.hear()
        if first:
            await station.tell(first.replace("%", message[1]))
        await station.call("StatusNotification", status)
        await station.call("StatusNotification", status)
        kept = [event.asked for event in rig.memory.of(StatusChanged)]
        assert kept == [asked, False]
        if not first:
            await station.tell(json.dumps([3, message[1], {"status": "Accepted"}]))
        await asking
