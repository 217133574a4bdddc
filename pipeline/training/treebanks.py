"""The Turkish treebanks of one annotation style, divided into training, development and test.

FrameNet, KeNet, Penn and Tourism (Starlang; CC BY-SA 4.0) are annotated alike; BOUN and IMST are
not. Their own divisions are uneven, so a sentence's text decides: a tenth each for development
and test, the same tenth wherever the sentence stands.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

STYLE = ("framenet", "kenet", "penn", "tourism")
PARTS = ("test", "dev")  # buckets 0 and 1 of ten; the others train


@dataclass(frozen=True, slots=True)
class TreeToken:
    """What the treebank says of a word."""

    text: str
    lemma: str
    upos: str
    feats: str


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence of a treebank, its lines as they stand in the file."""

    lines: tuple[str, ...]

    @property
    def tokens(self) -> tuple[TreeToken, ...]:
        """Words; ranges and empty nodes are passed over."""
        rows = [line.split("\t") for line in self.lines if line[:1].isdigit()]
        return tuple(
            TreeToken(row[1], row[2], row[3], "" if row[5] == "_" else row[5])
            for row in rows
            if row[0].isdigit()
        )

    @property
    def part(self) -> str:
        """train, dev or test."""
        words = " ".join(token.text for token in self.tokens)
        bucket = int(hashlib.sha256(words.encode()).hexdigest(), 16) % 10
        return PARTS[bucket] if bucket < len(PARTS) else "train"


def read(path: Path) -> Iterator[Tree]:
    """The sentences of a CoNLL-U file."""
    lines: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line:
            lines.append(line)
        elif lines:
            yield Tree(tuple(lines))
            lines = []


def style(folder: Path, part: str) -> Iterator[Tree]:
    """The sentences of one part over all treebanks of the style, each text once."""
    seen: set[tuple[str, ...]] = set()
    for path in sorted(folder.glob("*.conllu")):
        if not any(f"_{name}-" in path.name for name in STYLE):
            continue
        for tree in read(path):
            words = tuple(token.text for token in tree.tokens)
            if tree.part == part and words not in seen:
                seen.add(words)
                yield tree
