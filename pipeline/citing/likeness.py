"""Short references told by the words that they share with an earlier citation.

For what no grammar reads: slips of the scanner, unknown styles, titles without marks. Words are
compared letter by letter, so that one wrong letter does not part a work from itself.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from pipeline.text import casing

MIN_LETTERS = 3  # shorter words are articles and initials
LIKE = 0.88  # Jaro-Winkler from which two words are one misread
HEAD_WORDS = 30  # of an earlier citation: author, title, container
FIRST_WORDS = 4  # of a citation: where its author stands
MIN_SHARE = 0.6  # of the letters of a short reference that must be found
_MARK = re.compile(r"(?<!\w)(?:p|pp|s|ss|S|f|ff|c|col|n|nn|vol|voi|voll|t|T|C)\s?\.\s?\d|[,(]\s?\d")


@lru_cache(maxsize=1 << 16)
def words(text: str) -> tuple[str, ...]:
    """The words of `text` that tell, folded, up to its first page or number.

    >>> words("Boerio, Dizionario del dialetto, pp. 5-7")
    ('boerio', 'dizionario', 'del', 'dialetto')
    """
    found = _MARK.search(text)
    head = re.sub(r"(?<=\w)- {1,3}(?=\w)", "", text[: found.start()] if found else text)
    return tuple(re.findall(rf"[^\W\d_]{{{MIN_LETTERS},}}", casing.fold(head)))[:HEAD_WORDS]


@dataclass(slots=True)
class Index:
    """The words of earlier citations, to find those that share words with a short one."""

    firsts: list[tuple[str, ...]] = field(default_factory=list)
    by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_start: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, head: Iterable[str]) -> None:
        """Remember the words of the next citation."""
        listed = tuple(head)
        number = len(self.firsts)
        self.firsts.append(listed[:FIRST_WORDS])
        for word in dict.fromkeys(listed):
            self.by_word[word].append(number)
            self.by_start[word[:2]].add(word)

    def beginning(self, word: str) -> list[int]:
        """Earlier citations among whose first words `word` stands, the latest first."""
        return sorted(
            (n for n in self._having(word) if any(_same(word, w) for w in self.firsts[n])),
            reverse=True,
        )

    def beginning_with(self, word: str) -> list[int]:
        """Earlier citations among whose first words `word` itself stands."""
        return [n for n in self.by_word.get(word, ()) if word in self.firsts[n]]

    def best(self, wanted: tuple[str, ...], least: float = MIN_SHARE) -> list[tuple[float, int]]:
        """Earlier citations by the share of the letters of `wanted` found in them, most first.

        >>> index = Index()
        >>> for text in ("Mango, Atatürk", "Lewis, The Emergence of Modern Turkey"):
        ...     index.add(words(text))
        >>> index.best(words("Lewls, Emergence"))[0]
        (1.0, 1)
        """
        total = sum(map(len, wanted))
        shares: dict[int, int] = defaultdict(int)
        for word in wanted:
            for number in self._having(word):
                shares[number] += len(word)
        ranked = [(round(share / total, 4), number) for number, share in shares.items()]
        return sorted((r for r in ranked if r[0] >= least), key=lambda r: (-r[0], -r[1]))

    def _having(self, word: str) -> set[int]:
        alike = {word} if word in self.by_word else set()
        if len(word) >= 5:
            alike |= {w for w in self.by_start[word[:2]] if _like(word, w)}
        return {number for w in alike for number in self.by_word[w]}


def _same(word: str, other: str) -> bool:
    return word == other or (len(word) >= 5 and _like(word, other))


@lru_cache(maxsize=1 << 16)
def _like(word: str, other: str) -> bool:
    if abs(len(word) - len(other)) > 2:
        return False
    return JaroWinkler.normalized_similarity(word, other) >= LIKE
