"""Links, boots and changes of one charge point, newest first."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QObject, Signal

from controlroom.desktop.bridge import Batch, Bridge
from controlroom.desktop.kit import message_words
from controlroom.desktop.kit.background_query import Question
from controlroom.desktop.kit.cells import TextCell, Weight
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.table_model import Column, TableModel
from controlroom.desktop.kit.timers import later
from controlroom.domain.charging.commands import Command
from controlroom.domain.charging.events import (
    Booted,
    DiagnosticsReported,
    FellSilent,
    FirmwareReported,
    HeardAgain,
    KeyRotated,
    LinkClosed,
    LinkOpened,
    MessageReceived,
    RegistrationChanged,
    ReportClosed,
    ReportReceived,
    SecurityEventReported,
)
from controlroom.domain.charging.report_parts import ASKING, Provoked, parts_of, provoked_by
from controlroom.domain.event import Event
from controlroom.operations.ports.charging import CommandQueries
from controlroom.operations.ports.facts import Facts
from controlroom.operations.ports.journal import Entry
from controlroom.words.plain import plain

KINDS = (
    Booted,
    DiagnosticsReported,
    FellSilent,
    FirmwareReported,
    HeardAgain,
    KeyRotated,
    LinkClosed,
    LinkOpened,
    MessageReceived,
    RegistrationChanged,
    ReportClosed,
    SecurityEventReported,
)
PAGE = 200
COMMANDS = 60
PARTS = 600
"""Newest parts of reports among which those of one are looked for."""
AGAIN_MS = 2000


class LinkHistory(TableModel[Entry]):
    """Follows one charge point while it is shown; pages back as far as the journal goes."""

    loaded = Signal()

    def __init__(
        self, bridge: Bridge, facts: Facts, commands: CommandQueries, parent: QObject | None = None
    ) -> None:
        super().__init__([], key=_key, order=lambda e: (-e.event.at.timestamp(), -e.position))
        self.setParent(parent)
        self._bridge = bridge
        self._facts = facts
        self._commands = commands
        self._asked: list[Command] = []
        """The newest commands in the station's own words: some facts come of them."""
        self._charge_point = ""
        self.complete = False
        self.columns = (
            Column(
                self.tr("When"),
                lambda e: TextCell(
                    formats.moment(e.event.at, bridge.server_time), role="secondary"
                ),
                160,
                least=96,
                widest=formats.MOMENT,
            ),
            Column(
                self.tr("What"),
                lambda e: TextCell(self._what(e.event), weight=Weight.MEDIUM),
                168,
                least=160,
            ),
            Column(
                self.tr("More"),
                lambda e: TextCell(self.more(e.event), role="secondary"),
                320,
                tabular=False,
                grow=1,
                least=184,
            ),
        )
        self._question = Question("history of a charge point", self)
        self._back = Question("earlier history of a charge point", self)
        self._timer = later(self, AGAIN_MS, self._ask)
        bridge.changed.connect(self._take)

    def follow(self, charge_point: str) -> None:
        """Show another charge point's; "" stops."""
        if charge_point == self._charge_point:
            return
        self._charge_point, self.complete = charge_point, False
        self._question.forget()
        self._back.forget()
        self._timer.stop()
        self.replace_all([])
        self._ask()

    def _take(self, batch: Batch) -> None:
        if self._charge_point in batch.charge_points and not self._timer.isActive():
            self._timer.start()

    def _ask(self) -> None:
        if self._charge_point and not self._question.busy:
            self._question.ask(self._read(self._charge_point), self._add)

    async def _read(self, charge_point: str) -> tuple[list[Entry], list[Command]]:
        entries = await self._facts.facts(charge_point, KINDS, limit=PAGE)
        return entries, await self._commands.commands(charge_point, COMMANDS, wishes=ASKING)

    def _add(self, found: tuple[list[Entry], list[Command]]) -> None:
        entries, self._asked = found
        if not self.rows:
            self.complete = len(entries) < PAGE
        self.put(entries)
        self.flush()
        self.loaded.emit()

    def earlier(self) -> None:
        """More, from before the oldest that is there."""
        oldest = self.row(len(self) - 1)
        if self.complete or oldest is None or self._back.busy:
            return
        asking = self._facts.facts(self._charge_point, KINDS, before=oldest.event.at, limit=PAGE)
        self._back.ask(asking, self._add_earlier)

    def _add_earlier(self, entries: list[Entry]) -> None:
        self.complete = len(entries) < PAGE
        self.put(entries)
        self.flush()

    async def content(self, event: MessageReceived | ReportClosed) -> str:
        """All that a message or a report said, as JSON."""
        parts: list[ReportReceived] = []
        if isinstance(event, ReportClosed):
            found = await self._facts.facts(event.charge_point, [ReportReceived], limit=PARTS)
            received = [e.event for e in found if isinstance(e.event, ReportReceived)]
            parts = parts_of(event, received)
        return message_words.whole_text(event, parts)

    def _request(self, event: Provoked, number: int | None) -> str:
        """The request that it came of, and whose that was."""
        if number is None:
            return ""
        command = provoked_by(event, self._asked)
        if command is None:
            return self.tr("request {0}").format(number)
        return self.tr("request {0} by {1}").format(number, plain(command.asked_by, 40))

    def _what(self, event: Event) -> str:
        if isinstance(event, (MessageReceived, ReportClosed)):
            return message_words.name(event)
        words = {
            Booted: self.tr("Boot"),
            DiagnosticsReported: self.tr("Diagnostics"),
            FellSilent: self.tr("Fell silent"),
            FirmwareReported: self.tr("Firmware"),
            HeardAgain: self.tr("Heard again"),
            KeyRotated: self.tr("Key changed"),
            LinkClosed: self.tr("Link closed"),
            LinkOpened: self.tr("Connected"),
            RegistrationChanged: self.tr("Changed by a person"),
            SecurityEventReported: self.tr("Security"),
        }
        return words.get(type(event), "")

    def more(self, event: Event) -> str:
        """What there is to say of it in a line."""
        parts: tuple[str, ...] = ()
        match event:
            case Booted():
                boot = texts.boot_reason(event.reason)
                parts = (boot, f"{event.vendor} {event.model}".strip(), event.firmware)
            case LinkOpened():
                parts = (f"OCPP {event.version}", event.address)
            case LinkClosed():
                parts = (texts.closing(event),)
            case RegistrationChanged():
                changed = event.registration
                parts = (texts.name(changed.phase), changed.site, event.by)
            case KeyRotated():
                parts = (event.by,)
            case FirmwareReported() | DiagnosticsReported():
                parts = (event.status, self._request(event, event.request))
            case MessageReceived():
                parts = (*message_words.more(event), self._request(event, event.request))
            case ReportClosed():
                parts = (*message_words.more(event), self._request(event, event.request))
            case SecurityEventReported():
                parts = (event.type, event.info)
            case _:
                pass
        return " · ".join(part for part in parts if part)


def _key(entry: Entry) -> Hashable:
    return entry.position
