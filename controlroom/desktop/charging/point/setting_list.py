"""The configuration of a charge point as a list: values, whether they may be changed, fates."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QObject, Signal

from controlroom.desktop.bridge import Batch, Bridge
from controlroom.desktop.charging.point.configuration_model import (
    READING,
    Change,
    Configuration,
    Setting,
    configuration,
    under_way,
)
from controlroom.desktop.kit.background_query import Question
from controlroom.desktop.kit.cells import IconCell, TextCell, Weight
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.table_model import Column, TableModel
from controlroom.desktop.kit.timers import later
from controlroom.domain.charging.commands import Command, CommandChanged, CommandState
from controlroom.domain.charging.events import ReportReceived
from controlroom.operations.ports.charging import CommandQueries
from controlroom.operations.ports.facts import Facts

translate = QCoreApplication.translate

COMMANDS, PARTS = 60, 600
"""So many of the newest commands, and parts of reports, are looked through."""
AGAIN_MS = 400
TOLD = timedelta(days=1)
"""How long what became of a change stands beside its row."""


class SettingList(TableModel[Setting]):
    """Follows one charge point while it is shown."""

    loaded = Signal()

    def __init__(
        self, bridge: Bridge, commands: CommandQueries, facts: Facts, parent: QObject | None = None
    ) -> None:
        super().__init__([], key=lambda s: s.place.key, order=lambda s: s.place.key, parent=parent)
        self._bridge = bridge
        self._commands = commands
        self._facts = facts
        self._charge_point = ""
        self.whole = Configuration()
        self.known = False
        """The store has answered."""
        self.columns = (
            Column(self.tr("Key"), _name, 260, tabular=False, grow=2, sort=lambda s: s.place.key),
            Column("", _lock, 32),
            Column(self.tr("Value"), _value, 220, tabular=False, grow=2),
            Column(self.tr("Kind"), _kind, 120, tabular=False, sort=lambda s: s.kind),
            Column(self.tr("Last change"), self._fate, 240, tabular=False, grow=2),
            Column(
                self.tr("Last read"),
                self._read_at,
                120,
                right=True,
                sort=lambda s: s.read.timestamp() if s.read else 0.0,
                widest=formats.MOMENT,
            ),
        )
        self._question = Question("configuration", self)
        self._timer = later(self, AGAIN_MS, self._ask)
        bridge.changed.connect(self._take)
        bridge.reloaded.connect(self._ask)

    def follow(self, charge_point: str) -> None:
        """Show another charge point's; "" stops."""
        if charge_point == self._charge_point:
            return
        self._charge_point = charge_point
        self.whole, self.known = Configuration(), False
        self._question.forget()
        self._timer.stop()
        self.replace_all([])
        self._ask()

    def search(self, text: str) -> None:
        """Only keys and values that hold a text."""
        sought = text.casefold().strip()
        if not sought:
            self.show_only(None)
            return
        self.show_only(lambda s: sought in s.place.key or sought in (s.value or "").casefold())

    def _take(self, batch: Batch) -> None:
        if not self._charge_point or self._charge_point not in batch.charge_points:
            return
        # A report comes in parts, each of which is a fact of its own.
        if (batch.has(CommandChanged) or self.whole.partial) and not self._timer.isActive():
            self._timer.start()

    def _ask(self) -> None:
        if not self._charge_point:
            return
        if self._question.busy:
            self._timer.start()
            return
        self._question.ask(self._read(self._charge_point), self._keep)

    async def _read(self, charge_point: str) -> tuple[list[Command], list[ReportReceived]]:
        commands = await self._commands.commands(charge_point, COMMANDS, wishes=READING)
        entries = await self._facts.facts(charge_point, [ReportReceived], limit=PARTS)
        reports = [e.event for e in entries if isinstance(e.event, ReportReceived)]
        return commands, reports

    def _keep(self, found: tuple[list[Command], list[ReportReceived]]) -> None:
        self.whole = configuration(*found)
        self.known = True
        self.replace_all(self.whole.settings.values())
        self.loaded.emit()

    def _read_at(self, setting: Setting) -> TextCell:
        if setting.read is None:
            return TextCell(formats.DASH, role="secondary")
        return TextCell(formats.moment(setting.read, self._bridge.server_time), role="secondary")

    def _fate(self, setting: Setting) -> TextCell:
        change = setting.change
        if change is None or self._bridge.server_time - change.command.asked > TOLD:
            return TextCell("")
        bad = not under_way(change) and not change.accepted
        return TextCell(
            f"{_arrow(change)} · {fate(setting, change)}",
            weight=Weight.SEMIBOLD if bad or change.reboot else Weight.REGULAR,
            role="text" if bad or change.reboot else "secondary",
        )


def _arrow(change: Change) -> str:
    if not change.new:
        return ""
    return f"{change.old or formats.DASH} → {change.new}"


def fate(setting: Setting, change: Change) -> str:
    """What became of a change, in a few words."""
    command = change.command
    if under_way(change):
        asked = command.state is CommandState.REQUESTED
        return translate("SettingList", "requested") if asked else translate("SettingList", "sent")
    if change.reboot:
        return translate("SettingList", "restart required")
    if not change.accepted:
        _good, words = texts.fate(command)[-1]
        return words
    return _read_back(setting, change)


def _read_back(setting: Setting, change: Change) -> str:
    command = change.command
    answered: datetime = command.changed or command.asked
    if setting.read is None or setting.read < answered:
        return translate("SettingList", "accepted")
    if setting.value == change.new:
        return translate("SettingList", "accepted, read back")
    return translate("SettingList", "accepted, yet it reads {0}").format(setting.value)


def _name(setting: Setting) -> TextCell:
    return TextCell(setting.place.name, weight=Weight.MEDIUM)


def _lock(setting: Setting) -> IconCell | TextCell:
    return TextCell("") if setting.editable else IconCell("lock")


def _value(setting: Setting) -> TextCell:
    if setting.place.secret:
        return TextCell(translate("SettingList", "secret: rotate the key"), role="secondary")
    if setting.value is None:
        words = (
            translate("SettingList", "cannot be read")
            if setting.write_only
            else translate("SettingList", "not said")
        )
        return TextCell(words, role="secondary", italic=True)
    return TextCell(setting.value, after=setting.unit)


def _kind(setting: Setting) -> TextCell:
    return TextCell(setting.kind, role="secondary")
