"""What a charge point's answer means for the command that it answers."""

from typing import Any

from controlroom.domain.commands import ACCEPTED_STATUSES
from controlroom.operations.ports.link import Reply
from controlroom.wire.errors import spelling_of_fault
from controlroom.wire.frames import CallError, CallResult, Malformed, Payload
from controlroom.wire.validators import check
from controlroom.wire.version import Version


def reply_to(version: Version, action: str, answer: CallResult | CallError | Malformed) -> Reply:
    """The reply: the station's own word, "Accepted" for an answer that needs none."""
    match answer:
        case CallError(_, code, description, details):
            said: dict[str, object] = {"code": code, "description": description}
            return Reply(code, said | ({"details": details} if details else {}), error=True)
        case Malformed(reason, _, _, fault):
            return Reply(spelling_of_fault(version, fault), {"description": reason}, error=True)
        case CallResult(_, payload):
            status = _status(action, payload)
            if status is not None:
                return Reply(status, payload)
            verdict = check(version, "response", action, payload)
            if verdict.accepted:
                return Reply("Accepted", payload)
            return Reply(verdict.code, payload, error=True)


def _status(action: str, payload: Payload) -> str | None:
    status = payload.get("status")
    if isinstance(status, str) and status:
        return status
    if action == "SetVariables":
        return _of_set(_statuses(payload.get("setVariableResult")))
    if action == "GetVariables":
        return _of_read(_statuses(payload.get("getVariableResult")))
    return None


def _statuses(results: Any) -> list[str]:  # noqa: ANN401 - as a station sent it
    if not isinstance(results, list):
        return []
    return [
        result["attributeStatus"]
        for result in results
        if isinstance(result, dict) and isinstance(result.get("attributeStatus"), str)
    ]


def _of_read(found: list[str]) -> str | None:
    """Accepted where anything was read; else why the first was not."""
    return found[0] if found and "Accepted" not in found else None


def _of_set(found: list[str]) -> str | None:
    """The first status that is no acceptance, else the first that asks for more than that."""
    refused = (status for status in found if status not in ACCEPTED_STATUSES)
    reserved = (status for status in found if status != "Accepted")
    return next(refused, None) or next(reserved, None) or (found[0] if found else None)
