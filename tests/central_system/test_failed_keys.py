from controlroom.central_system.failed_keys import MOST, Guesses
from controlroom.central_system.news_throttle import MOST as SUBJECTS
from controlroom.central_system.news_throttle import Throttle


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_five_wrong_keys_a_minute_are_answered_at_once() -> None:
    seconds = Seconds()
    guesses = Guesses(seconds)
    at_once = 0
    for second in range(600):
        seconds.now = second / 10
        at_once += guesses.wrong("1.2.3.4", "CP1")
    assert at_once <= 10  # five at once, then one in twelve seconds
    assert not guesses.wrong("1.2.3.4", "cp1")
    assert guesses.wrong("1.2.3.5", "CP1"), "elsewhere it is another's mistake"
    assert guesses.wrong("1.2.3.4", "CP2"), "and so is its neighbour's"
    seconds.now += 12.1
    assert guesses.wrong("1.2.3.4", "CP1")


def test_guessing_fills_no_memory() -> None:
    guesses = Guesses(Seconds())
    for number in range(MOST + 100):
        guesses.wrong("1.2.3.4", f"CP{number}")
    assert len(guesses._buckets) == MOST


def test_news_is_told_once_a_minute_and_the_rest_as_a_number() -> None:
    seconds = Seconds()
    throttle = Throttle(seconds)
    assert throttle.allows("wrong key", "CP1")
    assert sum(throttle.allows("wrong key", "CP1") for _ in range(7)) == 0
    assert list(throttle.withheld()) == [], "its minute is not over"
    seconds.now = 61
    assert list(throttle.withheld()) == [("wrong key", "CP1", 7)]
    assert list(throttle.withheld()) == []
    assert not throttle.allows("wrong key", "CP1"), "that was news of this minute"
    seconds.now = 122
    assert list(throttle.withheld()) == [("wrong key", "CP1", 1)]
    seconds.now = 200
    assert throttle.allows("wrong key", "CP1")


def test_each_kind_of_news_has_a_budget_of_its_own() -> None:
    seconds = Seconds()
    throttle = Throttle(seconds)
    assert sum(throttle.allows("a", str(number)) for number in range(1000)) == SUBJECTS
    assert throttle.allows("b", "CP1"), "noise of one kind hides nothing of another"
    assert list(throttle.withheld()) == [("a", None, 1000 - SUBJECTS)]
    seconds.now = 61
    assert throttle.allows("a", "another")


def test_noise_fills_no_memory() -> None:
    seconds = Seconds()
    throttle = Throttle(seconds)
    for number in range(100_000):
        seconds.now = number / 100
        throttle.allows("a", str(number))
        throttle.allows("a", "0")
    assert len(throttle._told["a"]) <= SUBJECTS + 1
    assert len(throttle._withheld) < 2 * SUBJECTS
