"""What a person asks about one charge point: facts, frames, quarter-hours, commands."""

from __future__ import annotations

from sqlalchemy import text

from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.commands import Command
from controlroom.domain.charging.events import (
    Booted,
    LinkOpened,
    MessageReceived,
    ReportClosed,
    ReportReceived,
    StatusChanged,
)
from controlroom.domain.charging.wishes import GetConfiguration, Reset
from controlroom.operations.ports.charging import Frame
from controlroom.store import Store, schema
from tests.store.facts import HOSTILE, append, at, said


def _status(seconds: float, charge_point: str = "CP1") -> StatusChanged:
    return StatusChanged(
        charge_point=charge_point, at=at(seconds), received=at(seconds), evse=1, connector=1,
        status=ConnectorStatus.AVAILABLE,
    )  # fmt: skip


async def test_facts_of_one_charge_point_come_newest_first(store: Store) -> None:
    boot = Booted(charge_point="CP1", at=at(2), received=at(2), vendor=HOSTILE[0], model="M")
    report = ReportReceived(
        charge_point="CP1", at=at(5), received=at(5), request=7, seq_no=0, more=False,
        items=({"component": {"name": "X"}},),
    )  # fmt: skip
    link = LinkOpened(charge_point="CP1", at=at(1), received=at(1), version="1.6", epoch=1)
    for event in (link, boot, _status(3), said("x"), _status(4, "CP2"), report, _status(6)):
        await append(store, event)
    facts = store.facts.facts

    async def found(*kinds: type, **wanted: object) -> list[str]:
        entries = await facts("CP1", kinds, **wanted)  # type: ignore[arg-type]
        return [type(entry.event).__name__ for entry in entries]

    assert await found(StatusChanged, Booted, LinkOpened) == [
        "StatusChanged", "StatusChanged", "Booted", "LinkOpened",
    ]  # fmt: skip
    assert await found(StatusChanged, Booted, start=at(2), before=at(6)) == [
        "StatusChanged", "Booted",
    ]  # fmt: skip
    assert await found(StatusChanged, limit=1) == ["StatusChanged"]
    (entry,) = await facts("CP1", [ReportReceived])
    assert entry.event == report
    received = MessageReceived(
        charge_point="CP1", at=at(7), received=at(7), action="SignCertificate",
        payload={"csr": HOSTILE[0]}, request=3, answered="Rejected",
    )  # fmt: skip
    closed = ReportClosed(
        charge_point="CP1", at=at(8), received=at(8), action="NotifyReport", request=7, parts=2,
        missing=((1, 1), (3, 9)), whole=False,
    )  # fmt: skip
    await append(store, received)
    await append(store, closed)
    newest = await facts("CP1", [MessageReceived, ReportClosed])
    assert [entry.event for entry in newest] == [closed, received]
    page = await store.facts.newest([MessageReceived], charge_points=["CP1"])
    assert [entry.event for entry in page.entries] == [received]
    assert await found() == []


async def test_facts_are_found_by_an_index(store: Store) -> None:
    """A journal of years is not read from its beginning for one charge point."""
    if not store.database.sqlite:
        return
    statement = (  # the index's own words
        "EXPLAIN QUERY PLAN SELECT position FROM journal WHERE charge_point = 'CP1' AND "  # noqa: S608
        f"{schema.ABOUT_POINT_SQL} AND kind IN ('Booted') AND at >= 5 ORDER BY at DESC LIMIT 5"
    )
    async with store.database.reading() as connection:
        plan = [row[3] for row in (await connection.execute(text(statement))).all()]
    assert "journal_about_point_index" in plan[0]


async def test_frames_are_searched_and_paged(store: Store) -> None:
    frames = [
        Frame(0, at(n), "CP1", bool(n % 2), "Heartbeat" if n < 8 else "Reset", f'[2,"m{n}",{{}}]')
        for n in range(10)
    ]
    await store.messages.keep([*frames, Frame(0, at(20), "CP2", False, "Reset", "50%_x")])

    async def found(**wanted: object) -> list[int]:
        kept = await store.messages.frames("CP1", **wanted)  # type: ignore[arg-type]
        return [int(frame.at.timestamp() - at(0).timestamp()) for frame in kept]

    newest = await store.messages.frames("CP1", limit=3)
    assert await found(before=newest[0].id, limit=3) == [4, 5, 6]
    assert await found(before=newest[0].id) == [0, 1, 2, 3, 4, 5, 6]
    assert await found(search="reset") == [8, 9]
    assert await found(search='"M3"') == [3]
    assert await found(search="%") == []
    assert await found(search="m\0") == []
    assert await found(search="heart", before=newest[0].id, limit=2) == [5, 6]
    assert len(await store.messages.frames("CP2", search="50%_")) == 1


async def test_commands_of_some_verbs(store: Store) -> None:
    for wish in (Reset(), GetConfiguration(), Reset()):
        await store.commands.ask(Command(0, "CP1", wish, "eva", at(0)))
    found = await store.commands.commands("CP1", wishes=[GetConfiguration])
    assert [command.wish for command in found] == [GetConfiguration()]
    assert len(await store.commands.commands("CP1", 2)) == 2
