"""A page of a PDF, as large as there is room."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from controlroom.desktop import theme

A4 = (595.0, 842.0)
MARGIN = 1


class PdfPage(QWidget):
    """Shows an image of a page on white paper with a thin edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_page(self, image: QImage | None) -> None:
        self._image = image
        self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return round(width * A4[1] / A4[0])

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(480))

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


def page_image(document: bytes, number: int, width: int) -> tuple[QImage, int]:
    """Render a page `width` pixels wide; answers it and how many pages there are.

    Slow: call it in a thread. Raises ValueError for what is no PDF.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(document)
    except pypdfium2.PdfiumError as failure:
        raise ValueError(str(failure)) from failure
    try:
        count = len(pdf)
        page: Any = pdf[min(number, count - 1)]
        bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
        pixels = bitmap.to_numpy()
        height, across, channels = pixels.shape
        kind = QImage.Format.Format_RGBA8888 if channels == 4 else QImage.Format.Format_RGB888
        image = QImage(bytes(pixels), across, height, bitmap.stride, kind).copy()
    finally:
        pdf.close()
    return image, count
