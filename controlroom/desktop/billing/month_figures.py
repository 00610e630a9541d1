"""The steps of a month, above its list: what has come in, is priced, held, invoiced."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.icons import paint_icon
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Size, Space, Type
from controlroom.operations.billing.month_run import UNPRICED_COUNTED, Outlook
from controlroom.operations.ports.session_search import SessionCounts

HEIGHT = 80
DONE, HALF, OPEN, UNKNOWN = "circle-check", "circle-half", "circle-dot", "circle-dashed"


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one step stands. `share` of it is done, 0 to 1; None: nobody knows yet."""

    figure: str = formats.DASH
    note: str = ""
    share: float | None = None


class _Bar(QWidget):
    """The share that is done."""

    def __init__(self) -> None:
        super().__init__()
        self.share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(80, 4)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.quiet_fill)
        painter.fillRect(QRectF(0, 0, self.width() * self.share, self.height()), colours.charging)
        painter.end()


class _Mark(QWidget):
    """How far it is, as a shape."""

    def __init__(self) -> None:
        super().__init__()
        self.icon = UNKNOWN
        self.setFixedSize(Size.ICON, Size.ICON)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, self.icon, theme.palette().text, QRectF(self.rect()))
        painter.end()


class Step(QFrame):
    """One step: its number and name, a figure, what is left, a bar."""

    def __init__(self, number: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._current = False
        self._mark = _Mark()
        self.figure = PlainLabel(formats.DASH, Type.TITLE, tabular=True, whole=True)
        self.note = PlainLabel("", Type.LABEL, role="secondary")
        self._bar = _Bar()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PANEL, Space.BETWEEN, Space.PANEL, Space.BETWEEN)
        column.setSpacing(Space.INSIDE)
        head = QHBoxLayout()
        head.setSpacing(Space.BETWEEN)
        head.addWidget(self._mark)
        self._title = PlainLabel(f"{number} {name}", weight=theme.MEDIUM)
        head.addWidget(self._title, 1)
        column.addLayout(head)
        line = QHBoxLayout()
        line.setSpacing(Space.BETWEEN)
        line.addWidget(self.figure)
        line.addWidget(self.note, 1)
        column.addLayout(line)
        column.addWidget(self._bar)

    def show_stand(self, stand: Stand) -> None:
        self.figure.setText(stand.figure)
        self.note.setText(stand.note)
        self._bar.share = stand.share or 0.0
        self._bar.update()
        if stand.share is None:
            self._mark.icon = UNKNOWN
        else:
            self._mark.icon = DONE if stand.share >= 1 else HALF if stand.share else OPEN
        self._mark.update()
        self.setAccessibleName(f"{self._name}: {stand.figure} {stand.note}")

    def set_current(self, *, on: bool) -> None:
        """Whether this is the step that waits for somebody."""
        if on != self._current:
            self._current = on
            self._title.set_weight(theme.SEMIBOLD if on else theme.MEDIUM)
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.raised if self._current else colours.panel)
        painter.setPen(colours.hairline)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if self._current:
            painter.fillRect(0, 0, self.width(), 2, colours.text)
        painter.end()


class MonthSteps(QWidget):
    """Four steps in a row."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.ended = Step(1, self.tr("Sessions"))
        self.priced = Step(2, self.tr("Priced"))
        self.review = Step(3, self.tr("Review"))
        self.invoices = Step(4, self.tr("Invoices"))
        self._steps = (self.ended, self.priced, self.review, self.invoices)
        for step in self._steps:
            row.addWidget(step, 1)

    def show_month(
        self, counts: SessionCounts | None, outlook: Outlook | None, issued: int, *, over: bool
    ) -> None:
        """Where the month stands; None for what is not known yet."""
        stands = (
            self._ended(counts, over=over),
            self._priced(counts, outlook),
            self._review(counts, outlook),
            self._invoices(outlook, issued, over=over),
        )
        waiting = next((n for n, s in enumerate(stands) if s.share is None or s.share < 1), -1)
        for number, (step, stand) in enumerate(zip(self._steps, stands, strict=True)):
            step.show_stand(stand)
            step.set_current(on=number == waiting)

    def show_run(self, done: int, total: int) -> None:
        """How far the run is that issues the invoices."""
        note = self.tr("of {0} are issued").format(formats.number(total))
        self.invoices.show_stand(Stand(formats.number(done), note, done / total if total else 0.0))

    def _ended(self, counts: SessionCounts | None, *, over: bool) -> Stand:
        if counts is None:
            return Stand(note=self.tr("counting"))
        ended = counts.ended + counts.held
        figure = formats.number(ended)
        if counts.running:
            share = ended / (ended + counts.running)
            return Stand(figure, self.tr("%n still running", "", counts.running), share)
        if not over:
            return Stand(figure, self.tr("so far"), 0.5)
        return Stand(figure, self.tr("all have ended"), 1.0)

    def _priced(self, counts: SessionCounts | None, outlook: Outlook | None) -> Stand:
        if counts is None or outlook is None:
            return Stand(note=self.tr("counting"))
        total = counts.ended + counts.held
        if not outlook.unpriced:
            return Stand(formats.number(total), self.tr("all that can be"), 1.0)
        figure = formats.number(max(0, total - outlook.unpriced))
        if outlook.unpriced >= UNPRICED_COUNTED:
            figure = formats.DASH
        share = max(0.0, 1 - outlook.unpriced / total) if total else 0.0
        return Stand(figure, self.tr("%n without a price", "", outlook.unpriced), share)

    def _review(self, counts: SessionCounts | None, outlook: Outlook | None) -> Stand:
        if counts is None or outlook is None:
            return Stand(note=self.tr("counting"))
        held = len(outlook.held)
        if not held and outlook.unpriced:
            return Stand(note=self.tr("after pricing"), share=0.0)
        if not held:
            return Stand("0", self.tr("nothing is held"), 1.0)
        total = max(held, counts.total)
        return Stand(
            self.tr("%n held", "", held),
            self.tr("of {0} sessions").format(formats.number(total)),
            1 - held / total,
        )

    def _invoices(self, outlook: Outlook | None, issued: int, *, over: bool) -> Stand:
        figure = formats.number(issued)
        if outlook is None:
            return Stand(figure, self.tr("counting"))
        waiting = outlook.customers
        if outlook.unpriced and not waiting:
            return Stand(figure, self.tr("after pricing"), 0.0)
        if not over:
            return Stand(figure, self.tr("when the month is over"), 0.0)
        if waiting:
            note = self.tr("%n to issue", "", waiting)
            return Stand(figure, note, issued / (issued + waiting))
        return Stand(figure, self.tr("all issued") if issued else self.tr("nothing to issue"), 1.0)
