"""What an article says of a name in one place, held against its other places.

A pair of peoples is two names; a rank is no part of a name; a heading's number neither. A name
that the article gives one kind nearly always has it everywhere; and a name that was recognised
surely is looked for where the encoder saw nothing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from pipeline.languages import items
from pipeline.text.casing import fold

Found = tuple[int, int, str, float]  # start, end in the text, label, score

SURE = 0.9  # a name recognised below it is not looked for elsewhere
SHARE = 0.66  # of the votes for a name's kind that settle it
AGAIN = 0.85  # the score of a name that was found by another mention of it
SOUGHT = ("PERSON", "GPE", "NORP", "ORG", "LOC", "EVENT", "LAW")
ALONE = 3  # times that a word must stand for a person by itself
MIN_LETTERS = 4
_BLANK = re.compile(r" ")
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?)+[^\W\d_]{3,}\s")
_PAIR = re.compile(r"[^\W\d_]{2,}([-–])[^\W\d_]{2,}")
_NUMBERING = re.compile(r"(?:\d{1,2}|[IVX]{1,5})[.)]\s+(?=[^\W\d_]{2,})")
_STOPS = tuple('.!?…”"')
_SUFFIX = r"(?:[’'ʼ][^\W\d_]{1,8}\b|(?![\w’'ʼ]))"


@cache
def _ranks() -> frozenset[str]:
    return frozenset(fold(word) for word in items("names", "ranks"))


@cache
def _with_rank() -> tuple[str, ...]:
    return tuple(fold(name) for name in items("names", "ranks_inside"))


@cache
def _behind() -> frozenset[str]:
    return frozenset(fold(word) for word in ("", *items("names", "titles_behind")))


@cache
def _two_persons() -> re.Pattern[str]:
    title = "|".join(items("names", "titles_behind"))
    name = r"(?:[^\W\d_]+ ){1,3}"
    return re.compile(rf"({name}?(?:{title})) ({name}(?:{title}))")


def refined(text: str, found: Found) -> Iterator[Found]:
    """The names that a span holds: without numbering and ranks, pairs of peoples as two.

    >>> text = "4. Prens Gorçakov"
    >>> [text[a:b] for a, b, *_ in refined(text, (0, 17, "PERSON", 1.0))]
    ['Gorçakov']
    >>> [(a, b) for a, b, *_ in refined("Sultan Veled’in", (0, 12, "PERSON", 1.0))]
    [(0, 12)]
    >>> [(a, b) for a, b, *_ in refined("Halil Paşa Enver Paşa", (0, 21, "PERSON", 1.0))]
    [(0, 10), (11, 21)]
    >>> [(a, b) for a, b, *_ in refined("Türk-Rus", (0, 8, "NORP", 1.0))]
    [(0, 4), (5, 8)]
    """
    start, end, label, score = found
    if start == 0 and label != "DATE":
        start = min(numbering(text), end)
    if label == "PERSON":
        start = _after_ranks(text, start, end)
    pair = _PAIR.fullmatch(text, start, end) if label in ("NORP", "GPE") else None
    if pair and text[pair.end(1)].isupper():
        second = label if label == "NORP" else "GPE"
        yield start, pair.start(1), label, score
        yield pair.end(1), end, second, score
    elif label == "PERSON" and (two := _two_persons().fullmatch(text, start, end)):
        yield start, two.end(1), label, score
        yield two.start(2), end, label, score
    elif start < end:
        yield start, end, label, score


def numbering(text: str) -> int:
    """Where a heading's words begin: "2. Berlin Kongresi ve Sonrası"; 0 for a sentence.

    >>> numbering("2. Berlin Kongresi ve Sonrası"), numbering("2. Mahmud öldü.")
    (3, 0)
    """
    number = _NUMBERING.match(text) if text[-1:] not in _STOPS else None
    return number.end() if number else 0


def _after_ranks(text: str, start: int, end: int) -> int:
    while True:
        if fold(text[start:end]).startswith(_with_rank()):
            return start
        word, space, rest = text[start:end].partition(" ")
        if not space or fold(word) not in _ranks() or fold(rest) in _ranks() | _behind():
            return start  # "Emir Sultan" is a name
        start += len(word) + 1


def unjoined(
    text: str, found: Sequence[Found], key_of: Callable[[str, int], str]
) -> Iterator[Found]:
    """`found` with two persons that stand side by side as two: "Çiçerin Lenin’e yazdı".

    Both must be named alone again and again, and the pair never in another place; or the second
    is a full name of the article, behind initials and a family name ("E. Mango Halil Paşa").
    `key_of` gives the folded base form of a surface at an offset.

    >>> text = "Çiçerin yazdı. Lenin sustu. " * 3 + "Çiçerin Lenin’e gitti."
    >>> words = [(m.start(), m.end(), "PERSON", 0.9) for m in re.finditer("Çiçerin|Lenin", text)]
    >>> pair = (words[-2][0], words[-1][1], "PERSON", 0.9)
    >>> list(unjoined(text, [*words[:-2], pair], lambda name, _: fold(name))) == words
    True
    """
    keys = [key_of(text[a:b], a) if label == "PERSON" else "" for a, b, label, _ in found]
    counts = Counter(keys)
    for (start, end, label, score), key in zip(found, keys, strict=True):
        for blank in _BLANK.finditer(text, start, end) if key and counts[key] == 1 else ():
            one, other = fold(text[start : blank.start()]), key_of(text[blank.end() : end], start)
            single = " " not in one + other
            sides = min(counts[one], counts[other]) >= ALONE
            whole = counts[other] and " " in other and _INITIALS.match(text, start)
            if (single and sides) or (whole and " " in one):
                yield start, blank.start(), label, score
                start = blank.end()
                break
        yield start, end, label, score


def settled(found: Sequence[Found], keys: Sequence[str]) -> list[Found]:
    """The names with the kind that most of their mentions have; `keys` are their folded forms."""
    votes: Mapping[str, Counter[str]] = defaultdict(Counter)
    for (_, _, label, score), key in zip(found, keys, strict=True):
        votes[key][label] += round(score * 1000)
    made = []
    for (start, end, label, score), key in zip(found, keys, strict=True):
        most, weight = min(votes[key].items(), key=lambda item: (-item[1], item[0]))
        if label not in (most, "DATE") and weight >= SHARE * votes[key].total():
            label = most
        made.append((start, end, label, score))
    return made


def missed(text: str, found: Sequence[Found], keys: Sequence[str]) -> Iterator[Found]:
    """Places of surely recognised names that no span covers; capitals must agree."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for (_, _, label, score), key in zip(found, keys, strict=True):
        if label in SOUGHT and score >= SURE and len(key) >= MIN_LETTERS and key[:1].isupper():
            kinds[key][label] += 1
    if not kinds:
        return
    covered = bytearray(len(text))
    for start, end, *_ in found:
        covered[start:end] = b"\x01" * (end - start)
    names = sorted(kinds, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<![\w’'])(?:{'|'.join(map(re.escape, names))}){_SUFFIX}")
    for match in pattern.finditer(text):
        name = next(name for name in names if text.startswith(name, match.start()))
        end = match.start() + len(name)
        if not any(covered[match.start() : end]):
            label = min(kinds[name].items(), key=lambda item: (-item[1], item[0]))[0]
            yield match.start(), end, label, AGAIN
