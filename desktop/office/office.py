"""The open office file."""

import secrets
from array import array  # noqa: TC003  (mypy and readers alike)
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from desktop.base.changes import Change, Noun, Progress, silent
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Value
from desktop.base.listing import Listing, Query
from desktop.base.paths import backup_folder
from desktop.office.drafts import Drafts
from desktop.office.lookup import Match, find
from desktop.office.overview import Overview, survey
from desktop.office.pilot_doors import PilotDoors
from desktop.office.standing import Standing, read_rules
from desktop.store import backup, checking, file, households, inversion, journal, listings, settings
from desktop.store.backup import Backup
from desktop.store.faults import translated

if TYPE_CHECKING:
    from desktop.office.activities import Activities
    from desktop.office.aid import Aid
    from desktop.office.cases import Cases
    from desktop.office.consents import Consents
    from desktop.office.consultations import Consultations
    from desktop.office.documents import Documents
    from desktop.office.funds import Funds
    from desktop.office.history import Changes
    from desktop.office.intake import Intake
    from desktop.office.matters import Matters
    from desktop.office.outputs import Outputs
    from desktop.office.past_payments import PastPayments
    from desktop.office.paying import Paying
    from desktop.office.people import People
    from desktop.office.procedure import Procedure
    from desktop.office.requests import Requests
    from desktop.office.sameness import Sameness
    from desktop.office.samples import Samples
    from desktop.office.sheets import Sheets
    from desktop.office.statistics import Statistics

PRESET = "zhenjiang-new-area-2022"


class Office(PilotDoors):
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

    @cached_property
    def cases(self) -> "Cases":
        """Doors to the files; what judges them is imported when it is first needed, as behind the other doors."""
        from desktop.office.cases import Cases  # noqa: PLC0415  (a list needs none of it)

        return Cases(self._db, self.standing, self.procedure)

    @cached_property
    def procedure(self) -> "Procedure":
        """Doors to the steps of files' lives."""
        from desktop.office.procedure import Procedure  # noqa: PLC0415  (the same)

        return Procedure(self._db, self.standing)

    @cached_property
    def documents(self) -> "Documents":
        """Doors to the documents of files."""
        from desktop.office.documents import Documents  # noqa: PLC0415  (the same)

        return Documents(self._db, self.standing)

    @cached_property
    def consents(self) -> "Consents":
        """Doors to what the persons of files agreed to."""
        from desktop.office.consents import Consents  # noqa: PLC0415  (the same)

        return Consents(self._db, self.standing)

    @cached_property
    def consultations(self) -> "Consultations":
        """Doors to the register of who read a file."""
        from desktop.office.consultations import Consultations  # noqa: PLC0415  (the same)

        return Consultations(self._db)

    @cached_property
    def activities(self) -> "Activities":
        """Doors to activities of condolence and their recipients."""
        from desktop.office.activities import Activities  # noqa: PLC0415  (the same)

        return Activities(self._db, self.standing)

    @cached_property
    def past_payments(self) -> "PastPayments":
        """Doors for taking in what was paid in years before."""
        from desktop.office.past_payments import PastPayments  # noqa: PLC0415  (the same)

        return PastPayments(self._db, self.standing)

    @cached_property
    def funds(self) -> "Funds":
        """Doors to funds."""
        from desktop.office.funds import Funds  # noqa: PLC0415  (the same)

        return Funds(self._db)

    @cached_property
    def matters(self) -> "Matters":
        """Doors to what files wait for or lack."""
        from desktop.office.matters import Matters  # noqa: PLC0415  (the same)

        return Matters(self._db, self.standing)

    @cached_property
    def people(self) -> "People":
        """Doors to who comes to a household and who leaves it, and to two files that become one."""
        from desktop.office.people import People  # noqa: PLC0415  (the same)

        return People(self._db, self.standing, self.cases)

    @cached_property
    def sameness(self) -> "Sameness":
        """Doors to the question whether two persons of different files are one."""
        from desktop.office.sameness import Sameness  # noqa: PLC0415  (the same)

        return Sameness(self._db)

    @cached_property
    def samples(self) -> "Samples":
        """Doors to the yearly spot checks."""
        from desktop.office.samples import Samples  # noqa: PLC0415  (the same)

        return Samples(self._db, self.standing)

    @cached_property
    def statistics(self) -> "Statistics":
        """Doors to the charts."""
        from desktop.office.statistics import Statistics  # noqa: PLC0415  (the same)

        return Statistics(self._db, self.standing)

    @cached_property
    def aid(self) -> "Aid":
        """Doors to funds and batches."""
        from desktop.office.aid import Aid  # noqa: PLC0415  (the same)

        return Aid(self._db, self.standing)

    @cached_property
    def paying(self) -> "Paying":
        """Doors to what becomes of approved batches: bank files, receipts, money that came back, signatures."""
        from desktop.office.paying import Paying  # noqa: PLC0415  (the same)

        return Paying(self._db, self.standing)

    @cached_property
    def requests(self) -> "Requests":
        """Doors to applications."""
        from desktop.office.requests import Requests  # noqa: PLC0415  (the same)

        return Requests(self._db, self.standing, self.aid)

    @cached_property
    def intake(self) -> "Intake":
        """Doors for taking workbooks in; what reads workbooks is imported when it is first needed."""
        from desktop.office.intake import Intake  # noqa: PLC0415  (a third of the time in which the program starts)

        return Intake(self._db, self.standing)

    @cached_property
    def outputs(self) -> "Outputs":
        """Doors to sheets and papers; what writes them is imported when it is first needed."""
        from desktop.office.outputs import Outputs  # noqa: PLC0415  (the same)
        from desktop.office.printouts import Printouts  # noqa: PLC0415  (the same)
        from desktop.office.subjects import Doors, Subjects  # noqa: PLC0415  (the same)

        doors = Doors(
            self.cases,
            self.aid,
            self.funds,
            self.requests,
            self.activities,
            self.procedure,
            self.documents,
            self.standing,
            self,
        )
        return Outputs(self._db, self.cases, self.matters, Printouts(Subjects(self._db, doors), self.standing))

    @cached_property
    def sheets(self) -> "Sheets":
        """Doors to the sheets that go up every year, half-year and month."""
        from desktop.office.sheets import Sheets  # noqa: PLC0415  (the same)

        return Sheets(self._db, self.standing)

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
        return listings.SOURCES[noun].listing

    def ids(self, query: Query) -> "array[int]":
        """The numbers of all records that match, in order."""
        concerned = self.matters.concerned(query) if query.matter else None
        with translated():
            return listings.ids(self._db, query, concerned)

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
        pilots = self.matters.of_pilots()
        with translated():
            return survey(
                self._db, newest, has_line=has_line, reminders=reminders, twins=twins, unhelped=unhelped, pilots=pilots
            )

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
