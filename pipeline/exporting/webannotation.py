"""W3C Web Annotations: one JSON-LD collection of all mentions."""

import json
from pathlib import Path

from pipeline.exporting.finished import Finished
from pipeline.exporting.texts import utf16

AROUND = 32  # characters of prefix and suffix


def write(run: Finished, folder: Path) -> list[Path]:
    """Each mention with a quote and a position; positions count UTF-16 code units."""
    path_of = run.tables["documents"].set_index("doc_id")["path"].to_dict()
    items = []
    for row in run.tables["mentions"].sort_values(["doc_id", "start"]).itertuples():
        text = run.texts[str(row.doc_id)]
        start, end = int(row.start), int(row.end)
        items.append({
            "id": f"urn:ikidil:{row.mention_id}", "type": "Annotation", "motivation": "identifying",
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": row.label},
                {"type": "TextualBody", "purpose": "identifying", "value": row.entity_id},
            ],
            "target": {
                "source": path_of[row.doc_id],
                "selector": [
                    {
                        "type": "TextQuoteSelector", "exact": row.surface,
                        "prefix": text[max(0, start - AROUND) : start],
                        "suffix": text[end : end + AROUND],
                    },
                    {
                        "type": "TextPositionSelector", "start": utf16(text, start),
                        "end": utf16(text, end),
                    },
                ],
            },
        })  # fmt: skip
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection",
        "label": "Named entities", "total": len(items),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    }  # fmt: skip
    path = folder / "annotations.jsonld"
    text = json.dumps(collection, ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return [path]
