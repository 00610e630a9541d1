"""Where a setting of a charge point stands, and how people write it."""

from __future__ import annotations

from collections.abc import Mapping

from controlroom.domain.values import dataclass

_SECRETS = ("password", "authorizationkey")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a variable stands in the device model; a 1.6 key is a variable without component."""

    variable: str
    component: str = ""
    evse: int = 0
    connector: int = 0
    component_instance: str = ""
    variable_instance: str = ""

    @property
    def name(self) -> str:
        """As people write it: `Component[EVSE].Variable`."""
        if not self.component:
            return self.variable
        at = f"[{self.evse}]" if self.evse else ""
        at = f"[{self.evse}.{self.connector}]" if self.connector else at
        instance = f":{self.component_instance}" if self.component_instance else ""
        of = f":{self.variable_instance}" if self.variable_instance else ""
        return f"{self.component}{at}{instance}.{self.variable}{of}"

    @property
    def key(self) -> str:
        """What tells it from others: stations are not careful about case."""
        return self.name.casefold()

    @property
    def plain(self) -> bool:
        """A command by name reaches it; others need the whole place."""
        return not (self.evse or self.component_instance or self.variable_instance)

    @property
    def secret(self) -> bool:
        """Its value is a key or a password: never shown, and changed by rotating the key."""
        return any(secret in self.variable.casefold() for secret in _SECRETS)

    def payload(self) -> dict[str, object]:
        """Component and variable as OCPP 2.0.1 writes them."""
        component: dict[str, object] = {"name": self.component}
        if self.evse:
            evse: dict[str, object] = {"id": self.evse}
            component["evse"] = evse | ({"connectorId": self.connector} if self.connector else {})
        if self.component_instance:
            component["instance"] = self.component_instance
        variable: dict[str, object] = {"name": self.variable}
        if self.variable_instance:
            variable["instance"] = self.variable_instance
        return {"component": component, "variable": variable}


def place_of(item: Mapping[str, object]) -> Place | None:
    """The place that an item of a 2.0.1 message names; None where it names none."""
    component, variable = part_of(item, "component"), part_of(item, "variable")
    if not component.get("name") or not variable.get("name"):
        return None
    evse = part_of(component, "evse")
    return Place(
        str(variable["name"]),
        str(component["name"]),
        _whole(evse.get("id")),
        _whole(evse.get("connectorId")),
        str(component.get("instance") or ""),
        str(variable.get("instance") or ""),
    )


def part_of(item: Mapping[str, object], name: str) -> Mapping[str, object]:
    """A member that is an object; an empty one where it is anything else."""
    found = item.get(name)
    return found if isinstance(found, Mapping) else {}


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
