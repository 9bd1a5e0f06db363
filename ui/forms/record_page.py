"""The page of one record: it is read, checked and kept while one types, saved, and read again where it changed."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.errors import KnownError, NotFoundError, RefusedError
from desktop.office.drafts import Unsaved
from ui.desk import Desk
from ui.forms.keeping import Keeper
from ui.forms.page import FormPage

if TYPE_CHECKING:
    from desktop.office.office import Office

_QUIET = 300  # milliseconds without a keystroke until the office checks


class Opened(Protocol):
    """A record as it is read for its page; a new one has no number."""

    @property
    def number(self) -> int | None:
        """The record; None for a new one."""

    @property
    def kept_as(self) -> str:
        """The name under which what is typed is kept."""

    @property
    def base(self) -> int:
        """The operation by which it is as it was read; 0 where nobody asks."""

    @property
    def kept(self) -> Unsaved | None:
        """What was typed of it and not saved."""


O = TypeVar("O", bound=Opened)  # noqa: E741


class RecordPage(FormPage, Generic[O]):
    """Give it ``open``; it asks the desk for everything itself. A subclass says what is its own by the hooks below.

    What is typed is kept two seconds later and comes back when the record is opened again, after a crash too. What
    is typed while it is being saved stays, and isn't saved.

    Attributes:
        THIS: what the record is called where the clerk is told of it.
        NOUNS: the changes after which it is read again.

    Signals:
        told: a sentence for the clerk after the page was left.
    """

    told = Signal(str)
    THIS: str
    NOUNS: ClassVar[frozenset[Noun]]

    def __init__(self, desk: Desk, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._desk = desk
        self._opened: O | None = None
        self._number: int | None = None
        self._saving = False
        self._after_saving: Callable[[int], object] | None = None
        self._keeper = Keeper(desk, self, self._label)
        self._pause = QTimer(self, singleShot=True, interval=_QUIET)
        self._pause.timeout.connect(self._ask_check)
        self.edited.connect(self._pause.start)
        self.save_asked.connect(self._save)
        self.left.connect(self._tell_kept)
        desk.changed.connect(self._on_change)
        desk.crashed.connect(self._release)

    # What each page says of its own

    def _label(self) -> str:
        """What the clerk calls what is typed."""
        raise NotImplementedError

    def _reading(self, number: int) -> "Callable[[Office], O]":
        """The question that reads a record."""
        raise NotImplementedError

    def _writing(self) -> "Callable[[Office], Change]":
        """The deed that writes what stands there, and forgets what was kept under the keeper's name."""
        raise NotImplementedError

    def _checking(self) -> "Callable[[Office], Any] | None":
        """The question that checks what stands there; None where reading finds it all."""
        return None

    def _fill(self, opened: O) -> None:
        """Put the record into the form, clean."""
        raise NotImplementedError

    def _show_standing(self, opened: O) -> None:
        """Show what isn't typed: the title, where the record stands, what can be done with it."""
        raise NotImplementedError

    def _begin_anew(self) -> None:
        """What was typed of a new one was given up."""
        self.left.emit()

    def _next(self, was_new: bool) -> bool:  # noqa: ARG002
        """Go on to the next one, once this one is saved; whether there is any."""
        return False

    def _differs(self, before: O, now: O) -> bool:
        """Whether what is typed stands on something that changed elsewhere."""
        return before.base != now.base

    def _locked(self) -> str:
        """Why nothing of it can be changed; nothing where it can."""
        return ""

    def _go_first(self) -> None:
        """Enter the form."""
        self.show_top()

    # Opening

    @property
    def number(self) -> int | None:
        """The record that is shown; None for a new one."""
        return self._number

    @property
    def opened(self) -> O:
        """The record as it was read last; there is none before anything was opened."""
        if self._opened is None:
            raise LookupError("nothing was opened yet")
        return self._opened

    def open(self, number: int) -> None:
        """Show this record, with what was typed last time and not saved."""
        self._begin(self._reading(number))

    def put_away(self) -> None:
        """Keep what isn't saved, because the page goes out of sight."""
        self._keeper.flush()

    def _begin(self, question: "Callable[[Office], O]") -> None:
        self._keeper.flush()
        self._desk.ask(question, self._show, self._on_gone, key=(id(self), "open"))

    def _show(self, opened: O) -> None:
        self.messages.hide()
        self._saving, self._after_saving = False, None
        self._take(opened)
        self._fill(opened)
        self.set_findings(())
        self.say("")
        self._put_back(opened)
        self._show_standing(opened)
        self._go_first()
        if opened.number is not None or self.dirty:
            self._ask_check()

    def _take(self, opened: O) -> None:
        self._opened, self._number = opened, opened.number
        self._keeper.begin(opened.kept_as, opened.base)
        self.offer_saving(not self._locked())

    def _put_back(self, opened: O) -> None:
        kept = opened.kept
        if kept is None or self._locked():
            return
        self.restore(kept.body)
        if self.dirty:
            changed = kept.base != opened.base
            later = f"{self.THIS}在那以后另有改动，请核对后再保存。" if changed else "保存后生效。"
            text = f"已恢复{told_when(kept.at)} 没有保存的修改，{later}"
            self.messages.caution(text, "放弃这些修改", self._give_up)
        else:
            self._keeper.drop()

    def _give_up(self) -> None:
        """Go back to what is saved."""
        self._keeper.drop()
        for part in self.parts:
            part.set_clean()
        if self._number is None:
            self._begin_anew()
        else:
            self.open(self._number)

    # Checking and saving

    def _ask_check(self) -> None:
        self._pause.stop()
        question = self._checking()
        if question is not None:
            self._desk.ask(question, self._on_check, key=(id(self), "check"))

    def _on_check(self, found: Any) -> None:
        """Show what the question of ``_checking`` found."""
        self.set_findings(found)

    def when_saved(self, deed: Callable[[int], object]) -> None:
        """Do it with the record's number, after saving what isn't saved; where that is refused, nothing is done."""
        if self._number is not None and not self.dirty:
            deed(self._number)
            return
        self._after_saving = deed
        self.save()
        if not self._saving:
            self._after_saving = None
            self.messages.caution(f"请先把{self.THIS}保存好再办理。")

    def _save(self, then_next: bool) -> None:
        if self._saving:
            return
        if self._locked():
            self.say(self._locked(), "warn")
            return
        self._saving = True
        self._pause.stop()
        self._keeper.settle()
        self._desk.do(self._writing(), partial(self._on_saved, then_next), self._on_refused, initiator=self)

    def _on_saved(self, then_next: bool, change: Change) -> None:
        self._saving = False
        deed, self._after_saving = self._after_saving, None
        was_new = self._number is None
        self._number = change.record if was_new else self._number
        if self._keeper.pending:  # typed on meanwhile
            self._keeper.settle()
            self._read_again()
            return
        self.saved()
        self.messages.hide()  # what it cautioned of is saved
        if then_next and self._next(was_new):
            return
        self._read_again()
        if deed is not None and self._number is not None:
            deed(self._number)

    def _read_again(self) -> None:
        if self._number is not None:
            question = self._reading(self._number)
            self._desk.ask(question, self._on_read_again, self._on_gone, key=(id(self), "open"))

    def _on_read_again(self, opened: O) -> None:
        """Show it as it was saved, unless the clerk typed on."""
        if self.dirty:
            self._take(opened)
            self._show_standing(opened)
            self._keeper.flush()
        else:
            self._refresh(opened)
            self.saved()

    def _refresh(self, opened: O) -> None:
        """Show it as it is in the office, without moving anything."""
        self._take(opened)
        self._fill(opened)
        self._show_standing(opened)
        self._ask_check()

    def _on_refused(self, error: KnownError) -> None:
        self._release()
        if isinstance(error, RefusedError):
            self.set_findings(error.findings)
            self.lead_to_refusal(error.findings)
        else:
            self.messages.error(error.sentence)
        self._keeper.flush()

    def _release(self, _: object = None) -> None:
        self._saving, self._after_saving = False, None

    # What happens elsewhere

    def _on_change(self, change: Change, initiator: object) -> None:
        if initiator is not self and self._number is not None and change.nouns & self.NOUNS:
            gone = partial(self._on_vanished, self._number)
            self._desk.ask(self._reading(self._number), self._on_elsewhere, gone, key=(id(self), "again"))

    def _on_elsewhere(self, opened: O) -> None:
        before = self._opened
        if before is None or opened.number != self._number:
            return
        differs = self._differs(before, opened)
        if differs and not self.dirty:
            self._refresh(opened)
            return
        self._opened = opened
        self._show_standing(opened)
        self._ask_check()
        if differs:
            self.messages.caution(f"{self.THIS}刚才另有改动；保存会以本页为准。", "改用新内容", self._give_up)

    def _on_vanished(self, number: int, error: KnownError) -> None:
        """The record of that number, which was shown, is no more."""
        if number == self._number:
            self._on_gone(error)

    def _on_gone(self, error: KnownError) -> None:
        """What isn't there is left, unless something was typed."""
        if isinstance(error, NotFoundError) and not self.dirty:
            self.left.emit()
            self.told.emit(error.sentence)
        else:
            self.messages.error(error.sentence)

    # Leaving

    def _tell_kept(self) -> None:
        self._keeper.flush()
        if self.dirty:
            self.told.emit(f"“{self._label()}”的修改还没有保存，已经留存，再打开时接着填。")

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what isn't saved."""
        self.put_away()
        super().hideEvent(event)


def told_when(at: dt.datetime) -> str:
    """When something was kept: 今天 9:30, 3月1日 17:05."""
    return f"今天 {at:%H:%M}" if at.date() == today() else f"{at.month}月{at.day}日 {at:%H:%M}"
