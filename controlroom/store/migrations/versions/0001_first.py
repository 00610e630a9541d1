"""Everything that the first version stores.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controlroom.store.migrations.columns import Exact, Identity, Json, UtcTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create all tables. The way back is a backup."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    _account()
    _alarm()
    _command()
    _company()
    _consumer()
    _consumer_state()
    _customer()
    _invoice_counter()
    _journal()
    _journal_head()
    _knock()
    _message_log()
    _meter_value(postgresql=postgresql)
    _quarter_hour()
    _server()
    _site()
    _writer()
    _invoice()
    _registration()
    _tariff()
    _token()
    _charge_point()
    _connector()
    _credential()
    _link()
    _session()
    _invoice_session()
    _session_price()

    op.execute("INSERT INTO journal_head (id, last) VALUES (1, 0)")
    if postgresql:
        op.execute("CREATE TABLE meter_value_other PARTITION OF meter_value DEFAULT")
        op.execute(_REFUSE)
    for table in ("invoice", "invoice_session"):
        for verb in ("UPDATE", "DELETE"):
            op.execute(_trigger(table, verb, postgresql=postgresql))


_REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'an issued invoice never changes' USING ERRCODE = '23000'; END $$
"""


def _trigger(table: str, verb: str, *, postgresql: bool) -> str:
    """An issued invoice never changes: a correction is another invoice."""
    name = f"{table}_no_{verb.lower()}"
    if postgresql:
        return (
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
    return (
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'an issued invoice never changes'); END"
    )


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("account_pk")),
        sa.UniqueConstraint("folded", name=op.f("account_folded_unique")),
    )


def _alarm() -> None:
    op.create_table(
        "alarm",
        sa.Column("id", Identity, autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("charge_point", sa.Text(), nullable=False),
        sa.Column("evse", sa.Integer(), nullable=False),
        sa.Column("connector", sa.Integer(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("raised", UtcTime, nullable=False),
        sa.Column("changed", UtcTime, nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("acknowledged_by", sa.Text(), nullable=False),
        sa.Column("acknowledged_at", UtcTime),
        sa.Column("returned_at", UtcTime),
        sa.PrimaryKeyConstraint("id", name=op.f("alarm_pk")),
    )
    op.create_index(
        "alarm_standing_unique",
        "alarm",
        ["code", "charge_point", "evse", "connector"],
        unique=True,
        sqlite_where=sa.text("state <> 'normal'"),
        postgresql_where=sa.text("state <> 'normal'"),
    )


def _command() -> None:
    op.create_table(
        "command",
        sa.Column("id", Identity, autoincrement=True, nullable=False),
        sa.Column("charge_point", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("arguments", Json, nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked", UtcTime, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("timeout_s", sa.Float(precision=53), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("response", Json, nullable=False),
        sa.Column("changed", UtcTime),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("command_pk")),
        sqlite_autoincrement=True,
    )
    op.create_index("command_charge_point_index", "command", ["charge_point", "id"], unique=False)
    op.create_index(
        "command_open_index",
        "command",
        ["id"],
        unique=False,
        sqlite_where=sa.text("state IN ('requested', 'taken')"),
        postgresql_where=sa.text("state IN ('requested', 'taken')"),
    )


def _company() -> None:
    op.create_table(
        "company",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", Json, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("company_one_row_check")),
        sa.PrimaryKeyConstraint("id", name=op.f("company_pk")),
    )


def _consumer() -> None:
    op.create_table(
        "consumer",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("cursor", sa.BigInteger(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("until", UtcTime, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("consumer_pk")),
    )


def _consumer_state() -> None:
    op.create_table(
        "consumer_state",
        sa.Column("consumer", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("body", Json, nullable=False),
        sa.PrimaryKeyConstraint("consumer", "key", name=op.f("consumer_state_pk")),
    )


def _customer() -> None:
    op.create_table(
        "customer",
        sa.Column("number", Identity, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("address", Json, nullable=False),
        sa.Column("organisation_number", sa.Text(), nullable=False),
        sa.Column("vat_number", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("customer_pk")),
    )
    op.create_index(op.f("customer_folded_index"), "customer", ["folded"], unique=False)


def _invoice_counter() -> None:
    op.create_table(
        "invoice_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("invoice_counter_pk")),
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("position", Identity, autoincrement=False, nullable=False),
        sa.Column("writer", sa.Text(), nullable=False),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("received", UtcTime, nullable=False),
        sa.Column("charge_point", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("journal_pk")),
    )
    op.create_index(
        "journal_alarm_index",
        "journal",
        ["position"],
        unique=False,
        postgresql_where=sa.text("kind = 'AlarmChanged'"),
        sqlite_where=sa.text("kind = 'AlarmChanged'"),
    )
    op.create_index(
        "journal_transaction_index",
        "journal",
        ["charge_point", "at"],
        unique=False,
        postgresql_where=sa.text(
            "kind IN ('TransactionStarted', 'TransactionUpdated', 'TransactionEnded')"
        ),
        sqlite_where=sa.text(
            "kind IN ('TransactionStarted', 'TransactionUpdated', 'TransactionEnded')"
        ),
    )


def _journal_head() -> None:
    op.create_table(
        "journal_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("journal_head_one_row_check")),
        sa.PrimaryKeyConstraint("id", name=op.f("journal_head_pk")),
        postgresql_with={"fillfactor": 20},
    )


def _knock() -> None:
    op.create_table(
        "knock",
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("first", UtcTime, nullable=False),
        sa.Column("last", UtcTime, nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("folded", name=op.f("knock_pk")),
    )
    op.create_index(op.f("knock_last_index"), "knock", ["last"], unique=False)


def _message_log() -> None:
    op.create_table(
        "message_log",
        sa.Column("id", Identity, autoincrement=True, nullable=False),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("charge_point", sa.Text(), nullable=False),
        sa.Column("outgoing", sa.Boolean(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("message_log_pk")),
    )
    op.create_index(op.f("message_log_at_index"), "message_log", ["at"], unique=False)
    op.create_index(
        "message_log_charge_point_index", "message_log", ["charge_point", "id"], unique=False
    )


def _meter_value(*, postgresql: bool) -> None:
    # A partition's column belongs to its key.
    meter_value_key = ("position", "received") if postgresql else ("position",)
    op.create_table(
        "meter_value",
        sa.Column("position", Identity, autoincrement=False, nullable=False),
        sa.Column("writer", sa.Text(), nullable=False),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("received", UtcTime, nullable=False),
        sa.Column("charge_point", sa.Text(), nullable=False),
        sa.Column("evse", sa.Integer(), nullable=False),
        sa.Column("connector", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint(*meter_value_key, name=op.f("meter_value_pk")),
        postgresql_partition_by="RANGE (received)",
    )
    op.create_index(
        "meter_value_place_index", "meter_value", ["charge_point", "evse", "at"], unique=False
    )


def _quarter_hour() -> None:
    op.create_table(
        "quarter_hour",
        sa.Column("start", UtcTime, nullable=False),
        sa.Column("charge_point", sa.Text(), nullable=False),
        sa.Column("evse", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("connector", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("wh", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "start", "charge_point", "evse", "connector", name=op.f("quarter_hour_pk")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "quarter_hour_charge_point_index", "quarter_hour", ["charge_point", "start"], unique=False
    )


def _server() -> None:
    op.create_table(
        "server",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("pid", sa.BigInteger(), nullable=False),
        sa.Column("started", UtcTime, nullable=False),
        sa.Column("beat", UtcTime, nullable=False),
        sa.Column("ended", UtcTime),
        sa.PrimaryKeyConstraint("name", name=op.f("server_pk")),
    )


def _site() -> None:
    op.create_table(
        "site",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Float(precision=53)),
        sa.Column("longitude", sa.Float(precision=53)),
        sa.Column("fuse_w", sa.BigInteger()),
        sa.PrimaryKeyConstraint("name", name=op.f("site_pk")),
    )


def _writer() -> None:
    op.create_table(
        "writer",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("batch", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("at", UtcTime, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("writer_pk")),
        postgresql_with={"fillfactor": 50},
    )


def _invoice() -> None:
    op.create_table(
        "invoice",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("customer", sa.BigInteger(), nullable=False),
        sa.Column("total", Exact, nullable=False),
        sa.Column("issued", UtcTime, nullable=False),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("body", Json, nullable=False),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("invoice_customer_fk")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("invoice_pk")),
        sa.UniqueConstraint("year", "serial", name=op.f("invoice_year_serial_unique")),
    )
    op.create_index(op.f("invoice_customer_index"), "invoice", ["customer"], unique=False)
    op.create_index(op.f("invoice_month_index"), "invoice", ["month"], unique=False)


def _registration() -> None:
    op.create_table(
        "registration",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("security_profile", sa.Integer(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("boot", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Float(precision=53)),
        sa.Column("longitude", sa.Float(precision=53)),
        sa.Column("items_per_message", sa.Integer()),
        sa.Column("rated_w", sa.BigInteger()),
        sa.CheckConstraint(
            "security_profile BETWEEN 0 AND 3", name=op.f("registration_security_profile_check")
        ),
        sa.ForeignKeyConstraint(["site"], ["site.name"], name=op.f("registration_site_fk")),
        sa.PrimaryKeyConstraint("id", name=op.f("registration_pk")),
        sa.UniqueConstraint("folded", name=op.f("registration_folded_unique")),
    )
    op.create_index(op.f("registration_site_index"), "registration", ["site"], unique=False)


def _tariff() -> None:
    op.create_table(
        "tariff",
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("valid_from", UtcTime, nullable=False),
        sa.Column("body", Json, nullable=False),
        sa.Column("changed", UtcTime, nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["site.name"], name=op.f("tariff_site_fk")),
        sa.PrimaryKeyConstraint("site", "valid_from", name=op.f("tariff_pk")),
    )


def _token() -> None:
    op.create_table(
        "token",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("customer", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("expires", UtcTime),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["customer"], ["customer.number"], name=op.f("token_customer_fk")),
        sa.PrimaryKeyConstraint("uid", name=op.f("token_pk")),
        sa.UniqueConstraint("folded", name=op.f("token_folded_unique")),
    )
    op.create_index(op.f("token_customer_index"), "token", ["customer"], unique=False)


def _charge_point() -> None:
    op.create_table(
        "charge_point",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("connected", sa.Boolean(), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("link_since", UtcTime),
        sa.Column("last_seen", UtcTime),
        sa.Column("vendor", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("firmware", sa.Text(), nullable=False),
        sa.Column("booted", UtcTime),
        sa.Column("boot_reason", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("error_code", sa.Text(), nullable=False),
        sa.Column("next_transaction", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["registration.id"], name=op.f("charge_point_id_fk")),
        sa.PrimaryKeyConstraint("id", name=op.f("charge_point_pk")),
        postgresql_with={"fillfactor": 60},
    )


def _connector() -> None:
    op.create_table(
        "connector",
        sa.Column("charge_point", sa.Text(), nullable=False),
        sa.Column("evse", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("connector", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("since", UtcTime),
        sa.Column("status_at", UtcTime),
        sa.Column("heard", UtcTime),
        sa.Column("replayed", sa.Boolean(), nullable=False),
        sa.Column("error_code", sa.Text(), nullable=False),
        sa.Column("info", sa.Text(), nullable=False),
        sa.Column("vendor_error", sa.Text(), nullable=False),
        sa.Column("power_w", sa.Float(precision=53)),
        sa.Column("energy_wh", sa.BigInteger()),
        sa.Column("current_a", Json),
        sa.Column("voltage_v", Json),
        sa.Column("soc", sa.Float(precision=53)),
        sa.Column("offered_w", sa.Float(precision=53)),
        sa.Column("measured", UtcTime),
        sa.Column("transaction", sa.Text(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["charge_point"], ["registration.id"], name=op.f("connector_charge_point_fk")
        ),
        sa.PrimaryKeyConstraint("charge_point", "evse", "connector", name=op.f("connector_pk")),
        postgresql_with={"fillfactor": 50},
    )


def _credential() -> None:
    op.create_table(
        "credential",
        sa.Column("charge_point", sa.Text(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary()),
        sa.Column("offered_hash", sa.LargeBinary()),
        sa.Column("offered_key", sa.Text()),
        sa.ForeignKeyConstraint(
            ["charge_point"], ["registration.id"], name=op.f("credential_charge_point_fk")
        ),
        sa.PrimaryKeyConstraint("charge_point", name=op.f("credential_pk")),
    )


def _link() -> None:
    op.create_table(
        "link",
        sa.Column("charge_point", sa.Text(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("server", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["charge_point"], ["registration.id"], name=op.f("link_charge_point_fk")
        ),
        sa.PrimaryKeyConstraint("charge_point", name=op.f("link_pk")),
    )


def _session() -> None:
    op.create_table(
        "session",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("charge_point", sa.Text(), nullable=False),
        sa.Column("evse", sa.Integer(), nullable=False),
        sa.Column("connector", sa.Integer(), nullable=False),
        sa.Column("transaction", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("token_folded", sa.Text(), nullable=False),
        sa.Column("customer", sa.BigInteger()),
        sa.Column("authorisation", sa.Text(), nullable=False),
        sa.Column("started", UtcTime, nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("holds", Json, nullable=False),
        sa.Column("ended", UtcTime),
        sa.Column("stop_reason", sa.Text(), nullable=False),
        sa.Column("meter_start", sa.BigInteger()),
        sa.Column("meter_stop", sa.BigInteger()),
        sa.Column("register_wh", sa.BigInteger()),
        sa.Column("register_at", UtcTime),
        sa.Column("energy_wh", sa.BigInteger(), nullable=False),
        sa.Column("charging_state", sa.Text(), nullable=False),
        sa.Column("idle_s", sa.BigInteger(), nullable=False),
        sa.Column("idle_since", UtcTime),
        sa.Column("state_at", UtcTime),
        sa.Column("rated_w", sa.BigInteger()),
        sa.Column("estimated", sa.Boolean(), nullable=False),
        sa.Column("evidence", Json, nullable=False),
        sa.Column("dated", UtcTime, nullable=False),
        sa.Column("unpriced", sa.Boolean(), nullable=False),
        sa.Column("unbilled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["charge_point"], ["registration.id"], name=op.f("session_charge_point_fk")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("session_pk")),
        postgresql_with={"fillfactor": 60},
    )
    op.create_index(
        "session_active_index",
        "session",
        ["charge_point"],
        unique=False,
        sqlite_where=sa.text("state = 'active'"),
        postgresql_where=sa.text("state = 'active'"),
    )
    op.create_index(
        "session_charge_point_index", "session", ["charge_point", "started"], unique=False
    )
    op.create_index(op.f("session_dated_index"), "session", ["dated"], unique=False)
    op.create_index(
        "session_token_index",
        "session",
        ["token_folded"],
        unique=False,
        sqlite_where=sa.text("state = 'active'"),
        postgresql_where=sa.text("state = 'active'"),
    )
    op.create_index(
        "session_unbilled_index",
        "session",
        ["ended"],
        unique=False,
        sqlite_where=sa.text("unbilled = 1"),
        postgresql_where=sa.text("unbilled"),
    )
    op.create_index(
        "session_unpriced_index",
        "session",
        ["ended"],
        unique=False,
        sqlite_where=sa.text("unpriced = 1"),
        postgresql_where=sa.text("unpriced"),
    )


def _invoice_session() -> None:
    op.create_table(
        "invoice_session",
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("invoice", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invoice"], ["invoice.number"], name=op.f("invoice_session_invoice_fk")
        ),
        sa.ForeignKeyConstraint(
            ["session"], ["session.id"], name=op.f("invoice_session_session_fk")
        ),
        sa.PrimaryKeyConstraint("session", name=op.f("invoice_session_pk")),
    )
    op.create_index(
        op.f("invoice_session_invoice_index"), "invoice_session", ["invoice"], unique=False
    )


def _session_price() -> None:
    op.create_table(
        "session_price",
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("energy_wh", sa.BigInteger(), nullable=False),
        sa.Column("duration_s", sa.BigInteger(), nullable=False),
        sa.Column("idle_s", sa.BigInteger(), nullable=False),
        sa.Column("net", Exact),
        sa.Column("vat", Exact),
        sa.Column("gross", Exact),
        sa.Column("price", Json),
        sa.Column("hold", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name=op.f("session_price_session_fk")),
        sa.PrimaryKeyConstraint("session", name=op.f("session_price_pk")),
    )
