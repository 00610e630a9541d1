"""The device model of OCPP 2.0.1, as far as these stations have one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.dialect import MEASURANDS
from controlroom.simulator.messages import stamp
from controlroom.wire.frames import Payload

PART = 10
"""Variables in one NotifyReport."""

_MAKES: Mapping[str, tuple[tuple[str, str, str, str, bool, Mapping[str, Any]], ...]] = {
    "Ampverk": (
        ("AmpverkPowerModule", "Count", "integer", "8", False, {}),
        ("AmpverkPowerModule", "Sharing", "boolean", "true", True, {"reboot": True}),
        ("AmpverkDisplay", "Language", "OptionList", "sv", True, {"values": ("sv", "en", "de")}),
        ("AmpverkFan", "NightMode", "boolean", "false", True, {}),
    ),
    "Fjällström": (
        ("FjsCooling", "Threshold", "integer", "65", True, {"most": 80, "unit": "Celsius"}),
        ("FjsCcs", "Preheat", "boolean", "true", True, {"reboot": True}),
        ("FjsFirmware", "Channel", "string", "stable", False, {}),
    ),
    "Kraftsken": (
        ("KraftskenLoadBalancing", "Enabled", "boolean", "true", True, {"reboot": True}),
        ("KraftskenLoadBalancing", "StationLimit", "integer", "32", True,
         {"most": 63, "unit": "A"}),
        ("KraftskenModem", "Signal", "string", "-79 dBm, 4G", False, {}),
    ),
}  # fmt: skip
"""Component, variable, kind, value, whether it can be changed, and what else is special.

Makes and what they add are invented; that each adds something is not.
"""

_READ_ONLY, _READ_WRITE, _WRITE_ONLY = "ReadOnly", "ReadWrite", "WriteOnly"


@dataclass(slots=True)
class Variable:
    """One variable of one component. `read` without `write` cannot be changed."""

    component: str
    name: str
    kind: str
    read: Callable[[], str]
    write: Callable[[str], None] | None = None
    evse: int | None = None
    instance: str = ""
    unit: str = ""
    secret: bool = False
    reboot: bool = False
    """A new value takes effect after a restart."""
    values: tuple[str, ...] = ()
    """What an OptionList may be."""
    most: float | None = None
    settable: bool = field(init=False)

    def __post_init__(self) -> None:
        self.settable = self.write is not None

    @property
    def key(self) -> tuple[str, int | None, str, str]:
        """What a request names it by, without regard to case."""
        return (self.component.lower(), self.evse, self.name.lower(), self.instance.lower())

    def fits(self, value: str) -> bool:
        """Whether a value is of the variable's kind."""
        match self.kind:
            case "integer":
                digits = value.isascii() and value.isdigit() and len(value) <= 9
                return digits and (self.most is None or int(value) <= self.most)
            case "boolean":
                return value in ("true", "false")
            case "OptionList":
                return value in self.values
            case "MemberList":
                return all(name in MEASURANDS for name in value.split(","))
        return True

    def report(self) -> Payload:
        """Its entry in a NotifyReport."""
        component: Payload = {"name": self.component}
        if self.evse is not None:
            component["evse"] = {"id": self.evse}
        variable: Payload = {"name": self.name}
        if self.instance:
            variable["instance"] = self.instance
        attribute: Payload = {"type": "Actual", "mutability": _READ_ONLY}
        if self.settable:
            attribute["mutability"] = _WRITE_ONLY if self.secret else _READ_WRITE
        if not self.secret:
            attribute["value"] = self.read()
        characteristics: Payload = {"dataType": self.kind, "supportsMonitoring": False}
        if self.values:
            characteristics["valuesList"] = ",".join(self.values)
        if self.most is not None:
            characteristics["maxLimit"] = self.most
        if self.unit:
            characteristics["unit"] = self.unit
        return {
            "component": component,
            "variable": variable,
            "variableAttribute": [attribute],
            "variableCharacteristics": characteristics,
        }


class DeviceModel:
    """All variables of one station."""

    def __init__(self, point: ChargePoint) -> None:
        self._point = point
        self.measurands = ",".join(MEASURANDS)
        self._kept = {"OfflineThreshold": "300", "EVConnectionTimeOut": "60"}
        self.variables = {v.key: v for v in self._all()}

    def find(self, request: Payload) -> Variable | None:
        """The variable that a request for it names."""
        evse = request["component"].get("evse")
        return self.variables.get(
            (
                request["component"]["name"].lower(),
                evse["id"] if evse else None,
                request["variable"]["name"].lower(),
                request["variable"].get("instance", "").lower(),
            )
        )

    def change(self, variable: Variable, value: str) -> str:
        """Give a variable that can be changed a value that fits; answers OCPP's status."""
        if variable.write is None:
            return "Rejected"
        if variable.reboot:
            name = f"{variable.component}.{variable.name}"
            self._point.at_restart[name] = partial(variable.write, value)
            return "RebootRequired"
        variable.write(value)
        return "Accepted"

    def knows_component(self, name: str) -> bool:
        """Whether any variable belongs to it."""
        return any(component == name.lower() for component, *_ in self.variables)

    def parts(self, *, settable_only: bool) -> Iterator[list[Payload]]:
        """The report of all variables, in pieces."""
        entries = [v.report() for v in self.variables.values() if v.settable or not settable_only]
        for begin in range(0, len(entries), PART):
            yield entries[begin : begin + PART]

    def _all(self) -> Iterator[Variable]:
        yield from self._identity()
        yield from self._controllers()
        yield from self._outlets()
        yield from self._of_make()

    def _identity(self) -> Iterator[Variable]:
        spec = self._point.spec
        for name, value in (
            ("Model", spec.model.name),
            ("VendorName", spec.model.vendor),
            ("SerialNumber", spec.serial),
            ("FirmwareVersion", spec.model.firmware),
        ):
            yield _constant("ChargingStation", name, "string", value)
        yield _constant("SecurityCtrlr", "Identity", "string", spec.id)
        profile = "0" if spec.key is None else "1"
        yield _constant("SecurityCtrlr", "SecurityProfile", "integer", profile)
        yield Variable(
            "SecurityCtrlr", "BasicAuthPassword", "string", str, self._point.change_key,
            secret=True,
        )  # fmt: skip
        yield Variable("ClockCtrlr", "DateTime", "dateTime", lambda: stamp(self._point.now))
        yield _constant("ClockCtrlr", "TimeSource", "SequenceList", "Heartbeat")

    def _controllers(self) -> Iterator[Variable]:
        settings = self._point.settings

        def heartbeat(value: str) -> None:
            settings.heartbeat_s = int(value)

        def sampling(value: str) -> None:
            settings.sample_s = int(value)
            self._point.sampling_changed()

        def measurands(value: str) -> None:
            self.measurands = value

        def remote(value: str) -> None:
            settings.authorise_remote = value == "true"

        def offline(value: str) -> None:
            settings.starts_offline = value == "true"

        def invalid(value: str) -> None:
            settings.stop_on_invalid = value == "true"

        yield Variable(
            "OCPPCommCtrlr", "HeartbeatInterval", "integer",
            lambda: str(settings.heartbeat_s), heartbeat, unit="s",
        )  # fmt: skip
        yield self._plain("OCPPCommCtrlr", "OfflineThreshold", unit="s")
        attempts = _constant("OCPPCommCtrlr", "MessageAttempts", "integer", "3")
        attempts.instance = "TransactionEvent"
        yield attempts
        yield Variable(
            "SampledDataCtrlr", "TxUpdatedInterval", "integer",
            lambda: str(settings.sample_s), sampling, unit="s",
        )  # fmt: skip
        yield Variable(
            "SampledDataCtrlr", "TxUpdatedMeasurands", "MemberList",
            lambda: self.measurands, measurands,
        )  # fmt: skip
        yield _constant("SampledDataCtrlr", "TxEndedInterval", "integer", "0")
        yield Variable(
            "AuthCtrlr", "AuthorizeRemoteStart", "boolean",
            lambda: _truth(yes=settings.authorise_remote), remote,
        )  # fmt: skip
        yield Variable(
            "AuthCtrlr", "OfflineTxForUnknownIdEnabled", "boolean",
            lambda: _truth(yes=settings.starts_offline), offline,
        )  # fmt: skip
        yield Variable(
            "TxCtrlr", "StopTxOnInvalidId", "boolean",
            lambda: _truth(yes=settings.stop_on_invalid), invalid,
        )  # fmt: skip
        yield _constant("TxCtrlr", "TxStartPoint", "MemberList", "Authorized")
        yield _constant("TxCtrlr", "TxStopPoint", "MemberList", "Authorized")
        yield self._plain("TxCtrlr", "EVConnectionTimeOut", unit="s")
        for instance in ("GetVariables", "SetVariables"):
            items = _constant("DeviceDataCtrlr", "ItemsPerMessage", "integer", "40")
            items.instance = instance
            yield items

    def _outlets(self) -> Iterator[Variable]:
        model = self._point.spec.model
        for outlet in self._point.outlets:
            yield Variable(
                "EVSE", "AvailabilityState", "OptionList",
                lambda outlet=outlet: occupancy(outlet.status.value),  # type: ignore[misc]
                evse=outlet.number,
            )  # fmt: skip
            yield Variable(
                "EVSE", "Power", "decimal",
                lambda outlet=outlet: f"{outlet.meter.power_w:.1f}",  # type: ignore[misc]
                evse=outlet.number, unit="W",
            )  # fmt: skip
            connector = "cCCS2" if model.supply == "DC" else "sType2"
            kind = _constant("Connector", "ConnectorType", "string", connector)
            kind.evse = outlet.number
            yield kind

    def _plain(self, component: str, name: str, unit: str) -> Variable:
        """A number that is kept and reported, and has no effect here."""
        return Variable(component, name, "integer", *self._keeper(name), unit=unit)

    def _keeper(self, name: str) -> tuple[Callable[[], str], Callable[[str], None]]:
        """Reads and writes what has no effect here."""

        def keep(value: str) -> None:
            self._kept[name] = value

        return lambda: self._kept[name], keep

    def _of_make(self) -> Iterator[Variable]:
        """What only this make has."""
        for component, name, kind, value, mutable, more in _MAKES.get(
            self._point.spec.model.vendor, ()
        ):
            where = f"{component}.{name}"
            self._kept[where] = value
            read, write = self._keeper(where)
            yield Variable(component, name, kind, read, write if mutable else None, **more)


def _constant(component: str, name: str, kind: str, value: str) -> Variable:
    return Variable(component, name, kind, lambda: value)


def _truth(*, yes: bool) -> str:
    return "true" if yes else "false"


def occupancy(status: str) -> str:
    """The status of a connector in OCPP 2.0.1's five words."""
    if status in ("Available", "Reserved", "Unavailable", "Faulted"):
        return status
    return "Occupied"
