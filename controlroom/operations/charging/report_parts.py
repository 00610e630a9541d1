"""Reports in parts as a consumer of the journal: each ends whole, or is told to be incomplete.

How far one has come lives in the consumer's own rows, so that a restart forgets nothing; its
parts are in the journal, where whoever shows them reads them together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final, TypeAlias, cast

from controlroom.domain.charging.commands import Command, CommandChanged, CommandState
from controlroom.domain.charging.events import ReportClosed, ReportReceived
from controlroom.domain.charging.report_parts import ASKING, LATE, Progress, report_asked
from controlroom.domain.event import Event
from controlroom.operations.consumers import Conclusion
from controlroom.operations.kept_rows import KeptRows
from controlroom.operations.listening_time import Slip
from controlroom.operations.ports.charging import Commands
from controlroom.operations.ports.journal import Consumers, Entry, Row

NAME: Final = "reports"
KEPT: Final = timedelta(minutes=10)
"""How long a report that is told is remembered, for parts that come again or late."""
LOOKED_THROUGH: Final = 60
"""Newest commands of a charge point among which the one that asked is looked for."""

_ANSWERED: Final = (CommandState.ANSWERED, CommandState.CONFIRMED, CommandState.UNCONFIRMED)

Key: TypeAlias = tuple[str, str, int]
"""Charge point, action and request id of a report."""


@dataclass(frozen=True, slots=True)
class Open:
    """A report that was begun or asked for, and whether its end is told."""

    heard: datetime
    progress: Progress = field(default_factory=Progress)
    expected: bool = False
    """The charge point accepted to send it."""
    told: bool = False


class Reports:
    """A consumer: see `consumers.Consumer`, and `consumers.Waiting`."""

    name = NAME
    tick_s = 5.0
    events: frozenset[type[Event]] = frozenset({ReportReceived, CommandChanged})

    def __init__(self, consumers: Consumers, commands: Commands) -> None:
        self._consumers = consumers
        self._commands = commands
        self._open = KeptRows[Key, Open](NAME, _join, _body)

    async def load(self) -> None:
        rows = await self._consumers.state(NAME)
        self._open = KeptRows(NAME, _join, _body)
        self._open.update((_key(key), _open(body)) for key, body in rows.items())

    def postpone(self, slip: Slip) -> Sequence[Row]:
        by = slip.set_by + slip.missed
        for key, report in [*self._open.items()]:
            self._open[key] = replace(report, heard=report.heard + by)
        return self._open.changes()

    async def conclude(self, entries: Sequence[Entry], now: datetime) -> Conclusion:
        for entry in entries:
            self._take(entry.event)
        events: list[Event] = []
        commands: list[Row] = []
        for key, report in [*self._open.items()]:
            # Time that passes tells nothing of what is not read yet.
            late = not entries and now - report.heard >= LATE
            if not report.told and (report.progress.whole or late):
                await self._close(key, report, now, events, commands)
            elif report.told and not entries and now - report.heard >= KEPT:
                del self._open[key]
        return Conclusion(events, [*self._open.changes(), *commands])

    def _take(self, event: Event) -> None:
        if isinstance(event, ReportReceived):
            key = (event.charge_point, event.action, event.request)
            report = self._open.get(key) or Open(event.received)
            progress = report.progress.after(event)
            if report.told and (report.progress.whole or progress == report.progress):
                return  # it comes again
            self._open[key] = replace(report, progress=progress, heard=event.received, told=False)
        elif isinstance(event, CommandChanged):
            self._follow(event)

    def _follow(self, event: CommandChanged) -> None:
        command = event.command
        wanted = report_asked(command)
        if wanted is None:
            return
        key = (command.charge_point, *wanted)
        report = self._open.get(key)
        if command.state is CommandState.TAKEN:
            # What came before under the same id belongs to an earlier request.
            self._open[key] = Open(event.received)
        elif command.state is CommandState.ANSWERED and report is not None and not report.told:
            accepted = command.status.accepted
            if accepted or report.progress.parts:
                self._open[key] = replace(report, expected=accepted, heard=event.received)
            else:
                del self._open[key]

    async def _close(
        self, key: Key, report: Open, now: datetime, events: list[Event], rows: list[Row]
    ) -> None:
        """Tell how it ended, and the command that asked for it."""
        point, action, request = key
        command = await self._asking(key)
        if command is not None and command.state is CommandState.TAKEN:
            return  # its answer is written first
        if not report.progress.parts and not report.expected:
            del self._open[key]
            return
        self._open[key] = replace(report, told=True)
        whole = report.progress.whole
        events.append(
            ReportClosed(
                charge_point=point,
                at=report.heard,
                received=now,
                action=action,
                request=request,
                command=None if command is None else command.id,
                parts=report.progress.parts,
                missing=report.progress.missing,
                whole=whole,
            )
        )
        if command is not None and command.state in _ANSWERED:
            state = CommandState.CONFIRMED if whole else CommandState.UNCONFIRMED
            if command.state is not state:
                command = replace(command, state=state, changed=now)
                events.append(
                    CommandChanged(charge_point=point, at=now, received=now, command=command)
                )
                rows.append(command)

    async def _asking(self, key: Key) -> Command | None:
        """The newest command that was sent and asks for the report."""
        newest = await self._commands.commands(key[0], LOOKED_THROUGH, wishes=ASKING)
        for command in newest:
            sent = command.state is not CommandState.REQUESTED
            if sent and report_asked(command) == key[1:]:
                return command
        return None


def _join(key: Key) -> str:
    point, action, request = key
    return f"{action}/{request}/{point}"


def _body(report: Open) -> Mapping[str, object]:
    return {
        "heard": report.heard.isoformat(),
        "parts": report.progress.parts,
        "numbers": report.progress.numbers,
        "ended": report.progress.ended,
        "expected": report.expected,
        "told": report.told,
    }


def _key(text: str) -> Key:
    action, request, point = text.split("/", 2)
    return point, action, int(request)


def _open(body: Mapping[str, object]) -> Open:
    runs = cast("Sequence[tuple[int, int]]", body["numbers"])
    progress = Progress(
        parts=int(str(body["parts"])),
        numbers=tuple((first, last) for first, last in runs),
        ended=body["ended"] is True,
    )
    return Open(
        datetime.fromisoformat(str(body["heard"])),
        progress,
        expected=body["expected"] is True,
        told=body["told"] is True,
    )
