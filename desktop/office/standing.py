"""The policy of the office: its rows, and what holds on a day."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sqlite_utils import Database

from desktop.aid.simulation import Simulation
from desktop.base.calendar import Days, add_working_days, today
from desktop.base.changes import Change, Noun
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.fields import Value, Values
from desktop.base.findings import Finding
from desktop.office.rule_forms import new_rule
from desktop.office.rulebook import Clause, clause, clauses
from desktop.office.simulation import simulate
from desktop.policy.choosing import in_force
from desktop.policy.reading import base_rules, presets, read_preset
from desktop.policy.standards import Policy, Rule
from desktop.store import journal, settings
from desktop.store.faults import translated

_OWN_DAYS = "working_days"
SIMULATED = frozenset({"amount", "line"})
"""The matters whose new rows can be tried: what they would cost."""
UNTRIED = frozenset({"valid_from", "document_no"})
"""What a row that is only tried needn't say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetLook:
    """What a file of rules would bring.

    Attributes:
        fresh: rows that the office doesn't have.
        same: how many it has already, word for word.
        clashing: rows that say something else than what the office has of the same matter and day; they stay out.
    """

    title: str
    fresh: tuple[Rule, ...]
    same: int
    clashing: tuple[Clause, ...]


class Standing:
    """Doors to the policy in force."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._chosen = lru_cache(maxsize=64)(self._choose)

    def rules(self) -> list[Rule]:
        """Every row of the office's own policy, the oldest first."""
        with translated():
            return settings.rules(self._db)

    def _every(self) -> list[Rule]:
        """The rows that come with the program, then the office's own, which win."""
        return [*base_rules(), *self.rules()]

    def on(self, day: dt.date | None = None) -> Policy:
        """What is in force on a day, today if none is given."""
        return self._chosen(day or today())

    def labels(self, codes: str) -> tuple[str, ...]:
        """The labels of a code list as it is today."""
        return self.on().labels(codes)

    def _choose(self, day: dt.date) -> Policy:
        return in_force(self._every(), day)

    def enter(self, rules: Iterable[Rule], label: str = "登记政策标准") -> Change:
        """Enter rows of policy; a row of the same matter and day is replaced."""
        with translated(), journal.operation(self._db, label, Noun.STANDARDS) as current:
            current.count = settings.put_rules(self._db, rules)
        self.forget()
        return journal.done(current)

    def clauses(self) -> list[Clause]:
        """Every row of policy in words, with whether it holds today; also what comes with the program."""
        return clauses(self.rules(), today(), base_rules())

    def check(self, matter: str, values: Values) -> tuple[Finding, ...]:
        """What is wrong or doubtful with a filled form of a new row."""
        return new_rule(matter, values, self._every())[1]

    def register(self, matter: str, values: Values) -> Change:
        """Enter a new row out of a form; ``RefusedError`` where something refuses. Older rows stay as they are."""
        rule, findings = new_rule(matter, values, self._every())
        if rule is None:
            raise RefusedError(findings)
        said = clause(rule)
        return self.enter([rule], f"登记政策标准：{said.about} {short(said.content)}（{rule.valid_from} 起）")

    def simulate(self, matter: str, values: Values) -> Simulation:
        """What a filled form of a new row would cost in a year on today's files; ``RefusedError`` for a wrong one.

        It is asked before there is a document: date and number needn't be there, and what begins the same day is no
        hindrance.
        """
        usual: dict[str, Value] = {"valid_from": today(), "document_no": "试算"}
        given = {name: value for name, value in values.items() if value is not None}
        rule, findings = new_rule(matter, usual | given, ())
        if rule is None:
            raise RefusedError(findings)
        return self.simulate_rules([rule])

    def simulate_rules(self, rules: Sequence[Rule]) -> Simulation:
        """What rows beside those of the office would cost in the year in which all of them have begun."""
        day = max([today(), *(rule.valid_from for rule in rules)])
        return simulate(self._db, self._every(), rules, day)

    def look(self, preset: str | Path) -> PresetLook:
        """What a preset by name, or a clerk's own file, would bring."""
        known = {(rule.key, rule.valid_from): rule for rule in self.rules()}
        rules = read_rules(preset, known.values())
        fresh = {(rule.key, rule.valid_from): rule for rule in rules if (rule.key, rule.valid_from) not in known}
        clashing = [rule for rule in rules if known.get((rule.key, rule.valid_from), rule) != rule]
        title = presets().get(str(preset)) or Path(preset).name
        return PresetLook(
            title=title,
            fresh=tuple(fresh.values()),
            same=len(rules) - len(fresh) - len(clashing),
            clashing=tuple(clause(rule) for rule in clashing),
        )

    def take_in(self, look: PresetLook) -> Change:
        """Enter what a preset brings, as one operation."""
        if not look.fresh:
            return Change(operation=0, label="没有需要登记的政策", nouns=frozenset(), count=0)
        return self.enter(look.fresh, f"导入政策：{look.title}")

    def forget(self) -> None:
        """Read the rows again at the next question, after an undo or a restore."""
        self._chosen.cache_clear()

    def own_days(self) -> Days:
        """The days that the office's own table rules on, for years that the calendar doesn't know."""
        with translated():
            kept = settings.get(self._db, _OWN_DAYS, {})
        return {dt.date.fromisoformat(day): working for day, working in kept.items()}

    def set_days(self, days: Mapping[dt.date, bool | None], label: str = "登记工作日表") -> Change:
        """Rule on days, True working, False free; None leaves them to the State Council's calendar again."""
        wanted = {**self.own_days(), **days}
        kept = {day.isoformat(): working for day, working in sorted(wanted.items()) if working is not None}
        with translated(), journal.operation(self._db, label, Noun.SETTINGS) as current:
            settings.put(self._db, _OWN_DAYS, kept)
            current.count = len(days)
        return journal.done(current)

    def notice_ends(self, begins: dt.date) -> dt.date:
        """The last day of a public notice that begins on a day, by the notice rule then in force."""
        rule = self.on(begins).notice
        return add_working_days(begins, rule.working_days if rule else 0, self.own_days())


def read_rules(preset: str | Path, known: Iterable[Rule] = ()) -> tuple[Rule, ...]:
    """The rules of a preset by name, or of a clerk's own file; ``ForbiddenError`` says what is wrong in it.

    They may speak of ``known`` ones.
    """
    if isinstance(preset, str) and preset not in presets():
        preset = Path(preset)
    try:
        return read_preset(preset, known)
    except ValueError as error:
        raise ForbiddenError(f"政策文件读不懂（{error}），什么都没有登记。请改正后再试。") from error


def short(text: str, limit: int = 40) -> str:
    """The beginning of a long text, for a label.

    >>> short("一二三四五", 3)
    '一二三…'
    """
    return text if len(text) <= limit else f"{text[:limit]}…"
