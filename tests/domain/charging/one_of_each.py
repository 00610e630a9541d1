"""A wish of every class."""

from __future__ import annotations

from controlroom.domain.charging.wishes import (
    ChangeAvailability,
    ChangeConfiguration,
    ClearCache,
    GetConfiguration,
    RemoteStart,
    RemoteStop,
    Reset,
    RotateKey,
    Send,
    TriggerMessage,
    UnlockConnector,
    Wish,
)

ONE_OF_EACH: tuple[Wish, ...] = (
    Send("GetLog", {"log": {"remoteLocation": "https://h/x"}, "requestId": 4}),
    RemoteStart("CARD", 1, "Central"),
    RemoteStop("7"),
    Reset(hard=True),
    UnlockConnector(1, 2),
    ChangeAvailability(operative=False, evse=1, connector=2),
    TriggerMessage("StatusNotification", 1, 2),
    GetConfiguration(("A.b", "C.d")),
    ChangeConfiguration("A.b", "1"),
    ClearCache(),
    RotateKey("0123456789abcdef"),
)
