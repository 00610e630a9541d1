"""What every screen has: a title bar, a place for its contents, and its keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.icons import icon
from controlroom.desktop.kit.panel import Line
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Size, Space, Type

SEARCH_WIDTH, SEARCH_LEAST = 256, 128


class Page(QFrame):
    """A screen. `bar` takes what stands in its title bar, `body` the rest."""

    letters = Signal()
    """Another thing is shown, or none: the letters mean something else."""

    name = ""
    seeks = False
    """`show_matching` finds what it shows in the network, and nothing before that is known."""
    subject_apart = False
    """`choices` say nothing of its `subject`."""
    bare = False
    """It has the whole window: neither strip nor rail nor footer stands around it."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        parent: QWidget | None = None,
        *,
        style: Type = Type.TITLE,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = PlainLabel(title, style, whole=True)
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(Space.PAGE, 0, Space.PAGE, 0)
        self.bar.setSpacing(Space.BETWEEN)
        self.bar.addWidget(self.title)
        self.search: QLineEdit | None = None
        self.outer = QVBoxLayout(self)
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.outer.setSpacing(0)
        self.body = QVBoxLayout()
        self.body.setSpacing(0)

    def title_bar(self) -> QWidget:
        """The 64 px bar, made once; where it goes is the page's own matter."""
        holder = QWidget()
        holder.setFixedHeight(Size.TITLE + 1)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QWidget()
        bar.setLayout(self.bar)
        column.addWidget(bar, 1)
        column.addWidget(Line())
        return holder

    def search_field(self, prompt: str, *, small: bool = False) -> QLineEdit:
        """A field to find something in this screen; Ctrl+F goes to it. `small`: for a panel."""
        field = QLineEdit()
        field.setProperty("small", small)
        field.setPlaceholderText(prompt)
        field.setAccessibleName(prompt)
        field.setMinimumWidth(SEARCH_LEAST)
        field.setMaximumWidth(SEARCH_WIDTH)
        field.setClearButtonEnabled(False)
        field.setMaxLength(100)
        field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        glass = icon("search", theme.palette().secondary)
        field.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.search = field
        return field

    @property
    def sought(self) -> str:
        """What is searched for, as it is compared; "" where nothing is."""
        return self.search.text().casefold().strip() if self.search is not None else ""

    def clear_search(self) -> bool:
        """Search for nothing any more; False where nothing was searched for."""
        if self.search is None or not self.search.text():
            return False
        self.search.clear()
        return True

    def entered(self) -> None:
        """The screen is shown."""

    def left(self) -> None:
        """Another screen is shown."""

    def keys(self) -> list[tuple[str, str]]:
        """(key, what it does) for the footer."""
        return []

    def focus(self) -> None:
        """Give the keyboard to the screen's list."""
        self.setFocus()

    # Letters, which act only while a list has the focus

    def acknowledge(self) -> bool:
        """Acknowledge what is selected; False where there is nothing to acknowledge."""
        return False

    def shows_one(self) -> bool:
        """Whether one thing is shown whose alarms the letters mean, and no others."""
        return False

    def guidance(self) -> bool:
        """F1: show what to do about what is selected; False where this screen has none."""
        return False

    def show_matching(self, sought: str) -> None:
        """Show what somebody asked for elsewhere.

        A charge point's id, a site's name, a customer's or an invoice's number, a search.
        """

    def subject(self) -> str:
        """What `show_matching` would need to show the same again; "" where it is the same always.

        A screen in a window of its own is opened again with it.
        """
        return ""

    def choices(self) -> Sequence[QWidget]:
        """Controls and lists in which a person chooses; a screen made again says the same."""
        return ()

    def chosen_again(self) -> None:
        """`choices` were put back: show what they mean."""

    def arm(self, command: str) -> None:
        """Make a command ready, as its button does; nothing is sent before it is confirmed."""

    def leave(self, go: Callable[[], object], stay: Callable[[], object]) -> None:
        """Do `go` where nothing is unsaved here; else ask first, and do what the person says."""
        del stay
        go()

    def save(self) -> None:
        """Ctrl+S: save what is shown, where there is something to save."""

    def show_alarm(self, identity: int) -> bool:
        """Bring an alarm into sight; False where another screen must."""
        return identity < 0

    def back(self) -> bool:
        """Esc: leave what is open; False where there is nothing."""
        return False
