"""Several labels of one code list in one text, such as 子女上学、残疾."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from desktop.base.codes import CodeList
from desktop.base.text import is_nothing, squeeze

BETWEEN = "、"
"""What stands between labels."""

APART = "\\s、､,，;；/／|｜。"
"""What people write between them, for a class of a regular expression."""

_MARK = rf"[①-⑳]|[(（]\d{{1,2}}[)）]|(?<!\d)\d{{1,2}}[.．)）:：、](?!\d)|(?<![^{APART}])\d{{1,2}}(?!\d)"
_TOKEN = re.compile(rf"(?P<mark>{_MARK})|(?:(?!{_MARK})[^{APART}])+")


class Part(NamedTuple):
    """Words of a text, and the label that they mean; None where the list knows no such words."""

    words: str
    label: str | None


def parts(known: CodeList, text: str) -> tuple[Part, ...]:
    """What stands in the text, in its order; a label that holds a separator itself is found whole.

    Numbering before words, and words that say there is nothing, are left out.

    >>> parts(CodeList("cause", ("上学", "残疾")), "1 上学 2 车祸")
    (Part(words='上学', label='上学'), Part(words='车祸', label=None))
    """
    return tuple(_parts(known, text, list(_TOKEN.finditer(text))))


def _parts(known: CodeList, text: str, tokens: Sequence[re.Match[str]]) -> Iterator[Part]:
    longest = max((len(squeeze(word)) for word in (*known.labels, *known.synonyms)), default=0)
    at = 0
    while at < len(tokens):
        run = _longest_run(known, text, tokens[at : at + longest])  # no label has more tokens than characters
        if run:
            count, part = run
            yield part
            at += count
            continue
        words, at = tokens[at][0], at + 1
        numbering = tokens[at - 1]["mark"] and at < len(tokens) and not tokens[at]["mark"]
        if not numbering and not is_nothing(words):
            yield Part(words, None)


def _longest_run(known: CodeList, text: str, tokens: Sequence[re.Match[str]]) -> tuple[int, Part] | None:
    """How many tokens from the first on are one label, and which."""
    for count in range(len(tokens), 0, -1):
        words = text[tokens[0].start() : tokens[count - 1].end()]
        label = known.canonical(words) or known.canonical("".join(token[0] for token in tokens[:count]))
        if label:
            return count, Part(words, label)
    return None


def joined(known: CodeList, labels: Iterable[str]) -> str | None:
    """The labels as one text, each once, in the list's order; None where there is none."""
    order = {label: at for at, label in enumerate(known.labels)}
    return BETWEEN.join(sorted(dict.fromkeys(labels), key=lambda label: order.get(label, len(order)))) or None
