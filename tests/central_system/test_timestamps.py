from datetime import UTC, datetime, timedelta

import pytest

from controlroom.central_system.timestamps import Moment, moment, stamp

ARRIVAL = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "at"),
    (
        ("2026-03-01T11:00:00Z", datetime(2026, 3, 1, 11, tzinfo=UTC)),
        ("2026-03-01T11:00:00.123Z", datetime(2026, 3, 1, 11, 0, 0, 123_000, tzinfo=UTC)),
        ("2026-03-01T11:00:00.123456789Z", datetime(2026, 3, 1, 11, 0, 0, 123_456, tzinfo=UTC)),
        ("2026-03-01T12:30:00+01:00", datetime(2026, 3, 1, 11, 30, tzinfo=UTC)),
        ("2026-03-01T12:30:00+0100", datetime(2026, 3, 1, 11, 30, tzinfo=UTC)),
        ("2026-03-01 11:00:00Z", datetime(2026, 3, 1, 11, tzinfo=UTC)),
        (" 2026-03-01T11:00Z ", datetime(2026, 3, 1, 11, tzinfo=UTC)),
        ("2020-01-01T00:00:00Z", datetime(2020, 1, 1, tzinfo=UTC)),
        ("2026-03-01T12:05:00Z", datetime(2026, 3, 1, 12, 5, tzinfo=UTC)),
    ),
)
def test_a_time_that_can_be_true_is_believed(text: str, at: datetime) -> None:
    assert moment(text, ARRIVAL) == Moment(at)


@pytest.mark.parametrize(
    "sent",
    (
        None,
        "",
        "yesterday",
        5,
        {},
        "1970-01-01T00:00:12Z",
        "2019-12-31T23:59:59Z",
        "2026-03-01T12:05:01Z",
        "2126-03-01T12:00:00Z",
        "2026-02-30T12:00:00Z",
        "2026-03-01T11:59:60Z",
        "0001-01-01T00:00:00+23:00",
        "9999-12-31T23:59:59-23:00",
        "\ud800",
        "2026-03-01T11:00:00" + "0" * 10_000,
    ),
)
def test_a_time_that_cannot_be_true_is_that_of_arrival(sent: object) -> None:
    assert moment(sent, ARRIVAL) == Moment(ARRIVAL, estimated=True)


def test_a_time_without_zone_is_utc_and_flagged() -> None:
    at = ARRIVAL - timedelta(hours=1)
    assert moment("2026-03-01T11:00:00", ARRIVAL) == Moment(at, zone_missing=True)


def test_we_write_milliseconds_and_z() -> None:
    assert stamp(ARRIVAL) == "2026-03-01T12:00:00.000Z"
    assert moment(stamp(ARRIVAL), ARRIVAL) == Moment(ARRIVAL)
