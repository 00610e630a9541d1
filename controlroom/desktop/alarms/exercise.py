"""The end of a training: what was planted, what was found, how fast, what was missed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.panel import Line
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space, Type
from controlroom.operations.alarms.exercise import Finding, Outcome, Report
from controlroom.words.plain import plain

TIMES = (0, 4)
"""Columns of figures."""

_OUTCOMES = {
    Outcome.FOUND: QT_TRANSLATE_NOOP("ExerciseDialog", "Found"),
    Outcome.LATE: QT_TRANSLATE_NOOP("ExerciseDialog", "Found late"),
    Outcome.MISSED: QT_TRANSLATE_NOOP("ExerciseDialog", "Missed"),
    Outcome.UNSEEN: QT_TRANSLATE_NOOP("ExerciseDialog", "Missed, no alarm came"),
}


def span(seconds: float | None) -> str:
    """Minutes and seconds."""
    if seconds is None:
        return formats.DASH
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def row(report: Report, finding: Finding) -> tuple[str, ...]:
    """Planted, what, where, alarm, time to the first deed, outcome."""
    fault = finding.planted
    where = fault.site if fault.whole_site else fault.charge_points[0]
    outcome = QCoreApplication.translate("ExerciseDialog", str(_OUTCOMES[finding.outcome]))
    return (
        span((fault.at - report.began).total_seconds()),
        texts.catalogue.text("fault", fault.name),
        plain(where),
        formats.DASH if finding.alarm is None else finding.alarm.code,
        span(finding.took_s),
        outcome,
    )


class ExerciseDialog(QDialog):
    """Shown when the time of a training is over; closing it closes the control room."""

    def __init__(self, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("The exercise is over"))
        self.resize(960, 640)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.PANEL)
        column.addWidget(PlainLabel(self.tr("The exercise is over"), Type.HEADING))
        self.summary = PlainLabel(self._summary(report), wrap=True)
        column.addWidget(self.summary)
        self.rows = [row(report, finding) for finding in report.findings]
        column.addWidget(self._table(self.rows), 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        close = Button(self.tr("Close"), key="Esc", look=Look.PRIMARY)
        close.clicked.connect(self.accept)
        buttons.addWidget(close)
        column.addLayout(buttons)
        close.setFocus()

    def _summary(self, report: Report) -> str:
        planted = len(report.findings)
        if not planted:
            return self.tr("No fault was planted in so short a time.")
        told = self.tr("{found} of {planted} faults were found.").format(
            found=report.found, planted=planted
        )
        if report.median_s is not None:
            told += " " + self.tr("Half of them within {time}.").format(time=span(report.median_s))
        return told

    def _table(self, rows: Sequence[Sequence[str]]) -> QScrollArea:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.PAGE)
        grid.setVerticalSpacing(Space.BETWEEN)
        heads = (
            self.tr("Planted at"),
            self.tr("Fault"),
            self.tr("Where"),
            self.tr("Alarm"),
            self.tr("Time to act"),
            self.tr("Outcome"),
        )
        for place, head in enumerate(heads):
            grid.addWidget(PlainLabel(head, Type.LABEL, role="secondary"), 0, place)
        grid.addWidget(Line(strong=True), 1, 0, 1, len(heads))
        for line, cells in enumerate(rows, start=2):
            for place, cell in enumerate(cells):
                # What happened is read first; the times stand in columns.
                weight = theme.SEMIBOLD if place == 1 else None
                grid.addWidget(PlainLabel(cell, weight=weight, tabular=place in TIMES), line, place)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(rows) + 2, 1)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(self.tr("What became of each fault"))
        return area
