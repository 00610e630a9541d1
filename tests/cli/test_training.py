"""What a training prints when it is over."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from controlroom.cli import main
from controlroom.cli.output import Output
from controlroom.cli.training import tell
from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.operations.alarms.exercise import Finding, Planted, Report

BEGAN = datetime(2026, 11, 20, 8, tzinfo=UTC)
FAULT = Planted(
    1, "held", "No power is given.", BEGAN + timedelta(seconds=90), ("A-01", "A-02"),
    ("CON-FAULT",), site="Norr",
)  # fmt: skip


def at(seconds: float) -> datetime:
    return BEGAN + timedelta(seconds=seconds)


ALARM = Alarm(5, "CON-FAULT", 3, AlarmState.ACKNOWLEDGED, "A-01", 1, 1, "Norr", at(100), at(130))
FOUND = Finding(FAULT, ALARM, at(100), at(130), "Eva", at(165), "Reset")
MISSED = Finding(replace(FAULT, number=2, whole_site=True), ALARM, at(700))
REPORT = Report(BEGAN, at(1200), (FOUND, MISSED), others=2)


def test_a_table_and_what_it_comes_to(capsys: pytest.CaptureFixture[str]) -> None:
    tell(REPORT, 42, Output(as_json=False))
    head, first, second, _empty, last = capsys.readouterr().out.splitlines()

    assert head.split() == [
        "planted", "what", "where", "alarm", "acknowledged", "acted", "took", "outcome",
    ]  # fmt: skip
    assert "1:30" in first
    assert "A-01" in first
    assert "CON-FAULT +0:10" in first
    assert "Reset +1:15" in first
    assert first.endswith("0:30  found")
    assert "Norr" in second
    assert second.endswith("missed")
    assert last == (
        "1 of 2 faults found, half of them within 0:30; 1 missed. 2 other alarms. "
        "The same again: controlroom demo --training --seed 42"
    )


def test_the_same_as_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    tell(REPORT, 42, Output(as_json=True))
    told = json.loads(capsys.readouterr().out)

    assert (told["seed"], told["planted"], told["found"], told["median_s"]) == (42, 2, 1, 30.0)
    assert told["began"] == "2026-11-20T08:00:00Z"
    assert told["faults"][0] == {
        "number": 1,
        "behaviour": "held",
        "says": "No power is given.",
        "planted": "2026-11-20T08:01:30Z",
        "site": "Norr",
        "charge_points": ["A-01", "A-02"],
        "alarm": "CON-FAULT",
        "alarm_s": 10.0,
        "acknowledged_s": 40.0,
        "acted_s": 75.0,
        "action": "Reset",
        "by": "Eva",
        "took_s": 30.0,
        "outcome": "found",
    }
    assert told["faults"][1]["outcome"] == "missed"


def test_an_exercise_that_ended_before_it_began_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell(Report(BEGAN, BEGAN, ()), 1, Output(as_json=False))

    assert capsys.readouterr().out == "No fault was planted before the window closed.\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    (
        (["--seed", "3"], "--seed and --minutes belong to a training"),
        (["--training", "--minutes", "soon"], "--minutes cannot be soon"),
        (["--training", "--minutes", "1"], "--minutes cannot be 1"),
    ),
)
def test_options_that_do_not_fit_are_refused(
    words: list[str],
    sentence: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    assert main(["demo", *words]) == 1
    assert sentence in capsys.readouterr().err
