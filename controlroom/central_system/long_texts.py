"""Texts of messages, cut where they are longer than anything that OCPP says in one."""

from typing import Any, Final

LONGEST: Final = 16_384
"""Bytes of one text in UTF-8. Certificate requests, the longest there are, have 11,000."""
_END: Final = "…"


def cut_text(text: str) -> str:
    """The text, or its beginning."""
    if len(text) <= LONGEST // 4:  # four bytes a character at most
        return text
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw) <= LONGEST:
        return text
    end = LONGEST - len(_END.encode())
    while end and raw[end] & 0xC0 == 0x80:  # in the middle of a character
        end -= 1
    return raw[:end].decode("utf-8", "surrogatepass") + _END


def cut_texts(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """The same JSON, each text in it cut; the very same where none is too long."""
    if isinstance(value, str):
        return cut_text(value)
    if isinstance(value, list):
        items = [cut_texts(item) for item in value]
        return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    if isinstance(value, dict):
        members = {cut_text(name): cut_texts(item) for name, item in value.items()}
        same = all(value.get(name) is item for name, item in members.items())
        return value if same else members
    return value
