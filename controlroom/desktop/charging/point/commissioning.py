"""The way of a charge point into operation, and out of it: the steps, done by facts.

Used wherever one charge point is shown; it asks for its facts itself.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from controlroom.desktop.bridge import Batch
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit.armed_box import Armed, ArmedBox
from controlroom.desktop.kit.background_query import Question, begin
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.footer import IconLabel
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.panel import Panel
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Size, Space, Type
from controlroom.desktop.kit.timers import later
from controlroom.domain.charging.charge_point import Phase, Registration
from controlroom.domain.charging.commissioning import (
    BEFORE_OPERATION,
    CONFIGURING,
    Standing,
    Step,
    begun,
    may_confirm,
    standings,
)
from controlroom.domain.charging.events import RegistrationChanged
from controlroom.operations.charging.enrolment import Enrolment

AGAIN_MS = 500
LOOKED_THROUGH = 100
"""So many of the newest commands, sessions and changes of the charge point."""


class CommissioningPanel(Panel):
    """Steps with when they were done, and the buttons of whoever may install."""

    def __init__(self, desk: Desk, armed: ArmedBox) -> None:
        super().__init__(" ")
        self._desk = desk
        self._box = armed
        self._act: Callable[[Registration], Awaitable[object]] | None = None
        self._charge_point = ""
        self._in_operation = True
        self.steps: tuple[Standing, ...] = ()
        self.title.setText(self.tr("Life"))
        self._lines = {step: _StepLine() for step in Step}
        self._checklist = QWidget()
        column = QVBoxLayout(self._checklist)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.BETWEEN)
        for line in self._lines.values():
            column.addWidget(line)
        self._advice = PlainLabel("", Type.LABEL, role="secondary", wrap=True)
        self.begin = Button(self.tr("Begin commissioning"), look=Look.PRIMARY)
        self.confirm = Button(self.tr("Confirm: it works"), look=Look.PRIMARY)
        self.retire = Button(self.tr("Retire"), icon_name="archive")
        self.revive = Button(self.tr("Commission again"))
        self.resume = Button(self.tr("Into operation again"))
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.BETWEEN)
        for button in (self.begin, self.confirm, self.revive, self.resume, self.retire):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.body.setSpacing(Space.GROUP)
        self.body.addWidget(self._checklist)
        self.body.addWidget(self._advice)
        self.body.addLayout(buttons)
        self._question = Question("steps of commissioning", self)
        self._timer = later(self, AGAIN_MS, self._ask)
        self.begin.clicked.connect(self._begin)
        self.confirm.clicked.connect(self._confirm)
        self.revive.clicked.connect(self._begin)
        self.resume.clicked.connect(self._resume)
        self.retire.clicked.connect(self._retire)
        armed.sent.connect(self._sent)
        armed.disarmed.connect(self._forget)
        desk.bridge.changed.connect(self._take)

    # Which

    @property
    def registration(self) -> Registration | None:
        """As people decided it, now."""
        return self._desk.bridge.network.registrations.get(self._charge_point)

    def follow(self, charge_point: str) -> None:
        """Show another charge point; "" while it is hidden."""
        if charge_point != self._charge_point:
            self._charge_point, self.steps = charge_point, ()
            self._question.forget()
        self.show_phase()
        self._ask()

    def _take(self, batch: Batch) -> None:
        if self._charge_point and self._charge_point in batch.charge_points:
            self.show_phase()
            if not self._timer.isActive():
                self._timer.start()

    def _ask(self) -> None:
        registration = self.registration
        if registration is None or registration.phase not in BEFORE_OPERATION:
            return
        if self._question.busy:
            self._timer.start()
        else:
            self._question.ask(self._read(registration), self._show)

    async def _read(self, registration: Registration) -> tuple[Standing, ...]:
        services, identity = self._desk.services, registration.id
        commands = await services.commands.commands(identity, LOOKED_THROUGH, wishes=CONFIGURING)
        records = await services.sessions.sessions(
            charge_point=identity, active=False, limit=LOOKED_THROUGH
        )
        entries = await services.facts.facts(identity, [RegistrationChanged], limit=LOOKED_THROUGH)
        changes = [e.event for e in entries if isinstance(e.event, RegistrationChanged)]
        point = self._desk.bridge.network.charge_point(identity)
        sessions = [record.session for record in records]
        return standings(registration, point, commands, sessions, begun(reversed(changes)))

    # Shown

    def _show(self, steps: tuple[Standing, ...]) -> None:
        self.steps = steps
        self.show_phase()

    def show_phase(self) -> None:
        """The phase, its steps and what may be done."""
        registration = self.registration
        if registration is None:
            return
        phase = registration.phase
        install = self._desk.may(Enrolment.change)
        self.note.setText(texts.name(phase))
        self._checklist.setVisible(phase is Phase.COMMISSIONING)
        now = self._desk.overview.now
        for standing in self.steps:
            words, advice = self._words(standing)
            self._lines[standing.step].show_step(words, advice, standing, now)
        ready = may_confirm(self.steps)
        self.begin.setVisible(install and phase is Phase.PLANNED)
        self.confirm.setVisible(install and phase is Phase.COMMISSIONING)
        self.confirm.setEnabled(ready)
        self.revive.setVisible(install and phase is Phase.RETIRED)
        self.resume.setVisible(install and phase is Phase.RETIRED)
        self.retire.setVisible(install and phase is not Phase.RETIRED)
        self._advice.setText(self._said(registration, ready=ready, install=install))
        self._advice.setVisible(bool(self._advice.text()))
        self.setVisible(phase is not Phase.OPERATION or (install and self._in_operation))

    def show_in_operation(self, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Whether it is there for a charge point that is in operation too, to be retired."""
        self._in_operation = on
        self.show_phase()

    def _said(self, registration: Registration, *, ready: bool, install: bool) -> str:
        if registration.phase is Phase.PLANNED:
            return self.tr("It is on paper only: its alarms are not raised.")
        if registration.phase is Phase.RETIRED:
            return self.tr("It is let in no more. Its history stays.")
        if registration.phase is Phase.COMMISSIONING:
            if ready and not install:
                return self.tr("A technician can confirm that it works.")
            return "" if ready else self.tr("It can be confirmed when the other steps are done.")
        if registration.confirmed is None:
            return ""
        day = formats.day(registration.confirmed)
        return self.tr("Confirmed {0} by {1}").format(day, registration.confirmed_by)

    def _words(self, standing: Standing) -> tuple[str, str]:
        """A step, and what to do for it."""
        return {
            Step.CONNECTED: (
                self.tr("Connected"),
                self.tr("Give the station our address and its key."),
            ),
            Step.CONFIGURED: (
                self.tr("Configured"),
                self.tr("Read its configuration, or change a key."),
            ),
            Step.TESTED: (
                self.tr("Test session"),
                self.tr("Charge at least 0.1 kWh, then end it."),
            ),
            Step.CONFIRMED: (
                self.tr("Confirmed by a person"),
                self.tr("Look at it, then confirm."),
            ),
        }[standing.step]

    # Deciding

    def _begin(self) -> None:
        """Planned, or retired: what was confirmed then does not count now."""
        self._decide(
            lambda r: self._change(
                replace(r, phase=Phase.COMMISSIONING, confirmed=None, confirmed_by="")
            )
        )

    def _resume(self) -> None:
        """Retired, and taken back as it was: what was confirmed then counts."""
        self._decide(lambda r: self._change(replace(r, phase=Phase.OPERATION)))

    def _confirm(self) -> None:
        now = self._desk.overview.now
        by = self._desk.actor.name
        self._decide(
            lambda r: self._change(
                replace(r, phase=Phase.OPERATION, confirmed=now, confirmed_by=by)
            )
        )

    def _change(self, changed: Registration) -> Awaitable[object]:
        return self._desk.services.enrolment.change(self._desk.actor, changed)

    def _retire(self) -> None:
        """In two steps: its door closes, and whoever charges there cannot begin again."""
        registration = self.registration
        if registration is None or not self._desk.allowed(Enrolment.change):
            return
        running = len(self._desk.bridge.network.active_sessions(self._charge_point))
        effect = self.tr("It is let in no more; its history stays")
        if running:
            effect = self.tr("%n car(s) are charging; it is let in no more", "", running)
        self._box.arm(
            Armed(
                self.tr("retire"),
                self._charge_point,
                texts.name(registration.phase),
                effect,
                why=False,
                send=self.tr("Retire"),
            )
        )
        enrolment, actor = self._desk.services.enrolment, self._desk.actor
        self._act = lambda r: enrolment.retire(actor, r)

    def _sent(self) -> None:
        act, self._act = self._act, None
        if act is not None:
            self._decide(act)

    def _forget(self) -> None:
        self._act = None

    def _decide(self, act: Callable[[Registration], Awaitable[object]]) -> None:
        registration = self.registration
        if registration is not None and self._desk.allowed(Enrolment.change):
            begin(self._keep(act, registration), f"phase of {registration.id}")

    async def _keep(
        self, act: Callable[[Registration], Awaitable[object]], registration: Registration
    ) -> None:
        await self._desk.told_or_refused(act(registration))
        if isValid(self):
            self._ask()


class _StepLine(QWidget):
    """One step: done or not, when, and what to do for it."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        column.addLayout(row)
        self._done, self._open = IconLabel("circle-check"), IconLabel("square")
        self._name = PlainLabel("")
        self._when = PlainLabel("", Type.LABEL, role="secondary")
        row.addWidget(self._done)
        row.addWidget(self._open)
        row.addWidget(self._name)
        row.addStretch(1)
        row.addWidget(self._when)
        self._advice = PlainLabel("", Type.LABEL, role="secondary", wrap=True)
        self._advice.setContentsMargins(Size.ICON + Space.BETWEEN, 0, 0, 0)
        column.addWidget(self._advice)

    def show_step(self, name: str, advice: str, standing: Standing, now: datetime) -> None:
        """A step as it stands."""
        done = standing.done
        self._done.setVisible(done is not None)
        self._open.setVisible(done is None)
        self._name.setText(name)
        self._name.set_role("secondary" if done is not None else "text")
        self._when.setText("" if done is None else formats.moment(done, now))
        self._advice.setText(advice)
        self._advice.setVisible(done is None)
        self.setAccessibleName(f"{name}: {self._when.text() or advice}")
