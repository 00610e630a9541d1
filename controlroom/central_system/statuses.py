"""Connector statuses as charge points spell them."""

from typing import Final

from controlroom.domain.charging.charge_point import ConnectorStatus

_DEFINED: Final = {status.value.casefold(): status for status in ConnectorStatus}
# Words outside the specification, mapped to the nearest meaning inside it.
_NEAREST: Final = {
    "error": ConnectorStatus.FAULTED,
    "fault": ConnectorStatus.FAULTED,
    "idle": ConnectorStatus.AVAILABLE,
    "inoperative": ConnectorStatus.UNAVAILABLE,
    "offline": ConnectorStatus.UNAVAILABLE,
    "outoforder": ConnectorStatus.UNAVAILABLE,
    "suspended": ConnectorStatus.SUSPENDED_EVSE,
}


def connector_status(sent: str) -> tuple[ConnectorStatus, str]:
    """The status, and the word as sent where it is none of the defined ones."""
    known = _DEFINED.get(sent.casefold())
    if known is not None:
        return known, "" if known.value == sent else sent
    return _NEAREST.get(sent.strip().casefold(), ConnectorStatus.UNKNOWN), sent
