"""`controlroom send`: one CALL to a charge point, and what became of it."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from controlroom.cli.arguments import about, command
from controlroom.cli.context import DONE, NOT_DELIVERED, REFUSED, Context
from controlroom.cli.output import plain
from controlroom.domain.charging.commands import UNDELIVERED, Command, CommandState, CommandStatus
from controlroom.domain.charging.item_results import items, misfits, reason_of, refused_items
from controlroom.domain.charging.wishes import Send
from controlroom.domain.errors import InvalidValue
from controlroom.domain.user_input import json_object, number

if TYPE_CHECKING:
    from controlroom.words.texts import Texts

ENDS = """\
  0  done, begun or put off: Accepted, AcceptedCanceled, RebootRequired, Scheduled, Unlocked,
     Unpublished, or an answer without status; Partly where it refused some of the items
  1  refused: any other status, an error for an answer, or one that does not fit OCPP
  2  not delivered: NoLink, LinkClosed, NoAnswer, UnknownChargePoint; or wrong usage"""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = command(
        subparsers,
        "send",
        _send,
        about("send"),
        'send SLU-03 TriggerMessage \'{"requestedMessage": "StatusNotification"}\'',
        ENDS,
    )
    parser.add_argument("charge_point", metavar="CHARGE_POINT")
    parser.add_argument("action", metavar="ACTION")
    parser.add_argument("payload", metavar="JSON", nargs="?", default="{}")
    parser.add_argument(
        "--timeout", default="30", metavar="SECONDS", help="how long an answer is awaited (30)"
    )
    parser.add_argument("--reason", default="", help="kept with the command")


async def _send(args: argparse.Namespace, context: Context) -> int:
    payload = json_object(args.payload, example='{"type": "Soft"}')
    timeout = number("--timeout", args.timeout)
    if not 0 < timeout <= 3600:
        raise InvalidValue("not-a-number", name="--timeout", value=args.timeout)
    control = (await context.visit()).control
    asked = await control.ask(
        context.actor,
        Send(args.action, payload),
        args.charge_point,
        reason=args.reason,
        timeout_s=timeout,
    )
    answered = await control.ended(asked)
    refused = refused_items(answered.response)
    result: dict[str, Any] = {
        "command": answered.id or None,
        "status": answered.status,
        "response": answered.response or None,
    }
    if answered.status is CommandStatus.REFUSED:
        result["response"] = {"error": _texts().refusal(answered)}
    if refused:
        result["refused"] = [
            {"item": item.name, "status": item.status, "reason": item.reason or None}
            for item in refused
        ]
    response = json.dumps(answered.response, ensure_ascii=False)
    told = (
        answered.status if "error" in answered.response else f"{answered.status} {plain(response)}"
    )
    context.output.item(result, told)
    if why := _why(answered, timeout):
        context.output.progress(why)
    if answered.status.accepted:
        return DONE
    return REFUSED if answered.status.delivered else NOT_DELIVERED


def _why(answered: Command, timeout: float) -> str:
    """What to know of an answer that is no plain acceptance; "" for one that is."""
    key = UNDELIVERED.get(answered.status)
    if key is not None:
        return _texts().sentence(key, id=answered.charge_point, seconds=f"{timeout:g}")
    response = answered.response
    if answered.status is CommandStatus.REFUSED:
        return _texts().refusal(answered)
    if answered.state is CommandState.UNKNOWN:
        return _texts().sentence("command-unknown", id=answered.charge_point)
    refused = refused_items(response)
    if refused:
        named = ", ".join(
            f"{item.name} ({' '.join(word for word in (item.status, item.reason) if word)})"
            for item in refused
        )
        return _texts().sentence(
            "items-refused",
            id=answered.charge_point,
            refused=len(refused),
            asked=len(items(response)),
            items=named,
        )
    if answered.status.accepted:
        return ""
    reason = reason_of(response) or str(response.get("description") or "")
    return _texts().sentence(
        "answer-misfits" if misfits(answered) else "answer-refused",
        id=answered.charge_point,
        status=f"{answered.status}: {reason}" if reason else answered.status,
    )


def _texts() -> Texts:
    """The words, which load where something is not accepted."""
    from controlroom.words.texts import ENGLISH

    return ENGLISH
