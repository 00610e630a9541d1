"""What people ask of the alarm engine is written down once, or refused with what is so."""

from __future__ import annotations

import pytest

from controlroom.domain.alarms.events import AcknowledgementRequested
from controlroom.domain.errors import NotFound, Refused
from controlroom.domain.people.actor import console
from controlroom.operations.alarms.acknowledgements import Acknowledgements
from controlroom.operations.people.rights import Rights
from tests.domain.session_events import status
from tests.operations.alarms.test_engine import FAULTED, Desk, desk, fault
from tests.operations.fakes import FakeAlarms
from tests.sentences import says

__all__ = ["desk"]


async def asked(desk: Desk, *alarms: int) -> list[tuple[tuple[int, ...], str]]:
    acknowledgements = Acknowledgements(FakeAlarms(desk.store), Rights(desk.clock))
    await acknowledgements.request(console("anna"), alarms)
    events = desk.store.events(AcknowledgementRequested)
    return [(e.alarms, e.by) for e in events if isinstance(e, AcknowledgementRequested)]


async def test_many_alarms_are_one_request(desk: Desk) -> None:
    await desk.go(5, fault(5), status(5, FAULTED, connector=2), status(5, FAULTED, connector=3))
    assert await asked(desk, 3, 1) == [((3, 1), "anna")]
    assert desk.store.commands == {}


async def test_what_needs_it_no_more_is_left_out_or_refused(desk: Desk) -> None:
    await desk.go(5, fault(5), status(5, FAULTED, connector=2))
    await desk.acknowledge(6, 1)
    assert (await asked(desk, 1, 2))[-1] == ((2,), "anna")
    with pytest.raises(Refused, check=says("over or acknowledged")):
        await asked(desk, 1)
    with pytest.raises(NotFound, check=says("no alarm 4711")):
        await asked(desk, 4711)
