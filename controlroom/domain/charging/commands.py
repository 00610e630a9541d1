"""Wishes: what a person asks of a charge point, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum

from typing_extensions import override

from controlroom.domain.values import dataclass


class Verb(StrEnum):
    """What a screen offers by name. The link turns it into its version's own action."""

    SEND = "Send"
    """Any action in the charge point's own words: arguments `action` and `payload`."""
    REMOTE_START = "RemoteStart"
    """`token`, `evse` (both needed)."""
    REMOTE_STOP = "RemoteStop"
    """`transaction`."""
    RESET = "Reset"
    """`hard`: true stops sessions at once, false lets them end."""
    UNLOCK_CONNECTOR = "UnlockConnector"
    """`evse`, `connector`."""
    CHANGE_AVAILABILITY = "ChangeAvailability"
    """`operative`; `evse` 0 or absent means the whole charge point; `connector`."""
    TRIGGER_MESSAGE = "TriggerMessage"
    """`message`, optionally `evse`, `connector`."""
    GET_CONFIGURATION = "GetConfiguration"
    """`keys`: list of keys (1.6) or `Component.Variable` (2.0.1); empty: all (a base report)."""
    CHANGE_CONFIGURATION = "ChangeConfiguration"
    """`key`, `value`; in 2.0.1 the key is `Component.Variable`."""
    CLEAR_CACHE = "ClearCache"
    ROTATE_KEY = "RotateKey"
    """`key`: as any secret in an argument it is sealed on its way, and kept as asterisks."""


class CommandState(StrEnum):
    REQUESTED = "requested"
    TAKEN = "taken"
    """Committed before sending; never sent twice."""
    ANSWERED = "answered"
    CONFIRMED = "confirmed"
    """Telemetry shows that it happened."""
    UNCONFIRMED = "unconfirmed"
    """Accepted, yet nothing that followed shows it."""
    VOID = "void"
    """Not delivered: no link, unknown charge point, no answer in time."""
    UNKNOWN = "unknown"
    """The program stopped while it was under way."""


OPEN_STATES = (CommandState.REQUESTED, CommandState.TAKEN)


class CommandStatus(StrEnum):
    """How a command went: the station's word for it, or ours where there is none.

    Stations have other words too, such as error codes: each is a status of its own that is not
    listed here, and that is neither accepted nor undelivered.
    """

    NONE = ""
    ACCEPTED = "Accepted"
    ACCEPTED_CANCELED = "AcceptedCanceled"
    PARTLY = "Partly"
    """Ours: some of the items that a request names were refused, some not."""
    REBOOT_REQUIRED = "RebootRequired"
    SCHEDULED = "Scheduled"
    UNLOCKED = "Unlocked"
    UNPUBLISHED = "Unpublished"
    REJECTED = "Rejected"
    REFUSED = "Refused"
    """Ours: never sent, because it cannot be said."""
    NO_LINK = "NoLink"
    """Not connected: nothing was sent."""
    LINK_CLOSED = "LinkClosed"
    """Sent, and the link was closed before an answer came."""
    NO_ANSWER = "NoAnswer"
    UNKNOWN_CHARGE_POINT = "UnknownChargePoint"

    @classmethod
    @override
    def _missing_(cls, value: object) -> CommandStatus | None:
        if not isinstance(value, str):
            return None
        other = str.__new__(cls, value)
        other._name_ = other._value_ = value
        return other

    @property
    def accepted(self) -> bool:
        """Success: done, begun, or put off."""
        return self in _ACCEPTED

    @property
    def delivered(self) -> bool:
        """An answer came, or none was needed."""
        return self not in _UNDELIVERED


_ACCEPTED = frozenset(
    {
        CommandStatus.ACCEPTED,
        CommandStatus.ACCEPTED_CANCELED,
        CommandStatus.PARTLY,
        CommandStatus.REBOOT_REQUIRED,
        CommandStatus.SCHEDULED,
        CommandStatus.UNLOCKED,
        CommandStatus.UNPUBLISHED,
    }
)
_UNDELIVERED = frozenset(
    {
        CommandStatus.NO_LINK,
        CommandStatus.LINK_CLOSED,
        CommandStatus.NO_ANSWER,
        CommandStatus.UNKNOWN_CHARGE_POINT,
    }
)


@dataclass(frozen=True, slots=True)
class Command:
    """`id` 0 is not stored yet."""

    id: int
    charge_point: str
    verb: Verb
    arguments: Mapping[str, object]
    asked_by: str
    asked: datetime
    reason: str = ""
    timeout_s: float = 30.0
    state: CommandState = CommandState.REQUESTED
    status: CommandStatus = CommandStatus.NONE
    response: Mapping[str, object] = field(default_factory=dict)
    changed: datetime | None = None
    epoch: int = 0
    """Number of the link that it was sent on."""
    action: str = ""
    """The version's own action, once sent."""


_KEYS = ("authorizationkey", "basicauthpassword")
_NO_WRITING = ("SetVariableMonitoring", "ClearVariableMonitoring")


def writes_key(action: str, payload: object) -> bool:
    """Whether a request names the charge point's own key, and may do more than read it."""
    if action.startswith("Get") or action in _NO_WRITING:
        return False
    waiting = [payload]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += [*value.keys(), *value.values()]
        elif isinstance(value, list | tuple):
            waiting += value
        elif isinstance(value, str) and any(key in value.casefold() for key in _KEYS):
            return True
    return False


def asked_token(command: Command, remote_start: int) -> tuple[str, str]:
    """The token that a command asked to start with under an id, and its type; "" for none."""
    arguments = command.arguments
    if command.verb is Verb.REMOTE_START:
        if command.id != remote_start:
            return "", ""
        return str(arguments.get("token") or ""), str(arguments.get("token_type") or "")
    payload = arguments.get("payload")
    if arguments.get("action") != "RequestStartTransaction" or not isinstance(payload, Mapping):
        return "", ""
    token = payload.get("idToken")
    if payload.get("remoteStartId") != remote_start or not isinstance(token, Mapping):
        return "", ""
    return str(token.get("idToken") or ""), str(token.get("type") or "")
