"""The schemas of the ocpp package, and a lenient reading of them.

Each is compiled when it is first used; a process that serves charge points loads all of them
before, because by then there may be no file descriptor left to read one.

What we send must satisfy its schema to the letter. What a charge point sends is accepted where
its meaning survives: unknown enum values, texts too long, members nobody knows, lists too short
or too long, times without a zone, numbers out of range, null for a member that may be absent. A
sampled value may be wrong in any way: one bad sample must not take the others with it. Wrong
types and missing members are refused with the version's own code.
"""

import json
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Final, Literal, TypeAlias

import jsonschema_rs

from controlroom.domain.values import dataclass
from controlroom.wire.actions import KNOWN, UNANSWERED
from controlroom.wire.errors import ErrorCode, spelling
from controlroom.wire.frames import Payload
from controlroom.wire.version import Version

Kind: TypeAlias = Literal["request", "response"]


class Outcome(Enum):
    """What the schema says of a payload."""

    OK = "ok"
    LENIENT = "lenient"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one payload.

    ``deviations`` are sentences: what was accepted although the schema says otherwise. ``code``
    and ``reason`` are those of the CALLERROR that refuses the payload.
    """

    outcome: Outcome
    deviations: tuple[str, ...] = ()
    code: str = ""
    reason: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the payload may be acted on."""
        return self.outcome is not Outcome.REFUSED


_OK: Final = Verdict(Outcome.OK)
_MAX_DEVIATIONS: Final = 10
_MAX_QUOTED: Final = 40
_FOLDERS: Final = {Version.V16: "v16", Version.V201: "v201", Version.V21: "v21"}
_Path: TypeAlias = list[str | int]
_Validator: TypeAlias = "jsonschema_rs.Draft4Validator | jsonschema_rs.Draft6Validator"

_CODES: Final = {
    "type": ErrorCode.TYPE_CONSTRAINT,
    "required": ErrorCode.OCCURRENCE_CONSTRAINT,
    "minItems": ErrorCode.OCCURRENCE_CONSTRAINT,
    "maxItems": ErrorCode.OCCURRENCE_CONSTRAINT,
    "additionalProperties": ErrorCode.FORMAT,
}
_TOLERATED: Final = frozenset(
    {
        "enum",
        "maxLength",
        "additionalProperties",
        "minItems",
        "maxItems",
        "format",
        "minimum",
        "maximum",
        "multipleOf",
    }
)
# Seen from real charge points; the time of arrival takes its place.
_DISPENSABLE: Final = frozenset({("StatusNotification", "timestamp")})


_SENTENCES: Final = {
    "required": "{where} lacks {property}.",
    "type": "{where} must be of type {types}, not {value}.",
    "enum": "{where} has the unknown value {value}.",
    "maxLength": "{where} is longer than {limit} characters.",
    "minItems": "{where} has fewer than {limit} items.",
    "maxItems": "{where} has more than {limit} items.",
    "minimum": "{where} is below {limit}: {value}.",
    "maximum": "{where} is above {limit}: {value}.",
    "additionalProperties": "{where} has members that the schema does not know: {names}.",
    "format": "{where} is not a {format}: {value}.",
}


def check(
    version: Version, kind: Kind, action: str, payload: Payload, *, strict: bool = False
) -> Verdict:
    """The judgement of ``payload``; ``strict`` accepts nothing that the schema does not."""
    if action not in KNOWN[version]:
        return Verdict(
            Outcome.REFUSED,
            code=spelling(version, ErrorCode.NOT_IMPLEMENTED),
            reason=f"OCPP {version.number} has no action {_quoted(action)}.",
        )
    validator = _validator(version, kind, action)
    try:
        if validator.is_valid(payload):
            return _OK
        errors = list(validator.iter_errors(payload))
    except UnicodeEncodeError:
        # The validator takes UTF-8 only, which has no lone surrogates.
        payload = _readable(payload)
        errors = list(validator.iter_errors(payload))
        if not errors:
            return _OK
    if strict:
        return _refused(version, errors[0])
    if any(_is_null(error) for error in errors):
        errors = list(validator.iter_errors(_without_nulls(payload)))
        deviations = ["A member is null; it is read as absent."]
    else:
        deviations = []
    for error in errors:
        if not _is_tolerable(action, error):
            return _refused(version, error)
        if len(deviations) < _MAX_DEVIATIONS:
            deviations.append(_sentence(error))
    return Verdict(Outcome.LENIENT, tuple(deviations))


def load(version: Version) -> None:
    """Compile every schema of a version: some 20 ms."""
    for action in KNOWN[version]:
        for kind in ("request", "response"):
            if kind == "request" or action not in UNANSWERED:
                _validator(version, kind, action)


@cache
def _validator(version: Version, kind: Kind, action: str) -> _Validator:
    """The compiled schema (under 1 ms)."""
    schema = schema_of(version, kind, action)
    build: Callable[..., _Validator] = (
        jsonschema_rs.Draft4Validator
        if "draft-04" in schema["$schema"]
        else jsonschema_rs.Draft6Validator
    )
    return build(schema, validate_formats=True)


def schema_of(version: Version, kind: Kind, action: str) -> dict[str, Any]:
    """The JSON schema as the ocpp package carries it.

    Read from the top package, because importing ``ocpp.v16`` costs a second of start-up.
    """
    if kind == "response":
        suffix = "Response"
    else:
        suffix = "" if version is Version.V16 or action in UNANSWERED else "Request"
    file = files("ocpp") / _FOLDERS[version] / "schemas" / f"{action}{suffix}.json"
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8-sig"))
    return schema


def _is_tolerable(action: str, error: jsonschema_rs.ValidationError) -> bool:
    keyword, path = error.kind.name, error.instance_path
    if keyword in _TOLERATED or _is_in_sample(path) or "customData" in path:
        return True
    if keyword == "required":
        return (action, error.kind.as_dict()["property"]) in _DISPENSABLE
    # 1000.0 is a whole number to everybody but JSON schema draft 4.
    return (
        keyword == "type"
        and isinstance(error.instance, float)
        and error.instance.is_integer()
        and "integer" in error.kind.as_dict()["types"]
    )


def _is_in_sample(path: _Path) -> bool:
    return any(name == "sampledValue" and isinstance(index, int) for name, index in pairwise(path))


def _is_null(error: jsonschema_rs.ValidationError) -> bool:
    return error.kind.name == "type" and error.instance is None


def _without_nulls(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_nulls(item) for item in value]
    return value


def _readable(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """The value with lone surrogates replaced: as long as before, and UTF-8 can say it."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_readable(key): _readable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_readable(item) for item in value]
    return value


def _refused(version: Version, error: jsonschema_rs.ValidationError) -> Verdict:
    code = _CODES.get(error.kind.name, ErrorCode.PROPERTY_CONSTRAINT)
    if code is ErrorCode.TYPE_CONSTRAINT and not error.instance_path:
        code = ErrorCode.FORMAT
    return Verdict(Outcome.REFUSED, code=spelling(version, code), reason=_sentence(error))


def _sentence(error: jsonschema_rs.ValidationError) -> str:
    """What is wrong and where. Texts are cut: a charge point writes as much as it likes."""
    limits = error.kind.as_dict()
    names = limits.get("unexpected", ())[:3]
    template = _SENTENCES.get(error.kind.name, "{where} does not satisfy {keyword}: {value}.")
    return template.format(
        where="".join(_steps(error.instance_path)).removeprefix(".") or "The payload",
        value=_quoted(error.instance),
        keyword=error.kind.name,
        limit=limits.get("limit"),
        format=limits.get("format"),
        property=limits.get("property"),
        types=" or ".join(limits.get("types", ())),
        names=", ".join(_quoted(name) for name in names),
    )


def _steps(path: _Path) -> Iterator[str]:
    for step in path:
        yield f"[{step}]" if isinstance(step, int) else f".{step[:_MAX_QUOTED]}"


def _quoted(value: object) -> str:
    text = json.dumps(value)
    return text if len(text) <= _MAX_QUOTED else f"{text[:_MAX_QUOTED]}…"
