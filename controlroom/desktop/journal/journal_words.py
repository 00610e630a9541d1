"""What a fact of the journal says in a line: what, to what, by whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from controlroom.desktop.desk.status import title_of
from controlroom.desktop.kit import message_words
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.marks import Mark
from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.alarms.events import AlarmChanged
from controlroom.domain.billing.events import (
    CompanyChanged,
    InvoiceIssued,
    SessionReviewed,
    TariffChanged,
)
from controlroom.domain.charging.commands import CommandChanged
from controlroom.domain.charging.events import (
    Booted,
    FellSilent,
    HeardAgain,
    KeyRotated,
    LinkClosed,
    LinkOpened,
    MessageReceived,
    RegistrationChanged,
    ReportClosed,
    SecurityEventReported,
    SessionEnded,
    SiteChanged,
)
from controlroom.domain.charging.network import Network
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import masked
from controlroom.domain.people.events import (
    CustomerChanged,
    RightDenied,
    SignInTried,
    TokenChanged,
    UserChanged,
)
from controlroom.domain.people.user import Right
from controlroom.domain.server_events import ClockDeviated, ServerFound, ServerLost, WritingFailed

translate = QCoreApplication.translate


class Topic(Enum):
    """What the journal is filtered by."""

    ALL = auto()
    ALARMS = auto()
    COMMANDS = auto()
    PEOPLE = auto()
    LINKS = auto()


_KINDS: dict[Topic, tuple[type[Event], ...]] = {
    Topic.ALARMS: (AlarmChanged,),
    Topic.COMMANDS: (CommandChanged,),
    Topic.PEOPLE: (
        SiteChanged,
        RegistrationChanged,
        KeyRotated,
        TokenChanged,
        TariffChanged,
        CustomerChanged,
        CompanyChanged,
        SessionReviewed,
        SessionEnded,
        InvoiceIssued,
        UserChanged,
        SignInTried,
        RightDenied,
    ),
    Topic.LINKS: (
        LinkOpened,
        LinkClosed,
        FellSilent,
        HeardAgain,
        Booted,
        SecurityEventReported,
        MessageReceived,
        ReportClosed,
        ClockDeviated,
        ServerLost,
        ServerFound,
        WritingFailed,
    ),
}


def kinds(topic: Topic) -> tuple[type[Event], ...]:
    """The facts that belong to a topic."""
    if topic is Topic.ALL:
        return tuple(kind for every in _KINDS.values() for kind in every)
    return _KINDS[topic]


@dataclass(frozen=True, slots=True)
class Told:
    """A fact in words. `who` is a person, "" where nobody did it."""

    what: str
    detail: str = ""
    who: str = ""
    site: str = ""
    icon: str = ""
    mark: Mark | None = None
    alarm: int = 0
    """Of an alarm, its id."""


def told(event: Event, network: Network) -> Told:
    """Any fact that `kinds` names."""
    registration = network.registrations.get(event.charge_point)
    site = "" if registration is None else registration.site
    match event:
        case AlarmChanged():
            return _alarm(event.alarm, network)
        case CommandChanged():
            command = event.command
            fate = texts.fate(command)[-1][1]
            return Told(
                translate("journal", "Command {0}: {1}").format(texts.verb(command), fate),
                texts.why_asked(command),
                command.asked_by,
                site,
                "player-play",
            )
        case SessionReviewed():
            what = texts.reviewed(event.verdict, event.session)
            return Told(what, event.reason, event.by, site, "receipt")
        case SessionEnded():
            what = translate("journal", "Session {0} ended").format(event.session)
            return Told(what, event.reason, event.by, site, "receipt")
        case _:
            return _person(event, site) or _at_the_desk(event) or _link(event, site)


def _alarm(alarm: Alarm, network: Network) -> Told:
    over = alarm.state is AlarmState.NORMAL
    return Told(
        f"{title_of(network, alarm)}: {_turn(alarm)}",
        alarm.detail,
        alarm.acknowledged_by if alarm.acknowledged_at == alarm.changed else "",
        alarm.site,
        # What is past calls for nobody: no second outline, and nothing blinks.
        mark=Mark(alarm.priority, present=alarm.standing) if not over else None,
        icon="check" if over else "",
        alarm=alarm.id,
    )


def _turn(alarm: Alarm) -> str:
    match alarm.state:
        case AlarmState.UNACKNOWLEDGED if alarm.count > 1:
            return translate("journal", "came back, {0} times").format(alarm.count)
        case AlarmState.UNACKNOWLEDGED:
            return translate("journal", "raised")
        case AlarmState.ACKNOWLEDGED:
            return translate("journal", "acknowledged")
        case AlarmState.RETURNED:
            return translate("journal", "returned, unacknowledged")
        case _ if alarm.acknowledged_at == alarm.changed:
            return translate("journal", "acknowledged, over")
        case _:
            return translate("journal", "over")


def _person(event: Event, site: str) -> Told | None:  # noqa: PLR0911 - one answer a kind
    icon = "user"
    match event:
        case SiteChanged():
            return Told(
                translate("journal", "Site changed"), "", event.by, event.site.name, icon=icon
            )
        case RegistrationChanged():
            phase = texts.name(event.registration.phase)
            what = translate("journal", "Charge point changed")
            return Told(what, phase, event.by, event.registration.site, icon=icon)
        case KeyRotated():
            return Told(translate("journal", "Key rotated"), "", event.by, site, icon=icon)
        case TokenChanged():
            shown = masked(event.token.uid)
            return Told(translate("journal", "Token changed"), shown, event.by, icon=icon)
        case TariffChanged():
            what = translate("journal", "Tariff changed")
            return Told(what, "", event.by, event.site, icon=icon)
        case CustomerChanged():
            what = translate("journal", "Customer {0} changed").format(event.customer)
            return Told(what, "", event.by, icon=icon)
        case CompanyChanged():
            return Told(translate("journal", "Company changed"), "", event.by, icon=icon)
        case InvoiceIssued():
            what = translate("journal", "Invoice {0} issued").format(event.number)
            return Told(what, formats.currency(event.total), event.by, icon="receipt")
        case UserChanged():
            return Told(_user(event), "", event.by, icon=icon)
        case _:
            return None


def _at_the_desk(event: Event) -> Told | None:
    """Who signed in, or was not let do something."""
    icon = "user"
    match event:
        case SignInTried(right=True):
            what = translate("journal", "Signed in")
            return Told(what, event.workstation, event.user, icon=icon)
        case SignInTried():
            what = translate("journal", "Wrong name or password")
            return Told(what, event.workstation, event.user, icon="lock-open")
        case RightDenied():
            what = translate("journal", "Not allowed: {0}").format(_right(event.right))
            return Told(what, event.workstation, event.user, icon="lock-open")
        case _:
            return None


def _user(event: UserChanged) -> str:
    match event.what:
        case "added":
            words = translate("journal", "User {0} added")
        case "role":
            words = translate("journal", "Role of {0} changed")
        case "password":
            words = translate("journal", "Password of {0} changed")
        case _:
            words = translate("journal", "User {0} changed")
    return words.format(event.user)


def _right(name: str) -> str:
    return texts.catalogue.text(Right.__name__, name)


def _outage(why: str) -> str:
    match why:
        case "disk-full":
            return translate("journal", "the disk was full")
        case "database-read-only":
            return translate("journal", "it was read-only")
        case "database-locked":
            return translate("journal", "it was locked")
        case _:
            return translate("journal", "the database was away")


def _link(event: Event, site: str) -> Told:  # noqa: PLR0911 - one answer a kind
    icon = "access-point"
    match event:
        case LinkOpened():
            what = translate("journal", "Connected, OCPP {0}").format(event.version)
            return Told(what, event.address, "", site, icon)
        case LinkClosed():
            return Told(
                translate("journal", "Connection ended"),
                texts.closing(event),
                "",
                site,
                icon,
            )
        case FellSilent():
            return Told(translate("journal", "Fell silent"), "", "", site, icon)
        case HeardAgain():
            return Told(translate("journal", "Heard again"), "", "", site, icon)
        case Booted():
            reason = texts.boot_reason(event.reason) if event.reason else ""
            detail = " · ".join(part for part in (reason, event.firmware) if part)
            return Told(translate("journal", "Booted"), detail, "", site, "refresh")
        case SecurityEventReported():
            what = translate("journal", "Security event: {0}").format(event.type)
            return Told(what, event.info, "", site, "lock-open")
        case MessageReceived() | ReportClosed():
            detail = " · ".join(part for part in message_words.more(event) if part)
            return Told(message_words.name(event), detail, "", site, "message-report")
        case _:
            return _server(event) or Told(type(event).__name__, "", "", site)


def _server(event: Event) -> Told | None:
    """What central systems say of themselves."""
    icon = "access-point"
    match event:
        case ClockDeviated(by_s=0):
            return Told(translate("journal", "The clock is right again"), event.host, icon=icon)
        case ClockDeviated():
            what = translate("journal", "The clock is out by {0} s")
            return Told(what.format(formats.number(event.by_s)), event.host, icon=icon)
        case ServerLost():
            what = translate("journal", "Central system gone, process {0}")
            return Told(what.format(event.pid), event.host, icon=icon)
        case WritingFailed():
            what = translate("journal", "The journal could not be written: {0}")
            return Told(what.format(_outage(event.why)), event.host, icon="archive")
        case ServerFound():
            what = translate("journal", "Central system serves again, process {0}")
            return Told(what.format(event.pid), event.host, icon=icon)
        case _:
            return None
