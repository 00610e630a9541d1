"""What an answer says of each item that a request named, where it says so one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from controlroom.domain.charging.commands import Command, CommandStatus
from controlroom.domain.charging.variables import part_of, place_of
from controlroom.domain.values import dataclass

ITEMS: Final[Mapping[str, tuple[str, str]]] = {
    "ClearVariableMonitoring": ("clearMonitoringResult", "status"),
    "GetVariables": ("getVariableResult", "attributeStatus"),
    "SetVariableMonitoring": ("setMonitoringResult", "status"),
    "SetVariables": ("setVariableResult", "attributeStatus"),
}
"""By action: the list of its answer, and the member of each item that is its status."""

_MISFITS: Final = frozenset(
    {
        "FormatViolation",
        "FormationViolation",
        "NotImplemented",
        "OccurenceConstraintViolation",
        "OccurrenceConstraintViolation",
        "PropertyConstraintViolation",
        "RpcFrameworkError",
        "TypeConstraintViolation",
    }
)
"""What is wrong with an answer, in the words of OCPP's error codes."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a request, by the name that people know it by, and what became of it."""

    name: str
    status: CommandStatus
    reason: str = ""
    """What the charge point adds to its status."""

    @property
    def refused(self) -> bool:
        return not self.status.accepted


def items(response: Mapping[str, object]) -> tuple[Item, ...]:
    """Every item of an answer; none where it does not tell the status of every one."""
    for listed, member in ITEMS.values():
        found = response.get(listed)
        if isinstance(found, list | tuple) and found:
            read = tuple(_read(found, member))
            return read if len(read) == len(found) else ()
    return ()


def refused_items(response: Mapping[str, object]) -> tuple[Item, ...]:
    return tuple(item for item in items(response) if item.refused)


def status_of(found: Sequence[Item]) -> CommandStatus:
    """One status for all: refused only where every item is, and by what some of them ask for."""
    refused = sum(item.refused for item in found)
    if refused == len(found):
        return CommandStatus.REJECTED
    if refused:
        return CommandStatus.PARTLY
    accepted = CommandStatus.ACCEPTED
    return next((item.status for item in found if item.status is not accepted), accepted)


def misfits(command: Command) -> bool:
    """Whether what a charge point answered does not fit OCPP: it may have done it or not.

    The status is then our word for its answer; as its own it would stand in there.
    """
    said = (command.response.get("code"), command.response.get("status"))
    return command.status in _MISFITS and command.status not in said


def reason_of(answer: Mapping[str, object]) -> str:
    """Why, in the words of a `statusInfo`: its code, and what stands beside it."""
    info = part_of(answer, "statusInfo")
    said = (info.get("reasonCode"), info.get("additionalInfo"))
    return ": ".join(word for word in said if isinstance(word, str) and word)


def _read(found: Sequence[object], member: str) -> Iterator[Item]:
    for item in found:
        if isinstance(item, Mapping):
            status = item.get(member)
            if isinstance(status, str) and status:
                reason = reason_of({"statusInfo": item.get("attributeStatusInfo")})
                yield Item(_name(item), CommandStatus(status), reason or reason_of(item))


def _name(item: Mapping[str, object]) -> str:
    """A variable, a monitor of one by its kind, or a monitor that is known by its number."""
    place = place_of(item)
    if place is None:
        return f"id {item.get('id')}"
    kind = item.get("type")
    return f"{place.name} {kind}" if isinstance(kind, str) else place.name
