"""The tables, one file a noun. Everything that the program stores is here, nothing is elsewhere.

Constraints carry names, so that a later migration can speak of them and a
failure can be told apart by them.
"""

from __future__ import annotations

from controlroom.store.schema.alarms import alarm
from controlroom.store.schema.base import metadata
from controlroom.store.schema.charge_points import (
    allowance,
    charge_point,
    connector,
    credential,
    knock,
    link,
    registration,
    server,
    site,
)
from controlroom.store.schema.commands import command, command_secret
from controlroom.store.schema.consumers import consumer, consumer_state
from controlroom.store.schema.customers import customer, token
from controlroom.store.schema.invoices import (
    company,
    invoice,
    invoice_counter,
    invoice_session,
    picture,
)
from controlroom.store.schema.journal import (
    ABOUT_POINT_SQL,
    journal,
    journal_head,
    meter_value,
    state_position,
    writer,
)
from controlroom.store.schema.messages import message_log
from controlroom.store.schema.sessions import quarter_hour, session, session_price, session_review
from controlroom.store.schema.tariffs import tariff
from controlroom.store.schema.users import account, sign_in

VERSION = "0017"
"""The newest migration: what this program reads and writes."""

__all__ = [
    "ABOUT_POINT_SQL",
    "VERSION",
    "account",
    "alarm",
    "allowance",
    "charge_point",
    "command",
    "command_secret",
    "company",
    "connector",
    "consumer",
    "consumer_state",
    "credential",
    "customer",
    "invoice",
    "invoice_counter",
    "invoice_session",
    "journal",
    "journal_head",
    "knock",
    "link",
    "message_log",
    "metadata",
    "meter_value",
    "picture",
    "quarter_hour",
    "registration",
    "server",
    "session",
    "session_price",
    "session_review",
    "sign_in",
    "site",
    "state_position",
    "tariff",
    "token",
    "writer",
]
