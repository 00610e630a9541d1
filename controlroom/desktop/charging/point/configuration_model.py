"""Configuration of one charge point: what it said of its keys, and what became of changes.

Nothing is kept of its own: the answers of commands and the parts of device model reports are in
the journal, and what they say together is put together here, again whenever one comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from controlroom.domain.charging.commands import OPEN_STATES, Command, CommandState, CommandStatus
from controlroom.domain.charging.events import ReportReceived
from controlroom.domain.charging.report_parts import progress, report_asked
from controlroom.domain.charging.sequence_numbers import Runs
from controlroom.domain.charging.variables import Place, part_of, place_of
from controlroom.domain.charging.wishes import ChangeConfiguration, GetConfiguration, Send

READING = (GetConfiguration, ChangeConfiguration, Send)
"""Wishes whose answers say something of the configuration."""


@dataclass(frozen=True, slots=True)
class Change:
    """The newest change that was asked for, and its command as far as it has come."""

    command: Command
    old: str | None
    new: str

    @property
    def accepted(self) -> bool:
        return self.command.status.accepted

    @property
    def reboot(self) -> bool:
        """It holds only after a restart."""
        return self.command.status is CommandStatus.REBOOT_REQUIRED


@dataclass(frozen=True, slots=True)
class Setting:
    """One key, with the newest that is known of it. `value` None: not said."""

    place: Place
    value: str | None = None
    read: datetime | None = None
    read_only: bool = False
    write_only: bool = False
    kind: str = ""
    """Data type, as the station names it: integer, boolean, OptionList …"""
    unit: str = ""
    options: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    change: Change | None = None

    @property
    def editable(self) -> bool:
        return not (self.read_only or self.place.secret)


@dataclass(frozen=True, slots=True)
class Configuration:
    """All of it. `read` is when it was last read as a whole; `partial`: that reading goes on.

    `incomplete`: some parts of the last reading never came, `missing` among them.
    """

    settings: Mapping[str, Setting] = field(default_factory=dict)
    read: datetime | None = None
    partial: bool = False
    incomplete: bool = False
    missing: Runs = ()


def configuration(commands: Iterable[Command], reports: Iterable[ReportReceived]) -> Configuration:
    """What commands and reports say together. Both in any order."""
    parts: dict[tuple[str, int], list[ReportReceived]] = {}
    for report in sorted(reports, key=lambda one: one.received):
        parts.setdefault((report.action, report.request), []).append(report)
    made = Configuration()
    for command in sorted(commands, key=lambda one: one.id):
        wanted = report_asked(command)
        made = _after(made, command, [] if wanted is None else parts.get(wanted, []))
    return made


def _after(known: Configuration, command: Command, parts: list[ReportReceived]) -> Configuration:
    """The configuration once a command is known too."""
    asked = list(_asked(command))
    if asked:
        return _changed(known, command, asked)
    response = command.response
    wanted = report_asked(command)
    if wanted is not None:
        return _reported(known, command, parts) if wanted[0] == "NotifyReport" else known
    at = command.changed or command.asked
    found = list(_of_keys(response.get("configurationKey"), at))
    if found and not _named(command):
        return Configuration(_with(_changes(known.settings), found), at)
    found += _of_variables(response.get("getVariableResult"), at)
    return replace(known, settings=_with(known.settings, found))


def _action(command: Command) -> str:
    return command.wish.action if isinstance(command.wish, Send) else command.action


def _named(command: Command) -> bool:
    """Only some keys were asked for."""
    wish = command.wish
    asked = wish.payload.get("key") if isinstance(wish, Send) else ()
    return bool(wish.keys if isinstance(wish, GetConfiguration) else asked)


def _changes(settings: Mapping[str, Setting]) -> dict[str, Setting]:
    """What was asked to change stays in sight, whatever the station reads out."""
    return {key: replace(s, value=None) for key, s in settings.items() if s.change is not None}


def _with(known: Mapping[str, Setting], found: Iterable[Setting]) -> dict[str, Setting]:
    made = dict(known)
    for setting in found:
        before = made.get(setting.place.key)
        if before is None:
            made[setting.place.key] = setting
        else:
            of_kind = setting if setting.kind else before
            made[setting.place.key] = replace(
                setting,
                change=before.change,
                read_only=setting.read_only or (not setting.kind and before.read_only),
                write_only=of_kind.write_only,
                kind=of_kind.kind,
                unit=of_kind.unit,
                options=of_kind.options,
                low=of_kind.low,
                high=of_kind.high,
            )
    return made


# --- what was read -----------------------------------------------------------------------------


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _list(value: object) -> Iterator[Mapping[str, object]]:
    """The objects in a list, whatever else a station has put there."""
    for item in value if isinstance(value, list | tuple) else ():
        if isinstance(item, Mapping):
            yield item


def _of_keys(keys: object, at: datetime) -> Iterator[Setting]:
    """1.6: `configurationKey` of a GetConfiguration answer."""
    for item in _list(keys):
        if item.get("key"):
            place = Place(str(item["key"]))
            value = None if place.secret else _text(item.get("value"))
            yield Setting(place, value, at, read_only=item.get("readonly") is True)


def _number(value: object) -> float | None:
    usable = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if usable and isinstance(value, int | float) else None


def _of_variables(results: object, at: datetime) -> Iterator[Setting]:
    """2.0.1: `getVariableResult`; what was refused says nothing."""
    for item in _list(results):
        place = place_of(item)
        if place is None or item.get("attributeStatus") != "Accepted":
            continue
        yield Setting(place, None if place.secret else _text(item.get("attributeValue")), at)


def _reported(known: Configuration, command: Command, parts: list[ReportReceived]) -> Configuration:
    """2.0.1: the parts of a report of the device model, as far as they have come."""
    if not command.status.accepted:
        return known
    found = [s for part in parts for item in _list(part.items) for s in _report(item, part)]
    come = progress(parts)
    if come.whole and _action(command) == "GetBaseReport":
        at = max(part.received for part in parts)
        return Configuration(_with(_changes(known.settings), found), at)
    given_up = not come.whole and command.state is CommandState.UNCONFIRMED
    return Configuration(
        _with(known.settings, found),
        known.read,
        partial=not come.whole and not given_up,
        incomplete=given_up,
        missing=come.missing if given_up else (),
    )


def _report(item: Mapping[str, object], part: ReportReceived) -> Iterator[Setting]:
    place = place_of(item)
    if place is None:
        return
    attributes = list(_list(item.get("variableAttribute")))
    actual = [a for a in attributes if a.get("type", "Actual") == "Actual"] or attributes[:1]
    about = part_of(item, "variableCharacteristics")
    options = str(about.get("valuesList") or "")
    for attribute in actual[:1]:
        mutability = attribute.get("mutability", "ReadWrite")
        yield Setting(
            place,
            None if place.secret else _text(attribute.get("value")),
            part.received,
            read_only=mutability == "ReadOnly" or attribute.get("constant") is True,
            write_only=mutability == "WriteOnly",
            kind=str(about.get("dataType") or ""),
            unit=str(about.get("unit") or ""),
            options=tuple(o.strip() for o in options.split(",") if o.strip()),
            low=_number(about.get("minLimit")),
            high=_number(about.get("maxLimit")),
        )


# --- what was changed --------------------------------------------------------------------------


def _asked(command: Command) -> Iterator[tuple[Place, str, CommandStatus]]:
    """(place, new value, the station's word for it) of a command that changes settings."""
    wish = command.wish
    if isinstance(wish, ChangeConfiguration):
        component, _, variable = wish.key.partition(".")
        # In 1.6 a key may hold a dot; whether the station speaks 2.0.1 is told by the action.
        whole = command.action == "ChangeConfiguration" or not variable
        yield Place(wish.key) if whole else Place(variable, component), wish.value, command.status
        return
    if not isinstance(wish, Send):
        return
    payload = wish.payload
    if _action(command) == "ChangeConfiguration" and payload.get("key"):
        yield Place(str(payload["key"])), str(payload.get("value", "")), command.status
    if _action(command) != "SetVariables":
        return
    results = {
        answered.key: CommandStatus(str(item.get("attributeStatus", "")))
        for item in _list(command.response.get("setVariableResult"))
        if (answered := place_of(item)) is not None
    }
    for item in _list(payload.get("setVariableData")):
        asked = place_of(item)
        if asked is not None:
            status = results.get(asked.key, command.status)
            yield asked, str(item.get("attributeValue", "")), status


def _changed(
    known: Configuration, command: Command, asked: Sequence[tuple[Place, str, CommandStatus]]
) -> Configuration:
    settings = dict(known.settings)
    for place, new, status in asked:
        before = settings.get(place.key) or Setting(place)
        shown = "" if place.secret else new
        change = Change(replace(command, status=status), before.value, shown)
        settings[place.key] = replace(before, change=change)
    return replace(known, settings=settings)


def under_way(change: Change) -> bool:
    """Whether its answer is still to come."""
    return change.command.state in OPEN_STATES


def problem(setting: Setting, text: str) -> str:
    """Why a value cannot be sent, as a word that the view turns into a sentence; "" where it can.

    By what the station said of the variable (2.0.1); a 1.6 key says nothing of itself.
    """
    number = None
    if setting.kind in ("integer", "decimal"):
        try:
            number = float(text) if setting.kind == "decimal" else float(int(text))
        except ValueError:
            return setting.kind
        if setting.low is not None and number < setting.low:
            return "low"
        if setting.high is not None and number > setting.high:
            return "high"
    if setting.kind == "boolean" and text not in ("true", "false"):
        return "boolean"
    chosen = text.split(",") if setting.kind in ("MemberList", "SequenceList") else [text]
    if setting.options and setting.kind.endswith("List"):
        allowed = {option.casefold() for option in setting.options}
        if any(one.strip().casefold() not in allowed for one in chosen):
            return "options"
    return "long" if len(text) > LONGEST else ""


LONGEST = 500
"""Characters of a value (1.6: CiString500; 2.0.1: at least 1000)."""
