"""OCPP messages of one charge point in the last day, for engineers; newest first.

A request and its answer are one row: what was asked, and how soon it was answered.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from controlroom.desktop.kit.background_query import Question
from controlroom.desktop.kit.cells import IconCell, TextCell, Weight
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.table_model import Column, TableModel
from controlroom.operations.ports.charging import Frame, MessageQueries
from controlroom.words.plain import plain

PAGE = 200
"""Frames asked for at once."""
MOST = 5_000
"""Messages kept: further back one searches."""
ENOUGH = 25
"""So many more rows in sight end a search for earlier ones."""
PAGES = 10
"""Pages read for one step back, where a filter leaves out most of them."""
POLL_MS = 1000
LONGEST = 100_000
"""Characters of a frame that are laid out."""
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
    answer: Frame | None = None


def message(frame: Frame) -> Message:
    """A frame as it is understood; what is none of OCPP's is kind 0."""
    parts = _parsed(frame.text)
    if len(parts) >= 3 and parts[0] in (CALL, RESULT, ERROR) and isinstance(parts[1], str):
        refused = str(parts[2]) if parts[0] == ERROR else ""
        return Message(frame, int(str(parts[0])), parts[1], refused=refused)
    return Message(frame, 0, "")


class FrameList(TableModel[Message]):
    """Asks once a second while it is shown; the log is no part of the feed."""

    paged = Signal()
    """Earlier messages came, or there are none."""

    def __init__(self, messages: MessageQueries, parent: QObject | None = None) -> None:
        self._messages = messages
        super().__init__([], key=lambda m: m.frame.id, order=lambda m: -m.frame.id, parent=parent)
        self.columns = (
            Column(
                self.tr("Received"),
                lambda m: TextCell(formats.clock_ms(m.frame.at), role="secondary"),
                128,
                least=120,
            ),
            Column("", _arrow, 32),
            Column(
                self.tr("Action"),
                lambda m: TextCell(m.frame.action, weight=Weight.MEDIUM),
                200,
                tabular=False,
                least=136,
            ),
            Column(
                self.tr("Content"),
                lambda m: TextCell(content(m.frame.text), role="secondary"),
                320,
                tabular=False,
                grow=2,
                least=112,
            ),
            Column(self.tr("Answered"), _answered, 120, right=True, least=88, spare=1),
        )
        self.sought = ""
        self.complete = False
        """There is nothing earlier."""
        self._charge_point = ""
        self._newest = self._oldest = 0
        self._asked: dict[tuple[bool, str], Message] = {}
        self._question = Question("recent messages", self)
        self._back = Question("earlier messages", self)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._ask)
        self._direction: bool | None = None
        self._no_heartbeats = False

    # What is shown

    def follow(self, charge_point: str) -> None:
        """Show another charge point's messages; "" stops asking."""
        if charge_point == self._charge_point:
            return
        self._charge_point = charge_point
        self.sought = ""
        self._anew()

    def search(self, text: str) -> None:
        """Only what holds a text, in its action or anywhere in its frame; "": everything."""
        if text != self.sought:
            self.sought = text
            self._anew()

    def stand_still(self, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Take nothing new until it is off; what came meanwhile is shown then."""
        if on:
            self._poll.stop()
            self._question.forget()
        elif self._charge_point:
            self._poll.start()
            self._ask()

    def hide_heartbeats(self, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Leave out what only says that the station lives."""
        self._no_heartbeats = on
        self._choose()

    def show_direction(self, outgoing: bool | None) -> None:  # noqa: FBT001 - three states
        """Only what we asked, only what the station said, or both (None)."""
        self._direction = outgoing
        self._choose()

    def _choose(self) -> None:
        direction, quiet = self._direction, self._no_heartbeats
        if direction is None and not quiet:
            self.show_only(None)
            return
        self.show_only(
            lambda m: (
                direction in (None, m.frame.outgoing)
                and not (quiet and m.frame.action == HEARTBEAT)
            )
        )

    def _anew(self) -> None:
        self._newest = self._oldest = 0
        self.complete = False
        self._question.forget()
        self._back.forget()
        self._asked.clear()
        self.replace_all([])
        if self._charge_point:
            self._poll.start()
            self._ask()
        else:
            self._poll.stop()

    # Asking

    def _ask(self) -> None:
        if not self._question.busy:
            asking = self._messages.frames(
                self._charge_point, after=self._newest or None, limit=PAGE, search=self.sought
            )
            self._question.ask(asking, self.take)

    def take(self, frames: list[Frame]) -> None:
        """Frames that are new, oldest first."""
        if not frames:
            return
        if not self._oldest:
            self._oldest = frames[0].id
            self.complete = len(frames) < PAGE
        self._newest = max(frame.id for frame in frames)
        self.put(paired(frames, self._asked))
        self._cut()

    def _cut(self) -> None:
        """Let go of the oldest, where there are too many; then they can be paged to again."""
        if len(self.rows) <= MOST:
            return
        kept = sorted((row.frame.id for row in self.rows), reverse=True)
        self.remove(kept[MOST:])
        self._oldest, self.complete = kept[MOST - 1], False
        self._asked = {k: a for k, a in self._asked.items() if a.frame.id >= self._oldest}

    def earlier(self) -> None:
        """Page back: more messages, from before the oldest that is there."""
        if self.complete or not self._oldest or self._back.busy or len(self.rows) >= MOST:
            return
        self._back.ask(self._read_back(self._oldest), self._take_back)

    async def _read_back(self, before: int) -> list[Frame]:
        """A page, or as many as it takes to show some rows more."""
        found: list[Frame] = []
        for _page in range(PAGES):
            page = await self._messages.frames(
                self._charge_point, before=before, limit=PAGE, search=self.sought
            )
            found = page + found
            if len(page) < PAGE:
                break
            before = page[0].id
            if self._filter is None or sum(map(self._filter, paired(found, {}))) >= ENOUGH:
                break
        return found

    def _take_back(self, frames: list[Frame]) -> None:
        self.complete = len(frames) % PAGE != 0 or not frames
        if frames:
            self._oldest = frames[0].id
            asked: dict[tuple[bool, str], Message] = {}
            rows = {made.frame.id: made for made in paired(frames, asked)}
            self._join(asked, rows)
            self.put(rows.values())
            self.flush()
        self.paged.emit()

    def _join(self, asked: dict[tuple[bool, str], Message], rows: dict[int, Message]) -> None:
        """A request at the end of the earlier page, whose answer is at the begin of ours."""
        for row in self.rows:
            if row.kind not in (RESULT, ERROR):
                continue
            request = asked.pop((not row.frame.outgoing, row.id), None)
            if request is not None:
                rows[request.frame.id] = answered(request, row)
                self.remove([row.frame.id])


def paired(frames: list[Frame], asked: dict[tuple[bool, str], Message]) -> Iterator[Message]:
    """A request with its answer is one message. `asked` keeps what waits for its answer."""
    made: dict[int, Message] = {}
    for frame in frames:
        one = message(frame)
        if one.kind == CALL:
            asked[frame.outgoing, one.id] = one
        # An answer goes the other way than its request.
        elif (request := asked.pop((not frame.outgoing, one.id), None)) is not None:
            one = answered(request, one)
        made[one.frame.id] = one
    return iter(made.values())


def answered(request: Message, answer: Message) -> Message:
    """A request with what answered it."""
    took = answer.frame.at - request.frame.at
    return replace(request, answered=took, refused=answer.refused, answer=answer.frame)


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
    except (ValueError, RecursionError):
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
            yield f"{_figure(sample.get('value'))} {shown}{phase}"


def _figure(value: object) -> object:
    """A number to three places: what a station's arithmetic leaves behind them says nothing."""
    try:
        return f"{float(str(value)):.3f}".rstrip("0").rstrip(".")
    except ValueError:
        return value


def _short(value: object) -> str:
    """A word as it is; anything else as JSON, which it is on the wire too."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def pretty(text: str) -> str:
    """A frame as indented JSON; what is none, as it is. Hostile text, made safe line by line."""
    with suppress(ValueError, RecursionError):
        text = json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    return "\n".join(plain(line, 1000) for line in text[:LONGEST].splitlines())
