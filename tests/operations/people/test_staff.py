"""People who sign in, on a real database."""

from __future__ import annotations

from pathlib import Path

import pytest

from controlroom.domain.errors import InvalidValue, Refused
from controlroom.domain.people.events import UserChanged
from controlroom.domain.people.user import Role, User
from controlroom.operations.people.staff import Staff
from controlroom.store import open_store
from tests.operations.fakes import EVA, RIGHTS
from tests.store.facts import read_all

PASSWORD = "correct horse"


async def test_only_the_first_administrator_comes_by_itself(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path.as_posix()}/x.db", upgrade=True)
    try:
        staff = Staff(store.users, RIGHTS)
        assert not await staff.has_users()
        with pytest.raises(InvalidValue):
            await staff.add_first("Ann", "short")
        with pytest.raises(InvalidValue):
            await staff.add_first(" ", PASSWORD)
        assert await staff.add_first(" Ann ", PASSWORD) == User("Ann", Role.ADMINISTRATOR)
        assert await staff.has_users()
        with pytest.raises(Refused) as refused:
            await staff.add_first("Bo", PASSWORD)
        assert refused.value.key == "user-not-first"
        assert await store.users.users() == [User("Ann", Role.ADMINISTRATOR)]
    finally:
        await store.close()


async def test_what_is_done_to_a_user_carries_the_name_of_who_did_it(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path.as_posix()}/x.db", upgrade=True)
    try:
        staff = Staff(store.users, RIGHTS)
        await staff.add(EVA, User(" Kim ", Role.OPERATOR), PASSWORD)
        await staff.set_role(EVA, "kim", Role.SUPERVISOR)
        await staff.set_password(EVA, "Kim", "battery staple")
        with pytest.raises(InvalidValue):
            await staff.set_password(EVA, "Kim", "short")
        assert await store.users.verify("Kim", "battery staple") == User("Kim", Role.SUPERVISOR)
        with pytest.raises(InvalidValue):
            await staff.set_password(EVA, "Kim", "")
        made = await staff.set_password(EVA, "Kim")
        assert made is not None
        assert await store.users.verify("Kim", made) == User("Kim", Role.SUPERVISOR)
        told = [e.event for e in await read_all(store) if isinstance(e.event, UserChanged)]
        assert [(event.what, event.by) for event in told] == [
            ("added", "eva"),
            ("role", "eva"),
            ("password", "eva"),
            ("password", "eva"),
        ]
    finally:
        await store.close()
