"""The journal read backwards, a page at a time, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from controlroom.domain.charging.events import HeardAgain, KeyRotated, LinkClosed
from controlroom.domain.event import Event
from controlroom.domain.people.events import UserChanged
from controlroom.operations.ports.facts import FactPage
from controlroom.store import Store, journal_pages
from tests.store.facts import NOON, said

KINDS = (HeardAgain, KeyRotated, UserChanged)


async def _fill(store: Store) -> None:
    """Thirty facts a minute apart: links of CP1 and CP2, and every tenth by a person."""
    for number in range(30):
        at = NOON + timedelta(minutes=number)
        event: Event
        if number % 10 == 9:
            event = UserChanged(
                charge_point="", at=at, received=at, user=f"u{number}", what="added"
            )
        else:
            event = HeardAgain(charge_point=f"CP{number % 2 + 1}", at=at, received=at)
        await store.journal.record([event])


def _minutes(page: FactPage) -> list[int]:
    return [int((e.event.received - NOON) / timedelta(minutes=1)) for e in page.entries]


async def test_pages_follow_each_other_without_a_gap(store: Store) -> None:
    await _fill(store)
    seen: list[int] = []
    before = None
    for _ in range(10):
        page = await store.facts.newest(KINDS, before=before, limit=7)
        seen += _minutes(page)
        before = page.reached
        if not before:
            break
    assert seen == list(range(29, -1, -1))


async def test_what_is_rare_is_sought_in_pieces(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _fill(store)
    monkeypatch.setattr(journal_pages, "_FIRST", 4)
    monkeypatch.setattr(journal_pages, "_WIDEST", 4)
    monkeypatch.setattr(journal_pages, "_PIECES", 3)
    first = await store.facts.newest([UserChanged])
    assert _minutes(first) == [29, 19]
    assert first.reached > 0
    assert first.back_to == NOON + timedelta(minutes=18)
    second = await store.facts.newest([UserChanged], before=first.reached)
    assert _minutes(second) == [9]
    nothing = await store.facts.newest([LinkClosed], before=second.reached)
    assert nothing.entries == ()


async def test_a_moment_begins_and_ends_it(store: Store) -> None:
    await _fill(store)
    until = NOON + timedelta(minutes=20)
    page = await store.facts.newest(KINDS, until=until, limit=5)
    assert _minutes(page) == [20, 19, 18, 17, 16]
    since = NOON + timedelta(minutes=17, seconds=30)
    page = await store.facts.newest(KINDS, until=until, since=since)
    assert _minutes(page) == [20, 19, 18]
    assert page.reached == 0
    assert (await store.facts.newest(KINDS, until=NOON - timedelta(days=1))).entries == ()


@pytest.mark.parametrize(
    ("points", "minutes"),
    (
        (["CP1"], [28, 26, 24, 22, 20]),
        (["CP2"], [27, 25, 23, 21, 17]),
        (["CP1", ""], [29, 28, 26, 24, 22]),
        (["CP9"], []),
    ),
)
async def test_some_charge_points_only(store: Store, points: list[str], minutes: list[int]) -> None:
    await _fill(store)
    page = await store.facts.newest(KINDS, charge_points=points, limit=5)
    assert _minutes(page) == minutes


async def test_one_point_goes_on_where_its_page_ended(store: Store) -> None:
    await _fill(store)
    first = await store.facts.newest(KINDS, charge_points=["CP1"], limit=10)
    second = await store.facts.newest(KINDS, charge_points=["CP1"], before=first.reached, limit=10)
    assert _minutes(first) + _minutes(second) == list(range(28, -1, -2))
    assert second.reached == 0


async def test_meter_values_and_other_kinds_do_not_come(store: Store) -> None:
    await store.journal.record([said("nothing")])
    assert (await store.facts.newest(KINDS)).entries == ()
