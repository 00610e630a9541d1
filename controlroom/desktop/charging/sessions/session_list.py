"""Charging sessions: what runs, with its cost so far, and what has ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from controlroom.desktop.bridge import Batch, Bridge
from controlroom.desktop.desk.status import outlet_of
from controlroom.desktop.desk.tariffs import SiteTariffs
from controlroom.desktop.kit.background_query import Question
from controlroom.desktop.kit.cells import IconCell, TextCell, Weight
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.table_model import Column, TableModel
from controlroom.desktop.kit.timers import later
from controlroom.domain.billing.events import (
    CompanyChanged,
    InvoiceIssued,
    SessionPriced,
    SessionReviewed,
)
from controlroom.domain.billing.invoice import month_bounds
from controlroom.domain.billing.pricing import Price
from controlroom.domain.charging.events import SessionEnded
from controlroom.domain.charging.session import ChargingSession, SessionState
from controlroom.domain.people.authorisation import masked
from controlroom.operations.ports.billing import SessionRecord
from controlroom.operations.ports.session_search import (
    Place,
    SessionCounts,
    SessionFilter,
    SessionPage,
    SessionSearch,
    held_for,
    state_of,
)

__all__ = ["PAGE", "SessionList", "Wanted", "masked"]

PAGE = 200
AGAIN_MS = 1_000
COUNT_MS = 5_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sessions are asked for: of the newest `since`, or of a month, or of all times."""

    since: timedelta | None = timedelta(days=1)
    month: tuple[int, int] | None = None
    others: SessionFilter = field(default_factory=SessionFilter)
    """Everything but the time."""

    def at(self, now: datetime) -> SessionFilter:
        """As the store is asked for it."""
        if self.month is not None:
            start, end = month_bounds(*self.month)
            return replace(self.others, start=start, end=end)
        return replace(self.others, start=None if self.since is None else now - self.since)

    def counts_as(self, other: Wanted) -> bool:
        """Whether the same sessions are counted: counts tell of every state."""
        return replace(self, others=replace(self.others, which=other.others.which)) == other


class SessionList(TableModel[SessionRecord]):
    """A page at a time. Running ones are kept up from the feed, changed ones asked for again."""

    counted = Signal()
    """`counts` or what is loaded is other than before."""

    def __init__(
        self,
        bridge: Bridge,
        search: SessionSearch,
        tariffs: SiteTariffs,
        parent: QObject | None = None,
    ) -> None:
        self._bridge = bridge
        self._search = search
        self._tariffs = tariffs
        super().__init__(
            [],
            key=lambda record: record.session.id,
            order=lambda record: (
                not record.session.active,
                -_moment(record),
                record.session.id,
            ),
            parent=parent,
        )
        self.columns = tuple(self._declare(lambda: bridge.server_time))
        self.counts: SessionCounts | None = None
        self._asked: Wanted | None = None
        self._after: Place | None = None
        self._waiting = False
        self._other: set[tuple[str, str]] = set()
        """(id, state) of sessions that are not wanted, so that nobody asks for them again."""
        self._changed: set[str] = set()
        self._decided: set[str] = set()
        """Sessions that were decided on, and are not priced by that yet."""
        self._page = Question("sessions", self)
        self._some = Question("changed sessions", self)
        self._count = Question("number of sessions", self)
        self._late = later(self, AGAIN_MS, self._ask_changed)
        self._recount = later(self, COUNT_MS, self._recounted)
        self._miscounted = False
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._grow)
        bridge.changed.connect(self._take)
        bridge.reloaded.connect(self.ask_again)
        tariffs.changed.connect(self.refresh)

    def _declare(self, now: Callable[[], datetime]) -> list[Column[SessionRecord]]:
        return [
            Column("", _state_icon, 40),
            Column(
                self.tr("Started"),
                lambda r: _started(r, now()),
                144,
                sort=lambda r: r.session.started,
                least=104,
                widest=f"≈ {formats.MOMENT}",
            ),
            Column(
                self.tr("Duration"),
                lambda r: TextCell(
                    formats.span(timedelta(seconds=r.session.duration_s(now()))), role="secondary"
                ),
                88,
                right=True,
                sort=lambda r: r.session.duration_s(now()),
                least=80,
                spare=2,
            ),
            Column(
                self.tr("Charge point"),
                lambda r: TextCell(
                    r.session.charge_point,
                    outlet_of(self._bridge.network, r.session),
                    weight=Weight.SEMIBOLD,
                ),
                136,
                tabular=False,
                grow=1,
                sort=lambda r: r.session.charge_point,
                least=112,
            ),
            Column(
                self.tr("Site"),
                lambda r: TextCell(r.session.site),
                176,
                tabular=False,
                grow=4,
                sort=lambda r: r.session.site,
                least=144,
            ),
            Column(
                self.tr("Customer"),
                lambda r: TextCell(r.customer or formats.DASH, masked(r.session.token)),
                216,
                tabular=False,
                grow=4,
                sort=lambda r: r.customer,
                least=144,
            ),
            Column(
                self.tr("kWh"),
                lambda r: TextCell(formats.energy(r.session.energy_wh)),
                96,
                right=True,
                sort=lambda r: r.session.energy_wh,
                least=88,
            ),
            Column(
                self.tr("Cost incl. VAT"),
                lambda r: self._cost(r, now()),
                152,
                right=True,
                sort=lambda r: self._amount(r, now()),
                least=144,
            ),
            Column(
                self.tr("State"), _state, 168, tabular=False, grow=2, sort=_state_order, least=88
            ),
            Column(
                self.tr("Invoice"),
                lambda r: TextCell(r.invoice or formats.DASH, role="secondary"),
                112,
                sort=lambda r: r.invoice,
                least=112,
                spare=3,
            ),
        ]

    def _cost(self, record: SessionRecord, now: datetime) -> TextCell:
        price = self.price(record, now)
        if price is None:
            return TextCell(formats.DASH, role="secondary")
        weight = Weight.SEMIBOLD if record.session.active else Weight.REGULAR
        return TextCell(formats.money(price.gross), weight=weight)

    def price(self, record: SessionRecord, now: datetime) -> Price | None:
        """The price of an ended session, or the cost so far of one that runs."""
        if record.session.active:
            return self._tariffs.running(record.session, now)
        return record.price.price if record.price is not None else None

    def _amount(self, record: SessionRecord, now: datetime) -> float:
        price = self.price(record, now)
        return float(price.gross) if price is not None else -1.0

    def _grow(self) -> None:
        """What runs lasts longer and costs more with every second; the rest stands still."""
        self.renew(key for key in self.keys if (r := self.find(key)) and r.session.active)

    # Asking

    @property
    def asked(self) -> SessionFilter | None:
        """What the list shows, as the store is asked for it; None where it follows nothing."""
        return None if self._asked is None else self._asked.at(self._bridge.server_time)

    @property
    def busy(self) -> bool:
        """Something that was asked for has not come yet."""
        return self._waiting

    @property
    def complete(self) -> bool:
        """Everything that was found is loaded."""
        return self._after is None

    def ask(self, wanted: Wanted | None) -> None:
        """Show these sessions; None stops following."""
        before = self._asked
        fresh = wanted != before
        self._asked = wanted
        if wanted is None:
            for timer in (self._clock, self._late, self._recount):
                timer.stop()
            return
        self._clock.start()
        if before is None or not wanted.counts_as(before):
            self.counts = None
        self._load(PAGE if fresh else max(PAGE, len(self.rows)))

    def ask_again(self) -> None:
        """Ask the store once more for the same, as much of it as is loaded."""
        self._load(max(PAGE, len(self.rows)))

    def _load(self, limit: int) -> None:
        asked = self.asked
        if asked is None or not self._bridge.loaded:
            return
        self._other.clear()
        self._some.forget()
        self._waiting = True
        self._page.ask(self._search.page(asked, limit=limit), self._put_first)
        self._ask_counts()

    def more(self) -> None:
        """Load the next page, where there is one and none is on its way."""
        asked = self.asked
        if asked is not None and self._after is not None and not self._page.busy:
            self._page.ask(self._search.page(asked, after=self._after, limit=PAGE), self._put_more)

    def _put_first(self, page: SessionPage) -> None:
        self._after, self._waiting = page.after, False
        self.replace_all(self._live(record) for record in page.records)
        self.counted.emit()

    def _put_more(self, page: SessionPage) -> None:
        self._after = page.after
        self.put(self._live(record) for record in page.records)
        self.flush()
        self.counted.emit()

    def _ask_counts(self) -> None:
        asked = self.asked
        if asked is not None and self._bridge.loaded:
            self._count.ask(self._search.counts(asked), self._know)

    def _know(self, counts: SessionCounts) -> None:
        self.counts = counts
        self.counted.emit()

    # Keeping up

    def _live(self, record: SessionRecord) -> SessionRecord:
        """The record with the session as the feed has it, which is newer."""
        session = self._known(record.session)
        return record if session is None else replace(record, session=session)

    def _known(self, session: ChargingSession) -> ChargingSession | None:
        there = self._bridge.network.sessions.get(session.charge_point, {})
        return there.get(session.id)

    def _take(self, batch: Batch) -> None:
        if self._asked is None:
            return
        if batch.has(InvoiceIssued, CompanyChanged):
            # Which of them an invoice carries now is the store's to say.
            self._changed.update(record.session.id for record in self.rows)
        # What a person decided shows at once, and again once it is priced by that.
        reviewed = {event.session for event in batch.of(SessionReviewed)}
        priced = {event.session for event in batch.of(SessionPriced)}
        ended = {event.session for event in batch.of(SessionEnded)}
        self._decided |= reviewed
        self._changed |= reviewed | (self._decided & priced)
        self._decided -= priced
        fresh: list[SessionRecord] = []
        for identity in batch.sessions | reviewed | priced | ended:
            record = self.find(identity)
            if record is None:
                if (identity, self._state_of(identity)) not in self._other:
                    self._changed.add(identity)
                continue
            session = self._known(record.session)
            if session is None or session.state is not record.session.state:
                self._changed.add(identity)  # its price is the store's to say
            if session is not None:
                fresh.append(replace(record, session=session))
        self.put(fresh)
        if self._changed and not self._late.isActive():
            self._late.start()

    def _state_of(self, identity: str) -> str:
        charge_point = identity.partition(":")[0]
        known = self._bridge.network.sessions.get(charge_point, {}).get(identity)
        return "" if known is None else known.state.value

    def _ask_changed(self) -> None:
        asked, changed = self.asked, self._changed
        if asked is None or not changed:
            return
        if self._page.busy or self._some.busy:
            self._late.start()
            return
        self._changed = set()
        self._some.ask(
            self._search.among(asked, changed), lambda found: self._put_some(changed, found)
        )
        self._count_again()

    def _count_again(self) -> None:
        """At once after a quiet time; while much happens, at most every five seconds."""
        self._miscounted = self._recount.isActive()
        if not self._miscounted:
            self._ask_counts()
            self._recount.start()

    def _recounted(self) -> None:
        if self._miscounted:
            self._count_again()

    def _put_some(self, asked: set[str], found: list[SessionRecord]) -> None:
        there = {record.session.id for record in found}
        gone = asked - there
        self._other.update((identity, self._state_of(identity)) for identity in gone)
        self.remove(gone)
        after = self._after
        # What comes after the last page that is loaded comes with its own.
        self.put(
            self._live(record)
            for record in found
            if after is None or not after.before(record.session)
        )
        self.counted.emit()


def _moment(record: SessionRecord) -> float:
    session = record.session
    return (session.ended or session.started).timestamp()


def shown_state(record: SessionRecord) -> SessionState:
    """Held, too, is what ended well but no invoice may carry."""
    return state_of(record)


def _started(record: SessionRecord, now: datetime) -> TextCell:
    session = record.session
    text = formats.moment(session.started, now)
    if session.estimated:
        return TextCell(f"≈ {text}", italic=True, role="stale")
    return TextCell(text)


def _state_icon(record: SessionRecord) -> IconCell:
    names = {
        SessionState.ACTIVE: "bolt",
        SessionState.ENDED: "check",
        SessionState.HELD: "alert-circle",
    }
    state = shown_state(record)
    return IconCell(names[state], "secondary" if state is SessionState.ENDED else "text")


def _state(record: SessionRecord) -> TextCell:
    state = shown_state(record)
    words = texts.name(state)
    if state is SessionState.HELD:
        return TextCell(words, texts.hold(held_for(record)), weight=Weight.SEMIBOLD)
    if state is SessionState.ACTIVE:
        return TextCell(words, weight=Weight.SEMIBOLD)
    if record.decided is not None:
        return TextCell(words, texts.name(record.decided.verdict), role="secondary")
    return TextCell(words, texts.stop_reason(record.session.stop_reason), role="secondary")


def _state_order(record: SessionRecord) -> tuple[int, str]:
    order = (SessionState.ACTIVE, SessionState.HELD, SessionState.ENDED)
    return order.index(shown_state(record)), held_for(record)
