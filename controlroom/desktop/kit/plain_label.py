"""The one label for anything that a charge point or a person wrote, and for the rest too."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.theme import Type
from controlroom.words.plain import plain, tooltip

MAY_BREAK = "\u200b"
_LONG_WORD = re.compile(r"\S{17,}")
_INSIDE = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])|(?<=[_/.,:;=-])(?=[^_/.,:;=-])")
_PIECE = re.compile(r"\S{16}(?=\S)")


def breakable(text: str) -> str:
    """With places inside of long words where a line may end: a word must not widen a pane."""

    def divided(word: re.Match[str]) -> str:
        parts = _INSIDE.split(word[0])
        return MAY_BREAK.join(_PIECE.sub(rf"\g<0>{MAY_BREAK}", part) for part in parts)

    return _LONG_WORD.sub(divided, text)


class PlainLabel(QLabel):
    """A label that shows its text as it reads: never markup, never a control character.

    `role` names a colour of the palette. One line unless `wrap`; one line that is too long ends
    in an ellipsis, and the tool tip tells the rest; `whole` forbids that.
    """

    def __init__(
        self,
        text: str = "",
        kind: Type = Type.BODY,
        *,
        role: str = "text",
        weight: QFont.Weight | None = None,
        italic: bool = False,
        tabular: bool = False,
        wrap: bool = False,
        whole: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        super().__init__()
        self._kind = kind
        self._tabular = tabular
        self._weight = weight
        self._italic = italic
        self._whole = whole
        self._role = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setFont(theme.font(kind, weight=weight, italic=italic, tabular=tabular))
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        self.setWordWrap(wrap)
        if not wrap:
            self.setFixedHeight(kind.line)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_role(role)
        self.setText(text)

    @override
    def setText(self, text: str) -> None:
        cleaned = plain(text, 2000 if self.wordWrap() else 300)
        if cleaned != self.text():
            super().setText(breakable(cleaned) if self.wordWrap() else cleaned)

    @override
    def text(self) -> str:
        """As it was given."""
        return super().text().replace(MAY_BREAK, "")

    def set_role(self, role: str) -> None:
        """Colour by its name in the palette."""
        if role == self._role:
            return
        self._role = role
        colours = self.palette()
        colour: QColor = getattr(theme.palette(), role)
        colours.setColor(self.foregroundRole(), colour)
        self.setPalette(colours)
        self.update()

    def set_weight(self, weight: QFont.Weight | None, *, italic: bool = False) -> None:
        if (weight, italic) != (self._weight, self._italic):
            self._weight, self._italic = weight, italic
            self.setFont(
                theme.font(self._kind, weight=weight, italic=italic, tabular=self._tabular)
            )

    @override
    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self.wordWrap() or self._whole:
            return hint
        return QSize(min(hint.width(), 24), self._kind.line)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.wordWrap():
            super().paintEvent(event)
            return
        metrics = QFontMetrics(self.font())
        room = self.contentsRect()
        text = self.text()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        rest = tooltip(text) if shown != text else ""
        if rest != self.toolTip():
            self.setToolTip(rest)
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(getattr(theme.palette(), self._role))
        painter.drawText(room, self.alignment(), shown)
        painter.end()
