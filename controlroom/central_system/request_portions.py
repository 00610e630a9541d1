"""Requests for more than a station takes at once: asked in portions, answered as one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from controlroom.wire.frames import Payload

_LISTS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "GetConfiguration": ("key", ("configurationKey", "unknownKey")),
    "GetVariables": ("getVariableData", ("getVariableResult",)),
    "SetVariables": ("setVariableData", ("setVariableResult",)),
    "SetVariableMonitoring": ("setMonitoringData", ("setMonitoringResult",)),
    "ClearVariableMonitoring": ("id", ("clearMonitoringResult",)),
}
"""By action: the list in the request, and those in its answer that go with it."""


def portions(action: str, payload: Payload, most: int | None) -> Sequence[Payload]:
    """The request in parts that name `most` items each; without it, any number."""
    asked, _ = _LISTS.get(action, ("", ()))
    items = payload.get(asked)
    if not most or not isinstance(items, list | tuple) or len(items) <= most:
        return [payload]
    begins = range(0, len(items), most)
    return [{**payload, asked: [*items[begin : begin + most]]} for begin in begins]


def joined(action: str, answers: Iterable[Mapping[str, Any]]) -> Payload:
    """The answers to portions as one: its lists are theirs in order, the rest the last one's."""
    _, lists = _LISTS.get(action, ("", ()))
    whole: Payload = {}
    for answer in answers:
        for name, value in answer.items():
            before = whole.get(name)
            if name in lists and isinstance(value, list) and isinstance(before, list):
                whole[name] = [*before, *value]
            else:
                whole[name] = value
    return whole
