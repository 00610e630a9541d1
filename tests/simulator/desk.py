"""A central system without sockets: drives one station's time, checks and answers what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from controlroom.domain.charging.charge_point import SiteKind
from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.dialect import Dialect
from controlroom.simulator.messages import BootReason
from controlroom.simulator.profile import MODELS, QUIET, Habits, StationSpec, Version
from controlroom.simulator.v16 import V16
from controlroom.simulator.v201 import V201
from controlroom.wire.frames import Payload
from controlroom.wire.validators import check

BEGIN = datetime.fromisoformat("2026-11-16T05:00:00+00:00").timestamp()
"""A Monday, six in the morning in Sweden."""
DAY = 86_400.0
TOKENS = ("04AA01", "04AA02", "04AA03", "04AA04")


def spec(
    version: Version = "1.6",
    model: str = "AC22x2",
    *,
    habits: Habits = QUIET,
    kind: SiteKind = SiteKind.PUBLIC,
    identity: str = "T-01",
    registers: tuple[int, ...] = (),
) -> StationSpec:
    return StationSpec(
        identity,
        version,
        MODELS[model],
        kind,
        tokens=TOKENS,
        habits=habits,
        registers=registers,
    )


def charging(**changes: float) -> Habits:
    """One vehicle comes after a minute, and nothing else happens."""
    values = {
        "arrivals": 0.0,
        "faults_per_day": 0.0,
        "emergency_stops_per_day": 0.0,
        "link_losses_per_day": 0.0,
        "first_visit_s": 60.0,
    }
    return Habits(**{**values, **changes})  # type: ignore[arg-type]


@dataclass
class Said:
    """One request of the station, with the moment that it reached us."""

    at: float
    action: str
    payload: Payload

    @property
    def sampled(self) -> dict[str, float]:
        """Sampled values of the first meter value, by measurand and phase."""
        values = self.payload["meterValue"][0]["sampledValue"]
        return {v["measurand"] + v.get("phase", ""): float(v["value"]) for v in values}


@dataclass
class Desk:
    """Answers everything at once, with what `refuse` and `errors` say."""

    spec: StationSpec
    seed: int | str = 1
    begin: float = BEGIN
    said: list[Said] = field(default_factory=list)
    refused_cards: set[str] = field(default_factory=set)
    errors: set[str] = field(default_factory=set)
    """Actions that are answered with a CALLERROR."""

    def __post_init__(self) -> None:
        self.point = ChargePoint(self.spec, self.seed, self.begin)
        self.dialect: Dialect = V16(self.point) if self.spec.version == "1.6" else V201(self.point)
        self.transactions = 0
        self.linked = False
        self.boot_reason: BootReason | None = None

    def link(self) -> None:
        """The link opens, and whatever boot it begins with is accepted."""
        self.linked = True
        self.boot_reason = self.point.boot_reason
        self.point.linked()
        self.deliver()

    def unlink(self) -> None:
        self.linked = False
        self.point.unlinked()

    def wants_link(self) -> bool:
        """Whether the station would connect now."""
        return self.point.link_wanted

    def pass_time(self, seconds: float) -> None:
        """Let simulated time pass, and answer each message at its moment."""
        end = self.point.now + seconds
        while (due := self.point.due) <= end:
            self.point.advance(due)
            self.deliver()
        self.point.advance(end)
        self.deliver()

    def deliver(self) -> None:
        """Take everything that the station says now."""
        while self.linked and self.point.online and (message := self.point.outbox.head()):
            calls = self.dialect.calls(message)
            for number, (action, payload) in enumerate(calls):
                verdict = check(self.dialect.version, "request", action, payload, strict=True)
                assert verdict.accepted, (action, verdict.reason, payload)
                self.said.append(Said(self.point.now, action, payload))
                if action in self.errors:
                    self.point.outbox.refused(message)
                    break
                if number == 0:
                    reply = self.dialect.reply(self._answer(action, payload))
                    self.point.answered(
                        message, accepted=reply.accepted, transaction=reply.transaction
                    )
            else:
                self.point.outbox.delivered(message)

    def _answer(self, action: str, payload: Payload) -> Payload:
        answer: Payload = {}
        token = payload.get("idTag") or payload.get("idToken", {}).get("idToken")
        if token is not None:
            name = "idTagInfo" if self.spec.version == "1.6" else "idTokenInfo"
            status = "Invalid" if token in self.refused_cards else "Accepted"
            answer[name] = {"status": status}
        if action == "StartTransaction":
            self.transactions += 1
            answer["transactionId"] = self.transactions
        return answer

    def command(self, action: str, payload: Payload) -> Payload:
        """Give a command; both it and its answer satisfy their schemas."""
        version = self.dialect.version
        asked = check(version, "request", action, payload, strict=True)
        assert asked.accepted, asked.reason
        answer = self.dialect.respond(action, payload)
        verdict = check(version, "response", action, answer, strict=True)
        assert verdict.accepted, (action, verdict.reason, answer)
        self.deliver()
        return answer

    def all(self, action: str) -> list[Said]:
        return [said for said in self.said if said.action == action]

    def last(self, action: str) -> Said:
        return self.all(action)[-1]

    def statuses(self, outlet: int = 1) -> list[str]:
        """What was said of an outlet's status, in order."""
        old = self.spec.version == "1.6"
        name, status = ("connectorId", "status") if old else ("evseId", "connectorStatus")
        return [
            s.payload[status] for s in self.all("StatusNotification") if s.payload[name] == outlet
        ]

    def events(self, kind: str = "") -> list[Payload]:
        """TransactionEvents of OCPP 2.0.1."""
        found = [s.payload for s in self.all("TransactionEvent")]
        return [p for p in found if kind in ("", p["eventType"])]
