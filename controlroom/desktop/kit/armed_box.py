"""The armed command: what, on whom, with what effect, and why; then Send within 15 s, or not.

Cancel has the focus, so that a key pressed by habit stops nobody's charging.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Size, Space, Type

EXPIRES_S = 15.0
STEP_MS = 100


@dataclass(frozen=True, slots=True)
class Armed:
    """A command that waits for its second step. All of it in words a person reads."""

    title: str
    target: str
    now: str
    effect: str
    reason: str = ""
    """A proposal; the person may write another."""
    asks: str = ""
    """Name of one more thing that the person must write; "" where there is none."""
    why: bool = True
    """Whether a reason is asked for."""
    send: str = ""
    """What the second step is called; "" is Send."""
    seconds: float = EXPIRES_S
    """How long there is to think."""


class _Shrinking(QWidget):
    """The time that is left, as a line."""

    def __init__(self) -> None:
        super().__init__()
        self.left = 1.0
        self.setFixedHeight(3)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 1, self.width(), 1), colours.edge)
        painter.fillRect(QRectF(0, 0, self.width() * self.left, 3), colours.text)
        painter.end()


class ArmedBox(QFrame):
    """Shows one armed command at a time, hidden while there is none."""

    sent = Signal(str, str)
    """The reason, and what was asked for; the command itself is remembered by who armed it."""
    disarmed = Signal()
    expired = Signal(str)
    """Title of a command that nobody sent in time."""

    def __init__(
        self, parent: QWidget | None = None, clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._until = 0.0
        self._seconds = EXPIRES_S
        self._before: QWidget | None = None
        """Who had the keyboard, and gets it back."""
        self._what = ""
        self.setObjectName("armed")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._tick)
        self._title = PlainLabel("", weight=theme.SEMIBOLD)
        self._expires = PlainLabel("", Type.LABEL, weight=theme.SEMIBOLD, tabular=True)
        self._line = _Shrinking()
        self._target = PlainLabel("", weight=theme.SEMIBOLD)
        self._now = PlainLabel("", wrap=True)
        self._effect = PlainLabel("", weight=theme.SEMIBOLD, wrap=True)
        self.reason = QLineEdit()
        self.reason.setProperty("underlined", True)
        self.reason.setMaxLength(200)
        self.answer = QLineEdit()
        self.answer.setProperty("underlined", True)
        self.answer.setMaxLength(100)
        self._why = PlainLabel(self.tr("Reason"), role="secondary")
        self._asks = PlainLabel("", role="secondary")
        for field in (self.reason, self.answer):
            field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.answer.textChanged.connect(self._judge)
        self.cancel = Button(self.tr("Cancel"), key="Esc", stretch=True)
        self.send = Button(self.tr("Send"), key="Ctrl+Enter", look=Look.PRIMARY, stretch=True)
        self._lay_out()
        self.cancel.clicked.connect(self.disarm)
        self.send.clicked.connect(self._send)
        self._shortcut(Qt.KeyboardModifier.ControlModifier | Qt.Key.Key_Return, self._send)
        self._shortcut(Qt.KeyboardModifier.ControlModifier | Qt.Key.Key_Enter, self._send)
        self.hide()

    def _shortcut(self, keys: object, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)  # type: ignore[call-overload]
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setEnabled(False)
        shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2, 2, 2, 2)
        outer.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(Space.PANEL - 2, 0, Space.PANEL - 2, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._expires)
        bar = QWidget()
        bar.setFixedHeight(Size.PANEL_TITLE)
        bar.setLayout(head)
        outer.addWidget(bar)
        outer.addWidget(self._line)
        grid = QGridLayout()
        grid.setContentsMargins(Space.PANEL - 2, Space.GROUP, Space.PANEL - 2, 0)
        grid.setHorizontalSpacing(Space.PANEL)
        grid.setVerticalSpacing(Space.INSIDE)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(
            (
                (self.tr("Target"), self._target),
                (self.tr("Now"), self._now),
                (self.tr("Effect"), self._effect),
            )
        ):
            grid.addWidget(PlainLabel(name, role="secondary"), row, 0)
            grid.addWidget(value, row, 1)
        grid.addWidget(self._why, 3, 0)
        grid.addWidget(self.reason, 3, 1)
        grid.addWidget(self._asks, 4, 0)
        grid.addWidget(self.answer, 4, 1)
        outer.addLayout(grid)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(Space.PANEL - 2, Space.GROUP, Space.PANEL - 2, Space.PANEL - 2)
        buttons.setSpacing(Space.BETWEEN)
        buttons.addWidget(self.cancel, self.cancel.sizeHint().width())
        buttons.addWidget(self.send, self.send.sizeHint().width())
        outer.addLayout(buttons)

    @property
    def armed(self) -> bool:
        """A command waits for its second step."""
        return self._timer.isActive()

    def arm(self, command: Armed) -> None:
        """Show a command; Send works from now for 15 s."""
        # Another one may be armed: whoever remembers that one must forget it.
        self.disarm()
        focus = QApplication.focusWidget()
        if focus is not None and not self.isAncestorOf(focus):
            self._before = focus
        self._what = command.title
        self._title.setText(self.tr("Armed: {0}").format(command.title))
        self._target.setText(command.target)
        self._now.setText(command.now)
        self._effect.setText(command.effect)
        self.reason.setText(command.reason)
        self.answer.clear()
        self._asks.setText(command.asks)
        for widget in (self._asks, self.answer):
            widget.setVisible(bool(command.asks))
        for widget in (self._why, self.reason):
            widget.setVisible(command.why)
        send = command.send or self.tr("Send")
        self.send.setText(send)
        self.send.setAccessibleName(send)
        self._seconds = command.seconds
        self._until = self._clock() + self._seconds
        self._switch(on=True)
        self._tick()
        self._judge()
        first = self.answer if command.asks else self.cancel
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def disarm(self) -> None:
        """Forget the command; nothing was sent."""
        if self.armed:
            self._switch(on=False)
            self._give_back()
            self.disarmed.emit()

    def _give_back(self) -> None:
        """The keyboard returns to where the person was."""
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _judge(self) -> None:
        """Send only what is complete. Whoever writes has the whole time again."""
        self.send.setEnabled(self.answer.isHidden() or bool(self.answer.text().strip()))
        if self.armed and not self.answer.isHidden():
            self._until = self._clock() + self._seconds

    def _send(self) -> None:
        if self.armed and self.send.isEnabled():
            self._switch(on=False)
            self._give_back()
            self.sent.emit(self.reason.text().strip(), self.answer.text().strip())

    def _switch(self, *, on: bool) -> None:
        self.setVisible(on)
        if on:
            self._timer.start()
        else:
            self._timer.stop()
        for shortcut in self.findChildren(QShortcut):
            shortcut.setEnabled(on)

    def _tick(self) -> None:
        left = self._until - self._clock()
        if left <= 0:
            self.disarm()
            self.expired.emit(self._what)
            return
        self._line.left = left / self._seconds
        self._line.update()
        self._expires.setText(self.tr("expires in {0} s").format(int(left) + 1))
