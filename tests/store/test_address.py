"""Addresses of databases: what is understood, and a sentence for everything else."""

from __future__ import annotations

import pytest

from controlroom.domain.errors import ControlroomError, InvalidValue
from controlroom.store import readable
from controlroom.store.address import parse
from controlroom.store.engine import Database
from controlroom.words.texts import ENGLISH

PLACE = "postgresql://eva:hemligt@127.0.0.1:9/charging"


@pytest.mark.parametrize(
    ("url", "driver"),
    (
        ("sqlite:////data/a.db", "sqlite+aiosqlite"),
        ("sqlite:///a.db", "sqlite+aiosqlite"),
        ("postgresql://eva:secret@db.example/charging", "postgresql+asyncpg"),
        ("postgresql+asyncpg://db.example/charging", "postgresql+asyncpg"),
        ("postgresql:///charging?host=/run/postgresql", "postgresql+asyncpg"),
        ("postgresql:///charging?host=one,two&port=5432,5433", "postgresql+asyncpg"),
        (f"{PLACE}?ssl=require&target_session_attrs=primary", "postgresql+asyncpg"),
    ),
)
def test_an_address_as_people_write_it_names_a_driver(url: str, driver: str) -> None:
    assert parse(url).drivername == driver


def test_ssl_may_be_spelled_as_postgresql_does() -> None:
    assert dict(parse(f"{PLACE}?sslmode=verify-full").query) == {"ssl": "verify-full"}


@pytest.mark.parametrize(
    "url",
    (
        "",
        "a.db",
        "mysql://db/x",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///a\0b",
        "sqlite:///\ud800\0",
        "sqlite:///\udcff.db",
        "postgresql://db/\ud800null",
        "postgresql://eva:hemligt@db:abc/x",
        "mysql://eva:hemligt@db/x",
        f"{PLACE}?port=x",
        f"{PLACE}?host=a&host=b&port=1",
    ),
)
def test_an_address_of_no_known_kind_is_refused(url: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        parse(url)
    assert refused.value.key == "database-unknown"
    assert "hemligt" not in ENGLISH.error(refused.value)
    assert ENGLISH.error(refused.value).isprintable()


@pytest.mark.parametrize(
    ("url", "key"),
    (
        ("sqlite:///a.db?timeout=abc", "database-query"),
        ("sqlite:///a.db?uri=maybe", "database-query"),
        ("sqlite:///a.db?detect_types=x", "database-query"),
        (f"{PLACE}?x=1", "database-query"),
        (f"{PLACE}?statement_cache_size=x", "database-query"),
        (f"{PLACE}?prepared_statement_cache_size=x", "database-query"),
        (f"{PLACE}?loop=x", "database-query"),
        (f"{PLACE}?connection_class=x", "database-query"),
        (f"{PLACE}?password=hemligt", "database-query"),
        (f"{PLACE}?ssl=require&ssl=disable", "database-query"),
        (f"{PLACE}?ssl=maybe", "database-ssl"),
    ),
)
def test_an_odd_query_is_refused_by_name(url: str, key: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        parse(url)
    assert refused.value.key == key
    assert "hemligt" not in ENGLISH.error(refused.value)


@pytest.mark.parametrize(
    "url", (PLACE, f"{PLACE}?password=hemligt", "x://u:hem/ligt@h?token=hemligt")
)
def test_a_password_is_never_shown(url: str) -> None:
    assert "hemligt" not in readable(url)


def test_an_address_is_shown_no_longer_than_a_sentence_bears() -> None:
    assert len(readable("postgresql://" + "a" * 100_000)) < 300


def test_a_file_of_a_name_that_cannot_be_is_a_sentence() -> None:
    with pytest.raises(ControlroomError) as refused:
        Database("sqlite:///" + "x" * 100_000)
    assert refused.value.key == "database-away"
    assert len(ENGLISH.error(refused.value)) < 500
