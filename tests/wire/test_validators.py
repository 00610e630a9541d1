import errno
import importlib.resources
import subprocess
import sys

import pytest

from controlroom.wire import validators
from controlroom.wire.actions import FROM_CHARGE_POINT, KNOWN, TO_CHARGE_POINT, UNANSWERED
from controlroom.wire.errors import ErrorCode, spelling
from controlroom.wire.validators import Outcome, check, schema_of
from controlroom.wire.version import Version
from tests.wire.vectors import STRICT, V16, V201, VECTORS, Vector, meter_16, start_16, status_16


def _id(vector: Vector) -> str:
    return f"{vector.version.number} {vector.action} {vector.name}"


@pytest.mark.parametrize("vector", VECTORS, ids=_id)
def test_what_a_charge_point_says(vector: Vector) -> None:
    verdict = check(vector.version, vector.kind, vector.action, vector.payload)
    assert verdict.outcome is vector.outcome, verdict
    assert verdict.code == vector.code
    assert bool(verdict.deviations) == (vector.outcome is Outcome.LENIENT)
    assert bool(verdict.reason) == (vector.outcome is Outcome.REFUSED)
    assert verdict.accepted == (vector.outcome is not Outcome.REFUSED)


@pytest.mark.parametrize("vector", STRICT, ids=_id)
def test_what_we_say(vector: Vector) -> None:
    verdict = check(vector.version, vector.kind, vector.action, vector.payload, strict=True)
    assert verdict.outcome is vector.outcome, verdict
    assert verdict.code == vector.code


@pytest.mark.parametrize("vector", [v for v in VECTORS if v.outcome is Outcome.LENIENT], ids=_id)
def test_we_never_say_what_we_only_tolerate(vector: Vector) -> None:
    verdict = check(vector.version, vector.kind, vector.action, vector.payload, strict=True)
    if "\ud800" in str(vector.payload):
        pytest.skip("a lone surrogate is measured by its replacement")
    assert verdict.outcome is Outcome.REFUSED


def test_a_payload_is_judged_and_left_alone() -> None:
    payload = status_16(info=None, x="\ud800")
    check(V16, "request", "StatusNotification", payload)
    assert payload == status_16(info=None, x="\ud800")


def test_the_sentence_names_the_path() -> None:
    payload = meter_16({"value": "1"})
    payload["meterValue"].append({"timestamp": 5, "sampledValue": []})
    verdict = check(V16, "request", "MeterValues", payload)
    assert verdict.reason == "meterValue[1].timestamp must be of type string, not 5."
    assert check(V16, "request", "StartTransaction", {}).reason == "The payload lacks connectorId."


def test_a_sentence_is_short_whatever_a_charge_point_writes() -> None:
    payload = start_16(meterStart="x" * 10_000) | {f"k{'y' * 5000}{i}": 1 for i in range(5)}
    verdict = check(V16, "request", "StartTransaction", payload)
    assert len(verdict.reason) < 200
    verdict = check(V16, "request", "StartTransaction", payload | {"meterStart": 1})
    assert all(len(deviation) < 250 for deviation in verdict.deviations)


def test_deviations_are_not_counted_without_end() -> None:
    verdict = check(V16, "request", "MeterValues", meter_16(*[{"value": 1}] * 500))
    assert verdict.outcome is Outcome.LENIENT
    assert len(verdict.deviations) == 10


@pytest.mark.parametrize(
    ("version", "known", "answered", "sent"),
    ((Version.V16, 39, 14, 26), (Version.V201, 64, 25, 40), (Version.V21, 91, 38, 54)),
)
def test_the_tables_name_what_the_schemas_hold(
    version: Version, known: int, answered: int, sent: int
) -> None:
    folder = {"ocpp1.6": "v16", "ocpp2.0.1": "v201", "ocpp2.1": "v21"}[version.subprotocol]
    files = [f.name for f in (importlib.resources.files("ocpp") / folder / "schemas").iterdir()]
    actions = {
        name.removesuffix(".json").removesuffix("Request")
        for name in files
        if not name.endswith("Response.json")
    }
    assert actions == KNOWN[version]
    assert len(KNOWN[version]) == known
    assert len(FROM_CHARGE_POINT[version]) == answered
    assert len(TO_CHARGE_POINT[version]) == sent
    assert FROM_CHARGE_POINT[version] & TO_CHARGE_POINT[version] == {"DataTransfer"}


@pytest.mark.parametrize("version", list(Version))
def test_every_schema_compiles(version: Version) -> None:
    for action in KNOWN[version]:
        check(version, "request", action, {})
        if action not in UNANSWERED:
            check(version, "response", action, {})
            assert schema_of(version, "response", action)["type"] == "object"


def test_each_version_spells_its_errors() -> None:
    spelt = spelling(V16, ErrorCode.OCCURRENCE_CONSTRAINT), spelling(V16, ErrorCode.FORMAT)
    assert spelt == ("OccurenceConstraintViolation", "FormationViolation")
    spelt = spelling(V201, ErrorCode.OCCURRENCE_CONSTRAINT), spelling(V201, ErrorCode.FORMAT)
    assert spelt == ("OccurrenceConstraintViolation", "FormatViolation")
    for version in Version:
        assert all(spelling(version, code) for code in ErrorCode)


def test_the_slow_package_is_not_imported() -> None:
    program = (
        "import sys\n"
        "from controlroom.wire.validators import check\n"
        "from controlroom.wire.version import Version\n"
        "check(Version.V16, 'request', 'Heartbeat', {})\n"
        "assert not [m for m in sys.modules if m.startswith('ocpp.') or m == 'jsonschema']\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=30)


@pytest.mark.parametrize("version", tuple(Version))
def test_nothing_is_read_from_disk_once_a_version_is_loaded(
    version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    validators.load(version)

    def fail(*_arguments: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(validators, "schema_of", fail)
    for action in KNOWN[version] - UNANSWERED:
        check(version, "request", action, {})
        check(version, "response", action, {})
