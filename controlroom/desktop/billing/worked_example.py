"""What a session costs by the tariff that stands in the form, worked out while it is typed.

By the very function that prices sessions, so that it cannot say anything else.
"""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.fields import DecimalField, Field, IntegerField, exact
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space, Type
from controlroom.desktop.kit.typed_values import Unreadable
from controlroom.domain.billing.pricing import Price, PriceKind, PriceLine, Usage, price
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.errors import InvalidValue
from controlroom.operations.billing.tariffs import including_vat

STRONG_W = 50_000
"""From this power on, AFIR art. 5(4) lets a public charge point take a price per kWh, and
besides it only an occupancy fee per minute."""
_SECONDS = 60


class WorkedExample(QWidget):
    """kWh, minutes and idle minutes that a person may change; lines, net, VAT and sum."""

    def __init__(self) -> None:
        super().__init__()
        self._tariff: Tariff | None = None
        self._strong = False
        self.energy = DecimalField("energy", self.tr("Energy"), unit=self.tr("kWh"), places=0)
        self.duration = IntegerField("duration", self.tr("Time"), unit=self.tr("min"))
        self.idle = IntegerField("idle", self.tr("Idle part of it"), unit=self.tr("min"))
        self.grid = QGridLayout()
        self.note = PlainLabel("", role="secondary", wrap=True)
        self.warning = PlainLabel("", weight=theme.MEDIUM, wrap=True)
        self.shown: Price | None = None
        """What is shown; None while the form holds no tariff."""
        self._lay_out()
        for field, value in (
            (self.energy, Decimal(40)),
            (self.duration, 90),
            (self.idle, 30),
        ):
            field.fill(value)
            field.changed.connect(self._work_out)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.GROUP)
        column.addWidget(
            PlainLabel(self.tr("What a session costs"), weight=theme.SEMIBOLD, whole=True)
        )
        row = QHBoxLayout()
        row.setSpacing(Space.GROUP)
        for field in (self.energy, self.duration, self.idle):
            field.control.setFixedWidth(72)
            row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        column.addLayout(row)
        self.grid.setHorizontalSpacing(Space.PANEL)
        self.grid.setVerticalSpacing(Space.INSIDE)
        self.grid.setColumnStretch(0, 1)
        column.addLayout(self.grid)
        column.addWidget(self.note)
        column.addWidget(self.warning)

    def show_tariff(self, tariff: Tariff | None, *, strong: bool) -> None:
        """Work it out by a tariff; None where the form holds none. `strong`: 50 kW or more."""
        self._tariff, self._strong = tariff, strong
        self._work_out()

    def _usage(self) -> Usage | None:
        try:
            wh = Decimal(str(self.energy.read())) * 1000
            minutes = int(str(self.duration.read()))
            idle = int(str(self.idle.read()))
            if wh < 0 or minutes < 0 or idle < 0 or wh != wh.to_integral_value():
                return None
            return Usage(int(wh), minutes * _SECONDS, idle * _SECONDS)
        except (Unreadable, InvalidValue):
            return None

    def _work_out(self) -> None:
        while (item := self.grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        usage = self._usage()
        self.shown = None
        if self._tariff is None or usage is None:
            self.note.setText(
                self.tr("Write the prices, and what the session uses, to see what it costs.")
            )
            self.warning.hide()
            return
        self.shown = price(self._tariff, usage)
        self._show(self.shown)
        fees = bool(self._tariff.start or self._tariff.time)
        self.warning.setText(
            self.tr(
                "Public charge points of 50 kW or more may take a price per kWh and an idle fee "
                "per minute, nothing else (AFIR article 5)."
            )
        )
        self.warning.setVisible(self._strong and fees)

    def _show(self, shown: Price) -> None:
        self._line(0, "", self.tr("Excl. VAT"), self.tr("Incl. VAT"), kind=Type.LABEL)
        gross = including_vat(shown)
        for row, (line, with_vat) in enumerate(zip(shown.lines, gross, strict=True), 1):
            self._line(row, self._words(line), formats.money(line.amount), formats.money(with_vat))
        row = len(shown.lines) + 1
        percent = formats.percent(float(shown.vat_percent), 0 if shown.vat_percent % 1 == 0 else 2)
        self._line(row, self.tr("Net"), formats.money(shown.net), "")
        self._line(row + 1, self.tr("VAT {0}").format(percent), formats.money(shown.vat), "")
        rule = QFrame()
        rule.setFixedHeight(2)
        colours = rule.palette()
        colours.setColor(rule.backgroundRole(), theme.palette().text)
        rule.setPalette(colours)
        rule.setAutoFillBackground(True)
        self.grid.addWidget(rule, row + 2, 0, 1, 3)
        self._line(
            row + 3,
            self.tr("The driver pays"),
            "",
            formats.currency(shown.gross, shown.currency),
            strong=True,
        )
        self.note.setText(
            self.tr(
                "Each line is rounded to öre, VAT is counted on their sum. Whole minutes count: "
                "one is idle while the vehicle asks for no energy and none flows, and charging "
                "time while it is not idle."
            )
        )

    def _words(self, line: PriceLine) -> str:
        times = f"{exact(line.quantity, 0)} × {exact(line.unit_price)}"
        match line.kind:
            case PriceKind.ENERGY:
                return self.tr("Energy, {0}").format(times)
            case PriceKind.START:
                return self.tr("Start")
            case PriceKind.TIME:
                return self.tr("Charging time, {0}").format(times)
            case PriceKind.IDLE:
                if line.grace_minutes:
                    return self.tr("Idle after {1} min, {0}").format(times, line.grace_minutes)
                return self.tr("Idle, {0}").format(times)

    def _line(
        self,
        row: int,
        name: str,
        net: str,
        gross: str,
        *,
        strong: bool = False,
        kind: Type = Type.BODY,
    ) -> None:
        right = Qt.AlignmentFlag.AlignRight
        weight = theme.SEMIBOLD if strong else None
        role = "secondary" if not strong else "text"
        self.grid.addWidget(PlainLabel(name, kind, role=role, weight=weight), row, 0)
        for column, text in ((1, net), (2, gross)):
            label = PlainLabel(
                text, kind, role="text" if kind is Type.BODY else role, weight=weight,
                tabular=True, whole=True, align=right,
            )  # fmt: skip
            self.grid.addWidget(label, row, column)

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.energy, self.duration, self.idle)
