"""A widget that places its parts otherwise where it is too narrow for them."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class Folding(QWidget):
    """Calls `fold` whenever its own width or what its parts need has changed."""

    def fold(self) -> None:
        """Place the parts as there is room."""
        raise NotImplementedError

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.fold()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold()
