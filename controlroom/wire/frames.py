"""OCPP-J frames: bytes to frozen values and back, pure, and never an exception on what came in.

A frame is read twice only when it must be. The fast path decodes with msgspec and then asks four
cheap questions about the bytes (escapes, long digit runs, colons, brackets); whatever they cannot
clear goes to a slow path that judges every pair and every number by itself.

Source: OCPP-J 1.6 section 4, OCPP 2.0.1 part 4 section 4, OCPP 2.1 part 4 section 4.
"""

import json
import math
import re
from dataclasses import field
from enum import Enum
from typing import Any, NoReturn, TypeAlias

import msgspec

from controlroom.domain.values import dataclass

Payload: TypeAlias = dict[str, Any]

MAX_DEPTH = 32
"""Levels of lists and objects in one frame."""
MAX_DIGITS = 20
"""Digits of one integer: 64 bits need 20."""
MAX_MESSAGE_ID = 255
"""Characters of a message id. The text says 36; some charge points send more, and mean it."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request, message type 2."""

    message_id: str
    action: str
    payload: Payload


@dataclass(frozen=True, slots=True)
class CallResult:
    """The answer to a request, message type 3."""

    message_id: str
    payload: Payload


@dataclass(frozen=True, slots=True)
class CallError:
    """The refusal of a request, message type 4."""

    message_id: str
    code: str
    description: str = ""
    details: Payload = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CallResultError:
    """The refusal of an answer, message type 5 (OCPP 2.1)."""

    message_id: str
    code: str
    description: str = ""
    details: Payload = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Send:
    """A message that wants no answer, message type 6 (OCPP 2.1)."""

    message_id: str
    action: str
    payload: Payload


Frame: TypeAlias = Call | CallResult | CallError | CallResultError | Send


class Fault(Enum):
    """What a malformed frame is at fault with; each version has its own code for it."""

    FRAME = "frame"
    PAYLOAD = "payload"


@dataclass(frozen=True, slots=True)
class Malformed:
    """A frame that could not be read, and as much of it as is needed to answer.

    ``answerable`` is true for every CALL whose id could be read. A malformed answer carries its
    id too, so that whoever waits for it need not wait until the time-out.
    """

    reason: str
    message_id: str | None = None
    answerable: bool = False
    fault: Fault = Fault.FRAME


_CALL, _RESULT, _ERROR, _RESULT_ERROR, _SEND = 2, 3, 4, 5, 6
_ANSWER_LENGTHS = range(3, 6)

_decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder()
_encoder = msgspec.json.Encoder()

# Digits as "0", opening brackets as "[", all else blank: one look finds both.
_SKELETON = bytes(
    ord("0") if chr(code).isdecimal() else ord("[") if chr(code) in "[{" else ord(" ")
    for code in range(256)
)
_LONG_RUN = b"0" * (MAX_DIGITS + 1)
_TOO_DEEP = b"\n" + b" " * (MAX_DEPTH + 1)
_CALL_HEAD = re.compile(r'\s*\[\s*2\s*,\s*("(?:[^"\\]|\\.)*+")\s*,', re.DOTALL)


class _RefusedError(ValueError):
    """JSON that Python can read and that we do not take."""


def decode(text: bytes | str) -> Frame | Malformed:
    """The frame that ``text`` holds; what cannot be read comes back as Malformed."""
    raw = text.encode("utf-8", "replace") if isinstance(text, str) else text
    try:
        message = _read_fast(raw)
        if message is None:
            message = _read_slowly(raw)
    except _RefusedError as refused:
        message_id = _message_id_of_call(raw)
        return Malformed(str(refused), message_id, message_id is not None, Fault.PAYLOAD)
    except (ValueError, RecursionError):
        return Malformed("The frame is not JSON.")
    return _frame(message)


def encode(frame: Frame) -> bytes:
    """Compact JSON in UTF-8, members in the order given."""
    match frame:
        case CallResult(message_id, payload):
            members: list[object] = [_RESULT, message_id, payload]
        case Call(message_id, action, payload):
            members = [_CALL, message_id, action, payload]
        case CallError(message_id, code, description, details):
            members = [_ERROR, message_id, code, description, details]
        case CallResultError(message_id, code, description, details):
            members = [_RESULT_ERROR, message_id, code, description, details]
        case Send(message_id, action, payload):
            members = [_SEND, message_id, action, payload]
    try:
        return _encoder.encode(members)
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8; as an escape it is valid JSON.
        return json.dumps(members, separators=(",", ":")).encode("ascii")


def _read_fast(raw: bytes) -> object | None:
    """The value, or None where only the slow path can tell."""
    try:
        value = _decoder.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    skeleton = raw.translate(_SKELETON)
    if b"\\" in raw or _LONG_RUN in skeleton:
        return None
    # Without escapes the colons of the text are those of its members and of its strings. A
    # member that was dropped as a duplicate took at least its own colon with it.
    if raw.count(b":") != _encoder.encode(value).count(b":"):
        return None
    # Indented by one, a value stands behind as many blanks as it is deep; a string without
    # escapes holds no line feed.
    deep = skeleton.count(b"[") > MAX_DEPTH and _TOO_DEEP in msgspec.json.format(raw, indent=1)
    return None if deep else value


def _read_slowly(raw: bytes) -> object:
    """The value, judged pair by pair.

    Raises ValueError where it is no JSON, _RefusedError where it is JSON that we do not take.
    """
    text = raw.decode("utf-8", "replace").removeprefix("\ufeff")
    try:
        value = _judge.decode(text)
    except RecursionError:
        raise _RefusedError(f"The frame is nested deeper than {MAX_DEPTH} levels.") from None
    if _is_deep(value):
        raise _RefusedError(f"The frame is nested deeper than {MAX_DEPTH} levels.")
    return value


def _is_deep(value: object) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        children: list[object] = []
        for node in level:
            if isinstance(node, dict):
                children.extend(node.values())
            elif isinstance(node, list):
                children.extend(node)
        level = [child for child in children if isinstance(child, (dict, list))]
        if not level:
            return False
    return True


def _unique(pairs: list[tuple[str, Any]]) -> Payload:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _RefusedError("A member occurs twice in one object.")
    return members


def _integer(digits: str) -> int:
    if len(digits.removeprefix("-")) > MAX_DIGITS:
        raise _RefusedError(f"An integer has more than {MAX_DIGITS} digits.")
    return int(digits)


def _real(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise _RefusedError("A number is too large.")
    return number


def _constant(name: str) -> NoReturn:
    raise _RefusedError(f"{name} is not a number in JSON.")


# Control characters inside strings are kept: strict=False.
_judge = json.JSONDecoder(
    object_pairs_hook=_unique,
    parse_int=_integer,
    parse_float=_real,
    parse_constant=_constant,
    strict=False,
)


def _message_id_of_call(raw: bytes) -> str | None:
    """The id of a CALL of which no more than its beginning is fit to read."""
    head = _CALL_HEAD.match(raw.decode("utf-8", "replace").removeprefix("\ufeff"))
    if head is None:
        return None
    message_id = json.loads(head[1], strict=False)
    return message_id if isinstance(message_id, str) else None


def _frame(message: object) -> Frame | Malformed:
    if not isinstance(message, list) or not message:
        return Malformed("A frame is a list that begins with its message type.")
    kind = message[0]
    if type(kind) is not int or not _CALL <= kind <= _SEND:
        return Malformed("The message type is none of 2 to 6.")
    message_id = message[1] if len(message) > 1 else None
    if not isinstance(message_id, str):
        return Malformed("The message id is not a string.")
    if kind in (_CALL, _SEND):
        return _request(kind, message_id, message[2:])
    if kind == _RESULT:
        return _result(message_id, message[2:])
    return _error(kind, message_id, message[2:])


def _request(kind: int, message_id: str, rest: list[Any]) -> Call | Send | Malformed:
    fault = Fault.FRAME
    if len(message_id) > MAX_MESSAGE_ID:
        reason = f"The message id is longer than {MAX_MESSAGE_ID} characters."
    elif len(rest) != 2:
        reason = "A request has four members: type, id, action and payload."
    elif not isinstance(rest[0], str):
        reason = "The action is not a string."
    elif not isinstance(rest[1], dict):
        reason, fault = "The payload is not an object.", Fault.PAYLOAD
    elif kind == _CALL:
        return Call(message_id, rest[0], rest[1])
    else:
        return Send(message_id, rest[0], rest[1])
    return Malformed(reason, message_id, answerable=kind == _CALL, fault=fault)


def _result(message_id: str, rest: list[Any]) -> CallResult | Malformed:
    if len(rest) != 1:
        return Malformed("An answer has three members: type, id and payload.", message_id)
    if not isinstance(rest[0], dict):
        return Malformed("The payload is not an object.", message_id, fault=Fault.PAYLOAD)
    return CallResult(message_id, rest[0])


def _error(kind: int, message_id: str, rest: list[Any]) -> CallError | CallResultError | Malformed:
    """A refusal; charge points leave out its description and details, or send null for them."""
    if len(rest) + 2 not in _ANSWER_LENGTHS or not isinstance(rest[0], str):
        return Malformed(
            "A refusal has five members: type, id, code, description and details.", message_id
        )
    description = rest[1] if len(rest) > 1 and isinstance(rest[1], str) else ""
    details = rest[2] if len(rest) > 2 and isinstance(rest[2], dict) else {}
    if kind == _ERROR:
        return CallError(message_id, rest[0], description, details)
    return CallResultError(message_id, rest[0], description, details)
