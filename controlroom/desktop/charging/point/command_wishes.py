"""What may be asked of a charge point now: each wish with its target, state and effect in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.status import outlet_of
from controlroom.desktop.kit.armed_box import Armed
from controlroom.desktop.kit.language import formats, texts
from controlroom.domain.charging.availability import connectors_of
from controlroom.domain.charging.charge_point import Connector, ConnectorStatus
from controlroom.domain.charging.commands import Verb

_PARKED = (ConnectorStatus.AVAILABLE, ConnectorStatus.PREPARING, ConnectorStatus.FINISHING)
TRIGGERS = {
    "1.6": (
        "StatusNotification",
        "MeterValues",
        "Heartbeat",
        "BootNotification",
        "DiagnosticsStatusNotification",
        "FirmwareStatusNotification",
    ),
    "2.0.1": (
        "StatusNotification",
        "MeterValues",
        "TransactionEvent",
        "Heartbeat",
        "BootNotification",
        "LogStatusNotification",
        "FirmwareStatusNotification",
    ),
}
"""Messages that a station can be asked for, by its OCPP version."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A command as it would be sent now."""

    verb: Verb
    arguments: Mapping[str, object]
    armed: Armed
    possible: bool = True
    answer_as: str = ""
    """Argument that the person's written answer becomes."""


def lowered(words: str) -> str:
    """Words within a sentence: the first letter small, the rest as it is."""
    return words[:1].lower() + words[1:]


class Wishes(QObject):
    """Wishes for one charge point and its chosen connector, in the state that they are in."""

    def __init__(self, desk: Desk, charge_point: str, connector: Connector | None) -> None:
        super().__init__()
        self._desk = desk
        self._charge_point = charge_point
        self._connector = connector
        self._all = connectors_of(desk.bridge.network, charge_point)
        self._cars = len(desk.bridge.network.active_sessions(charge_point))
        self._whole = self.tr("{0}, whole charge point").format(charge_point)

    def by_name(self) -> dict[str, Wish]:
        """All of them."""
        return {**self._on_connector(), **self._on_all()}

    def label(self, name: str) -> str:
        """What the button of a wish is called."""
        connector, network = self._connector, self._desk.bridge.network
        number = "" if connector is None else outlet_of(network, connector)
        return {
            "start": self.tr("Start on {0}"),
            "stop": self.tr("Stop session {0}"),
            "unlock": self.tr("Unlock connector {0}"),
            "status": self.tr("Ask for status"),
            "trigger": self.tr("Ask for a message"),
            "soft": self.tr("Soft reset"),
            "hard": self.tr("Hard reset"),
            "out": self.tr("Set {0} inoperative"),
            "in": self.tr("Set {0} operative"),
            "inoperative": self.tr("Set inoperative"),
            "operative": self.tr("Set operative"),
            "read": self.tr("Read configuration"),
            "clear": self.tr("Clear cache"),
            "rotate": self.tr("Rotate key"),
        }[name].format(number)

    def trigger(self, message: str) -> Wish:
        """Ask for one message, of the chosen connector where it is about one."""
        arguments: dict[str, object] = {"message": message}
        about = message in ("StatusNotification", "MeterValues", "TransactionEvent")
        if about and self._connector is not None:
            arguments |= {"evse": self._connector.evse, "connector": self._connector.connector}
        return Wish(
            Verb.TRIGGER_MESSAGE,
            arguments,
            self._armed(self.tr("ask for {0}").format(message), self.tr("Nobody notices")),
        )

    def send(self, action: str, payload: Mapping[str, object]) -> Wish:
        """Any action, in the station's own words."""
        effect = self.tr("Sent exactly as written; what it does depends on the action")
        return Wish(
            Verb.SEND,
            {"action": action, "payload": payload},
            self._armed(self.tr("send {0}").format(action), effect),
        )

    def _armed(self, title: str, effect: str) -> Armed:
        return Armed(title, self._whole, self._state(self._all), effect)

    def _named(self, name: str, effect: str) -> Armed:
        return self._armed(lowered(self.label(name)), effect)

    def _on_all(self) -> dict[str, Wish]:
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
            "status": Wish(
                Verb.TRIGGER_MESSAGE,
                {"message": "StatusNotification"},
                self._named("status", quiet),
            ),
            "soft": Wish(Verb.RESET, {"hard": False}, self._named("soft", waits)),
            "hard": Wish(Verb.RESET, {"hard": True}, self._named("hard", stops)),
            "inoperative": Wish(
                Verb.CHANGE_AVAILABILITY,
                {"operative": False, "evse": 0},
                self._named("inoperative", self.tr("No new session; running ones may end first")),
                possible=len(out) < len(self._all) or not self._all,
            ),
            "operative": Wish(
                Verb.CHANGE_AVAILABILITY,
                {"operative": True, "evse": 0},
                self._named("operative", self.tr("Drivers can charge again")),
                possible=bool(out) or not self._all,
            ),
            "read": Wish(Verb.GET_CONFIGURATION, {"keys": []}, self._named("read", quiet)),
            "clear": Wish(
                Verb.CLEAR_CACHE,
                {},
                self._named("clear", self.tr("Tokens are asked for anew; nobody is stopped")),
            ),
            "rotate": Wish(
                Verb.ROTATE_KEY,
                {},
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

    def _on_connector(self) -> dict[str, Wish]:
        """Commands that concern the selected connector."""
        connector = self._connector or Connector(self._charge_point, 1, 1)
        number = outlet_of(self._desk.bridge.network, connector)
        target = self.tr("{0}, connector {1}").format(self._charge_point, number)
        now = self._state([connector])
        running = bool(connector.transaction)
        there = self._connector is not None
        out = connector.status is ConnectorStatus.UNAVAILABLE
        several = there and len(self._all) > 1
        place: dict[str, object] = {"evse": connector.evse, "connector": connector.connector}
        stops = self.tr("%n car(s) will stop", "", 1)

        def armed(name: str, effect: str, asks: str = "") -> Armed:
            words = lowered(self.label(name))
            return Armed(words, target, now, effect, asks=asks)

        return {
            "start": Wish(
                Verb.REMOTE_START,
                {"evse": connector.evse},
                armed("start", self.tr("The token’s owner pays"), self.tr("Token")),
                possible=there and not running and connector.status in _PARKED,
                answer_as="token",
            ),
            "stop": Wish(
                Verb.REMOTE_STOP,
                {"transaction": connector.transaction},
                armed("stop", stops),
                possible=running,
            ),
            "unlock": Wish(
                Verb.UNLOCK_CONNECTOR,
                place,
                armed("unlock", stops if running else self.tr("The cable can be taken out")),
                possible=there,
            ),
            "out": Wish(
                Verb.CHANGE_AVAILABILITY,
                {"operative": False, **place},
                armed("out", self.tr("No new session; running ones may end first")),
                possible=several and not out,
            ),
            "in": Wish(
                Verb.CHANGE_AVAILABILITY,
                {"operative": True, **place},
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
