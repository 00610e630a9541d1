"""What may be asked of a charge point now: each wish with its target, state and effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.status import outlet_of
from controlroom.desktop.kit.armed_box import Armed
from controlroom.desktop.kit.language import formats, texts
from controlroom.domain.charging import wishes
from controlroom.domain.charging.availability import connectors_of
from controlroom.domain.charging.charge_point import Connector, ConnectorStatus
from controlroom.words.plain import lowered

translate = QCoreApplication.translate
_PARKED = (ConnectorStatus.AVAILABLE, ConnectorStatus.PREPARING, ConnectorStatus.FINISHING)


BUTTONS: Mapping[str, tuple[type[wishes.Wish], str]] = {
    "start": (wishes.RemoteStart, "player-play"),
    "stop": (wishes.RemoteStop, "square"),
    "unlock": (wishes.UnlockConnector, "lock-open"),
    "status": (wishes.TriggerMessage, "message-report"),
    "soft": (wishes.Reset, "refresh"),
    "hard": (wishes.Reset, "refresh"),
    "inoperative": (wishes.ChangeAvailability, "alert-circle"),
    "operative": (wishes.ChangeAvailability, "circle-check"),
    "out": (wishes.ChangeAvailability, "alert-circle"),
    "in": (wishes.ChangeAvailability, "circle-check"),
    "read": (wishes.GetConfiguration, "list-details"),
    "clear": (wishes.ClearCache, "trash"),
    "trigger": (wishes.TriggerMessage, "message-report"),
    "rotate": (wishes.RotateKey, "key"),
}
"""The wishes of buttons and their icons, by the names of the offers, in their order."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A wish as it would be asked now, and what is said of it before it is sent.

    The token of a start is what the person writes, the key of a rotation is made once it is sent.
    """

    wish: wishes.Wish
    armed: Armed
    possible: bool = True


def label(name: str, number: str = "") -> str:
    """What the button of an offer says; `number` is the connector's."""
    return {
        "start": translate("CommandOffers", "Start on {0}"),
        "stop": translate("CommandOffers", "Stop session {0}"),
        "unlock": translate("CommandOffers", "Unlock connector {0}"),
        "status": translate("CommandOffers", "Ask for status"),
        "soft": translate("CommandOffers", "Soft reset"),
        "hard": translate("CommandOffers", "Hard reset"),
        "inoperative": translate("CommandOffers", "Set inoperative"),
        "operative": translate("CommandOffers", "Set operative"),
        "out": translate("CommandOffers", "Set {0} inoperative"),
        "in": translate("CommandOffers", "Set {0} operative"),
        "read": translate("CommandOffers", "Read configuration"),
        "clear": translate("CommandOffers", "Clear cache"),
        "trigger": translate("CommandOffers", "Ask for a message"),
        "rotate": translate("CommandOffers", "Rotate key"),
    }[name].format(number)


class CommandOffers(QObject):
    """Offers for one charge point and its chosen connector, in the state that they are in."""

    def __init__(self, desk: Desk, charge_point: str, connector: Connector | None) -> None:
        super().__init__()
        self._desk = desk
        self._charge_point = charge_point
        self._connector = connector
        self._all = connectors_of(desk.bridge.network, charge_point)
        self._cars = len(desk.bridge.network.active_sessions(charge_point))
        self._whole = self.tr("{0}, whole charge point").format(charge_point)

    def by_name(self) -> dict[str, Offer]:
        """All of them."""
        return {**self._on_connector(), **self._on_all()}

    def label(self, name: str) -> str:
        """What the button of an offer says now."""
        connector = self._connector
        network = self._desk.bridge.network
        return label(name, "" if connector is None else outlet_of(network, connector))

    def trigger(self, message: str) -> Offer:
        """Ask for one message, of the chosen connector where it is about one."""
        wish, place = wishes.TriggerMessage(message), self._connector
        if wish.trigger.placed and place is not None:
            wish = wishes.TriggerMessage(message, place.evse, place.connector)
        return Offer(
            wish,
            self._armed(self.tr("ask for {0}").format(message), self.tr("Nobody notices")),
        )

    def send(self, wish: wishes.Send) -> Offer:
        """Any action, in the station's own words."""
        effect = self.tr("Sent exactly as written; what it does depends on the action")
        armed = self._armed(self.tr("send {0}").format(wish.action), effect)
        return Offer(wish, armed)

    def _armed(self, title: str, effect: str) -> Armed:
        return Armed(title, self._whole, self._state(self._all), effect)

    def _named(self, name: str, effect: str) -> Armed:
        return self._armed(lowered(self.label(name)), effect)

    def _on_all(self) -> dict[str, Offer]:
        cars = self._cars
        out = [c for c in self._all if c.status is ConnectorStatus.UNAVAILABLE]
        stops = self.tr("%n car(s) will stop", "", cars) if cars else self.tr("No car is charging")
        waits = (
            self.tr("Lets %n session(s) end, then restarts", "", cars)
            if cars
            else self.tr("Restarts at once, no car is charging")
        )
        quiet = self.tr("Nobody notices")
        return {
            "status": Offer(
                wishes.TriggerMessage("StatusNotification"), self._named("status", quiet)
            ),
            "soft": Offer(wishes.Reset(), self._named("soft", waits)),
            "hard": Offer(wishes.Reset(hard=True), self._named("hard", stops)),
            "inoperative": Offer(
                wishes.ChangeAvailability(operative=False),
                self._named("inoperative", self.tr("No new session; running ones may end first")),
                possible=len(out) < len(self._all) or not self._all,
            ),
            "operative": Offer(
                wishes.ChangeAvailability(operative=True),
                self._named("operative", self.tr("Drivers can charge again")),
                possible=bool(out) or not self._all,
            ),
            "read": Offer(wishes.GetConfiguration(), self._named("read", quiet)),
            "clear": Offer(
                wishes.ClearCache(),
                self._named("clear", self.tr("Tokens are asked for anew; nobody is stopped")),
            ),
            "rotate": Offer(
                wishes.RotateKey(""),
                self._named(
                    "rotate",
                    self.tr("It gets a new key; the old one holds until the new one is used"),
                ),
                possible=self._keyed(),
            ),
        }

    def _keyed(self) -> bool:
        registration = self._desk.bridge.network.registrations.get(self._charge_point)
        return registration is not None and registration.security_profile > 0

    def _on_connector(self) -> dict[str, Offer]:
        """Commands that concern the selected connector."""
        connector = self._connector or Connector(self._charge_point, 1, 1)
        number = outlet_of(self._desk.bridge.network, connector)
        target = self.tr("{0}, connector {1}").format(self._charge_point, number)
        now = self._state([connector])
        running = bool(connector.transaction)
        there = self._connector is not None
        out = connector.status is ConnectorStatus.UNAVAILABLE
        several = there and len(self._all) > 1
        place = (connector.evse, connector.connector)
        stops = self.tr("%n car(s) will stop", "", 1)

        def armed(name: str, effect: str, asks: str = "") -> Armed:
            words = lowered(self.label(name))
            return Armed(words, target, now, effect, asks=asks)

        return {
            "start": Offer(
                wishes.RemoteStart("", connector.evse),
                armed("start", self.tr("The token’s owner pays"), self.tr("Token")),
                possible=there and not running and connector.status in _PARKED,
            ),
            "stop": Offer(
                wishes.RemoteStop(connector.transaction),
                armed("stop", stops),
                possible=running,
            ),
            "unlock": Offer(
                wishes.UnlockConnector(*place),
                armed("unlock", stops if running else self.tr("The cable can be taken out")),
                possible=there,
            ),
            "out": Offer(
                wishes.ChangeAvailability(False, *place),
                armed("out", self.tr("No new session; running ones may end first")),
                possible=several and not out,
            ),
            "in": Offer(
                wishes.ChangeAvailability(True, *place),
                armed("in", self.tr("Drivers can charge again")),
                possible=several and out,
            ),
        }

    def _state(self, connectors: list[Connector]) -> str:
        parts = []
        for connector in connectors:
            number = outlet_of(self._desk.bridge.network, connector)
            words = lowered(texts.name(connector.status))
            if connector.transaction and connector.power_w is not None:
                words = f"{words}, {formats.kilowatts(connector.power_w)} kW"
            parts.append(self.tr("{0} {1}").format(number, words))
        return " · ".join(parts) or self.tr("no connector known yet")
