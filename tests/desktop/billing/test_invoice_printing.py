"""Invoices are printed as one job and saved to a folder, both of which can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from controlroom.desktop.billing.invoice_printing import (
    PRINT_DPI,
    Printed,
    page_image,
    prepare,
    print_dots,
    print_invoices,
    save_invoices,
    strips,
    write,
)
from controlroom.desktop.billing.screen import BillingView
from controlroom.desktop.kit.background_query import settle
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.documents.invoice_pdf import render_invoice
from controlroom.domain.billing.invoice import Invoice
from controlroom.domain.errors import InvalidValue
from controlroom.domain.people.actor import console
from controlroom.domain.people.identifiers import ocr_number
from tests.desktop.billing.test_month import billing, charged
from tests.desktop.room import Room, in_room, until
from tests.desktop.shell.test_window import press
from tests.domain.billing import paper

AT = datetime(2026, 10, 1, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
GRID = 4
Told = list[tuple[int, int, str]]


def invoices(count: int) -> list[Invoice]:
    one = paper.invoice([paper.session(AT, AT + HOUR)])
    numbers = [str(202600001 + n) for n in range(count)]
    return [replace(one, number=number, ocr=ocr_number(number)) for number in numbers]


def never() -> bool:
    return False


def note(told: Told) -> Callable[[int, int, str], None]:
    return lambda done, of, name: told.append((done, of, name))


@pytest.fixture
def printer(tmp_path: Path) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "job.pdf"))
    prepare(made, "Fakturor")
    return made


def ink(image: QImage) -> tuple[QRect, int]:
    """Where something is printed, and how much of it."""
    rgb = image.convertToFormat(QImage.Format.Format_RGBX8888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.width(), 4)
    colours = rows[::GRID, ::GRID, :3].astype(int)
    dark = 255 - (colours.max(axis=2) + colours.min(axis=2)) // 2
    ys, xs = np.nonzero(dark > 40)
    left, right = int(xs.min()) * GRID, int(xs.max()) * GRID
    top, bottom = int(ys.min()) * GRID, int(ys.max()) * GRID
    return QRect(left, top, right - left, bottom - top), int(dark.sum())


def same_ink(document: bytes, wanted: bytes) -> None:
    """As the preview shows it: the same ink at the same place, from edge to edge."""
    expected, much = ink(page_image(wanted, 0, 2480)[0])
    printed, there = ink(page_image(document, 0, 2480)[0])
    assert there == pytest.approx(much, rel=0.15)
    assert abs(expected.left() - printed.left()) <= GRID
    assert abs(expected.top() - printed.top()) <= GRID
    assert abs(expected.right() - printed.right()) <= GRID
    assert abs(expected.bottom() - printed.bottom()) <= GRID


def a4_pages(document: bytes) -> int:
    pdf = pypdfium2.PdfDocument(document)
    try:
        assert tuple(round(side) for side in pdf[0].get_size()) == (595, 842)
        return len(pdf)
    finally:
        pdf.close()


def test_all_are_one_job_page_by_page(printer: QPrinter, tmp_path: Path) -> None:
    told: Told = []
    two = invoices(2)
    done = print_dots(printer, two, render_invoice, note(told), never)
    assert (done.invoices, done.pages, done.stopped) == (2, 4, False)
    assert [(number, of) for number, of, _ in told] == [(0, 2), (1, 2), (2, 2)]
    document = (tmp_path / "job.pdf").read_bytes()
    assert a4_pages(document) == 4
    same_ink(document, render_invoice(two[0]))
    assert printer.resolution() == PRINT_DPI
    assert printer.colorMode() is QPrinter.ColorMode.GrayScale
    # Not a dot is lost, nor any shadow added around letters and QR code.
    assert b"/DCTDecode" not in document
    assert b"/DeviceRGB /BitsPerComponent" not in document.replace(b"\n", b" ")


def test_a_logo_is_printed_in_its_colours(printer: QPrinter, tmp_path: Path) -> None:
    picture = BytesIO()
    Image.new("RGB", (280, 80), (190, 20, 60)).save(picture, "PNG")
    printer.setResolution(150)
    one = invoices(1)[0]
    carried = replace(one, seller=replace(one.seller, logo="0" * 64))

    def with_logo(invoice: Invoice) -> bytes:
        return render_invoice(invoice, logo=picture.getvalue())

    print_dots(printer, [carried], with_logo, note([]), never)
    image, _pages = page_image((tmp_path / "job.pdf").read_bytes(), 0, 1190)
    colours = {
        image.pixelColor(x, y).hue() for x in range(880, 1080, 4) for y in range(110, 200, 4)
    }
    assert any(330 <= hue < 360 for hue in colours)


def test_a_file_has_letters_and_not_their_picture(printer: QPrinter, tmp_path: Path) -> None:
    three = invoices(3)
    done = print_invoices(printer, three, render_invoice, note([]), never)
    assert (done.invoices, done.pages, done.stopped) == (3, 6, False)
    document = (tmp_path / "job.pdf").read_bytes()
    assert a4_pages(document) == 6
    same_ink(document, render_invoice(three[0]))
    pdf = pypdfium2.PdfDocument(document)
    for place, invoice in enumerate(three):
        assert invoice.number in pdf[2 * place].get_textpage().get_text_range()
    pdf.close()


def test_a_file_that_cannot_be_written_is_refused(printer: QPrinter, tmp_path: Path) -> None:
    printer.setOutputFileName(str(tmp_path / "nowhere" / "job.pdf"))
    with pytest.raises(InvalidValue) as refusal:
        print_invoices(printer, invoices(1), render_invoice, note([]), never)
    assert refusal.value.key == "folder-unwritable"


@pytest.mark.parametrize("send", (print_invoices, print_dots))
def test_a_job_that_is_stopped_prints_nothing(
    send: Callable[..., Printed], printer: QPrinter, tmp_path: Path
) -> None:
    told: Told = []
    done = send(printer, invoices(3), render_invoice, note(told), lambda: len(told) > 1)
    assert (done.invoices, done.pages, done.stopped) == (0, 0, True)
    assert not (tmp_path / "job.pdf").exists()


def test_only_strips_with_ink_are_sent() -> None:
    page = np.full((100, 10), 255, dtype=np.uint8)
    page[10:12, 3] = page[14, 4] = page[60:70, 9] = 0
    assert strips(page, 5) == [(10, 15), (60, 70)]
    assert strips(page, 1) == [(10, 12), (14, 15), (60, 70)]
    assert strips(np.full((100, 10, 3), 255, dtype=np.uint8), 5) == []


def test_files_are_written_whole_and_others_left_as_they_are(tmp_path: Path) -> None:
    three = invoices(3)
    (tmp_path / "faktura-202600002.pdf").write_bytes(b"somebody's notes")
    (tmp_path / "faktura-202600003.pdf").write_bytes(render_invoice(three[2]))
    done = save_invoices(tmp_path, three, render_invoice, note([]), never)
    assert (done.written, done.same, done.kept) == (1, 1, ("faktura-202600002.pdf",))
    assert (tmp_path / "faktura-202600001.pdf").read_bytes() == render_invoice(three[0])
    assert (tmp_path / "faktura-202600002.pdf").read_bytes() == b"somebody's notes"
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize("name", ("a.db", "link.pdf", "a.db-wal"))
def test_no_invoice_replaces_a_database(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"SQLite format 3\0 and more")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "a.db")
    with pytest.raises(InvalidValue) as refusal:
        write(tmp_path / name, b"%PDF-")
    assert refusal.value.key == "file-is-database"
    assert (tmp_path / name).exists() == (name != "a.db-wal")
    assert (tmp_path / "a.db").read_bytes() == b"SQLite format 3\0 and more"


def test_a_stop_says_what_is_left(tmp_path: Path) -> None:
    told: Told = []
    done = save_invoices(tmp_path, invoices(3), render_invoice, note(told), lambda: len(told) > 1)
    assert (done.written, done.left) == (2, 1)


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue) as refusal:
        save_invoices(tmp_path / "nowhere", invoices(1), render_invoice, note([]), never)
    assert refusal.value.key == "folder-unwritable"


def test_what_is_no_pdf_has_no_page() -> None:
    with pytest.raises(ValueError, match=r"PDF|data|load"):
        page_image(b"no pdf", 0, 100)


# In the window


async def month_with_invoices(room: Room, owners: int) -> tuple[MainWindow, BillingView]:
    window = await room.show()
    page = billing(window)
    await charged(room, page, owners)
    await room.billing.close(console("test"), page._month)
    window.go("billing")
    await until(lambda: len(page.table.table) == owners)
    page.focus()
    return window, page


@pytest.mark.qt_loop
@in_room
async def test_a_month_is_printed_by_keys(room: Room, tmp_path: Path) -> None:
    window, page = await month_with_invoices(room, 2)
    press(window, Qt.Key.Key_P, CONTROL | SHIFT)
    dialog = page.jobs.dialog
    assert isinstance(dialog, QPrintDialog)
    dialog.close()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "month.pdf"))
    page.jobs.print_on(printer, page._shown(), "x")
    assert page.jobs.busy
    assert page.jobs.stop.isVisible()
    await settle()
    assert "2 invoices" in page.jobs.text
    assert "4 pages" in page.jobs.text
    assert (tmp_path / "month.pdf").exists()


@pytest.mark.qt_loop
@in_room
async def test_a_month_is_saved_by_keys(room: Room, tmp_path: Path) -> None:
    window, page = await month_with_invoices(room, 2)
    press(window, Qt.Key.Key_S, CONTROL | SHIFT)
    dialog = page.jobs.dialog
    assert isinstance(dialog, QFileDialog)
    dialog.close()
    folder = tmp_path / "paper"
    folder.mkdir()
    page.jobs.save_in(folder, page._shown())
    await settle()
    assert "2 files written" in page.jobs.text
    assert len(list(folder.glob("faktura-*.pdf"))) == 2
    page.jobs.save_in(folder, page._shown())
    await settle()
    assert "2 were there already" in page.jobs.text


@pytest.mark.qt_loop
@in_room
async def test_an_invoice_is_read_page_by_page_and_enlarged(room: Room) -> None:
    window, page = await month_with_invoices(room, 1)
    page.table.pick(page.table.table.key_at(0))
    await until(lambda: (page.pane._page, page.pane._pages) == (0, 2))
    press(window, Qt.Key.Key_PageDown, CONTROL)
    assert (page.pane._page, page.pane._pages) == (1, 2)
    press(window, Qt.Key.Key_PageUp, CONTROL)
    assert (page.pane._page, page.pane._pages) == (0, 2)
    fits = page.pane.view.page.width()
    press(window, Qt.Key.Key_Plus, CONTROL)
    assert page.pane.view.page.width() > fits
    press(window, Qt.Key.Key_0, CONTROL)
    assert page.pane.view.page.width() == fits
    press(window, Qt.Key.Key_Return)
    assert page.pane.view.hasFocus()
    press(window, Qt.Key.Key_Escape)
    assert page.table.hasFocus()


@pytest.mark.qt_loop
@in_room
async def test_an_invoice_is_found_by_number_in_its_month(room: Room) -> None:
    window, page = await month_with_invoices(room, 2)
    number = page._shown()[1].number
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    await until(lambda: not len(page.table.table))
    window.desk.open_screen.emit("billing", number)
    await until(lambda: page.table.current_key == number)
    assert page.subject() == number
    assert "2" in page.invoices.sums.accessibleName()


@pytest.mark.qt_loop
@in_room
async def test_without_a_company_the_way_there_is_shown(room: Room) -> None:
    window = await room.show(view="billing")
    page = billing(window)
    await until(page.missing.isVisible)
    page.missing.button.click()
    assert window.page.name == "settings"
