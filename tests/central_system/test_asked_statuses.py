"""Which status is the answer to a request for it."""

from __future__ import annotations

from typing import Any

import pytest

from controlroom.central_system.asked_statuses import AskedStatuses
from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.events import StatusChanged
from tests.domain.session_events import TEN


def status(evse: int, connector: int) -> StatusChanged:
    return StatusChanged(
        charge_point="CP1",
        at=TEN,
        received=TEN,
        evse=evse,
        connector=connector,
        status=ConnectorStatus.FAULTED,
    )


def trigger(message: str = "StatusNotification", **place: Any) -> dict[str, Any]:
    return {"requestedMessage": message, **place}


@pytest.mark.parametrize(
    ("payload", "place"),
    (
        (trigger(connectorId=2), (2, 2)),
        (trigger(evse={"id": 2, "connectorId": 1}), (2, 1)),
        (trigger(evse={"id": 2}), (2, 1)),
        (trigger(), (2, 1)),
    ),
)
@pytest.mark.parametrize("action", ("TriggerMessage", "ExtendedTriggerMessage"))
def test_the_first_status_after_the_request_is_the_answer(
    action: str, payload: dict[str, Any], place: tuple[int, int]
) -> None:
    asked = AskedStatuses()
    assert not asked.is_answer(status(*place))
    asked.sending(action, payload)
    assert [asked.is_answer(status(*place)) for _ in range(2)] == [True, False]
    asked.sending(action, payload)
    assert asked.is_answer(status(*place))


def test_all_are_the_answer_where_all_were_asked_for() -> None:
    asked = AskedStatuses()
    asked.sending("TriggerMessage", trigger())
    assert [asked.is_answer(status(n, n)) for n in (0, 1, 2, 1)] == [True, True, True, False]


def test_other_places_and_other_messages_are_none() -> None:
    asked = AskedStatuses()
    asked.sending("TriggerMessage", trigger(connectorId=2))
    asked.sending("TriggerMessage", trigger("MeterValues", connectorId=1))
    asked.sending("ClearCache", trigger(connectorId=1))
    assert not asked.is_answer(status(1, 1))


def test_nothing_comes_of_a_request_that_was_refused() -> None:
    asked = AskedStatuses()
    asked.sending("TriggerMessage", trigger(connectorId=1))
    asked.refused("TriggerMessage", trigger(connectorId=1))
    assert not asked.is_answer(status(1, 1))
