"""Everything that the schemas let a charge point say is taken and answered by the schemas."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from controlroom.central_system.v16 import DIALECT as V16
from controlroom.central_system.v201 import DIALECT as V201
from controlroom.domain.charging.events import MessageKept
from controlroom.wire.actions import FROM_CHARGE_POINT
from controlroom.wire.frames import Payload
from controlroom.wire.validators import check, schema_of
from controlroom.wire.version import Version
from tests.central_system.doubles import serving

VERSIONS = (Version.V16, Version.V201)
BOOT = {
    Version.V16: {"chargePointVendor": "V", "chargePointModel": "M"},
    Version.V201: {"reason": "PowerUp", "chargingStation": {"vendorName": "V", "model": "M"}},
}


class Builder:
    """Payloads of a schema: `whole` with every member, `turn` picks among enumerated values."""

    def __init__(self, schema: dict[str, Any], *, whole: bool, turn: int = 0) -> None:
        self._schema = schema
        self._whole = whole
        self._turn = turn

    def payload(self) -> Payload:
        made: Payload = self._made(self._schema, "")
        return made

    def _made(self, schema: dict[str, Any], name: str) -> Any:  # noqa: PLR0911 - one line a type
        if "$ref" in schema:
            return self._made(self._schema["definitions"][schema["$ref"].split("/")[-1]], name)
        if "enum" in schema:
            return schema["enum"][self._turn % len(schema["enum"])]
        match schema.get("type"):
            case "object":
                wanted = schema.get("required", ())
                members = schema.get("properties", {}).items()
                return {
                    key: self._made(member, key)
                    for key, member in members
                    if key in wanted or (self._whole and key != "customData")
                }
            case "array":
                return [self._made(schema["items"], name)]
            case "integer":
                return 1
            case "number":
                return 1.5
            case "boolean":
                return True
            case "string" if schema.get("format") == "date-time":
                return "2026-03-01T12:00:00Z"
        # In 1.6 a sampled value is a text.
        return "7" if name == "value" else "x"


def variety(schema: object) -> int:
    """The length of the longest enumeration."""
    if isinstance(schema, dict):
        enumerated = schema.get("enum")
        inside = [variety(member) for member in schema.values()]
        return max([len(enumerated) if isinstance(enumerated, list) else 1, *inside])
    if isinstance(schema, list):
        return max([1, *(variety(member) for member in schema)])
    return 1


def shapes(version: Version, action: str) -> Iterator[Payload]:
    """The least that the schema asks for, and all it allows with each enumerated value."""
    schema = schema_of(version, "request", action)
    yield Builder(schema, whole=False).payload()
    for turn in range(variety(schema)):
        yield Builder(schema, whole=True, turn=turn).payload()


@pytest.mark.parametrize("version", VERSIONS)
async def test_whatever_a_charge_point_may_say_is_taken(version: Version) -> None:
    """No request that the schema allows is NotSupported or NotImplemented."""
    async with serving() as rig, rig.station(version=version.number) as station:
        assert (await station.call("BootNotification", BOOT[version]))["status"] == "Accepted"
        for action in sorted(FROM_CHARGE_POINT[version] - {"BootNotification"}):
            before = len(rig.memory.events)
            for payload in shapes(version, action):
                assert check(version, "request", action, payload, strict=True).accepted
                answer = await station.call(action, payload)
                assert isinstance(answer, dict), (action, payload, answer)
                verdict = check(version, "response", action, answer, strict=True)
                assert verdict.accepted, (action, answer, verdict)
            assert (len(rig.memory.events) > before) is (action != "Heartbeat"), action
        assert await station.is_heard()
        assert rig.memory.of(MessageKept) == [], "each is kept as what it is"


@pytest.mark.parametrize("dialect", (V16, V201))
def test_a_dialect_answers_what_its_version_lets_a_charge_point_say(dialect: Any) -> None:
    assert set(dialect.handlers) == FROM_CHARGE_POINT[dialect.version]
    lacking = dict(itertools.islice(dialect.handlers.items(), 3))
    with pytest.raises(ValueError, match="StatusNotification"):
        type(dialect)(dialect.version, lacking, dialect.say, waits_for_boot=False)
