"""What a person may decide on a held session, and how long the decision holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from controlroom.domain.billing.review import Review, Verdict, decide, energy_wh, offered
from controlroom.domain.charging.session import ChargingSession, Hold
from controlroom.domain.errors import InvalidValue, Refused
from controlroom.words.texts import ENGLISH
from tests.domain.session_events import after, at, start, stop

WHY = "The driver sent a picture of the meter."


def back() -> ChargingSession:
    """Its meter went backwards."""
    session = after(start(0, 41_000), stop(120, 1_000))
    assert session.holds == (Hold.METER_BACK,)
    return session


def decided(
    verdict: Verdict, session: ChargingSession | None = None, *holds: Hold, **more: object
) -> Review:
    session = session or back()
    given: dict[str, object] = {"reason": WHY, "by": "eva", "at": at(500), **more}
    known = given.pop("known", None)
    reasons = holds or session.holds
    return decide(session, known, reasons, verdict, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("verdict", (Verdict.APPROVED, Verdict.STRUCK))
def test_a_decision_overcomes_what_the_person_saw(verdict: Verdict) -> None:
    session = back()
    review = decided(verdict)
    assert (review.number, review.by, review.at, review.reason) == (1, "eva", at(500), WHY)
    assert review.standing(session, session.holds) == ()
    assert review.billed_wh(session) == session.energy_wh


def test_a_correction_says_what_is_billed() -> None:
    review = decided(Verdict.CORRECTED, corrected_wh=12_345)
    assert review.billed_wh(back()) == 12_345
    assert review.standing(back(), [Hold.METER_BACK]) == ()


@pytest.mark.parametrize("verdict", (Verdict.APPROVED, Verdict.CORRECTED))
def test_what_comes_up_later_still_holds_it(verdict: Verdict) -> None:
    review = decided(verdict, corrected_wh=1)
    later = (Hold.METER_BACK, Hold.IMPLAUSIBLE, Hold.NO_TARIFF)
    assert review.standing(back(), later) == (Hold.IMPLAUSIBLE, Hold.NO_TARIFF)
    struck = decided(Verdict.STRUCK)
    assert struck.standing(back(), later) == ()


@pytest.mark.parametrize(
    "change",
    (
        {"energy_wh": 1},
        {"ended": at(121)},
        {"started": at(1)},
        {"idle_s": 60},
    ),
)
@pytest.mark.parametrize("verdict", (Verdict.APPROVED, Verdict.CORRECTED, Verdict.STRUCK))
def test_other_figures_are_not_decided_on(verdict: Verdict, change: dict[str, object]) -> None:
    review = decided(verdict, corrected_wh=777)
    changed = replace(back(), **change)  # type: ignore[arg-type]
    assert not review.applies(changed)
    assert review.standing(changed, changed.holds) == (Hold.CHANGED, Hold.METER_BACK)
    assert review.billed_wh(changed) == changed.energy_wh
    # And it can be decided on again.
    again = decided(verdict, changed, known=review, corrected_wh=777)
    assert again.number == 2
    assert again.standing(changed, changed.holds) == ()


def test_another_customer_is_not_billed_by_the_decision() -> None:
    other = replace(back(), customer=8)
    assert decided(Verdict.APPROVED).standing(other, other.holds)[0] is Hold.CHANGED
    assert decided(Verdict.STRUCK).standing(other, other.holds) == ()


def test_a_decision_is_taken_back() -> None:
    first = decided(Verdict.STRUCK)
    reopened = decided(Verdict.REOPENED, known=first, reason="")
    assert (reopened.number, reopened.reason) == (2, "")
    assert reopened.standing(back(), [Hold.METER_BACK]) == (Hold.METER_BACK,)
    with pytest.raises(Refused) as refused:
        decided(Verdict.REOPENED, known=reopened)
    assert refused.value.key == "review-nothing"
    with pytest.raises(Refused):
        decided(Verdict.REOPENED)


@pytest.mark.parametrize(
    ("hold", "approve", "correct", "key"),
    (
        (Hold.SUPERSEDED, True, True, ""),
        (Hold.ORPHAN, True, True, ""),
        (Hold.STOP_BELOW_READING, True, True, ""),
        (Hold.METER_BACK, True, True, ""),
        (Hold.IMPLAUSIBLE, False, True, "review-implausible"),
        (Hold.TIME_ESTIMATED, True, True, ""),
        (Hold.NOT_AUTHORISED, True, True, ""),
        (Hold.CHANGED, True, True, ""),
        (Hold.NO_METER, False, True, "review-needs-energy"),
        (Hold.NO_CUSTOMER, False, False, "review-needs-customer"),
        (Hold.NO_TARIFF, False, False, "review-needs-tariff"),
    ),
)
def test_what_may_be_overruled(hold: Hold, approve: bool, correct: bool, key: str) -> None:
    for verdict, may in ((Verdict.APPROVED, approve), (Verdict.CORRECTED, correct)):
        assert offered(verdict, [hold]) is may
        if may:
            decided(verdict, back(), hold, corrected_wh=1)
            continue
        with pytest.raises(Refused) as refused:
            decided(verdict, back(), Hold.METER_BACK, hold, corrected_wh=1)
        assert refused.value.key == key
        assert back().id in ENGLISH.error(refused.value)
    assert offered(Verdict.STRUCK, [hold])
    decided(Verdict.STRUCK, back(), hold)


def test_every_reason_to_hold_is_judged() -> None:
    """Whatever approval does not overcome says what to do."""
    for hold in Hold:
        if not offered(Verdict.APPROVED, [hold]):
            with pytest.raises(Refused):
                decided(Verdict.APPROVED, back(), hold)


def test_what_cannot_be_decided() -> None:
    running = after(start(0, 1_000))
    with pytest.raises(Refused) as refused:
        decided(Verdict.STRUCK, running, Hold.METER_BACK)
    assert refused.value.key == "review-running"
    whole = after(start(0, 1_000), stop(120, 41_000))
    with pytest.raises(Refused) as refused:
        decided(Verdict.STRUCK, whole)
    assert refused.value.key == "review-not-held"


@pytest.mark.parametrize(
    ("given", "key"),
    (
        ({"reason": " "}, "review-reasonless"),
        ({"reason": "x" * 201}, "too-long"),
        ({"reason": "a\0b"}, "unprintable"),
        ({"corrected_wh": None}, "review-energy"),
        ({"corrected_wh": 0}, "review-energy"),
        ({"corrected_wh": -1}, "review-energy"),
        ({"corrected_wh": 10_000_001}, "review-energy"),
    ),
)
def test_what_a_person_gets_wrong(given: dict[str, object], key: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        decided(Verdict.CORRECTED, **{"corrected_wh": 5, **given})  # type: ignore[arg-type]
    assert refused.value.key == key


def test_energy_as_a_person_writes_it() -> None:
    assert (energy_wh(" 21.48 "), energy_wh("0.001"), energy_wh("10000")) == (21_480, 1, 10_000_000)
    for text, key in (
        ("21,48", "not-a-number"),
        ("", "not-a-number"),
        ("0", "review-energy"),
        ("-1", "review-energy"),
        ("10000.001", "review-energy"),
        ("1e9999", "not-a-number"),
        ("1.0005", "too-many-decimals"),
    ):
        with pytest.raises(InvalidValue) as refused:
            energy_wh(text)
        assert refused.value.key == key
