import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from controlroom.wire.frames import (
    MAX_DEPTH,
    MAX_MESSAGE_ID,
    Call,
    CallError,
    CallResult,
    CallResultError,
    Fault,
    Frame,
    Malformed,
    Send,
    decode,
    encode,
)

FRAMES = (
    Call("1", "Heartbeat", {}),
    Call("1", "DataTransfer", {"vendorId": "a", "b": [1, 2.5, None, True, {"å": "ä\n"}]}),
    Call("", "Heartbeat", {}),
    CallResult("1", {"currentTime": "2026-03-01T12:00:00Z"}),
    CallError("1", "GenericError", "why", {"a": 1}),
    CallResultError("1", "FormatViolation", "why", {}),
    Send("1", "NotifyPeriodicEventStream", {"id": 1}),
)


@pytest.mark.parametrize("frame", FRAMES)
def test_round_trip(frame: Frame) -> None:
    assert decode(encode(frame)) == frame
    assert decode(encode(frame).decode()) == frame
    assert decode(json.dumps(json.loads(encode(frame)), indent=2)) == frame


def test_compact_and_in_the_order_given() -> None:
    frame = Call("7", "Reset", {"type": "Hard", "a": 1.0, "å": "ö"})
    assert encode(frame) == '[2,"7","Reset",{"type":"Hard","a":1.0,"å":"ö"}]'.encode()
    assert encode(CallError("7", "GenericError")) == b'[4,"7","GenericError","",{}]'


@pytest.mark.parametrize(
    ("text", "kept"),
    (
        (r'"\u0000"', "\0"),
        (r'"\ud800"', "\ud800"),
        (r'"\ud83d\ude00"', "😀"),
        (r'"a\/b"', "a/b"),
        ('"a\0b\tc\nd"', "a\0b\tc\nd"),
        ('"<b>:\u202e"', "<b>:\u202e"),
        ('":[{" ', ":[{"),
        ('"46070112345678901234567890"', "46070112345678901234567890"),
        ("12345678901234567890", 12345678901234567890),
        ("-12345678901234567890", -12345678901234567890),
        ("1234567890123456789012.5", 1234567890123456789012.5),
        ("1e3", 1000.0),
    ),
)
def test_whatever_a_charge_point_may_write_is_kept(text: str, kept: object) -> None:
    frame = decode(f'[2,"1","A",{{"a":{text}}}]')
    assert frame == Call("1", "A", {"a": kept})
    assert decode(encode(frame)) == frame


def test_a_byte_that_is_not_utf8_is_replaced() -> None:
    assert decode(b'[2,"1","A",{"a":"\xe5"}]') == Call("1", "A", {"a": "\ufffd"})


def test_a_byte_order_mark_is_passed_over() -> None:
    assert decode(b'\xef\xbb\xbf[2,"1","A",{}]') == Call("1", "A", {})


ANSWERABLE = (
    ('[2,"x"]', Fault.FRAME),
    ('[2,"x","Heartbeat"]', Fault.FRAME),
    ('[2,"x","Heartbeat",{},{}]', Fault.FRAME),
    ('[2,"x",["Heartbeat"],{}]', Fault.FRAME),
    ('[2,"x",{"a":1},{}]', Fault.FRAME),
    ('[2,"x",null,{}]', Fault.FRAME),
    ('[2,"x",5,{}]', Fault.FRAME),
    ('[2,"x","Heartbeat",[]]', Fault.PAYLOAD),
    ('[2,"x","Heartbeat",null]', Fault.PAYLOAD),
    ('[2,"x","Heartbeat","{}"]', Fault.PAYLOAD),
    ('[2,"x","A",{"a":NaN}]', Fault.PAYLOAD),
    ('[2,"x","A",{"a":-Infinity}]', Fault.PAYLOAD),
    ('[2,"x","A",{"a":1e400}]', Fault.PAYLOAD),
    ('[2,"x","A",{"a":123456789012345678901}]', Fault.PAYLOAD),
    ('[2,"x","A",{"a":-123456789012345678901}]', Fault.PAYLOAD),
    (f'[2,"x","A",{{"a":{"9" * 5000}}}]', Fault.PAYLOAD),
    ('[2,"x","A",{"a":1,"a":1}]', Fault.PAYLOAD),
    ('[2,"x","A",{"a":1,"a" :1}]', Fault.PAYLOAD),
    ('[2,"x","A",{"a":1,"\\u0061":1}]', Fault.PAYLOAD),
    ('[2,"x","A",{"b":{"a":":","a":"::"}}]', Fault.PAYLOAD),
    (f'[2,"x","A",{{"a":{"[" * 20_000}{"]" * 20_000}}}]', Fault.PAYLOAD),
    ('[2,"x","A",' + '{"a":' * 9000 + "1" + "}" * 9001, Fault.PAYLOAD),
)


@pytest.mark.parametrize(("text", "fault"), ANSWERABLE)
def test_a_call_with_a_readable_id_can_be_answered(text: str, fault: Fault) -> None:
    frame = decode(text)
    assert isinstance(frame, Malformed), frame
    assert (frame.message_id, frame.answerable, frame.fault) == ("x", True, fault)
    assert frame.reason.endswith(".")


def test_an_id_that_is_too_long_can_be_answered_all_the_same() -> None:
    for length, kind in ((36, Call), (MAX_MESSAGE_ID, Call), (MAX_MESSAGE_ID + 1, Malformed)):
        frame = decode(f'[2,"{"i" * length}","Heartbeat",{{}}]')
        assert isinstance(frame, kind)
        assert frame.message_id == "i" * length
    assert isinstance(frame, Malformed)
    assert frame.answerable


def test_an_id_in_escapes_can_be_answered() -> None:
    frame = decode(r'[2,"\ud800\"\\","A",{"a":NaN}]')
    assert isinstance(frame, Malformed)
    assert frame.message_id == '\ud800"\\'
    assert b'"\\ud800' in encode(CallError(frame.message_id, "FormationViolation"))


@pytest.mark.parametrize(
    "text",
    (
        "",
        " ",
        "hello",
        "[",
        "]",
        "null",
        "[]",
        "{}",
        '"x"',
        "2",
        "[2]",
        '[2,5,"Heartbeat",{}]',
        '[2,null,"Heartbeat",{}]',
        '[2,["x"],"Heartbeat",{}]',
        '["2","x","Heartbeat",{}]',
        '[true,"x","Heartbeat",{}]',
        '[2.0,"x","Heartbeat",{}]',
        '[1,"x","Heartbeat",{}]',
        '[7,"x","Heartbeat",{}]',
        '[-1,"x"]',
        '[[2],"x"]',
        '[2,"x","Heartbeat",{}',
        '[2,"x","Heartbeat",{}]]',
        '[2,"x","Heartbeat",{\'a\':1}]',
        '[3,"x"]',
        '[3,"x",[]]',
        '[3,"x",{},{}]',
        '[4,"x"]',
        '[4,"x",5]',
        '[4,"x","A","",{},{}]',
        '[5,"x"]',
        '[6,"x"]',
        '[6,"x","A",[]]',
        '[3,"x",{"a":NaN}]',
        "[" * 60_000,
        "[" * 30_000 + "]" * 30_000,
        '{"a":' * 5000,
        "\0",
        "\ud800",
    ),
)
def test_what_is_no_call_is_never_answered(text: str) -> None:
    frame = decode(text)
    assert isinstance(frame, Malformed)
    assert not frame.answerable


def test_a_malformed_answer_names_the_call_it_answers() -> None:
    for text in ('[3,"x"]', '[3,"x",null]', '[4,"x"]', '[5,"x",1]'):
        frame = decode(text)
        assert isinstance(frame, Malformed)
        assert frame.message_id == "x"


@pytest.mark.parametrize(
    "text", ('[4,"x","A"]', '[4,"x","A",""]', '[4,"x","A",null,null]', '[4,"x","A",5,"d"]')
)
def test_a_refusal_may_leave_out_what_it_cannot_say(text: str) -> None:
    assert decode(text) == CallError("x", "A", "", {})


@pytest.mark.parametrize("blanks", ("", " "))
@pytest.mark.parametrize("escape", ("a", r"\u0061"))
def test_depth_is_counted_to_the_level(escape: str, blanks: str) -> None:
    def nested(levels: int) -> str:
        inner = levels - 2  # the frame and its payload
        return f'[2,"x","A",{{"{escape}":{blanks}{"[" * inner}"][}}{{"{"]" * inner}}}]'

    assert isinstance(decode(nested(MAX_DEPTH)), Call)
    assert isinstance(decode(nested(MAX_DEPTH + 1)), Malformed)


def test_width_is_not_depth() -> None:
    wide = {"a": [{"b": [[], {}, "]", "{"]}] * 200}
    assert decode(json.dumps([2, "x", "A", wide])) == Call("x", "A", wide)


def test_brackets_in_texts_do_not_hide_depth() -> None:
    hidden = '["]",' * 50 + "1" + ',"["]' * 50
    assert isinstance(decode(f'[2,"x","A",{{"a":{hidden}}}]'), Malformed)


def test_a_frame_read_deep_in_the_program_is_read_all_the_same() -> None:
    def descend(levels: int) -> Frame | Malformed:
        return decode('[2,"x","A",{}]') if levels == 0 else descend(levels - 1)

    assert descend(sys.getrecursionlimit() // 2) == Call("x", "A", {})


def _json() -> st.SearchStrategy[object]:
    leaf = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text() | st.floats()
    return st.recursive(
        leaf, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
    )


@settings(max_examples=80, deadline=None)
@given(st.lists(_json(), max_size=6) | _json())
def test_no_json_is_too_strange(value: object) -> None:
    frame = decode(json.dumps(value))
    if not isinstance(frame, Malformed):
        assert decode(encode(frame)) == frame


@settings(max_examples=300, deadline=None)
@given(st.binary() | st.text())
def test_no_text_is_too_strange(text: bytes | str) -> None:
    decode(text)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_cut_or_changed_byte_is_too_strange(data: st.DataObject) -> None:
    raw = bytearray(encode(FRAMES[1]))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    decode(bytes(raw))
