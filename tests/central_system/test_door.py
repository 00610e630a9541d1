import asyncio

import pytest
from websockets.exceptions import InvalidStatus

from controlroom.central_system import security_log, server
from controlroom.central_system.door import foreign_origin, identity_of
from controlroom.central_system.news_throttle import Throttle
from controlroom.central_system.security_log import MOST_KNOCKS
from controlroom.domain.charging import security_events
from controlroom.domain.charging.events import SecurityEventReported
from controlroom.operations.ports.charging import KnockReason
from tests.central_system.doubles import KEY, Memory, basic, hashed, serving, until


@pytest.mark.parametrize(
    ("target", "identity"),
    (
        ("/CP1", "CP1"),
        ("/ocpp/CP1", "CP1"),
        ("/steve/websocket/CentralSystemService/CP1", "CP1"),
        ("/CP1/", "CP1"),
        ("/CP1?token=x", "CP1"),
        ("/SE%7CABC", "SE|ABC"),
        ("/a%20b", "a b"),
        ("/a%2Fb", "a/b"),
        ("/a%2520b", "a%20b"),
        ("/%C3%A5", "å"),
        ("/" + "x" * 48, "x" * 48),
        ("/" + "x" * 49, None),
        ("/", None),
        ("", None),
        ("/ocpp/a%3Ab", None),
        ("/a:b", None),
        ("/%FF", None),
        ("/%00", None),
        ("/%0A", None),
        ("/%E2%80%AE", None),
        ("//[", None),
    ),
)
def test_the_identity_is_the_last_segment_decoded_once(target: str, identity: str | None) -> None:
    assert identity_of(target) == identity


@pytest.mark.parametrize(
    ("origins", "host", "foreign"),
    (
        ((), "csms.example:9220", ""),
        (("https://evil.example",), "csms.example:9220", "https://evil.example"),
        (("null",), "csms.example", "null"),
        (("file://",), "csms.example", "file://"),
        (("http://csms.example",), "csms.example:9220", ""),
        (("https://CSMS.example:443",), "csms.example:9220", ""),
        (("csms.example",), "csms.example:9220", ""),
        (("http://[2001:db8::1]",), "[2001:db8::1]:9220", ""),
        (("http://csms.example", "https://evil.example"), "csms.example", "https://evil.example"),
        (("http://csms.example.evil.example",), "csms.example", "http://csms.example.evil.example"),
        (("http://[",), "csms.example", "http://["),
        (("https://evil.example",), "", "https://evil.example"),
    ),
)
def test_an_origin_is_foreign_where_it_is_not_the_host_that_was_called(
    origins: tuple[str, ...], host: str, foreign: str
) -> None:
    assert foreign_origin(origins, host) == foreign


async def refusal(opening: object) -> InvalidStatus:
    with pytest.raises(InvalidStatus) as refused:
        async with opening:  # type: ignore[attr-defined]
            pytest.fail("it was let in")
    return refused.value


async def test_five_wrong_ways_get_the_same_answer_and_reach_no_handler() -> None:
    async with serving() as rig:
        good = basic("CP1", KEY)
        wrong = (
            rig.station("CP1", "wrong"),
            rig.station("CP2", KEY),
            rig.station("CP1", None),
            rig.station("CP1", KEY, user="CP2"),
            rig.station("CP1", None, headers={"Authorization": good[:-5]}),
            rig.station("CP1", None, headers={"Authorization": "Bearer " + good[6:]}),
            rig.station("CP1", ""),
        )
        answers = [(await refusal(way)).response for way in wrong]
        assert {answer.status_code for answer in answers} == {401}
        assert len({bytes(answer.body) for answer in answers}) == 1
        assert {answer.headers["WWW-Authenticate"] for answer in answers} == {
            'Basic realm="controlroom"'
        }
        assert not rig.memory.points, "nobody came in"
        kinds = [event.type for event in rig.memory.events if hasattr(event, "type")]
        assert kinds == ["FailedToAuthenticateAtCsms"], "and the control room knows"


async def test_who_is_unknown_is_noted_at_the_door() -> None:
    async with serving() as rig:
        await refusal(rig.station("CP9", KEY, version="2.0.1"))
        await refusal(rig.station("cp9", None))
        await until(lambda: rig.memory.knocks)
        first = rig.memory.knocks[0]
        assert (first.id, first.address, first.version) == ("CP9", "127.0.0.1", "2.0.1")
        await rig.system.stop()
        assert [(knock.id, knock.count) for knock in rig.memory.knocks] == [("CP9", 1), ("cp9", 1)]


async def test_a_new_station_is_seen_at_the_door_beside_a_hundred_made_up_ones() -> None:
    async with serving() as rig:
        for number in range(101):
            await refusal(rig.station(f"MADE-UP-{number}", "guess"))
        await refusal(rig.station("NEW", KEY))
        await refusal(rig.station("CP1", "wrong"))
        await until(lambda: rig.memory.of(SecurityEventReported))
        (event,) = rig.memory.of(SecurityEventReported)
        assert (event.charge_point, event.type) == ("CP1", security_events.WRONG_KEY)
        await rig.system.stop()
        assert {knock.id for knock in rig.memory.knocks} >= {"NEW", "MADE-UP-0", "MADE-UP-100"}


async def test_who_is_crowded_out_of_the_door_is_counted() -> None:
    async with serving() as rig:
        log = rig.system._security
        for number in range(MOST_KNOCKS + 7):
            log.knocked(f"MADE-UP-{number}", "10.0.0.9", "1.6")
        await until(lambda: rig.memory.of(SecurityEventReported))
        (event,) = rig.memory.of(SecurityEventReported)
        assert event.type == security_events.UNKNOWN_IDENTITIES
        assert event.info.startswith("7 have left the list")
        assert len(rig.memory.knocks) == MOST_KNOCKS


async def test_what_cannot_be_told_while_the_store_is_away_is_told_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(security_log, "EVERY_S", 0.02)
    async with serving() as rig:
        log = rig.system._security
        rig.memory.away = True
        for number in range(3):
            log.tell(security_events.TOO_FAST, f"CP{number}")
        await until(lambda: len(log._unsaid) == 3)
        rig.memory.away = False
        await until(lambda: not log._unsaid)
        told = [(e.charge_point, e.type) for e in rig.memory.of(SecurityEventReported)]
        assert told == [(f"CP{number}", security_events.TOO_FAST) for number in range(3)]


async def test_wrong_keys_after_the_first_are_told_as_a_number() -> None:
    async with serving() as rig:
        seconds = [0.0]
        rig.system._security._throttle = Throttle(lambda: seconds[0])
        for number in range(4):
            await refusal(rig.station("CP1", f"guess {number}"))
        seconds[0] = 61
        await rig.system._security.tell_withheld()
        told = [(event.type, event.info) for event in rig.memory.of(SecurityEventReported)]
        assert told == [
            (security_events.WRONG_KEY, "from 127.0.0.1"),
            (security_events.WRONG_KEY, "3 more within a minute"),
        ]


@pytest.mark.parametrize(
    ("stored", "sent"),
    (
        (KEY, KEY),
        (KEY, bytes.fromhex(KEY)),
        (KEY.upper(), bytes.fromhex(KEY)),
        ("sixteen characters", "sixteen characters"),
        ("sixteen characters", b"sixteen characters".hex()),
        ("blåbärssylt blåbärssylt", "blåbärssylt blåbärssylt"),
        ("with:colons:in:it:all", "with:colons:in:it:all"),
    ),
)
async def test_both_forms_of_a_key_open_the_door(stored: str, sent: str | bytes) -> None:
    memory = Memory()
    memory.add("CP1", stored)
    async with serving(memory) as rig, rig.station("CP1", sent) as station:
        assert await station.is_heard()


async def test_the_stored_spelling_is_the_charge_point_s_name() -> None:
    memory = Memory()
    memory.add("Slussen|01")
    async with serving(memory) as rig:
        path = "any/prefix/slussen%7C01"
        async with rig.station("SLUSSEN|01", path=path) as station:
            assert await station.is_heard()
            assert rig.system.get("Slussen|01") is not None


async def test_profile_0_needs_no_key_and_profile_1_does() -> None:
    memory = Memory()
    memory.add("OPEN", None, profile=0)
    memory.add("CP1")
    async with serving(memory) as rig:
        async with rig.station("OPEN", None) as station:
            assert await station.is_heard()
        async with rig.station("OPEN", "whatever it has") as station:
            assert await station.is_heard()
        assert (await refusal(rig.station("CP1", None))).response.status_code == 401


async def test_a_charge_point_without_key_in_profile_1_stays_outside() -> None:
    memory = Memory()
    memory.add("CP1", None)
    async with serving(memory) as rig:
        assert (await refusal(rig.station("CP1", ""))).response.status_code == 401


async def test_profile_2_needs_tls() -> None:
    memory = Memory()
    memory.add("CP1", profile=2)
    async with serving(memory) as rig:
        assert (await refusal(rig.station())).response.status_code == 401
    async with serving(memory, tls=True) as rig, rig.station() as station:
        assert await station.is_heard()


async def test_wrong_keys_are_answered_slowly_and_a_right_one_enters_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "SLOW_S", 0.01)
    async with serving() as rig:
        rig.memory.add("CP2")
        codes = [
            (await refusal(rig.station("CP1", f"guess {number}"))).response.status_code
            for number in range(8)
        ]
        assert codes == [401] * 5 + [429] * 3
        async with rig.station() as station:
            assert await station.is_heard(), "whatever came from its address before"
        assert (await refusal(rig.station("CP1", "guess"))).response.status_code == 429
        async with rig.station("CP2") as station:
            assert await station.is_heard(), "and its neighbour too"


async def test_an_offered_key_and_one_in_hex_enter_beside_a_guesser(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "SLOW_S", 0.01)
    async with serving() as rig:
        rig.memory.offered["CP1"] = hashed("a new key of some length")
        for number in range(7):
            await refusal(rig.station("CP1", f"guess {number}"))
        for key in ("a new key of some length", bytes.fromhex(KEY)):
            async with rig.station("CP1", key) as station:
                assert await station.is_heard()


async def test_not_many_guessers_wait_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "SLOW_S", 60.0)
    monkeypatch.setattr(server, "SLOWED", 1)
    async with serving() as rig:
        for number in range(5):
            await refusal(rig.station("CP1", f"guess {number}"))
        waiting = asyncio.ensure_future(refusal(rig.station("CP1", "guess")))
        await until(lambda: rig.system._slowed == 1)
        assert (await refusal(rig.station("CP1", "guess"))).response.status_code == 429
        async with rig.station() as station:
            assert await station.is_heard()
        waiting.cancel()


async def test_the_new_key_settles_after_the_first_message() -> None:
    async with serving() as rig:
        rig.memory.offered["CP1"] = hashed("a new key of some length")
        async with rig.station() as station:
            assert await station.is_heard()
        assert rig.memory.settled == [], "the old key says nothing of the new one"
        async with rig.station("CP1", "a new key of some length") as station:
            assert rig.memory.settled == []
            assert await station.is_heard()
            assert await station.is_heard()
        assert rig.memory.settled == [("CP1", True)]


async def test_while_the_database_is_away_nobody_is_judged() -> None:
    async with serving() as rig:
        rig.memory.away = True
        assert (await refusal(rig.station())).response.status_code == 503
        rig.memory.away = False
        async with rig.station() as station:
            assert await station.is_heard()


ORIGINS = (
    "https://evil.example",
    "null",
    "file://",
    "http://10.0.0.5:8080",
    "https://github.com/gilmaimon/TinyWebsockets",
)


@pytest.mark.parametrize("origin", ORIGINS)
async def test_with_the_right_key_any_origin_enters(origin: str) -> None:
    async with serving() as rig:
        async with rig.station(headers={"Origin": origin}) as station:
            assert await station.is_heard()
        wrong = await refusal(rig.station("CP1", "wrong", headers={"Origin": origin}))
        assert wrong.response.status_code == 401


@pytest.mark.parametrize("origin", ORIGINS)
async def test_a_web_page_may_not_pose_as_a_station_without_a_key(origin: str) -> None:
    memory = Memory()
    memory.add("OPEN", None, profile=0)
    async with serving(memory) as rig:
        refused = await refusal(rig.station("OPEN", None, headers={"Origin": origin}))
        assert refused.response.status_code == 403
        assert b"registered without a key" in refused.response.body
        await until(lambda: memory.knocks)
        (knock,) = memory.knocks
        assert (knock.id, knock.reason) == ("OPEN", KnockReason.FOREIGN_ORIGIN)
        (event,) = memory.of(SecurityEventReported)
        assert (event.charge_point, event.type) == ("OPEN", security_events.FOREIGN_ORIGIN)
        assert origin in event.info
        # A library that sends the address that it calls is no page.
        async with rig.station("OPEN", None, headers={"Origin": "http://127.0.0.1"}) as station:
            assert await station.is_heard()


async def test_a_path_without_identity_is_refused_with_what_to_do() -> None:
    async with serving() as rig:
        for path in ("%3A", "%FF", "x" * 49):
            refused = await refusal(rig.station(path=f"{path}/"))
            assert refused.response.status_code == 400
            assert b"identity" in refused.response.body


async def test_plain_http_is_asked_to_upgrade() -> None:
    async with serving() as rig:
        host, port = rig.url.removeprefix("ws://").removesuffix("/ocpp").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"GET /CP1 HTTP/1.1\r\nHost: x\r\n\r\n")
        assert (await reader.readline()).startswith(b"HTTP/1.1 426")
        writer.close()
        await writer.wait_closed()
