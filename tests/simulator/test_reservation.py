"""Outlets that are kept for somebody, and given up when the time is over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from controlroom.simulator.messages import stamp
from controlroom.simulator.profile import QUIET, Version
from controlroom.wire.frames import Payload
from tests.simulator.desk import Desk, charging, spec

VERSIONS: tuple[Version, ...] = ("1.6", "2.0.1")


def linked(version: Version, model: str = "AC22x2", **habits: float) -> Desk:
    of = spec(version, model, habits=charging(**habits) if habits else QUIET)
    found = Desk(of)
    found.link()
    return found


def reserve(
    station: Desk, number: int = 7, token: str = "04AA01", *, outlet: int = 1, lasts: float = 600.0
) -> str:
    until = stamp(station.point.now + lasts)
    payload: Payload
    if station.spec.version == "1.6":
        payload = {"connectorId": outlet, "expiryDate": until, "idTag": token}
        payload["reservationId"] = number
    else:
        payload = {"id": number, "expiryDateTime": until, "idToken": {"idToken": token}}
        payload["idToken"]["type"] = "ISO14443"
        if outlet:
            payload["evseId"] = outlet
    return str(station.command("ReserveNow", payload)["status"])


def cancel(station: Desk, number: int) -> str:
    return str(station.command("CancelReservation", {"reservationId": number})["status"])


def start(station: Desk, token: str, outlet: int = 1) -> str:
    if station.spec.version == "1.6":
        asked: Payload = {"connectorId": outlet, "idTag": token}
        return str(station.command("RemoteStartTransaction", asked)["status"])
    asked = {"evseId": outlet, "remoteStartId": 5, "idToken": {"idToken": token}}
    asked["idToken"]["type"] = "ISO14443"
    return str(station.command("RequestStartTransaction", asked)["status"])


@pytest.mark.parametrize("version", VERSIONS)
def test_a_reserved_outlet_is_for_one_token_only(version: Version) -> None:
    station = linked(version)

    assert reserve(station) == "Accepted"
    assert station.statuses()[-1] == "Reserved"
    assert start(station, "04FFFF") == "Rejected"
    assert start(station, "04AA01") == "Accepted"
    station.pass_time(120)
    if version == "1.6":
        begun = station.last("StartTransaction").payload
    else:
        begun = station.events("Started")[0]
    assert begun["reservationId"] == 7
    assert station.point.outlets[0].kept is None


@pytest.mark.parametrize("version", VERSIONS)
def test_a_reservation_ends_at_its_time(version: Version) -> None:
    station = linked(version)
    reserve(station, lasts=600.0)
    station.pass_time(599)
    assert station.statuses()[-1] == "Reserved"
    station.pass_time(2)

    assert station.statuses()[-1] == "Available"
    told = [s.payload for s in station.all("ReservationStatusUpdate")]
    expired = {"reservationId": 7, "reservationUpdateStatus": "Expired"}
    assert told == ([] if version == "1.6" else [expired])
    assert cancel(station, 7) == "Rejected"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_reservation_that_is_made_anew_has_the_new_time(version: Version) -> None:
    station = linked(version)
    reserve(station, lasts=60.0)
    assert reserve(station, lasts=600.0) == "Accepted"
    station.pass_time(300)

    assert station.statuses()[-1] == "Reserved"
    station.pass_time(301)
    assert station.statuses()[-1] == "Available"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_cancelled_reservation_frees_its_outlet(version: Version) -> None:
    station = linked(version)
    reserve(station)

    assert cancel(station, 8) == "Rejected"
    assert cancel(station, 7) == "Accepted"
    assert station.statuses()[-1] == "Available"
    station.pass_time(700)
    assert not station.all("ReservationStatusUpdate")


@pytest.mark.parametrize("version", VERSIONS)
def test_what_cannot_be_reserved_says_why(version: Version) -> None:
    station = linked(version)

    assert reserve(station, lasts=-1.0) == "Rejected"
    assert reserve(station, outlet=9) == "Rejected"
    reserve(station, 7)
    assert reserve(station, 8) == "Occupied"
    station.point.outlets[1].set_operative(station.point.now, operative=False)
    assert reserve(station, 9, outlet=2) == "Unavailable"


def test_without_an_outlet_any_that_is_free_is_kept() -> None:
    station = linked("2.0.1")
    reserve(station, 7, outlet=1)

    assert reserve(station, 8, "04AA02", outlet=0) == "Accepted"
    assert station.point.outlets[1].kept is not None
    assert reserve(station, 9, "04AA03", outlet=0) == "Occupied"


def test_a_visitor_without_the_reservation_drives_on() -> None:
    station = linked("1.6", "AC11", first_visit_s=60.0)
    reserve(station, token="04BB", lasts=3600.0)
    station.pass_time(3500)

    assert not station.all("StartTransaction")


def test_whoever_reserved_mostly_comes() -> None:
    came = 0
    for number in range(40):
        busy = replace(QUIET, arrivals=0.0001)
        station = Desk(spec("1.6", "AC11", habits=busy), seed=number)
        station.link()
        reserve(station, number, lasts=3600.0)
        station.pass_time(1900)
        came += len(station.all("StartTransaction"))
    assert 22 <= came <= 38
