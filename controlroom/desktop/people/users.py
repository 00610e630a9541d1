"""People who sign in: their role, and a new password where one is forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from shiboken6 import isValid
from typing_extensions import override

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.records import Records
from controlroom.desktop.kit.armed_box import Armed
from controlroom.desktop.kit.background_query import Question, begin
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.cells import TextCell, Weight
from controlroom.desktop.kit.fields import DropField
from controlroom.desktop.kit.form import Form
from controlroom.desktop.kit.language import texts
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.read_field import ReadField
from controlroom.desktop.kit.table_model import Column, TableModel
from controlroom.desktop.kit.theme import Type
from controlroom.domain.people.user import RIGHTS, Right, Role, User, user_name
from controlroom.domain.people.user import password as checked_password

CONCERNS = {
    "user-exists": "name",
    "nameless": "name",
    "password-short": "password",
    "last-administrator": "role",
}


class UserList(TableModel[User]):
    """People by name."""

    def __init__(self) -> None:
        super().__init__([], key=lambda user: user.name, order=lambda user: user.name.casefold())
        self.columns = (
            Column(
                self.tr("Name"),
                lambda u: TextCell(u.name, weight=Weight.MEDIUM),
                240,
                tabular=False,
                grow=2,
                sort=lambda u: u.name.casefold(),
            ),
            Column(
                self.tr("Role"),
                lambda u: TextCell(texts.name(u.role)),
                168,
                tabular=False,
                sort=lambda u: list(Role).index(u.role),
            ),
            Column(
                self.tr("May"),
                lambda u: TextCell(may(u.role), role="secondary"),
                280,
                tabular=False,
                grow=3,
            ),
        )


def may(role: Role) -> str:
    """What a role may do, in words."""
    words = [texts.name(right) for right in Right if right in RIGHTS[role]]
    return ", ".join(words) if words else texts.catalogue.text(Right.__name__, "look")


class PasswordField(ReadField):
    """A password as a person types it, spaces and all; "" where none is typed."""

    def __init__(self, name: str, label: str, hint: str) -> None:
        super().__init__(
            name,
            label,
            lambda text: checked_password(text) if text else "",
            hint=hint,
            most=1000,
        )
        self.line.setEchoMode(QLineEdit.EchoMode.Password)

    @property
    @override
    def text(self) -> str:
        return self.line.text()


class UsersSection(Records):
    """A password that is made here is shown once; whoever types one tells it himself."""

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, blink, UserList())
        self._question = Question("users", self)
        self.armed.sent.connect(self._make_password)
        self._ask()

    @override
    def words(self) -> tuple[str, str, str]:
        return self.tr("Users and roles"), self.tr("Name, role"), self.tr("New user")

    @override
    def make_form(self) -> Form:
        form = Form(self._save, concerns=CONCERNS)
        form.add(ReadField("name", self.tr("Name"), user_name, most=64))
        form.add(DropField("role", self.tr("Role"), [(role, texts.name(role)) for role in Role]))
        self._may = PlainLabel("", Type.LABEL, role="secondary", wrap=True)
        form.body.addWidget(self._may)
        form.add(
            PasswordField(
                "password",
                self.tr("Password"),
                self.tr("At least 10 characters."),
            )
        )
        form.touched.connect(self._show_rights)
        return form

    @override
    def below_form(self) -> list[QWidget]:
        self.reset = Button(self.tr("Make a new password"), icon_name="key")
        self.reset.clicked.connect(self._arm_reset)
        self._acts = QWidget()
        row = QHBoxLayout(self._acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.reset)
        row.addStretch(1)
        return [self._acts]

    def _show_rights(self) -> None:
        role = self.form.fields["role"].typed()
        if isinstance(role, Role):
            self._may.setText(self.tr("May: {0}.").format(may(role)))

    # Rows

    def _ask(self) -> None:
        self._question.ask(self.desk.services.users.users(), self.take)

    @override
    def values(self, row: User) -> Mapping[str, object]:
        return {"name": row.name, "role": row.role, "password": ""}

    @override
    def fresh(self) -> Mapping[str, object]:
        return {"name": "", "role": Role.OPERATOR, "password": ""}

    @override
    def head(self, row: User | None) -> tuple[str, str]:
        if row is None:
            return self.tr("New user"), self.tr("Without a password, one is made and shown once.")
        return row.name, texts.name(row.role)

    @override
    def found_by(self, row: User) -> str:
        return f"{row.name}\n{texts.name(row.role)}".casefold()

    @override
    def advice(self) -> tuple[str, str]:
        return self.tr("No users yet"), self.tr("Add the first with Ctrl+N.")

    @override
    def shown(self, row: User | None) -> None:
        self.form.fields["name"].set_fixed(on=row is not None)
        self._acts.setVisible(row is not None)

    # Writing

    async def _save(self, values: dict[str, Any]) -> str:
        staff, actor = self.desk.services.staff, self.desk.actor
        name, role, typed = values["name"], values["role"], values["password"]
        values["password"] = ""
        if self.making:
            if made := await staff.add(actor, User(name, role), typed or None):
                self._show_password(name, made)
            self.want(name)
        else:
            known = self.model.find(name)
            if known is not None and known.role is not role:
                await staff.set_role(actor, name, role)
            if typed:
                await staff.set_password(actor, name, typed)
        if isValid(self):
            self._ask()
        return self.tr("Saved.")

    def _arm_reset(self) -> None:
        name = str(self.key_shown)
        self.armed.arm(
            Armed(
                self.tr("new password"),
                name,
                self.tr("has a password"),
                self.tr("The old password is void at once."),
                why=False,
                send=self.tr("Make it"),
            )
        )

    def _make_password(self) -> None:
        if isinstance(self.key_shown, str):
            begin(self._reset(self.key_shown), "new password")

    async def _reset(self, name: str) -> None:
        desk = self.desk
        made = await desk.told_or_refused(desk.services.staff.set_password(desk.actor, name))
        if made is not None:
            self._show_password(name, made)

    def _show_password(self, name: str, password: str) -> None:
        if isValid(self):
            self.secret.show_secret(
                self.tr("Hand this over. The password is shown this once."),
                "",
                (self.tr("Password of {0}").format(name), password),
            )

    @override
    def entered(self) -> None:
        self._ask()
