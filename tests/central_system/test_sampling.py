from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from controlroom.central_system.sampling import samples_16, samples_201
from controlroom.domain.charging.metering import Sample, readings

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
STAMP = "2026-03-01T11:59:00Z"
AT = NOON - timedelta(minutes=1)


def one_16(**sampled: object) -> Sample:
    found = samples_16([{"timestamp": STAMP, "sampledValue": [sampled]}], NOON)
    assert found.dropped == 0
    return found.samples[0]


def one_201(**sampled: object) -> Sample:
    found = samples_201([{"timestamp": STAMP, "sampledValue": [sampled]}], NOON)
    assert found.dropped == 0
    return found.samples[0]


def test_a_bare_value_is_a_register_in_wh() -> None:
    expected = Sample(AT, "Energy.Active.Import.Register", 1500.0, "Wh")
    assert one_16(value="1500") == expected
    assert one_201(value=1500) == expected


@pytest.mark.parametrize(
    ("measurand", "value", "unit", "counted", "as_unit"),
    (
        ("Energy.Active.Import.Register", "41.5", "kWh", 41_500, "Wh"),
        ("Energy.Active.Import.Register", "41.5", "kwh", 41_500, "Wh"),
        ("Energy.Active.Import.Interval", "7", "Wh", 7, "Wh"),
        ("Power.Active.Import", "11", "kW", 11_000, "W"),
        ("Power.Active.Import", "11000", None, 11_000, "W"),
        ("Power.Offered", "22", "kW", 22_000, "W"),
        ("Power.Factor", "0.98", None, 0.98, ""),
        ("Current.Import", "16.0", "A", 16, "A"),
        ("Current.Import", "16.0", None, 16, "A"),
        ("Voltage", "230.1", "V", 230.1, "V"),
        ("SoC", "80", "Percent", 80, "Percent"),
        ("SoC", "80", None, 80, "Percent"),
        ("Temperature", "31", "Celcius", 31, "Celsius"),
        ("Temperature", "304", "K", 304, "K"),
        ("Frequency", "50", None, 50, "Hertz"),
        ("Energy.Reactive.Import.Register", "2", "kvarh", 2_000, "varh"),
        ("Energy.Reactive.Import.Register", "2", None, 2, "varh"),
        ("Vendor.Made.Up", "3", "furlong", 3, "furlong"),
        ("Vendor.Made.Up", "3", None, 3, ""),
    ),
)
def test_every_unit_is_understood(
    measurand: str, value: str, unit: str | None, counted: float, as_unit: str
) -> None:
    for sample in (
        one_16(value=value, measurand=measurand, unit=unit),
        one_201(value=float(value), measurand=measurand, unitOfMeasure={"unit": unit}),
    ):
        assert sample.value == pytest.approx(counted)
        assert (sample.measurand, sample.unit) == (measurand, as_unit)


def test_the_multiplier_is_a_power_of_ten() -> None:
    wh = {"unit": "Wh", "multiplier": 3}
    assert one_201(value=41.5, unitOfMeasure=wh).value == pytest.approx(41_500)
    kwh = {"unit": "kWh", "multiplier": -3}
    assert one_201(value=41_500, unitOfMeasure=kwh).value == pytest.approx(41_500)
    assert one_201(value=2, unitOfMeasure={"multiplier": 1.0}).value == pytest.approx(20)


def test_phases_contexts_and_places_are_kept() -> None:
    told = {"phase": "L1-N", "context": "Transaction.Begin", "location": "Inlet"}
    for sample in (one_16(value="1", **told), one_201(value=1, **told)):
        assert (sample.phase, sample.context, sample.location) == (
            "L1-N",
            "Transaction.Begin",
            "Inlet",
        )


def test_phases_in_kwh_add_up_to_a_register_in_wh() -> None:
    phases = [{"value": "1.5", "unit": "kWh", "phase": f"L{line}"} for line in (1, 2, 3)]
    found = samples_16([{"timestamp": STAMP, "sampledValue": phases}], NOON)
    assert readings(found.samples)[0].register_wh == 4500


@pytest.mark.parametrize(
    ("value", "unit", "step"),
    (
        ("1234", "Wh", 1), ("1234.5", None, 1), ("0.411", "kWh", 1), ("1.23", "kWh", 10),
        ("1.30", "kWh", 10), ("1.2", "kWh", 100), ("5", "kWh", 1000), ("1.2e0", "kWh", 100),
        ("1.23456", "kWh", 1), ("7", "MWh", 1000), ("1.234", "MWh", 1000), (" 1.2 ", "kWh", 100),
    ),
)  # fmt: skip
def test_a_register_knows_what_its_last_digit_is_worth(
    value: str, unit: str | None, step: int
) -> None:
    assert one_16(value=value, unit=unit).step == step
    assert one_16(value=value, unit=unit, measurand="Energy.Active.Import.Interval").step == 1


def test_numbers_of_json_know_their_digits() -> None:
    kwh = {"unit": "kWh"}
    assert [one_201(value=v, unitOfMeasure=kwh).step for v in (1.2, 1.27, 5)] == [100, 10, 1000]
    wh = {"unit": "Wh", "multiplier": 3}
    assert one_201(value=1.2, unitOfMeasure=wh).step == 100
    assert one_201(value=1234, unitOfMeasure={"unit": "kWh", "multiplier": -3}).step == 1


def test_the_steps_of_phases_add_up() -> None:
    phases = [{"value": "0.41", "unit": "kWh", "phase": f"L{line}"} for line in (1, 2, 3)]
    found = samples_16([{"timestamp": STAMP, "sampledValue": phases}], NOON)
    assert (readings(found.samples)[0].register_wh, readings(found.samples)[0].slack_wh) == (
        1230,
        30,
    )


def test_signed_data_is_kept_as_sent() -> None:
    sample = one_16(value="OCMF|{}|{}", format="SignedData")
    assert (sample.signed, sample.value) == ("OCMF|{}|{}", 0.0)
    signed = {"signedMeterData": "x", "signingMethod": "", "encodingMethod": "", "publicKey": ""}
    found = samples_201(
        [{"timestamp": STAMP, "sampledValue": [{"value": 5, "signedMeterValue": signed}]}], NOON
    )
    assert [s.value for s in found.samples if not s.signed] == [5]
    assert [s.signed for s in found.samples if s.signed] == [
        '{"signedMeterData":"x","signingMethod":"","encodingMethod":"","publicKey":""}'
    ]


@pytest.mark.parametrize(
    "bad",
    (
        {},
        {"value": ""},
        {"value": "ten"},
        {"value": "1_000"},
        {"value": "nan"},
        {"value": "Infinity"},
        {"value": "1e300"},
        {"value": None},
        {"value": True},
        {"value": []},
        {"value": 10**400},
        {"value": "1", "measurand": 5},
        {"value": "1", "phase": {"a": 1}},
        "text",
        None,
        5,
        [],
    ),
)
def test_a_bad_sample_is_dropped_and_the_rest_kept(bad: object) -> None:
    mixed = [{"value": "1"}, bad, {"value": "2"}]
    found = samples_16([{"timestamp": STAMP, "sampledValue": mixed}], NOON)
    assert [s.value for s in found.samples] == [1.0, 2.0]
    assert found.dropped == 1
    found = samples_201([{"timestamp": STAMP, "sampledValue": mixed}], NOON)
    assert [s.value for s in found.samples] == [1.0, 2.0]


@pytest.mark.parametrize("multiplier", (13, -13, 10**20, "3", 0.5, {}))
def test_a_multiplier_out_of_this_world_spoils_its_sample_only(multiplier: object) -> None:
    measure = {"unit": "Wh", "multiplier": multiplier}
    mixed = [{"value": 1, "unitOfMeasure": measure}, {"value": 2}]
    found = samples_201([{"timestamp": STAMP, "sampledValue": mixed}], NOON)
    # {} is no multiplier at all, and means none
    assert [s.value for s in found.samples] == ([1.0, 2.0] if multiplier == {} else [2.0])


def test_the_moment_is_that_of_the_newest_sample() -> None:
    def at(text: str) -> dict[str, Any]:
        return {"timestamp": text, "sampledValue": [{"value": "1"}]}

    found = samples_16([at("2026-03-01T11:00:00Z"), at(STAMP), at("2026-03-01T10:00:00Z")], NOON)
    assert found.moment is not None
    assert found.moment.at == AT
    assert [s.at.hour for s in found.samples] == [11, 11, 10]
    estimated = samples_16([at("1970-01-01T00:00:00Z")], NOON)
    assert estimated.moment is not None
    assert (estimated.moment.at, estimated.moment.estimated) == (NOON, True)
    assert estimated.samples[0].estimated


@pytest.mark.parametrize("nothing", (None, [], [{"timestamp": STAMP, "sampledValue": []}], "x"))
def test_nothing_sampled_is_no_moment(nothing: object) -> None:
    assert samples_16(nothing, NOON).moment is None
    assert samples_201(nothing, NOON).samples == ()
