"""What Qt calls in our classes never lets an exception out."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from controlroom.desktop.kit.state_tile import StateTile

NOWHERE = QModelIndex()


class Failing(QFrame):
    __module__ = "controlroom.failing"

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        raise LookupError(event.size().width())

    @override
    def sizeHint(self) -> QSize:
        raise LookupError("no size")


class Whole(QFrame):
    __module__ = "controlroom.failing"

    def __init__(self) -> None:
        super().__init__()
        self.resized = 0

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized += 1


class FailingTable(QAbstractTableModel):
    __module__ = "controlroom.failing"

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
        raise LookupError(parent.row())


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    failures: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, failure, _trace: failures.append(failure))
    return failures


def test_a_failing_widget_takes_nothing_from_those_shown_with_it(
    qtbot: QtBot, told: list[BaseException]
) -> None:
    page, stack = QWidget(), QStackedWidget()
    whole = Whole()
    lines = QVBoxLayout(page)
    lines.addWidget(Failing())
    lines.addWidget(whole)
    stack.addWidget(QWidget())
    stack.addWidget(page)
    qtbot.addWidget(stack)
    stack.show()
    before = sys.getrefcount(vars(Whole)["resizeEvent"])
    stack.setCurrentWidget(page)
    qtbot.waitUntil(lambda: whole.resized > 0)
    assert sys.getrefcount(vars(Whole)["resizeEvent"]) >= before
    assert any(isinstance(failure, LookupError) for failure in told)


def test_the_answer_of_the_base_stands_in(qtbot: QtBot, told: list[BaseException]) -> None:
    widget = Failing()
    qtbot.addWidget(widget)
    assert widget.sizeHint() == QFrame().sizeHint()
    assert [str(failure) for failure in told] == ["no size"]
    told.clear()
    assert FailingTable().rowCount(QModelIndex()) == 0
    assert len(told) == 1


def test_the_classes_of_the_program_are_guarded() -> None:
    assert hasattr(vars(StateTile)["paintEvent"], "__wrapped__")
