"""Where no charge point has ever connected: what a first start begins with.

Its steps are imported and made when they are first shown, which most starts never do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.desk.desk import Desk
from controlroom.operations.charging.enrolment import Enrolment

if TYPE_CHECKING:
    from controlroom.desktop.charging.live.welcome_steps import WelcomeSteps

_STATE, _ADDED = "welcome/state", "welcome/added"
_BEGUN, _DONE = "begun", "done"


class Welcome(QWidget):
    """`wanted` from an empty network on, until a charge point has connected.

    Somebody may want the list before; the workstation remembers both, and which charge points
    were added here. Where there are others this is no first start: the same workstation opens
    more than one database, as that of the demo.
    """

    finished = Signal()
    """The person wants the list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._state = desk.memory.get(_STATE)
        self._added = set(desk.memory.get(_ADDED).splitlines())
        self.steps: WelcomeSteps | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def wanted(self) -> bool:
        """Nothing has ever connected, and whoever is here may change that."""
        desk, network = self._desk, self._desk.bridge.network
        if self._state == _DONE or not desk.bridge.loaded or not desk.may(Enrolment.enrol):
            return False
        if self.steps is not None and self.steps.unfinished:
            return True
        if any(point.epoch for point in network.charge_points.values()):
            return False
        if not network.registrations:
            self._keep(_BEGUN)
        return self._state == _BEGUN and self._added.issuperset(network.registrations)

    def dismiss(self) -> None:
        """Show the list from now on."""
        self._keep(_DONE)
        self.finished.emit()

    def save(self) -> None:
        """Ctrl+S: add the charge point that stands in the form."""
        if self.steps is not None and self.steps.isVisible():
            self.steps.form.submit()

    def _note(self, identity: str) -> None:
        """A charge point is about to be added here."""
        self._added.add(identity)
        self._desk.memory.keep(_ADDED, "\n".join(sorted(self._added)))

    def _keep(self, state: str) -> None:
        if state != self._state:
            self._state = state
            self._desk.memory.keep(_STATE, state)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        if self.steps is None:
            from controlroom.desktop.charging.live.welcome_steps import WelcomeSteps

            self.steps = WelcomeSteps(self._desk, self._added)
            self.steps.dismissed.connect(self.dismiss)
            self.steps.adding.connect(self._note)
            self._column.addWidget(self.steps)
            self.setFocusProxy(self.steps)
        super().showEvent(event)
