from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from math import cos, hypot, radians

import pytest

from controlroom.domain.charging.charge_point import SiteKind
from controlroom.domain.local_time import STOCKHOLM
from controlroom.domain.people.customer import email
from controlroom.domain.people.identifiers import organisation_number
from controlroom.simulator.customers import CUSTOMERS, CustomerKind, demo_customers
from controlroom.simulator.demonstration import DAY, demo_stations, wakes
from controlroom.simulator.profile import MODELS, StationModel, StationSpec, Supply
from controlroom.simulator.sites import DemoSite, demo_sites

# Degrees of town centres, to two decimals; a check on the places of sites.csv.
TOWNS = {
    "Borlänge": (60.49, 15.44), "Borås": (57.72, 12.94), "Eskilstuna": (59.37, 16.51),
    "Falkenberg": (56.91, 12.49), "Falun": (60.61, 15.63), "Göteborg": (57.71, 11.97),
    "Gävle": (60.67, 17.15), "Halmstad": (56.67, 12.86), "Helsingborg": (56.05, 12.69),
    "Huddinge": (59.24, 17.98), "Huskvarna": (57.79, 14.30), "Härryda": (57.66, 12.12),
    "Jönköping": (57.78, 14.16), "Kalmar": (56.66, 16.36), "Karlskrona": (56.16, 15.59),
    "Karlstad": (59.38, 13.50), "Kiruna": (67.86, 20.23), "Kristianstad": (56.03, 14.16),
    "Kungsbacka": (57.49, 12.08), "Lidköping": (58.50, 13.16), "Linköping": (58.41, 15.62),
    "Luleå": (65.58, 22.15), "Lund": (55.70, 13.19), "Malmö": (55.60, 13.00),
    "Mora": (61.00, 14.54), "Nacka": (59.31, 18.16), "Norrköping": (58.59, 16.19),
    "Nyköping": (58.75, 17.01), "Sigtuna": (59.62, 17.72), "Skellefteå": (64.75, 20.95),
    "Skövde": (58.39, 13.85), "Stockholm": (59.33, 18.07), "Sundsvall": (62.39, 17.31),
    "Sälen": (61.16, 13.27), "Södertälje": (59.20, 17.63), "Trollhättan": (58.28, 12.29),
    "Täby": (59.44, 18.07), "Uddevalla": (58.35, 11.94), "Umeå": (63.83, 20.26),
    "Uppsala": (59.86, 17.64), "Visby": (57.64, 18.29), "Värnamo": (57.19, 14.04),
    "Västerås": (59.61, 16.55), "Växjö": (56.88, 14.81), "Åre": (63.40, 13.08),
    "Örebro": (59.27, 15.21), "Örnsköldsvik": (63.29, 18.72), "Östersund": (63.18, 14.64),
}  # fmt: skip
FAR = {"Falkenberg": 32.0, "Sigtuna": 15.0, "Härryda": 13.0}
"""Kilometres from the town to the places that lie at the edge of its municipality."""


@pytest.fixture(scope="module")
def sites() -> tuple[DemoSite, ...]:
    return demo_sites(1)


def test_the_network_has_the_size_that_is_promised(sites: tuple[DemoSite, ...]) -> None:
    ids = [point.id for site in sites for point in site.points]

    assert len(sites) == 60
    assert len(ids) == len(set(ids)) == 241
    assert {site.site.kind for site in sites} == set(SiteKind)
    assert {point.version for site in sites for point in site.points} == {"1.6", "2.0.1"}
    assert {p.model.supply for site in sites for p in site.points} == set(Supply)
    assert len({site.site.name for site in sites}) == 60


def test_the_pictures_places_are_there(sites: tuple[DemoSite, ...]) -> None:
    slussen = next(site for site in sites if site.code == "SLU")

    assert slussen.site.name == "Slussen P-hus, Stockholm"
    assert [point.id for point in slussen.points] == [f"SLU-0{n}" for n in range(1, 7)]
    assert slussen.outlets == 12
    assert slussen.points[2].model.name == "Twin 150"
    names = {site.site.name for site in sites}
    assert {"Nordstan P-hus, Göteborg", "Hyllie, Malmö", "A6, Jönköping"} <= names


def test_sites_lie_where_their_towns_are(sites: tuple[DemoSite, ...]) -> None:
    for site in sites:
        assert site.site.latitude is not None
        assert site.site.longitude is not None
        latitude, longitude = TOWNS[site.site.place]
        north = (site.site.latitude - latitude) * 111.2
        east = (site.site.longitude - longitude) * 111.2 * cos(radians(latitude))
        assert hypot(north, east) < FAR.get(site.site.place, 11.0), site.site.name


def test_the_whole_country_is_covered(sites: tuple[DemoSite, ...]) -> None:
    latitudes = [site.site.latitude or 0.0 for site in sites]

    assert min(latitudes) < 55.7
    assert max(latitudes) > 67.0
    assert sum(latitude > 60.0 for latitude in latitudes) >= 12


def test_the_same_seed_gives_the_same_network(sites: tuple[DemoSite, ...]) -> None:
    assert sites == demo_sites(1)
    assert sites != demo_sites(2)
    assert demo_customers(1, sites) == demo_customers(1, demo_sites(1))
    assert demo_customers(1, sites) != demo_customers(2, sites)


def test_customers_are_many_and_different(sites: tuple[DemoSite, ...]) -> None:
    customers = demo_customers(1, sites)
    kinds = Counter(customer.kind for customer in customers)
    cards = [uid for customer in customers for uid in customer.tokens]

    assert len(customers) == CUSTOMERS == 300
    assert len({customer.name for customer in customers}) == 300
    assert set(kinds) == set(CustomerKind)
    assert all(1 <= len(customer.tokens) <= 3 for customer in customers)
    assert len(cards) == len(set(cards))
    assert all(len(uid) in (8, 14) and int(uid, 16) >= 0 for uid in cards)
    private = [c.name for c in customers if c.kind is CustomerKind.PRIVATE]
    assert all(name.startswith("Privatkund ") for name in private)
    assert [c.index for c in customers] == list(range(300))


def test_addresses_are_street_post_code_and_town(sites: tuple[DemoSite, ...]) -> None:
    for customer in demo_customers(1, sites):
        street, rest = customer.address.split(", ")
        code, area, town = rest.split(" ")
        assert street[-1].isdigit()
        assert (len(code), len(area)) == (3, 2)
        assert town in customer.site


def test_every_outlet_has_cards_that_no_other_has(sites: tuple[DemoSite, ...]) -> None:
    customers = demo_customers(1, sites)
    keys = {point.id: f"key of {point.id}" for site in sites for point in site.points}
    stations = demo_stations(sites, customers, keys=keys, registers={"SLU-01": (7, 8)})
    assert stations[-1].id == "MOA-05"
    stations = stations[:-1]

    held: Counter[str] = Counter()
    for station in stations:
        outlets = station.model.outlets
        held.update(station.tokens)
        assert len(station.tokens) >= outlets
        assert station.key == f"key of {station.id}"
        assert station.latitude is not None
    assert max(held.values()) == 1
    assert stations[0].registers == (7, 8)


def test_a_few_stations_have_a_character(sites: tuple[DemoSite, ...]) -> None:
    stations = {s.id: s.habits for s in demo_stations(sites, demo_customers(1, sites), keys={})}

    assert stations["VAL-02"].first_emergency_stop_s is not None
    assert stations["VIS-04"].lost_after_s is not None
    assert stations["KIS-11"].deaf
    assert stations["LAN-05"].link_losses_per_day > 100
    assert sum(habits.deaf for habits in stations.values()) == 1


def test_impossible_stations_are_refused() -> None:
    for identity in ("", "a/b", "a:b", "x" * 49):
        with pytest.raises(ValueError, match="cannot be the id"):
            StationSpec(identity, "1.6", MODELS["AC11"])
    with pytest.raises(ValueError, match="registers"):
        StationSpec("T-01", "1.6", MODELS["AC11"], registers=(1, 2))
    with pytest.raises(ValueError, match="impossible"):
        StationModel("x", "y", "1", "z", Supply.AC, 0, 1, 1, 60)


def test_connectors_are_numbered_as_the_version_does() -> None:
    assert StationSpec("T", "1.6", MODELS["AC22x2"]).connectors == ((1, 1), (2, 2))
    assert StationSpec("T", "2.0.1", MODELS["AC22x2"]).connectors == ((1, 1), (2, 1))
    assert StationSpec("T", "1.6", MODELS["AC22x2"]).serial.startswith("KSD22-")


def test_the_demonstration_is_awake_at_any_hour() -> None:
    for hour in range(24):
        now = datetime(2026, 11, 20, hour, 30, tzinfo=UTC)
        shown = (now + timedelta(seconds=wakes(now))).astimezone(STOCKHOLM)
        assert shown.hour in DAY


def test_whoever_is_no_private_person_can_be_invoiced_by_number_and_email(
    sites: tuple[DemoSite, ...],
) -> None:
    customers = demo_customers(1, sites)
    numbers = [one.organisation_number for one in customers if one.kind is not CustomerKind.PRIVATE]
    assert len(set(numbers)) == len(numbers) == 150
    assert [organisation_number(number) for number in numbers] == numbers
    assert all(not c.organisation_number for c in customers if c.kind is CustomerKind.PRIVATE)
    assert all(email(one.email) == one.email for one in customers)
    assert all(one.email.endswith(".example") for one in customers)


def test_somebody_at_each_site_can_be_phoned(sites: tuple[DemoSite, ...]) -> None:
    assert all(re.fullmatch(r"070-174 06 \d\d", one.site.phone) for one in sites)
    assert all(one.site.host for one in sites)
