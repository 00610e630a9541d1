"""What comes of a request later, under its id: reports in parts, and how an upload goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import TypeAlias

from controlroom.domain.charging.commands import Command
from controlroom.domain.charging.events import (
    DiagnosticsReported,
    FirmwareReported,
    MessageReceived,
    ReportClosed,
    ReportReceived,
    kind_of,
)
from controlroom.domain.charging.sequence_numbers import Runs, gaps, with_number
from controlroom.domain.charging.wishes import GetConfiguration, Send
from controlroom.domain.event import Event
from controlroom.domain.values import dataclass

LATE = timedelta(seconds=60)
"""A report of which nothing more came for so long is incomplete."""

_ASKED_BY: Mapping[str, str] = {
    "CustomerInformation": "NotifyCustomerInformation",
    "GetBaseReport": "NotifyReport",
    "GetChargingProfiles": "ReportChargingProfiles",
    "GetDisplayMessages": "NotifyDisplayMessages",
    "GetMonitoringReport": "NotifyMonitoringReport",
    "GetReport": "NotifyReport",
}

_PROVOKED_BY: Mapping[type[Event] | str, frozenset[str]] = {
    DiagnosticsReported: frozenset({"GetLog"}),
    FirmwareReported: frozenset({"UpdateFirmware", "SignedUpdateFirmware"}),
    "PublishFirmwareStatusNotification": frozenset({"PublishFirmware"}),
    "ReservationStatusUpdate": frozenset({"ReserveNow"}),
}
"""By the kind of a fact: the actions that provoke it."""

ASKING = (GetConfiguration, Send)
"""Wishes that may ask for a report."""


def report_asked(command: Command) -> tuple[str, int] | None:
    """The report that a command asks for, by its action and request id; None where it asks none."""
    match command.wish:
        case GetConfiguration() if command.action == "GetBaseReport":
            return ("NotifyReport", command.id)
        case Send(action=asked, payload={"requestId": int(request)} as payload):
            # Customer information may be asked to be cleared only.
            wanted = asked in _ASKED_BY and payload.get("report") is not False
            return (_ASKED_BY[asked], request) if wanted else None
    return None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a report has come."""

    parts: int = 0
    numbers: Runs = ()
    ended: bool = False
    """The part that says to be the last one came."""

    def after(self, part: ReportReceived) -> Progress:
        """With one part more; one that comes again changes nothing."""
        ended = self.ended or not part.more
        if part.seq_no is None:
            return Progress(self.parts + 1, self.numbers, ended)
        numbers = with_number(self.numbers, part.seq_no)
        return Progress(self.parts + (numbers is not self.numbers), numbers, ended)

    @property
    def missing(self) -> Runs:
        """Numbers of parts that did not come although later ones did."""
        return gaps(self.numbers)

    @property
    def whole(self) -> bool:
        return self.ended and not self.missing


def progress(parts: Iterable[ReportReceived]) -> Progress:
    """How far a report has come with these parts, in any order."""
    made = Progress()
    for part in parts:
        made = made.after(part)
    return made


def parts_of(closed: ReportClosed, received: Iterable[ReportReceived]) -> list[ReportReceived]:
    """The parts that a report was closed with, in their order, among all that came.

    An id may have been asked for again and again: the newest that came before count.
    """
    own = [
        part
        for part in received
        if (part.action, part.request) == (closed.action, closed.request)
        and part.received <= closed.received
    ]
    chosen: dict[int, ReportReceived] = {}
    for place, part in enumerate(sorted(own, key=lambda one: one.received, reverse=True)):
        chosen.setdefault(-place - 1 if part.seq_no is None else part.seq_no, part)
    newest = list(chosen.values())[: closed.parts]
    return sorted(newest, key=lambda part: (part.seq_no or 0, part.received))


Provoked: TypeAlias = DiagnosticsReported | FirmwareReported | MessageReceived | ReportClosed


def provoked_by(event: Provoked, commands: Iterable[Command]) -> Command | None:
    """The command that a fact comes of, by the id that both name; of several the newest then."""
    if isinstance(event, ReportClosed):
        return next((command for command in commands if command.id == event.command), None)
    if event.request is None:
        return None
    actions = _PROVOKED_BY.get(kind_of(event), frozenset())
    found = [
        command
        for command in commands
        if isinstance(command.wish, Send)
        and command.wish.action in actions
        and event.request in _ids(command.wish.payload)
    ]
    before = [command for command in found if command.asked <= event.received]
    return max(before or found, key=lambda command: command.id, default=None)


def _ids(payload: Mapping[str, object]) -> Iterator[object]:
    yield from (payload[key] for key in ("requestId", "id", "reservationId") if key in payload)
