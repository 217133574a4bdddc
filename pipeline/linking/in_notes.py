"""Whom the prose of a note means: an entity of the article's text, by the form of its name."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.linking.forms import CLASSES
from pipeline.records import Document
from pipeline.text.casing import fold


def placed(document: Document, entity_of: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Rows of ``note_mentions``; `entity_of` gives the entity of a mention by ``mention_id``.

    A form that two entities share is taken for the one that bears it more often in the article;
    a name that the text does not know has no entity.
    """
    bearers: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for mention in document.mentions:
        if entity := entity_of.get(mention.mention_id, ""):
            for form in {fold(mention.surface), fold(mention.base_form)}:
                bearers[CLASSES[mention.label], form][entity] += 1
    for each in document.note_mentions:
        forms = (fold(each.base_form), fold(each.surface))
        known = next((k for f in forms if (k := bearers.get((CLASSES[each.label], f)))), None)
        yield {
            "doc_id": document.source.doc_id, "note": each.note, "raw_start": each.raw_start,
            "raw_end": each.raw_end, "surface": each.surface, "base_form": each.base_form,
            "label": each.label, "score": each.score,
            "entity_id": min(known.items(), key=lambda i: (-i[1], i[0]))[0] if known else "",
        }  # fmt: skip
