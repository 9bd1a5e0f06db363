"""The steps from one version of the file to the next: named, append-only, committed with their record."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from desktop import __version__
from desktop.base.errors import FileNewerError
from desktop.store import journal, people
from desktop.store.connection import APPLICATION_ID
from desktop.store.schema import FIRST
from desktop.store.schema_aid import AID
from desktop.store.schema_closing import CLOSING
from desktop.store.schema_life import LIFE
from desktop.store.schema_people import PEOPLE
from desktop.store.schema_pilot_rules import PILOT_RULES
from desktop.store.schema_pilots import PILOTS
from desktop.store.schema_skills import SKILLS

steps = Migrations("niangjia")


@steps()
def m001_first(db: Database) -> None:
    """Cases, aid, policy, and the journal."""
    for statement in _statements(FIRST):
        db.execute(statement)


@steps()
def m002_drafts(db: Database) -> None:
    """What forms hold and isn't saved yet."""
    db.execute("""
        CREATE TABLE draft (
            name TEXT PRIMARY KEY CHECK (name <> ''),
            label TEXT NOT NULL,
            base INTEGER NOT NULL CHECK (base >= 0),
            body TEXT NOT NULL CHECK (json_valid(body)),
            at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
    """)


@steps()
def m003_life(db: Database) -> None:
    """A file's whole life: its states and days, its steps, documents, consents, and who left.

    ``household`` is made anew, because a CHECK can't be widened; its numbers go on where they were.
    """
    db.execute("PRAGMA legacy_alter_table = ON")
    for statement in _statements(LIFE):
        db.execute(statement)
    db.execute("PRAGMA legacy_alter_table = OFF")


@steps()
def m004_people(db: Database) -> None:
    """By what persons who may be one are found; every file is to be compared."""
    for statement in _statements(PEOPLE):
        db.execute(statement)
    people.note_all(db)


@steps()
def m005_aid(db: Database) -> None:
    """Aid whole: applications, activities, funds by programme, closed periods, and what banks give back."""
    db.execute("PRAGMA legacy_alter_table = ON")
    for statement in _statements(AID + CLOSING):
        db.execute(statement)
    db.execute("PRAGMA legacy_alter_table = OFF")


@steps()
def m006_pilots(db: Database) -> None:
    """Pilot enterprises, and the money that funds give to their projects."""
    for statement in _statements(PILOTS + SKILLS + PILOT_RULES):
        db.execute(statement)


def _statements(script: str) -> list[str]:
    """The script's statements; ``executescript`` would commit the transaction that a step runs in."""
    found, current = [], ""
    for line in script.splitlines(keepends=True):
        current += line
        inside = "CREATE TRIGGER" in current and "END;" not in current
        if line.rstrip().endswith(";") and not inside:
            found.append(current)
            current = ""
    return found


def pending(db: Database) -> bool:
    """Whether the file has steps to go; ``FileNewerError`` where it has some that this program doesn't know."""
    known = {step.name for step in steps._migrations}  # noqa: SLF001  (there is no public list of all steps)
    unknown = [step.name for step in steps.applied(db) if step.name not in known]
    if unknown:
        raise FileNewerError(
            f"这个办公文件由更新版本的“娘家人”写成（含 {unknown[-1]}），本机是 {__version__} 版，不能打开。"
            "文件没有被改动；请先把本机的程序升级到新版本。"
        )
    return bool(steps.pending(db))


def apply(db: Database) -> None:
    """Bring the file to this program's version, or leave it as it was.

    Foreign keys are off meanwhile, because a step may have to make a table anew, and are checked afterwards.
    """
    db.execute("PRAGMA foreign_keys = OFF")
    try:
        with db.atomic():
            steps.apply(db)
            journal.arm(db)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            broken = db.execute("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise AssertionError(broken)
    finally:
        db.execute("PRAGMA foreign_keys = ON")
