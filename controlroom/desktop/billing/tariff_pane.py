"""The right pane of tariffs: the versions of one site, the form of a new one, and an example."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from controlroom.desktop.billing.tariff_list import Priced, VersionList, dated
from controlroom.desktop.billing.worked_example import STRONG_W, WorkedExample
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.status import place_beside
from controlroom.desktop.kit.fields import DecimalField, Field, IntegerField, MomentField
from controlroom.desktop.kit.form import Form
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Line, Pane
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.kit.theme import Size, Space, Type
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.charge_point import SiteKind
from controlroom.domain.errors import InvalidValue
from controlroom.domain.money import round_ore
from controlroom.operations.billing.tariffs import PriceList

VERSIONS = 4
"""Versions in sight; the others are scrolled to."""
PRICES = ("energy", "start", "time", "idle")


class TariffPane(Pane):
    """Shows one site. `roomy` puts the example beside the form instead of below it."""

    changed = Signal()
    """A tariff was set."""

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(2 * Size.PANE)
        self._desk = desk
        self.row: Priced | None = None
        self.title = PlainLabel("", Type.HEADING)
        self.under = PlainLabel("", role="secondary")
        self._versions = VersionList(self)
        self.versions = TableView(self._versions, blink, row_height=Size.LONG_ROW)
        self.versions.setAccessibleName(self.tr("Versions"))
        self.versions.setFixedHeight(Size.HEADER + VERSIONS * Size.LONG_ROW)
        self.form = self._make_form()
        self.example = WorkedExample()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self.form.touched.connect(self._work_out)
        self.show_site(None)

    def _make_form(self) -> Form:
        form = Form(self._save, concerns={"tariff-too-late": "from"})
        sek = self.tr("SEK")
        form.add(
            DecimalField("energy", self.tr("Energy, per kWh"), unit=sek, empty=Decimal(0)),
            DecimalField("start", self.tr("Start, per session"), unit=sek, empty=Decimal(0)),
        )
        form.add(
            DecimalField("time", self.tr("Charging time, per minute"), unit=sek, empty=Decimal(0)),
            DecimalField("idle", self.tr("Idle, per minute"), unit=sek, empty=Decimal(0)),
        )
        form.add(
            IntegerField("grace", self.tr("Idle time without fee"), unit=self.tr("min"), empty=0),
            DecimalField("vat", self.tr("VAT"), unit="%", places=0),
        )
        form.add(MomentField("from", self.tr("Valid from")))
        return form

    def _lay_out(self) -> None:
        head = QWidget()
        head.setFixedHeight(Size.TITLE)
        words = QVBoxLayout(head)
        words.setContentsMargins(Space.PANEL + 4, Space.BETWEEN, Space.PANEL, Space.BETWEEN)
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.under)
        words.addStretch(1)
        inner = QWidget()
        self._both.setContentsMargins(Space.PANEL + 4, Space.PANEL, Space.PANEL, Space.PANEL)
        self._both.setSpacing(Space.PAGE)
        inner.setLayout(self._both)
        top = Qt.AlignmentFlag.AlignTop
        self._both.addWidget(self.form, 1, top)
        self._both.addWidget(self.example, 1, top)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        self.body.addWidget(head)
        self.body.addWidget(Line())
        self.body.addWidget(self.versions)
        self.body.addWidget(Line())
        self.body.addWidget(scroll, 1)

    def set_roomy(self, *, on: bool) -> None:
        """Whether there is room for two columns."""
        self.setFixedWidth(2 * Size.PANE if on else Size.BILLING_PANE)
        self._both.setDirection(
            QBoxLayout.Direction.LeftToRight if on else QBoxLayout.Direction.TopToBottom
        )

    # Contents

    @property
    def site(self) -> str:
        """Name of the site that is shown, or ""."""
        return "" if self.row is None else self.row.site.name

    def show_site(self, row: Priced | None) -> None:
        """Show a site: the form begins with the tariff in force."""
        self.row = row
        self.form.fill(_values(row))
        self.form.set_editable(on=row is not None and self._desk.may(PriceList.set_tariff))
        self._show(row)

    def follow(self, row: Priced) -> None:
        """The site as it is now. What a person is typing stays."""
        self.row = row
        self.form.follow(_values(row))
        self._show(row)

    def _show(self, row: Priced | None) -> None:
        self._versions.replace_all([] if row is None else dated(row))
        self.title.setText(self.tr("No site is chosen") if row is None else row.site.name)
        if row is None:
            self.under.setText(self.tr("Choose one in the list."))
        elif row.tariff is None:
            self.under.setText(self.tr("No tariff yet: sessions here cannot be priced."))
        else:
            self.under.setText(place_beside(row.site.name, row.site))
        self.under.setVisible(bool(self.under.text()))
        first = row is not None and not row.versions
        self.form.fields["from"].advise(
            self.tr("Swedish time. Empty: for all sessions here, earlier ones too.")
            if first
            else self.tr("Swedish time. Empty: for sessions that begin from now on.")
        )
        self._work_out()

    def tariff(self) -> Tariff | None:
        """The tariff that stands in the form; None where it is none yet."""
        values = self.form.glance()
        try:
            return None if values is None else made(values)
        except InvalidValue:
            return None

    def moment(self) -> datetime | None:
        """When the form says that it begins; None: now. Raises Unreadable."""
        value = self.form.fields["from"].read()
        return value if isinstance(value, datetime) else None

    def _work_out(self) -> None:
        tariff = self.tariff()
        for name in PRICES:
            field: Field = self.form.fields[name]
            value: Decimal | None = None if tariff is None else getattr(tariff, name)
            priced = "" if not value or tariff is None else in_ore(value * (100 + tariff.vat) / 100)
            field.advise(self.tr("{0} incl. VAT").format(priced) if priced else "")
        row = self.row
        public = row is not None and row.site.kind is SiteKind.PUBLIC
        strong = public and row is not None and row.strongest_w >= STRONG_W
        self.example.show_tariff(None if row is None else tariff, strong=strong)

    # Writing

    async def _save(self, values: dict[str, Any]) -> str:
        desk, site = self._desk, self.site
        first = self.row is not None and not self.row.versions
        tariff = made(values)
        valid_from = values["from"]
        await desk.services.price_list.set_tariff(desk.actor, site, tariff, valid_from)
        values["from"] = None
        self.changed.emit()
        desk.told.emit(self.tr("{0} has a new tariff.").format(site))
        if first and valid_from is None:
            return self.tr("Holds for all sessions here.")
        if valid_from is None:
            return self.tr("Holds for sessions that begin now.")
        return self.tr("Set; it holds from its moment on.")

    def leave(self, go: Callable[[], object], stay: Callable[[], object]) -> None:
        """Do something where nothing is unsaved, else ask first."""
        self.form.leave(go, stay)


def made(values: Mapping[str, Any]) -> Tariff:
    """A tariff from the form. Raises InvalidValue."""
    return Tariff(
        energy=values["energy"],
        start=values["start"],
        time=values["time"],
        idle=values["idle"],
        grace_minutes=values["grace"],
        vat=values["vat"],
    )


def in_ore(value: Decimal) -> str:
    """An amount in kronor and öre, rounded as prices are; marked where that is not all of it."""
    rounded = round_ore(value)
    return formats.number(rounded, 2) if rounded == value else f"≈ {formats.number(rounded, 2)}"


def _values(row: Priced | None) -> dict[str, object]:
    tariff = None if row is None else row.tariff
    if tariff is None:
        tariff = Tariff()
    return {
        "energy": tariff.energy,
        "start": tariff.start,
        "time": tariff.time,
        "idle": tariff.idle,
        "grace": tariff.grace_minutes,
        "vat": tariff.vat,
        "from": None,
    }
