"""`controlroom session`: what was charged."""

from __future__ import annotations

import argparse
import locale
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from controlroom.cli.arguments import command, file, noun
from controlroom.cli.context import Context
from controlroom.cli.output import money, time, transaction
from controlroom.domain.billing.invoice import month_bounds
from controlroom.domain.billing.pricing import Price
from controlroom.domain.billing.review import Review, Verdict, energy_wh
from controlroom.domain.billing.tariff import holding
from controlroom.domain.charging.session import Closing
from controlroom.domain.charging.session_energy import read_after_stop
from controlroom.domain.errors import NotFound
from controlroom.operations.billing.month import Month
from controlroom.operations.charging import enrolment
from controlroom.operations.ports.billing import SessionRecord
from controlroom.operations.ports.session_search import SessionFilter, held_for, state_of
from controlroom.settings import Language


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verbs = noun(subparsers, "session")
    parser = command(
        verbs, "list", _list, "list sessions, newest first", "session list --month 2026-10 --json"
    )
    parser.add_argument("--month", metavar="YYYY-MM", help="ended in the month, Swedish time")
    parser.add_argument("--charge-point", metavar="ID")
    parser.add_argument(
        "--out", type=file, metavar="FILE", help="write them all to FILE.csv or FILE.xlsx instead"
    )
    parser.add_argument(
        "--language",
        choices=("sv", "en"),
        help="of the file: its words, and separator and decimal sign in CSV",
    )
    parser = command(verbs, "show", _show, "show one session", "session show SLU-03:17 --json")
    parser.add_argument("id")
    _decisions(verbs)


def _decisions(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """What a person decides on a held session; as `operations.reviews.Reviews`."""
    for name, verdict, does, example in (
        (
            "approve",
            Verdict.APPROVED,
            "bill a held session as it stands",
            'session approve SLU-03:17 --reason "The driver confirms the reading"',
        ),
        (
            "correct",
            Verdict.CORRECTED,
            "bill a held session for another energy",
            'session correct SLU-03:17 --energy 21.480 --reason "Read on the meter"',
        ),
        (
            "strike",
            Verdict.STRUCK,
            "never bill a held session",
            'session strike SLU-03:17 --reason "Test by the electrician"',
        ),
        (
            "reopen",
            Verdict.REOPENED,
            "take back what was decided on a session, until it is invoiced",
            "session reopen SLU-03:17",
        ),
    ):
        parser = command(verbs, name, _decide, does, example)
        parser.set_defaults(verdict=verdict, energy=None)
        parser.add_argument("id")
        if verdict is Verdict.CORRECTED:
            parser.add_argument("--energy", required=True, metavar="KWH", help="what was charged")
        _reason(parser, required=verdict is not Verdict.REOPENED)
    parser = command(
        verbs,
        "end",
        _end,
        "end a session that is open, where its station never tells the end",
        'session end SLU-03:17 --reason "The vehicle left on Monday"',
    )
    parser.add_argument("id")
    _reason(parser, required=True)


def _reason(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument(
        "--reason",
        required=required,
        default="",
        metavar="TEXT",
        help="why, at most 200 characters; it is kept with your name",
    )


async def _list(args: argparse.Namespace, context: Context) -> None:
    start = end = None
    if args.month is not None:
        month = Month.parse(args.month)
        start, end = month_bounds(month.year, month.month)
    if args.out is not None:
        await _export(args, context, SessionFilter(start, end))
        return
    looks = (await context.visit()).looks
    records = await looks.sessions(start=start, end=end, charge_point=args.charge_point)
    if not records and args.charge_point is not None:
        known = (registration.id.lower() for registration in (await looks.glance()).registrations)
        if args.charge_point.lower() not in known:
            raise NotFound("unknown-charge-point", id=args.charge_point)
    rows = await _rows(context, records)
    columns = (
        "id",
        "token",
        "customer",
        "started",
        "ended",
        "energy_wh",
        "state",
        "verdict",
        "cost",
    )
    context.output.table(rows, columns, "No sessions here yet.")


async def _export(args: argparse.Namespace, context: Context, wanted: SessionFilter) -> None:
    from controlroom.app.attached import open_session_file
    from controlroom.operations.billing.session_export import AT_ONCE, export, refuse_ending

    refuse_ending(args.out)
    room = await context.attached()
    if args.charge_point is not None:
        wanted = replace(wanted, charge_point=await _spelled(context, args.charge_point))
    language = args.language or _language(context.settings.language)

    def progress(done: int, total: int) -> None:
        if total and done and (done == total or done % (AT_ONCE * 25) == 0):
            context.output.progress(f"{done} of {total}")

    written = await export(
        room.store.session_search,
        room.store.tariffs,
        wanted,
        lambda: open_session_file(args.out, language, whole_tokens=True),
        file=args.out,
        now=datetime.now(UTC),
        progress=progress,
    )
    done = {"file": str(args.out), "sessions": written}
    context.output.item(done, f"{written} sessions written to {args.out}.")


async def _spelled(context: Context, identity: str) -> str:
    """A charge point's id as it is stored; commands do not tell its case apart."""
    room = await context.attached()
    return (await enrolment.known(room.store.charge_points, identity)).id


def _language(chosen: Language) -> str:
    """The language of a file, where the settings leave it to the system."""
    if chosen is not Language.SYSTEM:
        return chosen.value
    return "sv" if (locale.getlocale()[0] or "").lower().startswith("sv") else "en"


async def _show(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    record = await room.store.sessions.session(args.id)
    if record is None:
        raise NotFound("unknown-session", id=args.id)
    session = record.session
    (row,) = await _rows(context, [record])
    details = {
        **row,
        "site": session.site,
        "held": [h.value for h in session.holds],
        "hold": held_for(record) or None,
        "decision": decision_json(record, record.review),
        "meter_start": session.meter_start,
        "meter_stop": session.meter_stop,
        "read_after_stop_wh": read_after_stop(session),
        "idle_s": session.idle_seconds(datetime.now(UTC)),
        "estimated": session.estimated,
        "ended_by": closing_json(session.evidence.closed),
        "invoice": record.invoice or None,
    }
    context.output.item(details)


async def _decide(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    verdict: Verdict = args.verdict
    corrected = None if args.energy is None else energy_wh(args.energy)
    review = await room.reviews.decide(
        context.actor, args.id, verdict, reason=args.reason, corrected_wh=corrected
    )
    record = await room.priced(args.id)
    if record is None:
        raise NotFound("unknown-session", id=args.id)
    (row,) = await _rows(context, [record])
    result = {**row, "hold": held_for(record) or None, "decision": decision_json(record, review)}
    context.output.item(result, _sentence(record, verdict))


async def _end(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    await room.reviews.end(context.actor, args.id, args.reason)
    record = await room.priced(args.id)
    if record is None:
        raise NotFound("unknown-session", id=args.id)
    session = record.session
    (row,) = await _rows(context, [record])
    hold = held_for(record)
    result = {**row, "hold": hold or None, "ended_by": closing_json(session.evidence.closed)}
    told = f"{session.id} is ended: {session.energy_wh / 1000:.3f} kWh"
    context.output.item(result, told + (f", held: {hold}." if hold else "."))


def _sentence(record: SessionRecord, verdict: Verdict) -> str:
    identity, hold = record.session.id, held_for(record)
    if verdict is Verdict.REOPENED:
        return f"{identity} is open again" + (f", held: {hold}." if hold else ".")
    if hold:
        return f"{identity} is {verdict.value}, yet held: {hold}."
    if verdict is Verdict.STRUCK:
        return f"{identity} is struck: it is never billed."
    if record.price is None or record.price.review != (record.review and record.review.number):
        return f"{identity} is {verdict.value}. It is priced in a moment."
    cost = record.price.price
    billed = "nothing" if cost is None else f"{money(cost.net)} {cost.currency} net"
    return f"{identity} is {verdict.value}: {record.price.energy_wh / 1000:.3f} kWh, {billed}."


async def _rows(context: Context, records: list[SessionRecord]) -> list[dict[str, Any]]:
    looks = (await context.visit()).looks
    points = await looks.versions()
    tariffs = await looks.tariffs()
    now = datetime.now(UTC)
    rows = []
    for record in records:
        session = record.session
        cost: Price | None
        if record.price is not None:
            cost = record.price.price
        else:
            from controlroom.domain.billing.session_price import running_price

            tariff = holding(tariffs.get(session.site, ()), session.started)
            cost = running_price(session, tariff, now)
        rows.append(
            {
                "id": session.id,
                "charge_point": session.charge_point,
                "evse": session.evse,
                "connector": session.connector,
                "token": session.token,
                "customer": record.customer or None,
                "started": time(session.started),
                "ended": time(session.ended),
                "energy_wh": session.energy_wh,
                "stop_reason": session.stop_reason or None,
                "state": state_of(record).value if record.review else session.state.value,
                "verdict": record.decided.verdict.value if record.decided else None,
                "cost": cost_json(cost),
                "transaction": transaction(
                    session.transaction, points.get(session.charge_point, "")
                ),
            }
        )
    return rows


def decision_json(record: SessionRecord, review: Review | None) -> dict[str, Any] | None:
    """What was decided last; `stands` tells whether the session is billed by it."""
    if review is None:
        return None
    return {
        "verdict": review.verdict.value,
        "reason": review.reason or None,
        "by": review.by,
        "at": time(review.at),
        "energy_wh": review.billed_wh(record.session),
        "overruled": [hold.value for hold in review.holds],
        "stands": review.applies(record.session),
    }


def closing_json(closing: Closing | None) -> dict[str, Any] | None:
    """Who ended a session whose end the station did not tell, and why."""
    if closing is None:
        return None
    return {"by": closing.by, "at": time(closing.at), "reason": closing.reason}


def cost_json(cost: Price | None) -> dict[str, str] | None:
    if cost is None:
        return None
    return {"net": money(cost.net), "vat": money(cost.vat), "gross": money(cost.gross)}
