"""The open office file."""

import secrets
from array import array  # noqa: TC003  (mypy and readers alike)
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from desktop.base.changes import Change, Noun, Progress, silent
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Value
from desktop.base.listing import Listing, Query
from desktop.base.paths import backup_folder
from desktop.office.doors import OfficeDoors
from desktop.office.drafts import Drafts
from desktop.office.lookup import Match, find
from desktop.office.overview import Overview, survey
from desktop.office.standing import Standing, read_rules
from desktop.store import backup, file, households, inversion, journal, listings, settings
from desktop.store.backup import Backup
from desktop.store.faults import translated

if TYPE_CHECKING:
    from desktop.office.history import Changes

PRESET = "zhenjiang-new-area-2022"


class Office(OfficeDoors):
    """One open office: doors to its nouns, its lists, its journal and its backups.

    It belongs to the thread that opened it.

    Attributes:
        path: the office file.
        standing, drafts: doors by noun.
    """

    def __init__(self, db: Database, path: Path, password: str) -> None:
        self._db = db
        self._password = password
        self.path = path
        self.standing = Standing(db)
        self.drafts = Drafts(db)

    @classmethod
    def create(cls, path: Path, password: str, *, name: str, city: str = "", preset: str | Path = PRESET) -> "Office":
        """Make a new office with the rules of a preset, and open it."""
        if not name.strip():
            raise ForbiddenError("请填区总工会的名称。")
        rules = read_rules(preset)
        office = cls(file.create(path, password), path, password)
        with translated(), journal.operation(office._db, "新建办公文件", Noun.SETTINGS, Noun.STANDARDS):
            settings.put(office._db, "office.name", name.strip())
            settings.put(office._db, "office.city", city.strip())
            settings.put(office._db, "digest_key", secrets.token_hex(32))
            settings.put_rules(office._db, rules)
        return office

    @classmethod
    def open(cls, path: Path, password: str) -> "Office":
        """Open an office file; every way in which that can fail is a known error."""
        return cls(file.open_file(path, password), path, password)

    @property
    def name(self) -> str:
        """Name of the district union, as papers print it."""
        return str(self.setting("office.name", ""))

    @property
    def city(self) -> str:
        """Name of the city union."""
        return str(self.setting("office.city", ""))

    def setting(self, name: str, default: Any = None) -> Any:
        """What the office remembers under a name."""
        with translated():
            return settings.get(self._db, name, default)

    def rename(self, *, name: str, city: str, phone: str) -> Change:
        """What the office and the city union are called, and the telephone that notices print."""
        if not name.strip():
            raise ForbiddenError("请填区总工会的名称。")
        wanted = {"office.name": name.strip(), "office.city": city.strip(), "office.phone": phone.strip()}
        new = {key: value for key, value in wanted.items() if value != self.setting(key, "")}
        if not new:
            return Change(operation=0, label="没有改动", nouns=frozenset(), count=0)
        with translated(), journal.operation(self._db, "修改单位信息", Noun.SETTINGS) as current:
            for key, value in new.items():
                settings.put(self._db, key, value)
        return journal.done(current)

    def remember(self, name: str, value: object, label: str) -> Change:
        """Remember something under a name."""
        with translated(), journal.operation(self._db, label, Noun.SETTINGS) as current:
            settings.put(self._db, name, value)
        return journal.done(current)

    def listing(self, noun: Noun) -> Listing:
        """What a list shows."""
        return self.listings[noun]

    @property
    def listings(self) -> Mapping[Noun, Listing]:
        """What every list shows. The file isn't asked for it, so that it may be read in any thread."""
        return listings.LISTINGS

    def ids(self, query: Query) -> "array[int]":
        """The numbers of all records that match, in order."""
        concerned = self.matters.concerned(query) if query.matter else None
        with translated():
            return listings.ids(self._db, query, concerned, self.standing.labels)

    def rows(self, noun: Noun, numbers: Sequence[int]) -> list[tuple[Value, ...]]:
        """The rows of these numbers in their order, each the number and then the listing's columns."""
        with translated():
            return listings.page(self._db, noun, numbers)

    def counts(self, query: Query, chip: str) -> dict[str, int]:
        """How many records stand under each value of a chip."""
        concerned = self.matters.concerned(query) if query.matter else None
        with translated():
            return listings.counts(self._db, query, chip, concerned)

    def find(self, text: str, limit: int = 12) -> list[Match]:
        """The first of everything that a text finds, noun by noun; nothing for an empty one."""
        with translated():
            return list(find(self._db, text, limit)) if text.strip() else []

    def undo_label(self) -> str | None:
        """What undo would undo."""
        with translated():
            found = inversion.next_undo(self._db)
        return found[1] if found else None

    def redo_label(self) -> str | None:
        """What redo would do again."""
        with translated():
            found = inversion.next_redo(self._db)
        return found[1] if found else None

    def undo(self, number: int | None = None) -> Change:
        """Undo an operation, by default the newest that stands; what was edited since is kept and named."""
        with translated():
            found = inversion.next_undo(self._db)
            wanted = number or (found[0] if found else None)
            if wanted is None:
                raise ForbiddenError("没有可以撤销的操作。")
            return self._invert(wanted)

    def redo(self, number: int | None = None) -> Change:
        """Do again what was undone last, if nothing was done since; or the operation of that number, once undone."""
        with translated():
            newest = None if number else inversion.next_redo(self._db)
            found = inversion.undo_of(self._db, number) if number else newest and newest[0]
            if found is None:
                raise ForbiddenError("没有可以重做的操作。")
            return self._invert(found)

    def _invert(self, number: int) -> Change:
        change = inversion.invert(self._db, number, households.rederive)
        self.standing.forget()
        return change

    def journal(self, *, limit: int = 100, before: int | None = None) -> list[dict[str, Any]]:
        """The newest operations first: id, at, actor, label, kind, count, inverts, digest, undone, state."""
        with translated():
            return journal.entries(self._db, limit=limit, before=before)

    def changes(self, operation: int) -> "Changes":
        """What an operation changed, in words."""
        from desktop.office.history import changes  # noqa: PLC0415  (a list needs none of it)

        with translated():
            return changes(self._db, operation)

    def overview(self) -> Overview:
        """The first page: figures, what comes next, what was done last."""
        newest = next(iter(self.backups()), None)
        has_line = self.standing.on().line is not None
        reminders, twins = self.matters.reminders(), self.sameness.count()
        unhelped = self.matters.count("not_helped")
        with translated():
            return survey(self._db, newest, has_line=has_line, reminders=reminders, twins=twins, unhelped=unhelped)

    @property
    def backup_folder(self) -> Path:
        """Where the automatic backups are."""
        return backup_folder(self.path)

    def backups(self) -> list[Backup]:
        """The automatic backups, the newest first."""
        return backup.list_backups(self.path)

    def back_up(self, folder: Path | None = None, progress: Progress = silent) -> Backup:
        """Take a verified backup, by default where the automatic ones are, and thin those."""
        taken = backup.take(self._db, self.path, self._password, folder=folder, progress=progress)
        if folder is None:
            backup.tidy(self.path)
        return taken

    def back_up_if_needed(self, progress: Progress = silent) -> Backup | None:
        """Take a backup unless the newest one already holds the last operation."""
        with translated():
            current = backup.is_current(self._db, self.path)
        return None if current else self.back_up(progress=progress)

    @staticmethod
    def restore(taken: Path, path: Path, password: str) -> Path | None:
        """Put a backup in the place of a closed office file; gives where the present file was put aside."""
        return backup.restore(taken, path, password)

    def check(self) -> list[str]:
        """Examine the file whole; gives what was examined, as sentences; ``FileDamagedError`` says what is lost."""
        from desktop.store import checking  # noqa: PLC0415  (a list needs none of it)

        with translated():
            return checking.check(self._db)

    def is_password(self, password: str) -> bool:
        """Whether that is the office password."""
        return secrets.compare_digest(password.encode(), self._password.encode())

    def change_password(self, password: str) -> Change:
        """Encrypt the file under another password; backups taken before keep the old one."""
        file.change_password(self._db, password, present=self._password)
        self._password = password
        with translated(), journal.operation(self._db, "更换办公密码") as current:
            current.count = 0
        return journal.done(current)

    def close(self) -> None:
        """Close the file and let others open it."""
        self._db.close()
