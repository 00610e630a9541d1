"""The customers of the demonstration: invented hauliers, taxis, housing co-operatives, people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from stdnum.luhn import calc_check_digit

from controlroom.simulator.profile import Seed
from controlroom.simulator.sites import DemoSite

CUSTOMERS = 300


class CustomerKind(StrEnum):
    """What a customer is."""

    COMPANY = "company"
    MUNICIPALITY = "municipality"
    HOUSING = "housing"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class DemoCustomer:
    """Somebody who is invoiced. `address` is one line: street, post code, town."""

    index: int
    name: str
    kind: CustomerKind
    address: str
    tokens: tuple[str, ...]
    """UIDs of the customer's RFID cards."""
    site: str
    """Name of the site where the customer mostly charges."""
    organisation_number: str = ""
    """Of a form and with a check digit that hold, and nobody's; "" for people."""
    email: str = ""
    """In a domain that nobody can own."""


# First three digits of the post codes of the towns of sites.csv.
_POST_CODES = {
    "Borlänge": "784", "Borås": "503", "Eskilstuna": "633", "Falkenberg": "311",
    "Falun": "791", "Göteborg": "411", "Gävle": "802", "Halmstad": "302",
    "Helsingborg": "252", "Huddinge": "141", "Huskvarna": "561", "Härryda": "438",
    "Jönköping": "553", "Kalmar": "392", "Karlskrona": "371", "Karlstad": "652",
    "Kiruna": "981", "Kristianstad": "291", "Kungsbacka": "434", "Lidköping": "531",
    "Linköping": "582", "Luleå": "972", "Lund": "222", "Malmö": "211", "Mora": "792",
    "Nacka": "131", "Norrköping": "602", "Nyköping": "611", "Sigtuna": "193",
    "Skellefteå": "931", "Skövde": "541", "Stockholm": "118", "Sundsvall": "852",
    "Sälen": "780", "Södertälje": "151", "Trollhättan": "461", "Täby": "183",
    "Uddevalla": "451", "Umeå": "903", "Uppsala": "753", "Visby": "621",
    "Värnamo": "331", "Västerås": "722", "Växjö": "352", "Åre": "830", "Örebro": "702",
    "Örnsköldsvik": "891", "Östersund": "831",
}  # fmt: skip
_STREETS = (
    "Storgatan", "Kungsgatan", "Drottninggatan", "Järnvägsgatan", "Skolgatan",
    "Industrigatan", "Verkstadsgatan", "Björkvägen", "Ringvägen", "Hamngatan",
    "Östergatan", "Västergatan", "Åkerivägen", "Lövgatan", "Granvägen", "Ängsvägen",
)  # fmt: skip
_FIRST = (
    "Norrsken", "Almdalen", "Björkliden", "Ekbacken", "Furulund", "Granby", "Hagalund",
    "Kvarnforsen", "Lindholma", "Mosseberg", "Nyhem", "Rosendala", "Sjöbacka", "Tallhöjd",
    "Vintergatan", "Åbrinken", "Älvstranden", "Östanvind", "Kustvägen", "Höjdplatån",
)  # fmt: skip
_TRADES = (
    "Åkeri AB", "Taxi AB", "Bygg AB", "El & Laddteknik AB", "Hemtjänst AB", "Budservice AB",
    "VVS AB", "Frakt AB", "Fastighetsservice AB", "Biluthyrning AB", "Livsmedel AB", "Konsult AB",
)  # fmt: skip

# The first digits of an organisation number, by who has it; none has been given out yet.
_SERIES = {
    CustomerKind.COMPANY: "559998",
    CustomerKind.MUNICIPALITY: "212998",
    CustomerKind.HOUSING: "769998",
}
_PLAIN = str.maketrans("åäöé", "aaoe")

# Out of twenty customers.
_MIX = (
    *(CustomerKind.COMPANY,) * 7,
    CustomerKind.MUNICIPALITY,
    *(CustomerKind.HOUSING,) * 2,
    *(CustomerKind.PRIVATE,) * 10,
)


def demo_customers(
    seed: Seed, sites: Sequence[DemoSite], count: int = CUSTOMERS
) -> tuple[DemoCustomer, ...]:
    """Customers with one to three cards each, spread over the sites by their outlets."""
    chance = Random(f"{seed}/customers")
    need = {site.site.name: float(site.outlets) for site in sites}
    total = sum(need.values())
    by_name = {site.site.name: site for site in sites}
    names: set[str] = set()
    uids: set[str] = set()
    found = []
    for index in range(count):
        kind = _MIX[index % len(_MIX)]
        # Wherever cards are scarcest, so that every outlet has holders of its own.
        home = by_name[max(need, key=lambda name: (need[name], name))]
        cards = (
            chance.choice((1, 1, 2)) if kind is CustomerKind.PRIVATE else chance.choice((2, 3, 3))
        )
        need[home.site.name] -= cards * total / (count * 2.0)
        tokens = tuple(_uid(chance, uids) for _ in range(cards))
        name = _name(chance, kind, home.site.place, index, names)
        address = _address(chance, home.site.place)
        found.append(
            DemoCustomer(
                index,
                name,
                kind,
                address,
                tokens,
                home.site.name,
                _organisation_number(kind, index),
                _email(kind, name, index),
            )
        )
    return tuple(found)


def _uid(chance: Random, taken: set[str]) -> str:
    """Four or seven bytes, as the two common kinds of card have them; never the same twice."""
    while True:
        uid = f"{chance.getrandbits(32):08X}"
        if chance.random() < 0.7:
            uid = f"04{chance.getrandbits(48):012X}"
        if uid not in taken:
            taken.add(uid)
            return uid


def _name(chance: Random, kind: CustomerKind, town: str, index: int, taken: set[str]) -> str:
    while True:
        match kind:
            case CustomerKind.PRIVATE:
                name = f"Privatkund {1001 + index}"
            case CustomerKind.MUNICIPALITY:
                name = f"{town} kommun, fordonsenhet {index // len(_MIX) + 1}"
            case CustomerKind.HOUSING:
                name = f"Brf {chance.choice(_FIRST)} {chance.randint(1, 9)}, {town}"
            case CustomerKind.COMPANY:
                name = f"{chance.choice(_FIRST)}s {chance.choice(_TRADES)}"
        if name not in taken:
            taken.add(name)
            return name


def _address(chance: Random, town: str) -> str:
    street = f"{chance.choice(_STREETS)} {chance.randint(1, 89)}"
    return f"{street}, {_POST_CODES[town]} {chance.randint(10, 69)} {town}"


def _organisation_number(kind: CustomerKind, index: int) -> str:
    series = _SERIES.get(kind)
    if series is None:
        return ""
    digits = f"{series}{index:03d}"
    digits += calc_check_digit(digits)
    return f"{digits[:6]}-{digits[6:]}"


def _email(kind: CustomerKind, name: str, index: int) -> str:
    if kind is CustomerKind.PRIVATE:
        return f"kund{1001 + index}@post.example"
    words = re.findall(r"[a-z0-9]+", name.partition(",")[0].lower().translate(_PLAIN))
    who = "-".join(word for word in words if word != "ab")
    return f"faktura@{who}.example"
