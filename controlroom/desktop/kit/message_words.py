"""What messages that nothing acts on yet, and reports in parts, are called and say in a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from controlroom.desktop.kit.language import texts
from controlroom.domain.charging.events import MessageReceived, ReportClosed, ReportReceived

LONGEST = 40
"""Characters of a member that are of use in a line: not a certificate's."""
MEMBERS = 6
NAMED = 3
"""So many gaps of a report are named."""


def name(event: MessageReceived | ReportClosed) -> str:
    """What it is."""
    return texts.catalogue.text("message", event.action)


def more(event: MessageReceived | ReportClosed) -> tuple[str, ...]:
    """What it says, in parts that stand beside each other."""
    if isinstance(event, ReportClosed):
        return _of_report(event)
    answered = texts.answer(event.answered) if event.answered else ""
    why = texts.sentence(event.reason) if event.reason else ""
    members = [text for _, text in zip(range(MEMBERS), _members(event.payload), strict=False)]
    return (answered, *([why] if why else members))


def _of_report(event: ReportClosed) -> tuple[str, ...]:
    count = texts.catalogue.text("report", "parts", event.parts)
    return ("" if event.whole else incomplete(event.missing), count)


def incomplete(missing: tuple[tuple[int, int], ...]) -> str:
    """That a report is not whole, and which of its parts did not come."""
    if not missing:
        return texts.catalogue.text("report", "rest-missing")
    runs = [f"{first}" if first == last else f"{first}\u2013{last}" for first, last in missing]
    named = ", ".join(runs[:NAMED]) + ("…" if len(runs) > NAMED else "")
    return texts.catalogue.text("report", "part-missing", named)


def _members(value: object, called: str = "") -> Iterator[str]:
    """The short members of a payload by their names, however deep."""
    if isinstance(value, Mapping):
        for key, member in value.items():
            yield from _members(member, str(key))
    elif isinstance(value, list | tuple):
        for member in value:
            yield from _members(member, called)
    elif value is not None and len(str(value)) <= LONGEST:
        yield f"{called}: {str(value).lower() if isinstance(value, bool) else value}"


def whole_text(event: MessageReceived | ReportClosed, parts: list[ReportReceived]) -> str:
    """All that was said, as JSON; of a report the items of its parts in their order."""
    said: object = event.payload if isinstance(event, MessageReceived) else None
    if said is None:
        said = [item for part in parts for item in part.items]
    return json.dumps(said, ensure_ascii=True)
