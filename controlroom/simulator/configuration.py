"""Configuration keys of OCPP 1.6: the standard's, and what each make adds in its own way.

Makes and their keys are invented; the ways are not. Some keys only take effect after a
restart, some are for reading, one make writes booleans in capitals, one keeps a limit
that the standard does not know, and one leaves out keys that the standard demands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.dialect import MEASURANDS
from controlroom.simulator.profile import StationModel
from controlroom.wire.frames import Payload


@dataclass(frozen=True, slots=True)
class Key:
    """A configuration key. `kind`: what its value must look like."""

    value: str
    kind: str = "text"
    readonly: bool = False
    reboot: bool = False
    """A new value takes effect after a restart."""
    least: int = 0
    most: int = 999_999_999

    def fits(self, value: str) -> bool:
        """Whether the station takes a value."""
        match self.kind:
            case "number":
                digits = value.isascii() and value.isdigit() and len(value) <= 9
                return digits and self.least <= int(value) <= self.most
            case "bool":
                return value.lower() in ("true", "false")
            case "measurands":
                return all(name in MEASURANDS for name in value.split(","))
        return True


_STANDARD = {
    "AuthorizeRemoteTxRequests": Key("false", "bool"),
    "ConnectionTimeOut": Key("60", "number"),
    "GetConfigurationMaxKeys": Key("50", "number", readonly=True),
    "HeartbeatInterval": Key("300", "number"),
    "LocalAuthorizeOffline": Key("true", "bool"),
    "LocalPreAuthorize": Key("false", "bool"),
    "MeterValueSampleInterval": Key("60", "number"),
    "MeterValuesSampledData": Key(",".join(MEASURANDS), "measurands"),
    "NumberOfConnectors": Key("1", "number", readonly=True),
    "ReserveConnectorZeroSupported": Key("true", "bool", readonly=True),
    "ResetRetries": Key("1", "number"),
    "SecurityProfile": Key("1", "number", readonly=True),
    "StopTransactionOnEVSideDisconnect": Key("true", "bool", readonly=True),
    "StopTransactionOnInvalidId": Key("true", "bool"),
    "SupportedFeatureProfiles": Key("Core,RemoteTrigger,Reservation", readonly=True),
    "TransactionMessageAttempts": Key("3", "number", readonly=True),
    "UnlockConnectorOnEVSideDisconnect": Key("true", "bool", readonly=True),
}

_OF_MAKES: Mapping[str, Mapping[str, Key]] = {
    "Voltberg": {
        "VB_CurrentLimit": Key("16", "number", least=6, most=32),
        "VB_LedBrightness": Key("80", "number", most=100),
        "VB_CableLock": Key("FALSE", "bool"),
        "VB_WifiSsid": Key("", reboot=True),
        "VB_Uptime": Key("86400", "number", readonly=True),
    },
    "Kraftsken": {
        "KraftskenLoadBalancing": Key("true", "bool", reboot=True),
        "KraftskenStationLimit": Key("32", "number", least=6, most=63),
        "KraftskenApn": Key("m2m.example", reboot=True),
        "KraftskenModem": Key("-79 dBm, 4G", readonly=True),
        "WebSocketPingInterval": Key("60", "number", reboot=True),
    },
    "Ampverk": {
        # This make puts the interval into effect only when it starts.
        "MeterValueSampleInterval": Key("60", "number", reboot=True),
        "AV.Display.Language": Key("sv"),
        "AV.PowerModule.Count": Key("8", "number", readonly=True),
        "AV.Fan.NightMode": Key("false", "bool"),
        "AV.Ocpp.OfflineQueue": Key("5000", "number", readonly=True),
    },
    "Fjällström": {
        "FjsTariffText": Key(""),
        "FjsCcsPreheat": Key("true", "bool", reboot=True),
        "FjsMaxPower": Key("0", "number", most=350_000),
        "FjsFirmwareChannel": Key("stable", readonly=True),
    },
}
_LACKS: Mapping[str, frozenset[str]] = {
    "Voltberg": frozenset({"LocalPreAuthorize", "ResetRetries", "GetConfigurationMaxKeys"}),
}
"""Keys that a make does not have, though the standard demands them."""


class Configuration:
    """The keys of one station and their values."""

    def __init__(self, point: ChargePoint) -> None:
        self._point = point
        self._keys = _keys(point.spec.model, len(point.outlets), secured=point.key is not None)
        self._values = {name: key.value for name, key in self._keys.items()}

    @property
    def measurands(self) -> tuple[str, ...]:
        """What a meter value tells."""
        return tuple(self._values["MeterValuesSampledData"].split(","))

    def tell(self, names: list[str] | None) -> Payload:
        """The answer to GetConfiguration; without names, all."""
        asked = names or sorted(self._keys)
        found = [
            {"key": name, "readonly": self._keys[name].readonly, "value": self._read(name)}
            for name in asked
            if name in self._keys
        ]
        unknown = [name for name in asked if name not in self._keys]
        return {"configurationKey": found} | ({"unknownKey": unknown} if unknown else {})

    def _read(self, name: str) -> str:
        if name == "HeartbeatInterval":
            return str(self._point.settings.heartbeat_s)
        return self._values[name]

    def change(self, name: str, value: str) -> str:
        """Give a key a value; answers OCPP's status."""
        if name == "AuthorizationKey":
            self._point.change_key(value)
            return "Accepted"
        key = self._keys.get(name)
        if key is None:
            return "NotSupported"
        if key.readonly or not key.fits(value):
            return "Rejected"
        self._values[name] = value
        if key.reboot:
            self._point.at_restart[name] = partial(self._take_effect, name, value)
            return "RebootRequired"
        self._take_effect(name, value)
        return "Accepted"

    def _take_effect(self, name: str, value: str) -> None:
        settings = self._point.settings
        match name:
            case "HeartbeatInterval":
                settings.heartbeat_s = int(value)
            case "MeterValueSampleInterval":
                settings.sample_s = int(value)
                self._point.sampling_changed()
            case "AuthorizeRemoteTxRequests":
                settings.authorise_remote = value.lower() == "true"
            case "LocalAuthorizeOffline":
                settings.starts_offline = value.lower() == "true"
            case "StopTransactionOnInvalidId":
                settings.stop_on_invalid = value.lower() == "true"


def _keys(model: StationModel, outlets: int, *, secured: bool) -> dict[str, Key]:
    """Every key of a station as it left the factory."""
    found = {**_STANDARD, **_OF_MAKES.get(model.vendor, {})}
    factory = {
        "NumberOfConnectors": str(outlets),
        "MeterValueSampleInterval": str(model.sample_s),
        "SecurityProfile": "1" if secured else "0",
    }
    lacks = _LACKS.get(model.vendor, frozenset())
    return {
        name: replace(key, value=factory.get(name, key.value))
        for name, key in found.items()
        if name not in lacks
    }
