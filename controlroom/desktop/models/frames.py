"""Recent OCPP messages of one charge point, for engineers; newest first."""

from __future__ import annotations

import json
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

from controlroom.desktop import formats
from controlroom.desktop.asking import Question
from controlroom.desktop.widgets.cells import IconCell, TextCell, Weight
from controlroom.desktop.widgets.table_model import Column, TableModel
from controlroom.operations.ports.records import Frame, Messages

KEPT = 50
POLL_MS = 1000
HEARTBEAT = "Heartbeat"


class FrameList(TableModel[Frame]):
    """Asks once a second while it is shown; the log is no part of the feed."""

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        self._messages = messages
        super().__init__([], key=lambda f: f.id, order=lambda f: -f.id, parent=parent)
        self.columns = (
            Column(
                self.tr("Received"),
                lambda f: TextCell(formats.clock_ms(f.at), role="secondary"),
                128,
            ),
            Column("", _arrow, 32),
            Column(
                self.tr("Action"),
                lambda f: TextCell(f.action, weight=Weight.MEDIUM),
                200,
                tabular=False,
            ),
            Column(
                self.tr("Content"),
                lambda f: TextCell(content(f.text), role="secondary"),
                320,
                grow=2,
            ),
        )
        self._charge_point = ""
        self._after = 0
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
        self.replace_all([])
        if charge_point:
            self._poll.start()
            self._ask()
        else:
            self._poll.stop()

    def hide_heartbeats(self, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Leave out what only says that the station lives."""
        self.show_only((lambda f: f.action != HEARTBEAT) if on else None)

    def _ask(self) -> None:
        if not self._question.busy:
            asking = self._messages.frames(self._charge_point, after=self._after, limit=KEPT)
            self._question.ask(asking, self._take)

    def _take(self, frames: list[Frame]) -> None:
        if not frames:
            return
        self._after = max(f.id for f in frames)
        self.put(frames)
        old = sorted((f.id for f in self.rows), reverse=True)[KEPT:]
        self.remove(old)


def _arrow(frame: Frame) -> IconCell:
    return IconCell("arrow-right" if frame.outgoing else "arrow-left")


def content(text: str) -> str:
    """The payload of a frame in one line; measured values by themselves, times left out."""
    try:
        frame = json.loads(text)
    except ValueError:
        return text
    if not isinstance(frame, list) or not frame:
        return text
    payload = frame[-1]
    if not isinstance(payload, dict):
        return text
    return " · ".join(_parts(payload))


def _parts(payload: dict[str, object]) -> Iterator[str]:
    for key, value in payload.items():
        if key in ("timestamp", "currentTime"):
            continue
        if key == "meterValue" and isinstance(value, list):
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
