from controlroom.central_system.guesses import MOST, Guesses
from controlroom.central_system.throttle import Throttle


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_five_guesses_a_minute_from_one_address_for_one_identity() -> None:
    seconds = Seconds()
    guesses = Guesses(seconds)
    judged = 0
    for second in range(600):
        seconds.now = second / 10
        if guesses.may_try("1.2.3.4", "CP1", b"x"):
            judged += 1
            guesses.wrong("1.2.3.4", "CP1")
    assert judged <= 10  # five at once, then one in twelve seconds
    assert not guesses.may_try("1.2.3.4", "cp1", b"x")
    assert guesses.may_try("1.2.3.5", "CP1", b"x"), "elsewhere it may come in"
    assert guesses.may_try("1.2.3.4", "CP2", b"x"), "and so may its neighbour"
    seconds.now += 12.1
    assert guesses.may_try("1.2.3.4", "CP1", b"x")


def test_a_key_that_was_right_stays_welcome_beside_a_guesser() -> None:
    guesses = Guesses(Seconds())
    guesses.right("1.2.3.4", "CP1", b"good")
    for _ in range(9):
        guesses.wrong("1.2.3.4", "CP1")
    assert guesses.may_try("1.2.3.4", "CP1", b"good")
    assert not guesses.may_try("1.2.3.4", "CP1", b"bad")


def test_guessing_fills_no_memory() -> None:
    guesses = Guesses(Seconds())
    for number in range(MOST + 100):
        guesses.wrong("1.2.3.4", f"CP{number}")
        guesses.right("1.2.3.4", f"CP{number}", b"x")
    assert len(guesses._buckets) == len(guesses._right) == MOST


def test_news_is_told_once_a_minute_and_not_without_end() -> None:
    seconds = Seconds()
    throttle = Throttle(seconds)
    assert throttle.allows("a")
    assert not throttle.allows("a")
    assert sum(throttle.allows(number) for number in range(1000)) == 99
    seconds.now = 61
    assert throttle.allows("a")
