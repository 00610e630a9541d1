"""What a person entered about a site, as the fields of `Site`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from math import sqrt

from controlroom.domain.charging.charge_point import SiteKind
from controlroom.domain.errors import InvalidValue
from controlroom.domain.user_input import decimal, degrees, written

VOLTS = 400
"""Between two phases of the three-phase grid, 230 V to neutral."""
LONGEST = 200
_MOST_W = 100_000_000
_FUSE = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*(a|w|kw)?", re.IGNORECASE)
_LINK = re.compile(r"(?:https?|rtsps?)://[^\s/]+(?:/\S*)?", re.IGNORECASE)


def watts(amperes: float) -> int:
    """Power of a three-phase main fuse: √3 · 400 V · A."""
    return round(sqrt(3) * VOLTS * amperes)


def amperes(power_w: int) -> float:
    """The other way round."""
    return power_w / (sqrt(3) * VOLTS)


def fuse(text: str, unit: str = "w") -> int | None:
    """A main fuse in watts; written as "63 A", "43.6 kW", or a bare number of `unit`.

    None where nothing is written. Raises InvalidValue.
    """
    if not text.strip():
        return None
    match = _FUSE.fullmatch(text.strip())
    if match is None:
        raise InvalidValue("not-a-fuse", value=text)
    value = float(decimal("fuse", match[1].replace(",", ".")))
    wanted = (match[2] or unit).lower()
    power_w = watts(value) if wanted == "a" else round(value * (1000 if wanted == "kw" else 1))
    if not 0 < power_w <= _MOST_W:
        raise InvalidValue("not-a-fuse", value=text)
    return power_w


def camera(text: str) -> str:
    """A link that a browser or player opens; nothing that a shell or the file system would."""
    text = written("camera", text, LONGEST)
    if text and _LINK.fullmatch(text) is None:
        raise InvalidValue("not-a-link", value=text)
    return text


def kind(text: str) -> SiteKind:
    try:
        return SiteKind(text.lower())
    except ValueError as failure:
        known = ", ".join(kind.value for kind in SiteKind)
        raise InvalidValue("not-a-kind", value=text[:60], known=known) from failure


def name(text: str) -> str:
    """A site is found by its name, so it has one."""
    text = written("site", text, most=100)
    if not text:
        raise InvalidValue("nameless", who="site")
    return text


def _position(which: str) -> Callable[[str], float | None]:
    def read(text: str) -> float | None:
        return degrees(which, text.strip(), f"--{which}") if text.strip() else None

    return read


def _plain(which: str, most: int = LONGEST) -> Callable[[str], str]:
    def read(text: str) -> str:
        return written(which.replace("_", " "), text, most)

    return read


FIELDS: Mapping[str, Callable[[str], object]] = {
    "kind": kind,
    "place": _plain("place", 100),
    "latitude": _position("latitude"),
    "longitude": _position("longitude"),
    "fuse_w": fuse,
    "host": _plain("host", 100),
    "phone": _plain("phone", 40),
    "access_code": _plain("access_code", 100),
    "grid_owner": _plain("grid_owner", 100),
    "installation_id": _plain("installation_id", 40),
    "uplink": _plain("uplink", 100),
    "electrician": _plain("electrician", 100),
    "electrician_phone": _plain("electrician_phone", 40),
    "camera": camera,
}
"""How each field of `Site` but its name is read; "" empties it."""


def given(texts: Mapping[str, str]) -> dict[str, object]:
    """The fields that are given, as `Site` takes them. Raises InvalidValue."""
    return {name: FIELDS[name](text) for name, text in texts.items()}
