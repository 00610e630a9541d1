"""Commands: a wish of somebody for a charge point, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from typing_extensions import override

from controlroom.domain.charging.wishes import RemoteStart, Reset, Send, Wish, wish_of
from controlroom.domain.event import Event
from controlroom.domain.values import dataclass


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
        return self not in UNDELIVERED


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
UNDELIVERED: Final[Mapping[CommandStatus, str]] = {
    CommandStatus.NO_LINK: "no-link",
    CommandStatus.LINK_CLOSED: "link-closed",
    CommandStatus.NO_ANSWER: "no-answer",
    CommandStatus.UNKNOWN_CHARGE_POINT: "unknown-charge-point",
}
"""Why there is no answer, and the sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Command:
    """A wish, who asked for it and why, and how far it has come. `id` 0 is not stored yet."""

    id: int
    charge_point: str
    wish: Wish
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

    @property
    def awaits_proof(self) -> bool:
        """Whether what follows can still show that it was carried out."""
        if self.state is CommandState.VOID:
            # A charge point that restarts at once has no time to answer.
            return isinstance(self.wish, Reset)
        # When what is scheduled comes, only the charge point knows.
        later = self.status is CommandStatus.SCHEDULED
        return self.wish.provable and self.status.accepted and not later

    def proved_by(self, event: Event) -> bool:
        """Whether a fact that came after it was sent shows that it was carried out."""
        own = event.charge_point == self.charge_point
        return own and self.wish.proved_by(event, self.id)

    def asked_token(self, remote_start: int) -> tuple[str, str]:
        """The token that it asked to start with under an id, and its type; "" for none."""
        match self.wish:
            case RemoteStart(token=token, token_type=kind) if self.id == remote_start:
                return token, kind
            case Send(
                action="RequestStartTransaction",
                payload={
                    "remoteStartId": number,
                    "idToken": {"idToken": str(token), "type": str(kind)},
                },
            ) if number == remote_start:
                return token, kind
        return "", ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandChanged(Event):
    command: Command


def to_fields(command: Command) -> dict[str, Any]:
    """Its fields as they are stored and told: the wish is a verb and its arguments."""
    told = {f.name: getattr(command, f.name) for f in fields(command) if f.name != "wish"}
    return {**told, "verb": command.wish.verb, "arguments": command.wish.arguments()}


def with_wish(values: Mapping[str, Any]) -> dict[str, Any]:
    """Stored fields with the wish that they tell."""
    rest = {name: value for name, value in values.items() if name not in ("verb", "arguments")}
    return {**rest, "wish": wish_of(values["verb"], values["arguments"])}
