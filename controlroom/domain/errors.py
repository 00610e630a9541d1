"""The exceptions of controlroom. Each carries a key and what fills it, not a sentence.

::

    ControlroomError
    ├── InvalidValue          what a person or a file gave cannot be used
    │   └── InvalidCommand    a wish that the charge point's version cannot express
    ├── NotFound              it is not there
    ├── AlreadyExists         it is there already
    ├── Refused               allowed in principle, not now or not by you
    │   ├── Forbidden         whoever asks has no right to it
    │   └── InvoiceRefused    the law asks for more before this may be invoiced
    ├── EventRefused          the store cannot keep an event as what it is
    ├── StoreUnavailable      the database cannot be reached, read or written now
    │   ├── DatabaseNewer     a newer program made it
    │   └── LinkElsewhere     the charge point has connected to another process since
    ├── PortInUse             somebody else listens there
    └── NotDelivered          a command did not reach its charge point

The sentences stand in the catalogues of `controlroom.words`, in Swedish and English.
"""

from __future__ import annotations

from collections.abc import Iterable

from typing_extensions import override


class ControlroomError(Exception):
    """`key` names a sentence of the catalogues; `placeholders` fill it, or are errors in turn."""

    def __init__(self, key: str, **placeholders: object) -> None:
        super().__init__(key)
        self.key = key
        self.placeholders = placeholders

    @override
    def __str__(self) -> str:
        """The key and its fields: `words.texts.Texts.error` has the sentence."""
        told = ", ".join(f"{name}={value}" for name, value in self.placeholders.items())
        return f"{self.key}: {told}" if told else self.key


class InvalidValue(ControlroomError):
    pass


class InvalidCommand(InvalidValue):
    pass


class NotFound(ControlroomError):
    pass


class AlreadyExists(ControlroomError):
    pass


class Refused(ControlroomError):
    pass


class Forbidden(Refused):
    """`who` asks, by the role where it has one; `allowed` are the roles that have the right."""

    def __init__(self, who: str, allowed: Iterable[str]) -> None:
        super().__init__("not-allowed", role=who, allowed=" / ".join(allowed))


class InvoiceRefused(Refused):
    pass


class EventRefused(ControlroomError):
    pass


class StoreUnavailable(ControlroomError):
    pass


class DatabaseNewer(StoreUnavailable):
    pass


class LinkElsewhere(StoreUnavailable):
    """What came over the older link is not stored: it is sent again over the newer one."""


class PortInUse(ControlroomError):
    pass


class NotDelivered(ControlroomError):
    pass
