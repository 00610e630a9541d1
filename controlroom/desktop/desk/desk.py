"""One person at one screen: who it is, what they may do, and what they ask.

Views hand their wishes to the desk and forget them. What becomes of a wish is told by the feed;
only a refusal to write it down comes back here, as a sentence.
"""

from __future__ import annotations

import platform
from collections.abc import Awaitable, Callable
from typing import TypeAlias, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from controlroom.desktop.bridge import Bridge
from controlroom.desktop.desk.customers import CustomerNames
from controlroom.desktop.desk.delay import Delay
from controlroom.desktop.desk.overview import Overview
from controlroom.desktop.desk.power_history import History
from controlroom.desktop.desk.services import Services
from controlroom.desktop.desk.tariffs import SiteTariffs
from controlroom.desktop.kit.background_query import begin
from controlroom.desktop.kit.language import texts
from controlroom.desktop.kit.preferences import Memory, Preferences
from controlroom.domain.alarms.alarm import Alarm
from controlroom.domain.charging.commands import UNDELIVERED, CommandState
from controlroom.domain.charging.wishes import Wish
from controlroom.domain.errors import ControlroomError, Forbidden
from controlroom.domain.people.actor import person
from controlroom.domain.people.user import Right, Role, User
from controlroom.operations.alarms.acknowledgements import Acknowledgements
from controlroom.operations.people.rights import forbidden, rights_of

T = TypeVar("T")
Permission: TypeAlias = Right | Callable[..., object]
"""A right, or the operation that declares of which it needs one."""


class Desk(QObject):
    """Joins bridge, models and services for the views of one window."""

    refused = Signal(str)
    """A sentence that says what to do."""
    told = Signal(str)
    """Something that was asked for is done."""
    asked = Signal(object)
    """A `Command` as it was written down."""
    open_point = Signal(str)
    open_sessions = Signal(str)
    """Sessions that match a search."""
    open_alarm = Signal(int)
    open_screen = Signal(str, str)
    """A screen by its name, and what it is to show there ("" where nothing is sought)."""
    back = Signal()
    """As the key Esc does."""
    signed_out = Signal()
    """The person leaves the desk to somebody else."""
    chosen = Signal(object)
    """`Preferences` that a person chose."""

    def __init__(
        self,
        services: Services,
        user: User,
        bridge: Bridge,
        preferences: Preferences | None = None,
        memory: Memory | None = None,
    ) -> None:
        super().__init__()
        self.services = services
        self.user = user
        self.actor = person(user, platform.node())
        self.preferences = preferences or Preferences()
        self.memory = memory or Memory(None)
        """What this workstation remembers of windows and columns."""
        self.may_sign_out = False
        self.closed = False
        """Nothing is to be asked any more."""
        self.bridge = bridge
        self.history = History(services.reports, lambda: bridge.server_time, self)
        self.overview = Overview(bridge, self.history, self)
        self.tariffs = SiteTariffs(bridge, services.tariffs, services.running_price, self)
        self.customers = CustomerNames(services.customers, self)
        self.delay = Delay(bridge, self)
        bridge.reloaded.connect(self.history.load)
        bridge.changed.connect(self.customers.follow)

    def close(self) -> None:
        """Ask for nothing more."""
        self.closed = True
        self.history.stop()
        self.services.billing.stop()

    # Rights

    def may(self, permission: Permission) -> bool:
        """Whether the person has a right, or one that an operation needs."""
        return self.actor.may(*_rights(permission))

    def allowed(self, permission: Permission) -> bool:
        """`may`, and where the answer is no, the person is told who may."""
        if not self.may(permission):
            self.refuse(permission)
            return False
        return True

    def refuse(self, permission: Permission | None) -> None:
        """Say who may do what this person may not; None: what everybody may but a wall."""
        if permission is None:
            refusal = Forbidden(self.user.role, [role for role in Role if role is not Role.WALL])
        else:
            rights = _rights(permission)
            begin(self.services.rights.deny(self.actor, rights[0]), "tell of a denied right")
            refusal = forbidden(self.actor, *rights)
        self.refused.emit(texts.error(refusal))

    # Wishes

    def ask(self, wish: Wish, charge_point: str, reason: str) -> None:
        """Give a command to a charge point."""
        begin(self._ask(wish, charge_point, reason), f"ask {wish.verb} {charge_point}")

    def acknowledge(self, *alarms: Alarm | None) -> bool:
        """Acknowledge what needs it, all by one request; False where nothing does."""
        ids = [alarm.id for alarm in alarms if alarm is not None and alarm.unacknowledged]
        if ids and self.allowed(Acknowledgements.request):
            asking = self.services.acknowledgements.request(self.actor, ids)
            begin(self.told_or_refused(asking), "acknowledge alarms")
        return bool(ids)

    async def _ask(self, wish: Wish, charge_point: str, reason: str) -> None:
        asking = self.services.control.ask(self.actor, wish, charge_point, reason=reason)
        command = await self.told_or_refused(asking)
        if command is None or not isValid(self):
            return
        self.asked.emit(command)
        if command.state is CommandState.VOID:
            why = UNDELIVERED[command.status]
            self.refused.emit(texts.sentence(why, id=command.charge_point))

    async def told_or_refused(self, asking: Awaitable[T]) -> T | None:
        """Await something; a refusal becomes a sentence on the screen, and None."""
        try:
            return await asking
        except ControlroomError as refusal:
            if isValid(self):
                self.refused.emit(texts.error(refusal))
            return None


def _rights(permission: Permission) -> tuple[Right, ...]:
    return (permission,) if isinstance(permission, Right) else rights_of(permission)
