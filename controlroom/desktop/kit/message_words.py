"""What messages that nothing acts on yet, and reports in parts, are called and say in a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from controlroom.desktop.kit import texts
from controlroom.domain.charging.events import MessageReceived, ReportClosed, ReportReceived

translate = QCoreApplication.translate

_NAMES = {
    "ClearedChargingLimit": QT_TRANSLATE_NOOP("messages", "External limit lifted"),
    "Get15118EVCertificate": QT_TRANSLATE_NOOP("messages", "Contract certificate"),
    "GetCertificateStatus": QT_TRANSLATE_NOOP("messages", "Certificate status"),
    "NotifyChargingLimit": QT_TRANSLATE_NOOP("messages", "External limit"),
    "NotifyCustomerInformation": QT_TRANSLATE_NOOP("messages", "Customer information"),
    "NotifyDisplayMessages": QT_TRANSLATE_NOOP("messages", "Display messages"),
    "NotifyEVChargingNeeds": QT_TRANSLATE_NOOP("messages", "Vehicle’s needs"),
    "NotifyEVChargingSchedule": QT_TRANSLATE_NOOP("messages", "Vehicle’s schedule"),
    "NotifyMonitoringReport": QT_TRANSLATE_NOOP("messages", "Monitoring report"),
    "NotifyReport": QT_TRANSLATE_NOOP("messages", "Device model"),
    "PublishFirmwareStatusNotification": QT_TRANSLATE_NOOP("messages", "Firmware publishing"),
    "ReportChargingProfiles": QT_TRANSLATE_NOOP("messages", "Charging profiles"),
    "ReservationStatusUpdate": QT_TRANSLATE_NOOP("messages", "Reservation over"),
    "SignCertificate": QT_TRANSLATE_NOOP("messages", "Certificate request"),
}
LONGEST = 40
"""Characters of a member that are of use in a line: not a certificate's."""
MEMBERS = 6
NAMED = 3
"""So many gaps of a report are named."""


def name(event: MessageReceived | ReportClosed) -> str:
    """What it is."""
    known = _NAMES.get(event.action)
    return event.action if known is None else translate("messages", str(known))


def more(event: MessageReceived | ReportClosed) -> tuple[str, ...]:
    """What it says, in parts that stand beside each other."""
    if isinstance(event, ReportClosed):
        return _of_report(event)
    answered = texts.answer(event.answered) if event.answered else ""
    why = texts.sentence(event.reason) if event.reason else ""
    members = [text for _, text in zip(range(MEMBERS), _members(event.payload), strict=False)]
    return (answered, *([why] if why else members))


def _of_report(event: ReportClosed) -> tuple[str, ...]:
    count = translate("messages", "parts: {0}").format(event.parts)
    return ("" if event.whole else incomplete(event.missing), count)


def incomplete(missing: tuple[tuple[int, int], ...]) -> str:
    """That a report is not whole, and which of its parts did not come."""
    if not missing:
        return translate("messages", "incomplete: the rest did not come")
    runs = [f"{first}" if first == last else f"{first}\u2013{last}" for first, last in missing]
    named = ", ".join(runs[:NAMED]) + ("…" if len(runs) > NAMED else "")
    return translate("messages", "incomplete: part {0} did not come").format(named)


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
