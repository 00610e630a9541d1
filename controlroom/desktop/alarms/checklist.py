"""Steps to tick off, one after the other. The ticks are a person's own and are kept nowhere."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.icons import paint_icon
from controlroom.desktop.kit.theme import Size, Space, Type
from controlroom.words.plain import plain

BOX = 16
REMEMBERED = 200
"""Alarms whose ticks are remembered while the window is open."""
_WORDS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class Step(QAbstractButton):
    """A box and a sentence as long as it needs."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setText(plain(words))
        self.setAccessibleName(self.text())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        room = QRectF(0, 0, max(1, width - BOX - Space.GROUP), 10_000)
        metrics = QFontMetricsF(theme.font(Type.BODY))
        words = metrics.boundingRect(room, int(_WORDS), self.text())
        return max(Size.SMALL_CONTROL, round(words.height()) + Space.INSIDE)

    @override
    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > BOX * 4 else Size.PANE - 2 * Space.PAGE
        return QSize(width, self.heightForWidth(width))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setMinimumHeight(self.heightForWidth(event.size().width()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.75, 2.75, BOX - 1.5, BOX - 1.5)
        painter.setPen(QPen(colours.text if self.isChecked() else colours.ring, 1.5))
        painter.setBrush(colours.text if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 2, 2)
        if self.isChecked():
            paint_icon(painter, "check", colours.inverse, box.adjusted(1, 1, -1, -1))
        painter.setFont(theme.font(Type.BODY))
        painter.setPen(colours.secondary if self.isChecked() else colours.text)
        left = BOX + Space.GROUP
        painter.drawText(QRectF(left, 1, self.width() - left, self.height()), _WORDS, self.text())
        painter.end()


class Checklist(QWidget):
    """The steps of one subject at a time; what was ticked is there again when it comes back."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.BETWEEN)
        self._ticked: dict[Hashable, set[str]] = {}
        self._subject: Hashable = None
        self.steps: list[Step] = []

    def show_steps(self, subject: Hashable, steps: Sequence[str]) -> None:
        """Other steps, or the same for another subject."""
        if subject == self._subject and [step.text() for step in self.steps] == list(steps):
            return
        self._subject = subject
        for step in self.steps:
            step.hide()
            self._column.removeWidget(step)
            step.deleteLater()
        self.steps = [Step(words) for words in steps]
        for step in self.steps:
            step.setChecked(step.text() in self._ticked.get(subject, ()))
            step.toggled.connect(self._toggled)
            self._column.addWidget(step)

    def _toggled(self) -> None:
        done = {step.text() for step in self.steps if step.isChecked()}
        self._ticked.pop(self._subject, None)
        self._ticked[self._subject] = done
        if len(self._ticked) > REMEMBERED:
            del self._ticked[next(iter(self._ticked))]
