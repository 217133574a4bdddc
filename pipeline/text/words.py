"""The encoder's words: runs of letters, runs of digits, single marks.

Finer than tokens, so that no suffix, bracket or glued number hides inside a word.
"""

import re

_WORD = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")


def split_words(text: str) -> list[tuple[int, int]]:
    """Spans of the words of `text`.

    >>> [("1923’te Ankara"[a:b]) for a, b in split_words("1923’te Ankara")]
    ['1923', '’', 'te', 'Ankara']
    """
    return [match.span() for match in _WORD.finditer(text)]
