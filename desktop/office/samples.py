"""The yearly spot check: drawing, what checking found, how far it is, the register on paper."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.errors import ForbiddenError, NotFoundError, RefusedError
from desktop.base.fields import Values
from desktop.base.findings import refuses
from desktop.cases import samples as rules
from desktop.cases.samples import CHECK, Drawn, Sample
from desktop.office.printouts import Printout
from desktop.office.standing import Standing
from desktop.papers import SampleRow, sample_register
from desktop.store import journal, samples, settings
from desktop.store.faults import translated

_SEEDS = 10**9
"""Seeds are below it, so that one can be read out and typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotCheck:
    """The drawing of a year with its files, in the order drawn."""

    sample: Sample
    lines: tuple[Drawn, ...]

    @property
    def checked(self) -> int:
        """How many files were checked."""
        return sum(one.line.checked_on is not None for one in self.lines)


class Samples:
    """Doors to the spot checks."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def of(self, year: int) -> SpotCheck | None:
        """The spot check of a year; None where nothing was drawn."""
        with translated():
            found = samples.of(self._db, year)
            return SpotCheck(sample=found, lines=tuple(samples.lines(self._db, found.id))) if found else None

    def every(self) -> list[Sample]:
        """All drawings, the newest year first."""
        with translated():
            return samples.every(self._db)

    def usual_percent(self) -> int | None:
        """How many of a hundred policy asks for; None where it says nothing."""
        rule = self._standing.on().procedure
        return rule.sample_percent if rule else None

    def draw(self, year: int, percent: int | None = None, seed: int | None = None, note: str = "") -> Change:
        """Draw the files that are checked in a year, by policy's percentage and a new seed unless they are given.

        The method is that of ``cases.samples.draw``; the seed stands in the record, so that anybody can repeat it.
        ``ForbiddenError`` where the year was drawn already, ``RefusedError`` for a percentage that can't be.
        """
        with translated():
            among, before = samples.population(self._db), samples.of(self._db, year)
        if before is not None:
            raise ForbiddenError(f"{year} 年已在 {before.drawn_on} 抽取过，没有再抽；确要重抽，请先在操作记录里撤销。")
        wanted = self.usual_percent() if percent is None else percent
        findings = rules.check_drawing(wanted, len(among))
        if findings or wanted is None:
            raise RefusedError(findings)
        used = secrets.randbelow(_SEEDS) if seed is None else seed
        drawn = rules.draw(among, wanted, used)
        values = {"year": year, "percent": wanted, "seed": used, "population": len(among)}
        more = {"drawn_on": today().isoformat(), "note": note.strip() or None}
        label = f"抽查 {year} 年：{len(among)} 户抽 {len(drawn)} 户（{wanted}%）"
        with translated(), journal.operation(self._db, label, Noun.SAMPLES, Noun.CASES) as current:
            made = samples.insert(self._db, {**values, **more}, drawn)
            current.count = len(drawn)
        return journal.done(current, made)

    def register(self, lines: Sequence[int], values: Values) -> Change:
        """Write down what checking these drawn files found; ``RefusedError`` with what is wrong."""
        with translated():
            drawings = samples.of_lines(self._db, lines)
        if not drawings:
            raise NotFoundError("没有选中抽查的档案，或抽查已被撤销；没有登记。")
        known = self._standing.on().labels("sample_result")
        findings = rules.check_result(values, known, max(one.drawn_on for one in drawings))
        if refuses(findings):
            raise RefusedError(findings)
        row = {name: values.get(name) or None for name in CHECK} | {"checked_on": str(values["checked_on"])}
        label = f"登记抽查结果：{values['result']}"
        with translated(), journal.operation(self._db, label, Noun.SAMPLES, Noun.CASES) as current:
            current.count = samples.register(self._db, lines, row)
            current.label = f"{label} {current.count} 户"
        return journal.done(current, lines[0] if len(lines) == 1 else None)

    def sheet(self, year: int) -> Printout:
        """The register of a year's spot check, to be filled in by hand or as it was filled in."""
        found = self.of(year)
        if found is None:
            raise ForbiddenError(f"{year} 年还没有抽取样本，登记表没有生成；请先抽取。")
        with translated():
            office = str(settings.get(self._db, "office.name", ""))
        one = found.sample
        paper = sample_register(
            [_row(line) for line in found.lines],
            office=office,
            year=one.year,
            percent=one.percent,
            population=one.population,
        )
        return Printout(papers=(paper,), label=f"{year}年抽查复核登记表", count=len(found.lines))


def _row(one: Drawn) -> SampleRow:
    line = one.line
    result = "；".join(part for part in (line.result, line.note) if part)
    return SampleRow(one.file_no, one.name, one.employer, one.category, result, line.checked_by or "", line.checked_on)
