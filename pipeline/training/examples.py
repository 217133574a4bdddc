"""Training examples for the bilingual encoder: words, and what each head may answer for each.

Four label sets live on one encoder. ``house`` is the project's own ten labels; ``wiki`` the
nineteen of the Turkish Wikipedia set; ``coarse`` the three of WikiANN and Universal NER; ``upos``
the parts of speech of the Turkish treebanks. A data set seldom settles a label of another set, so
a target is the *set* of answers a data set allows (a LOC of Universal NER may be GPE, LOC or FAC
here), and the loss is the probability outside it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.records import LABELS
from pipeline.tagging.tidying import small_words
from pipeline.text.casing import uncapitalized
from pipeline.text.words import split_words
from pipeline.training.treebanks import style

HOUSE = LABELS
WIKI = tuple(
    sorted(
        {*HOUSE, "CARDINAL", "LANGUAGE", "MONEY", "ORDINAL", "PERCENT", "PRODUCT"}
        | {"QUANTITY", "TIME", "TITLE"}
    )
)
COARSE = ("PER", "LOC", "ORG")
UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip


def tag_set(labels: tuple[str, ...]) -> tuple[str, ...]:
    """O and the B- and I- tags of `labels`, in a fixed order."""
    return ("O", *(f"{prefix}-{label}" for label in labels for prefix in "BI"))


TAGS = {"house": tag_set(HOUSE), "wiki": tag_set(WIKI), "coarse": tag_set(COARSE), "upos": UPOS}

DEV_SUBJECTS = {  # never trained on, so that the weights that ship can be measured on them
    "tr": ("denizcilik-ticaret", "afrika-arabistan", "tiyatro-sinema", "goc-nufus-mubadelesi"),
    "en": ("maritime-trade", "africa-arabia", "theatre-cinema", "migration-exchange"),
}

# What Universal NER's three labels leave open in ours, and what its silence does.
FROM_COARSE = {"PER": ("PERSON",), "LOC": ("GPE", "LOC", "FAC"), "ORG": ("ORG",)}
SILENT_IN_COARSE = ("NORP", "EVENT", "LAW", "WORK_OF_ART", "DATE")
MONTHS = re.compile(
    r"ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık", re.IGNORECASE
)
YEAR = re.compile(r"\d{3,4}")
APOSTROPHE = re.compile(r"['’ʼ‘´`]")

Allowed = tuple[frozenset[str], ...]  # for each word the tags that may be right


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence: its words, and for each head that it trains the allowed tags."""

    words: tuple[str, ...]
    targets: dict[str, Allowed]
    source: str


def _spread(token: str, tag: str, ends: bool) -> Iterator[tuple[str, str]]:
    """The words of a token with their tags; the ending after an entity's apostrophe is O.

    Inside an entity (`ends` is False) an ending belongs to it: Türkiye'nin dış politikası.
    """
    parts = [token[a:b] for a, b in split_words(token)]
    apostrophe = next(
        (i for i, part in enumerate(parts) if i and APOSTROPHE.fullmatch(part)), len(parts)
    )
    # an ending is one small word after the apostrophe; N'Dong and O'Brien have none
    ending = ends and len(parts) - apostrophe == 2 and parts[-1][0].islower()
    for i, part in enumerate(parts):
        if tag == "O" or (ending and i >= apostrophe):
            yield part, "O"
        else:
            yield part, tag if i == 0 else f"I-{tag[2:]}"


def _spread_all(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The words of a sentence's tokens with their tags."""
    following = [*(tag for _, tag in rows[1:]), "O"]
    return [
        pair
        for (token, tag), after in zip(rows, following, strict=True)
        for pair in _spread(token, tag, ends=not after.startswith("I-"))
    ]


def _columns(path: Path, word: int, tag: int) -> Iterator[list[tuple[str, str]]]:
    rows: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            continue
        fields = line.split("\t")
        if len(fields) <= max(word, tag):
            if rows:
                yield rows
            rows = []
            continue
        rows.append((fields[word].removeprefix("tr:"), fields[tag]))
    if rows:
        yield rows


def _exact(tags: list[str]) -> Allowed:
    return tuple(frozenset((tag,)) for tag in tags)


def _spans(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    start = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            yield start, i, tags[start][2:]
            start = None
        if tag != "O" and start is None:
            start = i


def _house_from_wiki(words: list[str], tags: list[str]) -> Allowed:
    """Our tags for a sentence of the Wikipedia set, whose dates also hold durations."""
    allowed = [frozenset(("O",))] * len(tags)
    for start, end, label in _spans(tags):
        text = " ".join(words[start:end])
        if label not in HOUSE:
            continue
        if label == "DATE" and not (YEAR.search(text) or MONTHS.search(text)):
            continue
        for i in range(start, end):
            answer = frozenset((f"{'B' if i == start else 'I'}-{label}",))
            # a date keeps its core only in our guideline: "1922 yılında" may end before "yılında"
            allowed[i] = answer | {"O"} if label == "DATE" and words[i].isalpha() else answer
    return tuple(allowed)


def _house_from_coarse(tags: list[str]) -> Allowed:
    silent = frozenset(("O", *(f"{p}-{label}" for label in SILENT_IN_COARSE for p in "BI")))
    return tuple(
        silent if tag == "O" else frozenset(f"{tag[0]}-{x}" for x in FROM_COARSE[tag[2:]])
        for tag in tags
    )


def wiki(path: Path) -> list[Example]:
    """Turkish Wikipedia sentences (CC BY-SA 4.0): train the heads ``wiki`` and ``house``."""
    examples = []
    for rows in _columns(path, 0, 1):
        spread = _spread_all(rows)
        words, tags = [w for w, _ in spread], [t for _, t in spread]
        targets = {"wiki": _exact(tags), "house": _house_from_wiki(words, tags)}
        examples.append(Example(tuple(words), targets, "wiki"))
    return examples


def wikiann(path: Path) -> list[Example]:
    """WikiANN Turkish (silver): trains the head ``coarse`` only."""
    examples = []
    for rows in _columns(path, 0, 1):
        spread = _spread_all(rows)
        targets = {"coarse": _exact([tag for _, tag in spread])}
        examples.append(Example(tuple(w for w, _ in spread), targets, "wikiann"))
    return examples


def uner(path: Path) -> list[Example]:
    """Universal NER English: trains ``coarse``, and ``house`` as far as its labels say."""
    examples = []
    for rows in _columns(path, 1, 2):
        known = [(w, t if t[2:] in COARSE else "O") for w, t in rows]
        spread = _spread_all(known)
        tags = [tag for _, tag in spread]
        targets = {"coarse": _exact(tags), "house": _house_from_coarse(tags)}
        examples.append(Example(tuple(w for w, _ in spread), targets, "uner"))
    return examples


def treebank(folder: Path, part: str) -> list[Example]:
    """Sentences of the treebanks: a token's first word trains ``upos``, the others are free."""
    examples = []
    anything = frozenset(UPOS)
    for tree in style(folder, part):
        words: list[str] = []
        allowed: list[frozenset[str]] = []
        for token in tree.tokens:
            parts = [token.text[a:b] for a, b in split_words(token.text)]
            words += parts
            allowed += [frozenset((token.upos,)), *[anything] * (len(parts) - 1)][: len(parts)]
        examples.append(Example(tuple(words), {"upos": tuple(allowed)}, "treebank"))
    return examples


MENTION = re.compile(r"\[([^\[\]|]+)\|([A-Z_]+)\]")


def bracketed(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Text and mentions of a line in which mentions stand as ``[surface|LABEL]``.

    >>> bracketed("[Rauf Bey|PERSON]’e gitti.")
    ('Rauf Bey’e gitti.', [(0, 8, 'PERSON')])
    """
    text, spans, done = "", [], 0
    for match in MENTION.finditer(line):
        text += line[done : match.start()]
        spans.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        done = match.end()
    return text + line[done:], spans


def word_tags(text: str, spans: list[tuple[int, int, str]]) -> tuple[list[str], list[str]]:
    """The encoder's words of `text` and their tags; a word belongs to the span it starts in."""
    words, tags = [], []
    for start, end in split_words(text):
        words.append(text[start:end])
        inside = next(((a, label) for a, b, label in spans if a <= start < b), None)
        if inside is None:
            tags.append("O")
        else:
            first = not any(inside[0] <= a for a, _ in split_words(text) if a < start)
            tags.append(f"{'B' if first else 'I'}-{inside[1]}")
    return words, tags


def scholarly(folder: Path) -> dict[str, list[Example]]:
    """Our own annotated sentences, by subject (the file's name), read as the recogniser reads.

    The folder's name is the language.
    """
    small = small_words(folder.name)
    subjects: dict[str, list[Example]] = {}
    for path in sorted(folder.glob("*.txt")):
        examples = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            text, spans = bracketed(line)
            words, tags = word_tags(uncapitalized(text, folder.name, small), spans)
            if words:
                targets = {"house": _exact(tags)}
                examples.append(Example(tuple(words), targets, f"scholarly-{folder.name}"))
        subjects[path.stem] = examples
    return subjects


READERS: dict[str, Callable[[Path], list[Example]]] = {
    "wiki": wiki,
    "wikiann": wikiann,
    "uner": uner,
}
