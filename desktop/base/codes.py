"""Code lists: what may stand in a field of ``Kind.CODE``."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.base.text import squeeze


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list in force: the labels in their order, and other words for them."""

    name: str
    labels: tuple[str, ...]
    synonyms: Mapping[str, str] = field(default_factory=dict)

    def canonical(self, text: str) -> str | None:
        """The list's own label for what somebody wrote; None where the list knows no such thing."""
        word = squeeze(text)
        for label in self.labels:
            if squeeze(label) == word:
                return label
        return self.synonyms.get(word)


Codes = Mapping[str, CodeList]
"""The code lists in force by name."""
