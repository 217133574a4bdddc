"""Roman numerals."""

import re

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_WRITTEN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def from_roman(word: str) -> int:
    """The value of a numeral in capitals; 0 for what is none.

    >>> from_roman("XIV"), from_roman("IIX"), from_roman("Kongre")
    (14, 0, 0)
    """
    if not word or not _WRITTEN.fullmatch(word):
        return 0
    values = [_VALUES[letter] for letter in word]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
