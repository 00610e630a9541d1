"""Charging sessions as a table for a spreadsheet, in Swedish or in English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from typing_extensions import override

from controlroom.documents.table_export import Column, Kind, Value, open_table
from controlroom.domain.billing.pricing import Price, minutes
from controlroom.domain.billing.review import Verdict
from controlroom.domain.billing.session_price import running_price
from controlroom.domain.billing.tariff import Version, holding
from controlroom.domain.charging.session import Hold, SessionState
from controlroom.domain.people.authorisation import masked
from controlroom.operations.billing.session_export import SessionFile
from controlroom.operations.ports.billing import SessionRecord
from controlroom.operations.ports.session_search import held_for, state_of

_COLUMNS: Final = (
    ("Session", "Session", Kind.TEXT, 24),
    ("Transaktion", "Transaction", Kind.TEXT, 16),
    ("Laddpunkt", "Charge point", Kind.TEXT, 16),
    ("EVSE", "EVSE", Kind.INTEGER, 6),
    ("Uttag", "Connector", Kind.INTEGER, 10),
    ("Plats", "Site", Kind.TEXT, 24),
    ("Kundnummer", "Customer number", Kind.INTEGER, 16),
    ("Kund", "Customer", Kind.TEXT, 28),
    ("Tagg", "Token", Kind.TEXT, 18),
    ("Start (svensk tid)", "Started (Swedish time)", Kind.LOCAL, 20),
    ("Start (UTC)", "Started (UTC)", Kind.UTC, 20),
    ("Slut (svensk tid)", "Ended (Swedish time)", Kind.LOCAL, 20),
    ("Slut (UTC)", "Ended (UTC)", Kind.UTC, 20),
    ("Tid uppskattad", "Time estimated", Kind.YES_NO, 14),
    ("Varaktighet", "Duration", Kind.DURATION, 12),
    ("Overksamma minuter", "Idle minutes", Kind.INTEGER, 18),
    ("Mätare start kWh", "Meter start kWh", Kind.ENERGY, 16),
    ("Mätare slut kWh", "Meter stop kWh", Kind.ENERGY, 16),
    ("Energi kWh", "Energy kWh", Kind.ENERGY, 12),
    ("Läge", "State", Kind.TEXT, 14),
    ("Orsak till att den hålls", "Hold reason", Kind.TEXT, 32),
    ("Stopporsak", "Stop reason", Kind.TEXT, 18),
    ("Valuta", "Currency", Kind.TEXT, 8),
    ("Netto", "Net", Kind.MONEY, 12),
    ("Moms %", "VAT %", Kind.PERCENT, 8),
    ("Moms", "VAT", Kind.MONEY, 12),
    ("Brutto", "Gross", Kind.MONEY, 12),
    ("Slutgiltigt pris", "Final price", Kind.YES_NO, 12),
    ("Faktura", "Invoice", Kind.TEXT, 14),
    ("Debiteras kWh", "Billed kWh", Kind.ENERGY, 14),
    ("Beslut", "Decision", Kind.TEXT, 12),
    ("Skäl till beslutet", "Reason for the decision", Kind.TEXT, 32),
    ("Beslutat av", "Decided by", Kind.TEXT, 18),
    ("Beslutat (UTC)", "Decided (UTC)", Kind.UTC, 20),
)
"""(Swedish, English, kind, width in characters)."""

_STATES: Final[Mapping[SessionState, tuple[str, str]]] = {
    SessionState.ACTIVE: ("pågår", "in progress"),
    SessionState.ENDED: ("avslutad", "ended"),
    SessionState.HELD: ("hållen", "held"),
}

_VERDICTS: Final[Mapping[Verdict, tuple[str, str]]] = {
    Verdict.APPROVED: ("godkänd", "approved"),
    Verdict.CORRECTED: ("rättad", "corrected"),
    Verdict.STRUCK: ("struken", "struck"),
}

_HOLDS: Final[Mapping[str, tuple[str, str]]] = {
    Hold.SUPERSEDED.value: (
        "en annan session började innan slutet meddelades",
        "another session began before its end was told",
    ),
    Hold.END_NOT_TOLD.value: (
        "stationen meddelade aldrig slutet",
        "the station never told its end",
    ),
    Hold.ENDED_BY_HAND.value: ("avslutad av en person", "a person ended it"),
    Hold.ORPHAN.value: ("starten meddelades aldrig", "its start was never told"),
    Hold.STOP_BELOW_READING.value: (
        "slutvärde under en tidigare avläsning",
        "stop value below an earlier reading",
    ),
    Hold.READ_AFTER_STOP.value: (
        "mer avlästes efter stoppet",
        "more was read after the stop",
    ),
    Hold.METER_BACK.value: ("mätarställningen sjönk", "the meter register fell"),
    Hold.IMPLAUSIBLE.value: (
        "mer energi än uttaget kan ge",
        "more energy than the connector can give",
    ),
    Hold.NO_METER.value: ("ingen mätaravläsning", "no meter reading"),
    Hold.NOT_AUTHORISED.value: ("taggen var inte godkänd", "the token was not authorised"),
    Hold.TIME_ESTIMATED.value: ("stationens klocka gick fel", "the station’s clock was wrong"),
    Hold.NO_TARIFF.value: ("platsen har ingen tariff", "the site has no tariff"),
    Hold.NO_CUSTOMER.value: ("ingen kund äger taggen", "no customer owns the token"),
    Hold.CHANGED.value: ("ändrad efter beslutet", "changed since the decision"),
}


@dataclass(frozen=True, slots=True)
class _Words:
    place: int

    def of(self, pair: tuple[str, str]) -> str:
        return pair[self.place]


def columns(language: str) -> list[Column]:
    """Of "sv" or "en"."""
    swedish = language == "sv"
    return [
        Column(in_swedish if swedish else in_english, kind, width)
        for in_swedish, in_english, kind, width in _COLUMNS
    ]


class SessionTable(SessionFile):
    """See `operations.session_export`. Raises OSError."""

    def __init__(self, file: Path, language: str, *, whole_tokens: bool) -> None:
        title = "Sessioner" if language == "sv" else "Sessions"
        self._table = open_table(file, title, columns(language), language)
        self._words = _Words(0 if language == "sv" else 1)
        self._whole_tokens = whole_tokens

    @override
    def add(
        self,
        records: Iterable[SessionRecord],
        tariffs: Mapping[str, Sequence[Version]],
        now: datetime,
    ) -> None:
        self._table.add(self._row(record, tariffs, now) for record in records)

    def _row(
        self, record: SessionRecord, tariffs: Mapping[str, Sequence[Version]], now: datetime
    ) -> tuple[Value, ...]:
        session = record.session
        final = record.price is not None and not session.active
        cost: Price | None
        if record.price is not None and final:
            cost = record.price.price
        else:
            tariff = holding(tariffs.get(session.site, ()), session.started)
            cost = running_price(session, tariff, now)
        hold = held_for(record)
        meter_stop = session.register_wh if session.meter_stop is None else session.meter_stop
        return (
            session.id,
            session.transaction,
            session.charge_point,
            session.evse,
            session.connector,
            session.site,
            session.customer,
            record.customer,
            session.token if self._whole_tokens else masked(session.token),
            session.started,
            session.started,
            session.ended,
            session.ended,
            session.estimated,
            timedelta(seconds=session.duration_s(now)),
            minutes(session.idle_seconds(now)),
            session.meter_start,
            meter_stop,
            session.energy_wh,
            self._words.of(_STATES[state_of(record)]),
            self._words.of(_HOLDS.get(hold, (hold, hold))),
            session.stop_reason,
            None if cost is None else cost.currency,
            None if cost is None else cost.net,
            None if cost is None else cost.vat_percent,
            None if cost is None else cost.vat,
            None if cost is None else cost.gross,
            final,
            record.invoice,
            _billed_wh(record),
            *self._decided(record),
        )

    def _decided(self, record: SessionRecord) -> tuple[Value, ...]:
        review = record.decided
        if review is None:
            return ("", "", "", None)
        return (self._words.of(_VERDICTS[review.verdict]), review.reason, review.by, review.at)

    @override
    def close(self) -> None:
        self._table.close()

    @override
    def abandon(self) -> None:
        self._table.abandon()


def _billed_wh(record: SessionRecord) -> int | None:
    """Energy that an invoice carries or will carry, in Wh; None while nobody knows."""
    if record.session.active or record.price is None or held_for(record):
        return None
    return record.price.energy_wh if record.price.price is not None else 0
