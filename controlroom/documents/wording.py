"""The words on our paper in Swedish and English, and how numbers and dates are written.

Not the desktop's translations: a document speaks its reader's language, whatever the
person at the screen has chosen. Numbers are written by Babel, groups of three held
together by a no-break space in Swedish.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from controlroom.domain.billing.pricing import PriceKind, Unit
from controlroom.domain.errors import InvalidValue

NBSP: Final = "\u00a0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Every text of an invoice. Braces are filled in; a pair is (one, many)."""

    locale: str
    lang: str
    page: str
    invoice: str
    simplified: str
    number: str
    issued: str
    period: str
    customer: str
    reference: str
    terms: str
    terms_days: str
    buyer: str
    organisation: str
    vat_number: str
    description: str
    quantity: str
    unit: str
    unit_price: str
    vat: str
    amount: str
    kinds: Mapping[PriceKind, str]
    units: Mapping[Unit, str]
    sessions: tuple[str, str]
    sites: tuple[str, str]
    energy_detail: str
    time_detail: str
    """From start to stop, idle minutes among them; those that are not are told below."""
    time_apart: str
    idle_detail: str
    idle_after: str
    rounded_apart: str
    vat_rate: str
    taxable: str
    vat_amount: str
    net: str
    vat_at: str
    total: str
    rounding: str
    to_pay: str
    bankgiro: str
    ocr: str
    due_date: str
    to_pay_in: str
    swish: str
    swish_lines: tuple[str, str]
    pay_note: str
    ask_note: str
    f_tax: str
    seat: str
    specification: str
    invoice_and_period: str
    started: str
    site: str
    point: str
    clock: str
    duration: str
    energy: str
    start: str
    time: str
    idle: str
    net_in: str
    sum_sessions: str
    prices: str
    price_energy: str
    price_start: str
    price_time: str
    price_time_apart: str
    price_idle: str
    price_idle_after: str
    conjunction: str
    prices_elsewhere: str
    register_note: str
    minutes_note: str
    summer_ended: str
    summer_began: str
    lasted: str
    per_site: str
    site_sessions: str
    site_energy: str
    sum: str

    def money(self, amount: Decimal) -> str:
        return self._written(amount, "#,##0.00")

    def price(self, amount: Decimal) -> str:
        """At least two decimals, and more where the price has them."""
        return self._written(amount, "#,##0.00####")

    def energy_kwh(self, quantity: Decimal) -> str:
        return self._written(quantity, "#,##0.000")

    def count(self, number: int | Decimal) -> str:
        return self._written(Decimal(number), "#,##0")

    def amount_of(self, quantity: Decimal, unit: Unit) -> str:
        """A quantity with the decimals that its unit is measured in."""
        return self.energy_kwh(quantity) if unit is Unit.KWH else self.count(quantity)

    def percent(self, percent: Decimal) -> str:
        text: str = format_percent(percent / 100, "#,##0.####%", locale=self.locale)
        # English sets none before the sign, Swedish a no-break space.
        return text.replace("%", f"{NBSP}%") if self.locale == "sv_SE" else text

    def day(self, day: date) -> str:
        """The day and the month in short: "6 okt"."""
        text: str = format_date(day, "d MMM", locale=self.locale)
        return text.rstrip(".")

    def long_day(self, day: date) -> str:
        text: str = format_date(day, "d MMMM", locale=self.locale)
        return text

    def plural(self, pair: tuple[str, str], number: int) -> str:
        return pair[number != 1].format(n=self.count(number))

    def _written(self, value: Decimal, pattern: str) -> str:
        text: str = format_decimal(value, pattern, locale=self.locale)
        return text.replace("-", "−")


SWEDISH: Final = Words(
    locale="sv_SE",
    lang="sv-SE",
    page="Sida {page} ({pages})",
    invoice="Faktura",
    simplified="Förenklad faktura",
    number="Fakturanummer",
    issued="Fakturadatum",
    period="Avser",
    customer="Kundnummer",
    reference="Er referens",
    terms="Betalningsvillkor",
    terms_days="{days} dagar netto",
    buyer="Köpare",
    organisation="Org.nr {number}",
    vat_number="Momsreg.nr {number}",
    description="Beskrivning",
    quantity="Antal",
    unit="Enhet",
    unit_price="À-pris, {currency}",
    vat="Moms",
    amount="Belopp, {currency}",
    kinds={
        PriceKind.ENERGY: "Laddning, el per kWh",
        PriceKind.START: "Startavgift",
        PriceKind.TIME: "Tidsavgift",
        PriceKind.IDLE: "Blockeringsavgift",
    },
    units={Unit.KWH: "kWh", Unit.EACH: "st", Unit.MINUTE: "min"},
    sessions=("{n} laddning", "{n} laddningar"),
    sites=("{n} plats", "{n} platser"),
    energy_detail="{sessions} på {sites}, specifikation på sida {page}",
    time_detail="{sessions}, från start till stopp",
    time_apart="{sessions}, från start till stopp utom blockerad tid",
    idle_detail="Uttag upptaget efter avslutad laddning",
    idle_after="Uttag upptaget efter avslutad laddning, utöver {minutes} min",
    rounded_apart="summan av avrundade sessioner",
    vat_rate="Momssats",
    taxable="Underlag, {currency}",
    vat_amount="Moms, {currency}",
    net="Netto",
    vat_at="Moms {percent}",
    total="Summa inklusive moms",
    rounding="Öresavrundning",
    to_pay="Att betala",
    bankgiro="Bankgiro",
    ocr="OCR-nummer",
    due_date="Förfallodatum",
    to_pay_in="Att betala, {currency}",
    swish="Swish",
    swish_lines=("Belopp och OCR", "är ifyllda"),
    pay_note="Ange OCR-numret vid betalning. Efter förfallodagen debiteras dröjsmålsränta enligt "
    "räntelagen.",
    ask_note="Frågor om fakturan: {contact}. Uppge fakturanumret.",
    f_tax="Godkänd för F-skatt",
    seat="Säte {seat}",
    specification="Specifikation av laddningar",
    invoice_and_period="Faktura {number} · {period}",
    started="Datum",
    site="Plats",
    point="Punkt",
    clock="Klockslag",
    duration="Tid, h",
    energy="Energi",
    start="Start",
    time="Tid",
    idle="Blockering",
    net_in="Netto, {currency}",
    sum_sessions="Summa, {sessions}",
    prices="Pris {prices}, exklusive moms.",
    price_energy="{price} {currency} per kWh",
    price_start="{price} {currency} per laddning",
    price_time="{price} {currency} per minut",
    price_time_apart="{price} {currency} per minut som inte är blockerad",
    price_idle="{price} {currency} per minut blockering",
    price_idle_after="{price} {currency} per minut blockering efter {minutes} minuter",
    conjunction=" och ",
    prices_elsewhere="Priserna står vid fakturans rader, exklusive moms.",
    register_note="Energi är skillnaden mellan mätarens slut- och startställning.",
    minutes_note="Minuter räknas när de är fullbordade.",
    summer_ended="Sommartiden slutade kl. 03:00 den {day}; ",
    summer_began="Sommartiden började kl. 02:00 den {day}; ",
    lasted="laddningen varade {hours} h {minutes} min.",
    per_site="Per plats",
    site_sessions="Laddningar",
    site_energy="Energi, kWh",
    sum="Summa",
)

ENGLISH: Final = Words(
    locale="en_GB",
    lang="en-GB",
    page="Page {page} ({pages})",
    invoice="Invoice",
    simplified="Simplified invoice",
    number="Invoice number",
    issued="Invoice date",
    period="Period",
    customer="Customer number",
    reference="Your reference",
    terms="Payment terms",
    terms_days="{days} days net",
    buyer="Buyer",
    organisation="Org. no. {number}",
    vat_number="VAT no. {number}",
    description="Description",
    quantity="Quantity",
    unit="Unit",
    unit_price="Unit price, {currency}",
    vat="VAT",
    amount="Amount, {currency}",
    kinds={
        PriceKind.ENERGY: "Charging, electricity per kWh",
        PriceKind.START: "Start fee",
        PriceKind.TIME: "Time fee",
        PriceKind.IDLE: "Idle fee",
    },
    units={Unit.KWH: "kWh", Unit.EACH: "pcs", Unit.MINUTE: "min"},
    sessions=("{n} session", "{n} sessions"),
    sites=("{n} site", "{n} sites"),
    energy_detail="{sessions} at {sites}, specification on page {page}",
    time_detail="{sessions}, from start to stop",
    time_apart="{sessions}, from start to stop without idle time",
    idle_detail="Outlet occupied after charging had ended",
    idle_after="Outlet occupied after charging had ended, beyond {minutes} min",
    rounded_apart="the sum of rounded sessions",
    vat_rate="VAT rate",
    taxable="Taxable, {currency}",
    vat_amount="VAT, {currency}",
    net="Net",
    vat_at="VAT {percent}",
    total="Total including VAT",
    rounding="Rounding",
    to_pay="To pay",
    bankgiro="Bankgiro",
    ocr="OCR number",
    due_date="Due date",
    to_pay_in="To pay, {currency}",
    swish="Swish",
    swish_lines=("Amount and OCR", "are filled in"),
    pay_note="Please state the OCR number when you pay. Interest is charged after the due date "
    "under the Swedish Interest Act.",
    ask_note="Questions about the invoice: {contact}. Please state the invoice number.",
    f_tax="Approved for F-tax",
    seat="Seat {seat}",
    specification="Charging sessions",
    invoice_and_period="Invoice {number} · {period}",
    started="Date",
    site="Site",
    point="Point",
    clock="Time of day",
    duration="Time, h",
    energy="Energy",
    start="Start",
    time="Time",
    idle="Idle",
    net_in="Net, {currency}",
    sum_sessions="Sum, {sessions}",
    prices="Price {prices}, excluding VAT.",
    price_energy="{price} {currency} per kWh",
    price_start="{price} {currency} per session",
    price_time="{price} {currency} per minute",
    price_time_apart="{price} {currency} per minute that is not idle",
    price_idle="{price} {currency} per idle minute",
    price_idle_after="{price} {currency} per idle minute after {minutes} minutes",
    conjunction=" and ",
    prices_elsewhere="Prices stand beside the lines of the invoice, excluding VAT.",
    register_note="Energy is the difference of the meter’s stop and start readings.",
    minutes_note="Minutes count when they are complete.",
    summer_ended="Summer time ended at 03:00 on {day}; ",
    summer_began="Summer time began at 02:00 on {day}; ",
    lasted="the session lasted {hours} h {minutes} min.",
    per_site="By site",
    site_sessions="Sessions",
    site_energy="Energy, kWh",
    sum="Sum",
)

_LANGUAGES: Final = {"sv": SWEDISH, "en": ENGLISH}


def words(language: str) -> Words:
    """The words of "sv" or "en". Raises InvalidValue for another language."""
    try:
        return _LANGUAGES[language]
    except KeyError:
        raise InvalidValue("unknown-language", value=language) from None


def hours(minutes: int) -> str:
    """A duration as h:mm."""
    return f"{minutes // 60}:{minutes % 60:02}"


def days_between(first: date, last: date) -> int:
    return (last - first) // timedelta(days=1)
