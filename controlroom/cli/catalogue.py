"""Every command: the module that knows it, and what it is for.

Its own file, without imports, so that `--help` lists them all and a command imports one module:
a script that asks for the status a thousand times a day need not pay for the invoices each time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Known(NamedTuple):
    """A command, or a noun with verbs of its own."""

    module: str
    """In `controlroom.cli`; it adds all of its commands at once."""
    about: str


COMMANDS: Final[Mapping[str, Known]] = {
    "serve": Known(
        "serving", "run the central system and the consumers without a window, until SIGTERM"
    ),
    "simulate": Known(
        "serving", "play a fleet of charge points against a central system, until Ctrl+C"
    ),
    "demo": Known("desk", "open the control room on a made-up Swedish network that lives"),
    "status": Known("status", "show every connector as it is now"),
    "events": Known("events", "print the journal"),
    "send": Known(
        "send",
        "send one CALL in the words of the charge point's OCPP version, and await its answer",
    ),
    "log": Known("frames", "what went over the wire"),
    "charge-point": Known("charge_points", "charge points and the door that they knock at"),
    "site": Known("sites", "places with charge points"),
    "customer": Known("customers", "who is charged for energy"),
    "token": Known("customers", "cards and other id tokens"),
    "tariff": Known("tariffs", "what charging costs, in SEK excluding VAT"),
    "session": Known("sessions", "what was charged, and what is being charged"),
    "alarm": Known("alarms", "what needs somebody's action"),
    "company": Known("company", "the company that stands on the invoices"),
    "invoice": Known("invoices", "the month's invoices"),
    "user": Known("users", "people who sign in at the desktop"),
    "database": Known("database", "care of what is stored"),
}
