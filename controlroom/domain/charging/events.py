"""Facts of charge points: what they said, what their links did, what was decided on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from controlroom.domain.charging.charge_point import ConnectorStatus, Registration, Site
from controlroom.domain.charging.metering import Sample
from controlroom.domain.charging.sequence_numbers import Runs
from controlroom.domain.charging.session import ChargingState, End
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import Authorisation
from controlroom.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkOpened(Event):
    version: str
    epoch: int
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkClosed(Event):
    """`reason` is a ClosingReason; "" where the charge point gave its own; of old, free text.

    `said`: what the charge point gave as its reason, or the code that it closed with.
    """

    epoch: int
    reason: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkClaimed(Event):
    """A second connection reached another central system than the one that holds the first.

    `kept`: the holder's answer that its own lives; where it does not, LinkClosed follows.
    """

    address: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FellSilent(Event):
    """The link is open, yet neither a message nor a pong came for 180 s."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardAgain(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Booted(Event):
    vendor: str
    model: str
    serial: str = ""
    firmware: str = ""
    reason: str = ""
    iccid: str = ""
    imsi: str = ""
    meter_type: str = ""
    meter_serial: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChanged(Event):
    """`evse` 0 is the charge point as a whole.

    As it is kept, `moved`, `replayed` and `doubted` are decided, once, by whoever stored it;
    every reader of the journal follows them (`status_order` says how they are decided):

    - moved, not replayed: said live, and the status of the connector now;
    - moved, replayed: out of a queue, yet newer than what was known: the status until a live
      one comes;
    - not moved: older by the charge point's own clock than what it said since its boot; it
      says nothing of the present.
    """

    evse: int
    connector: int
    status: ConnectorStatus
    error_code: str = ""
    info: str = ""
    vendor_id: str = ""
    vendor_error: str = ""
    status_sent: str = ""
    """The status exactly as sent, where it is none of the defined ones."""
    beyond: bool = False
    """Decided: it names more connectors than a charge point has, and is taken for one of the
    charge point as a whole."""
    asked: bool = False
    """The charge point was asked for it, so that it is live whatever its stamp."""
    moved: bool | None = None
    """Decided: it moved the live status. None until that is decided."""
    doubted: bool = False
    """Decided: order and stamps may mislead here; the charge point is asked for its status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenPresented(Event):
    """An Authorize request, with the answer that it was given."""

    token: str
    token_type: str = ""
    contract: bool = False
    """A contract certificate came with it (ISO 15118)."""
    authorisation: Authorisation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransactionStarted(Event):
    """`transaction` is "" where the central system numbers it (OCPP 1.6), until it is decided."""

    evse: int
    connector: int
    transaction: str = ""
    token: str = ""
    token_type: str = ""
    authorisation: Authorisation | None = None
    meter_start: int | None = None
    stamp: str = ""
    """The time stamp exactly as sent."""
    trigger: str = ""
    charging_state: ChargingState | None = None
    seq_no: int | None = None
    reservation: int | None = None
    remote_start: int | None = None
    """The id of the request that asked for it (OCPP 2.0.1)."""
    samples: tuple[Sample, ...] = ()
    session: str = ""
    """Decided: the session that it belongs to."""
    begins: bool = False
    """Decided: it is the first that was heard of its session."""
    end: End | None = None
    """Decided: the end that was told before it, and was taken for another session's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransactionUpdated(Event):
    transaction: str
    evse: int = 0
    connector: int = 0
    token: str = ""
    token_type: str = ""
    authorisation: Authorisation | None = None
    trigger: str = ""
    charging_state: ChargingState | None = None
    seq_no: int | None = None
    remote_start: int | None = None
    samples: tuple[Sample, ...] = ()
    session: str = ""
    begins: bool = False
    measures: bool = False
    """Decided: nothing in it is news but its samples, so that it is kept as a MeterSampled is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransactionEnded(Event):
    """`meter_stop` None: the last register reading stands for it."""

    transaction: str
    evse: int = 0
    connector: int = 0
    token: str = ""
    token_type: str = ""
    authorisation: Authorisation | None = None
    meter_stop: int | None = None
    stop_reason: str = ""
    trigger: str = ""
    seq_no: int | None = None
    samples: tuple[Sample, ...] = ()
    session: str = ""
    begins: bool = False
    own: str = ""
    """Decided: the id as it was sent, where it was the station's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeterSampled(Event):
    """One MeterValues message. `at` is the newest sample's time."""

    evse: int
    connector: int
    transaction: str = ""
    samples: tuple[Sample, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmwareReported(Event):
    status: str
    request: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosticsReported(Event):
    """DiagnosticsStatusNotification and LogStatusNotification."""

    status: str
    request: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityEventReported(Event):
    type: str
    info: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTransferred(Event):
    vendor: str
    message: str = ""
    data: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReceived(Event):
    """A part of a report that was asked for, its items kept as sent.

    `seq_no` None: parts of this kind of report are not numbered.
    """

    request: int
    seq_no: int | None = None
    more: bool
    action: str = "NotifyReport"
    items: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectorsCounted(Event):
    """The charge point said how many connectors it has."""

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentReported(Event):
    """A NotifyEvent message, its event data kept as sent."""

    events: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageReceived(Event):
    """A message that nothing here acts on yet, kept as sent, its secrets masked."""

    action: str
    payload: Mapping[str, object] = field(default_factory=dict)
    request: int | None = None
    """Id of the request that provoked it."""
    answered: str = ""
    """The status that it was answered, where its answer has one."""
    reason: str = ""
    """Why it was answered so: the key of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageKept(Event):
    """A message that could not be stored as what it is: kept as text, so that nothing is lost."""

    action: str
    raw: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteChanged(Event):
    site: Site
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationChanged(Event):
    registration: Registration
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRotated(Event):
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportClosed(Event):
    """A report in parts is whole, or nothing more of it came in time.

    `command` is the one that asked for it; `missing`: first and last number of the parts that
    did not come although later ones did.
    """

    action: str
    request: int
    command: int | None = None
    parts: int
    missing: Runs = ()
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded(Event):
    """A session was ended whose end the station has not told.

    By a person, with a reason; or by nobody, because the station says that it does not go on.
    """

    session: str
    reason: str = ""
    by: str = ""


HEARD: tuple[type[Event], ...] = (
    LinkOpened,
    HeardAgain,
    Booted,
    StatusChanged,
    TokenPresented,
    TransactionStarted,
    TransactionUpdated,
    TransactionEnded,
    MeterSampled,
    FirmwareReported,
    DiagnosticsReported,
    DataTransferred,
    ReportReceived,
    ComponentReported,
    MessageReceived,
    MessageKept,
)
"""Events that prove that the charge point itself was heard.

A security event is none: some are ours, about somebody who pretends to be it.
"""


def kind_of(event: Event) -> type[Event] | str:
    """Its class; of a message that is kept as it was sent its action."""
    return event.action if isinstance(event, MessageReceived) else type(event)
