"""Frames that ended or wedged other central systems: none ends a link here."""

import asyncio
import json

import pytest

from controlroom.domain.charging.events import MessageKept
from controlroom.domain.charging.wishes import Send
from tests.central_system.doubles import command, link_of, serving, until

CALLS = (
    # what is not a CALL of the right form, yet has an id
    '[2,"x"]',
    '[2,"x","Heartbeat"]',
    '[2,"x","Heartbeat",{},{}]',
    '[2,"x",["Heartbeat"],{}]',
    '[2,"x",{"Heartbeat":1},{}]',
    '[2,"x",null,{}]',
    '[2,"x",5,{}]',
    '[2,"x","Heartbeat",[]]',
    '[2,"x","Heartbeat",null]',
    '[2,"x","Heartbeat","{}"]',
    # JSON that we do not take
    '[2,"x","Heartbeat",{"a":NaN}]',
    '[2,"x","Heartbeat",{"a":Infinity}]',
    '[2,"x","Heartbeat",{"a":1e999}]',
    '[2,"x","Heartbeat",{"a":1,"a":2}]',
    f'[2,"x","Heartbeat",{{"a":{"9" * 5000}}}]',
    f'[2,"x","Heartbeat",{{"a":{"[" * 30_000}{"]" * 30_000}}}]',
    '[2,"x","Heartbeat",' + '{"a":' * 9000 + "1" + "}" * 9001,
    # actions nobody knows, payloads nobody wants
    '[2,"x","",{}]',
    '[2,"x","__class__",{}]',
    '[2,"x","../../etc/passwd",{}]',
    '[2,"x","Heart\\u0000beat",{}]',
    f'[2,"x","{"A" * 60_000}",{{}}]',
    '[2,"x","StartTransaction",{"connectorId":[1],"idTag":{},"meterStart":"1","timestamp":0}]',
    '[2,"x","MeterValues",{"connectorId":1,"meterValue":[[]]}]',
)
CODES = {
    "1.6": {"FormationViolation", "NotImplemented", "TypeConstraintViolation"},
    "2.0.1": {
        "FormatViolation",
        "NotImplemented",
        "OccurrenceConstraintViolation",
        "RpcFrameworkError",
    },
}
ACCEPTED = (
    '[2,"x","DataTransfer",{"vendorId":"\\ud800","data":"\\u0000<b>\\u202e"}]',
    '[2,"x","StatusNotification",{"connectorId":9007199254740993,"errorCode":"\\ud800",'
    '"status":"","info":"' + "i" * 10_000 + '"}]',
    '[2,"x","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"","sampledValue":'
    '["a",1,null,{"value":"' + "9" * 400 + '"}]}]}]',
    '[2,"x","MeterValues",{"connectorId":-1,"meterValue":[]}]',
    '[2,"x","StopTransaction",{"transactionId":-1,"meterStop":-1,"timestamp":"1970"}]',
    '[2,"x","BootNotification",{"chargePointVendor":"' + "v" * 500 + '","chargePointModel":""}]',
)
DROPPED = (
    "",
    "hello",
    "\0",
    "[",
    "{}",
    "null",
    "[]",
    "[2]",
    '[2,5,"Heartbeat",{}]',
    '[2,null,"Heartbeat",{}]',
    '["2","x","Heartbeat",{}]',
    '[7,"x","Heartbeat",{}]',
    '[2,"x","Heartbeat",{}',
    "[" * 60_000,
    '[3,"nobody asked",{}]',
    '[3,"nobody asked",[]]',
    '[4,"nobody asked","GenericError","",{}]',
    '[5,"nobody asked","GenericError","",{}]',
    '[6,"x","NotifyPeriodicEventStream",{}]',
)


@pytest.mark.parametrize("version", ("1.6", "2.0.1"))
async def test_every_call_with_a_readable_id_is_refused_and_the_link_stays(version: str) -> None:
    async with serving() as rig, rig.station(version=version) as station:
        for text in CALLS:
            await station.tell(text)
            kind, message_id, code, description, _ = await station.hear()
            assert (kind, message_id) == (4, "x")
            assert code in CODES[version]
            assert len(description) <= 255
        assert await station.is_heard()


async def test_an_object_where_1_6_wants_a_text_is_refused() -> None:
    async with serving() as rig, rig.station() as station:
        text = '[2,"x","DataTransfer",{"vendorId":"v","data":{"an":"object"}}]'
        assert (await station.error(text))[0] == "TypeConstraintViolation"
        assert await station.is_heard()


async def test_strange_but_legible_messages_are_answered() -> None:
    async with serving() as rig, rig.station() as station:
        for text in ACCEPTED:
            await station.tell(text)
            answer = await station.hear()
            assert answer[:2] == [3, "x"], text[:60]
        assert await station.is_heard()


@pytest.mark.parametrize("version", ("1.6", "2.0.1"))
async def test_what_is_no_call_is_dropped_and_the_link_stays(version: str) -> None:
    async with serving() as rig, rig.station(version=version) as station:
        for text in DROPPED:
            await station.tell(text)
        assert await station.is_heard(), "and nothing was said before"


async def test_bytes_that_are_no_text_end_no_link() -> None:
    async with serving() as rig, rig.station() as station:
        await station.socket.send(b'[2,"1","Heartbeat",{}]')
        assert (await station.hear())[:2] == [3, "1"]
        await station.socket.send(b"\xff\xfe\x00", text=True)
        await station.socket.send(
            '[2,"2","DataTransfer",{"vendorId":"blåbär"}]'.encode("latin-1"), text=True
        )
        assert (await station.hear())[:2] == [3, "2"]
        assert await station.is_heard()


async def test_an_id_is_echoed_whatever_it_holds() -> None:
    async with serving() as rig, rig.station() as station:
        for message_id in ("", " ", "\0", "å" * 255, "i" * 60_000, '"\\', "\ud800"):
            await station.tell(json.dumps([2, message_id, "Heartbeat", {}]))
            answer = await station.hear()
            assert answer[1] == message_id
            assert answer[0] == (3 if len(message_id) <= 255 else 4)


async def test_a_message_beyond_64_kib_is_more_than_a_link_takes() -> None:
    async with serving() as rig:
        async with rig.station() as station:
            await station.tell(json.dumps([2, "1", "DataTransfer", {"vendorId": "v" * 70_000}]))
            assert await station.ended() == 1009
        async with rig.station() as station:
            assert await station.is_heard()


async def test_unasked_answers_fill_no_memory() -> None:
    async with serving() as rig, rig.station() as station:
        link = await link_of(rig)
        for number in range(2000):
            await station.tell(f'[3,"{number}",{{"a":"{"x" * 1000}"}}]')
        assert await station.is_heard()
        assert link._pending is None
        assert len(link._answers) == 1


async def test_the_wrong_answer_is_not_taken_for_the_right_one() -> None:
    async with serving() as rig, rig.station() as station:
        link = await link_of(rig)
        asked = command(Send("ClearCache"), timeout_s=0.2)
        reply = asyncio.create_task(link.call(asked))
        message = await station.hear()
        for text in ('[3,"x",{"status":"Accepted"}]', "[3,null,{}]", f'[5,"{message[1]}","A"]'):
            await station.tell(text)
        assert (await reply).status == "NoAnswer"


async def test_a_message_refused_by_its_schema_is_kept_to_the_letter() -> None:
    async with serving() as rig, rig.station() as station:
        text = '[2,"x","StopTransaction",{"transactionId":"1" ,"meterStop":5}]'
        await station.error(text)
        await until(lambda: rig.memory.of(MessageKept))
        assert rig.memory.of(MessageKept)[0].raw == text
