"""A page of a PDF: all of it where there is room, or larger and scrolled."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme

A4 = (595.0, 842.0)
MARGIN = 1
ZOOMS = (1.0, 1.5, 2.0, 3.0)


class PdfPage(QWidget):
    """Shows an image of a page on white paper with a thin edge."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None

    def show_page(self, image: QImage | None) -> None:
        self._image = image
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        width = min(area.width(), area.height() * A4[0] / A4[1])
        paper = QRectF(0, 0, width, width * A4[1] / A4[0])
        paper.moveTopLeft(area.topLeft())
        paper.moveLeft(area.left() + (area.width() - width) / 2)
        painter.fillRect(paper, Qt.GlobalColor.white)
        if self._image is not None:
            painter.drawImage(paper, self._image)
        painter.setPen(QPen(theme.palette().edge, 1))
        painter.drawRect(paper)
        painter.end()


class PdfView(QScrollArea):
    """A page that arrow keys scroll once it is larger than the room there is."""

    resized = Signal()
    """Another size of the page: it is to be rendered again."""

    def __init__(self) -> None:
        super().__init__()
        self.page = PdfPage()
        self._zoom = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWidget(self.page)

    @property
    def zoom(self) -> float:
        """How many times as large as what fits."""
        return ZOOMS[self._zoom]

    def step(self, steps: int) -> None:
        """Larger or smaller; 0: as it fits."""
        wanted = 0 if steps == 0 else max(0, min(len(ZOOMS) - 1, self._zoom + steps))
        if wanted != self._zoom:
            self._zoom = wanted
            self._fit()

    def _fit(self) -> None:
        room = self.maximumViewportSize()
        width = min(room.width(), room.height() * A4[0] / A4[1])
        if self._zoom:
            width = room.width() * self.zoom
        size = QSize(round(width), round(width * A4[1] / A4[0]))
        if size != self.page.size():
            self.page.resize(size)
            self.resized.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, round(480 * A4[1] / A4[0]))
