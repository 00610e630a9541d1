"""Every role at every screen and wish: what it may not do is not offered, and refused if asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from typing_extensions import override

from controlroom.desktop.billing.company import CompanySection
from controlroom.desktop.billing.screen import BillingView
from controlroom.desktop.billing.tariffs import TariffView
from controlroom.desktop.charging.live.welcome_steps import WelcomeSteps
from controlroom.desktop.charging.point.screen import CONFIGURATION, PointView
from controlroom.desktop.charging.registry.door import DoorSection
from controlroom.desktop.charging.registry.points import PointsSection
from controlroom.desktop.charging.registry.sites import SitesSection
from controlroom.desktop.desk.records import Records
from controlroom.desktop.kit.background_query import settle
from controlroom.desktop.kit.form import Form
from controlroom.desktop.people.customer_list import accounts
from controlroom.desktop.people.customer_pane import CustomerPane
from controlroom.desktop.people.users import UsersSection
from controlroom.desktop.settings.screen import PLACES, SettingsView
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.desktop.shell.screens import SCREENS
from controlroom.domain.charging.wishes import (
    GetConfiguration,
    RemoteStart,
    RotateKey,
    TriggerMessage,
    UnlockConnector,
    Wish,
)
from controlroom.domain.errors import Forbidden
from controlroom.domain.people.actor import person
from controlroom.domain.people.events import RightDenied
from controlroom.domain.people.user import RIGHTS, Right, Role, User
from tests.desktop.room import Room, in_room, until
from tests.desktop.tasks.person import offered, press, write
from tests.domain.charging.one_of_each import ONE_OF_EACH
from tests.store.charging.knocks import knock

pytestmark = pytest.mark.qt_loop

WALLS = {"wall", "wall-map", "wall-alarms"}
OPEN = {"map", "live", "alarms", "journal", "sessions", "graphs", "wall", "settings"}
"""Screens of the rail that everybody but a wall sees."""
BOOKS = {"billing": Right.BILLING, "customers": Right.CUSTOMERS, "tariffs": Right.TARIFFS}
SECTIONS = {
    "screen": None,
    "system": None,
    "points": Right.INSTALL,
    "door": Right.INSTALL,
    "import": Right.INSTALL,
    "sites": Right.INSTALL,
    "company": Right.ADMINISTER,
    "users": Right.ADMINISTER,
    "about": None,
}
ROLES = tuple(Role)
EVERY_ROLE = pytest.mark.parametrize("role", ROLES)


SAFE = (TriggerMessage, GetConfiguration, UnlockConnector, RemoteStart)
"""Commands that stop nobody's charging."""


def right_of(wish: Wish) -> Right:
    """Written down once more, so that no wish changes hands unnoticed."""
    if isinstance(wish, RotateKey):
        return Right.INSTALL
    return Right.COMMAND_SAFE if isinstance(wish, SAFE) else Right.COMMAND


class Strays(QObject):
    """Windows that appear without being one: a control that was shown before it had a place."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and not isinstance(watched, QMainWindow)
        ):
            self.seen.append(type(watched).__name__)
        return False


@contextmanager
def strays() -> Iterator[list[str]]:
    application = QApplication.instance()
    assert application is not None
    found = Strays()
    application.installEventFilter(found)
    yield found.seen
    application.removeEventFilter(found)


def told(window: MainWindow) -> str:
    """What the window says now, once; the next thing is seen as new."""
    text = window.notice.text if window.notice.isVisible() else ""
    window.notice.hide()
    return text


async def everything(room: Room) -> dict[str, object]:
    """What is written down, for comparing before and after."""
    store = room.store
    points = ("HYL-01", "SLU-01", "SLU-02")
    return {
        "points": await store.charge_points.registrations(),
        "sites": await store.charge_points.sites(),
        "door": await store.charge_points.door(),
        "commands": [await store.commands.commands(point) for point in points],
        "customers": await store.customers.customers(),
        "tokens": await store.customers.tokens(),
        "tariffs": await store.tariffs.versions(),
        "company": await store.invoices.company(),
        "invoices": await store.invoices.invoices(),
        "users": await store.users.users(),
    }


@in_room
async def test_a_right_that_is_denied_is_written_down(room: Room) -> None:
    """Once in a while, however often it is asked for."""
    window = await room.show(User("Kim", Role.OPERATOR))
    for _ in range(5):
        assert not window.desk.allowed(Right.BILLING)
        with pytest.raises(Forbidden):
            await room.services.staff.set_role(window.desk.actor, "Kim", Role.ADMINISTRATOR)
    assert window.desk.allowed(Right.COMMAND_SAFE)

    await settle()
    page = await room.store.facts.newest((RightDenied,))
    found = [e.event for e in page.entries if isinstance(e.event, RightDenied)]
    assert sorted((event.user, event.role, event.right) for event in found) == [
        ("Kim", "operator", "administer"),
        ("Kim", "operator", "billing"),
    ]


@EVERY_ROLE
@in_room
async def test_what_a_role_may_not_do_is_not_offered_and_refused(room: Room, role: Role) -> None:
    user = User("Kim", role)
    await room.connect("SLU-01")
    await room.alarm(1, "SLU-01")
    await knock(room.store, "ABB-7001", "192.168.1.44", "1.6", room.clock.now())
    with strays() as seen:
        window = await room.show(user)
        await screens(window, user)
    assert seen == [], "nothing but windows is shown as a window"
    await wishes(room, window, user)
    if role is not Role.WALL:
        await wishes_at_a_charge_point(room, window, user)
        await sections(window, user)
    await forms(room, window, user)
    await run_of_a_month(room, window, user)


async def screens(window: MainWindow, user: User) -> None:
    wanted = (
        {"wall"}
        if user.role is Role.WALL
        else OPEN | {n for n, r in BOOKS.items() if person(user).may(r)}
    )
    assert offered(window) == wanted
    reachable = WALLS if user.role is Role.WALL else wanted | WALLS | {"point"}
    assert set(window.pages) == reachable
    for screen in SCREENS:
        before = window.page
        window.desk.open_screen.emit(screen.name, "")
        if screen.name in reachable:
            assert window.page.name == screen.name
            assert told(window) == ""
        else:
            assert window.page is before, screen.name
            assert "may not do this. Ask a colleague who is " in told(window)
            press("Ctrl+K")
            write(screen.words[:3])
            keys = {entry.key for entry in window.palette_box.found.entries}
            assert screen.name not in keys
            press("Esc")
        await asyncio.sleep(0)
    await settle()


async def wishes(room: Room, window: MainWindow, user: User) -> None:
    desk = window.desk
    await until(desk.overview.unacknowledged)
    allowed = 0
    for wish in ONE_OF_EACH:
        may = person(user).may(right_of(wish))
        assert desk.may(wish.right) is may, wish
        if not may:
            desk.ask(wish, "SLU-01", "")
            await until(window.notice.isVisible)
            assert "may not do this" in told(window), wish
        allowed += may
    if not person(user).may(Right.ACKNOWLEDGE):
        desk.acknowledge(desk.overview.unacknowledged()[0])
        assert "may not do this" in told(window)
        window.acknowledge()
    await settle()
    told(window)
    assert await room.store.commands.commands("SLU-01") == []
    assert await room.acknowledgements() == []
    assert window.strip.alarm.ack.isHidden() is not person(user).may(Right.ACKNOWLEDGE)
    everything = allowed == len(ONE_OF_EACH) and person(user).may(Right.ACKNOWLEDGE)
    assert everything is (user.role is Role.ADMINISTRATOR)


async def wishes_at_a_charge_point(room: Room, window: MainWindow, user: User) -> None:
    desk = window.desk
    desk.open_point.emit("SLU-01")
    page = window.page
    assert isinstance(page, PointView)
    await until(lambda: desk.overview.points["SLU-01"].heard)
    offers = page.commands._offers().by_name()
    for name, offer in offers.items():
        button = page.commands.buttons[name]
        if not person(user).may(right_of(offer.wish)):
            assert not button.isVisible(), name
            assert not button.isEnabled(), name
            page.arm(name)
            page.commands.arm(offer)
            assert not page.armed.armed, name
    assert ("Send" in page._tabs) is person(user).may(Right.COMMAND)
    page.turn(CONFIGURATION)
    await until(page.configuration.isVisible)
    await settle()
    assert page.configuration.edit.isHidden() is not person(user).may(Right.COMMAND)
    life = page.life
    if not person(user).may(Right.INSTALL):
        before = await everything(room)
        for button in (life.begin, life.confirm, life.revive, life.retire):
            assert not button.isVisible()
            button.setEnabled(True)
            button.click()
            assert "may not do this" in told(window)
        await settle()
        assert not page.armed.armed
        assert await everything(room) == before


async def sections(window: MainWindow, user: User) -> None:
    assert {place.name: place.right for place in PLACES} == SECTIONS
    window.open("settings", "")
    page = window.page
    assert isinstance(page, SettingsView)
    listed = [page.list.table.key_at(place) for place in range(len(page.list.table))]
    assert listed == [n for n, r in SECTIONS.items() if r is None or person(user).may(r)]
    for name, right in SECTIONS.items():
        page.show_matching(name)
        if right is None or person(user).may(right):
            assert page.list.current_key == name
            assert told(window) == ""
        else:
            assert page.list.current_key != name
            assert "may not do this" in told(window)


async def forms(room: Room, window: MainWindow, user: User) -> None:
    """Each form as if somebody had got at it: whoever may not save is told so, beside it."""
    desk, blink = window.desk, window.blink
    before = await everything(room)
    made: list[QWidget] = []

    def records(kind: Callable[..., Records]) -> Records:
        section = kind(desk, blink)
        made.append(section)
        return section

    async def tried(form: Form, right: Right, **values: object) -> None:
        if person(user).may(right):
            return
        form.set_editable(on=True)
        form.begin_with(values)
        form.submit()
        await until(lambda: not form.busy)
        assert "may not do this" in form.refusal.text()

    sites, points = records(SitesSection), records(PointsSection)
    people, door = records(UsersSection), records(DoorSection)
    for section in (sites, points, people):
        section.begin_new()
    await tried(sites.form, Right.INSTALL, name="Nordstan")
    await tried(points.form, Right.INSTALL, id="A-1", site="Nordstan")
    await tried(people.form, Right.ADMINISTER, name="Olle")
    assert isinstance(door, DoorSection)
    door.take(await room.store.charge_points.door())
    door.show_row("ABB-7001")
    await tried(door.form, Right.INSTALL, site="Nordstan")
    if not person(user).may(Right.INSTALL):
        door.send_away()
        assert "may not do this" in told(window)
    company = CompanySection(desk, blink)
    steps = WelcomeSteps(desk, set())
    pane = CustomerPane(desk, blink)
    made += [company, steps, pane]
    seller = {"name": "X", "organisation_number": "559999-0008", "bankgiro": "5999-0002"}
    await tried(company.form, Right.ADMINISTER, **seller, vat_number="SE559999000801")
    await tried(steps.form, Right.INSTALL, id="A-1", site="Nordstan")
    store = room.store.customers
    (account,) = accounts(await store.customers(), await store.tokens())
    pane.show_account(account)
    await tried(pane.form, Right.CUSTOMERS, name="Somebody else")
    pane.turn(1)
    await tried(pane.tokens.form, Right.CUSTOMERS, uid="0455667788")
    tariffs = TariffView(desk, blink)
    made.append(tariffs)
    tariffs.entered()
    await until(lambda: len(tariffs.table.table) == 2)
    tariffs.table.pick("Hyllie")
    await until(lambda: tariffs.pane.site == "Hyllie")
    await tried(tariffs.pane.form, Right.TARIFFS, energy="9")
    await settle()
    assert await everything(room) == before
    for widget in made:
        widget.deleteLater()


async def run_of_a_month(room: Room, window: MainWindow, user: User) -> None:
    page = BillingView(window.desk, window.blink)
    page.entered()
    await until(lambda: page._outlook is not None)
    assert page.run.isEnabled() is person(user).may(Right.BILLING)
    if not person(user).may(Right.BILLING):
        asked = room.billing.asked
        page.run_month()
        assert "may not do this" in told(window)
        page._confirmed()
        assert "may not do this" in told(window)
        await settle()
        assert not page.month_pane.armed
        assert room.billing.asked == asked
    page.left()
    page.deleteLater()
    assert RIGHTS[Role.ADMINISTRATOR] == frozenset(Right)
