"""Sites with the tariff in force, and the versions of one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QObject

from controlroom.desktop.desk.status import place_beside
from controlroom.desktop.kit.cells import IconCell, TextCell, Weight
from controlroom.desktop.kit.fields import exact
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.table_model import Column, TableModel
from controlroom.domain.billing.tariff import Tariff, Version, holding
from controlroom.domain.charging.charge_point import Site

translate = QCoreApplication.translate

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""Since when a site's first tariff holds."""


@dataclass(frozen=True, slots=True)
class Priced:
    """A site, its tariffs oldest first, and what holds at `now`."""

    site: Site
    versions: tuple[Version, ...]
    now: datetime
    strongest_w: int = 0
    """Rated power of the strongest connector that is known."""
    marked: bool = False

    @property
    def tariff(self) -> Tariff | None:
        """The tariff in force."""
        return holding(self.versions, self.now)

    @property
    def since(self) -> datetime | None:
        """Since when it holds."""
        held = [since for since, _ in self.versions if since <= self.now]
        return held[-1] if held else None

    @property
    def following(self) -> datetime | None:
        """When the next one begins."""
        return next((since for since, _ in self.versions if since > self.now), None)


def since_words(since: datetime | None) -> str:
    """From when, in words where it is from the beginning."""
    if since is None:
        return formats.DASH
    if since <= _BEGINNING:
        return translate("TariffList", "From the beginning")
    return f"{formats.day(since)} {formats.minute(since)}"


def _price(value: Decimal) -> TextCell:
    return TextCell(exact(value)) if value else TextCell(formats.DASH, role="secondary")


def _idle(tariff: Tariff) -> TextCell:
    if not tariff.idle:
        return TextCell(formats.DASH, role="secondary")
    after = translate("TariffList", "after {0} min").format(tariff.grace_minutes)
    return TextCell(exact(tariff.idle), after if tariff.grace_minutes else "")


def _vat(tariff: Tariff) -> TextCell:
    percent = (
        f"{exact(tariff.vat, 0)} %" if formats.language == "sv" else f"{exact(tariff.vat, 0)}%"
    )
    return TextCell(percent, role="secondary")


NONE = TextCell(formats.DASH, role="secondary")


class TariffList(TableModel[Priced]):
    """Sites by name; those without a tariff first. Marks are kept here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [],
            key=lambda row: row.site.name,
            order=lambda row: (row.tariff is not None, row.site.name.casefold()),
            parent=parent,
        )
        self.columns = (
            Column("", _mark, 40),
            Column(
                self.tr("Site"),
                _site,
                280,
                tabular=False,
                grow=3,
                sort=lambda row: row.site.name.casefold(),
                least=168,
            ),
            Column(
                self.tr("Kind"),
                lambda row: TextCell(texts.name(row.site.kind), role="secondary"),
                112,
                tabular=False,
                sort=lambda row: row.site.kind,
                least=104,
                spare=2,
            ),
            Column(
                self.tr("kWh"),
                lambda row: NONE if row.tariff is None else _price(row.tariff.energy),
                80,
                right=True,
                sort=lambda row: Decimal(-1) if row.tariff is None else row.tariff.energy,
                least=72,
            ),
            Column(
                self.tr("Start"),
                lambda row: NONE if row.tariff is None else _price(row.tariff.start),
                80,
                right=True,
                sort=lambda row: Decimal(-1) if row.tariff is None else row.tariff.start,
                least=72,
            ),
            Column(
                self.tr("Minute"),
                lambda row: NONE if row.tariff is None else _price(row.tariff.time),
                80,
                right=True,
                sort=lambda row: Decimal(-1) if row.tariff is None else row.tariff.time,
                least=72,
            ),
            Column(
                self.tr("Idle minute"),
                lambda row: NONE if row.tariff is None else _idle(row.tariff),
                152,
                right=True,
                sort=lambda row: Decimal(-1) if row.tariff is None else row.tariff.idle,
                least=152,
            ),
            Column(
                self.tr("Changes"),
                lambda row: TextCell(since_words(row.following), role="secondary"),
                160,
                right=True,
                sort=lambda row: row.following or datetime.max.replace(tzinfo=UTC),
                least=112,
                spare=1,
                widest=formats.MOMENT,
            ),
        )

    @property
    def marked(self) -> list[str]:
        """Names of the marked sites, in order."""
        return sorted(row.site.name for row in self.rows if row.marked)

    def mark(self, names: list[str], *, on: bool) -> None:
        """Mark sites, or take their marks away."""
        found = (self.find(name) for name in names)
        self.put(replace(row, marked=on) for row in found if row is not None)
        self.flush()

    def know(self, rows: list[Priced]) -> None:
        """All sites again; what was marked stays so."""
        marked = set(self.marked)
        self.replace_all(replace(row, marked=row.site.name in marked) for row in rows)


def _mark(row: Priced) -> IconCell | TextCell:
    if row.marked:
        return IconCell("check", "text")
    return IconCell("alert-circle", "text") if row.tariff is None else TextCell("")


def _site(row: Priced) -> TextCell:
    if row.tariff is not None:
        place = place_beside(row.site.name, row.site)
        return TextCell(row.site.name, place, weight=Weight.MEDIUM)
    return TextCell(
        row.site.name,
        translate("TariffList", "no tariff"),
        weight=Weight.SEMIBOLD,
    )


@dataclass(frozen=True, slots=True)
class Dated:
    """One version of a site's tariff."""

    since: datetime
    tariff: Tariff
    state: int
    """-1 is over, 0 holds, 1 is to come."""


def dated(row: Priced) -> list[Dated]:
    """Every version and whether it holds."""
    held = row.since
    return [
        Dated(since, tariff, 0 if since == held else 1 if since > row.now else -1)
        for since, tariff in row.versions
    ]


class VersionList(TableModel[Dated]):
    """Versions of one site's tariff, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [], key=lambda row: row.since, order=lambda row: -row.since.timestamp(), parent=parent
        )
        self.columns = (
            Column(self.tr("Valid from"), _since, 208, grow=1),
            Column(self.tr("kWh"), lambda row: _price(row.tariff.energy), 64, right=True),
            Column(self.tr("Start"), lambda row: _price(row.tariff.start), 64, right=True),
            Column(self.tr("Minute"), lambda row: _price(row.tariff.time), 72, right=True),
            Column(self.tr("Idle minute"), lambda row: _idle(row.tariff), 136, right=True),
            Column(self.tr("VAT"), lambda row: _vat(row.tariff), 64, right=True),
        )


def _since(row: Dated) -> TextCell:
    words = {
        -1: translate("VersionList", "over"),
        0: translate("VersionList", "in force"),
        1: translate("VersionList", "to come"),
    }
    weight = Weight.SEMIBOLD if row.state == 0 else Weight.REGULAR
    role = "secondary" if row.state < 0 else "text"
    return TextCell(since_words(row.since), words[row.state], weight=weight, role=role)
