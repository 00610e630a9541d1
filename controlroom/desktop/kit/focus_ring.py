"""The blue frame around whatever has the keyboard.

One overlay for the whole window follows the focus, because a widget cannot paint outside itself
and the frame stands 2 px away from the control.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.segmented import Segmented

GAP = 4
FRAMED = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QScrollArea, Segmented)


class FocusRing(QWidget):
    """Around buttons, fields and choices, and what says that it is `framed`.

    Tables draw their own. Lets the pointer through.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for watched in self._watched:
            if isValid(watched):
                watched.removeEventFilter(self)
        self._watched.clear()
        self._target = None
        framed = isinstance(new, FRAMED) or getattr(new, "framed", False)
        if framed and new is not None and new.window() is self.window():
            self._target = new
            widget: QWidget | None = new
            while widget is not None and widget is not self.window():
                # A parent that moves takes its children along without telling them.
                widget.installEventFilter(self)
                self._watched.append(widget)
                widget = widget.parentWidget()
        self._place()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = QEvent.Type
        if event.type() in (kinds.Move, kinds.Resize, kinds.Show, kinds.Hide):
            self._place()
        return False

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        corner = target.mapTo(self.window(), QPoint(0, 0))
        frame = QRect(corner, target.size())
        self.setGeometry(frame.adjusted(-GAP, -GAP, GAP, GAP))
        self.raise_()
        self.show()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.palette().focus, 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()
