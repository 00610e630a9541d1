"""Events survive their journey through text, whatever charge points put into them."""

from __future__ import annotations

import math
from dataclasses import fields, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.billing.review import Verdict
from controlroom.domain.charging.charge_point import ConnectorStatus, Registration, Site
from controlroom.domain.charging.charging_states import ChargingState
from controlroom.domain.charging.commands import Command
from controlroom.domain.charging.events import (
    DataTransferred,
    MessageKept,
    MeterSampled,
    ReportReceived,
)
from controlroom.domain.charging.metering import Sample
from controlroom.domain.charging.session import End
from controlroom.domain.charging.wishes import Send
from controlroom.domain.event import Event
from controlroom.domain.event_kinds import KINDS
from controlroom.domain.people.authorisation import Authorisation, AuthorisationStatus, Token
from controlroom.store.codec import clean, dump_event, fold, load_event
from controlroom.store.samples import dump_samples, load_samples, pack, unpack
from tests.store.facts import HOSTILE, NOON, sampled

_SAMPLES = (
    Sample(NOON, "Voltage", 230.5, "V", "L1-N", location="Inlet"),
    Sample(NOON.replace(hour=11), "Own.Measurand", -0.25, "x\0", "\ud800", "Other", "Cable", "sig"),
    Sample(NOON, "SoC", 81.0, "Percent", location="EV", estimated=True),
)
_VALUES: dict[str, Any] = {
    "count": 70,
    "status": "Installing",
    "authorisation": Authorisation(AuthorisationStatus.EXPIRED, 1001, "group", NOON),
    "charging_state": ChargingState.SUSPENDED_EVSE,
    "samples": _SAMPLES,
    "items": ({"a\ud800": [1, 2**70, 1.5, None, {"b\0": "\udfff"}]}, {"n": math.inf}),
    "payload": {"csr": "\0\ud800", "n": [1, {"deep": None}]},
    "events": ({"eventId": 1, "actualValue": "\ud800"},),
    "site": Site("Norra", latitude=59.3, fuse_w=43_000),
    "registration": Registration("CP1", "Norra", rated_w=22_000),
    "token": Token("04A2", 1001, expires=NOON),
    "command": Command(7, "CP1", Send("Reset", {"hard": True, "why\0": ["\ud800"]}), "eva", NOON),
    "alarm": Alarm(
        3, "CON-FAULT", 3, AlarmState.RETURNED, "CP1", 1, 1, "Norra", NOON, NOON, detail="\0\ud800"
    ),
    "alarms": (3, 2**40),
    "net": Decimal("164.60"),
    "vat": Decimal("41.150"),
    "gross": Decimal("0E+2"),
    "total": Decimal("206.00"),
    "customer": 1001,
    "details": {"role": "operator"},
    "meter_start": 2**40,
    "seq_no": 0,
    "parts": 3,
    "missing": ((1, 1), (4, 7)),
    "more": True,
    "moved": False,
    "request": -1,
    "evse": 1,
    "connector": 2,
    "epoch": 5,
    "meter_stop": 0,
    "reservation": 4,
    "remote_start": 9,
    "verdict": Verdict.CORRECTED,
    "energy_wh": 41_000,
    "measured_wh": -7,
    "end": End(NOON, 41_000, "Local\0\ud800", estimated=True, own="-1"),
    "by_s": -3600,
    "pid": 4711,
    "failures": 7,
}
_OTHER = {
    ("TokenPresented", "token"): "04\0A2",
    ("ReportClosed", "command"): 9,
    ("StatusChanged", "status"): ConnectorStatus.FAULTED,
}


def _filled(kind: type[Event]) -> Event:
    """An event of a kind with a value of its own in every field."""
    values: dict[str, Any] = {}
    for field in fields(kind):
        name = field.name
        if name in ("at", "received"):
            values[name] = NOON
        elif (kind.__name__, name) in _OTHER:
            values[name] = _OTHER[kind.__name__, name]
        elif field.type == "str":
            values[name] = f"{name}\0\ud800ö"
        elif field.type == "bool":
            values[name] = not field.default
        else:
            values[name] = _VALUES[name]
    return kind(**values)


def _through_text(event: Event) -> Event:
    text = dump_event(event)
    assert text.isascii()
    assert "\0" not in text
    return load_event(
        type(event).__name__,
        text,
        charge_point=event.charge_point,
        at=event.at,
        received=event.received,
    )


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_every_field_of_every_kind_comes_back(kind: type[Event]) -> None:
    event = _filled(kind)
    assert _through_text(event) == event


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_comes_back_as_it_was_sent(text: str) -> None:
    event = DataTransferred(charge_point="CP1", at=NOON, received=NOON, vendor=text, data=text)
    assert _through_text(event) == event


_characters = st.text(st.characters(), max_size=8)
_moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
_sample = st.builds(
    Sample,
    at=st.sampled_from([NOON, NOON.replace(microsecond=1)]) | _moments,
    measurand=st.sampled_from(["Voltage", "Energy.Active.Import.Register"]) | _characters,
    value=st.floats(allow_nan=False),
    unit=st.sampled_from(["V", "Wh"]) | _characters,
    phase=st.sampled_from(["", "L1"]) | _characters,
    context=st.sampled_from(["Sample.Periodic"]) | _characters,
    location=st.sampled_from(["Outlet"]) | _characters,
    signed=st.just("") | _characters,
    estimated=st.booleans(),
    step=st.sampled_from([1, 10, 100, 1000, 3]),
)


@given(st.lists(_sample, min_size=1, max_size=6).map(tuple), _characters, st.booleans())
def test_samples_come_back(samples: tuple[Sample, ...], transaction: str, replayed: bool) -> None:
    event = replace(sampled(), samples=samples, transaction=transaction, replayed=replayed)
    text = dump_samples(event)
    assert text.isascii()
    again = load_samples(
        text, charge_point="CP1", evse=1, connector=1, at=event.at, received=event.received
    )
    assert again == event


def test_a_usual_message_is_compact() -> None:
    names = ("Current.Import", "Voltage", "Power.Active.Import", "Temperature")
    samples = [Sample(NOON, "Energy.Active.Import.Register", 41_000.0, "Wh")]
    for phase in ("L1", "L2", "L3"):
        units = ("A", "V", "W", "Celsius")
        samples += [Sample(NOON, n, 16.5, u, phase) for n, u in zip(names, units, strict=True)]
    assert len(dump_samples(replace(sampled(), samples=tuple(samples)))) < 180


@pytest.mark.parametrize(
    "text", ("", "{}", "[0]", '[0,"1",999999,1]', '[0,"1","x",0,1]', "[0,1,[2],3]")
)
def test_a_damaged_meter_row_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - msgspec's, json's and our own
        load_samples(text, charge_point="CP1", evse=1, connector=1, at=NOON, received=NOON)


def test_a_coarse_register_is_as_compact_and_an_older_row_is_still_read() -> None:
    coarse = [Sample(NOON, "Energy.Active.Import.Register", 41_000.0, "Wh", step=100)]
    assert len(dump_samples(replace(sampled(), samples=tuple(coarse)))) < 40
    plain = [Sample(NOON, "Energy.Active.Import.Register", 41_000.0, "Wh")]
    assert pack(plain, NOON) == [0, 41_000.0]
    form = ["Own", "x", "", "Other", "Cable", "sig", False]
    own = Sample(NOON, "Own", 1.0, "x", context="Other", location="Cable", signed="sig")
    assert unpack([0, 41_000.0, form, 1.0], NOON) == (plain[0], own)


@pytest.mark.parametrize("text", ("", "[]", '{"vendor":1}', '{"samples":3}', "\0"))
def test_a_body_that_cannot_be_read_is_handed_on_as_text(text: str) -> None:
    event = load_event("DataTransferred", text, charge_point="CP1", at=NOON, received=NOON)
    assert isinstance(event, MessageKept)
    assert (event.action, event.raw) == ("DataTransferred", text)


def test_a_kind_of_a_newer_program_moves_nothing() -> None:
    event = load_event("Teleported", "{}", charge_point="CP1", at=NOON, received=NOON)
    assert event == Event(charge_point="CP1", at=NOON, received=NOON)


def test_a_field_of_a_newer_program_is_left_out() -> None:
    event = load_event("HeardAgain", '{"colour":"red"}', charge_point="CP1", at=NOON, received=NOON)
    assert type(event).__name__ == "HeardAgain"


@given(_characters)
def test_clean_text_fits_any_column(text: str) -> None:
    cleaned = clean(text)
    assert "\0" not in cleaned
    cleaned.encode()


def test_clean_text_is_otherwise_the_same() -> None:
    assert clean("å\0b\ud800𝄞") == "å\ufffdb\ufffd𝄞"
    assert fold("Straße") == fold("STRASSE")


def test_a_meter_message_without_samples_is_a_fact_too() -> None:
    event = MeterSampled(charge_point="CP1", at=NOON, received=NOON, evse=1, connector=1)
    assert _through_text(event) == event


def test_parts_of_reports_are_read_under_the_name_that_their_items_had_before() -> None:
    text = '{"request":7,"seq_no":0,"more":true,"variables":[{"component":{"name":"X"}}]}'
    event = load_event("ReportReceived", text, charge_point="CP1", at=NOON, received=NOON)
    assert event == ReportReceived(
        charge_point="CP1", at=NOON, received=NOON, request=7, seq_no=0, more=True,
        action="NotifyReport", items=({"component": {"name": "X"}},),
    )  # fmt: skip
    assert (
        load_event("ReportReceived", dump_event(event), charge_point="CP1", at=NOON, received=NOON)
        == event
    )
