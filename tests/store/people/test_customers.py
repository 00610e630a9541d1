"""Customers, tokens, and what a token may."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from controlroom.domain.charging.session import SessionState
from controlroom.domain.charging.session_rules import follow_by
from controlroom.domain.errors import AlreadyExists, NotFound
from controlroom.domain.people.authorisation import Authorisation, AuthorisationStatus, Token
from controlroom.domain.people.customer import Customer
from controlroom.domain.people.events import CustomerChanged, TokenChanged
from controlroom.operations.ports.session_search import SessionFilter
from controlroom.store import Store, open_store
from tests.store.facts import HOSTILE, NOON, at, read_all, session

_EVA = Customer(0, "Eva Ström AB", ("Storgatan 1", "352 30 Växjö"), "559999-0008", email="e@x.se")


async def test_a_customer_gets_a_number_and_keeps_it(store: Store) -> None:
    after = (await store.feed.snapshot()).head
    eva = await store.customers.set_customer(_EVA, "me")
    other = await store.customers.set_customer(Customer(0, "Åke"), "me")
    assert (eva.number, other.number) == (1001, 1002)
    eva = await store.customers.set_customer(replace(eva, reference="Fordon"), "me")
    assert await store.customers.customer(1001) == eva
    assert await store.customers.customer_named("EVA STRÖM ab") == eva
    assert await store.customers.customers() == [eva, other]
    told = [e.event for e in await read_all(store, after)]
    assert [e.customer for e in told if isinstance(e, CustomerChanged)] == [1001, 1002, 1001]
    assert "Växjö" not in repr(told), "personal data stays in its table"


async def test_who_is_not_there(store: Store) -> None:
    assert await store.customers.customer(1) is None
    assert await store.customers.customer_named("nobody") is None
    assert await store.customers.token("nothing") is None
    with pytest.raises(NotFound):
        await store.customers.set_customer(replace(_EVA, number=5), "me")
    with pytest.raises(NotFound):
        await store.customers.set_token(Token("T", 5), "me", new=True)
    eva = await store.customers.set_customer(_EVA, "me")
    with pytest.raises(NotFound):
        await store.customers.set_token(Token("T", eva.number), "me", new=False)


async def test_numbers_are_given_once(store: Store, made_url: str) -> None:
    other = await open_store(made_url, upgrade=False)
    made = await asyncio.gather(
        *(
            s.customers.set_customer(Customer(0, f"{n}"), "me")
            for n in range(5)
            for s in (store, other)
        )
    )
    assert sorted(c.number for c in made) == list(range(1001, 1011))
    await other.close()


async def test_a_token_is_known_whatever_its_case(store: Store) -> None:
    after = (await store.feed.snapshot()).head
    eva = await store.customers.set_customer(_EVA, "me")
    token = Token("04a2B3", eva.number, "RFID", "family", at(1000))
    await store.customers.set_token(token, "me", new=True)
    with pytest.raises(AlreadyExists):
        await store.customers.set_token(Token("04A2b3", eva.number), "me", new=True)
    assert await store.customers.token("04A2B3") == token
    await store.customers.set_token(replace(token, uid="04A2B3", blocked=True), "me", new=False)
    assert await store.customers.tokens() == [replace(token, blocked=True)]
    told = [e.event for e in await read_all(store, after)]
    assert len([e for e in told if isinstance(e, TokenChanged)]) == 2


async def _with_token(store: Store, token: Token) -> None:
    eva = await store.customers.set_customer(_EVA, "me")
    await store.customers.set_token(replace(token, customer=eva.number), "me", new=True)


async def test_a_token_is_judged(store: Store) -> None:
    tokens = {
        Token("good", 1001): AuthorisationStatus.ACCEPTED,
        Token("lasting", 1001, expires=at(1)): AuthorisationStatus.ACCEPTED,
        Token("late", 1001, expires=NOON): AuthorisationStatus.EXPIRED,
        Token("lost", 1001, blocked=True): AuthorisationStatus.BLOCKED,
    }
    await store.customers.set_customer(_EVA, "me")
    for token, status in tokens.items():
        await store.customers.set_token(token, "me", new=True)
        judged = await store.journal.authorise(token.uid.upper(), "CP1", NOON, starting=True)
        assert (judged.status, judged.customer) == (status, 1001)
    judged = await store.journal.authorise("unknown", "CP1", NOON, starting=True)
    assert (judged.status, judged.customer) == (AuthorisationStatus.INVALID, None)


async def test_a_token_that_charges_elsewhere_is_concurrent(store: Store) -> None:
    await _with_token(store, Token("TAG", 0))

    async def judged(charge_point: str, *, starting: bool = True, seconds: float = 60) -> str:
        answer = await store.journal.authorise("TAG", charge_point, at(seconds), starting=starting)
        return answer.status.value

    await store.journal.record([], [session("CP1", token="tag")])
    assert await judged("CP2") == "ConcurrentTx"
    assert await judged("CP1") == "Accepted", "a start that is sent again"
    assert await judged("CP2", starting=False) == "Accepted"
    assert await judged("CP2", seconds=-60) == "Accepted", "it had not begun by then"
    await store.journal.record([], [session("CP1", token="tag", ended=at(30))])
    assert await judged("CP2") == "Accepted"


@pytest.mark.parametrize(
    "answered", [s for s in AuthorisationStatus if s is not AuthorisationStatus.ACCEPTED]
)
async def test_a_start_that_was_refused_does_not_lock_its_card(
    store: Store, answered: AuthorisationStatus
) -> None:
    await _with_token(store, Token("TAG", 0))
    refused = replace(session("CP1", token="tag"), authorisation=answered)
    assert refused.active
    await store.journal.record([], [refused])
    judged = await store.journal.authorise("TAG", "CP2", at(60), starting=True)
    assert judged.status is AuthorisationStatus.ACCEPTED


async def test_a_session_that_is_held_does_not_lock_its_card(store: Store) -> None:
    await _with_token(store, Token("TAG", 0))
    superseded = follow_by(session("CP1", token="tag"), at(30))
    assert superseded.state is SessionState.HELD
    await store.journal.record([], [superseded])
    judged = await store.journal.authorise("TAG", "CP2", at(60), starting=True)
    assert judged.status is AuthorisationStatus.ACCEPTED


async def test_hostile_tokens_are_unknown(store: Store) -> None:
    for hostile in HOSTILE:
        judged = await store.journal.authorise(hostile, hostile, NOON, starting=True)
        assert judged == Authorisation(AuthorisationStatus.INVALID)


async def test_what_a_person_pasted_is_stored_without_what_databases_refuse(store: Store) -> None:
    for hostile in HOSTILE:
        pasted = Customer(0, hostile, (hostile,), hostile, hostile, hostile, hostile)
        made = await store.customers.set_customer(pasted, hostile)
        assert made.name == hostile.replace("\0", "\ufffd").replace("\ud800", "\ufffd")
        stored = await store.customers.customer(made.number)
        assert stored is not None
        assert replace(stored, address=()) == replace(made, address=())
        changed = await store.customers.set_customer(replace(made, reference=hostile), hostile)
        assert changed == made
        token = Token(hostile, made.number, type=hostile, group=hostile)
        await store.customers.set_token(token, hostile, new=True)
        await store.customers.set_token(replace(token, blocked=True), hostile, new=False)
        known = await store.customers.token(hostile)
        assert known is not None
        assert (known.uid, known.group, known.blocked) == (made.name, made.name, True)


@pytest.mark.parametrize(
    ("registered", "told"),
    (
        ("1A2B3C4D", "1A:2B:3C:4D"),
        ("1A:2B:3C:4D", " 1a 2b 3c 4d"),
        ("04-A2-B3-C4-D5-E6-F0", "04a2b3c4d5e6f0"),
        ("SE-ABC-C12345678-9", "SEABCC123456789"),
    ),
)
async def test_a_token_is_one_card_however_it_is_written(
    store: Store, registered: str, told: str
) -> None:
    eva = await store.customers.set_customer(_EVA, "me")
    bo = await store.customers.set_customer(Customer(0, "Bo"), "me")
    await store.customers.set_token(Token(registered, eva.number), "me", new=True)
    for starting in (True, False):
        judged = await store.journal.authorise(told, "CP1", NOON, starting=starting)
        assert judged == Authorisation(AuthorisationStatus.ACCEPTED, eva.number)
    with pytest.raises(AlreadyExists):
        await store.customers.set_token(Token(told, bo.number), "me", new=True)
    await store.customers.set_token(Token(told, eva.number, blocked=True), "me", new=False)
    assert await store.customers.tokens() == [Token(registered, eva.number, blocked=True)]
    # It charges already, by another name.
    await store.journal.record([], [session("CP2", token=told)])
    await store.customers.set_token(Token(registered, eva.number), "me", new=False)
    judged = await store.journal.authorise(registered, "CP1", at(99), starting=True)
    assert judged.status is AuthorisationStatus.CONCURRENT
    found = await store.session_search.page(SessionFilter(text=registered))
    assert [record.session.token for record in found.records] == [told]
