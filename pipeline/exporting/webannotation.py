"""W3C Web Annotations: one JSON-LD collection of all mentions."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd

from pipeline.exporting.finished import Finished
from pipeline.exporting.texts import utf16_of

AROUND = 32  # characters of prefix and suffix


def write(run: Finished, folder: Path) -> list[Path]:
    """Each mention with a quote and a position; positions count UTF-16 code units.

    Their source is the clean text, in which they count, by its path in the folder of the run.
    """
    items: list[dict[str, Any]] = []
    mentions = run.tables["mentions"].sort_values(["doc_id", "start"])
    for doc_id, rows in mentions.groupby("doc_id", sort=True):
        items += _annotations(str(doc_id), run.texts[str(doc_id)], rows)
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection",
        "label": "Named entities", "total": len(items),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    }  # fmt: skip
    path = folder / "annotations.jsonld"
    text = json.dumps(collection, ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return [path]


def _annotations(doc_id: str, text: str, mentions: pd.DataFrame) -> Iterator[dict[str, Any]]:
    units = utf16_of(text)
    source = quote(f"text/{doc_id}.txt")
    for row in mentions.itertuples():
        start, end = int(row.start), int(row.end)
        yield {
            "id": f"urn:ikidil:{row.mention_id}", "type": "Annotation", "motivation": "identifying",
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": row.label},
                {"type": "TextualBody", "purpose": "identifying", "value": row.entity_id},
            ],
            "target": {
                "source": source,
                "selector": [
                    {
                        "type": "TextQuoteSelector", "exact": row.surface,
                        "prefix": text[max(0, start - AROUND) : start],
                        "suffix": text[end : end + AROUND],
                    },
                    {"type": "TextPositionSelector", "start": units(start), "end": units(end)},
                ],
            },
        }  # fmt: skip
