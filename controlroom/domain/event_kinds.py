"""Every kind of fact by its name in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from controlroom.domain.alarms.events import AcknowledgementRequested, AlarmChanged
from controlroom.domain.billing.events import (
    CompanyChanged,
    InvoiceIssued,
    SessionPriced,
    SessionReviewed,
    TariffChanged,
)
from controlroom.domain.charging.commands import CommandChanged
from controlroom.domain.charging.events import (
    Booted,
    ComponentReported,
    ConnectorsCounted,
    DataTransferred,
    DiagnosticsReported,
    FellSilent,
    FirmwareReported,
    HeardAgain,
    KeyRotated,
    LinkClaimed,
    LinkClosed,
    LinkOpened,
    MessageKept,
    MessageReceived,
    MeterSampled,
    RegistrationChanged,
    ReportClosed,
    ReportReceived,
    SecurityEventReported,
    SessionEnded,
    SiteChanged,
    StatusChanged,
    TokenPresented,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.event import Event
from controlroom.domain.people.events import (
    CustomerChanged,
    RightDenied,
    SignInTried,
    TokenChanged,
    UserChanged,
)
from controlroom.domain.server_events import ClockDeviated, ServerFound, ServerLost, WritingFailed

KINDS: Mapping[str, type[Event]] = {
    kind.__name__: kind
    for kind in (
        LinkOpened,
        LinkClosed,
        LinkClaimed,
        FellSilent,
        HeardAgain,
        Booted,
        StatusChanged,
        TokenPresented,
        TransactionStarted,
        TransactionUpdated,
        TransactionEnded,
        MeterSampled,
        FirmwareReported,
        DiagnosticsReported,
        SecurityEventReported,
        DataTransferred,
        ReportReceived,
        ConnectorsCounted,
        ComponentReported,
        MessageReceived,
        MessageKept,
        SiteChanged,
        RegistrationChanged,
        KeyRotated,
        TokenChanged,
        TariffChanged,
        CustomerChanged,
        CompanyChanged,
        CommandChanged,
        AlarmChanged,
        AcknowledgementRequested,
        ReportClosed,
        SessionPriced,
        SessionReviewed,
        SessionEnded,
        InvoiceIssued,
        UserChanged,
        SignInTried,
        RightDenied,
        WritingFailed,
        ClockDeviated,
        ServerLost,
        ServerFound,
    )
}

FACTS: Final = frozenset(KINDS.values()) - {MeterSampled}
"""All but the meter values, which are nine tenths of what is written.

Who asks for no MeterSampled is told of no TransactionUpdated that only measures.
"""
