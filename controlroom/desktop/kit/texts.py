"""Words for every enum and every error of the domain, in the language of the screen.

Nothing is translated at import: tables hold the English source, marked for translation, and each
function looks its word up when it is asked.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from controlroom.desktop.kit.advice import ON_SCREEN, recognised
from controlroom.desktop.kit.plain import plain
from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.billing.review import Verdict
from controlroom.domain.charging.charge_point import BootPolicy, ConnectorStatus, Phase, SiteKind
from controlroom.domain.charging.commands import Command, CommandState, CommandStatus, Verb
from controlroom.domain.charging.item_results import misfits, refused_items
from controlroom.domain.charging.report_parts import report_asked
from controlroom.domain.charging.session import Hold, SessionState
from controlroom.domain.errors import ControlroomError
from controlroom.domain.people.user import Right, Role
from controlroom.domain.sentences import SENTENCES

translate = QCoreApplication.translate
SAID = 40
"""Characters of what a station says of a fault, in the name of its alarm."""
NAMED = 2
"""So many of the items that a station refused are named; its whole answer is a press away."""

_STATUS = {
    ConnectorStatus.AVAILABLE: QT_TRANSLATE_NOOP("texts", "Free"),
    ConnectorStatus.PREPARING: QT_TRANSLATE_NOOP("texts", "Preparing"),
    ConnectorStatus.CHARGING: QT_TRANSLATE_NOOP("texts", "Charging"),
    ConnectorStatus.SUSPENDED_EV: QT_TRANSLATE_NOOP("texts", "Paused by the car"),
    ConnectorStatus.SUSPENDED_EVSE: QT_TRANSLATE_NOOP("texts", "Paused by the station"),
    ConnectorStatus.FINISHING: QT_TRANSLATE_NOOP("texts", "Finishing"),
    ConnectorStatus.RESERVED: QT_TRANSLATE_NOOP("texts", "Reserved"),
    ConnectorStatus.UNAVAILABLE: QT_TRANSLATE_NOOP("texts", "Out of service"),
    ConnectorStatus.FAULTED: QT_TRANSLATE_NOOP("texts", "Fault"),
    ConnectorStatus.OCCUPIED: QT_TRANSLATE_NOOP("texts", "Occupied"),
    ConnectorStatus.UNKNOWN: QT_TRANSLATE_NOOP("texts", "Unknown"),
}

_ALARM_STATE = {
    AlarmState.UNACKNOWLEDGED: QT_TRANSLATE_NOOP("texts", "Unacknowledged"),
    AlarmState.ACKNOWLEDGED: QT_TRANSLATE_NOOP("texts", "Acknowledged"),
    AlarmState.RETURNED: QT_TRANSLATE_NOOP("texts", "Returned, unacknowledged"),
    AlarmState.NORMAL: QT_TRANSLATE_NOOP("texts", "Over"),
}

_SESSION_STATE = {
    SessionState.ACTIVE: QT_TRANSLATE_NOOP("texts", "In progress"),
    SessionState.ENDED: QT_TRANSLATE_NOOP("texts", "Ended"),
    SessionState.HELD: QT_TRANSLATE_NOOP("texts", "Held"),
}

_HOLD = {
    Hold.SUPERSEDED: QT_TRANSLATE_NOOP("texts", "Another session began before its end was told"),
    Hold.END_NOT_TOLD: QT_TRANSLATE_NOOP("texts", "The station never told its end"),
    Hold.ENDED_BY_HAND: QT_TRANSLATE_NOOP("texts", "A person ended it"),
    Hold.ORPHAN: QT_TRANSLATE_NOOP("texts", "Its start was never told"),
    Hold.STOP_BELOW_READING: QT_TRANSLATE_NOOP("texts", "Stop value below an earlier reading"),
    Hold.READ_AFTER_STOP: QT_TRANSLATE_NOOP("texts", "More was read after the stop"),
    Hold.METER_BACK: QT_TRANSLATE_NOOP("texts", "The meter register fell"),
    Hold.IMPLAUSIBLE: QT_TRANSLATE_NOOP("texts", "More energy than the connector can give"),
    Hold.NO_METER: QT_TRANSLATE_NOOP("texts", "No meter reading"),
    Hold.NOT_AUTHORISED: QT_TRANSLATE_NOOP("texts", "The token was not authorised"),
    Hold.TIME_ESTIMATED: QT_TRANSLATE_NOOP("texts", "The station’s clock was wrong"),
    Hold.NO_TARIFF: QT_TRANSLATE_NOOP("texts", "The site has no tariff"),
    Hold.NO_CUSTOMER: QT_TRANSLATE_NOOP("texts", "No customer owns the token"),
    Hold.CHANGED: QT_TRANSLATE_NOOP("texts", "Changed since the decision"),
}

_VERDICT = {
    Verdict.APPROVED: QT_TRANSLATE_NOOP("texts", "Approved"),
    Verdict.CORRECTED: QT_TRANSLATE_NOOP("texts", "Corrected"),
    Verdict.STRUCK: QT_TRANSLATE_NOOP("texts", "Struck"),
    Verdict.REOPENED: QT_TRANSLATE_NOOP("texts", "Reopened"),
}

_REVIEWED = {
    Verdict.APPROVED: QT_TRANSLATE_NOOP("texts", "Session {0} approved"),
    Verdict.CORRECTED: QT_TRANSLATE_NOOP("texts", "Session {0} corrected"),
    Verdict.STRUCK: QT_TRANSLATE_NOOP("texts", "Session {0} struck"),
    Verdict.REOPENED: QT_TRANSLATE_NOOP("texts", "Session {0} reopened"),
}

_VERB = {
    Verb.SEND: QT_TRANSLATE_NOOP("texts", "send"),
    Verb.REMOTE_START: QT_TRANSLATE_NOOP("texts", "start session"),
    Verb.REMOTE_STOP: QT_TRANSLATE_NOOP("texts", "stop session"),
    Verb.RESET: QT_TRANSLATE_NOOP("texts", "reset"),
    Verb.UNLOCK_CONNECTOR: QT_TRANSLATE_NOOP("texts", "unlock connector"),
    Verb.CHANGE_AVAILABILITY: QT_TRANSLATE_NOOP("texts", "change availability"),
    Verb.TRIGGER_MESSAGE: QT_TRANSLATE_NOOP("texts", "ask for a message"),
    Verb.GET_CONFIGURATION: QT_TRANSLATE_NOOP("texts", "read configuration"),
    Verb.CHANGE_CONFIGURATION: QT_TRANSLATE_NOOP("texts", "change configuration"),
    Verb.CLEAR_CACHE: QT_TRANSLATE_NOOP("texts", "clear cache"),
    Verb.ROTATE_KEY: QT_TRANSLATE_NOOP("texts", "rotate key"),
}

_ROLE = {
    Role.OPERATOR: QT_TRANSLATE_NOOP("texts", "Operator"),
    Role.SUPERVISOR: QT_TRANSLATE_NOOP("texts", "Supervisor"),
    Role.TECHNICIAN: QT_TRANSLATE_NOOP("texts", "Technician"),
    Role.ACCOUNTANT: QT_TRANSLATE_NOOP("texts", "Accountant"),
    Role.ADMINISTRATOR: QT_TRANSLATE_NOOP("texts", "Administrator"),
    Role.WALL: QT_TRANSLATE_NOOP("texts", "Wall"),
}

_RIGHT = {
    Right.ACKNOWLEDGE: QT_TRANSLATE_NOOP("texts", "acknowledge alarms"),
    Right.COMMAND_SAFE: QT_TRANSLATE_NOOP("texts", "give commands that stop nobody"),
    Right.COMMAND: QT_TRANSLATE_NOOP("texts", "give every command"),
    Right.BILLING: QT_TRANSLATE_NOOP("texts", "close months and print invoices"),
    Right.CUSTOMERS: QT_TRANSLATE_NOOP("texts", "change customers and tokens"),
    Right.TARIFFS: QT_TRANSLATE_NOOP("texts", "change tariffs"),
    Right.INSTALL: QT_TRANSLATE_NOOP("texts", "change sites and charge points"),
    Right.ADMINISTER: QT_TRANSLATE_NOOP("texts", "change company and users"),
}

_PHASE = {
    Phase.PLANNED: QT_TRANSLATE_NOOP("texts", "Planned"),
    Phase.COMMISSIONING: QT_TRANSLATE_NOOP("texts", "In commissioning"),
    Phase.OPERATION: QT_TRANSLATE_NOOP("texts", "In operation"),
    Phase.RETIRED: QT_TRANSLATE_NOOP("texts", "Retired"),
}

_BOOT = {
    BootPolicy.ACCEPTED: QT_TRANSLATE_NOOP("texts", "Accepted"),
    BootPolicy.PENDING: QT_TRANSLATE_NOOP("texts", "To wait"),
    BootPolicy.REJECTED: QT_TRANSLATE_NOOP("texts", "Rejected"),
}

_PROFILE = (
    QT_TRANSLATE_NOOP("texts", "0 No key"),
    QT_TRANSLATE_NOOP("texts", "1 Key"),
    QT_TRANSLATE_NOOP("texts", "2 Key and TLS"),
)

_KIND = {
    SiteKind.PUBLIC: QT_TRANSLATE_NOOP("texts", "Public"),
    SiteKind.DESTINATION: QT_TRANSLATE_NOOP("texts", "Destination"),
    SiteKind.WORKPLACE: QT_TRANSLATE_NOOP("texts", "Workplace"),
    SiteKind.RESIDENTIAL: QT_TRANSLATE_NOOP("texts", "Residential"),
    SiteKind.DEPOT: QT_TRANSLATE_NOOP("texts", "Depot"),
}

_STOP_REASON = {
    "Local": QT_TRANSLATE_NOOP("texts", "Stopped at the station"),
    "Remote": QT_TRANSLATE_NOOP("texts", "Stopped remotely"),
    "EVDisconnected": QT_TRANSLATE_NOOP("texts", "Car unplugged"),
    "EmergencyStop": QT_TRANSLATE_NOOP("texts", "Emergency stop"),
    "DeAuthorized": QT_TRANSLATE_NOOP("texts", "Token refused"),
    "HardReset": QT_TRANSLATE_NOOP("texts", "Hard reset"),
    "SoftReset": QT_TRANSLATE_NOOP("texts", "Soft reset"),
    "PowerLoss": QT_TRANSLATE_NOOP("texts", "Power lost"),
    "Reboot": QT_TRANSLATE_NOOP("texts", "Reboot"),
    "UnlockCommand": QT_TRANSLATE_NOOP("texts", "Connector unlocked"),
    "Other": QT_TRANSLATE_NOOP("texts", "Other reason"),
    "Superseded": QT_TRANSLATE_NOOP("texts", "Not told: another session began"),
    "NotTold": QT_TRANSLATE_NOOP("texts", "Not told: the connector became free"),
    "ByHand": QT_TRANSLATE_NOOP("texts", "Not told: a person ended it"),
}

_ANSWER = {
    "Accepted": QT_TRANSLATE_NOOP("texts", "Accepted"),
    "AcceptedCanceled": QT_TRANSLATE_NOOP("texts", "Accepted, earlier one cancelled"),
    CommandStatus.LINK_CLOSED: QT_TRANSLATE_NOOP("texts", "The connection was closed"),
    CommandStatus.NO_ANSWER: QT_TRANSLATE_NOOP("texts", "No answer in time"),
    CommandStatus.NO_LINK: QT_TRANSLATE_NOOP("texts", "Not sent: not connected"),
    CommandStatus.UNKNOWN_CHARGE_POINT: QT_TRANSLATE_NOOP(
        "texts", "Not sent: unknown charge point"
    ),
    "NotImplemented": QT_TRANSLATE_NOOP("texts", "Not known to the station"),
    "NotSupported": QT_TRANSLATE_NOOP("texts", "Not supported"),
    "OngoingAuthorizedTransaction": QT_TRANSLATE_NOOP("texts", "Refused: a session runs"),
    CommandStatus.PARTLY: QT_TRANSLATE_NOOP("texts", "Partly accepted"),
    "RebootRequired": QT_TRANSLATE_NOOP("texts", "Accepted, restart required"),
    "Refused": QT_TRANSLATE_NOOP("texts", "Not sent: it cannot be said"),
    "Rejected": QT_TRANSLATE_NOOP("texts", "Rejected"),
    "Scheduled": QT_TRANSLATE_NOOP("texts", "Accepted for later"),
    "UnknownComponent": QT_TRANSLATE_NOOP("texts", "Unknown component"),
    "UnknownConnector": QT_TRANSLATE_NOOP("texts", "Unknown connector"),
    "UnknownVariable": QT_TRANSLATE_NOOP("texts", "Unknown key"),
    "UnlockFailed": QT_TRANSLATE_NOOP("texts", "Could not unlock"),
    "Unlocked": QT_TRANSLATE_NOOP("texts", "Unlocked"),
    "Unpublished": QT_TRANSLATE_NOOP("texts", "Published no more"),
}
"""What commands are answered with, or why they were not; anything else stands as it was sent."""

_CLOSING = {
    "connection lost": QT_TRANSLATE_NOOP("texts", "connection lost"),
    "connected anew elsewhere": QT_TRANSLATE_NOOP("texts", "connected anew elsewhere"),
    "connected already": QT_TRANSLATE_NOOP("texts", "connected already"),
    "the central system stops": QT_TRANSLATE_NOOP("texts", "the central system stopped"),
    "the server stopped": QT_TRANSLATE_NOOP("texts", "the server stopped"),
    "the database is away": QT_TRANSLATE_NOOP("texts", "the database is away"),
}
"""Why a link ended, as our side wrote it down; what a station gave as its reason stands as sent."""
_CLOSED_WITH = "closed with "

_BOOT_REASON = {
    "ApplicationReset": QT_TRANSLATE_NOOP("texts", "Application restarted"),
    "FirmwareUpdate": QT_TRANSLATE_NOOP("texts", "New firmware"),
    "LocalReset": QT_TRANSLATE_NOOP("texts", "Restarted at the station"),
    "PowerUp": QT_TRANSLATE_NOOP("texts", "Power came on"),
    "RemoteReset": QT_TRANSLATE_NOOP("texts", "Restarted remotely"),
    "ScheduledReset": QT_TRANSLATE_NOOP("texts", "Restarted as scheduled"),
    "Triggered": QT_TRANSLATE_NOOP("texts", "Asked for"),
    "Unknown": QT_TRANSLATE_NOOP("texts", "Unknown reason"),
    "Watchdog": QT_TRANSLATE_NOOP("texts", "Watchdog"),
}


def _tr(source: object) -> str:
    return translate("texts", str(source))


def connector_status(status: ConnectorStatus) -> str:
    return _tr(_STATUS[status])


def alarm_state(state: AlarmState) -> str:
    return _tr(_ALARM_STATE[state])


def session_state(state: SessionState) -> str:
    return _tr(_SESSION_STATE[state])


def hold(reason: str, **placeholders: object) -> str:
    """Why a session is held. Also the key of a refusal, where a customer cannot be invoiced."""
    try:
        return _tr(_HOLD[Hold(reason)])
    except ValueError:
        return sentence(reason, **placeholders) if reason in SENTENCES else reason


def verdict(what: Verdict) -> str:
    return _tr(_VERDICT[what])


def reviewed(what: Verdict) -> str:
    """What became of a session, whose id stands instead of {0}."""
    return _tr(_REVIEWED[what])


def role(who: Role) -> str:
    return _tr(_ROLE[who])


def right(what: Right) -> str:
    """What a right lets somebody do, in small letters."""
    return _tr(_RIGHT[what])


def phase(of_life: Phase) -> str:
    return _tr(_PHASE[of_life])


def boot_policy(policy: BootPolicy) -> str:
    return _tr(_BOOT[policy])


def security_profile(number: int) -> str:
    return _tr(_PROFILE[number]) if 0 <= number < len(_PROFILE) else str(number)


def site_kind(kind: SiteKind) -> str:
    return _tr(_KIND[kind])


def stop_reason(sent: str) -> str:
    """The station's word in ours, or as it sent it."""
    known = _STOP_REASON.get(sent)
    return sent if known is None else _tr(known)


def boot_reason(sent: str) -> str:
    """The station's word for why it booted in ours, or as it sent it."""
    known = _BOOT_REASON.get(sent)
    return sent if known is None else _tr(known)


def closing(written: str) -> str:
    """Why a link ended."""
    if written.startswith(_CLOSED_WITH):
        return translate("texts", "closed with {0}").format(written.removeprefix(_CLOSED_WITH))
    known = _CLOSING.get(written)
    return written if known is None else _tr(known)


def verb(command: Command) -> str:
    """What is asked, in small letters: it stands within a sentence or after a colon."""
    arguments = command.arguments
    if command.verb is Verb.SEND:
        return str(arguments.get("action", ""))
    if command.verb is Verb.RESET:
        return (
            translate("texts", "hard reset")
            if arguments.get("hard")
            else translate("texts", "soft reset")
        )
    if command.verb is Verb.CHANGE_AVAILABILITY:
        return (
            translate("texts", "set operative")
            if arguments.get("operative")
            else translate("texts", "set inoperative")
        )
    return _tr(_VERB[command.verb])


def answer(status: str) -> str:
    """The station's word for how a command went in ours, or as it sent it."""
    known = _ANSWER.get(status)
    return status if known is None else _tr(known)


def _answered(command: Command) -> str:
    """The station's word, and what it refused where that is a part of what was asked."""
    refused = refused_items(command.response)
    if command.status is CommandStatus.PARTLY and refused:
        named = ", ".join(plain(item.name, SAID) for item in refused[:NAMED])
        more = translate("texts", "{0} and others").format(named)
        return translate("texts", "Accepted, but not {0}").format(
            named if len(refused) <= NAMED else more
        )
    said = {item.status for item in refused}
    if command.status is CommandStatus.REJECTED and len(said) == 1:
        return answer(said.pop())
    if misfits(command):
        return translate("texts", "Answer does not fit OCPP")
    return answer(command.status)


def fate(command: Command) -> list[tuple[bool, str]]:
    """How far a command has come: steps, each with whether it went well."""
    state = command.state
    if state is CommandState.REQUESTED:
        return [(True, translate("texts", "Requested"))]
    if command.status is CommandStatus.REFUSED:
        return [(False, answer(command.status))]
    if state is CommandState.VOID:
        return [(False, answer(command.status))]
    if state is CommandState.UNKNOWN:
        return [(False, translate("texts", "Unknown: the server stopped while it was under way"))]
    steps = [(True, translate("texts", "Sent"))]
    if state is CommandState.TAKEN:
        return steps
    accepted = command.status.accepted
    steps.append((accepted, _answered(command)))
    report = report_asked(command) is not None
    if state is CommandState.CONFIRMED:
        told = translate("texts", "The report is whole")
        steps.append((True, told if report else translate("texts", "Confirmed by telemetry")))
    elif state is CommandState.UNCONFIRMED:
        told = translate("texts", "The report is incomplete")
        steps.append((False, told if report else translate("texts", "Not confirmed by telemetry")))
    return steps


def why_asked(command: Command) -> str:
    """The reason that a person gave with a command, or the program's own in words."""
    return sentence(command.reason) if command.reason in SENTENCES else command.reason


def sentence(key: str, **placeholders: object) -> str:
    """A sentence of the domain's table as it reads at a window, in the language of the screen."""
    if key in ON_SCREEN:
        return translate("advice", str(ON_SCREEN[key])).format(**placeholders)
    template = SENTENCES.get(key)
    if template is None:
        return str(ControlroomError(key, **placeholders))
    return QCoreApplication.translate("errors", template).format(**placeholders)


def error(failure: ControlroomError) -> str:
    """What went wrong and what to do."""
    placeholders = dict(failure.placeholders)
    if failure.key == "worker-ended":
        placeholders["why"] = _retold(str(placeholders.get("why", "")))
    elif failure.key == "not-allowed":
        for name, told in placeholders.items():
            words = [role(Role(word)) if word in _ROLE else word for word in str(told).split(" / ")]
            placeholders[name] = " / ".join(words)
    return sentence(failure.key, **placeholders)


def _retold(told: str) -> str:
    """The reason of another process of ours, which says it in English for a terminal."""
    found = recognised(told)
    return told if found is None else sentence(found[0], **found[1])


def alarm_title(alarm: Alarm, version: str) -> str:
    """What is wrong, and at which connector; `version` is the OCPP that the station speaks."""
    title = sentence(f"alarm-{alarm.code}")
    if alarm.code == "CON-FAULT" and alarm.detail:
        # What kind of fault it is stands in the station's own words only.
        title = translate("texts", "Fault: {0}").format(_fault(alarm.detail))
    if alarm.connector:
        return translate("texts", "{0}, connector {1}").format(
            title, outlet(alarm.evse, alarm.connector, version)
        )
    if alarm.evse:
        return translate("texts", "{0}, EVSE {1}").format(title, alarm.evse)
    return title


def _fault(detail: str) -> str:
    """The codes among what a station says of a fault; all of it stands beside the alarm."""
    said = detail.split(" · ")
    if len(said) > 1 and said[0] in ("OtherError", "InternalError"):
        said = said[1:]
    return plain(" · ".join(said[:2]), SAID)


def alarm_change(change: Alarm, before: Alarm | None) -> str:
    """What became of an alarm, in a few words; "" where only what the station says is other."""
    if before is None:
        return translate("texts", "Raised")
    if change.acknowledged_at != before.acknowledged_at:
        return translate("texts", "Acknowledged by {0}").format(change.acknowledged_by)
    if change.count > before.count:
        return translate("texts", "Came back, {0} times").format(change.count)
    if before.standing and not change.standing:
        return translate("texts", "Returned")
    return "" if change.state is before.state else alarm_state(change.state)


def guidance(code: str) -> list[str]:
    """What to do, step by step."""
    text = sentence(f"guidance-{code}")
    return [f"{step.strip().rstrip('.')}." for step in text.split(". ") if step.strip()]


def consequence(code: str) -> str:
    return sentence(f"consequence-{code}")


def outlet(evse: int, connector: int, version: str) -> str:
    """How a connector is called: 1.6 numbers connectors, 2.0.1 EVSEs and the connectors of each.

    Of a station that has never said which it speaks, what can be only one of them is called so.
    """
    plain = evse == connector if not version else version.startswith("1.")
    return str(connector) if plain else f"{evse}.{connector}"
