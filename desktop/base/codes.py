"""Code lists: what may stand in a field of ``Kind.CODE``."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.base.text import squeeze


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list in force: the labels in their order, other words for them, and what labels of other versions are here.

    Another word means the same; a label of another version only stands nearest, so whoever reads it has to look.

    >>> CodeList("hukou", ("非农业", "农业"), {"农业（家庭）户": "农业"}).canonical("农业 (家庭)户")
    '农业'
    """

    name: str
    labels: tuple[str, ...]
    synonyms: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    _words: dict[str, str] = field(init=False, repr=False, compare=False, default_factory=dict)

    def canonical(self, text: str) -> str | None:
        """The list's own label for what somebody wrote; None where the list knows no such thing."""
        # Squeezed once: an import asks some hundred thousand times, but of most lists nobody does.
        if not self._words:
            words = {squeeze(word): label for word, label in self.synonyms.items()}
            self._words.update(words | {squeeze(label): label for label in self.labels})
        return self._words.get(squeeze(text))


Codes = Mapping[str, CodeList]
"""The code lists in force by name."""
