"""Examining a file whole: pages, tables, references, the journal's chain."""

import hashlib

import sqlcipher3.dbapi2 as sqlite
from sqlite_utils import Database

from desktop.aid.batch import BatchState
from desktop.aid.flow import first_broken
from desktop.base.errors import FileDamagedError
from desktop.store import batches, journal, registers, settings

_CALLED = {
    "household": "困难职工档案",
    "person": "家庭成员",
    "batch": "发放批次",
    "payment": "发放记录",
    "fund": "资金",
    "receipt": "到账记录",
    "closing": "关账记录",
    "request": "帮扶申请",
    "activity": "慰问活动",
    "item": "慰问品",
    "visit": "慰问对象",
    "photo": "慰问照片",
    "standard": "政策标准",
    "setting": "设置",
    "step": "办理记录",
    "document": "材料",
    "content": "材料原件",
    "consent": "同意书",
    "consultation": "查阅登记",
    "acknowledgement": "已知晓的待办",
    "pilot_acknowledgement": "试点单位已知晓的待办",
    "sameness": "同人核对",
    "sample": "抽查",
    "sample_line": "抽查名单",
    "operation": "操作记录",
    "change": "改动明细",
    "draft": "未保存的表单",
    **registers.words(),
    "wave": "试点批次",
}
_CHANGED = "请从改动之前的备份恢复，并报告主管。"
_WAY_OUT = "请关闭程序，把文件复制留底，再从最近的备份恢复。"


def check(db: Database) -> list[str]:
    """What was examined and found whole, as sentences; ``FileDamagedError`` says what can't be read any more."""
    pages = db.execute("PRAGMA cipher_integrity_check").fetchall()
    if pages:
        raise FileDamagedError(f"文件有 {len(pages)} 页被改动或损坏。{_loss(db)}{_WAY_OUT}")
    found = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok" or db.execute("PRAGMA foreign_key_check").fetchall():
        raise FileDamagedError(f"文件内部的表对不上。{_WAY_OUT}")
    operations = journal.verify(db)
    rows = _verify_rows(db)
    batches_ = _verify_batches(db)
    scans = _verify_scans(db)
    steps = _verify_steps(db)
    counts = "，".join(f"{name} {_count(db, table)} 条" for table, name in list(_CALLED.items())[:6])
    return [
        "每一页完整，没有被改动。",
        f"各表完整：{counts}。",
        f"操作记录 {operations} 条，前后相连，没有被改动。",
        f"各表 {rows} 条记录，和操作记录里最后一次改动的一样。",
        f"锁定过的批次 {batches_} 个，名单和金额与锁定时一样。",
        f"扫描件 {scans} 份，和收到时一样。",
        f"办理记录 {steps} 条，前后相接，和各户现在的状态一致。",
    ]


def _verify_rows(db: Database) -> int:
    """How many rows there are; ``FileDamagedError`` where some aren't as the journal left them."""
    db.execute("DROP TABLE IF EXISTS temp.last")
    db.execute(
        'CREATE TEMP TABLE last AS SELECT "table", row, max(id) AS change FROM main.change GROUP BY "table", row'
    )
    db.execute('CREATE INDEX temp.last_row ON last ("table", row)')
    try:
        return sum(_verify_table(db, table) for table in journal.ROOTS)
    finally:
        db.execute("DROP TABLE temp.last")


def _verify_table(db: Database, table: str) -> int:
    found = db.execute(
        f'SELECT count(*) FROM {table} t LEFT JOIN temp.last l ON l."table" = :table AND l.row = t.id '
        "LEFT JOIN change c ON c.id = l.change "
        f"WHERE c.after IS NULL OR {journal.unlike(db, table, 't', 'c.after')}",
        {"table": table},
    ).fetchone()[0]
    found += db.execute(
        'SELECT count(*) FROM temp.last l JOIN change c ON c.id = l.change WHERE l."table" = :table '
        f"AND c.after IS NOT NULL AND l.row NOT IN (SELECT id FROM {table})",
        {"table": table},
    ).fetchone()[0]
    if found:
        raise FileDamagedError(f"有 {found} 条{_CALLED[table]}不经过程序被改动、添加或删去了。{_CHANGED}")
    return _count(db, table)


def _verify_batches(db: Database) -> int:
    """How many batches were locked; ``FileDamagedError`` where a line of one isn't as it was locked."""
    key = bytes.fromhex(settings.get(db, "digest_key", ""))
    locked = db.execute(
        "SELECT id, title FROM batch b WHERE state NOT IN (?, ?) OR EXISTS "
        "(SELECT 1 FROM payment p WHERE p.batch = b.id AND p.digest IS NOT NULL) ORDER BY id",
        [BatchState.DRAWN, BatchState.VOID],
    ).fetchall()
    for number, title in locked:
        broken = first_broken(batches.payments(db, number), key=key)
        if broken:
            raise FileDamagedError(f"批次“{title}”里{broken.name}的发放记录与锁定时不一致。{_CHANGED}")
    return len(locked)


def _verify_scans(db: Database) -> int:
    """How many scans there are; ``FileDamagedError`` where one isn't what it was when it came."""
    count = 0
    for count, (digest, data) in enumerate(db.execute("SELECT sha256, data FROM content"), 1):  # noqa: B007
        if hashlib.sha256(data).hexdigest() != digest:
            raise FileDamagedError(f"有扫描件被改动过。{_WAY_OUT}")
    return count


def _verify_steps(db: Database) -> int:
    """How many steps there are; ``FileDamagedError`` where those of a file don't follow each other up to its state."""
    found = db.execute(
        "SELECT p.name, h.file_no FROM (SELECT household, before, after, lag(after, 1, before) OVER life AS was, "
        "lead(id) OVER life AS next FROM step WINDOW life AS (PARTITION BY household ORDER BY id)) s "
        "JOIN household h ON h.id = s.household LEFT JOIN person p ON p.household = h.id AND p.position = 0 "
        "WHERE s.was <> s.before OR (s.next IS NULL AND s.after <> h.state) GROUP BY h.id ORDER BY h.id"
    ).fetchall()
    if found:
        name, number = found[0]
        which = f"{name}（档案编号 {number}）" if number else name
        others = f"等 {len(found)} 户" if len(found) > 1 else ""
        raise FileDamagedError(f"{which}{others}的办理记录和档案状态对不上。{_WAY_OUT}")
    return _count(db, "step")


def _loss(db: Database) -> str:
    """Which tables can't be read whole, as a sentence.

    A connection that met a bad page refuses every other page too, so each table is read through a fresh one: the file
    is attached once more, which takes over the key, while the lock is let go.
    """
    path = next(row[2] for row in db.execute("PRAGMA database_list") if row[1] == "main")
    db.execute("PRAGMA locking_mode = NORMAL")
    db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    try:
        lost = [name for table, name in _CALLED.items() if not _readable(db, path, table)]
    finally:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("BEGIN EXCLUSIVE")
        db.execute("COMMIT")
    return f"读不全的有：{'、'.join(lost)}；其他内容都还读得出来。" if lost else "各表的内容都还读得出来。"


def _readable(db: Database, path: str, table: str) -> bool:
    db.execute("ATTACH ? AS look", [path])
    try:
        for _ in db.execute(f"SELECT * FROM look.{table}"):
            pass
    except sqlite.DatabaseError:
        return False
    finally:
        db.execute("DETACH look")
    return True


def _count(db: Database, table: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
