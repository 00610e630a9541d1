"""An exercise is judged by the journal alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.alarms.events import AcknowledgementRequested, AlarmChanged
from controlroom.domain.charging.commands import Command, CommandChanged
from controlroom.domain.charging.wishes import Reset
from controlroom.domain.event import Event
from controlroom.domain.people.events import UserChanged
from controlroom.operations.alarms.exercise import Outcome, Planted, Report, report

BEGAN = datetime(2026, 11, 20, 8, tzinfo=UTC)
FAULT = Planted(1, "ground-failure", "It trips.", BEGAN + timedelta(seconds=100), ("A-01",),
                ("HW-GND", "CON-FAULT"), site="Norr")  # fmt: skip


def at(seconds: float) -> datetime:
    return BEGAN + timedelta(seconds=seconds)


def raised(
    seconds: float, *, number: int = 7, code: str = "CON-FAULT", point: str = "A-01"
) -> Alarm:
    moment = at(seconds)
    return Alarm(number, code, 3, AlarmState.UNACKNOWLEDGED, point, 1, 1, "Norr", moment, moment)


def told(alarm: Alarm) -> AlarmChanged:
    return AlarmChanged(charge_point=alarm.charge_point, at=alarm.changed,
                        received=alarm.changed, alarm=alarm)  # fmt: skip


def acknowledged(alarm: Alarm, seconds: float, by: str = "Eva") -> AlarmChanged:
    moment = at(seconds)
    return told(replace(alarm, changed=moment, acknowledged_by=by, acknowledged_at=moment))


def asked(seconds: float, point: str = "A-01") -> CommandChanged:
    moment = at(seconds)
    command = Command(3, point, Reset(), "Nils", moment)
    return CommandChanged(charge_point=point, at=moment, received=moment, command=command)


def judged(*events: Event, planted: tuple[Planted, ...] = (FAULT,)) -> Report:
    return report(planted, events, BEGAN, at(1200))


def test_a_fault_that_was_acknowledged_was_found() -> None:
    alarm = raised(130)
    found = judged(told(alarm), acknowledged(alarm, 190))
    (finding,) = found.findings

    assert finding.outcome is Outcome.FOUND
    assert (finding.raised, finding.acknowledged, finding.by) == (at(130), at(190), "Eva")
    assert finding.took_s == 60
    assert (found.found, found.median_s, found.others) == (1, 60.0, 0)


def test_a_fault_that_was_acted_on_was_found_and_the_first_deed_counts() -> None:
    alarm = raised(130)
    (finding,) = judged(told(alarm), acknowledged(alarm, 190), asked(150), asked(160)).findings

    assert (finding.acted, finding.action, finding.by) == (at(150), "Reset", "Nils")
    assert finding.found == at(150)
    assert finding.took_s == 20


def test_a_fault_found_before_its_alarm_is_timed_from_the_planting() -> None:
    (early,) = judged(asked(120)).findings
    assert early.outcome is Outcome.FOUND
    assert early.took_s == 20

    (both,) = judged(asked(120), told(raised(130))).findings
    assert both.took_s == 0


def test_an_alarm_that_nobody_minded_was_missed() -> None:
    (finding,) = judged(told(raised(130))).findings

    assert finding.outcome is Outcome.MISSED
    assert finding.took_s is None


def test_a_fault_without_alarm_and_deed_was_unseen() -> None:
    found = judged()

    assert found.findings[0].outcome is Outcome.UNSEEN
    assert found.median_s is None


def test_a_deed_after_the_time_to_act_is_late() -> None:
    stop = replace(FAULT, codes=("HW-ESTOP",))
    alarm = raised(130, code="HW-ESTOP")
    (finding,) = judged(told(alarm), acknowledged(alarm, 130 + 601), planted=(stop,)).findings

    assert finding.outcome is Outcome.LATE


def test_what_belongs_to_nothing_that_was_planted_is_another_alarm() -> None:
    found = judged(
        told(raised(50, number=1)),  # before the planting
        told(raised(130, number=2, point="B-01")),
        told(raised(130, number=3, code="CP-SILENT")),
        told(raised(-900, number=4)),  # stood before the exercise
        UserChanged(charge_point="", at=BEGAN, received=BEGAN, user="x", what="added"),
    )

    assert found.findings[0].raised is None
    assert found.others == 3


def test_a_command_before_the_planting_or_elsewhere_is_no_deed() -> None:
    request = AcknowledgementRequested(
        charge_point="", at=at(160), received=at(160), alarms=(5,), by="Eva"
    )
    (finding,) = judged(asked(90), asked(150, "B-01"), request).findings

    assert finding.acted is None


def test_an_alarm_of_the_site_belongs_to_the_fault_at_its_points() -> None:
    silent = replace(FAULT, codes=("SITE-COMM",), charge_points=("A-01", "A-02"))
    (finding,) = judged(told(raised(300, code="SITE-COMM", point="")), planted=(silent,)).findings

    assert finding.raised == at(300)


def test_two_faults_at_one_place_have_each_their_own() -> None:
    later = replace(FAULT, number=2, at=at(500))
    first, second = raised(130, number=1), raised(520, number=2)
    found = judged(
        told(first), told(second), acknowledged(second, 530), asked(140), planted=(later, FAULT)
    )

    assert [f.planted.number for f in found.findings] == [1, 2]
    assert [f.acted for f in found.findings] == [at(140), None]
    assert [f.acknowledged for f in found.findings] == [None, at(530)]


@pytest.mark.parametrize(("times", "median"), (((10,), 10.0), ((10, 30), 20.0), ((5, 9, 90), 9.0)))
def test_the_median_of_what_was_found(times: tuple[int, ...], median: float) -> None:
    faults = tuple(replace(FAULT, number=n, charge_points=(f"P-{n}",)) for n, _ in enumerate(times))
    events = [asked(100 + after, f"P-{n}") for n, after in enumerate(times)]

    assert judged(*events, planted=faults).median_s == median
