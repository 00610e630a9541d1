"""Events of components (NotifyEvent): OCPP 2.0.1 tells of a fault apart from any status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from controlroom.domain.alarms.observation import Key, joined
from controlroom.domain.charging.events import ComponentReported
from controlroom.domain.event import Event
from controlroom.domain.values import dataclass

STOP_BUTTON = frozenset({"EmergencyStop", "CX008", "cx008"})
GROUND = frozenset({"GroundFailure", "CX002", "cx002", "CX022", "cx022"})
"""OCPP 1.6's code, and those of ChargeX: a residual current device tripped, or the isolation of
the output is too low. What is shut off so is not to be switched on again from afar."""
_TRIPPED = frozenset({"tripped", "problem"})
_NO_FINER_CODE = frozenset({"", "OtherError", "InternalError"})


@dataclass(frozen=True, slots=True)
class Component:
    """One event of a NotifyEvent, as far as alarms read it."""

    name: str
    variable: str
    code: str
    info: str
    evse: int
    connector: int
    on: bool

    @classmethod
    def of(cls, told: Mapping[str, object]) -> Component:
        component = told.get("component")
        named = component if isinstance(component, Mapping) else {}
        place = named.get("evse")
        where = place if isinstance(place, Mapping) else {}
        variable = told.get("variable")
        value = str(told.get("actualValue", "")).casefold()
        return cls(
            name=str(named.get("name", "")),
            variable=str(variable.get("name", "")) if isinstance(variable, Mapping) else "",
            code=str(told.get("techCode", "")),
            info=str(told.get("techInfo", "")),
            evse=_number(where.get("id")),
            connector=_number(where.get("connectorId")),
            on=value not in ("false", "0", "") and told.get("cleared") is not True,
        )

    @property
    def ground(self) -> bool:
        """A residual current device has tripped: its code says so, or its own component."""
        tripped = self.name.casefold() == "rcd" and self.variable.casefold() in _TRIPPED
        return self.code in GROUND or tripped

    @property
    def stop_button(self) -> bool:
        return "emergencystop" in self.name.casefold() or self.code in STOP_BUTTON

    @property
    def said(self) -> str:
        return joined(self.name, self.code, self.info)


@dataclass(frozen=True, slots=True)
class Remark:
    """What a charge point adds to a fault. Connector 0 is any of the EVSE."""

    charge_point: str
    evse: int
    connector: int
    text: str

    def about(self, key: Key, detail: str) -> bool:
        """Whether it says more than is known of a condition."""
        code, point, evse, connector = key
        return (
            (code, point, evse) == ("CON-FAULT", self.charge_point, self.evse)
            and self.connector in (0, connector)
            and detail in _NO_FINER_CODE
        )


def remarks(event: Event) -> Iterator[Remark]:
    """What components of a connector tell, beside its status that has no code in OCPP 2.0.1.

    A component that says neither a code nor a text adds nothing: a value alone is no reason.
    """
    for told in event.events if isinstance(event, ComponentReported) else ():
        component = Component.of(told)
        reason = component.code or component.info
        if component.on and component.evse and not component.stop_button and reason:
            yield Remark(event.charge_point, component.evse, component.connector, component.said)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
