"""Statuses that a charge point was asked for, so that its answer is known as one."""

from typing import Final

from controlroom.central_system.dialect import whole
from controlroom.domain.charging.events import StatusChanged
from controlroom.wire.frames import Payload

_TRIGGERS: Final = frozenset({"TriggerMessage", "ExtendedTriggerMessage"})
_WHOLE: Final = 0


class AskedStatuses:
    """Those of one link.

    A status counts as asked for from the moment the request is sent: some charge points send
    it before they answer the request.
    """

    def __init__(self) -> None:
        self._places: dict[tuple[int, int], set[tuple[int, int]]] = {}
        """What was asked for (0: all that there are), and what was said of it since."""

    def sending(self, action: str, payload: Payload) -> None:
        """A request is about to be sent."""
        if (place := _asked(action, payload)) is not None:
            self._places[place] = set()

    def refused(self, action: str, payload: Payload) -> None:
        """The request was not accepted: nothing will come of it."""
        if (place := _asked(action, payload)) is not None:
            self._places.pop(place, None)

    def is_answer(self, status: StatusChanged) -> bool:
        """Whether a status is the first of its place that comes since it was asked for."""
        said = (status.evse, status.connector)
        if said in self._places and said != (_WHOLE, _WHOLE):
            del self._places[said]
            return True
        for place in ((status.evse, _WHOLE), (_WHOLE, _WHOLE)):
            told = self._places.get(place)
            if told is not None and said not in told:
                told.add(said)
                return True
        return False


def _asked(action: str, payload: Payload) -> tuple[int, int] | None:
    """EVSE and connector whose status a request asks for; None where it asks for none."""
    if action not in _TRIGGERS or payload.get("requestedMessage") != "StatusNotification":
        return None
    evse = payload.get("evse")
    if isinstance(evse, dict):
        return whole(evse.get("id")) or _WHOLE, whole(evse.get("connectorId")) or _WHOLE
    connector = whole(payload.get("connectorId")) or _WHOLE
    return connector, connector
