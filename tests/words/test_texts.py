from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.alarms.catalogue import CATALOGUE as ALARMS
from controlroom.domain.charging.charge_point import ConnectorStatus, Phase, SiteKind
from controlroom.domain.charging.closing_reason import ClosingReason
from controlroom.domain.charging.commands import Command, CommandState, CommandStatus
from controlroom.domain.charging.events import LinkClosed
from controlroom.domain.charging.session import Hold, SessionState
from controlroom.domain.charging.wishes import Reset
from controlroom.domain.errors import PortInUse, Refused
from controlroom.domain.people.user import Role
from controlroom.words.catalogue import LANGUAGES, Catalogue, read
from controlroom.words.texts import Texts, outlet
from tests.domain.charging.one_of_each import ONE_OF_EACH

CATALOGUE = Catalogue("en")
texts = Texts(CATALOGUE, at_window=True)
NOW = datetime(2026, 11, 20, 13, 32, tzinfo=UTC)
ASKED = Command(1, "SLU-03", Reset(hard=True), "Operator 1", NOW)


@pytest.fixture
def speak() -> Iterator[Callable[[str], None]]:
    yield lambda language: setattr(CATALOGUE, "language", language)
    CATALOGUE.language = "en"


def test_every_enum_has_words_in_both_languages(speak: Callable[[str], None]) -> None:
    asked: list[tuple[Callable[..., str], object]] = [
        *((texts.name, s) for s in ConnectorStatus),
        *((texts.name, s) for s in AlarmState),
        *((texts.name, s) for s in SessionState),
        *((texts.hold, h.value) for h in Hold),
        *((texts.name, r) for r in Role),
        *((texts.name, p) for p in Phase),
        *((texts.name, k) for k in SiteKind),
        *((texts.verb, replace(ASKED, wish=wish)) for wish in ONE_OF_EACH),
    ]
    english = [word(thing) for word, thing in asked]
    assert all(english)
    speak("sv")
    swedish = [word(thing) for word, thing in asked]
    same = {e for e, s in zip(english, swedish, strict=True) if e == s}
    assert same <= {"GetLog"}, same


@pytest.mark.parametrize("reason", ("status-doubted", "connectors-counted"))
def test_what_the_program_asks_for_itself_has_a_reason_in_words(
    reason: str, speak: Callable[[str], None]
) -> None:
    asked = replace(ASKED, asked_by="system", reason=reason)
    english = texts.why_asked(asked)
    speak("sv")
    assert english == read("en")["", reason][0]
    assert texts.why_asked(asked) not in (english, reason)
    assert texts.why_asked(replace(ASKED, reason="As the driver asked")) == "As the driver asked"


@pytest.mark.parametrize("code", ALARMS)
def test_every_alarm_says_what_to_do(code: str, speak: Callable[[str], None]) -> None:
    for language in ("en", "sv"):
        speak(language)
        alarm = Alarm(1, code, 2, AlarmState.UNACKNOWLEDGED, "A", 2, 1, "S", NOW, NOW)
        assert "2.1" in texts.alarm_title(alarm, "2.0.1")
        assert "EVSE 2" in texts.alarm_title(replace(alarm, connector=0), "2.0.1")
        assert len(texts.guidance(code)) >= 2
        assert texts.consequence(code)


def test_a_fault_is_called_what_the_station_calls_it() -> None:
    alarm = Alarm(
        1, "CON-FAULT", 3, AlarmState.UNACKNOWLEDGED, "A", 1, 1, "S", NOW, NOW,
        detail="HighTemperature \u00b7 CX003 {0}\u202e",
    )  # fmt: skip
    assert texts.alarm_title(alarm, "1.6") == "Fault: HighTemperature \u00b7 CX003 {0}, connector 1"
    more = replace(alarm, detail="OtherError \u00b7 E42 \u00b7 Door \u00b7 open")
    assert texts.alarm_title(more, "1.6") == "Fault: E42 \u00b7 Door, connector 1"
    assert len(texts.alarm_title(replace(alarm, detail="x" * 1000), "1.6")) < 80
    ground = replace(alarm, code="HW-GND")
    assert texts.alarm_title(ground, "1.6") == "Ground failure, connector 1"
    assert texts.guidance("HW-GND") == [
        "Do not reset it.",
        "Take it out of operation: set it inoperative.",
        "Send an electrician.",
    ]


def test_errors_are_said_in_swedish(speak: Callable[[str], None]) -> None:
    speak("sv")
    refusal = Refused("month-not-over", month="2026-11", first="2026-12-01")
    assert texts.error(refusal) == (
        "2026-11 är inte slut än (svensk tid). Kör den från och med 2026-12-01."
    )


def test_an_error_without_a_sentence_is_not_hidden() -> None:
    assert texts.error(Refused("no-such-key", file="x")) == "no-such-key: file=x"


def test_advice_at_a_window_names_no_option() -> None:
    told = [text for language in LANGUAGES for (context, _), text in read(language).items()
            if context == "window"]  # fmt: skip
    assert told
    assert not [text for text in told if "--" in text[0]]


def test_what_another_process_said_is_said_in_the_language_of_the_screen(
    speak: Callable[[str], None],
) -> None:
    speak("sv")
    taken = PortInUse("port-in-use", address="127.0.0.1:9220")
    told = texts.error(Refused("worker-ended", why=taken))
    assert "127.0.0.1:9220 används av ett annat program" in told
    assert "--listen" not in told
    own = "Traceback: something else"
    assert own in texts.error(Refused("worker-ended", why=own))


@pytest.mark.parametrize(
    ("state", "status", "steps"),
    (
        (CommandState.REQUESTED, "", [(True, "Requested")]),
        (CommandState.TAKEN, "", [(True, "Sent")]),
        (CommandState.ANSWERED, "Rejected", [(True, "Sent"), (False, "Rejected")]),
        (CommandState.ANSWERED, "Partly", [(True, "Sent"), (True, "Partly accepted")]),
        (CommandState.ANSWERED, "Unpublished", [(True, "Sent"), (True, "Published no more")]),
        (
            CommandState.ANSWERED,
            "AcceptedCanceled",
            [(True, "Sent"), (True, "Accepted, earlier one cancelled")],
        ),
        (CommandState.VOID, "NoLink", [(False, "Not sent: not connected")]),
        (CommandState.VOID, "NoAnswer", [(False, "No answer in time")]),
        (CommandState.VOID, "LinkClosed", [(False, "The connection was closed")]),
        (
            CommandState.CONFIRMED,
            "Accepted",
            [(True, "Sent"), (True, "Accepted"), (True, "Confirmed by telemetry")],
        ),
    ),
)
def test_fate_of_a_command(state: CommandState, status: str, steps: list[tuple[bool, str]]) -> None:
    assert texts.fate(replace(ASKED, state=state, status=CommandStatus(status))) == steps


def _set(*results: tuple[str, str]) -> dict[str, object]:
    return {
        "setVariableResult": [
            {
                "attributeStatus": status,
                "component": {"name": "Clock"},
                "variable": {"name": name},
            }
            for name, status in results
        ]
    }


@pytest.mark.parametrize(
    ("status", "response", "words"),
    (
        (
            "Partly",
            _set(("a", "Accepted"), ("b", "Rejected")),
            "Accepted, but not Clock.b",
        ),
        (
            "Partly",
            _set(("a", "Accepted"), ("b", "Rejected"), ("c", "Rejected"), ("d", "Rejected")),
            "Accepted, but not Clock.b, Clock.c and others",
        ),
        ("Rejected", _set(("a", "UnknownVariable")), "Unknown key"),
        ("OccurrenceConstraintViolation", {"bad": 1}, "Answer does not fit OCPP"),
        ("FormationViolation", {"description": "not JSON"}, "Answer does not fit OCPP"),
        ("FormatViolation", {"code": "FormatViolation", "description": ""}, "FormatViolation"),
        ("Rejected", _set(("a", "UnknownVariable"), ("b", "UnknownComponent")), "Rejected"),
    ),
)
def test_what_a_station_refused_of_a_command_is_named(
    status: str, response: dict[str, object], words: str
) -> None:
    word = CommandStatus(status)
    command = replace(ASKED, state=CommandState.ANSWERED, status=word, response=response)
    assert texts.fate(command)[-1] == (status == "Partly", words)


def test_connectors_are_called_as_their_version_does() -> None:
    assert outlet(2, 2, "1.6") == "2"
    assert outlet(2, 1, "2.0.1") == "2.1"
    assert outlet(2, 2, "2.0.1") == "2.2"
    assert outlet(2, 2, "") == "2"
    assert outlet(1, 2, "") == "1.2"


@pytest.mark.parametrize(
    ("reason", "said", "words"),
    (
        (ClosingReason.CONNECTION_LOST, "", "förbindelsen bröts"),
        (ClosingReason.CLOSED_WITH, "1006", "stängd med kod 1006"),
        ("", "Going {0} home", "Going {0} home"),
        ("connection lost", "", "connection lost"),
        ("closed with 1000", "", "closed with 1000"),
    ),
)
def test_why_a_link_ended_is_kept_as_a_key_and_old_rows_as_they_are(
    reason: str, said: str, words: str, speak: Callable[[str], None]
) -> None:
    speak("sv")
    event = LinkClosed(charge_point="A", at=NOW, received=NOW, epoch=1, reason=reason, said=said)
    assert texts.closing(event) == words
