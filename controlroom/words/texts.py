"""What the domain has to say, in words: states, reasons, commands, alarms and errors."""

from __future__ import annotations

from typing import Final

from controlroom.domain.alarms.alarm import Alarm
from controlroom.domain.billing.review import Verdict
from controlroom.domain.charging.closing_reason import ClosingReason
from controlroom.domain.charging.commands import Command, CommandState, CommandStatus
from controlroom.domain.charging.events import LinkClosed
from controlroom.domain.charging.item_results import misfits, refused_items
from controlroom.domain.charging.report_parts import report_asked
from controlroom.domain.charging.session import Hold
from controlroom.domain.charging.wishes import ChangeAvailability, Reset, Send
from controlroom.domain.errors import ControlroomError
from controlroom.domain.people.user import Role
from controlroom.words.catalogue import Catalogue
from controlroom.words.plain import plain

SAID: Final = 40
"""Characters of what a station says of a fault, in the name of its alarm."""
NAMED: Final = 2
"""So many of the items that a station refused are named; its whole answer is a press away."""


class Texts:
    """The words of one catalogue. `at_window`: advice names keys to press, not options."""

    def __init__(self, catalogue: Catalogue, *, at_window: bool = False) -> None:
        self.catalogue = catalogue
        self.name = catalogue.name
        """What a member of an enum of the domain is called."""
        self._text = catalogue.text
        self._at_window = at_window

    # --- reasons ------------------------------------------------------------------------------

    def hold(self, reason: str, **placeholders: object) -> str:
        """Why a session is held. Also the key of a refusal, where it cannot be invoiced."""
        if self.catalogue.has(Hold.__name__, reason):
            return self._text(Hold.__name__, reason)
        return self._known(reason, **placeholders)

    def reviewed(self, what: Verdict, session: str) -> str:
        """What became of a session."""
        return self._text("reviewed", what.value, session)

    def security_profile(self, number: int) -> str:
        return self._text("security profile", str(number))

    def stop_reason(self, sent: str) -> str:
        """The station's word in ours, or as it sent it."""
        return self._text("stop reason", sent)

    def boot_reason(self, sent: str) -> str:
        """The station's word for why it booted in ours, or as it sent it."""
        return self._text("boot reason", sent)

    def closing(self, event: LinkClosed) -> str:
        """Why a link ended."""
        if not event.reason:
            return event.said
        return self._text(ClosingReason.__name__, event.reason, event.said)

    # --- commands -----------------------------------------------------------------------------

    def verb(self, command: Command) -> str:
        """What is asked, in small letters: it stands within a sentence or after a colon."""
        match command.wish:
            case Send(action=action):
                return action
            case Reset(hard=hard):
                return self._text("wish", "hard-reset" if hard else "soft-reset")
            case ChangeAvailability(operative=operative):
                return self._text("wish", "operative" if operative else "inoperative")
            case wish:
                return self._text("wish", wish.verb)

    def answer(self, status: str) -> str:
        """The station's word for how a command went in ours, or as it sent it."""
        return self._text("answer", status)

    def fate(self, command: Command) -> list[tuple[bool, str]]:
        """How far a command has come: steps, each with whether it went well."""
        state = command.state
        if state is CommandState.REQUESTED:
            return [(True, self._text("fate", "requested"))]
        if command.status is CommandStatus.REFUSED:
            return [(False, self.answer(command.status))]
        if state is CommandState.VOID:
            return [(False, self.answer(command.status))]
        if state is CommandState.UNKNOWN:
            return [(False, self._text("fate", "unknown"))]
        steps = [(True, self._text("fate", "sent"))]
        if state is CommandState.TAKEN:
            return steps
        steps.append((command.status.accepted, self._answered(command)))
        report = report_asked(command) is not None
        if state is CommandState.CONFIRMED:
            steps.append((True, self._text("fate", "report-whole" if report else "confirmed")))
        elif state is CommandState.UNCONFIRMED:
            told = "report-incomplete" if report else "unconfirmed"
            steps.append((False, self._text("fate", told)))
        return steps

    def _answered(self, command: Command) -> str:
        """The station's word, and what it refused where that is a part of what was asked."""
        refused = refused_items(command.response)
        if command.status is CommandStatus.PARTLY and refused:
            named = ", ".join(plain(item.name, SAID) for item in refused[:NAMED])
            more = self._text("fate", "and-others", named)
            return self._text("fate", "partly", named if len(refused) <= NAMED else more)
        said = {item.status for item in refused}
        if command.status is CommandStatus.REJECTED and len(said) == 1:
            return self.answer(said.pop())
        if misfits(command):
            return self._text("fate", "misfits")
        return self.answer(command.status)

    def refusal(self, command: Command) -> str:
        """Why a command was never sent. Rows that are old hold the sentence itself."""
        fields = command.response.get("fields")
        placeholders = fields if isinstance(fields, dict) else {}
        return self._known(str(command.response.get("error", "")), **placeholders)

    def why_asked(self, command: Command) -> str:
        """The reason that a person gave with a command, or the program's own in words."""
        return self._known(command.reason)

    # --- errors -------------------------------------------------------------------------------

    def sentence(self, key: str, **placeholders: object) -> str:
        """The sentence of a key. What fills it may be an error, which is put in words as well."""
        context = "window" if self._at_window and self.catalogue.has("window", key) else ""
        filled = {
            name: self.error(value) if isinstance(value, ControlroomError) else value
            for name, value in placeholders.items()
        }
        return self._text(context, key, **filled)

    def error(self, failure: ControlroomError) -> str:
        """What went wrong and what to do."""
        placeholders = failure.placeholders
        if failure.key == "not-allowed" and self._at_window:
            placeholders = {name: self._roles(str(told)) for name, told in placeholders.items()}
        return self.sentence(failure.key, **placeholders)

    def _roles(self, told: str) -> str:
        """Roles by their names; who has none is called as before."""
        return " / ".join(self._text(Role.__name__, role) for role in told.split(" / "))

    def _known(self, key: str, **placeholders: object) -> str:
        """The sentence of a key; what is none, as it was written."""
        return self.sentence(key, **placeholders) if self.catalogue.has("", key) else key

    # --- alarms -------------------------------------------------------------------------------

    def alarm_title(self, alarm: Alarm, version: str) -> str:
        """What is wrong, and at which connector; `version` is the OCPP that the station speaks."""
        title = self._text("alarm", alarm.code)
        if alarm.code == "CON-FAULT" and alarm.detail:
            # What kind of fault it is stands in the station's own words only.
            title = self._text("alarm title", "fault", _fault(alarm.detail))
        if alarm.connector:
            where = outlet(alarm.evse, alarm.connector, version)
            return self._text("alarm title", "at-connector", title, where)
        if alarm.evse:
            return self._text("alarm title", "at-evse", title, alarm.evse)
        return title

    def alarm_change(self, change: Alarm, before: Alarm | None) -> str:
        """What became of an alarm, in a few words; "" where only what the station says is other."""
        if before is None:
            return self._text("alarm change", "raised")
        if change.acknowledged_at != before.acknowledged_at:
            return self._text("alarm change", "acknowledged-by", change.acknowledged_by)
        if change.count > before.count:
            return self._text("alarm change", "came-back", change.count)
        if before.standing and not change.standing:
            return self._text("alarm change", "returned")
        return "" if change.state is before.state else self.name(change.state)

    def cause(self, code: str) -> str:
        """What is wrong in a word or two, to be read from across a room; else the code itself."""
        return self._text("cause", code)

    def guidance(self, code: str) -> list[str]:
        """What to do, step by step."""
        steps = self._text("guidance", code).split(". ")
        return [f"{step.strip().rstrip('.')}." for step in steps if step.strip()]

    def consequence(self, code: str) -> str:
        """What an alarm leads to while nobody acts."""
        return self._text("consequence", code)


ENGLISH: Final = Texts(Catalogue("en"))
"""The words of the command line and of logs."""


def _fault(detail: str) -> str:
    """The codes among what a station says of a fault; all of it stands beside the alarm."""
    said = detail.split(" · ")
    if len(said) > 1 and said[0] in ("OtherError", "InternalError"):
        said = said[1:]
    return plain(" · ".join(said[:2]), SAID)


def outlet(evse: int, connector: int, version: str) -> str:
    """How a connector is called: 1.6 numbers connectors, 2.0.1 EVSEs and the connectors of each.

    Of a station that has never said which it speaks, what can be only one of them is called so.
    """
    plain = evse == connector if not version else version.startswith("1.")
    return str(connector) if plain else f"{evse}.{connector}"
