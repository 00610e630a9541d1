from __future__ import annotations

from math import inf

from controlroom.simulator.agenda import Agenda


def test_deeds_happen_in_the_order_of_their_moments() -> None:
    agenda, done = Agenda(), []
    for name, at in (("b", 2.0), ("a", 1.0), ("c", 2.0)):
        agenda.plan(at, lambda at, name=name: done.append((name, at)))  # type: ignore[misc]
    while agenda.due < inf:
        agenda.happen()

    assert done == [("a", 1.0), ("b", 2.0), ("c", 2.0)]


def test_what_never_happens_is_not_planned() -> None:
    agenda = Agenda()
    agenda.plan(inf, lambda _at: None)

    assert agenda.due == inf


def test_a_deed_may_plan_the_next() -> None:
    agenda, moments = Agenda(), []

    def tick(at: float) -> None:
        moments.append(at)
        agenda.plan(at + 1 if at < 3 else inf, tick)

    agenda.plan(1.0, tick)
    while agenda.due < inf:
        agenda.happen()
    assert moments == [1.0, 2.0, 3.0]
