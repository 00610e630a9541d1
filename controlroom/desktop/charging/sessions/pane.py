"""The right pane of the sessions: one session, all that is known of it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from controlroom.desktop.charging.sessions.curve import SessionCurve
from controlroom.desktop.charging.sessions.decision import SessionDecision
from controlroom.desktop.charging.sessions.message_list import Course
from controlroom.desktop.charging.sessions.session_detail import SessionDetail
from controlroom.desktop.charging.sessions.session_list import shown_state
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.status import outlet_of
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.pane_head import PaneHead
from controlroom.desktop.kit.panel import Line, Pane, Section, ValueRow
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Size, Space, Type
from controlroom.domain.billing.pricing import Price, PriceKind, PriceLine, Unit, minutes
from controlroom.domain.billing.review import Verdict
from controlroom.domain.charging.session import ChargingSession
from controlroom.domain.charging.session_energy import read_after_stop
from controlroom.domain.people.authorisation import masked
from controlroom.domain.people.user import Right
from controlroom.operations.billing.reviews import Reviews
from controlroom.operations.ports.billing import SessionRecord

RIGHT = Qt.AlignmentFlag.AlignRight
translate = QCoreApplication.translate


def line_words(line: PriceLine) -> str:
    """What a line of a price is for."""
    return {
        PriceKind.ENERGY: translate("SessionPane", "Energy"),
        PriceKind.START: translate("SessionPane", "Start"),
        PriceKind.TIME: translate("SessionPane", "Time"),
        PriceKind.IDLE: translate("SessionPane", "Idle time"),
    }[line.kind]


def quantity_words(line: PriceLine) -> str:
    """Quantity and unit price as a bill writes them."""
    price = f"{line.unit_price:f}"
    places = max(2, len(price.partition(".")[2].rstrip("0")))
    each = formats.number(line.unit_price, places)
    if line.unit is Unit.EACH:
        return f"{formats.number(line.quantity)} × {each}"
    if line.unit is Unit.KWH:
        return f"{formats.number(line.quantity, 3)} kWh × {each}"
    return f"{formats.number(line.quantity)} min × {each}"


def exact(seconds: int) -> str:
    """Hours, minutes and seconds, none left out."""
    return f"{seconds // 3600}:{seconds % 3600 // 60:02}:{seconds % 60:02}"


class _Money(QGridLayout):
    """Lines with their amounts below each other, and a sum."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(Space.GROUP)
        self.setVerticalSpacing(Space.INSIDE)
        self.setColumnStretch(1, 1)
        self._shown: list[QWidget] = []

    def show_price(self, price: Price) -> None:
        for widget in self._shown:
            self.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown.clear()
        rows = [(line_words(line), quantity_words(line), line.amount) for line in price.lines]
        rows.append((translate("SessionPane", "Net"), "", price.net))
        percent = formats.number(price.vat_percent.normalize(), 0)
        if price.vat_percent != price.vat_percent.to_integral_value():
            percent = formats.number(price.vat_percent, 2)
        rows.append((translate("SessionPane", "VAT {0}%").format(percent), "", price.vat))
        for number, row in enumerate(rows):
            self._put(number, *row)
        place = len(rows)
        line = Line(strong=True)
        line.setFixedHeight(2)
        self.addWidget(line, place, 0, 1, 3)
        self._shown.append(line)
        gross = translate("SessionPane", "To pay incl. VAT")
        self._put(place + 1, gross, price.currency, price.gross, strong=True)

    def _put(
        self, number: int, what: str, how: str, amount: Decimal, *, strong: bool = False
    ) -> None:
        weight = theme.SEMIBOLD if strong else None
        cells = (
            PlainLabel(what, role="text" if strong else "secondary", weight=weight, whole=True),
            PlainLabel(how, Type.LABEL, role="secondary", tabular=True),
            PlainLabel(formats.money(amount), tabular=True, weight=weight, whole=True, align=RIGHT),
        )
        for column, cell in enumerate(cells):
            self.addWidget(cell, number, column)
            self._shown.append(cell)


class SessionPane(Pane):
    """Shows the session that a `SessionDetail` follows."""

    closed = Signal()

    def __init__(self, desk: Desk, detail: SessionDetail) -> None:
        super().__init__()
        self._desk = desk
        self._detail = detail
        self._head()
        inner = QWidget()
        self._content = QVBoxLayout(inner)
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(0)
        self.decision = SessionDecision(desk)
        self._content.addWidget(self.decision)
        self._what()
        self._when()
        self._how_much()
        self._price()
        self._curve()
        self.course = Course(desk)
        self._content.addWidget(self.course)
        self._content.addStretch(1)
        self.details = QScrollArea()
        self.details.setWidgetResizable(True)
        self.details.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.details.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.details.setAccessibleName(self.tr("Session"))
        self.details.setWidget(inner)
        self.body.addWidget(self.details, 1)
        self._foot()
        detail.changed.connect(self.show_detail)

    # Parts

    def _head(self) -> None:
        self._title = PaneHead()
        self._title.closed.connect(self.closed)
        self.body.addWidget(self._title)
        self.body.addWidget(Line())

    def _section(self, title: str = "", *, line: bool = True) -> Section:
        section = Section(line=line)
        section.body.setSpacing(0)
        if title:
            section.body.addWidget(PlainLabel(title, weight=theme.SEMIBOLD))
            section.body.addSpacing(Space.INSIDE)
        self._content.addWidget(section)
        return section

    @staticmethod
    def _rows(section: Section, *names: str) -> list[ValueRow]:
        rows = [ValueRow(name) for name in names]
        for row in rows:
            section.body.addWidget(row)
        return rows

    def _what(self) -> None:
        section = self._section(line=False)
        (self._state,) = self._rows(section, self.tr("State"))
        # As small as a UUID needs, to be whole.
        self._transaction = ValueRow(self.tr("Transaction"), tabular=False, kind=Type.LABEL)
        section.body.addWidget(self._transaction)
        self._customer, self._token = self._rows(section, self.tr("Customer"), self.tr("Token"))
        (self._stop,) = self._rows(section, self.tr("Stop reason"))

    def _when(self) -> None:
        section = self._section()
        (self._started,) = self._rows(section, self.tr("Start"))
        self._begin_note = PlainLabel("", Type.LABEL, role="secondary", wrap=True, align=RIGHT)
        section.body.addWidget(self._begin_note)
        (self._ended,) = self._rows(section, self.tr("End"))
        self._end_note = PlainLabel("", Type.LABEL, role="secondary", wrap=True, align=RIGHT)
        section.body.addWidget(self._end_note)
        self._lasted, self._idle = self._rows(section, self.tr("Duration"), self.tr("Idle time"))

    def _how_much(self) -> None:
        section = self._section()
        self._from, self._to, self._energy = self._rows(
            section, self.tr("Register at start"), self.tr("Register at end"), self.tr("Energy")
        )
        self._after = PlainLabel("", Type.LABEL, role="secondary", wrap=True, align=RIGHT)
        section.body.addWidget(self._after)

    def _price(self) -> None:
        section = self._section()
        section.body.setSpacing(Space.INSIDE)
        head = QHBoxLayout()
        self._cost = PlainLabel("", weight=theme.SEMIBOLD)
        self._version = PlainLabel("", Type.LABEL, role="secondary", align=RIGHT)
        head.addWidget(self._cost, 1)
        head.addWidget(self._version)
        section.body.addLayout(head)
        self._money = _Money()
        self._priced = QWidget()
        self._priced.setLayout(self._money)
        self._money.setContentsMargins(0, 0, 0, 0)
        section.body.addWidget(self._priced)
        self._unpriced = PlainLabel("", role="secondary", wrap=True)
        section.body.addWidget(self._unpriced)
        (self._invoice,) = self._rows(section, self.tr("Invoice"))

    def _curve(self) -> None:
        section = self._section(self.tr("Meter"))
        self.curve = SessionCurve()
        section.body.addWidget(self.curve)

    def _foot(self) -> None:
        self.body.addWidget(Line())
        bar = QWidget()
        bar.setFixedHeight(Size.TITLE)
        row = QHBoxLayout(bar)
        row.setContentsMargins(Space.PANEL + 4, 0, Space.PANEL, 0)
        row.setSpacing(Space.BETWEEN)
        self.open = Button(self.tr("Charge point"), key="Enter")
        self.invoice = Button("", icon_name="receipt")
        self.end = Button(self.tr("End session…"))
        row.addWidget(self.open)
        row.addWidget(self.end)
        row.addWidget(self.invoice)
        row.addStretch(1)
        self.open.clicked.connect(self.open_point)
        self.invoice.clicked.connect(self.open_invoice)
        self.end.clicked.connect(self.end_session)
        self.body.addWidget(bar)

    # Contents

    def show_detail(self) -> None:
        """Everything about the session, as it is now."""
        record = self._detail.record
        if record is None:
            return
        session, now = record.session, self._desk.bridge.server_time
        outlet = outlet_of(self._desk.bridge.network, session)
        self._title.show_words(
            self.tr("{0}, connector {1}").format(session.charge_point, outlet), session.site
        )
        self.decision.show_record(record)
        self._state.show_value(texts.name(shown_state(record)))
        self._transaction.show_value(session.transaction)
        self._customer.show_value(record.customer)
        whole = self._desk.may(Right.CUSTOMERS)
        self._token.show_value(session.token if whole else masked(session.token))
        self._stop.show_value(texts.stop_reason(session.stop_reason))
        self._show_times(session, now)
        self._show_registers(record)
        self._show_price(record, now)
        self._show_curve(session, now)
        self.course.show_course(self._detail.course)
        self._offer_ending(session)
        may_bill = bool(record.invoice) and self._desk.may(Right.BILLING)
        self.invoice.setVisible(may_bill)
        words = self.tr("Invoice {0}").format(record.invoice)
        self.invoice.setText(words)
        self.invoice.setAccessibleName(words)
        self.invoice.updateGeometry()

    def _offer_ending(self, session: ChargingSession) -> None:
        ends = session.active and self._desk.may(Reviews.end)
        if self.end.hasFocus() and not ends:
            # It was ended: what is to be decided on it next comes first.
            self.details.setFocus(Qt.FocusReason.OtherFocusReason)
            self.details.verticalScrollBar().setValue(0)
        self.end.setVisible(ends)

    def _show_times(self, session: ChargingSession, now: datetime) -> None:
        detail, evidence = self._detail, session.evidence
        told = detail.started
        self._started.show_value(_moment(session.started), stale=evidence.begin_estimated)
        self._begin_note.setText(
            self._received(
                None if told is None else told.received, estimated=evidence.begin_estimated
            )
        )
        last = detail.ended
        estimated = evidence.end is not None and evidence.end.estimated
        self._ended.show_value(
            "" if session.ended is None else _moment(session.ended), stale=estimated
        )
        self._end_note.setText(
            self.tr("not told by the station")
            if evidence.end is None
            else self._received(None if last is None else last.received, estimated=estimated)
        )
        self._end_note.setVisible(session.ended is not None)
        self._lasted.show_value(exact(session.duration_s(now)))
        idle = session.idle_seconds(now)
        self._idle.show_value(f"{formats.number(minutes(idle))} min")

    def _received(self, at: datetime | None, *, estimated: bool) -> str:
        whose = (
            self.tr("estimated: our clock, for the station’s was wrong")
            if estimated
            else self.tr("by the station’s clock")
        )
        if at is None:
            return whose
        return self.tr("{0} · received {1}").format(whose, _moment(at))

    def _show_registers(self, record: SessionRecord) -> None:
        session = record.session

        def register(wh: int | None) -> str:
            return "" if wh is None else f"{formats.energy(wh)} kWh"

        self._from.show_value(register(session.meter_start))
        over = session.ended is not None
        self._to.label.setText(self.tr("Register at end") if over else self.tr("Register now"))
        self._to.show_value(
            register(session.register_wh if session.meter_stop is None else session.meter_stop)
        )
        self._energy.show_value(f"{formats.energy(session.energy_wh)} kWh")
        after = read_after_stop(session)
        self._after.setVisible(after is not None)
        if after is not None:
            review = record.decided
            billed = session.energy_wh if review is None else review.billed_wh(session)
            self._after.setText(
                self.tr("{0} kWh billed, {1} kWh read after the stop").format(
                    formats.energy(billed), formats.energy(after)
                )
            )

    def _show_price(self, record: SessionRecord, now: datetime) -> None:
        session, tariffs = record.session, self._desk.tariffs
        if session.active:
            price = tariffs.running(session, now)
        else:
            price = record.price.price if record.price is not None else None
        self._cost.setText(self.tr("Cost so far") if session.active else self.tr("Price"))
        since = tariffs.since(session.site, session.started)
        if since is None:
            self._version.setText(self.tr("no tariff held at its start"))
        elif since.year < 2000:
            self._version.setText(self.tr("first tariff of the site"))
        else:
            self._version.setText(self.tr("tariff of {0}").format(formats.day(since)))
        self._priced.setVisible(price is not None)
        self._unpriced.setVisible(price is None)
        if price is not None:
            self._money.show_price(price)
        elif session.active or since is None:
            self._unpriced.setText(self.tr("The site has no tariff: it costs nothing."))
        elif record.decided is not None and record.decided.verdict is Verdict.STRUCK:
            self._unpriced.setText(self.tr("It was struck: it is never billed."))
        elif record.price is None:
            self._unpriced.setText(self.tr("It is priced in a moment."))
        else:
            self._unpriced.setText(self.tr("No energy was delivered: it costs nothing."))
        self._invoice.show_value(record.invoice)

    def _show_curve(self, session: ChargingSession, now: datetime) -> None:
        curve = self._detail.curve
        if curve is None:
            self.curve.show_nothing()
            return
        end = (session.ended or now).timestamp()
        self.curve.show_curve(
            curve.at, curve.power, curve.register, session.started.timestamp(), end
        )

    # Wishes

    def open_point(self) -> None:
        """Show its charge point."""
        if self._detail.record is not None:
            self._desk.open_point.emit(self._detail.record.session.charge_point)

    def end_session(self) -> None:
        """Ask why, and end the session that stays open."""
        self.decision.end(self.end)
        self.details.ensureWidgetVisible(self.decision)

    def open_invoice(self) -> None:
        """Show the invoice that carries it."""
        record = self._detail.record
        if record is not None and record.invoice and self._desk.allowed(Right.BILLING):
            self._desk.open_screen.emit("billing", record.invoice)


def _moment(at: datetime) -> str:
    return formats.local(at).strftime("%Y-%m-%d %H:%M:%S")
