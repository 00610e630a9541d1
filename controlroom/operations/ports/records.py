"""What people enter and look up: one Protocol a noun."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import NamedTuple, Protocol

from controlroom.domain.alarms.alarm import Alarm
from controlroom.domain.billing.invoice import Invoice
from controlroom.domain.billing.parties import Seller
from controlroom.domain.billing.review import Review
from controlroom.domain.billing.tariff import Tariff, Version
from controlroom.domain.charging.charge_point import Registration, Site
from controlroom.domain.charging.commands import Command, CommandState, Verb
from controlroom.domain.charging.metering import Sample
from controlroom.domain.charging.rate_limit import Allowance
from controlroom.domain.charging.session import ChargingSession
from controlroom.domain.events import Event
from controlroom.domain.people.authorisation import Token
from controlroom.domain.people.customer import Customer
from controlroom.domain.people.user import Right, Role, User
from controlroom.operations.ports.journal import Entry, SessionPrice


class KnockReason(Enum):
    """Why one who came was not let in."""

    UNKNOWN = "unknown"
    """Nobody has registered it."""
    FOREIGN_ORIGIN = "foreign-origin"
    """It is registered without a key, and the connection says that it comes from a web page."""


@dataclass(frozen=True, slots=True)
class Knock:
    """Somebody who stands at the door."""

    id: str
    address: str
    version: str
    first: datetime
    last: datetime
    count: int = 1
    reason: KnockReason = KnockReason.UNKNOWN


class SampleRow(NamedTuple):
    """The samples of one message.

    `lag`: how much later than its stamp it arrived; None where it waited in a queue, or seems to.
    """

    at: datetime
    connector: int
    samples: tuple[Sample, ...]
    lag: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """One OCPP frame as it went over the wire, secrets masked. `outgoing`: from us."""

    id: int
    at: datetime
    charge_point: str
    outgoing: bool
    action: str
    text: str


@dataclass(frozen=True, slots=True)
class Due:
    """What sessions of one customer at one VAT rate come to, that no invoice carries yet."""

    customer: int
    vat_percent: Decimal
    earlier: bool
    """They ended before the month that is asked for."""
    sessions: int
    net: Decimal


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A session with its price and where it stands on paper."""

    session: ChargingSession
    price: SessionPrice | None
    customer: str
    """Name of the customer, "" where the token has none."""
    invoice: str
    """Number of the invoice that carries it, else ""."""
    review: Review | None = None
    """What a person decided on it last."""

    @property
    def decided(self) -> Review | None:
        """The decision that it stands by now; None where it was taken back or overtaken."""
        if self.review is None or not self.review.applies(self.session):
            return None
        return self.review


class ChargePoints(Protocol):
    async def sites(self) -> list[Site]: ...
    async def set_site(self, site: Site, by: str) -> None: ...
    async def registrations(self) -> list[Registration]: ...
    async def versions(self) -> dict[str, str]:
        """OCPP version of each charge point's last link."""
        ...

    async def register(self, registration: Registration, key: str | None, by: str) -> None:
        """Add a charge point. Its site is created when it is new.

        `key` None: security profile 0. Raises AlreadyExists where another has the
        id (without regard to case).
        """
        ...

    async def change(self, registration: Registration, by: str) -> None: ...
    async def set_key(self, charge_point: str, key: str, by: str) -> None: ...
    async def offer_key(self, charge_point: str, key: str) -> None:
        """Let a second key in beside the first, while it is being rotated."""
        ...

    async def settle_key(self, charge_point: str, *, accepted: bool, by: str) -> None:
        """Make the offered key the only one, or drop it."""
        ...

    async def credentials(self, identity: str) -> Credentials | None:
        """For the door: matched without regard to case; None where unknown or retired."""
        ...

    async def knocked(self, knocks: Sequence[Knock]) -> int:
        """Add to the list of the door; returns how many others went, for want of room."""
        ...

    async def door(self) -> list[Knock]: ...
    async def forget_knock(self, identity: str) -> None: ...
    async def set_allowances(self, allowances: Sequence[Allowance]) -> None:
        """Keep what charge points may still send."""
        ...

    async def allowances(self) -> dict[str, Allowance]:
        """By charge point, as written; one that is not there has a full one."""
        ...

    async def allowance(self, charge_point: str) -> Allowance | None: ...


@dataclass(frozen=True, slots=True)
class Credentials:
    """Spelled as stored. A hash is `salt || sha256(salt || key)`, 16 + 32 bytes.

    `holder`: another process that holds an open link of it and was heard a moment ago.
    """

    id: str
    security_profile: int
    key_hash: bytes | None
    offered_hash: bytes | None
    holder: str = ""


class Customers(Protocol):
    async def customers(self) -> list[Customer]: ...
    async def customer(self, number: int) -> Customer | None: ...
    async def customer_named(self, name: str) -> Customer | None: ...
    async def set_customer(self, customer: Customer, by: str) -> Customer:
        """Create (number 0) or change; answers it with its number."""
        ...

    async def tokens(self) -> list[Token]: ...
    async def token(self, uid: str) -> Token | None: ...
    async def set_token(self, token: Token, by: str, *, new: bool) -> None:
        """Raises AlreadyExists for a new one that is there."""
        ...


class Tariffs(Protocol):
    async def set_tariff(
        self, site: str, tariff: Tariff, valid_from: datetime | None, by: str
    ) -> None:
        """Set a new version.

        `valid_from` None: a site's first tariff holds from the beginning of time, a
        later one from now.
        """
        ...

    async def versions(self) -> dict[str, list[Version]]:
        """Every version by site, oldest first; `tariff.holding` finds a moment's."""
        ...

    async def current(self) -> dict[str, Tariff]: ...


class Sessions(Protocol):
    async def sessions(
        self,
        *,
        start: datetime | None = None,
        end: datetime | None = None,
        charge_point: str | None = None,
        active: bool | None = None,
        limit: int | None = None,
        search: str = "",
    ) -> list[SessionRecord]:
        """Newest first. A session belongs to the time it ended in; an active one to its start."""
        ...

    async def session(self, identity: str) -> SessionRecord | None: ...
    async def unpriced(self, limit: int = 500) -> list[ChargingSession]:
        """Ended sessions without a price, or changed since they were priced, not invoiced."""
        ...

    async def reviews(self, identities: Collection[str]) -> dict[str, Review]:
        """The newest decision on each of some sessions that anybody decided on."""
        ...

    async def review(self, review: Review) -> Review:
        """Keep a decision, and have the session priced again; answers it with its moment.

        Raises Refused where the session stands on an invoice, or where another decision was
        made since the one that `review.number` counts on, and NotFound.
        """
        ...

    async def end(self, identity: str, *, by: str, reason: str) -> ChargingSession:
        """End a session that is open, for a person; answers it as it stands then.

        Raises Refused where it is over, and NotFound.
        """
        ...

    async def billable(self, before: datetime) -> list[SessionRecord]:
        """Ended before the moment and on no invoice yet, held ones too; oldest first."""
        ...

    async def held(self, before: datetime) -> list[SessionRecord]:
        """Those of the billable that no invoice may carry as they stand; oldest first."""
        ...

    async def long_open(self, before: datetime, now: datetime) -> list[SessionRecord]:
        """Open ones that began before the moment, longer ago than is usual; oldest first.

        Usual at their site: 99 of 100 of the sessions that ended there lately were shorter.
        """
        ...

    async def dues(self, before: datetime, since: datetime) -> list[Due]:
        """What the other billable ones come to. `since` parts the earlier ones from the rest."""
        ...

    async def samples(
        self, charge_point: str, evse: int, start: datetime, end: datetime
    ) -> list[SampleRow]:
        """Raw meter values by the stamps of the charge point, oldest first."""
        ...

    async def quarter_hours(
        self, start: datetime, end: datetime, *, site: str | None = None
    ) -> list[tuple[str, datetime, int]]:
        """(site, start of the quarter, Wh), added up by site; oldest first."""
        ...

    async def quarter_sums(
        self, start: datetime, end: datetime, *, site: str | None = None
    ) -> list[tuple[int, int]]:
        """(quarter-hour, Wh) of a site, or of all; oldest first, those without energy left out.

        A quarter-hour is told by its number since 1970, UTC.
        """
        ...

    async def site_sums(self, start: datetime, end: datetime) -> list[tuple[str, int, int]]:
        """(site, quarter-hour, Wh) of every site, in no order; quarter-hours as above."""
        ...

    async def session_steps(
        self, start: datetime, end: datetime, *, site: str | None = None
    ) -> list[tuple[int, int]]:
        """How the number of running sessions changed: (quarter-hour, more or fewer at its end).

        Of sessions that ended in the time, wherever they began; oldest first.
        """
        ...

    async def quarter_hours_among(
        self, charge_points: Collection[str], start: datetime, end: datetime
    ) -> list[tuple[str, datetime, int]]:
        """(charge point, start of the quarter, Wh), its connectors together; in no order."""
        ...

    async def quarter_hours_of(
        self, charge_point: str, start: datetime, end: datetime
    ) -> list[tuple[datetime, int, int, int]]:
        """(start of the quarter, EVSE, connector, Wh) of one charge point; oldest first."""
        ...


class Alarms(Protocol):
    async def alarms(
        self, *, all_states: bool = False, limit: int | None = None
    ) -> list[Alarm]: ...
    async def alarm(self, identity: int) -> Alarm | None: ...
    async def newest_id(self) -> int: ...
    async def journal(
        self, limit: int = 1000, *, since: datetime | None = None, after: int = 0
    ) -> list[tuple[int, Alarm]]:
        """Every change of an alarm, newest first: (position in the journal, the alarm then).

        At most `limit`; none that was written before `since`, nor at a position up to `after`.
        """
        ...


class Commands(Protocol):
    async def ask(self, command: Command, sealed: bytes = b"") -> Command:
        """Write the wish; answers it with its id.

        `sealed`: its arguments in clear, for the process that will carry it out.
        """
        ...

    async def sealed(self, identity: int) -> bytes | None:
        """What was sealed with a wish; None where nothing was, or it was taken already."""
        ...

    async def seal(self, charge_point: str) -> bytes | None:
        """The public key of the process that holds a charge point's link."""
        ...

    async def advance(self, command: Command, expected: CommandState) -> bool:
        """Write the next state, where the stored one is still `expected`."""
        ...

    async def command(self, identity: int) -> Command | None: ...
    async def commands(
        self, charge_point: str, limit: int = 50, *, verbs: Collection[Verb] = ()
    ) -> list[Command]:
        """Newest first; of some verbs only, where any are named."""
        ...

    async def link_alive(self, charge_point: str) -> bool:
        """Whether a serving process that is alive holds the charge point's link."""
        ...


@dataclass(frozen=True, slots=True)
class IssuedInvoice:
    """An invoice as it was issued. `month` is the run that issued it, as "2026-10"."""

    invoice: Invoice
    month: str
    customer: int
    sessions: tuple[str, ...]
    issued_by: str


class Invoices(Protocol):
    async def company(self) -> Seller | None: ...
    async def set_company(self, seller: Seller, by: str) -> None: ...
    async def issue(
        self,
        build: Callable[[int], Invoice],
        *,
        month: str,
        year: int,
        customer: int,
        sessions: Sequence[str],
        by: str,
        reviews: Mapping[str, int] | None = None,
    ) -> Invoice | None:
        """Number an invoice and keep it for ever, with its sessions, in one transaction.

        `build` makes it from the next serial number of the year (1, 2, … without a
        gap); what it raises undoes the number too. `month` is the run. None where
        one of the sessions is on an invoice already, or a person decided on one since:
        nothing was issued and no number used. `reviews` are the numbers of the decisions
        by which the sessions were priced.
        """
        ...

    async def invoices(
        self, month: str | None = None, *, customer: int | None = None
    ) -> list[IssuedInvoice]:
        """Of the month's runs ("2026-10"), of a customer, or all; by number."""
        ...

    async def invoice(self, number: str) -> IssuedInvoice | None: ...


@dataclass(frozen=True, slots=True)
class FactPage:
    """A piece of the journal, newest first."""

    entries: tuple[Entry, ...]
    reached: int
    """Position to go on before; 0 where there is nothing earlier."""
    back_to: datetime | None
    """How far back it was looked; None where that is the beginning."""


class Facts(Protocol):
    async def newest(
        self,
        kinds: Collection[type[Event]],
        *,
        charge_points: Collection[str] | None = None,
        before: int | None = None,
        until: datetime | None = None,
        since: datetime | None = None,
        limit: int = 200,
    ) -> FactPage:
        """Facts of some kinds, newest first by when they reached us; a page of them.

        `charge_points` with "" for what concerns none; one alone is found by its index, of those
        kinds that `facts` knows. A page may have fewer than `limit`, even none, where much else
        lies between: go on before `reached`.
        """
        ...

    async def facts(
        self,
        charge_point: str,
        kinds: Collection[type[Event]],
        *,
        start: datetime | None = None,
        before: datetime | None = None,
        limit: int = 500,
    ) -> list[Entry]:
        """What the journal has about one charge point, newest first by when it happened.

        `kinds`: of links, boots, statuses, reports, security, registration, keys, commands and
        alarms. Sessions and samples have ports of their own.
        """
        ...

    async def status_turns(
        self, start: datetime, *, site: str | None = None, limit: int = 100_000
    ) -> list[tuple[int, str, int, int, str]]:
        """(quarter-hour, charge point, EVSE, connector, word) of what decides who can charge.

        The word is a ConnectorStatus, or the name of an event of the link, whose EVSE is 0. The
        newest `limit` since `start`, oldest first. A quarter-hour is told by its number since 1970.
        """
        ...


class Pictures(Protocol):
    """Logos, by the SHA-256 of their bytes: what has a name never changes."""

    async def keep(self, body: bytes) -> str:
        """Store a picture; answers its digest. Raises InvalidValue for what is none."""
        ...

    async def picture(self, digest: str) -> bytes | None: ...


class Users(Protocol):
    async def users(self) -> list[User]: ...
    async def add_user(self, user: User, password: str, by: str) -> None: ...
    async def set_role(self, name: str, role: Role, by: str) -> None:
        """Raises Refused where nobody would be left who is administrator."""
        ...

    async def set_password(self, name: str, password: str, by: str) -> None: ...
    async def verify(self, name: str, password: str) -> User | None:
        """The user, where the password is right (argon2id, in a thread)."""
        ...

    async def sign_in(self, name: str, password: str, workstation: str) -> User | None:
        """As `verify`, written down, and slower after each wrong password in a row.

        Raises Refused with the seconds to wait; a password that comes sooner is not judged.
        """
        ...

    async def deny(self, user: User, right: Right, workstation: str) -> None:
        """Write down that somebody asked for what the own role may not do."""
        ...


class Messages(Protocol):
    async def keep(self, frames: Sequence[Frame]) -> None:
        """Log frames; losing them loses no fact. `id` is given by the store."""
        ...

    async def frames(
        self,
        charge_point: str,
        *,
        after: int | None = None,
        before: int | None = None,
        limit: int = 200,
        search: str = "",
    ) -> list[Frame]:
        """After an id the oldest `limit`; else the newest, of those before an id where given.

        `after` 0: from the beginning. Oldest first in any case. `search`: text that stands in
        the frame or its action, without regard to case.
        """
        ...

    async def trim(self, before: datetime) -> int: ...

    async def shorten(self, charge_point: str, most: int) -> int:
        """Let go of the oldest frames of a charge point ("": of all) beyond `most` bytes.

        Returns how many went.
        """
        ...
