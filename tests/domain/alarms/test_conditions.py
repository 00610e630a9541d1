"""What parts of a charge point say of the whole, and what explains what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from controlroom.domain.alarms.conditions import MANY, combine, parents
from controlroom.domain.alarms.observation import Key, Observation, Place
from controlroom.domain.charging.charge_point import MOST_CONNECTORS
from tests.domain.session_events import POINT, at

SEEN = Observation(("CON-FAULT", POINT, 1, 1), on=True, since=at(0), due=at(0))
ONE, TWO, WHOLE = (1, 1), (2, 2), (0, 0)


def places(count: int, first: int = 1) -> frozenset[Place]:
    return frozenset((n, n) for n in range(first, first + count))


FEW, MANY_OTHERS = places(MANY - 1, 2), places(MANY, 2)
FULL = places(MOST_CONNECTORS + 1, 2)


@pytest.mark.parametrize(
    ("code", "before", "on", "after", "told"),
    (
        # Each place has its own.
        ("CP-RATE", frozenset(), True, frozenset(), {ONE: True}),
        ("CP-RATE", frozenset(), False, frozenset(), {ONE: False}),
        # Whatever part tells of it: it is one.
        ("HW-ESTOP", frozenset(), True, {ONE}, {WHOLE: True}),
        ("HW-ESTOP", {TWO}, True, {ONE, TWO}, {WHOLE: True}),
        ("HW-ESTOP", {ONE, TWO}, False, {TWO}, {}),
        ("HW-ESTOP", {ONE}, False, frozenset(), {WHOLE: False}),
        # Each connector has its own, and many are one of the whole as well.
        ("CON-FAULT", frozenset(), True, {ONE}, {ONE: True, WHOLE: False}),
        ("CON-FAULT", FEW, True, {ONE, *FEW}, {ONE: True, WHOLE: False}),
        ("CON-FAULT", MANY_OTHERS, True, {ONE, *MANY_OTHERS}, {ONE: True, WHOLE: True}),
        ("CON-FAULT", {ONE, *MANY_OTHERS}, False, MANY_OTHERS, {ONE: False, WHOLE: False}),
        # One more than can be changes nothing, and has none of its own.
        ("CON-FAULT", FULL, True, FULL, {WHOLE: True}),
    ),
)
def test_what_a_part_says_of_the_whole(
    code: str, before: frozenset[Place], on: bool, after: set[Place], told: dict[Place, bool]
) -> None:
    seen = replace(SEEN, key=(code, *SEEN.key[1:]), on=on)
    parts, found = combine(seen, frozenset(before))
    assert parts == after
    assert {o.key[2:]: o.on for o in found} == told
    assert all((o.since, o.due, o.key[:2]) == (at(0), at(0), (code, POINT)) for o in found)


@pytest.mark.parametrize(
    ("key", "parts", "explained_by"),
    (
        (("HW-ESTOP", POINT, 0, 0), frozenset(), set()),
        (("HW-GND", POINT, 1, 2), places(MANY), set()),
        (("HW-GND", POINT, 1, 2), places(MANY + 1), {("HW-GND", POINT, 0, 0)}),
        (("CON-FAULT", POINT, 0, 0), places(MANY + 1), {
            ("HW-ESTOP", POINT, 0, 0), ("HW-GND", POINT, 0, 0),
        }),
        (("CON-FAULT", POINT, 1, 2), frozenset(), {
            (code, POINT, *place)
            for code in ("HW-ESTOP", "HW-GND")
            for place in ((1, 2), (1, 0), (0, 0))
        }),
    ),
)  # fmt: skip
def test_what_tells_of_the_same_better(
    key: Key, parts: frozenset[Place], explained_by: set[Key]
) -> None:
    assert {*parents(key, parts)} == explained_by
