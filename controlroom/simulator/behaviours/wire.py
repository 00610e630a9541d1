"""Ways of talking that real charge points have, as seen on the wire."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from controlroom.simulator.behaviours.behaviour import Behaviour, Order, Parameter, Play
from controlroom.simulator.behaviours.charging import ensure_charge
from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.messages import Said, Stop
from controlroom.simulator.profile import VERSIONS, Version
from controlroom.simulator.wire_quirks import Manner

RENEWAL_S = 3.0
AFTERWARDS_S = 120.0
"""How long a manner that shows in a replay goes on after the link is back."""
_BEGUN_S = 60.0

_OLD: tuple[Version, ...] = ("1.6",)
_NEW: tuple[Version, ...] = ("2.0.1",)


def _begin(point: ChargePoint, manners: tuple[Manner, ...], until: float) -> None:
    for manner in manners:
        point.manners.begin(manner)

    def end(_at: float) -> None:
        for manner in manners:
            point.manners.end(manner)

    point.agenda.plan(until, end)


def _talk(*manners: Manner) -> Play:
    """The manner, for so long."""
    return partial(_do_talk, manners)


def _do_talk(manners: tuple[Manner, ...], point: ChargePoint, order: Order) -> None:
    _begin(point, manners, order.until)


def _talk_of_a_charge(*manners: Manner) -> Play:
    """The manner, and somebody who charges, so that there is something to say."""
    return partial(_do_talk_of_a_charge, manners)


def _do_talk_of_a_charge(manners: tuple[Manner, ...], point: ChargePoint, order: Order) -> None:
    _begin(point, manners, order.until)
    ensure_charge(point, order)


def _call(*manners: Manner) -> Play:
    """The manner, and a new link on which it shows; afterwards another one without it."""
    return partial(_do_call, manners)


def _do_call(manners: tuple[Manner, ...], point: ChargePoint, order: Order) -> None:
    _begin(point, manners, order.until)
    point.lose_link(order.at, RENEWAL_S)
    point.agenda.plan(order.until, lambda at: point.lose_link(at, RENEWAL_S))


def _replay(*manners: Manner) -> Play:
    """The manner, and a charge that ends while the link is away."""
    return partial(_do_replay, manners)


def _do_replay(manners: tuple[Manner, ...], point: ChargePoint, order: Order) -> None:
    # The replay, which comes when the link is back, is what has the manner.
    outlet = ensure_charge(point, order)
    lost = order.at + _BEGUN_S
    _begin(point, manners, lost + order.lasts + AFTERWARDS_S)
    point.agenda.plan(lost, lambda at: point.lose_link(at, order.lasts))
    ends = lost + order.lasts * 0.8
    point.agenda.plan(ends, lambda at: outlet.stop(at, Stop.UNPLUGGED))


def _reconnect(point: ChargePoint, order: Order) -> None:
    _begin(point, (Manner.BOOTS_ON_RECONNECT,), order.until)
    every = order.parameters["every"]

    def drop(at: float) -> None:
        if at < order.until:
            point.lose_link(at, RENEWAL_S)
            point.agenda.plan(at + every, drop)

    drop(order.at)


def _after_a_boot(point: ChargePoint, order: Order) -> None:
    _begin(point, (Manner.STAMPS_1970,), order.until)
    point.restart_by_itself(order.at)
    point.agenda.plan(order.at + _BEGUN_S, lambda at: _charge(point, order, at))


def _charge(point: ChargePoint, order: Order, at: float) -> None:
    ensure_charge(point, Order(at, order.until - at, order.number))


def _unknown_actions(point: ChargePoint, order: Order) -> None:
    every = order.parameters["every"]

    def say(at: float) -> None:
        if at < order.until:
            payload = {"uptime": int(at - order.at), "fan": [1200, 1180], "note": None}
            point.say(Said(at=at, action="VendorStatusNotification", payload=payload))
            point.agenda.plan(at + every, say)

    say(order.at)


_MANNERS: tuple[tuple[str, str, Play, tuple[Version, ...]], ...] = (
    ("counted-ids", 'Message ids are "1", "2", … from every connection on.',
     _call(Manner.COUNTED_IDS), VERSIONS),
    ("swapped-ids", 'Message id "2" is sent before "1", "4" before "3".',
     _call(Manner.SWAPPED_IDS), VERSIONS),
    ("sends-twice", "Every request is sent twice with the same id.",
     _talk(Manner.SENDS_TWICE), VERSIONS),
    ("starts-twice", "The start of each transaction is sent again under a new id.",
     _talk_of_a_charge(Manner.STARTS_TWICE), VERSIONS),
    ("garbage", "Before each request something is sent that is no frame.",
     _talk(Manner.GARBAGE), VERSIONS),
    ("raw-key", "The password of HTTP Basic is the raw bytes of the hexadecimal key.",
     _call(Manner.RAW_KEY), VERSIONS),
    ("deflate", "The WebSocket offers permessage-deflate.", _call(Manner.DEFLATE), VERSIONS),
    ("path-prefix", "A path of its own stands before the id in the address.",
     _call(Manner.PATH_PREFIX), VERSIONS),
    ("escaped-id", "Every character of the id is percent-encoded in the address.",
     _call(Manner.ESCAPED_ID), VERSIONS),
    ("stop-first", "After a loss no boot is sent: the first frame is a queued end of a charge.",
     _replay(Manner.REPLAY_FIRST, Manner.NO_SAMPLES), VERSIONS),
    ("shuffled-replay",
     "A slow replay between live frames: the end before an older meter value, meterStop 0.",
     _replay(Manner.SHUFFLED_REPLAY, Manner.SLOW_REPLAY, Manner.STOP_ZERO), VERSIONS),
    ("lost-end", "The end of a charge that ended without a link is never sent.",
     _replay(Manner.LOSES_ENDS), VERSIONS),
    ("offline-unmarked", "What is replayed is not marked as offline.",
     _replay(Manner.OFFLINE_UNMARKED), _NEW),
    ("sequence-zero", "The number seqNo is 0 in every message of a transaction.",
     _talk_of_a_charge(Manner.SEQUENCE_ZERO), _NEW),
    ("no-stamp", "StatusNotification has no time stamp.", _talk_of_a_charge(Manner.NO_STAMP),
     _OLD),
    ("kwh-on-l1", "The register is told in kWh on phase L1, while meterStart is Wh.",
     _talk_of_a_charge(Manner.KWH_ON_L1), VERSIONS),
    ("empty-lists", "Lists are empty where the schema wants one item.",
     _talk_of_a_charge(Manner.EMPTY_LISTS), VERSIONS),
    ("unknown-words", "Words that OCPP does not know, and texts that are too long.",
     _talk_of_a_charge(Manner.UNKNOWN_WORDS), VERSIONS),
    ("deaf", "No command is answered.", _talk(Manner.DEAF), VERSIONS),
    ("boot-before-answer", "A Reset is answered after the BootNotification that it causes.",
     _talk(Manner.BOOT_BEFORE_ANSWER), VERSIONS),
    ("reset-unanswered", "A Reset is carried out and never answered; the socket drops.",
     _talk(Manner.RESET_UNANSWERED), VERSIONS),
    ("trigger-ignored", "TriggerMessage is accepted, and nothing is sent.",
     _talk(Manner.TRIGGER_IGNORED), VERSIONS),
    ("any-key", "Any key or variable is accepted, also one that does not exist.",
     _talk(Manner.ANY_KEY), VERSIONS),
    ("no-value", "Keys and variables are accepted and told without a value.",
     _talk(Manner.NO_VALUE), VERSIONS),
    ("formation-violation",
     "Commands are refused with FormationViolation, a word of OCPP 1.6 and no other.",
     _talk(Manner.FORMATION_VIOLATION), VERSIONS),
    ("not-implemented", "NotImplemented is said where NotSupported is meant.",
     _talk(Manner.NOT_IMPLEMENTED), VERSIONS),
)  # fmt: skip

_ALARMS = {"deaf": ("CP-CMD",)}


def wire() -> Iterator[Behaviour]:
    """Everything in this file."""
    for name, says, play, versions in _MANNERS:
        yield Behaviour(name, says, play, versions=versions, alarms=_ALARMS.get(name, ()))
    every = Parameter("every", 120.0, "seconds from one to the next", 1.0, 3600.0)
    yield Behaviour(
        "boots-on-reconnect",
        "BootNotification with PowerUp on every reconnect, though nothing restarted.",
        _reconnect,
        parameters=(every,),
    )
    yield Behaviour(
        "stamps-1970",
        "After a boot meter values are stamped 1970: the clock was never set.",
        _after_a_boot,
    )
    yield Behaviour(
        "unknown-actions",
        "Requests whose action no schema knows.",
        _unknown_actions,
        parameters=(every,),
    )
