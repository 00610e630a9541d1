"""OCPP messages of the last day: search, page back, hold, and one of them in full."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from controlroom.desktop.charging.point.frames import FrameList, Message, paired, pretty
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.background_query import Question
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.keys import HERE, on_keys
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.list_stack import ListStack
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Panel
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.segmented import Segmented
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.kit.theme import Size, Space, Type
from controlroom.operations.ports.charging import Frame, MessageQueries

DETAIL, LEAST_DETAIL = 480, 304
TYPING_MS = 250
NEAR_END = 400
"""Pixels above the end of the list from which earlier messages are fetched."""


class FrameText(QPlainTextEdit):
    """JSON to read and to copy. Tab leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFont(theme.font(Type.LABEL, tabular=True))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)


class NewestMessages(Panel):
    """The newest of them in short, below the graph."""

    def __init__(self, frames: FrameList, blink: Blink) -> None:
        super().__init__(" ")
        self._frames = frames
        self.title.setText(self.tr("OCPP messages"))
        self.note.setText(self.tr("Enter shows one in full"))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.table = TableView(frames, blink, row_height=Size.LONG_ROW)
        self.table.setAccessibleName(self.title.text())
        self.stack = ListStack(self.table)
        self.body.addWidget(self.stack)
        frames.flushed.connect(self._flushed)

    def _flushed(self) -> None:
        if len(self._frames):
            self.stack.show_list(self.table)

    def settle(self) -> None:
        """Where none came since the charge point was opened, say so."""
        self.note.setVisible(len(self._frames) > 0)
        if not len(self._frames):
            self.stack.say_empty(
                self.tr("No messages yet"),
                self.tr("They are listed as soon as the station connects."),
            )


class MessageLog(QWidget):
    """The list on the left, the chosen message at the right."""

    def __init__(
        self, frames: FrameList, messages: MessageQueries, search: QLineEdit, blink: Blink
    ) -> None:
        super().__init__()
        self._frames = frames
        self._messages = messages
        self.search = search
        self._message: Message | None = None
        self._lost = Question("the other half of a message", self)
        self._panel = Panel(" ")
        self._panel.title.setText(self.tr("OCPP messages"))
        self.direction = Segmented(
            [self.tr("Both"), self.tr("From the station"), self.tr("To the station")], small=True
        )
        self.direction.setAccessibleDescription(self.tr("Direction"))
        self.heartbeats = Button(self.tr("Hide heartbeats"), small=True)
        self.heartbeats.setCheckable(True)
        self.hold = Button(self.tr("Hold"), icon_name="square", small=True)
        self.hold.setCheckable(True)
        self._panel.head.addWidget(search)
        self._panel.add_tools(self.direction, self.heartbeats)
        self._panel.head.addWidget(self.hold)
        self.table = TableView(frames, blink, row_height=Size.LONG_ROW)
        self.table.setAccessibleName(self._panel.title.text())
        self.stack = ListStack(self.table)
        self._panel.body.setContentsMargins(0, 0, 0, 0)
        self._panel.body.addWidget(self.stack)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.BETWEEN)
        row.addWidget(self._panel, 3)
        row.addWidget(self._detail(), 1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._join()

    def _detail(self) -> QWidget:
        panel = Panel(" ")
        panel.setMinimumWidth(LEAST_DETAIL)
        panel.setMaximumWidth(DETAIL)
        panel.title.setText(self.tr("Message"))
        self.copy = Button(self.tr("Copy"), icon_name="copy", key="Ctrl+C", small=True)
        panel.head.addWidget(self.copy)
        self._head = PlainLabel("", Type.HEADING)
        self._note = PlainLabel("", Type.LABEL, role="secondary", wrap=True)
        self._asked = PlainLabel(self.tr("Request"), Type.LABEL, role="secondary")
        self._answered = PlainLabel(self.tr("Answer"), Type.LABEL, role="secondary")
        self.request, self.answer = FrameText(), FrameText()
        self.request.setAccessibleName(self.tr("Request"))
        self.answer.setAccessibleName(self.tr("Answer"))
        column: QVBoxLayout = panel.body
        for label in (self._head, self._note, self._asked):
            column.addWidget(label)
        column.addWidget(self.request, 3)
        column.addWidget(self._answered)
        column.addWidget(self.answer, 2)
        return panel

    def _join(self) -> None:
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self._find)
        self._typing.timeout.connect(self._find)
        self.direction.chosen.connect(self._turn)
        self.heartbeats.toggled.connect(self._quiet)
        self.hold.toggled.connect(self._stand_still)
        self.table.picked.connect(self._pick)
        self.table.opened.connect(lambda _key: self.request.setFocus())
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._frames.flushed.connect(self._counted)
        self._frames.paged.connect(self._counted)
        self.copy.clicked.connect(self.copy_message)
        on_keys(self.table, QKeySequence.StandardKey.Copy, self.copy_message, HERE, repeats=True)
        self._show(None)

    # Which

    def leave(self) -> None:
        """Nothing is sought any more, and the list follows again."""
        self._typing.stop()
        self.search.clear()
        self._frames.search("")
        self.hold.setChecked(False)

    def _find(self) -> None:
        self._typing.stop()
        self._frames.search(self.search.text().strip())
        self._counted()

    def _turn(self, place: int) -> None:
        self._frames.show_direction((None, False, True)[place])
        self._counted()

    def _quiet(self, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        words = self.tr("Show heartbeats") if on else self.tr("Hide heartbeats")
        self.heartbeats.setText(words)
        self.heartbeats.setAccessibleName(words)
        self.heartbeats.updateGeometry()
        self._frames.hide_heartbeats(on)
        self._counted()

    def _stand_still(self, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        words = self.tr("Go on") if on else self.tr("Hold")
        self.hold.setText(words)
        self.hold.setAccessibleName(words)
        self.hold.armed = on
        self.hold.updateGeometry()
        self._frames.stand_still(on)

    def _scrolled(self, value: int) -> None:
        if value >= self.table.verticalScrollBar().maximum() - NEAR_END:
            self._frames.earlier()

    def _counted(self) -> None:
        frames = self._frames
        count = len(frames)
        self._panel.note.setText(self._reach(count))
        if count == 0:
            if frames.sought or self.direction.current or self.heartbeats.isChecked():
                self.stack.say_empty(
                    self.tr("Nothing matches"), self.tr("Search for less, or for another word.")
                )
            else:
                self.stack.say_empty(
                    self.tr("No messages in the last 24 hours"),
                    self.tr("They are listed as soon as the station connects."),
                )
        else:
            self.stack.show_list(self.table)
        if count and not frames.complete and not self.table.verticalScrollBar().maximum():
            # Too few to scroll: nobody could ask for more.
            frames.earlier()

    def _reach(self, count: int) -> str:
        if not count:
            return ""
        oldest = self._frames.row(count - 1)
        shown = formats.number(count)
        if oldest is None or self._frames.complete:
            return self.tr("{0}, all of the last 24 h").format(shown)
        return self.tr("{0}, back to {1}").format(shown, formats.clock(oldest.frame.at))

    # One of them

    def pick(self, key: Hashable) -> None:
        """Choose a message by its frame's id."""
        self.table.pick(key)

    def _pick(self, key: Hashable) -> None:
        found = None if key is None else self._frames.find(key)
        self._show(found)
        if found is not None and found.id and found.answer is None:
            # A search finds one half, or the answer has not come by yet.
            asking = self._messages.frames(
                found.frame.charge_point, search=f'"{found.id}"', limit=20
            )
            self._lost.ask(asking, partial(self._complete, found))
        else:
            self._lost.forget()

    def _complete(self, found: Message, frames: list[Frame]) -> None:
        for one in paired(frames, {}):
            halves = {one.frame.id, one.answer.id if one.answer is not None else 0}
            if found.frame.id in halves and one.answer is not None:
                self._show(one)

    def _show(self, message: Message | None) -> None:
        self._message = message
        self.copy.setEnabled(message is not None)
        for widget in (self._asked, self._answered, self.request, self.answer, self._note):
            widget.setVisible(message is not None)
        if message is None:
            self._head.setText(self.tr("Choose a message to read it."))
            return
        frame = message.frame
        self._head.setText(frame.action or self.tr("No OCPP frame"))
        way = self.tr("to the station") if frame.outgoing else self.tr("from the station")
        parts = [f"{formats.day(frame.at)} {formats.clock_ms(frame.at)}", way]
        if message.answered is not None:
            took = max(0, round(message.answered.total_seconds() * 1000))
            parts.append(self.tr("answered in {0} ms").format(formats.number(took)))
        self._note.setText(" · ".join(parts))
        self.request.setPlainText(pretty(frame.text))
        self.answer.setPlainText("" if message.answer is None else pretty(message.answer.text))
        for widget in (self._answered, self.answer):
            widget.setVisible(message.answer is not None)

    def copy_message(self) -> None:
        """Put the chosen message, and its answer, on the clipboard."""
        if self._message is None:
            return
        parts = [self._message.frame.text]
        if self._message.answer is not None:
            parts.append(self._message.answer.text)
        text = "\n".join(parts).replace("\0", "\ufffd")
        QGuiApplication.clipboard().setText(text.encode("utf-8", "replace").decode())
