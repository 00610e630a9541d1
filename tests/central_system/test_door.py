import asyncio

import pytest
from websockets.exceptions import InvalidStatus

from controlroom.central_system.door import identity_of, is_browser
from tests.central_system.doubles import KEY, Memory, basic, hashed, serving


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


def test_only_pages_are_browsers() -> None:
    assert is_browser("https://evil.example")
    assert is_browser("null")
    assert not is_browser("https://github.com/gilmaimon/TinyWebsockets")


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
        assert rig.memory.knocks == [("CP9", "127.0.0.1", "2.0.1")]


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


async def test_guessing_is_slowed_here_and_nowhere_else() -> None:
    async with serving() as rig:
        rig.memory.add("CP2")
        codes = [
            (await refusal(rig.station("CP1", f"guess {number}"))).response.status_code
            for number in range(8)
        ]
        assert codes == [401] * 5 + [429] * 3
        assert (await refusal(rig.station())).response.status_code == 429
        async with rig.station(local_address="127.0.0.2") as station:
            assert await station.is_heard(), "elsewhere the real one comes in"
        async with rig.station("CP2") as station:
            assert await station.is_heard(), "and so does its neighbour"


async def test_a_charge_point_that_was_in_comes_in_again_beside_a_guesser() -> None:
    async with serving() as rig:
        async with rig.station() as station:
            assert await station.is_heard()
        for number in range(6):
            await refusal(rig.station("CP1", f"guess {number}"))
        async with rig.station() as station:
            assert await station.is_heard()


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


async def test_web_pages_stay_outside() -> None:
    async with serving() as rig:
        for origin in ("https://evil.example", "null"):
            opening = rig.station(headers={"Origin": origin})
            assert (await refusal(opening)).response.status_code == 403
        library = {"Origin": "https://github.com/gilmaimon/TinyWebsockets"}
        async with rig.station(headers=library) as station:
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
