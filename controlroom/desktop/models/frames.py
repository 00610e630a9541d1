"""Recent OCPP messages of one charge point, for engineers; newest first.

A request and its answer are one row: what was asked, and how soon it was answered.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer

from controlroom.desktop import formats
from controlroom.desktop.asking import Question
from controlroom.desktop.widgets.cells import IconCell, TextCell, Weight
from controlroom.desktop.widgets.table_model import Column, TableModel
from controlroom.operations.ports.records import Frame, Messages

KEPT = 50
FRAMES = 2 * KEPT
POLL_MS = 1000
HEARTBEAT = "Heartbeat"
CALL, RESULT, ERROR = 2, 3, 4
_LEFT_OUT = frozenset({"timestamp", "currentTime", "generatedAt", "seqNo"})
_TELLING = frozenset({"eventType", "triggerReason", "status", "connectorStatus"})
"""What says by itself what it is."""
_PLACE = {"eventType": 0, "meterValue": 1, "triggerReason": 2}


@dataclass(frozen=True, slots=True)
class Message:
    """A frame, with how soon it was answered where it is a request."""

    frame: Frame
    kind: int
    id: str
    """The message's own id, which its answer repeats."""
    answered: timedelta | None = None
    refused: str = ""
    """The code of a CALLERROR that answered it."""


def message(frame: Frame) -> Message:
    """A frame as it is understood; what is none of OCPP's is kind 0."""
    parts = _parsed(frame.text)
    if len(parts) >= 3 and parts[0] in (CALL, RESULT, ERROR) and isinstance(parts[1], str):
        refused = str(parts[2]) if parts[0] == ERROR else ""
        return Message(frame, int(str(parts[0])), parts[1], refused=refused)
    return Message(frame, 0, "")


class FrameList(TableModel[Message]):
    """Asks once a second while it is shown; the log is no part of the feed."""

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        self._messages = messages
        super().__init__([], key=lambda m: m.frame.id, order=lambda m: -m.frame.id, parent=parent)
        self.columns = (
            Column(
                self.tr("Received"),
                lambda m: TextCell(formats.clock_ms(m.frame.at), role="secondary"),
                128,
            ),
            Column("", _arrow, 32),
            Column(
                self.tr("Action"),
                lambda m: TextCell(m.frame.action, weight=Weight.MEDIUM),
                200,
                tabular=False,
            ),
            Column(
                self.tr("Content"),
                lambda m: TextCell(content(m.frame.text), role="secondary"),
                320,
                grow=2,
            ),
            Column(self.tr("Answered"), _answered, 120, right=True),
        )
        self._charge_point = ""
        self._after = 0
        self._asked: dict[tuple[bool, str], Message] = {}
        self._question = Question("recent messages", self)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._ask)

    def follow(self, charge_point: str) -> None:
        """Show another charge point's messages; "" stops asking."""
        if charge_point == self._charge_point:
            return
        self._charge_point, self._after = charge_point, 0
        self._question.forget()
        self._asked.clear()
        self.replace_all([])
        if charge_point:
            self._poll.start()
            self._ask()
        else:
            self._poll.stop()

    def hide_heartbeats(self, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Leave out what only says that the station lives."""
        self.show_only((lambda m: m.frame.action != HEARTBEAT) if on else None)

    def _ask(self) -> None:
        if not self._question.busy:
            asking = self._messages.frames(self._charge_point, after=self._after, limit=FRAMES)
            self._question.ask(asking, self.take)

    def take(self, frames: list[Frame]) -> None:
        """Frames that are new, oldest first."""
        if not frames:
            return
        self._after = max(frame.id for frame in frames)
        fresh = {made.frame.id: made for made in self._paired(frames)}
        self.put(fresh.values())
        old = sorted((row.frame.id for row in self.rows), reverse=True)[KEPT:]
        self.remove(old)
        known = {row.frame.id for row in self.rows}
        self._asked = {k: asked for k, asked in self._asked.items() if asked.frame.id in known}

    def _paired(self, frames: list[Frame]) -> Iterator[Message]:
        for frame in frames:
            made = message(frame)
            if made.kind == CALL:
                self._asked[frame.outgoing, made.id] = made
                yield made
                continue
            # An answer goes the other way than its request.
            asked = self._asked.pop((not frame.outgoing, made.id), None)
            if asked is None:
                yield made
            else:
                yield replace(asked, answered=frame.at - asked.frame.at, refused=made.refused)


def _arrow(row: Message) -> IconCell:
    return IconCell("arrow-right" if row.frame.outgoing else "arrow-left")


def _answered(row: Message) -> TextCell:
    if row.refused:
        return TextCell(row.refused, weight=Weight.SEMIBOLD)
    if row.answered is None:
        return TextCell(formats.DASH if row.kind == CALL else "", role="secondary")
    milliseconds = max(0, round(row.answered.total_seconds() * 1000))
    return TextCell(f"{formats.number(milliseconds)} ms", role="secondary")


def _parsed(text: str) -> list[object]:
    try:
        frame = json.loads(text)
    except ValueError:
        return []
    return frame if isinstance(frame, list) else []


def content(text: str) -> str:
    """The payload of a frame in one line; measured values by themselves, times left out."""
    frame = _parsed(text)
    payload = frame[-1] if frame else None
    if not isinstance(payload, dict):
        return text
    return " · ".join(_parts(payload))


def _parts(payload: dict[str, object]) -> Iterator[str]:
    parts = list(payload.items())
    if "eventType" in payload:
        # What was measured is looked for most, and is what a TransactionEvent says last.
        parts.sort(key=lambda part: _PLACE.get(part[0], len(_PLACE)))
    for key, value in parts:
        if key in _LEFT_OUT:
            continue
        if key in _TELLING and isinstance(value, str):
            yield value
        elif key == "meterValue" and isinstance(value, list):
            yield from _measured(value)
        else:
            yield f"{key} {_short(value)}"


def _measured(values: list[object]) -> Iterator[str]:
    """Sampled values as figures: what is measured is seen from the unit, mostly."""
    for moment in values:
        sampled = moment.get("sampledValue") if isinstance(moment, dict) else None
        for sample in sampled if isinstance(sampled, list) else ():
            if not isinstance(sample, dict):
                continue
            unit = sample.get("unit")
            of_unit = sample.get("unitOfMeasure")
            if unit is None and isinstance(of_unit, dict):
                unit = of_unit.get("unit")
            name = str(sample.get("measurand", "Energy.Active.Import.Register"))
            names = {"SoC": "SoC", "Energy.Active.Import.Register": "Wh"}
            shown = unit or names.get(name, name)
            phase = f" {sample['phase']}" if sample.get("phase") else ""
            yield f"{sample.get('value')} {shown}{phase}"


def _short(value: object) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{key} {_short(part)}" for key, part in value.items())
        return f"({inner})"
    if isinstance(value, list):
        return f"({', '.join(_short(part) for part in value)})"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
