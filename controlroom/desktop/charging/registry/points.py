"""Charge points: adding one, what people decided about it, its key and its life."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from controlroom.desktop.bridge import Batch
from controlroom.desktop.charging.point.commissioning import CommissioningPanel
from controlroom.desktop.charging.point.key import KeyActs, entered_there
from controlroom.desktop.charging.registry.point_list import PointEntry, PointEntryList
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.records import Records
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.fields import ChoiceField, DropField
from controlroom.desktop.kit.form import Form
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.read_field import DegreesField, ReadField
from controlroom.domain.charging import site_entry
from controlroom.domain.charging.charge_point import BootPolicy, ChargePoint, Phase, Registration
from controlroom.domain.charging.events import RegistrationChanged, SiteChanged
from controlroom.domain.errors import InvalidValue
from controlroom.domain.user_input import MOST_RATED_W, decimal, limit
from controlroom.operations.charging.enrolment import PROFILES, Enrolled, checked_key, identity

translate = QCoreApplication.translate

CONCERNS = {
    "charge-point-exists": "id",
    "bad-identity": "id",
    "key-too-short": "key",
    "latitude-range": "latitude",
    "longitude-range": "longitude",
}
FIELDS = ("id", "site", "security_profile", "boot", "latitude", "longitude", "items_per_message")


def _watts(text: str) -> int | None:
    """Kilowatts as they are written, with point or comma."""
    if not text:
        return None
    watts = round(1000 * decimal("kW", text.replace(",", ".")))
    if not 1 <= watts <= MOST_RATED_W:
        raise InvalidValue("not-a-power", value=text, most=MOST_RATED_W // 1000)
    return watts


def _kilowatts(value: object) -> str:
    if not isinstance(value, int):
        return ""
    return formats.number(value / 1000, 0 if value % 1000 == 0 else 1)


class PointsSection(Records):
    """Whoever adds one sees its key once."""

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, blink, PointEntryList())
        self.table.remember(desk.memory, "settings/points")
        self._shown = False
        self._stale = True
        self._followed = ""
        desk.bridge.reloaded.connect(self._reloaded)
        desk.bridge.changed.connect(self._changed)
        self._read()

    @override
    def words(self) -> tuple[str, str, str]:
        return self.tr("Charge points"), self.tr("Charge point, site"), self.tr("New charge point")

    @override
    def make_form(self) -> Form:
        form = Form(self._save, concerns=CONCERNS)
        self._sites = QCompleter([], self)
        self._sites.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._sites.setFilterMode(Qt.MatchFlag.MatchContains)
        form.add(
            ReadField(
                "id",
                self.tr("Identity"),
                identity,
                most=200,
                hint=self.tr("As it stands in the charge point, without colon or slash."),
            )
        )
        site = ReadField(
            "site",
            self.tr("Site"),
            site_entry.name,
            most=100,
            hint=self.tr("One that is new is created."),
        )
        site.line.setCompleter(self._sites)
        form.add(site)
        form.add(
            ChoiceField(
                "security_profile",
                self.tr("Security profile"),
                [(number, texts.security_profile(number)) for number in PROFILES],
            )
        )
        form.add(
            ReadField(
                "key",
                self.tr("Key"),
                lambda text: checked_key(text) if text else None,
                most=40,
                hint=self.tr("16 to 40 characters. Empty: one is made and shown once."),
            )
        )
        form.add(
            DropField(
                "phase",
                self.tr("Phase"),
                [(p, texts.name(p)) for p in Phase if p is not Phase.RETIRED],
                hint=self.tr("In operation after the steps of commissioning."),
            )
        )
        form.add(
            ReadField("rated_w", self.tr("Rated power of a connector"), _watts, _kilowatts,
                      unit="kW", most=20, width=128),
            DropField(
                "boot",
                self.tr("Answer to a boot"),
                [(policy, texts.name(policy)) for policy in BootPolicy],
            ),
        )  # fmt: skip
        form.add(
            DegreesField("latitude", self.tr("Latitude"), hint=self.tr("Empty: the site’s.")),
            DegreesField("longitude", self.tr("Longitude")),
        )
        form.add(
            ReadField(
                "items_per_message",
                self.tr("Keys in one request"),
                lambda text: limit(self.tr("Keys in one request"), text),
                most=6,
                width=128,
                hint=self.tr("Empty unless the charge point takes few at a time."),
            )
        )
        return form

    @override
    def below_form(self) -> list[QWidget]:
        self.key_pane = KeyActs(self.desk, self.armed)
        self.key_pane.made.connect(lambda told: self.secret.show_secret(*told))
        self.open = Button(self.tr("Open"), icon_name="arrow-right")
        self.open.clicked.connect(lambda: self.desk.open_point.emit(str(self.key_shown)))
        self._acts = QWidget()
        row = QHBoxLayout(self._acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.open)
        row.addStretch(1)
        self.life = CommissioningPanel(self.desk, self.armed)
        return [self.key_pane, self._acts, self.life]

    # Rows

    def _read(self) -> None:
        self._stale = False
        network = self.desk.bridge.network
        self.take(
            [PointEntry(r, network.charge_point(r.id)) for r in network.registrations.values()]
        )
        self._sites.setModel(QStringListModel(sorted(network.sites), self._sites))

    def _reloaded(self) -> None:
        self._stale = True
        if self._shown or not self.model.rows:
            self._read()

    def _changed(self, batch: Batch) -> None:
        registered = batch.has(SiteChanged, RegistrationChanged)
        if registered:
            self._stale = True
        if not self._shown:
            self._stale = self._stale or bool(batch.charge_points)
            return
        if registered:
            self._read()
            return
        network = self.desk.bridge.network
        known = [
            network.registrations[i] for i in batch.charge_points if i in network.registrations
        ]
        self.model.put([PointEntry(r, network.charge_point(r.id)) for r in known])

    @override
    def entered(self) -> None:
        self._shown = True
        if self._stale:
            self._read()

    @override
    def left(self) -> None:
        self._shown = False

    @override
    def values(self, row: PointEntry) -> Mapping[str, object]:
        registration = row.registration
        retired = registration.phase is Phase.RETIRED
        return {
            **{name: getattr(registration, name) for name in FIELDS},
            "key": None,
            # Only a new one's is chosen in the form, and never a retired one's.
            "phase": Phase.OPERATION if retired else registration.phase,
            "rated_w": registration.rated_w,
        }

    @override
    def fresh(self) -> Mapping[str, object]:
        made = Registration("", "", phase=Phase.COMMISSIONING)
        return self.values(PointEntry(made, ChargePoint("")))

    @override
    def head(self, row: PointEntry | None) -> tuple[str, str]:
        if row is None:
            return self.tr("New charge point"), self.tr("It is let in as soon as it is added.")
        point = row.point
        made = " ".join(part for part in (point.vendor, point.model) if part)
        seen = formats.moment(point.last_seen, self.desk.overview.now) if point.last_seen else ""
        words = (self.model.columns[5].cell(row).text, made, seen)  # type: ignore[union-attr]
        return row.id, " · ".join(word for word in words if word)

    @override
    def found_by(self, row: PointEntry) -> str:
        words = (row.id, row.registration.site, row.point.vendor, row.point.model)
        return "\n".join(words).casefold()

    @override
    def advice(self) -> tuple[str, str]:
        return (
            self.tr("No charge points yet"),
            self.tr(
                "Add the first with Ctrl+N, or connect it: who is unknown is seen at the door."
            ),
        )

    @override
    def shown(self, row: PointEntry | None) -> None:
        fields = self.form.fields
        fields["id"].set_fixed(on=row is not None)
        fields["key"].setVisible(row is None)
        fields["phase"].setVisible(row is None)
        self._acts.setVisible(row is not None)
        self.key_pane.setVisible(row is not None)
        self.life.setVisible(row is not None)
        if row is not None and row.id != self._followed:
            self._followed = row.id
            self.life.follow(row.id)
            self.key_pane.follow(row.id)

    # Writing

    async def _save(self, values: dict[str, Any]) -> str:
        actor, enrolment = self.desk.actor, self.desk.services.enrolment
        given = dict(values)
        own = given.pop("key")
        if self.making:
            registration = Registration(**given)
            added = await enrolment.enrol(actor, registration, own)
            self.want(registration.id)
        else:
            # The phase is a matter of the steps below, which may have moved it meanwhile.
            del given["phase"]
            known = self.desk.bridge.network.registrations[str(self.key_shown)]
            added = await enrolment.change(actor, replace(known, **given))
        values["key"] = None
        if isValid(self) and (added.key or self.making):
            self.show_key(added)
        return self.tr("Saved.")

    def show_key(self, added: Enrolled) -> None:
        """What a person enters at the charge point; the key this once."""
        self.secret.show_secret(*entered_there(self.desk, added))
