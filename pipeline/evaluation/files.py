"""Any file of a known form, scored by the same code as the project's own gold."""

import json
from pathlib import Path

from pipeline import tagging
from pipeline.config import Settings
from pipeline.evaluation import short_references as linked_books
from pipeline.evaluation.scores import Counted, Score, f1, interval
from pipeline.tagging import decoding, encoder
from pipeline.tagging.sentences import paragraphs, split_sentences

Columns = list[tuple[str, str]]


def read_iob(path: Path) -> list[Columns]:
    """Sentences of (word, tag) of an IOB2 file; a first column of numbers is passed over."""
    made: list[Columns] = []
    rows: Columns = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        fields = line.split("\t")
        if line.startswith("# "):
            continue
        if len(fields) < 2:
            if rows:
                made.append(rows)
            rows = []
            continue
        word, tag = (
            (fields[1], fields[2]) if fields[0].isdigit() and len(fields) > 2 else fields[:2]
        )
        rows.append((word.removeprefix("tr:"), tag))
    return made


def spans_of(tags: list[str]) -> set[tuple[int, int, str]]:
    """Entities of IOB2 tags as (first word, one past the last, label).

    >>> spans_of(["B-PER", "I-PER", "O"])
    {(0, 2, 'PER')}
    """
    found: set[tuple[int, int, str]] = set()
    start = None
    for at, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            found.add((start, at, tags[start][2:]))
            start = None
        if tag[:2] in ("B-", "I-") and start is None:
            start = at
    return found


def predict(
    engine: encoder.Encoder, sentences: list[list[str]], head: str
) -> list[set[tuple[int, int, str]]]:
    """Entities of tokenized sentences by one head, as spans of tokens."""
    texts = [" ".join(words) for words in sentences]
    answers = []
    readings = encoder.read(engine, texts, (head,))
    for words, text, reading in zip(sentences, texts, readings, strict=True):
        spans, scores = reading.words, reading.scores[head]
        token_at = [i for i, word in enumerate(words) for _ in range(len(word) + 1)]
        found = set()
        for span in decoding.spans(scores, engine.tags[head]):
            first = token_at[spans[span.start][0]]
            last = token_at[spans[span.end - 1][0]]
            found.add((first, last + 1, span.label))
        answers.append(found)
        if len(token_at) != len(text) + 1:
            raise ValueError(f"tokens do not tile {text[:40]!r}")
    return answers


def head_for(labels: set[str], engine: encoder.Encoder) -> str:
    """The head whose labels a file speaks."""
    for head, tags in engine.tags.items():
        if labels <= {tag[2:] for tag in tags} - {""}:
            return head
    raise ValueError(f"no head has the labels {', '.join(sorted(labels))}")


def ner(
    path: Path, lang: str, every: int = 1, head: str = "", bar: float | None = None
) -> list[Score]:
    """Strict entity F1 on an IOB2 file; `every` takes each nth sentence only."""
    read = read_iob(path)[::every]
    engine = tagging.load(Settings()).entities
    head = head or head_for({tag[2:] for rows in read for _, tag in rows if tag != "O"}, engine)
    answers = predict(engine, [[word for word, _ in rows] for rows in read], head)
    units = []
    for rows, found in zip(read, answers, strict=True):
        gold = spans_of([tag for _, tag in rows])
        units.append(Counted(len(gold & found), len(found), len(gold)))
    low, high = interval(units)
    n = sum(unit.gold for unit in units)
    data = f"{path.name} {lang} ({head})"
    return [Score("entities", data, "strict F1", n, f1(units), low, high, bar)]


def sentences(path: Path, texts: Path) -> list[Score]:
    """F1 of sentence spans: rows with section, start, end over texts with id and text."""
    by_id = {row["id"]: row["text"] for row in json.loads(texts.read_text(encoding="utf-8"))}
    gold: dict[str, set[tuple[int, int]]] = {}
    for row in json.loads(path.read_text(encoding="utf-8")):
        gold.setdefault(row["section"], set()).add((row["start"], row["end"]))
    units = []
    for name, expected in sorted(gold.items()):
        text, lang = by_id[name], name.rpartition("_")[2]
        end = max(b for _, b in expected)
        found = {
            (a + x, a + y)
            for a, b in paragraphs(text, 0, len(text))
            for x, y in split_sentences(text[a:b], lang)
            if a + y <= end
        }
        units += [Counted(int(s in found), int(s in found), 1) for s in sorted(expected)]
        units += [Counted(0, 1, 0) for _ in found - expected]
    low, high = interval(units)
    n = sum(unit.gold for unit in units)
    return [Score("sentences", path.name, "F1", n, f1(units), low, high, 0.98)]


def short_references(path: Path) -> list[Score]:
    """Share of short references whose antecedent is a citation of the same work."""
    found = linked_books.short_references(path)
    return [Score("short references", path.name, m.name, m.n, m.score) for m in found]
