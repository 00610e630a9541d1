"""Charging sessions as a table for a spreadsheet, in Swedish or in English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Final

from typing_extensions import override

from controlroom.documents.table_export import Column, Kind, Value, open_table
from controlroom.domain.billing.pricing import Price, minutes
from controlroom.domain.billing.session_price import running_price
from controlroom.domain.billing.tariff import Version, holding
from controlroom.domain.people.authorisation import masked
from controlroom.operations.billing.session_export import SessionFile
from controlroom.operations.ports.billing import SessionRecord
from controlroom.operations.ports.session_search import held_for, state_of
from controlroom.words.catalogue import Catalogue
from controlroom.words.plain import lowered
from controlroom.words.texts import Texts

_COLUMNS: Final = (
    ("session", Kind.TEXT, 24),
    ("transaction", Kind.TEXT, 16),
    ("charge-point", Kind.TEXT, 16),
    ("evse", Kind.INTEGER, 6),
    ("connector", Kind.INTEGER, 10),
    ("site", Kind.TEXT, 24),
    ("customer-number", Kind.INTEGER, 16),
    ("customer", Kind.TEXT, 28),
    ("token", Kind.TEXT, 18),
    ("started-swedish-time", Kind.LOCAL, 20),
    ("started-utc", Kind.UTC, 20),
    ("ended-swedish-time", Kind.LOCAL, 20),
    ("ended-utc", Kind.UTC, 20),
    ("time-estimated", Kind.YES_NO, 14),
    ("duration", Kind.DURATION, 12),
    ("idle-minutes", Kind.INTEGER, 18),
    ("meter-start-kwh", Kind.ENERGY, 16),
    ("meter-stop-kwh", Kind.ENERGY, 16),
    ("energy-kwh", Kind.ENERGY, 12),
    ("state", Kind.TEXT, 14),
    ("hold-reason", Kind.TEXT, 32),
    ("stop-reason", Kind.TEXT, 18),
    ("currency", Kind.TEXT, 8),
    ("net", Kind.MONEY, 12),
    ("vat-percent", Kind.PERCENT, 8),
    ("vat", Kind.MONEY, 12),
    ("gross", Kind.MONEY, 12),
    ("final-price", Kind.YES_NO, 12),
    ("invoice", Kind.TEXT, 14),
    ("billed-kwh", Kind.ENERGY, 14),
    ("decision", Kind.TEXT, 12),
    ("reason-for-the-decision", Kind.TEXT, 32),
    ("decided-by", Kind.TEXT, 18),
    ("decided-utc", Kind.UTC, 20),
)
"""(key, kind, width in characters)."""


def columns(catalogue: Catalogue) -> list[Column]:
    return [
        Column(catalogue.text("session table", key), kind, width) for key, kind, width in _COLUMNS
    ]


class SessionTable(SessionFile):
    """See `operations.session_export`. Raises OSError."""

    def __init__(self, file: Path, language: str, *, whole_tokens: bool) -> None:
        catalogue = Catalogue(language)
        title = catalogue.text("session table", "title")
        self._table = open_table(file, title, columns(catalogue), language)
        self._texts = Texts(catalogue)
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
            self._name(state_of(record)),
            self._hold(hold),
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
        return (self._name(review.verdict), review.reason, review.by, review.at)

    def _name(self, member: Enum) -> str:
        return lowered(self._texts.name(member))

    def _hold(self, reason: str) -> str:
        catalogue = self._texts.catalogue
        if catalogue.has("session table", reason):
            return catalogue.text("session table", reason)
        return lowered(self._texts.hold(reason))

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
