"""Charge points as people decided about them, for the settings."""

from __future__ import annotations

from dataclasses import dataclass

from controlroom.desktop.kit.cells import TextCell, Weight
from controlroom.desktop.kit.language import texts
from controlroom.desktop.kit.table_model import Column, TableModel
from controlroom.domain.charging.charge_point import ChargePoint, Phase, Registration


@dataclass(frozen=True, slots=True)
class PointEntry:
    """What people decided, and what the charge point said of itself."""

    registration: Registration
    point: ChargePoint

    @property
    def id(self) -> str:
        return self.registration.id


class PointEntryList(TableModel[PointEntry]):
    """Charge points by id, the retired ones last."""

    def __init__(self) -> None:
        super().__init__(
            [],
            key=lambda entry: entry.id,
            order=lambda entry: (
                entry.registration.phase is Phase.RETIRED,
                entry.id.casefold(),
                entry.id,
            ),
        )
        self.columns = (
            Column(
                self.tr("Charge point"),
                lambda e: TextCell(e.id, weight=Weight.MEDIUM),
                168,
                tabular=False,
                grow=2,
                sort=lambda e: e.id.casefold(),
                least=112,
            ),
            Column(
                self.tr("Site"),
                lambda e: TextCell(e.registration.site, role="secondary"),
                184,
                tabular=False,
                grow=2,
                sort=lambda e: (e.registration.site.casefold(), e.id.casefold()),
                least=136,
            ),
            Column(
                self.tr("Phase"),
                lambda e: TextCell(texts.name(e.registration.phase)),
                144,
                tabular=False,
                sort=lambda e: list(Phase).index(e.registration.phase),
                least=112,
                spare=1,
            ),
            Column(
                self.tr("Security profile"),
                lambda e: TextCell(
                    texts.security_profile(e.registration.security_profile), role="secondary"
                ),
                152,
                tabular=False,
                sort=lambda e: e.registration.security_profile,
                least=136,
                spare=3,
            ),
            Column(
                self.tr("Boot"),
                lambda e: TextCell(texts.name(e.registration.boot), role="secondary"),
                112,
                tabular=False,
                sort=lambda e: e.registration.boot.value,
                least=96,
                spare=2,
            ),
            Column(
                self.tr("Link"),
                self._link,
                168,
                tabular=False,
                sort=lambda e: (not e.point.connected, not e.point.epoch),
                least=112,
            ),
        )

    def _link(self, entry: PointEntry) -> TextCell:
        point = entry.point
        if point.connected:
            return TextCell(self.tr("Connected"), f"OCPP {point.version}")
        if point.epoch:
            return TextCell(self.tr("Not connected"), role="stale", italic=True)
        return TextCell(self.tr("Never seen"), role="stale", italic=True)
