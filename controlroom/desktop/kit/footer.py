"""The footer: the keys that work here, and who is at the desk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.icons import paint_icon
from controlroom.desktop.kit.key_cap import KeyHint
from controlroom.desktop.kit.panel import Line
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Size, Space, Type


class IconLabel(QWidget):
    """A small icon that stands alone."""

    def __init__(self, name: str, role: str = "secondary") -> None:
        super().__init__()
        self._name = name
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(Size.ICON, Size.ICON)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, self._name, getattr(theme.palette(), self._role), QRectF(self.rect()))
        painter.end()


class Footer(QFrame):
    """32 px below every screen."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(Size.FOOTER)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Line(strong=True))
        row = QHBoxLayout()
        row.setContentsMargins(Space.PANEL, 0, Space.PANEL, 0)
        row.setSpacing(Space.PANEL)
        self._keys = QHBoxLayout()
        self._keys.setSpacing(Space.PANEL)
        row.addLayout(self._keys)
        row.addStretch(1)
        self.note = PlainLabel("", Type.LABEL, role="secondary")
        row.addWidget(self.note)
        self.person = PlainLabel("", Type.LABEL, role="secondary")
        who = QHBoxLayout()
        who.setSpacing(6)
        who.addWidget(IconLabel("user"))
        who.addWidget(self.person)
        row.addLayout(who)
        self.row = row
        outer.addLayout(row, 1)
        self._shown: tuple[tuple[str, str], ...] = ()

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """The keys of the screen that is shown: (key, what it does)."""
        if tuple(keys) == self._shown:
            return
        self._shown = tuple(keys)
        while (item := self._keys.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for key, text in keys:
            self._keys.addWidget(KeyHint(key, text), 0, Qt.AlignmentFlag.AlignVCenter)
