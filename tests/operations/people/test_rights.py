"""Every operation that takes an actor declares its right, and refuses whoever has it not."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest

import controlroom.operations
from controlroom.domain.charging.wishes import Wish
from controlroom.domain.errors import Forbidden
from controlroom.domain.people.actor import SYSTEM, Actor, console, driver, person
from controlroom.domain.people.user import RIGHTS, Right, Role, User
from controlroom.operations.control import Control
from controlroom.operations.people.rights import AGAIN_S, Rights, forbidden, rights_of
from controlroom.words.texts import ENGLISH
from tests.domain.charging.one_of_each import ONE_OF_EACH
from tests.operations.fakes import AWAY, FakeClock

EXPECTED = {
    "Accounts.change_token": (Right.CUSTOMERS,),
    "Accounts.keep_customer": (Right.CUSTOMERS,),
    "Accounts.register_token": (Right.CUSTOMERS,),
    "Accounts.set_blocked": (Right.CUSTOMERS,),
    "Acknowledgements.request": (Right.ACKNOWLEDGE,),
    "Billing.close": (Right.BILLING,),
    "Billing.run": (Right.BILLING,),
    "Company.set": (Right.ADMINISTER,),
    "Enrolment.change": (Right.INSTALL,),
    "Enrolment.enrol": (Right.INSTALL,),
    "Enrolment.enrol_all": (Right.INSTALL,),
    "Enrolment.key_sent": (Right.INSTALL,),
    "Enrolment.replace_key": (Right.INSTALL,),
    "Enrolment.retire": (Right.INSTALL,),
    "Enrolment.rotate_key": (Right.INSTALL,),
    "Enrolment.forget_knock": (Right.INSTALL,),
    "Listening.move": (Right.ADMINISTER,),
    "PriceList.set_tariff": (Right.TARIFFS,),
    "PriceList.spread_tariff": (Right.TARIFFS,),
    "Reviews.decide": (Right.BILLING,),
    "Reviews.end": (Right.COMMAND, Right.BILLING),
    "Sites.add": (Right.INSTALL,),
    "Sites.change": (Right.INSTALL,),
    "Staff.add": (Right.ADMINISTER,),
    "Staff.set_password": (Right.ADMINISTER,),
    "Staff.set_role": (Right.ADMINISTER,),
}
"""Written down once more, so that no operation changes hands unnoticed."""

UNGUARDED = {
    "Accounts.known_token": "reads",
    "Accounts.refuse_known": "reads",
    "Billing.outlook": "reads",
    "Control.ended": "waits for the answer to what was asked",
    "Staff.has_users": "reads",
    "Staff.add_first": "nobody can sign in yet, who would have a right",
    "Staff.sign_in": "tells who it is",
}
"""What takes no actor, beside the operations that do."""

MACHINERY = {"Dispatcher", "Parts", "Reports"}
"""What writes by itself, as the facts come in, and nobody asks it to."""

WRITING = {
    "Alarms",
    "ChargePoints",
    "Commands",
    "Customers",
    "Invoices",
    "Pictures",
    "Sessions",
    "Tariffs",
    "Users",
}
"""Ports by which people change something."""

ACTORS = (
    *(person(User("Kim", role), "desk 1") for role in Role),
    console("kim"),
    driver(17),
    SYSTEM,
)


Operation = Callable[..., Coroutine[Any, Any, object]]


class Denied:
    """What was written down of denied rights."""

    def __init__(self) -> None:
        self.seen: list[tuple[Actor, Right]] = []
        self.away = False

    async def deny(self, actor: Actor, right: Right) -> None:
        self.seen.append((actor, right))
        if self.away:
            raise AWAY


def classes() -> Iterator[type]:
    """The classes of operations."""
    for module in pkgutil.walk_packages(
        controlroom.operations.__path__, f"{controlroom.operations.__name__}."
    ):
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            ours = kind.__module__ == module.name and kind is not Rights
            if ours and not getattr(kind, "_is_protocol", False):
                yield kind


def operations(*, guarded: bool = True) -> Iterator[tuple[type, str, Operation]]:
    """(class, name, function) of each public method that takes an actor; or of all beside them.

    Not of asking a charge point: a wish declares its right itself.
    """
    for kind in classes():
        for name, function in inspect.getmembers(kind, inspect.iscoroutinefunction):
            if name.startswith("_") or _takes_actor(function) is not guarded:
                continue
            if (kind, name) == (Control, "ask"):
                continue
            if guarded or "rights" in inspect.signature(kind).parameters:
                yield kind, name, function


def _takes_actor(function: Callable[..., object]) -> bool:
    return any(p.annotation == "Actor" for p in inspect.signature(function).parameters.values())


async def refusal(
    kind: type, name: str, actor: Actor, rights: Rights, *given: object
) -> Forbidden | None:
    """What an operation that has nothing to work on says to an actor, before it fails."""
    thing: Any = object.__new__(kind)
    thing._rights = rights
    try:
        await getattr(thing, name)(actor, *given)
    except Forbidden as refused:
        return refused
    except (AttributeError, TypeError):
        return None  # it went on to its work
    raise AssertionError(f"{name} did nothing")


def test_each_operation_declares_its_right() -> None:
    found = {
        f"{kind.__name__}.{name}": rights_of(function) for kind, name, function in operations()
    }
    assert found == EXPECTED


def test_what_takes_no_actor_beside_them_is_known() -> None:
    found = {f"{kind.__name__}.{name}" for kind, name, _ in operations(guarded=False)}
    assert found == set(UNGUARDED)


def test_whoever_changes_something_for_people_knows_rights() -> None:
    """A port that writes is given to operations, which refuse, and to the machinery."""
    found = set()
    for kind in classes():
        if "__init__" in vars(kind):
            taken = {str(p.annotation) for p in inspect.signature(kind).parameters.values()}
            if taken & WRITING and "Rights" not in taken:
                found.add(kind.__name__)
    assert found == MACHINERY


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor.role or actor.name)
@pytest.mark.parametrize("operation", EXPECTED)
async def test_each_operation_refuses_who_has_not_its_right(operation: str, actor: Actor) -> None:
    denied = Denied()
    kind, name = next(
        (kind, name) for kind, name, _ in operations() if f"{kind.__name__}.{name}" == operation
    )
    refused = await refusal(kind, name, actor, Rights(FakeClock(), denied))
    rights = EXPECTED[operation]
    if actor.may(*rights):
        assert refused is None
        assert denied.seen == []
    else:
        assert refused is not None
        assert refused.key == "not-allowed"
        assert denied.seen == ([(actor, rights[0])] if actor.role is not None else [])


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor.role or actor.name)
@pytest.mark.parametrize("wish", ONE_OF_EACH, ids=lambda wish: wish.verb)
async def test_each_wish_is_refused_to_who_has_not_its_right(wish: Wish, actor: Actor) -> None:
    refused = await refusal(Control, "ask", actor, Rights(FakeClock()), wish, "SLU-01")
    assert (refused is None) is actor.may(wish.right)


def test_who_may_what() -> None:
    for role in Role:
        assert person(User("Kim", role)).rights == RIGHTS[role]
    everything = frozenset(Right)
    assert console("kim").rights == SYSTEM.rights == everything
    assert driver(17) == Actor("driver:17", frozenset())


def test_a_refusal_names_who_may() -> None:
    kim = person(User("Kim", Role.OPERATOR))
    told = ENGLISH.error(forbidden(kim, Right.BILLING))
    assert told == "operator may not do this. Ask a colleague who is accountant / administrator."
    told = ENGLISH.error(forbidden(driver(17), Right.BILLING))
    assert told.startswith("driver:17 may not do this.")


async def test_a_denied_right_is_written_down_once_in_a_while() -> None:
    clock, denied = FakeClock(), Denied()
    rights = Rights(clock, denied)
    kim, eva = (person(User(name, Role.OPERATOR)) for name in ("Kim", "Eva"))

    async def ask(actor: Actor, right: Right) -> None:
        with pytest.raises(Forbidden):
            await rights.require(actor, right)

    for _ in range(3):
        await ask(kim, Right.BILLING)
        await ask(kim, Right.INSTALL)
        await ask(eva, Right.BILLING)
    seen = [(kim, Right.BILLING), (kim, Right.INSTALL), (eva, Right.BILLING)]
    assert denied.seen == seen
    clock.later(seconds=AGAIN_S)
    await ask(kim, Right.BILLING)
    assert denied.seen == [*seen, (kim, Right.BILLING)]


async def test_a_right_is_denied_while_the_store_is_away() -> None:
    denied = Denied()
    denied.away = True
    with pytest.raises(Forbidden):
        await Rights(FakeClock(), denied).require(person(User("Kim", Role.WALL)), Right.COMMAND)
    assert denied.seen
