"""What stands against scores and what is said beside them, and what of them becomes another."""

from collections.abc import Iterator, Mapping

from desktop.base.codes import CodeList
from desktop.base.drafts import out_of_range, too_long, unlisted
from desktop.base.fields import Values
from desktop.base.findings import Finding
from desktop.pilots.assessment import Assessment, Score
from desktop.pilots.scheme import from_json
from desktop.pilots.scoring import Mark, above

Key = tuple[str, str]
"""A front and an indicator; the front of a bonus is ``scheme.BONUS``."""

GIVEN = ("self_score", "score", "evidence", "note")
"""What can be given for an indicator."""
JUDGED = ("veto", "bonus_reason", "highlights", "problems")
"""What can be said of an assessment beside its scores."""


def wrong(scores: Mapping[Key, Score], given: Mapping[Key, Values]) -> Iterator[Finding]:
    """What stands against scores; a finding's ``record`` is the number of the score."""
    for key, values in given.items():
        if key not in scores:
            yield Finding(code="unknown_indicator", message=f"评价里没有“{key[0]}”的“{key[1]}”这一项，请核对。")
            continue
        score = scores[key]
        for name in ("self_score", "score"):
            value = values.get(name)
            found = above(Mark(score.front, score.indicator, score.points, value if isinstance(value, int) else None))
            if found:
                yield found.about(name).of(score.id)
        yield from (one.of(score.id) for rule in (too_long, out_of_range) for one in rule(Score, values))


def unfit(before: Assessment, values: Values) -> Iterator[Finding]:
    """What is wrong with what is said beside the scores; the vetoes are those of its own scheme."""
    yield from (*too_long(Assessment, values), *out_of_range(Assessment, values))
    vetoes = CodeList("veto", from_json(before.scheme).vetoes)
    yield from unlisted(Assessment, {"veto": values.get("veto")}, {"veto": vetoes})


def changed(score: Score, values: Values) -> dict[str, object]:
    """What of a score becomes another."""
    given = {name: kept(values[name]) for name in GIVEN if name in values}
    return {name: value for name, value in given.items() if value != getattr(score, name)}


def kept(value: object) -> object:
    """A value as it is kept: a text without blanks around it, None where nothing is left."""
    return value.strip() or None if isinstance(value, str) else value
