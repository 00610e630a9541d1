"""What a version module offers: how each message becomes an event, and each answer a payload."""

import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple, TypeAlias

from controlroom.central_system.long_texts import cut_text
from controlroom.central_system.timestamps import Moment, moment, stamp
from controlroom.domain.charging.charge_point import BootPolicy
from controlroom.domain.charging.events import (
    DiagnosticsReported,
    FirmwareReported,
    MessageKept,
    MessageReceived,
    SecurityEventReported,
)
from controlroom.domain.charging.masking import masked_payload
from controlroom.domain.charging.network import Answer
from controlroom.domain.charging.wishes import Wish
from controlroom.domain.errors import InvalidCommand
from controlroom.domain.event import Event
from controlroom.domain.values import dataclass
from controlroom.wire.actions import FROM_CHARGE_POINT, TO_CHARGE_POINT
from controlroom.wire.frames import Payload
from controlroom.wire.validators import check
from controlroom.wire.version import Version

RETRY_S: Final = range(30, 301)
"""Seconds after which a charge point that is pending or rejected may ask again."""
QUEUED: Final = timedelta(seconds=5)
"""What is older than its link by this much waited in a queue."""


class Arrival(NamedTuple):
    """Where and when a message came in.

    `link_since`: when its link opened, by the clock as it is set now.
    """

    charge_point: str
    received: datetime
    link_since: datetime

    def now(self) -> dict[str, Any]:
        """What an event without a time of its own begins with."""
        return {
            "charge_point": self.charge_point,
            "at": self.received,
            "received": self.received,
        }

    def told(self, stamp: object, *, offline: bool = False) -> dict[str, Any]:
        """What an event with a time stamp begins with."""
        return self.at(moment(stamp, self.received), offline=offline)

    def at(self, when: Moment, *, offline: bool = False) -> dict[str, Any]:
        """What an event of a moment begins with. `offline`: the charge point says it waited."""
        return {
            "charge_point": self.charge_point,
            "at": when.at,
            "received": self.received,
            "estimated": when.estimated,
            "replayed": offline or when.at < self.link_since - QUEUED,
        }

    def kept(self, action: str, raw: str, why: str) -> MessageKept:
        """The message as text, where it can be nothing else."""
        return MessageKept(
            charge_point=self.charge_point,
            at=self.received,
            received=self.received,
            action=action,
            raw=cut_text(raw),
            why=why,
        )

    def unsampled(self, payload: Payload, dropped: int) -> MessageKept | None:
        """A MeterValues without one good sample: its text, where there was any sample."""
        if dropped == 0:
            return None
        raw = json.dumps(payload, separators=(",", ":"))
        return self.kept("MeterValues", raw, f"None of its {dropped} samples can be read.")


class Outcome(NamedTuple):
    """What an answer is made of. `heartbeat_s`: the interval that a charge point is given."""

    answer: Answer
    now: datetime
    heartbeat_s: int

    def interval(self) -> int:
        """Seconds until the next heartbeat, or until the next try of a boot not accepted.

        Tries are spread, so that a network that was held back does not return as one.
        """
        if self.answer.boot is BootPolicy.ACCEPTED:
            return self.heartbeat_s
        return RETRY_S.start + secrets.randbelow(len(RETRY_S))


def _nothing(_payload: Payload, _outcome: Outcome) -> Payload:
    return {}


def _nothing_beside(_payload: Payload, _arrival: Arrival) -> Iterable[Event]:
    return ()


@dataclass(frozen=True, slots=True)
class Handler:
    """One action: payload to event (None: heard, nothing to keep), outcome to payload.

    `beside`: events that one message tells together with its own, in their order.
    """

    event: Callable[[Payload, Arrival], Event | None]
    answer: Callable[[Payload, Outcome], Payload] = _nothing
    beside: Callable[[Payload, Arrival], Iterable[Event]] = _nothing_beside


def received(
    action: str, answer: Payload | None = None, *, request: str = "requestId", reason: str = ""
) -> Handler:
    """A message that nothing here acts on yet: kept, and answered in the specification's words.

    `request`: the member that names the request which provoked it; `reason`: see the event.
    """
    told = answer or {}

    def event(payload: Payload, arrival: Arrival) -> Event:
        return MessageReceived(
            **arrival.now(),
            action=action,
            payload=masked_payload(payload),
            request=whole(payload.get(request)),
            answered=text(told.get("status")),
            reason=reason,
        )

    return Handler(event, lambda _payload, _outcome: dict(told))


def progress(kind: type[DiagnosticsReported] | type[FirmwareReported]) -> Handler:
    """A message that tells how far an upload or an installation has come."""

    def event(payload: Payload, arrival: Arrival) -> Event:
        request = whole(payload.get("requestId"))
        return kind(**arrival.now(), status=text(payload["status"]), request=request)

    return Handler(event)


def _security_event(payload: Payload, arrival: Arrival) -> Event:
    return SecurityEventReported(
        **arrival.told(payload["timestamp"]),
        type=text(payload["type"]),
        info=text(payload.get("techInfo")),
    )


def boot_answer(_payload: Payload, outcome: Outcome) -> Payload:
    return {
        "status": outcome.answer.boot.value.capitalize(),
        "currentTime": stamp(outcome.now),
        "interval": outcome.interval(),
    }


def unknown_vendor(_payload: Payload, _outcome: Outcome) -> Payload:
    """The answer to a DataTransfer: kept, though nothing here acts on it (4.3; P01.FR.06)."""
    return {"status": "UnknownVendorId"}


HEARTBEAT: Final = Handler(
    lambda _payload, _arrival: None, lambda _payload, outcome: {"currentTime": stamp(outcome.now)}
)
SECURITY_EVENT: Final = Handler(_security_event)

Request: TypeAlias = tuple[str, Payload]
"""An outgoing action and its payload."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """An OCPP version as the central system speaks it."""

    version: Version
    handlers: Mapping[str, Handler]
    say: Callable[[Wish, int], Request]
    """A wish in the words of this version; the number is that of the command that asks for it."""
    waits_for_boot: bool
    """Other messages are refused until the boot was accepted."""

    def __post_init__(self) -> None:
        if set(self.handlers) != FROM_CHARGE_POINT[self.version]:
            raise ValueError(sorted(FROM_CHARGE_POINT[self.version] ^ set(self.handlers)))

    def request(self, wish: Wish, number: int = 0) -> Request:
        """The action and payload that a wish becomes, checked to the letter.

        Raises InvalidCommand with what to change, where this version cannot say it.
        """
        for name in wish.needed:
            if not getattr(wish, name):
                raise InvalidCommand("needs-argument", verb=wish.verb, name=name)
        action, payload = self.say(wish, number)
        known = TO_CHARGE_POINT[self.version]
        if action not in known:
            raise InvalidCommand(
                "unknown-action",
                action=action,
                version=self.version.number,
                known=", ".join(sorted(known)),
            )
        verdict = check(self.version, "request", action, payload, strict=True)
        if not verdict.accepted:
            raise InvalidCommand(
                "bad-payload",
                action=action,
                version=self.version.number,
                why=verdict.reason.removesuffix("."),
            )
        return action, payload


def whole(value: object) -> int | None:
    """A whole number however it was written, else None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None


def text(value: object) -> str:
    """A text, "" where there is none."""
    return value if isinstance(value, str) else ""
