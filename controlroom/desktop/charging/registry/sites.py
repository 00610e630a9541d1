"""Sites: who they serve, where they are, whom to ask, how they are fed and reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from typing_extensions import override

from controlroom.desktop.bridge import Batch
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.records import Records
from controlroom.desktop.kit.cells import TextCell, Weight
from controlroom.desktop.kit.fields import DropField, TextField
from controlroom.desktop.kit.form import Form
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Line
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.read_field import DegreesField, FuseField, ReadField
from controlroom.desktop.kit.table_model import Column, TableModel
from controlroom.domain.charging import site_entry
from controlroom.domain.charging.charge_point import Site, SiteKind
from controlroom.domain.charging.events import RegistrationChanged, SiteChanged

CONCERNS = {
    "site-exists": "name",
    "nameless": "name",
    "latitude-range": "latitude",
    "longitude-range": "longitude",
    "not-a-fuse": "fuse_w",
    "not-a-link": "camera",
}


@dataclass(frozen=True, slots=True)
class SiteEntry:
    site: Site
    points: int
    """Charge points, the retired ones left out."""


class SiteEntryList(TableModel[SiteEntry]):
    """Sites by name."""

    def __init__(self) -> None:
        super().__init__(
            [],
            key=lambda entry: entry.site.name,
            order=lambda entry: (entry.site.name.casefold(), entry.site.name),
        )
        self.columns = (
            Column(
                self.tr("Site"),
                lambda e: TextCell(e.site.name, weight=Weight.MEDIUM),
                240,
                tabular=False,
                grow=3,
                sort=lambda e: e.site.name.casefold(),
                least=160,
            ),
            Column(
                self.tr("Place"),
                lambda e: TextCell(e.site.place or formats.DASH, role="secondary"),
                160,
                tabular=False,
                grow=2,
                sort=lambda e: e.site.place.casefold(),
                least=112,
                spare=2,
            ),
            Column(
                self.tr("Serves"),
                lambda e: TextCell(texts.name(e.site.kind), role="secondary"),
                136,
                tabular=False,
                sort=lambda e: e.site.kind.value,
                least=104,
                spare=1,
            ),
            Column(
                self.tr("Main fuse"),
                lambda e: TextCell(_fuse(e.site), role="secondary"),
                112,
                right=True,
                sort=lambda e: e.site.fuse_w or 0,
                least=112,
                spare=3,
            ),
            Column(
                self.tr("Charge points"),
                lambda e: TextCell(formats.number(e.points)),
                128,
                right=True,
                sort=lambda e: e.points,
                least=104,
            ),
        )


def _fuse(site: Site) -> str:
    if site.fuse_w is None:
        return formats.DASH
    return f"{formats.number(site_entry.amperes(site.fuse_w), 0)} A"


class SitesSection(Records):
    """A site is found by its name, which does not change: sessions and invoices carry it."""

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, blink, SiteEntryList())
        self.table.remember(desk.memory, "settings/sites")
        desk.bridge.reloaded.connect(self._read)
        desk.bridge.changed.connect(self._changed)
        self._read()

    @override
    def words(self) -> tuple[str, str, str]:
        return self.tr("Sites"), self.tr("Site, place, host"), self.tr("New site")

    @override
    def make_form(self) -> Form:
        form = Form(self._save, concerns=CONCERNS)
        form.add(ReadField("name", self.tr("Name"), site_entry.name, most=100))
        form.add(
            DropField("kind", self.tr("Serves"), [(kind, texts.name(kind)) for kind in SiteKind]),
            TextField("place", self.tr("Town"), most=100),
        )
        form.add(
            DegreesField("latitude", self.tr("Latitude")),
            DegreesField("longitude", self.tr("Longitude")),
        )
        _part(form, self.tr("On site"))
        form.add(
            TextField("host", self.tr("Whom to ask for"), most=100),
            TextField("phone", self.tr("Phone"), most=40),
        )
        form.add(
            TextField(
                "access_code",
                self.tr("Access code"),
                most=100,
                hint=self.tr("How a technician gets in."),
            )
        )
        form.add(
            ReadField(
                "camera",
                self.tr("Camera"),
                site_entry.camera,
                hint=self.tr("A link, as https://camera.example/view"),
            )
        )
        _part(form, self.tr("Power"))
        form.add(FuseField("fuse_w", self.tr("Main fuse")))
        form.add(
            TextField("grid_owner", self.tr("Grid owner"), most=100),
            TextField("installation_id", self.tr("Installation id"), most=40),
        )
        form.add(
            TextField("electrician", self.tr("Electrician"), most=100),
            TextField("electrician_phone", self.tr("Electrician’s phone"), most=40),
        )
        _part(form, self.tr("Network"))
        form.add(
            TextField(
                "uplink",
                self.tr("Uplink"),
                most=100,
                hint=self.tr(
                    "As Telia 4G. Sites that share an uplink fall together, and are told as one."
                ),
            )
        )
        return form

    # Rows

    def _read(self) -> None:
        network = self.desk.bridge.network
        counted: dict[str, int] = {}
        for registration in network.registrations.values():
            if registration.phase.value != "retired":
                counted[registration.site] = counted.get(registration.site, 0) + 1
        self.take([SiteEntry(site, counted.get(site.name, 0)) for site in network.sites.values()])

    def _changed(self, batch: Batch) -> None:
        if batch.has(SiteChanged, RegistrationChanged):
            self._read()

    @override
    def values(self, row: SiteEntry) -> Mapping[str, object]:
        return {name: getattr(row.site, name) for name in ("name", *site_entry.FIELDS)}

    @override
    def fresh(self) -> Mapping[str, object]:
        return self.values(SiteEntry(Site(""), 0))

    @override
    def head(self, row: SiteEntry | None) -> tuple[str, str]:
        if row is None:
            return self.tr("New site"), self.tr("Its name stays: sessions and invoices carry it.")
        return row.site.name, self.tr("%n charge point(s)", "", row.points)

    @override
    def found_by(self, row: SiteEntry) -> str:
        site = row.site
        words = (site.name, site.place, site.host, site.uplink, site.grid_owner, site.electrician)
        return "\n".join(words).casefold()

    @override
    def advice(self) -> tuple[str, str]:
        return self.tr("No sites yet"), self.tr("Add the first with Ctrl+N.")

    @override
    def shown(self, row: SiteEntry | None) -> None:
        self.form.fields["name"].set_fixed(on=row is not None)

    # Writing

    async def _save(self, values: dict[str, Any]) -> str:
        sites, actor = self.desk.services.sites, self.desk.actor
        if self.making:
            await sites.add(actor, Site(**values))
            self.want(str(values["name"]))
        else:
            known = self.desk.bridge.network.sites[str(self.key_shown)]
            await sites.change(actor, replace(known, **values))
        return self.tr("Saved.")


def _part(form: Form, title: str) -> None:
    """A line and a title within a form."""
    form.body.addWidget(Line())
    form.body.addWidget(PlainLabel(title, weight=None, role="secondary"))
