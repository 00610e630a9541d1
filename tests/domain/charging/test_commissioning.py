"""Which steps towards operation are done, from facts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from controlroom.domain.charging.charge_point import ChargePoint, Phase, Registration
from controlroom.domain.charging.commands import Command, CommandState, CommandStatus
from controlroom.domain.charging.commissioning import Standing, Step, begun, may_confirm, standings
from controlroom.domain.charging.events import RegistrationChanged
from controlroom.domain.charging.session import ChargingSession, SessionState
from controlroom.domain.charging.wishes import ChangeConfiguration, GetConfiguration, Reset, Wish
from controlroom.domain.people.authorisation import AuthorisationStatus
from tests.domain.session_events import POINT, TEN, at

PLAN = Registration(POINT, "Hyllie", phase=Phase.COMMISSIONING)
NEVER = ChargePoint(POINT)
SEEN = ChargePoint(POINT, connected=True, link_since=at(1))


def _command(minutes: float, wish: Wish, status: str) -> Command:
    return Command(
        1,
        POINT,
        wish,
        "eva",
        at(minutes),
        state=CommandState.ANSWERED,
        status=CommandStatus(status),
    )


def _session(energy_wh: int, *, ended: float | None = 30, began: float = 20) -> ChargingSession:
    return ChargingSession(
        id=f"{POINT}:1", charge_point=POINT, evse=1, connector=1, transaction="1", site="Hyllie",
        token="T", customer=None, authorisation=AuthorisationStatus.ACCEPTED, started=at(began),
        state=SessionState.ENDED if ended else SessionState.ACTIVE,
        ended=None if ended is None else at(ended), energy_wh=energy_wh,
    )  # fmt: skip


def _done(steps: tuple[Standing, ...]) -> set[Step]:
    return {standing.step for standing in steps if standing.done is not None}


def test_on_paper_nothing_is_done() -> None:
    steps = standings(PLAN, NEVER, [], [])
    assert [standing.step for standing in steps] == list(Step)
    assert _done(steps) == set()
    assert not may_confirm(steps)


def test_each_fact_does_its_step() -> None:
    read = _command(5, GetConfiguration(), "Accepted")
    steps = standings(PLAN, SEEN, [read], [_session(100)])
    assert _done(steps) == {Step.CONNECTED, Step.CONFIGURED, Step.TESTED}
    assert [standing.done for standing in steps] == [at(1), at(5), at(30), None]
    assert steps[2].detail == f"{POINT}:1"
    assert may_confirm(steps)
    confirmed = replace(PLAN, confirmed=at(40), confirmed_by="Eva")
    last = standings(confirmed, SEEN, [read], [_session(100)])
    assert last[3] == Standing(Step.CONFIRMED, at(40), "Eva")
    assert not may_confirm(last)


@pytest.mark.parametrize(
    ("wish", "status", "done"),
    (
        (ChangeConfiguration("a", "1"), "RebootRequired", True),
        (ChangeConfiguration("a", "1"), "Rejected", False),
        (GetConfiguration(), "UnknownVariable", False),
        (GetConfiguration(), "NoLink", False),
        (Reset(), "Accepted", False),
    ),
)
def test_only_an_accepted_configuration_counts(wish: Wish, status: str, *, done: bool) -> None:
    steps = standings(PLAN, SEEN, [_command(5, wish, status)], [])
    assert (Step.CONFIGURED in _done(steps)) is done


def test_a_test_session_has_ended_with_energy() -> None:
    for session, done in (
        (_session(99), False),
        (_session(5000, ended=None), False),
        (_session(100), True),
    ):
        assert (Step.TESTED in _done(standings(PLAN, SEEN, [], [session]))) is done


def test_what_was_before_this_commissioning_does_not_count() -> None:
    read = _command(5, GetConfiguration(), "Accepted")
    gone = ChargePoint(POINT, connected=False, link_since=at(1), last_seen=at(2), booted=at(1))
    assert _done(standings(PLAN, gone, [read], [_session(100)], since=at(60))) == set()
    later = [read, _command(70, GetConfiguration(), "Accepted")]
    tested = _session(100, began=65, ended=80)
    steps = standings(PLAN, SEEN, later, [_session(100), tested], since=at(60))
    assert [standing.done for standing in steps] == [at(1), at(70), at(80), None]


def _changed(minutes: float, phase: Phase) -> RegistrationChanged:
    registration = replace(PLAN, phase=phase)
    return RegistrationChanged(
        charge_point=POINT, at=at(minutes), received=at(minutes), registration=registration
    )


def test_the_present_commissioning_began_when_operation_was_left() -> None:
    planned, begins = _changed(0, Phase.PLANNED), _changed(10, Phase.COMMISSIONING)
    works, retired = _changed(20, Phase.OPERATION), _changed(30, Phase.RETIRED)
    again = _changed(40, Phase.COMMISSIONING)
    assert begun([]) is None
    assert begun([planned, begins]) == TEN
    assert begun([planned, begins, works]) is None
    assert begun([planned, works, retired, again, _changed(50, Phase.COMMISSIONING)]) == at(40)
