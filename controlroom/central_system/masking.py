"""Secrets out of frames, before anything keeps them.

A look at the bytes tells whether a frame can hold a secret at all; most cannot, and cost no
more than that look.
"""

import json
import re
from typing import Final

from controlroom.domain.charging.masking import MASK, NAMES, Masking, is_secret
from controlroom.wire.frames import Malformed, decode

_SUSPECT: Final = re.compile(rb"://|\\u|" + b"|".join(name.encode() for name in NAMES))
"""A letter may be written as an escape."""


def masked(raw: bytes) -> str:
    """The frame as text, its secrets replaced by asterisks."""
    if _SUSPECT.search(raw.lower()) is None:
        return raw.decode("utf-8", "replace")
    text = raw.decode("utf-8", "replace").removeprefix("\ufeff")
    if isinstance(decode(raw), Malformed):
        # What cannot be read cannot be searched either.
        if is_secret(text):
            return f"{MASK} ({len(raw)} bytes that are no frame and name a secret)"
        return str(Masking().value(text))
    return json.dumps(Masking().value(json.loads(text, strict=False)), separators=(",", ":"))
