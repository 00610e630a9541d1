"""Garbage is collected on the thread of the windows only."""

from __future__ import annotations

import gc
import threading
from typing import ClassVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from controlroom.desktop.shell.garbage import Collector


class Circle:
    """Refers to itself, and remembers which thread freed it."""

    freed_on: ClassVar[list[int]] = []

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        self.freed_on.append(threading.get_ident())


def test_circles_are_freed_on_the_thread_of_the_windows(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Circle, "freed_on", [])
    collector = Collector(qapp)
    try:

        def work() -> None:
            for _ in range(10 * gc.get_threshold()[0]):
                Circle()

        worker = threading.Thread(target=work)
        worker.start()
        worker.join()
        assert Circle.freed_on == []
        qtbot.waitUntil(lambda: len(Circle.freed_on) > 0)
        assert set(Circle.freed_on) == {threading.get_ident()}
    finally:
        collector.stop()
        collector.deleteLater()
    assert gc.isenabled()


def test_the_oldest_is_looked_through_now_and_then(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Circle, "freed_on", [])
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 99))
    collector = Collector(qapp)
    collector._timer.stop()
    try:
        old = Circle()
        collector.collect()
        assert gc.get_freeze_count() > 0
        del old
        Circle()
        collector.collect()
        assert len(Circle.freed_on) == 1, "what is new is always looked through"
        collector._whole_at = 0.0
        collector.collect()
        assert len(Circle.freed_on) == 2
    finally:
        collector.stop()
        collector.deleteLater()
    assert gc.get_freeze_count() == 0
