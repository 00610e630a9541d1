"""Buttons: grey, the primary one inverted, an armed one framed; each shows its key."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.icons import paint_icon
from controlroom.desktop.kit.key_cap import HEIGHT as CAP_HEIGHT
from controlroom.desktop.kit.key_cap import cap_width, paint_cap
from controlroom.desktop.kit.theme import Size, Type


class Look(Enum):
    DEFAULT = auto()
    PRIMARY = auto()
    BARE = auto()
    """No frame until the pointer is over it: close, back."""


class Button(QAbstractButton):
    """A push button of 32 px, or 24 where `small`. Enter presses it as Space does.

    `key` is drawn as a cap; the shortcut itself belongs to the view, which knows when it holds.
    """

    def __init__(
        self,
        text: str = "",
        *,
        icon_name: str = "",
        key: str = "",
        look: Look = Look.DEFAULT,
        small: bool = False,
        stretch: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.icon_name = icon_name
        self.key = key
        self.look = look
        self.small = small
        self.stretch = stretch
        self._armed = False
        self._inside = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding if stretch else QSizePolicy.Policy.Fixed,
            QSizePolicy.Policy.Fixed,
        )

    @property
    def armed(self) -> bool:
        return self._armed

    @armed.setter
    def armed(self, on: bool) -> None:
        self._armed = on
        self.update()

    def _pad(self) -> int:
        return 12 if self.small else 15

    def _content_width(self) -> float:
        width = 0.0
        if self.icon_name:
            width += Size.ICON
        if self.text():
            kind = Type.LABEL if self.small else Type.BODY
            metrics = QFontMetricsF(theme.font(kind, weight=theme.MEDIUM))
            width += metrics.horizontalAdvance(self.text()) + (8 if self.icon_name else 0)
        if self.key:
            width += cap_width(self.key) + 8
        return width

    @override
    def sizeHint(self) -> QSize:
        height = Size.SMALL_CONTROL if self.small else Size.CONTROL
        if not self.text() and not self.key:
            return QSize(height, height)
        return QSize(round(self._content_width() + 2 * self._pad()), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if enters(event):
            # One press is one click: it must not go on to the form or list around the button.
            event.accept()
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._inside = True
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._inside = False
        self.update()
        super().leaveEvent(event)

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor, QColor]:
        """Fill, edge, text, colour of the key's cap."""
        colours = theme.palette()
        if not self.isEnabled():
            return None, colours.edge, colours.stale, colours.stale
        over = self._inside or self.isDown()
        if self.look is Look.PRIMARY:
            fill = colours.secondary if over else colours.text
            return fill, None, colours.inverse, colours.edge
        if self.look is Look.BARE and not over:
            return None, None, colours.text, colours.secondary
        fill = colours.selected if over else colours.raised
        return fill, colours.text if self._armed else colours.edge, colours.text, colours.secondary

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        fill, edge, text, cap = self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2.0 if self._armed else 1.0
        area = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        pen = QPen(edge or Qt.GlobalColor.transparent, width)
        if not self.isEnabled():
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, Size.RADIUS, Size.RADIUS)
        self._paint_content(painter, text, cap)
        painter.end()

    def _paint_content(self, painter: QPainter, text: QColor, cap: QColor) -> None:
        left = (self.width() - self._content_width()) / 2
        if self.stretch and self.icon_name:
            left = self._pad()
        middle = self.height() / 2
        if self.icon_name:
            box = QRectF(left, middle - Size.ICON / 2, Size.ICON, Size.ICON)
            paint_icon(painter, self.icon_name, text, box)
            left += Size.ICON + 8
        if self.text():
            font = theme.font(Type.LABEL if self.small else Type.BODY, weight=theme.MEDIUM)
            advance = QFontMetricsF(font).horizontalAdvance(self.text())
            painter.setFont(font)
            painter.setPen(text)
            painter.drawText(
                QRectF(left, 0, advance + 1, self.height()),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                self.text(),
            )
            left += advance + 8
        if self.key:
            box = QRectF(left, middle - CAP_HEIGHT / 2, cap_width(self.key), CAP_HEIGHT)
            paint_cap(painter, self.key, box, colour=text, edge=cap, fill=None)


def enters(event: QKeyEvent) -> bool:
    """Whether a key is Enter, of either kind, by itself: Ctrl+Enter confirms elsewhere."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return (
        event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        and held == Qt.KeyboardModifier.NoModifier
    )
