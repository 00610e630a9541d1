"""What messages and reports say in a line, and in full."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from controlroom.desktop.kit import message_words
from controlroom.domain.charging.events import MessageReceived, ReportClosed, ReportReceived
from controlroom.domain.charging.report_parts import parts_of
from controlroom.domain.charging.sequence_numbers import Runs
from controlroom.wire.actions import FROM_CHARGE_POINT
from controlroom.wire.version import Version
from controlroom.words.catalogue import read
from controlroom.words.texts import ENGLISH

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def received(
    action: str, answered: str = "", reason: str = "", **payload: object
) -> MessageReceived:
    return MessageReceived(
        charge_point="CP", at=NOW, received=NOW, action=action, payload=payload,
        answered=answered, reason=reason,
    )  # fmt: skip


def closed(parts: int, *, whole: bool, missing: Runs = (), command: int | None = 9) -> ReportClosed:
    return ReportClosed(
        charge_point="CP", at=NOW, received=NOW, action="NotifyMonitoringReport", request=7,
        command=command, parts=parts, whole=whole, missing=missing,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("event", "name", "more"),
    (
        (
            received("SignCertificate", "Rejected", "certificates-not-issued", csr="x" * 500),
            "Certificate request",
            f"Rejected · {ENGLISH.sentence('certificates-not-issued')}",
        ),
        (
            received("ReservationStatusUpdate", reservationId=4, reservationUpdateStatus="Expired"),
            "Reservation over",
            "reservationId: 4 · reservationUpdateStatus: Expired",
        ),
        (
            received(
                "NotifyChargingLimit",
                chargingLimit={"chargingLimitSource": "EMS", "isGridCritical": True},
                evseId=2,
            ),
            "External limit",
            "chargingLimitSource: EMS · isGridCritical: true · evseId: 2",
        ),
        (received("Unheard", m0=0, m1=1, m2=2, m3=3, m4=4, m5=5, m6=6), "Unheard",
         "m0: 0 · m1: 1 · m2: 2 · m3: 3 · m4: 4 · m5: 5"),
        (closed(3, whole=True), "Monitoring report", "parts: 3"),
        (
            closed(2, whole=False, missing=((1, 1),), command=None),
            "Monitoring report",
            "incomplete: part 1 did not come · parts: 2",
        ),
        (
            closed(9, whole=False, missing=((0, 0), (2, 5), (7, 7), (9, 9))),
            "Monitoring report",
            "incomplete: part 0, 2\u20135, 7… did not come · parts: 9",
        ),
        (
            closed(0, whole=False),
            "Monitoring report",
            "incomplete: the rest did not come · parts: 0",
        ),
    ),
)  # fmt: skip
def test_in_a_line(event: MessageReceived | ReportClosed, name: str, more: str) -> None:
    assert message_words.name(event) == name
    assert " · ".join(part for part in message_words.more(event) if part) == more


def test_every_message_that_nothing_acts_on_has_a_name() -> None:
    named = {key for context, key in read("en") if context == "message"}
    assert named
    assert named <= FROM_CHARGE_POINT[Version.V201]


def part(seq_no: int | None, item: str, seconds: int = 0, request: int = 7) -> ReportReceived:
    at = NOW - timedelta(seconds=100 - seconds)
    return ReportReceived(
        charge_point="CP", at=at, received=at, request=request, seq_no=seq_no, more=True,
        action="NotifyMonitoringReport", items=({"said": item},),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "said"),
    (
        ([part(2, "c"), part(0, "a"), part(1, "b")], ["a", "b", "c"]),
        # the same id asked for again: the newest count
        ([part(0, "old"), part(1, "old"), part(0, "a", 5), part(1, "b", 5), part(2, "c", 6)],
         ["a", "b", "c"]),
        ([part(None, "old"), *(part(None, one, n) for n, one in enumerate("abc", 1))],
         ["a", "b", "c"]),
        ([part(0, "other", request=8), part(0, "a"), part(1, "late", 300)], ["a"]),
    ),
)  # fmt: skip
def test_in_full(parts: list[ReportReceived], said: list[str]) -> None:
    event = closed(3, whole=True)
    text = message_words.whole_text(event, parts_of(event, parts))
    assert [item["said"] for item in json.loads(text)] == said


def test_a_message_in_full_is_its_payload() -> None:
    event = received("SignCertificate", csr="\ud800")
    assert json.loads(message_words.whole_text(event, [])) == {"csr": "\ud800"}
