"""What happened at one charge point, as marks beside its values: statuses, sessions, commands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QObject, Signal

from controlroom.desktop.bridge import Batch, Bridge
from controlroom.desktop.desk.status import mark_of, title_of
from controlroom.desktop.kit import message_words
from controlroom.desktop.kit.background_query import Question
from controlroom.desktop.kit.language import texts
from controlroom.desktop.kit.marks import Mark
from controlroom.desktop.kit.timers import later
from controlroom.domain.alarms.events import AlarmChanged
from controlroom.domain.charging.commands import CommandChanged
from controlroom.domain.charging.events import (
    Booted,
    FellSilent,
    FirmwareReported,
    HeardAgain,
    LinkClosed,
    LinkOpened,
    MessageReceived,
    ReportClosed,
    SecurityEventReported,
    StatusChanged,
)
from controlroom.domain.event import Event
from controlroom.operations.ports.billing import SessionQueries, SessionRecord
from controlroom.operations.ports.facts import Facts
from controlroom.operations.ports.journal import Entry
from controlroom.words.plain import plain, short

translate = QCoreApplication.translate

LIVE_KINDS = (
    AlarmChanged,
    Booted,
    CommandChanged,
    FellSilent,
    HeardAgain,
    LinkClosed,
    LinkOpened,
    MessageReceived,
    ReportClosed,
    SecurityEventReported,
    StatusChanged,
)
LONG_KINDS = (AlarmChanged, Booted, FirmwareReported, SecurityEventReported)
"""Over weeks only what is rare is marked."""
LONG = timedelta(days=2)
MOST = 500
AGAIN_MS = 3000
OVERLAP = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class EventMark:
    """One mark. `at` in seconds since 1970."""

    at: float
    icon: str
    """Name of its icon; "" where the mark says what it is, or a tick is enough."""
    text: str
    mark: Mark | None = None
    line: bool = False
    """Drawn through the graphs: a session begins or ends, an alarm is raised."""
    begins: bool = False
    """A session begins: nothing is known of the time since the last value of the one before."""


class PointEvents(QObject):
    """Marks of a connector within a window; asked for again while anything happens."""

    changed = Signal()

    def __init__(
        self, bridge: Bridge, facts: Facts, sessions: SessionQueries, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._facts = facts
        self._sessions = sessions
        self._key: tuple[str, int, int] | None = None
        self._window = timedelta()
        self._known: dict[tuple[str, object], EventMark] = {}
        self._newest: datetime | None = None
        self.marks: tuple[EventMark, ...] = ()
        self._question = Question("events of a charge point", self)
        self._timer = later(self, AGAIN_MS, self._ask)
        bridge.changed.connect(self._take)

    def show(self, key: tuple[str, int, int] | None, window: timedelta) -> None:
        """Follow another connector, or another length of time; None: nothing."""
        if (key, window) == (self._key, self._window):
            return
        self._key, self._window = key, window
        self._known, self._newest, self.marks = {}, None, ()
        self._question.forget()
        self._timer.stop()
        self.changed.emit()
        if key is not None and self._bridge.loaded:
            self._ask()

    def _take(self, batch: Batch) -> None:
        if (
            self._key is not None
            and self._key[0] in batch.charge_points
            and not self._timer.isActive()
        ):
            self._timer.start()

    def _ask(self) -> None:
        if self._key is not None and not self._question.busy:
            self._question.ask(self._read(self._key, self._window), self._show)

    async def _read(
        self, key: tuple[str, int, int], window: timedelta
    ) -> tuple[list[Entry], list[SessionRecord]]:
        start = self._bridge.server_time - window
        kinds: tuple[type[Event], ...] = LONG_KINDS if window > LONG else LIVE_KINDS
        since = start if self._newest is None else max(start, self._newest - OVERLAP)
        facts = await self._facts.facts(key[0], kinds, start=since, limit=MOST)
        sessions: list[SessionRecord] = []
        if window <= LONG:
            sessions = await self._sessions.sessions(
                start=start, charge_point=key[0], active=False, limit=MOST
            )
            # A session that runs belongs to its start, which may lie before the window.
            sessions += await self._sessions.sessions(charge_point=key[0], active=True, limit=20)
        return facts, sessions

    def _show(self, found: tuple[list[Entry], list[SessionRecord]]) -> None:
        if self._key is None:
            return
        entries, sessions = found
        for entry in reversed(entries):
            event = entry.event
            if self._newest is None or event.at > self._newest:
                self._newest = event.at
            self._note(event, self._key)
        for record in sessions:
            session = record.session
            if (session.evse, session.connector) != self._key[1:]:
                continue
            words = translate("PointEvents", "Session begins") + f", {short(session.transaction)}"
            self._put(
                "begin", session.id, session.started, "player-play", words, line=True, begins=True
            )
            if session.ended is not None:
                reason = texts.stop_reason(session.stop_reason)
                words = translate("PointEvents", "Session ends") + (f": {reason}" if reason else "")
                self._put("end", session.id, session.ended, "square", words, line=True)
        first = (self._bridge.server_time - self._window).timestamp()
        self._known = {key: mark for key, mark in self._known.items() if mark.at >= first}
        marks = tuple(sorted(self._known.values(), key=lambda mark: mark.at))
        if marks != self.marks:
            self.marks = marks
            self.changed.emit()

    def _put(
        self,
        kind: str,
        identity: object,
        at: datetime,
        icon: str,
        words: str,
        *,
        mark: Mark | None = None,
        line: bool = False,
        begins: bool = False,
    ) -> None:
        made = EventMark(at.timestamp(), icon, plain(words, 120), mark, line, begins)
        self._known[kind, identity] = made

    def _note(self, event: Event, key: tuple[str, int, int]) -> None:
        match event:
            case AlarmChanged(alarm=alarm):
                title = title_of(self._bridge.network, alarm)
                self._put(
                    "alarm", alarm.id, alarm.raised, "", title, mark=mark_of(alarm), line=True
                )
            case CommandChanged(command=command):
                words = f"{texts.verb(command)} ({command.asked_by})"
                self._put("command", command.id, command.asked, "arrow-right", words)
            case StatusChanged() if event.evse in (0, key[1]):
                words = texts.name(event.status)
                if event.error_code and event.error_code != "NoError":
                    words += f", {event.error_code}"
                self._put("status", (event.at, event.status), event.at, "", words)
            case Booted():
                words = translate("PointEvents", "Boot")
                reason = texts.boot_reason(event.reason)
                self._put(
                    "boot", event.at, event.at, "refresh", f"{words}: {reason}" if reason else words
                )
            case _:
                self._rest(event)

    def _rest(self, event: Event) -> None:
        match event:
            case LinkOpened():
                words, icon = translate("PointEvents", "Connected"), "plug-connected"
            case LinkClosed():
                words, icon = translate("PointEvents", "Link closed"), "x"
            case FellSilent():
                words, icon = translate("PointEvents", "Fell silent"), "x"
            case HeardAgain():
                words, icon = translate("PointEvents", "Heard again"), "plug-connected"
            case SecurityEventReported():
                words, icon = event.type, "lock"
            case MessageReceived() | ReportClosed():
                words, icon = message_words.name(event), "message-report"
            case FirmwareReported():
                words, icon = f"{translate('PointEvents', 'Firmware')}: {event.status}", "refresh"
            case _:
                return
        self._put(type(event).__name__, event.at, event.at, icon, words)


def near(marks: Iterable[EventMark], start: float, end: float) -> list[EventMark]:
    """Marks within a span of time."""
    return [mark for mark in marks if start <= mark.at <= end]
