"""Charging sessions: what runs, with its cost so far, and what has ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer

from controlroom.desktop import formats, texts
from controlroom.desktop.asking import Question
from controlroom.desktop.bridge import Batch, Bridge
from controlroom.desktop.models.status import outlet_of
from controlroom.desktop.models.tariffs import SiteTariffs
from controlroom.desktop.widgets.cells import IconCell, TextCell, Weight
from controlroom.desktop.widgets.table_model import Column, TableModel
from controlroom.domain.pricing import Price
from controlroom.domain.session import ChargingSession, SessionState
from controlroom.operations.ports.records import SessionRecord, Sessions

LIMIT = 2_000
AGAIN_MS = 1_000
SHOWN_OF_TOKEN = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sessions are asked for."""

    since: timedelta | None = timedelta(days=1)
    search: str = ""


def masked(token: str) -> str:
    """A token is personal data: only its end is shown, where it is long enough to hide the rest."""
    if len(token) <= SHOWN_OF_TOKEN:
        return token
    return "····" + token[-SHOWN_OF_TOKEN:]


class SessionList(TableModel[SessionRecord]):
    """Asked for, then kept up: running ones from the feed, ended ones by asking again."""

    def __init__(
        self,
        bridge: Bridge,
        sessions: Sessions,
        tariffs: SiteTariffs,
        parent: QObject | None = None,
    ) -> None:
        self._bridge = bridge
        self._sessions = sessions
        self._tariffs = tariffs
        super().__init__(
            [],
            key=lambda record: record.session.id,
            order=lambda record: (not record.session.active, -_moment(record)),
            parent=parent,
        )
        self.columns = tuple(self._declare(lambda: bridge.server_time))
        self._asked: Wanted | None = None
        self._question = Question("sessions", self)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(AGAIN_MS)
        self._late.timeout.connect(self.ask_again)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self.refresh)
        bridge.changed.connect(self._take)
        bridge.reloaded.connect(self.ask_again)
        tariffs.changed.connect(self.refresh)

    def _declare(self, now: Callable[[], datetime]) -> list[Column[SessionRecord]]:
        return [
            Column("", _state_icon, 40),
            Column(
                self.tr("Started"),
                lambda r: TextCell(formats.moment(r.session.started, now())),
                152,
                sort=lambda r: r.session.started,
            ),
            Column(
                self.tr("Duration"),
                lambda r: TextCell(
                    formats.span(timedelta(seconds=r.session.duration_s(now()))), role="secondary"
                ),
                104,
                right=True,
                sort=lambda r: r.session.duration_s(now()),
            ),
            Column(
                self.tr("Charge point"),
                lambda r: TextCell(
                    r.session.charge_point,
                    outlet_of(self._bridge.network, r.session),
                    weight=Weight.SEMIBOLD,
                ),
                168,
                tabular=False,
                sort=lambda r: r.session.charge_point,
            ),
            Column(
                self.tr("Site"),
                lambda r: TextCell(r.session.site),
                200,
                tabular=False,
                grow=2,
                sort=lambda r: r.session.site,
            ),
            Column(
                self.tr("Customer"),
                lambda r: TextCell(r.customer or formats.DASH, masked(r.session.token)),
                264,
                tabular=False,
                grow=2,
                sort=lambda r: r.customer,
            ),
            Column(
                self.tr("kWh"),
                lambda r: TextCell(formats.energy(r.session.energy_wh)),
                112,
                right=True,
                sort=lambda r: r.session.energy_wh,
            ),
            Column(
                self.tr("Cost incl. VAT"),
                lambda r: self._cost(r, now()),
                136,
                right=True,
                sort=lambda r: self._amount(r, now()),
            ),
            Column(self.tr("State"), _state, 280, tabular=False),
            Column(
                self.tr("Invoice"),
                lambda r: TextCell(r.invoice or formats.DASH, role="secondary"),
                120,
                sort=lambda r: r.invoice,
            ),
        ]

    def _cost(self, record: SessionRecord, now: datetime) -> TextCell:
        price = self._price(record, now)
        if price is None:
            return TextCell(formats.DASH, role="secondary")
        weight = Weight.SEMIBOLD if record.session.active else Weight.REGULAR
        return TextCell(formats.money(price.gross), weight=weight)

    def _price(self, record: SessionRecord, now: datetime) -> Price | None:
        """The price of an ended session, or the cost so far of one that runs."""
        if record.session.active:
            return self._tariffs.running(record.session, now)
        return record.price.price if record.price is not None else None

    def _amount(self, record: SessionRecord, now: datetime) -> float:
        price = self._price(record, now)
        return float(price.gross) if price is not None else -1.0

    # Asking

    def ask(self, wanted: Wanted | None) -> None:
        """Show these sessions; None stops following."""
        self._asked = wanted
        if wanted is None:
            self._clock.stop()
            self._late.stop()
        else:
            self._clock.start()
            self.ask_again()

    def ask_again(self) -> None:
        """Ask the store once more for the same."""
        if self._asked is None or not self._bridge.loaded:
            return
        self._question.ask(self._fetch(self._asked), self._put_all)

    async def _fetch(self, wanted: Wanted) -> list[SessionRecord]:
        now = self._bridge.server_time
        start = None if wanted.since is None else now - wanted.since
        running = await self._sessions.sessions(active=True, limit=LIMIT, search=wanted.search)
        ended = await self._sessions.sessions(start=start, limit=LIMIT, search=wanted.search)
        return running + ended

    def _put_all(self, records: list[SessionRecord]) -> None:
        self.replace_all(self._live(record) for record in records)

    def _live(self, record: SessionRecord) -> SessionRecord:
        """The record with the session as the feed has it, which is newer."""
        session = self._known(record.session)
        return record if session is None else replace(record, session=session)

    def _known(self, session: ChargingSession) -> ChargingSession | None:
        there = self._bridge.network.sessions.get(session.charge_point, {})
        return there.get(session.id)

    def _take(self, batch: Batch) -> None:
        if self._asked is None or not batch.sessions:
            return
        fresh: list[SessionRecord] = []
        ask = False
        for identity in batch.sessions:
            record = self.find(identity)
            if record is None:
                ask = True  # it is new, and its customer's name is the store's to say
                continue
            session = self._known(record.session)
            if session is None or session.state is not record.session.state:
                ask = True  # its price is the store's to say
            if session is not None:
                fresh.append(replace(record, session=session))
        self.put(fresh)
        if ask and not self._late.isActive():
            self._late.start()


def _moment(record: SessionRecord) -> float:
    session = record.session
    return (session.ended or session.started).timestamp()


def _state_icon(record: SessionRecord) -> IconCell:
    names = {
        SessionState.ACTIVE: "bolt",
        SessionState.ENDED: "check",
        SessionState.HELD: "alert-circle",
    }
    state = record.session.state
    return IconCell(names[state], "text" if state is SessionState.ACTIVE else "secondary")


def _state(record: SessionRecord) -> TextCell:
    session = record.session
    if session.state is SessionState.HELD:
        reason = texts.hold(session.holds[0].value) if session.holds else ""
        return TextCell(texts.session_state(session.state), reason, weight=Weight.SEMIBOLD)
    if session.state is SessionState.ACTIVE:
        return TextCell(texts.session_state(session.state), weight=Weight.SEMIBOLD)
    hold = record.price.hold if record.price is not None else ""
    reason = texts.hold(hold) if hold else texts.stop_reason(session.stop_reason)
    return TextCell(texts.session_state(session.state), reason, role="secondary")
