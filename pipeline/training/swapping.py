"""Our own sentences again with other names in them (mention replacement, Dai and Adel 2020).

A mention gives its place to another of the same label and language that stands the same way:
before an apostrophe or not, and with the same last two letters, so that a Turkish case suffix
stays what the sentence asks for. The labels stay true and the model cannot learn names by heart.
"""

import random
from collections import defaultdict
from collections.abc import Iterator

from pipeline.text.casing import lower
from pipeline.training.examples import APOSTROPHE, Example

ENDING = 2  # letters
Place = tuple[str, str, bool, str]  # source, label, before an apostrophe, ending


def mentions(example: Example) -> Iterator[tuple[int, int, str]]:
    """Words from, to (exclusive) and label of every mention of our own labels."""
    tags = [next(iter(allowed)) for allowed in example.targets["house"]]
    start = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            yield start, i, tags[start][2:]
            start = None
        if tag.startswith("B-"):
            start = i


def place(example: Example, start: int, end: int, label: str) -> Place:
    """What must be alike for two mentions to change places."""
    words = example.words
    apostrophe = end < len(words) and APOSTROPHE.fullmatch(words[end]) is not None
    ending = "" if apostrophe else lower(words[end - 1], "tr")[-ENDING:]
    return example.source, label, apostrophe, ending


def swapped(examples: list[Example], share: float, rng: random.Random) -> list[Example]:
    """`examples` with about `share` of their mentions replaced by others of the same place."""
    known: dict[Place, list[tuple[str, ...]]] = defaultdict(list)
    if share:
        for example in examples:
            for start, end, label in mentions(example):
                known[place(example, start, end, label)].append(example.words[start:end])
    return [_one(example, known, share, rng) for example in examples]


def _one(
    example: Example, known: dict[Place, list[tuple[str, ...]]], share: float, rng: random.Random
) -> Example:
    words: list[str] = []
    tags: list[frozenset[str]] = []
    done = 0
    house = example.targets["house"]
    for start, end, label in mentions(example):
        rivals = known.get(place(example, start, end, label), [])
        if not rivals or rng.random() >= share:
            continue
        new = rng.choice(rivals)
        words += [*example.words[done:start], *new]
        tags += [*house[done:start], frozenset((f"B-{label}",))]
        tags += [frozenset((f"I-{label}",))] * (len(new) - 1)
        done = end
    words += example.words[done:]
    tags += house[done:]
    return Example(tuple(words), {"house": tuple(tags)}, example.source)
