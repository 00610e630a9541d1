"""The right pane of billing while a month is run: what it will do, how far it is, what it did."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from controlroom.desktop.kit.armed_box import Armed, ArmedBox
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.panel import Line, Pane, ValueRow
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Size, Space, Type
from controlroom.operations.billing.month_run import UNPRICED_COUNTED, Month, Outcome, Outlook

THINK_S = 60.0
"""Longer than for a command: a month's sum is compared with something before it is run."""
LINES = 12
"""Reasons that are listed; the rest are counted."""


def month_name(month: Month) -> str:
    """The month as it stands within a line."""
    return formats.month_name(month.year, month.month)


def month_title(month: Month) -> str:
    """The month as it begins a line."""
    name = month_name(month)
    return name[:1].upper() + name[1:]


class MonthPane(Pane):
    """Shows one run at a time: counted, armed, under way, done."""

    confirmed = Signal()
    stopped = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(Size.BILLING_PANE)
        self._month: Month | None = None
        self._title = PlainLabel("", Type.HEADING)
        self._doing = PlainLabel("", role="secondary")
        self.box = ArmedBox()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.stop = Button(self.tr("Stop"), icon_name="square")
        self.close_button = Button(self.tr("Close"), key="Esc", look=Look.PRIMARY)
        self._values = QVBoxLayout()
        self._values.setSpacing(0)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.BETWEEN)
        self._lay_out()
        self.box.sent.connect(lambda _reason, _answer: self.confirmed.emit())
        self.box.disarmed.connect(self.closed)
        self.stop.clicked.connect(self._stop)
        self.close_button.clicked.connect(self.closed)

    def _lay_out(self) -> None:
        bar = QWidget()
        bar.setFixedHeight(Size.TITLE)
        row = QHBoxLayout(bar)
        row.setContentsMargins(Space.PANEL + 4, 0, Space.PANEL + 4, 0)
        row.addWidget(self._title)
        self.body.addWidget(bar)
        self.body.addWidget(Line())
        column = QVBoxLayout()
        column.setContentsMargins(Space.PANEL + 4, Space.PANEL, Space.PANEL + 4, Space.PANEL)
        column.setSpacing(Space.PANEL)
        column.addWidget(self._doing)
        column.addWidget(self.progress)
        column.addWidget(self.box)
        column.addLayout(self._values)
        column.addLayout(self._lines)
        buttons = QHBoxLayout()
        buttons.addWidget(self.stop)
        buttons.addWidget(self.close_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        self.body.addLayout(column, 1)

    # Steps

    @property
    def armed(self) -> bool:
        """It waits for the second step."""
        return self.box.armed

    @property
    def doing(self) -> str:
        """What is being done now, in words."""
        return self._doing.text()

    def forget(self) -> None:
        """Nothing waits for the second step any more."""
        with QSignalBlocker(self.box):
            self.box.disarm()

    def count(self, month: Month) -> None:
        """What the month owes is being counted."""
        self._begin(month, self.tr("Run {0}").format(month_name(month)))
        self._doing.setText(self.tr("Counting what the month owes"))
        self._busy(None)
        self.close_button.show()

    def arm(self, month: Month, outlook: Outlook) -> None:
        """Show what the run will do; it begins with the second step."""
        self._begin(month, self.tr("Run {0}").format(month_name(month)))
        if not outlook.customers and not outlook.unpriced:
            self._doing.setText(self.tr("Nothing to invoice: nobody owes anything."))
            self._left_out(outlook)
            self.close_button.show()
            self.close_button.setFocus()
            return
        self._doing.hide()
        if outlook.unpriced:
            self._line(self._unpriced(outlook.unpriced))
        if outlook.earlier_sessions:
            self._line(self._earlier(outlook))
        self._left_out(outlook)
        self._line(
            self.tr("An issued invoice is never changed or taken back. A mistake is credited.")
        )
        sessions = _grouped(
            self.tr("%n session(s) not invoiced", "", outlook.sessions), outlook.sessions
        )
        customers = _grouped(self.tr("%n customer(s)", "", outlook.customers), outlook.customers)
        invoices = _grouped(
            self.tr("%n invoice(s) are issued", "", outlook.customers), outlook.customers
        )
        gross = self.tr("{0} incl. VAT").format(formats.currency(outlook.gross))
        self.box.arm(
            Armed(
                self.tr("run the month"),
                month_title(month),
                f"{customers}, {sessions}",
                f"{invoices}, {gross}",
                why=False,
                send=self.tr("Run"),
                seconds=THINK_S,
            )
        )

    def run(self, month: Month) -> None:
        """It has begun."""
        self._begin(month, self.tr("{0} is being run").format(month_title(month)))
        self._doing.setText(self.tr("Pricing what has no price yet"))
        self._busy(None)
        self.stop.setEnabled(True)
        self.stop.show()
        self._line(self.tr("Charging goes on meanwhile. What is issued stays issued, stop or not."))

    def come(self, done: int, total: int, name: str) -> None:
        """How far it is."""
        self._busy(done, total)
        if self.stop.isEnabled():
            self._doing.setText(
                self.tr("{0} of {1} · {2}").format(
                    formats.number(done), formats.number(total), name or formats.DASH
                )
            )

    def finish(self, month: Month, outcome: Outcome) -> None:
        """What it has done."""
        words = self.tr("{0} was stopped") if outcome.left else self.tr("{0} is run")
        self._begin(month, words.format(month_title(month)))
        self._doing.hide()
        if outcome.invoices:
            self._value(self.tr("Invoices issued"), formats.number(outcome.invoices))
            self._value(self.tr("Net"), formats.currency(outcome.net))
            self._value(self.tr("Gross"), formats.currency(outcome.gross))
        else:
            self._line(self.tr("No invoice was issued."))
        if outcome.left:
            left = self.tr("%n customer(s) were not reached.", "", outcome.left)
            self._line(f"{left} {self.tr('Run the month again for the rest.')}")
        self._left_out(outcome)
        self.close_button.show()
        self.close_button.setFocus()

    def fail(self, month: Month, sentence: str) -> None:
        """It could not begin, or nobody knows how far it came."""
        self._begin(month, self.tr("{0} was not run").format(month_title(month)))
        self._doing.hide()
        self._line(sentence)
        self.close_button.show()

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self._doing.setText(self.tr("Stopping after the customer that it is at"))
        self.stopped.emit()

    # Parts

    def _begin(self, month: Month, title: str) -> None:
        """A new step: what the last one showed is gone."""
        self._month = month
        self._title.setText(title)
        self._doing.setText("")
        self._doing.show()
        for part in (self.progress, self.stop, self.close_button):
            part.hide()
        self.forget()
        for layout in (self._values, self._lines):
            while (item := layout.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()

    def _busy(self, done: int | None, total: int = 0) -> None:
        self.progress.setRange(0, 0 if done is None else max(1, total))
        if done is not None:
            self.progress.setValue(done)
        self.progress.show()

    def _value(self, name: str, value: str) -> None:
        row = ValueRow(name)
        row.show_value(value)
        self._values.addWidget(row)

    def _line(self, text: str) -> None:
        self._lines.addWidget(PlainLabel(text, role="secondary", wrap=True))

    def _earlier(self, outlook: Outlook) -> str:
        """A sum that is larger than the month says why."""
        sessions = _grouped(
            self.tr("%n session(s) of earlier months", "", outlook.earlier_sessions),
            outlook.earlier_sessions,
        )
        return self.tr("Among them {0}: {1} of {2} net.").format(
            sessions, formats.currency(outlook.earlier_net), formats.currency(outlook.net)
        )

    def _unpriced(self, count: int) -> str:
        if count >= UNPRICED_COUNTED:
            return self.tr(
                "{0} sessions or more have no price yet. They are priced first and add to this."
            ).format(formats.number(count))
        return self.tr(
            "%n session(s) have no price yet. They are priced first and add to this.", "", count
        )

    def _left_out(self, told: Outlook | Outcome) -> None:
        """Held sessions by their reason, then customers who cannot be invoiced."""
        reasons = Counter(held.reason for held in told.held if held.session)
        lines = [
            self.tr("%n session(s) left out: {0}", "", count).format(texts.hold(reason))
            for reason, count in reasons.most_common()
        ]
        lines += [
            texts.hold(held.reason, **held.placeholders) for held in told.held if not held.session
        ]
        for line in lines[:LINES]:
            self._line(line)
        if len(lines) > LINES:
            self._line(self.tr("and %n more", "", len(lines) - LINES))


def _grouped(text: str, count: int) -> str:
    """A count as the language writes it; Qt puts it in as it is."""
    return text.replace(str(count), formats.number(count), 1)
