"""Token-per-line formats: IOB2, and HIPE-2022's TSV with entity ids."""

from bisect import bisect_right
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

Tables = Mapping[str, pd.DataFrame]
HIPE = (
    "TOKEN", "NE-COARSE-LIT", "NE-COARSE-METO", "NE-FINE-LIT", "NE-FINE-METO", "NE-FINE-COMP",
    "NE-NESTED", "NEL-LIT", "NEL-METO", "MISC",
)  # fmt: skip


def tags(tables: Tables) -> dict[tuple[str, int], tuple[str, str]]:
    """IOB2 tag and entity id by document and token start; a token belongs where it begins."""
    made: dict[tuple[str, int], tuple[str, str]] = {}
    for doc_id, mentions in tables["mentions"].groupby("doc_id", sort=True):
        rows = sorted(mentions.itertuples(), key=lambda row: int(row.start))
        starts = [int(row.start) for row in rows]
        begun: set[int] = set()
        tokens = tables["tokens"]
        for start in sorted(tokens[tokens["doc_id"] == doc_id]["start"]):
            at = bisect_right(starts, int(start)) - 1
            if at >= 0 and int(start) < int(rows[at].end):
                first = "I" if at in begun else "B"
                begun.add(at)
                made[str(doc_id), int(start)] = (
                    f"{first}-{rows[at].label}", str(rows[at].entity_id),
                )  # fmt: skip
    return made


def write_iob2(tables: Tables, folder: Path) -> list[Path]:
    """Word, tab, tag; an empty line between sentences; a file a language."""
    tag_of = tags(tables)
    paths = []
    for lang, part in tables["tokens"].groupby("lang", sort=True):
        lines: list[str] = []
        for _, sentence in part.sort_values(["doc_id", "start"]).groupby("sentence_id", sort=False):
            lines += [
                f"{row.text}\t{tag_of.get((str(row.doc_id), int(row.start)), ('O', ''))[0]}"
                for row in sentence.itertuples()
            ]
            lines.append("")
        path = folder / f"corpus-{lang}.iob2"
        path.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")
        paths.append(path)
    return paths


def write_hipe(tables: Tables, folder: Path) -> list[Path]:
    """HIPE-2022's columns; ours are coarse literal tags and entity ids."""
    tag_of = tags(tables)
    lines = ["\t".join(HIPE)]
    ordered = tables["tokens"].sort_values(["doc_id", "start"])
    for doc_id, document in ordered.groupby("doc_id", sort=True):
        lines += ["", f"# hipe2022:document_id = {doc_id}"]
        for lang in sorted(set(document["lang"])):
            lines.append(f"# hipe2022:language = {lang}")
            rows = list(document[document["lang"] == lang].itertuples())
            for at, row in enumerate(rows):
                tag, entity = tag_of.get((str(doc_id), int(row.start)), ("O", ""))
                after = rows[at + 1] if at + 1 < len(rows) else None
                ends = not after or after.sentence_id != row.sentence_id
                misc = ["EndOfSentence"] if ends else []
                misc += ["NoSpaceAfter"] if after and int(after.start) == int(row.end) else []
                cells = [str(row.text), tag, "O", "O", "O", "O", "O", entity or "_", "_"]
                lines.append("\t".join([*cells, "|".join(misc) or "_"]))
    path = folder / "corpus.hipe.tsv"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")
    return [path]
