"""Panels: framed groups with a title line, and rows of label and value within them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Size, Space, Type

WIDE_PAGE = 1400
"""Width of a page from which on it has room for a wide pane."""


class Line(QFrame):
    """A hairline, across unless `upright`."""

    def __init__(self, *, upright: bool = False, strong: bool = False) -> None:
        super().__init__()
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        colours = self.palette()
        shown = theme.palette()
        colours.setColor(self.backgroundRole(), shown.edge if strong else shown.hairline)
        self.setPalette(colours)
        self.setAutoFillBackground(True)


class Panel(QFrame):
    """A framed group. `body` is the layout that takes its contents.

    `tools` stand beside its title, and below it where there is too little room for both.
    """

    def __init__(self, title: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tools: list[QWidget] = []
        self._tools_at = 0
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self.title = PlainLabel(title, Type.BODY, weight=theme.SEMIBOLD, whole=True)
        self.note = PlainLabel("", Type.LABEL, role="secondary")
        self.head = QHBoxLayout()
        self.head.setContentsMargins(Space.PANEL - 1, 0, Space.PANEL - 1, 0)
        self.head.setSpacing(Space.BETWEEN)
        if title:
            bar = QWidget()
            bar.setFixedHeight(Size.PANEL_TITLE - 1)
            bar.setLayout(self.head)
            self.head.addWidget(self.title)
            self.head.addStretch(1)
            self.head.addWidget(self.note)
            outer.addWidget(bar)
        self._second = QWidget()
        self._below = QHBoxLayout(self._second)
        self._below.setContentsMargins(Space.PANEL - 1, 0, Space.PANEL - 1, Space.BETWEEN)
        self._below.setSpacing(Space.BETWEEN)
        self._below.addStretch(1)
        self._second.hide()
        if title:
            outer.addWidget(self._second)
            outer.addWidget(Line())
        self.body = QVBoxLayout()
        self.body.setContentsMargins(Space.PANEL - 1, Space.GROUP, Space.PANEL - 1, Space.GROUP)
        self.body.setSpacing(Space.INSIDE)
        outer.addLayout(self.body, 1)

    def add_tools(self, *tools: QWidget) -> None:
        """Put tools at the right end of the title line, for as long as there is room."""
        self._tools_at = self.head.count()
        for tool in tools:
            self._tools.append(tool)
            self.head.addWidget(tool)

    @property
    def _room_wanted(self) -> int:
        """Width of the title line with everything in it but the note, which gives way."""
        items = [self.head.itemAt(place) for place in range(self.head.count())]
        fixed = [item.widget() for item in items if item is not None]
        shown = {id(part): part for part in (*fixed, *self._tools) if part is not None}
        shown.pop(id(self.note), None)
        widths = [part.sizeHint().width() for part in shown.values() if not part.isHidden()]
        margins = self.head.contentsMargins()
        gaps = Space.BETWEEN * (len(widths) + 1)
        return sum(widths) + gaps + margins.left() + margins.right() + 2

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = not self._second.isHidden()
        if self._tools and folded != (event.size().width() < self._room_wanted):
            for place, tool in enumerate(self._tools, self._tools_at):
                if folded:
                    self.head.insertWidget(place, tool)
                else:
                    self._below.addWidget(tool)
            self._second.setVisible(not folded)


class Pane(QFrame):
    """The right pane of a screen: details of what is selected."""

    def __init__(self, width: int = Size.PANE) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._width = width
        self.setFixedWidth(width)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(1, 0, 0, 0)
        self.body.setSpacing(0)

    def fit(self, page: int) -> None:
        """A wide pane gives way on a page so many pixels wide that has no room for it."""
        self.setFixedWidth(self._width if page >= WIDE_PAGE else min(self._width, Size.PANE))


class Section(QWidget):
    """A padded part of a pane, with a hairline above where it follows another."""

    def __init__(self, *, line: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        if line:
            outer.addWidget(Line())
        self.body = QVBoxLayout()
        self.body.setContentsMargins(Space.PANEL + 4, Space.PANEL, Space.PANEL, Space.PANEL)
        self.body.setSpacing(Space.BETWEEN)
        outer.addLayout(self.body)


def headed(mark: QWidget, words: Sequence[QWidget], *beside: QWidget) -> QHBoxLayout:
    """A head: a mark, words below each other, and what stands beside them."""
    row = QHBoxLayout()
    row.setSpacing(Space.GROUP)
    column = QVBoxLayout()
    column.setSpacing(0)
    for label in words:
        column.addWidget(label)
    row.addWidget(mark)
    row.addLayout(column, 1)
    for widget in beside:
        row.addWidget(widget)
    return row


class ValueRow(QWidget):
    """A label at the left, its value at the right."""

    def __init__(
        self, label: str, *, tabular: bool = True, wrap: bool = False, kind: Type = Type.BODY
    ) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.PANEL)
        self.label = PlainLabel(label, role="secondary")
        self.label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        right = Qt.AlignmentFlag.AlignRight
        self.value = PlainLabel("—", kind, tabular=tabular, wrap=wrap, align=right)
        row.addWidget(self.label)
        row.addWidget(self.value, 1)
        if wrap:
            row.setContentsMargins(0, 2, 0, 2)
            row.setAlignment(self.label, Qt.AlignmentFlag.AlignTop)
        else:
            self.setFixedHeight(Space.PAGE)

    def show_value(self, text: str, *, stale: bool = False) -> None:
        self.value.setText(text or "—")
        self.value.set_role("stale" if stale else "text")
        self.value.set_weight(None, italic=stale)


class Empty(QWidget):
    """What a list says while it has nothing to show, and what to do about it."""

    def __init__(self, title: str, advice: str) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.title = PlainLabel(title, Type.HEADING, align=middle)
        self.advice = PlainLabel(advice, role="secondary", wrap=True, align=middle)
        column.addWidget(self.title)
        column.addWidget(self.advice)
        column.addStretch(3)

    def say(self, title: str, advice: str) -> None:
        self.title.setText(title)
        self.advice.setText(advice)
