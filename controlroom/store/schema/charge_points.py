"""Sites, charge points: what people decided, what stations said, and who serves their links."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from controlroom.store.schema.base import Json, UtcTime, metadata

site = Table(
    "site",
    metadata,
    Column("name", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("latitude", Float(53)),
    Column("longitude", Float(53)),
    Column("fuse_w", BigInteger),
    *(
        Column(name, Text, nullable=False, server_default="")
        for name in (
            "host",
            "phone",
            "access_code",
            "grid_owner",
            "installation_id",
            "uplink",
            "electrician",
            "electrician_phone",
            "camera",
        )
    ),
)

registration = Table(
    "registration",
    metadata,
    Column("id", Text, primary_key=True),
    Column("folded", Text, nullable=False),
    Column("site", Text, ForeignKey("site.name"), nullable=False, index=True),
    Column("security_profile", Integer, nullable=False),
    Column("phase", Text, nullable=False),
    Column("boot", Text, nullable=False),
    Column("latitude", Float(53)),
    Column("longitude", Float(53)),
    Column("items_per_message", Integer),
    Column("rated_w", BigInteger),
    Column("confirmed", UtcTime),
    Column("confirmed_by", Text, nullable=False, server_default=""),
    UniqueConstraint("folded"),
    CheckConstraint("security_profile BETWEEN 0 AND 3", name="security_profile"),
)
"""`folded` is the id without regard to case: two that differ in case only are one."""

credential = Table(
    "credential",
    metadata,
    Column("charge_point", Text, ForeignKey("registration.id"), primary_key=True),
    Column("key_hash", LargeBinary),
    Column("offered_hash", LargeBinary),
)

charge_point = Table(
    "charge_point",
    metadata,
    Column("id", Text, ForeignKey("registration.id"), primary_key=True),
    Column("version", Text, nullable=False),
    Column("connected", Boolean, nullable=False),
    Column("silent", Boolean, nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("link_since", UtcTime),
    Column("last_seen", UtcTime),
    Column("vendor", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("serial", Text, nullable=False),
    Column("firmware", Text, nullable=False),
    Column("booted", UtcTime),
    Column("boot_epoch", BigInteger, nullable=False),
    Column("boot_reason", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("error_code", Text, nullable=False),
    Column("status_stamp", UtcTime),
    Column("status_epoch", BigInteger, nullable=False),
    Column("connectors", BigInteger),
    Column("next_transaction", BigInteger, nullable=False),
    postgresql_with={"fillfactor": 60},
)

connector = Table(
    "connector",
    metadata,
    Column("charge_point", Text, ForeignKey("registration.id"), primary_key=True),
    Column("evse", Integer, primary_key=True, autoincrement=False),
    Column("connector", Integer, primary_key=True, autoincrement=False),
    Column("status", Text, nullable=False),
    Column("since", UtcTime),
    Column("status_at", UtcTime),
    Column("stamp", UtcTime),
    Column("heard", UtcTime),
    Column("epoch", BigInteger, nullable=False),
    Column("replayed", Boolean, nullable=False),
    Column("error_code", Text, nullable=False),
    Column("info", Text, nullable=False),
    Column("vendor_error", Text, nullable=False),
    Column("power_w", Float(53)),
    Column("energy_wh", BigInteger),
    Column("current_a", Json),
    Column("voltage_v", Json),
    Column("soc", Float(53)),
    Column("offered_w", Float(53)),
    Column("measured", UtcTime),
    Column("read_at", UtcTime),
    Column("read_heard", UtcTime),
    Column("transaction", Text, nullable=False),
    Column("session", Text, nullable=False),
    postgresql_with={"fillfactor": 50},
)

link = Table(
    "link",
    metadata,
    Column("charge_point", Text, ForeignKey("registration.id"), primary_key=True),
    Column("epoch", BigInteger, nullable=False),
    Column("server", Text, nullable=False),
)
"""Which process opened a charge point's newest link."""

server = Table(
    "server",
    metadata,
    Column("name", Text, primary_key=True),
    Column("host", Text, nullable=False),
    Column("pid", BigInteger, nullable=False),
    Column("started", UtcTime, nullable=False),
    Column("beat", UtcTime, nullable=False),
    Column("ended", UtcTime),
    Column("seal", LargeBinary),
)
"""The serving processes; one whose beat is older than 10 s of database time is dead."""

allowance = Table(
    "allowance",
    metadata,
    Column("charge_point", Text, ForeignKey("registration.id"), primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("bytes_left", BigInteger, nullable=False),
    Column("messages_left", BigInteger, nullable=False),
)
"""Of charge points that have sent a great deal lately. It fills up as time goes by."""

knock = Table(
    "knock",
    metadata,
    Column("folded", Text, primary_key=True),
    Column("id", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("first", UtcTime, nullable=False),
    Column("last", UtcTime, nullable=False, index=True),
    Column("count", BigInteger, nullable=False),
    Column("reason", Text, nullable=False, server_default="unknown"),
)
