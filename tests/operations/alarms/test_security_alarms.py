"""What somebody must be told of: each ends in an alarm, and in one however often it happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from controlroom.domain.alarms.alarm import AlarmState
from controlroom.domain.alarms.catalogue import CATALOGUE
from controlroom.domain.charging import security_events
from controlroom.domain.charging.events import SecurityEventReported
from controlroom.domain.event import Event
from controlroom.domain.people.events import RightDenied, SignInTried
from controlroom.domain.server_events import WritingFailed
from tests.domain.session_events import POINT, at
from tests.operations.alarms.test_engine import Desk, desk

__all__ = ["desk"]

Told = Callable[[float], Event]


def security(kind: str, point: str = POINT) -> Told:
    def told(minutes: float) -> Event:
        now = at(minutes)
        return SecurityEventReported(
            charge_point=point, at=now, received=now, type=kind, info="from 192.0.2.7"
        )

    return told


def wrong_password(failures: int) -> Told:
    def told(minutes: float) -> Event:
        now = at(minutes)
        return SignInTried(
            charge_point="", at=now, received=now, user="Eva", workstation="desk 1",
            right=False, failures=failures,
        )  # fmt: skip

    return told


def denied(minutes: float) -> Event:
    now = at(minutes)
    return RightDenied(
        charge_point="", at=now, received=now, user="Eva", role="operator", right="billing"
    )


def not_written(minutes: float) -> Event:
    """It is told when it is over: an hour and more later."""
    return WritingFailed(
        charge_point="", at=at(minutes - 70), received=at(minutes), host="a", why="disk-full"
    )


HAPPENED: dict[str, tuple[Told, str]] = {
    "a wrong key": (security(security_events.WRONG_KEY), "SEC-AUTH"),
    "a web page": (security(security_events.FOREIGN_ORIGIN), "SEC-AUTH"),
    "a crowd of names": (security(security_events.UNKNOWN_IDENTITIES, ""), "SEC-AUTH"),
    "a second link": (security(security_events.SECOND_LINK), "SEC-SHADOW"),
    "no room": (security(security_events.NO_ROOM, ""), "SYS-LINKS"),
    "a guessed sign-in": (wrong_password(5), "SEC-LOGIN"),
    "a denied right": (denied, "SEC-RIGHT"),
    "a full disk": (not_written, "SYS-LOG"),
}


@pytest.mark.parametrize(("told", "code"), HAPPENED.values(), ids=HAPPENED)
async def test_what_happens_raises_one_alarm_that_goes_by_itself(
    desk: Desk, told: Told, code: str
) -> None:
    await desk.go(100, told(100), told(100))
    alarm = desk.alarm()
    assert (alarm.code, alarm.priority, alarm.state) == (
        code, CATALOGUE[code].priority, AlarmState.UNACKNOWLEDGED,
    )  # fmt: skip
    assert alarm.raised == told(100).at
    lasts = CATALOGUE[code].lasts / timedelta(minutes=1)
    await desk.go(100 + lasts * 0.9, told(100 + lasts * 0.9))
    desk.restart()
    await desk.go(100 + lasts * 1.5)
    assert desk.alarm().state is AlarmState.UNACKNOWLEDGED, "it was told again meanwhile"
    await desk.go(100 + lasts * 2)
    assert desk.alarm().state is AlarmState.RETURNED, "somebody has to have seen it"
    await desk.acknowledge(100 + lasts * 2 + 1, alarm.id)
    assert desk.alarms() == [replace(desk.alarms()[0], state=AlarmState.NORMAL)]


@pytest.mark.parametrize(("told", "code"), HAPPENED.values(), ids=HAPPENED)
async def test_one_that_was_seen_is_over_when_it_does_not_come_again(
    desk: Desk, told: Told, code: str
) -> None:
    await desk.go(100, told(100))
    await desk.acknowledge(101, desk.alarm().id)
    await desk.go(101 + CATALOGUE[code].lasts / timedelta(minutes=1))
    assert desk.alarm().state is AlarmState.NORMAL


async def test_alarms_are_raised_late_where_nobody_looked(desk: Desk) -> None:
    """What happened hours ago, while no engine ran, is an alarm all the same."""
    for told, _code in HAPPENED.values():
        await desk.store.tell(told(100))
    await desk.go(600)
    states = {alarm.code: alarm.state for alarm in desk.alarms()}
    assert states == dict.fromkeys({code for _told, code in HAPPENED.values()}, AlarmState.RETURNED)


@pytest.mark.parametrize(
    "told",
    (
        wrong_password(4),
        security(security_events.TEXT_CUT),
        security("ResetOrReboot"),
        lambda minutes: replace(wrong_password(9)(minutes), right=True),  # type: ignore[call-arg]
    ),
)
async def test_what_nobody_has_to_act_on_is_no_alarm(desk: Desk, told: Told) -> None:
    await desk.go(100, told(100))
    assert desk.alarms() == []


async def test_a_station_that_sends_too_much_is_one_until_it_does_no_more(desk: Desk) -> None:
    await desk.go(100, security(security_events.TOO_FAST)(100))
    await desk.go(400)
    assert (desk.alarm().code, desk.alarm().standing) == ("CP-RATE", True)
    await desk.go(401, security(security_events.WITHIN_RATE)(401))
    await desk.go(403)
    assert desk.alarm().state is AlarmState.RETURNED
