"""One person at one screen: who it is, what they may do, and what they ask.

Views hand their wishes to the desk and forget them. What becomes of a wish is told by the feed;
only a refusal to write it down comes back here, as a sentence.
"""

from __future__ import annotations

import platform
from collections.abc import Awaitable, Mapping
from contextlib import suppress
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from controlroom.desktop.bridge import Bridge
from controlroom.desktop.desk.customers import CustomerNames
from controlroom.desktop.desk.delay import Delay
from controlroom.desktop.desk.overview import Overview
from controlroom.desktop.desk.power_history import History
from controlroom.desktop.desk.services import Services
from controlroom.desktop.desk.tariffs import SiteTariffs
from controlroom.desktop.kit import texts
from controlroom.desktop.kit.background_query import begin
from controlroom.desktop.kit.preferences import Memory, Preferences
from controlroom.domain.alarms.alarm import Alarm
from controlroom.domain.charging.commands import Command, CommandState, Verb
from controlroom.domain.errors import ControlroomError, Refused
from controlroom.domain.people.user import RIGHTS, Right, Role, User

T = TypeVar("T")

DENIED_S = 60.0
"""How often it is written down that somebody asks for what their role may not do."""
SAFE = frozenset(
    {
        Verb.TRIGGER_MESSAGE,
        Verb.GET_CONFIGURATION,
        Verb.UNLOCK_CONNECTOR,
        Verb.REMOTE_START,
    }
)
"""Commands that stop nobody's charging."""


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
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.services = services
        self.user = user
        self.preferences = preferences or Preferences()
        self.memory = memory or Memory(None)
        """What this workstation remembers of windows and columns."""
        self.may_sign_out = False
        self._denied: dict[Right, float] = {}
        """When it was last written down that the person has not a right."""
        self.closed = False
        """Nothing is to be asked any more."""
        self.bridge = bridge
        self.history = History(services.sessions, lambda: bridge.server_time, self)
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

    def may(self, right: Right) -> bool:
        """Whether the person's role has a right."""
        return self.user.may(right)

    def allowed(self, right: Right) -> bool:
        """`may`, and where the answer is no, the person is told who may."""
        if not self.may(right):
            self.refuse(right)
            return False
        return True

    def require(self, right: Right) -> None:
        """For whatever writes: raises Refused where the person's role has not the right."""
        if not self.may(right):
            self._deny(right)
            raise self._refusal(right)

    def refuse(self, right: Right | None) -> None:
        """Say who may do what this person may not; None: what everybody may but a wall."""
        if right is not None:
            self._deny(right)
        self.refused.emit(texts.error(self._refusal(right)))

    def _deny(self, right: Right) -> None:
        """Write down that it was asked for: once in a while, however often a key is pressed."""
        now = monotonic()
        if now - self._denied.get(right, -DENIED_S) >= DENIED_S:
            self._denied[right] = now
            users = self.services.users
            begin(
                self._told(users.deny(self.user, right, platform.node())), "tell of a denied right"
            )

    async def _told(self, telling: Awaitable[None]) -> None:
        with suppress(ControlroomError):
            await telling

    def _refusal(self, right: Right | None) -> Refused:
        holders = [
            texts.role(role)
            for role in Role
            if (role is not Role.WALL if right is None else right in RIGHTS[role])
        ]
        mine = texts.role(self.user.role)
        return Refused("not-allowed", role=mine, allowed=" / ".join(holders))

    def may_ask(self, verb: Verb) -> bool:
        """Whether the person may give a command."""
        return self.may(_right_for(verb))

    # Wishes

    def ask(
        self, verb: Verb, charge_point: str, arguments: Mapping[str, object], reason: str
    ) -> None:
        """Give a command to a charge point."""
        if not self.allowed(_right_for(verb)):
            return
        begin(self._ask(verb, charge_point, arguments, reason), f"ask {verb.value} {charge_point}")

    def acknowledge(self, alarm: Alarm) -> None:
        """Acknowledge one alarm."""
        if self.allowed(Right.ACKNOWLEDGE):
            self.ask(Verb.ACKNOWLEDGE, alarm.charge_point, {"alarm": alarm.id}, "")

    async def _ask(
        self, verb: Verb, charge_point: str, arguments: Mapping[str, object], reason: str
    ) -> None:
        command = await self.told_or_refused(
            self.services.control.ask(
                verb, charge_point, arguments, by=self.user.name, reason=reason
            )
        )
        if command is None or not isValid(self):
            return
        self.asked.emit(command)
        if command.state is CommandState.VOID:
            self.refused.emit(_void(command))

    async def told_or_refused(self, asking: Awaitable[T]) -> T | None:
        """Await something; a refusal becomes a sentence on the screen, and None."""
        try:
            return await asking
        except ControlroomError as refusal:
            if isValid(self):
                self.refused.emit(texts.error(refusal))
            return None


def _right_for(verb: Verb) -> Right:
    if verb is Verb.ACKNOWLEDGE:
        return Right.ACKNOWLEDGE
    if verb is Verb.ROTATE_KEY:
        return Right.INSTALL
    return Right.COMMAND_SAFE if verb in SAFE else Right.COMMAND


def _void(command: Command) -> str:
    if command.status == "UnknownChargePoint":
        return texts.sentence("unknown-charge-point", id=command.charge_point)
    return texts.sentence("no-link", id=command.charge_point)
