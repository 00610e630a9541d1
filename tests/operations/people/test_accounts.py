"""Customers and tokens on a real database: what is kept, and what is refused by whose it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from controlroom.domain.errors import AlreadyExists, InvalidValue, NotFound
from controlroom.domain.people.authorisation import Token
from controlroom.domain.people.customer import Customer
from controlroom.operations.people.accounts import Accounts, entered
from controlroom.store import Store, open_store
from tests.operations.fakes import EVA, RIGHTS


async def opened(folder: Path) -> Store:
    return await open_store(f"sqlite:///{folder.as_posix()}/x.db", upgrade=True)


async def test_names_are_told_apart_and_tokens_have_one_owner(tmp_path: Path) -> None:
    store = await opened(tmp_path)
    accounts = Accounts(store.customers, RIGHTS)
    try:
        anna = await accounts.keep_customer(EVA, Customer(0, " Anna Ek "))
        bo = await accounts.keep_customer(EVA, Customer(0, "Bo"))
        assert anna.name == "Anna Ek"
        with pytest.raises(AlreadyExists) as taken:
            await accounts.keep_customer(EVA, Customer(bo.number, "anna ek"))
        assert taken.value.key == "customer-exists"
        # Its own name is no other's.
        await accounts.keep_customer(EVA, Customer(anna.number, "ANNA EK"))

        token = await accounts.register_token(EVA, Token(" 04AA ", anna.number, ""))
        assert (token.uid, token.type) == ("04AA", "RFID")
        with pytest.raises(AlreadyExists) as other:
            await accounts.register_token(EVA, Token("04aa", bo.number))
        assert other.value.placeholders == {"uid": "04AA", "customer": "ANNA EK"}
        with pytest.raises(AlreadyExists) as again:
            await accounts.register_token(EVA, Token("04aa", anna.number))
        assert again.value.key == "token-exists"
        with pytest.raises(InvalidValue):
            await accounts.register_token(EVA, Token("  ", anna.number))
    finally:
        await store.close()


@pytest.mark.parametrize(
    ("spelling", "own", "others"),
    (
        ("1A:2B:3C:4D", "token-same-card", "token-same-card"),
        ("1a-2B-3c-4D", "token-same-card", "token-same-card"),
        (" 1a 2b 3c 4d", "token-exists", "token-taken"),
    ),
)
async def test_another_spelling_of_a_card_is_refused_by_whose_it_is(
    tmp_path: Path, spelling: str, own: str, others: str
) -> None:
    store = await opened(tmp_path)
    accounts = Accounts(store.customers, RIGHTS)
    try:
        anna = await accounts.keep_customer(EVA, Customer(0, "Anna Ek"))
        bo = await accounts.keep_customer(EVA, Customer(0, "Bo"))
        await accounts.register_token(EVA, Token("1A2B3C4D", anna.number))
        for owner, key in ((anna, own), (bo, others)):
            with pytest.raises(AlreadyExists) as other:
                await accounts.register_token(EVA, Token(spelling, owner.number))
            assert other.value.key == key
            assert "1A2B3C4D" in other.value.placeholders.values()
            assert own == "token-exists" or other.value.placeholders["customer"] == "Anna Ek"
        assert await store.customers.tokens() == [Token("1A2B3C4D", anna.number)]
    finally:
        await store.close()


def test_blanks_between_the_bytes_of_a_card_are_not_kept() -> None:
    assert entered(Token(" 1a 2B 3c 4D", 1)).uid == "1a2B3c4D"


async def test_a_block_changes_nothing_else(tmp_path: Path) -> None:
    store = await opened(tmp_path)
    accounts = Accounts(store.customers, RIGHTS)
    try:
        anna = await accounts.keep_customer(EVA, Customer(0, "Anna Ek"))
        await accounts.register_token(EVA, Token("04AA", anna.number, group="family"))
        blocked = await accounts.set_blocked(EVA, "04aa", blocked=True)
        assert blocked == Token("04AA", anna.number, group="family", blocked=True)
        back = await accounts.set_blocked(EVA, "04AA", blocked=False)
        assert back == Token("04AA", anna.number, group="family")
        with pytest.raises(NotFound):
            await accounts.set_blocked(EVA, "04BB", blocked=True)
    finally:
        await store.close()


@pytest.mark.parametrize("uid", ("!!", "04 A2", "x" * 37, "ÅÄÖ", "04A2#", "a\u202eb"))
def test_a_token_is_what_a_charge_point_can_read(uid: str) -> None:
    with pytest.raises(InvalidValue):
        entered(Token(uid, 1))


@pytest.mark.parametrize("uid", ("04A2B3C4", "SE-ABC-C12345678-*", "a_b=c:d+e|f@g.h", "x" * 36))
def test_every_sign_of_an_identifier_string_is_taken(uid: str) -> None:
    assert entered(Token(uid, 1)).uid == uid


async def test_a_token_from_before_the_rule_is_still_changed(tmp_path: Path) -> None:
    store = await opened(tmp_path)
    accounts = Accounts(store.customers, RIGHTS)
    try:
        anna = await accounts.keep_customer(EVA, Customer(0, "Anna Ek"))
        odd = Token("!!", anna.number)
        await store.customers.set_token(odd, "eva", new=True)
        changed = await accounts.change_token(EVA, Token("!!", anna.number, group="family"))
        assert changed.group == "family"
        assert await store.customers.token("!!") == changed
        assert (await accounts.set_blocked(EVA, "!!", blocked=True)).blocked
    finally:
        await store.close()


async def test_a_customer_from_before_the_rule_keeps_its_numbers(tmp_path: Path) -> None:
    store = await opened(tmp_path)
    accounts = Accounts(store.customers, RIGHTS)
    try:
        old = await store.customers.set_customer(Customer(0, "Ek", (), "abc"), "eva")
        kept = await accounts.keep_customer(
            EVA, Customer(old.number, "Ek", (), "abc", email="e@k.example")
        )
        assert (kept.organisation_number, kept.email) == ("abc", "e@k.example")
        with pytest.raises(InvalidValue):
            await accounts.keep_customer(EVA, Customer(0, "Bo", (), "abc"))
    finally:
        await store.close()
