"""Steps of a file's life as text: what is typed for one, and the ones that were taken."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from desktop.base.calendar import today
from desktop.base.codes import Codes
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.fields import Field, Value, Values
from desktop.base.findings import Finding, refuses
from desktop.base.values import read_value, show_value
from desktop.cases.procedure import FLOW
from desktop.cases.steps import COLUMNS, Step, Verb, form_of, value_of
from desktop.office.procedure import Standpoint

_EQUALS = "="


def verb_of(text: str) -> Verb:
    """The verb of that name; ``ForbiddenError`` names those that there are."""
    for verb in FLOW:
        if verb == text.strip():
            return verb
    raise ForbiddenError(f"没有“{text}”这一步，可以办理的有：{'、'.join(FLOW)}。")


def read_step(verb: Verb, given: Iterable[str], codes: Codes) -> Values:
    """The values of a step out of ``名称=值``, by the labels or the names of its form; the day is today unless given.

    Raises:
        ForbiddenError: a text isn't of that shape, or its name isn't of the form.
        RefusedError: values can't be read, with all that is wrong.
    """
    return {"day": today(), **read_fields(verb, form_of(verb), given, codes)}


def read_fields(of: str, form: Sequence[Field], given: Iterable[str], codes: Codes) -> dict[str, Value]:
    """The values of a form out of ``名称=值``, by the labels or the names of its fields; raises as ``read_step``."""
    fields = {word: one for one in form for word in (one.name, one.label)}
    return read_texts([_split(of, text, fields) for text in given], codes)


def read_texts(given: Iterable[tuple[Field, str | None]], codes: Codes) -> dict[str, Value]:
    """The values of fields out of their texts, by name; ``RefusedError`` where they can't be read, with all of it."""
    values: dict[str, Value] = {}
    found: list[Finding] = []
    for field, raw in given:
        reading = read_value(field, raw, codes)
        values[field.name] = reading.value
        found += reading.findings
    if refuses(found):
        raise RefusedError(found)
    return values


def _split(of: str, text: str, fields: Mapping[str, Field]) -> tuple[Field, str]:
    name, equals, raw = text.replace("＝", _EQUALS, 1).partition(_EQUALS)
    if not equals:
        raise ForbiddenError(f"“{text}”要写成“名称=值”的样子，如：日期=2022-07-25。")
    field = fields.get(name.strip())
    if field is None:
        known = "、".join(dict.fromkeys(one.label for one in fields.values() if not one.computed))
        raise ForbiddenError(f"“{of}”没有“{name.strip()}”这一项，可填的有：{known}。")
    return field, raw.strip()


def told(step: Step) -> dict[str, str]:
    """What was written down of a step beside its day, by the labels of its form."""
    shown = ((one.label, show_value(one, value_of(step, one.name))) for one in form_of(step.verb) if one.name != "day")
    return {label: text for label, text in shown if text}


def timeline(at: Standpoint, waiting: str) -> dict[str, Any]:
    """A file's life for ``json.dumps``: where it stands, what it waits for, its steps, and what can be done next."""
    return {
        "case": at.home.id,
        "name": at.home.applicant.name,
        "state": str(at.home.state),
        "waiting": waiting,
        "steps": [_step(one) for one in at.steps],
        "verbs": [str(verb) for verb in at.verbs],
    }


def _step(step: Step) -> dict[str, Any]:
    columns = {name: show_value(Field(label=name), getattr(step, name)) for name in COLUMNS}
    moved = {"verb": str(step.verb), "before": str(step.before), "after": str(step.after)}
    return {"id": step.id, **moved, **columns, "values": told(step)}


def lines(life: Mapping[str, Any]) -> list[str]:
    """The same as lines of text, the oldest step first."""
    head = f"{life['case']}\t{life['name']}\t{life['state']}" + (f"：{life['waiting']}" if life["waiting"] else "")
    steps = (
        f"  {one['day']}\t{one['verb']}\t{_moved(one)}\t"
        + "；".join(f"{label}：{text}" for label, text in one["values"].items())
        for one in life["steps"]
    )
    return [head, *steps, f"  可以办理：{'、'.join(life['verbs'])}"]


def _moved(step: Mapping[str, str]) -> str:
    return step["after"] if step["before"] == step["after"] else f"{step['before']} → {step['after']}"
