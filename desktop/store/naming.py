"""What the records are called to whom the rows of the journal belong, and in which list they stand."""

from sqlite_utils import Database

from desktop.base.changes import Noun

NOUN = {
    "setting": Noun.SETTINGS,
    "standard": Noun.STANDARDS,
    "household": Noun.CASES,
    "acknowledgement": Noun.CASES,
    "pilot_acknowledgement": Noun.PILOTS,
    "sameness": Noun.CASES,
    "sample": Noun.SAMPLES,
    "fund": Noun.FUNDS,
    "closing": Noun.FUNDS,
    "request": Noun.REQUESTS,
    "activity": Noun.ACTIVITIES,
    "visit": Noun.VISITS,
    "batch": Noun.BATCHES,
    "wave": Noun.WAVES,
    "enterprise": Noun.PILOTS,
    "submission": Noun.SUBMISSIONS,
    "task": Noun.TASKS,
    "incentive": Noun.INCENTIVES,
    "assessment": Noun.ASSESSMENTS,
    "pairing": Noun.PAIRINGS,
    "call": Noun.CALLS,
    "inspection": Noun.INSPECTIONS,
    "problem": Noun.PROBLEMS,
    "filling": Noun.FILLINGS,
    "reminder": Noun.FILLINGS,
    "studio": Noun.STUDIOS,
    "talent": Noun.TALENTS,
    "contest": Noun.CONTESTS,
    "enclosure": Noun.PILOTS,
}
"""The list of the records of each root of the journal."""

_OF = "JOIN enterprise e ON e.id = t.enterprise WHERE t.id = ?"


def record_label(db: Database, root: str, row: int) -> str:
    """What a clerk calls a record: the applicant, the batch, the fund."""
    names = {
        "household": "SELECT name FROM person WHERE household = ? ORDER BY position LIMIT 1",
        "acknowledgement": "SELECT p.name FROM acknowledgement a JOIN person p ON p.household = a.household "
        "AND p.position = 0 WHERE a.id = ?",
        "pilot_acknowledgement": f"SELECT e.name FROM pilot_acknowledgement t {_OF}",
        "sameness": "SELECT '第 ' || id || ' 对' FROM sameness WHERE id = ?",
        "sample": "SELECT year || ' 年抽查' FROM sample WHERE id = ?",
        "batch": "SELECT title FROM batch WHERE id = ?",
        "fund": "SELECT name FROM fund WHERE id = ?",
        "closing": "SELECT '关账至 ' || through FROM closing WHERE id = ?",
        "request": "SELECT coalesce(beneficiary, name) || '的' || programme || '申请' FROM request WHERE id = ?",
        "activity": "SELECT name FROM activity WHERE id = ?",
        "visit": "SELECT name FROM visit WHERE id = ?",
        "wave": "SELECT name FROM wave WHERE id = ?",
        "enterprise": "SELECT name FROM enterprise WHERE id = ?",
        "submission": f"SELECT e.name || '的' || t.kind FROM submission t {_OF}",
        "task": "SELECT task FROM task WHERE id = ?",
        "incentive": "SELECT name FROM incentive WHERE id = ?",
        "assessment": f"SELECT e.name || t.year || '年度评价' FROM assessment t {_OF}",
        "pairing": f"SELECT t.cadre || '挂钩' || e.name FROM pairing t {_OF}",
        "call": f"SELECT t.day || '走访' || e.name FROM call t {_OF}",
        "inspection": f"SELECT t.day || '督查' || e.name FROM inspection t {_OF}",
        "problem": "SELECT problem FROM problem WHERE id = ?",
        "filling": f"SELECT e.name || t.period || '监测填报' FROM filling t {_OF}",
        "reminder": f"SELECT e.name || t.period || '催报' FROM reminder t {_OF}",
        "studio": "SELECT name FROM studio WHERE id = ?",
        "talent": "SELECT name FROM talent WHERE id = ?",
        "contest": "SELECT name FROM contest WHERE id = ?",
        "enclosure": "SELECT coalesce(title, '附件') FROM enclosure WHERE id = ?",
        "standard": "SELECT key FROM standard WHERE id = ?",
        "setting": "SELECT name FROM setting WHERE id = ?",
    }
    found = db.execute(names[root], [row]).fetchone()
    return str(found[0]) if found else f"第 {row} 号"
