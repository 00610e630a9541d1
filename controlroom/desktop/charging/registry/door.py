"""Who stands at the door: let in with a site where it is unknown, or forget."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from controlroom.desktop.charging.point.key import entered_there
from controlroom.desktop.charging.registry.points import CONCERNS
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.records import Records
from controlroom.desktop.kit.background_query import Question, begin
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.cells import TextCell, Weight
from controlroom.desktop.kit.fields import ChoiceField
from controlroom.desktop.kit.form import Form
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.read_field import ReadField
from controlroom.desktop.kit.table_model import Column, TableModel
from controlroom.domain.charging import site_entry
from controlroom.domain.charging.charge_point import Phase, Registration
from controlroom.operations.charging.enrolment import PROFILES, Enrolment, checked_key, knocking
from controlroom.operations.charging.enrolment import identity as checked_identity
from controlroom.operations.ports.charging import Knock, KnockReason

AGAIN_MS = 2000


class KnockList(TableModel[Knock]):
    """Who knocked last stands first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            [], key=lambda knock: knock.id, order=lambda knock: (-knock.last.timestamp(), knock.id)
        )
        reasons = {
            KnockReason.UNKNOWN: self.tr("Unknown"),
            KnockReason.FOREIGN_ORIGIN: self.tr("Web page"),
        }
        self.columns = (
            Column(
                self.tr("Calls itself"),
                lambda k: TextCell(k.id, weight=Weight.MEDIUM),
                208,
                tabular=False,
                grow=2,
                sort=lambda k: k.id.casefold(),
            ),
            Column(
                self.tr("From"),
                lambda k: TextCell(k.address, role="secondary"),
                176,
                grow=1,
                sort=lambda k: k.address,
            ),
            Column(
                self.tr("Last tried"),
                lambda k: TextCell(formats.moment(k.last, desk.overview.now)),
                144,
                sort=lambda k: k.last,
            ),
            Column(
                self.tr("Times"),
                lambda k: TextCell(formats.number(k.count), role="secondary"),
                72,
                right=True,
                sort=lambda k: k.count,
            ),
            Column(
                self.tr("Refused as"),
                lambda k: TextCell(reasons[k.reason], role="secondary"),
                104,
                sort=lambda k: k.reason.value,
            ),
        )


class DoorSection(Records):
    """Read every 2 s while it is shown: a knock is no fact that the feed would tell."""

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, blink, KnockList(desk))
        self._question = Question("the door", self)
        self._site = ""
        """The last one let in went there; the next one probably does."""
        self.new_button.hide()
        self._clock = QTimer(self)
        self._clock.setInterval(AGAIN_MS)
        self._clock.timeout.connect(self._ask)
        self._nothing.say(self.tr("Nobody is chosen"), self.tr("Choose somebody in the list."))

    @override
    def words(self) -> tuple[str, str, str]:
        return self.tr("At the door"), self.tr("Identity, address"), ""

    @override
    def make_form(self) -> Form:
        form = Form(self._save, concerns=CONCERNS, save_text=self.tr("Let in"))
        form.add(
            ReadField(
                "site",
                self.tr("Site"),
                site_entry.name,
                most=100,
                hint=self.tr("One that is new is created."),
            )
        )
        form.add(
            ChoiceField(
                "security_profile",
                self.tr("Security profile"),
                [(n, texts.security_profile(n)) for n in PROFILES],
                hint=self.tr("With a key it comes in once the key is entered there."),
            )
        )
        form.add(
            ReadField(
                "key",
                self.tr("Key"),
                lambda text: checked_key(text) if text else None,
                most=40,
                hint=self.tr("The one that it has already. Empty: one is made and shown once."),
            )
        )
        return form

    @override
    def below_form(self) -> list[QWidget]:
        self.forget = Button(self.tr("Forget"), icon_name="trash")
        self.forget.clicked.connect(self.send_away)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.forget)
        row.addStretch(1)
        self.why = PlainLabel(
            self.tr(
                "This charge point is registered without a key, and the connection says that it "
                "comes from a web page. Give the charge point a key under Charge points: with "
                "security profile 1 or higher it comes in whatever the connection says."
            ),
            role="secondary",
            wrap=True,
        )
        return [self.why, holder]

    @override
    def shown(self, row: Knock | None) -> None:
        """Only who is unknown can be let in."""
        known = row is not None and row.reason is not KnockReason.UNKNOWN
        self.why.setVisible(known)
        self.form.setVisible(not known)
        self._foot.setVisible(not known)

    # Rows

    def _ask(self) -> None:
        if not self._question.busy:
            self._question.ask(self.desk.services.charge_points.door(), self.take)

    @override
    def after_rows(self) -> None:
        gone = self.key_shown is not None and self.model.find(self.key_shown) is None
        if gone and not self.form.dirty and not self.form.busy:
            # Let in, or forgotten, here or elsewhere.
            self.show_nothing()
        else:
            super().after_rows()

    @override
    def show_nothing(self) -> None:
        super().show_nothing()
        self._nothing.say(self.tr("Nobody is chosen"), self.tr("Choose somebody in the list."))
        self._show_stack()

    @override
    def values(self, row: Knock) -> Mapping[str, object]:
        return {"site": "", "security_profile": 1, "key": None}

    @override
    def show_row(self, key: object) -> None:
        super().show_row(key)
        sites = list(self.desk.bridge.network.sites)
        proposed = self._site or (sites[0] if len(sites) == 1 else "")
        if proposed and self.key_shown == key:
            self.form.begin_with({"site": proposed})

    @override
    def head(self, row: Knock | None) -> tuple[str, str]:
        if row is None:
            return "", ""
        return row.id, self.tr("from {0}, OCPP {1}").format(row.address, row.version)

    @override
    def found_by(self, row: Knock) -> str:
        return f"{row.id}\n{row.address}".casefold()

    @override
    def advice(self) -> tuple[str, str]:
        return (
            self.tr("Nobody waits at the door"),
            self.tr(
                "Enter the address of this central system in a charge point; it appears here "
                "within seconds."
            ),
        )

    # Writing

    async def _save(self, values: dict[str, Any]) -> str:
        services = self.desk.services
        identity = await knocking(services.charge_points, str(self.key_shown))
        registration = Registration(
            id=checked_identity(identity),
            site=values["site"],
            security_profile=values["security_profile"],
            phase=Phase.COMMISSIONING,
        )
        added = await services.enrolment.enrol(self.desk.actor, registration, values["key"])
        values["key"] = None
        if isValid(self):
            self._site = registration.site
            self.secret.show_secret(*entered_there(self.desk, added))
            self._ask()
        return self.tr("{0} is let in.").format(registration.id)

    def send_away(self) -> None:
        """Forget a knock. Whoever knocks again is seen again."""
        if isinstance(self.key_shown, str) and self.desk.allowed(Enrolment.forget_knock):
            begin(self._send_away(self.key_shown), "forget a knock")

    async def _send_away(self, identity: str) -> None:
        desk = self.desk
        await desk.told_or_refused(desk.services.enrolment.forget_knock(desk.actor, identity))
        if isValid(self):
            self.form.revert()
            self._ask()

    # Section

    @override
    def begin_new(self) -> None:
        """Who knocks makes the rows."""

    @override
    def entered(self) -> None:
        self._ask()
        self._clock.start()

    @override
    def left(self) -> None:
        self._clock.stop()
