"""How a station answers commands, with the manners that it has."""

from __future__ import annotations

from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.dialect import Dialect, Refusal
from controlroom.simulator.wire_quirks import Manner
from controlroom.wire.actions import TO_CHARGE_POINT
from controlroom.wire.errors import ErrorCode, spelling
from controlroom.wire.frames import Call, CallError, CallResult, Frame, Payload
from controlroom.wire.validators import check
from controlroom.wire.version import Version

_TRIGGERS = frozenset({"TriggerMessage", "ExtendedTriggerMessage"})
_VALUES = frozenset({"value", "attributeValue"})


def carry_out(point: ChargePoint, dialect: Dialect, call: Call) -> Frame | None:
    """Do what a command asks. None: it is not answered."""
    manners = point.manners
    if Manner.DEAF in manners:
        return None
    error = _objection(dialect.version, call)
    if Manner.FORMATION_VIOLATION in manners:
        error = CallError(call.message_id, "FormationViolation", "")
    if error is not None:
        return error
    if call.action in _TRIGGERS and Manner.TRIGGER_IGNORED in manners:
        return CallResult(call.message_id, {"status": "Accepted"})
    try:
        answer = dialect.respond(call.action, call.payload)
    except Refusal as refusal:
        code = refusal.code
        if Manner.NOT_IMPLEMENTED in manners:
            code = spelling(dialect.version, ErrorCode.NOT_IMPLEMENTED)
        return CallError(call.message_id, code, refusal.description)
    unanswered = call.action == "Reset" and Manner.RESET_UNANSWERED in manners
    distorted = _distorted(point, call.action, answer)
    return None if unanswered else CallResult(call.message_id, distorted)


def _objection(version: Version, call: Call) -> CallError | None:
    """Why a station that keeps to the specification does not do it."""
    verdict = check(version, "request", call.action, call.payload, strict=True)
    if not verdict.accepted:
        return CallError(call.message_id, verdict.code, verdict.reason[:255])
    if call.action not in TO_CHARGE_POINT[version]:
        code = spelling(version, ErrorCode.NOT_SUPPORTED)
        return CallError(call.message_id, code, "A charge point does not answer this")
    return None


def _distorted(point: ChargePoint, action: str, answer: Payload) -> Payload:
    if Manner.ANY_KEY in point.manners:
        if action == "ChangeConfiguration":
            return {"status": "Accepted"}
        for result in answer.get("setVariableResult", ()):
            result["attributeStatus"] = "Accepted"
    if Manner.NO_VALUE in point.manners:
        for name in ("configurationKey", "getVariableResult"):
            for result in answer.get(name, ()):
                for value in _VALUES & result.keys():
                    del result[value]
    return answer
