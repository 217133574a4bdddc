"""Letters that were decoded with the wrong table: ``Ä±`` and ``ý`` for ``ı``.

Icelandic has a þ of its own, so nothing is repaired unless more Turkish words come out of it.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from pipeline.records import Problem
from pipeline.text.traced import Traced

_LETTERS = "çğıöşüÇĞİÖŞÜâîûÂÎÛéè“”‘’–—…«»°·•"
_WRONG_TABLES = ("latin-1", "cp1252", "cp1254", "mac-turkish", "cp1250")
# ISO 8859-9 differs from 8859-1 in these six letters only
_ONE_BYTE = dict(zip("ýþðÝÞÐ", "ışğİŞĞ", strict=True))
_WORD = re.compile(r"[^\W\d_]{2,60}")
_SAMPLE = 400  # words that are looked up
_GAIN = 0.4  # share of the changed words that must become words of Turkish

IsWord = Callable[[str, str], bool]


def mend(raw: Traced, is_word: IsWord) -> tuple[Traced, tuple[Problem, ...]]:
    """`raw` with wrongly decoded letters repaired, and a warning if there were any.

    >>> mend(Traced.of("KÄ±rÄ±m savaÅŸÄ±"), lambda word, lang: word in ("Kırım", "savaşı"))[0].text
    'Kırım savaşı'
    """
    problems: list[Problem] = []
    for table, known in ((_sequences(), _trusted), (_ONE_BYTE, is_word)):
        pattern = re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))
        found = list(pattern.finditer(raw.text))
        if not found or not _helps(raw.text, pattern, table, known):
            continue
        first, last = raw.origin[found[0].start()], raw.origin[found[-1].end() - 1] + 1
        message = f"{len(found)} wrongly decoded letters were repaired: compare the print"
        problems.append(
            Problem("restoring", "W_MOJIBAKE_FIXED", "article", message, first, last)
        )
        raw = Traced.join(_replaced(raw, found, table))
    return raw, tuple(problems)


def _trusted(word: str, lang: str) -> bool:
    """Two signs of UTF-8 read one by one are never what was meant."""
    return True


@cache
def _sequences() -> dict[str, str]:
    """What the UTF-8 of a letter looks like in a one-byte table."""
    found: dict[str, str] = {}
    for letter in _LETTERS:
        for table in _WRONG_TABLES:
            try:
                wrong = letter.encode("utf-8").decode(table)
            except UnicodeDecodeError:
                wrong = "".join(_decoded(byte, table) for byte in letter.encode("utf-8"))
            found.setdefault(wrong, letter)
    return {wrong: letter for wrong, letter in found.items() if not wrong.isspace()}


def _decoded(byte: int, table: str) -> str:
    try:
        return bytes([byte]).decode(table)
    except UnicodeDecodeError:
        return chr(byte)


def _helps(text: str, pattern: re.Pattern[str], table: dict[str, str], known: IsWord) -> bool:
    changed = dict.fromkeys(word for word in _WORD.findall(text) if pattern.search(word))
    if not changed:
        return known is _trusted
    words = list(changed)[:_SAMPLE]
    gained = 0
    for word in words:
        repaired = pattern.sub(lambda hit: table[hit[0]], word)
        gained += known(repaired, "tr") - (known is not _trusted and known(word, "tr"))
    return gained >= max(1, _GAIN * len(words))


def _replaced(
    raw: Traced, found: list[re.Match[str]], table: dict[str, str]
) -> Iterator[Traced]:
    done = 0
    for hit in found:
        yield raw[done : hit.start()]
        yield Traced(table[hit[0]], raw.origin[hit.start() : hit.start() + 1])
        done = hit.end()
    yield raw[done:]
