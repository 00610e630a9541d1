"""Secrets out of frames, before anything keeps them.

A look at the bytes tells whether a frame can hold a secret at all; most cannot, and cost no
more than that look.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from controlroom.wire.frames import Malformed, decode

MASK: Final = "***"
_NAMES: Final = ("password", "authorizationkey")
_VALUES: Final = frozenset({"value", "attributeValue", "data"})
_USERINFO: Final = re.compile(r"(://[^/?#\s:@]*:)[^/?#\s]*@")


def masked(raw: bytes) -> str:
    """The frame as text, its secrets replaced by asterisks."""
    lowered = raw.lower()
    if not (
        b"password" in lowered
        or b"authorizationkey" in lowered
        or b"://" in lowered
        or b"\\u" in lowered
    ):
        return raw.decode("utf-8", "replace")
    text = raw.decode("utf-8", "replace").removeprefix("\ufeff")
    if isinstance(decode(raw), Malformed):
        # What cannot be read cannot be searched either.
        if _is_secret(text):
            return f"{MASK} ({len(raw)} bytes that are no frame and name a secret)"
        return _USERINFO.sub(rf"\1{MASK}@", text)
    return json.dumps(_masked(json.loads(text, strict=False)), separators=(",", ":"))


def masked_payload(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The payload of a message, its secrets replaced: answers and reports are kept for good."""
    hidden: dict[str, Any] = _masked(dict(payload))
    return hidden


def _masked(value: Any, *, secret: bool = False) -> Any:  # noqa: ANN401 - any JSON
    """`secret`: the value belongs to a key or a variable that is one."""
    if isinstance(value, str):
        # DataTransfer carries whole documents as text.
        if _is_secret(value) and any(mark in value for mark in ":={"):
            return MASK
        return _USERINFO.sub(rf"\1{MASK}@", value)
    if isinstance(value, list):
        return [_masked(item, secret=secret) for item in value]
    if not isinstance(value, dict):
        return value
    secret = secret or _is_secret(value.get("key")) or _is_secret(_name(value.get("variable")))
    hidden = _VALUES if secret else frozenset({"key"}) if "password" in value else frozenset()
    return {
        name: MASK if name in hidden or _is_secret(name) else _masked(item, secret=secret)
        for name, item in value.items()
    }


def _name(part: object) -> object:
    return part.get("name") if isinstance(part, dict) else None


def _is_secret(name: object) -> bool:
    return isinstance(name, str) and any(secret in name.casefold() for secret in _NAMES)
