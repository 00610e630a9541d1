"""What a charge point's answer means for the command that it answers."""

from controlroom.domain.charging.commands import CommandStatus
from controlroom.domain.charging.item_results import ITEMS, items, status_of
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
            said |= {"details": details} if details else {}
            return Reply(CommandStatus(code), said, error=True)
        case Malformed(reason, _, _, fault):
            code = spelling_of_fault(version, fault)
            return Reply(CommandStatus(code), {"description": reason}, error=True)
        case CallResult(_, payload):
            status = _status(action, payload)
            if status is not None:
                return Reply(status, payload)
            verdict = check(version, "response", action, payload)
            if verdict.accepted:
                return Reply(CommandStatus.ACCEPTED, payload)
            return Reply(CommandStatus(verdict.code), payload, error=True)


def _status(action: str, payload: Payload) -> CommandStatus | None:
    """The status of an answer, or that of its items together; None where it holds neither."""
    status = payload.get("status")
    if isinstance(status, str) and status:
        return CommandStatus(status)
    found = items(payload) if action in ITEMS else ()
    return status_of(found) if found else None
