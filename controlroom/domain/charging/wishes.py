"""Wishes: what can be asked of a charge point, each with its arguments.

A class tells the right that asking needs and the facts that show that it was carried out. How
it is said in a version of OCPP, the central system knows. Stored, a wish is its verb, which is
the name of its class, and its arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import timedelta
from typing import Any, ClassVar, Final, NamedTuple

from typing_extensions import override

from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.events import (
    Booted,
    DiagnosticsReported,
    FirmwareReported,
    LinkOpened,
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
    kind_of,
)
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import card
from controlroom.domain.people.user import Right
from controlroom.domain.values import dataclass


class Wish:
    """One thing that is asked. Its subclasses are frozen: their fields are the arguments."""

    __slots__: tuple[str, ...] = ()

    right: ClassVar[Right] = Right.COMMAND
    needed: ClassVar[tuple[str, ...]] = ()
    """Arguments that cannot be left empty."""
    secret: ClassVar[bool] = False
    """Its arguments are secret, whatever they are."""
    confirmed_within: ClassVar[timedelta] = timedelta(seconds=120)
    """How long after its answer a fact may come that shows that it was carried out."""

    @property
    def verb(self) -> str:
        return type(self).__name__

    def arguments(self) -> dict[str, Any]:
        """Its arguments by name, as JSON takes them."""
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def provable(self) -> bool:
        """Whether any fact can show that it was carried out."""
        return False

    def proved_by(self, event: Event, command: int) -> bool:  # noqa: ARG002 - what a proof may need
        """Whether a fact of its charge point, told after it was sent, shows it carried out.

        `command` is the number of the command that asked for it.
        """
        return False

    @property
    def writes_key(self) -> bool:
        """Whether it names the charge point's own key, and may do more than read it."""
        return False


@dataclass(frozen=True, slots=True)
class Send(Wish):
    """Any action in the charge point's own words."""

    action: str
    payload: Mapping[str, object] = field(default_factory=dict)

    needed = ("action",)

    @property
    @override
    def writes_key(self) -> bool:
        reads = self.action.startswith("Get") or self.action in _WRITING_NOTHING
        return not reads and _names_key(self.payload)


@dataclass(frozen=True, slots=True)
class RemoteStart(Wish):
    token: str
    evse: int
    token_type: str = ""

    right = Right.COMMAND_SAFE
    needed = ("token",)
    provable = True

    @override
    def proved_by(self, event: Event, command: int) -> bool:
        if not isinstance(event, TransactionStarted | TransactionUpdated):
            return False
        if event.remote_start is not None:
            return event.remote_start == command
        begun = isinstance(event, TransactionStarted) or event.trigger == "RemoteStart"
        here = self.evse in (0, event.evse)
        return begun and here and card(event.token) in (card(self.token), "")


@dataclass(frozen=True, slots=True)
class RemoteStop(Wish):
    transaction: str

    needed = ("transaction",)
    provable = True

    @override
    def proved_by(self, event: Event, command: int) -> bool:
        if not isinstance(event, TransactionEnded | TransactionUpdated):
            return False
        over = isinstance(event, TransactionEnded) or event.trigger == "RemoteStop"
        return over and event.transaction == self.transaction


@dataclass(frozen=True, slots=True)
class Reset(Wish):
    """`hard` stops sessions at once; otherwise they may end first."""

    hard: bool = False

    confirmed_within = timedelta(minutes=10)  # to restart, and to find its network again
    provable = True

    @override
    def proved_by(self, event: Event, command: int) -> bool:
        return isinstance(event, Booted | LinkOpened)


@dataclass(frozen=True, slots=True)
class UnlockConnector(Wish):
    evse: int
    connector: int = 0

    right = Right.COMMAND_SAFE


@dataclass(frozen=True, slots=True)
class ChangeAvailability(Wish):
    """`evse` 0 is the whole charge point, `connector` 0 the whole EVSE."""

    operative: bool
    evse: int = 0
    connector: int = 0

    provable = True

    @override
    def proved_by(self, event: Event, command: int) -> bool:
        if not isinstance(event, StatusChanged) or event.moved is False:
            return False
        out = event.status is ConnectorStatus.UNAVAILABLE
        return out != self.operative and self.evse in (0, event.evse)


class Trigger(NamedTuple):
    """A message that a charge point can be asked for.

    `fact`: what comes of it, by its `kind_of`; None leaves no trace in the journal. `offered`:
    the OCPP versions in which people are offered it. `placed`: it is about one connector.
    """

    fact: type[Event] | str | None = None
    offered: tuple[str, ...] = ()
    placed: bool = False


_BOTH: Final = ("1.6", "2.0.1")
TRIGGERS: Final[Mapping[str, Trigger]] = {
    "StatusNotification": Trigger(StatusChanged, _BOTH, placed=True),
    "MeterValues": Trigger(None, _BOTH, placed=True),
    "TransactionEvent": Trigger(TransactionUpdated, ("2.0.1",), placed=True),
    "Heartbeat": Trigger(None, _BOTH),
    "BootNotification": Trigger(Booted, _BOTH),
    "DiagnosticsStatusNotification": Trigger(DiagnosticsReported, ("1.6",)),
    "LogStatusNotification": Trigger(DiagnosticsReported, ("2.0.1",)),
    "FirmwareStatusNotification": Trigger(FirmwareReported, _BOTH),
    "PublishFirmwareStatusNotification": Trigger("PublishFirmwareStatusNotification"),
    "SignChargingStationCertificate": Trigger("SignCertificate"),
    "SignCombinedCertificate": Trigger("SignCertificate"),
    "SignV2GCertificate": Trigger("SignCertificate"),
}


@dataclass(frozen=True, slots=True)
class TriggerMessage(Wish):
    message: str
    evse: int = 0
    connector: int = 0

    right = Right.COMMAND_SAFE
    needed = ("message",)

    @property
    def trigger(self) -> Trigger:
        return TRIGGERS.get(self.message, Trigger())

    @property
    @override
    def provable(self) -> bool:
        return self.trigger.fact is not None

    @override
    def proved_by(self, event: Event, command: int) -> bool:
        return self.provable and kind_of(event) == self.trigger.fact


@dataclass(frozen=True, slots=True)
class GetConfiguration(Wish):
    """`keys` of OCPP 1.6, or `Component.Variable` of 2.0.1; none: all of them."""

    keys: tuple[str, ...] = ()

    right = Right.COMMAND_SAFE


@dataclass(frozen=True, slots=True)
class ChangeConfiguration(Wish):
    """`key` of OCPP 1.6, or `Component.Variable` of 2.0.1."""

    key: str
    value: str

    needed = ("key",)

    @property
    @override
    def writes_key(self) -> bool:
        return _names_key((self.key, self.value))


@dataclass(frozen=True, slots=True)
class ClearCache(Wish):
    pass


@dataclass(frozen=True, slots=True)
class RotateKey(Wish):
    """Give the charge point a new key of its own."""

    key: str

    right = Right.INSTALL
    needed = ("key",)
    secret = True


WISHES: Final[tuple[type[Wish], ...]] = (
    Send,
    RemoteStart,
    RemoteStop,
    Reset,
    UnlockConnector,
    ChangeAvailability,
    TriggerMessage,
    GetConfiguration,
    ChangeConfiguration,
    ClearCache,
    RotateKey,
)
_BY_VERB: Final[Mapping[str, Callable[..., Wish]]] = {kind.__name__: kind for kind in WISHES}


def wish_of(verb: str, arguments: Mapping[str, Any]) -> Wish:
    """The wish that was stored as a verb and arguments.

    What fits no class, because another version of the program wrote it, is shown as an action.
    """
    given = {name: tuple(a) if isinstance(a, list) else a for name, a in arguments.items()}
    try:
        return _BY_VERB[verb](**given)
    except (KeyError, TypeError):
        return Send(verb, arguments)


_KEYS: Final = ("authorizationkey", "basicauthpassword")
_WRITING_NOTHING: Final = ("SetVariableMonitoring", "ClearVariableMonitoring")


def _names_key(value: object) -> bool:
    """Whether any text within a value names the charge point's own key."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += [*value.keys(), *value.values()]
        elif isinstance(value, list | tuple):
            waiting += value
        elif isinstance(value, str) and any(key in value.casefold() for key in _KEYS):
            return True
    return False
