"""Secrets out of what is kept: passwords, keys, and what an address carries beside its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from controlroom.domain.charging.wishes import Wish, wish_of

MASK: Final = "***"
NAMES: Final = ("password", "passphrase", "authorizationkey", "secret", "simpin")
"""What a member, a key or a variable is called that holds one: these stand in its name."""
_VALUES: Final = frozenset({"value", "attributeValue", "data"})
# The last @ ends it: people write a password as it is, with slashes. A port is none.
_USERINFO: Final = re.compile(
    r'(?P<before>://[^/?#\s:@"]*:)(?!\d{1,5}(?:[/?#\s"]|$))(?P<hidden>[^\s"]*)(?=@)'
)
_QUERY: Final = re.compile(r'(?P<before>://[^\s"?#]*\?)(?P<hidden>[^\s"#]+)')
_WORDS: Final = re.compile(r'[^\s"{}\[\]:=,;&/@?]+')
"""What a document that is hidden as a whole is made of: one of them is the secret."""
_LEAST = 4
"""Characters of a secret that is looked for in what others say: fewer stand there by chance."""


class Masking:
    """Masks values, and remembers what it masked."""

    def __init__(self) -> None:
        self.secrets: list[object] = []

    def value(self, value: Any, *, secret: bool = False) -> Any:  # noqa: ANN401 - any JSON
        """`secret`: the value belongs to a key or a variable that is one."""
        if isinstance(value, str):
            # DataTransfer carries whole documents as text.
            if is_secret(value) and any(mark in value for mark in ":={"):
                self.secrets.extend(_WORDS.findall(value))
                return self.hide(value)
            return self._address(value)
        if isinstance(value, list | tuple):
            return [self.value(item, secret=secret) for item in value]
        if not isinstance(value, Mapping):
            return value
        secret = secret or is_secret(value.get("key")) or is_secret(_name(value.get("variable")))
        hidden = _VALUES if secret else frozenset({"key"}) if "password" in value else frozenset()
        return {
            name: self.hide(item)
            if name in hidden or is_secret(name)
            else self.value(item, secret=secret)
            for name, item in value.items()
        }

    def hide(self, value: object) -> str:
        self.secrets.append(value)
        return MASK

    def _address(self, text: str) -> str:
        """Texts without the password of an address, and without the values of its query."""
        if "://" not in text:
            return text
        text = _USERINFO.sub(lambda found: found["before"] + self.hide(found["hidden"]), text)
        return _QUERY.sub(lambda found: found["before"] + self._query(found["hidden"]), text)

    def _query(self, query: str) -> str:
        """Of a query what its values are called: a signed address is as good as a password."""
        parts = []
        for part in query.split("&"):
            name, equals, value = part.partition("=")
            parts.append(f"{name}={self.hide(value)}" if equals else self.hide(part))
        return "&".join(parts)

    def said(self, value: Any) -> Any:  # noqa: ANN401 - any JSON
        """What somebody says who knows the secrets, without them."""
        if isinstance(value, str):
            for secret in sorted(map(str, self.secrets), key=len, reverse=True):
                if len(secret) >= _LEAST:
                    value = value.replace(secret, MASK)
            return value
        if isinstance(value, list | tuple):
            return [self.said(item) for item in value]
        if isinstance(value, Mapping):
            return {name: self.said(item) for name, item in value.items()}
        return value


def masked_payload(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The payload of a message, its secrets replaced: answers and reports are kept for good."""
    hidden: dict[str, Any] = Masking().value(dict(payload))
    return hidden


def masked_wish(wish: Wish) -> tuple[Wish, Masking]:
    """A wish as it is kept, and what was masked in its arguments."""
    masking, arguments = Masking(), wish.arguments()
    if wish.secret:
        kept: dict[str, Any] = {name: masking.hide(value) for name, value in arguments.items()}
    else:
        kept = masking.value(arguments)
    return (wish_of(wish.verb, kept) if masking.secrets else wish), masking


def _name(part: object) -> object:
    return part.get("name") if isinstance(part, Mapping) else None


def is_secret(name: object) -> bool:
    return isinstance(name, str) and any(secret in name.casefold() for secret in NAMES)
