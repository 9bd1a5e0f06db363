"""A step that a clerk wants to take with one file or with several: what its dialog begins with and is told."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from desktop.base.calendar import today
from desktop.base.changes import Change, Progress
from desktop.base.codes import Codes
from desktop.base.fields import Values
from desktop.base.findings import Finding
from desktop.cases.steps import Verb
from desktop.office.procedure import Look

if TYPE_CHECKING:
    from desktop.office.office import Office

_NAMED = 3
_TOLD = 5
_USUAL = ("people", "registers")
"""What is mostly the same for the next household."""


class Asked(NamedTuple):
    """A step for files; ``state`` is that of the files, empty where they differ, ``values`` what the dialog shows."""

    verb: Verb
    numbers: tuple[int, ...]
    names: tuple[str, ...]
    state: str
    values: Values
    codes: Codes

    @property
    def called(self) -> str:
        """The files in words."""
        named = "、".join(self.names[:_NAMED])
        return named if len(self.names) <= _NAMED else f"{named}等 {len(self.names)} 户"

    def without(self, left_out: Sequence[int]) -> "Asked":
        """The same without these files."""
        kept = [(one, name) for one, name in zip(self.numbers, self.names, strict=True) if one not in left_out]
        return self._replace(numbers=tuple(one for one, _ in kept), names=tuple(name for _, name in kept))


def read_asked(verb: Verb, numbers: Sequence[int], office: "Office") -> Asked:
    """What a dialog begins with; ``ForbiddenError`` where the only file can't take the step as it stands."""
    homes = office.cases.many(numbers)
    states = {home.state for home in homes}
    return Asked(
        verb=verb,
        numbers=tuple(home.id for home in homes),
        names=tuple(home.applicant.name for home in homes),
        state=states.pop() if len(states) == 1 else "",
        values=office.procedure.begin(homes[0].id, verb) if len(homes) == 1 else {"day": today()},
        codes=office.standing.on().codes,
    )


def looks(asked: Asked, values: Values, office: "Office") -> list[Look]:
    """What the step would be, file by file."""
    return office.procedure.looks(asked.numbers, asked.verb, values)


def take(asked: Asked, values: Values, office: "Office", progress: Progress) -> Change:
    """Take it."""
    return office.procedure.take_many(asked.numbers, asked.verb, values, progress)


class Told(NamedTuple):
    """What was found, for the dialog: of the step itself and of single files, and the files that refuse."""

    findings: tuple[Finding, ...]
    refusing: tuple[int, ...]


def told(found: Sequence[Look]) -> Told:
    """What is the same with all files is told once, the rest with the applicant's name; nothing of what is missing."""
    each = [[one for one in look.findings if one.code != "missing"] for look in found]
    counts = Counter(one for findings in each for one in set(findings))
    common = [one for one in (each[0] if each else []) if counts[one] == len(found)]
    own = [
        (look, replace(one, message=f"{look.at.home.applicant.name}：{one.message}", field=""))
        for look, findings in zip(found, each, strict=True)
        for one in findings
        if one not in common
    ]
    lines = [one for _, one in own][:_TOLD]
    if len(own) > _TOLD:
        rest = any(one.refuses for _, one in own[_TOLD:])
        lines.append(Finding(code="more", message=f"……这样的共 {len(own)} 处。", refuses=rest))
    refusing = dict.fromkeys(look.at.home.id for look, one in own if one.refuses)
    return Told((*common, *lines), tuple(refusing))


class StepMemory:
    """What was typed into dialogs that were left, and what is mostly the same; kept while the page lives."""

    def __init__(self) -> None:
        self._left: dict[tuple[Verb, tuple[int, ...]], dict[str, str]] = {}
        self._usual: dict[Verb, dict[str, str]] = {}

    def values(self, asked: Asked) -> Values:
        """The values that a dialog begins with: what follows from the file goes before what was typed last."""
        return {**self._usual.get(asked.verb, {}), **asked.values}

    def texts(self, asked: Asked) -> dict[str, str]:
        """What was typed when the same step was left."""
        return self._left.get((asked.verb, asked.numbers), {})

    def leave(self, asked: Asked, texts: dict[str, str]) -> None:
        """Keep what was typed and not done."""
        self._left[asked.verb, asked.numbers] = texts

    def done(self, asked: Asked, values: Values) -> None:
        """Forget what was typed, for it is done; the next household's step begins with who did this one."""
        self._left.pop((asked.verb, asked.numbers), None)
        self._usual[asked.verb] = {name: str(values[name]) for name in _USUAL if values.get(name)}
