from __future__ import annotations

from dataclasses import fields

import pytest

from controlroom.domain.charging import site_entry
from controlroom.domain.charging.charge_point import Site, SiteKind
from controlroom.domain.errors import InvalidValue


def test_every_field_of_a_site_can_be_entered() -> None:
    assert {"name", *site_entry.FIELDS} == {field.name for field in fields(Site)}


@pytest.mark.parametrize(
    ("text", "power_w"),
    (
        ("63 A", 43_648),
        ("63a", 43_648),
        ("43.6 kW", 43_600),
        ("43,6 kW", 43_600),
        ("450000", 450_000),
        ("450000 W", 450_000),
        ("", None),
    ),
)
def test_a_main_fuse_in_amperes_or_watts(text: str, power_w: int | None) -> None:
    assert site_entry.fuse(text) == power_w


def test_a_bare_number_is_of_the_unit_that_stands_beside_it() -> None:
    assert site_entry.fuse("63", "a") == site_entry.fuse("63 A") == site_entry.watts(63)
    assert round(site_entry.amperes(43_648)) == 63


@pytest.mark.parametrize("text", ("0", "-1", "1e9", "63 V", "12.345.6", "many", "999999999"))
def test_a_main_fuse_that_is_none(text: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        site_entry.fuse(text)
    assert refusal.value.key == "not-a-fuse"


@pytest.mark.parametrize("text", ("file:///etc/passwd", "javascript:alert(1)", "camera", "http://"))
def test_a_camera_is_a_link_of_the_network(text: str) -> None:
    with pytest.raises(InvalidValue):
        site_entry.camera(text)


def test_what_is_given_becomes_fields() -> None:
    assert site_entry.given(
        {"kind": "depot", "latitude": "", "longitude": "18.1", "camera": "rtsp://10.0.0.1/1"}
    ) == {
        "kind": SiteKind.DEPOT,
        "latitude": None,
        "longitude": 18.1,
        "camera": "rtsp://10.0.0.1/1",
    }
    for wrong in ({"kind": "x"}, {"latitude": "91"}, {"host": "a\x1b"}, {"phone": "1" * 41}):
        with pytest.raises(InvalidValue):
            site_entry.given(wrong)
    with pytest.raises(InvalidValue):
        site_entry.name("  ")
