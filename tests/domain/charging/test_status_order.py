"""Which status counts, whatever the clock of the charge point says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

import pytest

from controlroom.central_system.dialect import QUEUED
from controlroom.domain.alarms.conditions import observe
from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.events import Booted, LinkClosed, StatusChanged
from controlroom.domain.charging.inquiries import Question, questions, settled
from controlroom.domain.charging.network import Network
from controlroom.domain.charging.session import ChargingState
from controlroom.domain.charging.wishes import TriggerMessage
from tests.domain.session_events import POINT, at, begun, link, network, take, updated

AVAILABLE = ConnectorStatus.AVAILABLE
CHARGING = ConnectorStatus.CHARGING
FAULTED = ConnectorStatus.FAULTED
PREPARING = ConnectorStatus.PREPARING


class Said(NamedTuple):
    """A status: seconds after ten when it arrives, and its stamp; None where it has none."""

    arrives: float
    status: ConnectorStatus
    stamp: float | None
    connector: int = 1
    asked: bool = False


class Boot(NamedTuple):
    arrives: float


class Link(NamedTuple):
    """The link opens, after the former one was lost."""

    arrives: float


Step = Said | Boot | Link


def second(seconds: float) -> datetime:
    return at(seconds / 60)


class Desk:
    """What the central system makes of it."""

    def __init__(self) -> None:
        self.known = network()
        self.epoch = 0
        self.opened = second(0)
        self.kept: list[StatusChanged] = []

    def take(self, *steps: Step) -> StatusChanged:
        """Everything in its order; answers the last status as it is kept."""
        for step in steps:
            moment = second(step.arrives)
            if isinstance(step, Link):
                closed = LinkClosed(
                    charge_point=POINT, at=moment, received=moment, epoch=self.epoch
                )
                self.epoch += 1
                self.opened = moment
                take(self.known, closed, link(step.arrives / 60, epoch=self.epoch))
            elif isinstance(step, Boot):
                boot = Booted(charge_point=POINT, at=moment, received=moment, vendor="V", model="M")
                take(self.known, boot)
            else:
                kept = take(self.known, self.event(step)).event
                assert isinstance(kept, StatusChanged)
                self.kept.append(kept)
        return self.kept[-1]

    def event(self, step: Said) -> StatusChanged:
        received = second(step.arrives)
        stamp = received if step.stamp is None else second(step.stamp)
        return StatusChanged(
            charge_point=POINT,
            at=stamp,
            received=received,
            estimated=step.stamp is None,
            replayed=stamp < self.opened - QUEUED,
            evse=step.connector,
            connector=step.connector,
            status=step.status,
            error_code="EmergencyStop" if step.status is FAULTED else "",
            asked=step.asked,
        )

    @property
    def shown(self) -> ConnectorStatus:
        return self.known.connector(POINT, 1, 1).status

    @property
    def asks(self) -> list[Question]:
        """What the newest status gives cause to ask."""
        return list(questions(self.known, self.kept[-1]))


HOUR, DAY = 3600.0, 86_400.0
OPENED = Link(0.7)

LIVE: dict[str, tuple[Step, ...]] = {
    "a, all in one second": (
        OPENED, Boot(0.75), Said(0.8, AVAILABLE, None), Said(0.9, FAULTED, 0),
    ),
    "a, without a boot": (OPENED, Said(0.8, AVAILABLE, None), Said(0.9, FAULTED, 0)),
    "a, fractions, then whole seconds": (
        OPENED, Boot(0.75), Said(3.9, AVAILABLE, 3.8), Said(3.95, FAULTED, 3),
    ),
    "b, an hour slow": (
        OPENED, Boot(1), Said(2, AVAILABLE, None), Said(20, FAULTED, 20 - HOUR),
    ),
    "b, an hour slow without a boot": (
        OPENED, Said(2, AVAILABLE, None), Said(20, FAULTED, 20 - HOUR),
    ),
    "b, stamped by a slow clock throughout": (
        OPENED, Said(2, AVAILABLE, 2 - HOUR, asked=True), Said(20, FAULTED, 20 - HOUR),
    ),
    "c, stamped with since when it has been so": (
        Link(-HOUR), Said(-HOUR, AVAILABLE, -HOUR), OPENED, Boot(1), Said(2, FAULTED, 2 - DAY),
    ),
    "c, on the link on which it was free": (
        OPENED, Said(1, AVAILABLE, 1), Boot(60), Said(61, FAULTED, -DAY),
    ),
    "d, 200 s ahead until the boot": (
        OPENED, Said(1, AVAILABLE, 201), Boot(2), Said(10, FAULTED, 10),
    ),
    "d, 200 s ahead still after the boot": (
        OPENED, Boot(1), Said(1.5, AVAILABLE, 201.5), Said(10, FAULTED, 10),
    ),
    "d, set right by a heartbeat": (OPENED, Said(1, AVAILABLE, 201), Said(100, FAULTED, 100)),
    "a fast clock throughout": (OPENED, Said(1, AVAILABLE, 201), Said(10, FAULTED, 210)),
    "no stamp at all": (OPENED, Said(1, AVAILABLE, None), Said(2, FAULTED, None)),
    "no stamp after a stamp": (OPENED, Said(1, AVAILABLE, 1), Said(2, FAULTED, None)),
    "the first word of all, a day slow": (OPENED, Boot(1), Said(2, FAULTED, -DAY)),
    "slow, over a reconnect with a boot": (
        Link(-HOUR), Said(-HOUR, AVAILABLE, -2 * HOUR), OPENED, Boot(1), Said(2, FAULTED, -HOUR),
    ),
}  # fmt: skip


@pytest.mark.parametrize("steps", LIVE.values(), ids=LIVE)
def test_what_is_said_on_a_live_link_is_so(steps: tuple[Step, ...]) -> None:
    desk = Desk()
    kept = desk.take(*steps)
    assert desk.shown is FAULTED
    assert (kept.moved, kept.replayed) == (True, False)
    stopped = next(o for o in observe(kept, desk.known) if o.on)
    assert (stopped.key[0], stopped.due) == ("HW-ESTOP", kept.received)


UNSURE: dict[str, tuple[Step, ...]] = {
    "no stamp, then one from before the link": (
        OPENED, Said(2, AVAILABLE, None), Said(20, FAULTED, -HOUR),
    ),
    "no stamp, then one from before the link, after a boot": (
        OPENED, Boot(1), Said(2, AVAILABLE, None), Said(20, FAULTED, -HOUR),
    ),
    "a stamp further ahead than the clock was": (
        OPENED, Boot(1), Said(2, AVAILABLE, 2), Said(20, FAULTED, 120),
    ),
    "of a slow clock that is set right": (
        OPENED, Boot(1), Said(2, AVAILABLE, 2 - HOUR), Said(20, FAULTED, 20),
    ),
    "of a fast clock that is set right": (
        OPENED, Boot(1), Said(2, AVAILABLE, 202), Said(20, FAULTED, 20),
    ),
}  # fmt: skip


@pytest.mark.parametrize("steps", UNSURE.values(), ids=UNSURE)
def test_what_may_be_live_is_so_until_the_charge_point_has_answered(
    steps: tuple[Step, ...],
) -> None:
    desk = Desk()
    kept = desk.take(*steps)
    assert (desk.shown, kept.moved, kept.replayed) == (FAULTED, True, False)
    assert len(desk.asks) == 1


QUEUE: dict[str, tuple[Step, ...]] = {
    "after a live one": (Link(HOUR), Said(HOUR + 1, AVAILABLE, HOUR + 1)),
    "after a live one, of a slow clock": (Link(HOUR), Said(HOUR + 1, AVAILABLE, HOUR - 500)),
    "after a live one, of a fast clock": (Link(HOUR), Said(HOUR + 1, AVAILABLE, HOUR + 200)),
    "after a boot and a live one": (
        Link(HOUR), Boot(HOUR + 0.5), Said(HOUR + 1, AVAILABLE, HOUR + 1),
    ),
    "after a boot, slow": (
        Link(HOUR), Boot(HOUR + 0.5), Said(HOUR + 1, AVAILABLE, HOUR - 500),
    ),
    "before anything else, older than what was said before the loss": (
        Said(2500, AVAILABLE, 2500), Link(HOUR),
    ),
}  # fmt: skip


@pytest.mark.parametrize("status", (FAULTED, CHARGING, PREPARING))
@pytest.mark.parametrize("steps", QUEUE.values(), ids=QUEUE)
def test_a_queue_does_not_move_what_is_newer(
    steps: tuple[Step, ...], status: ConnectorStatus
) -> None:
    desk = Desk()
    desk.take(OPENED, Said(1, PREPARING, 1), *steps, Said(HOUR + 2, status, 2000))
    assert desk.shown is AVAILABLE
    assert desk.kept[-1].moved is False
    assert desk.asks == [
        Question(
            TriggerMessage("StatusNotification", evse=1, connector=1),
            "status-doubted",
            again_s=5.0,
        )
    ]


def test_a_queue_moves_what_is_known_from_before_the_loss_until_a_live_word_comes() -> None:
    desk = Desk()
    desk.take(OPENED, Said(1, AVAILABLE, 1), Link(HOUR))
    kept = desk.take(Said(HOUR + 1, FAULTED, 2000))
    assert (desk.shown, kept.moved, kept.replayed) == (FAULTED, True, True)
    assert len(desk.asks) == 1
    kept = desk.take(Said(HOUR + 2, AVAILABLE, HOUR + 2))
    assert (desk.shown, kept.replayed, desk.asks) == (AVAILABLE, False, [])


@pytest.mark.parametrize("stamp", (-DAY, 20 - HOUR, 21, 500, None))
def test_the_answer_to_the_question_is_so_whatever_its_stamp(stamp: float | None) -> None:
    desk = Desk()
    desk.take(OPENED, Boot(1), Said(2, AVAILABLE, 2), Said(20, FAULTED, 20 - HOUR))
    assert (desk.shown, len(desk.asks)) == (AVAILABLE, 1)
    answer = desk.take(Said(21, FAULTED, stamp, asked=True))
    assert (desk.shown, answer.moved, answer.replayed) == (FAULTED, True, False)
    # What follows is compared with the clock as it is by now.
    after = 22 if stamp is None else stamp + 1
    desk.take(Said(22, AVAILABLE, after))
    assert (desk.shown, desk.asks) == (AVAILABLE, [])


def test_a_queue_that_says_what_is_known_anyway_asks_nothing() -> None:
    desk = Desk()
    desk.take(OPENED, Boot(1), Said(100, AVAILABLE, 100), Said(101, AVAILABLE, 50))
    assert (desk.kept[-1].moved, desk.asks) == (False, [])
    desk.take(Link(HOUR), Said(HOUR + 1, AVAILABLE, 900))
    assert (desk.kept[-1].replayed, desk.asks) == (True, [])
    desk.take(Said(HOUR + 2, FAULTED, 500))
    assert len(desk.asks) == 1


def test_what_is_said_without_doubt_settles_what_was_doubted() -> None:
    desk = Desk()
    doubtful = desk.take(OPENED, Said(2, AVAILABLE, 2), Said(20, FAULTED, 20 - HOUR))
    assert list(settled(doubtful)) == []
    sure = desk.take(Said(21, AVAILABLE, 21))
    assert list(settled(sure)) == list(questions(desk.known, doubtful))


@pytest.mark.parametrize("slow", (0.0, -200.0, 200.0))
def test_what_nobody_doubts_is_not_asked_about(slow: float) -> None:
    desk = Desk()
    desk.take(OPENED, Boot(1), Said(2, AVAILABLE, 2 + slow))
    for moment, status in ((20, PREPARING), (21, CHARGING), (400, FAULTED)):
        desk.take(Said(moment, status, moment + slow))
        assert desk.shown is status
        assert desk.asks == []


def test_the_status_of_the_whole_is_judged_alike() -> None:
    desk = Desk()
    desk.take(OPENED, Boot(1), Said(2, AVAILABLE, 2, connector=0))
    kept = desk.take(Said(20, FAULTED, 20 - HOUR, connector=0))
    assert (desk.known.charge_point(POINT).status, kept.moved) == (AVAILABLE, False)
    assert [q.wish for q in desk.asks] == [TriggerMessage("StatusNotification")]
    desk.take(Boot(30), Said(31, FAULTED, -DAY, connector=0))
    assert desk.known.charge_point(POINT).status is FAULTED


def test_a_restart_of_the_central_system_knows_the_same() -> None:
    desk = Desk()
    desk.take(OPENED, Boot(1), Said(2, AVAILABLE, 2), Said(3, AVAILABLE, 3, connector=0))
    known = desk.known
    desk.known = network()
    desk.known.load(
        charge_points=[known.charge_point(POINT)], connectors=known.connectors[POINT].values()
    )
    for place in (0, 1):
        assert desk.take(Said(20, FAULTED, 20 - HOUR, connector=place)).moved is False


def test_a_reader_follows_what_was_decided_though_it_came_late() -> None:
    """The journal has the order of the commits; a desktop may have loaded its state since."""
    desk = Desk()
    desk.take(OPENED, Boot(1), Said(2, AVAILABLE, 2), Said(20, FAULTED, 20 - HOUR, asked=True))
    reader = Network()
    for event in desk.kept:
        take(reader, event)
    assert reader.connector(POINT, 1, 1).status is FAULTED


@pytest.mark.parametrize(
    ("before", "now"), ((0.0, 0.0), (-HOUR, -HOUR), (-HOUR, 0.0), (200.0, 200.0), (200.0, 0.0))
)
def test_a_transaction_of_a_wrong_clock_tells_the_status_too(before: float, now: float) -> None:
    """`before` and `now`: how far the clock is ahead, in seconds."""
    desk = Desk()
    desk.take(OPENED, Boot(1), Said(2, ConnectorStatus.OCCUPIED, 2 + before))
    begin = replace(begun((10 + before) / 60, 100), received=second(10), replayed=before < 0)
    take(desk.known, begin)
    told = updated((20 + now) / 60, 200, ChargingState.CHARGING)
    take(desk.known, replace(told, received=second(20), replayed=now < 0))
    assert desk.shown is CHARGING


def test_stamps_of_whole_seconds_keep_their_order() -> None:
    desk = Desk()
    desk.take(OPENED, Said(1, AVAILABLE, 1))
    for number, status in enumerate((PREPARING, CHARGING, FAULTED, AVAILABLE, FAULTED)):
        desk.take(Said(2 + number / 10, status, 2))
    assert desk.shown is FAULTED
