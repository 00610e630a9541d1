"""From an empty database to the first connected charge point, step by step, on one screen."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from controlroom.desktop.bridge import Batch
from controlroom.desktop.charging.listening_address import ListeningPanel
from controlroom.desktop.charging.point.key import entered_there
from controlroom.desktop.charging.registry.points import CONCERNS
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.section import scrolled
from controlroom.desktop.kit.background_query import Question
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.fields import ChoiceField
from controlroom.desktop.kit.form import Form
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.panel import Panel
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.read_field import ReadField
from controlroom.desktop.kit.shown_once import ShownOnce
from controlroom.desktop.kit.tab_order import as_read
from controlroom.desktop.kit.theme import Space, Type
from controlroom.domain.charging import site_entry
from controlroom.domain.charging.charge_point import Phase, Registration
from controlroom.operations.charging.enrolment import PROFILES
from controlroom.operations.charging.enrolment import identity as checked_identity
from controlroom.operations.ports.charging import Knock, KnockReason

DOOR_MS = 2000
WIDTH = 560
MOST = 6
"""Knocks that are offered; the settings show all of them."""


class WelcomeSteps(QFrame):
    """The address, the door, the first charge point, and the moment that it connects."""

    dismissed = Signal()
    """The person wants the list."""
    adding = Signal(str)
    """The identity of a charge point that a person adds here; told before it is there."""

    def __init__(self, desk: Desk, added: AbstractSet[str]) -> None:
        """`added` are those that were added here: what is waited for is that one connects."""
        super().__init__()
        self._desk = desk
        self._added = added
        self._known: dict[str, Button] = {}
        self._first = ""
        """The charge point that connected while this was shown."""
        self._question = Question("the door", self)
        self.listening = ListeningPanel(desk)
        self.secret = ShownOnce()
        self.form = self._make_form()
        self.nobody = PlainLabel("", role="secondary", wrap=True)
        self.where = PlainLabel("", role="secondary", wrap=True)
        self.knocks = QVBoxLayout()
        self.knocks.setSpacing(Space.BETWEEN)
        self.state = PlainLabel("", Type.HEADING, wrap=True)
        self.open = Button(self.tr("Open it"), icon_name="arrow-right", look=Look.PRIMARY)
        self.list_button = Button(self.tr("Show the list"))
        self._clock = QTimer(self)
        self._clock.setInterval(DOOR_MS)
        self._clock.timeout.connect(self._ask)
        self._lay_out()
        self.setFocusProxy(self.listening.test)
        self.listening.moved.connect(partial(as_read, self))
        self.open.clicked.connect(lambda: desk.open_point.emit(self._first))
        self.list_button.clicked.connect(self.dismissed)
        desk.bridge.changed.connect(self._changed)
        desk.bridge.reloaded.connect(self._show_state)
        self._show_state()

    def _lay_out(self) -> None:
        inner = QWidget()
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        outer.setSpacing(Space.PANEL)
        title = PlainLabel(self.tr("Connect the first charge point"), Type.TITLE)
        words = PlainLabel(
            self.tr(
                "Enter the address below in a charge point. It knocks at the door and is let in "
                "with one press; or add it first and enter its key. Everything here is found "
                "again in the settings."
            ),
            role="secondary",
            wrap=True,
        )
        columns = QHBoxLayout()
        columns.setSpacing(Space.PANEL)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, panels in (
            (left, [self.listening, self._door()]),
            (right, [self._add(), self._waiting()]),
        ):
            column.setSpacing(Space.PANEL)
            for panel in panels:
                panel.setMaximumWidth(WIDTH)
                column.addWidget(panel)
            column.addStretch(1)
            columns.addLayout(column, 1)
        columns.addStretch(1)
        outer.addWidget(title)
        outer.addWidget(words)
        outer.addLayout(columns)
        outer.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inner))

    def _door(self) -> Panel:
        panel = Panel(" ")
        panel.title.setText(self.tr("Who knocks at the door"))
        panel.body.setSpacing(Space.BETWEEN)
        panel.body.addWidget(self.nobody)
        panel.body.addLayout(self.knocks)
        panel.body.addWidget(self.where)
        return panel

    def _add(self) -> Panel:
        panel = Panel(" ")
        panel.title.setText(self.tr("Add a charge point"))
        panel.body.setSpacing(Space.PANEL)
        panel.body.addWidget(self.secret)
        panel.body.addWidget(self.form)
        return panel

    def _waiting(self) -> Panel:
        panel = Panel(" ")
        panel.title.setText(self.tr("Connected"))
        panel.body.setSpacing(Space.PANEL)
        panel.body.addWidget(self.state)
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        row.addWidget(self.open)
        row.addWidget(self.list_button)
        row.addStretch(1)
        panel.body.addLayout(row)
        return panel

    def _make_form(self) -> Form:
        form = Form(self._save, concerns=CONCERNS, save_text=self.tr("Add"))
        form.add(
            ReadField(
                "id",
                self.tr("Identity"),
                checked_identity,
                most=200,
                hint=self.tr("As it stands in the charge point, without colon or slash."),
            ),
            ReadField(
                "site",
                self.tr("Site"),
                site_entry.name,
                most=100,
                hint=self.tr(
                    "A proposal: write what your site is called, as Slussen P-hus. Its name stays."
                ),
            ),
        )
        form.add(
            ChoiceField(
                "security_profile",
                self.tr("Security profile"),
                [(n, texts.security_profile(n)) for n in PROFILES],
                hint=self.tr("With a key, nobody else can connect under this identity."),
            )
        )
        form.fill({"id": "", "site": self.tr("First site"), "security_profile": 1})
        form.touched.connect(self._show_where)
        return form

    @property
    def unfinished(self) -> bool:
        """It says something that is not taken away before a person has seen it."""
        return bool(self._first) or not self.secret.isHidden()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()
        self._clock.start()
        self.listening.refresh()
        as_read(self)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._clock.stop()
        super().hideEvent(event)

    # The door

    def _ask(self) -> None:
        if not self._question.busy:
            self._question.ask(self._desk.services.charge_points.door(), self._take)

    def _take(self, knocks: list[Knock]) -> None:
        unknown = [knock for knock in knocks if knock.reason is KnockReason.UNKNOWN]
        shown = unknown[:MOST]
        self.nobody.setVisible(not shown)
        self.nobody.setText(self.tr("Nobody yet. Whoever tries is seen here within seconds."))
        wanted = [knock.id for knock in shown]
        if list(self._known) == wanted:
            return
        focused = next((i for i, b in self._known.items() if b.hasFocus()), None)
        while self.knocks.count():
            item = self.knocks.takeAt(0)
            row = None if item is None else item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        self._known = {}
        for knock in shown:
            self.knocks.addWidget(self._knock(knock))
        self._show_where()
        as_read(self)
        if focused in self._known:
            self._known[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def _knock(self, knock: Knock) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.BETWEEN)
        row.addWidget(PlainLabel(knock.id))
        words = self.tr("from {0}, OCPP {1}").format(knock.address, knock.version)
        row.addWidget(PlainLabel(words, role="secondary"), 1)
        button = Button(self.tr("Let in"), small=True)
        button.setAccessibleName(self.tr("Let in {0}").format(knock.id))
        button.clicked.connect(partial(self.let_in, knock.id))
        self._known[knock.id] = button
        row.addWidget(button)
        return holder

    def let_in(self, identity: str) -> None:
        """With the site and the security profile that stand in the form."""
        self.form.begin_with({"id": identity})
        self.form.submit()

    def _show_where(self) -> None:
        """Before anybody is let in: where to, and how."""
        values = self.form.fields
        site, profile = values["site"], values["security_profile"].typed()
        name = site.text if isinstance(site, ReadField) else ""
        self.where.setText(
            self.tr(
                "Whoever is let in is added at the site {0}, with security profile {1}. "
                "Change both beside."
            ).format(name, texts.security_profile(profile if isinstance(profile, int) else 0))
        )
        self.where.setVisible(bool(name) and bool(self._known))

    # Adding

    async def _save(self, values: dict[str, Any]) -> str:
        desk = self._desk
        registration = Registration(
            id=values["id"],
            site=values["site"],
            security_profile=values["security_profile"],
            phase=Phase.COMMISSIONING,
        )
        self.adding.emit(registration.id)
        added = await desk.services.enrolment.enrol(desk.actor, registration)
        if isValid(self):
            self.secret.show_secret(*entered_there(desk, added))
            as_read(self)
            self._ask()
        values["id"] = ""
        return self.tr("{0} is added.").format(registration.id)

    # The moment that it connects

    def _changed(self, batch: Batch) -> None:
        if self._first or not self.isVisible():
            return
        network = self._desk.bridge.network
        for identity in batch.charge_points & self._added:
            if network.charge_point(identity).connected:
                self._first = identity
        self._show_state()

    def _show_state(self) -> None:
        network = self._desk.bridge.network
        point = network.charge_point(self._first) if self._first else None
        self.open.setVisible(point is not None)
        if point is not None:
            since = formats.clock(point.link_since)
            self.state.setText(
                self.tr("{0} connected at {1}, OCPP {2}").format(point.id, since, point.version)
            )
            self.setFocusProxy(self.open)
            focus = QApplication.focusWidget()
            if focus is None or not self.form.isAncestorOf(focus):
                # Who is writing goes on writing.
                self.open.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        waiting = [r.id for r in network.registrations.values() if r.phase is not Phase.RETIRED]
        self.state.setText(
            self.tr("Waiting for {0}").format(", ".join(sorted(waiting)[:MOST]))
            if waiting
            else self.tr("No charge point yet")
        )
