"""What the command palette can find: gathered from the network, the books and the screens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from controlroom.desktop.charging.point.command_offers import BUTTONS, label
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.status import place_beside
from controlroom.desktop.kit.background_query import Question
from controlroom.desktop.shell.screens import Screen
from controlroom.desktop.shell.search import Entry, Kind, find, split
from controlroom.domain.charging.charge_point import Site
from controlroom.domain.people.customer import Customer
from controlroom.domain.people.user import Right
from controlroom.operations.ports.billing import IssuedInvoice

MOST_RECENT = 20
MOST_COMMANDS = 6
_BETWEEN = "\x1f"
_OFFERED = ("status", "soft", "hard", "inoperative", "operative", "read", "clear")
"""Commands to a whole charge point, by the names and in the words of its page."""


class Action:
    """Something that this window can do. `name` is its own."""

    def __init__(self, name: str, title: str, hint: str, act: Callable[[], object]) -> None:
        self.name = name
        self.title = title
        self.hint = hint
        self.act = act


class Catalogue(QObject):
    """Kept up when it is asked; what must be read from the books is read when it is opened."""

    grown = Signal()
    """There is more to find than a moment ago."""

    def __init__(
        self,
        desk: Desk,
        screens: Sequence[Screen],
        actions: Sequence[Action],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.actions = {action.name: action for action in actions}
        self._fixed = [self._screen(screen) for screen in screens if screen.in_rail or screen.key]
        self._fixed += [self._screen(s) for s in screens if s.name.startswith("wall-")]
        self._fixed += [
            Entry(Kind.ACTION, a.name, a.title, hint=a.hint, icon="adjustments") for a in actions
        ]
        self._names = {screen.name for screen in screens}
        self._places: list[Entry] = []
        self._books: list[Entry] = []
        self._customers: list[Customer] = []
        self._invoices: list[IssuedInvoice] = []
        self._recent: list[tuple[Kind, str]] = []
        self._ask_customers = Question("customers to find", self)
        self._ask_invoices = Question("invoices to find", self)
        self._stale = True
        desk.bridge.reloaded.connect(self._forget)
        desk.overview.rebuilt.connect(self._forget)
        self._read_recent()

    @staticmethod
    def _screen(screen: Screen) -> Entry:
        return Entry(
            Kind.SCREEN,
            screen.name,
            screen.words,
            hint=screen.key,
            icon=screen.icon,
            also=f"{screen.name} {screen.title}",
        )

    # What there is

    def opened(self) -> None:
        """Read what may have changed since it was last asked."""
        desk = self._desk
        if desk.may(Right.CUSTOMERS) and "customers" in self._names:
            self._ask_customers.ask(desk.services.customers.customers(), self._take_customers)
        if desk.may(Right.BILLING) and "billing" in self._names:
            self._ask_invoices.ask(desk.services.invoices.invoices(), self._take_invoices)

    def _take_customers(self, customers: list[Customer]) -> None:
        self._customers = customers
        self._list_books()

    def _take_invoices(self, invoices: list[IssuedInvoice]) -> None:
        self._invoices = invoices
        self._list_books()

    def _list_books(self) -> None:
        self._books = [
            Entry(
                Kind.CUSTOMER,
                str(customer.number),
                customer.name,
                str(customer.number),
                icon="user",
                also=f"{customer.organisation_number} {customer.email}",
            )
            for customer in self._customers
        ]
        self._books += [
            Entry(
                Kind.INVOICE,
                issued.invoice.number,
                issued.invoice.number,
                f"{issued.invoice.buyer.name} · {issued.month}",
                icon="receipt",
            )
            for issued in self._invoices
        ]
        self.grown.emit()

    def _forget(self) -> None:
        self._stale = True

    def _list_places(self) -> list[Entry]:
        if "point" not in self._names:
            return []
        if self._stale:
            self._stale = False
            network = self._desk.bridge.network
            self._places = [
                Entry(
                    Kind.SITE, site.name, site.name, place_beside(site.name, site), icon="map-pin"
                )
                for site in network.sites.values()
            ]
            self._places += [
                Entry(
                    Kind.POINT,
                    known.id,
                    known.id,
                    known.site,
                    icon="charging-pile",
                    also=_place(network.sites, known.site),
                )
                for known in network.registrations.values()
            ]
        return self._places

    # Finding

    def find(self, question: str) -> list[Entry]:
        """The nearest, best first."""
        everything = [*self._fixed, *self._list_places(), *self._books]
        found = find(everything, question, self._recent)
        return self._with_commands(question, found)

    def _with_commands(self, question: str, found: list[Entry]) -> list[Entry]:
        words = {name: label(name) for name in _OFFERED if self._desk.may(BUTTONS[name][0].right)}
        points = [entry for entry in self._list_places() if entry.kind is Kind.POINT]
        made = [
            Entry(
                Kind.COMMAND,
                f"{name}{_BETWEEN}{point.key}",
                f"{words[name]}: {point.title}",
                point.detail,
                icon="player-play",
            )
            for name, rest in split(question, words)
            if rest
            for point in find(points, rest, self._recent, 3)
        ]
        return [*made[:MOST_COMMANDS], *found] if made else found

    # What was chosen

    def chose(self, entry: Entry) -> None:
        """Remember it: what was chosen lately is nearer next time."""
        if entry.kind is Kind.COMMAND:
            return
        chosen = (entry.kind, entry.key)
        self._recent = [chosen, *(known for known in self._recent if known != chosen)]
        del self._recent[MOST_RECENT:]
        kept = "\n".join(f"{kind.name}{_BETWEEN}{key}" for kind, key in self._recent)
        self._desk.memory.keep("palette/recent", kept)

    def _read_recent(self) -> None:
        for line in self._desk.memory.get("palette/recent").split("\n"):
            kind, _, key = line.partition(_BETWEEN)
            if kind in Kind.__members__ and key:
                self._recent.append((Kind[kind], key))

    @staticmethod
    def command(entry: Entry) -> tuple[str, str]:
        """Of a command: its name on the charge point's page, and the charge point."""
        name, _, charge_point = entry.key.partition(_BETWEEN)
        return name, charge_point


def _place(sites: dict[str, Site], name: str) -> str:
    return sites[name].place if name in sites else ""
