"""What answers mean for the commands that they answer."""

from __future__ import annotations

import pytest

from controlroom.central_system.replies import reply_to
from controlroom.wire.frames import CallResult
from controlroom.wire.version import Version


def _read(status: str) -> dict[str, object]:
    return {
        "attributeStatus": status,
        "component": {"name": "OCPPCommCtrlr"},
        "variable": {"name": "HeartbeatInterval"},
        **({"attributeValue": "300"} if status == "Accepted" else {}),
    }


@pytest.mark.parametrize(
    ("statuses", "status"),
    (
        (("Accepted",), "Accepted"),
        (("UnknownVariable", "Accepted"), "Accepted"),
        (("UnknownVariable",), "UnknownVariable"),
        (("Rejected", "UnknownComponent"), "Rejected"),
    ),
)
def test_reading_nothing_is_no_acceptance(statuses: tuple[str, ...], status: str) -> None:
    """B06: every variable has a status of its own; a request whose every one is refused failed."""
    answer = CallResult("1", {"getVariableResult": [_read(one) for one in statuses]})
    reply = reply_to(Version.V201, "GetVariables", answer)
    assert (reply.status, reply.error) == (status, False)
