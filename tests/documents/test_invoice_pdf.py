"""What stands on the paper, read back out of the file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
import segno
from PIL import Image
from pypdf import PdfReader

from controlroom.documents.invoice_pdf import render_invoice
from controlroom.documents.style import LEFT, PAGE_HEIGHT, RIGHT
from controlroom.domain.billing.invoice import Buyer, Invoice, PricedSession
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.errors import InvalidValue
from controlroom.store.bodies import body_of
from controlroom.store.bodies import read as read_body
from tests.domain.billing import paper
from tests.sentences import says

AT = datetime(2026, 10, 1, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)
FULL = Tariff(
    energy=Decimal("3.99"),
    start=Decimal("5.00"),
    time=Decimal("0.10"),
    idle=Decimal("1.00"),
    grace_minutes=10,
)
EVIL = (
    "<b>Fet</b> &amp; \u202eevil\u0000\x1b[31m\ud800 <para>"
    + "Å" * 10_000
    + "\n\n"
    + "z\u0338\u0321\u0322\u031b\u031b" * 50
)


def read(document: bytes) -> PdfReader:
    return PdfReader(BytesIO(document))


def texts(document: bytes) -> list[str]:
    """Of each page; a no-break space is a space to a reader."""
    return [page.extract_text().replace("\u00a0", " ") for page in read(document).pages]


def many(count: int) -> list[PricedSession]:
    return [
        paper.session(
            AT + n * 5 * HOUR,
            AT + n * 5 * HOUR + HOUR,
            idle_s=n % 5 * 900,
            energy_wh=40_000 + n,
            tariff=replace(
                FULL,
                energy=Decimal("2.00") + Decimal(n % 9) / 10,
                vat=Decimal(25) if n % 7 else Decimal(6),
            ),
            site=f"Plats {n % 45} med ett ganska långt namn i Örnsköldsvik",
            charge_point=f"SE-OVIK-PARKERINGSHUS-NORRA-INFARTEN-VAN1-PL-{n:03}",
        )
        for n in range(count)
    ]


def outside(document: bytes) -> list[str]:
    """Characters that stand beyond the margins."""
    pdf = pypdfium2.PdfDocument(document)
    found = []
    for page in pdf:
        text = page.get_textpage()
        for n in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(n)
            inside = left >= LEFT - 1 and right <= RIGHT + 3 and bottom > 20
            if right > left and not (inside and top < PAGE_HEIGHT - 20):
                found.append(text.get_text_range(n, 1))
        text.close()
        page.close()
    pdf.close()
    return found


def test_the_first_page_says_who_what_and_how_much() -> None:
    first, _second = texts(render_invoice(paper.invoice()))
    lines = first.splitlines()
    for label, value in (
        ("Fakturanummer", "202600417"),
        ("Fakturadatum", "2026-11-02"),
        ("Avser", "2026-10-01 – 2026-10-31"),
        ("Kundnummer", "100 284"),
        ("Er referens", "Fordon Växjö"),
        ("Betalningsvillkor", "30 dagar netto"),
        ("Köpare", "Björkdalens Åkeri AB"),
        ("Netto", "1 356,48"),
        ("Moms 25 %", "339,12"),
        ("Summa inklusive moms", "1 695,60"),
        ("Öresavrundning", "0,40"),
        ("Att betala", "1 696,00"),
        ("Bankgiro", "5999-0002"),
        ("OCR-nummer", "20260041718"),
        ("Förfallodatum", "2026-12-02"),
        ("Att betala, SEK", "1 696,00"),
    ):
        assert lines[lines.index(label) + 1] == value, label
    assert "Laddning, el per kWh" in lines
    assert "18 laddningar på 6 platser, specifikation på sida 2" in lines
    assert "Uttag upptaget efter avslutad laddning, utöver 10 min" in lines
    for law in (
        "Org.nr 559999-0008",
        "Momsreg.nr SE559999000801",
        "Godkänd för F-skatt",
        "Säte Stockholm",
        "Momsreg.nr SE559999111301",
        "Elledningsvägen 1",
        "352 45 Växjö",
        "Sida 1 (2)",
    ):
        assert law in first
    row = lines.index("412,337")
    assert lines[row : row + 5] == ["412,337", "kWh", "3,20", "25 %", "1 319,48"]
    vat = lines.index("Moms, SEK")
    assert lines[vat + 1 : vat + 4] == ["25 %", "1 356,48", "339,12"]


def test_the_second_page_specifies_every_session() -> None:
    _first, second = texts(render_invoice(paper.invoice()))
    lines = second.splitlines()
    at = lines.index("6 okt")
    assert lines[at : at + 10] == [
        "6 okt",
        "A6, Jönköping",
        "JKA-03",
        "17:21–17:59",
        "0:38",
        "19,664",
        "62,92",
        "12",
        "12,00",
        "74,92",
    ]
    at = lines.index("Summa, 18 laddningar")
    sums = ["12:07", "412,337", "1 319,48", "37", "37,00", "1 356,48"]
    assert lines[at + 1 : at + 7] == sums
    assert "Pris 3,20 SEK per kWh och 1,00 SEK per minut blockering efter 10 minuter" in second
    assert "Sommartiden slutade kl. 03:00 den 25 oktober; laddningen varade 1 h 47 min." in second
    at = lines.index("Per plats")
    assert lines[at + 5 : at + 9] == ["Grand Samarkand, Växjö", "8", "194,500", "622,41"]
    assert lines[lines.index("Summa") + 1 :][:3] == ["18", "412,337", "1 356,48"]
    assert "Sida 2 (2)" in second


def test_a_spring_night_is_explained_too() -> None:
    night = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    session = paper.session(night, night + 2 * HOUR)
    assert (
        "Sommartiden började kl. 02:00 den 29 mars; laddningen varade 2 h 0 min."
        in (texts(render_invoice(paper.invoice([session])))[1])
    )
    evening = datetime(2026, 3, 28, 20, 0, tzinfo=UTC)
    session = paper.session(evening, evening + 9 * HOUR)
    assert "den 29 mars; " in texts(render_invoice(paper.invoice([session])))[1]


def test_english_is_english_throughout() -> None:
    invoice = paper.invoice([paper.session(AT, AT + HOUR, idle_s=1800, tariff=FULL)])
    first, second = texts(render_invoice(invoice, "en"))
    for words in (
        "Invoice number",
        "VAT 25%",
        "187.60",
        "1 session at 1 site",
        "Approved for F-tax",
    ):
        assert words in first
    for words in ("1 Oct", "07:00–08:00", "5.00 SEK per session", "Page 2 (2)", "By site"):
        assert words in second
    swedish = {"Faktura", "Moms", "Att betala", "laddning", "Sida", "Summa", "Netto", "Datum"}
    assert not [word for word in swedish if word in first.replace("faktura@exempel-laddning", "")]
    assert not [word for word in swedish if word in second.replace("faktura@exempel-laddning", "")]


TIMED = Tariff(time=Decimal("0.10"), idle=Decimal("1.00"))


def test_the_paper_says_which_minutes_the_price_of_time_is_for() -> None:
    """Half an hour of charging, half an hour idle: each minute stands once."""
    invoice = paper.invoice([paper.session(AT, AT + HOUR, idle_s=1800, tariff=TIMED)])
    first, second = texts(render_invoice(invoice))
    assert "1 laddning, från start till stopp utom blockerad tid" in first
    assert "0,10 SEK per minut som inte är blockerad" in second
    assert [(str(line.quantity), str(line.amount)) for line in invoice.lines[1:]] == [
        ("30", "3.00"),
        ("30", "30.00"),
    ]
    first, second = texts(render_invoice(invoice, "en"))
    assert "1 session, from start to stop without idle time" in first
    assert "0.10 SEK per minute that is not idle" in second


def test_paper_of_sessions_priced_by_all_their_minutes_says_so() -> None:
    session = paper.session(AT, AT + HOUR, tariff=TIMED)
    old = replace(session.price.lines[1], idle_apart=False)
    before = replace(session, price=replace(session.price, lines=(session.price.lines[0], old)))
    invoice = paper.invoice([before])
    assert read_body(Invoice, body_of(invoice)) == invoice
    first, second = texts(render_invoice(invoice))
    assert "1 laddning, från start till stopp" in first
    assert "utom" not in first
    assert "0,10 SEK per minut," in second
    both = paper.invoice([before, session])
    assert [line.idle_apart for line in both.lines] == [False, False, True]
    assert "Priserna står vid fakturans rader" in texts(render_invoice(both))[1]


def test_another_language_is_refused() -> None:
    with pytest.raises(InvalidValue, check=says("sv or en")):
        render_invoice(paper.invoice(), "de")


def test_a_simplified_invoice_says_so_and_needs_no_address() -> None:
    invoice = paper.invoice(
        [paper.spine()], serial=1, buyer=Buyer("Anna Ek"), seller=replace(paper.SELLER, swish="")
    )
    first, _second = texts(render_invoice(invoice))
    assert "Förenklad faktura" in first
    assert "Anna Ek" in first
    for amount in ("40,000", "164,60", "41,15", "205,75", "0,25", "206,00", "20260000110"):
        assert amount in first.splitlines()
    assert "Er referens" not in first
    assert "Swish" not in first
    assert "1 laddning på 1 plats, specifikation på sida 2" in first


def test_an_amount_that_differs_since_sessions_were_rounded_one_by_one_says_so() -> None:
    tariff = Tariff(energy=Decimal("3.55"))
    three = [
        paper.session(AT + n * 5 * HOUR, AT + n * 5 * HOUR + HOUR, energy_wh=1001, tariff=tariff)
        for n in range(3)
    ]
    # 3 x 3.55 is 10.65; 3.003 kWh x 3.55 would be 10.66.
    invoice = paper.invoice(three)
    assert invoice.lines[0].rounded_apart
    assert "summan av avrundade sessioner" in texts(render_invoice(invoice))[0]
    assert "the sum of rounded sessions" in texts(render_invoice(invoice, "en"))[0]
    assert outside(render_invoice(invoice)) == []
    one = paper.invoice(three[:1])
    assert not one.lines[0].rounded_apart
    assert "avrundade sessioner" not in texts(render_invoice(one))[0]


def test_nothing_rounded_no_rounding() -> None:
    invoice = paper.invoice([paper.spine()], round_to_krona=False)
    assert "Öresavrundning" not in texts(render_invoice(invoice))[0]


def test_negative_rounding_has_a_minus_sign() -> None:
    tariff = Tariff(energy=Decimal("4.00"))
    invoice = paper.invoice([paper.session(AT, AT + HOUR, energy_wh=23_465, tariff=tariff)])
    assert "−0,33" in texts(render_invoice(invoice))[0].splitlines()


def test_a_long_invoice_repeats_its_headings_and_counts_its_pages() -> None:
    invoice = paper.invoice(many(140))
    pages = texts(render_invoice(invoice))
    assert len(pages) > 8
    for place, page in enumerate(pages, start=1):
        assert f"Sida {place} ({len(pages)})" in page
        assert "Momsreg.nr SE559999000801" in page
    paying = [n for n, page in enumerate(pages) if "OCR-nummer" in page.splitlines()]
    (last,) = paying
    assert last > 0
    assert all("Beskrivning" in page for page in pages[: last + 1])
    assert f"specifikation på sida {last + 2}" in pages[0]
    specification = pages[last + 1 :]
    assert all("Specifikation av laddningar" in page for page in specification)
    heads = [("Klockslag" in page, "Laddningar\n" in page) for page in specification]
    assert all(any(head) for head in heads)
    whole = "".join(specification).replace("\n", "")
    assert all(row.charge_point in whole for row in invoice.sessions)
    assert "Summa, 140 laddningar" in whole
    assert "Priserna står vid fakturans rader" in whole
    for rate in ("Moms 25 %", "Moms 6 %"):
        assert rate in pages[last]


@pytest.mark.parametrize("count", range(1, 12))
def test_sums_never_stand_without_a_line(count: int) -> None:
    tariffs = [Tariff(energy=Decimal(n + 1)) for n in range(count)]
    invoice = paper.invoice([paper.session(AT, AT + HOUR, tariff=t) for t in tariffs])
    pages = [page for page in texts(render_invoice(invoice)) if "Beskrivning" in page]
    assert [page.splitlines().count("Laddning, el per kWh") for page in pages][-1] >= 1
    assert sum(page.count("Laddning, el per kWh") for page in pages) == count
    assert "Att betala" in pages[-1]


def hostile() -> Invoice:
    return paper.invoice(
        [
            paper.session(
                AT, AT + 900 * HOUR, energy_wh=10**12, site=EVIL, charge_point=EVIL, tariff=FULL
            )
        ],
        seller=replace(
            paper.SELLER, name=EVIL, address=(EVIL,) * 10, email=EVIL, phone=EVIL, seat=EVIL
        ),
        buyer=Buyer(EVIL, (EVIL,) * 9, EVIL, EVIL, EVIL),
    )


@pytest.mark.parametrize("language", ("sv", "en"))
def test_hostile_text_is_printed_as_plain_text_within_the_margins(language: str) -> None:
    document = render_invoice(hostile(), language)
    first, second = texts(document)
    for page in (first, second):
        assert "<b>Fet</b> &amp; evil□□[31m□" in page
        assert not set(page) & set("\u202e\u0000\x1b\ud800")
    assert outside(document) == []
    assert "3 990 000 000,00" in first or "3,990,000,000.00" in first


def test_ordinary_paper_keeps_its_margins_too() -> None:
    for invoice in (paper.invoice(), paper.invoice(many(60))):
        assert outside(render_invoice(invoice)) == []


def test_a_letter_that_no_font_has_is_seen_to_be_missing() -> None:
    invoice = paper.invoice(buyer=Buyer("株式会社 ⚡ Łódź 🚗", ("Ωδός 5", "Київ", "दिल्ली")))
    first = texts(render_invoice(invoice))[0]
    assert "株式会社" in first
    assert "□ Łódź □" in first
    assert "Ωδός 5" in first
    assert "Київ" in first
    assert "□□" in first


def test_other_scripts_are_drawn_with_fonts_of_theirs_embedded_and_small() -> None:
    buyer = Buyer("שלום 북경 北京 ที่", ("ئێڵ لا", "საქართველო"))
    document = render_invoice(paper.invoice(buyer=buyer))
    first = texts(document)[0]
    for drawn in ("북경", "北京", "საქართველო"):
        assert drawn in first
    # A reader of PDF turns it around again, or does not.
    assert "םולש" in first or "שלום" in first
    embedded = fonts(document)
    for name in ("ControlroomScripts", "NanumSquare", "DroidSansFallback"):
        assert any(name in font for font in embedded), "its letters come along"
    assert len(document) < 120_000


def fonts(document: bytes) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for page in read(document).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            entry = font.get_object()
            found[str(entry["/BaseFont"])] = entry
    return found


def test_every_font_is_inter_and_embedded() -> None:
    for invoice in (paper.invoice(), hostile()):
        for name, font in fonts(render_invoice(invoice)).items():
            assert "+Inter" in name
            assert "/FontFile2" in font["/FontDescriptor"]
            assert "/ToUnicode" in font


def test_the_same_invoice_gives_the_same_bytes_in_any_thread() -> None:
    invoice = paper.invoice()
    document = render_invoice(invoice)
    again = render_invoice(read_body(Invoice, body_of(invoice)))
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(6) as pool:
            others: Sequence[bytes] = list(pool.map(render_invoice, [invoice] * 18))
    finally:
        sys.setswitchinterval(before)
    assert {document, again, *others} == {document}
    assert render_invoice(invoice, "en") != document


def test_the_file_says_what_it_is_and_in_which_language() -> None:
    reader = read(render_invoice(paper.invoice()))
    assert reader.metadata is not None
    assert reader.metadata.title == "Faktura 202600417"
    assert reader.metadata.author == "Exempel Laddning AB"
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "sv-SE"
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)


def test_the_swish_code_is_the_payload_module_by_module() -> None:
    invoice = paper.invoice([paper.spine()], serial=1)
    expected = segno.make("C1231181189;206,00;20260000110;0", error="m", micro=False)
    pdf = pypdfium2.PdfDocument(render_invoice(invoice))
    page = pdf[0]
    scale = 4
    pixels = page.render(scale=scale, grayscale=True).to_numpy()
    page.close()
    pdf.close()
    left, top, side = 385.4, 626.9, 78.4
    step = side / len(expected.matrix)
    seen = [
        [
            int(
                pixels[
                    round((top + (y + 0.5) * step) * scale),
                    round((left + (x + 0.5) * step) * scale),
                ].min()
                < 128
            )
            for x in range(len(expected.matrix))
        ]
        for y in range(len(expected.matrix))
    ]
    assert seen == [list(row) for row in expected.matrix]


def picture(kind: str, size: tuple[int, int]) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(made, kind)
    return made.getvalue()


@pytest.mark.parametrize(
    ("kind", "size"), (("PNG", (700, 200)), ("JPEG", (40, 400)), ("PNG", (3, 3)))
)
def test_the_logo_stands_at_the_head_of_the_first_page(kind: str, size: tuple[int, int]) -> None:
    plain = render_invoice(paper.invoice())
    document = render_invoice(paper.invoice(), logo=picture(kind, size))
    assert render_invoice(paper.invoice(), logo=picture(kind, size)) == document
    assert texts(document) == texts(plain)
    first, *others = pypdfium2.PdfDocument(document)
    (found,) = first.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    left, bottom, right, top = found.get_bounds()
    assert right == pytest.approx(RIGHT, abs=0.1)
    assert left >= RIGHT - 140.1
    assert PAGE_HEIGHT - 96.1 <= bottom < top <= PAGE_HEIGHT - 55.9
    assert (right - left) / (top - bottom) == pytest.approx(size[0] / size[1], rel=0.05)
    for page in others:
        assert not list(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))


def test_what_cannot_be_decoded_holds_no_invoice_up() -> None:
    whole = picture("PNG", (100, 100))
    for broken in (b"GIF89a", whole[:60], whole[:30] + b"\xff" * 200, b"\xff\xd8\xff"):
        assert render_invoice(paper.invoice(), logo=broken) == render_invoice(paper.invoice())


def test_a_large_logo_makes_no_large_invoice() -> None:
    plain = render_invoice(paper.invoice())
    noise = BytesIO()
    Image.effect_noise((1000, 1000), 100).save(noise, "PNG")
    assert len(render_invoice(paper.invoice(), logo=noise.getvalue())) < len(plain) + 120_000
