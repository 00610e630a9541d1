"""Whom to thank, as one line: what tile files say of it is often markup."""

from __future__ import annotations

import re
from html import unescape

from controlroom.words.plain import plain

LONGEST = 120


def one_line(said: object) -> str:
    """Plain text of what a file or a person wrote, without tags; "" where it is no text."""
    if not isinstance(said, str):
        return ""
    bare = re.sub(r"<[^<>]{0,1000}>", "", said[:4000])
    return plain(" ".join(plain(unescape(bare), 4000).split()), LONGEST)
