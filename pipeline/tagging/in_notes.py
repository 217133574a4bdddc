"""Named entities in the prose of notes: what a note says besides its citations.

The prose of all notes is read as one article of its own, so that the same rules hold as in the
text; names of authors and titles inside citations are data of the citing room and no mentions.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.records import Article, Citation, Mention, NoteMention, Section
from pipeline.tagging import Engines, find_sentences, names

_WORD = re.compile(r"[^\W\d_]{3,}")
MIN_WORDS = 3  # fewer are left of a citation, not prose
NOWHERE = -1


def note_mentions(
    article: Article, citations: Sequence[Citation], engines: Engines
) -> tuple[NoteMention, ...]:
    """The mentions in the notes of `article`, in their order; offsets are raw."""
    prose, starts, numbers = _prose(article, citations)
    if not prose.text:
        return ()
    sentences = find_sentences(prose)
    readings = names.read_sentences(prose, sentences, engines.entities)
    found = names.find_mentions(prose, sentences, readings, engines.entities, engines.threshold)
    return tuple(
        _placed(mention, numbers[bisect_right(starts, mention.start) - 1]) for mention in found
    )


def _placed(mention: Mention, note: int) -> NoteMention:
    return NoteMention(
        note=note, raw_start=mention.raw_start, raw_end=mention.raw_end, surface=mention.surface,
        base_form=mention.base_form, label=mention.label, score=mention.score,
    )  # fmt: skip


def _prose(
    article: Article, citations: Sequence[Citation]
) -> tuple[Article, list[int], list[int]]:
    """An article of the prose alone; where each stretch begins in it, and whose note it is."""
    cited: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for citation in citations:
        cited[citation.note].append((citation.raw_start, citation.raw_end))
    text, origin = "", []
    starts: list[int] = []
    numbers: list[int] = []
    for note in article.notes:
        for a, b in _stretches(note.origin, cited[note.note]):
            if len(_WORD.findall(note.text, a, b)) >= MIN_WORDS:
                starts.append(len(text))
                numbers.append(note.note)
                text += f"{note.text[a:b]}\n\n"
                origin += [*note.origin[a:b], NOWHERE, NOWHERE]
    body = Section("notes", "body", article.lang, 0, len(text), 0, 0)
    made = replace(
        article, text=text, origin=tuple(origin), sections=(body,), keywords=(), notes=()
    )
    return made, starts, numbers


def _stretches(
    origin: Sequence[int], cited: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The parts of a note's text that lie in no citation, half-open."""
    begun = 0
    for at, raw in enumerate(origin):
        if any(a <= raw < b for a, b in cited):
            if begun < at:
                yield begun, at
            begun = at + 1
    if begun < len(origin):
        yield begun, len(origin)
