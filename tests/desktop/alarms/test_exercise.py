"""The end of a training on the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from controlroom.desktop.alarms.exercise import ExerciseDialog
from controlroom.desktop.kit.language import texts
from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.operations.alarms.exercise import Finding, Planted, Report
from controlroom.simulator.behaviours import BEHAVIOURS

BEGAN = datetime(2026, 11, 20, 8, tzinfo=UTC)
FAULT = Planted(
    1, "ground-failure", "It trips.", BEGAN + timedelta(seconds=90), ("A-01", "A-02"),
    ("CON-FAULT",), site="Norr",
)  # fmt: skip


def at(seconds: float) -> datetime:
    return BEGAN + timedelta(seconds=seconds)


ALARM = Alarm(5, "CON-FAULT", 3, AlarmState.ACKNOWLEDGED, "A-01", 1, 1, "Norr", at(100), at(130))
FOUND = Finding(FAULT, ALARM, at(100), at(165), "Eva")


def test_it_tells_what_became_of_each_fault(qtbot: QtBot) -> None:
    silent = replace(FAULT, number=2, name="silence", whole_site=True)
    missed = Finding(silent, ALARM, at(700))
    unseen = Finding(replace(FAULT, number=3, name="new-one"))
    dialog = ExerciseDialog(Report(BEGAN, at(1200), (FOUND, missed, unseen)))
    qtbot.addWidget(dialog)

    assert dialog.summary.text() == "1 of 3 faults were found. Half of them within 1:05."
    assert dialog.rows == [
        ("1:30", "Residual current device tripped", "A-01", "CON-FAULT", "1:05", "Found"),
        ("1:30", "Whole site silent", "Norr", "CON-FAULT", "—", "Missed"),
        ("1:30", "new-one", "A-01", "—", "—", "Missed, no alarm came"),
    ]


def test_a_key_closes_it(qtbot: QtBot) -> None:
    dialog = ExerciseDialog(Report(BEGAN, at(60), ()))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()

    assert dialog.summary.text() == "No fault was planted in so short a time."
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


@pytest.mark.parametrize("name", sorted(n for n, b in BEHAVIOURS.items() if b.alarms))
def test_every_fault_that_can_be_planted_has_words(name: str) -> None:
    assert texts.catalogue.has("fault", name)
